"""What can be proved of tests in a protocol: that a score can be read so, and its error weighed so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from prodia.checks.finding import Finding, Path
from prodia.language import Literal, Name, names
from prodia.model.made import metric, scores_of, sound
from prodia.model.plan import Shared, Whole
from prodia.model.protocol import Criterion, Field, Protocol
from prodia.model.scales import ENDS, LINEAR
from prodia.model.tested import COMPARISONS, ONE_SIDED, WANTS_BOUNDS, Administration, Battery, compared
from prodia.problems import administering as kinds
from prodia.words.lists import nearest


def declarations(protocol: Protocol, whole: Whole, shared: Shared) -> Iterator[Finding]:
    """Of every field, criterion and battery of this protocol's own file what does not hold together."""
    for id, field in protocol.fields.items():
        yield from _field(id, field, shared)
    for id, value in protocol.derived.items():
        if value.battery is not None:
            yield from _battery(id, value.battery, whole)
    scores = scores_of(whole)
    for id in protocol.criteria:
        yield from _criterion(id, whole["criteria"][id], scores)


def _field(id: str, field: Field, shared: Shared) -> Iterator[Finding]:
    for key in ("administered", "screening"):
        if field.series is not None and getattr(field, key) is not None:
            yield Finding(kinds.SERIES_OR_TEST, ("fields", id, key), on_key=True, name=id, key=key)
    if field.administered is not None:
        yield from _administered(id, field, field.administered, shared)
    if field.screening is not None:
        cuts = [one.below for one in field.screening.ratios]
        known = [cut for cut in cuts[:-1] if cut is not None]
        rising = all(a < b for a, b in pairwise(known))
        if cuts[-1] is not None or len(known) != len(cuts) - 1 or not rising:
            yield Finding(kinds.STRETCHES, ("fields", id, "screening", "ratios"), on_key=True, name=id)


def _administered(id: str, field: Field, declared: Administration, shared: Shared) -> Iterator[Finding]:
    path: Path = ("fields", id, "administered")
    if field.instrument is None:
        yield Finding(kinds.NO_INSTRUMENT, path, on_key=True, name=id)
    instrument = shared.instruments.get(field.instrument or "")
    if instrument is not None and declared.scale not in instrument.scales:
        said = {"instrument": instrument.id, "scale": declared.scale, "name": id}
        hint = nearest(declared.scale, instrument.scales)
        yield Finding(kinds.NO_SUCH_SCALE, (*path, "scale"), said | {"hint": hint})
    if not _fits(field, declared.read):
        yield Finding(
            kinds.READ_OTHERWISE, (*path, "read"), name=id, type=field.type.words(), read=declared.read
        )


def _fits(field: Field, read: str) -> bool:
    """Can the type of a field hold the scores of this scale?"""
    type = field.value_type
    if type.kind != "number":
        return False
    if read == "percentile":
        return type.unit == "percentile"
    if read in LINEAR:
        return metric(type) == LINEAR[read]
    return type.unit in (None, "raw", "count") and (read == "raw" or read in ENDS)


def _criterion(id: str, criterion: Criterion, scores: frozenset[str]) -> Iterator[Finding]:
    """A criterion that weighs the error compares scores of which bounds can be known."""
    error = criterion.error
    if error is None or error.how not in WANTS_BOUNDS:
        return
    met = [condition for path, condition in criterion.conditions() if path[0] == "met"]
    if not any(set(names(one.said)) & scores for one in met):
        yield Finding(kinds.NO_BOUNDS, ("criteria", id, "error"), on_key=True, name=id)
    allowed = ONE_SIDED if error.how == "probability" else COMPARISONS
    for one in met:
        for part in compared(one.said, scores):
            bare = all(isinstance(arg, Name | Literal) for arg in part.args)
            if part.op not in allowed or not bare:
                name = ", ".join(n for n in names(part) if n in scores)
                yield Finding(
                    kinds.NOT_A_COMPARISON, ("criteria", id, "error"), on_key=True, name=id, part=name
                )


def _battery(id: str, battery: Battery, whole: Whole) -> Iterator[Finding]:
    path: Path = ("derived", id, "battery")
    k = len(battery.tests)
    for i, name in enumerate(battery.tests):
        field = whole["fields"].get(name)
        if field is not None and metric(field.type) is None:
            said = {"name": id, "test": name, "type": field.type.words()}
            yield Finding(kinds.TEST_WITHOUT_METRIC, (*path, "tests", i), said)
    if not sound(battery.correlations, k):
        yield Finding(kinds.NOT_CORRELATIONS, (*path, "correlations"), on_key=True, name=id, k=k)
    if len(battery.weights) not in (0, k):
        said = {"name": id, "k": k, "found": len(battery.weights)}
        yield Finding(kinds.WEIGHTS_DIFFER, (*path, "weights"), said, on_key=True)
