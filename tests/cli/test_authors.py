"""What an author types while writing: new pack, fix, fmt, card, review, translate, watch."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
import yaml

from prodia.cli import watch as watching
from prodia.cli.app import run
from prodia.cli.terminal import Terminal, consoles
from prodia.cli.watch import looked, times, touched
from prodia.content import Loaded, load, shipped
from prodia.content.packs import FILES
from tests.cli.conftest import Prodia, Ran
from tests.content.packs import SOURCES, write

ID = "mijn-protocol"
NEW = ["--title", "Mijn: protocol", "--owner", "mijn-team", "--measure", "Percentiel woordlezen"]
NEW += ["--below", "10", "--says", "de score is laag", "--since", "2027-09-01"]


@pytest.fixture
def pack(tmp_path: Path, prodia: Prodia) -> Path:
    """A pack of one's own with one protocol."""
    assert 0 == prodia("new", "pack", str(tmp_path / "p"), "--repository", "org/prodia").code
    assert 0 == prodia("new", ID, "--pack", str(tmp_path / "p"), *NEW).code
    return tmp_path / "p"


def protocol(pack: Path, version: str = "1.0.0") -> Path:
    return pack / ID / version / "protocol.yaml"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


class TestNewPack:
    """A repository with what checks it, ready to push."""

    def test_every_file_is_what_its_reader_takes(self, pack: Path) -> None:
        workflow = yaml.safe_load((pack / ".github/workflows/prodia.yml").read_text("utf-8"))
        assert workflow["jobs"]["prodia"]["uses"].startswith("org/prodia/.github/workflows/pack.yml@v")
        hooks = yaml.safe_load((pack / ".pre-commit-config.yaml").read_text("utf-8"))
        assert ["prodia-fmt", "prodia-check"] == [h["id"] for h in hooks["repos"][0]["hooks"]]
        schemas = json.loads((pack / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
        assert [f"./.schemas/{name}.json" for name in FILES] == [*schemas]
        for schema in schemas:
            assert json.loads((pack / schema).read_text("utf-8"))["$schema"]
        made = json.loads((pack / ".schemas/protocol.json").read_text("utf-8"))
        roles, _ = made["$defs"]["Field"]["properties"]["from"]["anyOf"]  # an editor offers them at once
        assert "psycholoog" in roles["enum"]

    def test_the_protocol_in_it_is_right_and_laid_out(self, prodia: Prodia, pack: Path) -> None:
        assert 0 == prodia("check", str(pack)).code
        assert 0 == prodia("fmt", str(pack), "--check").code

    def test_nothing_is_written_over(self, prodia: Prodia, pack: Path) -> None:
        assert 2 == prodia("new", "pack", str(pack)).code


class TestWhatIsNamed:
    """A verb says the same of a protocol by its id, by its version, and by where it stands."""

    @pytest.mark.parametrize(
        "verb",
        "check,test,prove,fmt --check,show,say,diff,release --dry,export sql,translate en --count".split(","),
    )
    def test_by_name_and_by_path(self, prodia: Prodia, pack: Path, verb: str) -> None:
        place, of_pack, (name, *more) = pack / ID / "1.0.0", ("--pack", str(pack)), verb.split()
        words = [name, more.pop(0)] if name in ("export", "translate") else [name]
        by_id = prodia(*words, ID, *more, *of_pack)
        assert by_id.code in (0, 1), by_id.err
        for said in [(f"{ID}@1.0.0", *of_pack), (str(place),)]:
            got = prodia(*words, said[0], *more, *said[1:])
            assert [by_id.code, _still(by_id)] == [got.code, _still(got)]

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("check", "lezen-speln"), "«lezen-spellen»"),
            (("check", "lezen-spellen@9.0.0"), "«lezen-spellen@3.0.0»"),
            (("fmt", "{pack}/mijn-protocl"), "«{pack}/mijn-protocol»"),
            (("test", "{pack}/mijn-protocol/1.0.1"), "«{pack}/mijn-protocol/1.0.0»"),
            (("walk", "{pack}"), "kies uit: mijn-protocol"),
            (("new-version", "{pack}/mijn-protocl"), "«{pack}/mijn-protocol»"),
        ],
    )
    def test_the_nearest_name(self, prodia: Prodia, pack: Path, words: tuple[str, ...], said: str) -> None:
        got = prodia("--lang", "nl", *(word.format(pack=pack) for word in words))
        assert (2, True) == (got.code, said.format(pack=pack) in got.err), got.err

    def test_faults_are_said_by_path_too(self, prodia: Prodia, pack: Path) -> None:
        change(protocol(pack), "maat < 10", "maat <")
        for verb in ("walk", "test"):
            assert "PRD-K40" in prodia(verb, str(protocol(pack))).err

    @pytest.mark.parametrize("verb", "show,say,form,walk,walkthrough,test,cover,mutate,card".split(","))
    def test_a_newer_version_with_faults_is_not_passed_over(
        self, prodia: Prodia, pack: Path, verb: str
    ) -> None:
        """Asked by its id: what runs on the older one says nothing of what somebody writes now."""
        shutil.copytree(pack / ID / "1.0.0", pack / ID / "1.1.0")
        newer = protocol(pack, "1.1.0")
        change(newer, "version: 1.0.0", "version: 1.1.0")
        change(newer, "maat < 10", "maat <")
        got = prodia(verb, ID, "--pack", str(pack))
        assert (1, True, str(newer)) == (got.code, "PRD-K40" in got.err, got.err.partition(":")[0])

    def test_a_list_has_it_in_every_format(self, prodia: Prodia, pack: Path) -> None:
        change(protocol(pack), "maat < 10", "maat <")
        told = json.loads(prodia("list", "--pack", str(pack), "--format", "json").out)
        (own,) = [one for one in told if one["id"] == ID]
        assert (f"{ID}@1.0.0", "concept", None) == (own["reference"], own["status"], own["digest"])
        assert f"{ID}@1.0.0" in prodia("list", "--pack", str(pack)).out

    @pytest.mark.parametrize("named", [ID, f"{ID}@1.0.0", "{place}", "{place}/cases", "{pack}"])
    def test_a_case_with_faults_is_not_passed_over(self, prodia: Prodia, pack: Path, named: str) -> None:
        place = pack / ID / "1.0.0"
        cases = sorted((place / "cases").iterdir())
        change(cases[0], "case: ", "caze: ")
        what = named.format(place=place, pack=pack)
        got = prodia("test", what, "--pack", str(pack))
        assert (1, True) == (got.code, f"{cases[0]}:" in got.err), got.err
        assert 0 == prodia("test", str(cases[1])).code

    @pytest.mark.parametrize("verb", ["cover", "mutate"])
    def test_a_case_that_does_not_hold_is_not_counted_in_silence(
        self, prodia: Prodia, pack: Path, verb: str
    ) -> None:
        assert "PRD-K41" not in prodia(verb, ID, "--pack", str(pack)).err
        change(protocol(pack), "maat < 10", "maat <= 10")
        got = prodia(verb, ID, "--pack", str(pack))
        assert ("PRD-K41" in got.err, "op-de-grens" in got.err) == (True, True)

    def test_two_contents_under_one_name(self, prodia: Prodia, pack: Path, tmp_path: Path) -> None:
        """A copy in which something was changed: nobody can tell which of the two is meant."""
        copy = tmp_path / "copy"
        shutil.copytree(pack, copy)
        packs = ("--pack", str(pack), "--pack", str(copy))
        assert 0 == prodia("test", ID, *packs).code
        change(protocol(copy), "maat < 10", "maat < 15")
        for verb in ("show", "test", "walk"):
            got = prodia(verb, f"{ID}@1.0.0", *packs)
            assert (1, True) == (got.code, "PRD-V18" in got.err), verb

    def test_an_owner_is_an_id(self, prodia: Prodia, pack: Path) -> None:
        given = [*NEW]
        given[given.index("mijn-team")] = "Mijn team"
        assert 2 == prodia("new", "ander", "--pack", str(pack), *given).code


