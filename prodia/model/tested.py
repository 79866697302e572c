"""A field that a test answers: which scale is read, on which score, what is done where the test does not fit;
and the record of a score as it stands in a case.
"""

# What a criterion says of measurement error becomes plain conditions over the bounds of a score, once, when a
# plan is made (`treated`). So every face that reads a condition treats the error alike, and none knows of it.

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Literal, TypeAlias, TypeGuard

from pydantic import Field as F
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from prodia.language import Apply, Name, Tree, Type, names, parse_type
from prodia.language import Literal as Constant
from prodia.language.syntax.tree import replaced
from prodia.model.parts import Cited
from prodia.model.scalars import Definition, Exactly, Many, NameId, Text
from prodia.model.scales import Derived, IntervalKind

Then: TypeAlias = Literal["warning", "gate"]


class StaleNorms(Definition):
    """Norms are too old from so many ``years`` after the year of their group, on the day of testing."""

    then: Then
    years: int = F(ge=1)
    source: Many[Cited] = ()


class NormGroup(Definition):
    """The norm group must be of one of these ``countries`` and ``languages``, where they are named; and the
    age, the grade and the language of the pupil must fit it."""

    then: Then
    countries: Many[Exactly] = ()
    languages: Many[Exactly] = ()
    source: Many[Cited] = ()


class WithdrawnTest(Definition):
    """The instrument is withdrawn, or another one took its place."""

    then: Then
    source: Many[Cited] = ()


class TestedBefore(Definition):
    """The same test was given less than so many ``weeks`` before."""

    then: Then
    weeks: int = F(ge=1)
    source: Many[Cited] = ()


class Administration(Definition):
    """How a test answers a field: the ``scale`` of its instrument, and the score on which it is ``read``.

    ``form``: which form of the test. ``stale``, ``group``, ``withdrawn``, ``again``: what is done where the
    test does not fit; after a gate no condition reads the score, a warning is told beside it.
    """

    scale: NameId
    read: Derived | Literal["raw"]
    form: Exactly | None = None
    stale: StaleNorms | None = None
    group: NormGroup | None = None
    withdrawn: WithdrawnTest | None = None
    again: TestedBefore | None = None

    @property
    def gated(self) -> bool:
        """Whether one of its guards shuts the score off."""
        return any(one.then == "gate" for one in self.guards)

    @property
    def guards(self) -> tuple[StaleNorms | NormGroup | WithdrawnTest | TestedBefore, ...]:
        """Every guard that is declared."""
        every = (self.stale, self.group, self.withdrawn, self.again)
        return tuple(one for one in every if one is not None)


# What a condition reads of a test besides its value, its bounds, its day and the age on it.
PARTS: Mapping[str, Type] = MappingProxyType(
    {
        "raw": parse_type("number"),
        "percentile": parse_type("percentile 0..100"),
        "empty": parse_type("count"),
    }
)


class SaidOfScore(Definition):
    """A warning about a score, or why there is none, as it was told then."""

    code: str
    nl: str
    en: str


class ScoreRecord(Definition):
    """A score as it was found on the day of recording: how, with which instrument and norms, how sure.

    ``value``: the score on ``read``, ``side``: open there; ``raw`` and ``percentile`` where they are known.
    ``low`` and ``high``: the bounds of the true score on ``read``, of a ``level`` and a kind (``interval``),
    on the scale of which they were computed (``interval_on``). ``flags``: answers that matter by themselves;
    ``open_flags``: those that can not be told. ``reason``: why there is no value.
    """

    way: Literal["items", "raw", "printed"]
    instrument: Text
    digest: Text | None = None
    form: Text | None = None
    scale: NameId
    read: Derived | Literal["raw"]
    value: float | None = None
    side: Literal["", "<", ">"] = ""
    raw: float | None = None
    percentile: float | None = None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    interval: IntervalKind | None = None
    interval_on: Derived | None = None
    reliability: float | None = None
    norms: Text | None = None
    norms_digest: Text | None = None
    group: Text | None = None
    year: int | None = None
    country: Text | None = None
    language: Text | None = None
    age_months: float | None = None
    age_convention: Text | None = None
    items: int | None = None
    empty: int | None = None
    missing_rule: Text | None = None
    flags: Many[NameId] = ()
    open_flags: Many[NameId] = ()
    warnings: Many[SaidOfScore] = ()
    reason: SaidOfScore | None = None

    def __repr__(self) -> str:
        """The test: what is said of a pupil must not end up in a log."""
        return f"<score of {self.instrument}>"

    __str__ = __repr__


