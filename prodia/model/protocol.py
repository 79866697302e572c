"""The protocol: phases, steps, fields, criteria, hypotheses and decisions, as an author writes them.

A decision table is a block of text that looks like a table::

    ernst   | hardnekkig | -> voorstel  | omdat
    met     | met        | classificeer | ernstig en hardnekkig
    not met | -          | geen         | de achterstand is niet ernstig

The first line names the inputs, then after ``->`` the outputs. Every other line
is a rule. Each cell knows its line and column inside the block, so that a
message can point at it. An empty line is skipped.
"""

# Long because what an author writes of a protocol is one model, read from top to bottom.

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, PrivateAttr, ValidationInfo, model_validator
from pydantic import Field as F
from pydantic_core import PydanticCustomError

from prodia.errors import ExpressionError
from prodia.frozen import Fixed, dataclass
from prodia.language import Type, parse, parse_cell
from prodia.language.syntax.tree import Literal as Literal_
from prodia.language.syntax.tree import Tree
from prodia.language.tables.compiled import too_long
from prodia.model.defaults import Defaults, resolved
from prodia.model.parts import (
    Audience,
    Cited,
    Consent,
    Doors,
    Phase,
    Purpose,
    Rights,
    Role,
    Status,
    Strength,
    Texts,
    Valid,
)
from prodia.model.scalars import (
    Condition,
    Definition,
    Expression,
    FixedDict,
    Form,
    Id,
    Made,
    Many,
    NameId,
    ReadId,
    Reference,
    Text,
    ValueType,
    Version,
    banded,
    expression,
)
from prodia.model.series import Series
from prodia.model.tested import Administration, Battery, ErrorTreatment, Screening

ARROW = "->"
UNSAID = Expression("null", Literal_(None))  # a computation that a battery makes


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, and its line and column counted from 0 inside the block."""

    text: str
    line: int
    column: int

    @property
    def place(self) -> tuple[int, int, int]:
        """Line, column and length."""
        return self.line, self.column, len(self.text)


@dataclass(frozen=True, slots=True)
class InputText:
    cell: Cell
    tree: Tree


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule: its conditions as trees, and its outputs as the author typed them."""

    when: tuple[tuple[Cell, Tree], ...]
    then: tuple[Cell, ...]

    @property
    def line(self) -> int:
        return self.when[0][0].line if self.when else self.then[0].line


@dataclass(frozen=True, slots=True)
class TableText:
    inputs: tuple[InputText, ...]
    outputs: tuple[Cell, ...]
    rules: tuple[RuleText, ...]
    text: str


def split_cells(text: str, number: int) -> list[Cell]:
    found, at, quoted = [], 0, False
    start = 0
    for at, char in enumerate(text + "|"):
        if char == '"':
            quoted = not quoted
        if char == "|" and (not quoted or at == len(text)):
            raw = text[start:at]
            lead = len(raw) - len(raw.lstrip())
            found.append(Cell(raw.strip(), number, start + (lead if raw.strip() else 0)))
            start = at + 1
    return found


def _fail(kind: str, cell: Cell, **context: Any) -> PydanticCustomError:
    context |= {"line": cell.line, "column": cell.column, "length": len(cell.text) or 1}
    return PydanticCustomError(kind, "table", context)


def _tree(cell: Cell, header: bool) -> Tree:
    if not cell.text:
        raise _fail("table_cell_empty", cell)
    try:
        return parse(cell.text) if header else parse_cell(cell.text)
    except ExpressionError as error:
        raise _fail("table_cell", cell, error=error) from None


def table_text(value: Any) -> TableText:
    """Read the block. Raises a pydantic error with line, column and length inside the block."""
    if isinstance(value, TableText):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("table_form", "table")
    lines = [(line, n) for n, line in enumerate(value.split("\n")) if line.strip()]
    if len(lines) < 2:
        raise PydanticCustomError("table_form", "table")
    if said := too_long(len(lines) - 1):
        raise PydanticCustomError("table_long", "table", said)
    head, *body = (split_cells(*line) for line in lines)
    arrows = [i for i, c in enumerate(head) if c.text.startswith(ARROW)]
    if len(arrows) != 1:
        raise _fail("table_arrow", head[0])
    split = arrows[0]
    first = head[split]
    skip = len(ARROW) + len(first.text[len(ARROW) :]) - len(first.text[len(ARROW) :].lstrip())
    outputs = (Cell(first.text[skip:], first.line, first.column + skip), *head[split + 1 :])
    if not all(c.text.isidentifier() for c in outputs):
        raise _fail("table_output", next(c for c in outputs if not c.text.isidentifier()))
    inputs = tuple(InputText(c, _tree(c, True)) for c in head[:split])
    rules = []
    for row in body:
        if len(row) != len(head):
            raise _fail("table_width", row[-1], want=len(head), got=len(row))
        when = tuple((c, _tree(c, False)) for c in row[:split])
        then = row[split:]
        if then[0].text.startswith(ARROW):
            raise _fail("table_arrow", then[0])
        rules.append(RuleText(when, tuple(then)))
    return TableText(inputs, outputs, tuple(rules), value)


