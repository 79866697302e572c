"""The scores of one form as a profile: what is normed on one scale, what is not and why, and the cut-offs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from prodia.model.norms import NormRow, Printed
from prodia.pictures.svg import Picture
from prodia.scoring.key import ScoringKey
from prodia.scoring.norms import NormSet
from prodia.scoring.person import NOBODY, Person
from prodia.telling.scores import profile_of
from prodia.words import Lang
from tests.batch.given import Form, groups
from tests.examples import examples
from tests.pictures.drawings import dots
from tests.scoring.made import SOURCE, instrument, norms

SUM = {"title": "eerste", "items": ["q1..q3"], "score": "sum", "missing": {"rule": "refuse"}}
ALL: Form = {f"q{n}": 2.0 for n in range(1, 7)}
RULE = {"kind": "observed", "level": 0.9, "on": "T", "reliability": 0.75}


def cut(on: str, *at: float, **more: Any) -> dict[str, Any]:
    zones = ["onder", "midden", "boven"] if len(at) == 2 else ["onder", "boven"]
    return {"says": "c", "on": on, "zones": zones, "at": list(at), "goes": "up", "source": SOURCE, **more}


def key_of(*sets: NormSet, first: dict[str, Any] | None = None, **second: Any) -> ScoringKey:
    """Two scales of three items each, and one that nobody normed."""
    scales = {
        "a": {**SUM, **(first or {})},
        "b": {**SUM, "title": "tweede", "items": ["q4..q6"], **second},
        "c": {**SUM, "title": "derde", "items": ["q1", "q4"]},
    }
    return ScoringKey.of(instrument({"q1..q6": {"answers": "0..3"}}, scales), *sets)


def spread(*gives: str, scales: str = "ab", **more: Any) -> NormSet:
    """Mean 4, standard deviation 2: a sum of 6 is at z = 1."""
    rows = [NormRow(s, None, (), numbers=(("mean", 4.0), ("sd", 2.0))) for s in scales]
    return norms("mean-sd", rows, gives=list(gives), **more)


def drawn(key: ScoringKey, answers: Form = ALL, person: Person = NOBODY, lang: Lang = "nl") -> Picture:
    made = profile_of(key, key.score(answers, person), lang)
    assert made is not None
    return made


def cells(picture: Picture) -> list[list[str]]:
    """The rows of the table as words."""
    return [list(row) for row in picture.table.rows]


class TestRows:
    """A row for each scale that norms are about, with its score or why it has none; others are not there."""

    @pytest.mark.parametrize(
        ("lang", "none", "alt"),
        [
            (
                "nl",
                "geen score: Te veel antwoorden zijn leeg voor deze score (regel refuse, 3 items).",
                "op de schaal T",
            ),
            (
                "en",
                "no score: Too many answers are empty for this score (rule refuse, 3 items).",
                "on the scale T",
            ),
        ],
    )
    def test_with_and_without_a_score(self, lang: Lang, none: str, alt: str) -> None:
        picture = drawn(key_of(spread("T")), {**ALL, "q5": None}, lang=lang)
        assert [["eerste", "60"], ["tweede", none]] == [row[:2] for row in cells(picture)]
        assert 1 == len(dots(picture))
        assert alt in picture.alt

    def test_an_answer_off_its_scale(self) -> None:
        rows = cells(drawn(key_of(spread("T")), {**ALL, "q5": 9.0}))
        assert "geen score: Het antwoord op item «q5»" in rows[1][1]
        assert "9" not in rows[1][1]

    def test_an_age_that_is_missing(self) -> None:
        rows = [NormRow("b", (60, 71), (), numbers=(("mean", 4.0), ("sd", 2.0)))]
        aged = norms("mean-sd", rows, gives=["T"], age="calendar", id="aged")
        table = cells(drawn(key_of(spread("T", scales="a"), aged)))
        assert "geen score: Zonder leeftijd geven de normen aged@1.0.0 geen score." == table[1][1]

    def test_a_score_on_another_scale(self) -> None:
        other = norms("mean-sd", [NormRow("b", None, (), numbers=(("mean", 4.0), ("sd", 2.0)))], gives=["SS"])
        table = cells(drawn(key_of(spread("T", scales="a"), other)))
        assert [["eerste", "60"], ["tweede", "geen score: niet op deze schaal"]] == [row[:2] for row in table]

    def test_an_open_end(self) -> None:
        row = NormRow("a", None, (), raw=(6.0,), printed=(("T", Printed(70.0, ">")),))
        key = key_of(
            norms("table", [row], gives=["T"], interval=RULE), first={"cuts": {"c": cut("T", 65, 75)}}
        )
        ((label, score, interval, beyond),) = cells(drawn(key))
        assert ("eerste", ">70", "") == (label, score, interval)
        assert "onder (< 65): nee; midden (< 75): niet te zeggen" == beyond


class TestScale:
    """The scale is that of the interval, or the first linear one, or the percentile; else there is none."""

    @pytest.mark.parametrize(
        ("gives", "rule", "head"),
        [
            (["T"], None, "Score (T)"),
            (["z", "T"], None, "Score (z)"),
            (["z", "T"], RULE, "Score (T)"),
            (["percentile", "SS"], None, "Score (standaardscore)"),
            (["stanine", "percentile"], None, "Score (percentiel)"),
        ],
    )
    def test_chosen(self, gives: list[str], rule: dict[str, Any] | None, head: str) -> None:
        assert head == drawn(key_of(spread(*gives, interval=rule))).table.columns[1]

    @pytest.mark.parametrize("gives", [["stanine"], ["sten", "C"]])
    def test_no_scale_to_draw_on(self, gives: list[str]) -> None:
        key = key_of(spread(*gives))
        assert profile_of(key, key.score(ALL), "nl") is None

    def test_nothing_normed(self) -> None:
        for key, answers in (
            (key_of(), ALL),
            (key_of(spread("T")), {}),
            (key_of(spread("T", scales="a")), {"q1": 9.0}),
        ):
            assert profile_of(key, key.score(answers), "nl") is None

    def test_the_interval_is_on_its_own_scale(self) -> None:
        """Norms give z first and the interval on T: it is drawn on T, and never on another scale."""
        picture = drawn(key_of(spread("z", "T", interval=RULE)))
        assert ["51,8 tot 68,2 (rond de behaalde score, 90 %)"] * 2 == [row[2] for row in cells(picture)]
        other = spread("SS", "T", scales="b", interval={**RULE, "on": "SS"})
        table = cells(drawn(key_of(spread("T", scales="a", interval=RULE), other)))
        assert [["60", "51,8 tot 68,2 (rond de behaalde score, 90 %)"], ["60", ""]] == [
            row[1:3] for row in table
        ]

    def test_a_level_with_a_decimal(self) -> None:
        picture = drawn(key_of(spread("T", interval={**RULE, "level": 0.995})))
        assert cells(picture)[0][2].endswith("(rond de behaalde score, 99,5 %)")


class TestCutOffs:
    """A cut-off is met on the side that concerns, itself included as the set says; for its scale and age."""

    # direction, goes, which zones are named, which sign, whether 60 meets 60
    @pytest.mark.parametrize(
        ("direction", "goes", "expected"),
        [
            ("high-is-concern", "up", "midden (≥ 60): ja; boven (≥ 70): nee"),
            ("high-is-concern", "down", "midden (> 60): nee; boven (> 70): nee"),
            ("both-ways", "up", "midden (≥ 60): ja; boven (≥ 70): nee"),
            ("not-said", "down", "midden (> 60): nee; boven (> 70): nee"),
            ("high-is-good", "up", "onder (< 60): nee; midden (< 70): ja"),
            ("high-is-good", "down", "onder (≤ 60): ja; midden (≤ 70): ja"),
        ],
    )
    def test_sides(self, direction: str, goes: str, expected: str) -> None:
        cuts = {"c": cut("T", 60, 70, goes=goes)}
        table = cells(drawn(key_of(spread("T"), first={"direction": direction, "cuts": cuts})))
        assert [expected, ""] == [row[3] for row in table]

    @pytest.mark.parametrize("goes", ["up", "down"])
    @pytest.mark.parametrize("direction", ["high-is-concern", "high-is-good"])
    def test_the_drawing_and_the_zone_agree(self, direction: str, goes: str) -> None:
        """A score meets a cut-off exactly where its zone lies beyond it."""
        key = key_of(spread("T"), first={"direction": direction, "cuts": {"c": cut("T", 50, goes=goes)}})
        for sum_of in range(10):
            answers = {
                "q1": float(min(3, sum_of)),
                "q2": float(min(3, max(0, sum_of - 3))),
                "q3": float(max(0, sum_of - 6)),
            }
            scores = key.score(answers)
            concerns = "boven" if direction == "high-is-concern" else "onder"
            said = cells(drawn(key, answers))[0][3]
            assert said.endswith(": ja" if scores["a"].zone("c") == concerns else ": nee")

    @pytest.mark.parametrize(
        ("person", "expected"),
        [(Person(age_months=65), "boven (≥ 55): ja"), (Person(age_months=80), ""), (NOBODY, "")],
    )
    def test_for_their_own_ages(self, person: Person, expected: str) -> None:
        first = {"direction": "high-is-concern", "cuts": {"c": cut("T", 55, ages="60..71")}}
        assert expected == cells(drawn(key_of(spread("T"), first=first), person=person))[0][3]

    def test_on_another_scale(self) -> None:
        cuts = {"raw": cut("raw", 4), "pc": cut("percentile", 10)}
        assert "" == cells(drawn(key_of(spread("T", "percentile"), first={"cuts": cuts})))[0][3]

    def test_on_the_percentile(self) -> None:
        cuts = {"pc": cut("percentile", 10, 90, goes="down")}
        table = cells(drawn(key_of(spread("percentile"), first={"cuts": cuts})))
        assert ["84,13", "onder (≤ 10): nee; midden (≤ 90): ja"] == [table[0][1], table[0][3]]

    @pytest.mark.parametrize(("raw", "expected"), [(5.9999, "59,9995"), (5.9, "59,5"), (5.33333, "56,67")])
    def test_two_decimals_that_do_not_carry_it_over(self, raw: float, expected: str) -> None:
        row = NormRow("a", None, (), numbers=(("mean", 4.0), ("sd", 2.0)))
        item = {"lengte": {"type": "number 0..20"}}
        scale = {**SUM, "items": ["lengte"], "cuts": {"c": cut("T", 60)}}
        key = ScoringKey.of(instrument(item, {"a": scale}), norms("mean-sd", [row], gives=["T"]))
        made = profile_of(key, key.score({"lengte": raw}), "nl")
        assert made is not None
        assert [expected, "onder (< 60): ja"] == [cells(made)[0][1], cells(made)[0][3]]


class TestAnything:
    """Whatever the scores are, there is a picture of them or none; it never fails."""

    @settings(max_examples=examples(80))
    @given(groups())
    def test_any_score(self, group: tuple[ScoringKey, list[Form], list[Person]]) -> None:
        key, some, people = group
        for answers, person in zip(some, people, strict=True):
            scores = key.score(answers, person)
            normed = [s for s in scores if any(n.scale in ("z", "T", "percentile") for n in scores[s].normed)]
            for lang in ("nl", "en"):
                made = profile_of(key, scores, lang)  # type: ignore[arg-type]
                assert (made is None) == (normed == [])
                assert made is None or len(normed) <= len(made.table.rows)
