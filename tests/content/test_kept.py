from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import fields

import pytest

from prodia.case.expect import run_case
from prodia.content import load, shipped
from prodia.content.kept import KeptPlans, as_text, from_text
from prodia.errors import ContentError
from tests.checks.test_norms import INSTRUMENT
from tests.content.packs import PROTOCOL, SOURCES, VALID, write

P = "lezen/1.0.0/protocol.yaml"


@pytest.fixture(scope="module")
def catalogue():
    return load().catalogue


class TestAsText:
    """A plan as text says all of it: what is read from it is the plan, but for what a catalogue is asked."""

    @pytest.mark.whole
    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_every_plan_comes_back(self, catalogue, lang):
        for reference in catalogue.references():
            plan = catalogue.plan(reference, lang)
            text = as_text(plan)
            back = from_text(text)
            assert text == as_text(back)
            apart = ("shared", "tables")
            for one in fields(plan):
                if one.name not in apart:
                    assert getattr(plan, one.name) == getattr(back, one.name), (reference, one.name)
            for one in fields(plan.shared):
                if one.name not in ("instruments", "measures"):
                    assert getattr(plan.shared, one.name) == getattr(back.shared, one.name)
            for id, table in plan.tables.items():
                assert table.table == back.tables[id].table
                assert (table.axes, table.strides, table.size) == (
                    back.tables[id].axes,
                    back.tables[id].strides,
                    back.tables[id].size,
                )

    def test_a_plan_is_frozen_again(self, catalogue):
        back = from_text(as_text(catalogue.plan("algemeen")))
        with pytest.raises(TypeError):
            back.steps["x"] = None
        with pytest.raises(AttributeError):
            back.lang = "en"
        with pytest.raises(ValueError, match="frozen"):
            back.protocol.title = "x"

    @pytest.mark.parametrize(
        "kind",
        ["builtins:eval", "os:system", "prodia.model.plan:MappingProxyType", "prodia.cli.app:TREE", "x"],
    )
    def test_of_no_other_class_anything_is_made(self, kind):
        with pytest.raises((TypeError, KeyError, AttributeError)):
            from_text(json.dumps([[kind], ["echo"], [[0, 0]]]))


