"""A test given at a terminal: what its norms look at is said, and asked by the words of their table."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from prodia.case import Case
from prodia.checks.protocol import resolve
from prodia.cli.talk import Talk
from prodia.cli.terminal import THEME, Terminal
from prodia.cli.testing import give
from prodia.content import read_pack
from prodia.model.protocol import Protocol
from tests.case.given import CLEAR, event
from tests.case.measured import known, made
from tests.shipped import CATALOGUE

LINE = """
format: 1
id: woordlijn
version: 1.0.0
instrument: woordenstroom
group: verzonnen
country: nergens
year: 2026
n: 600
rows: public
kind: regression
age: days / 30.4375
words: {informant: [parent, teacher]}
predictors: {ouder: 'informant = "parent"'}
scales: [woorden]
gives: [percentile]
normalised: false
source: [{ref: eigen-keuze, confidence: unverified}]
"""
ROWS = """scale,age_from,age_to,part,term,value
woorden,72,155,mean,1,2
woorden,72,155,mean,age,2.5
woorden,72,155,mean,sex,-1
woorden,72,155,mean,ouder,2
woorden,72,155,variance,1,36
woorden,72,155,scale,1,1
"""


@pytest.fixture(scope="module", name="measures")
def _measures(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("pack")
    rows = folder / "shared" / "norms" / "woordlijn" / "1.0.0"
    rows.mkdir(parents=True)
    (rows.parent / "1.0.0.yaml").write_text(LINE, "utf-8")
    (rows / "rows.csv").write_text(ROWS, "utf-8")
    return CATALOGUE.with_pack(read_pack(folder))


def given(monkeypatch: pytest.MonkeyPatch, measures: Any, *lines: str) -> tuple[str, Any]:
    """What is told, and the event that comes of these lines."""
    protocol = Protocol.model_validate(made())
    plan, _ = resolve(protocol, None, replace(known(), measures=measures), digest="sha256:x")
    assert plan is not None
    case = Case.open({"proef@1.0.0": plan}, event("opened", born="2015-05-01"))
    for one in (*CLEAR, event("raised")):
        case = case.record(one)
    text = "\n".join(lines) + "\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
    out = Console(file=io.StringIO(), width=200, theme=THEME, markup=False)
    need = next(n for n in case.state.needs if n.id == "test")
    found = [*give(Talk(Terminal("nl", out, out)), case.state, need)]
    return out.file.getvalue(), found[0]  # type: ignore[attr-defined]


class TestAsked:
    """Raw score 15 by the line (2) or by the table of grades (1)."""

    def test_what_a_regression_reads(self, monkeypatch: pytest.MonkeyPatch, measures: Any) -> None:
        told, one = given(monkeypatch, measures, "2", "", "15", "2", "1", "2")
        assert "Deze normen kijken naar: leeftijd, wie antwoordt en geslacht." in told
        assert "een ouder" in told and "meisjes" in told
        assert ("woordlijn@1.0.0", "parent", "f") == (one.norms, one.informant, one.sex)

    def test_a_figure_is_typed_and_never_picked_from_a_list(
        self, monkeypatch: pytest.MonkeyPatch, measures: Any
    ) -> None:
        told, one = given(monkeypatch, measures, "2", "", "15", "1", "9", "3")
        assert "leerjaar (1, 2, 3, 4, 5, 6)>" in told and "kies uit 1, 2, 3" in told
        assert "3" == one.grade

    @pytest.mark.parametrize(("norms", "asked"), [("1", ("weet niet",)), ("2", ("3", "3"))])
    def test_what_is_not_known_stays_out(
        self, monkeypatch: pytest.MonkeyPatch, measures: Any, norms: str, asked: tuple[str, ...]
    ) -> None:
        _, one = given(monkeypatch, measures, "2", "", "15", norms, *asked)
        assert (None, None, None) == (one.grade, one.informant, one.sex)

    def test_the_interval_of_the_form(self, monkeypatch: pytest.MonkeyPatch, measures: Any) -> None:
        lines = ("3", "", "8", "boek", "3", "2", "14", "190", "90", "2")
        told, one = given(monkeypatch, measures, *lines)
        assert "meer dan 3." in told and "meer dan 0 en minder dan 100." in told
        assert (8, "boek", 3, 14, 0.9) == (one.value, one.norms, one.low, one.high, one.level)
        assert "true SEE" == one.interval

    def test_no_interval(self, monkeypatch: pytest.MonkeyPatch, measures: Any) -> None:
        _, one = given(monkeypatch, measures, "3", "", "8", "", "")
        assert (8, None, None) == (one.value, one.norms, one.low)
