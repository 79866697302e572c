"""Scored rows written down: CSV for people and other programs, Parquet for many rows, JSON for machines."""

from __future__ import annotations

import csv
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO, Any, Protocol

from prodia.batch.files import NOTHING, Scored, laid_out, scored_chunks
from prodia.content.tables import opened
from prodia.errors import ContentError
from prodia.problems import Problem
from prodia.problems.people import EXTRA_NEEDED
from prodia.scoring.key import ScoringKey
from prodia.words import Lang

# A cell of text that a spreadsheet would run as a formula gets an apostrophe before it, as spreadsheets
# themselves do; a number is never touched. A file of people is for its owner alone, and is there whole or
# not at all.


_FORMULA = re.compile(r"[=@\t\r\n＝＋－＠]|[+-](?![0-9]+(?:\.[0-9]+)?\Z)")


class Writer(Protocol):
    def __call__(self, rows: Scored) -> None: ...


def tame(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


@contextmanager
def whole(path: str) -> Iterator[str]:
    """A name to write to; what is there becomes ``path`` at the end, or is gone when something went wrong.

    Raises OSError where no file can be made.
    """
    folder, name = os.path.split(path)
    handle, beside = tempfile.mkstemp(prefix=f".{name}.", dir=folder or ".")  # for its owner alone
    os.close(handle)
    try:
        yield beside
        os.replace(beside, path)
    finally:
        if os.path.exists(beside):
            os.unlink(beside)


@contextmanager
def whole_text(path: str) -> Iterator[IO[str]]:
    """:func:`whole` as an open text, in UTF-8."""
    with whole(path) as made, open(made, "w", encoding="utf-8", newline="") as stream:
        yield stream


def csv_writer(stream: IO[str]) -> Writer:
    """Writes the heading with the first rows. A score is its shortest exact number, none is an empty cell."""
    plain, quoted = _two(stream)
    begun = False

    def write(rows: Scored) -> None:
        nonlocal begun
        if not begun:
            plain.writerow([_named(rows), *rows.columns])
            begun = True
        first = [tame(id) for id in rows.ids] or [str(n) for n in rows.numbers]
        columns = [_cells(column.tolist()) for column in rows.columns.values()]
        texts = (c for c, x in zip(columns, rows.columns.values(), strict=True) if x.dtype.kind == "O")
        out = quoted if any("\r" in cell for cells in (first, *texts) for cell in cells) else plain
        out.writerows(zip(first, *columns, strict=True))

    return write


def refusal_writer(stream: IO[str], lang: Lang) -> Callable[[Problem], None]:
    """Writes a heading, and then a row for everything that was refused: where, and why in words."""
    _, quoted = _two(stream)
    quoted.writerow(("row", "column", "code", "name", "message", "hint"))

    def write(problem: Problem) -> None:
        args = problem.values(lang)
        words = (problem.code, problem.name(lang), problem.message(lang), problem.hint(lang))
        quoted.writerow((args["row"], *map(tame, (args.get("column", ""), *words))))

    return write


def _two(stream: IO[str]) -> tuple[Any, Any]:
    """A writer that puts cells in quotes where needed, and one that always does.

    With this line end the first leaves a lone carriage return unquoted, and readers begin a new row there.
    """
    plain = csv.writer(stream, lineterminator="\n")
    return plain, csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)


def _named(rows: Scored) -> str:
    """What the first column is called: who it is, or else the row in the file."""
    return "id" if rows.ids else "row"


def _cells(values: Sequence[object]) -> list[str]:
    cells = {value: _cell(value) for value in set(values)}  # most are alike
    return [cells[value] for value in values]


def _cell(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return tame(str(value))


@contextmanager
def json_writer(stream: IO[str]) -> Iterator[Writer]:
    """Writes a list with an object for each row; null where there is none."""
    between = "[\n"

    def write(rows: Scored) -> None:
        nonlocal between
        columns = [[None if x != x else x for x in column.tolist()] for column in rows.columns.values()]
        names = (_named(rows), *rows.columns)
        for row in zip(rows.ids or rows.numbers, *columns, strict=True):
            one = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, allow_nan=False)
            stream.write(between + one)
            between = ",\n"

    yield write
    stream.write("\n]\n" if between == ",\n" else "[]\n")


@contextmanager
def parquet_writer(path: str) -> Iterator[Writer]:
    """Writes doubles, words and truths, with nulls where there is none."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as parquet  # type: ignore[import-untyped]
    except ImportError:
        raise ContentError((Problem(EXTRA_NEEDED, None, package="pyarrow", extra="frames"),)) from None
    open_: list[Any] = []

    def write(rows: Scored) -> None:
        first = pa.array(rows.ids, pa.string()) if rows.ids else pa.array(rows.numbers, pa.int64())
        table = {_named(rows): first}
        for name, column in rows.columns.items():
            if column.dtype.kind == "f":
                table[name] = pa.array(column, pa.float64(), from_pandas=True)
            else:
                kind = pa.bool_() if "." not in name else pa.string()
                table[name] = pa.array(column.tolist(), kind)
        made = pa.table(table)
        if not open_:
            open_.append(parquet.ParquetWriter(path, made.schema))
        open_[0].write_table(made)

    try:
        yield write
    finally:
        for one in open_:
            one.close()


ENDINGS = (".csv", ".parquet", ".json")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows were written, and how much was refused; ``fits`` is False where no row could be read."""

    rows: int = 0
    refused: int = 0
    fits: bool = True


def score_file(
    data: str,
    key: ScoringKey,
    out: str | IO[str],
    *,
    refused: str | None = None,
    columns: Mapping[str, str] | None = None,
    empty: Set[str] = NOTHING,
    separator: str | None = None,
    form: str | None = None,
    lang: Lang = "nl",
    said: Callable[[Problem], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Tally:
    """Score a file of people (CSV or Parquet) a stretch at a time, so that it need not fit in memory.

    ``out``: a file, there whole or not at all, in the form of its ending (one of ENDINGS), or an open text
    in ``form`` (``csv`` or ``json``). ``refused``: a CSV file of refused rows and cells. ``columns``: item,
    id, born, sex ... to its column where that is called otherwise; ``empty``: what stands for an empty cell.
    ``said`` is given every problem as it is found, ``progress`` the number of rows after each stretch.

    Raises ContentError for a file that can not be read, OSError where the disk refuses.
    """
    file = opened(data, separator)
    layout, problems = laid_out(file.head, key.instrument, columns or {})
    for problem in problems:
        if said is not None:
            said(problem)
    if layout is None:
        return Tally(fits=False)
    rows = count = 0
    with ExitStack() as stack:
        note = refusal_writer(stack.enter_context(whole_text(refused)), lang) if refused else None
        write: Writer | None = None
        for stretch in scored_chunks(file, layout, key, empty=empty):
            write = write or _opened(stack, out, form)
            write(stretch)
            for problem in stretch.refused:
                for tell in (said, note):
                    if tell is not None:
                        tell(problem)
            rows, count = rows + len(stretch.numbers), count + len(stretch.refused)
            if progress is not None:
                progress(rows)
    return Tally(rows, count)


def _opened(stack: ExitStack, out: str | IO[str], form: str | None) -> Writer:
    ending = f".{form or 'csv'}" if not isinstance(out, str) else os.path.splitext(out)[1].lower()
    if ending == ".parquet" and isinstance(out, str):
        return stack.enter_context(parquet_writer(stack.enter_context(whole(out))))
    stream = stack.enter_context(whole_text(out)) if isinstance(out, str) else out
    return stack.enter_context(json_writer(stream)) if ending == ".json" else csv_writer(stream)
