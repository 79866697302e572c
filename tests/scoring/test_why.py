"""How a score was made is said in sentences: each fact once, in Dutch and in English, with its figures."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings

from prodia.model.norms import NormRow, Printed
from prodia.scoring.key import ScoringKey
from prodia.scoring.norms import NormSet, norm_set
from prodia.scoring.person import NOBODY, Person
from prodia.telling.scores import steps
from prodia.words import Lang
from tests.batch.given import Form, groups
from tests.examples import examples
from tests.scoring.made import SOURCE, instrument, norms
from tests.shipped import CATALOGUE

SUM = {"title": "som", "items": ["q1..q3"], "score": "sum", "missing": {"rule": "refuse"}}
LANGS: tuple[Lang, ...] = ("nl", "en")
Lines: TypeAlias = tuple[str, ...]
KNOWN = Person(sex="f", age_months=80)


def form(*answers: float | None) -> Form:
    return {f"q{n}": answer for n, answer in enumerate(answers, 1)}


def cut(**more: Any) -> dict[str, Any]:
    usual = {
        "says": "zwaarte",
        "zones": ["licht", "zwaar"],
        "at": [65],
        "goes": "up",
        "on": "T",
        "source": SOURCE,
    }
    return {**usual, **more}


def printed(outside: str = "no score", level: float = 0.9) -> NormSet:
    """T of a sum of 0 to 8 for girls and boys of 72 to 83 months; open above."""
    rows = [
        NormRow("som", (72, 83), (sex,), raw=(float(r),), printed=(("T", Printed(30 + 5.0 * r)),))
        for r in range(8)
        for sex in "fm"
    ]
    rows += [NormRow("som", (72, 83), (s,), raw=(8.0,), printed=(("T", Printed(70, ">")),)) for s in "fm"]
    interval = {"kind": "true SEE", "level": level, "on": "T", "reliability": 0.8}
    more = {"age": "calendar", "by": ["sex"], "gives": ["T"], "year": 2020, "n": 100, "outside": outside}
    return norms("table", rows, interval=interval, **more)


def told(
    answers: Form,
    person: Person = NOBODY,
    *sets: NormSet,
    cuts: dict[str, Any] | None = None,
    **scale: Any,
) -> dict[str, Lines]:
    """The lines of one scale in both languages, without the last, which says what it was made with."""
    made = instrument(
        {"q1..q3": {"answers": "0..3"}}, {"som": {**SUM, **scale, "cuts": cuts or {}}}, ages="72..95"
    )
    key = ScoringKey.of(made, *sets, digest="sha256:" + "1" * 64)
    every = {lang: steps(key, key.score(answers, person)["som"], lang) for lang in LANGS}
    assert {"made@1.0.0 sha256:111111111111 (own)"} == {lines[-1] for lines in every.values()}
    return {lang: lines[:-1] for lang, lines in every.items()}


class TestSteps:
    """From the items to the zone, a line for each step that was taken, and none for one that was not."""

    def test_a_plain_sum(self) -> None:
        assert {
            "nl": ("som = 6: som van 3 items", "geen enkel item is leeg"),
            "en": ("som = 6: sum of 3 items", "no item is empty"),
        } == told(form(1, 2, 3))

    def test_norms_interval_and_zone(self) -> None:
        assert {
            "nl": (
                "som = 6: som van 3 items",
                "geen enkel item is leeg",
                "normen made-norms@1.0.0 (nobody, nowhere, 2020, n = 100)",
                "normgroep: 72 tot en met 83 maanden, geslacht f",
                "leeftijd 6;8: 80 maanden (voltooid, volgens de kalender)",
                "T 60",
                "90 %-interval van T: 51,4 tot 64,6, rond de geschatte ware score (SEE): 58",
                "zwaarte: licht (T tot 65); 96 % kans dat de ware score onder 65 ligt",
            ),
            "en": (
                "som = 6: sum of 3 items",
                "no item is empty",
                "norms made-norms@1.0.0 (nobody, nowhere, 2020, n = 100)",
                "norm group: 72 up to and including 83 months, sex f",
                "age 6;8: 80 months (completed, by the calendar)",
                "T 60",
                "90 % interval of T: 51.4 to 64.6, around the estimated true score (SEE): 58",
                "zwaarte: licht (T below 65); 96 % chance that the true score lies below 65",
            ),
        } == told(form(1, 2, 3), KNOWN, printed(), cuts={"c": cut()})

    def test_a_level_is_said_as_a_person_writes_it(self) -> None:
        lines = told(form(1, 2, 3), KNOWN, printed(level=0.683))
        assert {"nl": ("68,3 %-interval van T",), "en": ("68.3 % interval of T",)} == {
            lang: tuple(one.partition(":")[0] for one in said if "interval" in one)
            for lang, said in lines.items()
        }

    @pytest.mark.parametrize(
        ("answers", "missing", "nl", "en"),
        [
            (
                (1, 2, None),
                {"rule": "prorate_half_up", "least_answered": 2},
                (
                    "som = 5: som van 3 items",
                    "voor het afronden: 4,5",
                    "2 van 3 items beantwoord, 1 leeg; de som wordt doorgerekend naar alle items en "
                    "afgerond, een half naar boven; minstens 2 beantwoord",
                ),
                (
                    "som = 5: sum of 3 items",
                    "before rounding: 4.5",
                    "2 of 3 items answered, 1 empty; the sum is prorated to all items and rounded, "
                    "a half upwards; at least 2 answered",
                ),
            ),
            (
                (1, 2, None),
                {"rule": "zero_if_at_most_m", "most_missing": 1},
                (
                    "som = 3: som van 3 items",
                    "2 van 3 items beantwoord, 1 leeg; een leeg item telt als 0; hoogstens 1 leeg",
                ),
                (
                    "som = 3: sum of 3 items",
                    "2 of 3 items answered, 1 empty; an empty item counts as 0; at most 1 empty",
                ),
            ),
            (
                (1, None, None),
                {"rule": "refuse"},
                (
                    "som: geen score, te veel items zijn leeg",
                    "1 van 3 items beantwoord, 2 leeg; elk item is nodig",
                ),
                (
                    "som: no score, too many items are empty",
                    "1 of 3 items answered, 2 empty; every item is needed",
                ),
            ),
            (
                (1, 9, 1),
                {"rule": "refuse"},
                ("som: geen score. Het antwoord op item «q2» hoort niet bij zijn antwoordschaal (0..3).",),
                ("som: no score. The answer to item «q2» is not on its answer scale (0..3).",),
            ),
        ],
    )
    def test_empty_items_and_answers_off_the_scale(
        self, answers: tuple[float | None, ...], missing: dict[str, Any], nl: Lines, en: Lines
    ) -> None:
        assert {"nl": nl, "en": en} == told(form(*answers), missing=missing)

    @pytest.mark.parametrize(
        ("how", "more", "nl", "en"),
        [
            ("mean", {}, "1,333: gemiddelde van 3 items", "1.333: mean of 3 items"),
            (
                "count",
                {"at_least": 2},
                "1: van 3 items het aantal vanaf 2 punten",
                "1: of 3 items those from 2 points",
            ),
            ("highest", {}, "2: hoogste van 3 items", "2: highest of 3 items"),
            ("sum", {"items": ["q3"]}, "1: som van 1 item", "1: sum of 1 item"),
        ],
    )
    def test_how(self, how: str, more: dict[str, Any], nl: str, en: str) -> None:
        found = told(form(1, 2, 1), score=how, **more)
        assert [f"som = {nl}", f"som = {en}"] == [found[lang][0] for lang in LANGS]


class TestNorms:
    """Why there is no normed score, or what to know about one, is said once."""

    def lines(self, person: Person, *answers: float, outside: str = "no score") -> dict[str, Lines]:
        cuts = {"c": cut(), "d": cut(says="ook op T", at=[60])}
        found = told(form(*(answers or (1, 2, 3))), person, printed(outside), cuts=cuts)
        return {lang: lines[2:] for lang, lines in found.items()}

    @pytest.mark.parametrize(
        ("person", "nl", "en"),
        [
            (
                Person(sex="f"),
                "Zonder leeftijd geven de normen made-norms@1.0.0 geen score.",
                "Without an age the norms made-norms@1.0.0 give no score.",
            ),
            (
                Person(age_months=80),
                "De normen made-norms@1.0.0 vragen «sex», en dat is niet gegeven.",
                "The norms made-norms@1.0.0 ask «sex», and it is not given.",
            ),
        ],
    )
    def test_a_reason_that_names_the_norms_is_enough(self, person: Person, nl: str, en: str) -> None:
        assert {"nl": (nl,), "en": (en,)} == self.lines(person)

    def test_an_age_outside(self) -> None:
        found = self.lines(Person(sex="f", age_months=100))
        assert (
            "normen made-norms@1.0.0 (nobody, nowhere, 2020, n = 100)",
            "De normen gaan van 72 tot en met 83 maanden, en de leeftijd valt daarbuiten.",
            "Dit instrument is bedoeld van 72 tot en met 95 maanden; deze leeftijd valt erbuiten.",
        ) == found["nl"]

    def test_before_birth(self) -> None:
        person = Person(sex="f", born=dt.date(2020, 1, 1), tested=dt.date(2019, 1, 1))
        assert "The day of the measurement lies before the date of birth." == self.lines(person)["en"][-1]

    def test_the_nearest_band(self) -> None:
        found = self.lines(Person(sex="f", age_months=90), outside="nearest band")
        assert "normgroep: 72 tot en met 83 maanden, geslacht f" in found["nl"]
        assert (
            "De leeftijd valt buiten de normen; de dichtstbijzijnde band (72..83 maanden) is genomen."
            == found["nl"][-1]
        )

    def test_an_open_end(self) -> None:
        found = self.lines(KNOWN, 3, 3, 2)
        assert (
            "T >70 (hier houdt de tabel op; reken met «<» of «>» niet verder)",
            "zwaarte: zwaar (T vanaf 65)",
            "ook op T: zwaar (T vanaf 60)",
        ) == found["nl"][3:]
        assert "T >70 (here the table ends; do not calculate on with «<» or «>»)" == found["en"][3]

    def test_an_open_end_short_of_a_cut_off(self) -> None:
        found = told(form(3, 3, 2), KNOWN, printed(), cuts={"c": cut(at=[75])})
        assert "zwaarte: niet te zeggen, want de T ligt open" == found["nl"][-1]
        assert "zwaarte: can not be said, for the T is open" == found["en"][-1]

    def test_zones_without_norms(self) -> None:
        found = told(form(1, 2, 3), KNOWN, cuts={"c": cut(), "jong": cut(on="raw", at=[4], ages="84..95")})
        assert (
            "zwaarte: niet te zeggen zonder T",
            "zwaarte: Deze grenzen gelden van 84 tot en met 95 maanden.",
        ) == found["nl"][2:]
        assert "zwaarte: can not be said without a T" == found["en"][2]

    def test_a_chance_is_never_certain(self) -> None:
        for answers, chance in (((0, 0, 1), ">99 %"), ((3, 3, 1), "77 %")):
            found = told(form(*answers), KNOWN, printed(), cuts={"c": cut()})
            assert chance in found["nl"][-1] and chance in found["en"][-1]

    def test_growth(self) -> None:
        definition = CATALOGUE.instrument("groei").definition
        key = ScoringKey.of(definition, norm_set(*CATALOGUE.norm_rows("cdc2000")))
        person = Person(sex="m", age_months=80)
        scores = key.score({"lengte": 140.0, "gewicht": 23.7}, person)
        lines = steps(key, scores["height"], "nl")
        assert "lengte in cm = 140: som van 1 item" == lines[0]
        assert "normgroep: geslacht m" == lines[3]
        assert "leeftijd 6;8: 80,5 maanden (dagen gedeeld door 30,4375)" == lines[4]
        assert lines[5].endswith("percentiel >99")
        assert "Enkel de voltooide maanden zijn bekend; er is met het midden van de maand gerekend." in lines
        wrong = key.score({"lengte": 60.0, "gewicht": 23.7}, person)
        assert "niet te geloven" in steps(key, wrong["height"], "nl")[2]
        (none, *_) = steps(key, key.score({"lengte": 117.5}, KNOWN)["bmi"], "en")
        assert "no score. A score that this one rests on is not there: weight." in none


class TestEverything:
    """No line is said twice, none holds a slot that was not filled, and Dutch has no point in a decimal."""

    @settings(max_examples=examples(80))
    @given(groups())
    def test_of_any_score(self, group: tuple[ScoringKey, list[Form], list[Person]]) -> None:
        key, some, people = group
        for answers, person in zip(some, people, strict=True):
            scores = key.score(answers, person)
            for scale in scores:
                nl, en = (steps(key, scores[scale], lang) for lang in LANGS)
                for lines in (nl, en):
                    assert len(set(lines)) == len(lines)
                    assert not re.search(r"[{}]|\bNone\b|\bnan\b|\binf\b", " ".join(lines))
                assert len(nl) == len(en)
                written = ("@", "made_of", "antwoordschaal", "made of")  # as the definition has it
                figures = " ".join(line for line in nl if not any(word in line for word in written))
                assert not re.search(r"\d\.\d", figures)

    @pytest.mark.parametrize("lang", LANGS)
    def test_of_what_is_shipped(self, lang: Lang) -> None:
        for reference in CATALOGUE.instruments():
            definition = CATALOGUE.instrument(reference, lang).definition
            if definition.items:
                key, every = ScoringKey.of(definition), definition.every_item
                full = {id: item.answers[-1] if item.answers else 100.0 for id, item in every.items()}
                for answers in (full, {}, dict.fromkeys(every, -99.0)):
                    for scale, score in key.score(answers).scores.items():
                        lines = steps(key, score, lang)
                        assert len(set(lines)) == len(lines), lines
                        assert definition.scales[scale].title in lines[0]
