"""Who must consent on a day, and whether they did.

The table of the protocol says who, from the kind of guidance, the age on that day,
the competence a person judged, and the law of that day. An age alone unlocks
nothing: where the table says ``judge``, a person judges competence first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prodia.case.records import ConsentState

if TYPE_CHECKING:
    from prodia.case.state import State

NOBODY, JUDGE = "nobody", "judge"


def consent_on(state: State) -> ConsentState:
    """The consent on the day of the state: decided again on every day, from the acts recorded so far."""
    consent = state.plan.consent
    if consent is None:
        return ConsentState("not needed")
    outcome = state.proposal(consent.decision).outcome
    role = consent.who.get(outcome or "")
    if role is None:
        return ConsentState("undetermined", None, outcome)
    if role in (NOBODY, JUDGE):
        return ConsentState("not needed" if role == NOBODY else "judge first", None, outcome)
    record = state.history.consents.get(role)
    if record is None:
        return ConsentState("missing", role, outcome)
    if record.withdrawn is not None:
        return ConsentState("withdrawn", role, outcome, record)
    return ConsentState("given" if record.given else "refused", role, outcome, record)
