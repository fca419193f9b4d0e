"""Settings: from variables, flags before variables, and a line that says what is wrong."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from pydantic import ValidationError

from summarize import Settings
from summarize import settings as room
from summarize.errors import ConfigurationError
from summarize.settings import PROMPTS


def test_every_field_has_its_variable() -> None:
    """`timeout` is `SUMMARIZE_TIMEOUT`, and so on; only the callback has none."""
    values = {
        "model": "m",
        "base_url": "http://h/v1",
        "api_key": "k",
        "questions": "q.toml",
        "prompts": "p",
        "cache_dir": "c",
        "encoding": "latin-1",
        "max_document_bytes": "7",
        "max_pages": "70",
        "context_window": "9000",
        "timeout": "2.5",
        "call_deadline": "20",
        "run_deadline": "60",
        "ask_again": "0",
        "concurrency": "8",
        "strict": "true",
        "thorough": "true",
        "on_error": "partial",
        "one_by_one": "no",
        "language": "de",
        "length": "short",
        "cache": "refresh",
        "log_content": "1",
        "max_tokens": "9",
        "max_cost": "0.5",
    }
    assert values.keys() == Settings.model_fields.keys() - {"on_progress"}
    found = Settings.from_environment({f"SUMMARIZE_{k.upper()}": v for k, v in values.items()})
    assert (found.model, found.questions, found.prompts) == ("m", Path("q.toml"), Path("p"))
    assert (found.max_document_bytes, found.timeout, found.ask_again) == (7, 2.5, 0)
    assert (found.strict, found.one_by_one) == (True, False)
    default = Settings()
    assert all(getattr(found, name) != getattr(default, name) for name in values)


def test_overrides_go_before_variables_before_openai_s() -> None:
    """A flag, then our variable, then the client's; an empty variable is none."""
    environment = {
        "OPENAI_BASE_URL": "http://theirs/v1",
        "OPENAI_API_KEY": "theirs",
        "SUMMARIZE_BASE_URL": "http://ours/v1",
        "SUMMARIZE_MODEL": "variable",
        "SUMMARIZE_ENCODING": "",
    }
    found = Settings.from_environment(environment, model="flag", encoding=None)
    assert (found.model, found.base_url, found.encoding) == ("flag", "http://ours/v1", None)
    assert found.api_key is not None
    assert found.api_key.get_secret_value() == "theirs"
    assert Settings.from_environment(environment, model=None).model == "variable"
    assert Settings.from_environment({"OPENAI_API_KEY": ""}).api_key is None


def test_the_environment_is_read_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an argument the process's own variables count."""
    monkeypatch.setenv("SUMMARIZE_TIMEOUT", "7")
    assert Settings.from_environment().timeout == 7


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIMEOUT", "soon"),
        ("TIMEOUT", "0"),
        ("MAX_DOCUMENT_BYTES", "-1"),
        ("CONTEXT_WINDOW", "12"),
        ("STRICT", "perhaps"),
        ("ASK_AGAIN", "many"),
        ("BASE_URL", "localhost:8080/v1"),
        ("BASE_URL", "ftp://host/v1"),
        ("BASE_URL", "https://"),
        ("BASE_URL", "http://[::1"),
    ],
)
def test_a_wrong_value_names_its_variable(name: str, value: str) -> None:
    """One line that says which variable, what it should be, and what to do."""
    with pytest.raises(ConfigurationError) as caught:
        Settings.from_environment({f"SUMMARIZE_{name}": value})
    assert str(caught.value).startswith(f"SUMMARIZE_{name}: ")
    assert str(caught.value).endswith("; correct it or unset it")
    assert "\n" not in str(caught.value)


def test_openai_s_variable_is_named_where_it_is_at_fault() -> None:
    """The one that was read: ours where both are set."""
    wrong = {"OPENAI_BASE_URL": "localhost:8080/v1"}
    with pytest.raises(ConfigurationError, match=r"^OPENAI_BASE_URL: not a URL such as http://"):
        Settings.from_environment(wrong)
    with pytest.raises(ConfigurationError, match=r"^SUMMARIZE_BASE_URL: not a URL"):
        Settings.from_environment({**wrong, "SUMMARIZE_BASE_URL": "nowhere"})


def test_a_key_is_never_shown() -> None:
    """Neither when settings are printed, nor dumped, nor refused."""
    settings = Settings.from_environment({"OPENAI_API_KEY": "s3cr3t"})
    assert "s3cr3t" not in f"{settings!r}{settings}{settings.model_dump()}"
    with pytest.raises(ConfigurationError) as caught:
        Settings.from_environment({"OPENAI_API_KEY": "s3cr3t", "SUMMARIZE_TIMEOUT": "s3cr3t"})
    assert "s3cr3t" not in str(caught.value)


def test_settings_are_values() -> None:
    """They do not change on the way, and a field that is none is refused."""
    with pytest.raises(ValidationError):
        Settings().timeout = 3  # type: ignore[misc]  # what is tested
    with pytest.raises(ValidationError):
        Settings(timeuot=3)  # type: ignore[call-arg]  # what is tested
    with pytest.raises(ConfigurationError, match="SUMMARIZE_TIMEUOT"):
        Settings.from_environment({}, timeuot=3)


def test_our_templates_are_found() -> None:
    """They lie in the package or beside it."""
    assert (PROMPTS / "summary.jinja").is_file()


def test_its_example_runs() -> None:
    """The docstring's example is true."""
    assert doctest.testmod(room).failed == 0


def test_what_calls_nobody_is_shown_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither key nor base URL, in settings or environment; all else is as it was."""
    given = {"strict": True, "max_cost": 0.5, "prompts": Path("own"), "on_error": "partial"}
    settings = Settings(api_key="k", base_url="http://me:pw@h/v1", **given)
    settings.spent.tokens = 7
    shown = room.without_secrets(settings)
    assert shown == Settings(**given)
    assert (settings.api_key is None, shown.spent.tokens) == (False, 0)
    for name in ("OPENAI_API_KEY", "SUMMARIZE_API_KEY", "OPENAI_BASE_URL", "SUMMARIZE_BASE_URL"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("SUMMARIZE_MODEL", "m")
    found = room.environment_without_secrets()
    assert "secret" not in found.values()
    assert found["SUMMARIZE_MODEL"] == "m"
