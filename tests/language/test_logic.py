"""Three-valued logic: missing is never zero and never "no"."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.language import Missing, Plain, evaluate, parse

THREE: tuple[Plain, ...] = (True, False, None)
truths = st.sampled_from(THREE)
ORDER = {False: 0, None: 1, True: 2}  # Kleene: and is the least, or the greatest


def run(text: str, **values: Plain) -> Plain:
    return evaluate(parse(text), values)


class TestKleene:
    """`and` is the least, `or` the greatest, in the order false < null < true; `not` turns it around."""

    @pytest.mark.parametrize(("a", "b"), list(product(THREE, THREE)))
    def test_tables(self, a: bool | None, b: bool | None) -> None:
        assert min(a, b, key=lambda v: ORDER[v]) is run("a and b", a=a, b=b)
        assert max(a, b, key=lambda v: ORDER[v]) is run("a or b", a=a, b=b)

    @given(truths, truths)
    def test_de_morgan(self, a: Plain, b: Plain) -> None:
        assert run("not(a and b)", a=a, b=b) is run("not(a) or not(b)", a=a, b=b)
        assert run("not(a or b)", a=a, b=b) is run("not(a) and not(b)", a=a, b=b)

    @given(truths, truths, truths)
    def test_distribution_and_association(self, a: Plain, b: Plain, c: Plain) -> None:
        assert run("a and (b or c)", a=a, b=b, c=c) is run("a and b or a and c", a=a, b=b, c=c)
        assert run("(a and b) and c", a=a, b=b, c=c) is run("a and b and c", a=a, b=b, c=c)
        assert run("any(a, b, c)", a=a, b=b, c=c) is run("a or b or c", a=a, b=b, c=c)
        assert run("all(a, b, c)", a=a, b=b, c=c) is run("a and b and c", a=a, b=b, c=c)

    @given(st.lists(truths, min_size=1, max_size=5), st.data())
    def test_knowing_more_never_changes_an_answer(self, values: list[Plain], data: st.DataObject) -> None:
        names = [f"v{i}" for i in range(len(values))]
        n = data.draw(st.integers(0, 6))
        text = f"at least({n}, {', '.join(names)})"
        before = run(text, **dict(zip(names, values, strict=True)))
        filled = [data.draw(st.booleans()) if v is None else v for v in values]
        after = run(text, **dict(zip(names, filled, strict=True)))
        assert after is (filled.count(True) >= n)
        assert before in (None, after)

    @given(st.lists(truths, min_size=1, max_size=5))
    def test_counting_is_unknown_as_soon_as_one_is(self, values: list[Plain]) -> None:
        names = [f"v{i}" for i in range(len(values))]
        found = run(f"count true({', '.join(names)})", **dict(zip(names, values, strict=True)))
        assert (None if None in values else float(values.count(True))) == found


class TestMissing:
    """A missing value travels, except where the language says otherwise."""

    @pytest.mark.parametrize("missing", [None, *Missing])
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a < 10", None),
            ("a = 10", None),
            ("a != 10", None),
            ("a in (1, 2)", None),
            ("a in [1..2]", None),
            ("a + 1", None),
            ("sum(a, 1)", None),
            ("max(a, 1)", None),
            ("mean(a, 1)", None),
            ("count true(a = 1, true)", None),
            ("a = null", True),
            ("a != null", False),
            ("a < 10 and false", False),
            ("a < 10 or true", True),
            ("if a < 10 then 1 else 2", None),
            ("if a < 10 then 2 else 2", 2.0),
            ("at least(1, a < 10, true)", True),
            ("is(a, 1)", None),
        ],
    )
    def test_where_it_goes(self, text: str, expected: Plain, missing: Missing | None) -> None:
        assert expected is evaluate(parse(text), {"a": missing}) or expected == evaluate(
            parse(text), {"a": missing}
        )
        if missing is None:
            assert (expected is None) is (evaluate(parse(text), {}) is None)

    def test_a_value_of_another_kind_is_null_and_no_exception(self) -> None:
        for text in ("a + 1", "a < 10", "not(a)", "abs(a)", "a ** 2", "-a"):
            assert None is run(text, a="tekst")
