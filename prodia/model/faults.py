"""What does not fit together in an instrument, each mistake at its path in the file."""

# One function per part of the definition. A name that points at nothing is told once and passed over after.

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from prodia.language import Type, infer, names, parse_type
from prodia.language.syntax.parse import near
from prodia.language.syntax.tree import Tree
from prodia.language.syntax.types import NUMBER
from prodia.model.attainable import attainable, limits, types
from prodia.model.finding import Finding, Path
from prodia.model.instrument import CutSet, Instrument, Item, Scale
from prodia.model.itemfaults import known_items
from prodia.model.items import opened
from prodia.model.norms import ends_of
from prodia.model.scalefaults import scale_faults
from prodia.problems import instruments as kinds
from prodia.problems.scores import ANSWER_OUTSIDE

TRUTH = parse_type("truth")


def faults(one: Instrument) -> Iterator[Finding]:
    """Every mistake of an instrument; with an error among them it can not be scored."""
    yield from _items(one)
    yield from _named(one)
    for id, scale in one.scales.items():
        yield from scale_faults(one, id, scale)
    yield from _expressions(one)
    for id in one.scales:
        yield from _cuts(one, id)
    yield from _examples(one)
    if one.items and one.form is None:
        yield Finding(kinds.FORM_MISSING, ("items",), on_key=True)
    if one.items and one.may == "register":
        yield Finding(kinds.REGISTER_ITEMS, ("items",), on_key=True)


def remarks(one: Instrument) -> Iterator[Finding]:
    """What is not wrong and still asks for a look."""
    if not one.items:
        return
    read = {i for scale in one.scales.values() for i in scale.item_ids}
    for tree in _trees(one):
        read.update(names(tree))
    for id in one.every_item:
        if id not in read:
            written = next(w for w in one.items if id in opened(w))
            yield Finding(kinds.ITEM_UNUSED, ("items", written), on_key=True, item=id)
    if not one.examples:
        yield Finding(kinds.NO_EXAMPLE, ("items",), on_key=True)
    if one.ages is None:
        yield Finding(kinds.ABSENT_FOR_AGE, ("items",), on_key=True)
    for id, scale in one.scales.items():
        yield from _between(one, id, scale)


def _trees(one: Instrument) -> Iterator[Tree]:
    yield from (s.is_.tree for s in one.scales.values() if s.is_ is not None)
    yield from (r.is_.tree for r in one.rules.values())


def _items(one: Instrument) -> Iterator[Finding]:
    seen: set[str] = set()
    for written, item in one.items.items():
        path: Path = ("items", written)
        ids = opened(written)
        if not ids:
            yield Finding(kinds.ITEM_RUN, path, on_key=True, found=written)
        for id in ids:
            if id in seen:
                yield Finding(kinds.ITEM_TWICE, path, on_key=True, item=id)
            seen.add(id)
        if (item.answers is None) == (item.type is None):
            yield Finding(kinds.ITEM_SHAPE, path, on_key=True, item=written)
        for field in ("points", "labels"):
            given = getattr(item, field)
            if given is not None and len(given) != len(item.answers or ()):
                yield Finding(kinds.AS_MANY, (*path, field), got=len(given), want=len(item.answers or ()))
        if (item.text or item.labels) and one.may != "text":
            where = (*path, "text" if item.text else "labels")
            yield Finding(kinds.TEXT_NOT_ALLOWED, where, item=written, may=one.may)
    yield from _reversed(one)


def _reversed(one: Instrument) -> Iterator[Finding]:
    items, seen = one.every_item, set[str]()
    for i, written in enumerate(one.reverse):
        yield from known_items(items, ("reverse", i), written)
        for id in opened(written):
            if id in seen:
                yield Finding(kinds.ITEM_TWICE, ("reverse", i), item=id)
            elif id in items and items[id].answers is None:
                yield Finding(kinds.REVERSE_MEASURE, ("reverse", i), item=id)
            seen.add(id)


def _named(one: Instrument) -> Iterator[Finding]:
    """Items, scales and rules share one room of names: expressions read them all."""
    for group, taken in (("scales", {**one.every_item}), ("rules", {**one.every_item, **one.scales})):
        for name in getattr(one, group):
            if name in taken:
                yield Finding(kinds.SAME_NAME, (group, name), on_key=True, name=name)