_WRITTEN = {"type": "string", "minLength": 1, "pattern": r"->[\s\S]*\n[\s\S]*\S"}
DecisionText = Annotated[TableText, Made(table_text, attrgetter("text"), _WRITTEN)]


# The order of keys in the classes is the order a reader meets them on the site.
# Nothing here looks anything up: references are checked in prodia.checks, where
# a protocol meets the general one it supplements.


# The groups of parts that a protocol has, in the order in which people read them; what they are called stands
# in prodia.words.labels, and every face derives from these two. The names of some are read by expressions.
PARTS = (
    "phases",
    "steps",
    "fields",
    "ensure",
    "derived",
    "cutoffs",
    "criteria",
    "hypotheses",
    "decisions",
    "roles",
)
NAMED = ("fields", "derived", "criteria")
BROUGHT = tuple(group for group in PARTS if group not in ("phases", "roles"))  # what a block can bring
PREFIX = "cutoff."  # how a condition names a cut-off
Mode = Literal["consultative", "anonymous", "trajectory", "compulsory"]
NAMELESS: frozenset[Mode] = frozenset(("consultative", "anonymous"))  # no pupil is known
Does = Literal["ask", "consent", "hypothesise", "administer", "decide", "advise"]


class MeasurementError(Definition):
    """How exactly a test measures: the correlation of two measurements, and where that figure comes from.

    ``level``: how sure the bounds of the true score are that a condition reads as ``x.low`` and ``x.high``.
    """

    reliability: float = F(gt=0, lt=1)
    level: float | None = F(default=None, gt=0, lt=1)
    source: Many[Cited] = F(min_length=1)


class Field(Definition):
    """One thing to know: the question, the type of its answer, of whom, for what, and who may see it.

    ``via``: the role that puts it to them and records the answer, where they do not do so themselves.
    ``valid``: the days on which it is asked and read, where that is not as long as the version holds.
    ``series``: it is measured again and again, each time a value of its type. ``error``: how exactly a
    percentile or a standard score is measured. ``administered``: a test of its instrument answers it.
    ``screening``: what the value says of the chance of something, read as ``x.posterior``.
    """

    ask: Text
    type: ValueType
    options: FixedDict[Id, Text] = F(default_factory=Fixed)
    from_: Id = F(alias="from")
    via: Id | None = None
    audience: Many[Audience]
    purpose: Text
    sensitivity: Literal["none", "personal", "special"] | None = None
    instrument: Id | None = None
    help: Text | None = None
    valid: Valid | None = None
    series: Series | None = None
    error: MeasurementError | None = None
    administered: Administration | None = None
    screening: Screening | None = None

    @model_validator(mode="after")
    def _options_fit(self) -> "Field":
        if (self.type.kind == "choice") != bool(self.options):
            raise PydanticCustomError("options_fit", "options")
        return self

    @property
    def teller(self) -> str:
        """The role that records the answer: who knows it, or through whom that is asked."""
        return self.via or self.from_

    @cached_property
    def value_type(self) -> Type:
        """The type with its options filled in."""
        return self.type.with_options(tuple(self.options)) if self.options else self.type


def _one_expression(value: Expression | dict[str, Expression], info: ValidationInfo) -> Expression:
    by = info.data.get("by")
    if isinstance(value, dict) != (by is not None) or value == {}:
        raise PydanticCustomError("bands_fit", "by")
    return banded(by, value) if by is not None and isinstance(value, dict) else expression(value)


def _fixed(value: Expression | dict[str, Expression]) -> Expression | dict[str, Expression]:
    return Fixed(value) if isinstance(value, dict) else value


