"""What is not needed can never change a proposal, whatever the other answers are."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.case import Case, State
from prodia.case.answers import settled
from prodia.case.outcomes import conditions, word, word_of
from prodia.case.records import Reply
from prodia.case.relevance import JUDGED, Reach, of_answer, said_by
from prodia.case.structure import structure
from prodia.language.analysis import reached
from prodia.model.plan import Plan
from tests.case.given import (
    CLEAR,
    CONSENTED,
    DAY,
    MEASURED,
    PLAN,
    PLANNED,
    answer,
    case,
    criterion,
    decision,
    event,
    field,
    plan,
    raw,
    step,
    told,
)
from tests.examples import examples

NUMBERS = (0, 5, 10, 12, 15, 20, 100)
TYPES: dict[str, tuple[dict[str, Any], tuple[Any, ...]]] = {
    "n": (field("number 0..100"), NUMBERS),
    "m": (field("number 0..30"), (0, 4, 5, 6, 30)),
    "t": (field("truth"), (True, False)),
    "u": (field("truth"), (True, False)),
    "c": (field("choice", options=["a", "b"]), ("a", "b")),
    "d": (field("date"), ("2026-01-01", "2026-06-01")),
}
ATOMS = ["n < 10", "n <= 15", "n between 5 and 12", "m >= 5", "t", "not(u)", "t and u", 'c = "a"', "som < 20"]
ATOMS += [
    "n < 10 or n > 15",
    "t = null",
    'd >= date("2026-03-01")',
    "lang",
    "n in (<5, [10..12])",
    "all(t, u, lang)",
]
DENSE = {"n": tuple(i / 2 for i in range(60)), "m": (0.0, 4.5, 5.0, 6.0, 30.0)}
WORDS = ["met", "not met", "judgement", "not assessable", "-", "-", "-"]


@pytest.mark.parametrize(
    ("values", "paths", "reach"),
    [
        ({1, 2}, {"s": {False}}, Reach(frozenset((None,)))),
        ({1, 2}, {"s": {False}, "t": {True}}, Reach(frozenset((1, 2)))),
        ({1, 2}, {"s": {True, False}}, Reach(frozenset((1, 2, None)), frozenset("s"))),
        ({1, 2}, {"s": None}, Reach(frozenset((1, 2, None)), frozenset("s"))),
        ({1, 2}, {"s": None, "t": {False}}, Reach(frozenset((1, 2, None)), frozenset("s"))),
        (None, {"s": {True}}, Reach(None)),
        (None, {"s": None}, Reach(None, frozenset("s"))),
    ],
)
def test_an_answer_comes_to_what_the_steps_that_ask_it_leave(
    values: set[Any] | None, paths: dict[str, set[Any] | None], reach: Reach
) -> None:
    given = {name: None if path is None else frozenset(path) for name, path in paths.items()}
    assert reach == of_answer(None if values is None else frozenset(values), given)


def test_what_a_rule_says_is_of_it_alone() -> None:
    assert said_by(PLAN, "ernst") and not said_by(PLAN, "pc")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A small protocol: criteria over answers, a table over those, a step that may not be taken."""
    atom = st.sampled_from(ATOMS)

    def condition() -> str:
        one, two = draw(atom), draw(atom)
        return draw(st.sampled_from([one, f"({one}) and ({two})", f"({one}) or ({two})"]))

    criteria = {}
    for name in ("k1", "k2", "k3"):
        if draw(st.booleans()):
            met = {"a": condition(), "b": condition()}
            criteria[name] = criterion(
                met, draw(st.sampled_from([None, {"a": condition(), "b": "false"}])), by="c"
            )
        else:
            criteria[name] = criterion(condition(), draw(st.one_of(st.none(), atom)))

    rows = [
        " | ".join(
            [*(draw(st.sampled_from(WORDS)) for _ in criteria), draw(st.sampled_from(["-", "< 10", "12"]))]
        )
        + f" | {draw(st.sampled_from(['ja', 'nee']))}"
        for _ in range(draw(st.integers(1, 5)))
    ]
    table = "\n".join(["k1 | k2 | k3 | n | -> uit", *rows])
    given_ = [o for o in ("ja", "nee") if any(row.endswith(o) for row in rows)]
    hit = draw(st.sampled_from(["first", "unique", "priority"]))
    steps = {
        "een": step("a", fields=["t", "c", "n"], decisions=["uit"], pupil=False),
        "twee": step("a", fields=["m", "u", "d"], pupil=False),
    }
    if draw(st.booleans()):
        steps["twee"]["when"] = draw(st.sampled_from(["t", 'c = "a"', "n < 10"]))
    return plan(
        raw(
            phases={"a": {"title": "a", "leads": "clb", "says": "s"}},
            consent=None,
            hypotheses={},
            fields={name: made for name, (made, _) in TYPES.items()},
            derived={
                "som": {"says": "s", "type": "number", "is": "n + m"},
                "lang": {"says": "s", "type": "truth", "is": "m >= 5 or u"},
            },
            criteria=criteria,
            decisions={
                "uit": decision([*given_, "niets"], table, hit=hit, otherwise={"uit": "niets"}),
                "rest": decision(["x", "y"], "d | -> r\nnull | x", otherwise={"r": "y"}),
            },
            steps=steps,
        )
    )


def state(made: Plan, answers: dict[str, Any]) -> State:
    past = Case.open({"proef@1.0.0": made}, event("opened"))._history
    replies = {f: reply(f, v) for f, v in answers.items()}
    return State(made, replace(past, replies=replies), DAY)


