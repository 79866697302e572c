"""Layout that says nothing else, and fixes that are sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.authoring.fixing import fixes, mended
from prodia.authoring.fmt import aligned, formatted
from prodia.content import read
from prodia.errors import ContentError
from prodia.model.protocol import split_cells
from prodia.problems import Problem
from tests.content.packs import CASE, PROTOCOL

pytest.importorskip("ruamel.yaml", reason="the extra «authors» is not installed")

WIDE = PROTOCOL.replace("ernst   | -> voorstel | omdat", "ernst|-> voorstel|omdat")


class TestFmt:
    """What an author wrote stays; only how it is laid out changes, and only once."""

    def test_a_table_gets_its_columns(self) -> None:
        assert PROTOCOL == formatted(WIDE)

    @pytest.mark.parametrize("text", [PROTOCOL, CASE])
    def test_what_is_laid_out_stays(self, text: str) -> None:
        assert text == formatted(text)

    def test_comments_quotes_and_empty_lines_stay(self) -> None:
        # (a comment keeps its column)
        text = "# kop\nformat: 1\n\n# over het id\nid:   'a'   # hier\nlist:\n- een\n- \"twee\"\n\n"
        laid = "# kop\nformat: 1\n\n# over het id\nid: 'a'     # hier\nlist:\n  - een\n  - \"twee\"\n"
        assert laid == formatted(text)

    @pytest.mark.parametrize(
        "text",
        [
            "options: {a: a,   # over a\n  b: b}\nlist:\n- een\n",
            "fields: [a,\n  # over b\n  b]\nlist:\n- een\n",
            "options: {   # over alle\n  a: a}\nlist:\n- een\n",
        ],
    )
    def test_a_comment_between_braces_stays(self, text: str) -> None:
        comment = text[text.index("#") :].partition("\n")[0]
        assert comment in formatted(text)

    def test_empty_lines_at_the_top_stay(self) -> None:
        assert "\n\na:\n  - 1\n" == formatted("\n\na:\n- 1\n") == formatted("\n\na:\n  - 1\n")

    def test_a_released_table_keeps_its_digest(self) -> None:
        assert WIDE == formatted(WIDE, sealed=True)

    @pytest.mark.parametrize("text", ["a: [1", "\ta: 1\n", "a: 1\na: 2\n", "a: &x 1\nb: *x\n", ""])
    def test_what_can_not_be_read_is_told(self, text: str) -> None:
        with pytest.raises(ContentError) as error:
            formatted(text, file="a.yaml")
        assert {"a.yaml"} == {p.place.file for p in error.value.problems if p.place}

    def test_line_ends_of_windows(self) -> None:
        assert "a: 1\nb: twee\n" == formatted("a: 1\r\nb: twee\r\n")

    @given(
        st.dictionaries(
            st.from_regex(r"[a-z]{1,6}", fullmatch=True),
            st.one_of(
                st.integers(-9, 9),
                st.booleans(),
                st.text("ab :#'\"-|>{}[],0.\n", max_size=8),
                st.lists(st.text("ab :#", max_size=4), max_size=3),
            ),
            min_size=1,
            max_size=5,
        ),
        st.booleans(),
    )
    def test_twice_is_once_and_nothing_is_said_otherwise(self, data: dict[str, object], flow: bool) -> None:
        import yaml

        text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True)
        once = formatted(text)
        assert once == formatted(once)
        before, after = read(text.encode(), "").document, read(once.encode(), "").document
        assert (before and before.data) == (after and after.data)

    @given(st.lists(st.lists(st.text('ab "', max_size=4), min_size=2, max_size=3), min_size=1, max_size=4))
    def test_cells_stay(self, rows: list[list[str]]) -> None:
        text = "\n".join("|".join(row) for row in rows)
        cells = [[c.text for c in split_cells(line, 0)] for line in text.split("\n") if line.strip()]
        laid = aligned(text)
        assert cells == [[c.text for c in split_cells(line, 0)] for line in laid.split("\n") if line.strip()]
        assert laid == aligned(laid)


def found(text: str) -> tuple[Problem, ...]:
    return read(text.encode(), "f.yaml").problems


class TestFix:
    """A safe change reads the same afterwards; a guess is only proposed."""

    @pytest.mark.parametrize(
        ("bad", "good"),
        [
            ("a: 007\n", 'a: "007"\n'),
            ("a: on\nb: [no]\n", 'a: "on"\nb: ["no"]\n'),
            ("a: wo\u200bord\n", "a: woord\n"),
            ("a: e\u0301e\u0301n\n", "a: \u00e9\u00e9n\n"),
        ],
    )
    def test_safe(self, bad: str, good: str) -> None:
        lines = bad.split("\n")
        made = fixes(found(bad), lambda _: lines)
        assert made
        assert all(one.safe for one in made)
        assert good == "\n".join(mended(lines, made))
        assert () == found(good)

    @pytest.mark.parametrize("bad", ["a: {b: 2,5}\n", "a: 2,5\n", "a:\n\tb: 1\n"])
    def test_a_guess(self, bad: str) -> None:
        lines = bad.split("\n")
        assert not any(one.safe for one in fixes(found(bad), lambda _: lines))

    def test_a_place_outside_the_file(self) -> None:
        assert () == fixes(found("a: 007\n"), lambda _: ())
