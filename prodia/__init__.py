"""Diagnostic protocols for pupil guidance that run: readable YAML in, an explained outcome out.

Every public name has one address, and is imported when it is first used:

``load(*folders) -> Loaded``           every definition and every problem of packs (none: what is shipped)
``Catalogue``                          what can be named: ``catalogue.plan("id@1.0.0", lang="en") -> Plan``
``Plan``                               a protocol with all it inherits, ready to run
``Case``, ``State``                    events on a pinned plan, and what follows from them
``check(loaded or plan) -> problems``   every finding: proofs, worked examples and worked cases included
``parse, evaluate, trace, say, show``  the language of conditions
``scoring_key(catalogue, id, norms=()) -> ScoringKey``  an instrument ready to score, with norms
``ScoringKey``, ``Person``, ``Score``  answers of a person in, a record for every scale out
``Problem``                            a finding for an author; never raised
``ProdiaError``, ``EventRefused``      the base of every exception, and an event that is not open

>>> import prodia
>>> prodia.evaluate(prodia.parse("leespc < 10"), {"leespc": 7.0})
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prodia._version import __version__

if TYPE_CHECKING:
    from prodia.batch.keys import scoring_key
    from prodia.case import Case, State
    from prodia.case.check import check
    from prodia.content import Catalogue, Loaded, load
    from prodia.errors import ContentError, EventRefused, ExpressionError, ProdiaError
    from prodia.language import evaluate, parse, say, show, trace
    from prodia.model.plan import Plan
    from prodia.problems import Problem
    from prodia.scoring import Score
    from prodia.scoring.key import ScoringKey
    from prodia.scoring.person import Person

# Where each name lives. The imports above say the same to a type checker; a test holds them equal.
_HOME = {
    "Case": "prodia.case",
    "Catalogue": "prodia.content",
    "ContentError": "prodia.errors",
    "EventRefused": "prodia.errors",
    "ExpressionError": "prodia.errors",
    "Loaded": "prodia.content",
    "Person": "prodia.scoring.person",
    "Plan": "prodia.model.plan",
    "Problem": "prodia.problems",
    "ProdiaError": "prodia.errors",
    "Score": "prodia.scoring",
    "ScoringKey": "prodia.scoring.key",
    "State": "prodia.case",
    "check": "prodia.case.check",
    "evaluate": "prodia.language",
    "load": "prodia.content",
    "parse": "prodia.language",
    "say": "prodia.language",
    "scoring_key": "prodia.batch.keys",
    "show": "prodia.language",
    "trace": "prodia.language",
}

__all__ = [
    "Case",
    "Catalogue",
    "ContentError",
    "EventRefused",
    "ExpressionError",
    "Loaded",
    "Person",
    "Plan",
    "Problem",
    "ProdiaError",
    "Score",
    "ScoringKey",
    "State",
    "__version__",
    "check",
    "evaluate",
    "load",
    "parse",
    "say",
    "scoring_key",
    "show",
    "trace",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'prodia' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
