"""What does not fit together in the rules by which the test of a scale begins, reverses and stops."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from prodia.language.syntax.parse import near
from prodia.model.attainable import ends
from prodia.model.finding import Finding, Path
from prodia.model.instrument import Instrument, Stop
from prodia.model.itemfaults import known_items
from prodia.model.items import opened
from prodia.problems import instruments as kinds
from prodia.problems import stops

RULES = ("basal", "reversal", "discontinue", "misses", "in_a_row_of")  # of a test that goes item by item


def stop_faults(one: Instrument, id: str) -> Iterator[Finding]:
    """Every mistake of the stop rules of a scale."""
    scale = one.scales[id]
    stop = scale.stop
    if stop is None:
        return
    path: Path = ("scales", id, "stop")
    rule = scale.missing.rule if scale.missing else "refuse"
    if scale.score != "sum" or rule != "refuse" or scale.weights:
        yield Finding(stops.STOP_MEASURE, path, on_key=True)
    if stop.sets:
        yield from _sets(one, id, path, stop)
    else:
        yield from _rules(path, stop)
    yield from _starts(path, stop, scale.item_ids)


def _rules(path: Path, stop: Stop) -> Iterator[Finding]:
    for first, second in (("basal", "reversal"), ("misses", "in_a_row_of")):
        if (getattr(stop, first) is None) != (getattr(stop, second) is None):
            yield Finding(stops.STOP_FITS, path, on_key=True, one=first, other=second)
    if stop.misses is not None and stop.in_a_row_of is not None and stop.misses > stop.in_a_row_of:
        said = {"one": f"misses: {stop.misses}", "other": f"in_a_row_of: {stop.misses}.."}
        yield Finding(stops.STOP_FITS, path, said, on_key=True)


def _starts(path: Path, stop: Stop, items: tuple[str, ...]) -> Iterator[Finding]:
    whole = [id for each in stop.sets for id in each.item_ids] == [*items]
    opening = [each.item_ids[0] for each in stop.sets] if whole else []
    for i, start in enumerate(stop.starts):
        if start.item not in items:
            hint = near(start.item, items)
            yield Finding(kinds.UNKNOWN_ITEM, (*path, "starts", i, "item"), hint, item=start.item)
        elif opening and start.item not in opening:
            said = {"item": start.item, "known": ", ".join(opening)}
            yield Finding(stops.SET_START, (*path, "starts", i, "item"), said)
        both = [(max(a.ages[0], start.ages[0]), min(a.ages[1], start.ages[1])) for a in stop.starts[:i]]
        clash = next((first for first, last in both if first <= last), None)
        if clash is not None:
            yield Finding(stops.STARTS_CLASH, (*path, "starts", i, "ages"), months=clash)


def _sets(one: Instrument, id: str, path: Path, stop: Stop) -> Iterator[Finding]:
    """Sets hold the items of the scale, each once and in order, and go back or on as each can."""
    for rule in RULES:
        if getattr(stop, rule) is not None:
            yield Finding(stops.SETS_ALONE, (*path, rule), on_key=True, rule=rule)
    mine = {item: one.every_item[item] for item in one.scales[id].item_ids if item in one.every_item}
    order, astray = iter(mine), False
    for i, each in enumerate(stop.sets):
        for j, written in enumerate(each.items):
            here: Path = (*path, "sets", i, "items", j)
            unknown = [*known_items(mine, here, written)]
            expected = next((want for got in opened(written) if got != (want := next(order, got))), None)
            yield from unknown
            if expected is not None and not unknown and not astray:
                yield Finding(stops.SETS_WHOLE, here, item=expected)
            astray = astray or bool(unknown) or expected is not None  # what follows is shifted too
        yield from _goes(one, (*path, "sets", i), stop, i)
    left = next(order, None)
    if left is not None and not astray:
        yield Finding(stops.SETS_WHOLE, (*path, "sets"), on_key=True, item=left)


def _goes(one: Instrument, path: Path, stop: Stop, i: int) -> Iterator[Finding]:
    each = stop.sets[i]
    low, high = _reach(one, each.item_ids)
    for rule, at, end in (
        ("back_at_most", each.back_at_most, i == 0),
        ("on_at_least", each.on_at_least, i == len(stop.sets) - 1),
    ):
        if at is None:
            continue
        if end:
            yield Finding(stops.SET_END, (*path, rule), on_key=True, rule=rule)
        elif not (low <= at < high if rule == "back_at_most" else low < at <= high):
            said = {"at": f"{at:g}", "low": f"{low:g}", "high": f"{high:g}"}
            yield Finding(kinds.CUT_OUTSIDE, (*path, rule), said)
    if (
        each.back_at_most is not None
        and each.on_at_least is not None
        and each.on_at_least <= each.back_at_most
    ):
        yield Finding(stops.SET_BOTH_WAYS, path, on_key=True, back=f"{each.back_at_most:g}")


def _reach(one: Instrument, ids: tuple[str, ...]) -> tuple[float, float]:
    """The fewest and the most points of these items; of one that is measured without end, none."""
    known = [both for id in ids if id in one.every_item and (both := ends(one.every_item[id])) is not None]
    if len(known) < len(ids):
        return -inf, inf
    return sum(low for low, _ in known), sum(high for _, high in known)