def _expressions(one: Instrument) -> Iterator[Finding]:
    """A scale that is worked out reads items and the scales above it; a rule reads all of them."""
    reach = limits(one)
    above: dict[str, Type] = types(one)
    for id, scale in one.scales.items():
        if scale.is_ is not None:
            for found in infer(scale.is_.tree, above, NUMBER).findings:
                if found.kind.severity == "error":
                    yield Finding(found.kind, ("scales", id, "is"), dict(found.args), span=found.span)
        if scale.items or scale.is_ is not None:
            above |= {id: types(one, {id: reach.get(id)})[id]}
    for id, rule in one.rules.items():
        for found in infer(rule.is_.tree, above, TRUTH).findings:
            yield Finding(found.kind, ("rules", id, "is"), dict(found.args), span=found.span)


def _cuts(one: Instrument, id: str) -> Iterator[Finding]:
    for name, cuts in one.scales[id].cuts.items():
        path: Path = ("scales", id, "cuts", name)
        if len(cuts.zones) != len(cuts.at) + 1:
            said = {"zones": str(len(cuts.zones)), "want": str(len(cuts.zones) - 1), "got": str(len(cuts.at))}
            yield Finding(kinds.ZONES_AND_CUTS, (*path, "at"), said)
        if any(a >= b for a, b in pairwise(cuts.at)):
            yield Finding(kinds.CUTS_RISE, (*path, "at"), cuts=name)
        both = limits(one).get(id) if cuts.on == "raw" else ends_of(cuts.on)
        for i, at in enumerate(cuts.at):
            if both is not None and not _divides(at, both, cuts):
                low, high = (f"{x:g}" for x in both)
                yield Finding(kinds.CUT_OUTSIDE, (*path, "at", i), at=f"{at:g}", low=low, high=high)


def _divides(at: float, both: tuple[float, float], cuts: CutSet) -> bool:
    """Whether scores can lie on both sides."""
    low, high = both
    return low < at <= high if cuts.goes == "up" else low <= at < high


def _between(one: Instrument, id: str, scale: Scale) -> Iterator[Finding]:
    """Cut-offs that nobody can score exactly."""
    known = attainable(one, id) if any(c.on == "raw" for c in scale.cuts.values()) else None
    for name, cuts in scale.cuts.items():
        for i, at in enumerate(cuts.at if known and cuts.on == "raw" else ()):
            below = [x for x in known or () if x < at]
            above = [x for x in known or () if x > at]
            if at not in (known or ()) and below and above:
                said = {"at": f"{at:g}", "below": f"{below[-1]:g}", "above": f"{above[0]:g}"}
                yield Finding(kinds.CUT_BETWEEN, ("scales", id, "cuts", name, "at", i), said)


def _examples(one: Instrument) -> Iterator[Finding]:
    zones = [f"{id}.{name}" for id, scale in one.scales.items() for name in scale.cuts]
    known = [*one.scales, *zones, *one.rules]
    items = one.every_item
    for number, example in enumerate(one.examples):
        path: Path = ("examples", number)
        for written in example.answers:
            yield from known_items(items, (*path, "answers", written), written, on_key=True)
        for name in example.expect:
            if name not in known:
                yield Finding(
                    kinds.EXAMPLE_NAME, (*path, "expect", name), near(name, known), on_key=True, name=name
                )
        seen: set[str] = set()
        for written, answer in example.answers.items():
            here: Path = (*path, "answers", written)
            twice = next((id for id in opened(written) if id in seen), None)
            if twice:
                yield Finding(kinds.ITEM_TWICE, here, on_key=True, item=twice)
            seen.update(opened(written))
            for id in opened(written):
                item = items.get(id)
                if item is not None and not _admits(item, answer):
                    yield _off_scale(here, id, item)
                    break


def _admits(item: Item, answer: float) -> bool:
    return answer in item.answers if item.answers else item.type is None or item.type.admits(answer)


def _off_scale(path: Path, id: str, item: Item) -> Finding:
    words = item.type.show() if item.type else ", ".join(f"{a:g}" for a in item.answers or ())
    return Finding(ANSWER_OUTSIDE, path, item=id, scale=words)