# How a criterion treats the error of measurement.

How: TypeAlias = Literal["ignore", "overlap", "point and interval", "probability"]
OVERLAP = "error.overlap"  # how a grey zone is told that the interval makes
WANTS_BOUNDS: frozenset[How] = frozenset(("overlap", "point and interval", "probability"))
Chance = Annotated[float, F(gt=0.5, lt=1)]


class ErrorTreatment(Definition):
    """How a criterion treats the error of measurement of the scores in its ``met``.

    ``ignore``: the point counts. ``overlap``: met or not met only where the whole interval says so, else a
    person judges. ``point and interval``: met only where the point and the whole interval are.
    ``probability``: met where each comparison holds for the true score with a chance of ``at_least``. Where
    the bounds of a score are not known, its comparison is not assessable. ``judge`` reads the point.
    """

    how: How
    at_least: Chance | None = None
    source: Many[Cited] = F(min_length=1)
    note: Text | None = None

    @model_validator(mode="after")
    def _chance_fits(self) -> "ErrorTreatment":
        if (self.how == "probability") != (self.at_least is not None):
            raise PydanticCustomError("chance_fits", "at_least")
        return self

    @property
    def ends(self) -> tuple[str, str]:
        """The parts of a score that are its two bounds: of its interval, or with this chance each."""
        if self.at_least is None:
            return "low", "high"
        said = f"{100 * self.at_least:.6g}".replace(".", "_")
        return f"low_{said}", f"high_{said}"


METRIC = ("percentile", "score", "z", "t")  # units that say where a score lies in its norm group
_FALSE = Constant(False)


def bound_of(part: str) -> tuple[str, float | None]:
    """Which end a part is, and the level of the two-sided interval it is of; None for the interval itself.

    >>> bound_of("high_90"), bound_of("low")
    (('high', 0.8), ('low', None))
    """
    end, _, chance = part.partition("_")
    return end, round(2 * float(chance.replace("_", ".")) / 100 - 1, 9) if chance else None


_APART = {
    "between": (">=", "<="),
    "[..]": (">=", "<="),
    "[..)": (">=", "<"),
    "(..]": (">", "<="),
    "(..)": (">", "<"),
}
ONE_SIDED = ("<", "<=", ">", ">=")
COMPARISONS = (*ONE_SIDED, "=", "!=", *_APART)


def treated(
    met: Tree, judge: Tree | None, error: ErrorTreatment, scores: Collection[str]
) -> tuple[Tree, Tree]:
    """The two conditions that treat the error so: of the bounds of each score as well as of the point."""
    sure, possible = _both(met, scores, error.ends, point=error.how != "probability")
    if error.how != "overlap":
        return sure, _FALSE if judge is None else judge
    return sure, possible if judge is None else Apply("or", (possible, judge))


def _both(tree: Tree, scores: Collection[str], ends: tuple[str, str], point: bool) -> tuple[Tree, Tree]:
    """What holds of the whole interval of every score, and what holds somewhere in it."""
    if not set(names(tree)) & set(scores) or not isinstance(tree, Apply):
        return tree, tree
    if tree.op in ("and", "or", "all", "any"):
        parts = [_both(arg, scores, ends, point) for arg in tree.args]
        return Apply(tree.op, tuple(a for a, _ in parts)), Apply(tree.op, tuple(b for _, b in parts))
    if tree.op == "not":
        sure, possible = _both(tree.args[0], scores, ends, point)
        return Apply("not", (possible,)), Apply("not", (sure,))
    if tree.op in _APART or tree.op in ("=", "!="):
        return _both(_parted(tree), scores, ends, point)
    return _atom(tree, scores, ends, point)


def _parted(tree: Apply) -> Tree:
    """A range or an equality as comparisons on one side each."""
    subject, *others = tree.args
    if tree.op in _APART:
        ends = zip(_APART[tree.op], others, strict=True)
        return Apply("and", tuple(Apply(op, (subject, end)) for op, end in ends))
    both = Apply("and", tuple(Apply(op, (subject, others[0])) for op in (">=", "<=")))
    return both if tree.op == "=" else Apply("not", (both,))


