"""Protocols are laid beside each other for one pupil: what they ask twice, limit otherwise or contradict."""

from __future__ import annotations

from pathlib import Path

import pytest

from prodia.authoring.between import Meeting, between, together
from prodia.authoring.play import opened, state_of, wish_for
from prodia.authoring.told import meeting_data, told_meetings
from prodia.model.parts import Exemption
from prodia.telling import to_text
from tests.authoring.small import plan_of
from tests.shipped import CATALOGUE

OTHER = ("id: lezen", "id: spellen")
DO = ("past: {title: het past, texts", "past: {title: het past, measures: {extra-hulp: do}, texts")
LEAVE = ("past: {title: het past, texts", "past: {title: het past, measures: {extra-hulp: leave}, texts")
NEVER = ("met: pc < cutoff.grens", "met: pc >= 50")
FIELD = "  toets: {ask: Toets, type: percentile"
PLANTED: dict[str, tuple[str | None, list[tuple[str, str]]]] = {
    "the same protocol again": (None, []),
    "one fact under two ids": ("R20", [(FIELD, "  toets_b: {ask: toets, type: percentile")]),
    "another question": (None, [(FIELD, "  toets_b: {ask: Toets in groep, type: percentile")]),
    "one id for two facts": ("R21", [("pc: {ask: Lezen,", "pc: {ask: Spellen na hulp,")]),
    "one id with other answers": ("R21", [(FIELD, "  toets: {ask: Toets, type: 'count 0..100'")]),
    "another limit": ("R22", [("met: toets < 10", "met: toets <= 10")]),
    "a cut-off elsewhere": ("R22", [("values: [{is: 10", "values: [{is: 16")]),
    "the same limit, written otherwise": (None, [("met: toets < 10", "met: not(toets >= 10)")]),
    "the other side of it": (None, [("met: toets < 10", "met: toets >= 10")]),
    "another answer to one question": (
        "R24",
        [
            ("met     | met      | past        | twee", "met     | met      | past-niet   | twee"),
            ("not met | -        | past-niet   | het", "not met | -        | past        | het"),
        ],
    ),
}


def edits(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The edits, with what else reads a question that is renamed."""
    renamed = any("toets_b" in new for _, new in pairs)
    more = (("met: toets < 10", "met: toets_b < 10"), ("fields: [pc, toets]", "fields: [pc, toets_b]"))
    return (OTHER, *pairs, *(more if renamed else ()))


def met(
    folder: Path, *pairs: tuple[str, str], first: tuple[tuple[str, str], ...] = ()
) -> tuple[Meeting, ...]:
    return between([plan_of(folder / "a", *first), plan_of(folder / "b", *edits(*pairs))])


class TestPlanted:
    """Each way in which two protocols do not agree is found, with the answers that show it, and no other."""

    @pytest.mark.parametrize("what", PLANTED)
    def test_found(self, what: str, tmp_path: Path) -> None:
        code, pairs = PLANTED[what]
        codes = {one.problem.kind.code for one in met(tmp_path, *pairs)}
        assert ({code} if code else set()) == codes - ({"R20"} if code == "R24" else set())

    def test_a_limit_is_shown_by_a_value(self, tmp_path: Path) -> None:
        (one,) = met(tmp_path, ("met: toets < 10", "met: toets <= 10"))
        assert (("toets", 10.0),) == one.witness
        assert "Bij Toets pc 10 is het eerste «niet voldaan» en het tweede «voldaan»" in one.problem.message()

    def test_measures_that_exclude_each_other(self, tmp_path: Path) -> None:
        found = met(tmp_path, LEAVE, first=(DO,))
        assert ["R23"] == [one.problem.kind.code for one in found]
        known = dict(found[0].witness)
        assert known["pc"] is not None
        assert 10 > float(str(known["pc"]))

    def test_measures_that_never_meet(self, tmp_path: Path) -> None:
        codes = [one.problem.kind.code for one in met(tmp_path, LEAVE, NEVER, first=(DO,))]
        assert "R23" not in codes

    def test_both_are_one_plan(self, tmp_path: Path) -> None:
        one, other = plan_of(tmp_path / "a"), plan_of(tmp_path / "b", *edits())
        whole, names = together(one, other, {name: name for name in one.fields})
        assert set(one.fields) == set(whole.fields)
        assert {"wat-is-het", names["decisions wat-is-het"]} <= set(whole.decisions)
        wish = wish_for(whole, "trajectory")
        assert state_of(whole, (opened(whole, wish),)) is not None


class TestShelf:
    """The conflicts that the shelf has on purpose are found by themselves, and told with their reason."""

    def test_intellectual_disability_has_two_limits(self) -> None:
        catalogue = CATALOGUE
        plans = [catalogue.plan(f"{id}@1.0.0") for id in ("cognitief-zwak", "verslagen")]
        exempt = Exemption.model_validate(
            {"rule": "R22", "at": "verslagen/1.0.0", "part": "criteria.t2_begin", "reason": "twee bronnen"}
            | {"by": "prodia", "until": "2028-12-31"}
        )
        found = between(plans, [exempt])
        told = {one.parts: (dict(one.witness), one.exempt) for one in found}
        assert {"iq_onder": 61.0, "iq_boven": 61.0} == told["iq_met_interval", "t2_iq_oud"][0]
        assert ({"begin_leeftijd": 18.0}, "twee bronnen") == told["ontstaan_22", "t2_begin"]
        text = to_text(told_meetings(found, 2, "nl"))
        assert "Bewust anders: twee bronnen" in text
        assert {"PRD-R22"} == {one["code"] for one in meeting_data(found, "en")}
