"""What a released version rests on and has no line of its own may not change below it unsaid."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prodia.checks.protocol import proofs
from prodia.content import load
from prodia.content.examples import base
from prodia.words import Words
from tests.content.packs import write
from tests.shipped import CATALOGUE, ROOT

P, TEST, LAW = "basis/1.0.0/protocol.yaml", "shared/instruments/toets/1.0.0.yaml", "shared/law/wet.yaml"
NEWER = TEST.replace("1.0.0", "2.0.0")
NORMS, ROWS = "shared/norms/toets-normen/1.0.0.yaml", "shared/norms/toets-normen/1.0.0/rows.csv"
HELP = "    met: maanden >= 3\n"
PACK = {**base(), P: base()[P].replace(HELP, "    met: maanden >= law.bewaartermijn_basis\n")}
SOURCE = "source: [{ref: decreet, confidence: seen, at: artikel 5}]"
GUARD = f"    administered: {{scale: woorden, read: percentile, group: {{then: gate, {SOURCE}}}}}\n"
LATER = f"\n      - {{value: 12, valid: {{from: 2030-09-01}}, {SOURCE}}}\n"


@pytest.fixture(scope="module")
def lock(tmp_path_factory: pytest.TempPathFactory) -> str:
    found = load(write(tmp_path_factory.mktemp("was"), PACK)).catalogue.grounds("basis@1.0.0")
    assert ["instruments.toets", "law.bewaartermijn_basis"] == [*found]
    return "".join(f"basis@1.0.0 {name} {one}\n" for name, one in found.items())


def told(folder: Path, lock: str, *edits: tuple[str, str, str], **more: str) -> list[str]:
    files = {**PACK, "released.lock": lock, **more}
    for file, was, now in edits:
        assert was in files[file]
        files[file] = files[file].replace(was, now)
    problems = load(write(folder, files)).problems
    return [f"{p.code} {dict(p.args)['what']}" for p in problems if p.code == "PRD-V31"]


class TestSeals:
    """A released version tells of a line that is gone; what a release need not write is not missed."""

    @pytest.mark.parametrize(
        ("left_out", "missed"),
        [("law.", ["law.bewaartermijn_basis"]), ("ages.", ["ages.toets"]), ("norms.", [])],
    )
    def test_a_line_that_is_gone(self, tmp_path: Path, left_out: str, missed: list[str]) -> None:
        files = {**PACK, P: PACK[P].replace("    instrument: toets\n", f"    instrument: toets\n{GUARD}")}
        was = load(write(tmp_path / "was", files)).catalogue
        whole = {"": was.entry("basis@1.0.0").digest, **was.grounds("basis@1.0.0")}
        lines = (f"basis@1.0.0 {n} {d}".replace("  ", " ") for n, d in whole.items() if left_out not in n)
        problems = load(write(tmp_path / "is", {**files, "released.lock": "\n".join(lines)})).problems
        told = [dict(p.args) for p in problems if p.code == "PRD-V33"]
        assert missed == [one["ground"] for one in told]
        assert [whole[name] for name in missed] == [one["digest"] for one in told]


class TestLawDays:
    """Who reads a figure of the law is told once of the days on which it has none, where that counts."""

    @pytest.mark.parametrize(
        ("law", "own", "criterion", "days"),
        [
            ("from: 2018-09-01", "from: 2026-09-01", "", None),
            ("from: 2018-09-01, to: 2027-08-31", "from: 2026-09-01", "", "vanaf 1 september 2027"),
            ("from: 2018-09-01, to: 2027-08-31", "from: 2026-09-01, to: 2027-08-31", "", None),
            (
                "from: 2018-09-01, to: 2027-08-31",
                "from: 2026-09-01",
                "from: 2026-09-01, to: 2027-01-31",
                None,
            ),
            (
                "from: 2018-09-01, to: 2020-08-31",
                "from: 2026-09-01",
                "from: 2018-09-01, to: 2020-08-31",
                None,
            ),
            ("from: 2026-09-02", "from: 2026-09-01", "", "van 1 september 2026 tot en met 1 september 2026"),
        ],
    )
    def test_the_days(self, tmp_path: Path, law: str, own: str, criterion: str, days: str | None) -> None:
        reads = "    met: maanden >= law.bewaartermijn_basis\n"
        text = PACK[P].replace("\nvalid: {from: 2026-09-01}", f"\nvalid: {{{own}}}")
        head, _, after = text.partition(reads)
        text = head + reads + after.replace("from: 2026-09-01", criterion or own, 1)
        files = {**PACK, P: text, LAW: PACK[LAW].replace("from: 2018-09-01", law)}
        found = [*proofs(load(write(tmp_path, files)).catalogue.plan("basis@1.0.0"))]
        told = [dict(one.args)["period"] for one in found if one.kind.code == "V34"]
        assert ([] if days is None else [days]) == [one.nl for one in told if isinstance(one, Words)]


class TestGrounds:
    """A line of released.lock holds what a version rested on; what comes out of it otherwise is an error."""

    def test_as_it_was(self, tmp_path: Path, lock: str) -> None:
        assert [] == told(tmp_path, lock)

    def test_a_newer_entry_with_other_scores(self, tmp_path: Path, lock: str) -> None:
        newer = PACK[TEST].replace("version: 1.0.0", "version: 2.0.0")
        assert [] == told(tmp_path / "a", lock, **{NEWER: newer})
        wider = newer.replace("answers: 0..2", "answers: 0..3")
        assert ["PRD-V31 toets"] == told(tmp_path / "b", lock, **{NEWER: wider})

    @pytest.mark.parametrize(
        ("was", "now"),
        [("answers: 0..2", "answers: 0..3"), ("at: [3]", "at: [4]"), ("goes: up", "goes: down")],
    )
    def test_the_same_entry_changed(self, tmp_path: Path, lock: str, was: str, now: str) -> None:
        assert ["PRD-V31 toets"] == told(tmp_path, lock, (TEST, was, now))

    @pytest.mark.parametrize(
        ("was", "now"),
        [
            ("title: De toets", "title: De leestoets"),
            ("rating: {label: unrated}", "rating: {label: unrated}\nchecked: 2026-11-01"),
            ("says: van zwak naar sterk", "says: hoe vlot"),
            ("title: juist gelezen woorden", "title: woorden"),
        ],
    )
    def test_what_no_score_depends_on_may_change(self, tmp_path: Path, lock: str, was: str, now: str) -> None:
        assert [] == told(tmp_path, lock, (TEST, was, now))

    def test_a_later_figure_of_the_law_may_follow(self, tmp_path: Path, lock: str) -> None:
        was, then = PACK[LAW].rstrip("\n"), "valid: {from: 2018-09-01, to: 2030-08-31}"
        now = was.replace("valid: {from: 2018-09-01}", then) + LATER
        assert [] == told(tmp_path, lock, **{LAW: now})

    @pytest.mark.parametrize(("was", "now"), [("value: 10", "value: 11"), ("2018-09-01", "2019-09-01")])
    def test_a_figure_that_held_may_not(self, tmp_path: Path, lock: str, was: str, now: str) -> None:
        assert ["PRD-V31 bewaartermijn_basis"] == told(tmp_path, lock, (LAW, was, now))

    @pytest.mark.parametrize(
        ("days", "told_of"),
        [
            ("from: 2018-09-01, to: 2030-08-31", True),
            ("from: 2018-09-01, to: 2026-01-01", True),
            ("from: 2018-09-01", False),
        ],
    )
    def test_a_last_day_with_nothing_after_it_is_something_else(
        self, tmp_path: Path, lock: str, days: str, told_of: bool
    ) -> None:
        now = PACK[LAW].replace("from: 2018-09-01", days)
        assert ["PRD-V31 bewaartermijn_basis"] * told_of == told(tmp_path, lock, **{LAW: now})

    def test_a_last_day_with_a_gap_after_it_too(self, tmp_path: Path, lock: str) -> None:
        then = "valid: {from: 2018-09-01, to: 2030-06-30}"
        now = PACK[LAW].rstrip("\n").replace("valid: {from: 2018-09-01}", then) + LATER
        assert ["PRD-V31 bewaartermijn_basis"] == told(tmp_path, lock, **{LAW: now})

    def test_a_figure_may_follow_one_that_had_its_last_day_already(self, tmp_path: Path) -> None:
        then = "valid: {from: 2018-09-01, to: 2030-08-31}"
        ended = PACK[LAW].rstrip("\n").replace("valid: {from: 2018-09-01}", then)
        found = load(write(tmp_path / "was", {**PACK, LAW: ended + "\n"})).catalogue.grounds("basis@1.0.0")
        lock = "".join(f"basis@1.0.0 {name} {one}\n" for name, one in found.items())
        assert [] == told(tmp_path / "same", lock, **{LAW: ended + "\n"})
        assert [] == told(tmp_path / "after", lock, **{LAW: ended + LATER})
        assert ["PRD-V31 bewaartermijn_basis"] == told(tmp_path / "open", lock)

    @pytest.mark.parametrize(
        ("was", "now"),
        [
            ("answers: 0..2", "answers: [0, 1, 2]"),
            ("answers: 0..2", "answers: [0, 1.0, 2]"),
            ("items: [reeks_1..reeks_3]", "items: [reeks_1, reeks_2..reeks_3]"),
            ("  reeks_1..reeks_3:", "  reeks_1: {answers: 0..2}\n  reeks_2..reeks_3:"),
        ],
    )
    def test_another_spelling_is_nothing_else(self, tmp_path: Path, lock: str, was: str, now: str) -> None:
        assert [] == told(tmp_path, lock, (TEST, was, now))

    @pytest.mark.parametrize(
        ("first", "told_of"), [("2020-09-01", True), ("2026-09-01", True), ("2026-09-02", False)]
    )
    def test_a_figure_that_holds_from_before_the_version_does_not_follow(
        self, tmp_path: Path, lock: str, first: str, told_of: bool
    ) -> None:
        """What the version came to on its first day would be otherwise."""
        day = dt.date.fromisoformat(first)
        then = f"valid: {{from: 2018-09-01, to: {day - dt.timedelta(days=1)}}}"
        now = PACK[LAW].rstrip("\n").replace("valid: {from: 2018-09-01}", then) + LATER.replace(
            "2030-09-01", first
        )
        assert ["PRD-V31 bewaartermijn_basis"] * told_of == told(tmp_path, lock, **{LAW: now})

    def test_a_figure_that_ends_with_a_version_that_is_over(self, tmp_path: Path, lock: str) -> None:
        """Of a version that has a last day, what is known after that day is no matter."""
        over = PACK[P].replace("\nvalid: {from: 2026-09-01}", "\nvalid: {from: 2026-09-01, to: 2027-08-31}")
        for last, told_of in (("2027-08-31", False), ("2027-08-30", True)):
            now = PACK[LAW].replace("from: 2018-09-01", f"from: 2018-09-01, to: {last}")
            found = told(tmp_path / last, lock, **{P: over, LAW: now})
            assert ["PRD-V31 bewaartermijn_basis"] * told_of == found

    def test_a_figure_that_only_a_consistency_reads(self, tmp_path: Path) -> None:
        rule = "  jaren: {that: weken <= law.bewaartermijn_basis, answers: [weken], message: Kijk na.}\n"
        text = base()[P].replace("derived:\n", f"ensure:\n{rule}\nderived:\n")
        found = load(write(tmp_path, {**base(), P: text})).catalogue
        assert "law.bewaartermijn_basis" in found.grounds("basis@1.0.0")

    def test_the_ages_of_a_test_where_a_field_looks_who_it_is_for(self, tmp_path: Path) -> None:
        files = {**base(), P: base()[P].replace("    instrument: toets\n", f"    instrument: toets\n{GUARD}")}
        found = load(write(tmp_path / "was", files)).catalogue.grounds("basis@1.0.0")
        lock = "".join(f"basis@1.0.0 {name} {one}\n" for name, one in found.items())
        other = files[TEST].replace("ages: 72..155", "ages: 72..120")
        assert ["PRD-V31 toets"] == told(tmp_path / "is", lock, **{P: files[P], TEST: other})

    @pytest.mark.parametrize(
        ("file", "was", "now", "told_of"),
        [
            (ROWS, "1,36,8", "1,36,9", True),
            (NORMS, "age: calendar", "age: borrow-30", True),
            (NORMS, "note: ", "note: Nog iets. ", False),
            (NORMS, "", "", False),
        ],
    )
    def test_the_norms_of_a_test_that_it_administers(
        self, tmp_path: Path, file: str, was: str, now: str, told_of: bool
    ) -> None:
        """Other norms get a version of their own; those that there were may not score otherwise."""
        files = {**base(), P: base()[P].replace("    instrument: toets\n", f"    instrument: toets\n{GUARD}")}
        files[NORMS] = files[NORMS].rstrip("\n") + "\nnote: Verzonnen.\n" * ("note: " not in files[NORMS])
        found = load(write(tmp_path / "was", files)).catalogue.grounds("basis@1.0.0")
        lock = "".join(f"basis@1.0.0 {name} {one}\n" for name, one in found.items())
        assert was in files[file]
        edited = {**files, file: files[file].replace(was, now, 1)}
        newer = {NORMS.replace("1.0.0", "2.0.0"): files[NORMS].replace("version: 1.0.0", "version: 2.0.0")}
        newer[ROWS.replace("1.0.0", "2.0.0")] = files[ROWS]
        assert ["PRD-V31 toets-normen@1.0.0"] * told_of == told(tmp_path / "is", lock, **edited, **newer)

    def test_of_what_is_shipped_as_well(self) -> None:
        sealed = [line.split() for line in (ROOT / "released.lock").read_text("utf-8").splitlines()]
        released = {at[0] for at in sealed} & {*CATALOGUE.references()}
        rests = {(name, *one) for name in released for one in CATALOGUE.grounds(name).items()}
        assert rests
        assert rests == {(*at,) for at in sealed if len(at) == 3 and "." in at[1]}
