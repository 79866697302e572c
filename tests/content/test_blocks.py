"""Blocks: parts that several protocols share, stated once, and what can be wrong with taking them in."""

from __future__ import annotations

from pathlib import Path

import pytest

import prodia
from prodia.case.check import check
from prodia.content import load
from prodia.content.spoken import sources_of
from prodia.errors import ContentError
from tests.content.packs import PROTOCOL, VALID, said, write

P, B = "lezen/1.0.0/protocol.yaml", "shared/blocks/hulp/1.0.0.yaml"
BLOCK = """\
format: 1
id: hulp
version: 1.0.0
status: concept
title: De hulp
summary: Een voorbeeld
owner: prodia
fields:
  weken:
    ask: Weken hulp
    type: count 0..52
    from: clb
    audience: [team]
    purpose: duur van de hulp
criteria:
  lang_genoeg:
    says: de hulp duurde lang genoeg
    met: weken >= 8
    purpose: classify
    owner: prodia
    source: [{ref: bron, confidence: seen}]
    valid: {from: 2020-01-01}
"""
USES = PROTOCOL.replace("status: concept", "status: concept\nuses: [hulp@1.0.0]").replace(
    "fields: [pc]", "fields: [pc, weken]"
)
TABLE = USES.replace("ernst   | ->", "ernst   | lang_genoeg | ->")
TABLE = TABLE.replace("met     | hulp", "met     | - | hulp").replace("not met | geen", "not met | - | geen")
PACK = {**VALID, P: TABLE, B: BLOCK}


def codes(folder: Path, files: dict[str, str]) -> list[str]:
    return said(load(write(folder, files)), folder)


class TestTakingIn:
    """What a block brings stands in a protocol as if it were written there."""

    def test_the_plan_has_its_parts(self, tmp_path: Path) -> None:
        loaded = load(write(tmp_path, PACK))
        assert () == loaded.problems
        plan = loaded.catalogue.plan("lezen")
        assert ["weken", "pc"] == list(plan.fields)
        assert {"weken"} == plan.reads("lang_genoeg")
        block = plan.protocol.block_of("criteria", "lang_genoeg")
        assert block is not None
        assert "hulp@1.0.0" == block.reference
        assert plan.protocol.block_of("criteria", "ernst") is None

    def test_a_verdict_says_which_block_and_version_its_rule_is_of(self, tmp_path: Path) -> None:
        catalogue = load(write(tmp_path, PACK)).catalogue
        case = prodia.Case.open(
            catalogue,
            {"kind": "opened", "on": "2024-01-10", "by": "clb", "protocol": "lezen@1.0.0"}
            | {"mode": "trajectory", "question": "leest traag", "born": "2014-05-01"},
        )
        of = {name: prodia.why(case.state, name) for name in ("lang_genoeg", "ernst")}
        assert {"lang_genoeg": "hulp@1.0.0", "ernst": None} == {n: one.block for n, one in of.items()}

    def test_it_is_translated_once(self, tmp_path: Path) -> None:
        key = "blocks.hulp@1.0.0.fields.weken.ask"
        head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        po = f'{head}msgctxt "{key}"\nmsgid "Weken hulp"\nmsgstr "Weeks of help"\n'
        catalogue = load(write(tmp_path, {**PACK, "shared/locale/en.po": po})).catalogue
        assert "Weeks of help" == catalogue.plan("lezen", "en").fields["weken"].ask
        assert key in catalogue.texts("shared")
        assert "fields.weken.ask" not in catalogue.texts("lezen@1.0.0")

    def test_a_text_in_a_table_of_it_is_told_at_its_cell(self, tmp_path: Path) -> None:
        """Where the translation of a block lacks one, as where that of a protocol does."""
        decision = PROTOCOL[PROTOCOL.index("decisions:\n") : PROTOCOL.index("steps:\n")]
        block = BLOCK + decision.replace("besluit:", "meer:").replace("ernst   ", "lang_genoeg")
        pack = load(write(tmp_path, {**PACK, B: block})).catalogue.packs[0]
        places = {key: place() for key, _, place in sources_of(pack)["shared"]}
        line = block[: block.index("het is niet ernstig")].count("\n")
        found = places["blocks.hulp@1.0.0.decisions.meer.table.2.omdat"]
        column = block.split("\n")[line].index("het is niet ernstig")
        assert (line + 1, column + 1) == (found.line, found.column)

    def test_a_mistake_in_it_is_told_once_where_it_stands(self, tmp_path: Path) -> None:
        second = TABLE.replace("id: lezen", "id: spellen")
        files = {**PACK, "spellen/1.0.0/protocol.yaml": second, B: BLOCK.replace("weken >= 8", "wekn >= 8")}
        assert [f"{B}:18:10 PRD-E20"] == codes(tmp_path, files)

    def test_what_is_released_is_fixed(self, tmp_path: Path) -> None:
        files = {**PACK, B: BLOCK.replace("status: concept", "status: released")}
        assert [f"{B}:4:9 PRD-V14"] == codes(tmp_path / "a", files)
        digest = load(tmp_path / "a").catalogue.block("hulp").digest
        files["released.lock"] = f"hulp@1.0.0 {digest}\n"
        assert [] == codes(tmp_path / "b", files)
        files[B] = files[B].replace("weken >= 8", "weken >= 6")
        assert [f"{B}:3:10 PRD-V01"] == codes(tmp_path / "c", files)


