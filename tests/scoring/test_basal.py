"""Basal, reversal, ceiling: what counts is what should have been administered."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.model.instrument import Start, Stop, StopSet
from prodia.scoring.stopping import administer, give_sets

ITEMS = "abcdefghij"


def starts(*items: str) -> tuple[Start, ...]:
    """Starts at these items, of whatever age."""
    return tuple(Start(item=item, ages="0..9") for item in items)


SEQUENCE = Stop(basal=2, reversal="in sequence", discontinue=3)
PREVIOUS = Stop(basal=2, reversal="to previous start", starts=starts("a", "c", "f"), discontinue=3)
AT_ONCE = Stop(basal=2, reversal="in sequence", discontinue=1)


def noted(points: str, start: int = 0) -> dict[str, float | None]:
    """Item scores from a string, "." for not noted."""
    return {i: None if p == "." else float(p) for i, p in zip(ITEMS[start:], points, strict=False)}


class TestTheWalk:
    """Credit below the basal, nothing after the stop, reversal once."""

    # points of a..j, start, rules -> raw, credited, order of giving, rule that ended it
    @pytest.mark.parametrize(
        ("points", "start", "rules", "expected"),
        [
            (".....11101", "f", SEQUENCE, (9.0, 5.0, "fghij", "last item")),
            (".....11000", "f", SEQUENCE, (7.0, 5.0, "fghij", "discontinue")),
            ("...1101101", "f", SEQUENCE, (8.0, 3.0, "fedghij", "last item")),
            ("....110111", "f", SEQUENCE, (9.0, 4.0, "fgehij", "last item")),
            ("...00011..", "f", SEQUENCE, (0.0, 0.0, "fed", "discontinue")),
            ("1111100011", "f", SEQUENCE, (5.0, 3.0, "fedgh", "discontinue")),
            ("0000000000", "b", SEQUENCE, (0.0, 0.0, "bac", "discontinue")),
            (".....0....", "f", AT_ONCE, (0.0, 0.0, "f", "discontinue")),
            ("..11100111", "f", PREVIOUS, (8.0, 2.0, "fcdeghij", "last item")),
            ("..01100111", "f", PREVIOUS, (7.0, 2.0, "fcdeghij", "last item")),
            ("1101010111", "a", Stop(misses=2, in_a_row_of=3), (3.0, 0.0, "abcde", "window")),
        ],
    )
    def test_table(self, points: str, start: str, rules: Stop, expected: Any) -> None:
        found = administer(ITEMS, noted(points), start, rules)
        assert expected == (found.raw, found.credited, "".join(found.administered), found.fired)

    def test_what_comes_next(self) -> None:
        found = administer(ITEMS, noted(".....0...."), "f", SEQUENCE)
        assert (None, "e", "item needed", ("f",)) == (found.raw, found.next, found.fired, found.administered)

    @given(st.text("01.", min_size=10, max_size=10), st.sampled_from(ITEMS), st.sampled_from(ITEMS))
    def test_removing_a_score_never_adds_one(self, points: str, start: str, gone: str) -> None:
        for rules in (SEQUENCE, PREVIOUS):
            before = administer(ITEMS, noted(points), start, rules)
            after = administer(ITEMS, {**noted(points), gone: None}, start, rules)
            if before.raw is None:
                assert after.raw is None
            else:
                assert after.raw in (None, before.raw)
                assert (after.raw is None) == (gone in before.administered)

    @given(st.text("01", min_size=10, max_size=10), st.sampled_from(ITEMS))
    def test_following_next_is_the_whole(self, points: str, start: str) -> None:
        """Asking for `next` until there is none gives what scoring a full record gives."""
        for rules in (SEQUENCE, PREVIOUS):
            full, have = noted(points), dict[str, float | None]()
            found = administer(ITEMS, have, start, rules)
            while found.next:
                have[found.next] = full[found.next]
                found = administer(ITEMS, have, start, rules)
            assert administer(ITEMS, full, start, rules) == found
            assert set(have) == set(found.administered)

    @given(st.text("01", min_size=10, max_size=10), st.sampled_from(ITEMS), st.integers(0, 9))
    def test_after_the_stop_nothing_counts(self, points: str, start: str, at: int) -> None:
        found = administer(ITEMS, noted(points), start, SEQUENCE)
        other = points[:at] + ("1" if points[at] == "0" else "0") + points[at + 1 :]
        if ITEMS[at] not in found.administered:
            assert found == administer(ITEMS, noted(other), start, SEQUENCE)

    @pytest.mark.parametrize("figure", ["basal", "discontinue", "misses", "in_a_row_of"])
    def test_a_rule_counts_from_1(self, figure: str) -> None:
        with pytest.raises(ValueError, match=figure):
            Stop(**{figure: 0})

    def test_a_window_that_is_all_misses(self) -> None:
        found = administer("abcd", {"a": 0, "b": 1, "c": 0, "d": 0}, "a", Stop(misses=2, in_a_row_of=2))
        assert ("window", 1.0, "d") == (found.fired, found.raw, found.last)

    def test_the_start_before_is_not_this_one(self) -> None:
        """Back from c goes to b, which is full, and on: what lies below b is credited."""
        rules = Stop(basal=1, reversal="to previous start", starts=starts("b", "c"), discontinue=2)
        found = administer("abcde", {"b": 1, "c": 0, "d": 1, "e": 0}, "c", rules)
        assert ("cbde", 1.0, 3.0) == ("".join(found.administered), found.credited, found.raw)

    def test_without_a_start_before_it_goes_to_the_first_item(self) -> None:
        rules = Stop(basal=1, reversal="to previous start", starts=starts("b"), discontinue=3)
        found = administer("abc", {"a": 0, "b": 0, "c": 1}, "b", rules)
        assert ("bac", 0.0, 1.0, True) == (
            "".join(found.administered),
            found.credited,
            found.raw,
            found.basal,
        )

    def test_at_the_first_item_there_is_nothing_left_to_reach(self) -> None:
        found = administer("abc", {"a": 0, "b": 0, "c": 0}, "c", Stop(basal=2, reversal="in sequence"))
        assert ("cba", 0.0, 0.0, True) == (
            "".join(found.administered),
            found.credited,
            found.raw,
            found.basal,
        )

    def test_refused_start(self) -> None:
        with pytest.raises(ValueError, match="start"):
            administer(ITEMS, {}, "z", SEQUENCE)


class TestItemSets:
    """A set is given as a whole; too low goes back, high enough goes on."""

    SETS = (
        StopSet(items=("a", "b"), on_at_least=2),
        StopSet(items=("c", "d"), back_at_most=0, on_at_least=2),
        StopSet(items=("e", "f"), back_at_most=0, on_at_least=2),
    )

    @pytest.mark.parametrize(
        ("points", "start", "expected"),
        [
            ("..1011", 1, (3.0, 2.0, "cd")),
            ("..1101", 1, (5.0, 2.0, "cdef")),
            ("1100..", 1, (2.0, 0.0, "cdab")),
            ("110000", 2, (2.0, 0.0, "efcdab")),
        ],
    )
    def test_table(self, points: str, start: int, expected: Any) -> None:
        found = give_sets(self.SETS, noted(points), start)
        assert expected == (found.raw, found.credited, "".join(found.administered))

    def test_what_comes_next(self) -> None:
        assert "b" == give_sets(self.SETS, noted("1.00"), 1).next
