"""A score that was entered in a case as it was printed, with the zones of its publisher."""

from __future__ import annotations

from prodia.case.records import Reply
from prodia.model.plan import Plan
from prodia.model.protocol import Field
from prodia.scoring import Score, as_printed
from prodia.scoring.person import NOBODY
from prodia.scoring.zoned import zoned


def printed_score(plan: Plan, field: Field, reply: Reply, value: float) -> Score:
    """The record of an answer that is a score; nothing is converted.

    It has zones where the instrument has one scale, so that there is no doubt of which.
    """
    day = reply.measured or reply.on
    score = as_printed(field.value_type, value, norms=reply.norms, measured=day)
    instrument = plan.shared.instruments.get(field.instrument or "")
    scales = tuple(instrument.scales.values()) if instrument is not None else ()
    return zoned(score, scales[0], NOBODY, None) if len(scales) == 1 else score
