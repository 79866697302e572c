"""A battery: one composite of several tests, its bounds, the abilities they cover; and a screening."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import prodia
from prodia.browser.compiled import compiled
from prodia.checks.protocol import resolve
from prodia.language import Missing
from prodia.model.made import sound
from prodia.model.protocol import Protocol
from prodia.psychometrics.certainty import post_test
from prodia.psychometrics.composites import composite, mosier
from prodia.scoring.error import interval
from tests.case.given import SOURCE, answer, criterion, decision, event, field, raw, step
from tests.case.measured import begun, known, measures, ready

R = ((1.0, 0.5, 0.4, 0.3), (0.5, 1.0, 0.45, 0.35), (0.4, 0.45, 1.0, 0.25), (0.3, 0.35, 0.25, 1.0))
TESTS = ("redeneren", "kennis", "geheugen", "snelheid")
ABILITIES = ("Gf", "Gc", "Gsm", "Gs")
SS = "score mean 100 sd 15 40..160"
RELIABILITIES = (0.9, 0.92, 0.85, 0.88)


def made(met: str = "iq < 85", **battery: Any) -> dict[str, Any]:
    data = raw()
    errors = [{"reliability": r, "source": SOURCE} for r in RELIABILITIES]
    data["fields"] |= {
        name: field(
            SS, instrument=f"deel-{name}", administered={"scale": "schaal", "read": "SS"}, error=error
        )
        for name, error in zip(TESTS, errors, strict=True)
    }
    told = {"tests": list(TESTS), "mean": 100, "sd": 15, "correlations": [list(row) for row in R]}
    iq = {"says": "intelligentie", "type": SS, "battery": told | {"level": 0.9, "source": SOURCE} | battery}
    data["derived"] |= {"iq": iq}
    data["criteria"] |= {"breed": criterion(met)}
    data["steps"] |= {"meten": step("onderzoek", "administer", fields=["pc", *TESTS], serves=["h1"])}
    return data


def instruments() -> dict[str, Any]:
    one = measures().shared().instruments["woordenstroom"]
    scale = one.scales["woorden"]
    return {
        f"deel-{name}": one.model_copy(
            update={
                "id": f"deel-{name}",
                "scales": {"schaal": scale.model_copy(update={"abilities": (ability,)})},
            }
        )
        for name, ability in zip(TESTS, ABILITIES, strict=True)
    }


def state(met: str = "iq < 85", scores: tuple[float | None, ...] = (80, 90, 75, 100), **battery: Any) -> Any:
    now = begun(ready(made(met, **battery), **instruments()))
    for name, score in zip(TESTS, scores, strict=True):
        if score is not None:
            now = now.record(answer(name, score))
    return now.state


class TestTheComposite:
    @pytest.mark.parametrize("weights", [None, [2, 1, 1, 0.5]])
    def test_is_that_of_the_formula(self, weights: Any) -> None:
        found = state(**({"weights": weights} if weights else {}))
        x = (80.0, 90.0, 75.0, 100.0)
        expected = composite(x, R, mean_x=100, sd_x=15, mean=100, sd=15, weights=weights)
        assert expected == pytest.approx(found.value("iq"), abs=1e-9)
        r = mosier(RELIABILITIES, R, weights=weights)
        bounds = interval(expected, kind="true SEE", level=0.9, mean=100, sd=15, reliability=r)
        assert (bounds.low, bounds.high) == pytest.approx(
            (found.value("iq.low"), found.value("iq.high")), abs=1e-8
        )

    def test_is_not_there_while_a_test_is_missing(self) -> None:
        found = state(scores=(80, 90, None, 100))
        assert (None, None) == (found.value("iq"), found.value("iq.low"))
        assert "not assessable" == found.verdict("breed").word

    def test_a_criterion_weighs_its_error(self) -> None:
        data = made()
        data["criteria"]["breed"] |= {"error": {"how": "overlap", "source": SOURCE}, "judges": ["clb"]}
        now = begun(ready(data, **instruments()))
        for name, score in zip(TESTS, (80, 90, 75, 100), strict=True):
            now = now.record(answer(name, score))
        assert now.state.value("iq.low") < 85 < now.state.value("iq.high")
        assert "judgement" == now.state.verdict("breed").word


class TestTheAbilities:
    """At least four broad abilities including Gf and Gc: a count and truths that a criterion reads."""

    MET = "iq.abilities >= 4 and iq.gf and iq.gc"

    @pytest.mark.parametrize(
        ("scores", "count", "word"),
        [
            ((80, 90, 75, 100), 4.0, "met"),
            ((80, 90, 75, None), 3.0, "not met"),
            ((None, 90, 75, 100), 3.0, "not met"),
            ((None, None, None, None), None, "not assessable"),
        ],
    )
    def test_are_those_with_a_score(self, scores: Any, count: float | None, word: str) -> None:
        found = state(self.MET, scores)
        assert count == found.value("iq.abilities") and word == found.verdict("breed").word
        assert (True if scores[0] is not None else None) == found.value("iq.gf")

    def test_an_ability_that_no_test_measures_is_no_name(self) -> None:
        protocol = Protocol.model_validate(made("iq.ga"))
        assert resolve(protocol, None, known(**instruments()))[0] is None


class TestInADefinition:
    @pytest.mark.parametrize(
        ("battery", "code"),
        [
            ({"correlations": [[1, 0.5], [0.5, 1]]}, "N55"),
            ({"correlations": [[1, 2, 0, 0], [2, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]}, "N55"),
            ({"correlations": [[1, 0.9, -0.9, 0], [0.9, 1, 0.9, 0], [-0.9, 0.9, 1, 0], [0, 0, 0, 1]]}, "N55"),
            ({"correlations": [[1, 0.5, 0, 0], [0.4, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]}, "N55"),
            ({"weights": [1, 2]}, "N56"),
            ({"tests": ["redeneren", "kennis", "geheugen", "pc"]}, "N54"),
            ({"tests": ["redeneren", "kennis", "geheugen", "snellheid"]}, "S07"),
        ],
    )
    def test_what_does_not_hold_is_found(self, battery: dict[str, Any], code: str) -> None:
        found = resolve(Protocol.model_validate(made(**battery)), None, known(**instruments()))[1]
        assert code in [f.kind.code for f in found]

    @pytest.mark.parametrize("r", [R, ((1.0, -0.999), (-0.999, 1.0))])
    def test_a_table_of_correlations(self, r: Any) -> None:
        assert sound(r, len(r)) and not sound(r, len(r) + 1)

    def test_a_computation_or_a_battery(self) -> None:
        for change in ({"is": "pc"}, {"battery": None}):
            data = made()
            data["derived"]["iq"] |= change
            with pytest.raises(ValueError):
                Protocol.model_validate(data)


SCREENING = {
    "of": "een leesprobleem",
    "prior": 0.1,
    "ratios": [{"below": 5, "ratio": 9.0}, {"below": 25, "ratio": 2.0}, {"ratio": 0.2}],
    "source": SOURCE,
}


class TestScreening:
    """The prior taken through the likelihood ratio of the stretch that the score lies in."""

    PLAN = ready(
        raw(
            fields={**raw()["fields"], "pc": field("percentile 0..100", screening=SCREENING)},
            criteria={**raw()["criteria"], "verder": criterion("pc.posterior >= 0.15")},
        )
    )

    @pytest.mark.parametrize(
        ("pc", "ratio"), [(0, 9.0), (4.9, 9.0), (5, 2.0), (24, 2.0), (25, 0.2), (99, 0.2)]
    )
    def test_by_stretch(self, pc: float, ratio: float) -> None:
        found = begun(self.PLAN, answer("pc", pc)).state
        chance = post_test([ratio], prior=0.1).posterior
        assert chance == pytest.approx(found.value("pc.posterior"), abs=1e-9)
        assert ("met" if chance >= 0.15 else "not met") == found.verdict("verder").word

    def test_without_a_score_there_is_none(self) -> None:
        assert begun(self.PLAN).state.value("pc.posterior") is None
        away = begun(self.PLAN, event("answered", field="pc", missing="refused"))
        assert "not assessable" == away.state.verdict("verder").word and Missing.REFUSED is away.state.value(
            "pc"
        )

    def test_the_browser_works_it_out(self) -> None:
        assert "pc.posterior" in compiled(self.PLAN)["derived"]

    @pytest.mark.parametrize(
        "ratios",
        [
            [{"below": 25, "ratio": 2}, {"below": 5, "ratio": 9}, {"ratio": 0.2}],
            [{"below": 5, "ratio": 9}, {"below": 25, "ratio": 2}],
            [{"ratio": 9}, {"ratio": 0.2}],
        ],
    )
    def test_stretches_rise(self, ratios: Any) -> None:
        one = field("percentile 0..100", screening=SCREENING | {"ratios": ratios})
        data = raw(fields={**raw()["fields"], "pc": one})
        assert "N57" in [f.kind.code for f in resolve(Protocol.model_validate(data), None, known())[1]]

    @pytest.mark.parametrize("prior", [0, 1, 1.2])
    def test_a_prior_is_no_certainty(self, prior: float) -> None:
        one = field("percentile 0..100", screening=SCREENING | {"prior": prior})
        with pytest.raises(ValueError):
            Protocol.model_validate(raw(fields={**raw()["fields"], "pc": one}))


TABLE = """
breed          | verder         | -> voorstel | omdat
met            | met            | ja          | breed, en een kans
met            | not met        | wacht       | breed alleen
not met        | -              | nee         | niet breed
not assessable | -              | onvolledig  | er ontbreekt iets
met            | not assessable | onvolledig  | er ontbreekt iets
"""


def test_many_pupils_at_once() -> None:
    """The composite, the abilities and the chance are plain computations: every face works them out."""
    data = made(TestTheAbilities.MET)
    data["fields"]["pc"] = field("percentile 0..100", screening=SCREENING)
    data["criteria"]["verder"] = criterion("pc.posterior >= 0.15")
    data["decisions"]["label"] = decision(["ja", "nee", "wacht", "onvolledig"], TABLE)
    plan = ready(data, **instruments())
    rows = [
        (*scores, pc)
        for scores in ((80.0,) * 4, (80.0, None, 90.0, 70.0), (None,) * 4)
        for pc in (3.0, 60.0, None)
    ]
    frame = pd.DataFrame(rows, columns=[*TESTS, "pc"]).astype(float)
    alone = [prodia.decide(plan, "label", dict(zip(frame, row, strict=True))).outcome for row in rows]
    assert alone == prodia.decide(plan, "label", frame)["outcome"].tolist()
    assert {"ja", "wacht", "nee", "onvolledig"} == set(alone)
    assert "iq.abilities" in compiled(plan)["derived"]
