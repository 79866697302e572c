"""A set of norms, ready to look up in: which group a person belongs to, and what it makes of a raw score."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from prodia.language import nine
from prodia.model.growth import GrowthNorms
from prodia.model.norms import Band, NormRows, Norms
from prodia.problems import Problem
from prodia.problems import scored as kinds
from prodia.problems.scores import AGE_IN_HOLE, AGE_OUTSIDE
from prodia.scoring import growth
from prodia.scoring.error import Interval, interval, interval_of_sem
from prodia.scoring.growth_record import CONVENTION
from prodia.scoring.normgroups import Group, Looked, groups_of
from prodia.scoring.person import Person
from prodia.scoring.reasons import NoScore, no_score
from prodia.scoring.scales import LINEAR
from prodia.scoring.score import NormedScore, Score

__all__ = ["NormSet", "norm_set"]

BY_AGE = ("polynomial", "regression", "lms")  # the age itself goes into the formula


@dataclass(frozen=True, eq=False)
class NormSet:
    """Norms with their rows. Make one with :func:`norm_set`."""

    norms: Norms
    digest: str
    groups: Mapping[str, tuple[Group, ...]]
    growth: GrowthNorms | None = None

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
        told = replace(score, norms=self.norms.reference, norms_digest=self.digest)
        if self.growth is not None:
            return self._grown(told, person, self.growth)
        found = self.group(score.scale, person)
        if isinstance(found, NoScore):
            return replace(told, norm_reason=found.reason)
        group, warnings = found
        age, more = self._age(person)
        if isinstance(age, NoScore):
            return replace(told, norm_reason=age.reason)
        warnings += more
        if self.by_age and age is None:
            return replace(told, norm_reason=Problem(kinds.NO_AGE, None, norms=self.norms.reference))
        looked = group.look(score.raw, age=age, sex=person.sex)
        if isinstance(looked, NoScore):
            return replace(told, norm_reason=looked.reason)
        told = replace(
            told,
            age=age,
            age_convention=self._convention(age),
            group=group.words or None,
            warnings=(*told.warnings, *warnings, *_open(looked), *self._empty(looked)),
        )
        return self._normed(told, looked)

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

    def _grown(self, score: Score, person: Person, norms: GrowthNorms) -> Score:
        measure = score.scale or ""
        if measure not in norms.measures:
            return replace(score, norm_reason=Problem(kinds.NO_ROWS_FOR, None, norms=self.norms.reference))
        age, more = self._age(person)
        if isinstance(age, NoScore):
            return replace(score, norm_reason=age.reason)
        restricted = any(c.restricted for c in norms.curves if c.measure == measure)
        method: growth.Method = "restricted" if restricted else "lms"
        found = growth.score(norms, measure, person.sex, score.raw, age_months=age, method=method)
        if found.z is None:
            return replace(score, norm_reason=found.reason)
        normed = [NormedScore("z", nine(found.z))]
        if found.percentile is not None:
            normed.append(NormedScore("percentile", nine(found.percentile)))
        told = replace(score, age=age, age_convention=found.age_convention, group=person.sex)
        told = replace(told, warnings=(*told.warnings, *more, *found.warnings))
        return self._normed(told, Looked(tuple(normed)))

    def _normed(self, score: Score, looked: Looked) -> Score:
        linear = next((n for n in looked.normed if n.scale in LINEAR and not n.side), None)
        percentile = next((n.value for n in looked.normed if n.scale == "percentile" and not n.side), None)
        told = replace(score, normed=looked.normed, percentile=percentile)
        if linear is not None:
            scale = LINEAR[linear.scale]
            told = replace(told, standard=linear.value, mean=scale.mean, sd=scale.sd)
        return replace(told, interval=self.interval(looked), reliability=self.reliability(looked))

    def _empty(self, looked: Looked) -> Iterator[Problem]:
        """A scale of which the table has no score in this row."""
        known = [n.scale for n in looked.normed]
        for scale in self.norms.gives:
            if scale not in known:
                yield Problem(kinds.PRINTED_EMPTY, None, scale=scale)

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


def _open(looked: Looked) -> tuple[Problem, ...]:
    return tuple(
        Problem(kinds.OPEN_ENDED, None, scale=n.scale, side=n.side, value=f"{n.value:g}")
        for n in looked.normed
        if n.side
    )


def norm_set(norms: Norms, rows: NormRows | GrowthNorms) -> NormSet:
    """Norms with their rows, ready to look up in."""
    if isinstance(rows, GrowthNorms):
        return NormSet(norms, rows.digest, {}, rows)
    return NormSet(norms, rows.digest, groups_of(norms, rows.rows))
