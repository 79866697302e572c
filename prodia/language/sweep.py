"""Is a decision table complete, and does one rule hold at a time? Answers with a witness.

The searches :func:`gaps`, :func:`missing_input` and :func:`overlaps`; review.py
tells an author of them.
"""

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

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import prod

from prodia.language.compiled import CompiledTable
from prodia.language.witnesses import Witness, witness

STEPS = 200_000


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


def uncovered(
    table: CompiledTable, rules: int, allowed: Sequence[Sequence[int]], steps: Steps
) -> Iterator[tuple[int, ...]]:
    """Cells (part numbers) within ``allowed`` where none of ``rules`` (bits) holds, one a state at most.

    Raises :class:`Spent` when the steps are.
    """
    choices = []  # per axis: the parts that differ for these rules, those that leave least standing first
    for axis, parts in zip(table.axes, allowed, strict=True):
        found: dict[int, int] = {}
        for part in parts:
            found.setdefault(axis.parts[part].rules & rules, part)
        choices.append(sorted(found.items(), key=lambda mask_part: mask_part[0].bit_count()))
    if not all(choices):
        return
    order = sorted(range(len(choices)), key=lambda i: len(choices[i]))
    free, some = [rules], [rules]  # rules that exclude nothing (at all) from this input on
    for i in reversed(order):
        every, any_ = rules, 0
        for mask, _ in choices[i]:
            every, any_ = every & mask, any_ | mask
        free.insert(0, free[0] & every)
        some.insert(0, some[0] & any_)
    start = rules & some[0]
    if not start:
        yield tuple(parts[0] for parts in allowed)
        return
    seen: list[set[int]] = [set() for _ in order]
    todo: list[tuple[int, int, tuple[int, ...]]] = [] if start & free[0] else [(0, start, ())]
    while todo:
        depth, standing, path = todo.pop()
        useful, certain, further = some[depth + 1], free[depth + 1], []
        steps.take(len(choices[order[depth]]))
        for mask, part in choices[order[depth]]:
            after = standing & mask & useful
            if not after:
                chosen = dict(zip(order, (*path, part), strict=False))
                yield tuple(chosen.get(i, parts[0]) for i, parts in enumerate(allowed))
                break
            if not after & certain and after not in seen[depth]:
                seen[depth].add(after)
                further.append((depth + 1, after, (*path, part)))
        todo.extend(reversed(further))  # least standing first


def inside(table: CompiledTable, *, null: bool) -> list[list[int]]:
    """Per input the parts its type admits, with or without null."""
    return [[n for n, p in enumerate(axis.parts) if p.inside and (null or not p.null)] for axis in table.axes]


def _all(table: CompiledTable) -> int:
    return (1 << len(table.table.rules)) - 1


def witness_of(table: CompiledTable, parts: Sequence[int]) -> Witness:
    """A cell as a concrete case."""
    return witness(table.table, [(n, axis.parts[n]) for axis, n in zip(table.axes, parts, strict=True)])


def gaps(table: CompiledTable, *, limit: int = 1, steps: int = STEPS) -> tuple[Witness, ...]:
    """Cases with a value for every input where no rule holds; empty means there are none.

    At most ``limit`` of them, whatever the declared default. Raises :class:`Spent` if
    that can not be decided in ``steps``.
    """
    if _tiled(table):
        return ()
    found = uncovered(table, _all(table), inside(table, null=False), Steps(steps))
    return tuple(witness_of(table, parts) for parts in islice(found, limit))


def _tiled(table: CompiledTable) -> bool:
    """Do rules that share no cell hold in as many cells as there are? Then each cell has its rule."""
    held = sum(prod((bits & ~1).bit_count() for bits in box) for box in table.boxes)
    return held == prod(map(len, inside(table, null=False))) and next(overlaps(table), None) is None


def missing_input(table: CompiledTable, *, steps: int = STEPS) -> tuple[tuple[int, ...], Witness] | None:
    """The inputs (from 0) whose missing value alone takes a case its rule away, and such a case; or None.

    Where no input does so alone, the inputs of a case that several missing values together leave without.
    """
    left, every = Steps(steps), inside(table, null=False)
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
        allowed = [[0] if n == i else parts_of(bits & ~1) for n, bits in enumerate(box)]
        if all(b & ~1 for b in box):
            for cell in uncovered(table, without, allowed, steps):
                return cell
    return None


def overlaps(table: CompiledTable) -> Iterator[tuple[int, int]]:
    """Every pair of rules (from 0) that both hold in some case."""
    boxes = table.boxes
    partners = [_all(table)] * len(boxes)
    for i, axis in enumerate(table.axes):
        meets = {own[i]: 0 for own in boxes}
        for own in meets:
            for n in parts_of(own):
                meets[own] |= axis.parts[n].rules
        partners = [p & meets[own[i]] for p, own in zip(partners, boxes, strict=True)]
    for first, mask in enumerate(partners):
        for second in parts_of(mask >> first + 1):
            yield first, first + 1 + second


def shared_by(table: CompiledTable, first: int, second: int) -> list[int]:
    """The first cell in which two overlapping rules both hold, one without nulls if there is."""
    shared = (a & b for a, b in zip(table.boxes[first], table.boxes[second], strict=True))
    return [parts_of(bits & ~1 or bits)[0] for bits in shared]


def parts_of(bits: int) -> list[int]:
    """The numbers of the bits that are set."""
    return [n for n in range(bits.bit_length()) if bits >> n & 1]
