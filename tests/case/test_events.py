"""A case can be run and explained with public names alone, and a wrong use raises what is promised."""

from __future__ import annotations

import doctest
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prodia
import prodia.events
from prodia.case.gates import GATES
from prodia.case.log import stored
from prodia.events import Answered, Closed, Consented, Moved, Opened
from prodia.model import events as ev
from tests.case.given import MEASURED, PLAN, PLANNED, case, event
from tests.examples import examples
from tests.shipped import CATALOGUE

ON = {"on": "2026-09-01", "by": "clb"}
OPENED = {"kind": "opened", **ON, "protocol": "algemeen@1.0.0", "mode": "consultative", "question": "q"}
CLB = OPENED | {"by": "clb-contact"}


@pytest.fixture(name="catalogue", scope="module")
def _catalogue() -> prodia.Catalogue:
    return CATALOGUE


class TestNames:
    def test_every_class_is_public(self) -> None:
        assert {k.__name__ for k in ev.KINDS.values()} | {"Recorded"} == set(prodia.events.__all__)
        assert set(ev.KINDS.values()) - {Opened} == set(GATES)
        assert all(vars(getattr(prodia.events, name))["__doc__"] for name in prodia.events.__all__)
        assert all(kind == cls.__name__.lower() for kind, cls in ev.KINDS.items())

    @pytest.mark.parametrize(
        "name", ["events", "case.case", "case.trace", "store.casefile", "language.analysis", "case.outcomes"]
    )
    def test_the_examples_hold(self, name: str) -> None:
        assert 0 == doctest.testmod(import_module(f"prodia.{name}")).failed


class TestBothWays:
    """An event by its class and the same as a mapping are one."""

    @pytest.mark.parametrize("given", ["class", "mapping"])
    def test_open_and_record(self, catalogue: prodia.Catalogue, given: str) -> None:
        answer = {"field": "co_zorgwekkend", "value": False, "on": "2026-09-02", "by": "zorgteam"}
        first: Any = Opened(**{k: v for k, v in CLB.items() if k != "kind"}) if given == "class" else CLB
        second: Any = Answered(**answer) if given == "class" else {"kind": "answered"} | answer
        now = prodia.Case.open(catalogue, first).record(second)
        assert ["answer:co_aanpak_geprobeerd", "answer:co_zorg_blijft"] == [str(n) for n in now.state.needs]
        assert now == prodia.Case.replay(catalogue.plan, [CLB, {"kind": "answered"} | answer])

    def test_aliases(self) -> None:
        made = Consented(**ON, from_="ouders", given=True, basis="b")
        assert made == ev.read_event(
            {"kind": "consented", **ON, "from": "ouders", "given": True, "basis": "b"}
        )

    @pytest.mark.parametrize("value", [np.bool_(False), np.array(False)])
    def test_a_value_of_numpy_is_the_one_of_python(self, value: Any) -> None:
        made = Answered(**ON, field="co_zorgwekkend", value=value)
        assert made == Answered(**ON, field="co_zorgwekkend", value=False)


class TestSaid:
    """What an event lacks or has too much is said by the key it has to do with."""

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"on": "2026-09-01"}, "-> write one of these under «kind»: opened, switched,"),
            ({"kind": "answered", "xyz": 1}, "«answered» has a key that does not belong to it."),
            ({"kind": "judged"}, "«judged» wants on, by, person, criterion, verdict, reason."),
            ({"kind": "closed"}, "«closed» wants on, by, reason; and may have person."),
        ],
    )
    def test_said(self, catalogue: prodia.Catalogue, given: Any, says: str) -> None:
        whole = {"kind": "", **ON, "field": "x", "value": 1} if "xyz" in given else {}
        with pytest.raises(prodia.EventRefused) as refused:
            prodia.Case.open(catalogue, whole | given)
        assert says in str(refused.value)


