"""Every finding about one decision table, for its author: :func:`analyse`."""

# One short function a kind of finding; a new kind is a new function and its name in
# `analyse`. The searches live in sweep.py.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from prodia.language.compiled import CompiledTable, agree, cells_of, outcome, rank, unclear_cells, with_cells
from prodia.language.show import show_cell
from prodia.language.sweep import (
    STEPS,
    Spent,
    Steps,
    gaps,
    inside,
    missing_input,
    overlaps,
    parts_of,
    shared_by,
    uncovered,
    witness_of,
)
from prodia.language.tables import HitPolicy, Row, Table
from prodia.language.witnesses import Witness, value_text
from prodia.problems import Kind, Two
from prodia.problems.tables import (
    CELL,
    CONTRADICTION,
    EDGE,
    GAP,
    HIDDEN,
    MISSING_INPUT,
    NEVER_HOLDS,
    NOT_DECIDED,
    OUTCOME,
    OVERLAP,
    UNUSED,
)

MOST_GAPS = 3
MOST_OVERLAPS = 20


@dataclass(frozen=True, slots=True)
class TableFinding:
    """One mistake in a table: its kind, the rules and column it concerns (from 0), what the message says.

    ``args`` fill the message, all but ``table``: the name of the table is added by who knows it.
    """

    kind: Kind
    rules: tuple[int, ...] = ()
    column: int | None = None
    args: tuple[tuple[str, str], ...] = ()
    witness: Witness | None = None


def analyse(table: Table, *, steps: int = STEPS) -> tuple[TableFinding, ...]:
    """All findings about a table; empty means complete, decided everywhere, every rule of use.

    A question that takes more than ``steps`` is reported as not decided, never as fine.
    """
    cells = cells_of(table)
    if unclear := [_finding(CELL, (r,), i, None, **args) for r, i, args in unclear_cells(table, cells)]:
        return tuple(unclear)
    compiled = with_cells(table, cells)
    found = [*_outcomes(table), *_unused(compiled), *_never(compiled), *_overlaps(compiled)]
    for what, check in (
        (Two("volledig is", "is complete"), _gaps),
        (Two("ontbrekende waarden regelt", "handles missing values"), _missing),
        (Two("een regel heeft die nooit aan de beurt komt", "has a rule that never gets its turn"), _hidden),
    ):
        try:
            found += check(compiled, steps)
        except Spent:
            found.append(_finding(NOT_DECIDED, what_nl=what.nl, what_en=what.en, steps=str(steps)))
    return tuple(found)


def _finding(
    kind: Kind,
    rules: tuple[int, ...] = (),
    column: int | None = None,
    seen: Witness | None = None,
    /,
    **args: str,
) -> TableFinding:
    if seen:
        args |= {"witness_nl": seen.words.nl, "witness_en": seen.words.en}
    return TableFinding(kind, rules, column, tuple(sorted(args.items())), seen)


def _outcomes(table: Table) -> Iterator[TableFinding]:
    """B09: an outcome that is not declared."""
    rows: list[tuple[tuple[int, ...], Two, Row]] = [
        ((r,), Two(f"Regel {r + 1}", f"Rule {r + 1}"), rule.then) for r, rule in enumerate(table.rules)
    ]
    if table.otherwise is not None:
        rows.append(((), Two("De «otherwise»", "The «otherwise»"), table.otherwise))
    for rules, where, row in rows:
        for output, value in zip(table.outputs, row, strict=True):
            declared = not output.values or any(type(v) is type(value) and v == value for v in output.values)
            if value is not None and not (declared and (output.type is None or output.type.admits(value))):
                known = ", ".join(map(value_text, output.values)) or (
                    output.type.show() if output.type else ""
                )
                yield _finding(
                    OUTCOME,
                    rules,
                    where_nl=where.nl,
                    where_en=where.en,
                    found=value_text(value),
                    output=output.name,
                    known=known,
                )


def _unused(table: CompiledTable) -> Iterator[TableFinding]:
    """B10: an input that excludes nothing."""
    every = (1 << len(table.table.rules)) - 1
    for i, axis in enumerate(table.axes):
        if every and all(part.rules == every for part in axis.parts if part.inside):
            yield _finding(UNUSED, (), i, column=table.table.inputs[i].label)


def _never(table: CompiledTable) -> Iterator[TableFinding]:
    """B13: a cell that no admitted value fits."""
    for r, rule in enumerate(table.table.rules):
        for i, own in enumerate(table.boxes[r]):
            if not own:
                column, cell = table.table.inputs[i].label, show_cell(rule.when[i])
                yield _finding(NEVER_HOLDS, (r,), i, rule=str(r + 1), column=column, cell=cell)


