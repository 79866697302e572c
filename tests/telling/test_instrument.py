"""An instrument and its norms in words, whatever the face that shows them."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from prodia.content import load
from prodia.model.instrument import CutSet, Instrument, Item, Scale
from prodia.model.norms import KeyName as Key
from prodia.model.norms import NormKind, Norms
from prodia.report.instrument import about, answers, examples, kind_said, rule_facts
from prodia.report.instrument_words import WORDS, filled, known_as, scale_word
from prodia.report.scale import cut_facts, cut_grid, scale_facts
from prodia.telling.blocks import Facts
from prodia.words import LANGS, Lang
from tests.scoring.made import SOURCE, instrument

ITEMS: dict[str, Any] = {"q1..q4": {"answers": "0..2"}, "m": {"type": "number 1..9"}}
REFUSE = {"rule": "refuse"}
COUNT = {"score": "count", "at_least": 2}
SUM: dict[str, Any] = {"items": ["q1..q4"], "score": "sum", "missing": REFUSE}
ZONE: dict[str, Any] = {"says": "x", "zones": ["laag", "hoog"], "at": [4], "goes": "up", "source": SOURCE}


def made(scale: dict[str, Any], **more: Any) -> Instrument:
    return instrument(ITEMS, {"s": {"title": "som", **scale}}, **more)


def value(facts: Facts, label: str) -> str | None:
    return next((str(value) for name, value in facts.rows if name == label), None)


class TestWords:
    """Every word a definition can hold has words in both languages."""

    @pytest.mark.parametrize(
        ("family", "keys"),
        [
            ("status", get_args(Instrument.model_fields["status"].annotation)),
            ("may", get_args(Instrument.model_fields["may"].annotation)),
            ("informant", ("self", "parent", "teacher", "examiner")),
            ("label", ("first", "second", "indicative", "unrated")),
            ("direction", get_args(Scale.model_fields["direction"].annotation)),
            ("reversal", ("in sequence", "to previous start")),
            ("norms", get_args(NormKind)),
            ("key", get_args(Key)),
            ("outside", get_args(Norms.model_fields["outside"].annotation)),
            ("rows", get_args(Norms.model_fields["rows"].annotation)),
            ("normalised", ("true", "false")),
        ],
    )
    def test_all_there(self, family: str, keys: tuple[str, ...]) -> None:
        assert set(keys) == set(WORDS[family])
        assert all(known_as(family, key, lang) for key in keys for lang in LANGS)

    @pytest.mark.parametrize(
        ("scale", "said"),
        [
            ("T", "T (gemiddelde 50, standaardafwijking 10)"),
            ("NCE", "NCE (gemiddelde 50, standaardafwijking 21,06)"),
            ("z", "z"),
            ("percentile", "percentiel"),
            ("raw", "ruwe score"),
        ],
    )
    def test_a_linear_score_names_its_mean(self, scale: str, said: str) -> None:
        assert said == scale_word(scale, "nl")

    def test_an_empty_column_is_left_out(self) -> None:
        assert (("a", "c"), (("", "1"),)) == (
            filled("abc", [["", "", "1"]]).columns,
            filled("abc", [["", "", "1"]]).rows,
        )


class TestScale:
    """How a score is made is told from the definition: items as written, weights, empty items, ends."""

    @pytest.mark.parametrize(
        ("scale", "label", "said"),
        [
            (SUM, "gemaakt uit", "som van 4 items"),
            (SUM, "items", "q1..q4"),
            (SUM, "lege items", "elk item is nodig"),
            (SUM, "laagste, hoogste", "0 tot en met 8"),
            (SUM, "richting", "hoog is gunstig"),
            (SUM, "omgekeerd", "q2"),
            (SUM, "gewichten", None),
            ({**SUM, "weights": {"q1..q2": -2}}, "gewichten", "q1..q2: -2"),
            ({**SUM, "weights": {"q1..q2": -2}}, "laagste, hoogste", "-8 tot en met 4"),
            ({**SUM, "direction": "high-is-concern"}, "richting", "hoog is zorgelijk"),
            ({**SUM, "score": "mean"}, "laagste, hoogste", "0 tot en met 2"),
            ({**SUM, **COUNT}, "gemaakt uit", "van 4 items het aantal vanaf 2 punten"),
            (
                {**SUM, "missing": {"rule": "prorate_half_up", "least_answered": 3}},
                "lege items",
                "de som wordt doorgerekend naar alle items en afgerond, een half naar boven; "
                "minstens 3 beantwoord",
            ),
            ({"is": "q1 + q3"}, "gemaakt uit", "q1 plus q3"),
            ({"is": "q1 + q3"}, "lege items", "geen eigen regel: volgt uit de berekening"),
            ({"is": "q1 + q3"}, "items", None),
            ({"scores": ["percentile"]}, "gemaakt uit", "niet uitgerekend: zoals afgedrukt"),
            ({"scores": ["percentile"]}, "afgedrukt als", "een percentiel van 0 tot en met 100"),
            ({"scores": ["percentile"]}, "laagste, hoogste", None),
        ],
    )  # fmt: skip
    def test_table(self, scale: dict[str, Any], label: str, said: str | None) -> None:
        assert said == value(scale_facts(made(scale, reverse=["q2"]), "s", "nl"), label)

    def test_stop_rules(self) -> None:
        stop = {
            "starts": [{"item": "q2", "ages": "72..83"}],
            "basal": 2,
            "full": 2,
            "reversal": "to previous start",
            "discontinue": 3,
            "misses": 2,
            "in_a_row_of": 4,
        }
        told = scale_facts(made({**SUM, "stop": stop}), "s", "en")
        assert [
            ("start", "q2 (6;0 up to and including 6;11)"),
            ("basal", "2 full scores in a row (2 each), else: back to the previous start item"),
            ("stop", "after 3 zeros in a row"),
            ("stop in a run", "after 2 zeros in a run of 4"),
        ] == list(told.rows[-4:])
        assert "every item that is to be given is needed" == value(told, "empty items")

    def test_item_sets(self) -> None:
        sets = [{"items": ["q1..q2"], "on_at_least": 2.5}, {"items": ["q3", "q4"], "back_at_most": 0}]
        told = scale_facts(made({**SUM, "stop": {"full": 2, "sets": sets}}), "s", "nl")
        assert [
            ("blokken", "q1..q2 (verder vanaf 2,5); q3, q4 (terug bij hoogstens 0)"),
            ("niet afgenomen", "elk item voor het laagste blok: 2"),
        ] == list(told.rows[-2:])

    def test_a_cut_set(self) -> None:
        cuts = CutSet.model_validate(
            {
                "says": "x",
                "on": "T",
                "zones": ["laag", "midden", "hoog"],
                "at": [40, 60.5],
                "goes": "up",
                "ages": "72..143",
                "source": SOURCE,
            }
        )
        assert (("laag", "tot 40"), ("midden", "vanaf 40 tot 60,5"), ("hoog", "vanaf 60,5")) == cut_grid(
            cuts, "nl"
        ).rows
        assert ("6;0 tot en met 11;11", scale_word("T", "nl")) == (
            value(cut_facts(cuts, "nl"), "leeftijden"),
            value(cut_facts(cuts, "nl"), "op"),
        )

    def test_what_must_all_hold_stands_on_its_own_line(self) -> None:
        rules = {
            "r": {"says": "x", "is": "q1 >= 1 and (q2 >= 1 or q3 >= 1) and not(q4 >= 2)", "source": SOURCE}
        }
        one = made(SUM, rules=rules)
        said = value(rule_facts(one, one.rules["r"], "nl"), "waar als elk klopt")
        assert ["q1 minstens 1", "q2 minstens 1 of q3 minstens 1", "niet (q4 minstens 2)"] == (
            said or ""
        ).split("\n")


class TestAnswers:
    """The items as written, what can be answered and what it counts; the words only where they may be."""

    @pytest.mark.parametrize(
        ("item", "said"),
        [
            ({"answers": "0..4"}, "0 tot en met 4"),
            ({"answers": [0, 1]}, "0; 1"),
            ({"answers": [0, 1, 3, 5]}, "0; 1; 3; 5"),
            ({"answers": [-0.5, 0, 0.5]}, "-0,5; 0; 0,5"),
            ({"type": "number 20..250"}, "een getal van 20 tot en met 250"),
        ],
    )
    def test_table(self, item: dict[str, Any], said: str) -> None:
        one = made(SUM).model_copy(update={"items": {"q1": Item.model_validate(item)}})
        told = answers(one, "nl")
        assert told is not None
        assert said == told.rows[0][1]

    @pytest.mark.parametrize(("may", "seen"), [("keys", False), ("text", True)])
    def test_a_text_only_where_its_makers_allow_it(self, may: str, seen: bool) -> None:
        item = Item.model_validate({"answers": [0, 1], "labels": ["nooit", "vaak"], "text": "de vraag zelf"})
        one = made({"is": "q1 + 1"}).model_copy(update={"items": {"q1": item}, "may": may})
        told = f"{answers(one, 'nl')} {scale_facts(one, 's', 'nl')}"
        assert [seen, seen] == ["de vraag zelf" in told, "0 = nooit" in told]

    def test_none_of_a_register_entry(self) -> None:
        one = made({"scores": ["percentile"]}).model_copy(update={"items": {}, "may": "register"})
        assert answers(one, "nl") is None
        assert "overgenomen zoals ze afgedrukt zijn" in kind_said(one, "nl")
        assert "blijven bij de makers" in kind_said(one, "nl")
        assert "zonder items is er geen sleutel" in kind_said(one.model_copy(update={"may": "keys"}), "nl")
        assert "uitgerekend, uit de antwoorden" in kind_said(made(SUM), "nl")


class TestHead:
    """The head names status, licence, what may be spread, form, who answers, ages and the dated rating."""

    def test_it(self) -> None:
        one = made(
            SUM,
            informant="parent",
            ages="48..215",
            rating={"label": "second", "date": "2024-02-29", "body": "wie"},
        )
        told = about(one, "en")
        assert {
            "status": "made up, for the examples",
            "may be spread": "keys and cut-offs, not the items",
            "form": "own",
            "licence": "own",
            "who answers": "a parent",
            "ages": "4;0 up to and including 17;11",
            "rating": "second choice, 29 February 2024, wie",
        } == {label: said for label, said in told.rows if label not in ("version", "measures", "kind")}


class TestExamples:
    """Answers as they were written, and what comes out: a number, a zone, yes or no, or nothing."""

    def told(self, cuts: dict[str, Any], expect: dict[str, Any], lang: Lang = "nl") -> list[str]:
        one = made(
            {**SUM, "cuts": cuts},
            rules={"een_regel": {"says": "x", "is": "q1 > 1", "source": SOURCE}},
            examples=[{"says": "e", "answers": {"q1..q3": 2, "q4": 0.0}, "ages": 100, "expect": expect}],
        )
        found = examples(one, lang)
        assert found is not None
        assert ("e", "q1..q3: 2; q4: 0", "8;4") == found.rows[0][:3]
        return str(found.rows[0][3]).split("\n")

    def test_every_kind(self) -> None:
        expect = {"s": 6, "s.z": "hoog", "een_regel": True}
        assert ["som: 6", "som, zone: hoog", "een regel: ja"] == self.told({"z": ZONE}, expect)
        assert ["som: cannot be told", "een regel: no"] == self.told(
            {}, {"s": None, "een_regel": False}, "en"
        )

    def test_of_several_cut_sets_which_one(self) -> None:
        both = {"z": ZONE, "een-andere": ZONE}
        assert ["som, een andere: hoog"] == self.told(both, {"s.een-andere": "hoog"})

    def test_a_zone_in_the_words_of_the_translation(self) -> None:
        catalogue = load().catalogue
        own, one = (catalogue.instrument("phq-9", lang).definition for lang in LANGS)
        theirs = own.scales["totaal"].cuts["ernst"].zones
        ours = one.scales["totaal"].cuts["ernst"].zones
        assert theirs != ours
        told = str(examples(one, "en", own))
        assert all(f"zone: {zone}" in told for zone in ours)
        assert not any(f"zone: {zone}" in told for zone in theirs)
