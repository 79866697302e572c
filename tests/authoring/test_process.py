"""What a process must be is proved, or shown false by a case that runs."""

from __future__ import annotations

from pathlib import Path

import pytest

import prodia
from prodia.authoring.casetext import case_text
from prodia.authoring.process import prove
from prodia.authoring.told import proof_data, told_proofs
from prodia.case.expect import came
from prodia.content.catalogue import read_worked_case
from prodia.model.parts import Exemption
from prodia.telling import to_text
from tests.authoring.small import FIGURE, GAP, TEST, plan_of
from tests.shipped import CATALOGUE

CONSENT = """consent:
  decision: instemming
  who: {ouders: ouders, niemand: nobody}
  judges: [clb]
"""
STEP = "  instemmen: {title: Instemmen, phase: vraag, does: consent, by: clb, says: vraag het}\n"
AFTER = "after: [onderzoek], says: wat nu"
KINDS = """      case.mode                | -> wie  | omdat
      trajectory               | ouders  | zij beslissen
      compulsory               | niemand | de wet zegt het
"""
FLUENT = """      vlot  | -> wie  | omdat
      true  | ouders  | zij beslissen
      false | niemand | de wet zegt het
"""
HEARD = "fields: [vlot, leerling_zegt, ouders_zeggen]"
SOMETIMES = """fields: [vlot, ouders_zeggen]}
  soms: {title: Soms, phase: vraag, does: ask, by: clb, says: soms, when: vlot, fields: [leerling_zegt]}"""
ROW = "      met     | not met  | past-niet   | één meting is niet laag\n"
SILENT = "      met     | not assessable | past | niets spreekt het tegen\n"
LOOSE = ("required: true, ", "")
CHOOSE = ("does: hypothesise, by: clb,", "does: hypothesise, by: clb, when: not(vlot),")
DECIDE = "phase: besluit, does: decide, by: clb,"
PLANTED: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a test in a step that waits for nobody": (
        "R10",
        [
            ("phase: onderzoek\n    does: administer", "phase: vraag\n    does: ask\n    pupil: false"),
            ("    serves: [moeilijk]\n", ""),
        ],
    ),
    "a test while consent is asked": (
        "R10",
        [(STEP, STEP.replace("vraag het}", "vraag het, fields: [pc]}")), ("[pc, toets]", "[toets]")],
    ),
    "a decision that waits for nobody": (
        "R10",
        [(DECIDE, "phase: vraag, does: decide, by: clb, pupil: false,")],
    ),
    "a protocol in which nobody consents": ("R10", [(CONSENT, ""), (STEP, "")]),
    "nobody in a trajectory": (
        "R11",
        [(KINDS, KINDS.replace("ouders", "x").replace("niemand", "ouders").replace("x ", "niemand "))],
    ),
    "a strategy past which there is a way": (
        "R12",
        [LOOSE, CHOOSE, ("says: meet\n", "says: meet\n    when: not(vlot)\n")],
    ),
    "a decision in the first phase": ("R12", [(DECIDE, "phase: vraag, does: decide, by: clb,")]),
    "a phase that waits for none": ("R12", [LOOSE, (AFTER, "says: wat nu")]),
    "advice before the strategy": ("R12", [("phase: besluit, does: advise", "phase: vraag, does: advise")]),
    "one measurement read twice": ("R13", [("met: toets < 10", "met: pc < 12")]),
    "one informant and one measurement": (
        "R13",
        [
            ("met: toets < 10", "met: nadien"),
            ("nadien: {ask: Nadien, type: truth, from: clb", "nadien: {ask: Nadien, type: truth, from: psy"),
            ("fields: [pc, toets]", "fields: [pc, toets, nadien]"),
            ("fields: [nadien]", "fields: [vlot]"),
        ],
    ),
    "a pupil who is asked nothing": ("R14", [("from: leerling, audience", "from: clb, audience")]),
    "parents who are asked afterwards": (
        "R14",
        [
            (HEARD, "fields: [vlot, leerling_zegt]"),
            ("fields: [nadien]", "fields: [nadien, ouders_zeggen]"),
        ],
    ),
    "a pupil who is asked now and then": ("R14", [(HEARD + "}", SOMETIMES)]),
    "a required phase that may be empty": ("R15", [CHOOSE]),
    "a test for which no hypothesis can be raised": ("R15", [LOOSE, CHOOSE]),
    "an outcome for which nobody is named": (
        "R16",
        [("{ouders: ouders, niemand: nobody}", "{ouders: ouders}")],
    ),
    "consent that waits for what comes after it": ("R16", [(KINDS, FLUENT)]),
    "two conditions that never meet": ("R17", [("met: toets < 10", "met: pc >= 50")]),
    "a step that never comes": ("R17", [(DECIDE, DECIDE + " when: vlot and not(vlot),")]),
    "a row for who did not answer": ("R18", [(ROW, ROW + SILENT)]),
    "a condition that missing makes true": ("R18", [("met: toets < 10", "met: toets = null or toets < 10")]),
    "a criterion that begins later": ("R19", [(TEST, TEST.replace("01-01", "06-01"))]),
    "a cut-off with a gap": ("R19", [(FIGURE, GAP)]),
}
NOTHING_TO_RUN = {"R17"}  # what is never reached has no case


class TestPlanted:
    """Each planted violation is found, and the shortest case that shows it runs."""

    def test_the_whole_is_proved(self, tmp_path: Path) -> None:
        assert {True} == {proof.holds for proof in prove(plan_of(tmp_path))}

    @pytest.mark.parametrize("what", PLANTED)
    def test_found(self, what: str, tmp_path: Path) -> None:
        code, edits = PLANTED[what]
        plan = plan_of(tmp_path / "pack", *edits)
        wrong = [proof for proof in prove(plan) if proof.holds is False]
        pairs = [pair for proof in wrong for pair in zip(proof.problems, proof.cases, strict=True)]
        shown = [case for problem, case in pairs if problem.kind.code == code]
        assert shown, [problem.message("nl") for problem, _ in pairs]
        if code in NOTHING_TO_RUN:
            return
        case = shown[0]
        assert case is not None
        path = tmp_path / f"{case.case}.yaml"
        path.write_text(case_text(case), "utf-8")
        assert case == read_worked_case(path)[0]
        found = came(lambda _: plan, case, plan.reference)
        assert () == found.differs
        assert found.refused is None


class TestShelf:
    """What is shipped is proved, but for what it says it has otherwise on purpose."""

    @pytest.mark.parametrize("name", ["algemeen@1.0.0", "motoriek@1.0.0", "systematische-contacten@1.0.0"])
    def test_proved(self, name: str) -> None:
        proofs = prodia.prove(CATALOGUE.plan(name))
        assert {True} == {proof.holds for proof in proofs}

    def test_what_is_exempt_is_told_with_its_reason(self) -> None:
        plan = CATALOGUE.plan("cognitief-sterk@1.0.0")
        assert ["R13"] == [p.kind.code for proof in prove(plan) for p in proof.problems]
        data = {
            "rule": "R13",
            "at": ".",
            "part": "decisions.beeld",
            "reason": "zo zegt de bron",
            "by": "prodia",
        }
        proofs = prove(plan, [Exemption.model_validate(data | {"until": "2027-12-31"})])
        assert {True} == {proof.holds for proof in proofs}
        assert "zo zegt de bron" in to_text(told_proofs(plan, proofs, "nl"))
        exempt = [one["exempt"] for one in proof_data(plan, proofs, "nl")["proofs"]]
        assert 1 == sum(map(len, exempt))
