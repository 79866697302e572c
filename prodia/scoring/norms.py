"""Norms, ready to look up in: whose group a person is of, what it makes of a raw score, and its zones.

Zones are data of a publisher: names, and cut-offs that say on which side the cut-off itself lies.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal

from prodia.frozen import Fixed, dataclass
from prodia.language import Value, evaluate, names, nine
from prodia.model.instrument import CutSet, Scale
from prodia.model.norms import AGE, SEX, SEXES, Band, GrowthNorms, KeyName, NormRow, NormRows, Norms
from prodia.model.scales import Method
from prodia.problems import Problem
from prodia.problems import scores as kinds
from prodia.scoring import growth
from prodia.scoring import normmodels as models
from prodia.scoring.error import Interval, interval, interval_of_sem, probability_true_below
from prodia.scoring.growth import CONVENTION
from prodia.scoring.person import NOBODY, Person
from prodia.scoring.scales import LINEAR, SCALES, band_of_z, percentile_of_z, z_of_percentile, z_of_raw
from prodia.scoring.score import NormedScore, NoScore, Score, Zone, no_score
from prodia.words.numbers import both

# A group is a row or a stretch of rows with the same scale, age band and keys. What can be wrong with rows is
# told before (prodia.checks.norms); here they are known to be right.


def from_z(z: float, gives: Iterable[str]) -> tuple[NormedScore, ...]:
    """The scores asked for, of one z: linear scales, half-SD bands (by z), and the normal percentile.

    Each is brought to nine decimals and otherwise not rounded. ``gives`` are names of
    :data:`prodia.scoring.scales.LINEAR`, of ``SCALES``, or "percentile".
    """
    return tuple(NormedScore(name, nine(_one(z, name))) for name in gives)


def _one(z: float, name: str) -> float:
    if name in LINEAR:
        return LINEAR[name].of_z(z)
    if name in SCALES:  # an edge is compared as everywhere, to nine decimals
        return band_of_z(nine(z), SCALES[name])
    return percentile_of_z(z)


def predictors_of(
    norms: Norms, person: Person, years: float, wanted: Iterable[str]
) -> dict[str, float] | NoScore:
    """The value of every predictor that is ``wanted``; or a reason that names what is not known of a person.

    A word that the norms do not declare is not known: it is never taken for one of the others.
    """
    words: dict[KeyName, tuple[str, ...]] = {**norms.words, SEX: SEXES}
    told: dict[str, str] = {key: ", ".join(some) for key, some in words.items()}
    known: dict[str, Value] = {AGE: years}
    known |= {key: word if (word := person.key(key)) in some else None for key, some in words.items()}
    found: dict[str, float] = {}
    for name in sorted(wanted):
        made = norms.predictors.get(name)
        read = names(made.tree) if made is not None else (name,)
        absent = next((key for key in read if known[key] is None), None)
        value = evaluate(made.tree, known) if made is not None else known[name]
        if value is None and absent is not None:
            said = {"norms": norms.reference, "key": absent, "known": told[absent]}
            return no_score(kinds.NO_KEY, **said)
        if name == SEX:
            value = value == SEXES[0]
        if not isinstance(value, (bool, int, float)):
            return no_score(kinds.NO_SPREAD, what=name)
        found[name] = float(value)
    return found


@dataclass(frozen=True, slots=True)
class Looked:
    """What a group gives for a raw score; ``reliability`` and ``sem`` of the row it came from."""

    normed: tuple[NormedScore, ...]
    reliability: float | None = None
    sem: float | None = None


@dataclass(frozen=True, eq=False)
class Group:
    """The rows of one scale for one age band and one value of every key."""

    norms: Norms
    scale: str
    band: Band | None
    keys: tuple[str, ...]
    rows: tuple[NormRow, ...]

    @property
    def words(self) -> str:
        """Which group, for a record: ``72..83, m``."""
        return ", ".join(([f"{self.band[0]}..{self.band[1]}"] if self.band else []) + list(self.keys))

    def look(self, raw: float, *, age: float | None = None, person: Person = NOBODY) -> Looked | NoScore:
        """The scores of a raw score. ``age`` (decimal months) and ``person`` for models that ask them."""
        match self.norms.kind:
            case "table":
                return self._printed(raw)
            case "cuts":
                found = models.percentile_between(raw, self._cuts)
                return found if isinstance(found, NoScore) else self._normal(z_of_percentile(found), found)
            case "polynomial" | "regression" as kind:
                if age is None:
                    return no_score(kinds.NO_AGE, norms=self.norms.reference)
                return self._fitted(raw, age) if kind == "polynomial" else self._predicted(raw, age, person)
        return self._spread(raw)

    def _spread(self, raw: float) -> Looked | NoScore:
        row = self.rows[0]
        mean, sd = _figure(row, "mean"), _figure(row, "sd")
        if not sd > 0:
            return no_score(kinds.NO_SPREAD, what="z")
        z = z_of_raw(raw, mean, sd)
        if self.norms.kind == "sample":
            return self._normal(
                z, models.crawford_howell(raw, mean, sd, int(_figure(row, "n"))).percent_below
            )
        return Looked(from_z(z, self.norms.gives), row.number("reliability"), row.number("sem"))

    def _normal(self, z: float, percentile: float) -> Looked:
        """Scores of a z, with the percentile that was looked up instead of the normal one."""
        gives = self.norms.gives
        found = tuple(
            NormedScore(n.scale, nine(percentile)) if n.scale == "percentile" else n for n in from_z(z, gives)
        )
        return Looked(found, self.rows[0].number("reliability"))

    def _printed(self, raw: float) -> Looked | NoScore:
        row = self._by_raw.get(raw)
        if row is None:
            known = sorted(self._by_raw)
            return no_score(kinds.RAW_OUTSIDE, first=both(known[0]), last=both(known[-1]))
        found = tuple(NormedScore(name, p.value, p.side) for name, p in row.printed)
        if not found:
            return no_score(kinds.PRINTED_EMPTY, scale=", ".join(self.norms.gives))
        return Looked(found, row.number("reliability"), row.number("sem"))

    def _fitted(self, raw: float, months: float) -> Looked | NoScore:
        fitted = self.norms.fitted
        assert fitted is not None
        found = models.norm_of_raw(raw, months / (12.0 if fitted.age == "years" else 1.0), self._polynomial)
        if isinstance(found, NoScore):
            return found
        return Looked(from_z(LINEAR[fitted.scale].to_z(found), self.norms.gives))

    def _predicted(self, raw: float, months: float, person: Person) -> Looked | NoScore:
        known = predictors_of(self.norms, person, months / 12.0, self._regression.predictors)
        if isinstance(known, NoScore):
            return known
        z = models.regression_z(raw, known, self._regression)
        return z if isinstance(z, NoScore) else Looked(from_z(z, self.norms.gives))

    @cached_property
    def _by_raw(self) -> Mapping[float, NormRow]:
        return {raw: row for row in self.rows for raw in row.raw}

    @cached_property
    def _cuts(self) -> models.PercentileCuts:
        pairs = sorted((_figure(r, "raw"), _figure(r, "percentile")) for r in self.rows)
        return models.PercentileCuts(tuple(a for a, _ in pairs), tuple(b for _, b in pairs))

    @cached_property
    def _polynomial(self) -> models.NormPolynomial:
        fitted = self.norms.fitted
        assert fitted is not None
        terms = {_word(r, "term"): _figure(r, "value") for r in self.rows}
        return models.polynomial(
            terms, raw=(fitted.raw[0], fitted.raw[1]), norm=(fitted.norm[0], fitted.norm[1])
        )

    @cached_property
    def _regression(self) -> models.RegressionNorm:
        parts: dict[str, list[tuple[str, float]]] = {}
        for row in self.rows:
            parts.setdefault(_word(row, "part"), []).append((_word(row, "term"), _figure(row, "value")))
        return models.RegressionNorm(**{part: tuple(terms) for part, terms in parts.items()})


def _figure(row: NormRow, name: str) -> float:
    """A figure that every row of this kind has."""
    found = row.number(name)
    assert found is not None
    return found


def _word(row: NormRow, name: str) -> str:
    return next(text for n, text in row.words if n == name)


def groups_of(norms: Norms, rows: Sequence[NormRow]) -> Mapping[str, tuple[Group, ...]]:
    """Every group by its scale, in the order of the file."""
    found: dict[str, dict[tuple[Band | None, tuple[str, ...]], list[NormRow]]] = {}
    for row in rows:
        found.setdefault(row.scale, {}).setdefault((row.band, row.keys), []).append(row)
    return Fixed(
        (scale, tuple(Group(norms, scale, *group, tuple(some)) for group, some in groups.items()))
        for scale, groups in found.items()
    )


BY_AGE = ("polynomial", "regression", "lms")  # the age itself goes into the formula


@dataclass(frozen=True, eq=False)
class NormSet:
    """Norms with their rows. Make one with :func:`norm_set`. ``asked``: the method, of growth norms."""

    norms: Norms
    digest: str
    groups: Mapping[str, tuple[Group, ...]]
    growth: GrowthNorms | None = None
    asked: Method | None = None

    def has(self, scale: str) -> bool:
        return scale in (self.growth.measures if self.growth else self.groups)

    def groups_of(self, scale: str) -> frozenset[tuple[Band | None, tuple[str, ...]]]:
        """Band and keys of every group of a scale: scales with the same look at the same of a person."""
        return frozenset((g.band, g.keys) for g in self.groups.get(scale, ()))

    @property
    def by_age(self) -> bool:
        """Whether every age, not every band, has scores of its own."""
        return self.norms.kind in BY_AGE

    def looks_at(self, scale: str) -> Mapping[str, tuple[str, ...]]:
        """What a score on a scale asks of a person: each key with the words it can be, and ``age`` with none.

        Of a regression: what the predictors of its rows read.
        """
        groups = self.groups.get(scale, ())
        found: dict[str, tuple[str, ...]] = {}
        if self.by_age or any(group.band is not None for group in groups):
            found[AGE] = ()
        for place, key in enumerate(self.norms.by):
            found[key] = tuple(dict.fromkeys(group.keys[place] for group in groups))
        if self.growth is not None:
            found[SEX] = SEXES
        if self.norms.kind == "regression":
            made = {name for group in groups for name in group._regression.predictors}
            trees = (self.norms.predictors.get(name) for name in sorted(made))
            read = {name for one in trees if one is not None for name in names(one.tree)} | made
            declared: Mapping[KeyName, tuple[str, ...]] = {**self.norms.words, SEX: SEXES}
            found |= {key: words for key, words in declared.items() if key in read}
        return found

    @cached_property
    def _index(self) -> Mapping[str, Mapping[tuple[str, ...], tuple[tuple[int, int, Group], ...]]]:
        """Scale, then the keys, to the age bands in order."""
        found: dict[str, dict[tuple[str, ...], list[tuple[int, int, Group]]]] = {}
        for scale, groups in self.groups.items():
            for group in groups:
                first, last = group.band or (0, 0)
                found.setdefault(scale, {}).setdefault(group.keys, []).append((first, last, group))
        return {
            scale: {keys: tuple(sorted(some, key=lambda one: one[:2])) for keys, some in mine.items()}
            for scale, mine in found.items()
        }

    def group(self, scale: str, person: Person) -> tuple[Group, tuple[Problem, ...]] | NoScore:
        """The group of a person, with what is to be known of that choice; or why there is none."""
        known = self._index.get(scale)
        name = self.norms.reference
        if not known:
            return no_score(kinds.NO_ROWS_FOR, norms=name)
        keys = tuple(person.key(key) for key in self.norms.by)
        bands = known.get(keys)  # type: ignore[arg-type]
        if bands is None:
            return self._no_keys(known, keys)
        if bands[0][2].band is None:
            return bands[0][2], ()
        age = person.completed_months(self.norms.age or "calendar")
        if age is None:
            return no_score(kinds.NO_AGE, norms=name)
        return age if isinstance(age, NoScore) else self._band(bands, age)

    def _no_keys(self, known: Iterable[tuple[str, ...]], keys: tuple[str | None, ...]) -> NoScore:
        """Which key is missing, or that there is no group for these."""
        for place, key in enumerate(self.norms.by):
            if keys[place] is None:
                words = ", ".join(dict.fromkeys(one[place] for one in known))
                return no_score(kinds.NO_KEY, norms=self.norms.reference, key=key, known=words[:200])
        words = "; ".join(", ".join(one) for one in known)
        asked = " + ".join(self.norms.by)
        return no_score(kinds.NO_GROUP, norms=self.norms.reference, keys=asked, known=words[:200])

    def _band(
        self, bands: tuple[tuple[int, int, Group], ...], age: int
    ) -> tuple[Group, tuple[Problem, ...]] | NoScore:
        place = bisect_right(bands, age, key=lambda one: one[0]) - 1
        if place >= 0 and age <= bands[place][1]:
            return bands[place][2], ()
        first, last = bands[0][0], bands[-1][1]
        if first < age < last:
            return no_score(kinds.AGE_IN_HOLE, before=bands[place][1], after=bands[place + 1][0])
        if self.norms.outside == "nearest band":
            start, stop, nearest = bands[0] if age < first else bands[-1]
            return nearest, (Problem(kinds.NEAREST_BAND, None, band=f"{start}..{stop}"),)
        return no_score(kinds.AGE_OUTSIDE, first=first, last=last)

    def sort(self, scale: str, person: Person) -> object:
        """What of a person these norms look at: the group, or all where every age has its own scores."""
        if self.by_age:
            return person
        found = self.group(scale, person)
        return found if isinstance(found, NoScore) else (found[0].band, found[0].keys, found[1])

    def age(self, person: Person) -> float | None:
        """The age as these norms count it, in months; None when it is not known or lies before birth."""
        found = self._age(person)[0]
        return None if isinstance(found, NoScore) else found

    def applied(self, score: Score, person: Person) -> Score:
        """A raw score with what these norms make of it, or with the reason why nothing."""
        if score.raw is None or score.scale is None:
            return score
        found = self._looked(score.scale, score.raw, person)
        if isinstance(found, NoScore):
            return self._stated(score, norm_reason=found.reason)
        looked, warnings, stated = found
        linear = next((n for n in looked.normed if n.scale in LINEAR and not n.side), None)
        if linear is not None:
            mean, sd = LINEAR[linear.scale].mean, LINEAR[linear.scale].sd
            stated |= {"standard": linear.value, "mean": mean, "sd": sd}
        return self._stated(
            score,
            normed=looked.normed,
            percentile=next((n.value for n in looked.normed if n.scale == "percentile" and not n.side), None),
            interval=self.interval(looked),
            reliability=self.reliability(looked),
            warnings=(*score.warnings, *warnings),
            **stated,
        )

    def _stated(self, score: Score, **fields: Any) -> Score:
        return replace(score, norms=self.norms.reference, norms_digest=self.digest, **fields)

    def _looked(
        self, scale: str, raw: float, person: Person
    ) -> tuple[Looked, tuple[Problem, ...], dict[str, Any]] | NoScore:
        """What these norms give, what to know about it, and the age and group it is of."""
        if self.growth is not None:
            return self._grown(scale, raw, person, self.growth)
        found = self.group(scale, person)
        if isinstance(found, NoScore):
            return found
        group, warnings = found
        age, more = self._age(person)
        if isinstance(age, NoScore):
            return age
        if self.by_age and age is None:
            return no_score(kinds.NO_AGE, norms=self.norms.reference)
        looked = group.look(raw, age=age, person=person)
        if isinstance(looked, NoScore):
            return looked
        convention = None if age is None else CONVENTION if self.by_age else self.norms.age
        told = {"age": age, "age_convention": convention, "group": group.words or None}
        opened = (n for n in looked.normed if n.side)
        return looked, (*warnings, *more, *map(open_ended, opened), *self._empty(looked)), told

    def _age(self, person: Person) -> tuple[float | NoScore | None, tuple[Problem, ...]]:
        """The age as these norms count it: completed months, or decimal ones for a formula."""
        if not self.by_age:
            months = person.completed_months(self.norms.age) if self.norms.age else None
            return (months if months is None or isinstance(months, NoScore) else float(months)), ()
        found = person.decimal_months()
        if found is None or isinstance(found, NoScore):
            return found, ()
        return found[0], ((Problem(kinds.MIDDLE_OF_MONTH, None),) if found[1] else ())

    def method(self, measure: str) -> Method:
        """Of growth norms: how a measure is scored."""
        assert self.growth is not None
        return growth.method_of(self.growth, measure, self.asked)

    def _grown(
        self, measure: str, raw: float, person: Person, norms: GrowthNorms
    ) -> tuple[Looked, tuple[Problem, ...], dict[str, Any]] | NoScore:
        if measure not in norms.measures:
            return no_score(kinds.NO_ROWS_FOR, norms=self.norms.reference)
        age, more = self._age(person)
        if isinstance(age, NoScore):
            return age
        found = growth.score(norms, measure, person.sex, raw, age_months=age, method=self.method(measure))
        if found.z is None:
            assert found.reason is not None
            return NoScore(found.reason)
        normed = [NormedScore("z", nine(found.z))]
        if found.percentile is not None:
            normed.append(NormedScore("percentile", nine(found.percentile)))
        told = {"age": age, "age_convention": found.age_convention, "group": person.sex}
        told["formula"] = found.formula
        return Looked(tuple(normed)), (*more, *found.warnings), told

    def _empty(self, looked: Looked) -> Iterator[Problem]:
        """A scale of which the table has no score in this row."""
        known = [n.scale for n in looked.normed]
        for scale in self.norms.gives:
            if scale not in known:
                yield Problem(kinds.PRINTED_EMPTY, None, scale=scale)

    @property
    def interval_on(self) -> str | None:
        """The scale that the interval of these norms is on."""
        return self.norms.interval.on if self.norms.interval else None

    def interval(self, looked: Looked) -> Interval[float] | None:
        """The interval these norms declare, around the score on its scale; None where they declare none."""
        rule = self.norms.interval
        x = next((n for n in looked.normed if rule and n.scale == rule.on and not n.side), None)
        if rule is None or x is None:
            return None
        scale = LINEAR[rule.on]
        if looked.sem is not None and rule.kind == "observed" and self.norms.kind == "table":
            return interval_of_sem(x.value, sem=looked.sem, level=rule.level)
        reliability = self.reliability(looked)
        if reliability is None:
            return None
        return interval(
            x.value, kind=rule.kind, level=rule.level, mean=scale.mean, sd=scale.sd, reliability=reliability
        )

    def reliability(self, looked: Looked) -> float | None:
        """Of the row, or else of the norms."""
        if looked.reliability is not None:
            return looked.reliability
        return self.norms.interval.reliability if self.norms.interval else None


def open_ended(score: NormedScore) -> Problem:
    """That a score is only known to lie above or below a number."""
    return Problem(kinds.OPEN_ENDED, None, scale=score.scale, side=score.side, value=both(score.value))


def norm_set(norms: Norms, rows: NormRows | GrowthNorms, *, method: Method | None = None) -> NormSet:
    """Norms with their rows, ready to look up in. ``method``: of growth norms, see :func:`growth.methods`.

    Raises ``ValueError`` for a method that the norms do not have.
    """
    known = growth.methods(rows) if isinstance(rows, GrowthNorms) else ()
    if method is not None and method not in known:
        raise ValueError(f"{norms.reference} has no method {method!r}; it has {', '.join(known) or 'none'}")
    if isinstance(rows, GrowthNorms):
        return NormSet(norms, rows.digest, {}, rows, method)
    return NormSet(norms, rows.digest, groups_of(norms, rows.rows))


# In which zones a score lies, and how sure that is; and the age a raw score is usual at.

# Of a score that is only known to lie above or below a number, a zone is told where every such score has it.


def passed(score: float, cut: float, goes: Literal["up", "down"]) -> bool:
    """Whether a score lies above a cut-off; of a score exactly on it ``goes`` says so.

    Both are compared as named values, to nine decimals, as everywhere in the language.
    """
    return nine(score) >= nine(cut) if goes == "up" else nine(score) > nine(cut)


def with_zones(score: Score, scale: Scale, person: Person, norms: NormSet | None) -> Score:
    """The score with a zone for every cut set of its scale; one that can not be found says why."""
    if not scale.cuts:
        return score
    return replace(score, zones=tuple(_zones(score, scale, person, norms)))


def _zones(score: Score, scale: Scale, person: Person, norms: NormSet | None) -> Iterator[Zone]:
    for name, cuts in scale.cuts.items():
        found = _not_for(cuts, person) or _number(score, cuts)
        if isinstance(found, Problem):
            yield Zone(name, None, -1, cuts.on, (), found)
        else:
            yield Zone(name, cuts.zones[found], found, cuts.on, _certainty(score, cuts, norms))


def _number(score: Score, cuts: CutSet) -> int | Problem:
    """Which zone, or why that can not be said: there is no such score, or it is open past a cut-off."""
    value = score.on(cuts.on)
    if value is None:
        return score.norm_reason or Problem(kinds.NO_ZONE, None, on=cuts.on)
    normed = next((n for n in score.normed if n.scale == cuts.on and n.side), None)
    if normed is None:
        return sum(passed(value, at, cuts.goes) for at in cuts.at)
    if normed.side == ">" and passed(value, cuts.at[-1], "up"):
        return len(cuts.at)
    if normed.side == "<" and not passed(value, cuts.at[0], "down"):
        return 0
    return open_ended(normed)


def _not_for(cuts: CutSet, person: Person) -> Problem | None:
    if cuts.ages is None:
        return None
    age = person.calendar_months
    if age is not None and cuts.ages[0] <= age <= cuts.ages[1]:
        return None
    return Problem(kinds.NOT_FOR_AGE, None, first=cuts.ages[0], last=cuts.ages[1])


def _certainty(score: Score, cuts: CutSet, norms: NormSet | None) -> tuple[tuple[float, float], ...]:
    """P(true score < cut-off) for each cut-off on the scale of the interval."""
    if norms is None or score.interval is None or cuts.on != norms.interval_on:
        return ()
    reliability = score.reliability
    value, scale = score.on(cuts.on), LINEAR[cuts.on]
    if reliability is None or value is None or not 0 < reliability < 1:
        return ()
    return tuple(
        (at, probability_true_below(value, at, mean=scale.mean, sd=scale.sd, reliability=reliability))
        for at in cuts.at
    )


@dataclass(frozen=True, slots=True)
class Equivalent:
    """An age equivalent in months: from ``low`` to ``high``, equal but for tied medians.

    ``side`` is "<" or ">" when the score lies outside the table; low and high are then its edge.
    It has no interval of its own, and two of them are never subtracted.
    """

    low: float
    high: float
    side: Literal["", "<", ">"] = ""


def age_equivalent(raw: float, medians: Sequence[tuple[float, float]]) -> Equivalent:
    """The age whose median raw score is ``raw``: linear between (age in months, median raw) pairs.

    Ages rise and medians never fall; a median shared by several ages gives their range.
    Raises ``ValueError`` for an empty table or one that does not rise so.
    """
    pairs = list(pairwise(medians))
    if not medians or any(a[0] >= b[0] or a[1] > b[1] for a, b in pairs):
        raise ValueError("ages rise, and medians never fall")
    if raw < medians[0][1]:
        return Equivalent(medians[0][0], medians[0][0], "<")
    if raw > medians[-1][1]:
        return Equivalent(medians[-1][0], medians[-1][0], ">")
    tied = [age for age, median in medians if median == raw]
    if tied:
        return Equivalent(tied[0], tied[-1])
    (age0, low), (age1, high) = next((a, b) for a, b in pairs if a[1] < raw < b[1])
    age = age0 + (age1 - age0) * (raw - low) / (high - low)
    return Equivalent(age, age)
