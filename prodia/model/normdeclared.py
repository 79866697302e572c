"""What the declaration of norms leaves out or says wrong, before a single row is read."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.model.finding import Finding
from prodia.model.norms import LINEAR, Norms
from prodia.model.predictors import predictor_faults
from prodia.problems import Two
from prodia.problems import norms as kinds

_NEEDS: dict[str, tuple[str, ...]] = {
    "table": ("gives",),
    "mean-sd": ("gives",),
    "cuts": ("gives",),
    "sample": ("gives",),
    "polynomial": ("gives", "fitted"),
    "regression": ("gives",),
    "lms": ("scales",),
}
_ORIGIN = (("year", Two("het jaar", "the year")), ("n", Two("de grootte", "the size")))


def declared(norms: Norms) -> Iterator[Finding]:
    """What the declaration itself leaves out, for its kind."""
    yield from predictor_faults(norms)
    if norms.kind is None:
        return
    for field in _NEEDS[norms.kind]:
        if not getattr(norms, field):
            yield _undeclared(norms, ("kind",), field, Two(f"schrijf «{field}».", f"write «{field}»."))
    if norms.kind == "lms" and norms.rows == "private" and not (norms.sha256 or norms.tables):
        hint = Two("schrijf de sha256 van het bestand.", "write the sha256 of the file.")
        yield _undeclared(norms, ("kind",), "sha256", hint)
    linear = Two(f"kies uit: {', '.join(LINEAR)}.", f"choose from: {', '.join(LINEAR)}.")
    if norms.fitted is not None:
        rising = Two("schrijf [laagste, hoogste].", "write [lowest, highest].")
        for field in ("raw", "norm"):
            low, high = getattr(norms.fitted, field)
            if not low < high:
                yield _undeclared(norms, ("fitted", field), f"fitted.{field}", rising)
        if norms.fitted.scale not in LINEAR:
            yield _undeclared(norms, ("fitted", "scale"), "fitted.scale", linear)
    if norms.interval is not None:
        on = norms.interval.on
        if on not in LINEAR:
            yield _undeclared(norms, ("interval", "on"), "interval.on", linear)
        elif norms.gives and on not in norms.gives:
            given = Two(f"zet «{on}» bij «gives».", f"put «{on}» at «gives».")
            yield _undeclared(norms, ("interval", "on"), "gives", given)
    for field, words in _ORIGIN:
        smoothed = norms.kind == "lms" and field == "n"  # curves rest on several samples
        if getattr(norms, field) is None and not smoothed:
            yield Finding(kinds.NO_ORIGIN, ("kind",), on_key=True, what_nl=words.nl, what_en=words.en)


def _undeclared(norms: Norms, path: tuple[str, ...], field: str, hint: Two) -> Finding:
    said = {"hint_nl": hint.nl, "hint_en": hint.en}
    return Finding(kinds.DECLARED, path, said, kind=norms.kind, field=field)
