"""The checks of one plan, each one short function from a plan to findings.

Only what stands in the protocol's own file is checked; what it inherits was
checked where it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prodia.checks.known import otherwise_known
from prodia.checks.zones import empty_zones
from prodia.language import analyse, names
from prodia.model.finding import Finding
from prodia.model.parts import AUDIENCES, Audience
from prodia.model.plan import Plan
from prodia.model.protocol import Decision
from prodia.problems.content import (
    AUDIENCE_MISSING,
    CONSENT_OUTCOME,
    NO_INSTRUMENT_GOAL,
    SOURCE_MISSING,
    STALE_INSTRUMENT,
    UNUSED_FIELD,
)

Check = Callable[[Plan], Iterator[Finding]]


def check(plan: Plan) -> tuple[Finding, ...]:
    """Every finding of every check, in the order of the file as far as a path tells it."""
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
