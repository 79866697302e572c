"""A test answers a field: by its items, its raw score or as printed; the record says how it was made."""

from __future__ import annotations

from typing import Any, get_args

import pytest

import prodia
from prodia.case import Case
from prodia.case.trace import VerdictTrace, Why
from prodia.checks.protocol import proofs, resolve
from prodia.language import Missing
from prodia.model.events import Recorded
from prodia.model.instrument import MissingAnswers
from prodia.model.protocol import Protocol
from prodia.model.tested import ScoreRecord, Then
from prodia.scoring.normal import phi
from prodia.telling import to_text
from tests.case.given import SOURCE, answer
from tests.case.measured import ITEMS, NORMS, begun, given, known, made, measures, ready

PLAN = ready(made())


def record(*events: Recorded, of: Any = PLAN) -> ScoreRecord:
    return begun(of, *events).state.records["test"]


class TestTheRecord:
    """Each of the three ways leaves a record: instrument and norms with version and digest, age, interval."""

    def test_items_are_scored_by_the_key_and_raw_scores_by_the_norms(self) -> None:
        key = prodia.scoring_key(measures(), "woordenstroom", norms=[NORMS])
        score = key.score(ITEMS, prodia.Person(grade="3"))["woorden"]
        by_items, by_raw = record(given()), record(given(raw=22))
        assert score.on("percentile") == pytest.approx(by_items.value, abs=1e-9)
        assert ("items", 3, 0, "refuse") == (
            by_items.way,
            by_items.items,
            by_items.empty,
            by_items.missing_rule,
        )
        same = {"way", "items", "empty", "missing_rule"}
        assert by_items.model_dump(exclude=same) == by_raw.model_dump(exclude=same)
        assert (key.digest, NORMS) == (by_items.digest, by_items.norms)
        assert (123.0, "calendar") == (by_items.age_months, by_items.age_convention)

    def test_the_interval_is_that_of_the_norms(self) -> None:
        found = record(given(raw=22))
        t = [100 * phi((bound - 50) / 10) for bound in _interval()]
        assert t == pytest.approx([found.low, found.high], abs=1e-9)
        assert ("true SEE", "T", 0.95) == (found.interval, found.interval_on, found.level)

    def test_a_printed_score_knows_what_the_paper_says(self) -> None:
        interval = {"low": 5, "high": 14, "level": 0.9, "interval": "observed"}
        found = record(given(value=8, norms="handleiding 2019", **interval))
        assert ("printed", 8.0, 5.0, 14.0) == (found.way, found.value, found.low, found.high)
        assert (None, None) == (found.norms_digest, found.year)
        by_answer = begun(PLAN, answer("test", 8, measured="2026-08-25", norms="handleiding 2019")).state
        assert ("printed", 8.0) == (by_answer.records["test"].way, by_answer.value("test"))

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"raw": 22.5}, "PRD-N37"),
            ({"raw": 61}, "PRD-N37"),
            ({"value": 8, "low": -1, "high": 14}, "PRD-C32"),
            ({"value": 8, "low": float("nan"), "high": 14}, "PRD-C85"),
            ({"value": 8, "low": 14, "high": 5}, "PRD-C85"),
        ],
    )
    def test_what_can_not_stand_on_the_form_is_refused(self, said: dict[str, Any], code: str) -> None:
        more = {"norms": "handleiding 2019", "level": 0.9, "interval": "observed"} if "low" in said else {}
        with pytest.raises(prodia.ProdiaError, match=code):
            begun(PLAN, given(**said, **more).model_dump(exclude_none=True, by_alias=True))

    def test_an_empty_item_gives_no_score_and_says_why(self) -> None:
        now = begun(PLAN, given(items={"reeks_1": 4}))
        found = now.state.records["test"]
        assert (None, "PRD-M01", 2) == (found.value, found.reason and found.reason.code, found.empty)
        assert "not assessable" == now.state.verdict("laag").word

    def test_it_stays_with_the_event(self) -> None:
        """A case is told the same where the norms are not: what came of the test was pinned."""
        now = begun(PLAN, given())
        away = Case.replay({"proef@1.0.0": _without_norms()}, now.events)
        assert now.state.records == away.state.records
        assert "<score of woordenstroom@1.0.0>" == repr(now.state.records["test"])

    def test_a_record_that_does_not_agree_is_refused(self) -> None:
        good = given().model_copy(update={"record": record(given())})
        assert record(good) == record(given())
        wrong = good.model_copy(update={"record": record(given()).model_copy(update={"value": 1.0})})
        with pytest.raises(prodia.EventRefused) as refused:
            begun(PLAN, wrong)
        assert "PRD-N38" == refused.value.problem.code


