"""What was found clean, whole or in part, is not looked at again as long as no byte it rests on changed."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from prodia.case.check import Piece, Told
from prodia.cli import clean
from prodia.cli.app import run
from prodia.cli.check import checked
from prodia.cli.looking import kept_now, spared
from prodia.content import load
from prodia.content.spoken import known_by
from prodia.problems import Place, Problem
from prodia.problems import kind as stated
from prodia.problems.cases import NOT_AS_EXPECTED, OFF_PATH
from prodia.problems.quality import BUMP
from prodia.words import Words
from tests.checks.test_instruments import GOOD
from tests.content.packs import CASE, VALID, write

DAY, LATER = dt.date(2027, 10, 1), dt.date(2027, 10, 2)
TERMS = "format: 1\nterms: {}\n"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "pak/shared").mkdir(parents=True)
    (tmp_path / "pak/shared/terms.yaml").write_text(TERMS, "utf-8")
    return tmp_path / "pak"


def kept(pack: Path) -> list[str]:
    """What was written down: of the pieces, and last of the whole."""
    file = pack.parent / "cache/prodia/clean"
    return file.read_text("ascii").splitlines() if file.exists() else []


def whole(pack: Path, *asked: object) -> str:
    return clean.Digests(pack, *asked).whole


def check(pack: Path, *more: str) -> int:
    return run(["check", str(pack), "--on", "2027-10-01", *more])


def test_once(pack: Path) -> None:
    assert 0 == check(pack)
    once = kept(pack)
    assert whole(pack, DAY, None, str(pack)) == once[-1]
    assert (0, once) == (check(pack), kept(pack))


def test_what_is_kept_is_not_looked_for_again(pack: Path) -> None:
    """A finding that was written down as none is not told: so it was not looked for."""
    (pack / "shared/terms.yaml").write_text(TERMS + "titel: x\n", "utf-8")
    assert 1 == check(pack)
    clean.keep({whole(pack, DAY, None, str(pack)): ""})
    assert 0 == check(pack)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda pack: (pack / "shared/terms.yaml").write_text(TERMS + " \n", "utf-8"), 0),
        (lambda pack: (pack / "shared/terms.yaml").write_text(TERMS + "titel: x\n", "utf-8"), 1),
        (lambda pack: (pack / "shared/sources.yml").write_text("", "utf-8"), 1),
        (lambda pack: (pack / "shared/terms.yaml").rename(pack / "shared/termen.yaml"), 1),
    ],
    ids=["a byte", "a mistake", "one more", "a name"],
)
def test_another_content(pack: Path, change: object, code: int) -> None:
    assert 0 == check(pack)
    before = whole(pack)
    change(pack)  # type: ignore[operator]
    assert before != whole(pack)
    assert code == check(pack)


def test_another_day_and_another_question(pack: Path) -> None:
    assert 0 == check(pack)
    assert 0 == run(["check", str(pack), "--on", "2027-10-02"])
    assert 0 == check(pack, "--status", "released")
    wholes = [whole(pack, *asked, str(pack)) for asked in ((DAY, None), (LATER, None), (DAY, "released"))]
    assert wholes == [one for one in kept(pack) if one in wholes]


def test_findings_are_told_again_as_they_were(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In every language and form: the one that was asked first is not what is kept."""
    (pack / "shared/terms.yaml").write_text(TERMS + "titel: x\n", "utf-8")
    asked = [
        [f"--lang={lang}", f"--format={form}"] for lang in ("nl", "en") for form in ("text", "json", "sarif")
    ]

    def told(anew: bool) -> list[str]:
        said = []
        for more in asked:
            if anew:
                (pack.parent / "cache/prodia/clean").unlink(missing_ok=True)
            assert 1 == check(pack, *more)
            said.append(capsys.readouterr().out)
        return said

    assert told(anew=True) == told(anew=False)


KIND = stated("""X99
    geen-familie: niets.
    no-family: nothing.""")
TOLD = Problem(OFF_PATH, Place("a.yaml", 3, 5), step="x", when=Words("é", "e"))
RAISED = Problem(replace(BUMP, severity="info"), Place("a.yaml"), n=3)


