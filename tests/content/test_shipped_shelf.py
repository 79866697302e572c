"""The shelf as it is shipped: its protocols, where figures come from, and how they lead to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

import pytest

from prodia.authoring.joint import choices
from prodia.authoring.play import Wish, state_of, way
from prodia.content import headers, shipped
from prodia.content.tiers import tiers
from prodia.content.translations import HEAD
from prodia.language import names
from prodia.model.plan import Plan
from prodia.model.protocol import PREFIX
from tests.shipped import CATALOGUE

HEADS = headers(shipped())
MODES = ("trajectory", "compulsory", "consultative", "anonymous")  # a version is walked in the first it has


@cache
def newest() -> dict[str, Plan]:
    """The newest version of every protocol, by its id."""
    return {id: CATALOGUE.plan(id) for id in dict.fromkeys(head.id for head in HEADS)}


def untraced(plan: Plan) -> Iterator[str]:
    """Criteria and figures with a source that was seen nowhere, and cut-offs that decide nothing."""
    sources = plan.shared.sources
    for group in ("criteria", "cutoffs"):
        for id, one in getattr(plan.protocol, group).items():
            for figure in one.figures if group == "cutoffs" else (one,):
                seen = [sources[c.ref] for c in figure.source if c.confidence in ("seen", "seen-old")]
                if any(one.address is None for one in seen):
                    yield f"{plan.reference} {group}.{id}"
    read = {n for c in plan.written["criteria"].values() for _, e in c.conditions() for n in names(e.tree)}
    read |= {n for d in plan.written["derived"].values() for n in names(d.is_.tree)}
    yield from (f"{plan.reference} {id}" for id in plan.protocol.cutoffs if f"{PREFIX}{id}" not in read)


NEAR = {"afwezigheid", "cognitief-zwak", "consultatief", "gedrag-emotie", "spraak-taal", "verslagen"}
# Which protocol an outcome leads to, as the designs name the neighbours.
LEADS = {
    "afwezigheid": {"gedrag-emotie", "verslagen"},
    "algemeen": {"verslagen"},
    "cognitief-sterk": {"gedrag-emotie", "schoolloopbaan", "verslagen"},
    "cognitief-zwak": {"verslagen"},
    "consultatief": {"algemeen", "verslagen"},
    "eerste-contact": {"algemeen", "schoolloopbaan"},
    "gedrag-emotie": {"consultatief", "verslagen"},
    "lezen-spellen": {
        "afwezigheid",
        "cognitief-zwak",
        "consultatief",
        "gedrag-emotie",
        "spraak-taal",
        "verslagen",
    },
    "motoriek": {"consultatief", "verslagen"},
    "schoolloopbaan": {"spraak-taal", "verslagen"},
    "spraak-taal": {"consultatief", "verslagen"},
    "systematische-contacten": {"spraak-taal"},
    "verslagen": {"algemeen", "schoolloopbaan"},
    "wiskunde": {
        "afwezigheid",
        "cognitief-zwak",
        "consultatief",
        "gedrag-emotie",
        "spraak-taal",
        "verslagen",
    },
}


class TestShelf:
    """Fourteen protocols; what they decide is traced, shown by cases, and leads on."""

    def test_fourteen_with_their_cases(self) -> None:
        assert [*LEADS] == sorted(newest())
        assert sum(head.cases for head in HEADS) >= 268

    def test_each_is_silver_or_gold(self) -> None:
        """Every version, as written down for what stands here now; else: prodia card --write."""
        reached = tiers(shipped())
        assert [] == [one.reference for one in HEADS if reached.get(one.reference) not in ("silver", "gold")]

    def test_titles_and_summaries_in_french(self) -> None:
        assert {head.reference: set(HEAD) for head in HEADS} == {
            head.reference: {*CATALOGUE.plan(head.reference).also.get("fr", ())} for head in HEADS
        }

    @pytest.mark.parametrize("last", [False, True])
    @pytest.mark.parametrize("reference", [head.reference for head in HEADS])
    def test_walked_to_its_end(self, reference: str, last: bool) -> None:
        """Only what is needed is answered, always with the first or the last that there is."""
        plan = CATALOGUE.plan(reference)
        has = {mode for step in plan.protocol.steps.values() or plan.steps.values() for mode in step.modes}
        values = {n: [v for v in choices(plan, n) or () if v is not None] for n in plan.fields}
        wish = Wish(
            dt.date(2027, 10, 4),
            {n: among[-1] for n, among in values.items() if among and last},
            next(mode for mode in MODES if mode in has),
        )
        events = way(plan, wish, lambda state: not state.needs)
        state = state_of(plan, events) if events else None
        assert state is not None
        waiting = [id for id, one in state.steps.items() if one.status in ("open", "blocked")]
        assert state.urgent or not waiting
        assert any(id in state.decided for id in plan.protocol.decisions) or not plan.protocol.decisions

    def test_every_figure_is_traced(self) -> None:
        assert [] == [one for plan in newest().values() for one in untraced(plan)]

    def test_every_outcome_for_parents_says_what_happens_now(self) -> None:
        """In what can still change: a released version stays as it was."""
        open_ = [plan.protocol for plan in newest().values() if plan.protocol.status != "released"]
        assert 13 == len(open_)
        assert [] == [
            f"{one.reference} {id}.{name}"
            for one in open_
            for id, decision in one.decisions.items()
            for name, outcome in decision.outcomes.items()
            if outcome.texts.parents and outcome.follows is None
        ]

    def test_outcomes_lead_to_the_neighbours(self) -> None:
        found = {
            id: {to for d in plan.decisions.values() for o in d.outcomes.values() for to in o.leads_to} - {id}
            for id, plan in newest().items()
        }
        assert LEADS == found
