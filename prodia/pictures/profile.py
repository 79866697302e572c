"""A profile of scores as a picture: a row for each score, its interval as a bar, cut-offs as upright lines.

A :class:`Profile` is rows on one scale, with intervals and cut-offs, whoever made the scores;
:func:`profile_picture` draws it and says the same in a sentence and in a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from prodia.pictures import svg
from prodia.pictures.svg import ACCENT, LINE, PAD, SMALL, Box, Figures, Flag, Picture
from prodia.scoring.scales import open_end, z_of_percentile
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.numbers import fill, number

# What is drawn, the words of it and the drawing change together. Everything is told
# twice: a dot, a bar, a line or an arrow has its meaning in words below the drawing, and the table has every
# number. What must change together: the signs, and `_key`, which explains them. From top to bottom: title,
# flags of the cut-offs for all rows, a strip for each row, ticks, scale, key.

PERCENTILES = (1.0, 5.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0)


@dataclass(frozen=True, slots=True)
class LinearScale:
    """A scale with ``mean`` and ``sd``, drawn from ``low`` to ``high``: for instance T, 50, 10, 20, 80.

    Raises ``ValueError`` for a number that is not finite, sd not above 0, or low not below high.
    """

    name: str
    mean: float
    sd: float
    low: float
    high: float

    def __post_init__(self) -> None:
        svg.finite(self.mean, self.sd, self.low, self.high, self.high - self.low)
        if not (self.sd > 0 and self.low < self.high):
            raise ValueError("a scale has an sd above 0 and is drawn from low to high")
        svg.finite((self.high - self.low) / self.sd)

    def share(self, value: float) -> float:
        """Where the value lies, from 0 (low) to 1 (high); what lies further out stays at the edge."""
        return (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)

    def ticks(self, most: int) -> tuple[float, ...]:
        """The mean and whole sds around it, or round numbers where fewer than two of those are drawn."""
        span = self.high - self.low
        found = svg.steps(self.low, self.high, self.sd * svg.nice(max(1.0, span / self.sd / most)), self.mean)
        return found if len(found) > 1 else svg.steps(self.low, self.high, svg.nice(span / most))


@dataclass(frozen=True, slots=True)
class PercentileScale:
    """Percentiles, drawn where they lie in a normal population, from ``low`` to ``high``.

    Raises ``ValueError`` unless 0 < low < high < 100.
    """

    name: str
    low: float = 0.5
    high: float = 99.5

    def __post_init__(self) -> None:
        if not 0 < self.low < self.high < 100:
            raise ValueError("percentiles are drawn from above 0 to below 100, low to high")

    @property
    def mean(self) -> float:
        return 50.0

    def share(self, value: float) -> float:
        """Where the percentile lies on z, from 0 (low) to 1 (high); further out stays at the edge."""
        low, high = z_of_percentile(self.low), z_of_percentile(self.high)
        return (z_of_percentile(min(max(value, self.low), self.high)) - low) / (high - low)

    def ticks(self, most: int) -> tuple[float, ...]:
        """The percentiles of a profile form that are drawn; ``most`` does not thin them out."""
        return tuple(p for p in PERCENTILES if self.low <= p <= self.high)


Scale: TypeAlias = LinearScale | PercentileScale


@dataclass(frozen=True, slots=True)
class Interval:
    """``low`` to ``high``, with its kind and its level in words: "observed score", "95%".

    Some kinds do not hold the score itself. Raises ``ValueError`` for bounds that are not finite, or low
    above high.
    """

    low: float
    high: float
    kind: str
    level: str

    def __post_init__(self) -> None:
        svg.finite(self.low, self.high)
        if self.low > self.high:
            raise ValueError("an interval goes from low to high")

    @property
    def called(self) -> str:
        """Kind and level, as far as they are given."""
        return ", ".join(filter(None, (svg.clean(self.kind), svg.clean(self.level))))


@dataclass(frozen=True, slots=True)
class Row:
    """One score: a value, or none and the reason in words.

    ``mark`` says that the score is only known to be below ("<") or above (">") the value.
    Raises ``ValueError`` for a value and a reason, for neither, for an interval or a mark without a
    value, and for a value that is not finite.
    """

    id: str
    label: str
    value: float | None
    reason: str = ""
    interval: Interval | None = None
    mark: Literal["", "<", ">"] = ""

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.reason):
            raise ValueError("a row has a value, or the reason why there is none")
        if self.value is None and (self.interval or self.mark):
            raise ValueError("without a value there is no interval and no mark")
        if self.value is not None:
            svg.finite(self.value)
        if self.mark not in ("", "<", ">"):
            raise ValueError("a mark is <, > or empty")


@dataclass(frozen=True, slots=True)
class CutOff:
    """A cut-off, met on its ``side``, the value itself included or not; for one ``row`` (id) or for all.

    Raises ``ValueError`` for a value that is not finite or another side.
    """

    value: float
    label: str
    side: Literal["low", "high"]
    inclusive: bool
    row: str | None = None

    def __post_init__(self) -> None:
        svg.finite(self.value)
        if self.side not in ("low", "high"):
            raise ValueError("a cut-off is met low or high")

    @property
    def sign(self) -> str:
        return ("≥" if self.inclusive else ">") if self.side == "high" else ("≤" if self.inclusive else "<")

    def holds_for(self, row: Row) -> bool:
        return self.row in (None, row.id)

    def met_by(self, row: Row) -> bool | None:
        """None without a score, or where the mark of the row leaves it open."""
        if row.value is None:
            return None
        if row.mark:
            settled = row.value >= self.value if row.mark == ">" else row.value <= self.value
            return (row.mark == ">") == (self.side == "high") if settled else None
        beyond = row.value > self.value if self.side == "high" else row.value < self.value
        return beyond or (self.inclusive and row.value == self.value)


@dataclass(frozen=True, slots=True)
class Profile:
    """Scores on one scale, top to bottom.

    Raises ``ValueError`` without rows, for two rows of one id, for a cut-off of a row that is not there,
    and on a percentile scale for a number outside 0 to 100.
    """

    title: str
    scale: Scale
    rows: tuple[Row, ...]
    cutoffs: tuple[CutOff, ...] = ()

    def __post_init__(self) -> None:
        ids = {row.id for row in self.rows}
        if not self.rows or len(ids) < len(self.rows):
            raise ValueError("a profile has rows, each with an id of its own")
        if not {c.row for c in self.cutoffs} <= ids | {None}:
            raise ValueError("a cut-off names a row that is not in the profile")
        intervals = [row.interval for row in self.rows if row.interval]
        numbers = [row.value for row in self.rows if row.value is not None]
        numbers += [c.value for c in self.cutoffs] + [x for i in intervals for x in (i.low, i.high)]
        if isinstance(self.scale, PercentileScale) and not all(0 <= x <= 100 for x in numbers):
            raise ValueError("a percentile lies from 0 to 100")


GROUPS = 4
_SAYS = {
    "mean": Words("gem. {n}", "mean {n}"),
    "mean key": Words("gem. {n}: gemiddelde van de normgroep", "mean {n}: mean of the norm group"),
    "median": Words("mediaan", "median"),
    "median key": Words("mediaan: percentiel 50 van de normgroep", "median: percentile 50 of the norm group"),
    "score": Words("score", "score"),
    "interval": Words("interval: {kind}", "interval: {kind}"),
    "further": Words("verder dan hier getekend", "further than drawn here"),
    "bold": Words("score voorbij minstens één grens", "score beyond at least one cut-off"),
    "only": Words("alleen voor {rows}", "only for {rows}"),
    "none": Words("geen score: {reason}", "no score: {reason}"),
    "outside": Words("buiten de tekening van {low} tot {high}", "outside the drawing from {low} to {high}"),
    "range": Words("{low} tot {high}", "{low} to {high}"),
    "parts": Words(
        "{title}, op de schaal {scale}: {n} onderdelen", "{title}, on the scale {scale}: {n} parts"
    ),
    "part": Words("{title}, op de schaal {scale}: 1 onderdeel", "{title}, on the scale {scale}: 1 part"),
    "missing": Words(", waarvan {n} zonder score", ", {n} of them without a score"),
    "nobody": Words(", geen enkel met een score", ", none with a score"),
    "alike": Words("; score {low} ({lowest})", "; score {low} ({lowest})"),
    "spread": Words(
        "; laagste score {low} ({lowest}), hoogste {high} ({highest})",
        "; lowest score {low} ({lowest}), highest {high} ({highest})",
    ),
    "beyond": Words(" Voorbij een grens: {all}.", " Beyond a cut-off: {all}."),
    "no one": Words("geen", "none"),
    "open": Words("niet te zeggen voor {rows}", "cannot be told for {rows}"),
    "columns": Words("Onderdeel|Score|Interval|Voorbij de grens", "Part|Score|Interval|Beyond the cut-off"),
    "unsettled": Words("niet te zeggen", "cannot be told"),
}


@dataclass(frozen=True, slots=True)
class ProfileWords:
    """What is said of a profile, in one language."""

    profile: Profile
    lang: Lang

    def say(self, key: str, **values: str | float) -> str:
        return fill(_SAYS[key], self.lang, **values)

    def shown(self, value: float) -> str:
        """The number, at the ends of a percentile scale "<1" and ">99"."""
        end = open_end(value) if isinstance(self.profile.scale, PercentileScale) else ""
        return end or number(value, self.lang)

    def score(self, row: Row) -> str:
        """The score with its mark; empty without one."""
        if row.value is None:
            return ""
        return f"{row.mark}{number(row.value, self.lang)}" if row.mark else self.shown(row.value)

    def reason(self, row: Row) -> str:
        return self.say("none", reason=svg.clean(row.reason))

    def condition(self, cutoff: CutOff) -> str:
        """For instance ``≥ 70``."""
        return f"{cutoff.sign} {number(cutoff.value, self.lang)}"

    def middle(self, key: bool = False) -> str:
        """The mean line, as its flag or as its line in the key."""
        kind = "median" if isinstance(self.profile.scale, PercentileScale) else "mean"
        return self.say(f"{kind} key" if key else kind, n=self.profile.scale.mean)

    def outside(self) -> str:
        return self.say("outside", low=self.profile.scale.low, high=self.profile.scale.high)

    def drawn(self, value: float) -> bool:
        """Whether the value lies on the drawn part of the scale."""
        return self.profile.scale.low <= value <= self.profile.scale.high

    def beyond(self, row: Row) -> bool:
        """Whether the row meets at least one cut-off that holds for it."""
        return any(c.holds_for(row) and c.met_by(row) for c in self.profile.cutoffs)

    def named_cutoffs(self) -> dict[tuple[str, str], list[CutOff]]:
        """The cut-offs by condition and label: one of them may hold for several rows."""
        found: dict[tuple[str, str], list[CutOff]] = {}
        for cutoff in self.profile.cutoffs:
            found.setdefault((self.condition(cutoff), svg.clean(cutoff.label)), []).append(cutoff)
        return found

    def cutoff_key(self, condition: str, label: str, cutoffs: list[CutOff]) -> str:
        """The line of the key: condition, label, for which rows, and whether it is drawn."""
        labels = {row.id: row.label for row in self.profile.rows}
        own = [labels[c.row] for c in cutoffs if c.row is not None]
        notes = [self.say("only", rows=svg.some(own, self.lang))] if len(own) == len(cutoffs) else []
        notes += [] if self.drawn(cutoffs[0].value) else [self.outside()]
        return f"{condition}: {label}" + (f" ({'; '.join(notes)})" if notes else "")

    def alternative(self) -> str:
        """How many parts, the lowest and the highest score, and which are beyond which cut-off."""
        rows, scored = self.profile.rows, [row for row in self.profile.rows if row.value is not None]
        title, scale = svg.brief(self.profile.title), svg.brief(self.profile.scale.name)
        text = self.say("parts" if len(rows) > 1 else "part", title=title, scale=scale, n=len(rows))
        if not scored:
            return text + self.say("nobody") + "."
        if len(scored) < len(rows):
            text += self.say("missing", n=len(rows) - len(scored))
        ends = [pick(map(_height, scored)) for pick in (min, max)]
        low, high = ([row for row in scored if _height(row) == end] for end in ends)
        text += self.say(
            "alike" if ends[0] == ends[1] else "spread",
            low=self.score(low[0]),
            high=self.score(high[0]),
            lowest=self._named(low),
            highest=self._named(high),
        )
        return text + "." + self._beyond(scored)

    def _beyond(self, scored: list[Row]) -> str:
        parts = [
            f"{svg.brief(label)} ({condition}): {self._named(met)}"
            for (condition, label), cutoffs in self.named_cutoffs().items()
            if (met := [row for row in scored if any(c.holds_for(row) and c.met_by(row) for c in cutoffs)])
        ]
        parts = parts[:GROUPS] + ["…"] * (len(parts) > GROUPS) or [self.say("no one")]
        cuts = self.profile.cutoffs
        left = [row for row in scored if any(c.holds_for(row) and c.met_by(row) is None for c in cuts)]
        parts += [self.say("open", rows=self._named(left))] if left else []
        return self.say("beyond", all="; ".join(parts)) if cuts else ""

    def _named(self, rows: list[Row]) -> str:
        return svg.some([row.label for row in rows], self.lang)

    def table(self) -> Figures:
        """A row for each row: score, interval and every cut-off that holds for it, with yes or no."""
        columns = self.say("columns").split("|")
        columns[1] += f" ({svg.clean(self.profile.scale.name)})"
        return Figures(tuple(columns), tuple(tuple(self._cells(row)) for row in self.profile.rows))

    def _cells(self, row: Row) -> Iterator[str]:
        yield svg.clean(row.label)
        if row.value is None:
            yield from (self.reason(row), "", "")
            return
        yield self.score(row) + ("" if self.drawn(row.value) else f", {self.outside()}")
        yield self._interval(row)
        yield "; ".join(
            f"{svg.clean(c.label)} ({self.condition(c)}): {self._settled(c.met_by(row))}"
            for c in self.profile.cutoffs
            if c.holds_for(row)
        )

    def _settled(self, met: bool | None) -> str:
        return self.say("unsettled") if met is None else label("truth", met, self.lang)

    def _interval(self, row: Row) -> str:
        if row.interval is None:
            return ""
        ends = self.say("range", low=self.shown(row.interval.low), high=self.shown(row.interval.high))
        return f"{ends} ({row.interval.called})"


def _height(row: Row) -> tuple[float, int]:
    """Order of scores: below a value comes before the value itself, above it after."""
    return row.value or 0.0, {"<": -1, "": 0, ">": 1}[row.mark]


STACKED_BELOW = 480  # px; in a narrower picture a label stands above its bar
LABEL_PART, VALUE_ROOM, FLAG_ROOM, GUTTER = 0.36, 64.0, 90.0, 16.0
BAR = 10.0
DASHED = "5 3"


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand from left to right: the scale from ``left`` to ``right``."""

    words: ProfileWords
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
    told = ProfileWords(profile, lang)
    frame = _frame(told, width)
    title, top = svg.heading(profile.title, width)
    flags = _flags(frame, None)
    top += svg.depth(flags) + 2
    strips = tuple(_strips(frame, top))
    bottom = strips[-1].bottom
    gaps = [box for strip in strips for box in _taken(frame, strip)]
    parts = [title, *_ground(frame, strips, gaps, top, bottom)]
    parts += svg.planted(flags, top, bottom, gaps)
    for strip in strips:
        parts += svg.planted(strip.flags, strip.middle - BAR, strip.bottom)
        parts += _row(frame, strip)
    below = svg.wrapped(profile.scale.name, width - frame.left - PAD, size=SMALL)
    parts.append(svg.words(below, frame.left, bottom + 34, full=profile.scale.name, size=SMALL))
    key, height = svg.explained(_key(told), bottom + 34, width)
    parts += key
    alt = told.alternative()
    made = svg.drawing(
        name, profile.title, alt, lang=lang, width=width, height=height, look="profile", parts=parts
    )
    return Picture(made, alt, told.table())


