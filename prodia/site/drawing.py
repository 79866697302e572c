"""A flow as an SVG with text and links inside. Pure: the same flow gives the same bytes."""

# Colours come from the style sheet, so that light, dark and print follow the page. A
# kind of box is told by the word in it and by its outline, never by colour alone.

from __future__ import annotations

import itertools
import textwrap
from dataclasses import dataclass

from prodia.site.layers import Edge, Point, layered
from prodia.site.text import Html, join, line, tag

WIDTH, GAP, BETWEEN, MARGIN = 160.0, 42.0, 12.0, 6.0
LINE, PAD, LETTERS, LINES = 16.0, 8.0, 20, 6


@dataclass(frozen=True, slots=True)
class Box:
    """One box: ``kind`` is a word in the box, ``shape`` names its outline, ``href`` may be empty."""

    id: str
    kind: str
    shape: str
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """Boxes and arrows, with a title and a sentence that says what one sees."""

    title: str
    says: str
    boxes: tuple[Box, ...]
    arrows: tuple[Edge, ...]


def draw(flow: Flow, name: str) -> Html:
    """The SVG. ``name`` makes its ids unique on the page; letters, digits and ``-`` only."""
    rows = {box.id: _rows(box.text) for box in flow.boxes}
    heights = {id: LINE * (len(found) + 1) + 2 * PAD for id, found in rows.items()}
    placed = layered(heights, flow.arrows, width=WIDTH, gap=GAP, between=BETWEEN)
    width, height = placed.width + 2 * MARGIN, placed.height + 2 * MARGIN
    parts = [
        tag("title", line(flow.title), id=f"{name}-title"),
        tag("desc", line(flow.says), id=f"{name}-desc"),
        Html(
            f'<defs><marker id="{name}-tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
            'markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z" class="tip"/></marker></defs>'
        ),
        *(_arrow(points, name) for points in placed.arrows.values()),
        *(_box(box, rows[box.id], placed.boxes[box.id], heights[box.id]) for box in flow.boxes),
    ]
    return tag(
        "svg",
        join(parts, "\n"),
        class_="flow",
        role="group",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        viewBox=f"0 0 {_n(width)} {_n(height)}",
        width=_n(width),
        height=_n(height),
        xmlns="http://www.w3.org/2000/svg",
    )


def _rows(text: str) -> list[str]:
    found = textwrap.wrap(text, LETTERS) or [""]
    return found if len(found) <= LINES else [*found[: LINES - 1], found[LINES - 1][: LETTERS - 1] + "…"]


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _box(box: Box, rows: list[str], corner: Point, height: float) -> Html:
    x, y = corner[0] + MARGIN, corner[1] + MARGIN
    radius = {"round": 14, "soft": 5}.get(box.shape, 0)
    outline = f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(WIDTH)}" height="{_n(height)}" rx="{radius}"/>'
    if box.shape == "double":
        inner = f'x="{_n(x + 3)}" y="{_n(y + 3)}" width="{_n(WIDTH - 6)}" height="{_n(height - 6)}"'
        outline += f"<rect {inner}/>"
    words = [tag("text", line(box.kind), x=_n(x + PAD), y=_n(y + PAD + 11), class_="kind")]
    words += [
        tag("text", line(row), x=_n(x + PAD), y=_n(y + PAD + 11 + LINE * number))
        for number, row in enumerate(rows, 1)
    ]
    full = tag("title", line(f"{box.kind}: {box.text}"))
    inside = join((full, Html(outline), *words), " ")
    group = tag("g", inside, class_=f"box {box.shape}")
    return tag("a", group, href=box.href) if box.href else group


def _arrow(points: tuple[Point, ...], name: str) -> Html:
    moved = [(x + MARGIN, y + MARGIN) for x, y in points]
    path = [f"M{_n(moved[0][0])} {_n(moved[0][1])}"]
    for (x, y), (to_x, to_y) in itertools.pairwise(moved):
        half = (x + to_x) / 2
        path.append(
            f"L{_n(to_x)} {_n(to_y)}"
            if y == to_y
            else f"C{_n(half)} {_n(y)} {_n(half)} {_n(to_y)} {_n(to_x)} {_n(to_y)}"
        )
    return Html(f'<path class="arrow" d="{" ".join(path)}" marker-end="url(#{name}-tip)"/>')
