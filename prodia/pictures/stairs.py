"""A staircase: on each step a question; who has a yes goes up, who has not leaves below.

:func:`staircase` draws it. It has no table of its own: what it shows stands in the table of the steps.
"""

from __future__ import annotations

from collections.abc import Sequence

from prodia.frozen import dataclass
from prodia.pictures.svg import PAD, SMALL, drawing, tag, words, wrapped
from prodia.words import Lang

__all__ = ["Tread", "staircase"]

_LOW, _RISE, _LINES, _ROW = 84.0, 20.0, 6, 13.0
_BELOW, _ABOVE = 92.0, 62.0


@dataclass(frozen=True, slots=True)
class Tread:
    """A step: what is asked, what becomes of who has no yes, and whether a person may have to judge."""

    asks: str
    otherwise: str
    judged: bool = False


def staircase(
    title: str, says: str, treads: Sequence[Tread], top: str, *, name: str, lang: Lang, width: float = 920
) -> str:
    """The SVG: the steps from left to right, each a little higher, with ``top`` at the end.

    ``name`` makes the ids unique on the page. Raises ``ValueError`` as :func:`prodia.pictures.svg.drawing`.
    """
    wide = (width - 2 * PAD) / (len(treads) + 1)
    foot = _ABOVE + _LOW + _RISE * (len(treads) - 1)
    parts = []
    for n, tread in enumerate(treads):
        x, high = PAD + n * wide, _LOW + n * _RISE
        y = foot - high
        parts.append(tag("rect", x=x, y=y, width=wide, height=high, class_="judged" if tread.judged else ""))
        parts.append(words((f"{n + 1}",), x + 5, y - 5, size=SMALL, font_weight="bold"))
        if tread.judged:
            middle = x + wide - 11
            parts.append(tag("path", d=f"M{middle:g} {y - 15:g}l6 6l-6 6l-6 -6z", class_="person"))
        asks = wrapped(tread.asks, wide - 10, size=SMALL, lines=_LINES)
        parts.append(words(asks, x + 5, y + 15, full=tread.asks, size=SMALL, leading=_ROW))
        out = wrapped(f"↓ {tread.otherwise}", wide - 10, size=SMALL, lines=_LINES)
        parts.append(
            words(out, x + 5, foot + 16, full=tread.otherwise, size=SMALL, leading=_ROW, class_="out")
        )
    x, y = PAD + len(treads) * wide, foot - _LOW - _RISE * (len(treads) - 1)
    rows = wrapped(top, wide - 10, size=SMALL, lines=_LINES)
    parts.append(tag("rect", x=x, y=y - 24, width=wide, height=_ROW * len(rows) + 14, class_="top"))
    parts.append(words(rows, x + 5, y - 8, full=top, size=SMALL, leading=_ROW, class_="top"))
    return drawing(
        name, title, says, lang=lang, width=width, height=foot + _BELOW, look="stairs", parts=parts
    )
