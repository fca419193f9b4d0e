"""What can be tuned, with its defaults; the one room that reads environment variables.

An option goes before a variable, that before the project's file, that before the user's own file.
"""

from __future__ import annotations

import asyncio
import difflib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    SecretStr,
    ValidationError,
    field_validator,
)

from summarize import configuration, redact
from summarize.errors import ConfigurationError

PREFIX = "SUMMARIZE_"
SECRET = frozenset({"api_key", "base_url"})
"""What only the process that makes the calls needs: a base URL may hold a password."""

_IN_THE_PACKAGE = Path(__file__).parent / "prompts"
PROMPTS = _IN_THE_PACKAGE if _IN_THE_PACKAGE.is_dir() else Path(__file__).parent.parent / "prompts"
"""Our templates and questions: in the package where it is installed, beside it in a checkout."""


Length = Literal["short", "medium", "long"]
Cache = Literal["on", "refresh", "off"]


@dataclass(frozen=True)
class Progress:
    """How far a stage has come; `total` is None where that is not known beforehand."""

    stage: str
    done: int = 0
    total: int | None = None


def _ignore(_: Progress) -> None:
    """Report to nobody."""


@dataclass
class Spent:
    """What has been taken of the limits on tokens and cost; it is counted where there is one."""

    tokens: int = 0
    cost: float = 0.0
    """US dollars."""
    held_tokens: int = 0
    """What the calls under way may come to."""
    held_cost: float = 0.0
    under_way: set[asyncio.Future[None]] = field(default_factory=set, repr=False)
    """One for each call, done when it has ended."""

    def hold(self, tokens: int, cost: float) -> None:
        """Hold so much for a call; negative numbers let it go."""
        self.held_tokens += tokens
        self.held_cost += cost


