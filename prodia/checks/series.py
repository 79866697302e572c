"""What can be proved of a series: that it can be read, and that no criterion rests on its rate alone."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.checks.finding import Finding
from prodia.model.plan import Plan
from prodia.model.protocol import Protocol
from prodia.model.series import OF_A_SCORE, RATES, of_a_score_only
from prodia.model.tested import METRIC
from prodia.problems import progress as kinds

NO_SCALE = ("percentile",)


def declarations(protocol: Protocol) -> Iterator[Finding]:
    """A series is of numbers that have a rate, with a goal ahead of standing still, and all that needs."""
    for id, field in protocol.fields.items():
        if field.error is not None and field.type.unit not in METRIC:
            yield Finding(
                kinds.NO_METRIC, ("fields", id, "error"), on_key=True, name=id, type=field.type.words()
            )
        one, path = field.series, ("fields", id, "series")
        if one is None:
            continue
        if field.type.kind != "number" or field.type.unit in NO_SCALE:
            yield Finding(kinds.NO_SCALE_FOR_A_RATE, ("fields", id, "type"), name=id, type=field.type.words())
        if one.goal is not None and one.goal_rate is not None:
            yield Finding(kinds.TWO_GOALS, (*path, "goal"), on_key=True)
        if one.clock == "school_weeks" and not one.holidays:
            yield Finding(kinds.NO_HOLIDAYS, (*path, "clock"))
        for name in of_a_score_only(one):
            yield Finding(kinds.FOR_NOTHING, (*path, name), on_key=True, name=name)
        wanted = [*OF_A_SCORE] if one.goal is not None else []
        wanted += ["goal_rate"] if one.goal is None and one.goal_rate is None else []
        for name in wanted:
            if getattr(one, name) is None:
                yield Finding(kinds.NOT_DECLARED, path, on_key=True, name=name)
        sign = 1 if one.direction == "higher_is_better" else -1
        if one.goal_rate is not None and sign * (one.goal_rate - one.standstill) <= 0:
            yield Finding(kinds.GOAL_NOT_AHEAD, (*path, "goal_rate"))


def rates_alone(plan: Plan) -> Iterator[Finding]:
    """Low growth alone is the least stable ground for a decision: the level or answer stands beside it."""
    for id in plan.protocol.criteria:
        read = _parts(plan, id)
        for field in dict.fromkeys(field for field, _ in read):
            parts = {part for of, part in read if of == field}
            if parts & RATES and not parts & {"answer", "level", "gap"}:
                yield Finding(kinds.RATE_ALONE, ("criteria", id), on_key=True, name=id, field=field)


def _parts(plan: Plan, criterion: str) -> list[tuple[str, str]]:
    """What a criterion reads of series, directly and through derived values."""
    todo, found = [*plan.read_by(criterion)], []
    while todo:
        name = todo.pop()
        if (of := plan.part(name)) is not None:
            found.append(of)
        elif name in plan.derived:
            todo += plan.read_by(name)
    return found