def _frame(told: ProfileWords, width: float) -> _Frame:
    rows = told.profile.rows
    left = PAD + GUTTER
    if width >= STACKED_BELOW:
        most = max(svg.width_of(row.label) for row in rows)
        left += min(LABEL_PART * width, most)
    values = max((svg.width_of(told.score(row)) * 1.1 for row in rows), default=0.0)
    right = width - PAD - GUTTER - min(VALUE_ROOM, values)
    frame = _Frame(told, width, left, right)
    flags = [flag for row in (None, *rows) for flag in _flags(frame, row)]
    return _Frame(told, width, left, svg.fitting(flags, left, right, width))


def _flags(frame: _Frame, row: Row | None) -> tuple[Flag, ...]:
    """The cut-offs for one row, or for all rows with the mean, once each."""
    told = frame.words
    mean = told.profile.scale.mean
    text = svg.wrapped(told.middle(), FLAG_ROOM, size=SMALL)[0]
    found = [Flag(frame.x(mean), text, "mean")] if row is None and told.drawn(mean) else []
    for cutoff in told.profile.cutoffs:
        if cutoff.row == (row.id if row else None) and told.drawn(cutoff.value):
            text = svg.wrapped(told.condition(cutoff), FLAG_ROOM, size=SMALL)[0]
            found.append(Flag(frame.x(cutoff.value), text, "cutoff", DASHED))
    return tuple(dict.fromkeys(found))


