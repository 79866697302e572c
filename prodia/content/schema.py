"""JSON Schema 2020-12 of every kind of file, made from the models: for editors and other tools.

``python -m prodia.content.schema`` writes ``schemas/1/``; a test refuses drift.
"""

# pydantic's schema is made as strict as the models: free keys must have the form of an id,
# and a member of a union says its kind. What a schema cannot say (the grammar of an
# expression, rules between fields) is listed in tests/test_schemas.py.

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from prodia.content.catalogue import Catalogue
from prodia.content.fieldwords import hover
from prodia.content.names import Names, names, offer
from prodia.content.packs import FILES
from prodia.model.defaults import DEFAULTED

FORMAT = 1
SCHEMAS = ".schemas"  # where in a pack an editor finds them


def schema(name: str, offered: Names | None = None) -> dict[str, Any]:
    """The schema of one kind of file, as plain data. Self-contained: every reference is local.

    ``offered``: names that an editor offers where they belong.
    """
    made: dict[str, Any] = json.loads(_of_model(name))
    if offered is not None:
        offer(made, offered)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


@cache
def _of_model(name: str) -> str:
    """The schema without names of a pack, as text: each who asks gets one of their own to change."""
    made = FILES[name][1].model_json_schema(by_alias=True)
    for block in _blocks(made):
        _strict(block, made)
    for model, block in {made["title"]: made, **made.get("$defs", {})}.items():
        block.pop("description", None)  # that of the class is for programmers; an editor would show it
        for key, one in block.get("properties", {}).items():
            one.update(hover(model, key))
    if "defaults" in made.get("properties", ()):
        made["allOf"] = [*_unless_said(made)]
    return json.dumps(made)


def _unless_said(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a part has to say where the defaults of its file do not."""
    for group, keys in DEFAULTED.items():
        block = made["properties"][group]
        inside = next(iter(block.get("patternProperties", {}).values()), block.get("additionalProperties"))
        part = made["$defs"][inside["$ref"].rpartition("/")[2]]
        for key in [one for one in keys if one in part["required"]]:
            part["required"].remove(key)
            yield {
                "if": {"required": ["defaults"], "properties": {"defaults": {"required": [key]}}},
                "else": {"properties": {group: {"additionalProperties": {"required": [key]}}}},
            }


def schemas(catalogue: Catalogue | None = None) -> dict[str, str]:
    """File name to text, for all of them: what authors write, with the names of a pack where they belong,
    and the plan that is worked out from it."""
    offered = names(catalogue) if catalogue is not None else None
    made = {name: schema(name, offered) for name in FILES} | {"plan": plan_schema()}
    return {
        f"{name}.json": json.dumps(one, indent=2, ensure_ascii=False) + "\n" for name, one in made.items()
    }


def plan_schema() -> dict[str, Any]:
    """The schema of a plan as closed JSON, as ``prodia.browser`` makes it and its engine reads it."""
    tree = {"$ref": "#/$defs/tree"}
    some = {"anyOf": [tree, {"type": "null"}]}
    either = {"anyOf": [tree, {"type": "null"}, {"type": "object", "additionalProperties": tree}]}
    texts, flag, text = (
        {"type": "array", "items": {"type": "string"}},
        {"type": "boolean"},
        {"type": "string"},
    )
    maybe, day = {"type": ["string", "null"]}, {"type": "integer"}
    parts: dict[str, dict[str, Any]] = {
        "roles": {"side": text},
        "phases": {"required": flag},
        "steps": {
            "phase": text,
            "does": text,
            "by": text,
            "modes": texts,
            "pupil": flag,
            "when": some,
            "says_when": {"type": "object"},
            "fields": texts,
            "serves": texts,
            "decisions": texts,
            "audiences": texts,
        },
        "fields": {
            "type": {"$ref": "#/$defs/type"},
            "from": text,
            "instrument": maybe,
            "series": flag,
            "administered": flag,
            "bounds": {"type": "object"},
        },
        "ensure": {"that": tree, "answers": texts, "message": text},
        "derived": {"is": tree, "type": {"$ref": "#/$defs/type"}},
        "criteria": {
            "by": maybe,
            "met": either,
            "judge": either,
            "judges": texts,
            "whole": {"type": "array", "items": tree},
        },
        "hypotheses": {"criteria": texts},
        "decisions": {
            "by": texts,
            "outcomes": {"type": "object"},
            "aggregate": maybe,
            "table": {"type": "object"},
        },
    }
    pair = {"type": "array", "minItems": 2, "maxItems": 2}
    change = pair | {"prefixItems": [texts]}  # the keys that lead to what is another, and what stands there
    whole = {
        "format": {"const": FORMAT},
        "protocol": text,
        "from": day,
        "to": {**day, "type": ["string", "null"]},
        "digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        **{name: {"type": "object"} for name in ("off", "figures", "limits", "law", "structure", "samples")},
        "consent": {"type": ["object", "null"]},
        "stages": {
            "type": "array",
            "items": pair | {"prefixItems": [day, {"type": "array", "items": change}]},
        },
        **{name: {"type": "object", "additionalProperties": _closed(keys)} for name, keys in parts.items()},
    }
    numbers = {name: {"type": ["number", "null"]} for name in ("low", "high")}
    flags = dict.fromkeys(("low_open", "high_open", "whole"), flag)
    said = {"kind": text, "unit": maybe, "options": texts, "shown": text}
    said["ranged"] = _closed({"nl": text, "en": text})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Plan",
        **_closed(whole),
        "$defs": {
            "tree": {
                "description": "An expression: a constant, a name, or an operator and what it is applied to.",
                "type": "array",
                "minItems": 2,
                "prefixItems": [{"enum": ["c", "n", "f"]}],
            },
            "type": _closed(numbers | flags | said),
        },
    }


def _closed(keys: dict[str, Any]) -> dict[str, Any]:
    """An object with these keys, all of them, and no other."""
    return {"type": "object", "properties": keys, "required": sorted(keys), "additionalProperties": False}


def write(folder: Path, catalogue: Catalogue | None = None) -> None:
    """Write every schema into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas(catalogue).items():
        (folder / name).write_text(text, encoding="utf-8")


def _blocks(value: Any) -> list[dict[str, Any]]:
    """Every object inside a schema, outermost first."""
    found, todo = [], [value]
    while todo:
        one = todo.pop()
        if isinstance(one, dict):
            found.append(one)
            todo.extend(one.values())
        elif isinstance(one, list):
            todo.extend(one)
    return found


def _strict(block: dict[str, Any], whole: dict[str, Any]) -> None:
    if "patternProperties" in block:
        block["additionalProperties"] = False
    properties = block.get("properties")
    if isinstance(properties, dict) and block.get("type") == "object":
        for name, one in properties.items():
            if isinstance(one, dict) and one.get("title", "").replace(" ", "").lower() == name.replace(
                "_", ""
            ):
                del one["title"]
    tag = block.get("discriminator")
    if isinstance(tag, dict) and isinstance(tag.get("mapping"), dict):
        for reference in tag["mapping"].values():
            member = whole["$defs"][reference.rpartition("/")[2]]
            member["required"] = sorted({*member.get("required", ()), tag["propertyName"]})
        # said once more beside the members: an editor offers the kinds before it knows which one this is
        block["properties"] = {tag["propertyName"]: {"enum": [*tag["mapping"]]}}
        del block["discriminator"]


if __name__ == "__main__":
    write(Path(__file__).resolve().parents[2] / "schemas" / str(FORMAT))
