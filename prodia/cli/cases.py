"""``prodia cases``: a whole folder of case files at once."""

from __future__ import annotations

import datetime as dt
import os
from functools import partial

from prodia.cli.case import ANYWAY, the_words
from prodia.cli.commands import FORMAT, ON, Option, read_day, takes
from prodia.cli.packs import PACK, catalogue, plan
from prodia.cli.screen import print_sections
from prodia.cli.terminal import Terminal, WrongUse, complaint, unknown
from prodia.model.events import Moved
from prodia.problems.commands import MISSING_ARGUMENT, NO_FILE
from prodia.store.casefile import plans
from prodia.store.moving import Moving, case_files, each, look
from prodia.store.moving import move as move_one
from prodia.telling.blocks import Section, Table
from prodia.words import Words

SHOWN = 20  # files that could not be moved, told one by one


@takes(
    """
        folder: De map met trajectbestanden (.jsonl). | The folder of case files (.jsonl).
        --to!: De versie waarnaar verhuisd wordt: id@versie. | The version to move to: id@version.
    """,
    Option("--preview", "Toon alleen wat er zou veranderen.", "Only show what would change.", is_flag=True),
    """
        --by: De rol die de trajecten verhuist. | The role that moves the cases.
        --person: De naam van de persoon. | The name of the person.
        --reason: Waarom. | Why.
    """,
    ANYWAY,
    ON,
    PACK,
    FORMAT,
)
def move(
    screen: Terminal,
    folder: str,
    to: str,
    preview: bool,
    by: str | None,
    person: str | None,
    reason: str | None,
    anyway: str | None,
    on: str | None,
    pack: tuple[str, ...],
    format: str,
) -> int:
    """What a move does to every case of a folder, and then the move: 1 where a file could not be moved."""
    if not os.path.isdir(folder):
        raise WrongUse(NO_FILE, path=folder)
    found = catalogue(pack)
    if to not in found.references():
        raise unknown("versie", "version", to, found.references())
    for name, given in (("--by", by), ("--reason", reason)):
        if not given and not preview:
            raise WrongUse(MISSING_ARGUMENT, command="prodia cases move", name=name)
    target, day = plan(found, to, screen), read_day(on, "--on") if on else dt.date.today()
    known, files = plans(found, screen.lang), case_files(folder)
    work = partial(look, plans=known, to=target, on=day)
    if not preview:
        why = None if anyway is None else the_words("--anyway", anyway)
        event = Moved(on=day, by=str(by), person=person, to=to, reason=str(reason), anyway=why)
        work = partial(move_one, plans=known, to=target, event=event)
    done = each(files, work)
    if format == "json":
        moves = [[*change, count] for change, count in done.changes.most_common()]
        counts = {"files": done.files, "moved": done.moved, "there": done.there, "same": done.same}
        refused = [[path, problem.as_dict(screen.lang)] for path, problem in done.refused]
        screen.json({**counts, "preview": preview, "changes": moves, "refused": refused})
    else:
        _tell(screen, done, preview)
    return 1 if done.refused else 0


def _tell(screen: Terminal, done: Moving, preview: bool) -> None:
    lang = screen.lang
    heads = Words("wat", "what"), Words("van", "from"), Words("naar", "to"), Words("trajecten", "cases")
    rows = tuple(
        (name, was or "-", now or "-", str(count)) for (name, was, now), count in done.changes.most_common()
    )
    if rows:
        title = Words("Wat anders uitkomt", "What comes out otherwise")[lang]
        print_sections(screen, [Section("changes", title, (Table(tuple(h[lang] for h in heads), rows),))])
    for path, problem in done.refused[:SHOWN]:
        screen.err.print(f"{path}: ", complaint(problem, lang), soft_wrap=True)
    verb = Words("te verhuizen", "to move") if preview else Words("verhuisd", "moved")
    nl = f"Bestanden: {done.files}; {verb.nl}: {done.moved}, waarvan zonder verschil: {done.same}; er al: "
    en = f"Files: {done.files}; {verb.en}: {done.moved}, of which without a difference: {done.same}; there: "
    left = len(done.refused)
    nl, en = f"{nl}{done.there}; geweigerd: {left}.", f"{en}{done.there}; refused: {left}."
    screen.tell(nl, en, "open" if left else "good")
