"""Does every condition compare what can be compared? Findings with the place of the condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from prodia.language import Finding as Typed
from prodia.language import Type, infer, names
from prodia.language.tree import SUBJECT, Tree
from prodia.model.finding import Finding, Path
from prodia.model.protocol import Decision, Protocol
from prodia.model.references import nearest
from prodia.problems.references import UNKNOWN_REFERENCE
from prodia.problems.typing import NOT_A_CONDITION, OTHER_TYPE


def type_findings(
    protocol: Protocol, whole: Mapping[str, Mapping[str, Any]], types: Mapping[str, Type]
) -> Iterator[Finding]:
    """Findings of every expression and table cell that stands in this protocol's own file."""
    for id, value in protocol.derived.items():
        path: Path = ("derived", id, "is")
        found = yield from _one(path, value.is_.tree, types)
        if found is not None and not value.type.accepts(found):
            yield Finding(OTHER_TYPE, path, name=id, want=value.type.show(), got=found.show())
    for id, criterion in protocol.criteria.items():
        for below, condition in criterion.conditions():
            yield from _condition(("criteria", id, *below), condition.tree, types)
    for id, step in protocol.steps.items():
        if step.when is not None:
            yield from _condition(("steps", id, "when"), step.when.tree, types)
    for id, decision in protocol.decisions.items():
        yield from _table(id, decision, types)


def _condition(path: Path, tree: Tree, types: Mapping[str, Type]) -> Iterator[Finding]:
    found = yield from _one(path, tree, types)
    if found is not None and found.kind not in ("truth", "null"):
        yield Finding(NOT_A_CONDITION, path, got=found.show())


def _one(path: Path, tree: Tree, types: Mapping[str, Type]) -> Any:
    """Yield the findings of one expression; return its type, None where it has none."""
    unknown = [n for n in names(tree) if n not in types]
    for name in unknown:
        near = nearest(name, types)
        yield Finding(UNKNOWN_REFERENCE, path, what="veld of waarde", name=name, nearest=near)
    if unknown:
        return None
    inferred = infer(tree, types)
    for one in inferred.findings:
        yield Finding(one.kind, path, span=one.span, **dict(one.args))
    return inferred.type


def _table(id: str, decision: Decision, types: Mapping[str, Type]) -> Iterator[Finding]:
    path: Path = ("decisions", id, "table")
    columns: list[Type | None] = []
    for head in decision.table.inputs:
        unknown = [n for n in names(head.tree) if n not in types]
        where = (head.cell.line, head.cell.column, len(head.cell.text))
        for name in unknown:
            near = nearest(name, types)
            yield Finding(
                UNKNOWN_REFERENCE, path, cell=where, what="veld of criterium", name=name, nearest=near
            )
        if unknown:
            columns.append(None)
            continue
        inferred = infer(head.tree, types)
        yield from _placed(path, where, inferred.findings)
        columns.append(inferred.type)
    for rule in decision.table.rules:
        for (cell, tree), type in zip(rule.when, columns, strict=True):
            if type is not None:
                where = (cell.line, cell.column, len(cell.text))
                yield from _placed(path, where, infer(tree, {SUBJECT: type}).findings)


def _placed(path: Path, where: tuple[int, int, int], findings: tuple[Typed, ...]) -> Iterator[Finding]:
    line, column, length = where
    for one in findings:
        start, end = one.span
        inside = (line, column + start, max(1, end - start)) if end else (line, column, length)
        yield Finding(one.kind, path, cell=inside, **dict(one.args))
