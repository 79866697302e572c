"""From `new` to `release`, to the next version and the last day of one, by the commands an author types."""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from pathlib import Path

import pytest

from prodia.authoring.release import (
    _DAY,
    Card,
    Change,
    _moved,
    _with_line,
    card,
    deprecate,
    new_version,
    noted,
    ready,
)
from prodia.cli.app import run
from prodia.content import Catalogue, Loaded, load, shipped
from prodia.errors import ProdiaError

ID = "mijn-protocol"
FOUR = ["--what", "De grens.", "--whom", "Wie op 10 ligt.", "--since", "2027-09-01", "--why", "De bron."]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    said = ["new", ID, "--pack", str(tmp_path / "p"), "--title", "Mijn: protocol", "--owner", "mijn-team"]
    said += ["--measure", "Percentiel woordlezen", "--below", "10", "--says", "de score is laag"]
    assert 0 == run([*said, "--since", "2027-09-01"])
    return tmp_path / "p"


def prodia(pack: Path, *words: str) -> int:
    return run(["--lang", "nl", *words, "--pack", str(pack)])


def loaded(pack: Path) -> Loaded:
    """What is shipped, without cases, and the pack."""
    return load(shipped(), pack, only=ID)


def catalogue(pack: Path) -> Catalogue:
    return loaded(pack).catalogue


class TestNew:
    """What `new` makes is valid at once, with cases that hold and that touch both sides of its cut-off."""

    def test_valid(self, pack: Path) -> None:
        assert 0 == run(["check", str(pack)])
        assert 0 == prodia(pack, "test", ID)
        assert 0 == prodia(pack, "release", f"{ID}@1.0.0", "--dry")

    def test_nothing_is_written_over(self, pack: Path) -> None:
        said = ["new", ID, "--pack", str(pack), "--title", "t", "--owner", "o", "--measure", "m"]
        assert 2 == run([*said, "--below", "10", "--says", "s"])

    @pytest.mark.parametrize("below", ["0", "100", "tien", "nan"])
    def test_a_figure_that_is_none(self, tmp_path: Path, below: str) -> None:
        said = ["new", ID, "--pack", str(tmp_path), "--title", "t", "--owner", "o", "--measure", "m"]
        assert 2 == run([*said, "--below", below, "--says", "s"])
        assert [] == list(tmp_path.iterdir())


