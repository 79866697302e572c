"""Diagnostic protocols for pupil guidance that run: readable YAML in, an explained outcome out.

Every public name has one address, and is imported when it is first used:

``load(*folders) -> Loaded``           every definition and every problem of packs (none: what is shipped)
``shipped() -> Path``                   the folder of what is shipped, to load with a pack of your own
``Catalogue``                          what can be named: ``catalogue.plan("id@1.0.0", lang="en") -> Plan``
``Plan``                               a protocol with all it inherits, ready to run
``Case``, ``State``                    events on a pinned plan, and what follows from them
``check(loaded or plan) -> problems``   every finding: proofs, worked examples and worked cases included
``prodia.events``                      every event: ``Case.open(catalogue, Opened(...))``, ``.record(...)``
``why(state, id)``, ``why_not(state, decision, outcome)``  what a proposal or a verdict rests on
``read_case(path, catalogue)``, ``append_case(path, event, catalogue)``  a case in a file
``prove(plan) -> proofs``              what a process must be: proved, or shown false by a case
``between(plans) -> meetings``         what protocols say of one pupil together: where they do not agree
``decide(plan, decision, values or frame)``  one decision, for one person or for a frame of people
``score(key, answers or frame)``       the scores of one person as records, or of a frame as a frame
``walkthrough(plan, lang, audience)``    a protocol as one HTML file that runs offline in a browser
``accuracy(plan, population)``           how well a protocol finds whom it should; ``Population``, ``Variant``
``progress(frame, aim)``, ``Aim``      whether there is progress, of many pupils: a row a pupil
``report(state, audience, lang)``       a case told to its team, the parents, the pupil: a document
``parse, evaluate, trace, say, show``  the language of conditions
``scoring_key(catalogue, id, norms=()) -> ScoringKey``  an instrument ready to score, with norms
``ScoringKey``, ``Person``, ``Score``  answers of a person in, a record for every scale out
``register(catalogue, ...)``           the instruments that fit, and those of which that is not recorded
``read_stock(path, catalogue)``        what a centre has; ``held(plan, stock)``: of what a protocol asks
``Problem``                            a finding for an author; never raised
``ProdiaError``, ``EventRefused``      the base of every exception, and an event that is not open
``ContentError``, ``CaseFileError``    content that can not be used, a case file that was changed
``DataWarning``                        what is to be known of the people in a frame, with column and row

>>> import prodia
>>> prodia.evaluate(prodia.parse("leespc < 10"), {"leespc": 7.0})
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prodia._version import __version__

if TYPE_CHECKING:
    from prodia.authoring.between import between
    from prodia.authoring.process import prove
    from prodia.batch.accuracy import Population, Variant, accuracy
    from prodia.batch.decide import Outcome, decide
    from prodia.batch.frames import score, scoring_key
    from prodia.batch.progress import progress
    from prodia.browser.page import walkthrough
    from prodia.case import Case, State
    from prodia.case.check import check
    from prodia.case.trace import why, why_not
    from prodia.content import Catalogue, Loaded, load, shipped
    from prodia.content.register import held, read_stock, register
    from prodia.errors import (
        CaseFileError,
        ContentError,
        DataWarning,
        EventRefused,
        ExpressionError,
        ProdiaError,
    )
    from prodia.language import parse, say, show
    from prodia.language.evaluate import evaluate, trace
    from prodia.model.plan import Plan
    from prodia.problems import Problem
    from prodia.psychometrics.progress import Aim
    from prodia.scoring import Score
    from prodia.scoring.key import ScoringKey
    from prodia.scoring.person import Person
    from prodia.store.casefile import append_case, read_case
    from prodia.telling import report

# Where each name lives. The imports above say the same to a type checker; a test holds them equal.
_FILES = {
    "authoring.between": ("between",),
    "authoring.process": ("prove",),
    "batch.accuracy": ("Population", "Variant", "accuracy"),
    "batch.decide": ("Outcome", "decide"),
    "batch.frames": ("score", "scoring_key"),
    "batch.progress": ("progress",),
    "browser.page": ("walkthrough",),
    "case": ("Case", "State"),
    "case.check": ("check",),
    "case.trace": ("why", "why_not"),
    "content": ("Catalogue", "Loaded", "load", "shipped"),
    "content.register": ("held", "read_stock", "register"),
    "errors": (
        "CaseFileError",
        "ContentError",
        "DataWarning",
        "EventRefused",
        "ExpressionError",
        "ProdiaError",
    ),
    "language": ("parse", "say", "show"),
    "language.evaluate": ("evaluate", "trace"),
    "model.plan": ("Plan",),
    "problems": ("Problem",),
    "psychometrics.progress": ("Aim",),
    "scoring": ("Score",),
    "scoring.key": ("ScoringKey",),
    "scoring.person": ("Person",),
    "store.casefile": ("append_case", "read_case"),
    "telling": ("report",),
}
_HOME = {name: f"prodia.{file}" for file, names in _FILES.items() for name in names}

__all__ = [
    "Aim",
    "Case",
    "CaseFileError",
    "Catalogue",
    "ContentError",
    "DataWarning",
    "EventRefused",
    "ExpressionError",
    "Loaded",
    "Outcome",
    "Person",
    "Plan",
    "Population",
    "Problem",
    "ProdiaError",
    "Score",
    "ScoringKey",
    "State",
    "Variant",
    "__version__",
    "accuracy",
    "append_case",
    "between",
    "check",
    "decide",
    "evaluate",
    "held",
    "load",
    "parse",
    "progress",
    "prove",
    "read_case",
    "read_stock",
    "register",
    "report",
    "say",
    "score",
    "scoring_key",
    "shipped",
    "show",
    "trace",
    "walkthrough",
    "why",
    "why_not",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'prodia' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
