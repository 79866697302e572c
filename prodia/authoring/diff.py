"""Two versions of a protocol compared in what comes out: for which values, which cases, what share of people.

>>> import prodia
>>> from prodia.authoring.diff import compare
>>> catalogue = prodia.load().catalogue
>>> found = compare(*(catalogue.plan(f"lezen-spellen@{v}") for v in ("1.0.0", "2.0.0")))
>>> found.bump, [(effect.name, effect.witness) for effect in found.effects if effect.level == "major"]
('major', [('ernst', (('laagste_pc', 10.0),))])
"""

# How to think about it: a part is compared by what it does, its words left out. A condition or a table that
# is written otherwise is walked for values on which the two come apart (the same search that mutants are
# compared by); where there are none, nothing changed, however it is written. What can not be searched (a name
# under arithmetic) counts as changed unless it is written the same: the honest step is the careful one.
#
# The levels are those of a version: major where the same answers may come to something else or something is
# gone, minor where something is new, patch where only words are other. The population is made up: half of its
# figures lie at or beside a cut-off of either version, so a share says how wide a change is, not how common.

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel

from prodia.authoring.joint import possible, rests_on
from prodia.authoring.mutants import step
from prodia.authoring.mutate import ALIKE, choices_of, comes, same, sayings, words_of
from prodia.authoring.play import as_json
from prodia.case import State
from prodia.case.expect import Runs, run_case
from prodia.case.people import computed
from prodia.case.relevance import members
from prodia.case.structure import structure
from prodia.checks.upkeep import names_read
from prodia.content import Catalogue
from prodia.content.folder import numbers
from prodia.errors import EventRefused
from prodia.language import Hit, Plain, Value, evaluate, names, plain
from prodia.language import Literal as Constant
from prodia.language.analysis import TooMany, example
from prodia.language.syntax.tree import walk
from prodia.language.tables.apart import Spent, apart
from prodia.model.events import CaseFile, Moved, Opened
from prodia.model.parts import LawParameter
from prodia.model.plan import Plan, turning
from prodia.model.protocol import Protocol
from prodia.problems import Problem
from prodia.problems import authors as kinds

Level: TypeAlias = Literal["major", "minor", "patch", "none"]
LEVELS: tuple[Level, ...] = ("none", "patch", "minor", "major")
What: TypeAlias = Literal["other", "unsure", "new", "gone", "words"]
Answers: TypeAlias = tuple[tuple[str, Plain], ...]
Turn: TypeAlias = tuple[str, str, str | None, str | None]  # a criterion or decision, from what to what
PEOPLE = 600


