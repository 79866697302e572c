"""``list``: what there is. It reads no further than the head of each protocol."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rich.table import Table
from rich.text import Text

from prodia.cli.commands import FORMAT, takes
from prodia.cli.packs import PACK, catalogue, heads
from prodia.cli.terminal import Terminal
from prodia.content import Header, in_force
from prodia.errors import ContentError
from prodia.words import Lang, Words
from prodia.words.labels import label as word
from prodia.words.numbers import dated


@takes(PACK, FORMAT)
def list_(screen: Terminal, pack: tuple[str, ...], format: str) -> None:
    """List the protocols with their versions."""
    if format == "json":
        found = catalogue(pack)
        screen.json([_listed(found, reference, screen.lang) for reference in found.references()])
        return
    found_heads, today = heads(pack, screen.lang), dt.date.today()
    holding = in_force(found_heads, today).values()
    table = Table(box=None, pad_edge=False, header_style="heading")
    for name in (("protocol", "protocol"), ("geldt", "holds"), ("stand", "status"), ("titel", "title")):
        table.add_column(screen.say(*name))
    table.add_column(screen.say("gevallen", "cases"))
    for one in found_heads:
        holds = screen.say("vandaag", "today") if one in holding else _when(one, today, screen.lang)
        status = word("status", one.status, screen.lang)
        style = "strong" if one in holding else "plain"
        holds_text = Text(holds, "good" if one in holding else "quiet")
        table.add_row(Text(one.reference, style), holds_text, status, one.title, str(one.cases))
    screen.print(table)


def _when(one: Header, today: dt.date, lang: Lang) -> str:
    """When a version begins to hold, or ended; nothing of one that only has a newer one beside it."""
    on = today.isoformat()
    if one.valid_from and one.valid_from > on:
        return f"{Words('vanaf', 'from')[lang]} {dated(one.valid_from, lang)}"
    if one.valid_to and one.valid_to < on:
        return f"{Words('tot en met', 'up to and including')[lang]} {dated(one.valid_to, lang)}"
    return ""


def _listed(found: Any, reference: str, lang: str) -> dict[str, Any]:
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
        "supplements": protocol.supplements,
        "digest": found.entry(reference).digest,
        "cases": list(found.cases(reference)),
    }
