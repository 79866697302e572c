"""What a move changes in many running cases at once: each a row of the kernels of both versions."""

# A case whose rows would not say all there is (a series, an answer that says why there is none and may
# contradict another) goes the way of one case, as does a day on which there are few: a kernel is of one day.

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from prodia.batch.decide import answer_of
from prodia.batch.kernel import AGES, BORN, WORDS, Kernel, coded, codes_of, compiled, rests_on
from prodia.batch.many import names_of
from prodia.case.answers import admitted
from prodia.case.case import Case
from prodia.case.gates import moved_to
from prodia.case.history import History, carried
from prodia.case.move import changed, lapsed
from prodia.case.records import Reply
from prodia.errors import ProdiaError
from prodia.language.columns import Array, Column
from prodia.language.operators.calendar import age_at, months_between
from prodia.model.plan import Plan

FEW = 8  # cases on one day that are not worth a kernel
Change: TypeAlias = tuple[str, str | None, str | None]
Changes = tuple[Change, ...]


def changed_many(cases: Sequence[Case], to: Plan, on: dt.date | None) -> list[Changes | ProdiaError]:
    """:func:`prodia.case.move.changed` of each, or why it can not be moved."""
    found: dict[int, Changes | ProdiaError] = {}
    together: dict[tuple[Plan, dt.date], list[Any]] = defaultdict(list)
    movable = {plan: moved_to(plan, to, to.reference, None) is None for plan in {case.plan for case in cases}}
    for at, case in enumerate(cases):
        history, plan = case.state.history, case.plan
        day = history.last if on is None else max(on, history.last)
        rows = _rows(history, plan, to) if movable[plan] else None
        if rows is None:
            found[at] = _one(case, to, day)
        else:
            together[plan, day].append((at, *rows))
    for (plan, day), some in together.items():
        if len(some) < FEW:
            found |= {at: _one(cases[at], to, day) for at, *_ in some}
            continue
        told = _differing(*(_outcomes(of, day, [one[n] for one in some]) for n, of in ((1, plan), (2, to))))
        for (at, *_), changes in zip(some, told, strict=True):
            history = cases[at].state.history
            gone = lapsed(history, carried(history, plan, to))
            found[at] = (*changes, *((name, "judged", None) for name in gone))
    return [found[at] for at in range(len(cases))]


def _one(case: Case, to: Plan, day: dt.date) -> Changes | ProdiaError:
    try:
        return changed(case, to, day)
    except ProdiaError as error:
        return error


def _rows(history: History, plan: Plan, to: Plan) -> tuple[_Row, _Row] | None:
    """What a case knows as a row of each plan; None where a row does not say it."""
    here, there = _known(plan), _known(to)
    if here is None or there is None:
        return None
    alike, was, now = _alike(plan, to), _Row(), _Row()
    for name, reply in history.replies.items():
        value = None
        for known, of, row in ((here, plan, was), (there, to, now)):
            if name in of.fields:
                if (row is was or name not in alike) and reply.value is not None:
                    value = admitted(of.fields[name], reply.value)
                if value is None and name in known:
                    return None
                row[name] = value
    competence = history.competence
    about = {
        "case.competence": competence and ("competent" if competence.competent else "not_competent"),
        "case.mode": history.mode,
        BORN: history.born,
    }
    for of, row, judged in ((plan, was, history.judged), (to, now, carried(history, plan, to).judged)):
        row |= about
        row |= {name: one.word for name, one in judged.items() if name in of.criteria}
        row.replies = history.replies
    return was, now


class _Row(dict[str, Any]):
    """Values by name, and the replies that days are asked of."""

    replies: Mapping[str, Reply]


@lru_cache(maxsize=64)
def _known(plan: Plan) -> frozenset[str] | None:
    """The answers that may contradict others; None for a plan with series, of which no row says all."""
    return None if plan.series else frozenset(n for one in plan.ensure.values() for n in one.answers)


@lru_cache(maxsize=64)
def _alike(plan: Plan, to: Plan) -> frozenset[str]:
    """The fields of two plans that take the same values."""
    both = plan.fields.keys() & to.fields.keys()
    return frozenset(n for n in both if plan.fields[n].value_type == to.fields[n].value_type)


Words: TypeAlias = Mapping[str, list[Any]]  # by name a word of everybody


def _differing(was: Sequence[Words], now: Sequence[Words]) -> list[list[Change]]:
    """What differs of each in the verdicts and in the proposals, as :func:`prodia.case.move.differing`."""
    found: list[list[Change]] = [[] for _ in next(iter(was[0].values()), ())]
    for before, after in zip(was, now, strict=True):
        for name in dict.fromkeys((*before, *after)):
            nobody = [None] * len(found)
            pairs = zip(found, before.get(name, nobody), after.get(name, nobody), strict=True)
            for one, old, new in pairs:
                if old != new:
                    one.append((name, old, new))
    return found


def _outcomes(plan: Plan, day: dt.date, rows: Sequence[_Row]) -> tuple[Words, Words]:
    """Every verdict and every proposal of all rows on a day."""
    kernel = _kernel(plan, day)
    ages = [_ages(row[BORN], day) for row in rows]
    slots = kernel.run({name: _column(kernel, name, rows, ages) for name in kernel.reads}, len(rows), 1)
    verdicts = {name: _words(slots.codes[slot], WORDS) for name, slot in kernel.criteria.items()}
    proposals = {
        id: _words(slots.codes[slot], [answer_of(hit)[0] for hit in kernel.hits[slot]])
        for id, slot in kernel.decisions.items()
    }
    return verdicts, proposals


@lru_cache(maxsize=256)
def _kernel(plan: Plan, day: dt.date) -> Kernel:
    return compiled(plan, day, given={*names_of(plan), *rests_on(plan), BORN})


def _ages(born: dt.date | None, day: dt.date) -> dict[str, float]:
    if born is None or born > day:
        return {}
    return dict(zip(AGES, (age_at(born, day), months_between(born, day)), strict=True))


def _column(
    kernel: Kernel, name: str, rows: Sequence[_Row], ages: Sequence[Mapping[str, float]]
) -> Column | Array:
    type, (field, _, part) = kernel.reads[name], name.partition(".")
    if name in AGES:
        values: list[Any] = [one.get(name) for one in ages]
    elif part == "day" and field != "case":
        said = (row.replies.get(field) if field in row else None for row in rows)
        values = [None if one is None else one.measured or one.on for one in said]
    else:
        values = [row.get(name) for row in rows]
    few = codes_of(type)
    if few is None:
        return Column.of(values, type.runtime)
    return coded(few, values)


def _words(codes: Array, words: Sequence[Any]) -> list[Any]:
    return [words[code] for code in codes.tolist()]