class TestRefused:
    """:class:`prodia.EventRefused` and no other; it names the key and never what stood there."""

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            (CLB | {"protocol": "algemeen@9.9.9"}, "PRD-V19"),
            (CLB | {"protocol": "nergens@1.0.0"}, "PRD-V19"),
            ({k: v for k, v in CLB.items() if k != "protocol"}, "PRD-C85"),
            (CLB | {"kind": "opend"}, "PRD-C83"),
            (CLB | {"kind": ["opened"]}, "PRD-C83"),
            (CLB | {"mode": "geheim"}, "PRD-C85"),
            (CLB | {"v": 99}, "PRD-C84"),
            ({}, "PRD-C83"),
            (None, "PRD-C85"),
            ("opened", "PRD-C85"),
            ([CLB], "PRD-C85"),
            (Closed(**ON, reason="r"), "PRD-C01"),
        ],
    )
    def test_open(self, catalogue: prodia.Catalogue, given: Any, code: str) -> None:
        with pytest.raises(prodia.EventRefused) as refused:
            prodia.Case.open(catalogue, given)
        assert code == refused.value.problem.code
        assert "geheim" not in str(refused.value)

    @pytest.mark.parametrize("plans", ["catalogue", "method", "mapping"])
    def test_where_plans_come_from(self, catalogue: prodia.Catalogue, plans: str) -> None:
        """Unknown is refused whatever gives the plans, at the opening and at a move."""
        reference = "algemeen@1.0.0"
        ways: dict[str, Any] = {"catalogue": catalogue, "method": catalogue.plan}
        source: Any = ways | {"mapping": {reference: catalogue.plan(reference)}}
        with pytest.raises(prodia.EventRefused):
            prodia.Case.open(source[plans], CLB | {"protocol": "algemeen@9.9.9"})
        now = prodia.Case.open(source[plans], CLB)
        for to in ("algemeen@9.9.9", "nergens@1.0.0", reference):
            with pytest.raises(prodia.EventRefused) as refused:
                now.record(Moved(on="2026-09-02", by="clb-contact", to=to, reason="r"))
            assert ("answer:co_zorgwekkend" in refused.value.open) and 1 == len(now.events)

    @pytest.mark.parametrize(
        "given", [None, 3, [], {}, {"kind": "answered"}, {"kind": "answered", **ON, "field": 3, "value": 4}]
    )
    def test_record(self, given: Any) -> None:
        now = case()
        with pytest.raises(prodia.EventRefused) as refused:
            now.record(given)
        assert refused.value.open and refused.value.open == tuple(str(n) for n in now.state.needs)

    def test_nothing_to_replay(self) -> None:
        with pytest.raises(prodia.EventRefused) as refused:
            prodia.Case.replay({}, [])
        assert "PRD-C01" == refused.value.problem.code


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["clb", "school", "pc", "ernst", "label", "ja", "h1", "vraag", "consent", "proef@2.0.0"]),
    st.sampled_from(["2026-09-01", "9999-12-31", "0001-01-01", "2026-02-30", "parents"]),
    st.dates(),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.binary(max_size=3),
)
KINDS = ("switched", "consented", "withdrawn", "raised", "dropped", "judged", "assessed", "decided", "paused")
KINDS += ("reopened", "moved", "shared", "closed", "opened")
MANY = [stored(event(kind, **({"what": "helder"} if kind == "withdrawn" else {}))) for kind in KINDS]
MANY += [{"kind": "answered", **ON, "field": "pc", "value": 9}, {"kind": "resumed", **ON}]
BEGUN = (case(), case(*PLANNED), case(*MEASURED), case(*MEASURED, event("paused")), case(event("closed")))


