"""What a plan says about itself that a case asks again and again, worked out once a plan."""

# A pure function of the plan, remembered by the identity of the (immutable) plan.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from prodia.frozen import dataclass
from prodia.language import names
from prodia.model.plan import Plan
from prodia.model.series import WHEN


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """``place`` numbers the phases; the others map a name to the steps or names it belongs to.

    ``below``: a phase with the phases inside it; ``waits``: the phases that must be done first;
    ``required_before``: the required ones before it, which no step about the pupil passes by.
    ``reads``: what a derived value or criterion reads, directly; ``gate_reads``: what the
    condition of a step reads; ``table_reads``: what a decision reads. ``rests_on``: the fields
    under a criterion; ``judged_on``: the criteria over a field. ``feeds``: the fields
    that something reads. ``alone``: the steps that matter of themselves; ``recording``: the
    phases in which something is recorded. ``about_nobody``: the criteria over answers that no step about a
    pupil asks, so that a person may judge them without consent. ``before_consent``: the steps that stand
    before the one in which consent is asked. ``urgent``: of a decision the outcomes that come before
    everything else, where it has any.
    """

    place: Mapping[str, int]
    phase_of: Mapping[str, str]
    below: Mapping[str, tuple[str, ...]]
    waits: Mapping[str, tuple[str, ...]]
    required_before: Mapping[str, tuple[str, ...]]
    asked_in: Mapping[str, tuple[str, ...]]
    decided_in: Mapping[str, tuple[str, ...]]
    shared_in: Mapping[str, tuple[str, ...]]
    hypothesise: tuple[str, ...]
    reads: Mapping[str, tuple[str, ...]]
    gate_reads: Mapping[str, tuple[str, ...]]
    table_reads: Mapping[str, tuple[str, ...]]
    rests_on: Mapping[str, frozenset[str]]
    judged_on: Mapping[str, tuple[str, ...]]
    feeds: frozenset[str]
    used_by: Mapping[str, tuple[str, ...]]
    steps_in: Mapping[str, tuple[str, ...]]
    alone: frozenset[str]
    recording: frozenset[str]
    about_nobody: frozenset[str]
    before_consent: frozenset[str]
    urgent: Mapping[str, tuple[str, ...]]

    def under(self, start: Iterable[str]) -> dict[str, None]:
        """Names and all that they rest on by what derived values and criteria read."""
        return closure(start, lambda name: self.reads.get(name, ()))

    def support(self, start: Iterable[str]) -> dict[str, None]:
        """The same, and what the conditions read of the steps in which the answers among them are asked."""

        def below(name: str) -> Iterator[str]:
            yield from self.reads.get(name, ())
            for step in self.asked_in.get(name, ()):
                yield from self.gate_reads.get(step, ())

        return closure(start, below)

    def _last(self, steps: Iterable[str]) -> int:
        return max((self.place[self.phase_of[s]] for s in steps), default=0)

    def decision_place(self, decision: str) -> int:
        """The number of the last phase in which a decision is taken."""
        return self._last(self.decided_in.get(decision, ()))

    def share_place(self, audience: str) -> int:
        return self._last(self.shared_in.get(audience, ()))

    def criterion_place(self, criterion: str) -> int:
        """The number of the last phase in which a criterion is fed or used."""
        asked = (s for f in self.rests_on.get(criterion, ()) for s in self.asked_in.get(f, ()))
        used = (s for d in self.used_by.get(criterion, ()) for s in self.decided_in.get(d, ()))
        return self._last((*asked, *used))


