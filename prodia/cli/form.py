"""``prodia form``: the questions of a step on a sheet, to fill in or to talk by."""

from __future__ import annotations

import datetime as dt

from prodia.cli.commands import takes
from prodia.cli.packs import PACK, PROTOCOL, plan_of
from prodia.cli.paged import FORM, OUT, show
from prodia.cli.terminal import Terminal, unknown
from prodia.telling.case import foot
from prodia.telling.forms import form as sheets


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
