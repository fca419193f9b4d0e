"""The command `summarize status`: what a run would use, and where each setting comes from."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from summarize.cli import options

if TYPE_CHECKING:
    from summarize.models.status import Status, Stored

NO_REPLY = 5


@click.command(
    epilog=f"{options.MODEL_HELP}\n{options.SETTINGS_HELP}",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--probe", is_flag=True, help="Ask the model for a word; exit with 5 if none comes.")
@click.option("--model", metavar="NAME", help="The model to ask; see below.")
@options.logged
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def status(probe: bool, model: str | None, as_json: bool) -> None:
    """Tell which model and server would be asked, what they take and cost, and what is kept.

    Nobody is asked unless with --probe. A key is never shown, only whether there is one.
    """
    with options.errors("summarize status"):
        from summarize import loop, render
        from summarize.models import status as gathering
        from summarize.settings import Settings, origins

        settings = Settings.from_environment(model=model)
        asked = loop.run(gathering.probe(settings)) if probe else None
        found = gathering.status(settings, origins(model=model), asked)
        click.echo(render.as_json(found) if as_json else render.printable(_told(found)))
    if found.probe and found.probe.error:
        sys.exit(NO_REPLY)


def _told(found: Status) -> str:
    origins = {setting.name: setting.origin for setting in found.settings}
    model = found.model or "the only one that the server lists"
    lines = {
        "model": f"{model} ({origins['model']})",
        "server": f"{found.base_url} ({origins['base_url']})" if found.base_url else "embedded",
        "key": f"set ({origins['api_key']})" if found.key else "none",
        "replies as": _format(found),
        "tokens": found.tokenizer + ("" if found.tokenizer == "exact" else ", rather too high"),
        "price": _price(found),
        "kept replies": _stored(found.replies),
        "journals": _stored(found.journals),
        "saved states": _stored(found.states),
        "weights": ", ".join(_stored(each) for each in found.weights) or "none",
        "your settings": _file(),
        **_others(found),
    }
    if found.probe:
        lines["probe"] = found.probe.error or f"answered in {found.probe.seconds:.1f} s"
    return "\n".join(f"{name:13} {value}" for name, value in lines.items())


def _format(found: Status) -> str:
    if found.rung is None:
        return "strict"
    if (found.rung, found.refused) == ("strict", ()):
        return "strict, unless the server refuses"
    return found.rung + (f", without {', '.join(found.refused)}" if found.refused else "")


def _price(found: Status) -> str:
    from summarize.models.prices import told

    if found.input_price is None or found.output_price is None:
        return "unknown"
    if not found.input_price + found.output_price:
        return "none"
    read, written = told(found.input_price), told(found.output_price)
    return f"{read} for a million tokens read, {written} written"


def _stored(found: Stored) -> str:
    from rich.filesize import decimal

    number = "" if found.entries is None else f"{found.entries:,} in "
    return f"{number}{found.path}, {decimal(found.bytes)}"


def _file() -> str:
    """Name the user's own file of settings."""
    from summarize import configuration

    path = configuration.user_file()
    return f"{path}" if path.exists() else f"{path}, not there"


def _others(found: Status) -> dict[str, str]:
    """Give the settings that are not the defaults, but for those told already."""
    told = ("model", "base_url", "api_key")
    return {
        each.name: f"{each.value} ({each.origin})"
        for each in found.settings
        if each.origin != "default" and each.name not in told
    }
