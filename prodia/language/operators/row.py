"""One row of the operator table: every face of one operator or function.

A :class:`Row` can not be made without a face: no field has a default.
"""

# How to think about it. A Case is one typed reading of an operator: "number < number
# gives truth". It holds the three computing faces: `person` takes Python values,
# `column` takes NumPy arrays, `javascript` is a function text. In a strict row those
# functions never see null or another type: the dispatch below (and its twin in
# javascript.py) settles that once. In a lenient row (and, or, if, in, ...) null has a
# meaning of its own: `person` and `javascript` see null (a value of another type
# counts as null), `column` sees whole Columns. What changes in one dispatch changes in
# all three: `Row.on_person`, `Row.on_columns`, and RUNTIME in javascript.py.

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from typing import Any, Literal, cast

from prodia.frozen import dataclass
from prodia.language.columns import KIND, Column, kind_of, np, nulls
from prodia.language.values import WHOLE, Plain
from prodia.words import Words

Shape = Literal["infix", "prefix", "call", "special"]
Units = Literal["same", "first", "scale", "none"]
SAME = Words("", "")  # no other prose for dates or durations


@dataclass(frozen=True, slots=True)
class Case:
    """One typed reading: argument kinds, result kind, and the three computing faces.

    Kinds are ``number truth text date months days any``; the result may be ``same``
    (the kind of the last argument). In a row with ``rest`` the last kind repeats.
    """

    args: tuple[str, ...]
    result: str
    person: Callable[..., Plain]
    column: Callable[..., Any]
    javascript: str


@dataclass(frozen=True, slots=True)
class Row:
    """One operator or function with every face.

    ``key`` names it in a tree, ``symbol`` in text. ``least``/``most`` count arguments
    (``most`` None: any number). ``units`` says what happens to units: ``same`` (must
    agree, and stay), ``first`` (that of the first argument), ``scale`` (a product: no
    unit known), ``none`` (the result has no unit). ``dutch`` and ``english`` are prose with
    ``{0}``, ``{1}``, ``{all}`` (listed) and ``{rest}``; ``dated`` and ``lasting`` replace both
    for dates and durations (empty: the same).
    """

    key: str
    symbol: str
    shape: Shape
    precedence: int
    least: int
    most: int | None
    lenient: bool
    cases: tuple[Case, ...]
    units: Units
    dutch: str
    english: str
    dated: Words
    lasting: Words
    doc: Words
    example: str
    _by_kinds: dict[tuple[str, ...], Case | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts = (self.symbol, self.dutch, self.english, self.doc.nl, self.doc.en, self.example)
        if not self.cases or not all(texts) or not all(c.javascript for c in self.cases):
            raise ValueError(f"operator {self.key!r} lacks a face")
        object.__setattr__(self, "_by_kinds", {c.args: c for c in self.cases})

    def takes(self, count: int) -> bool:
        """Whether the row can be applied to ``count`` arguments."""
        return self.least <= count and (self.most is None or count <= self.most)

    def case_for(self, kinds: tuple[str, ...]) -> Case | None:
        """The reading for arguments of these kinds (exactly), or None."""
        if kinds not in self._by_kinds:
            fit = (c for c in self.cases if self.takes(len(kinds)) and fits(c.args, kinds))
            self._by_kinds[kinds] = next(fit, None)
        return self._by_kinds[kinds]

    def on_person(self, args: list[Plain]) -> Plain:
        """The value for one person; null where the arguments do not fit."""
        if self.lenient:
            return self._lenient(args)
        case = self.case_for(tuple([KIND.get(type(a)) or kind_of(a) for a in args]))
        if case is None:
            return None
        try:
            value = case.person(*args)
        except (ArithmeticError, ValueError):
            return None
        if type(value) is float and not -WHOLE <= value <= WHOLE:
            return None
        return value

    def _lenient(self, args: list[Plain]) -> Plain:
        if not self.takes(len(args)):
            return None
        case = self._lenient_case(kind_of(args[0]))
        if case is None:
            return None
        wanted = stretched(case.args, len(args))
        return case.person(
            *[a if w == "any" or kind_of(a) == w else None for a, w in zip(args, wanted, strict=True)]
        )

    def _lenient_case(self, first: str) -> Case | None:
        if len(self.cases) == 1:
            return self.cases[0]
        return next((c for c in self.cases if c.args[0] == first), None)

    def on_columns(self, args: list[Column]) -> Column:
        """The column for everyone; the same dispatch as :meth:`on_person`."""
        shape = np.broadcast_shapes(*(a.null.shape for a in args)) if args else ()
        if self.lenient:
            case = self._lenient_case(args[0].kind) if self.takes(len(args)) else None
            if case is None:
                return nulls(shape)
            wanted = stretched(case.args, len(args))
            made: Column = case.column(
                *[
                    a if w == "any" or a.kind == w else nulls(a.null.shape)
                    for a, w in zip(args, wanted, strict=True)
                ]
            )
            return made
        case = self.case_for(tuple(a.kind for a in args))
        if case is None:
            return nulls(shape)
        null = np.zeros(shape, dtype=bool)
        for a in args:
            null = null | a.null
        with np.errstate(all="ignore"):
            got = case.column(*(a.values for a in args))
        values, bad = got if isinstance(got, tuple) else (got, None)
        if case.result == "number":
            values = np.asarray(values, dtype="float64")
            lost = ~(np.abs(values) <= WHOLE)
            if lost.any():
                bad = lost if bad is None else bad | lost
                values = np.where(bad, 0.0, values)
        if bad is not None:
            null = null | bad
        kind = args[-1].kind if case.result == "same" else case.result
        if kind == "text":  # two constants make a str: no U array, it drops a final NUL
            values = np.asarray(values, dtype=object)
        return Column(kind, values, null)


_ENTRY = re.compile(r"\n {8}(?=\S)")


def row(told: str, *cases: Case, dated: Words = SAME, lasting: Words = SAME) -> Row:
    """A row as a family states it.

    ``told``, a line each, eight spaces in (what goes on stands deeper): the form, that is key, symbol (where
    it is another), shape and precedence, ``least..most`` arguments, units, and ``lenient`` where it is;
    prose in Dutch and in English; meaning in Dutch and in English; an example.
    """
    form, dutch, english, nl, en, example = (" ".join(one.split()) for one in _ENTRY.split(told)[1:])
    lenient = form.endswith(" | lenient")
    key, *symbol, place, count, units = form.removesuffix(" | lenient").split(" | ")
    shape, precedence = place.split()
    least, most = count.split("..")
    return Row(
        key=key,
        symbol=symbol[0] if symbol else key,
        shape=cast(Shape, shape),
        precedence=int(precedence),
        least=int(least),
        most=int(most) if most else None,
        lenient=lenient,
        cases=cases,
        units=cast(Units, units),
        dutch=dutch,
        english=english,
        dated=dated,
        lasting=lasting,
        doc=Words(nl, en),
        example=example,
    )


def stretched(args: tuple[str, ...], count: int) -> tuple[str, ...]:
    """The kinds of ``count`` arguments: the last one repeats, or is left off."""
    return (args + args[-1:] * max(0, count - len(args)))[:count]


def fits(args: tuple[str, ...], kinds: tuple[str, ...]) -> bool:
    """Whether arguments of these kinds can be read as this case."""
    return all(w == "any" or w == k for w, k in zip(stretched(args, len(kinds)), kinds, strict=True))
