"""What the public functions give back: frozen records, to be read and never to be made.

A caller meets them as answers; their classes stand here for who writes types, or looks up what a field means.

- of :func:`prodia.why` and :func:`prodia.why_not`: :class:`Why`, :class:`RuleTrace`, :class:`Cell`,
  :class:`VerdictTrace`, and in them :class:`Trace` and :class:`Read`
- of a state: :class:`Verdict`, :class:`Judgement`, :class:`Proposal`, :class:`Decision`, :class:`Need`,
  :class:`Certainty`, :class:`NotNeeded`, :class:`StepState`, :class:`Reply`, :class:`Raised`,
  :class:`HypothesisState`, :class:`ConsentState`, :class:`ConsentRecord`, :class:`Competence`, :class:`Share`
- of a score: :class:`Scores`, :class:`NormedScore`, :class:`Zone`, :class:`Interval`
- of a finding: :class:`Place`, :class:`Kind`
- a wrong name: :class:`UnknownName`, a :class:`prodia.ProdiaError` that is a ``KeyError`` too

>>> import prodia
>>> path = prodia.shipped() / "lezen-spellen" / "2.0.0" / "cases" / "ernst-pc-10.yaml"
>>> state = prodia.read_case(path, prodia.load().catalogue).state
>>> state.verdict("ernst")
Verdict(criterion='ernst', word='met', machine='met', judged=None)
"""

from prodia.case.certainty import Certainty
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
from prodia.case.trace import Cell, RuleTrace, VerdictTrace, Why
from prodia.errors import UnknownName
from prodia.language.evaluate import Read, Trace
from prodia.problems import Kind, Place
from prodia.scoring.error import Interval
from prodia.scoring.key import Scores
from prodia.scoring.score import NormedScore, Zone

__all__ = [
    "Cell",
    "Certainty",
    "Competence",
    "ConsentRecord",
    "ConsentState",
    "Decision",
    "HypothesisState",
    "Interval",
    "Judgement",
    "Kind",
    "Need",
    "NormedScore",
    "NotNeeded",
    "Place",
    "Proposal",
    "Raised",
    "Read",
    "Reply",
    "RuleTrace",
    "Scores",
    "Share",
    "StepState",
    "Trace",
    "UnknownName",
    "Verdict",
    "VerdictTrace",
    "Why",
    "Zone",
]
