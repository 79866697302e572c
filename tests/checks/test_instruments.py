"""Every mistake that can be made in an instrument is told once, at its place; without it nothing is told."""

from __future__ import annotations

import re

import pytest

from prodia.checks.cases import example_findings
from prodia.content import digest, read
from prodia.content.measures import instrument_problems
from prodia.content.packs import Entry
from prodia.content.validate import retold, validate
from prodia.model.instrument import Instrument
from prodia.problems import Problem
from prodia.problems.families import kinds

EXAMPLES = """\
examples:
  - says: alles één
    answers: {q1..q3: 1, tijd: 5}
    expect: {som: 4, som.zone: hoog, samen: 9, veel: true}
"""
GOOD = """\
format: 1
id: maat
version: 1.0.0
title: Maat
measures: niets
status: fictitious
licence: eigen
may: keys
form: eigen volgorde
ages: 60..120
rating: {label: unrated}
reverse: [q3]
items:
  q1..q3: {answers: 0..2}
  q4: {answers: [0, 1], points: [0, 3]}
  tijd: {type: minutes 0..60}
scales:
  som:
    title: som
    items: [q1..q3]
    score: sum
    missing: {rule: refuse}
    weights: {q1: 2}
    direction: high-is-concern
    cuts:
      zone: {says: zones, on: raw, zones: [laag, hoog], at: [3], goes: up, source: [{ref: bron, confidence: seen}]}
  teller:
    title: teller
    items: [q1, q4]
    score: count
    at_least: 1
    missing: {rule: refuse}
    direction: high-is-good
  proef:
    title: proef
    items: [q1, q2, q4]
    score: sum
    missing: {rule: refuse}
    direction: high-is-good
    stop: {full: 1, starts: [{item: q1, ages: 60..80}, {item: q2, ages: 81..120}], basal: 1, reversal: in sequence, misses: 1, in_a_row_of: 2}
  samen: {title: samen, is: som + tijd, direction: both-ways}
  gedrukt: {title: gedrukt, scores: [raw 0..60], direction: not-said}
  blokken:
    title: blokken
    items: [q1, q2, q3]
    score: sum
    missing: {rule: refuse}
    direction: high-is-good
    stop:
      full: 2
      starts: [{item: q1, ages: 60..79}, {item: q2, ages: 80..119}]
      sets:
        - {items: [q1], on_at_least: 1}
        - {items: [q2, q3], back_at_most: 2}
rules:
  veel: {says: veel, is: som >= 4, source: [{ref: bron, confidence: seen}]}
EXAMPLESsource: [{ref: bron, confidence: seen}]
""".replace("EXAMPLES", EXAMPLES)  # noqa: E501


def told(text: str) -> tuple[Problem, ...]:
    """What is said of an instrument: of its file, or else of the definition, or else of its examples."""
    got = read(text.encode(), "maat.yaml")
    assert got.document is not None
    definition, problems = validate(got.document, Instrument)
    if definition is None:
        return problems
    entry = Entry("maat@1.0.0", definition, got.document, digest(got.document.data), "/maat.yaml")
    found = tuple(instrument_problems(entry))
    if any(p.severity == "error" for p in found):
        return found
    return (*found, *retold(example_findings(definition), got.document))


