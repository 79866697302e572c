"""Hypothesis strategies: values, people, and random trees that type correctly."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from prodia.language import Apply, Duration, Literal, Missing, Name, Tree, nine
from prodia.language.operators import ROWS, stretched

KINDS = ("number", "truth", "text", "date", "months", "days")
NAMES = {kind: (f"{kind}_a", f"{kind}_b") for kind in KINDS}
_ROWS = list(ROWS.values())

numbers = st.one_of(
    st.integers(-1000, 1000).map(float),
    st.integers(-(10**10), 10**10).map(lambda n: n / 1e4),
    st.floats(-1e7, 1e7).map(nine),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.0, 0.5, 1.005, 2.5, -2.5, 1e-9, 5e-10, 1999999.9999999998, 2e6, 1e15, 1e300]),
)
# Few letters: the case of rare ones differs between Unicode versions, not between our faces.
texts = st.one_of(
    st.sampled_from(["", "lager", "hoger", "not met", "a\0"]), st.text('aBéß横🐎 "\\\n\u200b', max_size=5)
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "number": numbers.map(lambda x: x + 0.0),
    "truth": st.booleans(),
    "text": texts,
    "date": st.one_of(st.dates(), st.dates(dt.date(2010, 1, 1), dt.date(2030, 12, 31))),
    "months": st.integers(-300, 300).map(lambda n: Duration("months", n)),
    "days": st.integers(-4000, 4000).map(lambda n: Duration("days", n)),
}


def maybe(kind: str) -> st.SearchStrategy[Any]:
    """A value of a kind, or the absence of one."""
    return st.one_of(VALUES[kind], st.just(None), st.sampled_from(list(Missing)))


people = st.fixed_dictionaries({name: maybe(kind) for kind in KINDS for name in NAMES[kind]})


def leaves(kind: str) -> st.SearchStrategy[Tree]:
    return st.one_of(st.sampled_from(NAMES[kind]).map(Name), VALUES[kind].map(Literal))


@st.composite
def trees(draw: st.DrawFn, kind: str | None = None, depth: int = 3) -> Tree:
    """A tree of a kind, over :data:`NAMES`, of at most ``depth`` operators deep."""
    kind = kind or draw(st.sampled_from(KINDS))
    options = [(row, case) for row in _ROWS for case in row.cases if case.result in (kind, "same")]
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        return draw(leaves(kind))
    row, case = draw(st.sampled_from(options))
    count = draw(st.integers(max(row.least, len(case.args)), row.most or max(row.least, 3)))
    wanted = list(stretched(case.args, min(count, row.most or count)))
    shared = kind if case.result == "same" else draw(st.sampled_from(KINDS))
    args = tuple(draw(trees(shared if w == "any" else w, depth - 1)) for w in wanted)
    if row.key in ("=", "!=") and any(isinstance(a, Literal) and a.value is None for a in args):
        return draw(leaves(kind))
    return Apply(row.key, args)
