"""Every name in a protocol that must exist somewhere, with the path where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from prodia.checks.finding import Finding, Path
from prodia.language import names
from prodia.model.plan import Shared
from prodia.model.protocol import Protocol
from prodia.problems.definitions import (
    BRANCHES,
    CUTOFF_OUTSIDE,
    LATE_ANSWER,
    NEVER_ASKED,
    OUTCOME_UNUSED,
    UNKNOWN_OUTCOME,
    UNKNOWN_REFERENCE,
)
from prodia.words import Words
from prodia.words.lists import nearest

Whole = Mapping[str, Mapping[str, Any]]
_CONSENT_WORDS = ("nobody", "judge")


_WORDS = {
    "rol": "role",
    "fase": "phase",
    "stap": "step",
    "veld": "field",
    "criterium": "criterion",
    "hypothese": "hypothesis",
    "beslissing": "decision",
    "bron": "source",
    "instrument": "instrument",
    "keuze": "option",
    "uitkomst": "outcome",
}


def unknown(path: Path, what: str, name: str, known: Any, *, on_key: bool = False) -> Finding:
    """There is no such thing: what it should be, and the nearest that exists."""
    said = Words(what, _WORDS[what])
    return Finding(UNKNOWN_REFERENCE, path, on_key=on_key, what=said, name=name, hint=nearest(name, known))


def references(protocol: Protocol, whole: Whole, shared: Shared) -> Iterator[Finding]:
    """Findings for every reference of this protocol's own file that points at nothing."""
    for path, name, what, known in _named(protocol, whole, shared):
        if name not in known:
            yield unknown(path, what, name, known, on_key=path[0] == "chapters")
    yield from _branches(protocol, whole)
    yield from _outcomes(protocol)
    yield from _asked(protocol, whole)
    yield from _outside(protocol)


def _named(p: Protocol, whole: Whole, shared: Shared) -> Iterator[tuple[Path, str, str, Any]]:
    roles, phases, fields = whole["roles"], whole["phases"], whole["fields"]
    for id, phase in p.phases.items():
        yield ("phases", id, "leads"), phase.leads, "rol", roles
        if phase.within:
            yield ("phases", id, "within"), phase.within, "fase", phases
        yield from ((("phases", id, "after", i), a, "fase", phases) for i, a in enumerate(phase.after))
        yield from _cited(("phases", id), phase.source, shared)
    for chapter in p.chapters:
        yield ("chapters", chapter), chapter, "fase", phases
    for id, field in p.fields.items():
        yield ("fields", id, "from"), field.from_, "rol", roles
        if field.instrument:
            yield ("fields", id, "instrument"), field.instrument, "instrument", shared.instruments
    for id, cutoff in p.cutoffs.items():
        yield from _cited(("cutoffs", id), cutoff.source, shared)
    for id, criterion in p.criteria.items():
        yield from _cited(("criteria", id), criterion.source, shared)
        yield from ((("criteria", id, "judges", i), j, "rol", roles) for i, j in enumerate(criterion.judges))
    for id, hypothesis in p.hypotheses.items():
        known = whole["criteria"]
        yield from (
            (("hypotheses", id, "criteria", i), c, "criterium", known)
            for i, c in enumerate(hypothesis.criteria)
        )
    for id, decision in p.decisions.items():
        yield from ((("decisions", id, "by", i), r, "rol", roles) for i, r in enumerate(decision.by))
        yield from _cited(("decisions", id), decision.source, shared)
    for id, step in p.steps.items():
        yield ("steps", id, "phase"), step.phase, "fase", phases
        yield ("steps", id, "by"), step.by, "rol", roles
        if step.after:
            yield ("steps", id, "after"), step.after, "stap", whole["steps"]
        yield from ((("steps", id, "fields", i), f, "veld", fields) for i, f in enumerate(step.fields))
        serves, known = step.serves, whole["hypotheses"]
        yield from ((("steps", id, "serves", i), h, "hypothese", known) for i, h in enumerate(serves))
        known = whole["decisions"]
        yield from (
            (("steps", id, "decisions", i), d, "beslissing", known) for i, d in enumerate(step.decisions)
        )
    if p.consent:
        yield ("consent", "decision"), p.consent.decision, "beslissing", whole["decisions"]
        yield from ((("consent", "judges", i), r, "rol", roles) for i, r in enumerate(p.consent.judges))
        who = {**roles, **dict.fromkeys(_CONSENT_WORDS)}
        yield from ((("consent", "who", o), r, "rol", who) for o, r in p.consent.who.items())


