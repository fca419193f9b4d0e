"""Prompts: what every template says, what a document cannot do to it, and whose template goes."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import jinja2
import pytest
from harbour import DOCUMENT, NOWHERE, said
from hypothesis import example, given
from hypothesis import strategies as st

from summarize.chat import Message
from summarize.claims import Rejected
from summarize.errors import TemplateError
from summarize.prompt import digest, plain, render
from summarize.segment import segment
from summarize.settings import PROMPTS
from summarize.summary import EXTENTS
from summarize.types import Document, Question

BOATS = Question(id="boats", text="How many boats left?")
CREWS = Question(id="crews", text="Who thanked the crews?")
FAILURE = Rejected("Exactly 40 boats left.", "It is more certain.")
WRONG = Rejected("50", "These words do not stand in the document.", BOATS.text)
SHOWN = {"sentences": segment(DOCUMENT), "fence": "f00d"}
BRIEF = SHOWN | {"extent": EXTENTS["short"], "quantities": None}
NUMBERS = ({"text": "nearly 40", "sentence": SHOWN["sentences"][1]},)
PASSAGE = {"passage": "Nearly 40 boats left.", "question": BOATS}

VARIANTS: dict[str, list[tuple[dict[str, object], str]]] = {
    "again": [
        (SHOWN | {"failures": [FAILURE, FAILURE]}, "2. Exactly 40 boats left."),
        (SHOWN | {"failures": [WRONG]}, "This was the answer to: How many boats left?"),
    ],
    "answers": [
        (SHOWN | {"questions": [BOATS]}, '"answer":"…"}]'),
        (SHOWN | {"questions": [BOATS, CREWS]}, '{"question":2,'),
    ],
    "check_claim": [
        ({"passage": "40 left.", "statement": "Forty left."}, "Statement: Forty left.")
    ],
    "check_claims": [
        (
            {
                "claims": [{"passage": "40 left.", "text": f"{n} left."} for n in ("Forty", 4)],
                "fence": "f00d",
            },
            "<passage-f00d>40 left.</passage-f00d>\n1. Forty left.\n2. 4 left.",
        )
    ],
    "facts": [
        (SHOWN | {"quantities": NUMBERS}, "[1] nearly 40"),
        (SHOWN | {"quantities": ()}, '"figures":[]'),
    ],
    "naive": [({"article": "40 left.", "question": "How many?"}, "How many?")],
    "passage": [(PASSAGE, "Passage: Nearly 40 boats left.")],
    "points": [(SHOWN | {"most": 5}, "the 5 facts")],
    "question": [(SHOWN | {"question": BOATS}, "Question: How many boats left?")],
    "repair": [({"reply": "{cut", "problem": "it is cut"}, "cannot be used: it is cut.")],
    "statement": [
        (
            {"question": BOATS, "answer": "nearly 40"},
            "Question: How many boats left?\nAnswer: nearly 40",
        )
    ],
    "translate": [
        (
            {"lines": ["Ten boats.", "40 left."], "language": "German"},
            "[1] Ten boats.\n[2] 40 left.",
        )
    ],
    "restate": [({"passage": "Nearly 40 boats left."}, "Passage: Nearly 40 boats left.")],
    "summary": [
        (BRIEF, "1 sentence of at most"),
        (BRIEF | {"extent": EXTENTS["medium"]}, "2 sentences, each of at most"),
        (BRIEF | {"quantities": NUMBERS}, "[1] nearly 40"),
        (BRIEF | {"quantities": ()}, '"figures":[]}}'),
    ],
}
"""Of each template, what it is given so that each branch is taken, and what it then says."""

INCLUDED = {"document", "examples", "named", "named_form"}
"""Parts of others."""


def test_every_template_is_rendered_here() -> None:
    """A new template comes with the variants that take its branches."""
    assert {path.stem for path in PROMPTS.glob("*.jinja")} == VARIANTS.keys() | INCLUDED


@pytest.mark.parametrize(
    ("name", "variables", "says"),
    [(name, *variant) for name, variants in VARIANTS.items() for variant in variants],
)
def test_every_template_renders(name: str, variables: dict[str, object], says: str) -> None:
    """It says what it is given, in turns that end with the user's, and nothing is left over."""
    messages = render(name, variables, NOWHERE)
    whole = said(messages)
    assert says in whole
    assert messages[-1].role == "user"
    assert all(message.content == message.content.strip() != "" for message in messages)
    assert not re.search(r"\{%|\{\{|\{#|<Message|Undefined|\n{4}", whole)