class TestRelease:
    """A version is frozen by the tool: status, seal and notes at once, or nothing."""

    def test_frozen(self, pack: Path) -> None:
        assert 0 == prodia(pack, "release", f"{ID}@1.0.0", *FOUR)
        assert 0 == run(["check", str(pack)])
        assert (pack / "released.lock").read_text("utf-8").startswith(f"{ID}@1.0.0 sha256:")
        assert "- **Wie het raakt:** Wie op 10 ligt." in (pack / ID / "CHANGES.md").read_text("utf-8")
        file = pack / ID / "1.0.0" / "protocol.yaml"
        file.write_text(file.read_text("utf-8").replace("maat < 10", "maat < 11"), "utf-8")
        assert 1 == run(["check", str(pack)])

    def test_what_becomes_of_running_trajectories_is_asked(self, pack: Path) -> None:
        """Of a version that may decide otherwise; without an answer nothing is released."""
        assert 0 == prodia(pack, "release", f"{ID}@1.0.0", *FOUR)
        assert 0 == prodia(pack, "new-version", ID, "2.0.0")
        assert 2 == prodia(pack, "release", f"{ID}@2.0.0", *FOUR)
        assert 0 == prodia(pack, "release", f"{ID}@2.0.0", *FOUR, "--running", "Die lopen op 1.0.0 verder.")

    def test_a_case_that_fails_keeps_it(self, pack: Path) -> None:
        case = pack / ID / "1.0.0" / "cases" / "op-de-grens.yaml"
        case.write_text(case.read_text("utf-8").replace('laag: "not met"', 'laag: "met"'), "utf-8")
        assert ["PRD-C98"] == [p.code for p in ready(loaded(pack), f"{ID}@1.0.0")]
        assert 1 == prodia(pack, "release", f"{ID}@1.0.0", *FOUR)
        assert not (pack / "released.lock").exists()

    def test_what_counts_once_released_keeps_it(self, pack: Path) -> None:
        """A note about a concept may be an error in what is released: that is said before it is frozen."""
        file = pack / ID / "1.0.0" / "protocol.yaml"
        text = file.read_text("utf-8").replace("fields: [maat]", "fields: [maat, los]")
        loose = "  los: {ask: Los, type: truth, from: psycholoog, audience: [team], purpose: niets}\n"
        file.write_text(text.replace("fields:\n", f"fields:\n{loose}", 1), "utf-8")
        assert 0 == run(["check", str(pack)])
        assert 1 == run(["check", str(pack), "--status", "released"])
        assert ["PRD-L06"] == [p.code for p in ready(loaded(pack), f"{ID}@1.0.0")]

    @pytest.mark.parametrize(
        ("edit", "codes"), [("maat < 11", {"PRD-K12"}), ("not(maat >= 10)", set()), ("10 > maat", set())]
    )
    def test_a_step_that_is_too_small(
        self, pack: Path, capsys: pytest.CaptureFixture[str], edit: str, codes: set[str]
    ) -> None:
        """It is told while one writes, by what comes out otherwise and not by how it is written."""
        assert 0 == prodia(pack, "release", f"{ID}@1.0.0", *FOUR)
        assert 0 == prodia(pack, "new-version", ID, "1.1.0")
        file = pack / ID / "1.1.0" / "protocol.yaml"
        file.write_text(file.read_text("utf-8").replace("maat < 10", edit), "utf-8")
        capsys.readouterr()
        run(["check", str(pack), "--format", "json"])
        said = {problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]}
        assert codes == said & {"PRD-K12", "PRD-Q71"}

    def test_without_cases(self, pack: Path) -> None:
        for case in (pack / ID / "1.0.0" / "cases").iterdir():
            case.unlink()
        assert ["PRD-K15"] == [p.code for p in ready(loaded(pack), f"{ID}@1.0.0")]

    def test_an_outcome_without_a_case(self, pack: Path) -> None:
        (pack / ID / "1.0.0" / "cases" / "nog-geen-score.yaml").unlink()
        (problem,) = ready(loaded(pack), f"{ID}@1.0.0")
        assert "PRD-K17" == problem.code
        assert "brons is niet gehaald. Er ontbreekt: een geval voor elke uitkomst" in problem.message("nl")

    def test_notes_stand_above_the_earlier_ones(self) -> None:
        change = Change("a", "b", dt.date(2028, 9, 1), "c")
        text = noted("# Kop\n\n## 1.0.0\n\n- eerst\n", "1.1.0", change)
        assert text.index("## 1.1.0 (vanaf 1 september 2028)") < text.index("## 1.0.0")
        assert text == noted(text, "1.1.0", change)

    @pytest.mark.parametrize(
        ("card", "tier"),
        [
            (Card(0.9, 1, 1, 1), None),
            (Card(1, 0.5, 1, 1), "bronze"),
            (Card(1, 1, 0.95, 0.9), "bronze"),
            (Card(1, 1, 0.89, 1), "bronze"),
            (Card(1, 1, 0.95, 1, 1), "silver"),
            (Card(1, 1, 1, 1, 2), "gold"),
            (Card(1, 1, 1, 1, 1), "silver"),
            (Card(1, 1, 1, 1, 2, translated=0.9), "silver"),
            (Card(1, 1, 1, 1, 0), "silver"),
            (Card(1, 1, 1, 1, 2, sourced=0.9), "bronze"),
            (Card(1, 1, 1, 1, 2, told=0.9), "bronze"),
        ],
    )
    def test_tier(self, card: Card, tier: str | None) -> None:
        assert tier == card.tier

    @pytest.mark.parametrize(
        ("old", "new", "lacks"),
        [
            ("strength: may", "strength: must", {"sourced"}),
            (", parents: We bespreken dit met u.", "", {"told"}),
        ],
    )
    def test_what_is_not_in_the_cases(self, pack: Path, old: str, new: str, lacks: set[str]) -> None:
        """A figure without a source only may hold, and every outcome speaks to parents."""
        file = pack / ID / "1.0.0" / "protocol.yaml"
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
        shown = card(catalogue(pack), f"{ID}@1.0.0")
        assert lacks == {name for name in ("sourced", "told", "outcomes") if getattr(shown, name) < 1}
        assert ("gold", "bronze") == (shown.cases, shown.tier)


