from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from prodia import scoring_key
from prodia.authoring.release import ready
from prodia.content import Catalogue, digest, load, read, read_pack
from prodia.content.catalogue import Cases
from prodia.content.folder import shipped
from prodia.errors import ContentError
from tests.content.packs import CASE, PROTOCOL, SOURCES, VALID, said, write

P = "lezen/1.0.0/protocol.yaml"
ROOT = Path(__file__).parents[2]


class TestCatalogue:
    """A catalogue is frozen; a pack added makes a new one; everything in it can be named."""

    def test_what_can_be_named(self, tmp_path):
        newer = PROTOCOL.replace("version: 1.0.0", "version: 1.10.0")
        older = PROTOCOL.replace("version: 1.0.0", "version: 1.9.0")
        files = {**VALID, "lezen/1.10.0/protocol.yaml": newer, "lezen/1.9.0/protocol.yaml": older}
        catalogue = load(write(tmp_path, files)).catalogue
        assert ("lezen@1.0.0", "lezen@1.9.0", "lezen@1.10.0") == catalogue.references()
        assert "lezen@1.10.0" == catalogue.latest("lezen")
        assert "lezen@1.10.0" == catalogue.plan("lezen").reference
        assert ["ernstig"] == list(catalogue.cases("lezen@1.0.0"))
        assert {} == catalogue.cases("lezen@1.9.0")
        assert "Een bron" == catalogue.shared().sources["bron"].title

    def test_of_cases_those_are_read_that_may_name_it(self, tmp_path):
        """What is asked of the others afterwards is what stands there then; an escape may name anything."""
        cases = {id: CASE.replace("case: ernstig", f"case: {id}") for id in ("eerste", "later", "verder")}
        cases["eerste"] = cases["eerste"].replace("value: 5", "value: 50")
        cases["later"] = cases["later"].replace("value: 5", 'value: "\\x35"')
        files = {f"lezen/1.0.0/cases/{id}.yaml": text for id, text in cases.items()}
        pack = write(tmp_path, VALID | files)
        found = Cases(load(pack).catalogue.packs, "lezen@1.0.0")
        assert ["eerste", "later"] == [case.case for case in found.naming("eerste", "50")]
        write(pack, {file: text.replace("case:", "fout:") for file, text in files.items()})
        assert {"eerste", "ernstig", "later"} == {*found}

    @pytest.mark.parametrize(
        "place", ["lezen/1.0.0", "lezen", "lezen/1.1.0", "lezen/1.1.0/cases", "ander/1.0.0", "shared"]
    )
    def test_at_a_place_every_problem_is_found_with_only_that_place_read(self, tmp_path, place):
        files = dict(VALID)
        for reference in ("lezen/1.0.0", "lezen/1.1.0", "ander/1.0.0"):
            id, version = reference.split("/")
            protocol = PROTOCOL.replace("id: lezen", f"id: {id}").replace(
                "version: 1.0.0", f"version: {version}"
            )
            files[f"{reference}/protocol.yaml"] = protocol.replace("ref: bron", "ref: bronn")
            files[f"{reference}/cases/ernstig.yaml"] = CASE.replace("lezen@1.0.0", "lezn@1.0.0")
            files[f"{reference}/cases/ander.yaml"] = CASE
            files[f"{id}/locale/en.po"] = 'msgctxt "weg"\nmsgid "weg"\nmsgstr "gone"\n'
        files["shared/locale/en.po"] = 'msgctxt "weg"\nmsgid "weg"\nmsgstr "gone"\n'
        folder = write(tmp_path, files)

        def there(problems):
            return [p for p in problems if p.place.file.startswith(f"{folder.as_posix()}/{place}/")]

        found = there(load(folder).problems)
        assert found
        assert found == there(load(folder, only=place).problems)
        assert len(load(folder, only=place).problems) < len(load(folder).problems)

    def test_the_newest_with_mistakes_is_not_an_older_one(self, tmp_path):
        newer = PROTOCOL.replace("version: 1.0.0", "version: 1.1.0").replace("title:", "titel:", 1)
        found = load(write(tmp_path, {**VALID, "lezen/1.1.0/protocol.yaml": newer})).catalogue
        for asked in (found.plan, found.latest, found.entry, found.usable):
            with pytest.raises(ContentError) as refused:
                asked("lezen")
            assert ["PRD-K40", "PRD-S02"] == [p.code for p in refused.value.problems][:2]
        found.usable("lezen@1.0.0")
        assert "lezen@1.0.0" == found.plan("lezen@1.0.0").reference

    def test_the_one_that_holds_with_mistakes_is_not_an_older_one(self, tmp_path):
        released = PROTOCOL.replace("status: concept", "status: released")
        newer = released.replace("version: 1.0.0", "version: 1.1.0").replace("phases:", "phasen:", 1)
        files = VALID | {P: released, "lezen/1.1.0/protocol.yaml": newer}
        found = load(write(tmp_path, files)).catalogue
        day = found.plan("lezen@1.0.0").protocol.valid.from_
        assert {"lezen": "lezen@1.1.0"} == found.in_force(day)
        with pytest.raises(ContentError, match="phasen"):
            found.plan(found.in_force(day)["lezen"])

    def test_of_two_contents_under_one_name_none_is_meant(self, tmp_path):
        one = read_pack(write(tmp_path / "a", VALID))
        other = read_pack(
            write(tmp_path / "b", VALID | {P: VALID[P].replace("title: ", "title: Anders ", 1)})
        )
        found = Catalogue((one, other))
        for asked in (found.plan, found.usable):
            with pytest.raises(ContentError) as refused:
                asked("lezen@1.0.0")
            assert "PRD-V18" in {p.code for p in refused.value.problems}
        assert "lezen@1.0.0" == Catalogue((one, one)).plan("lezen").reference

    @pytest.mark.parametrize("wrong", ["@@@\n", "titel: Anders\n"])
    def test_what_can_not_be_read_in_a_pack_is_not_that_of_another(self, tmp_path, wrong):
        one = read_pack(write(tmp_path / "a", VALID))
        other = read_pack(write(tmp_path / "b", VALID | {P: VALID[P] + wrong}))
        for packs in ((one, other), (other, one)):
            with pytest.raises(ContentError) as refused:
                Catalogue(packs).plan("lezen@1.0.0")
            assert {str(tmp_path / "b" / P)} == {p.place.file for p in refused.value.problems if p.place}

    def test_of_two_contents_of_a_test_none_is_scored(self, tmp_path):
        place = "shared/instruments/woordenstroom/1.0.0.yaml"
        text = (shipped() / place).read_text("utf-8")
        other = load(write(tmp_path, {place: text.replace("gelezen woorden", "woorden", 1)}), shipped())
        with pytest.raises(ContentError, match="PRD-V18"):
            other.catalogue.instrument("woordenstroom")
        assert (
            "woordenstroom"
            == load(write(tmp_path, {place: text}), shipped())
            .catalogue.instrument("woordenstroom")
            .definition.id
        )

    @pytest.mark.parametrize("file", ["letters", "abilities", "register"])
    def test_one_file_with_mistakes_is_not_that_of_another_pack(self, tmp_path, file):
        found = load(write(tmp_path, VALID | {f"shared/{file}.yaml": "format: 1\nwat: nu\n"}), shipped())
        with pytest.raises(ContentError):
            getattr(found.catalogue, file)()

    @pytest.mark.parametrize("reference", ["lezen-spellen@2.0.0", "afwezigheid@1.0.0"])
    def test_a_plan_reads_no_test_that_it_does_not_name(self, reference):
        pack = read_pack(shipped())
        plan = Catalogue((pack,)).plan(reference)
        named = {field.instrument for field in plan.fields.values()} - {None}
        read = {file.split("/")[2] for file in pack._read if file.startswith("shared/instruments/")}
        assert named == read
        assert not any(file.startswith("shared/norms/") for file in pack._read)

    def test_adding_a_pack_leaves_the_old_one_as_it_was(self, tmp_path):
        empty = Catalogue()
        full = empty.with_pack(read_pack(write(tmp_path, VALID)))
        assert () == empty.references()
        assert ("lezen@1.0.0",) == full.references()

    def test_a_plan_knows_what_it_is_made_of(self, tmp_path):
        catalogue = load(write(tmp_path, VALID)).catalogue
        plan = catalogue.plan("lezen@1.0.0")
        document = read(PROTOCOL.encode(), "f.yaml").document
        assert digest(document.data) == plan.digest
        assert "nl" == plan.lang
        assert plan is catalogue.plan("lezen@1.0.0")

    @pytest.mark.parametrize(("name", "hint"), [("lezn", "«lezen»"), ("lezen@1.0.1", "«lezen@1.0.0»")])
    def test_what_is_not_there_is_a_clear_refusal(self, tmp_path, name, hint):
        catalogue = load(write(tmp_path, VALID)).catalogue
        with pytest.raises(ContentError) as refused:
            catalogue.plan(name)
        assert "PRD-V19" in str(refused.value) and hint in str(refused.value)

    def test_what_is_broken_cannot_run(self, tmp_path):
        text = PROTOCOL.replace("met: pc < 10", "met: pcc < 10")
        catalogue = load(write(tmp_path, {**VALID, P: text})).catalogue
        with pytest.raises(ContentError) as refused:
            catalogue.plan("lezen@1.0.0")
        assert ["PRD-E20"] == [p.code for p in refused.value.problems]


