"""Someone who wants the shipped protocols to go wrong: past a gate, to a decision nobody took, or to a
question left out that did matter. Random with a fixed seed, bounded, and with a control that must fail."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from prodia.case import Case, State
from prodia.case.log import dump
from prodia.case.records import ConsentRecord, Raised, Reply
from prodia.case.structure import structure
from prodia.errors import CaseFileError, EventRefused
from prodia.language import Literal, Tree, walk
from prodia.model import events as ev
from prodia.model.events import read_event
from prodia.model.plan import Plan
from tests.shipped import CATALOGUE

PROTOCOLS = ("algemeen", "lezen-spellen")
DAY = dt.date(2026, 9, 1)
DATES = ("2025-01-01", "2026-01-15", "2026-03-01", "2026-06-01", "2026-09-01")


@pytest.fixture(scope="module", params=PROTOCOLS)
def plan(request: pytest.FixtureRequest) -> Plan:
    return CATALOGUE.plan(CATALOGUE.in_force(DAY)[request.param])


def constants(plan: Plan) -> list[float]:
    """Every number that a condition or a table compares with."""

    def trees() -> Iterator[Tree]:
        yield from (s.when.tree for s in plan.steps.values() if s.when)
        yield from (d.is_.tree for d in plan.derived.values())
        yield from (c.tree for one in plan.criteria.values() for _, c in one.conditions())
        yield from (cell for t in plan.tables.values() for rule in t.table.rules for cell in rule.when)

    nodes = (node for tree in trees() for node in walk(tree))
    return sorted({n.value for n in nodes if isinstance(n, Literal) and isinstance(n.value, float)})


class Chance:
    """Random answers of the right type, most of them at a cut-off or beside it."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.plan, self.random = plan, random.Random(seed)
        near = [x + d for x in constants(plan) for d in (0.0, -1.0, 1.0, -0.5, 0.5)]
        self.numbers = [*near, 0.0, 1.0, 9.0, 10.0, 11.0, 15.0, 16.0, 50.0, 100.0]

    def happens(self, chance: float) -> bool:
        return self.random.random() < chance

    def value(self, field: str) -> Any:
        type = self.plan.fields[field].value_type
        if type.kind == "truth":
            return self.happens(0.5)
        if type.kind == "number":
            return self.random.choice([x for x in self.numbers if type.admits(x)])
        if type.kind == "duration":
            return self.random.choice(("P1M", "P6M", "P18M") if type.unit == "months" else ("P10D", "P90D"))
        if type.kind == "date":
            return self.random.choice(DATES)
        return self.random.choice(type.options or ("woorden",))

    def every(self, field: str) -> list[Any]:
        """Some values of a field that together tell apart what may be told apart, and none."""
        type = self.plan.fields[field].value_type
        few = [True, False] if type.kind == "truth" else list(type.options)
        return [None, *(few or [self.value(field) for _ in range(5)])]


def reply(field: str, value: Any) -> Reply:
    return Reply(field, value, "unknown" if value is None else None, "clb", None, DAY, None, None, 1)


def answered(state: State, answers: dict[str, Any]) -> State:
    replies = {f: reply(f, v) for f, v in answers.items()}
    return State(state.plan, replace(state.history, replies=replies), state.day)


def comes_to(state: State, decisions: list[str]) -> tuple[Any, ...]:
    kept = [(h, one.result) for h, one in state.hypotheses.items()]
    return (*((d, state.proposal(d).outputs) for d in decisions), *kept)


def opened(plan: Plan, mode: str = "trajectory", born: str = "2016-05-01") -> Case:
    by = next(id for id, role in plan.roles.items() if role.side == "clb")
    data = {"kind": "opened", "on": DAY.isoformat(), "by": by, "protocol": plan.reference, "mode": mode}
    known = {} if mode == "consultative" else {"born": born}
    return Case.open({plan.reference: plan}, read_event({**data, "question": "v", **known}))


class TestNotNeeded:
    """A question the shipped protocols leave out never changes what they come to."""

    STATES = 50

    def test_it_changes_nothing(self, plan: Plan) -> None:
        chance, spared, turned = Chance(plan, 7), 0, 0
        fields = list(plan.fields)
        for _ in range(self.STATES):
            now = opened(plan, born=chance.random.choice(("2011-01-01", "2014-09-01", "2018-05-01"))).state
            consents = {r: ConsentRecord(r, True, "b", DAY, 1) for r in plan.roles if chance.happens(0.8)}
            raised = [h for h in plan.hypotheses if chance.happens(0.4)]
            notes = {h: Raised(h, "a", "b", DAY, 1) for h in raised}
            now = State(plan, replace(now.history, raised=notes, consents=consents), DAY)
            known = chance.random.choice((0.1, 0.3, 0.5, 0.7, 0.9))
            answers = {f: chance.value(f) for f in fields if chance.happens(known)}
            now = answered(now, answers)
            decisions = [d for d in plan.decisions if now.scope.is_open(d)]
            left_out = [n.field for n in now.not_needed]
            for name in chance.random.sample(left_out, min(3, len(left_out))):
                open_ = [f for f in fields if f not in answers and f != name]
                others = answers | {f: chance.value(f) for f in open_ if chance.happens(0.4)}
                found = {comes_to(answered(now, others), decisions)}
                found |= {comes_to(answered(now, others | {name: v}), decisions) for v in chance.every(name)}
                assert 1 == len(found), (name, answers, others)
                spared += 1
            filled = answers | {f: chance.value(f) for f in left_out}
            assert comes_to(now, decisions) == comes_to(answered(now, filled), decisions)
            others = [f for f in fields if f not in answers and f not in left_out]
            for name in chance.random.sample(others, min(3, len(others))):
                whole = answers | {f: chance.value(f) for f in others}
                ways = {comes_to(answered(now, whole | {name: v}), decisions) for v in chance.every(name)}
                turned += len(ways) > 1
        assert spared > 20
        assert turned > 20  # the control: other questions do change something, seen in the same way