def _strips(frame: _Frame, top: float) -> Iterator[_Strip]:
    for row in frame.words.profile.rows:
        flags = _flags(frame, row)
        above = svg.depth(flags)
        label = svg.wrapped(row.label, frame.label_room, lines=2 if frame.stacked else 3)
        room = frame.width - PAD - frame.left
        reason = svg.wrapped(frame.words.reason(row), room, size=SMALL, lines=3) if row.value is None else ()
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
            yield Box(PAD, PAD + svg.width_of(line), foot - 11, foot + 3)
    for i, line in enumerate(strip.reason):
        foot = _reason_foot(strip) + i * LINE
        yield Box(frame.left, frame.left + svg.width_of(line, SMALL), foot - 11, foot + 3)
    yield from svg.places(strip.flags, strip.middle - BAR)


def _reason_foot(strip: _Strip) -> float:
    return strip.middle + 4 - LINE * (len(strip.reason) - 1) / 2


def _ground(
    frame: _Frame, strips: Sequence[_Strip], gaps: Sequence[Box], top: float, bottom: float
) -> Iterator[str]:
    """Thin lines between the rows and at the ticks, and the ticks with their numbers."""
    thin = [
        svg.tag("path", d=f"M{PAD:g} {y:.2f}H{frame.width - PAD:g}", class_="between")
        for y in (top, *(strip.bottom for strip in strips))
    ]
    ticks = frame.words.profile.scale.ticks(max(2, int((frame.right - frame.left) / 40)))
    thin += [svg.upright(frame.x(tick), top, bottom, gaps, class_="grid") for tick in ticks]
    yield svg.tag("g", *thin, stroke="currentColor", stroke_opacity=0.22, fill="none")
    yield from svg.ticked(((frame.x(tick), number(tick, frame.words.lang)) for tick in ticks), bottom)