PARENT = PROTOCOL.replace("id: lezen", "id: algemeen").replace("  pc:", "  duur:").replace("pc", "duur")
CHILD = """\
format: 1
id: lezen
version: 1.0.0
status: concept
supplements: algemeen@1.0.0
title: Leesprotocol
summary: Een voorbeeld
owner: prodia
medical_purpose: none
valid: {from: 2020-01-01}
doors: {short: kort, start: begin, learn: leer, more: meer}
fields:
  woord: {ask: Woordlezen, type: percentile 0..100, from: clb, audience: [team], purpose: lezen}
steps:
  lezen: {title: Lezen, phase: start, does: ask, by: clb, says: lees, fields: [woord]}
"""


FAMILY = {"shared/sources.yaml": SOURCES, "algemeen/1.0.0/protocol.yaml": PARENT, P: CHILD}


class TestInheritance:
    """A specific protocol supplements the general one, pinned by version."""

    def test_it_adds_to_its_parent(self, tmp_path):
        result = load(write(tmp_path, FAMILY))
        assert [] == said(result, tmp_path)
        plan = result.catalogue.plan("lezen@1.0.0")
        assert ["duur", "woord"] == sorted(plan.fields)
        assert "algemeen@1.0.0" == plan.parent.reference

    def test_the_parent_may_come_from_another_pack(self, tmp_path):
        base = write(tmp_path / "a", {k: v for k, v in FAMILY.items() if k != P})
        own = write(tmp_path / "b", {P: CHILD})
        assert () == load(base, own).problems
        assert ["PRD-L21"] == [p.code for p in load(own).problems]

    def test_a_name_of_the_parent_is_not_said_again(self, tmp_path):
        text = CHILD.replace("  woord:", "  duur:").replace("[woord]", "[duur]")
        assert [f"{P}:13:3 PRD-S05"] == said(load(write(tmp_path, {**FAMILY, P: text})), tmp_path)