@lru_cache(maxsize=256)
def structure(plan: Plan) -> Structure:
    """The index of a plan."""
    asked, decided, shared = defaultdict(list), defaultdict(list), defaultdict(list)
    steps_in = defaultdict(list)
    for id, step in plan.steps.items():
        steps_in[step.phase].append(id)
        for f in step.fields:
            asked[f].append(id)
        for d in step.decisions:
            decided[d].append(id)
        for a in step.audiences:
            shared[a].append(id)
    reads = {name: plan.read_by(name) for name in (*plan.derived, *plan.criteria)}
    gates = {id: names(s.when.tree) for id, s in plan.steps.items() if s.when is not None}
    tables = {
        id: tuple(dict.fromkeys(n for column in table.table.inputs for n in names(column.tree)))
        for id, table in plan.tables.items()
    }
    every = (n for group in (reads, gates, tables) for found_names in group.values() for n in found_names)
    reads |= {name: plan.read_by(name) for name in dict.fromkeys(every) if plan.part(name) is not None}
    # an answer also reaches a decision by opening the step that asks another one
    through = reads | {f: tuple(n for s in where for n in gates.get(s, ())) for f, where in asked.items()}
    used = defaultdict(list)
    tables_on = {id: read for id, read in tables.items() if ("decisions", id) not in plan.off}
    for id, found_names in tables_on.items():
        for name in closure(found_names, lambda n: through.get(n, ())):
            used[name].append(id)
    hypotheses = [c for h in plan.hypotheses.values() for c in h.criteria]
    read = [n for group in (*gates.values(), *tables_on.values()) for n in group]
    feeds = closure(read + hypotheses, lambda n: reads.get(n, ()))
    # what a rule reads that is not in force on this day is not asked for its own sake
    feeding = frozenset(n for n in feeds if n in plan.fields)
    feeding = feeding if plan.undated is None else structure(plan.undated).feeds
    place = {p: i for i, p in enumerate(plan.phases)}
    around = {p: _around(plan, p) for p in plan.phases}
    below = {p: tuple(q for q in plan.phases if p in around[q]) for p in plan.phases}
    rests = {c: plan.reads(c) for c in plan.criteria}
    order = list(plan.steps)
    consents = [order.index(id) for id, s in plan.steps.items() if s.does == "consent"]
    required = [p for p, one in plan.phases.items() if one.required]
    return Structure(
        place=place,
        phase_of={id: s.phase for id, s in plan.steps.items()},
        below=below,
        waits={p: tuple(a for q in around[p] for a in plan.phases[q].after) for p in plan.phases},
        required_before={
            p: tuple(r for r in required if place[r] < place[p] and r not in around[p] and r not in below[p])
            for p in plan.phases
        },
        asked_in={k: tuple(v) for k, v in asked.items()},
        decided_in={k: tuple(v) for k, v in decided.items()},
        shared_in={k: tuple(v) for k, v in shared.items()},
        hypothesise=tuple(id for id, s in plan.steps.items() if s.does == "hypothesise"),
        reads=reads,
        gate_reads=gates,
        table_reads=tables,
        rests_on=rests,
        judged_on={f: tuple(c for c, own in rests.items() if f in own) for f in plan.fields},
        feeds=feeding,
        used_by={k: tuple(v) for k, v in used.items()},
        steps_in={k: tuple(v) for k, v in steps_in.items()},
        alone=frozenset(
            id
            for id, s in plan.steps.items()
            if s.decisions
            or s.audiences
            or s.does in ("consent", "hypothesise")
            or not feeding >= set(s.fields)
        ),
        recording=frozenset(
            s.phase
            for s in plan.steps.values()
            if s.fields or s.decisions or s.audiences or s.does == "hypothesise"
        ),
        before_consent=frozenset(order[: min(consents, default=0)]),
        urgent={
            d: flags
            for d, one in plan.decisions.items()
            if (flags := tuple(o for o, out in one.outcomes.items() if out.urgent))
        },
        about_nobody=frozenset(
            c
            for c, own in rests.items()
            if own and not any(plan.steps[s].pupil for f in own for s in asked[f])
        ),
    )


GATE = "step:"  # the condition of a step, as a name beside the others
TABLE = "table:"  # and what a decision comes to


