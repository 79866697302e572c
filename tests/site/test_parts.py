"""A long page comes in parts: all of it is there, once, in its order, and every part leads to the others."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.site.pages import Page, bodies
from prodia.site.parts import divided
from prodia.telling import blocks as b
from tests.examples import examples

WORDS = st.text("abc ", min_size=1, max_size=9)
PARAGRAPHS = st.builds(b.Paragraph, WORDS)
TABLES = st.builds(
    lambda rows: b.Table(("a", "b"), tuple((row, row) for row in rows)),
    st.lists(WORDS, min_size=1, max_size=40),
)
LISTS = st.builds(lambda items: b.List(tuple(items)), st.lists(WORDS, max_size=40))
LEAVES = st.lists(PARAGRAPHS | TABLES | LISTS, max_size=4)


@st.composite
def documents(draw: st.DrawFn) -> b.Document:
    """Two levels of sections with paragraphs, tables and lists, and what stands first and last."""
    inner = [
        [b.Section(f"s{n}-{k}", f"H {n} {k}", tuple(draw(LEAVES))) for k in range(draw(st.integers(0, 3)))]
        for n in range(draw(st.integers(0, 4)))
    ]
    sections = [b.Section(f"s{n}", f"H {n}", (*draw(LEAVES), *some)) for n, some in enumerate(inner)]
    first, last = b.Strip(("concept",)), b.Details("beheer", (b.Paragraph("wie"),))
    return b.Document("T", "nl", (first, *draw(LEAVES), *sections, last))


def leaves(blocks: tuple[b.Block, ...]) -> list[object]:
    """What is told, in its order: rows and items apart, headings and the list of parts left out."""
    found: list[object] = []
    for block in blocks:
        if isinstance(block, b.Section):
            found += [] if block.id == "parts" else leaves(block.blocks)
        elif isinstance(block, b.Table):
            found += block.rows
        elif isinstance(block, b.List):
            found += block.items
        elif not isinstance(block, b.Strip | b.Details):
            found.append(block)
    return found


class TestDivided:
    @settings(max_examples=examples(200), deadline=None)
    @given(documents(), st.sampled_from([3_000, 5_000, 20_000]))
    def test_all_of_it_once_in_its_order(self, told: b.Document, most: int) -> None:
        parts = divided(told, most)
        assert leaves(told.blocks) == [one for part in parts for one in leaves(part.blocks)]
        for part in parts:
            assert (told.blocks[0], told.blocks[-1]) == (part.blocks[0], part.blocks[-1])
        ids = [one.id for part in parts for one in b.sections_in(part.blocks) if one.id != "parts"]
        assert len(ids) == len(set(ids))
        if len(parts) > 1:
            ways = [part.section("parts") for part in parts]
            assert [len(parts)] * len(parts) == [len(way.blocks[0].items) for way in ways]  # type: ignore

    def test_a_link_leads_to_the_part_where_it_stands(self) -> None:
        """Also one of another page, and one within a part to what stands in another."""
        sections = [b.Section(f"s{n}", f"Kop {n}", (b.Paragraph("x"),) * 9) for n in range(60)]
        first = b.Paragraph(b.Link("verder", b.Anchor("s59")))
        long = b.Document("Lang", "nl", (first, *sections), b.Ref("", "findings"))
        to = b.Ref("", "findings", part="s59")
        pages = [
            Page("bevindingen.md", long, ("x",)),
            Page("a/b.md", b.Document("B", "nl", (b.Paragraph(b.Link("x", to)),)), ()),
        ]
        made = {one.page.path: (one.page, one.html) for one in bodies(pages)}
        last = max(path for path in made if path.startswith("bevindingen-deel-"))
        address = last.removesuffix(".md") + ".html"
        assert 'id="s59"' in made[last][1]
        assert f'href="{address}#s59"' in made["bevindingen.md"][1]
        assert f'href="../{address}#s59"' in made["a/b.md"][1]
        assert 'href="bevindingen.html"' in made[last][1]
        assert [("x",)] == [page.menu for path, (page, _) in made.items() if page.menu and path != "a/b.md"]
