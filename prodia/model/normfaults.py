"""What is wrong with norms: the declaration by path, the rows by line."""

# The rows are proved against the scale they are of: every attainable raw score has one row, ages follow on
# each other, scores move one way, and columns that say the same thing agree. A table that passes can be
# looked up in for every score and age it claims.

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import NormalDist
from typing import TypeAlias

from prodia.language.cursor import near
from prodia.model.attainable import attainable, limits
from prodia.model.finding import Finding
from prodia.model.instrument import Instrument
from prodia.model.norms import LINEAR, NormRow, NormRows, Norms, ends_of
from prodia.problems import Kind, Place, Problem, Two
from prodia.problems import norms as kinds

Tell: TypeAlias = Callable[..., Problem]
_NORMAL = NormalDist()
_NEEDS: dict[str, tuple[str, ...]] = {
    "table": ("gives",),
    "mean-sd": ("gives",),
    "cuts": ("gives",),
    "sample": ("gives",),
    "polynomial": ("gives", "fitted"),
    "regression": ("gives",),
    "lms": (),
}


def declared(norms: Norms) -> Iterator[Finding]:
    """What the declaration itself leaves out, for its kind."""
    if norms.kind is None:
        return
    for field in _NEEDS[norms.kind]:
        if not getattr(norms, field):
            hint = {"hint_nl": f"schrijf «{field}».", "hint_en": f"write «{field}»."}
            yield Finding(kinds.DECLARED, ("kind",), hint, kind=norms.kind, field=field)
    if norms.interval is not None and norms.interval.on not in LINEAR:
        known = ", ".join(LINEAR)
        hint = {"hint_nl": f"kies uit: {known}.", "hint_en": f"choose from: {known}."}
        yield Finding(kinds.DECLARED, ("interval", "on"), hint, kind=norms.kind, field="interval.on")
    for field, words in (("year", Two("het jaar", "the year")), ("n", Two("de grootte", "the size"))):
        if getattr(norms, field) is None:
            yield Finding(kinds.NO_ORIGIN, ("kind",), on_key=True, what=words.nl)


def row_faults(norms: Norms, rows: NormRows, instrument: Instrument, file: str) -> Iterator[Problem]:
    """Every mistake of the rows, at its line."""
    groups: dict[tuple[str, tuple[str, ...]], dict[tuple[int, int] | None, list[NormRow]]] = {}
    told: set[str] = set()
    for row in rows.rows:
        if row.scale not in instrument.scales and row.scale not in told:
            told.add(row.scale)
            said = {
                "instrument": instrument.id,
                "scale": row.scale[:40],
                **near(row.scale, instrument.scales),
            }
            yield Problem(kinds.SCALE_UNKNOWN, Place(file, row.line), **said)
        groups.setdefault((row.scale, row.keys), {}).setdefault(row.band, []).append(row)
    for (scale, keys), bands in groups.items():
        if scale not in told:
            where = " ".join((scale, *keys))
            yield from _bands(bands, where, file)
            for band, some in bands.items():
                here = f"{where} {band[0]}..{band[1]}" if band else where
                yield from _group(norms, some, instrument, scale, here, file)


def _bands(bands: dict[tuple[int, int] | None, list[NormRow]], where: str, file: str) -> Iterator[Problem]:
    rising = sorted((band, some[0].line) for band, some in bands.items() if band is not None)
    for (before, _), (after, line) in pairwise(rising):
        if after[0] <= before[1]:
            said = {"band": f"{after[0]}..{after[1]}", "other": f"{before[0]}..{before[1]}"}
            yield Problem(kinds.BAND_OVERLAP, Place(file, line), where=where, **said)
        elif after[0] > before[1] + 1:
            said = {"before": str(before[1]), "after": str(after[0])}
            yield Problem(kinds.AGE_HOLE, Place(file, line), where=where, **said)


def _group(
    norms: Norms, rows: Sequence[NormRow], instrument: Instrument, scale: str, where: str, file: str
) -> Iterator[Problem]:
    def problem(kind: Kind, row: NormRow, **args: object) -> Problem:
        return Problem(kind, Place(file, row.line), where=where, **args)

    if norms.kind in ("mean-sd", "sample"):
        for row in rows[1:]:
            yield problem(kinds.OVERLAP, row, what="deze groep", line=rows[0].line)
        yield from _spread(rows[0], limits(instrument).get(scale), problem)
    elif norms.kind == "cuts":
        if len(rows) < 2:
            yield problem(kinds.TOO_SHORT, rows[0], what="minstens twee rijen (at least two rows)")
        for a, b in pairwise(sorted(rows, key=lambda r: r.number("raw") or 0.0)):
            if not (
                (a.number("raw") or 0) < (b.number("raw") or 0)
                and (a.number("percentile") or 0) < (b.number("percentile") or 0)
            ):
                yield problem(kinds.NOT_MONOTONE, b, column="percentile", raw=f"{b.number('raw'):g}")
        for row in rows:
            p = row.number("percentile") or 0.0
            if not 0 < p < 100:
                yield problem(kinds.IMPOSSIBLE, row, column="percentile", value=f"{p:g}", low="0", high="100")
    elif norms.kind == "table":
        yield from _table(norms, rows, instrument, scale, problem)