def _overlaps(table: CompiledTable) -> Iterator[TableFinding]:
    """B02, B03 and B06: two rules that hold at once, where the policy allows only one (outcome)."""
    hit = table.table.hit
    if hit not in (HitPolicy.UNIQUE, HitPolicy.ANY):
        return
    pairs = (
        (first, second)
        for first, second in overlaps(table)
        if hit is HitPolicy.UNIQUE or not agree(table.table, (first, second))
    )
    for first, second in islice(pairs, MOST_OVERLAPS):
        seen = witness_of(table, shared_by(table, first, second))
        two = {"first": str(first + 1), "second": str(second + 1)}
        at = _touch(table, first, second)
        if at is None:
            kind = OVERLAP if hit is HitPolicy.UNIQUE else CONTRADICTION
            yield _finding(kind, (first, second), None, seen, **two)
        else:
            says = Two(
                "gelden regel {first} en regel {second} allebei", "both rule {first} and rule {second} hold"
            )
            yield _edge(table, (first, second), at, seen, Two(says.fill("nl", two), says.fill("en", two)))


def _edge(
    table: CompiledTable, rules: tuple[int, ...], column: int, seen: Witness, what: Two
) -> TableFinding:
    label, value = table.table.inputs[column].label, value_text(seen.values[column])
    return _finding(EDGE, rules, column, seen, column=label, value=value, what_nl=what.nl, what_en=what.en)


def _touch(table: CompiledTable, first: int, second: int) -> int | None:
    """The one ordered input on which two rules share exactly one value, and each holds beyond it; or None."""
    for i, (a, b) in enumerate(zip(table.boxes[first], table.boxes[second], strict=True)):
        axis, shared = table.axes[i], parts_of(a & b & ~1)
        if axis.line and len(shared) == 1 and axis.parts[shared[0]].single and a & ~b and b & ~a:
            return i
    return None


def _gaps(table: CompiledTable, steps: int) -> Iterator[TableFinding]:
    """B01 and B06: a case without a rule, in a table without a default."""
    if table.table.otherwise is not None:
        return
    edges = set()
    for seen in gaps(table, limit=MOST_GAPS, steps=steps):
        at = _missed(table, seen)
        if at is None:
            yield _finding(GAP, (), None, seen)
        elif (at, seen.parts[at]) not in edges:
            edges.add((at, seen.parts[at]))
            yield _edge(table, (), at, seen, Two("geldt geen enkele regel", "no rule holds"))


def _missed(table: CompiledTable, seen: Witness) -> int | None:
    """The ordered input on which this gap is one value wide, with a rule on both sides; or None."""
    for i, axis in enumerate(table.axes):
        at = seen.parts[i]
        if axis.line and 1 < at < len(axis.parts) - 1 and axis.parts[at].single:
            beside = [(*seen.parts[:i], n, *seen.parts[i + 1 :]) for n in (at - 1, at + 1)]
            if all(axis.parts[n[i]].inside and table.rules_at(n) for n in beside):
                return i
    return None


def _missing(table: CompiledTable, steps: int) -> Iterator[TableFinding]:
    """B07: a missing value takes a case its rule away, in a table without a default; said once."""
    lost = None if table.table.otherwise is not None else missing_input(table, steps=steps)
    if lost:
        labels = [f"«{table.table.inputs[i].label}»" for i in lost[0]]
        yield _finding(
            MISSING_INPUT,
            (),
            lost[0][0],
            lost[1],
            columns_nl=_listed(labels, "of"),
            columns_en=_listed(labels, "or"),
        )


def _listed(words: list[str], last: str) -> str:
    return f" {last} ".join(p for p in (", ".join(words[:-1]), words[-1]) if p)


def _hidden(table: CompiledTable, steps: int) -> Iterator[TableFinding]:
    """B04: under FIRST and PRIORITY, a rule that others beat wherever it holds."""
    if table.table.hit not in (HitPolicy.FIRST, HitPolicy.PRIORITY):
        return
    rules, left, every = range(len(table.table.rules)), Steps(steps), inside(table, null=True)
    by_rank = table.table.hit is HitPolicy.PRIORITY
    ranks = [(rank(table.table, r) if by_rank else (), r) for r in rules]
    for r in rules:
        own = table.boxes[r]
        stronger = sum(1 << s for s in rules if ranks[s] < ranks[r])
        allowed = [[n for n in parts if bits >> n & 1] for parts, bits in zip(every, own, strict=True)]
        if all(own) and next(uncovered(table, stronger, allowed, left), None) is None:
            seen = witness_of(table, [next((n for n in parts if n), 0) for parts in allowed])
            winner = outcome(table.table, table.rules_at(seen.parts)).rules[0]
            yield _finding(HIDDEN, (r, winner), None, seen, rule=str(r + 1), first=str(winner + 1))
