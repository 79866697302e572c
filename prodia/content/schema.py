"""JSON Schema 2020-12 of every kind of file, made from the models: for editors and other tools.

``python -m prodia.content.schema`` writes ``schemas/1/``; a test refuses drift.
"""

# pydantic's schema is made as strict as the models: free keys must have the form of an id,
# and a member of a union says its kind. What a schema cannot say (the grammar of an
# expression, rules between fields) is listed in tests/test_schemas.py.

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from prodia.content.catalogue import Catalogue
from prodia.content.fieldwords import hover
from prodia.content.names import Names, names, offer
from prodia.model.events import CaseFile
from prodia.model.instrument import Abilities, Instrument
from prodia.model.norms import Norms
from prodia.model.parts import Exemptions, Law, Reviews, Sources, Terms
from prodia.model.protocol import Protocol

FORMAT = 1
MODELS: dict[str, type[BaseModel]] = {
    "protocol": Protocol,
    "sources": Sources,
    "terms": Terms,
    "law": Law,
    "abilities": Abilities,
    "instrument": Instrument,
    "norms": Norms,
    "case": CaseFile,
    "exemptions": Exemptions,
    "reviews": Reviews,
}


SCHEMAS = ".schemas"  # where in a pack an editor finds them


def schema(name: str, offered: Names | None = None) -> dict[str, Any]:
    """The schema of one kind of file, as plain data. Self-contained: every reference is local.

    ``offered``: names that an editor offers where they belong.
    """
    made = MODELS[name].model_json_schema(by_alias=True)
    for block in _blocks(made):
        _strict(block, made)
    for model, block in {made["title"]: made, **made.get("$defs", {})}.items():
        for key, one in block.get("properties", {}).items():
            one.update(hover(model, key))
    if offered is not None:
        offer(made, offered)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schemas(catalogue: Catalogue | None = None) -> dict[str, str]:
    """File name to text, for all of them; with the names of a pack where they belong."""
    offered = names(catalogue) if catalogue is not None else None
    made = {name: schema(name, offered) for name in MODELS}
    return {
        f"{name}.json": json.dumps(one, indent=2, ensure_ascii=False) + "\n" for name, one in made.items()
    }


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