class TestKeptPlans:
    """A plan that is kept is read while all it was made of is as it was; else it is made anew."""

    @pytest.fixture
    def kept(self, tmp_path):
        folder = write(tmp_path / "pak", VALID)
        return lambda: KeptPlans((folder.as_posix(),), tmp_path / "cache")

    def test_a_second_time_no_definition_is_read(self, kept):
        first, again = kept(), kept()
        assert as_text(first.plan("lezen@1.0.0", "nl")) == as_text(again.plan("lezen@1.0.0", "nl"))
        assert ["catalogue" in vars(one) for one in (first, again)] == [True, False]

    @pytest.mark.parametrize(
        ("file", "text"),
        [
            (P, PROTOCOL.replace("title: Lees", "title: Schrijf")),
            ("shared/sources.yaml", SOURCES.replace("Een bron", "Een andere bron")),
            ("shared/terms.yaml", "format: 1\nterms: {}\n"),
            ("lezen/1.0.1/protocol.yaml", PROTOCOL.replace("version: 1.0.0", "version: 1.0.1")),
            ("lezen/locale/en.po", 'msgid "Een bron"\nmsgstr "A source"\n'),
            ("shared/instruments/maat/1.0.0.yaml", INSTRUMENT),
        ],
        ids=["protocol", "sources", "new file", "new version", "translation", "instrument"],
    )
    def test_whatever_changes_it_is_made_anew(self, kept, tmp_path, file, text):
        kept().plan("lezen", "nl")
        (tmp_path / "pak" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pak" / file).write_text(text, "utf-8")
        again = kept()
        wanted = load(tmp_path / "pak").catalogue.plan("lezen", "nl")
        assert as_text(wanted) == as_text(again.plan("lezen", "nl"))
        assert "catalogue" in vars(again)

    def test_a_worked_case_changes_no_plan(self, kept, tmp_path):
        kept().plan("lezen", "nl")
        (tmp_path / "pak/lezen/1.0.0/cases/ernstig.yaml").unlink()
        again = kept()
        again.plan("lezen", "nl")
        assert "catalogue" not in vars(again)

    def test_each_language_has_its_own(self, kept):
        assert ["nl", "en"] == [kept().plan("lezen", lang).lang for lang in ("nl", "en")]
        assert ["nl", "en"] == [kept().plan("lezen", lang).lang for lang in ("nl", "en")]

    def test_what_was_read_before_a_change_is_not_kept_after_it(self, kept, tmp_path):
        first = kept()
        first.plan("lezen", "nl")
        (tmp_path / "pak" / P).write_text(PROTOCOL.replace("title: Lees", "title: Schrijf"), "utf-8")
        first.plan("lezen", "nl")  # of the files as they were: a file is read once
        wanted = load(tmp_path / "pak").catalogue.plan("lezen", "nl")
        assert as_text(wanted) == as_text(kept().plan("lezen", "nl"))

    def test_a_plan_in_the_place_of_another_is_as_if_it_were_not_there(self, kept, tmp_path):
        kept().plan("lezen", "nl")
        (file,) = (tmp_path / "cache").iterdir()
        kept().plan("lezen", "en")
        (other,) = {*(tmp_path / "cache").iterdir()} - {file}
        file.write_bytes(other.read_bytes())
        assert "nl" == kept().plan("lezen", "nl").lang

    def test_a_full_disk_keeps_no_half(self, kept, tmp_path):
        """What was written of it would take the room of a case."""
        resource = pytest.importorskip("resource")
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        first = kept()
        _ = first.catalogue  # which may write what Python compiled
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
        try:
            plan = first.plan("lezen", "nl")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert "lezen@1.0.0" == plan.reference
        assert [] == [*(tmp_path / "cache").iterdir()]

    def test_only_its_owner_can_read_it(self, kept, tmp_path):
        before = os.umask(0)
        try:
            kept().plan("lezen", "nl")
        finally:
            os.umask(before)
        (file,) = (tmp_path / "cache").iterdir()
        assert [0o600, 0o700] == [stat.S_IMODE(one.stat().st_mode) for one in (file, file.parent)]

    def test_another_library_makes_it_anew(self, kept, monkeypatch):
        kept().plan("lezen", "nl")
        monkeypatch.setattr("prodia.content.kept._by", lambda: "another")
        again = kept()
        again.plan("lezen", "nl")
        assert "catalogue" in vars(again)

    @pytest.mark.parametrize(
        "harm",
        [
            lambda data: b"",
            lambda data: data[: len(data) // 2],
            lambda data: data.replace(b"Leesprotocol", b"Leesprotocal"),
            lambda data: b"[]\n" + data.partition(b"\n")[2],
            lambda data: b"\xff" * 100,
            lambda data: _resealed(data, b"[[], [], []]"),
            lambda data: _resealed(data, b'[["os:system"], ["echo"], [[0, -1]]]'),
            lambda data: _resealed(data, b'[["tuple"], [], [[0, 7]]]'),
            lambda data: _resealed(data, b'[["tuple"], [], [[0]]]'),
            lambda data: _resealed(data, b"[" * 100_000),
        ],
    )
    def test_what_is_no_plan_is_as_if_it_were_not_there(self, kept, tmp_path, harm):
        wanted = as_text(kept().plan("lezen", "nl"))
        (file,) = (tmp_path / "cache").iterdir()
        file.write_bytes(harm(file.read_bytes()))
        assert wanted == as_text(kept().plan("lezen", "nl"))

    @pytest.mark.skipif(os.name == "nt", reason="who may write a file is not told so there")
    def test_what_others_can_write_is_not_read(self, kept, tmp_path):
        kept().plan("lezen", "nl")
        (file,) = (tmp_path / "cache").iterdir()
        assert 0o600 == stat.S_IMODE(file.stat().st_mode)
        file.chmod(0o620)
        again = kept()
        again.plan("lezen", "nl")
        assert "catalogue" in vars(again)

    def test_of_many_the_oldest_go(self, kept, tmp_path, monkeypatch):
        monkeypatch.setattr("prodia.content.kept.MOST", 1)
        for lang in ("nl", "en"):
            kept().plan("lezen", lang)
        assert 1 == len([*(tmp_path / "cache").iterdir()])

    def test_where_nothing_can_be_kept_it_is_made_every_time(self, kept, tmp_path):
        (tmp_path / "cache").write_text("a file", "utf-8")
        assert as_text(kept().plan("lezen", "nl")) == as_text(kept().plan("lezen", "nl"))

    def test_one_with_mistakes_is_refused_as_ever(self, kept, tmp_path):
        (tmp_path / "pak" / P).write_text(PROTOCOL.replace("title:", "titel:", 1), "utf-8")
        for _ in range(2):
            with pytest.raises(ContentError) as refused:
                kept().plan("lezen", "nl")
            with pytest.raises(ContentError) as wanted:
                load(tmp_path / "pak").catalogue.plan("lezen", "nl")
            assert wanted.value.problems == refused.value.problems
        assert not (tmp_path / "cache").exists()

    def test_what_a_catalogue_knows_is_asked_of_it(self, tmp_path, catalogue):
        reference = "lezen-spellen@3.0.0"
        for _ in range(2):
            kept = KeptPlans((str(shipped()),), tmp_path)
            found, wanted = kept.plan(reference, "nl").shared, catalogue.plan(reference, "nl").shared
        named = next(f.instrument for f in catalogue.plan(reference).fields.values() if f.instrument)
        assert wanted.instruments[named] == found.instruments[named]
        assert None is found.instruments.get("")
        assert "catalogue" not in vars(kept)
        assert dict(wanted.instruments) == dict(found.instruments)
        assert wanted.measures.norms() == found.measures.norms()

    @pytest.mark.whole
    @pytest.mark.parametrize("reference", ["wiskunde@2.0.0", "lezen-spellen@3.0.0"])
    def test_a_case_runs_on_it_as_on_the_other(self, tmp_path, catalogue, reference):
        folders = (str(shipped()),)
        KeptPlans(folders, tmp_path).plan(reference, "nl")
        kept = KeptPlans(folders, tmp_path)
        for one in [*catalogue.cases(reference).values()][:20]:
            (case, _), (wanted, _) = (
                run_case(plans, one, protocol=reference)
                for plans in (lambda name: kept.plan(name, "nl"), catalogue)
            )
            assert wanted.events == case.events
            assert wanted.state.verdicts == case.state.verdicts
            assert wanted.state.proposals == case.state.proposals
            assert wanted.state.needs == case.state.needs
            assert wanted.state.records == case.state.records
        assert "catalogue" not in vars(kept)


def _resealed(data: bytes, text: bytes) -> bytes:
    """Another text with a head that is right."""
    head = json.loads(data.partition(b"\n")[0])
    return json.dumps(head | {"text": hashlib.sha256(text).hexdigest()}).encode() + b"\n" + text
