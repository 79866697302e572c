"""``prodia export``: a protocol for other programs."""

from __future__ import annotations

import datetime as dt

from prodia.case.days import of_people
from prodia.cli.commands import ON, takes
from prodia.cli.files import write_whole
from prodia.cli.packs import PACK, PROTOCOL, plan_of
from prodia.cli.terminal import Terminal
from prodia.interop.sql import to_sql


@takes(
    f"""
        protocol: {PROTOCOL}
        --table: De tabel met de antwoorden; zonder deze optie people.
            | The table with the answers; people without this option.
        --out: Schrijf de SQL hier, niet op het scherm. | Write the SQL here, not on the screen.
    """,
    ON,
    PACK,
)
def sql(
    screen: Terminal,
    protocol: str,
    table: str | None,
    out: str | None,
    on: dt.date | None,
    pack: tuple[str, ...],
) -> None:
    """One SELECT for DuckDB, as of a day."""
    day = on or dt.date.today()
    own = plan_of(protocol, pack, screen, day)
    screen.note(of_people(own, day))
    text = to_sql(own, day, table or "people")
    if out is None:
        screen.line(text)
    else:
        write_whole(out, text + "\n", new=True)
        screen.print(out)
