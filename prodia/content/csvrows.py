"""A table of norms as strict CSV: plain digits, a point, no cell repaired, every mistake at its line."""

# A norm file is typed over by hand, so a mistake in one cell must not hide the next: what can not be read is
# told and left out, and reading goes on.

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from prodia.language.cursor import near
from prodia.model.norms import COLUMNS, FROM, TO, NormRow, NormRows, Norms, Printed
from prodia.problems import Place, Problem
from prodia.problems import growth as cells
from prodia.problems import norms as kinds
from prodia.problems import yaml as files

MAX_BYTES = 20 << 20
MOST = 200_000
NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,20})?(?:e-?[0-9]{1,2})?", re.IGNORECASE | re.ASCII)
_RAW = re.compile(r"(-?[0-9]{1,6})\.\.(-?[0-9]{1,6})", re.ASCII)
_PRINTED = re.compile(rf"([<>]?)({NUMBER.pattern})", re.IGNORECASE | re.ASCII)
EXTRA = ("reliability", "sem", "n")
WORDS = ("term", "part")
NAME = "rows.csv"


@dataclass(frozen=True, slots=True)
class ReadRows:
    """The rows that could be read (None where the file could not), and every problem."""

    rows: NormRows | None
    problems: tuple[Problem, ...]


def rows_file(declared_in: str) -> Path:
    """Where the rows of norms stand that are declared in this file: ``1.0.0.yaml`` -> ``1.0.0/rows.csv``."""
    return Path(declared_in).with_suffix("") / NAME


