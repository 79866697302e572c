"""``prodia cases``: a whole folder of case files at once."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

from prodia.batch.moving import changed_many
from prodia.cli.case import TO, asked_move, move_day
from prodia.cli.commands import FORMAT, takes
from prodia.cli.packs import catalogue
from prodia.cli.screen import print_sections
from prodia.cli.terminal import Terminal, WrongUse, complaint
from prodia.problems.commands import NO_FILE
from prodia.store.casefile import plans
from prodia.store.moving import Moving, case_files, each, look
from prodia.store.moving import move as move_them
from prodia.telling.blocks import Section, Table
from prodia.words import Words

SHOWN = 20  # files that could not be moved, told one by one


@takes(
    "folder: De map met trajectbestanden (.jsonl). | The folder of case files (.jsonl).",
    *TO,
    FORMAT,
)
def move(screen: Terminal, folder: str, pack: tuple[str, ...], format: str, **given: Any) -> int:
    """What a move does to every case of a folder, and then the move: 1 where a file could not be moved."""
    if not os.path.isdir(folder):
        raise WrongUse(NO_FILE, path=folder)
    found = catalogue(pack)
    target, event = asked_move(screen, "prodia cases move", found, given)
    known, files, preview = plans(found, screen.lang), case_files(folder), event is None
    if event is None:
        work = partial(look, plans=known, to=target, on=move_day(given), changes=changed_many)
    else:
        work = partial(move_them, plans=known, to=target, event=event, changes=changed_many)
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
