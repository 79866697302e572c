"""The language's own conformance table: the expressions of tests/data/language.tsv on every face."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from prodia.language import Column, Duration, Missing, Value, evaluate, evaluate_columns, parse, trace
from prodia.language.operators import ROWS
from prodia.language.syntax.tree import Apply, walk
from tests.language import test_faces
from tests.language.test_faces import browser

__all__ = ["browser"]

Line = tuple[str, dict[str, Value], Value]


def value(x: Any) -> Value:
    """A value of the table: a number, a text, a date, a duration, or a reason why there is none."""
    match x:
        case {"date": iso}:
            return dt.date.fromisoformat(iso)
        case {"duration": iso}:
            made = evaluate(parse(f'duration("{iso}")'), {})
            assert isinstance(made, Duration)
            return made
        case {"missing": reason}:
            return Missing(reason)
    return float(x) if isinstance(x, int) and not isinstance(x, bool) else x


def lines() -> list[Line]:
    text = (Path(__file__).parents[1] / "data" / "language.tsv").read_text("utf-8")
    cells = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return [
        (expression, {k: value(v) for k, v in json.loads(given).items()}, value(json.loads(out)))
        for expression, given, out in cells
    ]


class TestTheTable:
    """What the language means, line by line, for one person, for a column, traced, and in a browser."""

    @pytest.mark.parametrize("line", lines(), ids=lambda line: line[0])
    def test_every_face(self, line: Line) -> None:
        expression, given, expected = line
        tree = parse(expression)
        columns = {name: Column.of([v, v, v]) for name, v in given.items()}
        assert expected == evaluate(tree, given)
        assert expected == trace(tree, given).value
        assert {repr(expected)} == {repr(v) for v in evaluate_columns(tree, columns).to_list()}

    @pytest.mark.parametrize("line", lines(), ids=lambda line: line[0])
    def test_the_browser(self, browser: Any, line: Line) -> None:
        test_faces.TestJavaScript.compare(browser, parse(line[0]), line[1])

    def test_every_operator_stands_in_it(self) -> None:
        used = {n.op for e, _, _ in lines() for n in walk(parse(e)) if isinstance(n, Apply)}
        assert set() == set(ROWS) - used