def _spread(row: NormRow, both: tuple[float, float] | None, problem: Tell) -> Iterator[Problem]:
    """A mean between the lowest and highest score, and no sd wider than they allow: (M - low)(high - M)."""
    mean, sd = row.number("mean") or 0.0, row.number("sd") or 0.0
    if not sd > 0:
        yield problem(kinds.IMPOSSIBLE, row, column="sd", value=f"{sd:g}", low="0", high="...")
    elif both is not None and not (
        both[0] <= mean <= both[1] and sd**2 <= (mean - both[0]) * (both[1] - mean) * 1.01
    ):
        low, high = (f"{x:g}" for x in both)
        yield problem(kinds.UNREACHABLE, row, mean=f"{mean:g}", sd=f"{sd:g}", low=low, high=high)
    sem, r = row.number("sem"), row.number("reliability")
    if sem is not None and r is not None and abs(sem - sd * (1 - r) ** 0.5) > 0.05 * sd:
        yield problem(kinds.SEM_DIFFERS, row, sem=f"{sem:g}", computed=f"{sd * (1 - r) ** 0.5:.3g}")


def _table(
    norms: Norms, rows: Sequence[NormRow], instrument: Instrument, scale: str, problem: Tell
) -> Iterator[Problem]:
    seen: dict[float, NormRow] = {}
    for row in rows:
        for raw in row.raw:
            if raw in seen:
                yield problem(kinds.OVERLAP, row, what=f"ruwe score {raw:g}", line=seen[raw].line)
            seen[raw] = row
    wanted = attainable(instrument, scale) or ()
    missing = [raw for raw in wanted if raw not in seen]
    if missing:
        low, high = f"{wanted[0]:g}", f"{wanted[-1]:g}"
        shown = ", ".join(f"{x:g}" for x in missing[:8]) + (", ..." if len(missing) > 8 else "")
        yield problem(kinds.HOLE, rows[0], raw=shown, low=low, high=high)
    rising = sorted(seen.items())
    for column in norms.gives:
        yield from _one_way(column, rising, problem)
    for row in rows:
        yield from _possible(row, problem)
        yield from _convert(norms, row, problem)


def _one_way(column: str, rising: Sequence[tuple[float, NormRow]], problem: Tell) -> Iterator[Problem]:
    """A column rises with the raw score, or falls with it, and never does both."""
    values = [
        (raw, row, dict(row.printed)[column].value) for raw, row in rising if column in dict(row.printed)
    ]
    steps = [(raw, row, b - a) for (_, _, a), (raw, row, b) in pairwise(values) if a != b]
    for raw, row, step in steps:
        if step * steps[0][2] < 0:
            yield problem(kinds.NOT_MONOTONE, row, column=column, raw=f"{raw:g}")
            return


def _possible(row: NormRow, problem: Tell) -> Iterator[Problem]:
    for column, printed in row.printed:
        low, high = ends_of(column)
        if not low <= printed.value <= high:
            said = {"value": f"{printed.value:g}", "low": f"{low:g}", "high": f"{high:g}"}
            yield problem(kinds.IMPOSSIBLE, row, column=column, **said)


def _convert(norms: Norms, row: NormRow, problem: Tell) -> Iterator[Problem]:
    """Linear scales of one row are the same place; in a normalised table the percentile is too."""
    known = {name: p.value for name, p in row.printed if not p.side}
    linear = [name for name in known if name in LINEAR]
    if not linear:
        return
    first = max(linear, key=lambda name: LINEAR[name][1])  # the finest steps
    mean, sd = LINEAR[first]
    z, half = (known[first] - mean) / sd, 0.5 / sd
    for other in (*linear, *(("percentile",) if norms.normalised and "percentile" in known else ())):
        if other == first:
            continue
        ends = [_of_z(z - half, other), _of_z(z + half, other)]
        step = _step(known[other])
        if not ends[0] - 0.51 * step <= known[other] <= ends[1] + 0.51 * step:
            said = {"value": f"{known[other]:g}", "other": first, "known": f"{known[first]:g}"}
            yield problem(kinds.SCALES_DIFFER, row, column=other, computed=f"{_of_z(z, other):.3g}", **said)


def _of_z(z: float, scale: str) -> float:
    if scale == "percentile":
        return 100 * _NORMAL.cdf(z)
    mean, sd = LINEAR[scale]
    return mean + sd * z


def _step(value: float) -> float:
    """The last decimal a figure was printed to: 1, 0.1 or 0.01."""
    return next((s for s in (1.0, 0.1, 0.01) if abs(value / s - round(value / s)) < 1e-6), 0.001)