class TestOneRun:
    """All mistakes of all files in one run; what only follows from another mistake is not said."""

    def test_every_file(self, tmp_path):
        files = {
            "shared/sources.yaml": SOURCES.replace("kind: project", "kind: projet"),
            P: PROTOCOL.replace("status: concept", "status: concpt"),
            "lezen/1.0.0/cases/ernstig.yaml": CASE.replace("why: ", "whay: "),
            "shared/terms.yaml": "format: 1\nterms: [\n",
            "lezen/latest.yaml": "a: 1\n",
        }
        assert [
            "lezen/1.0.0/cases/ernstig.yaml:4:1 PRD-S02",
            "lezen/1.0.0/protocol.yaml:4:9 PRD-S04",
            "lezen/latest.yaml:1:1 PRD-Y11",
            "shared/sources.yaml:3:33 PRD-S04",
            "shared/terms.yaml:2:8 PRD-Y01",
        ] == said(load(write(tmp_path, files)), tmp_path)

    def test_a_broken_source_file_is_one_mistake(self, tmp_path):
        files = {**VALID, "shared/sources.yaml": SOURCES.replace("format: 1", "format: 3")}
        assert ["shared/sources.yaml:1:9 PRD-S09"] == said(load(write(tmp_path, files)), tmp_path)

    def test_a_broken_protocol_is_not_reported_by_its_cases(self, tmp_path):
        files = {**VALID, P: PROTOCOL.replace("id: lezen", "id: 5")}
        assert [f"{P}:2:5 PRD-S03"] == said(load(write(tmp_path, files)), tmp_path)

    def test_names_in_shared_files(self, tmp_path):
        terms = "format: 1\nterms:\n  a: {term: A, means: a, replaced_by: b}\n"
        law = (
            "format: 1\nparameters:\n  grens:\n    title: Grens\n    type: years\n"
            "    values: [{value: 12, valid: {from: 2000-01-01}, source: [{ref: wet, confidence: seen}]}]\n"
        )
        files = {
            **VALID,
            "shared/terms.yaml": terms,
            "shared/law/a.yaml": law,
            "shared/law/b.yaml": law.replace("12", "13"),
        }
        assert [
            "shared/law/a.yaml:6:68 PRD-S07",
            "shared/law/b.yaml:3:3 PRD-S05",
            "shared/law/b.yaml:6:68 PRD-S07",
            "shared/terms.yaml:3:39 PRD-S07",
        ] == said(load(write(tmp_path, files)), tmp_path)  # fmt: skip


