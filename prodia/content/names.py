"""The names of a pack, and where in a file each of them may stand: what an editor offers while one types."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from prodia.checks.cases import EXPECTED, KEYS
from prodia.checks.protocol import REFERS
from prodia.content.catalogue import Catalogue
from prodia.errors import ContentError
from prodia.model.events import KINDS
from prodia.model.protocol import PARTS, Protocol

Names = Mapping[str, tuple[str, ...]]

# Model.key of the schemas, and the group of the names that belong there, besides those that checks look up.
_VALUES = {
    "Cited.ref": "sources",
    "Consent.decision": "decisions",
    "Consent.judges": "roles",
    "Criterion.by": "choices",
    "Defaults.judges": "roles",
    "Protocol.supplements": "protocols",
    "Block.successor": "blocks",
    "Protocol.successor": "protocols",
    "Protocol.uses": "blocks",
    "Answered.value": "options",
    "CaseFile.begins": "cases",
    "Decided.outcome": "outcomes",
    "Expected.changed": "criteria",
    "Expected.contradictions": "ensure",
    "Expected.not_needed": "fields",
    "Expected.phase": "phases",
    "Moved.to": "protocols",
    "Norms.instrument": "instruments",
    "Opened.protocol": "protocols",
    "Review.role": "roles",
    "Withdrawn.what": "fields",
}
_KEYS = {f"Expected.{key}": group for key, group in (*EXPECTED, ("values", "derived"))}
_TOLD = frozenset(("title", "description", "markdownDescription", "default"))
_OUTCOMES = "Expected.proposes"  # its values are names too


@cache
def _values() -> Mapping[str, str]:
    """The same of every key, those of parts and of events too."""
    found = dict(_VALUES)
    for group, keys in REFERS.items():
        part = get_args(Protocol.model_fields[group].annotation)[1]
        found |= {f"{part.__name__}.{key.rstrip('_')}": among for key, among in keys}
    for kind in KINDS.values():
        found |= {
            f"{kind.__name__}.{key.rstrip('_')}": among for key, among in KEYS if key in kind.model_fields
        }
    return found


def names(catalogue: Catalogue) -> Names:
    """Every name in these packs by group, in the order of the files; of protocols that are right."""
    found: dict[str, dict[str, None]] = {}
    shared = catalogue.shared()
    found["sources"] = dict.fromkeys(shared.sources)
    found["instruments"] = dict.fromkeys(r.partition("@")[0] for r in catalogue.instruments())
    found["protocols"] = dict.fromkeys(catalogue.references())
    found["blocks"] = dict.fromkeys(catalogue.blocks())
    for reference in catalogue.references():
        try:
            plan = catalogue.plan(reference)
        except ContentError:
            continue  # its names come when its mistakes are gone
        for group in (*PARTS, "ensure"):
            found.setdefault(group, {}).update(dict.fromkeys(getattr(plan, group)))
        for name, one in plan.fields.items():
            if one.options:
                found.setdefault("choices", {})[name] = None
                found.setdefault("options", {}).update(dict.fromkeys(one.options))
        for decision in plan.decisions.values():
            found.setdefault("outcomes", {}).update(dict.fromkeys(decision.outcomes))
        found.setdefault("cases", {}).update(dict.fromkeys(catalogue.cases_as_written(reference)))
    return {group: tuple(some) for group, some in found.items()}


def offer(schema: dict[str, Any], names: Names) -> None:
    """These names where they belong in a schema. What is no name of the pack yet is still allowed there."""
    for model, block in {schema.get("title", ""): schema, **schema.get("$defs", {})}.items():
        properties = block.get("properties", {})
        for key in properties:
            if group := _values().get(f"{model}.{key}"):
                properties[key] = _either(properties[key], names.get(group, ()))
            if group := _KEYS.get(f"{model}.{key}"):
                one = properties[key]
                value = next(iter(one.get("patternProperties", {}).values()), one.get("additionalProperties"))
                if f"{model}.{key}" == _OUTCOMES:
                    value = _either(value, names.get("outcomes", ()))
                one["properties"] = dict.fromkeys(names.get(group, ()), value)


def _either(schema: dict[str, Any], some: tuple[str, ...]) -> dict[str, Any]:
    """One of these names, or what was allowed already; of a list each of its items."""
    if not some:
        return schema
    if schema.get("type") == "array":
        return {**schema, "items": _either(schema["items"], some)}
    told = {k: v for k, v in schema.items() if k in _TOLD}
    rest = {k: v for k, v in schema.items() if k not in told}
    return {**told, "anyOf": [{"enum": [*some]}, *rest.get("anyOf", [rest])]}
