"""``prodia case move`` and ``follow``, and ``prodia cases move``: cases that go on elsewhere."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from prodia.batch.moving import changed_many
from prodia.case.follow import follow as followed
from prodia.case.move import preview as look
from prodia.cli.case import ANYWAY, FILE, the_words
from prodia.cli.commands import FORMAT, ON, Option, takes
from prodia.cli.files import begin, kept
from prodia.cli.files import record as keep_event
from prodia.cli.packs import PACK, catalogue, named_like, no_folder, plan
from prodia.cli.screen import print_sections
from prodia.cli.terminal import Terminal, WrongUse, complaint, unknown
from prodia.content import Catalogue
from prodia.model.events import Moved
from prodia.model.plan import Plan
from prodia.model.scalars import ALONG
from prodia.problems.commands import MISSING_ARGUMENT, NO_MATCH
from prodia.store import moving
from prodia.store.casefile import plans
from prodia.telling.blocks import Section, Table
from prodia.telling.versions import gone_along, moved
from prodia.words import Words

TO: tuple[Option | str, ...] = (
    "--to!: De versie waarnaar verhuisd wordt: id@versie. | The version to move to: id@version.",
    "--preview?: Toon alleen wat er zou veranderen. | Only show what would change.",
    """
        --by: De rol die verhuist. | The role that moves.
        --person: De naam van de persoon. | The name of the person.
        --reason: Waarom. | Why.
    """,
    ANYWAY,
    ON,
    PACK,
)


def asked_move(
    screen: Terminal, command: str, found: Catalogue, given: Mapping[str, Any]
) -> tuple[Plan, Moved | None]:
    """The version to move to, and the event on its day; None where it is only looked at."""
    to, by, reason = given["to"], given["by"], given["reason"]
    if to.partition(ALONG)[0] not in found.references():
        raise unknown("versie", "version", to, named_like(f"{to}@", found.references()))
    target = plan(found, to, screen)
    to = target.reference
    if given["preview"]:
        return target, None
    for name, said in (("--by", by), ("--reason", reason)):
        if not said:
            raise WrongUse(MISSING_ARGUMENT, command=command, name=name)
    anyway = given["anyway"]
    why = None if anyway is None else the_words("--anyway", anyway)
    event = {"by": by, "person": given["person"], "to": to, "reason": reason, "anyway": why}
    return target, Moved(on=given["on"] or dt.date.today(), **event)


@takes(FILE, *TO)
def move(screen: Terminal, file: str, pack: tuple[str, ...], **given: Any) -> None:
    """Move a case to another version of its protocol, or look first what that changes."""
    found = catalogue(pack)
    target, event = asked_move(screen, "prodia case move", found, given)
    now, to = kept(screen, file, found), given["to"]
    day = given["on"] or max(dt.date.today(), now.case.state.day)
    print_sections(screen, moved(look(now.case, target, day), now.case.plan, target, screen.lang))
    if event is None:
        return
    keep_event(now, event.model_copy(update={"on": day}))
    screen.tell(f"Verhuisd naar {to}.", f"Moved to {to}.", "good")


@takes(
    FILE,
    """
        --to!: Het protocol waar een uitkomst naartoe leidt: id of id@versie.
            | The protocol that an outcome leads to: id or id@version.
        --out: Het bestand van het nieuwe traject; met --preview niet nodig.
            | The file of the new case; not needed with --preview.
        --by!: De rol die hier sluit en daar opent. | The role that closes here and opens there.
        --person: De naam van de persoon. | The name of the person.
    """,
    "--preview?: Toon alleen wat er meegaat. | Only show what goes along.",
    ANYWAY,
    ON,
    PACK,
)
def follow(
    screen: Terminal,
    file: str,
    to: str,
    out: str | None,
    by: str,
    person: str | None,
    preview: bool,
    anyway: str | None,
    on: dt.date | None,
    pack: tuple[str, ...],
) -> None:
    """Close a case and open one on the protocol that its outcome leads to, with what may go along."""
    found = catalogue(pack)
    if out is None and not preview:
        raise WrongUse(MISSING_ARGUMENT, command="prodia case follow", name="--out")
    now = kept(screen, file, found)
    day = on or max(dt.date.today(), now.case.state.day)
    why = None if anyway is None else the_words("--anyway", anyway)
    target = plan(found, to, screen, day)
    made = followed(now.case, target, by=by, on=day, person=person, anyway=why)
    print_sections(screen, gone_along(made, screen.lang))
    if preview or out is None:
        return
    begin(screen, made.opened, out, Path(out).stem)
    if len(made.closed.events) > len(now.case.events):
        keep_event(now, made.closed.events[-1])
    screen.tell(f"Gesloten: {file}. Geopend: {out}.", f"Closed: {file}. Opened: {out}.", "good")


SHOWN = 20  # files that could not be moved, told one by one


@takes(
    "folder: De map met trajectbestanden (.jsonl). | The folder of case files (.jsonl).",
    *TO,
    FORMAT,
)
def move_all(screen: Terminal, folder: str, pack: tuple[str, ...], format: str, **given: Any) -> int:
    """What a move does to every case of a folder, and then the move: 1 where a file could not be moved."""
    if not os.path.isdir(folder):
        raise no_folder(folder)
    found = catalogue(pack)
    target, event = asked_move(screen, "prodia cases move", found, given)
    known, files, preview = plans(found, screen.lang), moving.case_files(folder), event is None
    if not files:
        what, hint = (
            Words("trajectbestand in", "case file in"),
            Words("ze eindigen op .jsonl.", "they end in .jsonl."),
        )
        raise WrongUse(NO_MATCH, what=what, name=folder, nearest=hint)
    if event is None:
        work = partial(
            moving.look, plans=known, to=target, on=given["on"] or dt.date.today(), changes=changed_many
        )
    else:
        work = partial(moving.move, plans=known, to=target, event=event, changes=changed_many)
    done = moving.each(files, work)
    if format == "json":
        moves = [[*change, count] for change, count in done.changes.most_common()]
        counts = {"files": done.files, "moved": done.moved, "there": done.there, "same": done.same}
        refused = [[path, problem.as_dict(screen.lang)] for path, problem in done.refused]
        screen.json({**counts, "preview": preview, "changes": moves, "refused": refused})
    else:
        _tell(screen, done, preview)
    return 1 if done.refused else 0


def _tell(screen: Terminal, done: moving.Moving, preview: bool) -> None:
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
