"""What a move to another version of the protocol would do, before anybody moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from prodia.case.answers import admitted
from prodia.case.case import Case
from prodia.case.days import of_version
from prodia.case.gates import moved_to
from prodia.case.history import History, carried
from prodia.case.records import Word
from prodia.case.state import State
from prodia.errors import EventRefused
from prodia.frozen import dataclass
from prodia.model.plan import Plan
from prodia.problems import Problem
from prodia.problems import cases as reasons

W = TypeVar("W")


@dataclass(frozen=True, slots=True)
class Preview:
    """What changes: answers by field, verdicts and proposals as (name, before, after), needs by ``kind:id``.

    ``before`` or ``after`` is None where one of the versions does not know the name.
    ``lapsed`` judgements have to be made again. ``version``: what is to be said of the new version on the
    day of the move, which is before its first day or after its last.
    """

    to: str
    carried: tuple[str, ...]
    dropped: tuple[tuple[str, Problem], ...]
    verdicts: tuple[tuple[str, Word | None, Word | None], ...]
    proposals: tuple[tuple[str, str | None, str | None], ...]
    lapsed: tuple[str, ...]
    opened: tuple[str, ...]
    closed: tuple[str, ...]
    version: Problem | None = None

    @property
    def changes(self) -> bool:
        """Does the move change anything at all?"""
        return bool(
            self.dropped or self.verdicts or self.proposals or self.lapsed or self.opened or self.closed
        )


def preview(case: Case, to: Plan, on: dt.date | None = None) -> Preview:
    """What a move of ``case`` to the plan ``to`` would do, on the day of its last event or on ``on``.

    Nothing is recorded. Raises :class:`EventRefused` for another protocol or the same version, and
    :class:`ProdiaError` for a day before the last event.
    """
    before, after = _both(case, to, on)
    dropped = tuple(_dropped(before, to))
    gone = {name for name, _ in dropped}
    needs, then = [str(n) for n in before.needs], [str(n) for n in after.needs]
    return Preview(
        to.reference,
        tuple(f for f in before.history.replies if f not in gone),
        dropped,
        *_outcomes(before, after),
        tuple(n for n in then if n not in needs),
        tuple(n for n in needs if n not in then),
        of_version(to, before.day),
    )


def changed(
    case: Case, to: Plan, on: dt.date | None = None
) -> tuple[tuple[str, str | None, str | None], ...]:
    """What a move changes in verdicts and proposals, as (name, before, after): of :func:`preview` what is
    quickly told. Raises as it does."""
    verdicts, proposals, lapsed = _outcomes(*_both(case, to, on))
    return (*verdicts, *proposals, *((name, "judged", None) for name in lapsed))


def _both(case: Case, to: Plan, on: dt.date | None) -> tuple[State, State]:
    problem = moved_to(case.plan, to, to.reference, None)
    if problem is not None:
        raise EventRefused(problem)
    before = case.state if on is None else case.on(on)
    return before, State(to, carried(before.history, case.plan, to), before.day)


def _outcomes(before: State, after: State) -> tuple[Any, Any, tuple[str, ...]]:
    return (
        differing(*({n: one.word for n, one in state.verdicts.items()} for state in (before, after))),
        differing(*({n: one.outcome for n, one in state.proposals.items()} for state in (before, after))),
        lapsed(before.history, after.history),
    )


def lapsed(before: History, after: History) -> tuple[str, ...]:
    """The judgements that do not go with a move."""
    return tuple(c for c in before.judged if c not in after.judged)


def _dropped(before: State, to: Plan) -> Iterator[tuple[str, Problem]]:
    for name, reply in before.history.replies.items():
        field = to.fields.get(name)
        if field is None:
            yield name, Problem(reasons.NOT_ASKED_THERE, None, name=name, to=to.reference)
        elif reply.value is not None and (
            admitted(field, reply.value) is None
            or (field.series is not None) != (name in before.history.series)
        ):
            type = field.value_type.show()
            yield name, Problem(reasons.OTHER_ANSWER_THERE, None, name=name, to=to.reference, type=type)


def differing(was: Mapping[str, W], now: Mapping[str, W]) -> tuple[tuple[str, W | None, W | None], ...]:
    """What differs by name, before and after."""
    every = dict.fromkeys((*was, *now))
    return tuple((name, was.get(name), now.get(name)) for name in every if was.get(name) != now.get(name))
