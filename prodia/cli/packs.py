"""The packs a verb works on, finding in them what a person named, and ``list``: what there is."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from prodia import content
from prodia.cli.commands import FORMAT, takes
from prodia.cli.terminal import Terminal, WrongUse, unknown
from prodia.content import Header, dated, in_force
from prodia.errors import ContentError
from prodia.problems import Problem
from prodia.problems.authors import WITH_FAULTS
from prodia.problems.commands import NO_FILE
from prodia.words import Lang, Words
from prodia.words.labels import label as word
from prodia.words.numbers import dated as date_in_words

if TYPE_CHECKING:
    from prodia.content import Catalogue, Loaded
    from prodia.model.plan import Plan


PACK = """
    --pack*: Een map met de vorm van protocols/, of de naam van een geïnstalleerd pakket; mag meer dan eens.
        | A folder shaped like protocols/, or the name of an installed pack; may be said again.
"""


def folders(packs: Sequence[str]) -> list[str | os.PathLike[str]]:
    """Where what is shipped stands, and the packs a person named with it: folders, or installed packs."""
    found: list[str | os.PathLike[str]] = [content.shipped()]
    for pack in packs:
        folder = pack if os.path.isdir(pack) else content.installed_packs().get(pack)
        if folder is None or not os.path.isdir(folder):
            raise WrongUse(NO_FILE, path=pack)
        found.append(folder)
    return found


def heads(packs: Sequence[str], lang: str) -> tuple[Header, ...]:
    """What stands at the head of every protocol, without reading further."""
    return content.headers(*folders(packs), lang=lang)


def loaded(packs: Sequence[str] = (), only: str | None = None) -> Loaded:
    """What is shipped, and the packs a person named with it. ``only``: as in :func:`prodia.content.load`."""
    return content.load(*folders(packs), only=only)


def catalogue(packs: Sequence[str] = (), only: str | None = None) -> Catalogue:
    return loaded(packs, only).catalogue


def is_protocol(found: Catalogue, name: str) -> bool:
    return found.knows(name.partition("@")[0])


def plan(found: Catalogue, name: str, screen: Terminal) -> Plan:
    """The plan of ``id`` (its newest version) or ``id@version``. Raises WrongUse for a name that is none,
    and ContentError for one with faults."""
    if not found.knows(name):
        refuse_faults(found, name)
        raise unknown("protocol", "protocol", name, named_like(name, found.references()))
    return found.plan(name, screen.lang)


FIRST = 3  # faults that are told where something else was asked


def refuse_faults(found: Catalogue, name: str) -> None:
    """Raises ContentError where a name is that of a protocol with faults."""
    if faults := _faults(found, name):
        place = faults[0].place
        path = place.file if place else ""
        said = Problem(WITH_FAULTS, place, name=name, n=len(faults), path=path)
        raise ContentError((said, *faults[:FIRST]))


def _faults(found: Catalogue, name: str) -> list[Problem]:
    """The errors that keep ``id@version``, or any version of ``id``, out of a catalogue."""
    here, faults = found.references(), []
    for pack in found.packs:
        files = set()
        for file in pack.files:
            id, _, rest = file.partition("/")
            reference = f"{id}@{rest.removesuffix('/protocol.yaml')}"
            if rest.endswith("/protocol.yaml") and name in (id, reference) and reference not in here:
                files.add(f"{pack.folder}/{file}")
        every = pack.problems() if files else ()
        faults += [p for p in every if p.severity == "error" and p.place and p.place.file in files]
    return faults


def named_like(name: str, references: Iterable[str]) -> list[str]:
    """What may be written where ``name`` stands: every id, or every id@version where it has a version."""
    return list(dict.fromkeys(r if "@" in name else r.partition("@")[0] for r in references))


# ``list``: what there is. It reads no further than the head of each protocol.


@takes(PACK, FORMAT)
def list_(screen: Terminal, pack: tuple[str, ...], format: str) -> None:
    """List the protocols with their versions."""
    if format == "json":
        found = catalogue(pack)
        now = found.in_force(dt.date.today()).values()
        screen.json(
            [_listed(found, reference, reference in now, screen.lang) for reference in found.references()]
        )
        return
    found_heads, today = heads(pack, screen.lang), dt.date.today()
    holding = in_force(found_heads, today).values()
    table = Table(box=None, pad_edge=False, header_style="heading")
    for name in (("protocol", "protocol"), ("geldt", "holds"), ("stand", "status"), ("titel", "title")):
        table.add_column(screen.say(*name))
    table.add_column(screen.say("gevallen", "cases"))
    for one in found_heads:
        holds = standing(one, found_heads, today, screen.lang)
        status = word("status", one.status, screen.lang)
        style = "strong" if one in holding else "plain"
        holds_text = Text(holds, "good" if one in holding else "quiet")
        table.add_row(Text(one.reference, style), holds_text, status, one.title, str(one.cases))
    screen.print(table)
    for id in dict.fromkeys(one.id for one in found_heads):
        if id not in {one.id for one in holding}:
            nl = f"Van «{id}» is vandaag geen vrijgegeven versie van kracht."
            screen.tell(nl, f"Of «{id}» no released version is in force today.", "quiet")


def standing(one: Header, found: Iterable[Header], today: dt.date, lang: Lang) -> str:
    """Whether a version holds today; if not, since or until when, or which one does."""
    on, now = today.isoformat(), in_force(found, today).get(one.id)
    if one == now:
        return Words("vandaag", "today")[lang]
    if now is not None and one.status in ("released", "deprecated") and dated(one, today):
        also = Words("nog voor wie erop loopt; nu geldt {now}", "still for cases on it; now {now} holds")
        return also.fill(lang, {"now": now.version})
    if one.valid_from and one.valid_from > on:
        return f"{Words('vanaf', 'from')[lang]} {date_in_words(one.valid_from, lang)}"
    if one.valid_to and one.valid_to < on:
        return f"{Words('tot en met', 'up to and including')[lang]} {date_in_words(one.valid_to, lang)}"
    return ""


def _listed(found: Any, reference: str, holds: bool, lang: str) -> dict[str, Any]:
    try:
        protocol = found.plan(reference, lang).protocol
    except ContentError:  # a protocol with mistakes is listed too; `check` says what they are
        protocol = found.entry(reference).definition
    return {
        "reference": reference,
        "id": protocol.id,
        "version": protocol.version,
        "status": protocol.status,
        "title": protocol.title,
        "valid": protocol.valid.model_dump(mode="json", by_alias=True),
        "holds_today": holds,
        "supplements": protocol.supplements,
        "digest": found.entry(reference).digest,
        "cases": list(found.cases(reference)),
    }
