"""A set of norms, ready to look up in: which group a person belongs to, and what it makes of a raw score."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from prodia.language import nine
from prodia.model.norms import Band, GrowthNorms, Method, NormRows, Norms
from prodia.problems import Problem
from prodia.problems import scores as kinds
from prodia.problems.scores import AGE_IN_HOLE, AGE_OUTSIDE
from prodia.scoring import growth
from prodia.scoring.error import Interval, interval, interval_of_sem
from prodia.scoring.growth_record import CONVENTION
from prodia.scoring.normgroups import Group, Looked, groups_of
from prodia.scoring.person import Person
from prodia.scoring.reasons import NoScore, no_score
from prodia.scoring.scales import LINEAR
from prodia.scoring.score import NormedScore, Score

__all__ = ["NormSet", "norm_set", "open_ended"]

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
            return no_score(AGE_IN_HOLE, before=bands[place][1], after=bands[place + 1][0])
        if self.norms.outside == "nearest band":
            start, stop, nearest = bands[0] if age < first else bands[-1]
            return nearest, (Problem(kinds.NEAREST_BAND, None, band=f"{start}..{stop}"),)
        return no_score(AGE_OUTSIDE, first=first, last=last)

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
            return self._told(score, norm_reason=found.reason)
        looked, warnings, told = found
        linear = next((n for n in looked.normed if n.scale in LINEAR and not n.side), None)
        if linear is not None:
            mean, sd = LINEAR[linear.scale].mean, LINEAR[linear.scale].sd
            told |= {"standard": linear.value, "mean": mean, "sd": sd}
        return self._told(
            score,
            normed=looked.normed,
            percentile=next((n.value for n in looked.normed if n.scale == "percentile" and not n.side), None),
            interval=self.interval(looked),
            reliability=self.reliability(looked),
            warnings=(*score.warnings, *warnings),
            **told,
        )

    def _told(self, score: Score, **fields: Any) -> Score:
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
        told = {"age": age, "age_convention": self._convention(age), "group": group.words or None}
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

    def _convention(self, age: float | None) -> str | None:
        if age is None:
            return None
        return CONVENTION if self.by_age else self.norms.age

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
            x.value,
            kind=rule.kind,
            level=rule.level,
            mean=scale.mean,
            sd=scale.sd,
            reliability=reliability,
        )

    def reliability(self, looked: Looked) -> float | None:
        """Of the row, or else of the norms."""
        if looked.reliability is not None:
            return looked.reliability
        return self.norms.interval.reliability if self.norms.interval else None


def open_ended(score: NormedScore) -> Problem:
    """That a score is only known to lie above or below a number."""
    return Problem(kinds.OPEN_ENDED, None, scale=score.scale, side=score.side, value=f"{score.value:g}")


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