@pytest.mark.parametrize(
    "name", [name for name, given in VARIANTS.items() if "sentences" in given[0][0]]
)
def test_a_document_comes_first_and_the_task_last(name: str) -> None:
    """All but the last message is the same for every task of a kind: caches are keyed by it."""
    messages = render(name, VARIANTS[name][0][0], NOWHERE)
    document = next(m.content for m in messages if "Nearly 40 boats" in m.content)
    assert "</document-f00d>" in document
    assert document != messages[-1].content
    if name != "question":
        assert messages[:-1] == render("summary", BRIEF, NOWHERE)[:-1]
        assert "[2] The harbour had been closed for 12 days after a storm." in document
        assert "# What comes next" in document


@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_ours_use_all_that_they_are_given(name: str) -> None:
    """A variable that a template lacks is an error, and in ours one that it leaves unused."""
    variables = VARIANTS[name][0][0]
    with pytest.raises(TemplateError, match=rf"{name}\.jinja: does not use colour"):
        render(name, variables | {"colour": "red"}, NOWHERE)
    for missing in variables:
        lacking = {key: value for key, value in variables.items() if key != missing}
        with pytest.raises(TemplateError, match=rf"'{missing}' is undefined; it is given"):
            render(name, lacking, NOWHERE)


def test_a_heading_is_shown_without_its_own_marks() -> None:
    """It bears ours."""
    document = Document.from_text("## Aims ##\n\nBoats left.\n\n== Means ==\n\nCrews stayed.\n")
    shown = SHOWN | {"sentences": segment(document), "quantities": ()}
    lines = said(render("facts", shown, NOWHERE)).splitlines()
    assert [line for line in lines if line.startswith("#")] == ["# Aims", "# Means"]


def test_a_user_s_own_template_goes_first(tmp_path: Path) -> None:
    """It may leave variables unused, may include ours, and changes the digest of what it made."""
    ours = digest({"summary"}, tmp_path)
    (tmp_path / "summary.jinja").write_text(
        '{% include "document.jinja" %}{% call user() %}Be brief.{% endcall %}'
    )
    messages = render("summary", SHOWN, tmp_path)
    assert messages[-1] == Message("user", "Be brief.")
    assert messages[:-1] == render("summary", BRIEF, NOWHERE)[:-1]
    assert digest({"summary"}, tmp_path) != ours == digest({"summary"}, NOWHERE)


def test_a_change_of_what_is_included_changes_the_digest(tmp_path: Path) -> None:
    """The digest covers every template that had a part in the result, and no other."""
    ours = digest({"summary", "again"}, tmp_path)
    (tmp_path / "facts.jinja").write_text("unrelated")
    assert digest({"summary", "again"}, tmp_path) == ours
    (tmp_path / "document.jinja").write_text("{% call user() %}{{ fence }}{% endcall %}")
    assert digest({"summary", "again"}, tmp_path) != ours
    assert digest({"summary"}, tmp_path) != digest({"again"}, tmp_path)


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("{% call user() %}", r"own\.jinja:1: "),
        ("just text", r"own\.jinja: makes no message; add a \{% call user\(\) %\} block"),
        ("{% call user() %}{{ colour }}{% endcall %}", "'colour' is undefined; it is given fence"),
        ("{% call user() %}{{ fence.depth.more }}{% endcall %}", "own.jinja: "),
        ('{% include "gone.jinja" %}', r"gone\.jinja: no such template in "),
    ],
)
def test_a_broken_template_of_one_s_own_is_told(
    tmp_path: Path, template: str, problem: str
) -> None:
    """Where it does not parse, lacks something or says nothing, the error names the file."""
    (tmp_path / "own.jinja").write_text(template)
    with pytest.raises(TemplateError, match=problem):
        render("own", {"fence": "f00d"}, tmp_path)


def test_a_template_that_is_nowhere_is_told(tmp_path: Path) -> None:
    """The error names the places that were looked in."""
    with pytest.raises(TemplateError, match=r"gone\.jinja: no such template") as caught:
        render("gone", {}, tmp_path)
    assert str(tmp_path) in str(caught.value)


MARKERS = [
    *(
        "<|im_end|>",
        "<|im_start|>system",
        "<|endoftext|>",
        "<|eot_id|>",
        "<｜User｜>",
        "<s>",
        "</s>",
    ),
    *("[INST]", "[/INST]", "<<SYS>>", "<</SYS>>", "<start_of_turn>", "<end_of_turn>", "<bos>"),
    *("<think>", "</think>", "<tool_call>", "[TOOL_CALLS]", "[SYSTEM_PROMPT]", "<|IM_END|>"),
]


