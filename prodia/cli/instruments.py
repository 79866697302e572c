"""``instruments``: what can be scored or taken over, and one instrument whole, with its norms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from prodia.cli.catalogue import Pack, catalogue
from prodia.cli.face import Face, WrongUse, face, nearest
from prodia.cli.look import Format
from prodia.errors import ContentError
from prodia.problems.commands import NO_MATCH
from prodia.words import Lang, Words

if TYPE_CHECKING:
    from prodia.content import Catalogue
    from prodia.model.instrument import Instrument


def instruments(
    ctx: typer.Context,
    reference: Annotated[str | None, typer.Argument(help="An instrument: id or id@version.")] = None,
    battery: Annotated[
        list[str] | None, typer.Option(help="Another instrument of the same battery; may be said again.")
    ] = None,
    pack: Pack = None,
    format: Format = "text",
) -> None:
    """List the instruments, or show one: how it is scored, its cut-offs and its norms."""
    screen = face(ctx)
    found = catalogue(pack, "shared")
    if reference is None:
        _list(screen, found, format)
        return
    from prodia.cli.breadth import breadth
    from prodia.cli.instrument_sections import whole
    from prodia.telling.json import section_json

    names = list(found.instruments())
    ids = list(dict.fromkeys(name.partition("@")[0] for name in names))
    for one in (reference, *(battery or ())):
        if one not in (*names, *ids):
            what, like = Words("instrument", "instrument"), nearest(one, names if "@" in one else ids)
            raise WrongUse(NO_MATCH, what=what, name=one, nearest=like)
    broad = breadth(found, reference, battery or [], screen.lang)
    sections = (*whole(found, reference, screen.lang), *([broad] if broad else []))
    if format == "json":
        screen.json([section_json(s) for s in sections])
        return
    from prodia.cli.screen import print_sections

    print_sections(screen, sections)


def _known(found: Catalogue, face: Face) -> Iterator[tuple[str, Instrument | None]]:
    """Every instrument by ``id@version``; None for one with faults, which ``check`` tells."""
    for name in found.instruments():
        try:
            yield name, found.instrument(name, face.lang).definition
        except ContentError:
            yield name, None


def _list(screen: Face, found: Catalogue, format: str) -> None:
    rows = list(_known(found, screen))
    if format == "json":
        norms = found.norms()
        of = {id: [ref for ref, n in norms.items() if n.instrument == id] for id in _ids(rows)}
        screen.json([_data(name, one, of[name.partition("@")[0]]) for name, one in rows])
        return
    table = Table(box=None, pad_edge=False, header_style="heading")
    table.add_column(screen.say("instrument", "instrument"), no_wrap=True)
    table.add_column(screen.say("wat het is", "what it is"), overflow="fold")
    for name, one in rows:
        if one is None:
            told = Text(screen.say("heeft fouten: zie prodia check", "has faults: see prodia check"), "bad")
        else:
            told = Text(one.title).append(f"\n{_told(one, screen.lang)}", "quiet")
        table.add_row(Text(name, "strong"), told)
    screen.print(table)


def _told(one: Instrument, lang: Lang) -> str:
    """Whether it is scored here, of how many items, for which ages, and its status."""
    from prodia.report.instrument import kind_of
    from prodia.report.instrument_words import known_as
    from prodia.scoring.said import ages_said

    count = len(one.every_item)
    parts = [
        known_as("kind", kind_of(one), lang),
        f"{count} item{'s' * (count > 1)}" if count else "",
        ages_said(one.ages, lang) if one.ages else "",
        known_as("status", one.status, lang),
    ]
    return "; ".join(part for part in parts if part)


def _ids(rows: list[tuple[str, Instrument | None]]) -> list[str]:
    return [name.partition("@")[0] for name, _ in rows]


def _data(name: str, one: Instrument | None, norms: list[str]) -> dict[str, Any]:
    """One line of the list for a machine; of an instrument with faults only its name."""
    from prodia.report.instrument import kind_of

    id, _, version = name.partition("@")
    data: dict[str, Any] = {"reference": name, "id": id, "version": version, "usable": one is not None}
    if one is not None:
        data |= {
            "title": one.title,
            "kind": kind_of(one),
            "items": len(one.every_item),
            "scales": list(one.scales),
            "ages": list(one.ages) if one.ages else None,
            "status": one.status,
        }
    return {**data, "norms": norms}
