"""A key is made of an instrument by name and of norms by name, or it is said why not."""

from __future__ import annotations

from typing import Any

import pytest

from prodia.batch.frames import norms_for, scoring_key
from prodia.errors import ContentError
from prodia.scoring.person import Person
from tests.shipped import CATALOGUE

SERIES = {"reeks_1": 10.0, "reeks_2": 10.0, "reeks_3": 10.0}


class TestKey:
    """The newest version of a name, or the version that was said; the same scores either way."""

    @pytest.mark.parametrize("name", ["woordenstroom", "woordenstroom@1.0.0"])
    @pytest.mark.parametrize("norms", ["woordenstroom-verzonnen", "woordenstroom-verzonnen@1.0.0"])
    def test_by_name(self, name: str, norms: str) -> None:
        key = scoring_key(CATALOGUE, name, norms=[norms])
        score = key.score(SERIES, Person(grade="2"))["woorden"]
        assert ("woordenstroom@1.0.0", "woordenstroom-verzonnen@1.0.0") == (score.instrument, score.norms)
        assert score.digest == CATALOGUE.instrument("woordenstroom").digest
        assert [("T", 58.571428571)] == [(n.scale, n.value) for n in score.normed][:1]

    def test_without_norms(self) -> None:
        score = scoring_key(CATALOGUE, "woordenstroom").score(SERIES, Person(grade="2"))["woorden"]
        assert (30.0, (), None, None) == (score.raw, score.normed, score.norms, score.norm_reason)

    @pytest.mark.parametrize(("lang", "title"), [("nl", "gelezen woorden"), ("en", "words read")])
    def test_in_both_languages(self, lang: str, title: str) -> None:
        key = scoring_key(CATALOGUE, "woordenstroom", lang=lang)  # type: ignore[arg-type]
        assert title == key.instrument.scales["woorden"].title

    @pytest.mark.parametrize(
        ("name", "norms", "code", "words"),
        [
            ("woordenstrom", [], "V19", "woordenstroom"),
            ("woordenstroom@9.0.0", [], "V19", "woordenstroom@1.0.0"),
            ("wisc-v-nl", [], "M66", "wisc-v-nl@1.0.0"),
            ("woordenstroom", ["woordenstroom-verzonen"], "V19", "woordenstroom-verzonnen"),
            ("woordenstroom", ["cdc2000"], "M65", "woordenstroom-verzonnen@1.0.0"),
            ("phq-9", ["cdc2000"], "M65", "there are none yet"),
        ],
    )
    def test_refused(self, name: str, norms: list[str], code: str, words: str) -> None:
        with pytest.raises(ContentError) as error:
            scoring_key(CATALOGUE, name, norms=norms)
        (problem,) = error.value.problems
        assert words in problem.message("en") + problem.hint("en")
        assert code == problem.kind.code

    @pytest.mark.parametrize(
        ("name", "norms", "method", "known"),
        [
            ("groei", ["cdc2000"], "restricted", "lms, modified, extended"),
            ("groei", [], "extended", "lms, restricted, modified, extended"),
            ("woordenstroom", ["woordenstroom-verzonnen"], "lms", "lms, restricted, modified, extended"),
        ],
    )
    def test_a_method_none_of_the_norms_has(
        self, name: str, norms: list[str], method: Any, known: str
    ) -> None:
        with pytest.raises(ContentError) as error:
            scoring_key(CATALOGUE, name, norms=norms, method=method)
        (problem,) = error.value.problems
        assert ("W06", True) == (problem.kind.code, known in problem.hint("en"))

    def test_norms_there_are(self) -> None:
        assert ["cdc2000@1.0.0"] == list(norms_for(CATALOGUE, "groei"))
        assert {} == norms_for(CATALOGUE, "phq-9")
