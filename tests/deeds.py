"""What workers are told to do in tests: the first word of a document names it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence

from summarize import log, outcome
from summarize.chat import Message, Request
from summarize.errors import ModelError, TemplateError
from summarize.reading import Model
from summarize.settings import Settings
from summarize.types import Document, Failure, Question, Result

ASKED = Request((Message("user", "How many boats?"),))


async def deed(
    document: Document, asked: Sequence[Question], model: Model, settings: Settings
) -> Result:
    """Do what the document's first word says; else summarise it."""
    match document.text.split()[0]:
        case "tell":
            print("chatter")
            os.write(1, b"chatter of native code")
            log.warning("told", number=7)
            log.debug("hidden")
            return _found("told")
        case "show":
            return _found(json.dumps([dict(os.environ), repr(settings), sys.path, sys.argv]))
        case "raise":
            raise TemplateError("a template is broken")
        case "fail":
            raise KeyError("by hand")
        case "die":
            os._exit(3)
        case "ask":
            reply = await model(ASKED)
            reply.keep()
            return _found(f"{model.name}: {reply.text}, {reply.usage.calls} call")
        case "catch":
            try:
                await model(ASKED)
            except ModelError as error:
                return _found(f"{type(error).__name__}: {error} {vars(error)}")
        case "drop":
            call = asyncio.create_task(model(ASKED))
            await asyncio.sleep(0.05)
            call.cancel()
            return _found((await model(ASKED)).text)
    return await outcome.summarised(document, asked, model, settings)


def _found(message: str) -> Result:
    return Result(source="", error=Failure(error="none", message=message, exit_code=0))
