"""The briefing's logic, with a model that says what it is told to."""

from __future__ import annotations

import json
from pathlib import Path

from briefing import TO_ASK, briefing

from summarize.testing import ScriptedModel

NEWSROOM = Path(__file__).parent.parent
ARTICLE = NEWSROOM / "articles" / "ferry.txt"
EXPECTED = NEWSROOM / "expected.jsonl"

INVENTED = "The ferry carried 40,000 passengers."
SCRIPT = {
    "summary": {
        "abstract": ["The ferry will sail twelve times a day from 1 May."],
        "key_points": [
            {"sentence": 8, "text": "Children under six will travel free."},
            {"sentence": 2, "text": INVENTED},
        ],
        "title": "Marrowick ferry to sail twelve times a day",
        "language": "en",
    },
    "facts": {"people": [], "organisations": [], "places": [], "figures": []},
    "answers": {
        "answers": [
            {"question": 1, "sentence": 1, "answer": "twelve"},
            {"question": 2, "sentence": 7, "answer": "9 crowns"},
            {"question": 3, "sentence": None, "answer": None},
        ]
    },
    "check_claims": {"checks": [{"number": n, "says": None, "stated": True} for n in range(1, 4)]},
    "again": {"claims": []},
}


def test_what_the_article_does_not_state_is_not_printed():
    """Whatever a model writes: an invented sentence is left out, an open question is marked."""
    model = ScriptedModel(lambda request: SCRIPT.get(request.schema_name, "No"))
    told = briefing(ARTICLE, model)
    assert "Children under six will travel free." in told
    assert INVENTED not in told
    assert f"How many passengers did the ferry carry last year? ({TO_ASK})" in told


def test_the_expected_answers_are_about_the_article():
    """The rows carry the article's text; one that was corrected in one place alone is noticed."""
    rows = [json.loads(line) for line in EXPECTED.read_text("utf-8").splitlines()]
    assert {row["text"] for row in rows} == {ARTICLE.read_text("utf-8")}
