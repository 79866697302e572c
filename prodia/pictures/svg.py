"""What every picture shares: text that is measured, lines that make room for it, flags, ticks, and the SVG.

A :class:`Picture` is SVG text with an alternative text and a table that say the same. It holds no colour
but the page's own, no style, script or address: light, dark, print and a strict Content-Security-Policy
need nothing. A page may set ``--picture-ink`` and ``--picture-accent``, and style the classes.
"""

from __future__ import annotations

import html
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Literal, TypeVar

from prodia.frozen import dataclass
from prodia.words import Lang, Words
from prodia.words.numbers import number

# How to think about it: a picture is drawn at the width it is shown at, so 12 px stays 12 px; a narrow
# screen asks for a narrow picture. A colour stands on an element inside a group that says `currentColor`:
# a program that does not know var() falls back to the group. Lines make room for text, since there is no
# telling the colour of the page to paint behind it. There is no typeface to measure here, so `width_of`
# estimates after a wide one (DejaVu Sans): others come out narrower.


SIZE = 12.0
NAMED, BRIEF = 4, 80
# Not allowed in XML, or unseen and able to turn round or hide what stands beside it.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_WIDTHS = {  # of one letter, in its size
    **dict.fromkeys("ijlI.,:;'|! ", 0.34),
    **dict.fromkeys('ftr()[]-/"\\', 0.46),
    **dict.fromkeys("mwMW@%<>=+~^", 0.99),
}
_MORE = Words("en nog {n}", "and {n} more")


def finite(*values: float) -> None:
    """Raises ``ValueError`` unless every value is a finite number."""
    if not all(map(math.isfinite, values)):
        raise ValueError("a picture is drawn of finite numbers")


def clean(text: str) -> str:
    """The text on one line, without controls: nothing in it turns round or hides what stands beside it."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", " ".join(text.split())))


def some(names: Sequence[str], lang: Lang) -> str:
    """The first names and how many more, for a sentence that stays short."""
    short = [brief(name) for name in names[:NAMED]]
    more = _MORE.fill(lang, {"n": str(len(names) - NAMED)})
    return ", ".join(short) + (f" {more}" if len(names) > NAMED else "")


def brief(text: str) -> str:
    """The clean text, cut where it is too long for a sentence."""
    whole = clean(text)
    return whole if len(whole) <= BRIEF else whole[: BRIEF - 1].rstrip() + "…"


def width_of(text: str, size: float = SIZE) -> float:
    """About how wide the text is drawn, in px; rather too wide than too narrow."""
    return size * sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter.isascii():
        return _WIDTHS.get(letter, 0.77 if letter.isupper() else 0.64)
    parts = [c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)]
    return sum(_letter(c) if c.isascii() else 1.1 for c in parts) or 0.64


def wrapped(text: str, room: float, *, size: float = SIZE, lines: int = 1) -> tuple[str, ...]:
    """The clean text on at most so many lines of ``room`` px; what is left out becomes an ellipsis."""
    found = [""]
    for word in clean(text).split(" "):
        longer = f"{found[-1]} {word}" if found[-1] else word
        if width_of(longer, size) <= room:
            found[-1] = longer
            continue
        found += [""] if found[-1] else []
        for letter in word:
            both = letter.isalpha() and found[-1][-1:].isalpha()
            if found[-1] and width_of(found[-1] + letter + "-" * both, size) > room:
                found[-1] += "-" * (both and width_of(found[-1] + "-", size) <= room)
                found.append("")
            found[-1] += letter
        if len(found) > lines:
            break
    if len(found) <= lines:
        return tuple(found)
    last = found[lines - 1].removesuffix("-")
    while last and width_of(last + "…", size) > room:
        last = last[:-1]
    return (*found[: lines - 1], last.rstrip() + "…")


ACCENT = "var(--picture-accent, currentColor)"
LINE, SMALL, LANE, PAD, NARROWEST = 15.0, 11.0, 14.0, 8.0, 280
_TITLE, _TITLE_LINE, _KEY_TEXT, _TICK_ROOM, _LEVEL_ROOM = 15.0, 19.0, 36.0, 90.0, 70.0
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a picture as a table, plain text; the first cell of a row says what it is of."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and the same in words.

    ``svg`` is markup and safe to put in a page. ``alt`` is one or two sentences and ``table`` the numbers,
    both plain text: whoever shows them escapes them.
    """

    svg: str
    alt: str
    table: Figures


