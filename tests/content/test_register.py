"""The register for use: what fits, what is stale, what a centre has; what nobody wrote down is said so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

import prodia
from prodia.content.register import Stock, listed, stale_on
from prodia.errors import UnknownName
from prodia.model.instrument import Staleness
from prodia.telling.plain import to_text
from prodia.telling.register import holdings
from tests.shipped import CATALOGUE

PLAN = CATALOGUE.plan("lezen-spellen@2.0.0")
KNOWN = dict(CATALOGUE.shared().instruments)
NORMS = CATALOGUE.norms()
RULE = Staleness.model_validate(
    {"checked_months": 24, "norm_years": 15, "source": [{"ref": "eigen-keuze", "confidence": "unverified"}]}
)


def stock(folder: Path, text: str, name: str = "clb.csv", encoding: str = "utf-8") -> Stock:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return prodia.read_stock(path, CATALOGUE)


class TestFitting:
    """Kleene: what surely does not fit is gone, what is not recorded is among them and says which part."""

    def test_by_domain_age_and_informant(self) -> None:
        found = {
            one.instrument.id: one.open for one in prodia.register(CATALOGUE, domain="gedrag", months=99)
        }
        assert () == found["sdq-leerkracht"]
        assert ("age",) == found["cbcl"]
        assert not {"sdq-zelf", "emt-brus"} & found.keys()
        for one in CATALOGUE.shared().instruments.values():  # both ends belong to it
            for months, fits in zip(
                (one.ages[0] - 1, *one.ages, one.ages[1] + 1) if one.ages else (),
                (False, True, True, False),
                strict=False,
            ):
                if months >= 0:
                    listed = {each.instrument.id for each in prodia.register(CATALOGUE, months=months)}
                    assert fits is (one.id in listed), (one.id, months)
        teacher = prodia.register(CATALOGUE, domain="gedrag", informant="teacher")
        assert {"sdq-leerkracht", "trf"} <= {one.instrument.id for one in teacher if not one.open}
        assert not [one for one in teacher if one.instrument.informant == "parent"]

    def test_every_shipped_instrument_is_about_something(self) -> None:
        known = CATALOGUE.register()
        assert known is not None
        assert [] == [id for id, one in KNOWN.items() if not one.domains]
        assert set(known.domains) == {domain for one in KNOWN.values() for domain in one.domains}

    @pytest.mark.parametrize(
        ("wrong", "near"), [({"domain": "lezzen"}, "lezen"), ({"informant": "teach"}, "teacher")]
    )
    def test_a_name_there_is_not(self, wrong: dict[str, str], near: str) -> None:
        with pytest.raises(UnknownName, match=near):
            prodia.register(CATALOGUE, **wrong)  # type: ignore[arg-type]


class TestStale:
    """The earliest of the days that are known; none known is neither old nor new."""

    @pytest.mark.parametrize(
        ("checked", "year", "on"),
        [
            (None, None, None),
            ("2026-02-28", None, "2028-02-28"),
            ("2024-02-29", None, "2026-02-28"),
            (None, 2010, "2026-01-01"),
            ("2026-01-01", 2010, "2026-01-01"),
            ("2020-06-01", 2024, "2022-06-01"),
        ],
    )
    def test_the_day(self, checked: str | None, year: int | None, on: str | None) -> None:
        day = dt.date.fromisoformat(checked) if checked else None
        one = KNOWN["woordenstroom"].model_copy(update={"checked": day})
        norms = [NORMS["woordenstroom-verzonnen@1.0.0"].model_copy(update={"year": year})]
        assert (on and dt.date.fromisoformat(on)) == stale_on(one, norms, RULE)

    def test_on_a_day(self) -> None:
        (made_up,) = (
            one for one in listed(KNOWN.values(), NORMS.values(), None) if "stroom" in one.instrument.id
        )
        assert made_up.stale is None  # without a rule nothing is said
        there = {one.instrument.id: one for one in prodia.register(CATALOGUE, stale=dt.date(2042, 1, 1))}
        assert () == there["woordenstroom"].open
        before = {one.instrument.id for one in prodia.register(CATALOGUE, stale=dt.date(2041, 12, 31))}
        assert "woordenstroom" not in before
        assert ("stale",) == there["emt-brus"].open


class TestStock:
    """A centre's own file as it comes; what it does not say clearly is said, and counts as nothing."""

    HEAD = "Testotheek CLB;;\n;;\nTest;Aantal;Jaar van uitgave\n"
    MESSY = f"{HEAD}EMT;1;\nDe klepel;0;\nPI-dictee;;1994 (2e druk)\n"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_as_a_school_brings_it(self, tmp_path: Path, encoding: str) -> None:
        found = stock(tmp_path, self.MESSY, encoding=encoding)
        assert {"emt-brus": (None,), "pi-dictee": (1994,)} == found.has
        assert {"klepel"} == found.none
        assert () == found.problems

    @pytest.mark.parametrize(
        ("name", "code"), [("SDQ", "PRD-M88"), ("Zelfgemaakte test", "PRD-M87"), ("wisc", "PRD-M87")]
    )
    def test_a_name_that_is_not_clear(self, tmp_path: Path, name: str, code: str) -> None:
        found = stock(tmp_path, f"test\nEMT\n{name}\n")
        assert ["emt-brus"] == [*found.has]
        assert [(code, 3)] == [(one.code, one.place and one.place.line) for one in found.problems]

    def test_a_file_without_names(self, tmp_path: Path) -> None:
        with pytest.raises(prodia.ContentError, match="PRD-M61"):
            stock(tmp_path, "kast,plank\nA,3\n")

    def test_what_a_protocol_asks(self, tmp_path: Path) -> None:
        mine = stock(tmp_path, self.MESSY)
        how = {one.instrument.id: one.how for one in prodia.held(PLAN, mine)}
        assert "edition not known" == how["emt-brus"]
        assert {"none"} == {word for id, word in how.items() if id not in mine.has}
        told = to_text(holdings(PLAN, [mine, stock(tmp_path, "test\nEMT\n", "ander.csv")], "nl"))
        assert all(word in told for word in ("clb", "ander", "niet aanwezig", "uitgave niet vastgelegd"))

    @pytest.mark.parametrize(
        ("here", "years", "how"),
        [
            (2018, (2018,), "same"),
            (2018, (2005,), "older"),
            (2018, (2005, 2018), "same"),
            (2018, (2020, None), "newer"),
            (2018, (None,), "edition not known"),
            (None, (2005,), "edition not known"),
        ],
    )
    def test_an_edition(self, here: int | None, years: tuple[int | None, ...], how: str) -> None:
        shared = PLAN.shared.instruments["emt-brus"].model_copy(update={"year": here})
        (found,) = (
            one
            for one in prodia.held(_with(shared), Stock("x", {"emt-brus": years}, frozenset(), ()))
            if one.instrument.id == "emt-brus"
        )
        assert how == found.how

    def test_only_its_predecessor(self) -> None:
        old = KNOWN["woordenstroom"].model_copy(update={"replaced_by": "emt-brus", "status": "replaced"})
        mine = Stock("x", {"woordenstroom": (None,)}, frozenset(), ())
        found = {one.instrument.id: one.how for one in prodia.held(_with(old), mine)}
        assert "predecessor" == found["emt-brus"]


def _with(one: object) -> prodia.Plan:
    shared = replace(PLAN.shared, instruments={**KNOWN, one.id: one})  # type: ignore[attr-defined]
    return replace(PLAN, shared=shared)
