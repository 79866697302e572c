"""What is in force on a day, told as findings: the version a case runs on, and what in it has other dates."""

# One rule (docs/design/days.md): the day of the state decides, which for an event that is recorded is the day
# of that event. `Plan.on` takes what is not in force out of the plan; here is only what is said of it.

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from prodia.model import events as ev
from prodia.model.parts import Valid
from prodia.model.plan import Plan
from prodia.problems import Kind, Problem
from prodia.problems import cases as kinds
from prodia.words import LANGS, Words
from prodia.words.labels import LABELS
from prodia.words.lists import AND
from prodia.words.numbers import day as day_in_words
from prodia.words.numbers import period


def before_first_day(plan: Plan, event: ev.Opened | ev.Moved) -> Problem | None:
    """A version is not used before its first day, unless somebody says why (``anyway``)."""
    if event.anyway is not None or plan.protocol.valid.from_ <= event.on:
        return None
    return _version(kinds.NOT_YET_IN_FORCE, plan, plan.protocol.valid.from_, event.on)


def of_version(plan: Plan, day: dt.date) -> Problem | None:
    """What is to be said of a version on a day before its first or after its last."""
    valid = plan.protocol.valid
    if day < valid.from_:
        return _version(kinds.USED_BEFORE, plan, valid.from_, day)
    if valid.to is not None and valid.to < day:
        return _version(kinds.NO_LONGER_IN_FORCE, plan, valid.to, day)
    return None


def of_people(plan: Plan, day: dt.date, among: Collection[str] | None = None) -> tuple[Problem, ...]:
    """What is to be said where a plan is worked out for people on a day: it is outside its days, or some of
    its rules are (of these ``among``), so that what rests on them can not be assessed."""
    valid, then = plan.protocol.valid, plan.on(day)
    rules = [one for one in every_rule(then) if among is None or one.values()["name"] in among]
    if valid.from_ <= day and (valid.to is None or day <= valid.to):
        return tuple(rules)
    more = _MORE.filled(names=", ".join(one.values()["name"] for one in rules)) if rules else _NO_MORE
    days = Words(*(period(valid.from_, valid.to, lang) for lang in LANGS))
    told = Words(*(day_in_words(day, lang) for lang in LANGS))
    return (Problem(kinds.OUTSIDE_ITS_DAYS, None, version=plan.reference, period=days, day=told, more=more),)


_NO_MORE = Words("", "")
_MORE = Words("; niet te beoordelen is dan: {names}", "; not assessable is then: {names}")


def _version(kind: Kind, plan: Plan, end: dt.date, day: dt.date) -> Problem:
    return Problem(kind, None, version=plan.reference, end=end, day=day)


def not_in_force(plan: Plan, group: str, id: str) -> Problem | None:
    """Why a thing of a plan on a day does not count: not in force, and when it is. None where it counts."""
    if (group, id) not in plan.off:
        return None
    return Problem(kinds.NOT_IN_FORCE, None, what=_THING[group], name=id, period=_when(plan, group, id))


def every_rule(plan: Plan) -> Iterator[Problem]:
    """Everything of a plan on a day that is not in force, in the order of the protocol."""
    for _, _, found in off_in(plan):
        yield found


def off_in(plan: Plan) -> Iterator[tuple[str, str, Problem]]:
    """The same, each with the group and the name by which the plan has it."""
    for group in _THING:
        for id in plan.written[group]:
            if (found := not_in_force(plan, group, id)) is not None:
                yield group, id, found


def _when(plan: Plan, group: str, id: str) -> Words:
    one = plan.written[group][id]
    periods: list[Valid] = [figure.valid for figure in one.figures] if group == "cutoffs" else [one.valid]
    return Words(
        *(f" {AND[lang]} ".join(period(valid.from_, valid.to, lang) for valid in periods) for lang in LANGS)
    )


_THING = {
    group: Words(*(LABELS["thing"][group][lang].lower() for lang in LANGS))
    for group in ("steps", "fields", "cutoffs", "criteria", "decisions")
}
