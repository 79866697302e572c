"""Text made to break the language: refused in words, or read the same by every face. Never a hang."""

from __future__ import annotations

import random

import pytest

from prodia.errors import ContentError, ExpressionError
from prodia.language import (
    HitPolicy,
    Input,
    Output,
    Rule,
    Table,
    Type,
    analyse,
    compile_table,
    evaluate,
    infer,
    names,
    parse,
    parse_cell,
    parse_type,
    say,
    show,
    show_cell,
    to_javascript,
    trace,
)
from prodia.language.tables.axes import INF, Interval, sample

PIECES = [
    *"( ) [ ] .. , and or not between in if then else null true false ? - + * / ** = != < <= > >= @".split(),
    *("1e300", "1e309", "-0.0", "0.1", "999999999999999999", "20000000.1", "5e-324", ".5", "1_0", "１０"),
    *('date("0001-01-01")', 'date("9999-12-31")', 'date("2024-02-29")', 'duration("P9999Y99999M")'),
    *('duration("-P9999999D")', "a", "b", "__class__", "é", "аb", "sum(", "count(", "age at(", "any("),
    *('"\u202e"', '"\ud800"', '"\\uD800"', '"\u200b"', "\u00a0", "\x00", "//", "/*", "”", "−", "lager"),
]


def mess(random_: random.Random) -> str:
    return " ".join(random_.choices(PIECES, k=random_.randrange(1, 14)))


class TestAnyText:
    """Whatever is written: an ExpressionError, or a tree that every face can work with."""

    @pytest.mark.parametrize("cell", [False, True])
    def test_faces(self, cell: bool) -> None:
        random_, read = random.Random(2), 0
        reads, writes = (parse_cell, show_cell) if cell else (parse, show)
        for _ in range(4000):
            try:
                tree = reads(mess(random_))
            except ExpressionError as error:
                assert error.caret() and error.message("en")
                continue
            read += 1
            assert tree == reads(writes(tree))
            writes(tree).encode()
            infer(tree, {n: Type("number") for n in names(tree)})
            say(tree, "en", {}, {})
            to_javascript(tree)
            assert repr(evaluate(tree, {"a": 1.0, "?": 1.0})) == repr(trace(tree, {"a": 1.0, "?": 1.0}).value)
        assert read > 100

    @pytest.mark.parametrize(
        "text", ['"\ud800"', '"a\udfff"', 'duration("P999999Y")', 'duration("P99999999D")']
    )
    def test_refused(self, text: str) -> None:
        with pytest.raises(ExpressionError):
            parse(text)

    @pytest.mark.parametrize("text", ["P9999Y99999M", "-P833333Y4M", "P10000000D"])
    def test_a_long_duration_reads_back(self, text: str) -> None:
        tree = parse(f'duration("{text}")')
        assert tree == parse(show(tree))


class TestAnyTable:
    """Cells no protocol needs: a table is refused, or decides as its cells say, and is always ready."""

    CONSTANTS = ("10", "1e300", "-1e300", "1.0000000000000002e300", "20000000.1", "20000000.100000005")
    CONSTANTS += ("9007199254740994", "2251799813685248.5", "2000000", "0.3", "1e-9")
    VALUES = (0.0, 0.3, 5.0, 10.0, 1e9, 20000000.1, 20000000.100000005, 2251799813685248.5, 1e300, 2e300)

    @pytest.mark.parametrize(
        "type", ["number", "number 0..1", "percentile 0..100", "count 0..3", "number 5.."]
    )
    def test_decides_as_the_cells_say(self, type: str) -> None:
        random_, declared = random.Random(3), parse_type(type)
        for _ in range(150):
            written = [
                f"{random_.choice(('<', '<=', '>', '>=', '', '!='))} {random_.choice(self.CONSTANTS)}"
                for _ in range(random_.randrange(1, 5))
            ]
            cells = [parse_cell(c) for c in written]
            table = Table(
                (Input(parse("x"), declared),),
                (Output("y", None, ()),),
                tuple(Rule((cell,), (float(n),)) for n, cell in enumerate(cells)),
                HitPolicy.COLLECT,
                "none",
                None,
            )
            compiled = compile_table(table)
            analyse(table)
            for value in filter(declared.admits, self.VALUES):
                holding = tuple(n for n, cell in enumerate(cells) if evaluate(cell, {"?": value}) is True)
                assert holding == compiled.decide([value]).rules, (written, value)

    def test_a_cell_that_computes_is_refused(self) -> None:
        rule = Rule((parse_cell("? + 1 > 3"),), (1.0,))
        table = Table((Input(parse("x"), Type("number")),), (Output("y", None, ()),), (rule,))
        with pytest.raises(ContentError):
            compile_table(table)

    @pytest.mark.parametrize(
        "span",
        [
            Interval(1e300, 1),
            Interval(1e308, INF),
            Interval(-INF, -1e300),
            Interval(20000000.1, 20000000.100000001),
            Interval(4503599627370496.0, 2251799813685248.5),
            Interval(0.3, 0.3, True, True),
            Interval(0.3, 0.300000001),
        ],
    )
    @pytest.mark.parametrize("line", ["number", "whole"])
    def test_a_sample_lies_in_its_interval(self, span: Interval, line: str) -> None:
        found = sample(line, span)  # type: ignore[arg-type]
        assert found is None or span.holds(float(found))