def _interval() -> tuple[float, float]:
    score = prodia.scoring_key(measures(), "woordenstroom", norms=[NORMS]).score(
        ITEMS, prodia.Person(grade="3")
    )
    found = score["woorden"].interval
    assert found is not None
    return found.low, found.high


def _without_norms() -> Any:
    from dataclasses import replace

    return replace(PLAN, shared=replace(PLAN.shared, measures=None))


class TestWhatIsRead:
    def test_parts_of_a_score(self) -> None:
        state = begun(PLAN, given()).state
        found = state.records["test"]
        for part in ("raw", "percentile", "low", "high", "age_months"):
            assert getattr(found, part) == state.value(f"test.{part}")
        assert "2026-08-25" == str(state.value("test.day")) and 0.0 == state.value("test.empty")

    def test_nothing_is_read_before_the_test(self) -> None:
        assert {Missing.NOT_ASKED} == {
            begun(PLAN).state.value(f"test{x}") for x in ("", ".low", ".raw", ".day")
        }

    def test_a_printed_score_without_an_interval_has_no_bounds(self) -> None:
        state = begun(PLAN, given(value=8)).state
        assert (8.0, Missing.UNKNOWN, Missing.UNKNOWN) == tuple(
            state.value(f"test{x}") for x in ("", ".low", ".raw")
        )

    @pytest.mark.parametrize(("interval", "known"), [("observed", True), ("retest", False)])
    def test_a_bound_of_another_chance_is_one_of_the_true_score(self, interval: str, known: bool) -> None:
        """Where a second score would lie says nothing of it."""
        of = ready(made({"how": "probability", "at_least": 0.95}))
        said = {"value": 8, "low": 5, "high": 14, "level": 0.9, "interval": interval}
        state = begun(of, given(**said)).state
        parts = [name for name in of.bounds("test") if "_" in name]
        assert parts
        assert {known} == {isinstance(state.value(f"test.{part}"), float) for part in parts}
        assert (5.0, 14.0) == (state.value("test.low"), state.value("test.high"))

    def test_why_shows_the_record(self) -> None:
        state = begun(PLAN, given()).state
        told = prodia.why(state, "label")
        assert isinstance(told, Why) and (("test", state.records["test"]),) == told.records
        report = to_text(prodia.report(state, "team"))
        for words in ("Afgenomen tests", "ruwe score 22", "95 %", "123 maanden", NORMS, "elk item is nodig"):
            assert words in report
        assert "Afgenomen tests" not in to_text(prodia.report(state, "parents"))


