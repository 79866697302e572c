"""One norm group of one scale: from a raw score to the scores its rows give."""

# A group is a row or a stretch of rows with the same scale, age band and keys. What can be wrong with rows is
# told before (prodia.checks.norms); here they are known to be right.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from prodia.language import nine
from prodia.model.norms import Band, NormRow, Norms
from prodia.problems.scores import NO_AGE, NO_SPREAD, PRINTED_EMPTY, RAW_OUTSIDE
from prodia.scoring.continuous import NormPolynomial, RegressionNorm, norm_of_raw, polynomial, regression_z
from prodia.scoring.derive import from_z, z_of
from prodia.scoring.norms import PercentileCuts, percentile_between
from prodia.scoring.person import NOBODY, Person
from prodia.scoring.predicting import predictors_of
from prodia.scoring.reasons import NoScore, no_score
from prodia.scoring.scales import z_of_percentile, z_of_raw
from prodia.scoring.score import NormedScore
from prodia.scoring.single_case import crawford_howell

__all__ = ["Group", "Looked", "groups_of"]


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
                found = percentile_between(raw, self._cuts)
                return found if isinstance(found, NoScore) else self._normal(z_of_percentile(found), found)
            case "polynomial" | "regression" as kind:
                if age is None:
                    return no_score(NO_AGE, norms=self.norms.reference)
                return self._fitted(raw, age) if kind == "polynomial" else self._predicted(raw, age, person)
        return self._spread(raw)

    def _spread(self, raw: float) -> Looked | NoScore:
        row = self.rows[0]
        mean, sd = _figure(row, "mean"), _figure(row, "sd")
        if not sd > 0:
            return no_score(NO_SPREAD, what="z")
        z = z_of_raw(raw, mean, sd)
        if self.norms.kind == "sample":
            return self._normal(z, crawford_howell(raw, mean, sd, int(_figure(row, "n"))).percent_below)
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
            return no_score(RAW_OUTSIDE, first=f"{known[0]:g}", last=f"{known[-1]:g}")
        found = tuple(NormedScore(name, p.value, p.side) for name, p in row.printed)
        if not found:
            return no_score(PRINTED_EMPTY, scale=", ".join(self.norms.gives))
        return Looked(found, row.number("reliability"), row.number("sem"))

    def _fitted(self, raw: float, months: float) -> Looked | NoScore:
        fitted = self.norms.fitted
        assert fitted is not None
        found = norm_of_raw(raw, months / (12.0 if fitted.age == "years" else 1.0), self._polynomial)
        if isinstance(found, NoScore):
            return found
        return Looked(from_z(z_of(found, fitted.scale), self.norms.gives))

    def _predicted(self, raw: float, months: float, person: Person) -> Looked | NoScore:
        known = predictors_of(self.norms, person, months / 12.0, self._regression.predictors)
        if isinstance(known, NoScore):
            return known
        z = regression_z(raw, known, self._regression)
        return z if isinstance(z, NoScore) else Looked(from_z(z, self.norms.gives))

    @cached_property
    def _by_raw(self) -> Mapping[float, NormRow]:
        return {raw: row for row in self.rows for raw in row.raw}

    @cached_property
    def _cuts(self) -> PercentileCuts:
        pairs = sorted((_figure(r, "raw"), _figure(r, "percentile")) for r in self.rows)
        return PercentileCuts(tuple(a for a, _ in pairs), tuple(b for _, b in pairs))

    @cached_property
    def _polynomial(self) -> NormPolynomial:
        fitted = self.norms.fitted
        assert fitted is not None
        terms = {_word(r, "term"): _figure(r, "value") for r in self.rows}
        return polynomial(terms, raw=(fitted.raw[0], fitted.raw[1]), norm=(fitted.norm[0], fitted.norm[1]))

    @cached_property
    def _regression(self) -> RegressionNorm:
        parts: dict[str, list[tuple[str, float]]] = {}
        for row in self.rows:
            parts.setdefault(_word(row, "part"), []).append((_word(row, "term"), _figure(row, "value")))
        return RegressionNorm(**{part: tuple(terms) for part, terms in parts.items()})


def _figure(row: NormRow, name: str) -> float:
    """A figure that every row of this kind has."""
    found = row.number(name)
    assert found is not None
    return found


def _word(row: NormRow, name: str) -> str:
    return next(text for n, text in row.words if n == name)


def groups_of(norms: Norms, rows: Sequence[NormRow]) -> dict[str, tuple[Group, ...]]:
    """Every group by its scale, in the order of the file."""
    found: dict[tuple[str, Band | None, tuple[str, ...]], list[NormRow]] = {}
    for row in rows:
        found.setdefault((row.scale, row.band, row.keys), []).append(row)
    groups = [Group(norms, scale, band, keys, tuple(some)) for (scale, band, keys), some in found.items()]
    return {
        scale: tuple(g for g in groups if g.scale == scale)
        for scale in dict.fromkeys(g.scale for g in groups)
    }
