"""The rows as a table in the terminal, and as the page docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from tests.bench.peers import versions
from tests.bench.targets import TARGETS, met
from tests.bench.timing import Row, Spread

Subjects = Mapping[str, Sequence[Row]]
HEADS = ("what", "prodia", "beside it", "takes", "times ours", "target", "met")


@dataclass(frozen=True)
class Circumstances:
    """What else kept the machine busy: the load average before and after, on so many cores."""

    cores: int
    before: float
    after: float

    @property
    def words(self) -> str:
        told = f"The load average was {self.before:.1f} at the start and {self.after:.1f} at the end"
        busy = max(self.before, self.after - 1) > self.cores / 2
        return f"{told}, of which the run itself is about 1." + (
            " **Measured under load from other work: times may be long, read the ratios.**" if busy else ""
        )


def load() -> float:
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def machine(cores: int) -> str:
    return (
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} "
        f"{platform.machine()}, {cores} cores"
    )


def time(seconds: float) -> str:
    """Three figures and a unit that suits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{_three(seconds / size)} {unit}"
    return f"{_three(seconds / 1e-9)} ns"


def _three(x: float) -> str:
    return f"{x:,.0f}" if x >= 100 else f"{x:.1f}" if x >= 10 else f"{x:.2f}"


def spread(found: Spread) -> str:
    return f"{time(found.middle)} ({time(found.low)} - {time(found.high)})"


def ratio(found: Spread) -> str:
    return f"{_three(found.middle)} ({_three(found.low)} - {_three(found.high)})"


def target(row: Row) -> str:
    known = TARGETS.get(row.target)
    if known is None:
        return ""
    beside = f" and {known.beside} >= {known.times:g} times ours" if known.beside else ""
    return f"<= {time(known.seconds)}{beside}"


def answer(row: Row) -> str:
    """Yes, not met, or nothing where there is no target (or its peer was not here)."""
    return {True: "yes", False: "not met", None: ""}[met(row)]


def lines(row: Row, *, brief: bool = False) -> Iterator[tuple[str, ...]]:
    """A line a peer; what is ours stands on the first. ``brief``: medians only."""

    def took(found: Spread) -> str:
        return time(found.middle) if brief else spread(found)

    def times(found: Spread) -> str:
        return _three(found.middle) if brief else ratio(found)

    first = (row.what, took(row.ours))
    theirs = [(p.name, took(p.seconds), times(p.ratio)) for p in row.peers] or [("", "", "")]
    yield (*first, *theirs[0], target(row), answer(row))
    for one in theirs[1:]:
        yield ("", "", *one, "", "")


def terminal(subjects: Subjects, now: Circumstances, console: Console) -> None:
    console.print(f"{machine(now.cores)}. {now.words.replace('*', '')}")
    for name, rows in subjects.items():
        shown = Table(*HEADS, title=name, title_justify="left")
        for row in rows:
            for line in lines(row, brief=True):
                style = {"not met": "red", "yes": "green"}.get(line[-1])
                shown.add_row(*line[:-1], f"[{style}]{line[-1]}[/]" if style else line[-1])
        console.print(shown)


def page(subjects: Subjects, now: Circumstances, repeats: int) -> str:
    missed = _missed(subjects)
    parts = [
        "# Benchmarks",
        "Written by `make bench`; do not edit. "
        f"{machine(now.cores)}. {now.words} "
        f"Median of {repeats} rounds (fewer for whole processes that take long), with the shortest and the "
        "longest. Contenders take turns within a round, and *times ours* is the peer's time over ours, taken "
        "round by round: above 1 we are faster. Before a peer is timed its results are compared with ours, "
        "and the run stops where they differ; where there is less to compare it is said. Warm-up first; the "
        "garbage collector runs between rounds and not inside one.",
    ]
    parts += [part for name, rows in subjects.items() for part in _subject(name, rows)]
    parts += [
        "## Targets not met",
        "\n".join(missed) or "None.",
        "## Peers",
        _grid([("peer", "version"), *versions().items()]),
        "A peer that does not come with the development lock is optional: `pip install` it to see it here.",
        "Where the targets come from (measured elsewhere, on a quiet machine):",
        _grid(
            [
                ("target", "at most", "anchor"),
                *((key, time(t.seconds), t.anchor or "set by us") for key, t in TARGETS.items()),
            ]
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _missed(subjects: Subjects) -> list[str]:
    return [f"- {name}: {row.what}" for name, rows in subjects.items() for row in rows if met(row) is False]


def _subject(name: str, rows: Sequence[Row]) -> list[str]:
    grid = _grid([HEADS, *(line for row in rows for line in lines(row))])
    return [f"## {name}", grid, *(row.note for row in rows if row.note)]


def renewed(page: str, subjects: Subjects, now: Circumstances) -> str:
    """The page with some subjects as they were measured now, in a run of their own."""
    head, *sections = page.split("\n## ")
    made = []
    for section in sections:
        name = section.partition("\n")[0]
        if name in subjects:
            parts = [*_subject(name, subjects[name]), f"Measured in a run of its own. {now.words}"]
            section = "\n\n".join(parts).removeprefix("## ") + "\n"
        elif name == "Targets not met":
            told = [line for line in section.splitlines() if line.startswith("- ")]
            kept = [line for line in told if line[2:].partition(": ")[0] not in subjects]
            section = "\n\n".join((name, "\n".join([*kept, *_missed(subjects)]) or "None.")) + "\n"
        made.append(section)
    return "\n## ".join([head, *made])


def _grid(rows: Sequence[Sequence[str]]) -> str:
    head, *rest = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rest))
