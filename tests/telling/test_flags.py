"""An answer that matters by itself stands first for the team, and nowhere for anybody else."""

from __future__ import annotations

import pytest

from prodia.model.parts import AUDIENCES, Audience
from prodia.scoring.key import ScoringKey
from prodia.telling import report, to_text
from prodia.telling.blocks import Paragraph, Section
from prodia.telling.instrument import instrument as told_instrument
from prodia.telling.scores import flags_plain, scores
from prodia.telling.shelf import shelf_of
from prodia.words import Lang
from tests.shipped import CATALOGUE
from tests.telling.plans import case, plan
from tests.telling.test_audience import everywhere

PHQ = CATALOGUE.instrument("phq-9").definition
KEY = ScoringKey.of(PHQ)
ABOUT = PHQ.flags["gevaar_voor_zichzelf"].says
LOW = dict.fromkeys(PHQ.every_item, 0.0)


class TestScoresTold:
    """Of one form: what goes up stands before every score, and so does what can not be told."""

    @pytest.mark.parametrize(
        ("q9", "first"), [(3.0, "Eerst lezen: "), (1.0, "Eerst lezen: "), (None, "Niet te zeggen: ")]
    )
    def test_first(self, q9: float | None, first: str) -> None:
        told = scores(KEY, KEY.score({**LOW, "q9": q9}), "nl").blocks[0]
        assert isinstance(told, Paragraph)
        assert str(told.text).startswith(f"{first}{ABOUT} (q9)")

    def test_nothing_to_tell(self) -> None:
        assert ABOUT not in to_text(scores(KEY, KEY.score(LOW), "nl"))

    def test_whatever_the_total(self) -> None:
        """The total says «none or minimal»; without a total it is told as well."""
        low, none = KEY.score({**LOW, "q9": 3.0}), KEY.score({"q9": 3.0})
        assert ("geen of minimaal", None) == (low.value("totaal.ernst"), none.value("totaal"))
        assert [True, True] == [found.flags["gevaar_voor_zichzelf"] for found in (low, none)]

    @pytest.mark.parametrize(("q9", "raised"), [(3.0, True), (0.0, False), (None, None), (7.0, None)])
    def test_as_data(self, q9: float | None, raised: bool | None) -> None:
        """What is empty, or on no answer scale, is not known; it is never no."""
        plain = flags_plain(KEY, KEY.score({**LOW, "q9": q9}))["gevaar_voor_zichzelf"]
        assert (raised, "q9", ABOUT) == (plain["raised"], plain["item"], plain["says"])


class TestTheReport:
    """The team reads first what no score shows; no other audience reads it at all."""

    @pytest.mark.parametrize("audience", AUDIENCES)
    def test_to_whom(self, audience: Audience) -> None:
        told = report(case(plan({"a": list(AUDIENCES)}, instrument=PHQ), {"a": "x"}).state, audience)
        first = told.sections[0]
        assert (audience == "team") == (first.id == "flags")
        assert (audience == "team") == (ABOUT in everywhere(told))

    def test_an_instrument_without_flags(self) -> None:
        gad = CATALOGUE.instrument("gad-7").definition
        assert "Eerst lezen" not in everywhere(report(case(plan({}, instrument=gad), {}).state, "team"))


class TestThePage:
    """The page of an instrument says before anything else which answers matter by themselves."""

    @pytest.mark.parametrize(("lang", "range"), [("nl", "vanaf 1"), ("en", "from 1")])
    def test_first(self, lang: Lang, range: str) -> None:
        told = told_instrument(
            shelf_of(CATALOGUE, lang), CATALOGUE.instrument("phq-9", lang).definition, lang
        )
        assert "flags" == next(b.id for b in told.blocks if isinstance(b, Section))
        assert range in to_text(told)
