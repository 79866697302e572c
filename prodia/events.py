"""Every event of a case: what people did, on a day, as a role of the protocol.

An event is frozen. It is made by its class, or given as a mapping with its ``kind`` (the name of the
class in small letters); :meth:`prodia.Case.open` and :meth:`prodia.Case.record` take either. Days are
dates or ``"2026-09-01"``. ``by`` is a role of the protocol, ``person`` a name or pseudonym. In a mapping, as
in a file, ``from_`` and ``with_`` are called ``from`` and ``with``. What is not right raises
:class:`prodia.EventRefused`, which names the key and never what stood there.

>>> from prodia.events import Answered
>>> Answered(on="2026-09-02", by="clb", field="leespc", value=7)
<answered 2026-09-02>

In the order of a case:

- :class:`Opened`, :class:`Switched`: which protocol, whose question, which kind of guidance
- :class:`Consented`, :class:`Assessed`: consent, and whether the pupil can judge the situation
- :class:`Answered`, :class:`Withdrawn`: an answer or why there is none; taking one back, or the consent
- :class:`Administered`: a test was given: answers to its items, its raw score, or a score as printed
- :class:`Measured`: points of a series, the sessions of help beside them, and the help that was planned
- :class:`Raised`, :class:`Dropped`: hypotheses
- :class:`Judged`, :class:`Decided`: people settle a grey zone, and decide
- :class:`Paused`, :class:`Resumed`, :class:`Reopened`, :class:`Moved`, :class:`Shared`, :class:`Closed`
"""

from prodia.model.events import (
    Administered,
    Answered,
    Assessed,
    Closed,
    Consented,
    Decided,
    Dropped,
    Judged,
    Measured,
    Moved,
    Opened,
    Paused,
    Raised,
    Recorded,
    Reopened,
    Resumed,
    Shared,
    Switched,
    Withdrawn,
)

__all__ = [
    "Administered",
    "Answered",
    "Assessed",
    "Closed",
    "Consented",
    "Decided",
    "Dropped",
    "Judged",
    "Measured",
    "Moved",
    "Opened",
    "Paused",
    "Raised",
    "Recorded",
    "Reopened",
    "Resumed",
    "Shared",
    "Switched",
    "Withdrawn",
]
