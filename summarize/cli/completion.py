"""The command `summarize completion`, and what a shell is told when it completes."""

from __future__ import annotations

from importlib import import_module

import click
from click import shell_completion
from click.shell_completion import CompletionItem, ShellComplete

from summarize import cli


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete `summarize` and `qa`: commands, options, values, files.

    Save it, and have the shell read it when it starts. Of fish the last example does so.

    \b
    Examples:
      summarize completion bash > summarize.bash    # then: source summarize.bash
      summarize completion zsh > summarize.zsh      # then: source summarize.zsh
      summarize completion fish > ~/.config/fish/completions/summarize.fish
    """
    from summarize.cli.qa_command import qa
    from summarize.cli.summarize_command import summarize

    completes = shell_completion.get_completion_class(shell)
    assert completes is not None
    for name, command in (("summarize", summarize), ("qa", qa)):
        # Of bash, `source` would run bash to learn its version; the text is the same for all.
        made = completes(command, {}, name, f"_{name.upper()}_COMPLETE")
        click.echo(made.source_template % made.source_vars())


class _FirstWord(ShellComplete):
    """Completes the first word of `summarize` as a command too, and then that command's own."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Give what may stand where the cursor is."""
        names: list[CompletionItem] = []
        if self.prog_name == "summarize" and not args:
            names = [CompletionItem(name) for name in cli.COMMANDS if name.startswith(incomplete)]
        elif self.prog_name == "summarize" and args[0] in cli.COMMANDS:
            self.cli = getattr(import_module(cli.COMMANDS[args[0]]), args[0])
            args = args[1:]
        return names + super().get_completions(args, incomplete)


def prepare() -> None:
    """Have every shell that click knows complete the first word so."""
    for shell in ("bash", "zsh", "fish"):
        known = shell_completion.get_completion_class(shell)
        assert known is not None
        if not issubclass(known, _FirstWord):
            made = type(known.__name__, (_FirstWord, known), {})
            shell_completion.add_completion_class(made, shell)
