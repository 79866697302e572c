"""What is wrong with norms: the declaration by path, the rows by line."""

# The rows are proved against the scale they are of: every attainable raw score has one row, ages follow on
# each other, scores move one way, and columns that say the same thing agree. A table that passes can be
# looked up in for every score and age it claims.

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import NormalDist
from typing import TypeAlias

from prodia.checks.finding import Finding, figures
from prodia.frozen import dataclass
from prodia.language import infer
from prodia.language.syntax.types import NUMBER
from prodia.model import norms as model
from prodia.model import scales
from prodia.model.instrument import MOST, Instrument, attainable, limits
from prodia.problems import Kind, Place, Problem
from prodia.problems import norms as kinds
from prodia.words import Words
from prodia.words.lists import nearest

_NEEDS = {"polynomial": ("gives", "fitted"), "lms": ("scales",)}  # of any other kind only `gives`
_ORIGIN = (("year", Words("het jaar", "the year")), ("n", Words("de grootte", "the size")))


def declared(norms: model.Norms) -> Iterator[Finding]:
    """What the declaration itself leaves out, for its kind."""
    yield from _predictors(norms)
    if norms.kind is None:
        return
    for field in _NEEDS.get(norms.kind, ("gives",)):
        if not getattr(norms, field):
            yield _undeclared(norms, ("kind",), field, Words(f"schrijf «{field}».", f"write «{field}»."))
    if norms.kind == "lms" and norms.rows == "private" and not (norms.sha256 or norms.tables):
        hint = Words("schrijf de sha256 van het bestand.", "write the sha256 of the file.")
        yield _undeclared(norms, ("kind",), "sha256", hint)
    yield from _plausible(norms)
    linear = Words(f"kies uit: {', '.join(scales.LINEAR)}.", f"choose from: {', '.join(scales.LINEAR)}.")
    if norms.fitted is not None:
        rising = Words("schrijf [laagste, hoogste].", "write [lowest, highest].")
        for field in ("raw", "norm"):
            low, high = getattr(norms.fitted, field)
            if not low < high:
                yield _undeclared(norms, ("fitted", field), f"fitted.{field}", rising)
        if norms.fitted.scale not in scales.LINEAR:
            yield _undeclared(norms, ("fitted", "scale"), "fitted.scale", linear)
    if norms.interval is not None:
        on = norms.interval.on
        if on not in scales.LINEAR:
            yield _undeclared(norms, ("interval", "on"), "interval.on", linear)
        elif norms.gives and on not in norms.gives:
            given = Words(f"zet «{on}» bij «gives».", f"put «{on}» at «gives».")
            yield _undeclared(norms, ("interval", "on"), "gives", given)
    for field, words in _ORIGIN:
        smoothed = norms.kind == "lms" and field == "n"  # curves rest on several samples
        if getattr(norms, field) is None and not smoothed:
            yield Finding(kinds.NO_ORIGIN, ("kind",), on_key=True, what=words)


def _undeclared(norms: model.Norms, path: tuple[str, ...], field: str, hint: Words) -> Finding:
    return Finding(kinds.DECLARED, path, kind=norms.kind, field=field, hint=hint)


def _plausible(norms: model.Norms) -> Iterator[Finding]:
    """Growth norms say which measures they believe, of scales that they have, between limits that can be."""
    unsaid = [scale for scale in norms.scales if scale not in norms.plausible]
    if norms.kind == "lms" and unsaid:
        yield Finding(kinds.NO_PLAUSIBLE, ("kind",), on_key=True, scales=", ".join(unsaid))
    for scale, believed in norms.plausible.items():
        what = None
        if norms.kind != "lms" or (norms.scales and scale not in norms.scales):
            what = Words("dit is geen schaal van groeinormen hier", "this is no scale of growth norms here")
        elif not believed.low < 0 < believed.high:
            what = Words(
                "de grenzen liggen niet aan weerszijden van 0", "the limits do not lie on both sides of 0"
            )
        if what is not None:
            yield Finding(kinds.PLAUSIBLE_REACH, ("plausible", scale), on_key=True, scale=scale, what=what)


