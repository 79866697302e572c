"""What can be proved about a protocol: first that it holds together, then that it says what it should.

:func:`resolve` gives the plan, or why there is none; :func:`proofs` what can be proved about a plan.
"""

# Each check is one short function to findings, at a path in the file of *this* protocol: what it inherits
# was checked where it was written.

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise, product
from math import prod

from prodia.checks.finding import Finding
from prodia.checks.references import references
from prodia.checks.typing import type_findings
from prodia.language import Input, Plain, Type, analyse, evaluate, names
from prodia.language.syntax.tree import Literal, Name, Tree, walk
from prodia.language.tables.review import value_text
from prodia.model.parts import AUDIENCES, Audience
from prodia.model.plan import Plan, Shared
from prodia.model.protocol import NAMED, PARTS, Criterion, Decision, Protocol
from prodia.model.resolve import filled, ordered, plan_of, types_of
from prodia.model.resolve import whole as merged
from prodia.model.scalars import Expression
from prodia.problems.definitions import (
    AUDIENCE_MISSING,
    CIRCLE,
    CONSENT_OUTCOME,
    EMPTY_ZONE,
    NO_INSTRUMENT_GOAL,
    OTHERWISE_KNOWN,
    SOURCE_MISSING,
    STALE_INSTRUMENT,
    TWICE,
    UNUSED_FIELD,
)
from prodia.problems.language import EDGE, GAP


def resolve(
    protocol: Protocol, parent: Plan | None, shared: Shared, *, digest: str = "", lang: str = "nl"
) -> tuple[Plan | None, tuple[Finding, ...]]:
    """The plan (None where an error was found), and what does not hold together.

    ``parent``: the plan of the general protocol it supplements. Names that clash, names that point at
    nothing, and conditions that can not hold what they compare.
    """
    findings = [*_clashes(protocol, parent), *holds(protocol, parent, shared)]
    if any(f.kind.severity == "error" for f in findings):
        return None, tuple(findings)
    return plan_of(protocol, parent, shared, digest=digest, lang=lang), tuple(findings)


def holds(protocol: Protocol, parent: Protocol | Plan | None, shared: Shared) -> Iterator[Finding]:
    """What does not hold together: names that point at nothing, circles, and conditions of another type."""
    named = merged(protocol, parent)
    yield from references(protocol, named, shared)
    for circle in ordered(named["derived"])[1]:
        if circle[-1] in protocol.derived:
            yield Finding(CIRCLE, ("derived", circle[-1], "is"), name=circle[-1], witness=" -> ".join(circle))
    types = types_of(named, shared)
    # a condition is typed with the name of its cut-off, and with the figure that it runs with
    yield from dict.fromkeys(f for w in (named, filled(named)) for f in type_findings(protocol, w, types))


def _clashes(protocol: Protocol, parent: Plan | None) -> Iterator[Finding]:
    """An id of the general protocol can not be said again; one name has one meaning."""
    for key in PARTS:
        for id in getattr(protocol, key):
            if parent and id in getattr(parent, key):
                yield Finding(TWICE, (key, id), on_key=True, name=id, what=f"{key} ({parent.reference})")
    seen: dict[str, str] = {}
    for key in NAMED:
        for name in getattr(protocol, key):
            if name in seen:
                yield Finding(TWICE, (key, name), on_key=True, name=name, what=seen[name])
            seen[name] = key


Check = Callable[[Plan], Iterator[Finding]]


def proofs(plan: Plan) -> tuple[Finding, ...]:
    """Every finding of what can be proved, one check after the other."""
    return tuple(finding for one in CHECKS for finding in one(plan))


def tables(plan: Plan) -> Iterator[Finding]:
    """B: a table gives one outcome for everything that can be asked of it, with a witness."""
    for id, decision in plan.protocol.decisions.items():
        for found in analyse(plan.tables[id].table):
            where = _where(decision, found.rules, found.column)
            words = {**dict(found.args), "table": id}
            yield Finding(found.kind, ("decisions", id, "table"), words, cell=where)


