"""One public call gives every finding of a pack or a plan; the command line only prints it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import polib
import pytest

import prodia
from prodia.case.check import Piece, Told, Work
from prodia.cli.app import run
from prodia.content import Loaded, update_po
from prodia.problems import Problem
from tests.checks.test_instruments import GOOD
from tests.content.packs import CASE, VALID, write

MAAT = "shared/instruments/maat/1.0.0.yaml"
PO = "lezen/locale/en.po"
KNOWN = CASE.replace("ernst: met", "ernst: not met")
STRANGE = CASE.replace("case: ernstig", "case: vreemd").replace("field: pc", "field: cp")
REFUSED = CASE.replace("case: ernstig", "case: geweigerd").replace("value: 5", "value: 500")
OF_A_PACK = ("PRD-Q", "PRD-T", "PRD-L06")  # what looks at cases and CHANGES.md too, and what is exempted
WRONG = {
    **VALID,
    MAAT: GOOD.replace("som.zone: hoog", "som.zone: laag"),
    "lezen/1.0.0/cases/ernstig.yaml": KNOWN,
    "lezen/1.0.0/cases/vreemd.yaml": STRANGE,
    "lezen/1.0.0/cases/geweigerd.yaml": REFUSED,
}


def found(problems: Iterable[Problem], folder: Path) -> list[tuple[str, str]]:
    """File and line, and code, of every finding; files as seen from ``folder``."""
    told = [(str(p.place).removeprefix(f"{folder.as_posix()}/"), p.code) for p in problems]
    return [(place.rpartition(":")[0], code) for place, code in told]


def english(folder: Path) -> dict[str, str]:
    """The small pack with one text that has no translation."""
    source = prodia.load(write(folder, VALID)).catalogue.texts("lezen@1.0.0")
    po = polib.pofile(update_po(None, source.items(), "en"))
    for entry in po:
        entry.msgstr = "" if entry.msgid == "Percentiel" else f"EN {entry.msgid}"
    return {PO: str(po)}


@pytest.fixture(scope="module")
def shipped() -> Loaded:
    """Everything that is shipped, read once."""
    return prodia.load()


ASKING = VALID | {
    "lezen/1.0.0/protocol.yaml": VALID["lezen/1.0.0/protocol.yaml"].replace(
        "    type: percentile 0..100\n", "    type: percentile 0..100\n    instrument: maat\n", 1
    ),
    "lezen/1.0.0/cases/ernstig.yaml": CASE,
    MAAT: GOOD,
}


class TestPartOfPack:
    """What is looked at alone says that it rests on a file with faults beside it: else it seemed right."""

    @pytest.mark.parametrize("lost", [MAAT, "shared/sources.yaml"])
    @pytest.mark.parametrize("at", ["lezen", "lezen/1.0.0/protocol.yaml", "lezen/1.0.0/cases"])
    def test_it_rests_on_faults(self, tmp_path: Path, lost: str, at: str) -> None:
        folder = write(tmp_path, ASKING)
        assert "PRD-S37" not in {p.code for p in prodia.check(prodia.load(folder), at=str(folder / at))}
        (folder / lost).write_text("@@@\n", "utf-8")
        told = [p for p in prodia.check(prodia.load(folder), at=str(folder / at)) if p.code == "PRD-S37"]
        behind = "lezen/1.0.0/protocol.yaml" if at.endswith("cases") else lost
        assert [str(folder / behind)] == [dict(p.args)["path"] for p in told]
        assert "PRD-S37" not in {p.code for p in prodia.check(prodia.load(folder))}

    def test_cases_rest_on_their_protocol(self, tmp_path: Path) -> None:
        folder = write(tmp_path, ASKING)
        (folder / "lezen/1.0.0/protocol.yaml").write_text("@@@\n", "utf-8")
        told = prodia.check(prodia.load(folder), at=str(folder / "lezen/1.0.0/cases"))
        assert ["PRD-S37"] == [p.code for p in told]

    def test_a_test_of_its_name_in_another_pack_is_no_stand_in(self, tmp_path: Path) -> None:
        below, folder = write(tmp_path / "a", {MAAT: GOOD}), write(tmp_path / "b", ASKING)
        (folder / MAAT).write_text("@@@\n", "utf-8")
        told = prodia.check(prodia.load(below, folder), at=str(folder / "lezen"))
        assert "PRD-S37" in {p.code for p in told}


class TestPack:
    """``prodia.check(loaded)``: all that reading tells, and proofs, worked examples and worked cases too."""

    def test_in_one_call(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "pak", WRONG | english(tmp_path / "nl"))
        loaded = prodia.load(folder)
        read = {p.code for p in loaded.problems}
        assert {"PRD-N02"} <= read
        assert set() == read & {"PRD-P50", "PRD-C98", "PRD-N09", "PRD-S07"}
        assert [
            ("lezen/1.0.0/cases/ernstig.yaml:9", "PRD-C98"),  # it comes out otherwise
            ("lezen/1.0.0/cases/geweigerd.yaml:7", "PRD-C32"),  # an event is refused
            ("lezen/1.0.0/cases/vreemd.yaml:7", "PRD-S07"),  # a name that is not there; so it is not run
            ("lezen/1.0.0/protocol.yaml:3", "PRD-Q61"),  # no CHANGES.md
            ("lezen/1.0.0/protocol.yaml:39", "PRD-N09"),  # proved of the protocol
            ("lezen/1.0.0/protocol.yaml:39", "PRD-Q19"),  # a slot, where nothing is filled in
            ("lezen/1.0.0/protocol.yaml:40", "PRD-N09"),
            ("lezen/1.0.0/protocol.yaml:45", "PRD-L27"),
            ("lezen/locale/en.po:35", "PRD-N02"),  # no translation
            (f"{MAAT}:60", "PRD-P50"),  # a worked example
        ] == found(prodia.check(loaded), folder)

    def test_a_case_that_comes_out_as_it_says(self, tmp_path: Path) -> None:
        before = prodia.check(prodia.load(write(tmp_path, VALID)))
        assert set() == {p.code for p in before} & {"PRD-C98", "PRD-P50"}

    def test_of_a_broken_protocol_what_is_right(self, tmp_path: Path) -> None:
        text = VALID["lezen/1.0.0/protocol.yaml"].replace("side: clb", "side: maan")
        loaded = prodia.load(write(tmp_path, {**VALID, "lezen/1.0.0/protocol.yaml": text}))
        assert "PRD-L27" in {p.code for p in prodia.check(loaded)} - {p.code for p in loaded.problems}

    def test_once_each_and_in_order(self, tmp_path: Path) -> None:
        told = prodia.check(prodia.load(write(tmp_path, WRONG)))
        assert len(told) == len(set(told))
        assert list(told) == sorted(told, key=lambda p: (p.place, p.code, p.args))


class TestNarrow:
    """``at`` a file or folder: what stands there, with all it refers to, and nothing else."""

    @pytest.mark.parametrize(
        "at", ["lezen", "lezen/1.0.0/cases", "lezen/1.0.0/protocol.yaml", MAAT, "shared"]
    )
    def test_is_a_part_of_the_whole(self, tmp_path: Path, at: str) -> None:
        loaded = prodia.load(write(tmp_path, WRONG))
        there = [p for p in prodia.check(loaded) if p.place and f"{tmp_path.as_posix()}/{at}" in p.place.file]
        assert there
        assert there == list(prodia.check(loaded, at=str(tmp_path / at)))

    def test_other_work_is_spared(self, tmp_path: Path) -> None:
        done: list[Piece] = []

        def each(work: Work, pieces: Iterable[Piece]) -> Iterable[Told]:
            done.extend(pieces)
            return map(work, done)

        loaded = prodia.load(write(tmp_path, WRONG))
        prodia.check(loaded, at=str(tmp_path / MAAT), each=each)
        assert [("reading", ""), ("instrument", (tmp_path / MAAT).as_posix())] == done


class TestSpread:
    """However the work is spread, the findings are the same and in the same order."""

    def test_backwards(self, tmp_path: Path) -> None:
        loaded = prodia.load(write(tmp_path, WRONG))

        def each(work: Work, pieces: Iterable[Piece]) -> list[Told]:
            return [work(piece) for piece in reversed([*pieces])]

        assert prodia.check(loaded) == prodia.check(loaded, each=each)

    def test_over_two_processes(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from prodia.cli import looking

        loaded = prodia.load(write(tmp_path, WRONG))
        alone = prodia.check(loaded)
        monkeypatch.setattr(looking, "MANY", 1)
        monkeypatch.setattr(looking.os, "cpu_count", lambda: 2)
        assert alone == prodia.check(loaded, each=looking.over_cores)

    @pytest.mark.parametrize("wrong", [0, 63])
    def test_what_goes_wrong_in_either_process(self, monkeypatch: pytest.MonkeyPatch, wrong: int) -> None:
        """Is told here, whichever of the two took that part."""
        from prodia.cli import looking

        def work(piece: int) -> int:
            return 10 // (piece - wrong)

        monkeypatch.setattr(looking.os, "cpu_count", lambda: 2)
        with pytest.raises(ZeroDivisionError):
            looking.over_cores(work, range(64))
        assert [*map(abs, range(64))] == looking.over_cores(abs, range(64))


class TestPrinted:
    """``prodia check`` prints what the call gives."""

    @pytest.mark.parametrize("at", ["", "lezen", "lezen/1.0.0/cases/ernstig.yaml", MAAT])
    def test_the_same(self, tmp_path: Path, at: str, capsys: pytest.CaptureFixture[str]) -> None:
        folder = write(tmp_path, WRONG)
        told = prodia.check(prodia.load(prodia.content.shipped(), folder), at=str(folder / at))
        assert 1 == run(["--lang", "en", "check", str(folder / at), "--format", "json"])
        assert [p.as_dict("en") for p in told] == json.loads(capsys.readouterr().out)["problems"]


class TestPlan:
    """``prodia.check(plan)``: the same of one protocol, which knows no file."""

    def test_at_its_path(self, tmp_path: Path) -> None:
        plan = prodia.load(write(tmp_path, VALID)).catalogue.plan("lezen")
        assert [
            ("lezen@1.0.0:decisions.besluit.otherwise:1:1", "PRD-L27"),
            ("lezen@1.0.0:decisions.besluit.outcomes.geen.texts:1:1", "PRD-N09"),
            ("lezen@1.0.0:decisions.besluit.outcomes.hulp.texts:1:1", "PRD-N09"),
            ("lezen@1.0.0:decisions.besluit.outcomes.hulp.texts.team:1:15", "PRD-Q19"),
        ] == [(str(p.place), p.code) for p in prodia.check(plan)]

    def test_a_cell_of_a_table(self, tmp_path: Path) -> None:
        text = VALID["lezen/1.0.0/protocol.yaml"].replace("not met | geen ", "met     | geen ")
        plan = prodia.load(write(tmp_path, {**VALID, "lezen/1.0.0/protocol.yaml": text})).catalogue.plan(
            "lezen"
        )
        told = {p.code: str(p.place) for p in prodia.check(plan)}
        assert "lezen@1.0.0:decisions.besluit.table:3:1" == told["PRD-B02"]

    def test_with_the_instruments_it_names(self, tmp_path: Path) -> None:
        text = VALID["lezen/1.0.0/protocol.yaml"].replace(
            "purpose: ernst", "instrument: maat\n    purpose: ernst"
        )
        pack = write(tmp_path, {**WRONG, "lezen/1.0.0/protocol.yaml": text})
        told = {p.code: str(p.place) for p in prodia.check(prodia.load(pack).catalogue.plan("lezen"))}
        assert "maat@1.0.0:examples.0.expect.som.zone:1:1" == told["PRD-P50"]

    def test_agrees_with_the_pack(self, shipped: Loaded) -> None:
        for reference in ("algemeen@1.0.0", "eerste-contact@1.0.0", "wiskunde@2.0.0"):
            own = shipped.catalogue.entry(reference).file
            of_pack = {
                (p.code, p.args)
                for p in prodia.check(shipped, at=own)
                if not p.code.startswith(("PRD-N0", *OF_A_PACK))
            }
            of_plan = prodia.check(shipped.catalogue.plan(reference))
            assert of_pack == {
                (p.code, p.args)
                for p in of_plan
                if p.place and p.place.file.startswith(reference) and not p.code.startswith(OF_A_PACK)
            }


class TestOfWhatCasesBeginWith:
    """A mistake in the case that others begin with is told there, once, and of one of them where that is not
    looked at."""

    LATER = CASE.replace("case: ernstig", "case: later\nbegins: geweigerd").partition("events:")[0]

    @pytest.mark.parametrize(
        ("at", "first", "told"),
        [
            ("", REFUSED, [("geweigerd.yaml:7", "PRD-C32")]),
            ("later.yaml", REFUSED, [("later.yaml:3", "PRD-C32")]),
            (
                "",
                REFUSED.partition("expect:")[0] + 'expect: {refused: "PRD-C32"}\n',
                [("later.yaml:3", "PRD-C32")],
            ),
        ],
    )
    def test_told_once(self, tmp_path: Path, at: str, first: str, told: list[tuple[str, str]]) -> None:
        where = "lezen/1.0.0/cases"
        later = self.LATER + "events: []\nexpect: {verdicts: {ernst: met}}\n"
        cases = {f"{where}/geweigerd.yaml": first, f"{where}/later.yaml": later}
        loaded = prodia.load(write(tmp_path, {**VALID, **cases}))
        problems = prodia.check(loaded, at=f"{tmp_path.as_posix()}/{where}/{at}".rstrip("/"))
        wrong = [one for one in problems if one.severity == "error"]
        assert told == [(place.rpartition("/")[2], code) for place, code in found(wrong, tmp_path)]
