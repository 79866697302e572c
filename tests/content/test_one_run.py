"""All mistakes of all files in one run: a mistake in the shape hides neither names nor proofs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from prodia.case.check import check
from prodia.content import Loaded, load
from prodia.problems import Problem
from tests.content.packs import PROTOCOL, SOURCES, VALID, write
from tests.content.test_hostile import HOSTILE
from tests.content.test_problems import CASES
from tests.counting import calls
from tests.examples import examples

P = "lezen/1.0.0/protocol.yaml"
ALL = "{team: t, school: s, parents: o, pupil_under_12: k, pupil_from_12: j}"

CRITERION = """\
  {id}:
    says: {id}
    met: {field} < 10
    judge: {field} < 15
    judges: [clb]
    purpose: classify
    owner: prodia
    source: [{{ref: bron, confidence: seen}}]
    valid: {{from: 2020-01-01}}
"""
DECISION = """\
  {id}:
    title: {id}
    purpose: classify
    by: [clb]
    outcomes:
      hulp: {{title: Hulp {id}, texts: {all}}}
      geen: {{title: Geen {id}, texts: {all}}}
    table: |
      {reads} | -> voorstel
      met {pad}| hulp
      not met {pad}| geen
      judgement {pad}| geen
      not assessable {pad}| geen
    source: [{{ref: bron, confidence: seen}}]
"""
NAMES = ("een", "twee", "drie", "vier", "vijf")
HEAD = PROTOCOL[: PROTOCOL.index("fields:\n")]
FIELD = (
    "  pc_{n}: {{ask: Percentiel {n}, type: percentile 0..100, from: clb, audience: [team], purpose: p}}\n"
)
STEP = (
    "  meet_{n}:\n    title: Meet {n}\n    phase: start\n    does: ask\n    by: clb\n"
    "    says: meet\n    fields: [pc_{n}]\n    decisions: [besluit_{n}]\n"
)
WIDE = (
    HEAD
    + "fields:\n"
    + "".join(FIELD.format(n=n) for n in NAMES)
    + "criteria:\n"
    + "".join(CRITERION.format(id=f"ernst_{n}", field=f"pc_{n}") for n in NAMES)
    + "decisions:\n"
    + "".join(DECISION.format(id=f"besluit_{n}", reads=f"ernst_{n}", pad="", all=ALL) for n in NAMES)
    + "steps:\n"
    + "".join(STEP.format(n=n) for n in NAMES)
)


def told(folder: Path, text: str) -> tuple[Problem, ...]:
    """All that a check says of the protocol: what loading finds, then what is proved."""
    return sound(check(load(write(folder, {"shared/sources.yaml": SOURCES, P: text}))))


def sound(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Without what makes a protocol better and not sound: tests/checks/test_rules.py has that."""
    return tuple(p for p in found if p.kind.code[0] not in "QHT")


def proved(loaded: Loaded) -> set[tuple[str, str]]:
    """What loading does not find."""
    return seen(p for p in sound(check(loaded)) if p not in loaded.problems)


@cache
def proved_right() -> set[tuple[str, str]]:
    """What is proved of the small pack as it should be."""
    with TemporaryDirectory() as folder:
        return proved(load(write(Path(folder), VALID)))


def many(template: str, count: int) -> str:
    return "".join(template.format(n=n) for n in range(count))


def seen(problems: Iterable[Problem]) -> set[tuple[str, str]]:
    return {(p.code.removeprefix("PRD-"), p.message("en")) for p in problems}


def changed(text: str, *changes: tuple[str, str]) -> str:
    """The text with one line changed (from, to): each must stand in it once."""
    for old, new in changes:
        assert 1 == text.count(old), old
        text = text.replace(old, new)
    return text


def part(text: str, id: str, old: str, new: str) -> str:
    """The text with something changed in the entry ``id``."""
    at = text.index(f"  {id}:")
    assert old in text[at:]
    return text[:at] + text[at:].replace(old, new, 1)


