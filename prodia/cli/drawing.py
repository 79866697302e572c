"""A picture in a file of its own, and on the screen what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from prodia.cli.face import Face, WrongUse
from prodia.cli.files import write_new
from prodia.problems.commands import BAD_VALUE
from prodia.words import Words

if TYPE_CHECKING:
    from prodia.pictures.svg import Picture


def saved(screen: Face, made: Picture | None, path: str, nothing: Words) -> None:
    """Write the picture; ``nothing`` says why there may be none. Raises WrongUse."""
    if made is None:
        raise WrongUse(BAD_VALUE, name="--picture", wanted=nothing)
    write_new(path, made.svg)
    screen.err.print(Text(made.alt, "quiet"), soft_wrap=True)