Conditions = Annotated[Condition | dict[Id, Condition], AfterValidator(_fixed)]  # per option
BandId = Annotated[str, Form(None, 1, 200)]
if TYPE_CHECKING:
    Computation = Expression
else:
    Computation = Annotated[Condition | dict[BandId, Condition], AfterValidator(_one_expression)]


class Derived(Definition):
    """A named value computed from others. Arithmetic lives here and nowhere else.

    Either by a computation (``is``), or as the composite of a ``battery`` of tests, which then says more.

    With ``by`` (a choice, an age, another number) ``is`` holds a computation per option or band, each with
    the cell that a decision table would have: ``lager``, ``< 6``, ``[6..8)``. They become one expression.
    Where ``by`` is unknown or in no band there is no value. A choice names its own: ``choice kort | lang``.
    """

    says: Text
    type: ValueType
    by: ReadId | None = None
    is_: Computation = F(alias="is", default=UNSAID)
    battery: Battery | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Derived":
        if (self.is_ is UNSAID) == (self.battery is None):
            raise PydanticCustomError("is_or_battery", "is")
        if self.type.kind == "choice" and not self.type.options:
            raise PydanticCustomError("choice_named", "type")
        if self.by is not None and self.battery is not None:
            raise PydanticCustomError("bands_fit", "by")
        return self


class Ensure(Definition):
    """What must hold between answers. Where it does not, none of them counts until one is corrected.

    ``that`` reads the ``answers`` it names, what the case knows, the law and cut-offs, and nothing else.
    """

    that: Condition
    answers: Many[NameId] = F(min_length=1)
    message: Text


class Figure(Definition):
    """A figure of a cut-off on the days on which it is in force, with its source."""

    is_: float | int = F(alias="is")
    source: Many[Cited] = F(min_length=1)
    valid: Valid
    note: Text | None = None


class Cutoff(Definition):
    """A figure that decides, stated once: conditions read it as ``cutoff.<id>``, as of the day of the case.

    Either one figure (``is``, ``source`` and ``valid``), or several that followed each other (``values``).
    ``reconsider``: what would make its author choose another figure.
    """

    says: Text
    type: ValueType
    owner: Id
    is_: float | int | None = F(alias="is", default=None)
    source: Many[Cited] = ()
    valid: Valid | None = None
    values: Many[Figure] = ()
    note: Text | None = None
    reconsider: Text | None = None

    @model_validator(mode="after")
    def _one_form(self) -> "Cutoff":
        alone = (self.is_ is not None, bool(self.source), self.valid is not None)
        if any(alone) == bool(self.values) or any(alone) != all(alone):
            raise PydanticCustomError("cutoff_form", "values")
        return self

    @property  # not kept: a copy in another language or with another figure would have that of the first
    def figures(self) -> tuple[Figure, ...]:
        """Every figure with its dates, as written."""
        if self.is_ is None or self.valid is None:
            return self.values
        return (Figure.model_construct(is_=self.is_, source=self.source, valid=self.valid),)

    def on(self, day: dt.date) -> Figure | None:
        """The figure that was in force on ``day``, or None where there was none."""
        return next((one for one in self.figures if one.valid.holds_on(day)), None)


class Criterion(Definition):
    """One thing that must hold. ``met`` decides; inside ``judge`` a person must.

    With ``by`` (the name of a choice) ``met`` and ``judge`` hold one condition per
    option. met true: met. met false: judgement if judge is true, not met if it is
    false. Anything unknown: not assessable. ``error``: how the error of measurement of what ``met`` reads is
    treated. ``reconsider``: what would make its author choose another rule.
    """

    says: Text
    by: NameId | None = None
    met: Conditions
    judge: Conditions | None = None
    error: ErrorTreatment | None = None
    purpose: Purpose
    owner: Id
    strength: Strength | None = None
    source: Many[Cited] = F(min_length=1)
    valid: Valid
    judges: Many[Id] = ()
    note: Text | None = None
    reconsider: Text | None = None
    texts: Texts | None = None

    @model_validator(mode="after")
    def _by_fits(self) -> "Criterion":
        parts = [p for p in (self.met, self.judge) if p is not None]
        if any(isinstance(p, dict) != (self.by is not None) for p in parts):
            raise PydanticCustomError("by_fits", "by")
        grey = self.judge is not None or (self.error is not None and self.error.how == "overlap")
        if grey and not self.judges:
            raise PydanticCustomError("judges_missing", "judges")
        return self

    def conditions(self) -> tuple[tuple[tuple[str, ...], Expression], ...]:
        """Every condition with its path below the criterion: ``("met",)`` or ``("met", "lager")``."""
        found: list[tuple[tuple[str, ...], Expression]] = []
        for key, part in (("met", self.met), ("judge", self.judge)):
            if isinstance(part, Expression):
                found.append(((key,), part))
            elif part is not None:
                found.extend(((key, option), e) for option, e in part.items())
        return tuple(found)


