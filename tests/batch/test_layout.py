"""Which column is what: by its name, or as it was said; what is not clear is refused with what there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.content.layout import PERSON, laid_out, placed
from prodia.problems import Problem
from tests.batch.given import small

ONE = small().instrument


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [p.kind.code for p in problems]


class TestLayout:
    """A column called like an item, or like what norms ask, is that, unless it was said to be another's."""

    def test_by_name(self) -> None:
        layout, problems = laid_out(("naam", "q2", "sex", "id", "q1", "q3"), ONE, {})
        assert () == problems
        assert {"id": 3, "sex": 2, "q1": 4, "q2": 1, "q3": 5} == layout.places
        assert (("naam",), 3) == (layout.unused, layout.who)

    def test_as_it_was_said(self) -> None:
        said = {"q1": "v1", "id": "naam", "born": "geboren"}
        layout, _ = laid_out(("naam", "v1", "q2", "q3", "geboren", "id"), ONE, said)
        assert {"id": 0, "born": 4, "q1": 1, "q2": 2, "q3": 3} == layout.places
        assert ("id",) == layout.unused

    def test_a_column_said_to_be_anothers_is_not_its_own(self) -> None:
        layout, problems = laid_out(("q1", "q2"), ONE, {"q1": "q2"}, allow_missing=True)
        assert {"q1": 1} == layout.places
        assert ["M59"] == codes(problems)
        assert "q2, q3" in problems[0].message("en")

    def test_also_in_a_file_that_is_no_form(self) -> None:
        for said, places in (({"q1": "q2"}, {"q1": 1}), ({"q1": "q2", "q2": "q1"}, {"q1": 1, "q2": 0})):
            layout, problems = placed(("q1", "q2"), ("q1", "q2"), said)
            assert (places, ()) == (layout.places, problems)
        layout, problems = placed(("q1", "q2"), ("q1", "q2"), {"q1": "q2"}, needed={"q2"})
        assert (["M61"], {"q1": 1}) == (codes(problems), layout.places)

    def test_two_columns_turned(self) -> None:
        layout, _ = laid_out(("q1", "q2", "q3"), ONE, {"q1": "q2", "q2": "q1"})
        assert {"q1": 1, "q2": 0, "q3": 2} == layout.places

    @pytest.mark.parametrize(
        ("head", "said", "code", "words"),
        [
            (("q1", "q1", "q2"), {}, "M60", "column «q1»"),
            (("q1", "x", "x", "x"), {}, "M60", "column «x»"),
            (("a", "b"), {}, "M58", "q1 ... q3"),
            (("v1",), {}, "F02", "did you mean «q1»"),
            (("Q1", " q2"), {}, "F03", "for q3"),
            (("Q1", "q1", "q2", "q3"), {}, "M60", "column «q1»"),
            ((), {}, "M58", "q1 ... q3"),
            (("q1",), {"q11": "q1"}, "G20", "did you mean «q1»"),
            (("q1",), {"sexe": "q1"}, "G20", "«sex»"),
            (("geboren", "q1"), {"born": "gebore"}, "M61", "did you mean «geboren»"),
            (("q1", "q2"), {"q1": "q2", "q3": "q2"}, "M71", "q1, q3"),
        ],
    )
    def test_refused(self, head: tuple[str, ...], said: dict[str, str], code: str, words: str) -> None:
        _, problems = laid_out(head, ONE, said)
        assert [code] == codes(problems)
        assert words in problems[0].message("en") + problems[0].hint("en")
        assert "{" not in problems[0].message("nl") + problems[0].hint("nl")

    @pytest.mark.parametrize("said", [{}, {"q1": "vraag 1", "id": "naam"}])
    def test_a_file_without_a_heading_shows_nobody(self, said: dict[str, str]) -> None:
        """Its first row is of a person, and is not repeated as if it were names of columns."""
        layout, problems = laid_out(("kanarie", "2", "2", "2017-04-30"), ONE, said)
        assert ({}, (), ["M58"]) == (layout.places, layout.unused, codes(problems))
        told = " ".join(p.message(x) + p.hint(x) for p in problems for x in ("nl", "en"))  # type: ignore[arg-type]
        assert not any(cell in told for cell in ("kanarie", "«2»", "2017"))

    def test_columns_without_a_name_are_nobodys(self) -> None:
        layout, problems = laid_out(("q1", "q2", "q3", "", ""), ONE, {})
        assert () == problems
        assert ("", "") == layout.unused

    @given(st.permutations(["q1", "q2", "q3", *PERSON]))
    def test_the_order_does_not_matter(self, head: list[str]) -> None:
        layout, problems = laid_out(head, ONE, {})
        assert () == problems
        assert {name: at for at, name in enumerate(head)} == layout.places