WRONG = {
    "unknown": ({P: TABLE.replace("hulp@1.0.0", "hulp@1.0.1")}, f"{P}:5:8 PRD-L70"),
    "two-versions": (
        {
            P: TABLE.replace("hulp@1.0.0", "hulp@1.0.0, hulp@1.1.0"),
            "shared/blocks/hulp/1.1.0.yaml": BLOCK.replace("version: 1.0.0", "version: 1.1.0"),
        },
        f"{P}:5:20 PRD-L71",
    ),
    "own-field-too": (
        {P: TABLE.replace("fields:\n  pc:", "fields:\n  weken: {ask: x, type: count, from: clb, "
                          "audience: [team], purpose: x}\n  pc:")},
        f"{P}:17:3 PRD-L72",
    ),
    "two-blocks-have-it": (
        {
            P: TABLE.replace("hulp@1.0.0", "hulp@1.0.0, steun@1.0.0"),
            "shared/blocks/steun/1.0.0.yaml": BLOCK.replace("id: hulp", "id: steun"),
        },
        f"{P}:5:1 PRD-L72",
    ),
    "named-as-a-protocol": (
        {
            P: TABLE.replace("hulp@1.0.0", "lezen@1.0.0"),
            "shared/blocks/lezen/1.0.0.yaml": BLOCK.replace("id: hulp", "id: lezen"),
            B: None,
        },
        "shared/blocks/lezen/1.0.0.yaml:2:5 PRD-L73",
    ),
    "unpinned": ({P: TABLE.replace("hulp@1.0.0", "hulp")}, f"{P}:5:8 PRD-S06"),
}  # fmt: skip


class TestMistakes:
    """Each with its place, and never another one behind it."""

    @pytest.mark.parametrize("name", WRONG)
    def test_is_told(self, tmp_path: Path, name: str) -> None:
        edits, wanted = WRONG[name]
        files = {file: text for file, text in {**PACK, **edits}.items() if text is not None}
        assert wanted in codes(tmp_path, files)

    def test_a_block_of_another_pack_is_told_where_it_is_taken_in(self, tmp_path: Path) -> None:
        """Nobody can mend a block of another pack, and who checks their own pack sees no other file."""
        below = write(tmp_path / "below", {**{f: t for f, t in VALID.items() if f != P}, B: BLOCK})
        own = write(tmp_path / "own", {P: USES.replace("fields: [pc, weken]", "fields: [pc]")})
        found = [p for p in load(below, own).problems if p.severity == "error"]
        assert ["L78 5:8"] == [f"{p.kind.code} {p.place.line}:{p.place.column}" for p in found if p.place]
        assert own.as_posix() in found[0].place.file if found[0].place else ""
        assert "«weken»" in found[0].message("nl")
        with pytest.raises(ContentError, match="L78"):
            load(below, own).catalogue.plan("lezen")

    def test_a_block_of_the_general_protocol_is_told_once(self, tmp_path: Path) -> None:
        child = USES.replace("id: lezen", "id: kind").replace("status:", "supplements: lezen@1.0.0\nstatus:")
        assert ["kind/1.0.0/protocol.yaml:6:8 PRD-L77"] == codes(
            tmp_path, {**PACK, "kind/1.0.0/protocol.yaml": child}
        )

    @pytest.mark.parametrize("name", ["unknown", "two-versions", "unpinned"])
    def test_hides_what_follows_from_it(self, tmp_path: Path, name: str) -> None:
        files = {**PACK, **WRONG[name][0]}
        assert [WRONG[name][1]] == codes(tmp_path, files)

    def test_a_broken_block_is_told_in_its_file(self, tmp_path: Path) -> None:
        files = {**PACK, B: BLOCK.replace("    says: de hulp duurde lang genoeg\n", "")}
        assert {f"{B}:16:3 PRD-S01", f"{P}:5:8 PRD-L70"} == set(codes(tmp_path, files))

    @pytest.mark.parametrize(
        ("block", "protocol", "wanted"),
        [
            (BLOCK.replace("weken >= 8", "weken >= 8 and pc < 30"), TABLE, "PRD-E20"),
            (BLOCK.replace("status: concept", "status: deprecated\nsuccessor: hulp@2.0.0"), TABLE, "PRD-P92"),
            (BLOCK, TABLE.replace("status: concept", "status: released"), "PRD-P93"),
            (BLOCK, PROTOCOL, "PRD-P94"),
        ],
        ids=["reads-what-one-protocol-has", "withdrawn", "concept-under-released", "unused"],
    )
    def test_is_proved(self, tmp_path: Path, block: str, protocol: str, wanted: str) -> None:
        found = check(load(write(tmp_path, {**PACK, B: block, P: protocol})))
        assert wanted in {problem.code for problem in found}
        assert not {"PRD-P92", "PRD-P93", "PRD-P94"} & ({p.code for p in found} - {wanted})


