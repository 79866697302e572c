"""What does not fit together in one scale: its items, weights and missing rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prodia.language.syntax.parse import near
from prodia.model.finding import Finding, Path
from prodia.model.instrument import Instrument, Item, Scale
from prodia.model.itemfaults import known_items
from prodia.model.items import opened
from prodia.model.stopfaults import stop_faults
from prodia.problems import instruments as kinds

# Which rule makes which score; the rules themselves stand in prodia.scoring.missing.
FITS: dict[str, tuple[str, ...]] = {
    "sum": ("refuse", "zero_if_at_most_m", "prorate_sum", "prorate_half_up", "rounded_person_mean"),
    "mean": ("refuse", "mean_available", "half_rule"),
    "pomp": ("refuse", "mean_available", "half_rule"),
    "count": ("refuse", "zero_if_at_most_m"),
    "highest": ("refuse",),
}
NO_LIMIT = ("refuse", "half_rule")
LIMITS = ("least_answered", "most_missing", "most_fraction")


def scale_faults(one: Instrument, id: str, scale: Scale) -> Iterator[Finding]:
    """Every mistake of a scale but those of its expression and its cut-offs."""
    path: Path = ("scales", id)
    items = one.every_item
    printed = bool(scale.scores) and not scale.items and scale.is_ is None
    ways = (bool(scale.items), scale.is_ is not None, printed)
    of_items = (scale.score is not None, scale.missing is not None, bool(scale.weights))
    if sum(ways) != 1 or (not scale.items and any(of_items)) or (scale.items and scale.score is None):
        yield Finding(kinds.SCALE_SHAPE, path, on_key=True, scale=id)
    seen: set[str] = set()
    for i, written in enumerate(scale.items):
        yield from known_items(items, (*path, "items", i), written)
        for item in opened(written):
            if item in seen:
                yield Finding(kinds.ITEM_TWICE, (*path, "items", i), item=item)
            seen.add(item)
    yield from _weights(items, path, scale)
    yield from _measured(items, path, scale)
    if (scale.at_least is not None) != (scale.score == "count"):
        where = "at_least" if scale.at_least is not None else "score"
        yield Finding(kinds.COUNT_LEAST, (*path, where), on_key=True)
    yield from _missing(path, id, scale)
    yield from stop_faults(one, id)


def _weights(items: Mapping[str, Item], path: Path, scale: Scale) -> Iterator[Finding]:
    """An item of the scale has one weight, in a sum or a mean."""
    mine, seen = set(scale.item_ids), set[str]()
    for written in scale.weights:
        here: Path = (*path, "weights", written)
        yield from known_items(items, here, written, on_key=True)
        for id in opened(written):
            if id in seen:
                yield Finding(kinds.ITEM_TWICE, here, on_key=True, item=id)
            elif id in items and id not in mine:
                yield Finding(kinds.UNKNOWN_ITEM, here, near(id, scale.item_ids), on_key=True, item=id)
            seen.add(id)
    if scale.weights and scale.score in ("count", "highest", "pomp"):
        said = {"rule": "weights", "score": scale.score, "fits": "points"}
        yield Finding(kinds.RULE_SCORE, (*path, "score"), said)


def _measured(items: Mapping[str, Item], path: Path, scale: Scale) -> Iterator[Finding]:
    """A count and a percentage of the most points are of answers; a measure has no points."""
    if scale.score in ("count", "pomp") and any(i in items and items[i].type for i in scale.item_ids):
        said = {"rule": "type", "score": scale.score, "fits": "answers"}
        yield Finding(kinds.RULE_SCORE, (*path, "score"), said)


def _missing(path: Path, id: str, scale: Scale) -> Iterator[Finding]:
    rule = scale.missing
    if rule is None:
        if scale.items:
            yield Finding(kinds.NO_MISSING_RULE, path, on_key=True, scale=id)
        return
    given = [name for name in LIMITS if getattr(rule, name) is not None]
    want = 0 if rule.rule in NO_LIMIT else 1
    zero = rule.rule == "zero_if_at_most_m" and given != ["most_missing"]
    if len(given) != want or zero:
        listed = "«most_missing»" if rule.rule == "zero_if_at_most_m" else ", ".join(f"«{n}»" for n in LIMITS)
        words = {
            "wanted_nl": "geen grens" if not want else f"precies één grens ({listed})",
            "wanted_en": "no limit" if not want else f"exactly one limit ({listed})",
        }
        yield Finding(kinds.RULE_LIMIT, (*path, "missing"), words, on_key=True, rule=rule.rule)
    fits = FITS.get(scale.score or "", ())
    if fits and rule.rule not in fits:
        said = {"rule": rule.rule, "score": scale.score or "", "fits": ", ".join(fits)}
        yield Finding(kinds.RULE_SCORE, (*path, "missing", "rule"), said)