class TestAnything:
    """Whatever is given as an event is recorded or refused; nothing else is raised."""

    @settings(max_examples=examples(150))
    @given(st.sampled_from(BEGUN), st.sampled_from(MANY), st.data())
    def test_recorded_or_refused(self, now: prodia.Case, whole: dict[str, Any], data: st.DataObject) -> None:
        keys = st.one_of(st.sampled_from(sorted(whole)), st.text(max_size=4))
        given_ = whole | data.draw(st.dictionaries(keys, JUNK, max_size=3))
        try:
            assert len(now.events) + 1 == len(now.record(given_).events)
        except prodia.EventRefused as refused:
            assert refused.problem.message("en")

    @given(st.one_of(JUNK, st.sampled_from(MANY)))
    def test_opened_or_refused(self, given_: Any) -> None:
        try:
            assert 1 == len(prodia.Case.open({PLAN.reference: PLAN}, given_).events)
        except prodia.EventRefused as refused:
            assert refused.problem.message("en")


class TestMadeByHand:
    """A misspelt field, a wrong type: our words with what was meant, never a parser's."""

    @pytest.mark.parametrize(
        ("fields", "says", "hint"),
        [
            ({"feild": "pc", "value": 3}, "«feild» does not belong to this event", "did you mean «field»?"),
            ({"field": "pc", "valeu": 3}, "«valeu» does not belong to this event", "did you mean «value»?"),
            ({"field": "pc", "value": [3]}, "«value» does not fit here", "«answered» wants on, by, field"),
            ({"field": "pc"}, "wants «value» or «missing», one of the two", "«answered» wants on, by, field"),
            ({"value": 3}, "«field» is missing", "«answered» wants on, by, field"),
            ({"field": "pc", "value": 3, "on": "1/9/2026"}, "«on» is no day like 2026-09-01", "«answered»"),
        ],
    )
    def test_said(self, fields: dict[str, Any], says: str, hint: str) -> None:
        with pytest.raises(prodia.EventRefused) as refused:
            Answered(**{**ON, **fields})
        problem = refused.value.problem
        assert "PRD-C85" == problem.code
        assert says in problem.message("en") and problem.hint("en").startswith(hint)
        assert refused.value.__cause__ is None and refused.value.__context__ is None
        assert "pydantic" not in str(refused.value) + problem.message("en") + problem.hint("en")

    def test_a_key_that_is_like_none_is_not_repeated(self) -> None:
        """It may be what is said of a pupil."""
        with pytest.raises(prodia.EventRefused) as refused:
            Answered(**ON, field="pc", value=3, **{"Jan Peeters, 12 jaar": 1})  # type: ignore[arg-type]
        assert "Jan" not in str(refused.value)

    def test_a_mapping_says_the_same(self) -> None:
        with pytest.raises(prodia.EventRefused) as refused:
            case().record({"kind": "answered", **ON, "feild": "pc", "value": 3})
        assert refused.value.problem.hint("en").startswith("did you mean «field»?")


class TestWhy:
    def test_a_decision_and_a_criterion(self) -> None:
        state = case().state
        decision, criterion = next(iter(PLAN.decisions)), next(iter(PLAN.criteria))
        made, judged = prodia.why(state, decision), prodia.why(state, criterion)
        assert state.proposal(decision) == getattr(made, "proposal", None)
        assert state.verdict(criterion) == getattr(judged, "verdict", None)

    def test_why_not(self) -> None:
        rules = prodia.why_not(case().state, "label", "ja")
        assert rules and all(cell.holds is not True for rule in rules for cell in rule.fails)

    @pytest.mark.parametrize(
        ("ask", "code"),
        [
            (lambda s: prodia.why(s, "labl"), "PRD-C60"),
            (lambda s: prodia.why_not(s, "labl", "ja"), "PRD-C60"),
            (lambda s: prodia.why_not(s, "label", "jaa"), "PRD-C61"),
        ],
    )
    def test_unknown_names(self, ask: Any, code: str) -> None:
        with pytest.raises(prodia.ProdiaError) as wrong:
            ask(case().state)
        assert (code == wrong.value.problem.code and "«label»" in str(wrong.value)) or "«ja»" in str(
            wrong.value
        )


def test_the_events_of_the_tests_are_the_public_ones() -> None:
    assert isinstance(event("opened"), Opened)
