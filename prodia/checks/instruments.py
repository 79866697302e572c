"""What does not fit together in an instrument, each mistake at its path in the file."""

# One function per part of the definition. A name that points at nothing is told once and passed over after.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import inf

from prodia.checks.finding import Finding, Path
from prodia.language import Type, infer, names
from prodia.language.syntax.tree import Tree
from prodia.language.syntax.types import NUMBER, TRUTH
from prodia.model import instrument as model
from prodia.model.scales import ends_of
from prodia.problems import instruments as kinds
from prodia.problems.scores import ANSWER_OUTSIDE
from prodia.words import Words
from prodia.words.lists import nearest

Ends = tuple[float, float]


def faults(one: model.Instrument) -> Iterator[Finding]:
    """Every mistake of an instrument; with an error among them it can not be scored."""
    items = one.every_item
    yield from _items(one)
    yield from _named(one)
    yield from _flags(one)
    for id, scale in one.scales.items():
        yield from scale_faults(items, id, scale)
    reach = model.limits(one)
    yield from _expressions(one, reach)
    for id, scale in one.scales.items():
        yield from _cuts(id, scale, reach.get(id))
    yield from _examples(one)
    yield from _ages(one)
    if one.most_empty is not None and one.items:
        yield from _within(("most_empty",), "most_empty", one.most_empty, 0, len(one.every_item) - 1)
    if one.items and one.form is None:
        yield Finding(kinds.FORM_MISSING, ("items",), on_key=True)
    if one.items and one.may == "register":
        yield Finding(kinds.REGISTER_ITEMS, ("items",), on_key=True)


def remarks(one: model.Instrument) -> Iterator[Finding]:
    """What is not wrong and still asks for a look."""
    if not one.items:
        return
    read = {i for scale in one.scales.values() for i in scale.item_ids}
    for tree in _trees(one):
        read.update(names(tree))
    read.update(flag.item for flag in one.flags.values())
    for written in one.items:
        for id in model.opened(written):
            if id not in read:
                yield Finding(kinds.ITEM_UNUSED, ("items", written), on_key=True, item=id)
    if not one.examples:
        yield Finding(kinds.NO_EXAMPLE, ("items",), on_key=True)
    if one.ages is None:
        yield Finding(kinds.ABSENT_FOR_AGE, ("items",), on_key=True)
    for id, scale in one.scales.items():
        yield from _between(one, id, scale)


def _trees(one: model.Instrument) -> Iterator[Tree]:
    yield from (s.is_.tree for s in one.scales.values() if s.is_ is not None)
    yield from (r.is_.tree for r in one.rules.values())


def _items(one: model.Instrument) -> Iterator[Finding]:
    seen: set[str] = set()
    for written, item in one.items.items():
        path: Path = ("items", written)
        ids = model.opened(written)
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


def _reversed(one: model.Instrument) -> Iterator[Finding]:
    items, seen = one.every_item, set[str]()
    for i, written in enumerate(one.reverse):
        yield from known_items(items, ("reverse", i), written)
        for id in model.opened(written):
            if id in seen:
                yield Finding(kinds.ITEM_TWICE, ("reverse", i), item=id)
            elif id in items and items[id].answers is None:
                yield Finding(kinds.REVERSE_MEASURE, ("reverse", i), item=id)
            seen.add(id)


def _named(one: model.Instrument) -> Iterator[Finding]:
    """Items, scales, rules and flags share one room of names; a column of the scores is called «flags»."""
    column = {FLAGS} if one.flags else set()
    for group, taken in (
        ("scales", {*one.every_item} | column),
        ("rules", {*one.every_item, *one.scales} | column),
        ("flags", {*one.every_item, *one.scales, *one.rules}),
    ):
        for name in getattr(one, group):
            if name in taken:
                yield Finding(kinds.SAME_NAME, (group, name), on_key=True, name=name)


FLAGS = "flags"


def _flags(one: model.Instrument) -> Iterator[Finding]:
    """A flag is of an item, and goes up at some of its answers and not at all of them."""
    items = one.every_item
    for name, flag in one.flags.items():
        path: Path = ("flags", name)
        if flag.item not in items:
            hint = nearest(flag.item, items)
            yield Finding(kinds.UNKNOWN_ITEM, (*path, "item"), item=flag.item, hint=hint)
            continue
        item = items[flag.item]
        said = {"flag": name, "item": flag.item, "scale": item.scale_words()}
        some = item.answers or _around(item, flag)
        raised = [flag.raised(answer) for answer in some]
        if (flag.from_ is None and flag.to is None) or not any(raised):
            yield Finding(kinds.FLAG_RANGE, path, said, on_key=True)
        elif all(raised):
            yield Finding(kinds.FLAG_EVERY, path, said, on_key=True)


