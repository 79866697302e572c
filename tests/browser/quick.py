"""The engine of the walkthrough run by QuickJS beside Python: the same events, and what each says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import prodia
from prodia.browser.compiled import compiled, value
from prodia.case import Case, State
from prodia.case.log import stored
from prodia.errors import EventRefused
from prodia.language.javascript import runtime
from prodia.model import events as ev
from prodia.model.plan import Plan
from prodia.problems import Problem
from prodia.telling.plain import same

quickjs = pytest.importorskip("quickjs", reason="quickjs is not installed: the browser's engine is not run")

ENGINE = (Path(prodia.__file__).parent / "browser" / "engine.js").read_text("utf-8")
# What is told of a state, in one order of keys.
TOLD = """
const told = now => JSON.stringify({
  phase: now.phase(), needs: now.needs(), not_needed: now.notNeeded(), consent: now.consent(),
  verdicts: Object.fromEntries(Object.keys(plan.criteria).map(c => {
    const v = now.verdict(c); return [c, [v.word, v.machine]] })),
  proposals: Object.fromEntries(Object.keys(plan.decisions).map(d => [d, now.proposal(d)])),
  steps: Object.fromEntries(Object.keys(plan.steps).map(s => [s, now.step(s)])),
  derived: Object.fromEntries(Object.keys(plan.derived).map(d => [d, now.value(d)])),
  hypotheses: now.hypotheses(),
  decided: Object.fromEntries(
    Object.entries(now.decided).map(([d, o]) => [d, [o.outcome, o.proposed, o.departs]])),
  contradictions: now.contradictions().map(c => [c.rule, c.answers]),
  warnings: now.warnings(),
  closed: now.history.closed, paused: now.history.waiting !== null, round: now.history.round,
});
let stack = [];
const put = text => { const of = stack[stack.length - 1], event = JSON.parse(text);
  stack.push(of ? engine_.record(of, event) : engine_.open(event)); };
const step = text => {
  const event = JSON.parse(text), of = stack[stack.length - 1];
  const next = of ? engine_.record(of, event) : engine_.open(event);
  if (next.refused) return JSON.stringify({ refused: next.refused });
  stack.push(next);
  return told(next.state);
};
const on = day => told(engine_.state(stack[stack.length - 1].history, engine_.days(day)));
const settle = (field, raw) => JSON.stringify(engine_.settled(plan.fields[field], JSON.parse(raw), field));
"""
LOOSE = {"nearest"}  # a guess at what was meant: the screens offer only what there is


def script(plan: Plan, engine: str = ENGINE) -> str:
    """The engine on one plan, with what tells of a state, for any JavaScript."""
    made = f"const plan = {json.dumps(compiled(plan))}; const engine_ = engine(P, plan);"
    return "\n".join((runtime(), engine.replace('"use strict";', "", 1), made, TOLD))


class Browser:
    """The engine on one plan. ``begin`` forgets the case; ``step`` records an event."""

    def __init__(self, plan: Plan, engine: str = ENGINE) -> None:
        self.plan = plan
        self._js = quickjs.Context()
        self._js.eval(script(plan, engine))
        self._step, self._put, self._on, self._settle = (
            self._js.eval(n) for n in ("step", "put", "on", "settle")
        )

    def begin(self) -> None:
        self._js.eval("stack = []")

    def step(self, event: dict[str, Any]) -> Any:
        return json.loads(self._step(json.dumps(event)))

    def put(self, event: ev.Recorded) -> None:
        """An event that is known not to be refused, without a word about the state after it."""
        self._put(json.dumps(stored(event)))

    def on(self, day: str) -> Any:
        return json.loads(self._on(day))

    def value(self, name: str) -> Any:
        """A value as the state of the case sees it."""
        return json.loads(
            self._js.eval(f"JSON.stringify(stack[stack.length - 1].state.value({json.dumps(name)}))")
        )

    def settled(self, field: str, raw: Any) -> Any:
        return json.loads(self._settle(field, json.dumps(raw)))


def reason(why: Problem | None) -> Any:
    """A reason as the engine gives it."""
    if why is None:
        return None
    slots = {
        name: one if isinstance(one, str) else {"nl": one.nl, "en": one.en}
        for name, one in why.args
        if name not in LOOSE
    }
    return [why.code, slots]


def told(now: State) -> Any:
    """What Python says of a state, as the engine says it."""
    return json.loads(
        json.dumps(
            {
                "phase": now.phase,
                "needs": [same(n, "kind id of step") | {"why": reason(n.why)} for n in now.needs],
                "not_needed": [{"field": n.field, "why": reason(n.why)} for n in now.not_needed],
                "consent": same(now.consent, "status role outcome"),
                "verdicts": {id: [one.word, one.machine] for id, one in now.verdicts.items()},
                "proposals": {
                    id: same(one, "outcome rules otherwise missing")
                    | {"outputs": [[name, value(each)] for name, each in one.outputs]}
                    for id, one in now.proposals.items()
                },
                "steps": {id: {"status": s.status, "why": reason(s.why)} for id, s in now.steps.items()},
                "derived": {id: value(one) for id, one in now.derived.items()},
                "hypotheses": {id: one.result for id, one in now.hypotheses.items()},
                "decided": {id: [d.outcome, d.proposed, d.departs] for id, d in now.decided.items()},
                "contradictions": [[one.rule, one.answers] for one in now.contradictions],
                "warnings": [reason(one) for one in now.warnings],
                **same(now, "closed paused round"),
            }
        )
    )


def after(case: Case | None, plans: Any, event: ev.Recorded) -> tuple[Case | None, Any]:
    """The case after an event (the same, if it was refused), and what Python says of it."""
    try:
        case = Case.open(plans, event) if case is None else case.record(event)
        return case, told(case.state)
    except EventRefused as refused:
        return case, {"refused": reason(refused.problem)}


def both(browser: Browser, case: Case | None, plans: Any, event: ev.Recorded) -> tuple[Case | None, Any, Any]:
    """The case after an event, and what Python and the browser say."""
    case, python = after(case, plans, event)
    return case, python, browser.step(stored(event))
