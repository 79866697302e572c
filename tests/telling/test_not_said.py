"""What an author did not write is told as not said; nothing is filled in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prodia.telling import to_text
from prodia.telling.instrument import instrument as told_instrument
from prodia.telling.norms import norm_group
from prodia.telling.protocol import definition
from prodia.telling.shelf import shelf_of
from prodia.words import Lang
from tests.shipped import CATALOGUE

LANGS = [("nl", "niet gezegd"), ("en", "not said")]


class TestNotSaid:
    """Of a field, a criterion, a scale and growth norms."""

    @pytest.mark.parametrize(("lang", "words"), LANGS)
    @pytest.mark.parametrize(("id", "said"), [("ados-2", True), ("wisc-v-nl", False)])
    def test_the_direction_of_a_scale(self, lang: Lang, words: str, id: str, said: bool) -> None:
        one = CATALOGUE.instrument(id, lang).definition
        assert said == (words in to_text(told_instrument(shelf_of(CATALOGUE, lang), one, lang)))

    def test_both_ways(self) -> None:
        one = CATALOGUE.instrument("groei").definition
        told = to_text(told_instrument(shelf_of(CATALOGUE, "nl"), one, "nl"))
        assert 3 == told.count("naar twee kanten")
        assert "hoog is gunstig" not in told

    @pytest.mark.parametrize(("lang", "words"), LANGS)
    def test_sensitivity_and_strength(self, lang: Lang, words: str) -> None:
        plan, shelf = CATALOGUE.plan("algemeen", lang=lang), shelf_of(CATALOGUE, lang)
        field = next(id for id, one in plan.fields.items() if one.sensitivity is None)
        assert words in to_text(definition(shelf, plan, "fields", field, lang))
        criteria = {id: one.model_copy(update={"strength": None}) for id, one in plan.criteria.items()}
        silent = replace(plan, criteria=criteria)
        assert words in to_text(definition(shelf, silent, "criteria", next(iter(criteria)), lang))

    @pytest.mark.parametrize(("lang", "words"), [("nl", "van -5 tot en met 4"), ("en", "from -5 to 4")])
    def test_limits_of_growth_norms_are_said(self, lang: Lang, words: str) -> None:
        assert words in to_text(norm_group(shelf_of(CATALOGUE, lang), "cdc2000@1.0.0", lang, pictures=False))