Mistake = tuple[str, str, str, str]  # entry, from, to, code
SHAPE: tuple[Mistake, ...] = (
    ("pc_een", "audience: [team]", "audience: team", "S03"),
    ("pc_een", ", purpose: p}", "}", "S01"),
    ("ernst_een", "met: pc_een < 10", "met: pc_een << 10", "E11"),
    ("ernst_een", "purpose: classify", "purpose: clasify", "S04"),
    ("ernst_een", "owner: prodia\n", "owner: prodia\n    kleur: rood\n", "S02"),
    ("besluit_een", "not met | geen", "not met | | geen", "S24"),
    ("meet_een", "    says: meet\n", "", "S01"),
    ("meet_een", "does: ask", "doet: ask", "S02"),
    ("meet_een", "fields: [pc_een]", "fields: pc_een", "S03"),
    ("meet_een", "fields: [pc_een]", "fields: [Pc_een]", "S06"),
    ("meet_een", "fields: [pc_een]", "feilds: [pc_een]", "S02"),
    ("ernst_een", "    met: pc_een < 10\n", "", "S01"),
    ("pc_een", "pc_een:", "pc-een:", "S06"),
    ("besluit_een", "outcomes:", "outcomez:", "S02"),
    ("start", "says: we beginnen", "says: 12", "S03"),
    ("clb", "side: clb", "side: clp", "S04"),
)
REFERENCE: tuple[Mistake, ...] = (
    ("ernst_twee", "met: pc_twee", "met: pcc", "E20"),
    ("ernst_twee", "judges: [clb]", "judges: [buur]", "S07"),
    ("ernst_twee", "ref: bron", "ref: brn", "S07"),
    ("besluit_twee", "by: [clb]", "by: [buur]", "S07"),
    ("meet_twee", "phase: start", "phase: strt", "S07"),
    ("meet_twee", "fields: [pc_twee]", "fields: [pc_twee, pc_zes]", "S07"),
    ("meet_twee", "    fields: [pc_twee]\n", "", "L22"),
    ("pc_twee", "from: clb", "from: buur", "S07"),
    ("besluit_twee", "not met | geen", "not met | gen", "B09"),
    ("start", "leads: clb", "leads: buur", "S07"),
)
TABLE: tuple[Mistake, ...] = (
    ("besluit_drie", "      judgement | geen\n", "", "B01"),
    ("besluit_drie", "judgement | geen\n", "judgement | geen\n      judgement | hulp\n", "B02"),
    ("besluit_drie", "parents: o, ", "", "N09"),
    ("ernst_drie", "judge: pc_drie < 15", "judge: pc_drie < 5", "L26"),
)
EVERY = (*SHAPE, *REFERENCE, *TABLE)
SORTS = ((SHAPE, REFERENCE), (SHAPE, TABLE), (REFERENCE, TABLE))


def apart(one: Mistake, other: Mistake) -> bool:
    """Do they stand in two entries, and does neither leave open what the other is about: which
    fields a step asks that says so in no readable way?"""
    return one[0] != other[0] and not ("fields:" in one[1] and one[2] and other[3] == "L22")


# Every second pair, so that each mistake meets half of the others; three together are drawn at random.
PAIRS = [(one, other) for two in SORTS for one, other in product(*two) if apart(one, other)][::2]


def planted(*mistakes: Mistake) -> str:
    text = WIDE
    for id, old, new, _ in mistakes:
        text = part(text, id, old, new)
    return text


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[Mistake, set[tuple[str, str]]]:
    """What each mistake gives by itself."""
    return {m: seen(told(tmp_path_factory.mktemp("een"), planted(m))) for m in EVERY}


