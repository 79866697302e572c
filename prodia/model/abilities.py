"""Broad cognitive abilities (CHC), and the rule that says how broad a test is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as F
from pydantic import StringConstraints

from prodia.model.parts import Cited
from prodia.model.scalars import Definition, Many, Text

ABILITY = r"^G[a-z]{1,4}$"
AbilityId = Annotated[str, StringConstraints(pattern=ABILITY)]


class Ability(Definition):
    """One broad ability: its name, and what it is in a sentence."""

    title: Text
    means: Text
    source: Many[Cited] = ()


class CoverageFigures(Definition):
    """What a test covers to be called general. See :class:`prodia.scoring.coverage.CoverageRule`."""

    required: Many[AbilityId] = F(min_length=1)
    least: Annotated[int, F(ge=1)]
    profile: bool
    source: Many[Cited] = F(min_length=1)
    note: Text | None = None


class Abilities(Definition):
    format: Literal[1]
    abilities: dict[AbilityId, Ability] = F(min_length=1)
    coverage: CoverageFigures
