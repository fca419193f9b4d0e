"""What a server takes, learned from its refusals."""

from __future__ import annotations

from summarize.chat import Message, Request
from summarize.models.ladder import Ladder

ASKED = Request((Message("user", "Who?"),), {"type": "object"}, "answers", 50, 4)


def test_the_strictest_form_first() -> None:
    """A new server is asked for a strict schema, temperature 0 and log-probabilities."""
    sent = Ladder().parameters(ASKED)
    assert sent["response_format"]["json_schema"]["strict"] is True
    assert sent["response_format"]["json_schema"]["name"] == "answers"
    assert (sent["temperature"], sent["max_tokens"]) == (0, 50)
    assert (sent["logprobs"], sent["top_logprobs"]) == (True, 4)


def test_each_refusal_is_a_rung() -> None:
    """Strict schema, schema, object, text; then nothing is left, and the ladder says so."""
    ladder = Ladder()
    forms = []
    for _ in range(4):
        sent = ladder.parameters(ASKED)
        forms.append(sent.get("response_format", {}).get("type"))
        stepped = ladder.step_down("this form is not supported", ASKED, sent)
    assert forms == ["json_schema", "json_schema", "json_object", None]
    assert stepped is False


def test_a_refused_parameter_is_dropped_or_renamed() -> None:
    """`temperature` is left out from then on, and `max_tokens` sent under its other name."""
    ladder = Ladder()
    for refusal in ("temperature is not supported", "use max_completion_tokens, not max_tokens"):
        assert ladder.step_down(refusal, ASKED, ladder.parameters(ASKED))
    sent = ladder.parameters(ASKED)
    assert "temperature" not in sent
    assert "max_tokens" not in sent
    assert sent["max_completion_tokens"] == 50
    assert sent["response_format"]["json_schema"]["strict"] is True


def test_what_another_call_has_learned_is_not_learned_twice() -> None:
    """A refusal of what is no longer sent costs no further rung."""
    ladder = Ladder()
    before = ladder.parameters(ASKED)
    ladder.step_down("no such form", ASKED, before)
    assert ladder.step_down("no such form", ASKED, before)
    assert ladder.rung == 1


def test_it_is_remembered_for_endpoint_and_model() -> None:
    """The same model of the same endpoint has the same ladder, another model its own."""
    first = Ladder.of("http://ladder.invalid/v1", "one")
    assert Ladder.of("http://ladder.invalid/v1", "one") is first
    assert Ladder.of("http://ladder.invalid/v1", "two") is not first