def _still(ran: Ran) -> str:
    """What was said, without the time it took and how many files were looked at."""
    return re.sub(r"\d+ (bestand|file)\w*|\d\d:\d\d:\d\d \(.*", "", ran.out)


class TestFixAndFmt:
    def test_a_guess_is_shown_and_not_written(self, prodia: Prodia, pack: Path) -> None:
        change(protocol(pack), "ref: eigen-keuze", "ref: eigen-keus")
        before = protocol(pack).read_text("utf-8")
        got = prodia("--lang", "nl", "fix", str(pack), "--suggest")
        assert 1 == got.code
        assert "+  source: [{ref: eigen-keuze, confidence: unverified}]" in got.out
        assert before == protocol(pack).read_text("utf-8")

    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ("maat < 9,5", "maat < 9.5"),
            ("maat < 9 en true", "maat < 9 and true"),
            ("maat = “x”", 'maat = "x"'),
        ],
    )
    def test_another_spelling_of_a_condition_is_proposed(
        self, prodia: Prodia, pack: Path, typed: str, right: str
    ) -> None:
        change(protocol(pack), "met: maat < 10", f"met: {typed}")
        got = prodia("--lang", "nl", "fix", str(pack), "--suggest")
        assert f"+    met: {right}" in got.out

    def test_what_is_sure_is_written(self, prodia: Prodia, pack: Path) -> None:
        change(protocol(pack), "summary: ", "summary: \u200b")
        got = prodia("--lang", "nl", "fix", str(pack))
        assert (0, True) == (got.code, "Rechtgezet: 1." in got.out)
        assert "\u200b" not in protocol(pack).read_text("utf-8")

    def test_fmt_says_what_would_change(self, prodia: Prodia, pack: Path) -> None:
        change(protocol(pack), "laag    | -> voorstel | omdat", "laag|-> voorstel|omdat")
        assert 1 == prodia("fmt", str(pack), "--check").code
        assert 0 == prodia("fmt", str(pack)).code
        assert "laag    | -> voorstel | omdat" in protocol(pack).read_text("utf-8")

    def test_what_a_link_leads_to_is_not_shown_or_written(self, prodia: Prodia, pack: Path) -> None:
        secret = pack.parent / "geheim.yaml"
        secret.write_text("a:\n- 1\n", "utf-8")
        (link := protocol(pack).parent / "cases/link.yaml").symlink_to(secret)
        assert 0 == prodia("fmt", str(pack)).code and link.is_symlink()
        got = prodia("check", str(pack))
        assert (1, True, False) == (got.code, "PRD-Y11" in got.out, "1 | a:" in got.out)

    def test_a_protocol_that_can_not_be_read_is_not_left_out_in_silence(
        self, prodia: Prodia, pack: Path
    ) -> None:
        protocol(pack).write_text("@@@\n" + protocol(pack).read_text("utf-8"), "utf-8")
        for format in ("text", "json"):
            got = prodia("list", "--pack", str(pack), *(("--format", "json") if format == "json" else ()))
            assert (1, True) == (got.code, f"{protocol(pack)}:1:1: PRD-Y01" in got.err)

    def test_fix_says_what_is_left(self, prodia: Prodia, pack: Path) -> None:
        change(protocol(pack), "decisions:", "decisions: [")
        got = prodia("--lang", "nl", "fix", str(pack))
        assert (1, True) == (got.code, f"prodia check {pack}" in got.out)

    def test_fmt_says_what_it_can_not_read(self, prodia: Prodia, pack: Path) -> None:
        change(protocol(pack), "decisions:", "decisions: [")
        found = prodia("fmt", str(pack))
        assert 1 == found.code and f"{protocol(pack)}:" in found.err