@pytest.mark.parametrize("problem", [TOLD, RAISED, Problem(OFF_PATH, None, step="\n\x85[")])
def test_a_finding_is_read_back_as_it_was(problem: Problem) -> None:
    line = clean.noted([problem], [2, 10], False)
    assert line is not None and line.isascii() and line.isprintable()
    assert ((problem,), frozenset({2, 10}), False) == clean.read_back(line)


@pytest.mark.parametrize(
    "problem",
    [Problem(KIND), Problem(replace(OFF_PATH, says=OFF_PATH.hint)), Problem(OFF_PATH, step="x" * 30_000)],
)
def test_what_can_not_be_read_back_is_not_noted(problem: Problem) -> None:
    assert clean.noted([problem]) is None


@pytest.mark.parametrize(
    "line", ["=" + "0" * 192, "[", "[]", "[[],true,[1]]", '[[],true,[["X99","error",null,[]]]]']
)
def test_what_is_no_finding_is_not_told(line: str) -> None:
    assert clean.read_back(line) is None


def test_where_nothing_can_be_kept(pack: Path) -> None:
    (pack.parent / "cache").write_text("no folder", "utf-8")
    assert 0 == check(pack)


def test_what_is_no_digest(pack: Path) -> None:
    file = pack.parent / "cache/prodia/clean"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff\n\n * ")
    (pack / "shared/terms.yaml").write_text(TERMS + "titel: x\n", "utf-8")
    assert 1 == check(pack)


def test_a_link_leads_to_what_may_change(pack: Path) -> None:
    (pack / "shared/law").symlink_to(pack.parent)
    assert ("", "") == (whole(pack), clean.Digests(pack).of("shared", f"{pack}/shared/terms.yaml"))


def test_a_pipe_is_not_waited_for(pack: Path) -> None:
    os.mkfifo(pack / "shared/sources.yaml")
    assert ("", "") == (whole(pack), clean.Digests(pack).of("shared", f"{pack}/shared/terms.yaml"))


def test_what_changes_meanwhile_is_not_kept(pack: Path) -> None:
    """A file that is mended while it is checked: what was wrong with it before is found again."""
    wrong = TERMS + "titel: x\n"
    (pack / "shared/terms.yaml").write_text(wrong, "utf-8")
    found, piece = clean.Digests(pack, DAY, None), ("shared", f"{pack.as_posix()}/shared/terms.yaml")

    def mended(_: Piece) -> Told:
        (pack / "shared/terms.yaml").write_text(TERMS, "utf-8")
        return Told()

    fresh: dict[str, str] = {}
    assert [Told()] == spared(found, {}, fresh, "", {}, mended, [piece])
    kept_now(found, fresh)
    assert [] == kept(pack)


# What a piece rests on: each change, and the pieces of the small pack that it must have looked at again.

FIRST = CASE.replace("case: ernstig", "case: eerste")
LATER_CASE = CASE.replace("case: ernstig", "case: later\nbegins: eerste")
TEXT = VALID["lezen/1.0.0/protocol.yaml"]
AROUND = {
    **VALID,
    "lezen/1.0.0/protocol.yaml": f"{TEXT}supplements: algemeen@1.0.0\n",
    "algemeen/1.0.0/protocol.yaml": TEXT.replace("id: lezen", "id: algemeen"),
    "lezen/1.0.0/cases/eerste.yaml": FIRST,
    "lezen/1.0.0/cases/licht.yaml": CASE.replace("case: ernstig", "case: licht"),
    "lezen/1.0.0/cases/later.yaml": LATER_CASE,
    "shared/terms.yaml": TERMS,
    "lezen/locale/en.po": 'msgid "Hulp"\nmsgstr "Help"\n',
    "shared/locale/en.po": 'msgid "Hulp"\nmsgstr "Help for all"\n',
    **dict.fromkeys(("lezen/CHANGES.md", "exemptions.yaml", "released.lock", "shared/law/wet.yaml"), ""),
    **dict.fromkeys(("shared/norms/maat-normen/1.0.0.csv", "shared/blocks/hulp/1.0.0.yaml"), ""),
}
PIECES = {
    "case/eerste": ("case", "lezen/1.0.0/cases/eerste.yaml"),
    "case/licht": ("case", "lezen/1.0.0/cases/licht.yaml"),
    "case/later": ("case", "lezen/1.0.0/cases/later.yaml"),
    "protocol": ("protocol", "lezen@1.0.0"),
    "general": ("protocol", "algemeen@1.0.0"),
    "instrument": ("instrument", "shared/instruments/maat/1.0.0.yaml"),
    "sources": ("shared", "shared/sources.yaml"),
    "reading": ("reading", ""),
}
PARTS = {"part/lezen", "part/algemeen", "part/"}
EVERY = {*PIECES, *PARTS}
OF_CASES = {"case/eerste", "case/licht", "case/later"}
OWN = {"protocol", "part/lezen", "reading"}


