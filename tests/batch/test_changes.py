"""What a change does, and that nobody can be found in what is shown of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from prodia.batch import population, run
from prodia.batch.changes import LEAST, Found, finds, hidden, impact, of_groups, shares, shown, witnesses
from prodia.errors import ProdiaError
from prodia.model.plan import with_figures
from tests.batch.whole import ON
from tests.shipped import CATALOGUE

OLD, NEW = (CATALOGUE.plan(f"lezen-spellen@{n}.0.0") for n in (1, 2))
COUNTS = arrays.arrays(np.int64, st.tuples(st.integers(2, 4), st.integers(2, 4)), elements=st.integers(0, 40))


@cache
def made_up() -> pa.Table:
    return population(NEW, 2000, seed=2, on=ON, near=0.4)


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [(9, 40, None), (31, 40, None), (30, 40, 0.75), (33, 47, 35 / 45), (40, 40, 1.0), (0, 0, None)],
)
def test_a_rate_gives_no_small_count_away(part: int, whole: int, rate: float | None) -> None:
    assert rate == Found(flagged=whole, both=part).predictive


class TestImpact:
    """Two versions over the same people: who changes, from what to what."""

    def test_is_what_the_two_runs_say(self) -> None:
        found = impact(OLD, NEW, [(made_up(), {})], on=ON, by=["graad", "age"])
        a, b = (run(plan, made_up(), on=ON).table["ernst"].to_pylist() for plan in (OLD, NEW))
        assert Counter(zip(a, b, strict=True)) == found.changes["ernst"]
        assert found.changed("ernst")
        groups = [row for by in ("graad", "age") for row in of_groups(found, "ernst", by)]
        assert len(groups) > 5

    def test_in_any_chunks(self) -> None:
        parts = [(made_up().slice(at, 700), {}) for at in range(0, 2000, 700)]
        every = ([(made_up(), {})], parts)
        whole, chunked = (impact(OLD, NEW, tables, on=ON, by=["graad"]) for tables in every)
        assert (whole.changes, whole.groups, whole.work) == (chunked.changes, chunked.groups, chunked.work)

    def test_an_age_of_a_group_is_that_of_a_case(self) -> None:
        born = pa.array([dt.date(2020, 10, 1), dt.date(2020, 10, 2), dt.date(2027, 1, 1), None])
        words = pa.array(["3A", "-", None, "3A"])  # who wrote «-» is with who wrote nothing
        people = pa.table({"born": born, "klas": words})
        found = impact(OLD, NEW, [(people, {})], on=dt.date(2026, 10, 1), by=["age", "klas"])
        sizes = {by: {value: n for value, n in held.items() if n} for by, held in found.sizes.items()}
        assert {"age": {"6-8": 1, "0-5": 1, "-": 1}, "klas": {"3A": 2, "-": 1}} == sizes
        assert 1 == found.refused

    def test_no_effect_is_said(self) -> None:
        assert impact(NEW, NEW, [(made_up(), {})], on=ON).none

    def test_a_witness_is_made_up_and_changes_so(self) -> None:
        change = ("judgement", "met")
        (who,) = witnesses(OLD, NEW, [("ernst", change)], on=ON, mode="trajectory").values()
        came = (run(p, {n: [v] for n, v in who.items()}, on=ON, allow_missing=True) for p in (OLD, NEW))
        assert change == tuple(one.table["ernst"].to_pylist()[0] for one in came)

    @pytest.mark.parametrize("figure", [float("nan"), float("inf"), -5.0, 100.5])
    def test_a_figure_is_of_the_type_of_its_cut_off(self, figure: float) -> None:
        with pytest.raises(ProdiaError, match="PRD-P14"):
            with_figures(NEW, {"grijze_zone": figure})

    def test_one_figure(self) -> None:
        id = next(iter(NEW.cutoffs))
        same = with_figures(NEW, {id: float(NEW.cutoffs[id].figures[0].is_)})
        assert impact(NEW, same, [(made_up(), {})], on=ON).none
        more = with_figures(NEW, {id: float(NEW.cutoffs[id].figures[0].is_) + 3})
        assert not impact(NEW, more, [(made_up(), {})], on=ON).none

    def test_along_a_cut_off_more_are_flagged(self) -> None:
        plans = {n: with_figures(NEW, {"grijze_zone": n}) for n in (15.0, 25.0, 30.0)}
        found = shares(plans, [(made_up(), {})], "ernst", on=ON, mode="trajectory")
        assert [2000] * 3 == [counts.total() for counts in found.values()]
        assert len({tuple(sorted(counts.items(), key=str)) for counts in found.values()}) > 1


class TestWhomItFinds:
    """Along a cut-off more are found of whom the true scores flag, and less of who is flagged is right."""

    def test_against_true_scores(self) -> None:
        on, plan = dt.date(2027, 10, 1), CATALOGUE.plan("lezen-spellen@3.0.0")
        table = population(plan, 2000, seed=2, on=on)
        plans = {x: with_figures(plan, {"grijze_zone": x}) for x in (15.0, 25.0)}
        said: Any = {"on": on, "mode": "trajectory"}
        found = finds(plans, [(table, {})], "ernst", "judgement", **said)
        assert found == finds(plans, [(table, {})], "ernst", "judgement", **said)
        low, high = found.values()
        assert 0.2 < (low.sensitivity or 0) < (high.sensitivity or 0) < 1
        assert all(one.both <= min(one.flagged, one.truly) for one in found.values())

    def test_where_no_error_is_known_nothing_is_said(self) -> None:
        assert {} == finds({1.0: NEW}, [(made_up(), {})], "ernst", "met", on=ON, mode="trajectory")


class TestNobodyIsFound:
    """A count below ten is hidden, and no hidden count follows from the others and the totals."""

    @given(COUNTS)
    def test_small_counts_are_hidden(self, table: np.ndarray) -> None:
        assert hidden(table)[(table > 0) & (table < LEAST)].all()

    @given(COUNTS)
    def test_no_hidden_count_is_determined(self, table: np.ndarray) -> None:
        """For each hidden cell there is another table with the same totals and the same shown cells."""
        off = hidden(table)
        places = [tuple(one) for one in np.argwhere(off)]
        if off.all():
            return
        lines = [[p[axis] == n for p in places] for axis in (0, 1) for n in range(table.shape[axis])]
        matrix = np.array(lines, dtype=float)
        for at in range(len(places)):
            alone = np.zeros(len(places))
            alone[at] = 1.0
            with_it = np.linalg.matrix_rank(np.vstack([matrix, alone]))
            assert with_it > np.linalg.matrix_rank(matrix), (table, off)

    def test_nobody_can_compute_one_back(self) -> None:
        """By brute force, of a few hundred tables of groups and changes as they are shown: who knows the
        total, the totals that are not hidden and the shown counts finds more tables than one that fit."""
        chance = np.random.default_rng(7)
        for _ in range(250):
            table = chance.choice([0, 0, 1, 2, 4, 7, 9, 10, 12, 20, 40], chance.integers(2, 4, 2))
            rows, columns = hidden(table.sum(axis=1)), hidden(table.sum(axis=0))
            off = hidden(table, rows, columns)
            for at in map(tuple, np.argwhere(off & (table > 0))):
                assert _another(table, off, ~rows, ~columns, at), (table, off)

    def test_a_count_that_is_not_hidden_well_is_computed_back(self) -> None:
        table, known = np.array([[3, 20], [20, 30]]), np.array([True, True])
        assert not _another(table, table < LEAST, known, known, (0, 0))
        assert _another(table, table < 40, known, known, (0, 0))

    def test_what_stands_alone_is_joined(self) -> None:
        assert [False, True, True] == hidden(np.array([500, 3, 40])).tolist()

    def test_shown_is_rounded(self) -> None:
        assert ["·", "45", "0"] == [shown(3, True), shown(44, False), shown(0, False)]


def _another(table: Any, off: Any, rows: Any, columns: Any, at: Any) -> bool:
    """Is there another table of counts with the same shown cells, known totals and total of all, and another
    number of people at one place?"""
    places = sorted(map(tuple, np.argwhere(off)), key=lambda place: place != at)
    hiding = table * off
    sums = {("all", 0): int(hiding.sum())}
    sums |= {("row", r): int(hiding[r].sum()) for r in np.flatnonzero(rows).tolist()}
    sums |= {("column", c): int(hiding[:, c].sum()) for c in np.flatnonzero(columns).tolist()}

    def lines(place: Any) -> list[tuple[str, int]]:
        return [one for one in (("all", 0), ("row", place[0]), ("column", place[1])) if one in sums]

    last = {line: number for number, place in enumerate(places) for line in lines(place)}

    def fits(number: int, left: dict[tuple[str, int], int]) -> bool:
        if number == len(places):
            return not any(left.values())
        here = lines(places[number])
        least = max((left[one] for one in here if last[one] == number), default=0)
        tried = range(least, min(left[one] for one in here) + 1)
        own = int(table[places[number]])
        return any(
            fits(number + 1, left | {one: left[one] - count for one in here})
            for count in sorted(tried, key=lambda count: abs(count - own))
            if number or count != own
        )

    return fits(0, sums)