class TestPlaces:
    """A pack is a folder; what is not in its place, or leads out of it, is refused."""

    def test_nothing_there(self, tmp_path):
        assert ["PRD-Y12"] == [p.code for p in load(tmp_path).problems]
        assert ["PRD-Y12"] == [p.code for p in load(tmp_path / "nowhere").problems]

    @pytest.mark.parametrize("target", ["outside.yaml", "/etc/passwd", "."])
    def test_a_link(self, tmp_path, target):
        folder = write(tmp_path / "pak", VALID)
        write(tmp_path, {"outside.yaml": PROTOCOL})
        link = folder / "lezen" / "2.0.0"
        os.symlink(target if target.startswith("/") else tmp_path / target, link)
        assert ["lezen/2.0.0:1:1 PRD-Y11"] == said(load(folder), folder)

    def test_names_that_differ_in_capitals_only(self, tmp_path):
        files = {**VALID, "lezen/1.0.0/cases/Ernstig.yaml": CASE.replace("case: ernstig", "case: Ernstig")}
        codes = [p.code for p in load(write(tmp_path, files)).problems]
        if len(list((tmp_path / "lezen/1.0.0/cases").iterdir())) < 2:
            pytest.skip("this disk does not tell capitals apart")
        assert "PRD-Y11" in codes and "PRD-S06" in codes

    def test_other_files_are_passed_over(self, tmp_path):
        other = {
            "README.md": "x",
            "lezen/CHANGES.md": "x",
            ".git/a.yaml": "a: 1",
            "shared/norms/n/rows.csv": "a,b",
        }
        assert [] == said(load(write(tmp_path, {**VALID, **other})), tmp_path)

    def test_another_ending(self, tmp_path):
        result = load(write(tmp_path, {**VALID, "shared/terms.yml": "format: 1\nterms: {}\n"}))
        assert ["shared/terms.yml:1:1 PRD-Y11"] == said(result, tmp_path)
        assert "noem het bestand .yaml." == result.problems[0].hint("nl")

    @pytest.mark.parametrize(
        ("stood", "named"), [(".", "protocols"), ("protocols", "."), ("docs", "../protocols/")]
    )
    def test_who_goes_to_work_in_another_folder_reads_the_same(self, tmp_path, monkeypatch, stood, named):
        """A pack named from where one stood is read from there, and shown by that name."""

        def asked(loaded):
            found = loaded.catalogue
            version, norms = "wiskunde@2.0.0", ["woordenstroom-verzonnen"]
            yield found.plan(version).digest, found.plan(version, "en").protocol.title
            yield [*found.cases(version)], [pack.changes("wiskunde") for pack in found.packs]
            yield found.heads("wiskunde"), found.entry(version).file
            yield [p.line("nl") for p in ready(loaded, "motoriek@1.0.0")]
            yield scoring_key(found, "woordenstroom", norms=norms).digest
            yield [p.line("nl") for p in loaded.problems]

        monkeypatch.chdir(ROOT / stood)
        stayed, went = (load(named) for _ in range(2))
        here = [*asked(stayed)]
        monkeypatch.chdir(tmp_path)
        assert here == [*asked(went)]
        assert (ROOT / "protocols").samefile(went.catalogue.packs[0].root)

    @pytest.mark.parametrize("spoilt", [b"mean", b""])
    def test_rows_beside_a_declaration_are_shown_beside_it(self, tmp_path, monkeypatch, spoilt):
        pack = tmp_path / "p"
        shutil.copytree(ROOT / "protocols/shared", pack / "shared")
        (rows,) = (pack / "shared/norms/woordenstroom-verzonnen").rglob("rows.csv")
        if spoilt:
            rows.write_bytes(rows.read_bytes().replace(spoilt, b"anders", 1))
        else:
            rows.unlink()
        monkeypatch.chdir(tmp_path)
        stayed, went = (load("p") for _ in range(2))
        here = [p.line("nl") for p in stayed.problems]
        monkeypatch.chdir(ROOT)
        assert here == [p.line("nl") for p in went.problems]
        assert any(rows.relative_to(tmp_path).as_posix() in one for one in here)


