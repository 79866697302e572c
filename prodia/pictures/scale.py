"""The zones that a rule makes of a value, beside each other, with what was tried pinned above them.

Every zone is as wide as the others: what counts is which comes after which, and on which side a figure falls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prodia.frozen import dataclass
from prodia.pictures.svg import LINE, PAD, SMALL, drawing, heading, spread, tag, upright, words, wrapped
from prodia.words import Lang

_ROOM, _HEIGHT, _PINS = 26.0, 62.0, 40.0
_DASHES = {"judgement": "5 3", "not-assessable": "2 3"}


@dataclass(frozen=True, slots=True)
class Zone:
    """``look`` is the verdict as a class; ``word`` the verdict and ``range`` the values, in words."""

    look: str
    word: str
    range: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A value that was tried: how far along it lies (zone 1, half way: 1.5), in words, and its verdict."""

    at: float
    text: str
    look: str


def scale_svg(
    name: str,
    title: str,
    alt: str,
    zones: Sequence[Zone],
    pins: Sequence[Pin] = (),
    *,
    lang: Lang,
    width: float = 640,
) -> str:
    """The scale as markup that is safe in a page."""
    head, top = heading(title, width)
    each = (width - 2 * PAD) / len(zones)
    y = top + (_PINS if pins else 0.0)
    parts = [head, *_pins(pins, each, top, y, width)]
    foot = y + _HEIGHT
    for n, zone in enumerate(zones):
        left = PAD + n * each
        parts.append(
            tag(
                "g",
                tag("rect", x=left, y=y, width=each, height=_HEIGHT, class_=f"zone {zone.look}", fill="none"),
                stroke="currentColor",
                stroke_dasharray=_DASHES.get(zone.look, "none"),
            )
        )
        rows = wrapped(zone.word, each - 8, lines=2)
        middle = left + each / 2
        parts.append(words(rows, middle, y + 20, full=zone.word, anchor="middle", font_weight="bold"))
        rows = wrapped(zone.range, each - 8, size=SMALL, lines=2)
        below = y + 24 + LINE * min(2, len(wrapped(zone.word, each - 8, lines=2)))
        parts.append(words(rows, middle, below, full=zone.range, anchor="middle", size=SMALL, leading=12))
    edges = (
        tag("g", upright(PAD + n * each, y - 4, foot + 4), stroke="currentColor", stroke_width=3)
        for n in range(1, len(zones))
    )
    parts += edges
    return drawing(name, title, alt, lang=lang, width=width, height=foot + PAD, look="scale", parts=parts)


def _pins(pins: Sequence[Pin], each: float, top: float, y: float, width: float) -> Iterator[str]:
    """Values in a row, moved apart where they would touch, each with a line to where it lies."""
    ordered = sorted(pins, key=lambda pin: pin.at)
    wanted = [PAD + pin.at * each for pin in ordered]
    for pin, x, at in zip(ordered, wanted, spread(wanted, _ROOM, PAD + 14, width - PAD - 14), strict=True):
        line = tag(
            "path", d=f"M{at:.1f} {top + 18:.1f}L{x:.1f} {y:.1f}", class_=f"pin {pin.look}", fill="none"
        )
        yield tag("g", line, stroke="currentColor")
        yield words([pin.text], at, top + 12, anchor="middle", size=SMALL, font_weight="bold")
