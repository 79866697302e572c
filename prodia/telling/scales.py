"""What a rule makes of one value, from low to high: the zones, in a picture and a table, with worked cases.

>>> import prodia
>>> plan = prodia.load().catalogue.plan("lezen-spellen@2.0.0")
>>> [(zone.verdict, zone.words("nl")) for zone in scales(plan, "ernst")[0].zones]
[('met', 'hoogstens 10'), ('judgement', 'boven 10, hoogstens 15'), ('not met', 'boven 15')]
"""

# A condition compares names with constants. Where it reads one figure only, its verdict can change at those
# constants and nowhere else: tried at each of them and between each two, it is known everywhere.

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from prodia.case.outcomes import derived_value
from prodia.errors import ProdiaError
from prodia.frozen import dataclass
from prodia.language import Literal, Value, evaluate, names
from prodia.language.syntax.tree import Tree, walk
from prodia.model.events import Answered, CaseFile, Withdrawn
from prodia.model.plan import Plan
from prodia.pictures.scale import Pin, scale_svg
from prodia.pictures.scale import Zone as Drawn
from prodia.telling import blocks as b
from prodia.telling.values import heads, in_dutch, marked
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.lists import upper
from prodia.words.numbers import number

_MOST = 7  # worked cases pinned on one scale


@dataclass(frozen=True, slots=True)
class Zone:
    """The values from ``low`` to ``high`` (None: no end) and whether each end is in it."""

    verdict: str
    low: float | None
    high: float | None
    low_in: bool
    high_in: bool

    def words(self, lang: Lang) -> str:
        """``boven 10, hoogstens 15``."""
        if self.low is not None and self.low == self.high:
            return _EXACTLY.fill(lang, {"n": number(self.low, lang)})
        ends = (
            (_FROM if self.low_in else _ABOVE, self.low),
            (_UP_TO if self.high_in else _BELOW, self.high),
        )
        return ", ".join(said.fill(lang, {"n": number(n, lang)}) for said, n in ends if n is not None)

    def holds(self, value: float) -> bool:
        after = self.low is None or value > self.low or (self.low_in and value == self.low)
        return after and (self.high is None or value < self.high or (self.high_in and value == self.high))


_EXACTLY = Words("precies {n}", "exactly {n}")
_FROM, _ABOVE = Words("minstens {n}", "at least {n}"), Words("boven {n}", "above {n}")
_UP_TO, _BELOW = Words("hoogstens {n}", "at most {n}"), Words("onder {n}", "below {n}")


@dataclass(frozen=True, slots=True)
class Scale:
    """What a criterion reads and its zones; ``options``: of which choices, if it has any."""

    name: str
    zones: tuple[Zone, ...]
    options: tuple[str, ...] = ()


def scales(plan: Plan, criterion: str) -> tuple[Scale, ...]:
    """The scales of a criterion: one, or one for the choices with equal rules; none where it reads more."""
    one = plan.criteria[criterion]
    rules: dict[str, dict[str, Tree]] = {}
    for (key, *rest), condition in one.conditions():
        rules.setdefault(rest[0] if rest else "", {})[key] = condition.tree
    found: dict[tuple[str, tuple[Zone, ...]], list[str]] = {}
    for option, rule in rules.items():
        read = {name for tree in rule.values() for name in names(tree)}
        if len(read) != 1 or plan.types[name := read.pop()].kind != "number":
            continue
        zones = _zones(name, rule)
        if len(zones) > 1:
            found.setdefault((name, zones), []).append(option)
    return tuple(Scale(name, zones, tuple(filter(None, o))) for (name, zones), o in found.items())


def _zones(name: str, rule: Mapping[str, Tree]) -> tuple[Zone, ...]:
    ends = sorted(
        {
            float(leaf.value)
            for tree in rule.values()
            for node in walk(tree)
            if name in names(node)
            for leaf in walk(node)
            if isinstance(leaf, Literal)
            and isinstance(leaf.value, int | float)
            and not isinstance(leaf.value, bool)
        }
    )
    tried: list[tuple[float | None, float | None, float]] = []
    for before, end in zip([None, *ends], ends, strict=False):
        tried.append((before, end, end - 1 if before is None else (before + end) / 2))
        tried.append((end, end, end))
    if ends:
        tried.append((ends[-1], None, ends[-1] + 1))
    zones: list[Zone] = []
    for low, high, at in tried:
        verdict, point = _verdict(rule, name, at), low is not None and low == high
        if zones and zones[-1].verdict == verdict:
            last = zones[-1]
            zones[-1] = Zone(verdict, last.low, high, last.low_in, point)
        else:
            zones.append(Zone(verdict, low, high, point, point))
    return tuple(zones)


def _verdict(rule: Mapping[str, Tree], name: str, value: float) -> str:
    if evaluate(rule["met"], {name: value}) is True:
        return "met"
    return "judgement" if "judge" in rule and evaluate(rule["judge"], {name: value}) is True else "not met"


# ---- worked cases on it


