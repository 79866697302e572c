"""Norms: for whom they hold, how a raw score becomes a normed one, and the rows themselves.

The declaration is YAML; the rows stand beside it in ``<version>/rows.csv`` where they may be spread, or
in a private pack. What a row looks like depends on ``kind``, see :data:`COLUMNS`. Growth norms are curves
of L, M and S per measure, sex and age.
"""

# Rows and curves are plain shapes, below both the room that reads them and the one that scores. A row belongs
# to one group: the scale it is of and the values of the keys (age band, sex, grade, ...).

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias, get_args

from pydantic import Field as F

from prodia.frozen import Fixed, dataclass
from prodia.language import Type, parse_type
from prodia.model.parts import Cited
from prodia.model.scalars import Condition, Definition, FixedDict, Form, Id, Many, NameId, Text, Version
from prodia.model.scales import Derived, IntervalKind

Sex: TypeAlias = Literal["m", "f"]
NearZero: TypeAlias = Literal["exact", "cdc"]
Ages: TypeAlias = Literal["months", "days"]
PlausibleOn: TypeAlias = Literal["z", "modified"]

DAYS_PER_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class Curve:
    """L, M and S of one measure and sex at rising ``ages``.

    ``unit`` is that of M. ``first`` and ``last``, in months, both included, are where the norms hold.
    ``counted="months"``: linear between two ages. ``"days"``: the row of the day, rounded half up.
    ``restricted``: beyond 3 SD the scale is that of the World Health Organization, see ``restricted_z``.
    ``near_zero``: how the makers treat an L near zero, see :func:`prodia.scoring.lms.z`.
    """

    measure: str
    sex: Sex
    unit: str
    first: float
    last: float
    ages: tuple[float, ...]
    L: tuple[float, ...]
    M: tuple[float, ...]
    S: tuple[float, ...]
    counted: Ages = "months"
    restricted: bool = False
    near_zero: NearZero = "exact"


