"""How sure an outcome is: the chance of each were everything measured again, and what would settle most."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

import pytest

import prodia
from prodia.browser.compiled import compiled
from prodia.case import Case
from prodia.case.certainty import Certainty
from prodia.case.trace import Why
from prodia.language import Missing
from prodia.model.plan import Plan
from prodia.psychometrics.certainty import Measured, OutcomeRule, Stability, outcome_stability
from prodia.scoring.normal import phi, quantile, root
from prodia.scoring.score import NoScore
from prodia.telling import to_text
from tests.case.given import (
    PLANNED,
    SOURCE,
    answer,
    case_on,
    criterion,
    decision,
    event,
    field,
    plan,
    raw,
    step,
)

TABLE = """
laag      | tweede    | -> voorstel | omdat
met       | met       | ja          | allebei laag
met       | not met   | wacht       | een van beide
not met   | -         | nee         | niet laag
judgement | -         | wacht       | oordeel eerst
"""
R = 0.9


def made(tests: int = 2, judge: str | None = None, of: dict[str, Any] | None = None) -> Plan:
    error = {"reliability": R, "source": SOURCE}
    data = raw()
    second = "score mean 100 sd 15 40..160"
    data["fields"] |= {"pc": field("percentile", error=error), "ss": field(second)}
    if tests == 2:
        data["fields"]["ss"]["error"] = error
    data["criteria"] |= {"laag": criterion("pc < 10", judge), "tweede": criterion("ss < 85")}
    data["decisions"] |= {"label": of or decision(["ja", "nee", "wacht"], TABLE)}
    data["steps"] |= {"meten": step("onderzoek", "administer", fields=["pc", "ss"], serves=["h1"])}
    return plan(data)


def case(of: Plan, pc: float, ss: float, *more: Any) -> Case:
    return case_on(of, *PLANNED, answer("pc", pc), answer("ss", ss), *more)


def found(now: Case, **more: Any) -> Certainty:
    got = now.state.certainty("label", **more)
    assert isinstance(got, Certainty), got.why()
    return got


class TestAgain:
    """Second scores are normal about r z with variance 1 - r**2; closed forms say what must come."""

    @pytest.mark.parametrize("pc", [1, 5, 9, 12, 30])
    def test_one_test_is_exact(self, pc: float) -> None:
        got = found(case(made(1), pc, 80.0))
        below = phi((quantile(0.10) - R * quantile(pc / 100)) / root(1 - R * R))
        assert below == pytest.approx(got.again.get("ja", 0.0), abs=got.se)
        assert 1 / got.n == got.se

    @pytest.mark.parametrize(("pc", "ss"), [(5, 80), (9, 84), (12, 95), (9, 100)])
    def test_two_tests_within_three_standard_errors(self, pc: float, ss: float) -> None:
        got = found(case(made(), pc, float(ss)))
        tests = [Measured(quantile(pc / 100), 0, 1, R), Measured(ss, 100, 15, R)]
        cut = quantile(0.10)
        rules = [
            OutcomeRule("ja", ((0, "<", cut), (1, "<", 85.0))),
            OutcomeRule("wacht", ((0, "<", cut),)),
            OutcomeRule("nee"),
        ]
        exact = outcome_stability(tests, rules)
        assert isinstance(exact, Stability)
        for name, p in exact.outcomes.items():
            assert p == pytest.approx(got.again.get(name, 0.0), abs=3 * got.se)

    def test_the_true_scores(self) -> None:
        got = found(case(made(1), 9, 80.0))
        z = quantile(0.09)
        assert phi((quantile(0.10) - R * z) / root(R * (1 - R))) == pytest.approx(got.supported, abs=got.se)

    def test_equal_seeds_give_equal_answers(self) -> None:
        now = case(made(), 9, 84.0)
        assert found(now) == found(now) and found(now, seed=2) != found(now)

    def test_a_judgement_stays(self) -> None:
        """What a person said of the grey zone counts where the second score is in it too."""
        of = made(1, "pc <= 40")
        before = case(of, 20, 80.0)
        after = case(of, 20, 80.0, event("judged", criterion="laag", verdict="met"))
        assert ("wacht", "ja") == (found(before).outcome, found(after).outcome)
        low, high = (phi((quantile(x) - R * quantile(0.2)) / root(1 - R * R)) for x in (0.1, 0.4))
        assert high - low == pytest.approx(found(before).stays, abs=1e-3)
        assert high == pytest.approx(found(after).stays, abs=1e-3)


class TestWhatSettlesMost:
    @pytest.mark.parametrize(("pc", "ss", "first"), [(9, 60, "pc"), (1, 86, "ss"), (2, 84, "ss")])
    def test_is_the_test_near_its_cut(self, pc: float, ss: float, first: str) -> None:
        assert first == found(case(made(), pc, float(ss))).settles[0][0]

    def test_far_from_every_cut_nothing_does(self) -> None:
        assert 0.01 > found(case(made(), 90, 120.0)).settles[0][1]


class TestNone:
    def test_without_an_error(self) -> None:
        now = case_on(plan(raw()), *PLANNED, answer("graad", "lager"), answer("weken", 30), answer("pc", 9))
        got = now.state.certainty("label")
        assert isinstance(got, NoScore) and "PRD-X61" == got.reason.code

    def test_without_an_outcome(self) -> None:
        now = case_on(made())
        got = now.state.certainty("label")
        assert isinstance(got, NoScore) and "PRD-X62" == got.reason.code

    @pytest.mark.parametrize("pc", [0, 100])
    def test_of_a_score_at_the_very_end_of_its_scale(self, pc: float) -> None:
        """It lies nowhere in its group, and is taken as it was."""
        got = found(case(made(), pc, 84.0))
        assert (("ss",), True) == (got.tests, "pc" in got.fixed)

    def test_of_what_is_proposed_for_want_of_a_rule(self) -> None:
        otherwise = {"voorstel": "wacht", "omdat": "er ontbreekt iets"}
        of = made(1, of=decision(["ja", "nee", "wacht"], TABLE, otherwise=otherwise))
        now = case(of, 9, 80.0, event("answered", field="ss", missing="unknown"))
        got = now.state.certainty("label")
        assert "wacht" == now.state.proposal("label").outcome
        assert isinstance(got, NoScore) and "PRD-X62" == got.reason.code

    def test_of_a_count(self) -> None:
        data = raw()
        data["fields"] |= {"n": field("count", error={"reliability": 0.9, "source": SOURCE})}
        with pytest.raises(AssertionError, match="does not say where a score lies"):
            plan(data)


class TestBounds:
    """A criterion may weigh the interval of the true score; without one known it is not assessable."""

    ERROR: ClassVar[dict[str, Any]] = {"reliability": R, "level": 0.9, "source": SOURCE}

    def bounded(self, met: str, error: dict[str, Any] | None = None) -> Plan:
        data = raw()
        data["fields"] |= {"pc": field("percentile", error=error or self.ERROR)}
        data["criteria"] |= {"ernst": criterion(met, "pc.low < 10")}
        return plan(data)

    def state(self, of: Plan, pc: float) -> Any:
        return case_on(of, *PLANNED, answer("pc", pc, measured="2026-08-01")).state

    @pytest.mark.parametrize(("pc", "word"), [(1, "met"), (9, "judgement"), (40, "not met")])
    def test_decides_where_the_interval_lies_on_one_side(self, pc: float, word: str) -> None:
        state = self.state(self.bounded("pc.high < 10"), pc)
        z, half = R * quantile(pc / 100), quantile(0.95) * root(R * (1 - R))
        low, high = (state.value(f"pc.{end}") for end in ("low", "high"))
        assert [100 * phi(z - half), 100 * phi(z + half)] == pytest.approx([low, high])
        assert word == state.verdict("ernst").word

    @pytest.mark.parametrize(("end", "sign"), [("low", -1), ("high", 1)])
    @pytest.mark.parametrize("pc", [1, 4, 9, 20])
    def test_a_second_score_has_an_interval_of_its_own(self, end: str, sign: int, pc: float) -> None:
        data = made(1).protocol.model_dump(mode="json", by_alias=True, exclude_none=True)
        data["fields"] |= {"pc": field("percentile", error=self.ERROR)}
        data["criteria"] |= {"laag": criterion(f"pc.{end} < 10")}
        now = case(plan(data), pc, 80.0)
        half, z = sign * quantile(0.95) * root(R * (1 - R)), quantile(pc / 100)
        got, most = (
            found(now),
            (quantile(0.10) - half) / R,
        )  # R times it, and half beside it, is at the cut-off
        ja = phi((most - R * z) / root(1 - R * R))
        assert ja == pytest.approx(got.again.get("ja", 0.0), abs=got.se)
        true = phi((most - R * z) / root(R * (1 - R)))
        met = now.state.proposal("label").outcome == "ja"
        assert (true if met else 1 - true) == pytest.approx(got.supported, abs=got.se)

    def test_without_a_level_there_is_none(self) -> None:
        state = self.state(self.bounded("pc.high < 10", {"reliability": R, "source": SOURCE}), 1)
        assert Missing.UNKNOWN == state.value("pc.high") and "not assessable" == state.verdict("ernst").word

    def test_the_day_and_the_age_on_it(self) -> None:
        state = self.state(self.bounded("pc.high < 10"), 9)
        assert dt.date(2026, 8, 1) == state.value("pc.day") and 123.0 == state.value("pc.age_months")

    def test_is_in_the_browser(self) -> None:
        """That it comes to the same there: ``tests/browser/test_engine.py``."""
        assert compiled(self.bounded("pc.high < 10"))


class TestTold:
    def test_in_a_sentence_for_the_team_alone(self) -> None:
        state = case(made(), 9, 84.0).state
        team, parents = (to_text(prodia.report(state, who, "nl")) for who in ("team", "parents"))
        assert "Werd alles opnieuw gemeten" in team and "Eén meting meer van «" in team
        assert "opnieuw gemeten" not in parents
        why = prodia.why(state, "label")
        assert isinstance(why, Why) and isinstance(why.certainty, Certainty)