class TestOneMistake:
    """One mistake is one message, with every table proved as far as it can be."""

    def test_the_pack_is_sound(self, tmp_path: Path) -> None:
        assert () == told(tmp_path, WIDE)

    @pytest.mark.parametrize("mistake", EVERY, ids=lambda m: f"{m[3]} {m[2]}")
    def test_no_message_follows(self, alone: dict[Mistake, set[tuple[str, str]]], mistake: Mistake) -> None:
        assert [mistake[3]] == [code for code, _ in alone[mistake]]

    @pytest.mark.parametrize("id", ["pc_een", "ernst_een", "besluit_een", "meet_een"])
    def test_an_entry_that_lost_its_name(self, tmp_path: Path, id: str) -> None:
        flow = id == "pc_een"
        found = told(tmp_path, part(WIDE, id, f"{id}: " if flow else f"  {id}:\n", ""))
        assert found
        assert {"PRD-Y02", "PRD-S02", "PRD-S03", "PRD-Y01"} >= {p.code for p in found}

    @pytest.mark.parametrize(("old", "new"), [c[1:3] for c in CASES], ids=[c[0] for c in CASES])
    def test_no_proof_follows(self, tmp_path: Path, old: str, new: str) -> None:
        """What is proved of the small pack with a mistake is proved of it without, or is the mistake."""
        before = proved_right()
        loaded = load(write(tmp_path / "b", {**VALID, P: PROTOCOL.replace(old, new, 1)}))
        assert "lezen@1.0.0" in loaded.catalogue.references() or proved(loaded) <= before
        assert before


class TestPairs:
    """Of mistakes in different places each is told as if it were alone, and nothing else is."""

    @pytest.mark.parametrize(("one", "other"), PAIRS, ids=lambda m: f"{m[3]} {m[2]}")
    def test_two(
        self, tmp_path: Path, alone: dict[Mistake, set[tuple[str, str]]], one: Mistake, other: Mistake
    ) -> None:
        assert alone[one] | alone[other] == seen(told(tmp_path, planted(one, other)))

    @settings(max_examples=examples(25), deadline=None)
    @given(st.sampled_from(SHAPE), st.sampled_from(REFERENCE), st.sampled_from(TABLE))
    def test_three(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        alone: dict[Mistake, set[tuple[str, str]]],
        shape: Mistake,
        reference: Mistake,
        table: Mistake,
    ) -> None:
        assume(apart(shape, reference))
        found = seen(told(tmp_path_factory.mktemp("drie"), planted(shape, reference, table)))
        assert alone[shape] | alone[reference] | alone[table] == found


class TestElevenMistakes:
    """Eleven mistakes of three sorts, in one file, are eleven messages of one run."""

    def test_all(self, tmp_path: Path) -> None:
        text = changed(WIDE, ("summary: Een voorbeeld", "summary: 12"))
        for id, old, new in (
            ("pc_een", "audience: [team]", "audience: team"),
            ("ernst_een", "met: pc_een < 10", "met: pc_een << 10"),
            ("besluit_een", "not met | geen", "not met | | geen"),
            ("meet_een", "    says: meet\n", ""),
            ("ernst_twee", "met: pc_twee", "met: pcc"),
            ("meet_twee", "by: clb", "by: buur"),
            ("ernst_drie", "ref: bron", "ref: brn"),
            ("besluit_drie", "      judgement | geen\n", ""),
            ("besluit_vier", "parents: o, ", ""),
            ("ernst_vijf", "judge: pc_vijf < 15", "judge: pc_vijf < 5"),
        ):
            text = part(text, id, old, new)
        codes = [p.code.removeprefix("PRD-") for p in told(tmp_path, text)]
        assert sorted("S03 S03 E11 S24 S01 E20 S07 S07 B01 N09 L26".split()) == sorted(codes)

    def test_nothing_of_it_can_run(self, tmp_path: Path) -> None:
        loaded = load(write(tmp_path, {"shared/sources.yaml": SOURCES, P: planted(SHAPE[0])}))
        assert () == loaded.catalogue.references()
        assert [()] == [tuple(p.protocol.reviewers) for p, _ in loaded.catalogue.partial()]


