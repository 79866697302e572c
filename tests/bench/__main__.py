"""``make bench`` runs everything and writes docs/benchmarks.md; ``--quick`` or a subject only shows.

``make bench ARGS='--write "Many people"'`` writes that part of the page anew, and says so there.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console

from tests.bench import (
    checking,
    columns,
    decision,
    following,
    large,
    many,
    reading,
    scoring,
    starting,
    sure,
    told,
    trajectory,
)
from tests.bench.timing import FULL, QUICK, Pace, Row

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
SUBJECTS: dict[str, Callable[[Pace], Iterator[Row]]] = {
    "Parsing": reading.rows,
    "One decision": decision.rows,
    "Columns": columns.rows,
    "Many people": many.rows,
    "Scoring": scoring.rows,
    "Progress over time": following.rows,
    "How sure": sure.rows,
    "Checking a table": checking.rows,
    "A case": trajectory.rows,
    "What is large": large.rows,
    "Starting": starting.rows,
    "A command and its shelf": starting.shelf,
    "Checking content": starting.content,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny sizes, one round: does it all still run?")
    parser.add_argument("--write", action="store_true", help="put these subjects in the page, too")
    parser.add_argument("subject", nargs="*", help=f"only these: {', '.join(SUBJECTS)}")
    asked = parser.parse_args()
    if unknown := set(asked.subject) - set(SUBJECTS):
        parser.error(f"no such subject: {', '.join(sorted(unknown))}; there are {', '.join(SUBJECTS)}")
    pace, console, before = QUICK if asked.quick else FULL, Console(), told.load()
    found: dict[str, list[Row]] = {}
    for name in asked.subject or SUBJECTS:
        with console.status(name):
            found[name] = list(SUBJECTS[name](pace))
    now = told.Circumstances(os.cpu_count() or 1, before, told.load())
    told.terminal(found, now, console)
    if not asked.quick and not asked.subject:
        PAGE.write_text(told.page(found, now, pace.rounds), "utf-8")
    elif asked.write and not asked.quick:
        PAGE.write_text(told.renewed(PAGE.read_text("utf-8"), found, now), "utf-8")


if __name__ == "__main__":
    main()
