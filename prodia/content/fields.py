"""Which fields a model knows at a path of a file: for did-you-mean, and nothing else."""

from __future__ import annotations

import types
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from prodia.content.marks import Mapping, Node, Path, Scalar, Sequence


@cache
def hints(model: type[BaseModel]) -> dict[str, Any]:
    """The annotation of every field, by the name it has in a file."""
    found = get_type_hints(model, include_extras=True)
    return {field.alias or name: found[name] for name, field in model.model_fields.items()}


def known_fields(model: type[BaseModel], root: Node, path: Path) -> tuple[str, ...]:
    """The names a block at ``path`` may have; empty where names are free or unknown."""
    annotation: Any = model
    node: Node | None = root
    for step in path:
        annotation = _below(annotation, node, step)
        node = _child(node, step)
    block = _model(annotation, node)
    return tuple(hints(block)) if block else ()


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.values.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


def _arms(annotation: Any) -> list[Any]:
    """The alternatives of an annotation, with Annotated and unions taken off."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _arms(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return [arm for part in get_args(annotation) for arm in _arms(part)]
    return [annotation]


def _model(annotation: Any, node: Node | None) -> type[BaseModel] | None:
    """The model among the arms; of several, the one whose ``kind`` the block says."""
    models = [a for a in _arms(annotation) if isinstance(a, type) and issubclass(a, BaseModel)]
    if len(models) < 2:
        return models[0] if models else None
    kind = node.values.get("kind") if isinstance(node, Mapping) else None
    said = kind.data if isinstance(kind, Scalar) else None
    return next((m for m in models if (f := m.model_fields.get("kind")) and f.default == said), None)


def _below(annotation: Any, node: Node | None, step: str | int) -> Any:
    if (block := _model(annotation, node)) and isinstance(step, str):
        return hints(block).get(step)
    for arm in _arms(annotation):
        if get_origin(arm) is dict and isinstance(step, str):
            return get_args(arm)[1]
        if get_origin(arm) is tuple and isinstance(step, int):
            return get_args(arm)[0]
    return None