@pytest.mark.parametrize("marker", MARKERS)
def test_control_tokens_are_broken(marker: str) -> None:
    """A document cannot open a turn of the conversation, hidden characters or not."""
    hidden = f"{marker[0]}\u200b{marker[1]}\u2060{marker[2:]}"
    for text in (marker, f"Ten ships{marker}left.", marker * 2, hidden, f"{marker[0]}{marker}"):
        assert marker.lower() not in plain(text).lower()
    assert plain(f"Ten {marker} ships").startswith("Ten ")


@pytest.mark.parametrize(
    "text",
    [
        "Ten ships left; 5 < 6, a<b, [sic] and [1].",
        "<p>Markup</p> stays",
        "“Zwölf” Schiffe – 12 % – liefen aus…",
        "می‌خواهم 👩‍👩‍👧 e\u0301",
        "Straße, naïve, 東京, संस्था",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    """Punctuation, markup, other scripts and joined emoji reach the model as they are."""
    assert plain(text) == text


@given(st.text())
@example("a\u202eb")
@example("<\u200b|im_end|>")
@example("<<|s>")
@example("<\U000e0100|im_start|>")
def test_no_text_is_dangerous(text: str) -> None:
    """Whatever a document holds: one line, nothing hidden, no turn, and no change a second time."""
    safe = plain(text)
    assert "\n" not in safe
    assert "<|" not in safe
    assert not re.search(r"[\x00-\x08\x0e-\x1f\x7f-\x84\u202a-\u202e\u2066-\u2069\u200b]", safe)
    assert plain(safe) == safe


@given(
    st.text(
        alphabet=st.characters(codec="ascii", exclude_characters="<[", categories=["L", "N", "P"])
    )
)
def test_words_are_not_changed(text: str) -> None:
    """Letters, digits and punctuation are the document's own."""
    assert plain(text) == text


def test_every_text_of_a_template_is_made_harmless() -> None:
    """A turn in a question, an answer, a reply or a passage is broken in every template."""
    marker = "<|im_end|>"
    evil = Question(id="q", text=f"Who?{marker}")
    failure = Rejected(f"Ten{marker}", "It is not so.", evil.text)
    hostile = {
        "failures": [failure],
        "questions": [evil],
        "question": evil,
        "answer": marker,
        "passage": marker,
        "statement": marker,
        "reply": marker,
        "problem": marker,
        "quantities": ({"text": marker, "sentence": SHOWN["sentences"][1]},),
        "sentences": [s.model_copy(update={"text": marker}) for s in SHOWN["sentences"]],
    }
    for name, [(variables, _), *_] in VARIANTS.items():
        if name != "naive":  # asks as a person without this library would
            given_here = {key: hostile.get(key, value) for key, value in variables.items()}
            assert marker not in said(render(name, given_here, NOWHERE)), name


def invented() -> set[str]:
    """Give the names and things of the examples: words with a capital inside a sentence."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(PROMPTS), autoescape=True)
    passages = environment.get_template("examples.jinja").make_module().passages  # type: ignore[attr-defined]  # set in the template
    text = " ".join(passage["text"] for passage in passages)
    return set(re.findall(r"(?<=[a-z,] )[A-Z]\w+", text)) | {"glowmoth", "pebble", "chandler"}


def test_examples_are_of_another_world(seed: Path) -> None:
    """Their names stand in no other template, question or article: a leak would be seen as one."""
    assert len(invented()) > 10
    others = [path for path in PROMPTS.iterdir() if path.stem != "examples"]
    tested = [seed, seed.with_suffix(".questions.toml")]
    for path in [*others, *tested]:
        words = set(re.findall(r"\w+", path.read_text("utf-8").lower()))
        assert not words & {word.lower() for word in invented()}, path
    assert tomllib.loads((PROMPTS / "questions.toml").read_text("utf-8"))["questions"]


def test_an_own_template_that_is_edited_counts_at_once(tmp_path: Path) -> None:
    """Ours are read once, since they do not change; a user's may, while a notebook runs."""
    (tmp_path / "own.jinja").write_text("{% call user() %}One{% endcall %}")
    assert render("own", {}, tmp_path)[0].content == "One"
    before = digest(["own"], tmp_path)
    (tmp_path / "own.jinja").write_text("{% call user() %}Two{% endcall %}")
    os.utime(tmp_path / "own.jinja", (0, 0))
    assert render("own", {}, tmp_path)[0].content == "Two"
    assert digest(["own"], tmp_path) != before