def broken(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, "the form no longer says this, or says it twice"
    return GOOD.replace(old, new)


FLAG = (
    "reverse: [q3]\nflags:\n  vlag: {{item: {item}, {more}, says: iets, do: kijk, "
    "source: [{{ref: bron, confidence: seen}}]}}"
)
SOM_RULE = "    items: [q1..q3]\n    score: sum\n    missing: {{rule: {}}}"
COUNTED = "at_least: 1\n    missing: {rule: refuse}"
SOM = "    items: [q1..q3]\n    score: sum\n    missing: {rule: refuse}"
CASES = [
    ("an item of two runs", "  q4: {answers: [0, 1]", "  q3..q5: {answers: [0, 1]", "15:3", "P12"),
    ("an item twice in a scale", "items: [q1, q4]", "items: [q1, q1, q4]", "29:17", "P12"),
    ("an item with two weights", "weights: {q1: 2}", "weights: {q1: 2, q1..q2: 1}", "23:22", "P12"),
    ("an item turned twice", "reverse: [q3]", "reverse: [q3, q2..q3]", "12:15", "P12"),
    ("an item answered twice", "answers: {q1..q3: 1, tijd", "answers: {q1..q3: 1, q2: 1, tijd", "59:26", "P12"),  # noqa: E501
    ("no missing rule", SOM, "    items: [q1..q3]\n    score: sum", "18:3", "P13"),
    ("a run that falls", "  tijd: {type", "  x9..x4: {answers: 0..2}\n  tijd: {type", "16:3", "P31"),
    ("an unknown item in a scale", "items: [q1, q4]", "items: [q1, q7]", "29:17", "P32"),
    ("a weight of another scale's item", "weights: {q1: 2}", "weights: {q4: 2}", "23:15", "P32"),
    ("a start outside the scale", "{item: q2, ages: 81", "{item: q3, ages: 81", "40:63", "P32"),
    ("an item without answers", "  tijd: {type: minutes 0..60}", "  tijd: {}", "16:3", "P33"),
    ("fewer points than answers", "points: [0, 3]", "points: [3]", "15:33", "P34"),
    ("more points than answers", "answers: 0..2}", "answers: 0..2, points: [0, 1, 2, 3]}", "14:35", "P34"),
    ("the text of others", "  q4: {answers", "  q4: {text: een vraag, answers", "15:14", "P35"),
    ("a register with items", "may: keys", "may: register", "13:1", "P36"),
    ("no form", "form: eigen volgorde\n", "", "12:1", "P37"),
    ("a scale of two kinds", "is: som + tijd,", "is: som + tijd, items: [q1], score: sum, missing: {rule: refuse},", "41:3", "P38"),  # noqa: E501
    ("a scale of nothing", ", scores: [raw 0..60]", "", "42:3", "P38"),
    ("a missing rule without items", "is: som + tijd,", "is: som + tijd, missing: {rule: refuse},", "41:3", "P38"),  # noqa: E501
    ("a limit too many", COUNTED, "at_least: 1\n    missing: {rule: refuse, most_missing: 1}", "32:5", "P39"),
    ("a limit of the wrong kind", COUNTED, "at_least: 1\n    missing: {rule: zero_if_at_most_m, most_fraction: 0.2}", "32:5", "P39"),  # noqa: E501
    ("a rule that makes no count", COUNTED, "at_least: 1\n    missing: {rule: half_rule}", "32:21", "P40"),
    ("weights in a count", "at_least: 1\n", "at_least: 1\n    weights: {q1: 2}\n", "30:12", "P40"),
    ("a count of a measure", "items: [q1, q4]", "items: [q1, tijd]", "30:12", "P40"),
    ("a count from nowhere", "    at_least: 1\n", "", "30:5", "P41"),
    ("too many zones", "zones: [laag, hoog]", "zones: [laag, grijs, hoog]", "26:68", "P42"),
    ("cut-offs that fall", "zones: [laag, hoog], at: [3]", "zones: [laag, grijs, hoog], at: [3, 2]", "26:68", "P43"),  # noqa: E501
    ("a cut-off nobody reaches", "at: [3], goes: up", "at: [9], goes: up", "26:62", "P44"),
    ("a cut-off between scores", "at: [3], goes: up", "at: [3.5], goes: up", "26:62", "P45"),
    ("an item that counts nowhere", "  tijd: {type", "  q5: {answers: 0..2}\n  tijd: {type", "16:3", "P46"),
    ("a basal without its reversal", ", reversal: in sequence", "", "40:5", "P47"),
    ("more misses than the stretch", "misses: 1", "misses: 3", "40:5", "P47"),
    ("starts of one age", "ages: 81..120", "ages: 75..120", "40:73", "P48"),
    ("an expected name that is none", "samen: 9,", "samem: 9,", "60:38", "P49"),
    ("an example that fails", "samen: 9,", "samen: 8,", "60:45", "P50"),
    ("no example", EXAMPLES, "", "13:1", "P51"),
    ("a measure turned round", "reverse: [q3]", "reverse: [q3, tijd]", "12:15", "P52"),
    ("stop rules on a mean", "items: [q1, q2, q4]\n    score: sum", "items: [q1, q2, q4]\n    score: mean", "40:5", "P53"),  # noqa: E501
    ("a scale called as an item", "  samen: {title", "  q4: {title: dubbel, is: som, direction: not-said}\n  samen: {title", "41:3", "P54"),  # noqa: E501
    ("answers that are no scale", "answers: 0..2}", "answers: 2..0}", "14:21", "P55"),
    ("ages that are no ages", "ages: 60..120\nrating", "ages: 5 jaar\nrating", "10:7", "P56"),
    ("a stop rule beside sets", "      sets:", "      discontinue: 2\n      sets:", "52:7", "P70"),
    ("sets in another order", "{items: [q2, q3], b", "{items: [q3, q2], b", "54:20", "P71"),
    ("sets that pass over an item", "{items: [q2, q3], back_at_most: 2", "{items: [q3], back_at_most: 1", "54:20", "P71"),  # noqa: E501
    ("sets that leave an item out", "{items: [q2, q3], back_at_most: 2", "{items: [q2], back_at_most: 1", "52:7", "P71"),  # noqa: E501
    ("an item of a set outside the scale", "{items: [q2, q3], b", "{items: [q2, q3, tijd], b", "54:28", "P32"),  # noqa: E501
    ("nothing before the first set", "on_at_least: 1}", "back_at_most: 0, on_at_least: 1}", "53:25", "P72"),
    ("nothing after the last set", "back_at_most: 2}", "back_at_most: 2, on_at_least: 4}", "54:46", "P72"),
    ("points that a set can not have", "on_at_least: 1}", "on_at_least: 3}", "53:38", "P44"),
    ("points that say nothing", "back_at_most: 2}", "back_at_most: 4}", "54:43", "P44"),
    ("a set both ways", "[q2, q3], back_at_most: 2}", "[q2], back_at_most: 1, on_at_least: 1}\n        - {items: [q3]}", "54:11", "P73"),  # noqa: E501
    ("a start within a set", "{item: q2, ages: 80", "{item: q3, ages: 80", "51:49", "P74"),
    ("a flag of no item", "reverse: [q3]", FLAG.format(item="q9", more="from: 1"), "14:16", "P32"),
    ("a flag that says no answer", "reverse: [q3]", FLAG.format(item="q1", more="x").replace(" x,", ""), "14:3", "M75"),  # noqa: E501
    ("a flag beyond the answers", "reverse: [q3]", FLAG.format(item="q1", more="from: 3"), "14:3", "M75"),
    ("a flag beyond a measure", "reverse: [q3]", FLAG.format(item="tijd", more="from: 61"), "14:3", "M75"),
    ("a flag turned round", "reverse: [q3]", FLAG.format(item="q1", more="from: 2, to: 1"), "14:3", "M75"),
    ("a flag that is always up", "reverse: [q3]", FLAG.format(item="q1", more="from: 0"), "14:3", "M76"),
    ("more answered than items", SOM, SOM_RULE.format("prorate_sum, least_answered: 4"), "22:50", "M77"),
    ("no answer needed", SOM, SOM_RULE.format("prorate_sum, least_answered: 0"), "22:50", "M77"),
    ("as many empty as items", SOM, SOM_RULE.format("zero_if_at_most_m, most_missing: 3"), "22:54", "M77"),
    ("everything empty", SOM, SOM_RULE.format("prorate_sum, most_fraction: 1"), "22:49", "M77"),
    ("a whole form empty", "reverse: [q3]", "reverse: [q3]\nmost_empty: 5", "13:13", "M77"),
    ("a basal longer than the test", "basal: 1", "basal: 4", "40:91", "M78"),
    ("a stop longer than the test", "misses: 1, in_a_row_of: 2", "discontinue: 4", "40:130", "M78"),
    ("a stretch longer than the test", "in_a_row_of: 2", "in_a_row_of: 4", "40:141", "M78"),
    ("a credit that no item has", "{full: 1,", "{full: 4,", "40:18", "M78"),
    ("cut-offs for nobody", "at: [3], goes: up", "at: [3], ages: 130..140, goes: up", "26:72", "M79"),
    ("a start for nobody", "{item: q2, ages: 80..119}", "{item: q2, ages: 121..130}", "51:59", "M79"),
    ("a credit that is not said", "{full: 1,", "{", "40:5", "M81"),
    ("points that nobody counts", "at_least: 1\n", "at_least: 4\n", "31:15", "M82"),
    ("a printed cut-off nobody reaches", "[raw 0..60], ", "[raw 0..60], cuts: {c: {says: c, on: raw, zones: [a, b], at: [70], goes: up, source: [{ref: bron, confidence: seen}]}}, ", "42:99", "P44"),  # noqa: E501
    ("no ages", "ages: 60..120\nrating", "rating", "12:1", "P57"),
]  # fmt: skip


class TestEveryMistake:
    """One mistake is one message, at the key or value that is wrong."""

    def test_the_good_form_is_silent(self) -> None:
        assert () == told(GOOD)

    @pytest.mark.parametrize(
        ("old", "new", "place", "code"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
    )
    def test_place_and_code(self, old: str, new: str, place: str, code: str) -> None:
        found = told(broken(old, new))
        assert [f"maat.yaml:{place} PRD-{code}"] == [f"{p.place} {p.code}" for p in found]
        for lang in ("nl", "en"):
            assert not re.search(r"\{[a-z_]+\}", found[0].line(lang))

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("basal: 1", "basal: 0", "hier hoort een getal van minstens 1; ik lees"),
            ("ages: 60..120\nrating", "most_empty: -1\nages: 60..120\nrating", "een getal van minstens 0"),
        ],
    )
    def test_a_number_too_small_is_told_how_large_it_must_be(self, old: str, new: str, words: str) -> None:
        assert [words] == [words for p in told(broken(old, new)) if words in p.message("nl")]

    def test_every_kind_is_shown(self) -> None:
        of_a_stock = {"M87", "M88"}  # tests/content/test_register.py
        known = {k.code for k in kinds()["instruments"]} - of_a_stock
        assert known == {case[-1] for case in CASES}

    @pytest.mark.parametrize(
        ("said", "name"),
        [(", direction: both-ways}", "direction"), ("may: keys\n", "may"), ("says: zones, on: raw,", "on")],
    )
    def test_what_has_no_default(self, said: str, name: str) -> None:
        """Which way a score counts, what may be spread, which score a cut-off is of: facts, never silence."""
        without = {"direction": "}", "may": "", "on": "says: zones,"}[name]
        (found,) = told(broken(said, without))
        assert ("PRD-S01", name) == (found.code, dict(found.args)["field"])

    @pytest.mark.parametrize("points", ["points: [0]", "points: [0, 1, 2]"])
    def test_points_that_do_not_fit_break_nothing(self, points: str) -> None:
        text = broken("points: [0, 3]", points).replace("tijd: 5}", "tijd: 5, q4: 1}")
        assert ["PRD-P34"] == [p.code for p in told(text)]

    def test_the_witness_of_a_clash_is_an_age_of_both(self) -> None:
        starts = "{item: q1, ages: 60..70}, {item: q2, ages: 90..100}, {item: q4, ages: 80..95}"
        text = broken("{item: q1, ages: 60..80}, {item: q2, ages: 81..120}", starts)
        assert ["90"] == [dict(p.args)["months"] for p in told(text)]