class TestTwoPacks:
    """The same id@version with another content is an error that names both places."""

    def test_the_same_twice_is_fine(self, tmp_path):
        a, b = write(tmp_path / "a", VALID), write(tmp_path / "b", {P: "# anders ingedeeld\n" + PROTOCOL})
        assert () == load(a, b).problems

    def test_another_content(self, tmp_path):
        a = write(tmp_path / "a", VALID)
        b = write(tmp_path / "b", {P: PROTOCOL.replace("pc < 10", "pc < 16").replace("pc <= 15", "pc <= 20")})
        result = load(a, b)
        assert [f"b/{P}:3:10 PRD-V18"] == said(result, tmp_path)
        assert f"{(tmp_path / 'a').as_posix()}/{P}" in result.problems[0].message("nl")
        with pytest.raises(ContentError) as refused:
            result.catalogue.plan("lezen")
        assert result.problems == refused.value.problems

    def test_a_source_that_says_something_else(self, tmp_path):
        a = write(tmp_path / "a", VALID)
        b = write(tmp_path / "b", {"shared/sources.yaml": SOURCES.replace("Een bron", "Een andere bron")})
        assert ["b/shared/sources.yaml:3:3 PRD-S05"] == said(load(a, b), tmp_path)


class TestDigest:
    """The digest is of what is said: layout and comments do not matter, every value and its order does."""

    def of(self, text: str) -> str:
        return digest(read(text.encode(), "f.yaml").document.data)

    @pytest.mark.parametrize(
        "same",
        [
            "# x\na: 1\nb: [x, 'y']\n",
            "{a: 1, b: [x, y]}",
            'a: 1.0\nb:\n- x\n- "y"\n',
            "\ufeffa: 1\r\nb: [x,\r\n  y]\r\n",
        ],
    )
    def test_layout(self, same):
        assert self.of("a: 1\nb: [x, y]\n") == self.of(same)

    @pytest.mark.parametrize(
        "other", ["a: 2\nb: [x, y]\n", "a: 1\nb: [y, x]\n", "b: [x, y]\na: 1\n", "a: '1'\nb: [x, y]\n"]
    )
    def test_content(self, other):
        assert self.of("a: 1\nb: [x, y]\n") != self.of(other)

    def test_the_stated_form(self):
        wanted = (
            "sha256:" + __import__("hashlib").sha256('{"a":1,"b":["é",null,true,0.5]}'.encode()).hexdigest()
        )
        assert wanted == self.of("a: 1\nb: [é, ~, true, 0.5]\n")
