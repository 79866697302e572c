"""Every expression can be read aloud, and every row of the table stands on the language page."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields

import pytest
from hypothesis import given

from prodia.language import (
    Apply,
    Tree,
    evaluate,
    evaluate_columns,
    parse,
    parse_type,
    reference,
    say,
    show_value,
    walk,
)
from prodia.language.operators import ROWS, Row
from tests.language.strategies import trees

TYPES = {
    "leespc": parse_type("percentile"),
    "weken": parse_type("weeks"),
    "ernst": parse_type("verdict"),
    "hulp": parse_type("truth"),
    "toets": parse_type("date"),
    "wachten": parse_type("duration months"),
    "niveau": parse_type("choice lager | secundair"),
}
LABELS = {
    "leespc": "percentiel woordlezen",
    "weken": "de begeleiding",
    "ernst": "de ernst",
    "hulp": "Is er hulp?",
    "toets": "de toets",
    "wachten": "de wachttijd",
    "niveau": "het niveau",
    "niveau=lager": "lager onderwijs",
}


class TestProse:
    """A condition is read as a person would say it."""

    @pytest.mark.parametrize(
        ("text", "nl", "en"),
        [
            ("leespc < 10", "percentiel woordlezen lager dan 10", "percentiel woordlezen lower than 10"),
            (
                "leespc in [10..16)",
                "percentiel woordlezen van 10 tot 16 (16 niet meegerekend)",
                "percentiel woordlezen from 10 to 16 (16 not included)",
            ),
            ("leespc < 2.5", "percentiel woordlezen lager dan 2,5", "percentiel woordlezen lower than 2.5"),
            ("weken >= 12", "de begeleiding minstens 12 weken", "de begeleiding at least 12 weeks"),
            ("weken = 1", "de begeleiding is 1 week", "de begeleiding is 1 week"),
            ('ernst = "not met"', "de ernst: niet voldaan", "de ernst: not met"),
            ("hulp", "Is er hulp? ja", "Is er hulp? yes"),
            ("not(hulp)", "Is er hulp? nee", "Is er hulp? no"),
            ("hulp = false", "Is er hulp? nee", "Is er hulp? no"),
            ('niveau = "lager"', "het niveau is «lager onderwijs»", "het niveau is “lager onderwijs”"),
            (
                'niveau in ("lager", "secundair")',
                "het niveau is «lager onderwijs» of «secundair»",
                "het niveau is “lager onderwijs” or “secundair”",
            ),
            (
                'toets >= date("2026-09-01")',
                "de toets op of na 1 september 2026",
                "de toets on or after 1 September 2026",
            ),
            (
                'wachten < duration("P6M")',
                "de wachttijd korter dan 6 maanden",
                "de wachttijd shorter than 6 months",
            ),
            ("leespc = null", "percentiel woordlezen ontbreekt", "percentiel woordlezen is missing"),
            (
                "leespc < 10 and (weken >= 12 or hulp)",
                "percentiel woordlezen lager dan 10 en (de begeleiding minstens 12 weken of Is er hulp? ja)",
                "percentiel woordlezen lower than 10 and "
                "(de begeleiding at least 12 weeks or Is er hulp? yes)",
            ),
            (
                "at least(2, leespc < 10, hulp, weken > 3)",
                "minstens 2 van deze gelden: percentiel woordlezen lager dan 10; Is er hulp? ja; "
                "de begeleiding hoger dan 3 weken",
                "at least 2 of these hold: percentiel woordlezen lower than 10; Is er hulp? yes; "
                "de begeleiding higher than 3 weeks",
            ),
            ("(a_b + 2) * 3", "(a b plus 2) maal 3", "(a b plus 2) times 3"),
            (
                "round half up(leespc, 1)",
                *(
                    "percentiel woordlezen afgerond op 1 decimaal (halven van nul weg)",
                    "percentiel woordlezen rounded at 1 decimal (halves away from zero)",
                ),
            ),
        ],
    )
    def test_cases(self, text: str, nl: str, en: str) -> None:
        assert nl == say(parse(text), "nl", LABELS, TYPES)
        assert en == say(parse(text), "en", LABELS, TYPES)

    @given(trees())
    def test_any_tree_is_said_without_a_hole(self, tree: Tree) -> None:
        for lang in ("nl", "en"):
            text = say(tree, lang)
            assert text
            assert not any(
                f"{{{slot}}}" in text for slot in ("0", "1", "2", "all", "rest", "and", "or", "places")
            )


class TestTable:
    """No operator lacks a face."""

    def test_a_row_can_not_be_made_without_every_face(self) -> None:
        row = ROWS["<"]
        given_fields = {f.name: getattr(row, f.name) for f in fields(Row) if f.init}
        for name in given_fields:
            with pytest.raises(TypeError):
                Row(**{k: v for k, v in given_fields.items() if k != name})
        for name in ("dutch", "english", "example", "symbol"):
            with pytest.raises(ValueError, match="lacks a face"):
                Row(**(given_fields | {name: ""}))

    @pytest.mark.parametrize("key", list(ROWS))
    def test_the_example_shows_its_own_operator_and_both_faces_agree(self, key: str) -> None:
        tree = parse(ROWS[key].example)
        assert key in {n.op for n in walk(tree) if isinstance(n, Apply)}
        assert [evaluate(tree, {})] == evaluate_columns(tree, {}).to_list()

    def test_the_page_has_every_row_in_both_languages(self) -> None:
        for lang in ("nl", "en"):
            rows = reference(lang)
            assert list(ROWS) == [r.key for r in rows]
            assert all(r.doc and r.prose and r.signatures and "{" not in r.prose for r in rows)
            assert [show_value(evaluate(parse(r.example), {})) for r in rows] == [r.result for r in rows]
        assert "true" == {r.key: r.result for r in reference()}["="]


def test_the_language_is_imported_without_numpy() -> None:
    code = "import prodia.language, sys; sys.exit('numpy' in sys.modules)"
    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode
