"""``prodia instruments``: what there is, and one instrument with its scales, cut-offs and norms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from prodia.model.instrument import limits
from prodia.scoring.why import cuts_said
from prodia.words import Lang
from tests.cli.conftest import Prodia, Ran, process
from tests.shipped import CATALOGUE
from tests.site.packs import write

IDS = tuple(CATALOGUE.shared().instruments)


def sections(ran: Ran) -> dict[str, list[dict[str, Any]]]:
    """Blocks by the id of their section."""
    assert (0, "") == (ran.code, ran.err)
    return {one["id"]: one["blocks"] for one in json.loads(ran.out)}


def facts(blocks: list[dict[str, Any]]) -> dict[str, str]:
    return {row["label"]: row["value"] for b in blocks if b["kind"] == "facts" for row in b["rows"]}


def tables(blocks: list[dict[str, Any]]) -> list[list[list[str]]]:
    return [b["rows"] for b in blocks if b["kind"] == "table"]


class TestList:
    """Every instrument is listed, with whether it is scored here and for which ages."""

    def test_json(self, prodia: Prodia) -> None:
        listed = json.loads(prodia("instruments", "--lang", "nl", "--format", "json").out)
        assert list(CATALOGUE.instruments()) == [one["reference"] for one in listed]
        for one in listed:
            definition = CATALOGUE.instrument(one["reference"]).definition
            assert one["reference"] == f"{one['id']}@{one['version']}"
            assert ("scored" if definition.items else "register") == one["kind"]
            assert len(definition.every_item) == one["items"]
            assert (definition.title, definition.status) == (one["title"], one["status"])
            assert definition.ages == (tuple(one["ages"]) if one["ages"] else None)
            assert one["usable"] is True
        norms = {ref for one in listed for ref in one["norms"]}
        assert set(CATALOGUE.norms()) == norms

    @pytest.mark.parametrize(
        ("lang", "kinds"), [("nl", "rekent hier; 17 items"), ("en", "scores here; 17 items")]
    )
    def test_text(self, prodia: Prodia, lang: str, kinds: str) -> None:
        told = prodia("instruments", "--lang", lang)
        assert 0 == told.code
        assert [] == [name for name in CATALOGUE.instruments() if name not in told.out]
        assert kinds in told.out

    def test_it_fits(self) -> None:
        for args in (("instruments",), ("instruments", "phq-9")):
            told = process(*args, COLUMNS="80", LANG="nl_BE.UTF-8", PYTHONUTF8="1")
            assert 0 == told.code
            assert [] == [line for line in told.out.splitlines() if len(line) > 80]


class TestOne:
    """One instrument is shown whole: how each score is made, where it is cut, and its norms."""

    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_on_a_screen(self, prodia: Prodia, lang: Lang) -> None:
        for id in IDS[::9]:
            told = prodia("instruments", id, "--lang", lang)
            assert (0, "") == (told.code, told.err)
            one = CATALOGUE.instrument(id, lang).definition
            assert all(scale.title in told.out for scale in one.scales.values())

    @pytest.mark.parametrize("id", IDS)
    def test_what_it_holds(self, prodia: Prodia, id: str) -> None:
        one = CATALOGUE.instrument(id).definition
        told = sections(prodia("instruments", f"{id}@{one.version}", "--lang", "nl", "--format", "json"))
        assert one.licence == facts(told["instrument"])["licentie"]
        assert bool(one.items) is ("answers" in told)
        ends = limits(one)
        for name, scale in one.scales.items():
            blocks = told[f"scale-{name}"]
            if both := ends.get(name):
                assert facts(blocks)["laagste, hoogste"].startswith(f"{both[0]:g}".replace(".", ","))
            wanted = [[list(pair) for pair in cuts_said(cuts, "nl")] for cuts in scale.cuts.values()]
            assert wanted == tables(blocks)
        assert len(one.rules) == sum(name.startswith("rule-") for name in told)
        assert bool(one.errata) is ("errata" in told)
        shown = tables(told["examples"])[0] if "examples" in told else []
        assert [e.says for e in one.examples] == [row[0] for row in shown]
        norms = [ref for ref, norms in CATALOGUE.norms().items() if norms.instrument == id]
        assert [f"norms-{ref}" for ref in norms] == [name for name in told if name.startswith("norms-")]

    def test_a_register_entry_says_so(self, prodia: Prodia) -> None:
        told = prodia("instruments", "wisc-v-nl", "--lang", "en").out
        assert "taken over as they were printed" in told
        assert "(Gf)" in told

    def test_sources_with_how_sure_they_are(self, prodia: Prodia) -> None:
        told = sections(prodia("instruments", "psc-17", "--lang", "nl", "--format", "json"))
        title = CATALOGUE.shared().sources["s-psc"].title
        assert f"{title} · niet nagegaan" == facts(told["scale-totaal"])["bron"]

    def test_who_asks_for_it(self, prodia: Prodia) -> None:
        asked = {
            f.instrument for r in CATALOGUE.references() for f in CATALOGUE.plan(r).protocol.fields.values()
        }
        asked.discard(None)
        assert asked
        for id in asked:
            blocks = sections(prodia("instruments", str(id), "--format", "json"))["used"]
            assert all("@" in item for item in blocks[0]["items"])

    def test_zones_are_said_in_the_language_of_the_person(self, prodia: Prodia) -> None:
        ours = CATALOGUE.instrument("phq-9", "en").definition.scales["totaal"].cuts["ernst"].zones
        told = sections(prodia("instruments", "phq-9", "--lang", "en", "--format", "json"))
        shown = " ".join(row[-1] for row in tables(told["examples"])[0])
        assert all(f"zone: {zone}" in shown for zone in ours)


class TestPack:
    """With ``--pack`` a private pack is seen too; of private norms no row is read."""

    def test_own_instruments_and_norms(self, prodia: Prodia, tmp_path: Path) -> None:
        folder = str(write(tmp_path / "pack", bad="[red]x[/red] \\u001b[31m"))
        listed = json.loads(prodia("instruments", "--format", "json", "--pack", folder).out)
        mine = next(one for one in listed if one["id"] == "lijst")
        assert ["eigen@1.0.0", "groep@1.0.0"] == sorted(mine["norms"])
        told = sections(prodia("instruments", "lijst", "--lang", "nl", "--format", "json", "--pack", folder))
        assert "openbaar, 3 rijen" == facts(told["norms-groep@1.0.0"])["rijen"]
        assert (
            "privé: enkel in een eigen pakket, en hier niet gelezen"
            == facts(told["norms-eigen@1.0.0"])["rijen"]
        )
        shown = prodia("instruments", "lijst", "--lang", "nl", "--pack", folder)
        for text in (shown.out, json.dumps(told)):
            assert not any(secret in text for secret in ("4.125", "4,125", "41.625", "41,625"))
        assert "[red]x[/red]" in shown.out
        assert "\x1b" not in shown.out

    def test_one_that_can_not_be_read_is_not_left_out_in_silence(
        self, prodia: Prodia, tmp_path: Path
    ) -> None:
        folder = write(tmp_path / "pack")
        (folder / "shared/instruments/lijst/1.0.0.yaml").write_text("@@@\n", "utf-8")
        (tmp_path / "klas.csv").write_text("id\n1\n", "utf-8")
        asked = (["instruments"], ["instruments", "--age", "8;0"], ["instruments", "lijst"])
        for words in (*asked, ["score", "lijst", str(tmp_path / "klas.csv")]):
            got = prodia(*words, "--pack", str(folder))
            assert (1, True) == (got.code, "lijst/1.0.0.yaml:1:1: PRD-Y01" in got.err), words

    def test_norms_rest_on_it(self, prodia: Prodia, tmp_path: Path) -> None:
        folder = write(tmp_path / "pack")
        assert "PRD-S37" not in prodia("check", str(folder / "shared/norms")).out
        (folder / "shared/instruments/lijst/1.0.0.yaml").write_text("@@@\n", "utf-8")
        got = prodia("check", str(folder / "shared/norms"))
        assert (1, True) == (got.code, "PRD-S37" in got.out)

    def test_one_with_faults_is_listed_and_not_shown(self, prodia: Prodia, tmp_path: Path) -> None:
        folder = write(tmp_path / "pack")
        file = folder / "shared/instruments/lijst/1.0.0.yaml"
        file.write_text(file.read_text("utf-8").replace("at: [4]", "at: [40]"), "utf-8")
        listed = json.loads(prodia("instruments", "--format", "json", "--pack", str(folder)).out)
        mine = next(one for one in listed if one["id"] == "lijst")
        assert (False, {"reference", "id", "version", "usable", "norms"}) == (mine["usable"], set(mine))
        assert (
            "heeft fouten: zie prodia check"
            in prodia("instruments", "--lang", "nl", "--pack", str(folder)).out
        )
        told = prodia("instruments", "lijst", "--lang", "nl", "--pack", str(folder))
        assert (1, "") == (told.code, told.out)
        assert "PRD-" in told.err


class TestUnknown:
    """A name that is none is answered with the nearest names, and exit code 2."""

    @pytest.mark.parametrize(
        ("name", "meant"),
        [
            ("psc17", "«psc-17»"),
            ("wisc", "«wisc-v-nl»"),
            ("psc-17@1.0.1", "«psc-17@1.0.0»"),
            ("zzzz", "abas-3, adapt"),
        ],
    )
    def test_table(self, prodia: Prodia, name: str, meant: str) -> None:
        told = prodia("instruments", name, "--lang", "nl")
        assert (2, "") == (told.code, told.out)
        assert "PRD-G20" in told.err
        assert meant in told.err


class TestBreadth:
    """How broad a test is stands with it where its scales say what they measure, by the rule in content."""

    def test_alone(self, prodia: Prodia) -> None:
        sections = json.loads(prodia("instruments", "wisc-v-nl", "--format", "json", "--lang", "en").out)
        broad = next(s for s in sections if s["id"] == "breadth")
        assert broad["blocks"][0]["text"].startswith("General: 5 broad abilities")
        rows = {row[0].partition(",")[0]: row[1] for row in broad["blocks"][1]["rows"]}
        assert ("redeneren", "-") == (rows["Gf"], rows["Ga"])

    def test_one_that_does_not_say(self, prodia: Prodia) -> None:
        done = prodia("instruments", "wisc-v-nl", "--battery", "son-r-2-8")
        assert 1 == done.code
        assert "M67" in done.err

    def test_a_name_that_is_none(self, prodia: Prodia) -> None:
        done = prodia("instruments", "wisc-v-nl", "--battery", "son")
        assert 2 == done.code


class TestForUse:
    """What fits, and what a centre has of what a protocol asks; wrong use is told."""

    def test_what_fits(self, prodia: Prodia) -> None:
        done = prodia(
            "--lang", "nl", "instruments", "--domain", "gedrag", "--age", "8;3", "--informant", "teacher"
        )
        assert (0, "") == (done.code, done.err)
        fits, _, open_ = done.out.partition("Niet te zeggen")
        assert "SDQ" in fits
        assert "TRF" in open_
        assert "zelf" not in fits

    def test_two_centres(self, prodia: Prodia, tmp_path: Path) -> None:
        for name, text in (("a.csv", "test;aantal\nEMT;1\nSDQ;2\n"), ("b.csv", "titel\nDe Klepel\n")):
            (tmp_path / name).write_text(text, "utf-8")
        stocks = [word for name in ("a.csv", "b.csv") for word in ("--stock", str(tmp_path / name))]
        done = prodia("--lang", "nl", "instruments", "--protocol", "lezen-spellen@2.0.0", *stocks)
        assert 1 == done.code  # a name that can be three tests
        assert "sdq-leerkracht" in done.out
        assert 2 == done.out.count("aanwezig, uitgave")

    @pytest.mark.parametrize(
        "words", [("--age", "8"), ("--age", "8;12"), ("--stock", "x.csv"), ("--protocol", "lezen-spellen")]
    )
    def test_wrong_use(self, prodia: Prodia, words: tuple[str, ...]) -> None:
        done = prodia("instruments", *words)
        assert 2 == done.code
        assert "PRD-G04" in done.err