@dataclass(frozen=True, slots=True)
class Tail:
    """How the extended method goes on from ``percentile`` up: spread = c0 + c1 a + c2 a², a in years."""

    measure: str
    sex: Sex
    percentile: float
    c0: float
    c1: float
    c2: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which z a measure is believed."""

    measure: str
    on: PlausibleOn
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class GrowthNorms:
    """One growth reference. ``digest`` is over the files it was read from, ``sha256:...``."""

    id: str
    version: str
    digest: str
    curves: tuple[Curve, ...]
    tails: tuple[Tail, ...] = ()
    limits: tuple[Limits, ...] = ()

    def limits_of(self, measure: str) -> Limits | None:
        return next((one for one in self.limits if one.measure == measure), None)

    def curve(self, measure: str, sex: str) -> Curve | None:
        return next((c for c in self.curves if (c.measure, c.sex) == (measure, sex)), None)

    def tail(self, measure: str, sex: str) -> Tail | None:
        return next((t for t in self.tails if (t.measure, t.sex) == (measure, sex)), None)

    @property
    def measures(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c.measure for c in self.curves))


NormKind: TypeAlias = Literal["table", "mean-sd", "cuts", "sample", "polynomial", "regression", "lms"]
AgeConvention: TypeAlias = Literal["calendar", "borrow-30", "rounded at 15 days", "days / 30.4375"]
KeyName: TypeAlias = Literal["sex", "grade", "moment", "month", "informant", "language", "medium"]


def listed(names: Any) -> str:
    """The names one of these types has, as a list in a sentence."""
    return ", ".join(get_args(names))


# What the rows of each kind hold, besides `scale`, the age band and the keys.
COLUMNS: Mapping[NormKind, tuple[str, ...]] = {
    "table": ("raw",),
    "mean-sd": ("mean", "sd"),
    "cuts": ("raw", "percentile"),
    "sample": ("mean", "sd", "n"),
    "polynomial": ("term", "value"),
    "regression": ("part", "term", "value"),
    "lms": ("age", "l", "m", "s"),
}
Word = Annotated[str, Form(r'^[^\s"|][^"|]{0,59}$')]
FROM, TO = "age_from", "age_to"
SHA256 = r"^[0-9a-f]{64}$"


class IntervalRule(Definition):
    """Which interval belongs to these norms, around which score, and how sure it is.

    ``reliability``: for all; a column ``reliability`` of the rows goes before it.
    """

    kind: IntervalKind
    level: Annotated[float, F(gt=0, lt=1)]
    on: Derived
    reliability: Annotated[float, F(ge=0, le=1)] | None = None
    source: Many[Cited] = ()


class Fitted(Definition):
    """What a continuous model holds for: attainable raw scores, norm scores on ``scale``, and its age."""

    raw: Many[float] = F(min_length=2, max_length=2)
    norm: Many[float] = F(min_length=2, max_length=2)
    scale: Derived
    age: Literal["months", "years"]


class GrowthTable(Definition):
    """A file of L, M and S for one scale, as its makers spread it, beside the declaration in ``<version>/``.

    The file must have this ``sha256``. ``unit``: that of M. ``first`` and ``last``: the months for which the
    norms hold, both included. ``counted``: between two ages linear over months, or the row of the day.
    ``restricted``: beyond 3 SD the scale is that of the World Health Organization. ``near_zero``: how the
    makers treat an L near zero.
    """

    scale: NameId
    file: Annotated[str, F(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
    sha256: Annotated[str, F(pattern=SHA256)]
    unit: Text
    counted: Ages
    restricted: bool
    near_zero: NearZero
    first: float | None = None
    last: float | None = None


class Plausible(Definition):
    """Between which z a measure is believed; beyond, it has no score and the measuring is looked at again.

    ``on``: the z of these norms themselves, or CDC's modified z (:func:`prodia.scoring.lms.modified_z`).
    """

    on: PlausibleOn
    low: float
    high: float
    source: Many[Cited] = F(min_length=1)


class Norms(Definition):
    """A norm group, and how its rows make a score. Without ``kind`` it is only declared.

    ``age``: the convention its ages follow. ``by``: what else a row is looked up by. ``gives``: which
    scores it makes. ``outside``: what happens beyond the oldest or youngest band: no score, or that of
    the nearest band, with a warning on the score. ``predictors``: what a regression reads of a person
    besides age and sex; ``words``: every word that a key can be there, any other is not known.
    ``sha256``: what a private file of rows must be; ``tables``: the files of growth norms that may not be
    spread. ``plausible``: of growth norms, for each scale, between which z a measure is believed.
    """

    format: Literal[1]
    id: Id
    version: Version
    instrument: Id
    group: Text
    country: Text
    language: Text | None = None
    medium: Text | None = None
    year: int | None = None
    n: int | None = None
    rows: Literal["public", "private"]
    sha256: Annotated[str, F(pattern=SHA256)] | None = None
    kind: NormKind | None = None
    age: AgeConvention | None = None
    by: Many[KeyName] = ()
    gives: Many[Derived] = ()
    scales: Many[NameId] = ()
    normalised: bool | None = None
    fitted: Fitted | None = None
    predictors: FixedDict[NameId, Condition] = F(default_factory=Fixed)
    words: FixedDict[KeyName, Many[Word]] = F(default_factory=Fixed)
    tables: Many[GrowthTable] = ()
    plausible: FixedDict[NameId, Plausible] = F(default_factory=Fixed)
    interval: IntervalRule | None = None
    outside: Literal["no score", "nearest band"] = "no score"
    source: Many[Cited] = F(min_length=1)
    note: Text | None = None

    @property
    def reference(self) -> str:
        """``id@version``."""
        return f"{self.id}@{self.version}"


Band: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Printed:
    """A normed score as a table prints it: the number, and ``<`` or ``>`` where the table is open there."""

    value: float
    side: Literal["", "<", ">"] = ""


@dataclass(frozen=True, slots=True)
class NormRow:
    """One line of the rows: ``raw`` its raw scores (for a table), ``numbers`` its named figures,
    ``printed`` the normed scores it gives. ``line`` is its place in the file."""

    scale: str
    band: Band | None
    keys: tuple[str, ...]
    raw: tuple[float, ...] = ()
    numbers: tuple[tuple[str, float], ...] = ()
    printed: tuple[tuple[str, Printed], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    line: int = 0

    def number(self, name: str) -> float | None:
        return next((x for n, x in self.numbers if n == name), None)


@dataclass(frozen=True, slots=True)
class NormRows:
    """Every row of one file, and the digest over its bytes, ``sha256:...``."""

    digest: str
    rows: tuple[NormRow, ...]


# What a regression reads of a person: age, sex, what its norms declare, and products of these. A predictor
# is an expression over `age` (years of 365.25 days), `sex` (m or f) and the keys of which the norms declare
# the words: `parent: informant = "parent"`, `years: min(age, 18)`. A truth counts 1 or 0. A term of the rows
# is a predictor or a product: `parent`, `years*parent`. As a predictor of its own `sex` is 1 for m and 0 for
# f, and in the variance `low` is 1 for who scores below the prediction and else 0.

SEX: KeyName = "sex"
CONSTANT, AGE, LOW, TIMES = "1", "age", "low", "*"
OWN = (AGE, SEX, LOW)
SEXES = ("m", "f")


def readable(norms: Norms) -> dict[str, Type]:
    """What an expression of a predictor can read."""
    words = {SEX: SEXES} | {key: some for key, some in norms.words.items() if key != SEX}
    return {AGE: parse_type("years 0..")} | {key: Type("choice", options=some) for key, some in words.items()}


def terms_known(norms: Norms, part: str) -> tuple[str, ...]:
    """The predictors that a term of this part can be made of."""
    own = OWN if part == "variance" else (AGE, SEX)
    return (*own, *norms.predictors)


# The terms of a continuous model, by the names cNORM gives them. Each power is written one way (no `L01`, no
# `L0`), so that two rows never say the same term under two names.

INTERCEPT = "(Intercept)"
_TERM = re.compile(r"(?=.)(?:L([1-9][0-9]?))?(?:A([1-9][0-9]?))?", re.ASCII)


def powers(term: str) -> tuple[int, int] | None:
    """The powers of the norm score and of the age that a term stands for; None where it is no term.

    >>> powers("L2A1"), powers("A3"), powers("(Intercept)"), powers("B1")
    ((2, 1), (0, 3), (0, 0), None)
    """
    found = _TERM.fullmatch(term)
    if found is None:
        return (0, 0) if term == INTERCEPT else None
    return int(found[1] or 0), int(found[2] or 0)
