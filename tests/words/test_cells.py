"""What stands in a cell is read as people mean it, or it is nothing: never another value."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.words import cells

DAY = dt.date(2017, 4, 3)


class TestHeadings:
    """What the eye does not see makes no difference; another number always does."""

    @given(st.text(max_size=20), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
    def test_forms_of_one_text(self, text: str, form: Any) -> None:
        assert cells.folded(text) == cells.folded(unicodedata.normalize(form, f" {text}\u00a0"))
        assert cells.folded(text) == cells.folded(cells.folded(text))

    @pytest.mark.parametrize(
        ("heading", "name", "expected"),
        [
            ("Q 2", "q2", True),
            ("q02", "q2", True),
            ("vraag 2", "q2", True),
            ("item2", "q2", True),
            ("gewigt", "gewicht", True),
            ("q3", "q2", False),
            ("q12", "q2", False),
            ("2", "q2", False),
            ("opmerking", "q2", False),
            ("leesvraag 2 van deel 3", "q2", False),
        ],
    )
    def test_like(self, heading: str, name: str, expected: bool) -> None:
        assert expected == cells.like(heading, name)

    @pytest.mark.parametrize(
        ("heading", "expected"),
        [
            ("Geboortedatum", "born"),
            ("GESLACHT ", "sex"),
            ("Leeftijd (maanden)", "age_months"),
            ("age_years", "age_months"),
            ("leerjaar", "grade"),
            ("naam", None),
            ("geboorteplaats", None),
        ],
    )
    def test_means(self, heading: str, expected: str | None) -> None:
        assert expected == cells.means(heading)


class TestNumbers:
    """One decimal mark at a time; nothing between thousands."""

    @pytest.mark.parametrize(
        ("text", "point", "comma"),
        [
            ("1.5", 1.5, None),
            ("1,5", None, 1.5),
            ("\u00a015\u202f", 15.0, 15.0),
            ("1.234,5", None, None),
            ("1,234.5", None, None),
            ("1 000", None, None),
            ("50%", None, None),
            ("-0,5", None, -0.5),
            ("1,5,0", None, None),
        ],
    )
    def test_table(self, text: str, point: float | None, comma: float | None) -> None:
        assert (point, comma) == (cells.number_of(text), cells.number_of(text, ","))

    @given(st.floats(-1e6, 1e6).map(lambda x: f"{x:.4f}"))
    def test_a_comma_is_the_same_number(self, text: str) -> None:
        assert cells.number_of(text) == cells.number_of(text.replace(".", ","), ",")


class TestDays:
    """A day is the one that was meant, whatever order it was told to be in; without it, no day."""

    @pytest.mark.parametrize(
        ("text", "order", "expected"),
        [
            ("2017-04-03", "ymd", DAY),
            ("2017/4/3", "ymd", DAY),
            ("2017-04-03T00:00:00Z", "ymd", DAY),
            ("2017-04-03 14:30", "ymd", DAY),
            ("2017-04-03T23:30:00+02:00", "ymd", None),
            ("03/04/2017", "ymd", None),
            ("03/04/2017", "dmy", DAY),
            ("04/03/2017", "mdy", DAY),
            ("3-4-2017", "dmy", DAY),
            ("3.4.2017 0:00", "dmy", DAY),
            ("3 april 2017", "ymd", DAY),
            ("ma 3 apr. 2017", "ymd", DAY),
            ("3-apr-2017", "ymd", DAY),
            ("April 3, 2017", "ymd", DAY),
            ("42828", "excel", DAY),
            ("42828", "ymd", None),
            ("03/04/17", "dmy", None),
            ("31/02/2017", "dmy", None),
            ("3 foo 2017", "ymd", None),
            ("٣/٤/٢٠١٧", "dmy", None),
        ],
    )
    def test_table(self, text: str, order: Any, expected: dt.date | None) -> None:
        assert expected == cells.day_in(text, order)

    @given(st.dates(dt.date(1901, 1, 1), dt.date(2100, 1, 1)), st.sampled_from("-/."))
    def test_every_day_in_every_order(self, day: dt.date, mark: str) -> None:
        first = f"{day.day:02}{mark}{day.month:02}{mark}{day.year}"
        assert day == cells.day_in(first, "dmy")
        shown = cells.order_of(first)
        assert shown == ("dmy" if day.day > 12 else "either" if day.day != day.month else None)


class TestPeople:
    """Ages, sexes, grades: as they are written in Flanders; a class is no grade."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("8;3", 99.0),
            ("8:3", 99.0),
            ("8;3.12", 99.0),
            ("8j3m", 99.0),
            ("8 jaar en 3 maanden", 99.0),
            ("8y 3m", 99.0),
            ("99 mnd", 99.0),
            ("8;12", None),
            ("8", None),
            ("8,3", None),
            ("08:03:00", None),
        ],
    )
    def test_ages(self, text: str, expected: float | None) -> None:
        assert expected == cells.months_in(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("3", "3"),
            ("3.0", "3"),
            ("03", "3"),
            ("3e leerjaar", "3"),
            ("3de leerjaar", "3"),
            ("L3", "3"),
            ("Leerjaar 3", "3"),
            ("derde leerjaar", "3"),
            ("3de", "3"),
            ("3E", None),
            ("3A", None),
            ("K3", None),
            ("3e kleuterklas", None),
            ("groep 5", None),
            ("3e middelbaar", None),
        ],
    )
    def test_grades(self, text: str, expected: str | None) -> None:
        assert expected == cells.grade_in(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Gemiddelde", "sure"),
            ("TOTAAL:", "sure"),
            ("Gemiddelde klas 3B", "sure"),
            ("St.dev.", "sure"),
            ("Totaal aantal", "sure"),
            ("Average", "sure"),
            ("n=24", "sure"),
            ("N : 24", "sure"),
            ("SD = 3,2", "sure"),
            ("Max: 60", "sure"),
            ("Max. score", "sure"),
            ("%", "sure"),
            ("Σ", "sure"),
            ("max", "maybe"),
            ("Norm", "maybe"),
            ("Max Peeters", None),
            ("Totti", None),
            ("Emma", None),
            ("7", None),
        ],
    )
    def test_totals(self, text: str, expected: str | None) -> None:
        assert expected == cells.total(text)
        assert expected is None or cells.may_be_total(text)

    @pytest.mark.parametrize("text", ["n.v.t.", "NVT", " ", "\u00a0", "#NULL!", "-", "niet ingevuld"])
    def test_missing(self, text: str) -> None:
        assert (cells.missing_code(text) is not None) == (text != "#NULL!")
        assert cells.is_formula_error(text) == (text == "#NULL!")
