"""One library of the comparison, put to one case: run by `compare.py` where it is installed.

    python contenders.py langextract BASE_URL ARTICLE "How many people were arrested?" 1

Prints a line of JSON: the claims that came through, each with its place where the library gives
one, and whether it is marked as one that was not found; or the error. Each library is used as its
own documentation shows it, with an OpenAI-compatible server. Nothing of this project is imported.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, TypedDict

KEY = "fake"
MODEL = "planted"


class Told(TypedDict):
    """A claim that came through."""

    text: str
    start: int | None
    """None where the library gives no place, or could not find one."""
    end: int | None
    marked: bool
    """True where it is told apart from those that were found."""
    note: str


def told(text: str, start: int | None, end: int | None, *, marked: bool, note: str = "") -> Told:
    """Make a claim that came through."""
    return Told(text=text, start=start, end=end, marked=marked, note=note)


def langextract(base_url: str, article: str, question: str, **resolver: bool) -> list[Told]:
    """Extract, and take what has no `char_interval` as marked, as its documentation says."""
    lx = import_module("langextract")
    provider = import_module("langextract.providers.openai")
    sample = "Ten ships left the harbour."
    extraction = lx.data.Extraction(extraction_class="answer", extraction_text="Ten ships")
    example = lx.data.ExampleData(text=sample, extractions=[extraction])
    found = lx.extract(
        article,
        prompt_description=f"Extract the exact words of the text that answer: {question}",
        examples=[example],
        model=provider.OpenAILanguageModel(model_id=MODEL, api_key=KEY, base_url=base_url),
        max_char_buffer=len(article),
        show_progress=False,
        resolver_params=resolver or None,
    )
    claims = []
    for each in found.extractions or []:
        place = each.char_interval
        status = each.alignment_status.value if each.alignment_status else "not aligned"
        start, end = (place.start_pos, place.end_pos) if place else (None, None)
        claims.append(told(each.extraction_text, start, end, marked=place is None, note=status))
    return claims


def langextract_exact(base_url: str, article: str, question: str) -> list[Told]:
    """Extract with exact alignment alone: a user's choice against what is not quite there."""
    return langextract(
        base_url, article, question, enable_fuzzy_alignment=False, accept_match_lesser=False
    )


def instructor(base_url: str, article: str, question: str) -> list[Told]:
    """Ask for facts with quotes, and drop those that are not in the text.

    That is the recipe for exact citations in its documentation: a validator is given the text.
    """
    pydantic = import_module("pydantic")
    library = import_module("instructor")
    openai = import_module("openai")

    class Fact(pydantic.BaseModel):  # type: ignore[misc]  # not installed where types are checked
        fact: str
        quotes: list[str]

        @pydantic.model_validator(mode="after")  # type: ignore[untyped-decorator]  # the same
        def standing(self, info: Any) -> Fact:
            self.quotes = [quote for quote in self.quotes if quote in info.context["text"]]
            return self

    class Facts(pydantic.BaseModel):  # type: ignore[misc]  # the same
        facts: list[Fact]

    client = library.from_openai(
        openai.OpenAI(base_url=base_url, api_key=KEY), mode=library.Mode.JSON_SCHEMA
    )
    content = f"{article}\n\nAnswer with exact quotes: {question}"
    given = client.chat.completions.create(
        model=MODEL,
        response_model=Facts,
        messages=[{"role": "user", "content": content}],
        context={"text": article},
    )
    return [
        told(fact.fact, article.index(quote), article.index(quote) + len(quote), marked=False)
        for fact in given.facts
        for quote in fact.quotes
    ]


def llm(base_url: str, article: str, question: str) -> list[Told]:
    """Prompt with a schema; what comes back is the reply."""
    chat = import_module("llm.default_plugins.openai_models").Chat
    model = chat(MODEL, model_name=MODEL, api_base=base_url, supports_schema=True)
    model.key = KEY
    fields = {"answer": {"type": "string"}, "quote": {"type": "string"}}
    schema = {"type": "object", "properties": fields, "required": ["answer", "quote"]}
    reply = model.prompt(question, fragments=[article], schema=schema, stream=False).text()
    given = json.loads(reply)
    return [told(given["answer"], None, None, marked=False)] if given["answer"] else []


CONTENDERS: dict[str, Callable[[str, str, str], list[Told]]] = {
    "langextract": langextract,
    "langextract, exact": langextract_exact,
    "instructor": instructor,
    "llm": llm,
}


def main() -> None:
    """Put one case to one library, `times` over; an error of the library is its answer."""
    name, base_url, file, question, times = sys.argv[1:]
    article = Path(file).read_text(encoding="utf-8")
    outcome: dict[str, Any] = {"claims": [], "error": None, "seconds": []}
    for _ in range(int(times)):
        began = time.process_time()
        try:
            outcome["claims"] = CONTENDERS[name](base_url, article, question)
        except Exception as error:  # noqa: BLE001 -- which one it raises is what is asked
            outcome["error"] = f"{type(error).__module__.partition('.')[0]}.{type(error).__name__}"
        outcome["seconds"].append(time.process_time() - began)
    print(json.dumps(outcome))


if __name__ == "__main__":
    main()
