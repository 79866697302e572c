"""The shelf as it is shipped: its protocols, where figures come from, and how they lead to each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from prodia.content import headers, shipped
from prodia.language import names
from prodia.model.plan import Plan
from prodia.model.protocol import PREFIX
from tests.shipped import CATALOGUE

HEADS = headers(shipped())


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

    def test_every_figure_is_traced(self) -> None:
        assert [] == [one for plan in newest().values() for one in untraced(plan)]

    def test_outcomes_lead_to_the_neighbours(self) -> None:
        found = {
            id: {to for d in plan.decisions.values() for o in d.outcomes.values() for to in o.leads_to} - {id}
            for id, plan in newest().items()
        }
        assert LEADS == found
