"""A decision table as an author means it: columns, rules, a hit policy, a declared default.

A table is a frozen value and knows nothing of files. It is compiled once
(:func:`prodia.language.tables.compiled.compile_table`) and checked by
:func:`prodia.language.tables.review.analyse`.
"""

from __future__ import annotations

import enum
from typing import Literal, TypeAlias

from prodia.frozen import dataclass
from prodia.language.syntax.tree import Name, Tree, show
from prodia.language.syntax.types import Type
from prodia.language.values import Plain


class HitPolicy(enum.Enum):
    """Which of the rules that hold give the outcome (DMN 1.5, chapter 8.3.2)."""

    UNIQUE = "unique"  # at most one rule holds
    ANY = "any"  # several may hold, with one and the same outcome
    FIRST = "first"  # the first that holds, in the order written
    PRIORITY = "priority"  # the one whose outcome comes first in the declared values
    RULE_ORDER = "rule order"  # all that hold, in the order written
    OUTPUT_ORDER = "output order"  # all that hold, in the order of the declared values
    COLLECT = "collect"  # all that hold, or one aggregate of them

    @property
    def single(self) -> bool:
        """Does one rule give the outcome?"""
        return self in (HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY)


Aggregate: TypeAlias = Literal["none", "sum", "min", "max", "count"]
Row: TypeAlias = tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """A column of conditions: the expression read, usually a name, and its declared type."""

    tree: Tree
    type: Type

    @property
    def label(self) -> str:
        """What the column is called in a message: its name, or its expression."""
        return self.tree.id if isinstance(self.tree, Name) else show(self.tree)


@dataclass(frozen=True, slots=True)
class Output:
    """A column of outcomes. ``values``: what may stand in it, most important first."""

    name: str
    type: Type | None = None
    values: Row = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: a cell per input, a value per output. ``mark`` (line, column) is passed through unread."""

    when: tuple[Tree, ...]
    then: Row
    why: str = ""
    mark: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Inputs, outputs, rules and how they combine.

    ``otherwise`` is the outcome where no rule holds: one value per output, or
    ``None`` for a table that must be complete by itself. ``aggregate`` is used
    with :attr:`HitPolicy.COLLECT` only.
    """

    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]
    hit: HitPolicy = HitPolicy.UNIQUE
    aggregate: Aggregate = "none"
    otherwise: Row | None = None