CHILD = "rekenen/1.0.0/protocol.yaml"


class TestAParentWithMistakes:
    """A protocol tells its own mistakes although the general one it supplements has mistakes too."""

    TEXT = changed(
        HEAD.replace("id: lezen", "id: rekenen"),
        ("status: concept", "status: concept\nsupplements: lezen@1.0.0"),
    ).replace("roles:\n  clb: {title: CLB, side: clb}\nphases:\n  start:", "phases:\n  later:")

    def told(self, folder: Path, parent: str, child: str) -> list[str]:
        return [
            p.code
            for p in sound(
                check(load(write(folder, {"shared/sources.yaml": SOURCES, P: parent, CHILD: child})))
            )
        ]

    def test_sound(self, tmp_path: Path) -> None:
        assert [] == self.told(tmp_path, WIDE, self.TEXT)

    @pytest.mark.parametrize("mistake", [SHAPE[2], REFERENCE[0]])
    def test_its_own_mistake(self, tmp_path: Path, mistake: Mistake) -> None:
        child = self.TEXT.replace("leads: clb", "leads: buur")
        found = self.told(tmp_path, planted(mistake), child)
        assert [f"PRD-{mistake[3]}", "PRD-L21", "PRD-S07"] == found

    def test_not_what_the_parent_lost(self, tmp_path: Path) -> None:
        parent = WIDE.replace("clb: {title: CLB, side: clb}", "clb: {title: CLB, sde: clb}")
        assert ["PRD-S02", "PRD-L21"] == self.told(tmp_path, parent, self.TEXT)


class TestHostile:
    """A file made to do harm is judged in work that its length bounds, with all that is right in it."""

    KEYS = "criteria:\n  a:\n" + many("    k{n}: 1\n", 190) + "    says: "
    ASKED = changed(WIDE, ("criteria:\n", many(FIELD, 6000) + "criteria:\n"), ("summary: Een", "sumary: Een"))
    FILES = HOSTILE | {
        "unknown keys with a long text": (HEAD + KEYS + "x " * 400_000 + "\n").encode(),
        "fields that nobody asks": ASKED.encode(),
        "entries without a shape": (HEAD + "fields:\n" + many("  f{n}: 1\n", 9000)).encode(),
        "shapeless steps": (HEAD + "steps:\n" + many("  s{n}: {{title: a, phase: b}}\n", 2000)).encode(),
    }

    @pytest.mark.parametrize("name", FILES)
    def test_in_bounds(self, tmp_path: Path, name: str) -> None:
        folder = write(tmp_path, {**VALID, P: self.FILES[name]})
        read: list[Loaded] = []
        proved: list[Problem] = []

        def judged() -> None:
            read.append(load(folder))
            proved.extend(check(read[0]))

        made = calls(judged)
        assert made < 150_000 + 7 * len(self.FILES[name])
        (loaded,) = read
        assert any(p.severity == "error" for p in loaded.problems)
        places = [p.place for p in (*loaded.problems, *proved)]
        assert all(place is not None and place.line > 0 < place.column for place in places)


def test_dates_that_are_no_dates_leave_no_hole(tmp_path: Path) -> None:
    """From when a version holds is not known then; what a cut-off lacks before it is not said."""
    cutoff = (
        "cutoffs:\n  grens: {says: laag, type: percentile, is: 10, owner: prodia, valid: {from: 2020-01-01}, "
        "source: [{ref: bron, confidence: seen}]}\n"
    )
    text = PROTOCOL.replace("\ncriteria:\n", f"\n{cutoff}\ncriteria:\n", 1)
    wrong = text.replace("\nvalid: {from: ", "\nvalid: {from: 31-", 1)
    assert text != PROTOCOL and wrong != text
    found = {one.code for one in check(load(write(tmp_path, {**VALID, P: wrong})))}
    assert ("PRD-S03" in found, "PRD-V27" in found) == (True, False)
