"""What a move to another version of the protocol would do, before anybody moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prodia.case.answers import admitted
from prodia.case.case import Case
from prodia.case.gates import moved_to
from prodia.case.history import carried
from prodia.case.records import Word
from prodia.case.state import State
from prodia.errors import EventRefused
from prodia.model.plan import Plan
from prodia.problems import Problem
from prodia.problems import cases as reasons


@dataclass(frozen=True, slots=True)
class Preview:
    """What changes: answers by field, verdicts and proposals as (name, before, after), needs by ``kind:id``.

    ``before`` or ``after`` is None where one of the versions does not know the name.
    ``lapsed`` judgements have to be made again.
    """

    to: str
    carried: tuple[str, ...]
    dropped: tuple[tuple[str, Problem], ...]
    verdicts: tuple[tuple[str, Word | None, Word | None], ...]
    proposals: tuple[tuple[str, str | None, str | None], ...]
    lapsed: tuple[str, ...]
    opened: tuple[str, ...]
    closed: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Does the move change anything at all?"""
        return bool(
            self.dropped or self.verdicts or self.proposals or self.lapsed or self.opened or self.closed
        )


def preview(case: Case, to: Plan) -> Preview:
    """What a move of ``case`` to the plan ``to`` would do. Nothing is recorded.

    Raises :class:`EventRefused` for another protocol or the same version.
    """
    problem = moved_to(case.plan, to, to.reference, None)
    if problem is not None:
        raise EventRefused(problem)
    return _between(case.state, to)


def _between(before: State, to: Plan) -> Preview:
    after = State(to, carried(before.history, before.plan, to), before.day)
    dropped = tuple(_dropped(before, to))
    gone = {name for name, _ in dropped}
    needs, then = [str(n) for n in before.needs], [str(n) for n in after.needs]
    return Preview(
        to.reference,
        tuple(f for f in before.history.replies if f not in gone),
        dropped,
        tuple(_verdicts(before, after)),
        tuple(_proposals(before, after)),
        tuple(c for c in before.history.judged if c not in after.history.judged),
        tuple(n for n in then if n not in needs),
        tuple(n for n in needs if n not in then),
    )


def _dropped(before: State, to: Plan) -> Iterator[tuple[str, Problem]]:
    for name, reply in before.history.replies.items():
        field = to.fields.get(name)
        if field is None:
            yield name, Problem(reasons.NOT_ASKED_THERE, None, name=name, to=to.reference)
        elif reply.value is not None and admitted(field, reply.value) is None:
            type = field.value_type.show()
            yield name, Problem(reasons.OTHER_ANSWER_THERE, None, name=name, to=to.reference, type=type)


def _verdicts(before: State, after: State) -> Iterator[tuple[str, Word | None, Word | None]]:
    for name in dict.fromkeys((*before.plan.criteria, *after.plan.criteria)):
        was = before.verdict(name).word if name in before.plan.criteria else None
        now = after.verdict(name).word if name in after.plan.criteria else None
        if was != now:
            yield name, was, now


def _proposals(before: State, after: State) -> Iterator[tuple[str, str | None, str | None]]:
    for name in dict.fromkeys((*before.plan.decisions, *after.plan.decisions)):
        was = before.proposal(name).outcome if name in before.plan.decisions else None
        now = after.proposal(name).outcome if name in after.plan.decisions else None
        if was != now:
            yield name, was, now