class TestCardAndReview:
    """A review counts for the text that was read, and for no other."""

    def review(self, prodia: Prodia, pack: Path, network: str, says: str = "approved") -> Ran:
        words = ("--role", "psycholoog", "--network", network, "--says", says)
        return prodia("--lang", "nl", "review", f"{ID}@1.0.0", *words, "--pack", str(pack))

    def test_a_change_takes_it_away(self, prodia: Prodia, pack: Path) -> None:
        assert 0 == self.review(prodia, pack, "leuven").code
        assert 0 == self.review(prodia, pack, "gent", "objected").code
        words = " ".join(prodia("--lang", "nl", "card", ID, "--pack", str(pack)).out.split())
        assert "akkoord leuven (psycholoog, " in words
        assert "bezwaar gent" in words
        refused = prodia("--lang", "nl", "release", f"{ID}@1.0.0", "--dry", "--pack", str(pack))
        assert "«gent» heeft bezwaar" in refused.err
        assert f"{ID}@1.0.0 is niet vrijgegeven" in refused.err
        change(protocol(pack), "status: concept", "status: review")
        assert "PRD-K30" not in prodia("check", str(pack)).out
        change(protocol(pack), "owner: mijn-team\nmedical", "owner: ons-team\nmedical")
        assert 2 == prodia("--lang", "nl", "check", str(pack), "--all").out.count("PRD-K30")
        words = " ".join(prodia("--lang", "nl", "card", ID, "--pack", str(pack)).out.split())
        assert "akkoord geen" in words

    def test_its_owner_does_not_count(self, prodia: Prodia, pack: Path) -> None:
        self.review(prodia, pack, "mijn-team")
        assert "PRD-K31" in prodia("check", str(pack)).out

    def test_as_many_networks_as_the_tier_says(self, prodia: Prodia, pack: Path) -> None:
        gold = ("release", f"{ID}@1.0.0", "--dry", "--tier", "gold", "--pack", str(pack))
        self.review(prodia, pack, "leuven")
        assert "PRD-K32" in prodia(*gold).err
        self.review(prodia, pack, "gent")
        assert "PRD-K32" not in prodia(*gold).err
        assert 0 == prodia(*gold[:3], "--tier", "silver", *gold[5:]).code

    def test_the_tier_is_listed_as_long_as_it_is_that_of_the_text(self, prodia: Prodia, pack: Path) -> None:
        """`card --write` writes it down; after any change that it rests on nothing is listed."""

        def listed() -> str | None:
            told = json.loads(prodia("list", "--format", "json", "--pack", str(pack)).out)
            tiers: dict[str, str | None] = {one["id"]: one["tier"] for one in told}
            return tiers[ID]

        assert listed() is None
        assert 0 == prodia("card", ID, "--write", "--pack", str(pack)).code
        assert "silver" == listed()
        case = next((pack / ID / "1.0.0" / "cases").iterdir())
        before = case.read_bytes()
        case.write_bytes(before + b"# one more line\n")
        assert listed() is None
        case.write_bytes(before)
        assert "silver" == listed()

    @pytest.mark.parametrize("words", [("--role", "niemand"), ("--network", "CLB Leuven")])
    def test_what_does_not_fit(self, prodia: Prodia, pack: Path, words: tuple[str, str]) -> None:
        given = {"--role": "psycholoog", "--network": "leuven"} | dict([words])
        said = [part for pair in given.items() for part in pair]
        assert 2 == prodia("review", ID, *said, "--says", "approved", "--pack", str(pack)).code
        assert not (protocol(pack).parent / "reviews.yaml").exists()


