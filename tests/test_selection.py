"""A summary keeps what states something, once, and a small model's is filled up to its extent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from harbour import DOCUMENT, FACTS, PLAIN, SUMMARY, asked, model

from summarize import Document, summarize
from summarize.chat import Reply, Request
from summarize.errors import RateLimitError
from summarize.testing import ScriptedModel
from summarize.types import Usage


def points(text: str) -> dict[str, Any]:
    """Give a reply whose one key point says this."""
    return {**SUMMARY, "key_points": [{"sentence": 1, "text": text}]}


def test_a_scrap_of_the_document_is_left_out() -> None:
    """Its words stand there, and by themselves they say nothing."""
    whole = "Nearly 40 boats left the port of Oldhaven on Monday."
    for text, told in (("the port of Oldhaven", []), (whole, [whole])):
        found = summarize(DOCUMENT, model=model(summary=points(text)), questions=(), settings=PLAIN)
        assert [claim.text for claim in found.key_points] == told


LONG = Document.from_text(
    "Nearly 40 boats left Oldhaven on Monday.\n\n"
    "Ines Quill, the master of Oldhaven, sold 12 oaks to Odo Farrin.\n\n"
    "Odo Farrin of Oldhaven repaired the pier with 12 oaks by May.\n\n"
    + "It rained again.\n\n"
    * 40
)


def small_telling(retold: Mapping[str, Any]) -> ScriptedModel:
    """Give a small model that says one thing twice, and tells a passage with a word so."""
    again = "Nearly 40 boats left Oldhaven."
    replies = {"summary": {**points(again), "abstract": again}, "facts": FACTS}

    def say(request: Request) -> Any:
        shown = request.messages[-1].content
        if request.schema_name == "restate":
            return next((told for word, told in retold.items() if word in shown), "No.")
        sure = Reply("Yes", "stop", Usage(), {"Yes": 1.0})
        return sure if request.schema_name == "check_claim" else replies[request.schema_name]

    return ScriptedModel(say, small=True)


def test_a_small_model_that_tells_little_tells_what_matters_beside() -> None:
    """Of the sentences that tell most, in their order, and only what they state."""
    retold = {"sold": "Ines Quill sold 12 oaks.", "repaired": "Odo Farrin repaired the pier."}
    scripted = small_telling(retold)
    found = summarize(LONG, model=scripted, questions=(), settings=PLAIN)
    assert [claim.text for claim in found.key_points] == list(retold.values())


def test_what_is_told_beside_is_grounded_and_new() -> None:
    """What the sentence does not state, what was told before and what asks is left out."""
    open_ = "The owner of Oldhaven sold his oaks to Odo Farrin."  # on the model's yes alone
    known = "Nearly 40 boats left Oldhaven."
    for told in ("Ines Quill sold 14 oaks.", known, "Did Quill sell?", open_):
        scripted = small_telling({"sold": told})
        found = summarize(LONG, model=scripted, questions=(), settings=PLAIN)
        assert found.key_points == ()


def test_what_was_told_beside_is_kept_where_a_call_fails() -> None:
    """In the mode that reports failures; in the other one they end the run."""
    retold: dict[str, Any] = {
        "sold": "Ines Quill sold 12 oaks.",
        "repaired": RateLimitError(""),
    }
    partial = PLAIN.model_copy(update={"on_error": "partial"})
    found = summarize(LONG, model=small_telling(retold), questions=(), settings=partial)
    assert [claim.text for claim in found.key_points] == [retold["sold"]]
    with pytest.raises(RateLimitError):
        summarize(LONG, model=small_telling(retold), questions=(), settings=PLAIN)


def test_a_short_text_is_not_filled_up() -> None:
    """A summary takes no more than a fifth of a document with what is told beside."""
    scripted = small_telling({"sold": "Ines Quill sold 12 oaks."})
    text = Document.from_text(LONG.text[: LONG.text.index("It rained")])
    assert summarize(text, model=scripted, questions=(), settings=PLAIN).key_points == ()
    assert asked(scripted, "restate") == []