def _atom(tree: Apply, scores: Collection[str], ends: tuple[str, str], point: bool) -> tuple[Tree, Tree]:
    """One comparison: at both bounds and, where it counts, the point; unknown where a bound is."""
    read = [name for name in names(tree) if name in scores]
    at = [replaced(tree, {Name(name): Name(f"{name}.{end}") for name in read}) for end in ends]
    at += [tree] if point else []
    known = [Apply("<=", tuple(Name(f"{name}.{end}") for end in ends)) for name in read]
    guard = known[0] if len(known) == 1 else Apply("and", tuple(known))
    sure, possible = (Apply("if", (guard, Apply(op, tuple(at)), Constant(None))) for op in ("and", "or"))
    return sure, possible


def untreated(tree: Tree) -> Tree:
    """A condition as it was before its error was treated: each score for its bounds."""
    if not isinstance(tree, Apply):
        return tree
    if tree.op == "if" and isinstance(tree.args[1], Apply) and tree.args[2] == Constant(None):
        guards = tree.args[0].args if _is(tree.args[0], "and") else (tree.args[0],)
        bounds: dict[str, str] = {}
        if all(_guards(one, bounds) for one in guards):
            return replaced(
                tree.args[1].args[0], {Name(bound): Name(score) for bound, score in bounds.items()}
            )
    return Apply(tree.op, tuple(untreated(arg) for arg in tree.args), tree.span)


def _is(tree: Tree, op: str) -> TypeGuard[Apply]:
    return isinstance(tree, Apply) and tree.op == op


def _guards(tree: Tree, bounds: dict[str, str]) -> bool:
    """Whether this is the guard of a treated score, as `_atom` writes it; its two bounds are then added."""
    if not _is(tree, "<="):
        return False
    low, high = (arg.id if isinstance(arg, Name) else "" for arg in tree.args)
    score, _, part = low.rpartition(".")
    if not score or part.partition("_")[0] != "low" or high != f"{score}.high{part[3:]}":
        return False
    bounds |= {low: score, high: score}
    return True


def compared(tree: Tree, scores: Collection[str]) -> Iterator[Apply]:
    """Every comparison that reads a score: the smallest parts that a treatment of the error looks at."""
    if not set(names(tree)) & set(scores) or not isinstance(tree, Apply):
        return
    if tree.op in ("and", "or", "all", "any", "not"):
        for arg in tree.args:
            yield from compared(arg, scores)
    else:
        yield tree


# A battery and a screening become named values with plain computations, once, when a plan is made.


class Battery(Definition):
    """Tests that count together: ``tests`` are fields whose standard scores make one, of ``mean`` and ``sd``.

    ``correlations``: between the tests in that order, k by k, of a source; ``weights``: one for each, 1
    without. With the ``error`` of every test and a ``level`` the composite has bounds. What it covers of the
    broad abilities (CHC) is read too: how many, and which.
    """

    tests: Many[NameId] = F(min_length=2)
    mean: float
    sd: float = F(gt=0)
    correlations: Many[Many[float]]
    weights: Many[float] = ()
    level: float | None = F(default=None, gt=0, lt=1)
    source: Many[Cited] = F(min_length=1)


class Likelihood(Definition):
    """How many times as usual a score in one stretch is with what is looked for as without it.

    ``below``: the stretch up to this score, which is not in it; the last one has none.
    """

    below: float | None = None
    ratio: float = F(ge=0)


class Screening(Definition):
    """What a screening score says of the chance of something: a ``prior`` and likelihood ratios by stretch.

    ``of``: what is looked for. The chance after the score is read as ``x.posterior``.
    """

    of: Text
    prior: float = F(gt=0, lt=1)
    ratios: Many[Likelihood] = F(min_length=2)
    source: Many[Cited] = F(min_length=1)

    def after(self, ratio: float) -> float:
        """The chance after a score in a stretch with this ratio: by the odds."""
        odds = self.prior / (1 - self.prior) * ratio
        return odds / (1 + odds)

    def posterior(self, name: str) -> Tree:
        """The chance after the score ``name``, as a computation."""
        *stretches, last = self.ratios
        tree: Tree = Constant(self.after(last.ratio))
        for one in reversed(stretches):
            holds = Apply("<", (Name(name), Constant(one.below)))
            tree = Apply("if", (holds, Constant(self.after(one.ratio)), tree))
        known = Apply("is null", (Name(name),))
        return Apply("if", (known, Constant(None), tree))
