"""What only shows between files: names in worked cases, translations that lag, mistakes behind a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from prodia.content.entry import Entry
from prodia.content.pack import Locale, Pack
from prodia.content.shared import shared_keys
from prodia.content.translations import compare, read_po
from prodia.content.wording import unknown
from prodia.model.events import CaseFile
from prodia.model.texts import texts
from prodia.problems import Place, Problem, Two
from prodia.problems.expressions import UNKNOWN_NAME
from prodia.problems.references import UNKNOWN_REFERENCE

_LOST_WITH = {"bron": "sources", "term": "terms", "instrument": "instruments"}


def follows(problem: Problem, broken: frozenset[str]) -> bool:
    """Is this name only unknown because the file that has it could not be read? That file says so."""
    args = dict(problem.args)
    if problem.kind is UNKNOWN_REFERENCE:
        return args["name"] in broken or _LOST_WITH.get(args["what_nl"]) in broken
    return problem.kind is UNKNOWN_NAME and "law" in broken and args.get("found", "").startswith("law.")


def case_problems(cases: Iterable[Entry[CaseFile]], protocols: Sequence[str]) -> Iterator[Problem]:
    """Protocols that worked cases name and that are not there."""
    for entry in cases:
        for number, event in enumerate(entry.definition.events):
            for key in ("protocol", "to"):
                name = getattr(event, key, None)
                if isinstance(name, str) and name not in protocols:
                    place = entry.document.place(("events", number, key))
                    yield unknown(place, Two("protocol", "protocol"), name, protocols)


def translation_problems(pack: Pack, locale: Locale) -> Iterator[Problem]:
    """What a translation of a pack misses, or has of a text that changed."""
    said, problems = read_po(locale)
    if problems and not said:
        return
    if locale.owner == "shared":
        keys = [(k, t, e.document.place(p)) for e in pack.entries for k, t, p in shared_keys(e)]
    else:
        found = next((e for e in pack.entries if e.name == locale.owner), None)
        if found is None:
            return
        keys = [(k, t, text_place(found, k)) for k, t in texts(found.definition)]
    places = {key: place for key, _, place in keys}
    yield from compare(said, {key: text for key, text, _ in keys}, places, locale)


def text_place(entry: Entry[Any], key: str) -> Place:
    """The place of a text from its key; a cell of a table from its rule and column."""
    path = tuple(int(part) if part.isdigit() else part for part in key.split("."))
    if len(path) == 5 and path[0] == "decisions" and path[2] == "table":
        table = entry.definition.decisions[path[1]].table
        column = [c.text for c in table.outputs].index(str(path[4]))
        cell = table.rules[int(path[3]) - 1].then[column]
        return entry.document.place(path[:3], cell=(cell.line, cell.column))
    return entry.document.place(path)