class TestRefused:
    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"raw": 61}, "PRD-N37"),
            ({"raw": 20, "norms": None}, "PRD-N32"),
            ({"raw": 20, "norms": "klankspoor-verzonnen"}, "PRD-N33"),
            ({"raw": 20, "norms": "niet-hier"}, "PRD-N34"),
            ({"items": {"reeks_9": 1}}, "PRD-N35"),
            ({"measured": "2026-09-02"}, "PRD-C27"),
            ({"field": "pc"}, "PRD-N30"),
            ({"value": 101}, "PRD-C32"),
        ],
    )
    def test_and_says_why(self, more: dict[str, Any], code: str) -> None:
        with pytest.raises(prodia.EventRefused) as refused:
            begun(PLAN, given(**more))
        assert code == refused.value.problem.code

    @pytest.mark.parametrize("raw", [-1, 61])
    def test_a_raw_score_beyond_the_ends_of_any_scale(self, raw: float) -> None:
        """Also where nothing lists which there are: items may be empty, and none is said to be printed."""
        one = measures().shared().instruments["woordenstroom"]
        scale = one.scales["woorden"]
        rule = MissingAnswers(rule="zero_if_at_most_m", most_missing=1)
        may = scale.model_copy(update={"missing": rule, "scores": ()})
        of = ready(made(), woordenstroom=one.model_copy(update={"scales": {"woorden": may}}))
        with pytest.raises(prodia.EventRefused) as refused:
            begun(of, given(raw=raw))
        assert "PRD-N37" == refused.value.problem.code

    def test_another_form(self) -> None:
        of = ready(made(administered={"form": "A"}))
        assert "A" == record(given(), of=of).form
        with pytest.raises(prodia.EventRefused) as refused:
            begun(of, given(form="B"))
        assert "PRD-N31" == refused.value.problem.code

    @pytest.mark.parametrize(
        "more",
        [
            {"raw": 1, "value": 2},
            {"value": 3, "low": 1},
            {"value": 3, "low": 4, "high": 2, "level": 0.9, "interval": "observed"},
        ],
    )
    def test_one_way_and_a_whole_interval(self, more: dict[str, Any]) -> None:
        with pytest.raises(prodia.CaseFileError):
            given(**more)


GUARDS: dict[str, tuple[dict[str, Any], tuple[Recorded, ...], str]] = {
    "stale": ({"stale": {"years": 5}}, (given(raw=20, measured="2026-08-25"),), ""),
    "year not known": ({"stale": {"years": 5}}, (given(value=8),), "PRD-N41"),
    "of elsewhere": ({"group": {"countries": ["België"]}}, (given(),), "PRD-N43"),
    "country not known": ({"group": {"countries": ["België"]}}, (given(value=8),), "PRD-N44"),
    "another language": ({"group": {}}, (given(language="Frans"),), "PRD-N45"),
    "another grade": ({"group": {}}, (given(value=8, norms=NORMS, grade="9"),), "PRD-N42"),
    "fits": ({"group": {"countries": ["nergens"]}}, (given(language="Nederlands"),), ""),
    "too soon": (
        {"again": {"weeks": 26}},
        (given(measured="2026-05-01"), given()),
        "PRD-N49",
    ),
    "too soon by a day": ({"again": {"weeks": 1}}, (given(measured="2026-08-19"), given()), "PRD-N49"),
    "just long enough ago": ({"again": {"weeks": 1}}, (given(measured="2026-08-18"), given()), ""),
    "too soon after the last": (
        {"again": {"weeks": 10}},
        (given(measured="2026-01-05"), given(measured="2026-08-10"), given()),
        "PRD-N49",
    ),
    "long ago": ({"again": {"weeks": 10}}, (given(measured="2026-05-01"), given()), ""),
    "corrected": ({"again": {"weeks": 10}}, (given(raw=12), given()), ""),
    "not given on that day after all": (
        {"again": {"weeks": 26}},
        (answer("test", None, missing="unknown", measured="2026-05-01"), given()),
        "",
    ),
}


