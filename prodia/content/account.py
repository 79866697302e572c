"""What is told of how a file of rows is read: four lines, or the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prodia.content.layout import few
from prodia.content.tables import Form
from prodia.words import Lang, Words
from prodia.words.cells import Mark, Order

PEOPLE = Words("personen", "people")


@dataclass(frozen=True, slots=True)
class Account:
    """What is told of a reading, in four lines. ``fed``: each name and its heading; ``passed``: rows, why."""

    form: Form
    rows: int
    fed: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    marks: Mapping[str, Mark] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)
    empty: tuple[str, ...] = ()
    passed: tuple[Words, ...] = ()
    what: Words = PEOPLE

    def lines(self, lang: Lang) -> tuple[str, str, str, str]:
        return self._file(lang), self._cells(lang), self._used(lang), self._unused(lang)

    def as_dict(self, lang: Lang) -> dict[str, Any]:
        """The same as JSON has it."""
        form = self.form
        return {
            "kind": form.kind,
            "separator": form.separator,
            "encoding": form.encoding,
            "sheet": form.sheet,
            "heading_row": form.heading,
            "rows": self.rows,
            "decimal": dict(self.marks),
            "dates": dict(self.orders),
            "empty": list(self.empty),
            "used": dict(self.fed),
            "unused": list(self.unused),
            "passed": [one[lang] for one in self.passed],
            "lines": list(self.lines(lang)),
        }

    def _file(self, lang: Lang) -> str:
        form, several = self.form, _KINDS[self.form.kind][lang]
        if form.kind == "csv":
            separator = _SEPARATORS[form.separator or ","][lang]
            encoding = "UTF-8" if form.encoding == "utf-8" else str(form.encoding)
            several = several.format(separator=separator, encoding=encoding)
        elif form.kind == "xlsx":
            several = several.format(sheet=form.sheet)
        said = Words(
            f"Bestand: {several}; kop in rij {form.heading}; {self.what.nl}: {self.rows}.",
            f"File: {several}; heading in row {form.heading}; {self.what.en}: {self.rows}.",
        )
        return said[lang]

    def _cells(self, lang: Lang) -> str:
        commas = [f"«{name}»" for name, mark in self.marks.items() if mark == ","]
        points = [f"«{name}»" for name, mark in self.marks.items() if mark == "."]
        numbers = Words("punt", "point")
        if commas and points:
            nl = f"decimale komma in {few(commas)}; elders punt"
            numbers = Words(nl, f"decimal comma in {few(commas)}; elsewhere point")
        elif commas:
            numbers = Words("decimale komma", "decimal comma")
        days = [f"{_ORDERS[order][lang]} («{name}»)" for name, order in self.orders.items()]
        empty = [f"«{one}»" for one in self.empty]
        said = Words(
            f"Getallen: {numbers.nl}; datums: {', '.join(days) or 'geen'}; "
            f"leeg: {few(empty) or 'niets dan een lege cel'}.",
            f"Numbers: {numbers.en}; dates: {', '.join(days) or 'none'}; "
            f"empty: {few(empty) or 'nothing but an empty cell'}.",
        )
        return said[lang]

    def _used(self, lang: Lang) -> str:
        some = _runs([(name, head.strip() if name != head else name) for name, head in self.fed])
        nothing = Words("niets", "nothing")[lang]
        return f"{Words('Gebruikt', 'Used')[lang]}: {', '.join(some) or nothing}."

    def _unused(self, lang: Lang) -> str:
        named = [f"«{name.strip()}»" for name in self.unused if name.strip()]
        one = Words("kolom ", "column ") if len(named) == 1 else Words("kolommen ", "columns ")
        some = [one[lang] + few(named, 20)] if named else []
        some += [passed[lang] for passed in self.passed]
        nothing = Words("niets", "nothing")[lang]
        return Words("Niet gebruikt: ", "Not used: ")[lang] + ("; ".join(some) or nothing) + "."


_SEPARATORS = {
    ",": Words("komma's", "commas"),
    ";": Words("puntkomma's", "semicolons"),
    "\t": Words("tabs", "tabs"),
    "|": Words("rechte strepen", "vertical bars"),
    " ": Words("spaties", "spaces"),
}
_KINDS = {
    "csv": Words("CSV met {separator}, {encoding}", "CSV with {separator}, {encoding}"),
    "xlsx": Words("Excel, blad «{sheet}»", "Excel, sheet «{sheet}»"),
    "parquet": Words("Parquet", "Parquet"),
}
_ORDERS: Mapping[Order, Words] = {
    "ymd": Words("jaar-maand-dag", "year-month-day"),
    "dmy": Words("dag-maand-jaar", "day-month-year"),
    "mdy": Words("maand-dag-jaar", "month-day-year"),
    "excel": Words("volgnummer van Excel", "serial number of Excel"),
}


def _runs(fed: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Names with their headings: ``q1..q9`` for those that follow each other, ``q1..q9 «V1»..«V9»`` too."""
    start = 0
    while start < len(fed):
        end = start
        while (
            end + 1 < len(fed) and all(map(_follows, fed[end], fed[end + 1])) and _alike(*fed[end : end + 2])
        ):
            end += 1
        if end > start + 1:
            (first, head), (last, tail) = fed[start], fed[end]
            yield f"{first}..{last}" if first == head else f"{first}..{last} «{head}»..«{tail}»"
        else:
            yield from (name if name == head else f"{name} «{head}»" for name, head in fed[start : end + 1])
        start = end + 1


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether both have a heading of their own, or neither."""
    return (one[0] == one[1]) == (other[0] == other[1])


def _follows(one: str, other: str) -> bool:
    """``q8`` and ``q9``."""
    word = one.rstrip("0123456789")
    first, second = one[len(word) :], other[len(word) :]
    if not (first and other.startswith(word) and second.isascii() and second.isdecimal()):
        return False
    return int(second) == int(first) + 1
