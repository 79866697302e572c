"""Text of a pack: bold, lists and plain links work, and nothing else."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.telling import blocks as b
from prodia.telling.html import line, to_html
from prodia.words.lists import upper

TAG = re.compile(r"<(/?[a-z]+)")


def page(*blocks: object, **more: object) -> str:
    """Blocks as the body of a page on which criteria have a place and nothing else has."""
    found = b.Document("T", "nl", blocks)  # type: ignore[arg-type]
    return to_html(found, where, lambda flow, address: "", title=False, **more)  # type: ignore[arg-type]


def where(to: b.Ref | b.Anchor) -> str | None:
    if isinstance(to, b.Anchor):
        return f"#{to.id}"
    return f"criteria/{to.id}.html" if to.group == "criteria" else None


def written(text: str) -> str:
    """A text of an author, as paragraphs and lists."""
    return page(*b.prose(text))


def inline(text: b.Inline) -> str:
    """One line, without the paragraph around it."""
    return page(b.Paragraph(text)).removeprefix("<p>").removesuffix("</p>")


class TestProse:
    """An author may write paragraphs, lists, bold words and links to the web."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("een\ntwee", "<p>een twee</p>"),
            ("een\n\ntwee", "<p>een</p>\n\n<p>twee</p>"),
            ("- een\n- twee", "<ul><li>een</li>\n<li>twee</li></ul>"),
            ("zo:\n- een\n  verder", "<p>zo:</p>\n\n<ul><li>een verder</li></ul>"),
            ("dit is **vet**", "<p>dit is <strong>vet</strong></p>"),
            ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
            ("# geen kop", "<p># geen kop</p>"),
            ("`geen` *code*", "<p>`geen` *code*</p>"),
            ("", ""),
        ],
    )
    def test_table(self, text: str, expected: str) -> None:
        assert expected == written(text)

    @pytest.mark.parametrize(
        ("text", "href"),
        [
            ("[x](https://example.org/a)", "https://example.org/a"),
            ("[x](mailto:a@example.org)", "mailto:a@example.org"),
            ("zie https://example.org/a?b=1&c.", "https://example.org/a?b=1&amp;c"),
        ],
    )
    def test_a_link_to_the_web(self, text: str, href: str) -> None:
        assert f'href="{href}"' in inline(b.authored(text))

    @pytest.mark.parametrize(
        "text",
        ["[x](javascript:a)", "[x](data:text/html,a)", "[x](//example.org)", "[x](a.html)", "<a href=x>"],
    )
    def test_no_other_link(self, text: str) -> None:
        assert html.escape(text) == inline(b.authored(text))

    @pytest.mark.parametrize(
        "address",
        [
            "data:text/html,x",
            " javascript:x",
            "JAVASCRIPT:x",
            "java\tscript:x",
            "//example.org",
            "vbscript:x",
            'https://example.org/" onclick="x',
        ],
    )
    def test_an_address_that_is_none_is_text(self, address: str) -> None:
        assert "woorden" == inline(b.Link("woorden", b.Web(address)))
        assert "<a" not in inline(b.Link(address, b.Web(address)))
        assert 'href="j' not in inline(b.authored(f"[x]({address})")).casefold()


class TestLinks:
    """A link leads to where a thing is told; where it is told nowhere its words stay."""

    @pytest.mark.parametrize(
        ("link", "expected"),
        [
            (
                b.Link("ernst", b.Ref("a@1.0.0", "criteria", "ernst")),
                '<a href="criteria/ernst.html">ernst</a>',
            ),
            (b.Link("stap <1>", b.Ref("a@1.0.0", "steps", "een")), "stap &lt;1&gt;"),
            (b.Link("hier", b.Anchor("deel")), '<a href="#deel">hier</a>'),
        ],
    )
    def test_table(self, link: b.Link, expected: str) -> None:
        assert expected == inline(link)

    def test_a_section_that_others_lead_to_has_its_anchor(self) -> None:
        one, two = (b.Section(id, f"Kop {id}", (b.Paragraph("x"),)) for id in ("a", "b"))
        text = page(one, two, anchors={"a": "deel-a"})
        assert '<div id="deel-a"></div>\n\n<h2 id="kop-a">Kop a</h2>' in text
        assert 1 == text.count("<div id=")


class TestLooks:
    """A column begins with a capital, a mark has a class of its kind, lines stay lines."""

    def test_the_heading_of_a_column(self) -> None:
        heads = (
            "regel",
            b.Link("ernst", b.Ref("a@1.0.0", "criteria", "ernst")),
            "→ voorstel",
            b.Line(("x", "y")),
        )
        text = page(b.Table(heads, (("1", "2", "3", "4"),), "tafel"))
        found = re.findall(r'scope="col">(.*?)</th>', text)
        assert ["Regel", '<a href="criteria/ernst.html">Ernst</a>', "→ Voorstel", "xy"] == found
        assert "<caption>Tafel</caption>" in text

    def test_a_mark(self) -> None:
        assert '<span class="mark verdict not-met">niet</span>' == inline(
            b.Mark("verdict", "not met", "niet")
        )
        assert '<span class="sure seen">gezien</span>' == inline(b.Mark("confidence", "seen", "gezien"))

    def test_a_listing_keeps_its_lines_and_ends_no_block(self) -> None:
        text = page(b.Listing("a\n\n<b>\n    c", "python"))
        assert "\n" not in text
        assert "a\n\n<b>\n    c" == html.unescape(re.sub("<[^>]+>", "", text))


class TestNothingElse:
    """Whatever the text, only our own tags come out, and the words are all there."""

    @given(st.text(alphabet=st.sampled_from("ab <>&\"'`*_[](){}:/-#\n.!|=%$htps"), max_size=60))
    def test_only_our_tags(self, text: str) -> None:
        assert set(TAG.findall(written(text))) <= {
            f"{end}{name}" for end in ("", "/") for name in ("p", "ul", "li", "strong", "a")
        }

    @given(st.text(max_size=60))
    def test_one_line_is_the_text_itself(self, text: str) -> None:
        assert re.sub(r"\s+", " ", text) == html.unescape(line(text))
        assert "<" not in line(text)

    @given(st.text(max_size=60))
    def test_a_heading_is_its_words(self, text: str) -> None:
        found = re.fullmatch(r'<h2 id="[\w-]+">([^<]*)</h2>', page(b.Section("a", text, ())))
        assert found is not None
        assert upper(re.sub(r"\s+", " ", text)) == html.unescape(found[1])

    @given(st.lists(st.sampled_from(["", "Kop", "kop", "Kop_1", "kop 1", "kop_1_2", "één", "!"]), max_size=6))
    def test_no_two_headings_have_one_id(self, words: list[str]) -> None:
        made = page(*(b.Section(str(n), one, ()) for n, one in enumerate(words)), anchors={"0": "kop"})
        ids = re.findall(r' id="([^"]*)"', made)
        assert len(words) + bool(words) == len(ids) == len({*ids, ""}) - 1
