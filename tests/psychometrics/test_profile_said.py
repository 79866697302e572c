"""The sentences about a profile: in both languages, each figure where it belongs."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from prodia.scoring.error import IntervalKind
from prodia.words import Lang
from tests.psychometrics.test_profile import IDS, five, two

LANGS = get_args(Lang)
# The composite is 100 + 15 * 31 / (15 * sqrt(3.3)), its reliability 1 - 0.13 / 3.3. A difference is critical
# at 1.96 * 15 * sqrt(0.13) and as rare as 2 * Phi(-11 / (15 * sqrt(0.7))). At least one is low in 0.1 less
# those where both are.
TWO = {
    "nl": (
        "De samengestelde score van 2 scores is 117,1 (betrouwbaarheid 0,96; 95 %-interval van 111,2 tot "
        "122,9, rond de behaalde score).",
        "De hoogste en de laagste score liggen 11 uit elkaar; bij 38,1 % van de normgroep is dat zo veel of "
        "meer.",
        "a: 121 (95 %-interval van 114,4 tot 127,6, rond de behaalde score); met de andere scores erbij is "
        "de ware score geschat op 119,7 (113,5 tot 126).",
        "b: 110 (95 %-interval van 101,7 tot 118,3, rond de behaalde score); met de andere scores erbij is "
        "de ware score geschat op 110,5 (102,8 tot 118,2).",
        "Geen enkele score wijkt betrouwbaar af van het gemiddelde van alle scores (115,5).",
        "a ligt 11 hoger dan b, en dat is betrouwbaar (vanaf 10,6); zo ver of verder liggen ze uit elkaar "
        "bij 38,1 % van de normgroep.",
        "Geen van de 2 scores is laag (hoogstens pc 5); bij 8,3 % van de normgroep is er minstens één.",
        "De percentages gaan uit van normaal verdeelde scores die zo samenhangen als hier is opgegeven.",
    ),
    "en": (
        "The composite of 2 scores is 117.1 (reliability 0.96; 95 % interval from 111.2 to 122.9, around the "
        "observed score).",
        "The highest and the lowest score lie 11 apart; in 38.1 % of the norm group it is as much or more.",
        "a: 121 (95 % interval from 114.4 to 127.6, around the observed score); with the other scores taken "
        "in, the true score is estimated at 119.7 (113.5 to 126).",
        "b: 110 (95 % interval from 101.7 to 118.3, around the observed score); with the other scores taken "
        "in, the true score is estimated at 110.5 (102.8 to 118.2).",
        "No score differs reliably from the mean of all scores (115.5).",
        "a lies 11 above b, and that is reliable (from 10.6 on); they lie as far apart or further in 38.1 % "
        "of the norm group.",
        "None of the 2 scores is low (at most percentile 5); in 8.3 % of the norm group there is at least "
        "one.",
        "The percentages assume normally distributed scores that go together as was stated here.",
    ),
}
LOW_ONE = "1 van 2 scores is laag (hoogstens pc 5); bij 8,3 % van de normgroep is er minstens één."
LOW_TWO = "2 van 2 scores zijn laag (hoogstens pc 5); bij 1,7 % van de normgroep zijn er zo veel of meer."
LOW_BELOW = "1 van 2 scores is laag (onder pc 2,5); bij 4,3 % van de normgroep is er minstens één."


class TestSentences:
    """What was found is said in full, in plain sentences."""

    @pytest.mark.parametrize("lang", LANGS)
    def test_two_scores(self, lang: Lang) -> None:
        assert TWO[lang] == two(121, 110, 0.65, (0.95, 0.92), kind="observed").said(lang)

    def test_five_scores(self) -> None:
        said = five([130, 120, None, 74, 73], kind="observed").said()
        for sentence in (
            "Zonder score, en dus niet meegeteld: redeneren.",
            "Betrouwbaar hoger dan het gemiddelde van alle scores (99,3): begrip en ruimte.",
            "Betrouwbaar lager dan het gemiddelde van alle scores (99,3): geheugen en snelheid.",
            "ruimte ligt 46 hoger dan geheugen, en dat is betrouwbaar (vanaf 11,8); zo ver of verder liggen "
            "ze uit elkaar bij 0,2 % van de normgroep.",
            "begrip ligt 56 hoger dan geheugen, en dat is betrouwbaar (vanaf 11,8); zo ver of verder liggen "
            "ze uit elkaar bij minder dan 0,1 % van de normgroep.",
            "Niet betrouwbaar verschillend: begrip en ruimte; geheugen en snelheid.",
            "Van 6 vergelijkingen van twee scores lijken er door meetfout alleen gemiddeld hoogstens 0,3 "
            "betrouwbaar.",
            "Laag: geheugen en snelheid.",
        ):
            assert sentence in said

    def test_the_higher_score_comes_first(self) -> None:
        turned = two(100, 130, 0.65, (0.95, 0.92)).said("en")
        assert any(sentence.startswith("b lies 30 above a, ") for sentence in turned)

    @pytest.mark.parametrize(
        ("values", "changed", "sentence"),
        [
            ([70, 100], {}, LOW_ONE),
            ([70, 70], {}, LOW_TWO),
            ([70, 100], {"inclusive": False, "low_percentile": 2.5}, LOW_BELOW),
        ],
    )
    def test_how_many_are_low(self, values: list[float], changed: dict[str, Any], sentence: str) -> None:
        assert sentence in two(*values, 0.65, (0.95, 0.92), **changed).said()

    def test_everybody_is_not_said(self) -> None:
        said = five([100.0] * 5).said("en")
        assert any("lie 0 apart; in more than 99.9 % of the norm group" in sentence for sentence in said)

    @pytest.mark.parametrize("lang", LANGS)
    @pytest.mark.parametrize("kind", get_args(IntervalKind))
    def test_every_slot_is_filled(self, lang: Lang, kind: Any) -> None:
        said = five([130, 120, None, 74, 73], kind=kind).said(lang)
        assert [] == [sentence for sentence in said if "{" in sentence or not sentence.endswith(".")]
        assert all(any(id in sentence for sentence in said) for id in IDS)