def _where(decision: Decision, rules: tuple[int, ...], column: int | None) -> tuple[int, int, int]:
    """The cell of the last rule named in that column (from 0), or the column's header where no rule is."""
    if rules:
        rule = decision.table.rules[max(rules)]
        cells = [cell for cell, _ in rule.when] + list(rule.then)
    else:
        cells = [head.cell for head in decision.table.inputs] + list(decision.table.outputs)
    cell = cells[column or 0]
    return cell.line, cell.column, len(cell.text)


def outcome_texts(plan: Plan) -> Iterator[Finding]:
    """N09: an outcome speaks to every audience in its own words."""
    for id, decision in plan.protocol.decisions.items():
        if plan.consent is not None and plan.consent.decision == id:
            continue
        for name, outcome in decision.outcomes.items():
            missing = [a for a in _readers(plan, id) if outcome.texts.of(a) is None]
            if missing:
                path = ("decisions", id, "outcomes", name, "texts")
                yield Finding(AUDIENCE_MISSING, path, on_key=True, name=name, missing=", ".join(missing))


def _readers(plan: Plan, decision: str) -> tuple[Audience, ...]:
    """Who reads an outcome: everyone, or only team and school where no pupil is in it."""
    steps = [step for step in plan.steps.values() if decision in step.decisions]
    return AUDIENCES if any(step.pupil for step in steps) or not steps else ("team", "school")


def unused_fields(plan: Plan) -> Iterator[Finding]:
    """L06: what is asked is used; a field that feeds no criterion says what it is for."""
    used: set[str] = set()
    for decision in plan.decisions:
        for column in plan.tables[decision].table.inputs:
            used |= plan.reads(column.label)
    for name in (*plan.criteria, *plan.derived):
        used |= plan.reads(name)
    for step in plan.steps.values():
        if step.when is not None:
            for name in names(step.when.tree):
                used |= plan.reads(name)
    for name, field in plan.protocol.fields.items():
        if name not in used and field.type.kind != "text":
            yield Finding(UNUSED_FIELD, ("fields", name), on_key=True, name=name)


def consent_outcomes(plan: Plan) -> Iterator[Finding]:
    """Every outcome of the consent decision says who must consent."""
    consent = plan.protocol.consent
    if consent is None:
        return
    for outcome in plan.decisions[consent.decision].outcomes:
        if outcome not in consent.who:
            yield Finding(CONSENT_OUTCOME, ("consent", "who"), on_key=True, name=outcome)


def instruments(plan: Plan) -> Iterator[Finding]:
    """An instrument serves a hypothesis, and is in use."""
    for id, step in plan.protocol.steps.items():
        if step.does == "administer" and not step.serves:
            yield Finding(NO_INSTRUMENT_GOAL, ("steps", id), on_key=True, name=id)
    for name, field in plan.protocol.fields.items():
        instrument = plan.shared.instruments.get(field.instrument or "")
        if instrument is not None and instrument.status in ("withdrawn", "replaced"):
            path = ("fields", name, "instrument")
            yield Finding(STALE_INSTRUMENT, path, name=field.instrument, status=instrument.status)


def sources(plan: Plan) -> Iterator[Finding]:
    """A source that was only partly read is said as such by the rule that cites it."""
    for group in ("criteria", "decisions"):
        for id, one in getattr(plan.protocol, group).items():
            for i, cited in enumerate(one.source):
                source = plan.shared.sources[cited.ref]
                if cited.confidence == "seen" and source.read == "not-read":
                    yield Finding(SOURCE_MISSING, (group, id, "source", i, "confidence"), name=cited.ref)