class TestExampleAnswers:
    """An answer of an example is on the answer scale of its item, or of the type of what is measured."""

    @pytest.mark.parametrize(
        ("answer", "codes"),
        [("tijd: 5", []), ("tijd: 61", ["PRD-M02"]), ("q4: 1", ["PRD-P50"]), ("q4: 3", ["PRD-M02"])],
    )
    def test_on_its_scale(self, answer: str, codes: list[str]) -> None:
        assert codes == [p.code for p in told(broken("tijd: 5}", f"{answer}}}"))]


class TestScales:
    """How a score is made decides what may stand with it."""

    @pytest.mark.parametrize("how", ["highest", "pomp"])
    def test_weights_only_in_a_sum_or_a_mean(self, how: str) -> None:
        text = broken(SOM + "\n    weights: {q1: 2}\n", SOM.replace("sum", how) + "\n    weights: {q1: 2}\n")
        assert "PRD-P40" in [p.code for p in told(text)]

    @pytest.mark.parametrize("extra", ["", ", scores: [raw 0..80]"])
    def test_what_is_worked_out_may_also_be_printed(self, extra: str) -> None:
        assert () == told(broken("is: som + tijd,", f"is: som + tijd{extra},"))

    def test_an_expression_reads_what_stands_above_it(self) -> None:
        found = told(
            broken(
                "is: som + tijd,", "is: som + later, direction: not-said}\n  later: {title: later, is: som,"
            )
        )
        assert ["maat.yaml:41:35 PRD-E20"] == [f"{p.place} {p.code}" for p in found]
