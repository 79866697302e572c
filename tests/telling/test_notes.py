"""A note beside a pack is read as headings, lists, paragraphs and fenced lines, and as nothing else."""

from __future__ import annotations

from prodia.telling import blocks as b
from prodia.telling.html import to_html
from prodia.telling.notes import note


class TestNotes:
    def test_what_it_is_made_of(self) -> None:
        found = note("# Kop\n\nEen `woord`.\n\n## Deel\n\n- **a:** b\n- c\n\n```\n# geen kop\n```\n", "nl")
        assert "Kop" == found.title
        first, part = found.blocks
        assert b.Paragraph(b.Line(("Een ", b.Code("woord"), "."))) == first
        listed, fenced = part.blocks
        assert ["a: b", "c"] == [str(item) for item in listed.items]
        assert b.Listing("# geen kop") == fenced

    def test_what_is_stressed(self) -> None:
        """A word or several; a figure, a pattern and code with asterisks are what they are."""
        (said,) = note("*één* staat er, en *niet voldaan*: 2 * 3 * 4, `*.yaml`, a*b*c", "nl").blocks
        words = ["één", " staat er, en ", "niet voldaan", ": 2 * 3 * 4, ", "*.yaml", ", a*b*c"]
        assert words == [str(one) for one in said.text.parts]
        assert ["één", "niet voldaan"] == [one.text for one in said.text.parts if isinstance(one, b.Marked)]

    def test_code_within_what_is_bold(self) -> None:
        (said,) = note("**Valse vriend: `met`.**", "nl").blocks
        first, last = (b.Marked(one, "strong") for one in ("Valse vriend: ", "."))
        assert b.Line((first, b.Code("met"), last)) == said.text

    def test_an_odd_mark_is_text(self) -> None:
        assert (b.Paragraph("een ` los"),) == note("een ` los", "nl").blocks

    def test_a_hostile_one_is_text(self) -> None:
        bad = "# <script>x</script>\n\n<img onerror=x> [a](javascript:x)\n\n```\n</pre><script>\n"
        shown = to_html(note(bad, "nl"), lambda to: None, lambda flow, find: "", whole=True)
        assert "<script" not in shown
        assert "<img" not in shown
        assert "href" not in shown

    def test_nothing(self) -> None:
        assert () == note("", "nl").blocks