class Settings(BaseModel):
    """What can be tuned. Every field has a variable: `model` is `SUMMARIZE_MODEL`, and so on.

    Every field is a key of the files of settings, too.

    Example:
        >>> Settings(encoding="latin-1").max_document_bytes
        10000000
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str | None = Field(None, description="Model name; `local` is the embedded one.")
    base_url: str | None = Field(None, description="OpenAI-compatible endpoint, up to `/v1`.")
    api_key: SecretStr | None = Field(None, description="Key for the endpoint.")
    questions: Path | None = Field(None, description="Fixed questions for every document.")
    prompts: Path = Field(
        default_factory=lambda: platformdirs.user_config_path("summarize") / "prompts",
        description="Directory whose templates override ours of the same name.",
    )
    cache_dir: Path = Field(
        default_factory=lambda: platformdirs.user_cache_path("summarize"),
        description="Where the embedded model, its saved states and replies are kept.",
    )
    cache: Cache = Field(
        "on", description="Of replies; `refresh` asks all the same and keeps what comes."
    )
    encoding: str | None = Field(
        None, description="Of documents; None for UTF-8 and marked UTF-16."
    )
    max_document_bytes: int = Field(10_000_000, gt=0)
    max_pages: int = Field(2_000, gt=0, description="Of a PDF.")
    context_window: int = Field(
        16_384, gt=1_024, description="Tokens that one call may hold, the reply included."
    )
    language: str | None = Field(
        None,
        min_length=1,
        description="Of summaries and answers: `German`, `de`; None for the document's own.",
    )
    length: Length = Field("medium", description="Of a summary: its sentences and key points.")
    timeout: float = Field(600, gt=0, description="Seconds that one attempt of a call may take.")
    call_deadline: float = Field(
        900, gt=0, description="Seconds that a call may take, its retries and waits included."
    )
    run_deadline: float | None = Field(
        None, gt=0, description="Seconds that a run may take; None for as long as it takes."
    )
    concurrency: int = Field(
        64, gt=0, description="Of many documents, those under way at once; a small model: 1."
    )
    max_tokens: int | None = Field(
        None, gt=0, description="That all work with these settings may take; None for any number."
    )
    max_cost: float | None = Field(
        None, ge=0, description="US dollars, the same, by list prices; None for any cost."
    )
    ask_again: int = Field(
        1, ge=0, description="How often a failed claim or answer is asked again."
    )
    one_by_one: bool | None = Field(
        None,
        description="Ask each question by itself, from several sides; None: a small model only.",
    )
    thorough: bool = Field(
        False, description="Read all of a long document for a question, not its passages alone."
    )
    on_error: Literal["raise", "partial"] = Field(
        "raise",
        description="What a part of a document that cannot be read does, or a translation that "
        "fails: ends the run, or is reported in the summary's `coverage`, and in the answers' "
        "`unread` and `untranslated`.",
    )
    log_content: bool = Field(
        False, description="Log prompts and replies as well, at the level DEBUG."
    )
    strict: bool = Field(
        False,
        description="Raise GroundingError for what is not grounded.",
    )
    on_progress: Callable[[Progress], None] = Field(_ignore, exclude=True, repr=False)
    _spent: Spent = PrivateAttr(default_factory=Spent)

    @property
    def spent(self) -> Spent:
        """What work with these settings, and with copies of them, has taken."""
        return self._spent

    @property
    def journals(self) -> Path:
        """Where lies what is finished of many documents, and of what is measured."""
        return self.cache_dir / "journals"

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        """Show a base URL without the password in it."""
        for name, value in super().__repr_args__():
            yield name, redact.url(value) if name == "base_url" and value else value

    @field_validator("base_url")
    @classmethod
    def _has_a_host(cls, url: str | None) -> str | None:
        if url is None:
            return None
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("not a URL such as http://localhost:11434/v1")
        return url

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] | None = None, /, **overrides: Any
    ) -> Settings:
        """Read files, `SUMMARIZE_*`, `OPENAI_API_KEY`, `OPENAI_BASE_URL`; overrides go first.

        Args:
            environment: Variables to read, and no file; None: the process's own, and the files of
                settings that count in the working directory.
            **overrides: What goes before them; None is none.

        Raises:
            ConfigurationError: A file or a variable does not hold what its field takes.
        """
        from_files = {} if environment is not None else _from_files()
        environment = os.environ if environment is None else environment
        found = {n: environment[v] for n, v in _variables(environment).items()}
        given = {name: value for name, value in overrides.items() if value is not None}
        values = {name: value for name, (value, _) in from_files.items()}
        try:
            return cls.model_validate({**values, **found, **given})
        except ValidationError as error:
            raise ConfigurationError(_problem(error, environment)) from None


def origins(environment: Mapping[str, str] | None = None, /, **overrides: Any) -> dict[str, str]:
    """Tell where `from_environment` takes each setting from.

    That is an option, a variable, a file, or `default`.
    """
    found = dict.fromkeys(_names(), "default")
    if environment is None:
        found |= {name: str(file.path) for name, (_, file) in _from_files().items()}
    found |= _variables(os.environ if environment is None else environment)
    options = (name for name, value in overrides.items() if value is not None)
    return found | {name: f"--{name.replace('_', '-')}" for name in options}


def without_secrets(settings: Settings) -> Settings:
    """Give the same settings for a process that makes no calls, and reports to nobody."""
    return Settings.model_construct(**settings.model_dump(exclude=set(SECRET)))


def environment_without_secrets() -> dict[str, str]:
    """Give the environment for such a process."""
    secret = {before + name.upper() for name in SECRET for before in (PREFIX, "OPENAI_")}
    return {name: value for name, value in os.environ.items() if name not in secret}


def colour_is_asked_for() -> bool:
    """Tell whether the user wants colour even where there is no terminal."""
    return bool(os.environ.get("FORCE_COLOR"))


def _from_files() -> dict[str, tuple[object, configuration.File]]:
    """Give what stands in files, and in which; a project's go before the user's own."""
    found: dict[str, tuple[object, configuration.File]] = {}
    for file in configuration.files(Path.cwd()):
        checked = _checked(file)
        found |= {name: (getattr(checked, name), file) for name in file.values}
    return found


def _checked(file: configuration.File) -> Settings:
    """Check a file's settings; the types are its own, nothing is read out of a string.

    Raises:
        ConfigurationError: A key is unknown or not a project's to set, or its value is wrong.
    """
    for key in file.values:
        if key not in _names():
            raise ConfigurationError(f"{file.place(key)}: {_unknown(key)}")
        if file.projects and key in configuration.USERS_OWN:
            raise ConfigurationError(
                f"{file.place(key)}: a project may not set this, since it comes with what is "
                f"checked out; set it in {configuration.user_file()} or {PREFIX}{key.upper()}"
            )
    try:
        found = Settings.model_validate_json(json.dumps(file.values, default=repr), strict=True)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = file.place(".".join(map(str, first["loc"])))
        raise ConfigurationError(f"{place}: {_reason(first['msg'])}; correct it") from None
    paths = {n: v for n in file.values if isinstance(v := getattr(found, n), Path)}
    beside = {name: file.path.parent / path.expanduser() for name, path in paths.items()}
    return found.model_copy(update=beside)


def _unknown(key: str) -> str:
    near = difflib.get_close_matches(key, _names(), 1)
    return f"no such setting; {f'do you mean {near[0]}?' if near else 'take it out'}"


def _names() -> list[str]:
    return [name for name in Settings.model_fields if name != "on_progress"]


def _variables(environment: Mapping[str, str]) -> dict[str, str]:
    """Name, for each setting that has one, the variable that says it; ours before the client's."""
    theirs = {"api_key": "OPENAI_API_KEY", "base_url": "OPENAI_BASE_URL"}
    ours = {name: PREFIX + name.upper() for name in _names()}
    return {n: v for each in (theirs, ours) for n, v in each.items() if environment.get(v)}


def _problem(error: ValidationError, environment: Mapping[str, str]) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0]).upper() if first["loc"] else "SETTINGS"
    variables = (PREFIX + name, f"OPENAI_{name}")
    variable = next((v for v in variables if environment.get(v)), variables[0])
    return f"{variable}: {_reason(first['msg'])}; correct it or unset it"


def _reason(message: str) -> str:
    reason = message.removeprefix("Value error, ")
    return reason[:1].lower() + reason[1:]