@dataclass(frozen=True, slots=True)
class Effect:
    """What one part does otherwise. ``witness``: values for which it comes apart, where there are any;
    ``was`` and ``now`` what either version makes of them."""

    level: Level
    group: str
    name: str
    what: What
    part: str = ""
    witness: Answers = ()
    was: Plain = None
    now: Plain = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A criterion or decision that comes to something else: in which cases, or for how many people."""

    group: str
    name: str
    was: str | None
    now: str | None
    cases: tuple[str, ...] = ()
    people: int = 0
    witness: Answers = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """``shifts``: what comes out otherwise, in the cases and in ``people`` made-up people."""

    old: str
    new: str
    effects: tuple[Effect, ...]
    shifts: tuple[Shift, ...]
    people: int

    @property
    def bump(self) -> Level:
        """The smallest honest step of the version: ``none`` where the two say the same in every word."""
        return max((effect.level for effect in self.effects), key=LEVELS.index, default="none")

    def honest(self) -> bool:
        """Is the step from the old version to the new one at least the smallest honest one?"""
        return LEVELS.index(taken(self.old, self.new)) >= LEVELS.index(self.bump)

    def as_dict(self) -> dict[str, Any]:
        """For a machine."""
        return {
            "old": self.old,
            "new": self.new,
            "bump": self.bump,
            "honest": self.honest(),
            "effects": [
                {"level": e.level, "group": e.group, "name": e.name, "what": e.what, "part": e.part}
                | {
                    "witness": {n: as_json(v) for n, v in e.witness},
                    "was": as_json(e.was),
                    "now": as_json(e.now),
                }
                for e in self.effects
            ],
            "people": self.people,
            "shifts": [
                {"group": s.group, "name": s.name, "was": s.was, "now": s.now, "cases": list(s.cases)}
                | {"people": s.people, "witness": {n: as_json(v) for n, v in s.witness}}
                for s in self.shifts
            ],
        }


def taken(old: str, new: str) -> Level:
    """The step from one version to a later one: ``major``, ``minor`` or ``patch``; none to the same."""
    was, now = ([int(n) for n in one.partition("@")[2].split(".")] for one in (old, new))
    return next((level for level, a, b in zip(LEVELS[:0:-1], was, now, strict=True) if a != b), "none")


def next_version(version: str, level: Level) -> str:
    """The version one step on.

    >>> next_version("1.4.2", "minor")
    '1.5.0'
    """
    parts = [int(n) for n in version.split(".")]
    place = {"major": 0, "minor": 1, "patch": 2}.get(level)
    if place is None:
        return version
    return ".".join(map(str, [*parts[:place], parts[place] + 1, *[0] * (2 - place)]))


def previous(catalogue: Catalogue, reference: str) -> str | None:
    """The version before this one, of those there are; no older one is read for it."""
    id, _, version = reference.partition("@")
    named = {n for pack in catalogue.packs for n in pack.names(Protocol) if n.startswith(f"{id}@")}
    earlier = sorted((numbers(n.partition("@")[2]), n) for n in named)
    before = (n for at, n in reversed(earlier) if at < numbers(version))
    return next((n for n in before if catalogue.knows(n)), None)


def step_problem(catalogue: Catalogue, reference: str) -> Problem | None:
    """The step of a version from the one before, where it is smaller than what it changes."""
    before = previous(catalogue, reference)
    if before is None:
        return None
    found = compare(catalogue.plan(before), catalogue.plan(reference), people=0)
    if found.honest():
        return None
    place = catalogue.entry(reference).document.place(("version",))
    was, now = before.partition("@")[2], reference.partition("@")[2]
    least = next_version(was, found.bump)
    return Problem(kinds.STEP_TOO_SMALL, place, old=was, new=now, version=least)


def compare(
    old: Plan,
    new: Plan,
    cases: Sequence[CaseFile] = (),
    *,
    people: int = PEOPLE,
    seed: int = 1,
    came: Callable[[Plan, Sequence[CaseFile]], Sequence[Ended]] | None = None,
) -> Difference:
    """What a version does otherwise than another of the same protocol.

    ``cases``: worked cases, run on both. ``people``: how many are made up, the same ones for a ``seed``.
    ``came``: gives what they come to on one of the two, for who knows it; without it, :func:`ended`.
    """
    effects = tuple(_effects(old, new))
    shifts: tuple[Shift, ...] = ()
    if any(effect.level == "major" for effect in effects):
        shifts = (*_in_cases(old, new, cases, came or ended), *_in_people(old, new, people, seed))
    return Difference(old.reference, new.reference, effects, shifts, people)


# ---- what each part does

# How an answer is measured: what stands below does something, but for where it comes from.
_MEASURING = ("series", "error", "administered", "screening")
_SAYS = frozenset(("source", "note", "owner", "of", "title", "says", "text", "labels", "do"))
# The keys that do something; every other key of a part is words, a source, or a day on which it holds.
_DOES: Mapping[str, tuple[str, ...]] = {
    "fields": ("type", "options", "from_", "via", "instrument", *_MEASURING),
    "derived": ("is_", "type", "battery"),
    "criteria": ("by", "met", "judge", "judges"),
    "ensure": ("that", "answers"),
    "cutoffs": ("values",),
    "hypotheses": ("criteria",),
    "decisions": ("hit", "aggregate", "outcomes", "table", "otherwise", "by"),
    "steps": (
        "phase",
        "does",
        "by",
        "after",
        "modes",
        "pupil",
        "when",
        "fields",
        "serves",
        "decisions",
        "audiences",
    ),
    "phases": ("within", "after", "required"),
    "roles": ("side",),
}
_CHECKED = frozenset(
    ("is_", "met", "judge", "by", "table", "hit", "otherwise", "aggregate", "when", "that", "values")
)


def _effects(old: Plan, new: Plan) -> Iterator[Effect]:
    for group, keys in _DOES.items():
        was, now = getattr(old, group), getattr(new, group)
        for name in was:
            if name not in now:
                yield Effect("major", group, name, "gone")
        for name, after in now.items():
            if name not in was:
                # answers that contradict each other count for nothing from now on
                yield Effect("major" if group == "ensure" else "minor", group, name, "new")
            else:
                yield from _part(old, new, group, name, was[name], after, keys)
    if old.consent != new.consent:
        yield Effect("major", "protocol", "consent", "other")
    yield from _beside(old, new)
    yield from _head(old, new)


def _beside(old: Plan, new: Plan) -> Iterator[Effect]:
    """What both read and neither says: figures of the law and tests, where they come from two shelves."""
    protocols = [p for plan in (old, new) for p in (plan.protocol, plan.parent) if p is not None]
    read = {name for p in protocols for name in names_read(p)}
    was, now = old.shared.law, new.shared.law
    for id in sorted(
        name.removeprefix(LAW) for name in read if isinstance(name, str) and name.startswith(LAW)
    ):
        if id in was and id in now and _figures(was[id]) != _figures(now[id]):
            yield Effect("major", "law", id, "other")
    for name, field in new.fields.items():
        before = old.fields.get(name)
        test = field.instrument if before is not None and before.instrument == field.instrument else None
        tests = [plan.shared.instruments.get(test or "") for plan in (old, new)]
        if None not in tests and _scored(tests[0]) != _scored(tests[1]):
            yield Effect("major", "fields", name, "other", "instrument")


LAW = "law."


def _figures(one: LawParameter) -> object:
    return one.type, sorted((v.valid.from_, v.valid.to or dt.date.max, v.value) for v in one.values)


def _scored(test: Any) -> Any:
    """Of a test what a score depends on."""
    keys = ("items", "most_empty", "reverse", "flags", "scales", "rules", "ages")
    return {key: _acts(getattr(test, key)) for key in keys}


def _head(old: Plan, new: Plan) -> Iterator[Effect]:
    """What stands above the parts: words, days, owner; the figures of cut-offs count where they are read."""
    left = {"version", "status", "format", *_DOES, "consent", "supplements", "valid", "defaults"}
    for key in type(new.protocol).model_fields:
        if key not in left and getattr(old.protocol, key) != getattr(new.protocol, key):
            yield Effect("patch", "protocol", key, "words")


def _part(
    old: Plan, new: Plan, group: str, name: str, was: Any, now: Any, keys: Sequence[str]
) -> Iterator[Effect]:
    found = [*_does(old, new, group, name, was, now, keys)]
    yield from found
    words = [
        key
        for key in type(now).model_fields
        if key not in keys and getattr(was, key) != getattr(now, key) and key not in ("options", "outcomes")
    ]
    texts = group in ("fields", "decisions") and any(
        getattr(was, key, {}).get(id) != one
        for key in ("options", "outcomes")
        for id, one in (getattr(now, key, None) or {}).items()
        if id in (getattr(was, key, None) or {})
    )
    if group == "decisions" and was.table.text != now.table.text:
        words.append("table")
    written = ("is_", "met", "judge", "when", "that", "otherwise", "hit")
    words += [k for k in written if k in keys and str(getattr(was, k)) != str(getattr(now, k))]
    words += [k for k in (*_MEASURING, "battery") if k in keys and getattr(was, k) != getattr(now, k)]
    if (words or texts) and not found:
        yield Effect("patch", group, name, "words", ", ".join(words))


def _does(
    old: Plan, new: Plan, group: str, name: str, was: Any, now: Any, keys: Sequence[str]
) -> Iterator[Effect]:
    for key in ("options", "outcomes"):
        if key in keys:
            before, after = getattr(was, key), getattr(now, key)
            yield from (Effect("major", group, name, "gone", id) for id in before if id not in after)
            yield from (Effect("minor", group, name, "new", id) for id in after if id not in before)
    for key in keys:
        searched = key in _CHECKED and not (key == "by" and group != "criteria")
        if searched or key in ("options", "outcomes") or _acts(getattr(was, key)) == _acts(getattr(now, key)):
            continue
        grown = key in ("by", "judges", "modes") and set(_many(getattr(was, key))) < set(
            _many(getattr(now, key))
        )
        yield Effect("minor" if grown else "major", group, name, "other", key)
    if group in ("derived", "criteria", "steps", "ensure"):
        yield from _trees(old, new, group, name)
    elif group == "decisions":
        yield from _tables(old, new, name)
    yield from _dates(old, new, group, name, was, now)


def _acts(value: Any) -> Any:
    """A part without what it only says."""
    if isinstance(value, BaseModel):
        return {key: _acts(one) for key, one in value if key not in _SAYS}
    if isinstance(value, Mapping):
        return {key: _acts(one) for key, one in value.items()}
    return tuple(map(_acts, value)) if isinstance(value, tuple) else value


def _dates(old: Plan, new: Plan, group: str, name: str, was: Any, now: Any) -> Iterator[Effect]:
    """What is in force on other days, or has another figure on some, within those of the later version."""
    starts = {new.protocol.valid.from_, *turning(old), *turning(new)}
    days = sorted(day for day in starts if new.protocol.valid.holds_on(day))
    if group == "cutoffs":
        if max(len(was.figures), len(now.figures)) < 2:
            return  # one figure stands in the conditions that read it
        known = [
            tuple(f.is_ if (f := one.on(day)) is not None else None for day in days) for one in (was, now)
        ]
    else:
        valid = [getattr(one, "valid", None) for one in (was, now)]
        known = [tuple(v is None or v.holds_on(day) for day in days) for v in valid]
    for day, before, after in zip(days, *known, strict=True):
        if before != after:
            yield Effect("major", group, name, "other", "valid", (("case.day", day),), before, after)
            return


def _many(value: Any) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value


def _trees(old: Plan, new: Plan, group: str, name: str) -> Iterator[Effect]:
    was, now = (sayings(plan, group, name) for plan in (old, new))
    if was == now:
        return
    equal = same if group == "steps" else ALIKE.get(group, same)  # a step of which it is not known counts too
    choices = choices_of(new, (*was, *now))
    found = None
    try:
        found = example((*was, *now), choices, equal, False) if choices is not None else None
    except TooMany:
        choices = None
    if choices is None:
        yield Effect("major", group, name, "unsure")
    elif found is not None:
        before, after = (comes(plan, group, name, found) for plan in (old, new))
        yield Effect("major", group, name, "other", "", tuple(found.items()), before, after)


def _tables(old: Plan, new: Plan, name: str) -> Iterator[Effect]:
    was, now = old.tables[name], new.tables[name]
    columns = [[c.tree for c in t.table.inputs] for t in (was, now)]
    if columns[0] != columns[1]:
        yield Effect("major", "decisions", name, "other", "columns")
        return
    try:
        found = apart(was, now, answer=_answer, possible=possible(now.table, partial(words_of, new)))
    except Spent:
        yield Effect("major", "decisions", name, "unsure")
        return
    if found is not None:
        labels = [c.label for c in now.table.inputs]
        witness = tuple(zip(labels, found.values, strict=True))
        outcomes = [hit.output[0] if hit.output else None for hit in (found.old, found.new)]
        yield Effect("major", "decisions", name, "other", "", witness, *outcomes)


def _answer(hit: Hit) -> Any:
    """What of a table counts: its status and its outcomes, not its reasons."""
    return hit.status, [row[:1] for row in hit.rows]


# ---- which cases and which people


Ended = Mapping[str, Mapping[str, str | None]] | None  # of each criterion and decision its word


def _in_cases(
    old: Plan,
    new: Plan,
    cases: Sequence[CaseFile],
    came: Callable[[Plan, Sequence[CaseFile]], Sequence[Ended]],
) -> Iterator[Shift]:
    found: dict[Turn, list[str]] = {}
    for case, was, now in zip(cases, came(old, cases), came(new, cases), strict=True):
        if was is None or now is None:
            continue
        for group, words in now.items():
            for name, word in words.items():
                if name in was[group] and was[group][name] != word:
                    found.setdefault((group, name, was[group][name], word), []).append(case.case)
    for (group, name, was_, now_), ids in found.items():
        yield Shift(group, name, was_, now_, tuple(ids))


def ended(plan: Plan, cases: Sequence[CaseFile], held: bool = False) -> tuple[Ended, ...]:
    """What each case comes to on a plan; None for one that moves, or can not begin.

    ``held``: the cases are known to come to what they say there.
    """
    trusted, tried = Runs(check=False), Runs()

    def one(case: CaseFile) -> Ended:
        sure = held and case.expect.refused is None and case.events[0].on >= plan.protocol.valid.from_
        state = at_end(plan, case, trusted if sure else tried)
        if state is None:
            return None
        came = {name: outcome.outcome for name, outcome in state.proposals.items()}
        return {"criteria": {name: v.word for name, v in state.verdicts.items()}, "decisions": came}

    return tuple(map(one, cases))


def at_end(plan: Plan, case: CaseFile, runs: Runs) -> State | None:
    """A case at its end on a plan, as far as it is open; None for one that moves, or can not begin.

    A case from before the first day of the version is taken as one that begins on it, so that what differs is
    what the rules say and not the calendar.
    """
    first, *rest = case.events
    if not isinstance(first, Opened) or any(isinstance(event, Moved) for event in rest):
        return None
    opened = first.model_copy(update={"protocol": plan.reference, "digest": None})
    late = max(plan.protocol.valid.from_ - first.on, dt.timedelta())
    events = tuple(_later(event, late, plan) for event in (opened, *rest))
    whole = case.model_copy(update={"events": events})
    try:
        return run_case(lambda _: plan, whole, runs=runs)[0].state
    except EventRefused:
        return None


def _later(event: Any, late: dt.timedelta, plan: Plan) -> Any:
    """An event so many days later, with every day that it names."""
    if not late:
        return event
    days = {name: getattr(event, name) for name in ("on", "born", "measured") if getattr(event, name, None)}
    moved: dict[str, Any] = {name: day + late for name, day in days.items()}
    field = plan.fields.get(getattr(event, "field", ""))
    if field is not None and field.type.kind == "date" and event.value is not None:
        moved["value"] = (dt.date.fromisoformat(event.value) + late).isoformat()
    return event.model_copy(update=moved)


def _in_people(old: Plan, new: Plan, people: int, seed: int) -> Iterator[Shift]:
    """People that both versions can ask the same: each is worked out on both."""
    chance = random.Random(seed)
    draws = _draws(old, new)
    counted: Counter[Turn] = Counter()
    shown: dict[Turn, Answers] = {}
    for _ in range(people):
        given = {name: _drawn(chance, among) for name, among in draws.items()}
        before, after = (_Worked(plan, given) for plan in (old, new))
        for group in ("criteria", "decisions"):
            for name in getattr(new, group):
                if name in getattr(old, group):
                    was, now = before.comes(group, name), after.comes(group, name)
                    if was != now:
                        key = group, name, was, now
                        counted[key] += 1
                        reads = new.reads(name) if group == "criteria" else rests_on(new, name)
                        shown.setdefault(key, tuple((f, given[f]) for f in given if f in reads))
    for key, count in counted.most_common():
        group, name, was_, now_ = key
        yield Shift(group, name, was_, now_, (), count, _fewest(old, new, key, dict(shown[key])))


def _fewest(old: Plan, new: Plan, key: Turn, given: dict[str, Plain]) -> Answers:
    """As few of the answers of somebody as show the same."""
    group, name, was, now = key
    for field in [*given]:
        less = {f: v for f, v in given.items() if f != field}
        before, after = (_Worked(plan, less).comes(group, name) for plan in (old, new))
        if (before, after) == (was, now):
            given = less
    return tuple(given.items())


def _draws(old: Plan, new: Plan) -> dict[str, tuple[tuple[Plain, ...], tuple[float, float] | None]]:
    """Of every field of both: the values worth drawing, and the range to draw others from."""
    figures: dict[str, set[float]] = {}
    for plan in (old, new):
        trees = [c.tree for one in plan.criteria.values() for _, c in one.conditions()]
        trees += [one.is_.tree for one in plan.derived.values()]
        for tree in trees:
            constants = (n.value for n in walk(tree) if isinstance(n, Constant))
            numbers = {v for v in constants if isinstance(v, float)}
            for name in names(tree):
                for read in plan.reads(name):
                    figures.setdefault(read, set()).update(numbers)
    found: dict[str, tuple[tuple[Plain, ...], tuple[float, float] | None]] = {}
    for name in new.fields:
        type = new.types[name]
        if name not in old.fields:
            continue
        if few := members(type):
            found[name] = (few, None)
        elif type.kind == "number":
            own = [v for f in figures.get(name, ()) for v in (f - step(f), f, f + step(f)) if type.admits(v)]
            low, high = type.low or 0.0, type.high if type.high is not None else max([*own, 100.0])
            found[name] = (tuple(sorted(set(own))), (low, high))
        elif type.kind == "date":
            day = dt.date(2026, 1, 1)
            found[name] = (tuple(day + dt.timedelta(days=30 * n) for n in range(24)), None)
    return found


def _drawn(chance: random.Random, among: tuple[tuple[Plain, ...], tuple[float, float] | None]) -> Plain:
    values, limits = among
    if chance.random() < 0.03:
        return None
    if limits is None or (values and chance.random() < 0.5):
        return chance.choice(values)
    return float(round(chance.uniform(*limits)))


class _Worked:
    """One person worked out on a plan; every question counts as on the path, as in :func:`prodia.decide`."""

    def __init__(self, plan: Plan, given: Mapping[str, Plain]) -> None:
        self._plan = plan
        law = plan.law_on(dt.date(2026, 9, 1))
        self._known: dict[str, Value] = {**law, "case.mode": "trajectory", "case.age_years": 10.0, **given}

    def value(self, name: str) -> Value:
        return computed(self._plan, self._known, name)

    def comes(self, group: str, name: str) -> str | None:
        if group == "criteria":
            return str(self.value(name))
        table = self._plan.tables[name]
        read = {n: self.value(n) for n in structure(self._plan).table_reads[name]}
        hit = table.decide([evaluate(c.tree, read) for c in table.table.inputs])
        return str(plain(hit.output[0])) if hit.output else None