def seals(pack: Path, today: dt.date = DAY) -> dict[str, str]:
    """By piece, and by part that is read, its digest, as of a check that knows which cases are right."""
    found = clean.Digests(pack, today, None)
    found.learn(known_by(load(pack).catalogue.packs[0]))
    for kind, name in PIECES.values():
        found.reads(kind, f"{pack.as_posix()}/{name}")
    return {f"part/{id}": seal for id, seal in found.parts().items()} | {
        one: found.of(kind, f"{pack.as_posix()}/{name}" if "@" not in name and name else name)
        for one, (kind, name) in PIECES.items()
    }


LEZEN, CASES, ABOVE = "lezen/1.0.0/protocol.yaml", "lezen/1.0.0/cases", "algemeen/1.0.0/protocol.yaml"
ADDED = ("", "# x\n")


@pytest.mark.parametrize(
    ("file", "edit", "again"),
    [
        (LEZEN, ADDED, OWN),
        (LEZEN, ("ask: Percentiel", "ask: Getal"), OWN),
        (LEZEN, ("pc < 10", "pc < 9"), {*OWN, *OF_CASES}),
        (LEZEN, ("het is ernstig\n      not", "het is erg\n      not"), {*OWN, *OF_CASES}),
        (LEZEN, ("title: Hulp", "title: Samen"), {*OWN, "part/"}),
        (LEZEN, ("2020-01-01}\ndoors", "2021-01-01}\ndoors"), EVERY - {"instrument"}),
        (ABOVE, ("pc < 10", "pc < 9"), {*OWN, *OF_CASES, "general", "part/algemeen"}),
        (ABOVE, ("ask: Percentiel", "ask: Getal"), {"general", "protocol", "part/algemeen", "reading"}),
        (f"{CASES}/licht.yaml", ("why: onder", "why: diep onder"), {"case/licht", "protocol"}),
        (f"{CASES}/licht.yaml", ("ernst: met", "ernst: not met"), {"case/licht", "protocol", "general"}),
        (f"{CASES}/eerste.yaml", ("value: 5", "value: 6"), {"case/eerste", "case/later", "protocol"}),
        ("lezen/CHANGES.md", ADDED, OWN),
        ("lezen/locale/en.po", ADDED, {"part/lezen", "reading"}),
        ("lezen/locale/en.po", ("Help", "Support"), {"part/lezen", "part/", "reading", "sources"}),
        ("shared/locale/en.po", ADDED, EVERY),
        ("shared/terms.yaml", ADDED, EVERY),
        ("shared/law/wet.yaml", ADDED, EVERY),
        ("shared/norms/maat-normen/1.0.0.csv", ADDED, EVERY),
        ("shared/blocks/hulp/1.0.0.yaml", ADDED, EVERY),
        ("exemptions.yaml", ADDED, EVERY),
        ("released.lock", ADDED, {*PARTS, "reading"}),
        ("nieuw/1.0.0/protocol.yaml", ADDED, {*EVERY, "part/nieuw"}),
    ],
)  # fmt: skip
def test_a_change_reaches_what_rests_on_it(
    tmp_path: Path, file: str, edit: tuple[str, str], again: set[str]
) -> None:
    """A text touches what reads texts, a figure what is worked out with it; what others see of a protocol
    touches all, and a title that is translated for all what is shared."""
    pack = write(tmp_path / "pak", AROUND)
    before, (old, new) = seals(pack), edit
    text = (pack / file).read_text("utf-8") if (pack / file).exists() else ""
    assert text.count(old) == 1 or not old
    write(pack, {file: text.replace(old, new) if old else text + new})
    after = seals(pack)
    assert again == {one for one in after if before.get(one) != after[one]}