@dataclass(frozen=True, slots=True)
class Box:
    """A place taken by text; upright lines leave it free."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Flag:
    """An upright line at ``x`` with a short text at its top, to the right of it. ``look`` is a class."""

    x: float
    text: str
    look: str
    dash: str = ""

    @property
    def width(self) -> float:
        return width_of(self.text, SMALL) + 8


def words(
    rows: Sequence[str],
    x: float,
    y: float,
    *,
    full: str = "",
    anchor: Literal["start", "middle", "end"] = "start",
    size: float = SIZE,
    leading: float = LINE,
    **attributes: str,
) -> str:
    """Lines of text, the first with its foot at ``y``; where ``full`` says more, it is the title of them."""
    lines = "".join(
        tag(
            "text", html.escape(row), x=x, y=y + i * leading, text_anchor=anchor, font_size=size, **attributes
        )
        for i, row in enumerate(rows)
    )
    whole = clean(full)
    return tag("g", tag("title", html.escape(whole)), lines) if whole and whole != " ".join(rows) else lines


def tag(element: str, *inside: str, **attributes: str | float) -> str:
    """One element: ``inside`` is markup, attributes are escaped; ``_`` in a name stands for ``-``."""
    given = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(v)}"' for key, v in attributes.items())
    return f"<{element}{given}>{''.join(inside)}</{element}>" if inside else f"<{element}{given}/>"


def text(words: str) -> str:
    """Words as markup: clean and escaped."""
    return html.escape(clean(words))


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return html.escape(value, quote=True)
    text = f"{round(value, 2) + 0.0:.2f}".rstrip("0")
    return text.rstrip(".")


def upright(x: float, top: float, bottom: float, gaps: Iterable[Box] = (), **attributes: str | float) -> str:
    """A line from top to bottom that leaves the gaps free, one path."""
    d, at = "", top
    for gap in sorted((g for g in gaps if g.left <= x <= g.right), key=lambda g: g.top):
        d += f"M{_value(x)} {_value(at)}V{_value(gap.top)}" if at < gap.top else ""
        at = max(at, gap.bottom)
    d += f"M{_value(x)} {_value(at)}V{_value(bottom)}" if at < bottom else ""
    return tag("path", d=d or f"M{_value(x)} {_value(top)}", **attributes)


def path(points: Iterable[tuple[float, float]], **attributes: str | float) -> str:
    """A line through the points."""
    d = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    return tag("g", tag("path", d=f"M{d}", **attributes), stroke="currentColor", fill="none")


def heading(title: str, width: float) -> tuple[str, float]:
    """The title over at most two lines, and the height below which it leaves room."""
    rows = wrapped(title, width - 2 * PAD, size=_TITLE * 1.1, lines=2)
    drawn = words(rows, PAD, PAD + 14, full=title, size=_TITLE, leading=_TITLE_LINE, font_weight="bold")
    return drawn, PAD + 24 + _TITLE_LINE * (len(rows) - 1)


def explained(key: Iterable[tuple[str, str]], y: float, width: float) -> tuple[list[str], float]:
    """A line for each sign, drawn around 0 0, with what it means; and the height where they end."""
    parts = []
    for sign, text in key:
        y += 20
        rows = wrapped(text, width - _KEY_TEXT - PAD, size=SMALL, lines=3)
        parts.append(tag("g", sign, transform=f"translate({_value(PAD + 12)} {_value(y - 4)})"))
        parts.append(words(rows, _KEY_TEXT, y, full=text, size=SMALL, class_="key"))
        y += LINE * (len(rows) - 1)
    return parts, y + PAD


def ticked(ticks: Iterable[tuple[float, str]], y: float) -> Iterator[str]:
    """Ticks below a line at ``y``, from left to right; a text that would touch the one before is left out."""
    free = 0.0
    for x, text in ticks:
        row = wrapped(text, _TICK_ROOM, size=SMALL)
        half = width_of(row[0], SMALL) / 2
        yield tag("g", upright(x, y, y + 5), stroke="currentColor")
        if x - half >= free:
            yield words(row, x, y + 17, full=text, anchor="middle", size=SMALL, class_="tick")
            free = x + half + 2


def nice(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is not below ``least``, which is above 0."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= least * (1 - 1e-9))


def beside(value: float, lang: Lang) -> tuple[str, ...]:
    """A number as it stands beside an axis."""
    return wrapped(number(value, lang), _LEVEL_ROOM, size=SMALL)


def rounded_out(values: Sequence[float], around: float) -> tuple[float, ...]:
    """Round numbers that hold all values between the first and the last; ``around`` a single one."""
    low, high = min(values), max(values)
    if high - low < 1e-6 * max(1.0, abs(high)):
        low, high = low - around, high + around
    step = nice((high - low) / 6)
    return steps(math.floor(low / step) * step, math.ceil(high / step) * step, step)


def steps(first: float, last: float, step: float, origin: float = 0.0) -> tuple[float, ...]:
    """Every ``origin + k * step`` from ``first`` to ``last``, both included."""
    start, stop = (first - origin) / step, (last - origin) / step
    return tuple(
        round(origin + k * step, 9) for k in range(math.ceil(start - 1e-9), math.floor(stop + 1e-9) + 1)
    )


def places(flags: Sequence[Flag], top: float) -> tuple[Box, ...]:
    """Where the text of each flag stands, above ``top``: no two touch and no pole passes through one."""
    # A pole stands below its own text only, so a text must lie above every pole it reaches over.
    order = sorted(range(len(flags)), key=lambda i: (flags[i].x, i), reverse=True)
    lanes: dict[int, int] = {}
    for i in order:
        reach = flags[i].x + flags[i].width
        lanes[i] = max((lane + 1 for j, lane in lanes.items() if flags[j].x <= reach), default=0)
    tops = (top - LANE * (lanes[i] + 1) for i in range(len(flags)))
    return tuple(Box(f.x, f.x + f.width, y, y + LANE) for f, y in zip(flags, tops, strict=True))


def depth(flags: Sequence[Flag]) -> float:
    """How much room the texts of the flags take."""
    return -min((box.top for box in places(flags, 0.0)), default=0.0)


def fitting(flags: Iterable[Flag], left: float, right: float, width: float) -> float:
    """Where a scale from ``left`` must end, at ``right`` at most, for the texts of its flags to fit."""
    shares = ((flag.width, (flag.x - left) / (right - left)) for flag in flags)
    return min([right, *(left + (width - text - left) / share for text, share in shares if share > 0)])


def planted(flags: Sequence[Flag], top: float, bottom: float, gaps: Iterable[Box] = ()) -> Iterator[str]:
    """The flags, with their text above ``top`` and their foot at the bottom."""
    gaps = tuple(gaps)
    for flag, box in zip(flags, places(flags, top), strict=True):
        width, dash = 1.5 if flag.dash else 1.0, flag.dash or "none"
        pole = upright(
            flag.x, box.top, bottom, gaps, class_=flag.look, stroke_width=width, stroke_dasharray=dash
        )
        yield tag("g", pole, stroke="currentColor", fill="none")
        yield words([flag.text], flag.x + 4, box.top + 10, size=SMALL, class_=f"flag {flag.look}")


def apart(
    wanted: Sequence[float], sizes: Sequence[float], gap: float, low: float, high: float
) -> list[float]:
    """Places that keep their order and a gap, from ``low`` on, then pushed back below ``high``."""
    found: list[float] = []
    for place, size in zip(wanted, sizes, strict=True):
        found.append(max(place, low))
        low = found[-1] + size + gap
    for i in reversed(range(len(found))):
        found[i] = min(found[i], high - sizes[i])
        high = found[i] - gap
    return found


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Rising places moved apart to ``gap`` where there is room for it from ``low`` to ``high``."""
    return apart(wanted, [0.0] * len(wanted), min(gap, (high - low) / max(len(wanted) - 1, 1)), low, high)


