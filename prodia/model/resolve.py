"""From a protocol and the general one it supplements to a :class:`Plan`, or to findings.

Three passes, each a plain generator of findings: merge (names that clash),
references (names that point at nothing), types (conditions that can not hold
what they compare). A plan is made only when none of them found an error.
"""

# A finding's path is a path in the file of *this* protocol. What the parent
# brings was checked when the parent itself was resolved.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from prodia.language import Type, names
from prodia.model.compile import compiled
from prodia.model.cutoffs import PREFIX, constants, filled, outside
from prodia.model.finding import Finding
from prodia.model.plan import CASE_LABELS, CASE_TYPES, VERDICT, Plan, Shared
from prodia.model.protocol import Derived, Protocol, Step
from prodia.model.references import references
from prodia.model.typing import type_findings
from prodia.problems.references import CIRCLE, TWICE

_MERGED = ("roles", "phases", "cutoffs", "fields", "derived", "criteria", "hypotheses", "decisions", "steps")
_NAMED = ("fields", "derived", "criteria")


def resolve(
    protocol: Protocol, parent: Plan | None, shared: Shared, *, digest: str = "", lang: str = "nl"
) -> tuple[Plan | None, tuple[Finding, ...]]:
    """Merge, look up and type. Returns the plan (None where an error was found) and every finding."""
    whole = {key: _merged(key, protocol, parent) for key in _MERGED}
    findings = list(_clashes(protocol, parent))
    findings += references(protocol, whole, shared)
    order, circles = _ordered(whole["derived"])
    findings += [f for f in circles if f.path[1] in protocol.derived]
    types = _types(whole, shared)
    findings += outside(protocol)
    figures = constants(whole["cutoffs"])
    named, whole = whole, filled(whole, figures)
    typed = [f for w in (named, whole) for f in type_findings(protocol, w, types)]
    findings += dict.fromkeys(typed)
    if any(f.kind.severity == "error" for f in findings):
        return None, tuple(findings)
    steps = _in_order(whole["steps"], whole["phases"])
    consent = protocol.consent or (parent.consent if parent else None)
    plan = Plan(
        protocol=protocol,
        parent=parent.protocol if parent else None,
        digest=digest,
        lang=lang,
        roles=_frozen(whole["roles"]),
        phases=_frozen(whole["phases"]),
        chapters=_frozen(protocol.chapters),
        steps=_frozen(steps),
        cutoffs=_frozen(whole["cutoffs"]),
        fields=_frozen(whole["fields"]),
        derived=_frozen({name: whole["derived"][name] for name in order}),
        criteria=_frozen(whole["criteria"]),
        hypotheses=_frozen(whole["hypotheses"]),
        decisions=_frozen(whole["decisions"]),
        consent=consent,
        shared=shared,
        types=_frozen(types),
        labels=_frozen(_labels(whole, shared, lang)),
        tables=_frozen({id: compiled(d, types) for id, d in whole["decisions"].items()}),
        step_of=_frozen({f: id for id, s in reversed(steps.items()) for f in s.fields}),
    )
    return plan, tuple(findings)


def _frozen(mapping: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(mapping))


def _merged(key: str, protocol: Protocol, parent: Plan | None) -> dict[str, Any]:
    inherited = getattr(parent, key) if parent else {}
    return {**inherited, **getattr(protocol, key)}


def _clashes(protocol: Protocol, parent: Plan | None) -> Iterator[Finding]:
    """An id of the general protocol can not be said again; one name has one meaning."""
    for key in _MERGED:
        for id in getattr(protocol, key):
            if parent and id in getattr(parent, key):
                yield Finding(TWICE, (key, id), on_key=True, name=id, what=f"{key} ({parent.reference})")
    seen: dict[str, str] = {}
    for key in _NAMED:
        for name in getattr(protocol, key):
            if name in seen:
                yield Finding(TWICE, (key, name), on_key=True, name=name, what=seen[name])
            seen[name] = key


def _ordered(derived: Mapping[str, Derived]) -> tuple[list[str], list[Finding]]:
    """The derived values so that each reads only earlier ones, and the circles that prevent it."""
    order: list[str] = []
    done: set[str] = set()
    findings: list[Finding] = []
    for root in derived:
        stack = [(root, iter(names(derived[root].is_.tree)))] if root not in done else []
        path = [root]
        while stack:
            name, rest = stack[-1]
            following = next((n for n in rest if n in derived and n not in done), None)
            if following is None:
                stack.pop()
                path.pop()
                if name not in done:
                    done.add(name)
                    order.append(name)
            elif following in path:
                witness = " -> ".join([*path[path.index(following) :], following])
                findings.append(
                    Finding(CIRCLE, ("derived", following, "is"), name=following, witness=witness)
                )
                done.add(following)
            else:
                stack.append((following, iter(names(derived[following].is_.tree))))
                path.append(following)
    return order, findings


def _types(whole: Mapping[str, Mapping[str, Any]], shared: Shared) -> dict[str, Type]:
    types = dict(CASE_TYPES)
    types |= {f"law.{name}": parameter.type for name, parameter in shared.law.items()}
    types |= {PREFIX + name: cutoff.type for name, cutoff in whole["cutoffs"].items()}
    types |= {name: field.value_type for name, field in whole["fields"].items()}
    types |= {name: value.type for name, value in whole["derived"].items()}
    types |= dict.fromkeys(whole["criteria"], VERDICT)
    return types


def _labels(whole: Mapping[str, Mapping[str, Any]], shared: Shared, lang: str) -> dict[str, str]:
    labels = dict(CASE_LABELS["nl" if lang == "nl" else "en"])
    labels |= {f"law.{name}": parameter.title for name, parameter in shared.law.items()}
    labels |= {PREFIX + name: cutoff.says for name, cutoff in whole["cutoffs"].items()}
    for name, field in whole["fields"].items():
        labels[name] = field.ask
        labels |= {f"{name}={option}": text for option, text in field.options.items()}
    labels |= {name: value.says for name, value in whole["derived"].items()}
    labels |= {name: criterion.says for name, criterion in whole["criteria"].items()}
    return labels


def _in_order(steps: Mapping[str, Step], phases: Mapping[str, Any]) -> dict[str, Step]:
    """By phase; within a phase as written, a step with ``after`` right behind the step it names."""
    order: list[str] = []
    for phase in phases:
        here = [id for id, step in steps.items() if step.phase == phase]
        placed = [id for id in here if steps[id].after not in here]
        for id in (id for id in here if steps[id].after in here):
            before = steps[id].after or ""
            at = placed.index(before) + 1 if before in placed else len(placed)
            while at < len(placed) and steps[placed[at]].after == before:
                at += 1
            placed.insert(at, id)
        order += placed
    return {id: steps[id] for id in order}
