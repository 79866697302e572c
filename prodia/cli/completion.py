"""``prodia completion``: what a shell needs to complete verbs, options and the names of protocols."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from prodia.cli.commands import Argument, takes
from prodia.cli.terminal import Terminal

VARIABLE = "_PRODIA_COMPLETE"


@takes(
    Argument(
        "shell",
        "De shell: bash, zsh of fish.",
        "The shell: bash, zsh or fish.",
        type=click.Choice(["bash", "zsh", "fish"]),
    )
)
def completion(screen: Terminal, shell: str) -> None:
    """The script; who sources it has completion on."""
    made = get_completion_class(shell)
    assert made is not None
    screen.whole(made(click.Command("prodia"), {}, "prodia", VARIABLE).source())