def _row(frame: _Frame, strip: _Strip) -> Iterator[str]:
    row, y = strip.row, strip.middle
    yield svg.words(strip.label, PAD, strip.foot, full=row.label, class_="label")
    if row.value is None:
        full, foot = frame.words.reason(row), _reason_foot(strip)
        yield svg.words(strip.reason, frame.left, foot, full=full, size=SMALL, font_style="italic")
        return
    told, x, side = frame.words, frame.x(row.value), _off(frame.words, row)
    if row.interval:
        ends = {-1: frame.x(row.interval.low), 1: frame.x(row.interval.high)}
        yield _bar(ends[-1], ends[1], y)
        yield from (_chevron(ends[way], y, way) for way in _further(told, row))
    yield _arrow(x, y, side) if side else _dot(x, y)
    weight, full, right = "bold" if told.beyond(row) else "normal", told.score(row), frame.width - PAD
    shown = [_value(told, row)]
    yield svg.words(shown, right, y + 4, full=full, anchor="end", font_weight=weight, class_="value")


def _off(told: ProfileWords, row: Row) -> int:
    """To which side the score lies further than its place in the drawing: -1, 1, or 0 for neither."""
    value = row.value or 0.0
    if row.mark or told.drawn(value):
        return {"<": -1, "": 0, ">": 1}[row.mark]
    return -1 if value < told.profile.scale.low else 1