class Adversary:
    """Sends any event at all, and now and then the one that is asked for."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.plan, self.chance = plan, Chance(plan, seed)

    def attempts(self, state: State) -> dict[str, Any]:
        plan, pick = self.plan, self.chance.random.choice
        needs = state.needs
        if needs and self.chance.happens(0.6):
            return self.asked_for(state, pick(needs[:3]))
        kind = pick(list(MADE))
        made: dict[str, Any] = {name: one(plan, pick) for name, one in MADE[kind].items()}
        if kind == "answered":
            made["value"] = self.chance.value(made["field"]) if made["field"] in plan.fields else 1
        return {"kind": kind, "by": pick(list(plan.roles)), "person": "P", **made}

    def asked_for(self, state: State, need: Any) -> dict[str, Any]:
        by = need.of[0] if need.of else next(iter(self.plan.roles))
        base = {"by": by, "person": "P"}
        match need.kind:
            case "answer":
                return base | {"kind": "answered", "field": need.id, "value": self.chance.value(need.id)}
            case "consent":
                return base | {"kind": "consented", "from": need.id, "given": True, "basis": "b"}
            case "competence":
                judge = self.plan.consent.judges[0] if self.plan.consent else by
                return base | {"kind": "assessed", "by": judge, "competent": True, "reason": "r"}
            case "hypothesis":
                chosen = self.chance.random.choice([*self.plan.hypotheses, "x"])
                return base | {"kind": "raised", "hypothesis": chosen, "if_so": "a", "if_not": "b"}
            case "judge":
                judges = self.plan.criteria[need.id].judges
                told = {"kind": "judged", "by": judges[0], "criterion": need.id, "verdict": "met"}
                return base | told | {"reason": "r"}
            case "decide":
                decision = self.plan.decisions[need.id]
                outcome = self.chance.random.choice(list(decision.outcomes))
                told = {"kind": "decided", "by": decision.by[0], "decision": need.id, "outcome": outcome}
                return base | told | {"reason": "r"}
            case "share":
                return base | {"kind": "shared", "audience": need.id, "with": "w"}
        return base | {"kind": "resumed"}


def words(text: str) -> Any:
    return lambda plan, pick: text


MADE: dict[str, dict[str, Any]] = {
    "answered": {"field": lambda p, pick: pick([*p.fields, "x"])},
    "consented": {
        "from": lambda p, pick: pick(list(p.roles)),
        "given": lambda p, pick: pick((True, False)),
        "basis": words("b"),
    },
    "assessed": {"competent": lambda p, pick: pick((True, False)), "reason": words("r")},
    "withdrawn": {"what": lambda p, pick: pick(["consent", *p.fields]), "reason": words("r")},
    "raised": {
        "hypothesis": lambda p, pick: pick([*p.hypotheses, "x"]),
        "if_so": words("a"),
        "if_not": words("b"),
    },
    "dropped": {"hypothesis": lambda p, pick: pick([*p.hypotheses, "x"]), "reason": words("r")},
    "judged": {
        "criterion": lambda p, pick: pick([*p.criteria, "x"]),
        "verdict": words("met"),
        "reason": words("r"),
    },
    "decided": {
        "decision": lambda p, pick: pick(list(p.decisions)),
        "outcome": lambda p, pick: pick([o for d in p.decisions.values() for o in d.outcomes]),
        "reason": words("r"),
    },
    "reopened": {"phase": lambda p, pick: pick(list(p.phases)), "reason": words("r")},
    "shared": {"audience": lambda p, pick: pick(("team", "parents", "school")), "with": words("w")},
    "switched": {"mode": words("trajectory"), "born": words("2016-05-01"), "reason": words("r")},
}


def gates(case: Case, event: ev.Recorded) -> Iterator[str]:
    """What must hold of an event that was let through, said from the plan and the log alone."""
    plan, state = case.plan, case.on(event.on)
    known = structure(plan)
    if isinstance(event, ev.Decided):
        steps = [plan.steps[s] for s in known.decided_in.get(event.decision, ())]
        if event.by not in plan.decisions[event.decision].by:
            yield "decided by a role that may not"
        if not (event.person.strip() and event.reason.strip()):
            yield "decided by nobody, or without a reason"
        if not any(state.mode in s.modes for s in steps):
            yield "decided in another kind of guidance"
        if all(s.pupil for s in steps):
            yield from _about_the_pupil(case, state, [s.phase for s in steps])
    elif isinstance(event, ev.Answered):
        steps = [plan.steps[s] for s in known.asked_in[event.field]]
        if all(s.pupil for s in steps):
            yield from _about_the_pupil(case, state, [s.phase for s in steps])
        if plan.fields[event.field].instrument and not state.history.raised:
            yield "an instrument before a hypothesis"
    elif isinstance(event, ev.Judged) and event.by not in plan.criteria[event.criterion].judges:
        yield "judged by a role that may not"
    elif isinstance(event, ev.Assessed) and plan.consent and event.by not in plan.consent.judges:
        yield "competence judged by a role that may not"


def _about_the_pupil(case: Case, state: State, phases: list[str]) -> Iterator[str]:
    plan = case.plan
    if state.mode == "consultative":
        yield "about a pupil while thinking along"
    if plan.consent and state.mode == "trajectory":
        age = state.age_years or 0
        outcome = state.proposal(plan.consent.decision).outcome
        wanted = plan.consent.who.get(outcome or "")
        yes = [e for e in case.events if isinstance(e, ev.Consented) and e.from_ == wanted]
        if wanted != "nobody" and not (yes and yes[-1].given):
            yield f"no consent of {wanted} at {age}"
    place = list(plan.phases)
    required = [p for p, one in plan.phases.items() if one.required]
    for phase in required:
        inside = known_below(plan, phase)
        later = [p for p in phases if place.index(p) > place.index(phase) and p not in inside]
        if len(later) == len(phases) and not state.phase_done(phase):
            yield f"past the required phase {phase}"


def known_below(plan: Plan, phase: str) -> tuple[str, ...]:
    return structure(plan).below[phase]


class TestGates:
    """No order of events gets past consent, strategy, hypothesis or role; only people decide."""

    WALKS, STEPS = 12, 60

    @pytest.mark.parametrize("mode", ["trajectory", "consultative"])
    def test_none_is_passed(self, plan: Plan, mode: str) -> None:
        kinds: set[str] = set()
        for seed in range(self.WALKS):
            adversary = Adversary(plan, seed)
            case = opened(plan, mode, born=adversary.chance.random.choice(("2014-09-02", "2016-02-29")))
            day = DAY
            for _ in range(self.STEPS):
                day += dt.timedelta(days=adversary.chance.random.choice((0, 0, 0, 1, 30)))
                data = adversary.attempts(case.on(day)) | {"on": day.isoformat()}
                if mode == "consultative" and data["kind"] == "switched":
                    continue
                try:
                    event = read_event(data)
                    after = case.record(event)
                except (EventRefused, CaseFileError):
                    continue
                assert [] == list(gates(case, event)), data
                kinds.add(event.kind)  # type: ignore[attr-defined]
                case = after
                decided = {e.decision for e in case.events if isinstance(e, ev.Decided)}
                assert set(case.state.decided) <= decided
            if mode == "consultative":
                assert '"born"' not in dump(case)
                assert '"pupil"' not in dump(case)
                assert "consented" not in {e.kind for e in case.events}  # type: ignore[attr-defined]
        assert {"answered", "decided"} <= kinds or mode == "consultative"

    def test_a_passed_gate_is_seen(self, plan: Plan) -> None:
        """Negative control: events that were never open are all found out."""
        now, found = opened(plan), set()
        for decision, one in plan.decisions.items():
            if structure(plan).decided_in.get(decision):
                outcome = next(iter(one.outcomes))
                words = {"decision": decision, "outcome": outcome, "person": "P", "reason": "r"}
                found |= set(gates(now, ev.Decided(on=DAY, by=one.by[0], **words)))
        assert any("consent" in f for f in found)
        assert any("required" in f for f in found)

    @pytest.mark.parametrize("gone", ["person", "reason", "by", "outcome"])
    @pytest.mark.parametrize("value", [None, "", "  ", 1, ["x"], True])
    def test_a_decision_needs_a_person_and_a_reason(self, gone: str, value: Any) -> None:
        data = {"kind": "decided", "on": "2026-09-01", "by": "clb", "decision": "d", "outcome": "o"}
        with pytest.raises(CaseFileError):
            read_event({**data, "person": "P", "reason": "r", gone: value})

    @pytest.mark.parametrize("key", ["pupil", "born", "person_of_pupil", "name", "insz"])
    def test_thinking_along_has_no_place_for_a_pupil(self, plan: Plan, key: str) -> None:
        opens = {"kind": "opened", "on": "2026-09-01", "by": "x", "protocol": plan.reference}
        with pytest.raises(CaseFileError):
            read_event({**opens, "mode": "consultative", "question": "v", key: "2016-05-01"})
