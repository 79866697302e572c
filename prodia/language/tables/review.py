"""Is a decision table complete, and does one rule hold at a time? Each finding with a witness.

The searches :func:`gaps`, :func:`missing_input`, :func:`overlaps`; :func:`analyse` tells an author of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import prod

from prodia.frozen import dataclass
from prodia.language.syntax.tree import show_cell, show_value
from prodia.language.tables import HitPolicy, Row, Table
from prodia.language.tables.axes import INF, Line, Part, at
from prodia.language.tables.compiled import (
    CompiledTable,
    cells_of,
    rank,
    set_in,
    too_long,
    typed,
    unclear_cells,
    with_cells,
)
from prodia.language.values import Duration, Plain
from prodia.problems import Argument, Kind, arguments
from prodia.problems import language as kinds
from prodia.words import LANGS, Lang, Words
from prodia.words.lists import either

# How to think about it. A cell is one part of every axis; the rules that hold there
# are the AND of the parts' rule sets. So a search needs to know, going input by
# input, nothing but the set of rules still standing: two roads that leave the same
# rules standing before the same input have the same future. `Search` remembers those
# states and visits each once, the input with the fewest parts first. A state with no
# rule left is a gap; one with a rule that excludes nothing further has none.
# Overlaps need no search: boxes meet when they meet on every axis, which is an AND
# of bits. Nor does a table whose rules share nothing: they leave no gap if together
# they hold in as many cells as there are. All gaps are never listed: there can be
# exponentially many.

NO_VALUE = Words("leeg", "no value")
ANY_OTHER = Words("iets anders", "anything else")
_BOTH_HOLD = Words(
    "gelden regel {first} en regel {second} allebei", "both rule {first} and rule {second} hold"
)


@dataclass(frozen=True, slots=True)
class Witness:
    """A concrete case: a part number and a value for every input, in their order."""

    parts: tuple[int, ...]
    values: tuple[Plain, ...]
    words: Words  # "ernst = met, leespc = 10"


def witness_of(table: CompiledTable, cell: Sequence[int]) -> Witness:
    """A cell as a concrete case: the sample of each part."""
    parts = [axis.parts[n] for axis, n in zip(table.axes, cell, strict=True)]
    labels = [i.label for i in table.table.inputs]
    nl, en = (
        ", ".join(f"{label} = {_sample(part, lang)}" for label, part in zip(labels, parts, strict=True))
        for lang in LANGS
    )
    return Witness(tuple(cell), tuple(part.sample for part in parts), Words(nl, en))


def _sample(part: Part, lang: Lang) -> str:
    if part.null:
        return NO_VALUE[lang]
    if part.span is None and not part.values:
        return ANY_OTHER[lang]
    return value_text(part.sample)


def value_text(value: Plain) -> str:
    """A value as an author types it in a cell: ``10``, ``0.5``, ``not met``, ``2018-12-02``, ``P6M``."""
    if isinstance(value, Duration):
        return value.iso()
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, str) else show_value(value)


def part_text(line: Line | None, part: Part, lang: Lang) -> str:
    """Every value of a part: ``< 10``, ``[10..16)``, ``10``, ``met / not met``, or no value at all."""
    if part.null:
        return NO_VALUE[lang]
    if line is None or part.span is None:
        return " / ".join(map(value_text, part.values)) or ANY_OTHER[lang]
    low, high, span = part.span.low, part.span.high, part.span
    if low == -INF and high == INF:
        return "-"
    if low == high:
        return value_text(at(line, low))
    if low == -INF:
        return f"{'<=' if span.high_in else '<'} {value_text(at(line, high))}"
    if high == INF:
        return f"{'>=' if span.low_in else '>'} {value_text(at(line, low))}"
    left, right = "[" if span.low_in else "(", "]" if span.high_in else ")"
    return f"{left}{value_text(at(line, low))}..{value_text(at(line, high))}{right}"


STEPS = 200_000
WIDE = 1000


class Spent(Exception):
    """The search took more steps than it was given: nothing is known."""


@dataclass(slots=True)
class Steps:
    """A budget, counted down."""

    left: int = STEPS

    def take(self, count: int = 1) -> None:
        self.left -= count
        if self.left < 0:
            raise Spent


def steps_for(table: CompiledTable, steps: int) -> Steps:
    """A budget for searching a table: over more than WIDE rules every step is so much slower."""
    return Steps(steps * WIDE // max(WIDE, len(table.table.rules)))


def uncovered(
    table: CompiledTable, rules: int, allowed: Sequence[int], steps: Steps
) -> Iterator[tuple[int, ...]]:
    """Cells (part numbers) within ``allowed`` (parts as bits) where none of ``rules`` (bits) holds, one a
    state at most.

    Raises :class:`Spent` when the steps are.
    """
    if not all(allowed):
        return
    useful, certain = rules, rules  # rules that hold somewhere, and everywhere, on each input
    for ranges, parts in zip(table.ranges, allowed, strict=True):
        own, whole = ranges.of(parts)
        useful, certain = useful & own, certain & whole
    if not useful:
        yield tuple((parts & -parts).bit_length() - 1 for parts in allowed)
    if not useful or certain:
        return
    steps.take(sum(parts.bit_count() for parts in allowed) // 16)  # to look at a part is quick
    choices = []  # per axis: the parts that differ for these rules, those that leave least standing first
    for axis, parts in zip(table.axes, allowed, strict=True):
        found: dict[int, int] = {}
        for part in set_in(parts):
            found.setdefault(axis.parts[part].rules & rules, part)
        choices.append(sorted(found.items(), key=lambda mask_part: mask_part[0].bit_count()))
    order = sorted(range(len(choices)), key=lambda i: len(choices[i]))
    free, some = [rules], [rules]  # rules that exclude nothing (at all) from this input on
    for i in reversed(order):
        every, any_ = rules, 0
        for mask, _ in choices[i]:
            every, any_ = every & mask, any_ | mask
        free.insert(0, free[0] & every)
        some.insert(0, some[0] & any_)
    seen: list[set[int]] = [set() for _ in order]
    todo: list[tuple[int, int, tuple[int, ...]]] = [(0, rules & some[0], ())]
    while todo:
        depth, standing, path = todo.pop()
        useful, certain, further = some[depth + 1], free[depth + 1], []
        steps.take(len(choices[order[depth]]))
        for mask, part in choices[order[depth]]:
            after = standing & mask & useful
            if not after:
                chosen = dict(zip(order, (*path, part), strict=False))
                yield tuple(
                    chosen.get(i, (parts & -parts).bit_length() - 1) for i, parts in enumerate(allowed)
                )
                break
            if not after & certain and after not in seen[depth]:
                seen[depth].add(after)
                further.append((depth + 1, after, (*path, part)))
        todo.extend(reversed(further))  # least standing first


def inside(table: CompiledTable, *, null: bool) -> list[int]:
    """Per input the parts its type admits, as bits, with or without null."""
    return [
        sum(1 << n for n, p in enumerate(axis.parts) if p.inside and (null or not p.null))
        for axis in table.axes
    ]


def _all(table: CompiledTable) -> int:
    return (1 << len(table.table.rules)) - 1


def gaps(table: CompiledTable, *, limit: int = 1, steps: int = STEPS) -> tuple[Witness, ...]:
    """Cases with a value for every input where no rule holds; empty means there are none.

    At most ``limit`` of them, whatever the declared default. Raises :class:`Spent` if
    that can not be decided in ``steps``.
    """
    if _tiled(table):
        return ()
    found = uncovered(table, _all(table), inside(table, null=False), steps_for(table, steps))
    return tuple(witness_of(table, parts) for parts in islice(found, limit))


def _tiled(table: CompiledTable) -> bool:
    """Do rules that share no cell hold in as many cells as there are? Then each cell has its rule."""
    held = sum(prod((bits & ~1).bit_count() for bits in box) for box in table.boxes)
    cells = prod(parts.bit_count() for parts in inside(table, null=False))
    return held == cells and next(overlaps(table), None) is None


def missing_input(table: CompiledTable, *, steps: int = STEPS) -> tuple[tuple[int, ...], Witness] | None:
    """The inputs (from 0) whose missing value alone takes a case its rule away, and such a case; or None.

    Where no input does so alone, the inputs of a case that several missing values together leave without.
    """
    left, every = steps_for(table, steps), inside(table, null=False)
    boxes = table.boxes
    lost = {
        i: cell
        for i, axis in enumerate(table.axes)
        if axis.parts[0].inside and (cell := _lost_without(table, i, boxes, left)) is not None
    }
    if lost:
        return tuple(lost), witness_of(table, next(iter(lost.values())))
    if next(uncovered(table, _all(table), every, left), None) is None:
        for cell in uncovered(table, _all(table), inside(table, null=True), left):
            return tuple(i for i, part in enumerate(cell) if part == 0), witness_of(table, cell)
    return None


def _lost_without(
    table: CompiledTable, i: int, boxes: Sequence[Sequence[int]], steps: Steps
) -> tuple[int, ...] | None:
    """A cell without a value for input i and without a rule, though a rule holds for some value of i."""
    without = table.axes[i].parts[0].rules
    for rule, box in enumerate(boxes):
        if without >> rule & 1:
            continue
        if all(b & ~1 for b in box):
            allowed = [1 if n == i else bits & ~1 for n, bits in enumerate(box)]
            for cell in uncovered(table, without, allowed, steps):
                return cell
    return None


def partners(table: CompiledTable) -> list[int]:
    """Per rule the rules (bits) that share a case with it, itself among them."""
    found = [_all(table)] * len(table.boxes)
    for i, ranges in enumerate(table.ranges):
        meets = {own: ranges.of(own)[0] for own in {box[i] for box in table.boxes}}
        found = [p & meets[own[i]] for p, own in zip(found, table.boxes, strict=True)]
    return found


def overlaps(table: CompiledTable) -> Iterator[tuple[int, int]]:
    """Every pair of rules (from 0) that both hold in some case."""
    return _pairs(partners(table))


def _pairs(masks: Iterable[int]) -> Iterator[tuple[int, int]]:
    for first, mask in enumerate(masks):
        for second in set_in(mask >> first + 1):
            yield first, first + 1 + second


def shared_by(table: CompiledTable, first: int, second: int) -> list[int]:
    """The first cell in which two overlapping rules both hold, one without nulls if there is."""
    shared = (a & b for a, b in zip(table.boxes[first], table.boxes[second], strict=True))
    return [set_in(bits & ~1 or bits)[0] for bits in shared]


# One short function a kind of finding; a new kind is a new function and its name in
# `analyse`. The searches stand above.


MOST_GAPS = 3
MOST_OVERLAPS = 20
MOST_HIDDEN = 100


@dataclass(frozen=True, slots=True)
class TableFinding:
    """One mistake in a table: its kind, the rules and column it concerns (from 0), what the message says.

    ``args`` fill the message, all but ``table``: the name of the table is added by who knows it.
    """

    kind: Kind
    rules: tuple[int, ...] = ()
    column: int | None = None
    args: tuple[tuple[str, Argument], ...] = ()
    witness: Witness | None = None


def analyse(table: Table, *, steps: int = STEPS) -> tuple[TableFinding, ...]:
    """All findings about a table; empty means complete, decided everywhere, every rule of use.

    A question that takes more than ``steps`` is reported as not decided, never as fine.
    """
    if said := too_long(len(table.rules)):
        return (_finding(kinds.TOO_MANY_RULES, **said),)
    cells = cells_of(table)
    if unclear := [_finding(kinds.CELL, (r,), i, None, **args) for r, i, args in unclear_cells(table, cells)]:
        return tuple(unclear)
    compiled = with_cells(table, cells)
    found = [*_outcomes(table), *_unused(compiled), *_never(compiled), *_overlaps(compiled)]
    never = Words("een regel heeft die nooit aan de beurt komt", "has a rule that never gets its turn")
    for what, check in (
        (Words("volledig is", "is complete"), _gaps),
        (Words("ontbrekende waarden regelt", "handles missing values"), _missing),
        (never, _hidden),
    ):
        try:
            found += check(compiled, steps)
        except Spent:
            left = steps_for(compiled, steps).left
            found.append(_finding(kinds.NOT_DECIDED, what=what, steps=str(left)))
    return tuple(found)


def _finding(
    kind: Kind,
    rules: tuple[int, ...] = (),
    column: int | None = None,
    seen: Witness | None = None,
    /,
    **args: str | Words,
) -> TableFinding:
    if seen:
        args |= {"witness": seen.words}
    return TableFinding(kind, rules, column, arguments(args), seen)


def _outcomes(table: Table) -> Iterator[TableFinding]:
    """B09: an outcome that is not declared."""
    rows: list[tuple[tuple[int, ...], Words, Row]] = [
        ((r,), Words(f"Regel {r + 1}", f"Rule {r + 1}"), rule.then) for r, rule in enumerate(table.rules)
    ]
    if table.otherwise is not None:
        rows.append(((), Words("De «otherwise»", "The «otherwise»"), table.otherwise))
    known_to = [{(type(v), v) for v in output.values} for output in table.outputs]
    for rules, where, row in rows:
        for output, named, value in zip(table.outputs, known_to, row, strict=True):
            declared = not named or (type(value), value) in named
            if value is not None and not (declared and (output.type is None or output.type.admits(value))):
                known = ", ".join(map(value_text, output.values))
                known = known or (output.type.show() if output.type else "")
                said = {"found": value_text(value), "output": output.name, "known": known}
                yield _finding(kinds.OUTCOME, rules, where=where, **said)


def _unused(table: CompiledTable) -> Iterator[TableFinding]:
    """B10: an input that excludes nothing."""
    every = _all(table)
    for i, axis in enumerate(table.axes):
        if every and all(part.rules == every for part in axis.parts if part.inside):
            yield _finding(kinds.UNUSED, (), i, column=table.table.inputs[i].label)


def _never(table: CompiledTable) -> Iterator[TableFinding]:
    """B13: a cell that no admitted value fits."""
    for r, rule in enumerate(table.table.rules):
        for i, own in enumerate(table.boxes[r]):
            if not own:
                column, cell = table.table.inputs[i].label, show_cell(rule.when[i])
                yield _finding(kinds.NEVER_HOLDS, (r,), i, rule=str(r + 1), column=column, cell=cell)


def _overlaps(table: CompiledTable) -> Iterator[TableFinding]:
    """B02, B03 and B06: two rules that hold at once, where the policy allows only one (outcome)."""
    hit = table.table.hit
    if hit not in (HitPolicy.UNIQUE, HitPolicy.ANY):
        return
    masks = partners(table)
    if hit is HitPolicy.ANY:
        same: dict[object, int] = {}
        outcomes = [typed(rule.then) for rule in table.table.rules]
        for rule, one in enumerate(outcomes):
            same[one] = same.get(one, 0) | 1 << rule
        masks = [mask & ~same[one] for mask, one in zip(masks, outcomes, strict=True)]
    for first, second in islice(_pairs(masks), MOST_OVERLAPS):
        seen = witness_of(table, shared_by(table, first, second))
        two = {"first": str(first + 1), "second": str(second + 1)}
        at = _touch(table, first, second)
        if at is None:
            kind = kinds.OVERLAP if hit is HitPolicy.UNIQUE else kinds.CONTRADICTION
            yield _finding(kind, (first, second), None, seen, **two)
        else:
            yield _edge(table, (first, second), at, seen, _BOTH_HOLD.filled(**two))


def _edge(
    table: CompiledTable, rules: tuple[int, ...], column: int, seen: Witness, what: Words
) -> TableFinding:
    label, value = table.table.inputs[column].label, value_text(seen.values[column])
    return _finding(kinds.EDGE, rules, column, seen, column=label, value=value, what=what)


def _touch(table: CompiledTable, first: int, second: int) -> int | None:
    """The one ordered input on which two rules share exactly one value, and each holds beyond it; or None."""
    for i, (a, b) in enumerate(zip(table.boxes[first], table.boxes[second], strict=True)):
        axis, shared = table.axes[i], set_in(a & b & ~1)
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
            yield _finding(kinds.GAP, (), None, seen)
        elif (at, seen.parts[at]) not in edges:
            edges.add((at, seen.parts[at]))
            yield _edge(table, (), at, seen, Words("geldt geen enkele regel", "no rule holds"))


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
        columns = either(table.table.inputs[i].label for i in lost[0])
        yield _finding(kinds.MISSING_INPUT, (), lost[0][0], lost[1], columns=columns)


def _hidden(table: CompiledTable, steps: int) -> Iterator[TableFinding]:
    """B04: under FIRST and PRIORITY, a rule that others beat wherever it holds."""
    if table.table.hit not in (HitPolicy.FIRST, HitPolicy.PRIORITY):
        return
    for r, stronger in islice(_beaten(table, steps_for(table, steps)), MOST_HIDDEN):
        seen = witness_of(table, [set_in(parts & ~1 or 1)[0] for parts in table.boxes[r]])
        winner = min(set_in(stronger & table.rules_at(seen.parts)), key=lambda s: _turn(table, s))
        yield _finding(kinds.HIDDEN, (r, winner), None, seen, rule=str(r + 1), first=str(winner + 1))


def _turn(table: CompiledTable, rule: int) -> tuple[tuple[int, ...], int]:
    """What comes first of the rules that hold is the outcome."""
    return rank(table.table, rule) if table.table.hit is HitPolicy.PRIORITY else (), rule


def _beaten(table: CompiledTable, steps: Steps) -> Iterator[tuple[int, int]]:
    """The rules that never get their turn, each with the rules (bits) that go before it."""
    stronger, reached = 0, [0] * len(table.axes)  # the rules before, and per input the parts they hold in
    asked = {}
    for r in sorted(range(len(table.table.rules)), key=lambda r: _turn(table, r)):
        own = table.boxes[r]
        if all(own) and not any(parts & ~others for parts, others in zip(own, reached, strict=True)):
            asked[r] = stronger
        stronger |= 1 << r
        reached = [others | parts for others, parts in zip(reached, own, strict=True)]
    for r, before in sorted(asked.items()):
        if next(uncovered(table, before, table.boxes[r], steps), None) is None:
            yield r, before
