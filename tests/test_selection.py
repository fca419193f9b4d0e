"""A summary keeps what states something, once, and a small model's is filled up to its extent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

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


TWICE = {
    **points("Nearly 40 boats left Oldhaven."),
    "abstract": ["Nearly 40 boats left Oldhaven."],
}


def small_telling(
    retold: Mapping[str, Any], summary: Mapping[str, object] = TWICE
) -> ScriptedModel:
    """Give a small model that says one thing twice, and tells a passage with a word so."""
    replies = {"summary": summary, "facts": FACTS}

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


STORM = Document.from_text(
    "Storm closes harbour\n\nThe harbour in 2008.\n\n"
    "The harbour of Oldhaven was closed for 12 days after a storm.\n\n"
    "Ines Quill thanked the crews.\n\n" + "It rained again.\n\n" * 40
)
TITLED = {**points("Ines Quill thanked the crews."), "title": "Storm closes harbour"}
REPEATED = ["Storm closes harbour.", "Ines Quill thanked the crews."]


def opening(
    told: str | RateLimitError, abstract: list[str], on_error: Literal["raise", "partial"] = "raise"
) -> tuple[list[str], int]:
    """Summarise the article on the storm, whose headline is the title, with a small model.

    Gives the abstract, and how many passages it told; the one on the storm it tells so.
    """
    scripted = small_telling({"12 days": told}, {**TITLED, "abstract": abstract})
    settings = PLAIN.model_copy(update={"on_error": on_error})
    found = summarize(STORM, model=scripted, questions=(), settings=settings)
    passages = [r for r in scripted.requests if r.schema_name == "restate"]
    return [claim.text for claim in found.abstract], len(passages)


def test_an_abstract_does_not_repeat_the_title() -> None:
    """A small model tells an opening sentence in its place, if that is grounded and new."""
    right = "The harbour of Oldhaven was closed for 12 days."
    filling = opening(right, REPEATED[1:])[1]
    assert opening(right, REPEATED) == ([right, REPEATED[1]], filling + 1)
    assert opening(right, REPEATED[:1])[0] == [right]
    assert opening(right, REPEATED[1:]) == (REPEATED[1:], filling)
    for wrong in ("It was closed for 13 days.", "Storm closes harbour.", "No."):
        assert opening(wrong, REPEATED)[0] == REPEATED


def test_what_the_opening_tells_is_no_key_point() -> None:
    """Nothing is told twice."""
    right = "The harbour of Oldhaven was closed for 12 days."
    points_ = [
        {"sentence": 3, "text": text}
        for text in ("Harbour closed for 12 days.", "Ines Quill thanked the crews.")
    ]
    scripted = small_telling(
        {"12 days": right}, {**TITLED, "abstract": REPEATED[:1], "key_points": points_}
    )
    found = summarize(STORM, model=scripted, questions=(), settings=PLAIN)
    assert [claim.text for claim in found.abstract] == [right]
    assert [claim.text for claim in found.key_points] == ["Ines Quill thanked the crews."]


def test_another_model_begins_as_it_likes() -> None:
    """It is asked nothing more."""
    scripted = model(summary={**TITLED, "abstract": REPEATED})
    found = summarize(STORM, model=scripted, questions=(), settings=PLAIN)
    assert [claim.text for claim in found.abstract] == REPEATED
    assert "restate" not in [request.schema_name for request in scripted.requests]


def test_an_opening_that_cannot_be_told_costs_no_abstract() -> None:
    """In the mode that reports failures."""
    assert opening(RateLimitError(""), REPEATED, "partial")[0] == REPEATED
    with pytest.raises(RateLimitError):
        opening(RateLimitError(""), REPEATED)


def test_a_short_text_is_not_filled_up() -> None:
    """A summary takes no more than a fifth of a document with what is told beside."""
    scripted = small_telling({"sold": "Ines Quill sold 12 oaks."})
    text = Document.from_text(LONG.text[: LONG.text.index("It rained")])
    assert summarize(text, model=scripted, questions=(), settings=PLAIN).key_points == ()
    assert asked(scripted, "restate") == []
