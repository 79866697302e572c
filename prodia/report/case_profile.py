"""The scores of a case as one picture: percentiles as they were printed, with the cut-offs that read them."""

# A cut-off is found where a criterion compares a name with a percentile; it is drawn at every score that the
# name rests on. The figure is the one in the condition itself, so the picture can not differ from the rule.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from prodia.language import Apply, Name, walk
from prodia.language import Literal as Constant
from prodia.model.parts import Audience
from prodia.report.picture import Picture
from prodia.report.profile_picture import profile_picture
from prodia.report.profile_shape import CutOff, PercentileScale, Profile, Row
from prodia.scoring import Score
from prodia.words import Lang, Words

if TYPE_CHECKING:
    from prodia.case import State
    from prodia.model.plan import Plan

__all__ = ["case_profile"]

_SIDES: dict[str, tuple[Literal["low", "high"], bool]] = {
    "<": ("low", False),
    "<=": ("low", True),
    ">": ("high", False),
    ">=": ("high", True),
}


def case_profile(state: State, lang: Lang, *, audience: Audience = "team") -> Picture | None:
    """The scores an audience may see that are percentiles; None where there are none.

    A score of another kind is not converted, so it is not in the picture.
    """
    fields = state.plan.fields
    shown = {
        name: score
        for name, score in state.scores.items()
        if score.percentile is not None and (audience == "team" or audience in fields[name].audience)
    }
    if not shown:
        return None
    rows = tuple(Row(name, fields[name].ask, score.percentile) for name, score in shown.items())
    title = Words("Scores in dit traject", "Scores in this case")[lang]
    scale = PercentileScale(Words("percentiel", "percentile")[lang])
    return profile_picture(
        Profile(title, scale, rows, tuple(_cuts(state.plan, shown))), name="scores", lang=lang
    )


def _cuts(plan: Plan, shown: Mapping[str, Score]) -> Iterator[CutOff]:
    found: dict[CutOff, None] = {}
    for criterion in plan.criteria.values():
        for path, condition in criterion.conditions():
            label = criterion.says if path[0] == "met" else f"{criterion.says}?"
            for node in walk(condition.tree):
                if not (isinstance(node, Apply) and node.op in _SIDES and len(node.args) == 2):
                    continue
                name, figure = node.args
                if not (isinstance(name, Name) and isinstance(figure, Constant)):
                    continue
                type = plan.types.get(name.id)
                if type is None or type.unit != "percentile" or not isinstance(figure.value, float):
                    continue
                side, inclusive = _SIDES[node.op]
                for field in sorted(plan.reads(name.id) & shown.keys()):
                    found.setdefault(CutOff(figure.value, label, side, inclusive, field))
    yield from found
