"""Copies of an instrument with one figure wrong, and whether its worked examples see it.

Every figure: each item of each scale, each count, edge and start of a stop rule, each item that counts
backwards, each point, edge and limit, each count of a rule. Not: what a rule compares one item with, cut-offs
on a normed score, points that a formula gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from prodia.checks.instruments import faults
from prodia.language import Apply, Literal, Name, Tree, show
from prodia.model.instrument import CutSet, Instrument, attainable
from prodia.model.scalars import Expression
from prodia.scoring.key import Expected, ScoringKey, expected

LIMITS = ("most_missing", "least_answered")


def unmet(one: Instrument) -> Iterator[Expected]:
    """The expectations of its examples that a definition does not meet."""
    key = ScoringKey.of(one)
    yield from (e for example in one.examples for e in expected(key, example) if not e.right)


def seen(one: Instrument) -> bool:
    """Whether an example shows that something is wrong."""
    return next(unmet(one), None) is not None


def sound(one: Instrument) -> bool:
    """Whether a definition has no faults."""
    return not any(found.kind.severity == "error" for found in faults(one))


def with_scale(one: Instrument, id: str, **changed: Any) -> Instrument:
    """A copy in which one scale is another."""
    return one.model_copy(update={"scales": {**one.scales, id: one.scales[id].model_copy(update=changed)}})


def with_cuts(one: Instrument, id: str, name: str, **changed: Any) -> Instrument:
    """A copy in which one cut set of a scale is another."""
    cuts = one.scales[id].cuts
    return with_scale(one, id, cuts={**cuts, name: cuts[name].model_copy(update=changed)})


def with_rule(one: Instrument, id: str, tree: Tree) -> Instrument:
    """A copy in which one rule says something else."""
    rule = one.rules[id].model_copy(update={"is_": Expression("", tree)})
    return one.model_copy(update={"rules": {**one.rules, id: rule}})


def turned(one: Instrument, *items: str) -> Instrument:
    """A copy in which some items count the other way round."""
    return one.model_copy(update={"reverse": tuple(sorted(one.reversed_items ^ set(items)))})


def wrong_keys(one: Instrument) -> Iterator[tuple[str, Instrument]]:
    """Copies with one figure wrong, each with words for it."""
    for most in (one.most_empty - 1, one.most_empty + 1) if one.most_empty is not None else ():
        yield f"most_empty {most}", one.model_copy(update={"most_empty": most})
    yield from _points(one)
    yield from _scales(one)
    yield from _cuts(one)
    for id, rule in one.rules.items():
        for tree in _other_numbers(rule.is_.tree, one):
            yield f"{id}: {show(tree)}", with_rule(one, id, tree)
    for item in ScoringKey.of(one).by_item:
        yield f"{item} turned", turned(one, item)


def _points(one: Instrument) -> Iterator[tuple[str, Instrument]]:
    for written, item in one.items.items():
        right = item.points or ()
        for n, known in enumerate(right if all(p.is_integer() for p in right) else ()):
            for wrong in (known - 1, known + 1):
                points = (*right[:n], wrong, *right[n + 1 :])
                items = {**one.items, written: item.model_copy(update={"points": points})}
                yield f"{written} with points {points}", one.model_copy(update={"items": items})


def _scales(one: Instrument) -> Iterator[tuple[str, Instrument]]:
    for id, scale in one.scales.items():
        for item in scale.item_ids if len(scale.item_ids) > 1 else ():
            fewer = tuple(i for i in scale.item_ids if i != item)
            copy = with_scale(one, id, items=fewer)
            if scale.stop is None or sound(copy):
                yield f"{id} without {item}", copy
        yield from _stops(one, id)
        if scale.at_least is not None:
            for step in (-1, 1):
                least = scale.at_least + step
                yield f"{id} counts from {least}", with_scale(one, id, at_least=least)
        yield from _limits(one, id)
        for tree in _other_numbers(scale.is_.tree, one) if scale.is_ is not None else ():
            yield f"{id}: {show(tree)}", with_scale(one, id, is_=Expression("", tree))


def _stops(one: Instrument, id: str) -> Iterator[tuple[str, Instrument]]:
    """Every count, credit, edge and start of the stop rules, where the copy still is one that can be."""
    stop = one.scales[id].stop
    if stop is None:
        return
    changed: list[tuple[str, dict[str, Any]]] = []
    for figure in ("basal", "full", "discontinue", "misses", "in_a_row_of"):
        known = getattr(stop, figure)
        if known is not None and not (figure == "full" and stop.basal is None and not stop.sets):
            changed += [(f"{figure} {known + step}", {figure: known + step}) for step in (-1, 1)]
    for n, each in enumerate(stop.sets):
        for edge in ("back_at_most", "on_at_least"):
            for step in (-1, 1) if (known := getattr(each, edge)) is not None else ():
                sets = (*stop.sets[:n], each.model_copy(update={edge: known + step}), *stop.sets[n + 1 :])
                changed.append((f"set {n} {edge} {known + step}", {"sets": sets}))
    for n, start in enumerate(stop.starts):
        for item in {other.item for other in stop.starts} - {start.item}:
            starts = (*stop.starts[:n], start.model_copy(update={"item": item}), *stop.starts[n + 1 :])
            changed.append((f"start {n} at {item}", {"starts": starts}))
    for words, figures in changed:
        copy = with_scale(one, id, stop=stop.model_copy(update=figures))
        if sound(copy):
            yield f"{id} with {words}", copy


def _limits(one: Instrument, id: str) -> Iterator[tuple[str, Instrument]]:
    """Of empty items in a scale, but for a limit that the limit of the whole form leaves nothing to say."""
    scale = one.scales[id]
    for limit in LIMITS if scale.missing is not None else ():
        known = getattr(scale.missing, limit)
        for wrong in (known - 1, known + 1) if known is not None else ():
            both = known, wrong
            told_apart_by = max(both) if limit == "most_missing" else len(scale.item_ids) - min(both)
            if one.most_empty is None or told_apart_by <= one.most_empty:
                rule = scale.missing.model_copy(update={limit: wrong})  # type: ignore[union-attr]
                yield f"{id} with {limit} {wrong}", with_scale(one, id, missing=rule)


def _cuts(one: Instrument) -> Iterator[tuple[str, Instrument]]:
    """Of raw scores: cut-offs on a normed score show only with norms, and those are not shipped."""
    for id, scale in one.scales.items():
        for name, cuts in scale.cuts.items():
            if cuts.on != "raw":
                continue
            for at in _moved(attainable(one, id) or (), cuts):
                yield f"{id}.{name} at {at}", with_cuts(one, id, name, at=at)
            if scale.is_ is not None or set(cuts.at) & set(attainable(one, id) or ()):
                other = "down" if cuts.goes == "up" else "up"
                yield f"{id}.{name} goes {other}", with_cuts(one, id, name, goes=other)
            if cuts.ages is not None:
                first, last = cuts.ages
                for ages in ((first - 1, last), (first + 1, last), (first, last - 1), (first, last + 1)):
                    yield f"{id}.{name} for {ages}", with_cuts(one, id, name, ages=ages)


def _moved(known: tuple[float, ...], cuts: CutSet) -> Iterator[tuple[float, ...]]:
    """The cut-offs, each in turn moved past the nearest score on either side."""
    for n, at in enumerate(cuts.at):
        low = [x for x in known if (x < at if cuts.goes == "up" else x <= at)]
        high = [x for x in known if x not in low]
        for pair in (low[-2:], high[:2]):
            if len(pair) == 2:
                yield (*cuts.at[:n], sum(pair) / 2, *cuts.at[n + 1 :])


def _other_numbers(tree: Tree, one: Instrument) -> Iterator[Tree]:
    """The same expression with one number one lower or higher; what an item is compared with stays."""
    if not isinstance(tree, Apply):
        return
    of_item = any(isinstance(a, Name) and a.id in one.every_item for a in tree.args)
    for n, part in enumerate(tree.args):
        if isinstance(part, Literal) and isinstance(part.value, float) and not of_item:
            others: Iterator[Tree] = (Literal(part.value + step) for step in (-1, 1))
        else:
            others = _other_numbers(part, one)
        yield from (Apply(tree.op, (*tree.args[:n], other, *tree.args[n + 1 :])) for other in others)
