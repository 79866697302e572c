"""The same table over columns: a million people at once, one in a hundred numbers missing."""

# Everyone answers with the number of the rule. Encoded: small whole numbers stand for the
# words. polars uses all its threads, the others one.

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from prodia.language import Column, CompiledTable, compile_table
from prodia.language.tables.compiled import Coded
from tests.bench import given
from tests.bench.peers import peer
from tests.bench.timing import Pace, Row, Work, measure, same

Columns = dict[str, Any]
NOTE = (
    "One in a hundred numbers is missing; everyone answers with the number of the rule, -1 where none holds. "
    "polars uses every core, the others one; pyarrow encodes on two. Of Python text most columns hold a few "
    "objects many times, as pandas and Arrow hand them over, and that is what is measured."
)


def rows(pace: Pace) -> Iterator[Row]:
    table = compile_table(given.table())
    words = f"{pace.rows:,} rows"
    columns = people(pace.rows, False)
    peers = contenders(columns, False)
    ours = _ours(table, our_columns(columns, False))
    _agree(ours, peers)
    yield measure(f"{words}, words encoded", ours, peers, pace, target="columns", note=NOTE)
    columns = people(pace.rows, True)
    peers = contenders(columns, True)
    ours = _ours(table, our_columns(columns, True))
    _agree(ours, peers)
    yield measure(f"{words}, two columns of Python text", ours, peers, pace, target="columns with text")
    apart = columns | {name: np.array([*map(_copied, columns[name])], dtype=object) for name in given.TEXTS}
    apart_ours = _ours(table, our_columns(apart, True))
    _agree(apart_ours, {"the same": ours})
    yield measure(f"{words}, the same, every text an object of its own", apart_ours, {}, pace)
    arrow = _from_arrow(table, columns)
    if arrow is not None:
        few = {name: work for name, work in peers.items() if name == "polars"}
        _agree(arrow, few)
        yield measure(
            f"{words}, two Arrow columns of text, encoded by pyarrow first",
            arrow,
            few,
            pace,
            target="columns with text",
        )


def _agree(ours: Work, peers: dict[str, Work]) -> None:
    expected = ours()
    for name, work in peers.items():
        same(True, bool(np.array_equal(expected, np.asarray(work()))), name)  # type: ignore[arg-type]


def _copied(text: str) -> str:
    return text.encode().decode()


def _ours(table: CompiledTable, columns: list[Column | Coded]) -> Work:
    return lambda: table.decide_columns(columns).rule


def _from_arrow(table: CompiledTable, columns: Columns) -> Work | None:
    """As a caller with Arrow columns would: each word to its place, a column a thread as the batch does it,
    then the table over the places."""
    pa, pc = peer("pyarrow"), peer("pyarrow.compute")
    if pa is None:
        return None
    numbers = our_columns(columns, True)[: len(given.NUMBERS)]
    texts = {n: (pa.array(columns[n].tolist()), pa.array(v), v) for n, v in given.TEXTS.items()}

    pool = ThreadPoolExecutor(2)

    def place(column: Any) -> Coded:
        text, values, words = column
        return Coded(pc.index_in(text, values).to_numpy(), words)

    def decide() -> Any:
        return table.decide_columns([*numbers, *pool.map(place, texts.values())]).rule

    return decide


def people(count: int, text: bool) -> Columns:
    """Numbers with NaN where missing; words as objects, or as their place among the words."""
    dice = np.random.default_rng(8)
    found: Columns = {}
    for name in given.NUMBERS:
        found[name] = np.round(dice.uniform(0, 100, count), 1)
        found[name][dice.random(count) < 0.01] = np.nan
    for name, values in given.TEXTS.items():
        codes = dice.integers(0, len(values), count).astype(np.uint8)
        found[name] = np.array(values, dtype=object)[codes] if text else codes
    return found


def our_columns(columns: Columns, text: bool) -> list[Column | Coded]:
    ours: list[Column | Coded] = []
    for name in given.NUMBERS:
        missing = np.isnan(columns[name])
        ours.append(Column("number", np.where(missing, 0.0, columns[name]), missing))
    for name, values in given.TEXTS.items():
        here = columns[name]
        ours.append(Column("text", here, np.zeros(len(here), dtype=bool)) if text else Coded(here, values))
    return ours


def conditions(columns: Columns, text: bool) -> list[Any]:
    """Per rule the conjunction of its cells, over whatever kind of column is given."""
    found = []
    for when, _ in given.rules():
        together: Any = None
        for name, cell in when.items():
            x, words = columns[name], given.TEXTS.get(name)
            if words:
                one = x == (cell if text else words.index(cell))
            else:
                sign, edge = cell.split()
                one = x < float(edge) if sign == "<" else x >= float(edge)
            together = one if together is None else together & one
        found.append(together)
    return found


def contenders(columns: Columns, text: bool) -> dict[str, Work]:
    numbers = [np.int16(n) for n, _ in enumerate(given.rules())]

    def select() -> Any:
        return np.select(conditions(columns, text), numbers, np.int16(-1))

    asked = {"polars": _polars(columns, text), "pandas case_when": _pandas(columns, text)}
    return {name: work for name, work in asked.items() if work is not None} | {"NumPy select": select}


def _polars(columns: Columns, text: bool) -> Work | None:
    pl = peer("polars")
    if pl is None:
        return None
    frame = pl.DataFrame(
        {n: c.tolist() if c.dtype == object else c for n, c in columns.items()}, nan_to_null=True
    )
    chain: Any = pl
    for number, one in enumerate(conditions({name: pl.col(name) for name in columns}, text)):
        chain = chain.when(one).then(pl.lit(number, dtype=pl.Int16))
    rule = chain.otherwise(pl.lit(-1, dtype=pl.Int16)).alias("rule")
    return lambda: frame.select(rule)["rule"].to_numpy()


def _pandas(columns: Columns, text: bool) -> Work | None:
    pd = peer("pandas")
    if pd is None:
        return None
    frame = pd.DataFrame(columns)
    start = pd.Series(np.full(len(frame), -1, dtype=np.int16))

    def case_when() -> Any:
        cases = [(one, np.int16(n)) for n, one in enumerate(conditions(dict(frame.items()), text))]
        return start.case_when(cases).to_numpy()

    return case_when
