"""The engine in the browser is the case in Python: every prefix of every worked case, and generated ones."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from prodia.browser.compiled import compiled, value
from prodia.case import Case
from prodia.case.answers import settled
from prodia.case.log import stored
from prodia.case.structure import not_followed
from prodia.errors import ProdiaError, TypeMismatch
from prodia.language import plain
from prodia.model import events as ev
from prodia.model.plan import Plan
from prodia.model.protocol import NAMELESS
from tests.browser.quick import ENGINE, Browser, after, both, reason, told
from tests.case import given
from tests.case.measured import made, ready
from tests.case.test_series import BEGUN, PLAN
from tests.shipped import CATALOGUE

# A test behind a gate is not worked out in a browser: such a protocol has no page, and says so.
REFERENCES = sorted(r for r in CATALOGUE.references() if not not_followed(CATALOGUE.plan(r)))


ELSEWHERE = ("moved", "measured", "administered")


@pytest.fixture(scope="module")
def browsers() -> dict[str, Browser]:
    return {}


def browser_of(kept: dict[str, Browser], reference: str) -> Browser:
    if reference not in kept:
        kept[reference] = Browser(CATALOGUE.plan(reference))
    kept[reference].begin()
    return kept[reference]


def worked(reference: str) -> Iterator[tuple[str, list[ev.Recorded]]]:
    """Every worked case up to a move, since another version is another file, or to a series or a record of a
    test, which Python alone works out."""
    for id, one in CATALOGUE.cases(reference).items():
        events = [
            e.model_copy(update={"protocol": reference, "anyway": "een voorbeeld"})
            if e.kind == "opened"
            else e
            for e in one.events
        ]
        moved = next((n for n, e in enumerate(events) if e.kind in ELSEWHERE), len(events))
        yield id, events[:moved]


def compared(browser: Browser, cases: Iterable[tuple[str, list[ev.Recorded]]]) -> int:
    """Every prefix of these worked cases, once where many begin alike. Gives the number of comparisons."""
    seen: set[tuple[ev.Recorded, ...]] = set()
    for id, events in cases:
        browser.begin()
        case: Case | None = None
        for number, event in enumerate(events, 1):
            if tuple(events[:number]) in seen:
                case = Case.open(CATALOGUE, event) if case is None else case.record(event)
                browser.put(event)
                continue
            seen.add(tuple(events[:number]))
            case, python, javascript = both(browser, case, CATALOGUE, event)
            assert python == javascript, (id, number, event)
        assert case is not None
        later = case.state.day + dt.timedelta(days=800)
        assert told(case.on(later)) == browser.on(later.isoformat()), id
    return len(seen)


class TestWorkedCases:
    @pytest.mark.parametrize("reference", REFERENCES)
    def test_every_prefix(self, browsers: dict[str, Browser], reference: str) -> None:
        """Of half a dozen cases of each protocol; ``python -m tests.browser.whole`` takes all."""
        every = list(worked(reference))
        assert compared(browser_of(browsers, reference), every[:: len(every) // 6 + 1])

    def test_a_planted_fault_is_noticed(self) -> None:
        """Each of these faults in the engine makes some worked case of the first protocol differ."""
        reference = next(r for r in REFERENCES if r.startswith("lezen-spellen"))
        for right, wrong in (
            ("e.outcome !== proposed", "e.outcome === proposed"),
            ('judge === true ? "judgement"', 'judge === true ? "met"'),
            ("S.feeds.includes(name) && !matters(name)", "S.feeds.includes(name) && matters(name)"),
            ("required_before[step.phase] : []", "waits[step.phase] : []"),
            ("if (h.waiting !== null) return [", "if (h.waiting === 1) return ["),
            ("const once = unique(args);", "const once = args.slice(0, 1);"),
        ):
            assert right in ENGINE, right
            browser = Browser(CATALOGUE.plan(reference), ENGINE.replace(right, wrong, 1))
            assert any(differs(browser, events) for _, events in reversed([*worked(reference)])), right


class TestARedFlag:
    def test_it_overtakes_a_decision_of_before_it(self, browsers: dict[str, Browser]) -> None:
        """Calm, decided so, and a danger since: asked anew, in Python and in the browser alike."""
        browser, case = browser_of(browsers, "algemeen@1.1.0"), None
        said = {"on": "2026-12-07", "by": "clb-contact"}
        safe = [{"kind": "answered", "field": f, "value": "nee"} for f in ("gevaar_nu", "verontrusting")]
        decided = {"kind": "decided", "decision": "veiligheid", "person": "C", "reason": "verzonnen"}
        begin = {"kind": "opened", "mode": "consultative", "question": "Wat helpt?"}
        for event in (
            begin | {"protocol": "algemeen@1.1.0"},
            *safe,
            {"kind": "answered", "field": "signaal_arts", "value": "nee"},
            decided | {"outcome": "rustig-verder"},
            {"kind": "answered", "field": "gevaar_nu", "value": "ja"},
            decided | {"outcome": "rustig-verder"},
            {"kind": "answered", "field": "gevaar_nu", "value": "ja"},
        ):
            case, python, javascript = both(browser, case, CATALOGUE, ev.read_event(said | event))
            assert python == javascript, event
        assert case is not None
        assert {} == dict(case.state.decided)


def differs(browser: Browser, events: list[ev.Recorded]) -> bool:
    browser.begin()
    case = None
    for event in events:
        case, python, javascript = both(browser, case, CATALOGUE, event)
        if python != javascript:
            return True
    return False


# ---- generated cases


def some_answer(draw: random.Random, plan: Plan, field: str) -> dict[str, Any]:
    """An answer: near a figure that decides, anywhere, out of range, or none."""
    type = plan.fields[field].value_type
    if draw.random() < 0.12:
        return {"missing": draw.choice(["refused", "unknown", "not applicable"])}
    if type.kind == "truth":
        return {"value": draw.choice([True, False, True, False, "Ja", "neen", " WAAR", "onwaar", "x"])}
    if type.kind == "choice":
        return {"value": draw.choice([*type.options, *type.options, "anders"])}
    if type.kind == "date":
        return {"value": (dt.date(2020, 1, 1) + dt.timedelta(days=draw.randrange(2600))).isoformat()}
    if type.kind == "duration":
        return {"value": draw.choice(["P6M", "P1Y", "P10D", "P2Y3M", "P", "P1M1D", "-P3M"])}
    if type.kind == "text":
        return {"value": draw.choice(["iets", " ", "é"])}
    low, high = type.low if type.low is not None else 0.0, type.high if type.high is not None else 200.0
    figures = [float(c.is_) for c in plan.cutoffs.values()] or [10.0]
    near = draw.choice(figures) + draw.choice([-1, -0.1, 0, 0.1, 1])
    any_ = round(draw.uniform(low, high), draw.choice([0, 0, 1, 9]))
    return {"value": draw.choice([near, any_, any_, int(any_), high + 1, "12,5", "0.1", "7"])}


def some_event(draw: random.Random, case: Case, day: dt.date) -> dict[str, Any]:
    """Mostly what is needed now, sometimes anything that has the right form."""
    plan, state = case.plan, case.on(day)
    roles = list(plan.roles)
    base = {"on": day.isoformat(), "by": draw.choice(roles)}
    person = {"person": "M. Peeters", "reason": "omdat"}
    needs = state.needs
    if needs and draw.random() < 0.8:
        need = draw.choice(needs[:4])
        base["by"] = draw.choice(need.of) if need.of else base["by"]
        match need.kind:
            case "answer":
                return base | {"kind": "answered", "field": need.id} | some_answer(draw, plan, need.id)
            case "consent":
                given = draw.random() < 0.9
                return base | {"kind": "consented", "from": need.id, "given": given, "basis": "uitgelegd"}
            case "competence":
                return base | {"kind": "assessed", "competent": draw.random() < 0.5} | person
            case "hypothesis":
                hypothesis = draw.choice([*plan.hypotheses] or ["x"])
                return base | {"kind": "raised", "hypothesis": hypothesis, "if_so": "dan", "if_not": "anders"}
            case "judge":
                verdict = draw.choice(["met", "not met"])
                return base | {"kind": "judged", "criterion": need.id, "verdict": verdict} | person
            case "decide":
                outcome = draw.choice(list(plan.decisions[need.id].outcomes))
                return base | {"kind": "decided", "decision": need.id, "outcome": outcome} | person
            case "share":
                return base | {"kind": "shared", "audience": need.id, "with": "de ouders"}
            case _:
                return base | {"kind": "resumed"}
    field = draw.choice(list(plan.fields))
    wild: list[dict[str, Any]] = [
        {"kind": "answered", "field": field} | some_answer(draw, plan, field),
        {"kind": "answered", "field": field} | some_answer(draw, plan, field),
        {"kind": "withdrawn", "what": draw.choice([field, "consent"]), "reason": "toch niet"},
        {"kind": "raised", "hypothesis": draw.choice([*plan.hypotheses, "x"]), "if_so": "a", "if_not": "b"},
        {"kind": "dropped", "hypothesis": draw.choice([*plan.hypotheses, "x"]), "reason": "c"},
        {"kind": "judged", "criterion": draw.choice([*plan.criteria, "x"]), "verdict": "met"} | person,
        {"kind": "decided", "decision": draw.choice([*plan.decisions, "x"]), "outcome": "x"} | person,
        {"kind": "reopened", "phase": draw.choice([*plan.phases, "x"]), "reason": "d"},
        {"kind": "shared", "audience": draw.choice(["team", "parents", "school"]), "with": "e"},
        {"kind": "assessed", "competent": True} | person,
        {"kind": "consented", "from": draw.choice(roles), "given": True, "basis": "f"},
        {"kind": "switched", "mode": "compulsory", "born": "2015-03-01", "reason": "g"},
        {"kind": "paused", "waiting_for": "h"},
        {"kind": "resumed"},
        {"kind": "closed", "reason": "i"} if draw.random() < 0.2 else {"kind": "resumed"},
    ]
    return base | draw.choice(wild)


def drawn(reference: str, seed: int, length: int = 40) -> Iterator[tuple[dict[str, Any], Any]]:
    """The events of one generated case as they are stored, each with what Python says after it."""
    draw = random.Random(f"{reference} {seed}")
    plan = CATALOGUE.plan(reference)
    day = dt.date(2024, 9, 1) + dt.timedelta(days=draw.randrange(900))
    mode = draw.choice(["trajectory", "trajectory", "trajectory", "compulsory", *sorted(NAMELESS)])
    guides = [r for r, one in plan.roles.items() if one.side == "clb"]
    opening: dict[str, Any] = {
        "kind": "opened",
        "on": day.isoformat(),
        "by": draw.choice(guides if mode == "compulsory" else [*plan.roles]),
        "protocol": reference,
        "mode": mode,
        "question": "Wat is er aan de hand?",
    }
    if draw.random() < 0.8:  # also before the first day of the version
        opening["anyway"] = "een voorbeeld"
    if mode not in NAMELESS:
        opening["born"] = (day - dt.timedelta(days=draw.randrange(1200, 6800))).isoformat()
    event = ev.read_event(opening)
    case, said = after(None, CATALOGUE, event)
    yield stored(event), said
    for _ in range(1, length):
        if case is None:
            return
        day += dt.timedelta(days=draw.choice([0, 0, 0, 1, 7, 60]))
        event = ev.read_event(some_event(draw, case, day))
        case, said = after(case, CATALOGUE, event)
        yield stored(event), said


def generated(browser: Browser, reference: str, seed: int) -> int:
    """One generated case, compared after every event. Gives the number of comparisons."""
    browser.begin()
    count = 0
    for event, python in drawn(reference, seed):
        assert python == browser.step(event), (reference, seed, count, event)
        count += 1
    return count


class TestGeneratedCases:
    @pytest.mark.parametrize("reference", REFERENCES)
    def test_every_step(self, browsers: dict[str, Browser], reference: str) -> None:
        browser = browser_of(browsers, reference)
        for seed in range(3):
            generated(browser, reference, seed)


class TestSeries:
    """A series is asked for and never measured here: all is as in Python before the first measurement."""

    def test_every_step(self) -> None:
        known = {PLAN.reference: PLAN}
        browser, case, refused = Browser(PLAN), None, []
        browser.begin()
        events = (
            given.event("opened"),
            *BEGUN,
            given.answer("sinds", "2026-01-01"),
            given.answer("wpm", 20),
            given.event("answered", field="wpm", missing="unknown"),
            given.event("withdrawn", what="wpm", reason="toch wel"),
        )
        for one in events:
            case, python, javascript = both(browser, case, known, one)
            assert python == javascript, one
            refused += [python["refused"][0]] if "refused" in python else []
        assert ["PRD-X51"] == refused
        assert case is not None
        assert "answer:wpm" in {f"{need.kind}:{need.id}" for need in case.state.needs}


class TestTheErrorOfATest:
    READ, PART = "lezen-spellen@3.0.0", "pc_woordlezen"

    def test_the_bounds_of_a_score(self, browsers: dict[str, Browser]) -> None:
        """To the ninth decimal those of Python, from one end of the scale to the other."""
        browser, field = browser_of(browsers, self.READ), self.PART
        before, asked = next(
            (events[:n], event)
            for _, events in worked(self.READ)
            for n, event in enumerate(events)
            if event.kind == "answered" and event.field == field
        )
        case = Case.replay(CATALOGUE, before)
        for event in before:
            browser.put(event)
        for score in (0.0, 0.000001, 0.1, 2.5, 9.9, 10.0, 10.1, 15.0, 50.0, 84.13, 99.9, 99.999999, 100.0):
            event = asked.model_copy(update={"value": score})
            after, _ = case.record(event), browser.put(event)
            for end in ("low", "high", "low_80", "high_80"):
                if f"{field}.{end}" in case.plan.types:
                    expected = value(plain(after.state.value(f"{field}.{end}")))
                    assert expected == browser.value(f"{field}.{end}"), (score, end)

    def test_a_test_behind_a_gate_is_not_worked_out(self) -> None:
        with pytest.raises(ProdiaError) as refused:
            compiled(ready(made(administered={"withdrawn": {"then": "gate"}})))
        assert "PRD-X58" == refused.value.problem.code


class TestAnswers:
    RAW = (
        *(
            "12",
            "12.5",
            "12,5",
            "0.1",
            " 7 ",
            "-3",
            "1e3",
            "",
            " ",
            "ja",
            "Nee",
            "TRUE",
            "x",
            "nvt",
            "\u0661",
        ),
        *("P6M", "P1Y2M", "P10D", "-P3M", "P", "P1M1D", "2024-02-29", "2023-02-29", "2024-2-1", "9999-12-31"),
        *("0000-01-01", "0001-01-01", "123456789012345", "1234567890123456", "123456789012345.5"),
        *("123456789012.500000000", "0.123456789", "1234567890.123046875", "000000000000012.5"),
        *("1234567.123456789", 3, 3.25, True, 1e15, -1e14),
    )

    @pytest.mark.parametrize("reference", REFERENCES)
    def test_as_python_reads_them(self, browsers: dict[str, Browser], reference: str) -> None:
        plan, browser = CATALOGUE.plan(reference), browser_of(browsers, reference)
        for id, field in plan.fields.items():
            for raw in (*self.RAW, *field.options):
                try:
                    python: Any = {"value": value(settled(field, raw, name=id))}
                except TypeMismatch as error:
                    python = {"no": reason(error.problem)}
                assert python == browser.settled(id, raw), (id, raw)
