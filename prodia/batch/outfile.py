"""A file of people worked out for a protocol, a stretch of rows at a time, into a whole file or none.

An interrupted run goes on where it stopped: what is done stands in a folder beside the file until all is.
"""

# A stretch that is done is an Arrow file and then, as its mark, a small JSON file: both get their name when
# they are whole. The folder is of one run: its name holds a digest of the plan, the day, the columns and the
# data, so that nothing of another run is taken over.

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prodia._version import __version__
from prodia.batch.files import refusal, refusal_rows, tame, whole, whole_text
from prodia.batch.kernel import ID
from prodia.batch.many import Run, attached, beside, kernel_for, with_columns
from prodia.batch.measured import Long
from prodia.batch.reading import arrow, left_out, read_table
from prodia.batch.source import STRETCH, Source, Stretch
from prodia.case.certainty import Certainty
from prodia.language.columns import Array
from prodia.model.plan import Plan
from prodia.model.protocol import Mode
from prodia.problems import Problem
from prodia.scoring.score import NoScore
from prodia.words import Lang

ENDINGS = (".csv", ".parquet")
MOMENT = "moment"
Counts = dict[str, "Counter[str | None]"]


@dataclass(slots=True)
class Summary:
    """How many rows there were, of how many nothing is said, and how often each verdict and outcome came.

    ``before``: how many of these rows an earlier run had done; ``measured``: how many measurements are
    theirs.
    """

    rows: int = 0
    refused: int = 0
    before: int = 0
    measured: int = 0
    counts: Counts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Worked:
    """Some rows worked out: an Arrow table with who they are, what was refused, who is left out."""

    stretch: Stretch
    table: Any
    problems: tuple[Problem, ...]
    out: Array
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is worked out of everybody, on a day. ``long``: the measurements beside them; ``next``: also what
    is asked next; ``certainty``: also how sure these decisions are."""

    on: dt.date
    mode: Mode = "trajectory"
    only: Sequence[str] | None = None
    long: Long | None = None
    next: bool = False
    certainty: Sequence[str] = ()


def worked(source: Source, plan: Plan, one: Stretch, asking: Asking) -> Worked:
    """One stretch of a file worked out."""
    table, series = attached(plan, one.table, one.whose, asking.long, asking.on)
    kernel = kernel_for(plan, table.column_names, asking.on, asking.mode, asking.only)
    given, bad = read_table(kernel, table, kernel.on)
    bad += beside(plan, table)
    out, problems = left_out(len(one.numbers), bad, one.unread), one.refused(bad, source.called)
    if series is not None:
        out |= series.out
        problems += series.problems
    ran = Run(plan, kernel, kernel.run(given, len(out)), table, problems, out, asking.mode, series)
    pa, told = arrow(), ran.table
    if asking.next:
        told = told.append_column("next", pa.array(ran.next(), pa.string()))
    for decision in asking.certainty:
        told = with_columns(told, sureness(decision, ran.certainty(decision)))
    if one.moments is not None:
        told = told.add_column(0, MOMENT, one.moments)
    first = ("row", pa.array(one.numbers)) if one.ids is None else (ID, one.ids)
    found = 0 if series is None else series.found
    return Worked(one, told.add_column(0, *first), problems, out, found)


def sureness(decision: str, found: Sequence[Certainty | NoScore | None]) -> Any:
    """How sure a decision is as columns: the chance that its outcome ``stays``, that the true scores support
    it, and the test that would settle most; null where that is not known."""
    known = [one if isinstance(one, Certainty) else None for one in found]
    pa, settles = arrow(), [one.settles[0][0] if one and one.settles else None for one in known]
    made = {f"{decision}.stays": pa.array([one and one.stays for one in known], pa.float64())}
    made[f"{decision}.supported"] = pa.array([one and one.supported for one in known], pa.float64())
    return pa.table(made | {f"{decision}.settles": pa.array(settles, pa.string())})


def run_file(
    source: Source,
    plan: Plan,
    out: str,
    asking: Asking,
    *,
    refused: str | None = None,
    lang: Lang = "nl",
    said: Callable[[Problem], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Summary:
    """Work a file out into ``out`` (.csv or .parquet), and what was refused into ``refused`` (CSV).

    Raises ContentError for a file that can not be read to its end, OSError where the disk refuses: then the
    next call goes on with what was done.
    """
    parts = _folder(source, plan, out, asking)
    done = sorted(parts.glob("*.json")) if parts.is_dir() else []
    parts.mkdir(mode=0o700, exist_ok=True)
    summary = Summary()
    for mark in done:
        _add(summary, json.loads(mark.read_text("utf-8")))
        summary.before = summary.rows
    try:
        for number, stretch in enumerate(source.stretches(STRETCH, len(done)), len(done)):
            one = worked(source, plan, stretch, asking)
            _keep(parts / f"{number:06}", one)
            told = {
                "rows": len(one.out),
                "refused": int(one.out.sum()),
                "measured": one.found,
                "counts": {name: _counted(one.table[name]) for name in _summed(plan, one.table)},
                "problems": [refusal(problem, lang) for problem in one.problems],
            }
            with whole_text(str(parts / f"{number:06}.json")) as stream:
                json.dump(told, stream)
            _add(summary, told)
            for problem in one.problems:
                if said is not None:
                    said(problem)
            if progress is not None:
                progress(summary.rows, source.account.rows)
    except BaseException:
        if not any(parts.glob("*.json")):  # nothing is done that the next call could go on with
            shutil.rmtree(parts)
        raise
    joined(_done(parts), out)
    if refused is not None:
        with whole_text(refused) as stream:
            note = refusal_rows(stream)
            for mark in sorted(parts.glob("*.json")):
                for row in json.loads(mark.read_text("utf-8"))["problems"]:
                    note(row)
    shutil.rmtree(parts)
    return summary


def _folder(source: Source, plan: Plan, out: str, asking: Asking) -> Path:
    data = os.stat(source.path)
    more = asking.on, asking.mode, asking.only, asking.next, asking.certainty, _digest(asking.long)
    about = (__version__, plan.digest, plan.reference, sorted(source.called.items()), more, STRETCH)
    text = repr((about, os.path.abspath(source.path), data.st_size, data.st_mtime_ns, repr(source.account)))
    at = Path(out)
    return at.parent / f".{at.name}.{hashlib.sha256(text.encode()).hexdigest()[:12]}.part"


def _digest(long: Long | None) -> str | None:
    if long is None:
        return None
    found = hashlib.sha256()
    for batch in long.table.to_batches():
        found.update(batch.serialize())
    return found.hexdigest()


def _keep(path: Path, one: Worked) -> None:
    pa = arrow()
    with whole(f"{path}.arrow") as made, pa.OSFile(made, "wb") as sink:
        table = flat(one.table)
        with pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)


def flat(table: Any) -> Any:
    """Words as they are: a stretch has its own dictionary, a file has one type."""
    pa = arrow()
    loose = (pa.types.is_dictionary, pa.types.is_null)
    fields = [f.with_type(pa.string()) if any(is_(f.type) for is_ in loose) else f for f in table.schema]
    return table.cast(pa.schema(fields))


def _summed(plan: Plan, table: Any) -> list[str]:
    return [name for name in (*plan.tables, *plan.criteria) if name in table.column_names]


def _counted(column: Any) -> list[list[Any]]:
    return [[one["values"], one["counts"]] for one in column.value_counts().to_pylist()]


def _add(summary: Summary, told: Mapping[str, Any]) -> None:
    summary.rows += told["rows"]
    summary.refused += told["refused"]
    summary.measured += told["measured"]
    for name, found in told["counts"].items():
        counts = summary.counts.setdefault(name, Counter())
        for value, count in found:
            counts[value] += count


def joined(tables: Iterable[Any], out: str) -> None:
    """Tables one after the other, into a file that is there whole or not at all; in CSV no spreadsheet takes
    who it is for a formula."""
    with ExitStack() as stack:
        made, write, schema = stack.enter_context(whole(out)), None, None
        for one in tables:
            table = flat(one if out.lower().endswith(".parquet") else _tame(one))
            schema = schema or table.schema
            if write is None:
                write = stack.enter_context(_writer(made, out, schema))
            write.write_table(table.cast(schema))


def _tame(table: Any) -> Any:
    for name in {ID, MOMENT} & {*table.column_names}:
        texts = [tame(x) if x else x for x in table.column(name).to_pylist()]
        at = table.column_names.index(name)
        table = table.set_column(at, name, arrow().array(texts, table.column(name).type))
    return table


def _done(parts: Path) -> Iterator[Any]:
    for mark in sorted(parts.glob("*.json")):
        with arrow().memory_map(str(mark.with_suffix(".arrow"))) as source:
            yield arrow().ipc.open_file(source).read_all()


def _writer(made: str, out: str, schema: Any) -> Any:
    if out.lower().endswith(".parquet"):
        import pyarrow.parquet as parquet  # type: ignore[import-untyped]

        return parquet.ParquetWriter(made, schema)
    import pyarrow.csv as csv  # type: ignore[import-untyped]

    return csv.CSVWriter(made, schema)
