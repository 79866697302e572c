"""A profile of scores as a picture: a row for each score, its interval as a bar, cut-offs as upright lines.

What it is drawn from stands in :mod:`prodia.report.profile_shape`.
"""

# Everything is told twice: a dot, a bar, a line or an arrow has its meaning in words below the drawing, and
# the table has every number. What must change together: the signs, and `_key`, which explains them.
# From top to bottom: title, flags of the cut-offs for all rows, a strip for each row, ticks, scale, key.

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prodia.report.picture import (
    ACCENT,
    LINE,
    PAD,
    SMALL,
    Box,
    Flag,
    Picture,
    depth,
    explained,
    fitting,
    heading,
    places,
    planted,
    svg,
    tag,
    ticked,
    upright,
    words,
)
from prodia.report.picture_text import said, width_of, wrapped
from prodia.report.profile_shape import Profile, Row
from prodia.report.profile_words import Words
from prodia.words import Lang

__all__ = ["profile_picture"]

STACKED_BELOW = 480  # px; in a narrower picture a label stands above its bar
LABEL_PART, VALUE_ROOM, FLAG_ROOM, GUTTER = 0.36, 64.0, 90.0, 16.0
BAR = 10.0
DASHED = "5 3"


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand from left to right: the scale from ``left`` to ``right``."""

    words: Words
    width: float
    left: float
    right: float

    @property
    def stacked(self) -> bool:
        return self.width < STACKED_BELOW

    @property
    def label_room(self) -> float:
        return self.width - 2 * PAD if self.stacked else self.left - GUTTER - PAD

    def x(self, value: float) -> float:
        return self.left + self.words.profile.scale.share(value) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class _Strip:
    """The place of one row. ``foot`` is that of the first line of its label."""

    row: Row
    label: tuple[str, ...]
    foot: float
    reason: tuple[str, ...]
    flags: tuple[Flag, ...]
    top: float
    middle: float
    bottom: float


def profile_picture(profile: Profile, *, name: str, lang: Lang = "nl", width: float = 640) -> Picture:
    """The profile as a picture ``width`` px wide, with its alternative text and table.

    ``name`` makes the ids unique on the page. Below 480 px a label stands above its bar. A score off the
    drawn range, or only known as below or above a value, is an arrow. Raises ``ValueError`` for a name
    that is no id, a title without words, or a width below 280.
    """
    told = Words(profile, lang)
    frame = _frame(told, width)
    title, top = heading(profile.title, width)
    flags = _flags(frame, None)
    top += depth(flags) + 2
    strips = tuple(_strips(frame, top))
    bottom = strips[-1].bottom
    gaps = [box for strip in strips for box in _taken(frame, strip)]
    parts = [title, *_ground(frame, strips, gaps, top, bottom)]
    parts += planted(flags, top, bottom, gaps)
    for strip in strips:
        parts += planted(strip.flags, strip.middle - BAR, strip.bottom)
        parts += _row(frame, strip)
    below = wrapped(profile.scale.name, width - frame.left - PAD, size=SMALL)
    parts.append(words(below, frame.left, bottom + 34, full=profile.scale.name, size=SMALL))
    key, height = explained(_key(told), bottom + 34, width)
    parts += key
    alt = told.alternative()
    drawing = svg(
        name, profile.title, alt, lang=lang, width=width, height=height, look="profile", parts=parts
    )
    return Picture(drawing, alt, told.table())


def _frame(told: Words, width: float) -> _Frame:
    rows = told.profile.rows
    left = PAD + GUTTER
    if width >= STACKED_BELOW:
        most = max(width_of(row.label) for row in rows)
        left += min(LABEL_PART * width, most)
    values = max((width_of(told.score(row)) * 1.1 for row in rows), default=0.0)
    right = width - PAD - GUTTER - min(VALUE_ROOM, values)
    frame = _Frame(told, width, left, right)
    flags = [flag for row in (None, *rows) for flag in _flags(frame, row)]
    return _Frame(told, width, left, fitting(flags, left, right, width))


def _flags(frame: _Frame, row: Row | None) -> tuple[Flag, ...]:
    """The cut-offs for one row, or for all rows with the mean, once each."""
    told = frame.words
    mean = told.profile.scale.mean
    text = wrapped(told.middle(), FLAG_ROOM, size=SMALL)[0]
    found = [Flag(frame.x(mean), text, "mean")] if row is None and told.drawn(mean) else []
    for cutoff in told.profile.cutoffs:
        if cutoff.row == (row.id if row else None) and told.drawn(cutoff.value):
            text = wrapped(told.condition(cutoff), FLAG_ROOM, size=SMALL)[0]
            found.append(Flag(frame.x(cutoff.value), text, "cutoff", DASHED))
    return tuple(dict.fromkeys(found))


def _strips(frame: _Frame, top: float) -> Iterator[_Strip]:
    for row in frame.words.profile.rows:
        flags = _flags(frame, row)
        above = depth(flags)
        label = wrapped(row.label, frame.label_room, lines=2 if frame.stacked else 3)
        room = frame.width - PAD - frame.left
        reason = wrapped(frame.words.reason(row), room, size=SMALL, lines=3) if row.value is None else ()
        bar, text = max(2 * BAR, LINE * len(reason)), LINE * len(label)
        if frame.stacked:
            height, foot = text + above + bar + 10, top + 14
            middle = top + text + 5 + above + bar / 2
        else:
            height = max(text, above + bar) + 10
            middle = top + above + (height - above) / 2
            foot = max(top + 5, min(middle, top + height - 5 - text / 2) - text / 2) + 11
        yield _Strip(row, label, foot, reason, flags, top, middle, top + height)
        top += height


def _taken(frame: _Frame, strip: _Strip) -> Iterator[Box]:
    """Where text stands on the scale."""
    if frame.stacked:
        for i, line in enumerate(strip.label):
            foot = strip.foot + i * LINE
            yield Box(PAD, PAD + width_of(line), foot - 11, foot + 3)
    for i, line in enumerate(strip.reason):
        foot = _reason_foot(strip) + i * LINE
        yield Box(frame.left, frame.left + width_of(line, SMALL), foot - 11, foot + 3)
    yield from places(strip.flags, strip.middle - BAR)


def _reason_foot(strip: _Strip) -> float:
    return strip.middle + 4 - LINE * (len(strip.reason) - 1) / 2


def _ground(
    frame: _Frame, strips: Sequence[_Strip], gaps: Sequence[Box], top: float, bottom: float
) -> Iterator[str]:
    """Thin lines between the rows and at the ticks, and the ticks with their numbers."""
    thin = [
        tag("path", d=f"M{PAD:g} {y:.2f}H{frame.width - PAD:g}", class_="between")
        for y in (top, *(strip.bottom for strip in strips))
    ]
    ticks = frame.words.profile.scale.ticks(max(2, int((frame.right - frame.left) / 40)))
    thin += [upright(frame.x(tick), top, bottom, gaps, class_="grid") for tick in ticks]
    yield tag("g", *thin, stroke="currentColor", stroke_opacity=0.22, fill="none")
    yield from ticked(((frame.x(tick), said(tick, frame.words.lang)) for tick in ticks), bottom)


def _row(frame: _Frame, strip: _Strip) -> Iterator[str]:
    row, y = strip.row, strip.middle
    yield words(strip.label, PAD, strip.foot, full=row.label, class_="label")
    if row.value is None:
        full = frame.words.reason(row)
        yield words(strip.reason, frame.left, _reason_foot(strip), full=full, size=SMALL, font_style="italic")
        return
    told, x, side = frame.words, frame.x(row.value), _off(frame.words, row)
    if row.interval:
        ends = {-1: frame.x(row.interval.low), 1: frame.x(row.interval.high)}
        yield _bar(ends[-1], ends[1], y)
        yield from (_chevron(ends[way], y, way) for way in _further(told, row))
    yield _arrow(x, y, side) if side else _dot(x, y)
    weight, full = "bold" if told.beyond(row) else "normal", told.score(row)
    shown = [_value(told, row)]
    yield words(shown, frame.width - PAD, y + 4, full=full, anchor="end", font_weight=weight, class_="value")


def _off(told: Words, row: Row) -> int:
    """To which side the score lies further than its place in the drawing: -1, 1, or 0 for neither."""
    value = row.value or 0.0
    if row.mark or told.drawn(value):
        return {"<": -1, "": 0, ">": 1}[row.mark]
    return -1 if value < told.profile.scale.low else 1


def _value(told: Words, row: Row) -> str:
    return wrapped(told.score(row), VALUE_ROOM / 1.1)[0]


def _further(told: Words, row: Row) -> tuple[int, ...]:
    """To which sides the interval reaches off the scale, where the score has no arrow to say so."""
    scale, interval = told.profile.scale, row.interval
    off = {-1: interval.low < scale.low, 1: interval.high > scale.high} if interval else {}
    return tuple(side for side, reaches in off.items() if reaches and side != _off(told, row))


def _bar(start: float, stop: float, y: float) -> str:
    bar = tag(
        "rect",
        x=start,
        y=y - BAR / 2,
        width=round(stop, 2) - round(start, 2),
        height=BAR,
        class_="interval",
        fill=ACCENT,
        fill_opacity=0.2,
        stroke=ACCENT,
    )
    return tag("g", bar, stroke="currentColor")


def _dot(x: float, y: float) -> str:
    return tag("circle", cx=x, cy=y, r=4.5, class_="score", fill=ACCENT)


def _arrow(x: float, y: float, side: int) -> str:
    return tag(
        "path",
        d=f"M{x:.2f} {y - 6:.2f}V{y + 6:.2f}L{x + 10 * side:.2f} {y:.2f}Z",
        class_="score",
        fill=ACCENT,
    )


def _chevron(x: float, y: float, side: int) -> str:
    d = f"M{x + 3 * side:.2f} {y - 5:.2f}L{x + 8 * side:.2f} {y:.2f}L{x + 3 * side:.2f} {y + 5:.2f}"
    return tag("path", d=d, class_="further", fill="none", stroke="currentColor", stroke_width=1.5)


def _key(told: Words) -> Iterator[tuple[str, str]]:
    """Every sign that is drawn, around 0 0, and what it means."""
    scored = [row for row in told.profile.rows if row.value is not None]
    off = [row for row in scored if _off(told, row)]
    if len(off) < len(scored):
        yield _dot(0, 0), told.say("score")
    intervals = [row.interval for row in scored if row.interval]
    for kind in dict.fromkeys(interval.called for interval in intervals):
        yield _bar(-11, 11, 0), told.say("interval", kind=kind)
    cut = any(_further(told, row) for row in scored)
    if off or cut:
        yield (
            (_arrow(-11 if cut else -5, 0, 1) if off else "")
            + (_chevron(0 if off else -5, 0, 1) if cut else ""),
            told.say("further"),
        )
    for (condition, label), cutoffs in told.named_cutoffs().items():
        yield _line(DASHED), told.cutoff_key(condition, label, cutoffs)
    if told.drawn(told.profile.scale.mean):
        yield _line(""), told.middle(key=True)
    for row in [row for row in scored if told.beyond(row)][:1]:
        yield (
            words([_value(told, row)], 0, 4, anchor="middle", size=SMALL, font_weight="bold"),
            told.say("bold"),
        )


def _line(dash: str) -> str:
    line = upright(0, -8, 8, stroke_width=1.5 if dash else 1.0, stroke_dasharray=dash or "none")
    return tag("g", line, stroke="currentColor")