def _around(item: model.Item, flag: model.Flag) -> tuple[float, ...]:
    """Values of a measure at its ends, and at and beside where the flag goes up."""
    both = model.ends(item) or (-inf, inf)
    beside = (x + step for x in (flag.from_, flag.to) if x is not None for step in (-1.0, 0.0, 1.0))
    return (*both, *(x for x in beside if both[0] <= x <= both[1]))


def _within(
    path: Path, rule: str, figure: float, low: float, high: float, items: int = 0
) -> Iterator[Finding]:
    """A figure that some filled-in form can meet, and some other can not."""
    if not low <= figure <= high:
        said = {"rule": rule, "figure": figure, "items": items or int(high) + 1, "low": low, "high": high}
        yield Finding(kinds.LIMIT_REACH, path, said)


def _ages(one: model.Instrument) -> Iterator[Finding]:
    """Cut-offs and starts that hold for nobody this instrument is meant for."""
    if one.ages is None:
        return
    first, last = one.ages
    spans: list[tuple[Path, tuple[int, int]]] = []
    for id, scale in one.scales.items():
        cuts = scale.cuts.items()
        spans += [(("scales", id, "cuts", c, "ages"), cut.ages) for c, cut in cuts if cut.ages is not None]
        starts = enumerate(scale.stop.starts if scale.stop else ())
        spans += [(("scales", id, "stop", "starts", i, "ages"), start.ages) for i, start in starts]
    for path, ages in spans:
        if ages[1] < first or ages[0] > last:
            said = {"ages": f"{ages[0]}..{ages[1]}", "own": f"{first}..{last}"}
            yield Finding(kinds.AGES_REACH, path, said)


def _expressions(one: model.Instrument, reach: Mapping[str, Ends | None]) -> Iterator[Finding]:
    """A scale that is worked out reads items and the scales above it; a rule reads all of them."""
    above: dict[str, Type] = model.types(one)
    for id, scale in one.scales.items():
        if scale.is_ is not None:
            for found in infer(scale.is_.tree, above, NUMBER).findings:
                if found.kind.severity == "error":
                    yield Finding(found.kind, ("scales", id, "is"), dict(found.args), span=found.span)
        if scale.items or scale.is_ is not None:
            above[id] = model.within(reach.get(id))
    for id, rule in one.rules.items():
        for found in infer(rule.is_.tree, above, TRUTH).findings:
            yield Finding(found.kind, ("rules", id, "is"), dict(found.args), span=found.span)


def _cuts(id: str, scale: model.Scale, reach: Ends | None) -> Iterator[Finding]:
    for name, cuts in scale.cuts.items():
        path: Path = ("scales", id, "cuts", name)
        if len(cuts.zones) != len(cuts.at) + 1:
            zones, got = len(cuts.zones), len(cuts.at)
            yield Finding(kinds.ZONES_AND_CUTS, (*path, "at"), zones=zones, want=zones - 1, got=got)
        if any(a >= b for a, b in pairwise(cuts.at)):
            yield Finding(kinds.CUTS_RISE, (*path, "at"), cuts=name)
        both = (reach or _printed(scale)) if cuts.on == "raw" else ends_of(cuts.on)
        for i, at in enumerate(cuts.at):
            if both is not None and not _divides(at, both, cuts):
                yield Finding(kinds.CUT_OUTSIDE, (*path, "at", i), at=at, low=both[0], high=both[1])


def _printed(scale: model.Scale) -> tuple[float, float] | None:
    """The lowest and highest raw score that is printed, of a scale that is taken over."""
    raw = next((type for type in scale.scores if type.unit == "raw"), None)
    return None if raw is None or raw.low is None or raw.high is None else (raw.low, raw.high)


def _divides(at: float, both: Ends, cuts: model.CutSet) -> bool:
    """Whether scores can lie on both sides."""
    low, high = both
    return low < at <= high if cuts.goes == "up" else low <= at < high


