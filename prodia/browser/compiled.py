"""A plan as closed JSON for the engine in the browser: all worked out, nothing left to read or resolve.

Conditions are trees (``["c", value]``, ``["n", name]``, ``["f", operator, ...]``), tables are axes with the
rules that hold on each part, and what an open name can still be is given as the values its rules tell apart.
``engine.js`` beside this file runs it, and gives for every event what :mod:`prodia.case` gives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from prodia.case.answers import ranged
from prodia.case.days import off_in
from prodia.case.outcomes import conditions
from prodia.case.relevance import told_apart
from prodia.case.structure import GATE, not_followed, structure
from prodia.errors import ProdiaError
from prodia.language import CompiledTable, Literal, Name, Plain, Tree, Type, names, say
from prodia.language.analysis import MOST
from prodia.language.columns import EPOCH
from prodia.language.operators import ROWS
from prodia.language.tables.compiled import rank
from prodia.language.tables.review import STEPS
from prodia.language.values import Duration
from prodia.model.plan import Plan, constants, turning
from prodia.model.scalars import Expression
from prodia.model.tested import bound_of
from prodia.problems import Problem
from prodia.problems.progress import NOT_IN_THE_BROWSER
from prodia.scoring.error import see
from prodia.scoring.normal import critical
from prodia.telling.plain import same
from prodia.words import LANGS

FORMAT = 1

Json = Any


def compiled(plan: Plan) -> dict[str, Json]:
    """What the engine needs of a plan, as JSON; the texts that people read are not in it.

    Where something in the plan has dates of its own, ``stages`` holds for every stretch of days what is
    another than in the plan: the keys that lead to it, and what stands there. From the first day there is,
    for a version may be used before its own (``anyway``), and then what is not in force does not count.

    Raises :class:`~prodia.errors.ProdiaError` for a plan that the engine does not work out.
    """
    if parts := not_followed(plan):
        said = {"protocol": plan.reference, "names": ", ".join(plan.labels[name] for name in parts)}
        raise ProdiaError(Problem(NOT_IN_THE_BROWSER, None, **said))
    whole = _compiled(plan, dt.date.min)
    starts = (dt.date.min, *turning(plan))
    found = [[_day(start), [*_changes(whole, _compiled(plan.on(start), start))]] for start in starts]
    return whole | {"stages": found if any(other for _, other in found) else []}


def _changes(of: Json, to: Json, *keys: str) -> Iterator[Json]:
    """The least parts of an object that are another, each as ``[keys, value]``."""
    if isinstance(of, dict) and isinstance(to, dict) and [*of] == [*to]:
        for key in of:
            yield from _changes(of[key], to[key], *keys, key)
    elif of != to:
        yield [[*keys], to]


def _compiled(plan: Plan, day: dt.date) -> dict[str, Json]:
    known = structure(plan)
    return {
        "format": FORMAT,
        "protocol": plan.reference,
        "digest": plan.digest,
        "from": _day(plan.protocol.valid.from_),
        "to": plan.protocol.valid.to and _day(plan.protocol.valid.to),
        "off": _off(plan),
        "figures": {name: value(figure) for name, figure in constants(plan.cutoffs, day).items()},
        "limits": {"steps": STEPS, "nodes": MOST},
        "roles": {id: {"side": one.side} for id, one in plan.roles.items()},
        "phases": {id: {"required": one.required} for id, one in plan.phases.items()},
        "steps": {
            id: {
                **same(one, "phase does by modes pupil"),
                "when": one.when and tree(one.when.tree),
                "says_when": _aloud(plan, one.when),
                **same(one, "fields serves decisions audiences"),
            }
            for id, one in plan.steps.items()
        },
        "fields": {
            id: {
                "type": type_of(one.value_type),
                "from": one.teller,
                "instrument": one.instrument,
                "series": one.series is not None,
                "administered": one.administered is not None,
                "bounds": _bounds(plan, id),
            }
            for id, one in plan.fields.items()
        },
        "ensure": {
            id: {"that": tree(one.that.tree), "answers": one.answers, "message": one.message}
            for id, one in plan.ensure.items()
        },
        "derived": {
            id: {"is": tree(one.is_.tree), "type": type_of(one.type)} for id, one in plan.derived.items()
        },
        "criteria": {
            id: {
                "by": one.by,
                "met": _part(one.met),
                "judge": _part(one.judge),
                "whole": [tree(each) for each in conditions(one)],
                "judges": one.judges,
            }
            for id, one in plan.criteria.items()
        },
        "hypotheses": {id: {"criteria": one.criteria} for id, one in plan.hypotheses.items()},
        "decisions": {
            id: {
                "by": one.by,
                "outcomes": dict.fromkeys(one.outcomes, True),
                "aggregate": one.aggregate,
                "table": _table(plan.tables[id]),
            }
            for id, one in plan.decisions.items()
        },
        "consent": plan.consent and plan.consent.model_dump(mode="json"),
        "law": {
            f"law.{name}": [
                {
                    "from": _day(each.valid.from_),
                    "to": each.valid.to and _day(each.valid.to),
                    "value": value(each.value),
                }
                for each in parameter.values
            ]
            for name, parameter in plan.shared.law.items()
        },
        "structure": {
            one.name: _plain(getattr(known, one.name)) for one in fields(known) if one.name != "phase_of"
        },
        "samples": _samples(plan, known.reads, known.gate_reads),
    }


def _plain(of: Json) -> Json:
    """A part of the structure: what has no order, in one."""
    if isinstance(of, frozenset):
        return sorted(of)
    if isinstance(of, tuple):
        return of
    return {name: sorted(one) if isinstance(one, frozenset) else one for name, one in of.items()}


def _off(plan: Plan) -> Json:
    """What is not in force, and what fills the message that says so, in the order in which it is said."""
    found: dict[str, dict[str, Json]] = {}
    for group, id, problem in off_in(plan):
        found.setdefault(group, {})[id] = {
            name: one if isinstance(one, str) else {lang: one[lang] for lang in LANGS}
            for name, one in problem.args
        }
    return found


def _bounds(plan: Plan, field: str) -> Json:
    """Of a score with a declared error each bound of its true score, as a line on z; null for none.

    As :func:`prodia.scoring.error.true_bound` has it, without an interval of a form, which no page asks.
    """
    type, error = plan.fields[field].value_type, plan.fields[field].error
    scale = "percentile" if type.unit == "percentile" else type.mean is not None and [type.mean, type.sd]
    found: dict[str, Json] = {}
    if error is None or not scale:
        return found
    for part in plan.bounds(field):
        end, chance = bound_of(part)
        level = error.level if chance is None else chance
        half = None if level is None else critical(level) * see(1, error.reliability)
        line = half and [error.reliability, half if end == "high" else -half]
        found[f"{field}.{part}"] = line and {"scale": scale, "line": line}
    return found


def tree(of: Tree) -> Json:
    """An expression as nested lists."""
    if isinstance(of, Literal):
        return ["c", value(of.value)]
    if isinstance(of, Name):
        return ["n", of.id]
    return ["f", ROWS[of.op].key, *map(tree, of.args)]


def value(of: Plain) -> Json:
    """A value as the runtime of the language has it."""
    if isinstance(of, dt.date):
        return {"k": "date", "v": _day(of)}
    if isinstance(of, Duration):
        return {"k": of.kind, "v": of.amount}
    return of


def type_of(one: Type) -> Json:
    """A type: what it admits, and as a message shows it."""
    return {
        **same(one, "kind unit low high low_open high_open whole options"),
        "shown": one.show(),
        "ranged": {lang: ranged(one)[lang] for lang in LANGS},
    }


def _day(of: dt.date) -> int:
    return of.toordinal() - EPOCH


def _part(part: Expression | Mapping[str, Expression] | None) -> Json:
    if part is None or isinstance(part, Expression):
        return part and tree(part.tree)
    return {option: tree(one.tree) for option, one in part.items()}


def _aloud(plan: Plan, when: Expression | None) -> Json:
    """The condition of a step said aloud, in both languages: it fills a slot of a message."""
    whole = when.tree if when else Literal(True)
    return {lang: say(whole, lang, plan.labels, plan.types) for lang in LANGS}


def _table(of: CompiledTable) -> Json:
    table = of.table
    return {
        "inputs": [tree(one.tree) for one in table.inputs],
        "reads": [names(one.tree) for one in table.inputs],
        "outputs": [one.name for one in table.outputs],
        "axes": [
            {
                "line": axis.line,
                "edges": [edge - (EPOCH if axis.line == "date" else 0) for edge in axis.edges],
                "parts": [
                    {
                        "rules": f"{part.rules:x}",
                        "inside": part.inside,
                        "null": part.null,
                        "values": [value(each) for each in part.values],
                    }
                    for part in axis.parts
                ],
            }
            for axis in of.axes
        ],
        "then": [[value(each) for each in rule.then] for rule in table.rules],
        "rank": [rank(table, rule) for rule in range(len(table.rules))],
        "hit": table.hit.value,
        "aggregate": table.aggregate,
        "otherwise": table.otherwise and [value(each) for each in table.otherwise],
    }


def _samples(plan: Plan, reads: Mapping[str, tuple[str, ...]], gates: Mapping[str, tuple[str, ...]]) -> Json:
    """For every rule, of each name it reads the values it can tell apart; null where that can not be told."""
    rules = {name: read for name, read in reads.items() if plan.part(name) is None}
    every = rules | {GATE + id: found for id, found in gates.items()}

    def found(rule: str, read: str) -> Json:
        among = told_apart(plan, rule, read)
        return among and [value(one) for one in among]

    return {rule: {read: found(rule, read) for read in wanted} for rule, wanted in every.items()}