class TestWhatDoesNotFit:
    """Norms that are stale, a norm group that does not fit, the same test again: a warning, or a gate."""

    @pytest.mark.parametrize("then", get_args(Then))
    @pytest.mark.parametrize("name", GUARDS)
    def test_is_told_and_a_gate_shuts_the_score_off(self, name: str, then: Any) -> None:
        declared, events, code = GUARDS[name]
        guards = {key: {"then": then, **of} for key, of in declared.items()}
        state = begun(ready(made(administered=guards)), *events).state
        assert [code] * bool(code) == [one.why.code for one in state.misfits("test")]
        shut = bool(code) and then == "gate"
        assert shut == (state.value("test") is Missing.UNFIT) == (state.value("test.low") is Missing.UNFIT)
        words = {"gate": "De score wordt niet gelezen.", "warning": "weeg dit mee"}[then]
        assert bool(code) == (words in " ".join(to_text(prodia.report(state, "team")).split()))

    @pytest.mark.parametrize(("year", "codes"), [(2020, ["PRD-N40"]), (2021, [])])
    def test_old_norms(self, year: int, codes: list[str]) -> None:
        old = measures().norms()[NORMS]
        assert 2026 == old.year
        state = begun(ready(made(administered={"stale": {"then": "gate", "years": 1}})), given()).state
        assert () == state.misfits("test")
        kept = state.records["test"].model_copy(update={"year": year})
        later = given().model_copy(update={"record": kept})
        away = Case.replay(
            {"proef@1.0.0": ready(made(administered={"stale": {"then": "gate", "years": 5}}))},
            (*begun(PLAN).events, later),
            check=False,
        ).state
        assert codes == [one.why.code for one in away.misfits("test")]

    @pytest.mark.parametrize(
        ("ages", "codes"),
        [((123, 123), []), ((100, 122), ["PRD-N47"]), ((124, 200), ["PRD-N47"]), ((100, 123), [])],
    )
    def test_the_last_month_of_the_ages_is_whole(self, ages: tuple[int, int], codes: list[str]) -> None:
        """The pupil is 123 months, and some days."""
        one = measures().shared().instruments["woordenstroom"].model_copy(update={"ages": ages})
        of = ready(made(administered={"group": {"then": "gate"}}), woordenstroom=one)
        state = begun(of, given()).state
        assert codes == [one.why.code for one in state.misfits("test")]

    @pytest.mark.parametrize("status", ["withdrawn", "replaced", "in-use"])
    def test_a_test_that_was_withdrawn(self, status: str) -> None:
        one = measures().shared().instruments["woordenstroom"].model_copy(update={"status": status})
        of = ready(made(administered={"withdrawn": {"then": "gate"}}), woordenstroom=one)
        state = begun(of, given()).state
        assert (status != "in-use") == (state.value("test") is Missing.UNFIT)
        told = prodia.why(state, "laag")
        assert isinstance(told, VerdictTrace)
        assert (status != "in-use") == ("not assessable" == told.verdict.word)


def wrong(data: dict[str, Any]) -> list[str]:
    plan, found = resolve(Protocol.model_validate(data), None, known())
    every = (*found, *(proofs(plan) if plan else ()))
    return [f.kind.code for f in every if f.kind.severity == "error" and f.kind.code != "N09"]


def without_instrument() -> dict[str, Any]:
    data = made()
    del data["fields"]["test"]["instrument"]
    return data


class TestInADefinition:
    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (made(administered={"scale": "zinnen"}), "P96"),
            (made(administered={"read": "T"}), "P97"),
            (made(type="score mean 50 sd 10", administered={"read": "SS"}), "P97"),
            (made(met="pc < 10", how={"how": "overlap"}), "P98"),
            (made(met="test + 1 < 10", how={"how": "overlap"}), "P99"),
            (made(met="test in [5..10]", how={"how": "probability", "at_least": 0.9}), "P99"),
            (without_instrument(), "N58"),
        ],
    )
    def test_what_does_not_hold_is_found(self, data: dict[str, Any], code: str) -> None:
        assert code in wrong(data)

    @pytest.mark.parametrize(
        "data",
        [
            made(),
            made(how={"how": "overlap"}),
            made(how={"how": "ignore"}, met="pc < 10"),
            made(type="score mean 50 sd 10", administered={"read": "T"}, met="test < 40"),
            made(type="raw 0..60", administered={"read": "raw"}, met="test < 40"),
        ],
    )
    def test_what_holds_is_not(self, data: dict[str, Any]) -> None:
        assert [] == wrong(data)

    @pytest.mark.parametrize(
        "error", [{"how": "overlap", "at_least": 0.9}, {"how": "probability"}, {"how": "half"}]
    )
    def test_a_chance_with_probability_alone(self, error: dict[str, Any]) -> None:
        with pytest.raises(ValueError):
            Protocol.model_validate(made(how=error))

    def test_an_overlap_wants_who_judges(self) -> None:
        data = made(how={"how": "overlap"})
        del data["criteria"]["laag"]["judges"]
        with pytest.raises(ValueError, match="judges"):
            Protocol.model_validate(data)
        data["criteria"]["laag"]["error"] = {"how": "ignore", "source": SOURCE}
        assert Protocol.model_validate(data)
