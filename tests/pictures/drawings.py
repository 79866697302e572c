"""Pictures to test, and how to read a drawing: places of signs and texts, and what touches what."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from prodia.content import shipped
from prodia.content.normtables import read_growth
from prodia.pictures.growth import GrowthChart, Measured, growth_picture
from prodia.pictures.profile import CutOff, LinearScale, PercentileScale, Profile, Row, profile_picture
from prodia.pictures.svg import Picture, width_of

_READ, _FOUND = read_growth(shipped() / "shared/norms/cdc2000/1.0.0")
assert _READ is not None, [p.line("en") for p in _FOUND]
NORMS = _READ
T = LinearScale("T", 50, 10, 20, 80)
PC = PercentileScale("percentiel")
HIGH = CutOff(70, "klinisch gebied", "high", True)
HOSTILE = (
    "</text><script>alert('x')</script> | {n} \"&quot; \u202eom\u202c\u0007\ud800 " + "hyperactiviteits" * 28
)
WIDTHS = pytest.mark.parametrize("width", [280, 479, 480, 640])


def profile(*values: float | None, scale: Any = T, cutoffs: tuple[CutOff, ...] = ()) -> Profile:
    rows = (
        Row(f"r{i}", f"deel {i}", v, "" if v is not None else "niet afgenomen") for i, v in enumerate(values)
    )
    return Profile("Profiel", scale, tuple(rows), cutoffs)


def drawn(given: Profile | GrowthChart, **how: Any) -> Picture:
    draw = profile_picture if isinstance(given, Profile) else growth_picture
    return draw(given, name="p1", **how)  # type: ignore[arg-type]


def chart(*points: tuple[float, float], **changed: Any) -> GrowthChart:
    whole = GrowthChart("Groei", "lengte", NORMS, "height", "f", 24, 240, tuple(Measured(*p) for p in points))
    return replace(whole, **changed)


def elements(picture: Picture, name: str, look: str = "") -> list[ElementTree.Element]:
    """The elements of that name with that class, but for those of the key, in the order of drawing."""
    root = ElementTree.fromstring(picture.svg)
    key = {e for g in root.iter() if g.get("transform") for e in g.iter()}
    every = (e for e in root.iter() if e.tag.endswith("}" + name) and e not in key)
    return [e for e in every if not look or look in (e.get("class") or "").split()]


def numbers(element: ElementTree.Element) -> list[float]:
    return [float(n) for n in re.findall(r"-?[\d.]+", element.get("d") or "")]


def dots(picture: Picture) -> list[float]:
    return [float(e.attrib["cx"]) for e in elements(picture, "circle", "score")]


def boxes(picture: Picture) -> list[tuple[float, float, float, float, str]]:
    """Left, right, top and bottom of every text, as wide as a wide typeface makes it."""
    found = []
    for e in elements(picture, "text"):
        size, x, y, text = (
            float(e.attrib["font-size"]),
            float(e.attrib["x"]),
            float(e.attrib["y"]),
            e.text or "",
        )
        width = width_of(text, size) * (1.1 if e.get("font-weight") == "bold" else 1)
        left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[e.attrib["text-anchor"]]
        found.append((left, left + width, y - 0.75 * size, y + 0.2 * size, text))
    return found


def poles(picture: Picture) -> list[tuple[float, float, float]]:
    """x, top and bottom of every stretch of an upright line."""
    paths = [e for look in ("grid", "mean", "cutoff", "bound") for e in elements(picture, "path", look)]
    every = (re.findall(r"M([\d.]+) ([\d.]+)V([\d.]+)", e.attrib["d"]) for e in paths)
    return [(float(x), float(top), float(bottom)) for found in every for x, top, bottom in found]


def clashes(picture: Picture) -> list[str]:
    """Texts that overlap each other, an upright line, or the edge."""
    _, _, width, height = map(float, ElementTree.fromstring(picture.svg).attrib["viewBox"].split())
    texts = boxes(picture)
    out = [t for a, b, c, d, t in texts if a < -0.1 or b > width + 0.1 or c < 0 or d > height]
    pairs = itertools.combinations(texts, 2)
    over = [f"{p[4]}|{q[4]}" for p, q in pairs if p[0] < q[1] and q[0] < p[1] and p[2] < q[3] and q[2] < p[3]]
    cut = [
        t for a, b, c, d, t in texts for x, top, low in poles(picture) if a < x < b and top < d and c < low
    ]
    return out + over + cut
