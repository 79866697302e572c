"""A flow as an SVG: boxes with text and links, arrows between them, in layers from left to right.

A small Sugiyama layout for graphs without circles: layer by longest path, long arrows get a waypoint in
every layer they cross, and a fixed number of sweeps orders each layer by the middle of its neighbours.
"""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Callable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from prodia.frozen import dataclass
from prodia.pictures.svg import apart, tag, text

# Own layout, because the one light package for it (grandalf) is unmaintained and none of the others is
# light. Only ids go into it, so the same graph always gives the same picture. Colours come from the style
# sheet, so that light, dark and print follow the page. A kind of box is told by the word in it and by its
# outline, never by colour alone.

WIDTH, GAP, BETWEEN, MARGIN = 160.0, 42.0, 12.0, 6.0
LINE, PAD, LETTERS, LINES = 16.0, 8.0, 20, 6
SWEEPS = 6
WAYPOINT_HEIGHT = 10.0
Edge = tuple[str, str]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """Left top corner of every box, the points every arrow passes, and the size of the whole."""

    boxes: Mapping[str, Point]
    arrows: Mapping[Edge, tuple[Point, ...]]
    width: float
    height: float


def layered(
    heights: Mapping[str, float], edges: Sequence[Edge], *, width: float, gap: float, between: float
) -> Placed:
    """Place boxes of one ``width`` and their own height; ``gap`` across layers, ``between`` within one.

    Raises ``ValueError`` where the arrows go round in a circle.
    """
    layer = _layers(tuple(heights), edges)
    chains = {edge: _chain(edge, layer) for edge in dict.fromkeys(edges)}
    rows: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for box in heights:
        rows[layer[box]].append(box)
    for (start, _), chain in chains.items():
        for step, waypoint in enumerate(chain[1:-1], 1):
            rows[layer[start] + step].append(waypoint)
    links = [pair for chain in chains.values() for pair in itertools.pairwise(chain)]
    _untangle(rows, links)
    tall = {name: heights.get(name, WAYPOINT_HEIGHT) for row in rows for name in row}
    totals = [sum(tall[name] + between for name in row) - between for row in rows]
    height = max(totals, default=0.0)
    tops = _tops(rows, links, tall, between, height)
    corners = {name: (number * (width + gap), tops[name]) for number, row in enumerate(rows) for name in row}
    arrows = {edge: _points(chain, corners, tall, width) for edge, chain in chains.items()}
    boxes = {name: corners[name] for name in heights}
    return Placed(boxes, arrows, max(0.0, len(rows) * (width + gap) - gap), height)


def _layers(boxes: tuple[str, ...], edges: Sequence[Edge]) -> dict[str, int]:
    """By the longest way to an end, so that each box stands right before what needs it."""
    out: dict[str, list[str]] = {box: [] for box in boxes}
    for start, end in edges:
        out[start].append(end)
    left: dict[str, int] = {}
    try:
        for box in TopologicalSorter(out).static_order():
            left[box] = max((left[after] + 1 for after in out[box]), default=0)
    except CycleError:
        raise ValueError("a flow without circles is needed") from None
    longest = max(left.values(), default=0)
    return {box: longest - left[box] for box in boxes}


def _chain(edge: Edge, layer: Mapping[str, int]) -> list[str]:
    start, end = edge
    middle = [f"{start} > {end} @{n}" for n in range(layer[start] + 1, layer[end])]
    return [start, *middle, end]


def _untangle(rows: list[list[str]], links: Sequence[Edge]) -> None:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for start, end in links:
        before.setdefault(end, []).append(start)
        after.setdefault(start, []).append(end)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        order = range(1, len(rows)) if forward else range(len(rows) - 2, -1, -1)
        for number in order:
            fixed = rows[number - 1 if forward else number + 1]
            at = {name: place / max(1, len(fixed) - 1) for place, name in enumerate(fixed)}
            near = before if forward else after
            own = {name: place / max(1, len(rows[number]) - 1) for place, name in enumerate(rows[number])}
            middle = {name: _middle([at[n] for n in near.get(name, ())], own[name]) for name in rows[number]}
            rows[number].sort(key=lambda name: middle[name])


