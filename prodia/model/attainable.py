"""What a scale can come to: its lowest and highest score, and every score between them."""

# Complete answers only: what an empty item can add is for the missing rule. The scores are counted item by
# item (a set of sums that grows), which is exact and small for the scales people make. A scale that is worked
# out (`is`) has the range that its expression can reach.

from __future__ import annotations

from collections.abc import Mapping

from prodia.language import Type, infer, nine
from prodia.model.instrument import Instrument, Item, Scale, opened

MOST = 20_000


def points(item: Item, turned: bool) -> dict[float, float]:
    """Answer to points of an item, ``turned`` when it counts the other way round."""
    answers = item.answers or ()
    counted = item.points or answers
    low, high = (min(counted), max(counted)) if counted else (0.0, 0.0)
    return {a: (low + high - p if turned else p) + 0.0 for a, p in zip(answers, counted, strict=True)}


def ends(item: Item) -> tuple[float, float] | None:
    """The lowest and the highest an item can count; None where a measure has no end."""
    if item.answers:
        counted = item.points or item.answers
        return min(counted), max(counted)
    low, high = (item.type.low, item.type.high) if item.type else (None, None)
    return None if low is None or high is None else (low, high)


def limits(instrument: Instrument) -> dict[str, tuple[float, float] | None]:
    """Lowest and highest score of every scale that is worked out; None where there is no end."""
    items = instrument.every_item
    found: dict[str, tuple[float, float] | None] = {}
    for id, scale in instrument.scales.items():
        if scale.items:
            found[id] = _of_items(scale, items)
        elif scale.is_ is not None:
            type = infer(scale.is_.tree, types(instrument, found)).type
            low, high = (type.low, type.high) if type else (None, None)
            found[id] = None if low is None or high is None else (low, high)
    return found


def types(
    instrument: Instrument, scales: Mapping[str, tuple[float, float] | None] | None = None
) -> dict[str, Type]:
    """The names an expression of this instrument can read: items as points, and scales."""
    known = {id: _number(ends(item)) for id, item in instrument.every_item.items()}
    return known | {id: _number(both) for id, both in (scales or {}).items()}


def _number(both: tuple[float, float] | None) -> Type:
    return Type("number") if both is None else Type("number", None, *both)


def _of_items(scale: Scale, items: Mapping[str, Item]) -> tuple[float, float] | None:
    known = [items[id] for id in scale.item_ids if id in items]
    both = [ends(item) for item in known]
    if scale.score == "count":
        return 0.0, float(len(known))
    if scale.score == "pomp":
        return 0.0, 100.0
    if not known or any(one is None for one in both):
        return None
    pairs = [one for one in both if one is not None]
    if scale.score == "highest":
        return max(low for low, _ in pairs), max(high for _, high in pairs)
    weights = [weight(scale, id) for id in scale.item_ids if id in items]
    low = sum(min(w * a, w * b) for w, (a, b) in zip(weights, pairs, strict=True))
    high = sum(max(w * a, w * b) for w, (a, b) in zip(weights, pairs, strict=True))
    return (low / len(known), high / len(known)) if scale.score == "mean" else (low, high)


def weight(scale: Scale, item: str) -> float:
    """How much an item weighs in a scale, 1 unless said."""
    return next((w for written, w in scale.weights.items() if item in opened(written)), 1.0)


def attainable(instrument: Instrument, id: str) -> tuple[float, ...] | None:
    """Every score of complete answers, rising; None where there are too many to name, or no end."""
    scale, items = instrument.scales[id], instrument.every_item
    known = [item for item in scale.item_ids if item in items]
    if not known or any(items[item].answers is None for item in known):
        return None
    if scale.score == "count":
        return tuple(float(n) for n in range(len(known) + 1))
    sums = {0.0}
    turned = instrument.reversed_items
    for item in known:
        steps = {weight(scale, item) * p for p in points(items[item], item in turned).values()}
        if scale.score == "highest":
            sums = {max(s, p) for s in sums for p in steps} if item != known[0] else steps
        else:
            sums = {nine(s + p) for s in sums for p in steps}
        if len(sums) > MOST:
            return None
    divided = len(known) if scale.score in ("mean", "pomp") else 1
    found = [nine(s / divided) for s in sorted(sums)]
    if scale.score == "pomp":
        low, high = found[0], found[-1]
        found = [nine(100 * (x - low) / (high - low)) for x in found]
    return tuple(found)