def _predictors(norms: model.Norms) -> Iterator[Finding]:
    """Predictors of norms that have none, under a name that is taken, or that come to no number or truth."""
    for field in ("predictors", "words"):
        if getattr(norms, field) and norms.kind != "regression":
            yield Finding(kinds.ONLY_REGRESSION, (field,), on_key=True, field=field)
    if model.SEX in norms.words:
        yield Finding(kinds.NAME_TAKEN, ("words", model.SEX), on_key=True, name=model.SEX)
    known = model.readable(norms)
    for name, made in norms.predictors.items():
        if name in model.OWN or name in known:
            yield Finding(kinds.NAME_TAKEN, ("predictors", name), on_key=True, name=name)
        type = infer(made.tree, known).type
        truth = type is not None and type.kind == "truth"
        for found in infer(made.tree, known, None if truth else NUMBER).findings:
            if found.kind.severity == "error":
                yield Finding(found.kind, ("predictors", name), dict(found.args), span=found.span)


# The rows.

Tell: TypeAlias = Callable[..., Problem]
_NORMAL = NormalDist()
ROUNDED = 0.51  # half a last decimal, and the rounding of our own arithmetic


@dataclass(frozen=True, slots=True)
class _Reach:
    """Of a scale its lowest and highest score where there are, and every score that must have a row."""

    ends: tuple[float, float] | None
    wanted: tuple[float, ...]


def _reach(instrument: Instrument, id: str) -> _Reach:
    """Of a scale that is only taken over as printed, the whole numbers of its printed raw range."""
    both, wanted = limits(instrument).get(id), attainable(instrument, id) or ()
    scale = instrument.scales[id]
    raw = next((t for t in scale.scores if t.unit == "raw"), None)
    if both is None and raw is not None and raw.low is not None and raw.high is not None:
        both = (raw.low, raw.high)
        if not scale.items and scale.is_ is None and raw.high - raw.low <= MOST:
            wanted = tuple(float(n) for n in range(math.ceil(raw.low), math.floor(raw.high) + 1))
    return _Reach(both, wanted)


ABSENT = (kinds.HOLE, kinds.AGE_HOLE, kinds.TOO_SHORT)


def row_faults(
    norms: model.Norms, rows: model.NormRows, instrument: Instrument, file: str, *, whole: bool = True
) -> Iterator[Problem]:
    """Every mistake of the rows, at its line. Where rows are not ``whole``, because some could not be read,
    nothing is said of what is absent."""
    yield from (p for p in _faults(norms, rows, instrument, file) if whole or p.kind not in ABSENT)


def _faults(norms: model.Norms, rows: model.NormRows, instrument: Instrument, file: str) -> Iterator[Problem]:
    groups: dict[tuple[str, tuple[str, ...]], dict[model.Band | None, list[model.NormRow]]] = {}
    reach: dict[str, _Reach] = {}
    told: set[str] = set()
    for row in rows.rows:
        if row.scale not in instrument.scales and row.scale not in told:
            told.add(row.scale)
            said, hint = row.scale[:40], nearest(row.scale, instrument.scales)
            place = Place(file, row.line)
            yield Problem(kinds.SCALE_UNKNOWN, place, instrument=instrument.id, scale=said, hint=hint)
        groups.setdefault((row.scale, row.keys), {}).setdefault(row.band, []).append(row)
    for scale in norms.scales:
        if scale not in {row.scale for row in rows.rows}:
            words = {"what": Words("er is geen enkele rij", "there is no row at all")}
            yield Problem(kinds.TOO_SHORT, Place(file), where=scale, **words)
    for (scale, keys), bands in groups.items():
        if scale not in told:
            where = " ".join((scale, *keys))
            yield from _bands(bands, where, file)
            yield from _ages(bands, instrument, where, file)
            reach[scale] = reach.get(scale) or _reach(instrument, scale)
            for band, some in bands.items():
                here = f"{where} {band[0]}..{band[1]}" if band else where
                yield from _group(norms, some, reach[scale], here, file)


def _ages(
    bands: Mapping[model.Band | None, Sequence[model.NormRow]], instrument: Instrument, where: str, file: str
) -> Iterator[Problem]:
    """Bands of ages that the instrument is not meant for."""
    own = instrument.ages
    for band, rows in bands.items() if own is not None else ():
        if own is not None and band is not None and (band[1] < own[0] or band[0] > own[1]):
            said = {"band": f"{band[0]}..{band[1]}", "own": f"{own[0]}..{own[1]}"}
            yield Problem(kinds.NORM_AGES, Place(file, rows[0].line), where=where, **said)


