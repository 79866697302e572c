"""A profile in words: the alternative text and the table of its picture, and the words in the drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prodia.problems import Two
from prodia.report.picture_text import brief, clean, said, some
from prodia.report.profile_shape import CutOff, PercentileScale, Profile, Row
from prodia.scoring.scales import open_end
from prodia.telling.blocks import Cell, Grid, Marked
from prodia.words import Lang

__all__ = ["Words"]

GROUPS = 4
_SAYS = {
    "mean": Two("gem. {n}", "mean {n}"),
    "mean key": Two("gem. {n}: gemiddelde van de normgroep", "mean {n}: mean of the norm group"),
    "median": Two("mediaan", "median"),
    "median key": Two("mediaan: percentiel 50 van de normgroep", "median: percentile 50 of the norm group"),
    "score": Two("score", "score"),
    "interval": Two("interval: {kind}", "interval: {kind}"),
    "further": Two("verder dan hier getekend", "further than drawn here"),
    "bold": Two("score voorbij minstens één grens", "score beyond at least one cut-off"),
    "only": Two("alleen voor {rows}", "only for {rows}"),
    "none": Two("geen score: {reason}", "no score: {reason}"),
    "outside": Two("buiten de tekening van {low} tot {high}", "outside the drawing from {low} to {high}"),
    "range": Two("{low} tot {high}", "{low} to {high}"),
    "parts": Two("{title}, op de schaal {scale}: {n} onderdelen", "{title}, on the scale {scale}: {n} parts"),
    "part": Two("{title}, op de schaal {scale}: 1 onderdeel", "{title}, on the scale {scale}: 1 part"),
    "missing": Two(", waarvan {n} zonder score", ", {n} of them without a score"),
    "nobody": Two(", geen enkel met een score", ", none with a score"),
    "alike": Two("; score {low} ({lowest})", "; score {low} ({lowest})"),
    "spread": Two(
        "; laagste score {low} ({lowest}), hoogste {high} ({highest})",
        "; lowest score {low} ({lowest}), highest {high} ({highest})",
    ),
    "beyond": Two(" Voorbij een grens: {all}.", " Beyond a cut-off: {all}."),
    "no one": Two("geen", "none"),
    "open": Two("niet te zeggen voor {rows}", "cannot be told for {rows}"),
    "columns": Two(
        "Onderdeel|Score|Interval|Voorbij de grens",
        "Part|Score|Interval|Beyond the cut-off",
    ),
    "True": Two("ja", "yes"),
    "False": Two("nee", "no"),
    "None": Two("niet te zeggen", "cannot be told"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a profile, in one language."""

    profile: Profile
    lang: Lang

    def say(self, key: str, **values: str) -> str:
        return _SAYS[key].fill(self.lang, values)

    def shown(self, value: float) -> str:
        """The number, at the ends of a percentile scale "<1" and ">99"."""
        end = open_end(value) if isinstance(self.profile.scale, PercentileScale) else ""
        return end or said(value, self.lang)

    def score(self, row: Row) -> str:
        """The score with its mark; empty without one."""
        if row.value is None:
            return ""
        return f"{row.mark}{said(row.value, self.lang)}" if row.mark else self.shown(row.value)

    def reason(self, row: Row) -> str:
        return self.say("none", reason=clean(row.reason))

    def condition(self, cutoff: CutOff) -> str:
        """For instance ``≥ 70``."""
        return f"{cutoff.sign} {said(cutoff.value, self.lang)}"

    def middle(self, key: bool = False) -> str:
        """The mean line, as its flag or as its line in the key."""
        kind = "median" if isinstance(self.profile.scale, PercentileScale) else "mean"
        return self.say(f"{kind} key" if key else kind, n=said(self.profile.scale.mean, self.lang))

    def outside(self) -> str:
        low, high = self.profile.scale.low, self.profile.scale.high
        return self.say("outside", low=said(low, self.lang), high=said(high, self.lang))

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
            found.setdefault((self.condition(cutoff), clean(cutoff.label)), []).append(cutoff)
        return found

    def cutoff_key(self, condition: str, label: str, cutoffs: list[CutOff]) -> str:
        """The line of the key: condition, label, for which rows, and whether it is drawn."""
        labels = {row.id: row.label for row in self.profile.rows}
        own = [labels[c.row] for c in cutoffs if c.row is not None]
        notes = [self.say("only", rows=some(own, self.lang))] if len(own) == len(cutoffs) else []
        notes += [] if self.drawn(cutoffs[0].value) else [self.outside()]
        return f"{condition}: {label}" + (f" ({'; '.join(notes)})" if notes else "")

    def alternative(self) -> str:
        """How many parts, the lowest and the highest score, and which are beyond which cut-off."""
        rows, scored = self.profile.rows, [row for row in self.profile.rows if row.value is not None]
        title, scale = brief(self.profile.title), brief(self.profile.scale.name)
        text = self.say("parts" if len(rows) > 1 else "part", title=title, scale=scale, n=str(len(rows)))
        if not scored:
            return text + self.say("nobody") + "."
        if len(scored) < len(rows):
            text += self.say("missing", n=str(len(rows) - len(scored)))
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
            f"{brief(label)} ({condition}): {self._named(met)}"
            for (condition, label), cutoffs in self.named_cutoffs().items()
            if (met := [row for row in scored if any(c.holds_for(row) and c.met_by(row) for c in cutoffs)])
        ]
        parts = parts[:GROUPS] + ["…"] * (len(parts) > GROUPS) or [self.say("no one")]
        left = [
            row
            for row in scored
            if any(c.holds_for(row) and c.met_by(row) is None for c in self.profile.cutoffs)
        ]
        parts += [self.say("open", rows=self._named(left))] if left else []
        return self.say("beyond", all="; ".join(parts)) if self.profile.cutoffs else ""

    def _named(self, rows: list[Row]) -> str:
        return some([row.label for row in rows], self.lang)

    def table(self) -> Grid:
        """A row for each row: score, interval and every cut-off that holds for it, with yes or no."""
        columns = self.say("columns").split("|")
        columns[1] += f" ({clean(self.profile.scale.name)})"
        return Grid(tuple(columns), tuple(tuple(self._cells(row)) for row in self.profile.rows))

    def _cells(self, row: Row) -> Iterator[Cell]:
        yield clean(row.label)
        if row.value is None:
            yield from (Marked(self.reason(row), "quiet"), "", "")
            return
        yield self.score(row) + ("" if self.drawn(row.value) else f", {self.outside()}")
        yield self._interval(row)
        yield "; ".join(
            f"{clean(c.label)} ({self.condition(c)}): {self.say(str(c.met_by(row)))}"
            for c in self.profile.cutoffs
            if c.holds_for(row)
        )

    def _interval(self, row: Row) -> str:
        if row.interval is None:
            return ""
        ends = self.say("range", low=self.shown(row.interval.low), high=self.shown(row.interval.high))
        return f"{ends} ({row.interval.called})"


def _height(row: Row) -> tuple[float, int]:
    """Order of scores: below a value comes before the value itself, above it after."""
    return row.value or 0.0, {"<": -1, "": 0, ">": 1}[row.mark]
