"""How well a protocol finds whom it should, beside the closed forms of rules of scores."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

import prodia
from prodia.batch.accuracy import Found, accuracy
from prodia.errors import ProdiaError
from prodia.model.plan import Plan
from prodia.psychometrics import rules_of_scores as exact
from tests.case.given import SOURCE, criterion, field, plan, raw

N = 40_000
R = 0.9


def made() -> Plan:
    error = {"reliability": R, "source": SOURCE}
    data = raw()
    data["cutoffs"] = {
        "zwak": {
            "says": "s",
            "type": "percentile",
            "is": 10,
            "owner": "o",
            "source": SOURCE,
            "valid": {"from": "2000-01-01"},
        }
    }
    data["fields"] |= {
        "pc": field("percentile", error=error),
        "ss": field("score mean 100 sd 15", error=error),
    }
    data["criteria"] |= {
        "laag": criterion("pc < cutoff.zwak"),
        "grijs": criterion("pc < 10", "pc < 15"),
        "beide": criterion("pc < 10 and ss < 80"),
        "graadwijs": criterion({"lager": "pc < 10", "hoger": "pc < 5"}, by="graad"),
    }
    data["steps"]["meten"]["fields"] = ["pc", "ss"]
    return plan(data)


PLAN = made()


def people(**change: Any) -> prodia.Population:
    given: dict[str, Any] = {"correlation": 0.6, "true": "same_percentile", "n": N, "seed": 3}
    return prodia.Population(**given | change)


def near(want: float | None, got: float | None) -> bool:
    """Within three standard errors of a share of at least a tenth of the pupils."""
    assert want is not None and got is not None
    return abs(want - got) <= 3 * (0.25 / (N * 0.08)) ** 0.5


class TestBesideClosedForms:
    @pytest.mark.parametrize("true", ["same_percentile", "same_score"])
    def test_one_cut(self, true: str) -> None:
        want = exact.one_cut(reliability=R, cut_percentile=10, true_cut=true)
        got = accuracy(PLAN, people(true=true))["as written"].criteria["laag"]
        assert isinstance(want, exact.OneCut)
        for name in ("base", "flagged", "sensitivity", "specificity", "ppv", "npv", "consistency"):
            assert near(getattr(want, name), getattr(got, name)), name
        assert 1.0 == got.expected_tests

    @pytest.mark.parametrize(
        ("variant", "want"),
        [
            (
                prodia.Variant(times=3, rule="row"),
                exact.k_in_row(k=3, reliability=R, cut_percentile=10, true_cut="same_percentile"),
            ),
            (
                prodia.Variant(times=3, rule="mean"),
                exact.mean_of_k(
                    k=3, reliability=R, cut_percentile=10, true_cut="same_percentile", norm_of_mean="own"
                ),
            ),
            (
                prodia.Variant(cutoffs={"zwak": 5}),
                exact.one_cut(reliability=R, cut_percentile=5, true_cut="same_percentile"),
            ),
        ],
    )
    def test_variants(self, variant: prodia.Variant, want: Any) -> None:
        got = accuracy(PLAN, people(), variants={"v": variant})["v"].criteria["laag"]
        for name in ("base", "flagged", "sensitivity", "ppv", "expected_tests"):
            assert near(getattr(want, name), getattr(got, name)), name

    @pytest.mark.parametrize("figure", [math.nan, math.inf, -5, 101])
    def test_a_figure_that_no_score_has_is_refused(self, figure: float) -> None:
        with pytest.raises(ProdiaError, match="PRD-P14"):
            accuracy(PLAN, people(n=50), variants={"v": prodia.Variant(cutoffs={"zwak": figure})})


class TestTheProtocolItself:
    def test_a_grey_zone_finds_more_and_asks_more(self) -> None:
        found = accuracy(PLAN, people())["as written"].criteria
        grey, none = found["grijs"], found["laag"]
        assert none.sensitivity == grey.sensitivity and near(0.05, grey.grey)
        assert (grey.sensitivity_with_grey or 0) > (none.sensitivity or 0)

    def test_tests_are_taken_until_it_is_settled(self) -> None:
        """The second test is only for whom the first leaves it open."""
        found = accuracy(PLAN, people())["as written"].criteria["beide"]
        assert near(1.1, found.expected_tests)

    def test_what_everyone_answers_counts(self) -> None:
        by = {g: accuracy(PLAN, people(answers={"graad": g}))["as written"] for g in ("lager", "hoger")}
        assert near(0.10, by["lager"].criteria["graadwijs"].flagged)
        assert near(0.05, by["hoger"].criteria["graadwijs"].flagged)
        assert "graad" in accuracy(PLAN, people())["as written"].missing

    def test_a_group_that_was_referred(self) -> None:
        low = accuracy(PLAN, people(mean=-1.0))["as written"].criteria["laag"]
        norm = accuracy(PLAN, people())["as written"].criteria["laag"]
        assert low.base > 2 * norm.base and (low.ppv or 0) > (norm.ppv or 0)

    def test_equal_seeds_give_equal_figures(self) -> None:
        one, two, other = (accuracy(PLAN, people(seed=s))["as written"] for s in (1, 1, 2))
        assert one == two and one != other


class TestRefused:
    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"correlation": None}, "PRD-X01"),
            ({"correlation": 0.95}, "PRD-X18"),
            ({"correlation": 1.0}, "PRD-X17"),
            ({"correlation": -0.6, "reliability": {"weken": 0.9}}, "PRD-X17"),  # of three tests
            ({"true": None}, "PRD-X01"),
            ({"true": "ongeveer"}, "PRD-X02"),
            ({"seed": None}, "PRD-X01"),
            ({"n": None}, "PRD-X01"),
            ({"n": 0}, "PRD-X26"),
            ({"reliability": {"pc": 1.2}}, "PRD-X16"),
            ({"answers": {"graad": "kleuter"}}, "PRD-C34"),
            ({"answers": {"pc": 101}}, "PRD-C32"),
        ],
    )
    def test_what_is_not_declared_or_can_not_be(self, change: dict[str, Any], code: str) -> None:
        with pytest.raises(prodia.ProdiaError) as refused:
            accuracy(PLAN, people(**change))
        assert code == refused.value.problem.code

    def test_a_protocol_without_errors(self) -> None:
        with pytest.raises(prodia.ProdiaError) as refused:
            accuracy(plan(raw()), people())
        assert "PRD-X61" == refused.value.problem.code


class TestFromTheCommandLine:
    WORDS = ("accuracy", "lezen-spellen@3.0.0", "--answer", "domein=lezen", "--true", "same_percentile")
    MORE = ("--pupils", "2000", "--seed", "1", "--correlation", "0.6")

    def test_table_json_and_picture(self, capsys: pytest.CaptureFixture[str], tmp_path: Any) -> None:
        from prodia.cli.app import run

        drawn = tmp_path / "a.svg"
        words = [*self.WORDS, *self.MORE, "--variant", "zonder grijze zone:grijze_zone=10", "--lang", "nl"]
        assert 0 == run([*words, "--picture", str(drawn)])
        said = capsys.readouterr().out
        assert said.index("Wat aangenomen is") < said.index("sensitiviteit") and "zonder grijze zone" in said
        assert drawn.read_text("utf-8").startswith("<svg")
        assert 0 == run([*self.WORDS, *self.MORE, "--format", "json"])
        data = json.loads(capsys.readouterr().out)
        assert 0.5 < data["found"]["as written"]["criteria"]["ernst"]["sensitivity"] < 1

    def test_what_is_not_declared_is_asked(self, capsys: pytest.CaptureFixture[str]) -> None:
        from prodia.cli.app import run

        assert 2 == run([*self.WORDS, "--pupils", "2000"])
        assert "PRD-X01" in capsys.readouterr().err

    @pytest.mark.parametrize("figure", ["nan", "inf", "-5"])
    def test_a_figure_that_no_score_has(self, figure: str, capsys: pytest.CaptureFixture[str]) -> None:
        from prodia.cli.app import run

        assert 2 == run([*self.WORDS, *self.MORE, "--variant", f"v:grijze_zone={figure}"])
        assert "PRD-P14" in capsys.readouterr().err


def test_a_share_of_nobody_is_none() -> None:
    got = accuracy(PLAN, people(n=50, mean=4.0))["as written"].criteria["laag"]
    assert isinstance(got, Found) and got.ppv is None and 0.0 == got.flagged