def _bands(
    bands: Mapping[model.Band | None, Sequence[model.NormRow]], where: str, file: str
) -> Iterator[Problem]:
    rising = sorted((band, some[0].line) for band, some in bands.items() if band is not None)
    last = rising[0][0] if rising else None
    for band, line in rising[1:]:
        assert last is not None
        if band[0] <= last[1]:
            said = {"band": f"{band[0]}..{band[1]}", "other": f"{last[0]}..{last[1]}"}
            yield Problem(kinds.BAND_OVERLAP, Place(file, line), where=where, **said)
        elif band[0] > last[1] + 1:
            yield Problem(kinds.AGE_HOLE, Place(file, line), where=where, before=last[1], after=band[0])
        last = max(last, band, key=lambda one: one[1])


def _group(
    norms: model.Norms, rows: Sequence[model.NormRow], reach: _Reach, where: str, file: str
) -> Iterator[Problem]:
    def problem(kind: Kind, row: model.NormRow, **args: object) -> Problem:
        return Problem(kind, Place(file, row.line), where=where, **figures(args))

    for row in rows:
        yield from _error(row, problem)
    match norms.kind:
        case "mean-sd" | "sample":
            for row in rows[1:]:
                words = {"what": Words("deze groep", "this group")}
                yield problem(kinds.OVERLAP, row, line=rows[0].line, **words)
            yield from _spread(norms, rows[0], reach, problem)
        case "cuts":
            yield from _cuts(rows, reach, problem)
        case "table":
            yield from _table(norms, rows, reach, problem)
        case "polynomial" | "regression":
            yield from term_faults(norms, rows, problem)


def _error(row: model.NormRow, problem: Tell) -> Iterator[Problem]:
    """Reliability from 0 to 1, a standard error not below 0, at least two people."""
    for column, low, high in (("reliability", 0.0, 1.0), ("sem", 0.0, math.inf), ("n", 2.0, math.inf)):
        value = row.number(column)
        whole = column != "n" or value is None or value.is_integer()
        if value is not None and not (low <= value <= high and whole):
            most = "..." if high == math.inf else high
            yield problem(kinds.IMPOSSIBLE, row, column=column, value=value, low=low, high=most)


def _spread(norms: model.Norms, row: model.NormRow, reach: _Reach, problem: Tell) -> Iterator[Problem]:
    """A mean between the lowest and highest score, and no sd wider than they allow: (M - low)(high - M)."""
    mean, sd, n = _figure(row, "mean"), _figure(row, "sd"), row.number("n")
    if not sd > 0:
        yield problem(kinds.IMPOSSIBLE, row, column="sd", value=sd, low=">0", high="...")
        return
    if reach.ends is not None and (n is None or n > 1):
        low, high = reach.ends
        counted = 1.0 if n is None else n / (n - 1)  # an sd of a sample divides by n - 1
        if not (low <= mean <= high and sd**2 <= 1.01 * counted * (mean - low) * (high - mean)):
            yield problem(kinds.UNREACHABLE, row, mean=mean, sd=sd, low=low, high=high)
    sem, r = row.number("sem"), row.number("reliability")
    if sem is not None and r is not None and sem >= 0 and 0 <= r <= 1:
        computed = sd * math.sqrt(1 - r)
        if abs(sem - computed) > 0.05 * sd:
            yield problem(kinds.SEM_DIFFERS, row, sem=sem, computed=f"{computed:.3g}")


def _cuts(rows: Sequence[model.NormRow], reach: _Reach, problem: Tell) -> Iterator[Problem]:
    """At least two, both columns strictly rising, percentiles between 0 and 100, raw scores that can be."""
    if len(rows) < 2:
        words = {"what": Words("er zijn minstens twee rijen nodig", "at least two rows are needed")}
        yield problem(kinds.TOO_SHORT, rows[0], **words)
    pairs = [(_figure(row, "raw"), _figure(row, "percentile"), row) for row in rows]
    pairs.sort(key=lambda pair: pair[0])
    for (raw, percentile, _), (next_raw, next_percentile, row) in pairwise(pairs):
        if not (raw < next_raw and percentile < next_percentile):
            yield problem(kinds.NOT_MONOTONE, row, column="percentile", raw=next_raw)
    for raw, percentile, row in pairs:
        if not 0 < percentile < 100:
            said = {"column": "percentile", "low": ">0", "high": "<100"}
            yield problem(kinds.IMPOSSIBLE, row, value=percentile, **said)
        yield from _beyond((raw,), row, reach, problem)


