"""From a case to another protocol that its outcome leads to: closed here, opened there, and what goes along.

What goes along are answers, and the consent where the same rule asks it: never a judgement, a decision or a
hypothesis, for people weigh those anew in the other protocol.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from prodia.case.case import Case
from prodia.case.records import Lead, Reply
from prodia.case.state import State
from prodia.case.structure import structure
from prodia.errors import EventRefused, checked
from prodia.model import events as ev
from prodia.model.plan import Plan
from prodia.problems import Problem
from prodia.problems import cases as kinds
from prodia.words import Words


@dataclass(frozen=True, slots=True)
class Followed:
    """The case that was closed and the one that was opened; the fields of the answers that went along, and
    of those that did not why; and ``lead``, the outcome that led there."""

    closed: Case
    opened: Case
    carried: tuple[str, ...]
    left: tuple[tuple[str, Problem], ...]
    lead: Lead


@checked
def follow(
    case: Case,
    to: Plan,
    *,
    by: str,
    on: dt.date | None = None,
    person: str | None = None,
    anyway: str | None = None,
) -> Followed:
    """Close a case and open one on ``to``, the plan of a protocol that an outcome of it leads to.

    Nothing is written: both cases are new. An answer goes along where the other protocol asks the same (id,
    words, kind of answer, of whom, with what), for the same purpose, and for no reader who was not to read it
    here; and where it could be recorded there now. On a later day what a red flag rests on is asked anew,
    unless it raises one here. The consent goes along where the same rule asks it.
    ``on``: the day, that of the last event unless another is said; ``anyway``: why it opens on a version that
    is not in force yet. Raises :class:`prodia.EventRefused` where no outcome leads there, or the case can not
    be opened so.
    """
    day = case.state.day if on is None else on
    state = case.on(day)
    lead = next((one for one in state.leads if one.to == to.protocol.id), None)
    if lead is None:
        leads = ", ".join(dict.fromkeys(one.to for one in state.leads))
        names = _LEADS.filled(names=leads) if leads else ""
        raise EventRefused(Problem(kinds.NOT_LED, None, name=to.protocol.id, names=names))
    named = [one.pupil for one in case.events if isinstance(one, ev.Opened | ev.Switched) and one.pupil]
    event = ev.Opened(
        on=day,
        by=by,
        person=person,
        protocol=to.reference,
        mode=state.mode,
        question=state.history.opened.question,
        pupil=named[-1] if named else None,
        born=state.history.born,
        anyway=anyway,
    )
    opened = Case.open(case.plans, event)
    for one in _consents(case, to, day):
        opened = opened.record(one)
    replies = state.history.replies
    left = {
        name: why
        for name, reply in replies.items()
        if (why := _stays(case.plan, to, reply) or _anew(state, to, reply))
    }
    todo = [reply for name, reply in replies.items() if name not in left]
    carried: list[str] = []
    while todo:
        opened, done, shut = _taken(opened, todo, day)
        carried += done
        left |= {} if done else shut
        todo = [reply for reply in todo if reply.field in shut] if done else []
    closing = ev.Closed(on=day, by=by, person=person, reason=f"{lead.why} ({to.reference})")
    closed = case if state.closed else case.record(closing)
    return Followed(closed, opened, tuple(carried), tuple(left.items()), lead)


_LEADS = Words("volg een van deze: {names}; of ", "follow one of these: {names}; or ")


def _taken(opened: Case, replies: list[Reply], day: dt.date) -> tuple[Case, list[str], dict[str, Problem]]:
    """The case with what can be recorded now; which that was, and of the rest why not."""
    done, shut = [], {}
    for one in replies:
        scored = one.measured or (one.on if opened.plan.fields[one.field].instrument else None)
        event = ev.Answered(
            on=day,
            by=one.by,
            person=one.person,
            field=one.field,
            value=one.value,
            missing=one.missing,  # type: ignore[arg-type]
            measured=scored,
            norms=one.norms,
        )
        try:
            opened = opened.record(event)
            done.append(one.field)
        except EventRefused as refused:
            shut[one.field] = refused.problem
    return opened, done, shut


def _stays(here: Plan, there: Plan, reply: Reply) -> Problem | None:
    """Why an answer may not go along; None where it may."""
    name, to = reply.field, there.reference
    was, now = here.fields.get(name), there.fields.get(name)
    if now is None or was is None:
        return Problem(kinds.NOT_ASKED_THERE, None, name=name, to=to)
    if was.series is not None or now.series is not None:
        return Problem(kinds.SERIES_STAYS, None, name=name)
    same = ("ask", "help", "value_type", "options", "from_", "via", "instrument")
    if any(getattr(was, key) != getattr(now, key) for key in same):
        return Problem(kinds.OTHER_MEANING, None, name=name, to=to)
    if was.purpose != now.purpose:
        return Problem(kinds.OTHER_PURPOSE, None, name=name, to=to, here=was.purpose, there=now.purpose)
    if more := [one for one in now.audience if one not in was.audience]:
        return Problem(kinds.OTHER_READERS, None, name=name, to=to, audience=", ".join(more))
    return None


def _anew(state: State, there: Plan, reply: Reply) -> Problem | None:
    """What a red flag rests on is asked anew on another day, unless it raises the flag here."""
    known = structure(there)
    flags = {d for d in known.used_by.get(reply.field, ()) if d in known.urgent}
    if not flags or reply.on >= state.day or flags & state.urgent.keys():
        return None
    return Problem(kinds.SAFETY_ANEW, None, name=reply.field, to=there.reference, on=reply.on)


def _consents(case: Case, to: Plan, day: dt.date) -> Iterator[ev.Recorded]:
    """The consent, and the judgement of competence under it, where the same rule asks it there."""
    here, asks = case.plan, case.plan.consent
    if asks is None or asks != to.consent or here.decisions[asks.decision] != to.decisions[asks.decision]:
        return
    judged = [one for one in case.events if isinstance(one, ev.Assessed)]
    yield from (one.model_copy(update={"on": day}) for one in judged[-1:])
    said = {one.from_: one for one in case.events if isinstance(one, ev.Consented)}
    for role, record in case.state.history.consents.items():
        if record.withdrawn is None:
            basis = f"{record.basis} ({record.on.isoformat()}, {here.reference})"
            yield said[role].model_copy(update={"on": day, "basis": basis})
