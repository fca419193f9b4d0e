"""The command `summarize completion`, and what a shell is told when it completes."""

from __future__ import annotations

from importlib import import_module

import click
from click import shell_completion
from click.shell_completion import CompletionItem, ShellComplete

from summarize import cli

ZSH_BEGINS = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }"
"""A zsh without settings knows no completions at all."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete `summarize` and `qa`: commands, options, values, files.

    Have the shell read it when it starts: from a line in ~/.bashrc or ~/.zshrc, or of fish from
    a file in conf.d.

    \b
    Examples:
      summarize completion bash > ~/.summarize.bash    # in ~/.bashrc: source ~/.summarize.bash
      summarize completion zsh > ~/.summarize.zsh      # in ~/.zshrc: source ~/.summarize.zsh
      summarize completion fish > ~/.config/fish/conf.d/summarize.fish
    """
    from summarize.cli.qa_command import qa
    from summarize.cli.summarize_command import summarize

    completes = shell_completion.get_completion_class(shell)
    assert completes is not None
    if shell == "zsh":
        click.echo(ZSH_BEGINS)
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
        # Last, since bash forgets for a file whatever was said before.
        return super().get_completions(args, incomplete) + names


def prepare() -> None:
    """Have every shell that click knows complete the first word so."""
    for shell in ("bash", "zsh", "fish"):
        known = shell_completion.get_completion_class(shell)
        assert known is not None
        if not issubclass(known, _FirstWord):
            made = type(known.__name__, (_FirstWord, known), {})
            shell_completion.add_completion_class(made, shell)