def _value(told: ProfileWords, row: Row) -> str:
    return svg.wrapped(told.score(row), VALUE_ROOM / 1.1)[0]


def _further(told: ProfileWords, row: Row) -> tuple[int, ...]:
    """To which sides the interval reaches off the scale, where the score has no arrow to say so."""
    scale, interval = told.profile.scale, row.interval
    off = {-1: interval.low < scale.low, 1: interval.high > scale.high} if interval else {}
    return tuple(side for side, reaches in off.items() if reaches and side != _off(told, row))


def _bar(start: float, stop: float, y: float) -> str:
    place = {"x": start, "y": y - BAR / 2, "width": round(stop, 2) - round(start, 2), "height": BAR}
    bar = svg.tag("rect", **place, class_="interval", fill=ACCENT, fill_opacity=0.2, stroke=ACCENT)
    return svg.tag("g", bar, stroke="currentColor")


def _dot(x: float, y: float) -> str:
    return svg.tag("circle", cx=x, cy=y, r=4.5, class_="score", fill=ACCENT)


def _arrow(x: float, y: float, side: int) -> str:
    d = f"M{x:.2f} {y - 6:.2f}V{y + 6:.2f}L{x + 10 * side:.2f} {y:.2f}Z"
    return svg.tag("path", d=d, class_="score", fill=ACCENT)