def drawing(
    name: str,
    title: str,
    alt: str,
    *,
    lang: Lang,
    width: float,
    height: float,
    look: str,
    parts: Iterable[str],
) -> str:
    """The whole drawing, as an image with a name and a description.

    Raises ``ValueError`` for a ``name`` that is no id (a letter, then letters, digits and ``-``), a title
    without words, or less than 280 px of width.
    """
    if not _NAME.fullmatch(name):
        raise ValueError("the name of a picture is a letter, then letters, digits and hyphens")
    if not clean(title):
        raise ValueError("a picture has a title")
    if width < NARROWEST:
        raise ValueError(f"a picture is at least {NARROWEST} px wide")
    return tag(
        "svg",
        "\n",
        tag("title", text(title), id=f"{name}-title"),
        "\n",
        tag("desc", text(alt), id=f"{name}-desc"),
        "\n",
        tag("g", "\n".join(["", *parts, ""]), fill="currentColor", stroke="none"),
        "\n",
        xmlns="http://www.w3.org/2000/svg",
        class_=f"picture {look}",
        role="img",
        lang=lang,
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        color="var(--picture-ink, currentColor)",
        font_family="sans-serif",
    )


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Frame(Generic[T]):
    """Where the numbers of a chart lie: ``ends`` of the axis across, ``y_ticks`` from edge to edge."""

    told: T
    ends: tuple[float, float]
    y_ticks: tuple[float, ...]
    left: float
    right: float
    top: float = 0.0
    bottom: float = 0.0

    def x(self, at: float) -> float:
        first, last = self.ends
        return self.left + (at - first) / (last - first) * (self.right - self.left)

    def y(self, value: float) -> float:
        low, high = self.y_ticks[0], self.y_ticks[-1]
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)

    def inside(self, value: float) -> float:
        return min(max(value, self.y_ticks[0]), self.y_ticks[-1])

    def level(self, y: float) -> str:
        return tag("path", d=f"M{self.left:.2f} {y:.2f}H{self.right:.2f}", class_="across")

    def ground(
        self, ticks: Sequence[tuple[float, str]], lang: Lang, gaps: Iterable[Box] = ()
    ) -> Iterator[str]:
        """Axes, ticks and numbers, and thin lines at the ticks that leave the gaps free."""
        gaps, bottom = tuple(gaps), self.bottom
        thin = [self.level(self.y(value)) for value in self.y_ticks]
        thin += [upright(self.x(at), self.top, bottom, gaps, class_="grid") for at, _ in ticks]
        yield tag("g", *thin, stroke="currentColor", stroke_opacity=0.22, fill="none")
        axes = upright(self.left, self.top, bottom), self.level(bottom)
        yield tag("g", *axes, stroke="currentColor", fill="none")
        for value in self.y_ticks:
            full, y = number(value, lang), self.y(value) + 4
            shown = beside(value, lang)
            yield words(shown, self.left - 6, y, full=full, anchor="end", size=SMALL, class_="level")
        yield from ticked([(self.x(at), text) for at, text in ticks], bottom)
