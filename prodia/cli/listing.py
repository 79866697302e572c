"""``list``: what there is. It reads no further than the head of each protocol."""

from __future__ import annotations

from typing import Any

from rich.table import Table
from rich.text import Text

from prodia.cli.commands import FORMAT, takes
from prodia.cli.packs import PACK, catalogue, heads
from prodia.cli.terminal import Terminal
from prodia.errors import ContentError
from prodia.words.labels import label as word


@takes(
    PACK,
    FORMAT,
)
def list_(
    screen: Terminal,
    pack: tuple[str, ...],
    format: str,
) -> None:
    """List the protocols with their versions."""
    if format == "json":
        found = catalogue(pack)
        screen.json([_listed(found, reference, screen.lang) for reference in found.references()])
        return
    table = Table(box=None, pad_edge=False, header_style="heading")
    for name in (("protocol", "protocol"), ("stand", "status"), ("titel", "title"), ("gevallen", "cases")):
        table.add_column(screen.say(*name))
    for one in heads(pack, screen.lang):
        status = word("status", one.status, screen.lang)
        table.add_row(Text(one.reference, "strong"), status, one.title, str(one.cases))
    screen.print(table)


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
