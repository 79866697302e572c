"""``prodia case report``: a case told to one kind of reader."""

# In a file of its own, because it draws: the other verbs of a case start without pictures and scoring keys.

from __future__ import annotations

from pathlib import Path
from typing import get_args

from rich.text import Text

from prodia.case import State
from prodia.cli.case import FILE, state_of
from prodia.cli.commands import ON, Option, choice, takes
from prodia.cli.files import save_picture
from prodia.cli.packs import PACK
from prodia.cli.paged import FORM, OUT, show
from prodia.cli.terminal import Terminal
from prodia.model.parts import Audience
from prodia.telling import report as told
from prodia.telling.case import foot, sharing
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
    Option(
        "--audience",
        "Voor wie. Wie niet van het team is, krijgt een brief: in het Nederlands, tenzij --lang anders zegt.",
        "For whom. Who is not of the team gets a letter: in Dutch, unless --lang says otherwise.",
        type=choice(*get_args(Audience)),
        default="team",
    ),
    ON,
    PACK,
    FORM,
    OUT,
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
    out: str | None,
    picture: str | None,
) -> None:
    """Tell a case to an audience: only what is meant for them."""
    paper = screen if audience == "team" else screen.paper
    state = state_of(screen, file, pack, on, paper.lang)
    one = told(state, audience, paper.lang)
    if (section := sharing(state, audience, screen.lang)) is not None:  # before it leaves
        for block in section.blocks:
            screen.err.print(Text(getattr(block, "text", ""), "quiet"), soft_wrap=True)
    show(paper, one, format, out, f"{Path(file).stem}-{audience}", foot(state.plan))
    if picture is not None:
        save_picture(screen, case_profile(state, paper.lang, audience=audience), picture, _nothing(state))


def _nothing(state: State) -> Words:
    """Why there is no picture, where there is none."""
    if not state.scores:
        return NO_SCORES
    return NOT_FOR_READER if case_profile(state, "nl") is not None else NO_NORM_GROUP
