"""What a person types becomes a value of the declared type, or is refused without being repeated."""

from __future__ import annotations

from typing import Any

import pytest

from prodia.case.answers import read_answer
from prodia.errors import TypeMismatch
from prodia.model.protocol import Field
from tests.case.given import PLANNED, answer, case, field, refusal_of

FIELDS = {
    "pc": field("percentile 0..100"),
    "raw": field("count 0..20"),
    "z": field("z"),
    "ok": field("truth"),
    "day": field("date"),
    "span": field("duration months"),
    "stage": field("choice", options=["lager", "hoger"]),
    "words": field("text"),
}
GOOD: list[tuple[str, str, Any]] = [
    ("pc", "10", 10),
    ("pc", " 10.5 ", 10.5),
    ("pc", "0", 0),
    ("pc", "100", 100),
    ("z", "-1.28", -1.28),
    ("raw", "20", 20),
    ("ok", "ja", True),
    ("ok", "No", False),
    ("ok", "neen", False),
    ("ok", "WAAR", True),
    ("day", "2028-02-29", "2028-02-29"),
    ("span", "P1Y6M", "P1Y6M"),
    ("stage", "lager", "lager"),
    ("words", "een verhaal", "een verhaal"),
]
BAD: list[tuple[str, str, str]] = [
    *(("pc", text, "PRD-C31") for text in ("3,5", "1.234,5", "-3,5")),
    *(
        ("pc", text, "PRD-C30")
        for text in ("NaN", "nan", "inf", "1e400", "١٠", "１０", "1_0", "", "10%", "0x10", "tien")
    ),
    *(("pc", text, "PRD-C32") for text in ("101", "-1", "100.000000001")),
    ("pc", "9" * 5000, "PRD-C30"),
    ("raw", "3.5", "PRD-C32"),
    ("raw", "21", "PRD-C32"),
    *(("ok", text, "PRD-C35") for text in ("misschien", "1", "0", "x")),
    *(("day", text, "PRD-C36") for text in ("2026-02-30", "1/2/2026", "20260201", "")),
    *(("span", text, "PRD-C37") for text in ("P10D", "6", "P", "P1M2D")),
    ("stage", "lagr", "PRD-C34"),
    ("words", "  ", "PRD-C38"),
]


def of(name: str) -> Field:
    return Field.model_validate(FIELDS[name])


class TestReadAnswer:
    """ASCII digits, a point for decimals, in range, an option that exists."""

    @pytest.mark.parametrize(("name", "text", "value"), GOOD)
    def test_good(self, name: str, text: str, value: Any) -> None:
        got = read_answer(of(name), text)
        assert (type(value), value) == (type(got), got)

    @pytest.mark.parametrize(("name", "text", "code"), BAD)
    def test_bad(self, name: str, text: str, code: str) -> None:
        with pytest.raises(TypeMismatch) as caught:
            read_answer(of(name), text)
        assert code == caught.value.problem.code

    def test_the_comma_is_named(self) -> None:
        with pytest.raises(TypeMismatch) as caught:
            read_answer(of("pc"), "7,25")
        assert "bedoelde je 3.5?" in caught.value.hint("nl")
        assert "7" not in str(caught.value)

    def test_the_nearest_option(self) -> None:
        with pytest.raises(TypeMismatch) as caught:
            read_answer(of("stage"), "lagr")
        assert "«lager»" in str(caught.value)
        assert "lagr»" not in str(caught.value)

    def test_none_is_near(self) -> None:
        with pytest.raises(TypeMismatch) as caught:
            read_answer(of("stage"), "xyzzy")
        assert caught.value.hint("nl").startswith("kies uit: ")


class TestAnswered:
    """The same holds of a recorded answer, whoever wrote it."""

    @pytest.mark.parametrize(
        ("value", "code"),
        [("3,5", "PRD-C31"), ("NaN", "PRD-C30"), ("١٠", "PRD-C30"), (101, "PRD-C32"), (True, "PRD-C30")],
    )
    def test_refused(self, value: Any, code: str) -> None:
        assert code == refusal_of(case(*PLANNED).record, answer("pc", value)).problem.code

    def test_digits_in_a_text_are_read(self) -> None:
        assert 9.5 == case(*PLANNED).record(answer("pc", "9.5")).state.value("pc")
