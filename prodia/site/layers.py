"""Where the boxes of a flow stand: layers from left to right, few crossings, the same every time.

A small Sugiyama layout for graphs without circles: layer by longest path, long
arrows get a waypoint in every layer they cross, and a fixed number of sweeps
orders each layer by the middle of its neighbours.
"""

# Own layout, because the one light package for it (grandalf) is unmaintained and none
# of the others is light. Only ids go in, so the same graph always gives the same picture.

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    corners: dict[str, Point] = {}
    for number, row in enumerate(rows):
        y = (height - totals[number]) / 2
        for name in row:
            corners[name] = (number * (width + gap), y)
            y += tall[name] + between
    arrows = {edge: _points(chain, corners, tall, width) for edge, chain in chains.items()}
    boxes = {name: corners[name] for name in heights}
    return Placed(boxes, arrows, max(0.0, len(rows) * (width + gap) - gap), height)


def _layers(boxes: tuple[str, ...], edges: Sequence[Edge]) -> dict[str, int]:
    """The longest way to each box; a box with no way in stands right before what it leads to."""
    into: dict[str, list[str]] = {box: [] for box in boxes}
    out: dict[str, list[str]] = {box: [] for box in boxes}
    for start, end in edges:
        into[end].append(start)
        out[start].append(end)
    layer: dict[str, int] = {}
    waiting = list(boxes)
    while waiting:
        ready = [box for box in waiting if all(before in layer for before in into[box])]
        if not ready:
            raise ValueError("a flow without circles is needed")
        for box in ready:
            layer[box] = max((layer[before] + 1 for before in into[box]), default=0)
        waiting = [box for box in waiting if box not in layer]
    for box in boxes:
        if not into[box] and out[box]:
            layer[box] = min(layer[after] for after in out[box]) - 1
    return layer


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