def _cited(path: Path, cited: Any, shared: Shared) -> Iterator[tuple[Path, str, str, Any]]:
    for i, one in enumerate(cited):
        yield (*path, "source", i, "ref"), one.ref, "bron", shared.sources


def _branches(p: Protocol, whole: Whole) -> Iterator[Finding]:
    """A criterion ``by`` a choice says something for every option, and for no other."""
    for id, criterion in p.criteria.items():
        if criterion.by is None:
            continue
        field = whole["fields"].get(criterion.by) or whole["derived"].get(criterion.by)
        options = getattr(field, "options", None) or getattr(getattr(field, "type", None), "options", ())
        if not options:
            choices = [n for n, f in whole["fields"].items() if f.options]
            yield unknown(("criteria", id, "by"), "veld", criterion.by, choices)
            continue
        missing = [o for o in options if isinstance(criterion.met, dict) and o not in criterion.met]
        if missing:
            words = ", ".join(missing)
            yield Finding(
                BRANCHES, ("criteria", id, "met"), on_key=True, name=id, missing=words, by=criterion.by
            )
        for path, _ in criterion.conditions():
            if len(path) == 2 and path[1] not in options:
                yield unknown(("criteria", id, *path), "keuze", path[1], options, on_key=True)


def _outcomes(p: Protocol) -> Iterator[Finding]:
    """The first output gives one of the declared outcomes, and each outcome is given somewhere."""
    for id, decision in p.decisions.items():
        if decision.aggregate:
            continue
        used = set()
        strange = False
        for rule in decision.table.rules:
            cell = rule.then[0]
            used.add(cell.text)
            if cell.text not in decision.outcomes:
                strange = True
                where = (cell.line, cell.column, len(cell.text))
                path: Path = ("decisions", id, "table")
                hint = nearest(cell.text, decision.outcomes)
                yield Finding(UNKNOWN_OUTCOME, path, cell=where, table=id, name=cell.text, hint=hint)
        first = decision.table.outputs[0].text
        default = (decision.otherwise or {}).get(first)
        if default is not None:
            used.add(default)
            if default not in decision.outcomes:
                strange = True
                path = ("decisions", id, "otherwise", first)
                hint = nearest(default, decision.outcomes)
                yield Finding(UNKNOWN_OUTCOME, path, table=id, name=default, hint=hint)
        for outcome in () if strange else decision.outcomes:  # a typo is one mistake
            if outcome not in used:
                path = ("decisions", id, "outcomes", outcome)
                yield Finding(OUTCOME_UNUSED, path, on_key=True, table=id, name=outcome)


def _asked(p: Protocol, whole: Whole) -> Iterator[Finding]:
    """Every field is asked somewhere, and no step's condition reads what comes later."""
    asked = {f for step in whole["steps"].values() for f in step.fields}
    for name in p.fields:
        if name not in asked:
            yield Finding(NEVER_ASKED, ("fields", name), on_key=True, name=name)
    order = list(whole["steps"])
    phases = list(whole["phases"])
    place = {
        id: (phases.index(s.phase) if s.phase in phases else 0, order.index(id))
        for id, s in whole["steps"].items()
    }
    first: dict[str, str] = {}
    for id in sorted(order, key=place.__getitem__):
        for name in whole["steps"][id].fields:
            first.setdefault(name, id)
    for id, step in p.steps.items():
        for name in names(step.when.tree) if step.when else ():
            if name in first and place[first[name]] >= place[id]:
                yield Finding(LATE_ANSWER, ("steps", id, "when"), step=id, name=name, later=first[name])


def _outside(protocol: Protocol) -> Iterator[Finding]:
    """A figure its own type does not admit."""
    for id, cutoff in protocol.cutoffs.items():
        if not cutoff.type.admits(float(cutoff.is_)):
            yield Finding(CUTOFF_OUTSIDE, ("cutoffs", id, "is"), name=id, type=cutoff.type.show())
