"""An instrument and its norms in words, whatever the face that shows them."""

from __future__ import annotations

from typing import Any

import pytest

from prodia.model.instrument import Instrument, Item
from prodia.model.plan import Shared
from prodia.telling.blocks import Block, Facts, Paragraph, Table, filled
from prodia.telling.instrument import instrument as told_of
from prodia.telling.instrument import scale_in_words
from prodia.telling.shelf import Shelf
from prodia.words import LANGS, Lang
from tests.scoring.made import SOURCE, instrument
from tests.shipped import CATALOGUE

ITEMS: dict[str, Any] = {"q1..q4": {"answers": "0..2"}, "m": {"type": "number 1..9"}}
REFUSE = {"rule": "refuse"}
COUNT = {"score": "count", "at_least": 2}
SUM: dict[str, Any] = {"items": ["q1..q4"], "score": "sum", "missing": REFUSE}
ZONE: dict[str, Any] = {"says": "x", "zones": ["laag", "hoog"], "at": [4], "goes": "up", "source": SOURCE}


def made(scale: dict[str, Any], **more: Any) -> Instrument:
    return instrument(ITEMS, {"s": {"title": "som", **scale}}, **more)


SHELF = Shelf({}, Shared({}, {}, {}, {}))


def blocks(one: Instrument, part: str, lang: Lang = "nl") -> tuple[Block, ...]:
    """What is told of one part of an instrument: the blocks of that section, or those at its head."""
    told = told_of(SHELF, one, lang)
    found = told.section(part) if part else None
    return found.blocks if found else () if part else told.blocks


def facts_of(one: Instrument, part: str, lang: Lang = "nl") -> dict[str, str]:
    return {
        label: str(said)
        for block in blocks(one, part, lang)
        if isinstance(block, Facts)
        for label, said in block.rows
    }


def table_of(one: Instrument, part: str, lang: Lang = "nl") -> Table | None:
    return next((block for block in blocks(one, part, lang) if isinstance(block, Table)), None)


def words_of(table: Table | None) -> tuple[tuple[str, ...], ...]:
    assert table is not None
    return tuple(tuple(map(str, row)) for row in table.rows)


def lead(one: Instrument) -> str:
    first = blocks(one, "")[0]
    assert isinstance(first, Paragraph)
    return str(first.text)


