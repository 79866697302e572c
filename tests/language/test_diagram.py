"""An expression with names open comes to what trying every combination of their values gives, exactly."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.language import Plain, Tree, evaluate, names, parse
from prodia.language.analysis import MOST, Choices, Reached, TooMany, reached
from tests.examples import examples
from tests.language.strategies import KINDS, NAMES, VALUES, trees

KIND_OF = {name: kind for kind in KINDS for name in NAMES[kind]}


@st.composite
def choices(draw: st.DrawFn, *made: Tree) -> list[tuple[str, tuple[Plain, ...]]]:
    """One to three values for each name, none among them now and then; some names are left out."""
    read = sorted({name for tree in made for name in names(tree)})[:5]
    some = {n: st.lists(st.one_of(VALUES[KIND_OF[n]], st.none()), min_size=1, max_size=3) for n in read}
    return [(n, tuple(draw(some[n]))) for n in read if draw(st.integers(0, 9))]


def tried(made: list[Tree], among: Choices, together: Any = None) -> Reached:
    """The same, by trying everything."""
    where = [name for name, _ in among]
    told: dict[tuple[Plain, ...], Any] = {}
    for values in product(*(v for _, v in among)):
        found = [evaluate(tree, dict(zip(where, values, strict=True))) for tree in made]
        told[values] = found[0] if together is None else together(*found)
    turning = {
        name
        for i, (name, own) in enumerate(among)
        for values, was in told.items()
        for other in own
        if typed(told[(*values[:i], other, *values[i + 1 :])]) != typed(was)
    }
    return Reached(frozenset(told.values()), frozenset(turning))


def typed(value: Any) -> Any:
    return type(value), value


class TestReached:
    @settings(max_examples=examples(150))
    @given(trees("truth", depth=4), st.data())
    def test_a_condition(self, tree: Tree, data: st.DataObject) -> None:
        among = data.draw(choices(tree))
        assert tried([tree], among) == reached([tree], among)

    @given(trees(), st.data())
    def test_any_expression(self, tree: Tree, data: st.DataObject) -> None:
        among = data.draw(choices(tree))
        assert tried([tree], among) == reached([tree], among)

    @settings(max_examples=examples(50))
    @given(trees("truth"), trees("truth"), st.data())
    def test_two_together(self, one: Tree, two: Tree, data: st.DataObject) -> None:
        def both(a: Plain, b: Plain) -> Plain:
            return "same" if a is b else a

        among = data.draw(choices(one, two))
        assert tried([one, two], among, both) == reached([one, two], among, both)

    def test_a_name_twice_is_one_name(self) -> None:
        """Independent parts would say that this can be true."""
        assert Reached(frozenset({False}), frozenset()) == reached(
            [parse("a and not(a)")], [("a", (True, False))]
        )

    def test_many_conditions_stay_small(self) -> None:
        """Thirty questions at three values each: 3 to the 30th combinations, and thirty nodes."""
        text = " and ".join(f"(a{i} < 10 or b{i})" for i in range(15))
        among = [
            (n, v)
            for i in range(15)
            for n, v in ((f"a{i}", (5.0, 20.0, None)), (f"b{i}", (True, False, None)))
        ]
        found = reached([parse(text)], among)
        assert ({True, False, None}, 30) == (found.values, len(found.turning))

    def test_past_the_budget_it_says_so(self) -> None:
        """Sums of powers of three are all different."""
        text = " + ".join(f"{3**i} * a{i}" for i in range(12))
        among = [(f"a{i}", (0.0, 1.0, 2.0)) for i in range(12)]
        assert 3**12 > MOST
        with pytest.raises(TooMany):
            reached([parse(text)], among)