def _between(one: model.Instrument, id: str, scale: model.Scale) -> Iterator[Finding]:
    """Cut-offs that nobody can score exactly."""
    known = model.attainable(one, id) if any(c.on == "raw" for c in scale.cuts.values()) else None
    for name, cuts in scale.cuts.items():
        for i, at in enumerate(cuts.at if known and cuts.on == "raw" else ()):
            below = [x for x in known or () if x < at]
            above = [x for x in known or () if x > at]
            if at not in (known or ()) and below and above:
                where = ("scales", id, "cuts", name, "at", i)
                yield Finding(kinds.CUT_BETWEEN, where, at=at, below=below[-1], above=above[0])


def _examples(one: model.Instrument) -> Iterator[Finding]:
    zones = [f"{id}.{name}" for id, scale in one.scales.items() for name in scale.cuts]
    known = [*one.scales, *zones, *one.rules, *one.flags]
    items = one.every_item
    for number, example in enumerate(one.examples):
        path: Path = ("examples", number)
        for written in example.answers:
            yield from known_items(items, (*path, "answers", written), written, on_key=True)
        for name in example.expect:
            if name not in known:
                where, hint = (*path, "expect", name), nearest(name, known)
                yield Finding(kinds.EXAMPLE_NAME, where, on_key=True, name=name, hint=hint)
        seen: set[str] = set()
        for written, answer in example.answers.items():
            here: Path = (*path, "answers", written)
            twice = next((id for id in model.opened(written) if id in seen), None)
            if twice:
                yield Finding(kinds.ITEM_TWICE, here, on_key=True, item=twice)
            seen.update(model.opened(written))
            for id in model.opened(written):
                item = items.get(id)
                if item is not None and not item.admits(answer):
                    yield Finding(ANSWER_OUTSIDE, here, item=id, scale=item.scale_words())
                    break


def known_items(
    items: Mapping[str, model.Item], path: Path, written: str, *, on_key: bool = False
) -> Iterator[Finding]:
    """Every id that a run stands for is an item."""
    ids = model.opened(written)
    if not ids:
        yield Finding(kinds.ITEM_RUN, path, on_key=on_key, found=written)
    for id in ids:
        if id not in items:
            yield Finding(kinds.UNKNOWN_ITEM, path, on_key=on_key, item=id, hint=nearest(id, items))
            return


# One scale: its items, weights and missing rule.

# Which rule makes which score; the rules themselves stand in prodia.scoring.raw.
FITS: dict[str, tuple[str, ...]] = {
    "sum": ("refuse", "zero_if_at_most_m", "prorate_sum", "prorate_half_up", "rounded_person_mean"),
    "mean": ("refuse", "mean_available", "half_rule"),
    "pomp": ("refuse", "mean_available", "half_rule"),
    "count": ("refuse", "zero_if_at_most_m"),
    "highest": ("refuse",),
}
NO_LIMIT = ("refuse", "half_rule")
LIMITS = ("least_answered", "most_missing", "most_fraction")


def scale_faults(items: Mapping[str, model.Item], id: str, scale: model.Scale) -> Iterator[Finding]:
    """Every mistake of a scale but those of its expression and its cut-offs."""
    path: Path = ("scales", id)
    printed = bool(scale.scores) and not scale.items and scale.is_ is None
    ways = (bool(scale.items), scale.is_ is not None, printed)
    of_items = (scale.score is not None, scale.missing is not None, bool(scale.weights))
    if sum(ways) != 1 or (not scale.items and any(of_items)) or (scale.items and scale.score is None):
        yield Finding(kinds.SCALE_SHAPE, path, on_key=True, scale=id)
    seen: set[str] = set()
    for i, written in enumerate(scale.items):
        yield from known_items(items, (*path, "items", i), written)
        for item in model.opened(written):
            if item in seen:
                yield Finding(kinds.ITEM_TWICE, (*path, "items", i), item=item)
            seen.add(item)
    yield from _weights(items, path, scale)
    if (scale.at_least is not None) != (scale.score == "count"):
        where = "at_least" if scale.at_least is not None else "score"
        yield Finding(kinds.COUNT_LEAST, (*path, where), on_key=True)
    known = [both for i in scale.item_ids if i in items and (both := model.ends(items[i])) is not None]
    if scale.score == "count" and scale.at_least is not None and known:
        low, high = min(low for low, _ in known), max(high for _, high in known)
        if scale.at_least > high:
            said = {"least": scale.at_least, "low": low, "high": high}
            yield Finding(kinds.COUNT_REACH, (*path, "at_least"), said)
    yield from _missing(path, id, scale)
    yield from stop_faults(items, id, scale)


