"""Does every condition compare what can be compared? Findings with the place of the condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from prodia.checks.finding import Finding, Path
from prodia.language import Finding as Typed
from prodia.language import Type, infer, parse_type
from prodia.language.syntax.tree import SUBJECT, Tree
from prodia.model.protocol import Decision, Protocol
from prodia.problems.language import HOUSE_RULE

TRUTH = parse_type("truth")


def type_findings(
    protocol: Protocol, whole: Mapping[str, Mapping[str, Any]], types: Mapping[str, Type]
) -> Iterator[Finding]:
    """Findings of every expression and table cell that stands in this protocol's own file."""
    for id in protocol.derived:
        value = whole["derived"][id]
        yield from _one(("derived", id, "is"), value.is_.tree, types, value.type)
    for id in protocol.criteria:
        for below, condition in whole["criteria"][id].conditions():
            yield from _one(("criteria", id, *below), condition.tree, types, TRUTH)
    for id in protocol.steps:
        when = whole["steps"][id].when
        if when is not None:
            yield from _one(("steps", id, "when"), when.tree, types, TRUTH)
    for id, decision in protocol.decisions.items():
        yield from _table(("decisions", id, "table"), decision, types)


def _one(path: Path, tree: Tree, types: Mapping[str, Type], wanted: Type) -> Iterator[Finding]:
    for one in _once(infer(tree, types, wanted).findings):
        yield Finding(one.kind, path, dict(one.args), span=one.span)


def _once(findings: tuple[Typed, ...]) -> Iterator[Typed]:
    """Of two names that can not be compared at all, not also that it is better not to compare names."""
    wrong = {one.span for one in findings if one.kind.severity == "error"}
    return (one for one in findings if one.kind is not HOUSE_RULE or one.span not in wrong)


def _table(path: Path, decision: Decision, types: Mapping[str, Type]) -> Iterator[Finding]:
    columns: list[Type | None] = []
    for head in decision.table.inputs:
        inferred = infer(head.tree, types)
        where = (head.cell.line, head.cell.column, len(head.cell.text))
        yield from _placed(path, where, inferred.findings)
        columns.append(inferred.type)
    for rule in decision.table.rules:
        for (cell, tree), column in zip(rule.when, columns, strict=True):
            if column is not None:
                where = (cell.line, cell.column, len(cell.text))
                yield from _placed(path, where, infer(tree, {**types, SUBJECT: column}, TRUTH).findings)


def _placed(path: Path, where: tuple[int, int, int], findings: tuple[Typed, ...]) -> Iterator[Finding]:
    line, column, length = where
    for one in findings:
        start, end = one.span
        inside = (line, column + start, max(1, end - start)) if end else (line, column, length)
        yield Finding(one.kind, path, dict(one.args), cell=inside)
