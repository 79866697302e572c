"""``prodia case report``: a case told to one kind of reader."""

# In a file of its own, because it draws: the other verbs of a case start without pictures and scoring keys.

from __future__ import annotations

from typing import get_args

from rich.text import Text

from prodia.case import State
from prodia.cli.case import FILE, state_of
from prodia.cli.commands import ON, Option, choice, takes
from prodia.cli.files import save_picture
from prodia.cli.packs import PACK
from prodia.cli.screen import print_report
from prodia.cli.terminal import Terminal
from prodia.model.parts import Audience
from prodia.telling import Document as Report
from prodia.telling import report as told
from prodia.telling import to_json, to_markdown, to_text
from prodia.telling.scores import case_profile
from prodia.words import Words

NO_SCORES = Words("er is nog geen score in deze casus.", "there is no score in this case yet.")
NO_NORM_GROUP = Words(
    "geen enkele score in deze casus ligt in een normgroep.", "no score in this case lies in a norm group."
)
NOT_FOR_READER = Words(
    "geen enkele score in deze casus is voor deze lezer bedoeld.",
    "no score in this case is meant for this reader.",
)


@takes(
    FILE,
    Option("--audience", "Voor wie.", "For whom.", type=choice(*get_args(Audience)), default="team"),
    ON,
    PACK,
    Option(
        "--format",
        "text, plain, markdown of json.",
        "text, plain, markdown or json.",
        type=choice("text", "markdown", "json", "plain"),
        default="text",
    ),
    """
        --picture: Schrijf het profiel van de scores hier, als SVG.
            | Write the profile of scores here, as SVG.
    """,
)
def report(
    screen: Terminal,
    file: str,
    audience: Audience,
    on: str | None,
    pack: tuple[str, ...],
    format: str,
    picture: str | None,
) -> None:
    """Tell a case to an audience: only what is meant for them."""
    state = state_of(screen, file, pack, on)
    one = told(state, audience, screen.lang)
    if format != "text":  # on the terminal too, where the report itself goes to a file or a program
        _shared(screen, one)
    match format:
        case "json":
            screen.json(to_json(one))
        case "markdown":
            screen.line(to_markdown(one).rstrip("\n"))
        case "plain":
            screen.line(to_text(one).rstrip("\n"))
        case _:
            print_report(screen, one)
    if picture is not None:
        save_picture(screen, case_profile(state, screen.lang, audience=audience), picture, _nothing(state))


def _nothing(state: State) -> Words:
    """Why there is no picture, where there is none."""
    if not state.scores:
        return NO_SCORES
    return NOT_FOR_READER if case_profile(state, "nl") is not None else NO_NORM_GROUP


def _shared(screen: Terminal, told: Report) -> None:
    """Before a report leaves: who decides on sharing it, and whether that was recorded."""
    section = told.section("sharing")
    for block in section.blocks if section else ():
        screen.err.print(Text(getattr(block, "text", ""), "quiet"), soft_wrap=True)