@pytest.mark.parametrize("what", ["the library", "Python", "the day"])
def test_nothing_of_another_time_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    pack = write(tmp_path / "pak", AROUND)
    before = seals(pack)
    if what == "the library":
        monkeypatch.setattr(clean, "__version__", "99.0.0")
    elif what == "Python":
        monkeypatch.setattr(clean.sys, "version", "99")
    after = seals(pack, LATER if what == "the day" else DAY)
    ageless = OF_CASES if what == "the day" else set()
    assert EVERY - ageless == {one for one in EVERY if before[one] != after[one]}


def test_a_case_that_moves_rests_on_every_letter(tmp_path: Path) -> None:
    """Whether an answer goes along depends on how it is asked; and a digest is of every letter."""
    for said in ("moved", "digest: sha256:x"):
        case = CASE.replace("case: ernstig", f"case: ernstig # {said}")
        pack = write(tmp_path / said[:5], VALID | {f"{CASES}/licht.yaml": case})
        before = seals(pack)["case/licht"]
        write(pack, {LEZEN: TEXT.replace("ask: Percentiel", "ask: Getal")})
        assert before != seals(pack)["case/licht"]


def test_a_protocol_that_is_led_to(tmp_path: Path) -> None:
    """An outcome names another protocol by its id; from when that holds is read with it."""
    led = TEXT.replace("{title: Hulp,", "{title: Hulp, leads_to: {algemeen: verder},")
    general = TEXT.replace("id: lezen", "id: algemeen")
    pack = write(tmp_path / "pak", {LEZEN: led, ABOVE: general})
    before = seals(pack)
    write(pack, {ABOVE: general.replace("from: 2020", "from: 2021", 1)})
    assert before["part/lezen"] != seals(pack)["part/lezen"]


def test_an_escape_may_name_anything(tmp_path: Path) -> None:
    escaped = CASE.replace("case: ernstig", 'case: later\nbegins: "\\x65erste"')
    cases = {"lezen/1.0.0/cases/eerste.yaml": FIRST, "lezen/1.0.0/cases/later.yaml": escaped}
    pack = write(tmp_path / "pak", VALID | cases)
    before = seals(pack)["case/later"]
    case = pack / "lezen/1.0.0/cases/eerste.yaml"
    case.write_text(case.read_text("utf-8") + "# x\n", "utf-8")
    assert before != seals(pack)["case/later"]


# What findings rest on: an edit after which a finding is another, though its piece else stays as it is.

STEP = TEXT[TEXT.index("  meten:") :]
AFTER = STEP.replace("meten:", "daarna:").replace("fields: [pc]", "when: pc > 90")
SHUT = TEXT.replace("    decisions: [besluit]\n", "") + AFTER
LAST = (
    "  - {kind: decided, on: 2024-01-12, by: clb, decision: besluit, outcome: hulp, person: P, reason: x}\n"
)
DECIDED = CASE.replace("expect:", f"{LAST}expect:")
BEGINS = CASE.replace("case: ernstig", "case: later\nbegins: eerst")
OLD = TEXT.replace("status: concept", "status: deprecated").replace(
    "2020-01-01}\ndoors", "2020-01-01, to: 2028-01-01}\ndoors"
)
NEWER = TEXT.replace("version: 1.0.0", "version: 1.1.0")


@pytest.mark.parametrize(
    ("files", "edits", "code"),
    [
        (
            {LEZEN: SHUT, f"{CASES}/ernstig.yaml": DECIDED},
            {LEZEN: SHUT.replace("ask: Percentiel", "ask: Getal")},
            OFF_PATH.full_code,
        ),
        ({f"{CASES}/later.yaml": BEGINS}, {f"{CASES}/eerste.yaml": FIRST}, "PRD-K01"),
        (
            {LEZEN: OLD, "lezen/1.1.0/protocol.yaml": NEWER},
            {"lezen/1.1.0/protocol.yaml": NEWER.replace("title: Hulp", "titel: Hulp")},
            "PRD-Q65",
        ),
    ],
    ids=["a text that it tells", "what else there is", "a newer version with mistakes"],
)  # fmt: skip
def test_a_finding_that_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], edits: dict[str, str], code: str
) -> None:
    pack = write(tmp_path / "pak", VALID | files)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before, _ = checked([str(pack)], DAY)
    write(pack, edits)
    found, _ = checked([str(pack)], DAY)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "nothing"))
    assert found == checked([str(pack)], DAY)[0]
    changed = [p.code for p in found if p not in before]
    assert [code for one in changed if one.startswith(code)]