class Hypothesis(Definition):
    """What research must settle, the if-then note, and the criteria that keep or reject it."""

    title: Text
    question: Text
    about: Literal["pupil", "school", "home"]
    if_so: Text
    if_not: Text
    criteria: Many[NameId] = ()


Way = Literal["do", "leave"]  # what becomes of a measure


class Outcome(Definition):
    """One value a decision can propose, and what it means for each audience.

    ``limits``: what it does not say (that it is no refusal, nobody's fault); ``follows``: what happens now,
    a line that begins with ``- `` for each step. Both for each audience in its own words. ``urgent``: it
    comes before everything else and is told first. ``leads_to``: the protocols that it leads to, each with
    why. ``measures``: what is done now and what is left, by name, so that outcomes of two protocols can be
    held beside each other.
    """

    title: Text
    texts: Texts
    urgent: bool = False
    leads_to: FixedDict[Id, Text] = F(default_factory=Fixed)
    limits: Texts | None = None
    follows: Texts | None = None
    measures: FixedDict[Id, Way] = F(default_factory=Fixed)


class Decision(Definition):
    """A decision table over verdicts, answers and derived values. It proposes; ``by`` decides.

    ``valid``: the days on which it is taken, where that is not as long as the version holds. A row that
    holds for a time reads ``case.day``.
    """

    title: Text
    purpose: Purpose
    by: Many[Id] = F(min_length=1)
    hit: Literal["unique", "first", "priority", "collect"] = "unique"
    aggregate: Literal["sum", "min", "max", "count"] | None = None
    outcomes: FixedDict[Id, Outcome]
    table: DecisionText
    otherwise: FixedDict[NameId, str] | None = None
    source: Many[Cited] = F(min_length=1)
    valid: Valid | None = None
    note: Text | None = None


class Step(Definition):
    """One step of a phase: what is done, by whom, when it is on the path.

    ``after`` places a step of a specific protocol right after one of the general
    one. ``actions``: what to do, one after the other; ``minutes``: about how long it takes.
    ``serves`` names the hypotheses an administered instrument must serve.
    ``pupil`` is false for steps that hold nothing about a pupil: they need no consent. In the mode
    ``anonymous`` nobody is known at all: no free text, no person of the family or the school. ``valid``:
    the days on which it can be on the path, where that is not as long as the version holds.
    """

    title: Text
    phase: Id
    does: Does
    by: Id
    says: Text
    actions: Many[Text] = ()
    minutes: Annotated[int, F(ge=1, le=1440)] | None = None
    after: Id | None = None
    modes: Many[Mode] = ("trajectory", "compulsory")
    pupil: bool = True
    when: Condition | None = None
    valid: Valid | None = None
    fields: Many[NameId] = ()
    serves: Many[Id] = ()
    decisions: Many[Id] = ()
    audiences: Many[Audience] = ()
    texts: Texts | None = None


class Asked(Definition):
    """A question that people bring, the answer in a sentence or two, and the part that says more.

    ``see`` names a part of the protocol or of the general one: ``criteria.ernst``.
    """

    question: Text
    answer: Text
    see: Annotated[str, Form(rf"^({'|'.join(PARTS)})\.[a-z][a-z0-9_-]{{0,63}}$")]


class Inspiration(Definition):
    """What a pupil, a school or a family may need, to get ideas from. No list to tick: nothing reads it."""

    needs: Many[Text] = F(min_length=3)
    source: Many[Cited] = F(min_length=1)


class Head(Definition):
    """What stands first in a protocol and in a block: a version of something, with its owner."""

    format: Literal[1]
    id: Id
    version: Version
    status: Status
    title: Text
    summary: Text
    owner: Id
    successor: Reference | None = None

    @property
    def reference(self) -> str:
        """``id@version``."""
        return f"{self.id}@{self.version}"