def _weights(items: Mapping[str, model.Item], path: Path, scale: model.Scale) -> Iterator[Finding]:
    """An item of the scale has one weight, in a sum or a mean."""
    mine, seen = set(scale.item_ids), set[str]()
    for written in scale.weights:
        here: Path = (*path, "weights", written)
        yield from known_items(items, here, written, on_key=True)
        for id in model.opened(written):
            if id in seen:
                yield Finding(kinds.ITEM_TWICE, here, on_key=True, item=id)
            elif id in items and id not in mine:
                hint = nearest(id, scale.item_ids)
                yield Finding(kinds.UNKNOWN_ITEM, here, on_key=True, item=id, hint=hint)
            seen.add(id)
    if scale.weights and scale.score in ("count", "highest", "pomp"):
        yield Finding(kinds.RULE_SCORE, (*path, "score"), rule="weights", score=scale.score, fits="points")
    # a count and a percentage of the most points are of answers; a measure has no points
    if scale.score in ("count", "pomp") and any(i in items and items[i].type for i in scale.item_ids):
        yield Finding(kinds.RULE_SCORE, (*path, "score"), rule="type", score=scale.score, fits="answers")


def _missing(path: Path, id: str, scale: model.Scale) -> Iterator[Finding]:
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
        one = Words(f"precies één grens ({listed})", f"exactly one limit ({listed})")
        wanted = one if want else Words("geen grens", "no limit")
        yield Finding(kinds.RULE_LIMIT, (*path, "missing"), on_key=True, wanted=wanted, rule=rule.rule)
    fits = FITS.get(scale.score or "", ())
    if fits and rule.rule not in fits:
        said = {"rule": rule.rule, "score": scale.score or "", "fits": ", ".join(fits)}
        yield Finding(kinds.RULE_SCORE, (*path, "missing", "rule"), said)
    many = len(scale.item_ids)
    if not many:
        return
    reach = {
        "least_answered": (1, many),
        "most_missing": (0, many - 1),
        "most_fraction": (0, (many - 1) / many),
    }
    for name in given:
        figure, (low, high) = getattr(rule, name), reach[name]
        yield from _within((*path, "missing", name), name, figure, low, high, many)


# The rules by which the test of a scale begins, reverses and stops.

RULES = ("basal", "reversal", "discontinue", "misses", "in_a_row_of")  # of a test that goes item by item


def stop_faults(items: Mapping[str, model.Item], id: str, scale: model.Scale) -> Iterator[Finding]:
    """Every mistake of the stop rules of a scale."""
    stop = scale.stop
    if stop is None:
        return
    path: Path = ("scales", id, "stop")
    rule = scale.missing.rule if scale.missing else "refuse"
    if scale.score != "sum" or rule != "refuse" or scale.weights:
        yield Finding(kinds.STOP_MEASURE, path, on_key=True)
    if stop.sets:
        yield from _sets(items, scale, path, stop)
    else:
        yield from _rules(path, stop)
        yield from _stops_reached(items, path, stop, scale.item_ids)
    later = any(start.item != scale.item_ids[0] for start in stop.starts if start.item in scale.item_ids)
    if stop.full is None and (later or stop.basal is not None):
        yield Finding(kinds.FULL_UNSAID, path, on_key=True)
    yield from _starts(path, stop, scale.item_ids)


def _rules(path: Path, stop: model.Stop) -> Iterator[Finding]:
    for first, second in (("basal", "reversal"), ("misses", "in_a_row_of")):
        if (getattr(stop, first) is None) != (getattr(stop, second) is None):
            yield Finding(kinds.STOP_FITS, path, on_key=True, one=first, other=second)
    if stop.misses is not None and stop.in_a_row_of is not None and stop.misses > stop.in_a_row_of:
        said = {"one": f"misses: {stop.misses}", "other": f"in_a_row_of: {stop.misses}.."}
        yield Finding(kinds.STOP_FITS, path, said, on_key=True)


