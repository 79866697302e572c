"""What follows from another mistake and is not told again; and where a translated text stands."""

from __future__ import annotations

from typing import Any

from prodia.content.entry import Entry
from prodia.problems import Place, Problem
from prodia.problems.expressions import UNKNOWN_NAME
from prodia.problems.references import UNKNOWN_REFERENCE

_LOST_WITH = {"bron": "sources", "term": "terms", "instrument": "instruments"}


def follows(problem: Problem, broken: frozenset[str]) -> bool:
    """Is this name only unknown because the file that has it could not be read? That file says so."""
    args = dict(problem.args)
    if problem.kind is UNKNOWN_REFERENCE:
        return args["name"] in broken or _LOST_WITH.get(args["what_nl"]) in broken
    return problem.kind is UNKNOWN_NAME and "law" in broken and args.get("found", "").startswith("law.")


def text_place(entry: Entry[Any], key: str) -> Place:
    """The place of a text from its key; a cell of a table from its rule and column."""
    path = tuple(int(part) if part.isdigit() else part for part in key.split("."))
    if len(path) == 5 and path[0] == "decisions" and path[2] == "table":
        table = entry.definition.decisions[path[1]].table
        column = [c.text for c in table.outputs].index(str(path[4]))
        cell = table.rules[int(path[3]) - 1].then[column]
        return entry.document.place(path[:3], cell=(cell.line, cell.column))
    return entry.document.place(path)