class Parts(Definition):
    """What a protocol and a block are made of."""

    defaults: Defaults | None = None
    cutoffs: FixedDict[NameId, Cutoff] = F(default_factory=Fixed)
    fields: FixedDict[NameId, Field] = F(default_factory=Fixed)
    ensure: FixedDict[Id, Ensure] = F(default_factory=Fixed)
    derived: FixedDict[NameId, Derived] = F(default_factory=Fixed)
    criteria: FixedDict[NameId, Criterion] = F(default_factory=Fixed)
    hypotheses: FixedDict[Id, Hypothesis] = F(default_factory=Fixed)
    decisions: FixedDict[Id, Decision] = F(default_factory=Fixed)
    steps: FixedDict[Id, Step] = F(default_factory=Fixed)

    _resolved = model_validator(mode="before")(resolved)


class Setting(Head):
    """What only a protocol has: for whom it is, who does what, and in which phases.

    ``uses``: the blocks whose parts stand in it as if they were written here, each pinned by version.
    ``successor`` is the version that takes the place of a deprecated one, after its last day. ``rights`` and
    ``contact`` (whom to ask) are for people who are told an outcome; without, those of the general one hold.
    ``faq``: the questions with which people come.
    """

    supplements: Reference | None = None
    uses: Many[Reference] = ()
    disclaimer: Texts | None = None
    reviewers: Many[Text] = ()
    medical_purpose: Literal["none", "possible", "yes"]
    valid: Valid
    doors: Doors
    faq: FixedDict[Id, Asked] = F(default_factory=Fixed)
    rights: Rights | None = None
    contact: Texts | None = None
    inspiration: Inspiration | None = None
    roles: FixedDict[Id, Role] = F(default_factory=Fixed)
    phases: FixedDict[Id, Phase] = F(default_factory=Fixed)
    chapters: FixedDict[Id, Doors] = F(default_factory=Fixed)
    consent: Consent | None = None


class Block(Parts, Head):
    """Parts that several protocols share, stated once: a protocol takes them in by naming it under ``uses``.

    A block reads what it brings itself, what other blocks bring that the protocol names, and what the general
    protocol has; never what only one protocol has. It uses no other block.
    """


class Protocol(Parts, Setting):
    """A versioned whole. A specific protocol supplements the general one, pinned by version."""

    _blocks: tuple[Block, ...] = PrivateAttr(default=())
    _along: tuple[str, ...] = PrivateAttr(default=())

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that were taken in."""
        return self._blocks

    @property
    def along(self) -> tuple[str, ...]:
        """The blocks that a case takes along besides, by ``id@version``."""
        return self._along

    def with_blocks(self, blocks: Sequence[Block]) -> "Protocol":
        """The protocol with the parts of these blocks before its own. Of a name that stands twice its own."""
        if not blocks:
            return self
        taken = self.model_copy(
            update={
                group: Fixed(
                    {id: one for block in blocks for id, one in getattr(block, group).items()}
                    | getattr(self, group)
                )
                for group in BROUGHT
            }
        )
        taken._blocks = tuple(blocks)
        return taken

    def taking(self, along: Sequence[Block], beside: "Protocol | None" = None) -> "Protocol":
        """The protocol with blocks that a case takes along. What it, or the protocol ``beside`` it, asks or
        decides in the same way stands there already and is not taken twice."""
        lean = []
        for block in along:
            here = [one for one in (self, beside) if one is not None]
            kept = {
                group: Fixed(
                    (id, part)
                    for id, part in getattr(block, group).items()
                    if not any(_alike(getattr(one, group).get(id), part) for one in here)
                )
                for group in BROUGHT
            }
            lean.append(block.model_copy(update=kept))
        taken = self.with_blocks([*lean, *self._blocks])
        taken._along = tuple(block.reference for block in along)
        return taken

    def block_of(self, group: str, id: str) -> Block | None:
        """The block that brought a part; None for what is the protocol's own."""
        return next((one for one in self._blocks if id in getattr(one, group, {})), None)


_WORDED = ("source", "valid", "note", "owner", "strength", "help", "purpose", "sensitivity", "reconsider")


def _alike(here: Definition | None, there: Definition) -> bool:
    """Whether two parts of one name mean the same: apart from what is only said of them."""
    if here is None:
        return False
    read = (key for key in type(there).model_fields if key not in _WORDED)
    return type(here) is type(there) and all(getattr(here, key) == getattr(there, key) for key in read)