def otherwise_known(plan: Plan) -> Iterator[Finding]:
    """L27: told that data are missing, where a rule was forgotten. The first such case of a table."""
    for id, decision in plan.protocol.decisions.items():
        table = plan.tables[id].table
        if table.otherwise is None or decision.hit != "unique":
            continue
        inputs = tuple(_assessed(plan, one) for one in table.inputs)
        found = analyse(replace(table, inputs=inputs, otherwise=None))
        for gap in [f for f in found if f.kind in (GAP, EDGE)][:1]:
            yield Finding(OTHERWISE_KNOWN, ("decisions", id, "otherwise"), {**dict(gap.args), "table": id})


def _assessed(plan: Plan, input: Input) -> Input:
    """A verdict as it can come out when everything is known."""
    if input.type.kind != "verdict" or not isinstance(input.tree, Name):
        return input
    words = ("met", "not met", "judgement") if plan.criteria[input.tree.id].judge else ("met", "not met")
    return replace(input, type=input.type.with_options(words))


# The grey zone of a criterion: does `judge` ever get its turn?
# A condition compares names with constants, so between two neighbouring constants it
# never changes. Every constant, a point between each two and one beyond both ends are
# therefore all the cases there are. A condition that says more is left alone, as is one
# with more than MOST cases: silence here proves nothing.


MOST = 20_000


def empty_zones(plan: Plan) -> Iterator[Finding]:
    """L26: where ``met`` goes first in every case that ``judge`` describes, nobody is ever asked."""
    for id in plan.protocol.criteria:
        for below, met, judge in _pairs(plan.criteria[id]):
            witness = _always_met(met.tree, judge.tree, plan.types)
            if witness:
                told = ", ".join(f"{name} = {value_text(value)}" for name, value in witness.items())
                yield Finding(EMPTY_ZONE, ("criteria", id, *below), name=id, witness=told)


def _pairs(criterion: Criterion) -> Iterator[tuple[tuple[str, ...], Expression, Expression]]:
    """Each ``judge`` with its place below the criterion and the ``met`` that goes before it."""
    of = dict(criterion.conditions())
    for below, judge in of.items():
        met = of.get(("met", *below[1:]))
        if below[0] == "judge" and met is not None and not isinstance(judge.tree, Literal):
            yield below, met, judge


def _always_met(met: Tree, judge: Tree, types: Mapping[str, Type]) -> dict[str, Plain] | None:
    """A case for ``judge`` where ``met`` holds in all of them; None if some are left, or nobody knows."""
    read = tuple(dict.fromkeys((*names(met), *names(judge))))
    constants = [n.value for tree in (met, judge) for n in walk(tree) if isinstance(n, Literal)]
    cases = [_values(types[name], constants) for name in read]
    if not all(cases) or prod(map(len, cases)) > MOST:
        return None
    witness, always = None, True  # a «met» that always holds is a mistake of its own, told where it stands
    for values in product(*cases):
        case = dict(zip(read, values, strict=True))
        holds = evaluate(met, case) is True
        always = always and holds
        if evaluate(judge, case) is True:
            if not holds:
                return None
            witness = witness or case
    return None if always else witness


def _values(type: Type, constants: list[Plain]) -> list[Plain]:
    """Values of a type among which every comparison with these constants has each of its answers."""
    if type.options:
        return list(type.options)
    if type.kind == "truth":
        return [True, False]
    if type.kind != "number":
        return []
    cuts = {c for c in constants if isinstance(c, float)}
    cuts |= {end for end in (type.low, type.high) if end is not None}
    marks = sorted(cuts)
    between = [(a + b) / 2 for a, b in pairwise(marks)]
    found = {x for m in marks for x in (m - 1, m, m + 1)} | set(between)
    return [x for x in sorted(found) if type.admits(x)]


CHECKS: tuple[Check, ...] = (
    tables,
    otherwise_known,
    empty_zones,
    outcome_texts,
    unused_fields,
    consent_outcomes,
    instruments,
    sources,
)