def read_rows(path: Path, norms: Norms) -> ReadRows:
    """The rows of a file; one under another digest than declared is refused whole."""
    shown = path.as_posix()
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return ReadRows(None, (Problem(kinds.NO_ROWS_FILE, Place(shown), path=shown),))
    if len(data) > MAX_BYTES:
        words = {"unit_nl": "MiB", "unit_en": "MiB", "hint_nl": "splits het.", "hint_en": "split it."}
        return ReadRows(None, (Problem(files.TOO_LARGE, Place(shown), limit=MAX_BYTES >> 20, **words),))
    found = hashlib.sha256(data).hexdigest()
    if norms.sha256 is not None and found != norms.sha256:
        return ReadRows(None, (Problem(cells.DIGEST, Place(shown), found=found, wanted=norms.sha256),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        witness = f"byte 0x{data[error.start]:02X}"
        return ReadRows(None, (Problem(files.ENCODING, Place(shown, line), witness=witness),))
    return read_text(text, shown, norms, digest=f"sha256:{found}")


def read_text(text: str, file: str, norms: Norms, *, digest: str) -> ReadRows:
    """The same of a text: rows as the declaration says they look."""
    lines = list(_lines(text.replace("\r\n", "\n")))
    if not lines:
        return ReadRows(None, (Problem(cells.NO_ROWS, Place(file), measure=norms.id, sex="-"),))
    head = [cell.strip() for cell in lines[0][1]]
    problems = list(_head(head, norms, file))
    if problems:
        return ReadRows(None, tuple(problems))
    rows: list[NormRow] = []
    for number, cells_ in lines[1 : MOST + 1]:
        if len(cells_) != len(head):
            nl, en = f"een rij van {len(head)} cellen", f"a row of {len(head)} cells"
            problems.append(_cell(file, number, head[-1], f"{len(cells_)} cellen", nl, en))
            continue
        row, found = _row(dict(zip(head, map(str.strip, cells_), strict=True)), number, norms, file)
        problems += found
        rows += [row] if row else []
    return ReadRows(NormRows(digest, tuple(rows)), tuple(problems))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    separator = next((s for s in ("\t", ";") if s in first), ",")
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            try:
                yield number, next(csv.reader([line], delimiter=separator), [])
            except csv.Error:
                yield number, []


def columns(norms: Norms) -> tuple[str, ...]:
    """The columns these rows must have; ``scale`` only where there are several."""
    kind = norms.kind or "table"
    several = ("scale",) if len(norms.scales) != 1 else ()
    # a continuous model has its age in the formula, growth norms in a column of their own
    bands = (FROM, TO) if norms.age and kind not in ("polynomial", "regression", "lms") else ()
    given = tuple(norms.gives) if kind == "table" else ()
    return (*several, *bands, *norms.by, *COLUMNS[kind], *given)


def _head(head: list[str], norms: Norms, file: str) -> Iterator[Problem]:
    wanted = columns(norms)
    missing = [name for name in wanted if head.count(name) != 1]
    if missing:
        said = {"missing": ", ".join(missing), "wanted": ", ".join(wanted)}
        yield Problem(cells.COLUMNS, Place(file), **said)
    known = (*wanted, "scale", *EXTRA)
    for name in head:
        if name not in known and not missing:
            yield Problem(kinds.COLUMN_UNKNOWN, Place(file), column=name[:40], **near(name, known))


def _row(row: Mapping[str, str], line: int, norms: Norms, file: str) -> tuple[NormRow | None, list[Problem]]:
    problems: list[Problem] = []

    def number(name: str) -> float:
        text = row[name]
        if NUMBER.fullmatch(text):
            return float(text) + 0.0
        hint = " (met een punt)" if "," in text else ""
        problems.append(
            _cell(file, line, name, text, f"een getal{hint}", f"a number{hint and ' (with a point)'}")
        )
        return 0.0

    scale = row.get("scale") or (norms.scales[0] if len(norms.scales) == 1 else "")
    band = None
    if FROM in row:
        ends = [number(FROM), number(TO)]
        if not problems and not (0 <= ends[0] <= ends[1] and all(x.is_integer() for x in ends)):
            nl, en = "voltooide maanden, van klein naar groot", "completed months, from small to large"
            problems.append(_cell(file, line, TO, row[TO], nl, en))
        band = (int(ends[0]), int(ends[1]))
    raw: tuple[float, ...] = ()
    if norms.kind == "table":
        raw = _raw(row["raw"])
        if not raw:
            nl, en = "een ruwe score, of een bereik als 10..14", "a raw score, or a range such as 10..14"
            problems.append(_cell(file, line, "raw", row["raw"], nl, en))
    named = [c for c in COLUMNS[norms.kind or "table"] if c not in WORDS and not (c == "raw" and raw)]
    named = [c for c in named if norms.kind != "table"]
    numbers = [(name, number(name)) for name in named]
    numbers += [(name, number(name)) for name in EXTRA if row.get(name) and name not in named]
    printed = []
    for name in norms.gives if norms.kind == "table" else ():
        found = _PRINTED.fullmatch(row[name])
        if found:
            side: Literal["", "<", ">"] = "<" if found[1] == "<" else ">" if found[1] else ""
            printed.append((name, Printed(float(found[2]) + 0.0, side)))
        elif row[name]:  # an empty cell: the manual gives none here
            nl, en = "een getal, of «<20», «>80»", "a number, or «<20», «>80»"
            problems.append(_cell(file, line, name, row[name], nl, en))
    if problems:
        return None, problems
    keys = tuple(row[name] for name in norms.by)
    words = tuple((name, row[name]) for name in WORDS if name in row)
    return NormRow(scale, band, keys, raw, tuple(numbers), tuple(printed), words, line), problems


def _raw(text: str) -> tuple[float, ...]:
    if NUMBER.fullmatch(text):
        return (float(text) + 0.0,)
    found = _RAW.fullmatch(text)
    if found is None or not int(found[1]) < int(found[2]) or int(found[2]) - int(found[1]) > 5000:
        return ()
    return tuple(float(n) for n in range(int(found[1]), int(found[2]) + 1))


def _cell(file: str, line: int, column: str, witness: str, nl: str, en: str) -> Problem:
    said = {"column": column, "witness": witness[:40], "wanted_nl": nl, "wanted_en": en}
    return Problem(cells.CELL, Place(file, line), **said)
