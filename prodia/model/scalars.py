"""The small types every definition is made of: ids, versions, dates, texts, expressions.

Strict by design: content gives strings exactly as typed, and nothing is coerced.
"""

# Each type carries its own JSON Schema, so that the schema and the model are one
# statement. A text that people read is marked with IsText: translation, the
# reading of texts and the site find texts by that mark and by nothing else.
# What is said of a type is one object that gives pydantic its core schema ready made. Put together of
# pydantic's own parts it would be worked out anew at each of six hundred fields, by every command.
# For the same reason the files of models do without annotations as text: each would be compiled once more.

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError, core_schema

from prodia.errors import ExpressionError
from prodia.frozen import Fixed, dataclass
from prodia.language import SUBJECT, Type, evaluate, parse, parse_cell, parse_type, show, walk
from prodia.language.syntax.tree import Apply, Literal, Tree, renamed

ID = r"^[a-z][a-z0-9_-]{0,63}$"
NAME = r"^[a-z][a-z0-9_]{0,63}$"
PART = r"^[a-z][a-z0-9_]{0,63}(\.[a-z][a-z0-9_]{0,39})?$"
VERSION = r"^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$"
REFERENCE = ID[:-1] + "@" + VERSION[1:]
ALONG = "+"  # before each block that a case takes along: `wiskunde@1.0.0+meertalig@1.0.0`
TAKING = f"{REFERENCE[:-1]}([{ALONG}]{REFERENCE[1:-1]}){{0,8}}$"
DATE = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


class Definition(BaseModel):
    """A frozen piece of content: unknown keys refused, nothing coerced."""

    # A model is built when it is first used: most are only parts of another, which is built whole.
    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, populate_by_name=True, defer_build=True
    )


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """What a string looks like."""

    pattern: str | None = None
    min_length: int | None = None
    max_length: int | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.str_schema(
            pattern=self.pattern, min_length=self.min_length, max_length=self.max_length
        )


@dataclass(frozen=True, slots=True, eq=False)
class IsText(Form):
    """Mark on a string that people read, and so is translated and spell-checked."""


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """How a value is made of what stands in a file, written in one again, and said in a JSON Schema.

    ``make`` gives the value itself, also of a value, and raises a pydantic error for what is none.
    """

    make: Callable[[Any], Any]
    written: Callable[[Any], Any]
    form: Mapping[str, Any]
    when: core_schema.WhenUsed = "always"

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        written = core_schema.plain_serializer_function_ser_schema(self.written, when_used=self.when)
        return core_schema.no_info_plain_validator_function(self.make, serialization=written)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {**self.form}


class _Listed:
    """A list of a file as a tuple."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_tuple, handler(source))


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


Id = Annotated[str, Form(ID)]
NameId = Annotated[str, Form(NAME)]
ReadId = Annotated[str, Form(PART)]  # a name, or a part of a series: `leesreeks.rate`
Version = Annotated[str, Form(VERSION)]
Reference = Annotated[str, Form(REFERENCE)]
Taking = Annotated[str, Form(TAKING)]  # a protocol, and the blocks a case takes along
# A text that is compared with another as it is written, and so is never translated.
Exactly = Annotated[str, Form(r"\S", 1, 8000)]
Text = Annotated[str, IsText(r"\S", 1, 8000)]

T = TypeVar("T")
K = TypeVar("K")
Many = Annotated[tuple[T, ...], _Listed()]
FixedDict = Annotated[dict[K, T], AfterValidator(Fixed)]


_DATE = re.compile(DATE).match


def _date(value: Any) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if not isinstance(value, str) or not _DATE(value):
        raise PydanticCustomError("date_form", "date")
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date_form", "date") from None


Date = Annotated[
    dt.date,
    Made(_date, dt.date.isoformat, {"type": "string", "pattern": DATE, "format": "date"}, when="json"),
]


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed condition or computation: the text as the author wrote it, and its tree.

    ``written``: what is told to people, where the tree does more (it treats the error of measurement).
    """

    text: str
    tree: Tree
    written: Tree | None = None

    @property
    def said(self) -> Tree:
        """The tree that people are told."""
        return self.tree if self.written is None else self.written

    def __str__(self) -> str:
        return show(self.tree)


def expression(value: Any) -> Expression:
    """An :class:`Expression` from its text. Raises a pydantic error that carries the caret."""
    if isinstance(value, Expression):
        return value
    if isinstance(value, bool):
        value = "true" if value else "false"
    if not isinstance(value, str):
        raise PydanticCustomError("expression_form", "expression")
    try:
        return Expression(value, parse(value))
    except ExpressionError as error:
        raise PydanticCustomError("expression", "expression", {"error": error}) from None


@dataclass(frozen=True, slots=True)
class Banded(Expression):
    """A computation for each part of another value (an option, a band of ages), as one expression.

    ``bands``: the cell of each part, as in a decision table. Where no cell fits there is no value.
    """

    by: str = ""
    bands: tuple[tuple[str, Tree], ...] = ()


def _the_rest(cell: Tree, others: Sequence[Tree], by: str) -> bool:
    """Does a cell hold for every number for which none of the others does?"""
    read = [node.value for one in (cell, *others) for node in walk(one) if isinstance(node, Literal)]
    cuts = sorted(float(v) for v in read if isinstance(v, (int, float)) and not isinstance(v, bool))
    if len(cuts) < len(read):
        return False
    ends = [cuts[0] - 1, *cuts, cuts[-1] + 1]
    points = [*ends, *((a + b) / 2 for a, b in pairwise(ends))]
    return all(any(evaluate(one, {by: at}) is True for one in (cell, *others)) for at in points)


def banded(by: str, parts: Mapping[str, Expression]) -> Banded:
    """One expression out of a computation per cell. Raises a pydantic error for a cell that is none."""
    try:
        cells = {text: renamed(parse_cell(text), SUBJECT, by) for text in parts}
    except ExpressionError as error:
        raise PydanticCustomError("expression", "expression", {"error": error}) from None
    *tests, last = cells.values()
    tree: Tree = Literal(None)
    for text, part in reversed([*parts.items()]):
        rest = cells[text] is last and tests and _the_rest(last, tests, by)
        tree = part.tree if rest else Apply("if", (cells[text], part.tree, tree))
    return Banded(show(tree), tree, by=by, bands=tuple(cells.items()))


def _type(value: Any) -> Type:
    if isinstance(value, Type):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("expression_form", "type")
    try:
        return parse_type(value)
    except ExpressionError as error:
        raise PydanticCustomError("expression", "type", {"error": error}) from None


# One condition in words of the language; `true` and `false` may be written bare.
_WRITTEN = {"type": "string", "minLength": 1, "maxLength": 4000}
Condition = Annotated[
    Expression, Made(expression, attrgetter("text"), {"anyOf": [_WRITTEN, {"type": "boolean"}]})
]
ValueType = Annotated[Type, Made(_type, Type.show, _WRITTEN)]
