"""What tables come to, over all answers there can be: on how much, whether ever, and whether on every day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice, product

from prodia.authoring.joint import (
    BUDGET,
    Open,
    Values,
    choices,
    found,
    gate,
    opened_on,
    possible,
    stretches,
)
from prodia.authoring.play import Shown, Wish, mode_of, opened, played, shown_by, weighs, wish_for
from prodia.case.people import computed
from prodia.case.structure import GATE, structure
from prodia.language import (
    SUBJECT,
    Apply,
    CompiledTable,
    Name,
    Plain,
    Rule,
    Tree,
    Value,
    evaluate,
    names,
    plain,
)
from prodia.language import Literal as Constant
from prodia.language.syntax.tree import walk
from prodia.language.tables.apart import Spent, hits
from prodia.model.events import Recorded
from prodia.model.plan import Plan
from prodia.model.protocol import Decision
from prodia.problems import Problem
from prodia.problems import authors as kinds

MOST_COMBINED = 200  # answers that are looked at together


# ---- no classification on fewer than two measurements or informants


def two_sources(plan: Plan) -> Iterator[Shown]:
    """A row that says yes to all it asks rests on two measurements, or on what two people told."""
    known = structure(plan)
    for id, decision in plan.decisions.items():
        if decision.purpose != "classify" or decision.aggregate is not None:
            continue
        rows = [rule for rule in plan.tables[id].table.rules if _affirms(rule)]
        wanted = {str(rule.then[0]) for rule in rows} - _named_otherwise(decision)
        under = [n for n in known.support(known.table_reads[id]) if n in plan.fields]
        rests = known.under(known.table_reads[id])
        if not rests.keys() & measured_in(plan):
            continue
        thin = _thin(plan, id, wanted, under) if wanted else None
        if thin is not None:
            outcome, answers = thin
            events = _to_proposal(plan, id, outcome, answers)
            case = shown_by(plan, kinds.ONE_SOURCE, id, events, {"proposes": {id: outcome}})
            yield Problem(kinds.ONE_SOURCE, None, name=id, outcome=outcome), case


def _affirms(rule: Rule) -> bool:
    """Does a row hold only where all that the table asks is met, or true?"""
    return not any(cell == Constant(True) or _denies(cell) for cell in rule.when)


def _denies(cell: Tree) -> bool:
    words = [n.value for n in walk(cell) if isinstance(n, Constant)]
    turned = any(isinstance(n, Apply) and n.op in ("not", "!=") for n in walk(cell))
    return turned or any(
        w is False or w is None or w in ("not met", "judgement", "not assessable") for w in words
    )


def _named_otherwise(decision: Decision) -> set[str]:
    first = decision.table.outputs[0].text
    return {decision.otherwise[first]} if decision.otherwise and first in decision.otherwise else set()


def _thin(
    plan: Plan, id: str, wanted: set[str], under: Sequence[str]
) -> tuple[str, Mapping[str, Plain]] | None:
    """Answers of one person with one measurement at most that come to a classification."""
    measured = {
        f for f in under if plan.fields[f].instrument or plan.types[f].kind in ("percentile", "score")
    }
    gates = {
        n
        for f in under
        for s in structure(plan).asked_in.get(f, ())
        for n in structure(plan).gate_reads.get(s, ())
    }
    for role in dict.fromkeys(plan.fields[f].from_ for f in under):
        own = [f for f in under if plan.fields[f].from_ == role]
        for one in [f for f in own if f in measured] or [""]:
            kept = {f for f in own if f == one or f not in measured} | {g for g in gates if g not in measured}
            chosen = {f: None for f in under if f not in kept}
            if reach(plan, id, wanted, chosen) is not None:
                each = ((outcome, reach(plan, id, {outcome}, chosen)) for outcome in sorted(wanted))
                return next(((outcome, seen) for outcome, seen in each if seen is not None), None)
    return None


def measured_in(plan: Plan) -> frozenset[str]:
    """The answers that are scores of a test."""
    units = ("percentile", "score")
    return frozenset(f for f, one in plan.fields.items() if one.instrument or plan.types[f].unit in units)


def _to_proposal(
    plan: Plan, id: str, outcome: str, answers: Mapping[str, Plain]
) -> tuple[Recorded, ...] | None:
    """A trajectory up to the moment at which a table proposes something."""
    steps = [plan.steps[s] for s in structure(plan).decided_in.get(id, ())]
    mode = answers.get("case.mode")
    modes = [mode] if isinstance(mode, str) else [mode_of(s) for s in steps] or ["trajectory"]
    for one in dict.fromkeys(modes):
        wish = wish_for(plan, one, answers, but=(id,))  # type: ignore[arg-type]
        events = played(plan, wish, lambda s: s.proposal(id).outcome == outcome)
        if events is not None:
            return events
    return None


def reach(
    plan: Plan,
    id: str,
    wanted: set[str],
    chosen: Mapping[str, Plain],
    on: Sequence[dt.date] | None = None,
) -> Mapping[str, Plain] | None:
    """Answers for which a table proposes one of these on some day; None where it never does. ``on``: the only
    days that are looked at."""
    if not wanted:
        return None
    table = plan.tables[id]
    reads = tuple(dict.fromkeys(n for column in table.table.inputs for n in names(column.tree)))

    def holds(can: Callable[[str], Values]) -> bool:
        every = hits(table, possible(table.table, can))
        return any(hit.output and hit.output[0] in wanted for hit in every)

    for day in _days(plan, reads) if on is None else on:
        seen = found(plan, reads, holds, on=day, chosen=chosen)
        if seen is not None:
            return seen
    return None


def _days(plan: Plan, reads: Sequence[str]) -> list[dt.date]:
    """A day of every stretch of the period of a version, its first day first."""
    first = plan.protocol.valid.from_
    known = (day for day in stretches(plan, reads) if plan.protocol.valid.holds_on(day))
    return [first, *sorted(day for day in known if day > first)]


# ---- every outcome can be reached


def reachable(plan: Plan) -> Iterator[Shown]:
    known = structure(plan)
    for id, decision in plan.decisions.items():
        if decision.aggregate is not None:
            continue
        left = set(decision.outcomes)
        for outcome in decision.outcomes:
            if outcome in left and reach(plan, id, {outcome}, {}, _ever(plan, id)) is not None:
                left.discard(outcome)
        for outcome in decision.outcomes:
            if outcome in left:
                yield Problem(kinds.NEVER_OUTCOME, None, name=id, outcome=outcome), None
        steps = known.decided_in.get(id, ())
        if steps and not any(gate(plan, GATE + s, plan.protocol.valid.from_) for s in steps):
            yield Problem(kinds.NEVER_OUTCOME, None, name=id, outcome="-"), None


def _ever(plan: Plan, id: str) -> list[dt.date]:
    """A day of every stretch, of the version or before: an older trajectory may be moved to it."""
    return [plan.protocol.valid.from_, *stretches(plan, structure(plan).table_reads[id])]


# ---- removing an answer never makes an outcome surer


_FEELS = frozenset(("is null", "is not null"))


def surer(plan: Plan) -> Iterator[Shown]:
    """Only a condition that asks whether something is missing can come to more with less.

    A row that holds for what is missing may have an outcome of its own, such as to ask more. All other
    conditions come to no more than open, so that what is proposed stays so whatever is answered later.
    """
    known, day = structure(plan), plan.protocol.valid.from_
    for id, decision in plan.decisions.items():
        if not weighs(decision) or decision.aggregate is not None:
            continue
        rules = plan.tables[id].table.rules
        heads = [column.tree for column in plan.tables[id].table.inputs]
        felt = {n for n in known.support(known.table_reads[id]) if _asks_missing(plan, n)}
        asked = (head for at, head in enumerate(heads) if any(_feels(rule.when[at]) for rule in rules))
        felt |= {name for head in asked for name in names(head)}
        fields = [f for f in structure(plan).support(sorted(felt)) if f in plan.fields]
        if not fields:
            continue
        without = [opened_on(plan, day, {name: None}) for name in fields]
        open_to = [
            {v for now in without for v in now.reach(head.id).values or ()}
            if isinstance(head, Name) and felt & {*structure(plan).support((head.id,))}
            else set()
            for head in heads
        ]
        feeling = [rule for rule in rules if any(map(_holds_for, rule.when, open_to))]
        known_to = [
            _with_all(plan, head, fields) if to else None for head, to in zip(heads, open_to, strict=True)
        ]
        sure = {
            str(rule.then[0])
            for rule in rules
            if all(
                c == Constant(True) or to is None or _holds_for(c, to)
                for c, to in zip(rule.when, known_to, strict=True)
            )
        } - _named_otherwise(decision)
        if not any(str(rule.then[0]) in sure for rule in feeling):
            continue
        for name in fields:
            shown = _with_less(plan, id, name, sure)
            if shown is not None:
                outcome, answers = shown
                events = _to_proposal(plan, id, outcome, {**answers, name: None})
                case = shown_by(plan, kinds.SURER, f"{id}-{name}", events, {"proposes": {id: outcome}})
                yield Problem(kinds.SURER, None, name=id, field=name, outcome=outcome), case
                break


def _with_all(plan: Plan, head: Tree, fields: Sequence[str]) -> set[Plain]:
    """What a column can be where every one of these answers that it rests on is given."""
    own = [f for f in fields if f in structure(plan).support(names(head))]
    among = [[v for v in choices(plan, f) or () if v is not None] for f in own]
    combined = islice(product(*among), MOST_COMBINED)
    return {plain(_comes(plan, head, dict(zip(own, values, strict=True)))) for values in combined}


def _comes(plan: Plan, tree: Tree, given: Mapping[str, Plain]) -> Value:
    """What a condition comes to of answers alone."""
    known: dict[str, Value] = {}
    return evaluate(tree, {n: computed(plan, known, n, given.get) for n in names(tree)})


def _holds_for(cell: Tree, values: Collection[Plain]) -> bool:
    """Does a cell that asks something hold for one of these?"""
    return cell != Constant(True) and any(evaluate(cell, {SUBJECT: value}) is True for value in values)


def _asks_missing(plan: Plan, name: str) -> bool:
    return (name in plan.criteria or name in plan.derived) and any(map(_feels, _trees(plan, name)))


def _feels(tree: Tree) -> bool:
    return any(
        (isinstance(n, Apply) and n.op in _FEELS)
        or (isinstance(n, Constant) and (n.value is None or n.value == "not assessable"))
        for n in walk(tree)
    )


def _trees(plan: Plan, name: str) -> Sequence[Tree]:
    if name in plan.criteria:
        return [condition.tree for _, condition in plan.criteria[name].conditions()]
    return [plan.derived[name].is_.tree]


def _with_less(plan: Plan, id: str, name: str, sure: set[str]) -> tuple[str, Mapping[str, Plain]] | None:
    """A sure outcome that is proposed without an answer, and that some answer takes away: both are followed
    at once."""
    table = plan.tables[id]
    reads = structure(plan).table_reads[id]
    day, left = plan.protocol.valid.from_, BUDGET
    for value in (v for v in choices(plan, name) or () if v is not None):
        for outcome in sorted(sure):
            todo = [(opened_on(plan, day, {name: None}), opened_on(plan, day, {name: value}))]
            while todo:
                without, with_ = todo.pop()
                left -= 1
                if left < 0:
                    raise Spent
                if outcome not in _outcomes(table, without) or _outcomes(table, with_) <= {outcome}:
                    continue
                asked = without.to_choose(reads) or with_.to_choose(reads)
                if asked is None:
                    return outcome, {n: v for n, v in without.known.items() if n != name}
                todo += [(without.with_(asked, v), with_.with_(asked, v)) for v in without.choices(asked)]
    return None


def _outcomes(table: CompiledTable, now: Open) -> set[object]:
    """All that a table can come to; None among it for nothing."""
    every = hits(table, possible(table.table, lambda name: now.reach(name).values))
    return {hit.output[0] if hit.output else None for hit in every}


# ---- every rule with dates covers its period


def dated(plan: Plan) -> Iterator[Shown]:
    """On no day of the version does a rule that is not in force keep a table from what it says on others."""
    known = structure(plan)
    for id, decision in plan.decisions.items():
        own = [day for day in _days(plan, known.table_reads[id]) if ("decisions", id) not in plan.on(day).off]
        off = {day: _not_in_force(plan, id, day) for day in own}
        if decision.aggregate is not None or not any(off.values()):
            continue
        told = {day: {o for o in decision.outcomes if reach(plan, id, {o}, {}, [day])} for day in own}
        ever = set().union(*told.values())
        for day in own:
            if off[day] and ever - told[day]:
                (_, name), *_ = off[day]
                events = (opened(plan, Wish(day)),)
                verdict = {"verdicts": {name: "not assessable"}} if name in plan.criteria else {}
                case = shown_by(plan, kinds.NOT_COVERED, f"{id}-{name}", events, verdict)
                yield Problem(kinds.NOT_COVERED, None, name=name, decision=id, on=day), case
                break


def _not_in_force(plan: Plan, id: str, day: dt.date) -> tuple[tuple[str, str], ...]:
    """What a table rests on that is not in force on a day."""
    now, under = plan.on(day), structure(plan).support(structure(plan).table_reads[id])
    gone = [one for name in under for g in ("criteria", "fields") if (one := (g, name)) in now.off]
    rules = (n for n in under if n in plan.criteria or n in plan.derived)
    return (*gone, *(one for n in rules for one in now.not_in_force(n)))