def reply(name: str, value: Any) -> Reply:
    return Reply(name, value, "unknown" if value is None else None, "clb", None, DAY, None, None, 1)


def some(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    one = {f: st.sampled_from([*TYPES[f][1], None]) for f in names}
    return st.fixed_dictionaries({}, optional=one)


class TestNotNeeded:
    """Sound: with the open answers unknown, flipping a question that is not needed changes no proposal."""

    @settings(max_examples=examples(100))
    @given(plans(), some(list(TYPES)), st.data())
    def test_sound(self, made: Plan, answers: dict[str, Any], data: st.DataObject) -> None:
        now = state(made, answers)
        spared = [n.field for n in now.not_needed]
        assert not set(spared) & {n.id for n in now.needs if n.kind == "answer"}
        open_ = [f for f in TYPES if f not in answers]
        for name in spared:
            others = answers | data.draw(some([f for f in open_ if f != name]))
            proposed = {
                outputs(state(made, others | {name: value}), spared) for value in (*TYPES[name][1], None)
            } | {outputs(state(made, others), spared)}
            assert 1 == len(proposed)

    @settings(max_examples=examples(60))
    @given(plans(), some(list(TYPES)), st.data())
    def test_none_of_them_together(self, made: Plan, answers: dict[str, Any], data: st.DataObject) -> None:
        now = state(made, answers)
        spared = [n.field for n in now.not_needed]
        filled = answers | data.draw(some(spared))
        assert outputs(now, spared) == outputs(state(made, filled), spared)

    def test_it_does_spare(self) -> None:
        """Not by asking everything: a settled verdict closes its questions."""
        now = case(*PLANNED, event("raised", hypothesis="h2"), answer("pc", 80), event("dropped"))
        assert {"graad", "weken"} == {n.field for n in now.state.not_needed}
        assert {"sinds"} == {n.id for n in now.state.needs if n.kind == "answer"}
        assert {"PRD-C91"} == {n.why.code for n in now.state.not_needed}

    def test_a_raised_hypothesis_still_asks(self) -> None:
        now = case(*CLEAR, event("raised"))
        assert {"pc", "graad"} <= {n.id for n in now.state.needs}

    def test_a_rejected_hypothesis_asks_no_more(self) -> None:
        """One criterion that is not met rejects it, whatever the others would say."""
        now = case(*CLEAR, event("raised"), answer("pc", 80))
        assert "rejected" == now.state.hypotheses["h1"].result
        assert {"graad", "weken"} <= {n.field for n in now.state.not_needed}

    def test_a_decision_that_is_not_taken_asks_nothing(self) -> None:
        steps = raw()["steps"]
        steps["besluiten"]["when"] = "helder"
        steps["nagaan"].pop("when")
        made = {"proef@1.0.0": plan(raw(steps=steps))}
        now = told(
            Case.open(made, event("opened")), *CONSENTED, answer("helder", False), answer("verhaal", "v")
        )
        now = told(now, event("raised", hypothesis="h2"))
        got = {n.field: n.why.code for n in now.state.not_needed}
        assert {"graad": "PRD-C88", "weken": "PRD-C88", "pc": "PRD-C93"} == got

    def test_reasons(self) -> None:
        decided = case(*MEASURED, event("decided"))
        assert () == decided.state.not_needed
        early = case(*CLEAR, event("raised", hypothesis="h2"))
        assert {"pc": "PRD-C93"} == {n.field: n.why.code for n in early.state.not_needed}


def outputs(now: State, spared: list[str]) -> tuple[Any, ...]:
    """The proposals that are still open in this state."""
    return tuple(now.proposal(d).outputs for d in now.plan.decisions if now.scope.is_open(d) or d == "uit")


class TestReach:
    """What a verdict can still become is what trying every answer gives."""

    @settings(max_examples=examples(60))
    @given(plans(), some(list(TYPES)))
    def test_as_tried(self, made: Plan, answers: dict[str, Any]) -> None:
        now = state(made, answers)
        for name, one in made.criteria.items():
            reads = structure(made).reads[name]
            if made.derived.keys() & reads:
                continue
            among = [now.scope.reach(n).values or self.every(made, n) for n in reads]
            words = {word_of(one, dict(zip(reads, v, strict=True))) for v in product(*among)}
            found = now.scope.reach(name)
            assert (words | JUDGED if "judgement" in words else words) == found.values
            assert found.matter <= set(reads)

    def every(self, made: Plan, name: str) -> frozenset[Any]:
        given = DENSE.get(name, TYPES[name][1])
        return frozenset({settled(made.fields[name], value, name=name) for value in given} | {None})


class TestVerdict:
    """What a criterion comes to is stated once: for a person, and with its branches for what is open."""

    @settings(max_examples=examples(100))
    @given(plans(), some(list(TYPES)))
    def test_conditions(self, made: Plan, answers: dict[str, Any]) -> None:
        now = state(made, answers)
        for name, one in made.criteria.items():
            values = now.read((*TYPES, "som", "lang"))
            fixed = [(n, (v if not hasattr(v, "name") else None,)) for n, v in values.items()]
            assert {word_of(one, values)} == reached(conditions(one), fixed, word).values
            assert now.verdict(name).machine == word_of(one, values)

    def test_what_turns(self) -> None:
        trees = conditions(PLAN.criteria["ernst"])
        assert {"pc"} == reached(trees, [("pc", (9.0, 12.0))], word).turning
        assert set() == reached(trees, [("pc", (1.0, 9.0))], word).turning
