"""What others read on paper: a case told to one kind of reader, and the questions of a step on a sheet."""

# In a file of its own, because it draws: the other verbs of a case start without pictures and scoring keys.

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import get_args

from rich.text import Text

from prodia.case import State
from prodia.cli.case import FILE, state_of
from prodia.cli.commands import ON, Option, choice, takes
from prodia.cli.files import save_picture, write_whole
from prodia.cli.packs import PACK, PROTOCOL, plan_of
from prodia.cli.screen import print_report
from prodia.cli.terminal import Terminal, unfit, unknown
from prodia.interop.docx import to_docx
from prodia.interop.pdf import to_pdf
from prodia.model.parts import Audience
from prodia.store.files import PRIVATE
from prodia.telling import Document
from prodia.telling import report as told
from prodia.telling.case import foot, sharing
from prodia.telling.forms import form as sheets
from prodia.telling.scores import case_profile
from prodia.words import Words

_FILES = {"docx": to_docx, "pdf": to_pdf}
FORM = Option(
    "--format",
    "text, plain, markdown, json, of een bestand: docx om verder in te schrijven, pdf om af te drukken.",
    "text, plain, markdown, json, or a file: docx to go on writing in, pdf to print.",
    type=choice("text", "markdown", "json", "plain", *_FILES),
    default="text",
)
OUT = """
    --out: Schrijf docx of pdf naar dit nieuwe bestand; zonder: een naam die zegt wat het is.
        | Write docx or pdf to this new file; without it, a name that says what it is.
"""


def show(screen: Terminal, document: Document, format: str, out: str | None, name: str, foot: str) -> None:
    """Show a document, or write it into a file that only its owner can read; an old one stays as it is."""
    if out is not None and format not in _FILES:
        raise unfit("--out", "kies --format docx of pdf.", "choose --format docx or pdf.")
    if format not in _FILES:
        print_report(screen, document, format)
        return
    path = out or f"{name}.{format}"
    write_whole(path, _FILES[format](document, foot), mode=PRIVATE, new=True)
    screen.tell(f"Geschreven: {path}.", f"Written: {path}.", "good")


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
    on: dt.date | None,
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


@takes(
    f"""
        reference: {PROTOCOL}
        step?: Eén stap; zonder: elke stap die iets vraagt.
            | One step; without it, each step that asks something.
    """,
    FORM,
    OUT,
    PACK,
)
def form(
    screen: Terminal, reference: str, step: str | None, format: str, out: str | None, pack: tuple[str, ...]
) -> None:
    """Show the form of a step, or write it as a file: in Dutch, unless --lang says otherwise."""
    paper = screen.paper
    one = plan_of(reference, pack, paper, dt.date.today())
    asking = [id for id, found in one.steps.items() if found.fields]
    if step is not None and step not in asking:
        raise unknown("stap met vragen", "step with questions", step, asking)
    name = "-".join(filter(None, (one.reference.replace("@", "-"), step)))
    show(paper, sheets(one, [step] if step else asking, paper.lang), format, out, name, foot(one))
