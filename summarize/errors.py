"""Every error that the package raises, in one tree; catch as coarsely as you like.

    SummarizeError                    exit code 1
      InputError                      3   a document or a questions file cannot be used
        MissingInputError                 the path does not exist, or is a directory
        UnreadableInputError              binary, empty, or not in the expected encoding
        TooLargeError                     larger than `Settings.max_document_bytes`
        ContextWindowError                more than the model can read at once
        QuestionsError                    a questions file is broken
      ConfigurationError              4   the model, a key or a template is not set up
        TemplateError                     a prompt template is missing, broken or fed wrongly
        AuthenticationError               the endpoint refuses the key, or there is none
        UnknownModelError                 the endpoint does not know the model
        WeightsError                      the embedded model cannot be fetched or is damaged
      ModelError                      5   the model did not give a usable reply
        UnreachableError                  no connection, a time-out, or the server failed
        RateLimitError                    the endpoint says: too many requests
        RefusedError                      the model declined to answer
        TruncatedError                    the reply hit the token limit
        NotJSONError                      the reply is not JSON
        SchemaError                       the reply is JSON of another shape
      BudgetError                     6   a limit on cost or tokens would be passed
      OutputError                     1   results or a journal cannot be written
      GroundingError                  8   strict, and something is not found in the source
      UnexpectedError                 1   this package fails on one document of many

"Not stated" and "unsupported" are values of a result, never errors.
"""

from __future__ import annotations

import copyreg
from pathlib import Path
from typing import Self


class SummarizeError(Exception):
    """What every error of this package is; `exit_code` is the command's exit code for it."""

    exit_code = 1

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is made again from its message alone, and some of these take more.
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]  # it is not in typeshed


class InputError(SummarizeError):
    """A document or a questions file cannot be used; `path` names it."""

    exit_code = 3

    def __init__(self, message: str, path: str | Path | None = None) -> None:
        super().__init__(message)
        self.path = path


class MissingInputError(InputError):
    """The path does not exist, or is a directory."""


class UnreadableInputError(InputError):
    """The content is binary, empty, or not in the expected encoding."""


class TooLargeError(InputError):
    """The document is larger than `Settings.max_document_bytes`."""


class ContextWindowError(InputError):
    """The document and the task are more than the model can read at once."""


class QuestionsError(InputError):
    """The questions file is not TOML, or its entries are not questions."""


class ConfigurationError(SummarizeError):
    """The model, a key or a template is not set up."""

    exit_code = 4


class TemplateError(ConfigurationError):
    """A prompt template is missing, does not parse, or lacks or ignores a variable."""


class AuthenticationError(ConfigurationError):
    """The endpoint refuses the key, or there is none."""


class UnknownModelError(ConfigurationError):
    """The endpoint does not know the model, or lists several and none was chosen."""


class WeightsError(ConfigurationError):
    """The embedded model's file cannot be fetched, or is not the official one."""


class ModelError(SummarizeError):
    """The model did not give a usable reply; `reply` keeps the text that came, if any."""

    exit_code = 5

    def __init__(self, message: str, *, reply: str | None = None, attempts: int = 1) -> None:
        super().__init__(message)
        self.reply = reply
        self.attempts = attempts

    def about(self, what: str) -> Self:
        """Say what the model was asked about, before what happened."""
        self.args = (f"{what}: {self}",)
        return self


class UnreachableError(ModelError):
    """There was no connection, no reply in time, or the server failed."""


class RateLimitError(ModelError):
    """The endpoint says that there are too many requests."""


class RefusedError(ModelError):
    """The model declined to answer."""


class TruncatedError(ModelError):
    """The reply ends at the token limit."""


class NotJSONError(ModelError):
    """The reply holds no JSON object."""


class SchemaError(ModelError):
    """The reply is JSON of another shape; `problems` lists the differences."""

    def __init__(
        self,
        message: str,
        *,
        problems: tuple[str, ...],
        reply: str | None = None,
        attempts: int = 1,
    ) -> None:
        super().__init__(message, reply=reply, attempts=attempts)
        self.problems = problems


class BudgetError(SummarizeError):
    """A limit on cost or tokens would be passed."""

    exit_code = 6


class OutputError(SummarizeError):
    """Results or a journal cannot be written: a full disk, a folder that may not be written."""


class UnexpectedError(SummarizeError):
    """This package fails on one document of many, which is its own fault; the log says where."""


class GroundingError(SummarizeError):
    """In strict mode: a claim or an answer is not found in the source; `problems` lists them."""

    exit_code = 8

    def __init__(self, message: str, problems: tuple[str, ...]) -> None:
        super().__init__(message)
        self.problems = problems
