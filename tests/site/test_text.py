"""Text of a pack: bold, lists and plain links work, and nothing else."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prodia.site.text import heading, inline, line, outward, prose, upper

TAG = re.compile(r"<(/?[a-z]+)")


class TestProse:
    """An author may write paragraphs, lists, bold words and links to the web."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("een\ntwee", "<p>een twee</p>"),
            ("een\n\ntwee", "<p>een</p>\n<p>twee</p>"),
            ("- een\n- twee", "<ul><li>een</li><li>twee</li></ul>"),
            ("zo:\n- een\n  verder", "<p>zo:</p>\n<ul><li>een verder</li></ul>"),
            ("dit is **vet**", "<p>dit is <strong>vet</strong></p>"),
            ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
            ("# geen kop", "<p># geen kop</p>"),
            ("`geen` *code*", "<p>`geen` *code*</p>"),
            ("", ""),
        ],
    )
    def test_table(self, text: str, expected: str) -> None:
        assert expected == prose(text)

    @pytest.mark.parametrize(
        ("text", "href"),
        [
            ("[x](https://example.org/a)", "https://example.org/a"),
            ("[x](mailto:a@example.org)", "mailto:a@example.org"),
            ("zie https://example.org/a?b=1&c.", "https://example.org/a?b=1&amp;c"),
        ],
    )
    def test_a_link_to_the_web(self, text: str, href: str) -> None:
        assert f'href="{href}"' in inline(text)

    @pytest.mark.parametrize(
        "text",
        ["[x](javascript:a)", "[x](data:text/html,a)", "[x](//example.org)", "[x](a.html)", "<a href=x>"],
    )
    def test_no_other_link(self, text: str) -> None:
        assert html.escape(text) == inline(text)

    @pytest.mark.parametrize(
        "address",
        [
            "data:text/html,x",
            " javascript:x",
            "JAVASCRIPT:x",
            "java\tscript:x",
            "//example.org",
            "vbscript:x",
        ],
    )
    def test_an_address_that_is_none_is_text(self, address: str) -> None:
        assert "<a" not in outward(address) + inline(f"[x]({address})")

    def test_an_address_with_a_quote_is_text(self) -> None:
        assert "<a" not in outward('https://example.org/" onclick="x')


class TestNothingElse:
    """Whatever the text, only our own tags come out, and the words are all there."""

    @given(st.text(alphabet=st.sampled_from("ab <>&\"'`*_[](){}:/-#\n.!|=%$htps"), max_size=60))
    def test_only_our_tags(self, text: str) -> None:
        assert set(TAG.findall(prose(text))) <= {
            "p",
            "/p",
            "ul",
            "/ul",
            "li",
            "/li",
            "strong",
            "/strong",
            "a",
            "/a",
        }

    @given(st.text(max_size=60))
    def test_one_line_is_the_text_itself(self, text: str) -> None:
        assert re.sub(r"\s+", " ", text) == html.unescape(line(text))
        assert "<" not in line(text)

    @given(st.text(max_size=60))
    def test_a_heading_has_no_active_character(self, text: str) -> None:
        words = heading(2, text).removeprefix("## ").removeprefix("##")
        assert upper(" ".join(text.split())) == html.unescape(words).strip() or "\r" in text or "&" in text
        assert not re.search(r"[<>`*_\[\]{}()|\\!\"']", words)