def answers_of(plan: Plan, case: CaseFile) -> dict[str, Value]:
    """What a worked case answers in the end, and what is computed from it."""
    found: dict[str, Value] = {}
    for event in case.events:
        if isinstance(event, Answered) and event.field in plan.fields:
            found[event.field] = _plain(plan, event)
        elif isinstance(event, Withdrawn):
            found.pop(event.what, None)
    for name, derived in plan.derived.items():
        with suppress(ProdiaError):
            found[name] = derived_value(derived, {n: found.get(n) for n in names(derived.is_.tree)})
    return found


def _plain(plan: Plan, event: Answered) -> Value:
    value = event.value
    if isinstance(value, str) and plan.fields[event.field].type.kind == "date":
        with suppress(ValueError):
            return dt.date.fromisoformat(value)
        return None
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@dataclass(frozen=True, slots=True)
class Tried:
    """A worked case with its value on a scale, and what it expects of the decision that reads it."""

    case: CaseFile
    value: float
    zone: Zone
    proposed: tuple[str, str] | None


def tried_on(plan: Plan, criterion: str, scale: Scale, cases: Iterable[CaseFile]) -> tuple[Tried, ...]:
    """The worked cases that say what the criterion comes to, nearest to its edges, one for each value."""
    by = plan.criteria[criterion].by
    reading = [
        id for id, one in plan.decisions.items() for head in one.table.inputs if criterion in names(head.tree)
    ]
    found: dict[float, Tried] = {}
    for case in cases:
        said = case.expect.verdicts.get(criterion)
        if said is None or said == "not assessable":
            continue
        values = answers_of(plan, case)
        value = values.get(scale.name)
        if not isinstance(value, float) or (scale.options and values.get(by or "") not in scale.options):
            continue
        zone = next(one for one in scale.zones if one.holds(value))
        if zone.verdict == said and value not in found:
            proposed = next(
                ((id, case.expect.proposes[id]) for id in reading if case.expect.proposes.get(id)), None
            )
            found[value] = Tried(case, value, zone, proposed)
    ends = [end for zone in scale.zones for end in (zone.low, zone.high) if end is not None]
    near = sorted(found.values(), key=lambda one: min(abs(one.value - end) for end in ends))
    return tuple(sorted(near[:_MOST], key=lambda one: one.value))


def scale_blocks(
    plan: Plan, criterion: str, cases: Iterable[CaseFile], lang: Lang, prefix: str = ""
) -> Iterator[b.Block]:
    """The picture of each scale, and the worked cases on it as a table. ``prefix``: of the ids in it."""
    kept = tuple(cases)
    for n, scale in enumerate(scales(plan, criterion)):
        tried = tried_on(plan, criterion, scale, kept)
        of = ", ".join(plan.labels.get(f"{plan.criteria[criterion].by}={o}", o) for o in scale.options)
        title = upper(plan.labels.get(scale.name, scale.name)) + (f" ({of})" if of else "")
        yield _picture(f"schaal-{prefix}{n}", title, scale, tried, lang)
        if tried:
            yield _cases(plan, tried, lang)


def _picture(name: str, title: str, scale: Scale, tried: tuple[Tried, ...], lang: Lang) -> b.Picture:
    zones = [
        Drawn(zone.verdict.replace(" ", "-"), upper(label("verdict", zone.verdict, lang)), zone.words(lang))
        for zone in scale.zones
    ]
    pins = [
        Pin(_along(scale, one), number(one.value, lang), one.zone.verdict.replace(" ", "-")) for one in tried
    ]
    alt = "; ".join(f"{zone.range}: {zone.word}" for zone in zones)
    wide, narrow = (
        scale_svg(f"{name}-{width}", title, alt, zones, pins, lang=lang, width=width) for width in (640, 320)
    )
    rows = tuple((zone.words(lang), marked("verdict", zone.verdict, lang)) for zone in scale.zones)
    columns = heads(lang, "waarde|oordeel", "value|verdict")
    return b.Picture(title, alt, wide, b.Table(columns, rows, title), narrow)


def _along(scale: Scale, one: Tried) -> float:
    """Where a value lies: by its share of the zone, or near its end where the zone has none."""
    at, zone = scale.zones.index(one.zone), one.zone
    if zone.low is not None and zone.low == zone.high:
        return at + 0.5
    if zone.low is not None and zone.high is not None:
        return at + (one.value - zone.low) / (zone.high - zone.low)
    end = zone.low if zone.low is not None else zone.high
    away = abs(one.value - (end or 0.0))
    share = away / (away + max(abs(end or 0.0), 1.0))
    return at + share if zone.low is not None else at + 1 - share


_AROUND = Words("Uitgewerkte voorbeelden op deze schaal", "Worked examples on this scale")


def _cases(plan: Plan, tried: tuple[Tried, ...], lang: Lang) -> b.Table:
    columns = heads(lang, "waarde|oordeel|voorstel|voorbeeld", "value|verdict|proposal|example")
    rows = tuple(
        (
            number(one.value, lang),
            marked("verdict", one.zone.verdict, lang),
            plan.decisions[one.proposed[0]].outcomes[one.proposed[1]].title if one.proposed else "–",
            b.Link(one.case.title, b.Ref(plan.reference, "cases", part=one.case.case), in_dutch(lang)),
        )
        for one in tried
    )
    return b.Table(columns, rows, _AROUND[lang])
