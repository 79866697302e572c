"""People in files and frames that the tests of this room share; every figure is invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from prodia.batch.files import Scored, read_file, scored_chunks
from prodia.batch.frames import FLAGS, column_names, reason, warnings
from prodia.content.reading import Asked, Reading
from prodia.model.norms import NormRow, Printed
from prodia.scoring.key import Scores, ScoringKey
from prodia.scoring.norms import NormSet
from prodia.scoring.person import Person
from tests.scoring.made import SOURCE, forms, instrument, instruments, norms, norms_for, persons

Form = dict[str, float | None]
ITEMS = ("q1", "q2", "q3")


def small_norms() -> NormSet:
    """T of a sum from 0 to 9 for boys and girls of 72 to 95 months, open at its top."""
    rows = [
        NormRow("som", (72, 95), (sex,), raw=(float(r),), printed=(("T", Printed(30.0 + 5 * r)),))
        for sex in ("m", "f")
        for r in range(9)
    ]
    rows += [
        NormRow("som", (72, 95), (s,), raw=(9.0,), printed=(("T", Printed(70.0, ">")),)) for s in ("m", "f")
    ]
    interval = {"kind": "observed", "level": 0.9, "on": "T", "reliability": 0.8}
    return norms("table", rows, age="calendar", by=["sex"], gives=["T"], interval=interval)


def small(*, normed: bool = True) -> ScoringKey:
    """Three items of 0 to 3: their sum with zones on the raw score and on T, a count, and a rule."""
    at = {"goes": "up", "source": SOURCE}
    cuts = {
        "ruw": {"says": "ruw", "zones": ["laag", "hoog"], "at": [5], **at},
        "klinisch": {"says": "klinisch", "on": "T", "zones": ["gewoon", "- hoog"], "at": [65], **at},
        "jong": {"says": "voor jongeren", "zones": ["a", "b"], "at": [4], "ages": "72..83", **at},
    }
    som = {"title": "som", "items": ["q1..q3"], "score": "sum", "missing": {"rule": "refuse"}, "cuts": cuts}
    half = {"title": "helft", "items": ["q1..q3"], "score": "mean", "missing": {"rule": "half_rule"}}
    rules = {"regel": {"says": "een regel", "is": "q1 >= 2 or q2 >= 2", "source": SOURCE}}
    made = instrument({"q1..q3": {"answers": "0..3"}}, {"som": som, "helft": half}, rules=rules)
    return ScoringKey.of(made, *([small_norms()] if normed else []), digest="sha256:" + "0" * 64)


@st.composite
def groups(draw: Any) -> tuple[ScoringKey, list[Form], list[Person]]:
    """A key with or without norms, and some people with their answers; a sex is m, f or not known."""
    made = draw(instruments())
    known = draw(norms_for(made))
    some = draw(st.lists(st.tuples(forms(made), persons()), min_size=1, max_size=8))
    people = [replace(p, sex=p.sex if p.sex in ("m", "f") else None) for _, p in some]
    people = [replace(p, age_months=None) if p.born and p.tested else p for p in people]  # they may disagree
    return ScoringKey.of(made, *([known] if known else [])), [form for form, _ in some], people


def plainly(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a file without what stands there for who reads it."""
    return {name: value for name, value in row.items() if not name.endswith((".shown", ".why"))}


def row_of(key: ScoringKey, scores: Scores) -> dict[str, Any]:
    """The scores of one person under the names of columns; None for none."""
    found: dict[str, Any] = {}
    for name in column_names(key):
        scale, _, what = name.partition(".")
        if name == FLAGS:
            words = (f"{flag}?" if up is None else flag if up else "" for flag, up in scores.flags.items())
            found[name] = " ".join(filter(None, words)) or None
            continue
        if scale not in scores.scores:
            found[name] = scores.rules[name]
            continue
        score = scores[scale]
        if what in ("low", "high"):
            found[name] = getattr(score.interval, what) if score.interval else None
        elif what in ("reason", "warnings"):
            found[name] = (reason if what == "reason" else warnings)(score)
        elif what in key.instrument.scales[scale].cuts:
            found[name] = score.zone(what)
        else:
            found[name] = score.on(what or "raw")
    return found


def rows_of(columns: dict[str, Any]) -> list[dict[str, Any]]:
    """Columns as rows, None for none."""
    held = {name: [None if x != x else x for x in column.tolist()] for name, column in columns.items()}
    many = len(next(iter(held.values())))
    return [{name: column[at] for name, column in held.items()} for at in range(many)]


def table(some: Sequence[Form], people: Sequence[Person], items: Sequence[str]) -> list[list[str]]:
    """Heading and rows of text: an id, the items, and what is known of each person."""
    named = ("born", "tested", "age_months", "sex")
    rows = [["id", *items, *named]]
    for number, (form, person) in enumerate(zip(some, people, strict=True)):
        answers = ["" if (a := form.get(i)) is None else f"{a:g}" for i in items]
        known = [getattr(person, name) for name in named]
        rows.append([f"p{number}", *answers, *("" if x is None else str(x) for x in known)])
    return rows


def written(path: Path, rows: Sequence[Sequence[str]], separator: str = ",") -> str:
    """The rows as a CSV file; its name."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator="\r\n").writerows(rows)
    path.write_bytes(stream.getvalue().encode())
    return str(path)


def reading(path: str, key: ScoringKey, **said: Any) -> Reading:
    """The reading of a file that can be scored."""
    found = read_file(path, key, Asked(**{"allow_missing": True} | said))
    assert found.fits, found.problems
    return found


def scored(path: str, key: ScoringKey, *, empty: frozenset[str] = frozenset()) -> list[Scored]:
    """A file scored, in its stretches."""
    return list(scored_chunks(reading(path, key, empty=empty), key))


def refusals(some: Sequence[Scored]) -> list[tuple[str, int, str]]:
    """Code, row and column of everything that was refused."""
    every = [problem for one in some for problem in one.refused]
    args = [dict(problem.args) for problem in every]
    return [(p.kind.code, int(a["row"]), a.get("column", "")) for p, a in zip(every, args, strict=True)]


def whole(some: Sequence[Scored]) -> tuple[list[str], list[dict[str, Any]]]:
    """Ids and rows of all stretches."""
    return [id for one in some for id in one.ids], [plainly(r) for one in some for r in rows_of(one.columns)]
