"""What a move changes in many running cases at once: each a row of the kernels of both versions."""

# A case whose rows would not say all there is (a series, an answer that says why there is none and may
# contradict another) goes the way of one case, as does a day on which there are few: a kernel is of one day.

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from prodia.batch.decide import answer_of
from prodia.batch.kernel import BORN, WORDS, Kernel, codes_of, compiled, rests_on
from prodia.batch.many import names_of
from prodia.batch.reading import AGES
from prodia.case.answers import admitted
from prodia.case.case import Case
from prodia.case.gates import moved_to
from prodia.case.history import History, carried
from prodia.case.move import changed, differing, lapsed
from prodia.errors import ProdiaError
from prodia.language.columns import Array, Column, np
from prodia.language.operators.calendar import age_at, months_between
from prodia.model.plan import Plan

FEW = 8  # cases on one day that are not worth a kernel
Changes = tuple[tuple[str, str | None, str | None], ...]


def changed_many(cases: Sequence[Case], to: Plan, on: dt.date | None) -> list[Changes | ProdiaError]:
    """:func:`prodia.case.move.changed` of each, or why it can not be moved."""
    found: dict[int, Changes | ProdiaError] = {}
    together: dict[tuple[Plan, dt.date], list[Any]] = defaultdict(list)
    for at, case in enumerate(cases):
        history, plan = case.state.history, case.plan
        day = history.last if on is None else max(on, history.last)
        rows = None
        if moved_to(plan, to, to.reference, None) is None:
            rows = _row(history, plan), _row(carried(history, plan, to), to)
        if rows is None or None in rows:
            found[at] = _one(case, to, day)
        else:
            together[plan, day].append((at, *rows))
    for (plan, day), some in together.items():
        if len(some) < FEW:
            found |= {at: _one(cases[at], to, day) for at, *_ in some}
            continue
        was, now = (_outcomes(of, day, [one[n] for one in some]) for n, of in ((1, plan), (2, to)))
        for number, (at, *_) in enumerate(some):
            history = cases[at].state.history
            told = (differing(was[number][n], now[number][n]) for n in (0, 1))
            gone = lapsed(history, carried(history, plan, to))
            found[at] = (*(one for part in told for one in part), *((name, "judged", None) for name in gone))
    return [found[at] for at in range(len(cases))]


def _one(case: Case, to: Plan, day: dt.date) -> Changes | ProdiaError:
    try:
        return changed(case, to, day)
    except ProdiaError as error:
        return error


def _row(history: History, plan: Plan) -> dict[str, Any] | None:
    """What a case knows as a row; None where a row does not say it."""
    if plan.series:
        return None
    row: dict[str, Any] = {name: one.word for name, one in history.judged.items() if name in plan.criteria}
    for name, reply in history.replies.items():
        field = plan.fields.get(name)
        if field is None:
            continue
        value = None if reply.value is None else admitted(field, reply.value)
        if value is None and any(name in one.answers for one in plan.ensure.values()):
            return None
        row[name] = value
        row[f"{name}.day"] = reply.measured or reply.on
    if history.competence is not None:
        row["case.competence"] = "competent" if history.competence.competent else "not_competent"
    return row | {"case.mode": history.mode, BORN: history.born}


def _outcomes(
    plan: Plan, day: dt.date, rows: Sequence[Mapping[str, Any]]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Every verdict and proposal of each row on a day."""
    names = {*names_of(plan), *rests_on(plan), BORN}
    kernel = compiled(plan, day, given=names)
    told = [{**row, **_ages(row[BORN], day)} for row in rows]
    given = {name: _column(kernel, name, told) for name in kernel.reads}
    slots = kernel.run(given, len(rows), 1)
    verdicts = {name: _words(slots.codes[slot], WORDS) for name, slot in kernel.criteria.items()}
    proposals = {
        id: _words(slots.codes[slot], [answer_of(hit)[0] for hit in kernel.hits[slot]])
        for id, slot in kernel.decisions.items()
    }
    return [
        tuple({name: words[row] for name, words in group.items()} for group in (verdicts, proposals))  # type: ignore[misc]
        for row in range(len(rows))
    ]


def _ages(born: dt.date | None, day: dt.date) -> dict[str, float]:
    if born is None or born > day:
        return {}
    return dict(zip(AGES, (age_at(born, day), months_between(born, day)), strict=True))


def _column(kernel: Kernel, name: str, rows: Sequence[Mapping[str, Any]]) -> Column | Array:
    type, values = kernel.reads[name], [row.get(name) for row in rows]
    few = codes_of(type)
    if few is None:
        return Column.of(values, type.runtime)
    places = {(v.__class__, v): at for at, v in enumerate(few)}
    return np.array([places[v.__class__, v] for v in values], dtype=np.uint8)


def _words(codes: Array, words: Sequence[Any]) -> list[Any]:
    return [words[code] for code in codes.tolist()]
