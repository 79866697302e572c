"""Numbers, dates, units and lists as people write them, in both languages."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.words import Words
from prodia.words.lists import OR, close, listed, nearest, quoted
from prodia.words.numbers import (
    COUNTED,
    age,
    ages,
    amount,
    counted,
    dated,
    day,
    duration,
    number,
    percent,
    period,
    said_as,
    span,
)


class TestSaidAs:
    """A number that was written as a word is the number that it says, to a hundred, in both languages."""

    def test_every_one(self) -> None:
        nl = ("", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
        en = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
        tens = {20: ("twintig", "twenty"), 30: ("dertig", "thirty"), 80: ("tachtig", "eighty")}
        for ten, (dutch, english) in tens.items():
            for n in range(1, 10):
                spelt = f"{nl[n]}{'ën' if n in (2, 3) else 'en'}{dutch}"
                assert [str(ten + n)] * 3 == [
                    said_as(one) for one in (spelt, f"{english}-{en[n]}", str(ten + n))
                ]
        assert ["0", "1", "10", "19", "20", "100"] == [
            said_as(one) for one in ("nul", "één", "tien", "negentien", "twenty", "honderd")
        ]

    @pytest.mark.parametrize(
        "word", ["maat", "tienen", "eenentien", "twentyten", "", "en", "ty", "1e9", "law.tien"]
    )
    def test_another_word_says_none(self, word: str) -> None:
        assert said_as(word) is None


class TestNumber:
    """A number is written as people write it: a comma in Dutch, no digits of a double, no minus nothing."""

    @pytest.mark.parametrize(
        ("x", "decimals", "dutch"),
        [
            (68.30000000000001, 9, "68,3"),
            (100 * 0.683, 9, "68,3"),
            (0.1 * 3, 9, "0,3"),
            (-0.0, 9, "0"),
            (-0.04, 1, "0"),
            (2.5, 0, "3"),
            (-2.5, 0, "-3"),
            (0.15, 1, "0,2"),
            (1.005, 2, "1,01"),
            (1e22, 9, "10000000000000000000000"),
            (1e-10, 9, "0"),
            (1e-10, None, "0,0000000001"),
            (30.0, 1, "30"),
        ],
    )
    def test_written(self, x: float, decimals: int | None, dutch: str) -> None:
        assert dutch == number(x, "nl", decimals)
        assert dutch.replace(",", ".") == number(x, "en", decimals)

    def test_fixed_keeps_the_zeros(self) -> None:
        assert ("0,00", "2,50", "3") == tuple(
            number(x, "nl", d, fixed=True) for x, d in ((-0.001, 2), (2.5, 2), (2.5, 0))
        )

    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_every_digit_reads_back_as_the_same_double(self, x: float) -> None:
        assert x == float(number(x, "en", None))

    @given(st.floats(-1e12, 1e12), st.integers(0, 9))
    def test_never_further_off_than_half_of_the_last_decimal(self, x: float, decimals: int) -> None:
        text = number(x, "en", decimals)
        assert not (text.startswith("-") and float(text) == 0)
        assert len(text.partition(".")[2]) <= decimals
        assert abs(float(text) - x) <= 0.5 * 10**-decimals * (1 + 1e-9) + abs(x) * 1e-15

    def test_percent_and_span(self) -> None:
        assert "68,3 %" == percent(0.683, "nl")
        assert "0 tot en met 34" == span(-0.0, 34, "nl")
        assert "0.5 up to and including 34" == span(0.5, 34, "en")


class TestUnits:
    """One is one, anything else is many."""

    @pytest.mark.parametrize(
        ("n", "unit", "dutch", "english"),
        [
            (1, "minutes", "1 minuut", "1 minute"),
            (1, "months", "1 maand", "1 month"),
            (1, "weeks", "1 week", "1 week"),
            (1, "days", "1 dag", "1 day"),
            (1, "years", "1 jaar", "1 year"),
            (2, "weeks", "2 weken", "2 weeks"),
            (0, "minutes", "0 minuten", "0 minutes"),
            (1.5, "years", "1,5 jaar", "1.5 years"),
            (-1, "days", "-1 dag", "-1 day"),
        ],
    )
    def test_counted(self, n: float, unit: str, dutch: str, english: str) -> None:
        assert (dutch, english) == (counted(n, unit, "nl"), counted(n, unit, "en"))

    def test_an_amount_carries_its_unit_or_what_it_is_called(self) -> None:
        said = [amount(1, unit, "nl") for unit in ("minutes", "percentile", "t", "count", None)]
        assert ["1 minuut", "pc 1", "T 1", "1", "1"] == said

    @pytest.mark.parametrize("unit", COUNTED)
    def test_one_as_it_is_written_is_singular(self, unit: str) -> None:
        assert counted(1, unit, "en") == counted(1.0000000001, unit, "en")

    def test_duration(self) -> None:
        assert "2 jaar en 3 maanden" == duration(27, "months", "nl")
        assert "1 year and 1 month" == duration(13, "months", "en")
        assert ("0 maanden", "-1 jaar", "1 dag") == (
            duration(0, "months", "nl"),
            duration(-12, "months", "nl"),
            duration(1, "days", "nl"),
        )

    def test_ages(self) -> None:
        assert ("4;0", "4;0 tot en met 17;11") == (age(48), ages(48, 215, "nl"))


class TestDates:
    def test_a_day_and_a_period(self) -> None:
        first, last = dt.date(2023, 9, 1), dt.date(2024, 3, 31)
        assert ("1 september 2023", "31 March 2024") == (day(first, "nl"), day(last, "en"))
        assert "vanaf 1 september 2023" == period(first, None, "nl")
        assert "from 1 September 2023 up to and including 31 March 2024" == period(first, last, "en")

    def test_a_year_stays_a_year(self) -> None:
        assert ("2023", "2023-09", "1 september 2023") == tuple(
            dated(text, "nl") for text in ("2023", "2023-09", "2023-09-01")
        )


class TestLists:
    def test_listed(self) -> None:
        assert ["", "a", "a en b", "a, b en c"] == [listed(("a", "b", "c")[:n], "nl") for n in range(4)]
        assert "a, b or c" == listed(("a", "b", "c"), "en", OR)

    def test_quoted(self) -> None:
        assert ("«a»", "“a”") == (quoted("a", "nl"), quoted("a", "en"))

    @pytest.mark.parametrize(
        ("name", "meant"),
        [
            ("psycholog", ["psycholoog"]),
            ("spycholoog", ["psycholoog"]),
            ("Ouder", ["ouders"]),
            ("leer", ["leerling"]),
            ("team", ["clb-team"]),
            ("school", []),
            ("school-zorg", []),
        ],
    )
    def test_close(self, name: str, meant: list[str]) -> None:
        """What may have been meant: begun alike, spelt alike, or holding it; a far word is no guess."""
        roles = ["leerling", "ouders", "leerkracht", "zorgcoordinator", "psycholoog", "clb-team"]
        assert meant == close(name, roles)

    def test_the_two_closest(self) -> None:
        assert ["hardnekkig", "hardnekkigheid"] == close(
            "hardn", ["ernst", "hardnekkig", "hardnekkigheid"], 2
        )

    def test_nearest_says_what_was_meant_or_what_there_is(self) -> None:
        assert Words("bedoelde je «ernst»?", "did you mean «ernst»?") == nearest("ernt", ["ernst"])
        assert Words("kies uit: aa, bb.", "choose from: aa, bb.") == nearest("zz", ["aa", "bb"])
        assert "bedoelde je «slaap@2.0.0»?" == nearest("slap@1.0.0", ["slaap@2.0.0", "a@1.0.0"]).nl
        assert "kies uit: loopbaan@1.0.0." == nearest("slaap@1.0.0", ["loopbaan@1.0.0"]).nl
        assert (
            "kies uit: a0, a1, a2, a3, a4, a5, a6, a7 en nog 2."
            == nearest("zz", [f"a{n}" for n in range(10)]).nl
        )
        assert Words("er is nog niets.", "there is nothing yet.") == nearest("zz", [])
        assert "er is onder «cutoff» nog niets." == nearest("cutoff.x", ["aa"]).nl
