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

CONSENT = """consent:
  decision: instemming
  who: {ouders: ouders, niemand: nobody}
  judges: [clb]
"""
STEP = "  instemmen: {title: Instemmen, phase: vraag, does: consent, by: clb, says: vraag het}\n"
AFTER = "after: [onderzoek], says: wat nu"
KINDS = """      case.mode                | -> wie  | omdat
      trajectory, consultative | ouders  | zij beslissen
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
        "P83",
        [
            ("phase: onderzoek\n    does: administer", "phase: vraag\n    does: ask\n    pupil: false"),
            ("    serves: [moeilijk]\n", ""),
        ],
    ),
    "a test while consent is asked": (
        "P83",
        [(STEP, STEP.replace("vraag het}", "vraag het, fields: [pc]}")), ("[pc, toets]", "[toets]")],
    ),
    "a decision that waits for nobody": (
        "P83",
        [(DECIDE, "phase: vraag, does: decide, by: clb, pupil: false,")],
    ),
    "a protocol in which nobody consents": ("P83", [(CONSENT, ""), (STEP, "")]),
    "nobody in a trajectory": (
        "P84",
        [(KINDS, KINDS.replace("ouders", "x").replace("niemand", "ouders").replace("x ", "niemand "))],
    ),
    "a strategy past which there is a way": (
        "P85",
        [LOOSE, CHOOSE, ("says: meet\n", "says: meet\n    when: not(vlot)\n")],
    ),
    "a decision in the first phase": ("P85", [(DECIDE, "phase: vraag, does: decide, by: clb,")]),
    "a phase that waits for none": ("P85", [LOOSE, (AFTER, "says: wat nu")]),
    "advice before the strategy": ("P85", [("phase: besluit, does: advise", "phase: vraag, does: advise")]),
    "one measurement read twice": ("P86", [("met: toets < 10", "met: pc < 12")]),
    "one informant and one measurement": (
        "P86",
        [
            ("met: toets < 10", "met: nadien"),
            ("nadien: {ask: Nadien, type: truth, from: clb", "nadien: {ask: Nadien, type: truth, from: psy"),
            ("fields: [pc, toets]", "fields: [pc, toets, nadien]"),
            ("fields: [nadien]", "fields: [vlot]"),
        ],
    ),
    "a pupil who is asked nothing": ("P87", [("from: leerling, audience", "from: clb, audience")]),
    "parents who are asked afterwards": (
        "P87",
        [
            (HEARD, "fields: [vlot, leerling_zegt]"),
            ("fields: [nadien]", "fields: [nadien, ouders_zeggen]"),
        ],
    ),
    "a pupil who is asked now and then": ("P87", [(HEARD + "}", SOMETIMES)]),
    "a required phase that may be empty": ("P88", [CHOOSE]),
    "a test for which no hypothesis can be raised": ("P88", [LOOSE, CHOOSE]),
    "an outcome for which nobody is named": (
        "P89",
        [("{ouders: ouders, niemand: nobody}", "{ouders: ouders}")],
    ),
    "consent that waits for what comes after it": ("P89", [(KINDS, FLUENT)]),
    "two conditions that never meet": ("P90", [("met: toets < 10", "met: pc >= 50")]),
    "a step that never comes": ("P90", [(DECIDE, DECIDE + " when: vlot and not(vlot),")]),
    "a row for who did not answer": ("P91", [(ROW, ROW + SILENT)]),
    "a condition that missing makes true": ("P91", [("met: toets < 10", "met: toets = null or toets < 10")]),
    "a criterion that begins later": ("P92", [(TEST, TEST.replace("01-01", "06-01"))]),
    "a cut-off with a gap": ("P92", [(FIGURE, GAP)]),
}
NOTHING_TO_RUN = {"P90"}  # what is never reached has no case


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
        proofs = prodia.prove(prodia.load().catalogue.plan(name))
        assert {True} == {proof.holds for proof in proofs}

    def test_what_is_exempt_is_told_with_its_reason(self) -> None:
        plan = prodia.load().catalogue.plan("cognitief-sterk@1.0.0")
        assert ["P86"] == [p.kind.code for proof in prove(plan) for p in proof.problems]
        data = {
            "rule": "P86",
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
