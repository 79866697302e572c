"""The case: frozen events on a pinned plan, and what follows from them.

:class:`Case` records, :class:`State` is what follows, ``needs`` says what is next.
"""

from prodia.case.answers import read_answer
from prodia.case.case import Case, Plans
from prodia.case.records import (
    Competence,
    ConsentRecord,
    ConsentState,
    Decision,
    HypothesisState,
    Judgement,
    Need,
    NotNeeded,
    Proposal,
    Raised,
    Reply,
    Share,
    StepState,
    Verdict,
)
from prodia.case.state import State

__all__ = [
    "Case",
    "Competence",
    "ConsentRecord",
    "ConsentState",
    "Decision",
    "HypothesisState",
    "Judgement",
    "Need",
    "NotNeeded",
    "Plans",
    "Proposal",
    "Raised",
    "Reply",
    "Share",
    "State",
    "StepState",
    "Verdict",
    "read_answer",
]