def _figure(row: model.NormRow, name: str) -> float:
    """A figure that every row of this kind has."""
    found = row.number(name)
    assert found is not None
    return found


def _beyond(raws: Sequence[float], row: model.NormRow, reach: _Reach, problem: Tell) -> Iterator[Problem]:
    """A raw score that nobody can attain: another scale, or a slip of the pen."""
    low, high = reach.ends or (-math.inf, math.inf)
    off = next((raw for raw in raws if not low <= raw <= high), None)
    if off is not None:
        yield problem(kinds.RAW_BEYOND, row, raw=off, low=low, high=high)


def _table(
    norms: model.Norms, rows: Sequence[model.NormRow], reach: _Reach, problem: Tell
) -> Iterator[Problem]:
    seen: dict[float, model.NormRow] = {}
    for row in rows:
        twice = [raw for raw in row.raw if raw in seen]
        if twice:
            words = {"what": Words(f"ruwe score {twice[0]:g}", f"raw score {twice[0]:g}")}
            yield problem(kinds.OVERLAP, row, line=seen[twice[0]].line, **words)
        seen |= {raw: row for raw in row.raw if raw not in seen}
        yield from _beyond(row.raw, row, reach, problem)
    missing = [raw for raw in reach.wanted if raw not in seen]
    if missing:
        shown = ", ".join(f"{x:g}" for x in missing[:8]) + (", ..." if len(missing) > 8 else "")
        yield problem(kinds.HOLE, rows[0], raw=shown, low=reach.wanted[0], high=reach.wanted[-1])
    for row in rows:
        for name, printed in row.printed:
            low, high = scales.ends_of(name)
            if not low <= printed.value <= high:
                yield problem(kinds.IMPOSSIBLE, row, column=name, value=printed.value, low=low, high=high)
    rising = [(raw, _possible(row)) for raw, row in sorted(seen.items())]
    for column in norms.gives:
        yield from _one_way(column, rising, problem)
    steps: dict[str, float] = {column: _step(rows, column) for column in norms.gives}
    for row in map(_possible, rows):
        yield from _convert(norms, row, steps, problem)


def _possible(row: model.NormRow) -> model.NormRow:
    """A row without the scores that can not be: of those no more is said."""
    ends = {name: scales.ends_of(name) for name, _ in row.printed}
    right = ((name, one) for name, one in row.printed if ends[name][0] <= one.value <= ends[name][1])
    return replace(row, printed=tuple(right))


def _one_way(column: str, rising: Sequence[tuple[float, model.NormRow]], problem: Tell) -> Iterator[Problem]:
    """A column rises with the raw score, or falls with it, and never does both; most of its steps decide."""
    values = [
        (raw, row, dict(row.printed)[column].value) for raw, row in rising if column in dict(row.printed)
    ]
    steps = [(raw, row, b - a) for (_, _, a), (raw, row, b) in pairwise(values) if a != b]
    up = sum(1 if step > 0 else -1 for _, _, step in steps) >= 0
    against = next(((raw, row) for raw, row, step in steps if (step > 0) != up), None)
    if against:
        yield problem(kinds.NOT_MONOTONE, against[1], column=column, raw=against[0])


def _convert(
    norms: model.Norms, row: model.NormRow, steps: Mapping[str, float], problem: Tell
) -> Iterator[Problem]:
    """Linear scales of one row are the same place; in a normalised table the percentile is too."""
    known = {name: p.value for name, p in row.printed if not p.side}
    linear = [name for name in known if name in scales.LINEAR]
    if not linear:
        return
    first = min(linear, key=lambda name: steps[name] / scales.LINEAR[name][1])  # the finest steps
    mean, sd = scales.LINEAR[first]
    z, half = (known[first] - mean) / sd, ROUNDED * steps[first] / sd
    for other in (*linear, *(("percentile",) if norms.normalised and "percentile" in known else ())):
        if other == first:
            continue
        low, high = _of_z(z - half, other), _of_z(z + half, other)
        if other == "percentile":  # never printed as 0 or 100: the last ones stand for all beyond
            low, high = min(low, 100 - steps[other]), max(high, steps[other])
        if not low - ROUNDED * steps[other] <= known[other] <= high + ROUNDED * steps[other]:
            said = {"value": known[other], "other": first, "known": known[first]}
            yield problem(kinds.SCALES_DIFFER, row, column=other, computed=f"{_of_z(z, other):.3g}", **said)


