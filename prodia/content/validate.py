"""From a document to a definition, or to one problem per mistake at its exact place."""

# pydantic reports every arm of a union, and a typo as two mistakes (one field missing,
# one too many). `_union` keeps the arm that fits what was written; `_typos` makes one of
# the two. What is said comes from the tables in content.wording; pydantic's own words
# are never shown. A custom error type that a model raises needs a row there.

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError

from prodia.checks.finding import Finding
from prodia.content.wording import wording
from prodia.content.yaml.marks import Document, Mapping, Node, Path, Scalar, Sequence
from prodia.problems import Problem
from prodia.problems import definitions as kinds
from prodia.words import Words
from prodia.words.lists import close, meant

_POSSIBLE = Words("hier kan nog: {names}.", "possible here: {names}.")

M = TypeVar("M", bound=BaseModel)
MAX_ERRORS = 200  # of one file; nobody reads more, and looking for what was meant costs time


@dataclass(frozen=True, slots=True)
class BlamedError:
    """One error of pydantic, with a path in the file and the union arms it passed."""

    type: str
    path: Path
    arm: str
    on_key: bool
    context: dict[str, Any]


def validate(document: Document, model: type[M]) -> tuple[M | None, tuple[Problem, ...]]:
    """The definition (None when it has mistakes) and the problems found, in file order."""
    data = document.data
    if isinstance(data, dict) and (said := data.get("format", 1)) is True:
        place = document.place(("format",))
        return None, (Problem(kinds.FORMAT_VERSION, place, found=str(said).lower()),)
    definition, located = blamed(document, model, data)
    if definition is not None:
        return definition, ()
    errors = _union(located, document)
    problems = [*_typos(errors, document, model)]
    rest = [e for e in errors if e.type not in ("missing", "extra_forbidden") and not _echo(document, e)]
    problems += [wording(document, e.type, e.path, e.on_key, e.context) for e in rest]
    return None, tuple(dict.fromkeys(sorted(problems, key=lambda p: (p.place is None, p.place))))


def blamed(document: Document, model: type[M], data: Any) -> tuple[M | None, list[BlamedError]]:
    """The definition in ``data``, or what is wrong with it by its path in the file."""
    try:
        return model.model_validate(data, by_alias=True, by_name=False), []
    except ValidationError as error:
        raw = error.errors(include_url=False, include_input=False)
    return None, [_located(document, one) for one in raw[:MAX_ERRORS]]


def retold(findings: Iterable[Finding], document: Document) -> Iterator[Problem]:
    """The findings of the model, each at its place in the file."""
    for f in findings:
        cell = f.cell[:2] if f.cell else None
        place = document.place(f.path, on_key=f.on_key, span=f.span, cell=cell)
        yield Problem(f.kind, place, **dict(f.args))


def _located(document: Document, error: Any) -> BlamedError:
    """pydantic's ``loc`` without the labels of union arms and discriminators."""
    node: Any = document.root
    path: list[str | int] = []
    arms: list[str] = []
    location = error["loc"]
    on_key = bool(location) and location[-1] == "[key]"
    if on_key:
        location = location[:-1]
    for number, step in enumerate(location):
        last = number == len(location) - 1
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.values:
            node = node.values[step]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif not (last and error["type"] == "missing"):
            if not (isinstance(node, Mapping) and node.data.get("kind") == step):
                arms.append(f"{len(path)}:{step}")
            continue
        path.append(step)
    return BlamedError(error["type"], tuple(path), " ".join(arms), on_key, dict(error.get("ctx") or {}))


def _echo(document: Document, error: BlamedError) -> bool:
    """What follows from a mistake already told: a list too short because of its items, an alias."""
    node = document.node(error.path)
    if isinstance(node, Scalar) and node.style == "*":
        return True
    return error.type == "too_short" and isinstance(node, Sequence) and bool(node.items)


def _union(errors: list[BlamedError], document: Document) -> list[BlamedError]:
    """Of the arms of one union only what fits the value that is there, and one message for it."""
    kept: list[BlamedError] = []
    seen: set[tuple[Path, bool]] = set()
    for error in errors:
        if not error.arm:
            kept.append(error)
            continue
        depth, _, label = error.arm.split(" ")[0].partition(":")
        point = error.path[: int(depth)]
        block = isinstance(document.node(point), Mapping)
        others = [e for e in errors if e.arm.startswith(f"{depth}:") and e.path[: int(depth)] == point]
        if len({e.arm for e in others}) > 1:
            if any(e.arm.partition(":")[2].startswith("dict[") for e in others):
                if label.startswith("dict[") != block:
                    continue
            elif (point, block) in seen:
                continue
            else:
                error = BlamedError("union", point, error.arm, False, {"arms": [e.type for e in others]})
                seen.add((point, block))
        kept.append(error)
    return kept


def _typos(errors: list[BlamedError], document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """Missing and unknown fields; a pair that looks alike is one mistake."""
    missing = [e.path for e in errors if e.type == "missing"]
    for error in (e for e in errors if e.type == "extra_forbidden"):
        *block, name = error.path
        here = [p for p in missing if list(p[:-1]) == block]
        known = known_fields(model, document.root, tuple(block))
        written = document.node(tuple(block))
        free = [k for k in known if not (isinstance(written, Mapping) and k in written.values)]
        wanted = [str(p[-1]) for p in here]
        found = close(str(name), wanted) or close(str(name), free)
        missing = [p for p in missing if not (found and p == (*block, found[0]))]
        place = document.place(error.path, on_key=True)
        shown = ", ".join(f"«{k}»" for k in free[:12])
        yield Problem(
            kinds.UNKNOWN_FIELD,
            place,
            field=str(name)[:80],
            hint=meant(found) if found else _POSSIBLE.filled(names=shown or "-"),
        )
    for path in missing:
        node = document.node(path[:-1])
        if isinstance(node, Scalar):
            continue
        yield Problem(kinds.MISSING_FIELD, document.place(path, on_key=True), field=path[-1])


# Which fields a model knows at a path of a file: for did-you-mean, and nothing else.


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
