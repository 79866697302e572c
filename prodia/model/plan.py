"""A protocol ready to run: merged with the general one it supplements, typed and compiled.

A :class:`Plan` is what the case, the checks, the report and the site read. It
is made by :func:`prodia.checks.resolve` and holds no string that still
has to be understood.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from prodia.language import CompiledTable, Type, Value, names, parse_type
from prodia.model.instrument import Instrument
from prodia.model.parts import Consent, Doors, Phase, Role
from prodia.model.protocol import Criterion, Cutoff, Decision, Derived, Field, Hypothesis, Protocol, Step
from prodia.model.shared import LawParameter, Source, Term
from prodia.words import LANGS
from prodia.words.labels import LABELS

# What a case knows of itself, readable in every expression.
CASE_TYPES: Mapping[str, Type] = MappingProxyType(
    {
        "case.mode": parse_type("choice consultative | trajectory | compulsory"),
        "case.age_years": parse_type("years 0..130"),
        "case.age_months": parse_type("months 0..1560"),
        "case.competence": parse_type("choice competent | not_competent"),
    }
)
CASE_LABELS = {
    lang: {name: words[lang] for name, words in LABELS["case"].items()}
    | {
        f"case.{family}={option}": words[lang]
        for family in ("mode", "competence")
        for option, words in LABELS[family].items()
    }
    for lang in LANGS
}
VERDICT = parse_type("verdict")


@dataclass(frozen=True, slots=True)
class Shared:
    """What protocols share, as one immutable whole."""

    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    law: Mapping[str, LawParameter]
    instruments: Mapping[str, Instrument]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A protocol with all it inherits. Mappings keep the order in which things happen.

    ``steps`` stand in the order of the phases; ``derived`` so that each reads only
    what stands before it. Conditions hold the figures of ``cutoffs``, not their names.
    """

    protocol: Protocol
    parent: Protocol | None
    digest: str
    lang: str
    roles: Mapping[str, Role]
    phases: Mapping[str, Phase]
    chapters: Mapping[str, Doors]
    steps: Mapping[str, Step]
    cutoffs: Mapping[str, Cutoff]
    fields: Mapping[str, Field]
    derived: Mapping[str, Derived]
    criteria: Mapping[str, Criterion]
    hypotheses: Mapping[str, Hypothesis]
    decisions: Mapping[str, Decision]
    consent: Consent | None
    shared: Shared
    types: Mapping[str, Type]
    labels: Mapping[str, str]
    tables: Mapping[str, CompiledTable]
    step_of: Mapping[str, str]

    @property
    def reference(self) -> str:
        return self.protocol.reference

    def law_on(self, day: dt.date) -> dict[str, Value]:
        """``law.*`` names with the value that held on ``day``; none known is null."""
        found: dict[str, Value] = {}
        for name, parameter in self.shared.law.items():
            value = parameter.on(day)
            found[f"law.{name}"] = None if value is None else value.value
        return found

    def reads(self, name: str) -> frozenset[str]:
        """The fields a name rests on, through derived values and criteria; itself if a field."""
        seen: set[str] = set()
        todo = [name]
        while todo:
            one = todo.pop()
            if one in seen:
                continue
            seen.add(one)
            if one in self.derived:
                todo.extend(names(self.derived[one].is_.tree))
            elif one in self.criteria:
                criterion = self.criteria[one]
                todo.extend([criterion.by] if criterion.by else [])
                for _, condition in criterion.conditions():
                    todo.extend(names(condition.tree))
        return frozenset(n for n in seen if n in self.fields)