def _tops(
    rows: list[list[str]], links: Sequence[Edge], tall: Mapping[str, float], between: float, height: float
) -> dict[str, float]:
    """Each box as near as can be to the middle of its neighbours, in the order of its layer."""
    tops: dict[str, float] = {}
    for row in rows:
        free = height - sum(tall[name] + between for name in row) + between
        y = free / 2
        for name in row:
            tops[name] = y
            y += tall[name] + between
    near: dict[str, list[str]] = {}
    for start, end in links:
        near.setdefault(start, []).append(end)
        near.setdefault(end, []).append(start)
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            wish = [
                _middle([tops[n] + tall[n] / 2 for n in near.get(name, ())], tops[name] + tall[name] / 2)
                - tall[name] / 2
                for name in row
            ]
            sizes = [tall[name] for name in row]
            down = apart(wish, sizes, between, 0.0, height)
            # the same from below, with top and bottom changed: the mean of two orders is an order
            turned = [height - y - size for y, size in zip(wish[::-1], sizes[::-1], strict=True)]
            up = apart(turned, sizes[::-1], between, 0.0, height)
            for name, y, size, below in zip(row, down, sizes, up[::-1], strict=True):
                tops[name] = (y + height - below - size) / 2
    return tops


def _middle(places: list[float], otherwise: float) -> float:
    return sum(places) / len(places) if places else otherwise


def _points(
    chain: Sequence[str], corners: Mapping[str, Point], tall: Mapping[str, float], width: float
) -> tuple[Point, ...]:
    """From the right side of the first box, through both sides of each waypoint, to the left of the last."""
    found: list[Point] = []
    for place, name in enumerate(chain):
        x, y = corners[name]
        middle = y + tall[name] / 2
        if place > 0:
            found.append((x, middle))
        if place < len(chain) - 1:
            found.append((x + width, middle))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Box:
    """One box: ``kind`` is a word in it, ``shape`` names its outline; ``to``: what it leads to."""

    id: str
    kind: str
    shape: str
    text: str
    to: Any = None


@dataclass(frozen=True, slots=True)
class Flow:
    """Boxes and arrows from left to right, with a title and a sentence that says what one sees."""

    title: str
    says: str
    boxes: tuple[Box, ...]
    arrows: tuple[Edge, ...]


def draw(flow: Flow, name: str, address: Callable[[Any], str] = str) -> str:
    """The SVG. ``name`` makes its ids unique on the page; letters, digits and ``-`` only.

    ``address``: where that stands which a box leads to; empty for nowhere.
    """
    links = {box.id: "" if box.to is None else address(box.to) for box in flow.boxes}
    rows = {box.id: _rows(box.text) for box in flow.boxes}
    heights = {id: LINE * (len(found) + 1) + 2 * PAD for id, found in rows.items()}
    placed = layered(heights, flow.arrows, width=WIDTH, gap=GAP, between=BETWEEN)
    width, height = placed.width + 2 * MARGIN, placed.height + 2 * MARGIN
    parts = [
        tag("title", text(flow.title), id=f"{name}-title"),
        tag("desc", text(flow.says), id=f"{name}-desc"),
        (
            f'<defs><marker id="{name}-tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
            'markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z" class="tip"/></marker></defs>'
        ),
        tag(
            "g",
            "\n".join(map(_arrow, placed.arrows.values())),
            class_="arrow",
            marker_end=f"url(#{name}-tip)",
        ),
        *(
            _box(box, rows[box.id], placed.boxes[box.id], heights[box.id], links[box.id])
            for box in flow.boxes
        ),
    ]
    return tag(
        "svg",
        "\n".join(parts),
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


def _box(box: Box, rows: list[str], corner: Point, height: float, href: str) -> str:
    x, y = corner[0] + MARGIN, corner[1] + MARGIN
    radius = {"round": 14, "soft": 5}.get(box.shape, 0)
    outline = f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(WIDTH)}" height="{_n(height)}" rx="{radius}"/>'
    if box.shape == "double":
        inner = f'x="{_n(x + 3)}" y="{_n(y + 3)}" width="{_n(WIDTH - 6)}" height="{_n(height - 6)}"'
        outline += f"<rect {inner}/>"
    words = [tag("text", text(box.kind), x=_n(x + PAD), y=_n(y + PAD + 11), class_="kind")]
    words += [
        tag("text", text(row), x=_n(x + PAD), y=_n(y + PAD + 11 + LINE * number))
        for number, row in enumerate(rows, 1)
    ]
    cut = [tag("title", text(f"{box.kind}: {box.text}"))] if rows[-1].endswith("…") else []
    inside = " ".join((*cut, outline, *words))
    group = tag("g", inside, class_=f"box {box.shape}")
    return tag("a", group, href=href) if href else group


def _arrow(points: tuple[Point, ...]) -> str:
    moved = [(x + MARGIN, y + MARGIN) for x, y in points]
    path = [f"M{_n(moved[0][0])} {_n(moved[0][1])}"]
    for (x, y), (to_x, to_y) in itertools.pairwise(moved):
        half = (x + to_x) / 2
        path.append(
            f"L{_n(to_x)} {_n(to_y)}"
            if y == to_y
            else f"C{_n(half)} {_n(y)} {_n(half)} {_n(to_y)} {_n(to_x)} {_n(to_y)}"
        )
    return f'<path d="{" ".join(path)}"/>'