def _chevron(x: float, y: float, side: int) -> str:
    d = f"M{x + 3 * side:.2f} {y - 5:.2f}L{x + 8 * side:.2f} {y:.2f}L{x + 3 * side:.2f} {y + 5:.2f}"
    return svg.tag("path", d=d, class_="further", fill="none", stroke="currentColor", stroke_width=1.5)


def _key(told: ProfileWords) -> Iterator[tuple[str, str]]:
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
        arrow = _arrow(-11 if cut else -5, 0, 1) if off else ""
        yield arrow + (_chevron(0 if off else -5, 0, 1) if cut else ""), told.say("further")
    for (condition, named), cutoffs in told.named_cutoffs().items():
        yield _line(DASHED), told.cutoff_key(condition, named, cutoffs)
    if told.drawn(told.profile.scale.mean):
        yield _line(""), told.middle(key=True)
    for row in [row for row in scored if told.beyond(row)][:1]:
        sign = svg.words([_value(told, row)], 0, 4, anchor="middle", size=SMALL, font_weight="bold")
        yield sign, told.say("bold")


def _line(dash: str) -> str:
    line = svg.upright(0, -8, 8, stroke_width=1.5 if dash else 1.0, stroke_dasharray=dash or "none")
    return svg.tag("g", line, stroke="currentColor")