@lru_cache(maxsize=256)
def readers(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """By name what reads it: values, criteria, conditions of steps; and by condition what its step asks."""
    known, found = structure(plan), dict[str, list[str]]()
    for name, read in known.reads.items():
        for one in read:
            found.setdefault(one, []).append(name)
    for id, step in plan.steps.items():
        for n in ("case.mode", *known.gate_reads.get(id, ())):
            found.setdefault(n, []).append(GATE + id)
        found.setdefault(GATE + id, []).extend(step.fields)
    return {name: tuple(own) for name, own in found.items()}


@lru_cache(maxsize=1 << 13)
def above(plan: Plan, name: str) -> frozenset[str]:
    """A name and everything that rests on it."""
    return frozenset(closure([name], lambda n: readers(plan).get(n, ())))


@lru_cache(maxsize=1 << 13)
def otherwise(plan: Plan, name: str) -> frozenset[str]:
    """A name and everything that may come out otherwise in a state when what is known of it does."""
    return frozenset(closure([name], lambda n: _otherwise(plan).get(n, ())))


@lru_cache(maxsize=256)
def _otherwise(plan: Plan) -> Mapping[str, Iterable[str]]:
    """What reads a name, what is read of it, the tables over it, and the answers that it may contradict or
    come too soon before."""
    found = {name: [*own] for name, own in readers(plan).items()}
    more: list[tuple[str, Iterable[str]]] = [
        (name, (TABLE + id,)) for id, read in structure(plan).table_reads.items() for name in read
    ]
    more += [(of[0], (name,)) for name in plan.types if (of := plan.part(name)) is not None]
    for rule in plan.ensure.values():
        more += [(name, rule.answers) for name in (*rule.answers, *names(rule.that.tree))]
    tests = {name: one.instrument for name, one in plan.fields.items() if one.administered is not None}
    more += [(name, [f for f, one in tests.items() if one == test]) for name, test in tests.items()]
    for name, after in more:
        found.setdefault(name, []).extend(after)
    return found


@lru_cache(maxsize=256)
def circles(plan: Plan) -> bool:
    """Does anything rest on itself?"""
    known = readers(plan)
    return any(name in above(plan, one) for name, own in known.items() for one in own)


def _around(plan: Plan, phase: str) -> tuple[str, ...]:
    """A phase and the phases it lies within, from the inside out."""
    found = [phase]
    up = plan.phases[phase].within
    while up is not None and up not in found:
        found.append(up)
        up = plan.phases[up].within
    return tuple(found)


def closure(start: Iterable[str], below: Callable[[str], Iterable[str]]) -> dict[str, None]:
    """The names reached from ``start``, themselves included, in the order they are met."""
    seen: dict[str, None] = {}
    todo = list(start)
    while todo:
        name = todo.pop()
        if name not in seen:
            seen[name] = None
            todo.extend(below(name))
    return seen


def not_followed(plan: Plan) -> tuple[str, ...]:
    """What the engine of the browser does not work out: tests behind a gate, what only a record says."""
    known = structure(plan)
    read = {n for of in (known.reads, known.table_reads, known.gate_reads) for ns in of.values() for n in ns}
    parts = (name for name in plan.types if name in read and plan.part(name) and not told_when(plan, name))
    of_scores = (name for name in parts if name.partition(".")[0] not in plan.series)
    of_records = (name for name in of_scores if not by_declared_error(plan, name))
    return tuple(dict.fromkeys((*of_records, *plan.gated)))


def by_declared_error(plan: Plan, name: str) -> bool:
    """Is it a bound of a score whose error the protocol declares, so that the score alone gives it?"""
    field, part = plan.part(name) or ("", "")
    return part in plan.bounds(field) and plan.fields[field].error is not None


def told_when(plan: Plan, name: str) -> bool:
    """Is it the day that an answer tells of, or the age then, which no record of a test says otherwise?"""
    field, part = plan.part(name) or ("", "")
    return part in WHEN and plan.fields[field].series is None and plan.fields[field].administered is None