ALONG = "lezen@1.0.0+hulp@1.0.0"
ASKING = (
    BLOCK
    + """\
steps:
  hulp-vragen: {title: Vragen, phase: start, does: ask, by: clb, says: Vraag het., fields: [weken]}
"""
)


class TestTakingAlong:
    """A case takes a block along that its protocol does not use: ``id@version+block@version``."""

    def open(self, folder: Path, files: dict[str, str], protocol: str) -> prodia.Case:
        catalogue = load(write(folder, files)).catalogue
        opened = {"kind": "opened", "on": "2024-01-10", "by": "clb", "protocol": protocol}
        return prodia.Case.open(
            catalogue, opened | {"mode": "trajectory", "question": "?", "born": "2014-05-01"}
        )

    def test_it_can_from_the_beginning_or_later_by_a_move(self, tmp_path: Path) -> None:
        files = {**PACK, P: PROTOCOL, B: ASKING}
        first = self.open(tmp_path / "a", files, ALONG)
        case = self.open(tmp_path / "b", files, "lezen@1.0.0")
        assert "lang_genoeg" not in case.state.verdicts
        moved = case.record(
            {"kind": "moved", "on": "2024-01-11", "by": "clb", "to": ALONG, "reason": "de vraag verbreedt"}
        )
        for one in (first, moved):
            assert ALONG == one.plan.reference
            assert "not assessable" == one.state.verdicts["lang_genoeg"].word
            assert case.plan.digest != one.plan.digest

    def test_what_is_asked_alike_is_not_taken_twice(self, tmp_path: Path) -> None:
        own = "fields:\n  weken: {ask: Weken hulp, type: count 0..52, from: clb, audience: [team]"
        own += ", purpose: x}\n"
        files = {**PACK, B: ASKING, P: PROTOCOL.replace("fields:\n", own, 1)}
        assert "x" == load(write(tmp_path, files)).catalogue.plan(ALONG).fields["weken"].purpose

    @pytest.mark.parametrize(
        ("protocol", "reference", "wanted"),
        [
            (USES, ALONG, "PRD-L71"),
            (PROTOCOL.replace("  pc:", "  weken: {ask: x, type: truth, from: clb, audience: [team], "
                              "purpose: x}\n  pc:", 1), ALONG, "PRD-L72"),
            (PROTOCOL.replace("clb", "arts").replace("side: arts", "side: clb"), ALONG, "PRD-L76"),
            (PROTOCOL, "lezen@1.0.0+hlp@1.0.0", "PRD-V19"),
        ],
        ids=["uses-it", "means-another", "lacks-the-role", "unknown"],
    )  # fmt: skip
    def test_is_refused(self, tmp_path: Path, protocol: str, reference: str, wanted: str) -> None:
        catalogue = load(write(tmp_path, {**PACK, B: ASKING, P: protocol})).catalogue
        with pytest.raises(prodia.ContentError) as refused:
            catalogue.plan(reference)
        assert wanted == refused.value.problems[0].code

    def test_a_worked_case_says_which(self, tmp_path: Path) -> None:
        case = "lezen/1.0.0/cases/x.yaml"
        text = (
            "format: 1\ncase: x\ntitle: t\nwhy: w\nevents:\n  - {kind: opened, on: 2024-01-10, by: clb, "
            "protocol: lezen@1.0.0+hlp@1.0.0, mode: consultative, question: w}\nexpect: {}\n"
        )
        assert f"{case}:6:55 PRD-S07" in codes(tmp_path, {**PACK, P: PROTOCOL, case: text})
