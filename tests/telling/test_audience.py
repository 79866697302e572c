"""What may be told to whom."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from prodia.cli.screen import print_report
from prodia.cli.terminal import THEME
from prodia.cli.terminal import Terminal as Terminal
from prodia.model.parts import AUDIENCES, Audience
from prodia.telling import Document as Report
from prodia.telling import report, to_json, to_markdown, to_text
from tests.examples import examples
from tests.telling.plans import case, plan

OUTSIDE = tuple(a for a in AUDIENCES if a != "team")


def on_screen(told: Report) -> str:
    out = Console(file=io.StringIO(), width=200, theme=THEME, markup=False)
    print_report(Terminal(told.lang, out, out), told)
    return out.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def everywhere(told: Report) -> str:
    """The report through every renderer at once."""
    return "\n".join(
        (
            to_text(told),
            to_markdown(told),
            json.dumps(to_json(told), ensure_ascii=False),
            on_screen(told),
            repr(told),
        )
    )


audiences = st.lists(st.sampled_from(AUDIENCES), min_size=1, max_size=4, unique=True)


class TestCanary:
    """A field appears in a report only if the audience is listed with the field."""

    @settings(max_examples=examples(25))
    @given(listed=st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), audiences, min_size=1))
    def test_no_answer_goes_to_who_is_not_listed(self, listed: dict[str, list[str]]) -> None:
        one = case(plan(listed), {name: f"kanarie{name}kanarie" for name in listed})
        for audience in AUDIENCES:
            told = everywhere(report(one.state, audience))
            for name, seen in listed.items():
                expected = audience in seen or audience == "team"
                assert expected == (f"kanarie{name}kanarie" in told), (audience, name)

    @pytest.mark.parametrize("audience", OUTSIDE)
    def test_free_words_of_professionals_stay_with_the_team(self, audience: Audience) -> None:
        one = case(plan({"a": ["team"]}), {}, words="kanarie")
        assert "kanarie" not in everywhere(report(one.state, audience))
        assert "kanarie" in everywhere(report(one.state, "team"))

    @pytest.mark.parametrize("audience", OUTSIDE)
    def test_a_verdict_over_hidden_answers_is_hidden(self, audience: Audience) -> None:
        one = case(plan({}), {})
        assert "ernstig" not in everywhere(report(one.state, audience))


class TestTexts:
    """Every audience has its own words; no text of another takes their place."""

    def test_own_words(self) -> None:
        one = case(plan({}, {"team": "voor het team", "parents": "voor u"}), {})
        assert "voor u" in to_text(report(one.state, "parents"))
        assert "voor het team" not in to_text(report(one.state, "parents"))

    def test_a_missing_text_is_said(self) -> None:
        one = case(plan({}, {"team": "voor het team"}), {})
        told = to_text(report(one.state, "parents"), width=200)
        assert "Hierover schreef nog niemand een tekst voor u: «Wat nu?»" in told

    def test_a_decision_without_words_for_an_audience_is_not_for_it(self) -> None:
        one = case(plan({}, {"team": "voor het team"}), {})
        assert "Wat nu?" not in to_text(report(one.state, "school"))


class TestTeam:
    """The team reads who decided, with which reason, and from what it departs."""

    @pytest.mark.parametrize(
        "words", ["CLB", "kanarie reden", "volgt het voorstel", "Eigen keuze", "proef@1.0.0"]
    )
    def test_what_stands_in_it(self, words: str) -> None:
        one = case(plan({}), {}, words="kanarie")
        assert words in to_text(report(one.state, "team"))

    @pytest.mark.parametrize(
        ("lang", "heading"), [("nl", "Wat mensen besloten"), ("en", "What people decided")]
    )
    def test_in_two_languages(self, lang: str, heading: str) -> None:
        told = report(case(plan({}), {}).state, "team", lang)  # type: ignore[arg-type]
        section = told.section("decisions")
        assert section is not None
        assert heading == section.heading
