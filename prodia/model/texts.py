"""Every text that people read in a definition, by a stable key; and the same definition in other words.

The key is the path in the file, joined by dots: ``fields.pc_woord.ask``. In a
decision table: ``decisions.<id>.table.<rule, from 1>.<column>``, for every output
but the first (which is an id) that is not a number.
"""

# One walk for both directions: it offers every text to `change` and rebuilds only what
# changed. What counts as a text is said by the mark IsText on the annotation.

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from prodia.frozen import Fixed
from prodia.model.protocol import Cell, Decision, TableText
from prodia.model.scalars import IsText

D = TypeVar("D", bound=BaseModel)
Change = Callable[[str, str], str]
Say = Callable[[str, str], str | None]  # of the text at a key


def texts(definition: BaseModel) -> Iterator[tuple[str, str]]:
    """``(key, text)`` for every text of a definition, in the order of its file."""
    found: list[tuple[str, str]] = []

    def keep(key: str, text: str) -> str:
        found.append((key, text))
        return text

    _model(definition, "", keep)
    return iter(found)


def translated(definition: D, say: Say) -> D:
    """The definition with what is said in place of its texts; where that is nothing a text stays as it is."""
    changed: D = _model(definition, "", lambda key, text: say(key, text) or text)
    return changed


def path_of(key: str) -> tuple[str | int, ...]:
    """The path that a key writes: its steps, and numbers in a list."""
    return tuple(int(step) if step.isdigit() else step for step in key.split("."))


def standing(definition: Any, key: str) -> tuple[tuple[str | int, ...], Cell | None]:
    """The path in the file of the text with this key, and its cell where it stands in a decision table."""
    path = path_of(key)
    if len(path) < 5 or path[0] != "decisions" or path[2] != "table":
        return path, None
    table: TableText = definition.decisions[path[1]].table
    column = [cell.text for cell in table.outputs].index(str(path[4]))
    return path[:3], table.rules[int(path[3]) - 1].then[column]


@cache
def _text_fields(model: type[BaseModel]) -> tuple[tuple[str, str, bool], ...]:
    """Name, name in the file, and whether strings under it are texts, for every field."""
    hints = get_type_hints(model, include_extras=True)
    return tuple(
        (name, field.alias or name, _is_text(hints[name])) for name, field in model.model_fields.items()
    )


def _is_text(annotation: Any) -> bool:
    """Is a string in this place a text: alone, in a list, or as the value of a mapping?"""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return any(isinstance(a, IsText) for a in args[1:]) or _is_text(args[0])
    if origin in (Union, types.UnionType):
        return any(_is_text(a) for a in args)
    if origin is dict:
        return _is_text(args[1])
    if origin is tuple:
        return _is_text(args[0])
    return False


def _model(definition: Any, key: str, change: Change) -> Any:
    update = {}
    for name, written, is_text in _text_fields(definition.__class__):
        value = getattr(definition, name)
        if value is None or isinstance(value, (bool, int, float)):
            continue
        if isinstance(definition, Decision) and name == "otherwise":
            new = _otherwise(definition, f"{key}.otherwise", change)
        else:
            new = _any(value, is_text, f"{key}.{written}" if key else written, change)
        if new is not value:
            update[name] = new
    return definition.model_copy(update=update) if update else definition


def _any(value: Any, is_text: bool, key: str, change: Change) -> Any:
    if isinstance(value, str):
        new = change(key, value) if is_text else value
        return value if new == value else new
    if isinstance(value, BaseModel):
        return _model(value, key, change)
    if isinstance(value, TableText):
        return _table(value, key, change)
    if isinstance(value, dict):
        changed = Fixed((k, _any(v, is_text, f"{key}.{k}", change)) for k, v in value.items())
        return changed if any(changed[k] is not value[k] for k in value) else value
    if isinstance(value, tuple):
        items = tuple(_any(v, is_text, f"{key}.{i}", change) for i, v in enumerate(value))
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    return value


def _table(table: TableText, key: str, change: Change) -> TableText:
    rules = []
    for number, rule in enumerate(table.rules, 1):
        then = [rule.then[0]]
        for head, cell in zip(table.outputs[1:], rule.then[1:], strict=True):
            text = change(f"{key}.{number}.{head.text}", cell.text) if _is_words(cell.text) else cell.text
            then.append(cell if text == cell.text else dataclasses.replace(cell, text=text))
        same = all(a is b for a, b in zip(then, rule.then, strict=True))
        rules.append(rule if same else dataclasses.replace(rule, then=tuple(then)))
    same = all(a is b for a, b in zip(rules, table.rules, strict=True))
    return table if same else dataclasses.replace(table, rules=tuple(rules))


def _otherwise(decision: Decision, key: str, change: Change) -> dict[str, str] | None:
    old = decision.otherwise or {}
    first = decision.table.outputs[0].text
    new = Fixed(
        (column, change(f"{key}.{column}", text) if column != first and _is_words(text) else text)
        for column, text in old.items()
    )
    return decision.otherwise if new == old else new


def _is_words(text: str) -> bool:
    return any(c.isalpha() for c in text) and text not in ("true", "false")