class TestTranslate:
    def test_a_skeleton_and_what_is_left(self, prodia: Prodia, pack: Path) -> None:
        got = prodia("--lang", "nl", "translate", "en", str(pack))
        assert 1 == got.code
        count = int(re.findall(r"(\d+) teksten, nog te vertalen \1\b", got.out)[0])
        file = protocol(pack).parents[1] / "locale" / "en.po"
        change(file, 'msgid "Zie de tabel."\nmsgstr ""', 'msgid "Zie de tabel."\nmsgstr "See the table."')
        assert (
            f"nog te vertalen {count - 1}"
            in prodia("--lang", "nl", "translate", "en", str(pack), "--count").out
        )

    def test_another_language(self, prodia: Prodia, pack: Path) -> None:
        assert 2 == prodia("translate", "fr", str(pack)).code


class TestWatch:
    """Only what changed is looked at, and it is told as check and test tell it."""

    def test_once(self, prodia: Prodia, pack: Path) -> None:
        got = prodia("--lang", "nl", "watch", str(pack), "--once")
        assert (0, True) == (got.code, f"{ID}@1.0.0: 4 gevallen kloppen" in got.out)
        change(protocol(pack), "maat < 10", "maat <= 10")
        got = prodia("--lang", "nl", "watch", str(pack), "--once")
        assert 1 == got.code
        assert "op-de-grens" in got.out

    def test_cases_of_what_can_not_run_do_not_hold(self, prodia: Prodia, pack: Path) -> None:
        """A condition that reads what is not there: that is told, and nothing of its cases."""
        change(protocol(pack), "maat < 10", "maatje < 10")
        got = prodia("--lang", "nl", "watch", str(pack), "--once")
        assert (1, False) == (got.code, "kloppen" in got.out)
        assert "PRD-E20" in got.out

    def test_what_was_touched(self, pack: Path) -> None:
        before, version = times(pack), protocol(pack).parent
        assert () == touched(pack, before, times(pack))
        os.utime(protocol(pack), ns=(1, 1))
        assert (version,) == touched(pack, before, times(pack))
        (version / "cases" / "op-de-grens.yaml").unlink()
        assert (version,) == touched(pack, before, times(pack))
        write(pack, {"shared/sources.yaml": SOURCES})
        assert (pack,) == touched(pack, before, times(pack))

    def test_what_is_saved_while_it_looks(
        self, prodia: Prodia, pack: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """That is looked at next."""
        places: list[object] = []

        def saved(screen: Terminal, root: Path, base: Loaded, at: tuple[Path, ...]) -> bool:
            os.utime(protocol(pack), ns=(1, 1 + len(places)))
            places.append(at)
            return False

        def paused(seconds: float) -> None:
            pauses.append(seconds)
            if len(pauses) == 3:
                raise KeyboardInterrupt

        pauses: list[float] = []
        monkeypatch.setattr(watching, "looked", saved)
        monkeypatch.setattr(watching.time, "sleep", paused)
        prodia("watch", str(pack))
        version = (protocol(pack).parent,)
        assert [(pack,), version, version] == places

    def test_the_editor_learns_new_names(self, pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
        change(protocol(pack), "laag", "heel_laag")
        looked(Terminal("nl", *consoles()), pack, load(shipped(), only="shared"), (protocol(pack).parent,))
        assert "heel_laag" in (pack / ".schemas" / "case.json").read_text("utf-8")


def test_a_pack_in_formats(prodia: Prodia, pack: Path) -> None:
    """The same findings, for each reader in its form."""
    change(protocol(pack), "ref: eigen-keuze", "ref: eigen-keus")
    said = {
        form: prodia("--lang", "nl", "check", str(pack), "--format", form)
        for form in ("github", "sarif", "junit")
    }
    assert {1} == {one.code for one in said.values()}
    assert said["github"].out.startswith("::error file=")
    assert "eigen-keus" in json.loads(said["sarif"].out)["runs"][0]["results"][0]["message"]["text"]
    assert "<failure" in said["junit"].out
    assert 0 == run(["test", "algemeen", "--format", "junit"])