class TestNext:
    """The number of the next version says what it changes; the one before gets a successor and a last day."""

    def test_a_step_that_is_too_small(self, pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
        prodia(pack, "release", f"{ID}@1.0.0", *FOUR)
        assert 0 == prodia(pack, "new-version", ID, "1.1.0")
        folder = pack / ID / "1.1.0"
        file = folder / "protocol.yaml"
        file.write_text(file.read_text("utf-8").replace("maat < 10", "maat <= 10"), "utf-8")
        case = folder / "cases" / "op-de-grens.yaml"
        text = (
            case.read_text("utf-8").replace('"not met"', '"met"').replace("wat-nu: klaar", "wat-nu: verder")
        )
        case.write_text(text, "utf-8")
        assert ["PRD-K12"] == [p.code for p in ready(loaded(pack), f"{ID}@1.1.0")]
        assert 1 == prodia(pack, "diff", ID)
        assert "is te klein; noem het minstens 2.0.0" in " ".join(capsys.readouterr().out.split())

    def test_to_the_last_day(self, pack: Path) -> None:
        prodia(pack, "release", f"{ID}@1.0.0", *FOUR)
        before = catalogue(pack).entry(f"{ID}@1.0.0").digest
        prodia(pack, "new-version", ID, "--step", "patch")
        prodia(pack, "release", f"{ID}@1.0.1", *FOUR)
        old = f"{ID}@1.0.0"
        assert 0 == prodia(pack, "deprecate", old, "--successor", f"{ID}@1.0.1", "--last", "2028-08-31")
        assert 0 == run(["check", str(pack)])
        entry = catalogue(pack).entry(old)
        assert before == entry.digest
        assert ("deprecated", f"{ID}@1.0.1") == (entry.definition.status, entry.definition.successor)
        with pytest.raises(ProdiaError) as again:
            deprecate(catalogue(pack), old, f"{ID}@1.0.1", entry.definition.valid.from_)
        assert "PRD-K19" == again.value.problem.code

    def test_its_first_day_and_that_of_its_cases(self, pack: Path) -> None:
        """What is told of the first day is so: a version holds from then, and its cases are of later days."""
        later = [*FOUR]
        later[later.index("2027-09-01")] = "2028-09-01"
        assert 1 == prodia(pack, "release", f"{ID}@1.0.0", *later)
        assert 0 == prodia(pack, "release", f"{ID}@1.0.0", *FOUR)
        assert 0 == prodia(pack, "new-version", ID, "--step", "patch", "--since", "2028-09-01")
        assert 0 == prodia(pack, "test", f"{ID}@1.0.1")
        assert 0 == prodia(pack, "release", f"{ID}@1.0.1", *later)

    @pytest.mark.parametrize(
        ("since", "days"),
        [
            ("2028-09-01", "2028-09-01 2029-02-28 2018-05-17"),
            ("2027-09-11", "2027-09-11 2028-03-10 2017-05-27"),
        ],
    )
    def test_days_that_move(self, since: str, days: str) -> None:
        first, later = dt.date(2027, 9, 1), dt.date.fromisoformat(since)
        was = "2027-09-01 2028-02-29 2017-05-17"
        assert days == _DAY.sub(partial(_moved, first, later), was)

    def test_a_day_in_a_name_stays(self, pack: Path) -> None:
        """As ``mutate --kill --add`` calls cases: file, name and who begins with it stay together."""
        cases = pack / ID / "1.0.0" / "cases"
        first = next(cases.iterdir())
        name = f"{first.stem}-2027-10-01"
        text = first.read_text("utf-8").replace(f"case: {first.stem}", f"case: {name}")
        first.rename(cases / f"{name}.yaml").write_text(text, "utf-8")
        (cases / "later.yaml").write_text(
            f"format: 1\ncase: later\ntitle: Later\nwhy: Om te zien.\nbegins: {name}\nexpect: {{}}\n", "utf-8"
        )
        assert 0 == prodia(pack, "new-version", ID, "--step", "patch", "--since", "2028-09-01")
        told = [p for p in loaded(pack).problems if p.place and p.place.file.startswith(f"{pack}/")]
        assert [] == [p.kind.code for p in told if p.severity == "error"]

    def test_a_key_in_lines_of_its_own(self) -> None:
        text = "status: released\nvalid:\n  from: 2027-09-01\n  to: null\n\nroles: {}\n"
        assert "valid: {from: x}\n\nroles: {}\n" == _with_line(text, "valid", "{from: x}").partition("\n")[2]

    def test_a_version_that_is_there(self, pack: Path) -> None:
        with pytest.raises(ProdiaError) as no:
            new_version(catalogue(pack), f"{ID}@1.0.0", "1.0.0")
        assert "PRD-K18" == no.value.problem.code

    def test_a_name_that_stood_for_something_else(self, pack: Path) -> None:
        prodia(pack, "release", f"{ID}@1.0.0", *FOUR)
        prodia(pack, "new-version", ID, "2.0.0")
        folder = pack / ID / "2.0.0"
        file = folder / "protocol.yaml"
        file.write_text(file.read_text("utf-8").replace("type: percentile", "type: count 0..99"), "utf-8")
        # what a check tells of the pack stands in the way before what the versions tell together
        assert {"PRD-K13", "PRD-Q64"} & {p.code for p in ready(loaded(pack), f"{ID}@2.0.0")}