def _of_z(z: float, scale: str) -> float:
    if scale == "percentile":
        return 100 * _NORMAL.cdf(z)
    mean, sd = scales.LINEAR[scale]
    return mean + sd * z


def _step(rows: Sequence[model.NormRow], column: str) -> float:
    """The last decimal a column is printed to: 1, 0.1, 0.01 or 0.001."""
    values = [dict(row.printed)[column].value for row in rows if column in dict(row.printed)]
    whole = (s for s in (1.0, 0.1, 0.01) if all(abs(v / s - round(v / s)) < 1e-6 for v in values))
    return next(whole, 0.001)


# The rows of a continuous model: its terms, the parts they belong to, and its ages.

# The names of its terms and predictors are read as prodia.model.norms says. A model has no end of its own,
# so the ages it holds for stand in its rows.

NEEDED, PARTS = ("mean", "variance"), ("mean", "variance", "shift", "scale")


def term_faults(norms: model.Norms, rows: Sequence[model.NormRow], problem: Tell) -> Iterator[Problem]:
    """Terms that are none, stand twice or are missing. ``rows``: those of one group."""
    seen: dict[tuple[tuple[str, str], ...], model.NormRow] = {}
    for row in rows:
        words = dict(row.words)
        yield from _term(norms, row, words, problem)
        other = seen.setdefault(row.words, row)
        if other is not row:
            what = " ".join(words.values())
            yield problem(kinds.OVERLAP, row, what=what, line=other.line)
    yield from _scale(rows, problem)
    for lack in _absent(norms, rows):
        yield problem(kinds.TOO_SHORT, rows[0], what=lack)
    if any(row.band is None for row in rows):
        yield problem(kinds.NO_AGES, rows[0])


def _term(norms: model.Norms, row: model.NormRow, words: dict[str, str], problem: Tell) -> Iterator[Problem]:
    """A term, or the part it is of, that these norms do not know."""
    part, term, what = words.get("part"), words["term"], Words("term", "term")
    if norms.kind == "polynomial":
        if model.powers(term) is None:
            known = f"{model.INTERCEPT}, L1, L2, ..., A1, ..., L1A1, ..."
            yield problem(kinds.TERM, row, term=term[:40], what=what, known=known)
    elif part not in PARTS:
        known, what = ", ".join(PARTS), Words("deel", "part")
        yield problem(kinds.TERM, row, term=str(part)[:40], what=what, known=known)
    else:
        own = model.terms_known(norms, part)
        if term != model.CONSTANT and any(name not in own for name in term.split(model.TIMES)):
            known = ", ".join((model.CONSTANT, *own, f"{own[0]}{model.TIMES}{own[1]}, ..."))
            yield problem(kinds.TERM, row, term=term[:40], what=what, known=known)


def _scale(rows: Sequence[model.NormRow], problem: Tell) -> Iterator[Problem]:
    """A scale that is one constant lies above 0; of another that shows when it is used."""
    scale = [row for row in rows if dict(row.words).get("part") == "scale"]
    if len(scale) == 1 and dict(scale[0].words)["term"] == model.CONSTANT:
        value = _figure(scale[0], "value")
        if not value > 0:
            yield problem(kinds.IMPOSSIBLE, scale[0], column="scale", value=value, low=">0", high="...")


def _absent(norms: model.Norms, rows: Sequence[model.NormRow]) -> Iterator[Words]:
    """Without ability in it a polynomial never rises; without a spread a regression gives no score."""
    if norms.kind == "polynomial":
        if not any(text.startswith("L") for row in rows for name, text in row.words if name == "term"):
            yield Words("er is geen term met L", "there is no term with L")
        return
    parts = {text for row in rows for name, text in row.words if name == "part"}
    for part in NEEDED:
        if part not in parts:
            yield Words(f"er is geen rij van «{part}»", f"there is no row of «{part}»")