class TestWords:
    """A kind of score by its name, and a table without its empty columns."""

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
        assert said == scale_in_words(scale, "nl")

    def test_an_empty_column_is_left_out(self) -> None:
        found = filled(tuple("abc"), [("", "", "1")], "x")
        assert found is not None
        assert (("a", "c"), (("", "1"),)) == (
            found.columns,
            found.rows,
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
        assert said == facts_of(made(scale, reverse=["q2"]), "scale-s").get(label)

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
        told = facts_of(made({**SUM, "stop": stop}), "scale-s", "en")
        assert [
            ("start", "q2 (6;0 up to and including 6;11)"),
            ("basal", "2 full scores in a row (2 each), else: back to the previous start item"),
            ("stop", "after 3 zeros in a row"),
            ("stop in a run", "after 2 zeros in a run of 4"),
        ] == [row for row in told.items() if row[0] in ("start", "basal", "stop", "stop in a run")]
        assert "every item that is to be given is needed" == told["empty items"]

    def test_item_sets(self) -> None:
        sets = [{"items": ["q1..q2"], "on_at_least": 2.5}, {"items": ["q3", "q4"], "back_at_most": 0}]
        told = facts_of(made({**SUM, "stop": {"full": 2, "sets": sets}}), "scale-s")
        assert [
            ("blokken", "q1..q2 (verder vanaf 2,5); q3, q4 (terug bij hoogstens 0)"),
            ("niet afgenomen", "elk item voor het laagste blok: 2"),
        ] == [row for row in told.items() if row[0] in ("blokken", "niet afgenomen")]

    def test_a_cut_set(self) -> None:
        cuts = {
            "says": "welke zone",
            "on": "T",
            "zones": ["laag", "midden", "hoog"],
            "at": [40, 60.5],
            "goes": "up",
            "ages": "72..143",
            "source": SOURCE,
        }
        one = made({**SUM, "cuts": {"c": cuts}})
        assert (("laag", "tot 40"), ("midden", "vanaf 40 tot 60,5"), ("hoog", "vanaf 60,5")) == words_of(
            table_of(one, "scale-s")
        )
        told = facts_of(one, "scale-s")
        assert ("6;0 tot en met 11;11", scale_in_words("T", "nl")) == (told["leeftijden"], told["op"])
        assert Paragraph("welke zone", "strong") in blocks(one, "scale-s")

    def test_what_must_all_hold_stands_on_its_own_line(self) -> None:
        rules = {
            "r": {"says": "x", "is": "q1 >= 1 and (q2 >= 1 or q3 >= 1) and not(q4 >= 2)", "source": SOURCE}
        }
        one = made(SUM, rules=rules)
        said = facts_of(one, "rule-r")["waar als elk klopt"]
        assert ["q1 minstens 1", "q2 minstens 1 of q3 minstens 1", "niet (q4 minstens 2)"] == said.split("\n")


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
        assert said == words_of(table_of(one, "answers"))[0][1]

    @pytest.mark.parametrize(("may", "seen"), [("keys", False), ("text", True)])
    def test_a_text_only_where_its_makers_allow_it(self, may: str, seen: bool) -> None:
        item = Item.model_validate({"answers": [0, 1], "labels": ["nooit", "vaak"], "text": "de vraag zelf"})
        one = made({"is": "q1 + 1"}).model_copy(update={"items": {"q1": item}, "may": may})
        told = str(told_of(SHELF, one, "nl"))
        assert [seen, seen] == ["de vraag zelf" in told, "0 = nooit" in told]

    def test_none_of_a_register_entry(self) -> None:
        one = made({"scores": ["percentile"]}).model_copy(update={"items": {}, "may": "register"})
        assert table_of(one, "answers") is None
        assert "overgenomen zoals ze afgedrukt zijn" in lead(one)
        assert "blijven bij de makers" in lead(one)
        assert "zonder items is er geen sleutel" in lead(one.model_copy(update={"may": "keys"}))
        assert "uitgerekend, uit de antwoorden" in lead(made(SUM))


class TestHead:
    """The head names status, licence, what may be spread, form, who answers, ages and the dated rating."""

    def test_it(self) -> None:
        one = made(
            SUM,
            informant="parent",
            ages="48..215",
            rating={"label": "second", "date": "2024-02-29", "body": "wie"},
        )
        told = facts_of(one, "", "en")
        assert {
            "status": "made up, for the examples",
            "may be spread": "keys and cut-offs, not the items",
            "form": "own",
            "licence": "own",
            "who answers": "a parent",
            "ages": "4;0 up to and including 17;11",
            "rating": "second choice, 29 February 2024, wie",
            "name in files": "made",
        } == {name: said for name, said in told.items() if name not in ("version", "measures", "kind")}


class TestExamples:
    """Answers as they were written, and what comes out: a number, a zone, yes or no, or nothing."""

    def told(self, cuts: dict[str, Any], expect: dict[str, Any], lang: Lang = "nl") -> list[str]:
        one = made(
            {**SUM, "cuts": cuts},
            rules={"een_regel": {"says": "x", "is": "q1 > 1", "source": SOURCE}},
            examples=[{"says": "e", "answers": {"q1..q3": 2, "q4": 0.0}, "ages": 100, "expect": expect}],
        )
        ((*given, out),) = words_of(table_of(one, "examples", lang))
        assert ["e", "q1..q3: 2; q4: 0", "8;4"] == given
        return out.split("\n")

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
        catalogue = CATALOGUE
        own, one = (catalogue.instrument("phq-9", lang).definition for lang in LANGS)
        theirs = own.scales["totaal"].cuts["ernst"].zones
        ours = one.scales["totaal"].cuts["ernst"].zones
        assert theirs != ours
        told = str(told_of(SHELF, one, "en", own).section("examples"))
        assert all(f"zone: {zone}" in told for zone in ours)
        assert not any(f"zone: {zone}" in told for zone in theirs)