def test_one_case_that_is_right_is_not_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That all in a folder are right is known once each was looked at, and until one of them is another."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    wrong, second = FIRST.replace("value: 5", "value: 50"), f"{CASES}/eerste.yaml"
    pack = write(tmp_path / "pak", VALID | {second: wrong})

    def differ(*places: str) -> list[str]:
        found, _ = checked([str(pack / place) for place in places], DAY)
        return [p.place.file for p in found if p.code == NOT_AS_EXPECTED.full_code and p.place]

    assert ([], [f"{pack}/{second}"]) == (differ(f"{CASES}/ernstig.yaml"), differ("lezen/1.0.0"))
    for text, expected in ((FIRST, []), (FIRST + "# x\n", []), (wrong, [f"{pack}/{second}"]), (FIRST, [])):
        write(pack, {second: text})
        assert expected == differ("lezen/1.0.0")


GENERAL = TEXT[: TEXT.index("fields:")].replace("id: lezen", "id: algemeen")
ASKED = TEXT.replace("type: percentile 0..100", "type: percentile 0..100\n    instrument: maat", 1)
RULE = "  - {rule: Q30, at: lezen/1.0.0/protocol.yaml, reason: om te zien, by: ik, until: 2028-01-01}\n"
EDITS = {
    "algemeen/1.0.0/protocol.yaml": (GENERAL, GENERAL.replace("title: CLB", "title: Centrum"), "format: 1\n"),
    "lezen/1.0.0/protocol.yaml": (
        TEXT + "supplements: algemeen@1.0.0\n",
        ASKED,
        ASKED.replace("pc < 10", "pc < 4"),
        TEXT.replace("pc < 10", "pb < 10"),
        TEXT.replace("title: Hulp", "title: Bijstand") + "supplements: algemeen@1.0.0\n",
    ),
    "lezen/locale/en.po": ('msgid "Hulp"\nmsgstr "Help"\n', 'msgid "Geen"\nmsgstr "None"\n'),
    "shared/locale/en.po": ('msgid "Geen"\nmsgstr "None"\n', 'msgid "Hulp"\nmsgstr "Help"\n'),
    "lezen/1.0.0/cases/eerste.yaml": (FIRST, FIRST.replace("value: 5", "value: 50"), ""),
    "lezen/1.0.0/cases/later.yaml": (LATER_CASE, LATER_CASE.replace("eerste", "laatste")),
    "shared/instruments/maat/1.0.0.yaml": (GOOD, GOOD.replace("som.zone: hoog", "som.zone: laag"), "@@@\n"),
    "exemptions.yaml": ("format: 1\nexemptions: []\n", "format: 1\nexemptions:\n" + RULE),
}


def test_what_rests_on_a_file_with_faults_says_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where nothing else that is shared is looked at again."""
    pack = write(tmp_path / "pak", VALID | {LEZEN: ASKED, "shared/instruments/maat/1.0.0.yaml": "@@@\n"})
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = [p.code for p in checked([str(pack)], DAY)[0]]
    (pack / LEZEN).write_text(f"{ASKED}# x\n", "utf-8")
    assert found == [p.code for p in checked([str(pack)], DAY)[0]]
    assert ["PRD-S37"] == [p.code for p in checked([str(pack / LEZEN)], DAY)[0] if p.code == "PRD-S37"]


def test_what_is_found_after_edits_is_what_is_found_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = write(tmp_path / "pak", VALID | {file: texts[0] for file, texts in EDITS.items()})
    dice, spared_some = Random(7), 0
    for number in range(16):
        file, at = dice.choice([*EDITS]), str(pack / dice.choice(("", "", "lezen", CASES)))
        (pack / file).write_text(dice.choice(EDITS[file]), "utf-8")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        before, (found, _) = clean.kept(), checked([at], DAY)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"nothing{number}"))
        anew, _ = checked([at], DAY)
        assert anew == found
        spared_some += bool({*before} & {*clean.kept()})
    assert spared_some > 4