def _stops_reached(
    items: Mapping[str, model.Item], path: Path, stop: model.Stop, ids: tuple[str, ...]
) -> Iterator[Finding]:
    """Rules that ask more items than there are, or points that no item can have."""
    many, known = len(ids), [both for id in ids if id in items and (both := model.ends(items[id]))]
    few = Words(f"er zijn maar {many} items", f"there are only {many} items")
    never = Words("geen enkel item kan 0 punten tellen", "no item can count 0 points")
    full = Words("geen enkel item kan zoveel punten tellen", "no item can count so many points")
    zero = not known or any(low <= 0 <= high for low, high in known)
    for rule in ("basal", "discontinue", "in_a_row_of"):
        figure = getattr(stop, rule)
        if figure is not None and figure > many:
            yield Finding(kinds.STOP_REACH, (*path, rule), rule=rule, figure=figure, why=few)
    for rule in ("discontinue", "misses"):
        figure = getattr(stop, rule)
        if figure is not None and figure <= many and not zero:
            yield Finding(kinds.STOP_REACH, (*path, rule), rule=rule, figure=figure, why=never)
    if stop.full is not None and stop.basal is not None and known and stop.full > max(h for _, h in known):
        yield Finding(kinds.STOP_REACH, (*path, "full"), rule="full", figure=stop.full, why=full)


def _starts(path: Path, stop: model.Stop, items: tuple[str, ...]) -> Iterator[Finding]:
    whole = [id for each in stop.sets for id in each.item_ids] == [*items]
    opening = [each.item_ids[0] for each in stop.sets] if whole else []
    for i, start in enumerate(stop.starts):
        if start.item not in items:
            hint = nearest(start.item, items)
            yield Finding(kinds.UNKNOWN_ITEM, (*path, "starts", i, "item"), item=start.item, hint=hint)
        elif opening and start.item not in opening:
            known = ", ".join(opening)
            yield Finding(kinds.SET_START, (*path, "starts", i, "item"), item=start.item, known=known)
        both = [(max(a.ages[0], start.ages[0]), min(a.ages[1], start.ages[1])) for a in stop.starts[:i]]
        clash = next((first for first, last in both if first <= last), None)
        if clash is not None:
            yield Finding(kinds.STARTS_CLASH, (*path, "starts", i, "ages"), months=clash)


def _sets(
    items: Mapping[str, model.Item], scale: model.Scale, path: Path, stop: model.Stop
) -> Iterator[Finding]:
    """Sets hold the items of the scale, each once and in order, and go back or on as each can."""
    for rule in RULES:
        if getattr(stop, rule) is not None:
            yield Finding(kinds.SETS_ALONE, (*path, rule), on_key=True, rule=rule)
    mine = {item: items[item] for item in scale.item_ids if item in items}
    order, astray = iter(mine), False
    for i, each in enumerate(stop.sets):
        for j, written in enumerate(each.items):
            here: Path = (*path, "sets", i, "items", j)
            unknown = [*known_items(mine, here, written)]
            expected = next(
                (want for got in model.opened(written) if got != (want := next(order, got))), None
            )
            yield from unknown
            if expected is not None and not unknown and not astray:
                yield Finding(kinds.SETS_WHOLE, here, item=expected)
            astray = astray or bool(unknown) or expected is not None  # what follows is shifted too
        yield from _goes(items, (*path, "sets", i), stop, i)
    left = next(order, None)
    if left is not None and not astray:
        yield Finding(kinds.SETS_WHOLE, (*path, "sets"), on_key=True, item=left)


def _goes(items: Mapping[str, model.Item], path: Path, stop: model.Stop, i: int) -> Iterator[Finding]:
    each = stop.sets[i]
    low, high = _reach(items, each.item_ids)
    for rule, at, end in (
        ("back_at_most", each.back_at_most, i == 0),
        ("on_at_least", each.on_at_least, i == len(stop.sets) - 1),
    ):
        if at is None:
            continue
        if end:
            yield Finding(kinds.SET_END, (*path, rule), on_key=True, rule=rule)
        elif not (low <= at < high if rule == "back_at_most" else low < at <= high):
            yield Finding(kinds.CUT_OUTSIDE, (*path, rule), at=at, low=low, high=high)
    back, on = each.back_at_most, each.on_at_least
    if back is not None and on is not None and on <= back:
        yield Finding(kinds.SET_BOTH_WAYS, path, on_key=True, back=back)


def _reach(items: Mapping[str, model.Item], ids: tuple[str, ...]) -> tuple[float, float]:
    """The fewest and the most points of these items; of one that is measured without end, none."""
    known = [both for id in ids if id in items and (both := model.ends(items[id])) is not None]
    if len(known) < len(ids):
        return -inf, inf
    return sum(low for low, _ in known), sum(high for _, high in known)
