"""Three languages that are not English: without spaces between words, and from right to left.

By rule, with no model: sentences and their spans, quotes found and refused, answers located.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from summarize import Answer, Document, ask
from summarize.segment import segment
from summarize.testing import ScriptedModel


class Text(NamedTuple):
    """A short report, its sentences, and what does and does not stand in it."""

    sentences: tuple[str, ...]
    between: str
    """What stands between two sentences."""
    quotes: dict[str, str]
    """How each is quoted, and how the text has it."""
    altered: tuple[str, ...]
    answers: dict[str, int]
    """True answers, each with the number of the sentence that states it."""
    false: tuple[str, ...]


TEXTS = {
    "ja": Text(
        (
            "港は月曜日に閉鎖された。",
            "10隻の船が港を出た。",
            "戻ってきたのは2隻だけだった。",
            "「嵐は12日間続いた。3日は雨だった」と田中港長は述べた。",
            "被害額は3,000万円に上る。",
        ),
        "",
        {
            "月曜日に閉鎖された": "月曜日に閉鎖された",
            "嵐は12日間続いた。3日は雨だった": "嵐は12日間続いた。3日は雨だった",
            '"嵐は12日間続いた。3日は雨だった"と': "「嵐は12日間続いた。3日は雨だった」と",
            "3,000万円": "3,000万円",
        },
        ("0隻の船", "20隻の船", "嵐は13日間続いた", "2日間続いた", "000万円", "火曜日に閉鎖された"),
        {"10隻": 2, "田中港長": 4, "12日間": 4, "3,000万円": 5, "月曜日": 1},
        ("20隻", "鈴木港長", "13日間", "4,000万円"),
    ),
    "zh": Text(
        (
            "港口于星期一关闭。",
            "10艘船离开了港口。",
            "只有两艘返回。",
            "港务局长王伟说：“风暴持续了12天。”",
            "损失达3000万元！",
            "2艘船仍未找到。",
        ),
        "",
        {
            "风暴持续了12天": "风暴持续了12天",
            '王伟说："风暴持续了12天。"': "王伟说：“风暴持续了12天。”",
            "只有两艘返回": "只有两艘返回",
            "3000万元": "3000万元",
        },
        ("0艘船", "风暴持续了13天", "2天", "只有三艘返回", "000万元"),
        {"10艘": 2, "王伟": 4, "12天": 4, "3000万元": 5, "星期一": 1},
        ("11艘", "李明", "13天", "4000万元"),
    ),
    "ar": Text(
        (
            "أُغلق الميناء يوم الاثنين.",
            "غادرت عشر سفن الميناء.",
            "عادت سفينتان فقط.",
            "قال المدير أحمد علي: «استمرت العاصفة 12 يومًا».",
            "هل سيُفتح الميناء غدًا؟",
            "بلغت الخسائر 3 ملايين دولار.",
        ),
        " ",
        {
            "استمرت العاصفة 12 يومًا": "استمرت العاصفة 12 يومًا",
            "“استمرت  العاصفة 12 يومًا”": "«استمرت العاصفة 12 يومًا»",
            "\u200fعشر سفن": "عشر سفن",
            "3 ملايين دولار": "3 ملايين دولار",
        },
        ("2 يومًا", "استمرت العاصفة 13 يومًا", "غادرت تسع سفن", "فن الميناء"),
        {"عشر سفن": 2, "أحمد علي": 4, "12 يومًا": 4, "١٢ يومًا": 4, "3 ملايين دولار": 6},
        ("13 يومًا", "محمد علي", "تسع سفن", "4 ملايين دولار"),
    ),
}


def document(language: str) -> Document:
    """Give a language's report."""
    text = TEXTS[language]
    return Document.from_text(text.between.join(text.sentences))


def of_all(field: str) -> list[tuple[str, str]]:
    """Give a field's entries of all languages, each with its language."""
    return [(language, each) for language, text in TEXTS.items() for each in getattr(text, field)]


@pytest.mark.parametrize("language", TEXTS)
def test_sentences_are_told_apart(language: str) -> None:
    """Each by its own stops, with or without a space after, and none inside of a quotation."""
    read = document(language)
    sentences = segment(read)
    assert tuple(sentence.text for sentence in sentences) == TEXTS[language].sentences
    assert all(read.text[s.start : s.end] == s.text for s in sentences)


@pytest.mark.parametrize(("language", "quote"), of_all("quotes"))
def test_quotes_are_found(language: str, quote: str) -> None:
    """In another typography of marks, spaces and direction, at the characters that they are."""
    read = document(language)
    span = read.find(quote)
    assert span is not None
    found = read.text[span.start : span.end]
    assert found.strip("「」“”«»。") == TEXTS[language].quotes[quote].strip("「」“”«»。")


@pytest.mark.parametrize(("language", "quote"), of_all("altered"))
def test_altered_quotes_are_not(language: str, quote: str) -> None:
    """Another number or word, a part of a number, or of a word where words have spaces."""
    assert document(language).find(quote) is None


def answered(language: str, answer: str) -> Answer:
    """Give what becomes of a model's answer, which names the first sentence, and insists."""

    def say(_: object) -> dict[str, object]:
        return next(replies)

    first: dict[str, object] = {"answers": [{"question": 1, "sentence": 1, "answer": answer}]}
    replies = iter([first, {"claims": []}])
    return ask(document(language), "?", model=ScriptedModel(say))


@pytest.mark.parametrize(("language", "answer"), of_all("answers"))
def test_answers_are_located(language: str, answer: str) -> None:
    """At the sentence that states them, whichever one the model had named."""
    given = answered(language, answer)
    number = TEXTS[language].answers[answer]
    quotes = [citation.quote for citation in given.citations]
    assert (given.status, quotes) == ("answered", [TEXTS[language].sentences[number - 1]])


@pytest.mark.parametrize(("language", "answer"), of_all("false"))
def test_false_answers_are_unverified(language: str, answer: str) -> None:
    """Another number or name is not found, whatever it shares with what stands there."""
    given = answered(language, answer)
    assert (given.status, given.citations) == ("unverified", ())
