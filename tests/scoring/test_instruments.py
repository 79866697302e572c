"""The shipped instruments: each hangs together, and its worked examples hold its key and its cut-offs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.checks.cases import example_findings
from prodia.checks.instruments import faults
from prodia.content import load
from prodia.language import names, nine
from prodia.language.syntax.tree import Tree
from prodia.problems.scores import ANSWER_OUTSIDE
from prodia.scoring.key import ScoringKey, answers_of
from prodia.scoring.scales import decimal_acuity
from tests.examples import examples
from tests.published import VECTORS
from tests.scoring.made import instrument
from tests.scoring.shipped import keys
from tests.scoring.wrong_keys import seen, turned, unmet, with_cuts, with_scale, wrong_keys

Answers = Mapping[str, Any]
IDS = tuple(keys())
ASKED = tuple(id for id, key in keys().items() if key.instrument.informant in ("self", "parent", "teacher"))


class TestDefinitions:
    """Every shipped instrument is read, hangs together, and says where its figures come from."""

    def test_not_one_is_left_out(self, root: Path) -> None:
        folders = {f.name for f in (root / "protocols" / "shared" / "instruments").iterdir()}
        catalogue = load(root / "protocols").catalogue
        assert folders == {reference.partition("@")[0] for reference in catalogue.instruments()}

    @pytest.mark.parametrize("id", IDS)
    def test_it_has_no_faults(self, id: str) -> None:
        assert [] == list(faults(keys()[id].instrument))

    @pytest.mark.parametrize("id", IDS)
    def test_it_says_where_its_figures_come_from(self, id: str) -> None:
        one = keys()[id].instrument
        assert one.source
        assert one.form
        assert "unrated" == one.rating.label

    @pytest.mark.parametrize("id", ASKED)
    def test_a_questionnaire_holds_no_text_of_an_item(self, id: str) -> None:
        items = keys()[id].instrument.every_item.values()
        assert [] == [item for item in items if item.text or item.labels]

    def test_a_fault_is_seen(self) -> None:
        one = with_cuts(keys()["gad-7"].instrument, "totaal", "ernst", at=(5.0, 10.0, 22.0))
        assert ["P44"] == [f.kind.code for f in faults(one)]


class TestExamples:
    """Every worked example comes out, and a wrong key in a copy does not go unseen."""

    @pytest.mark.parametrize("id", IDS)
    def test_it_comes_out(self, id: str) -> None:
        one = keys()[id].instrument
        assert one.examples
        assert [] == list(unmet(one))
        assert [] == list(example_findings(one))

    @pytest.mark.parametrize("id", [i for i in IDS if keys()[i].instrument.status != "fictitious"])
    def test_one_has_empty_items(self, id: str) -> None:
        one = keys()[id].instrument
        assert any(answers_of(e).keys() != one.every_item.keys() for e in one.examples)

    @pytest.mark.parametrize("id", [i for i in IDS if keys()[i].by_item])
    def test_a_key_turned_round_is_seen(self, id: str) -> None:
        assert seen(turned(keys()[id].instrument, *keys()[id].by_item))

    @pytest.mark.parametrize("id", IDS)
    def test_every_wrong_figure_is_seen(self, id: str) -> None:
        wrong = dict(wrong_keys(keys()[id].instrument))
        assert wrong
        assert [] == [word for word, copy in wrong.items() if not seen(copy)]

    def test_a_figure_without_an_example_is_told(self) -> None:
        """The search for wrong figures finds one when an example is taken away."""
        one = keys()["gad-7"].instrument
        fewer = one.model_copy(update={"examples": one.examples[:1]})
        unseen = [word for word, copy in wrong_keys(fewer) if not seen(copy)]
        assert "totaal.ernst at (5.0, 10.0, 15.5)" in unseen

    def test_a_limit_that_the_form_leaves_nothing_to_say_is_not_asked(self) -> None:
        """At most 3 empty in the whole form: whether a scale bears 4 shows nowhere. Without it, it shows."""
        one = keys()["psc-17"].instrument
        alone = one.model_copy(update={"most_empty": None})
        told = {f"{id} with most_missing 4" for id in one.scales}
        assert told == dict(wrong_keys(alone)).keys() - dict(wrong_keys(one)).keys()
        assert {"most_empty 2", "most_empty 4"} == dict(wrong_keys(one)).keys() - dict(
            wrong_keys(alone)
        ).keys()

    @given(data=st.data())
    def test_such_a_limit_changes_no_score(self, data: Any) -> None:
        key = keys()["psc-17"]
        scale = data.draw(st.sampled_from(sorted(key.instrument.scales)))
        missing = key.instrument.scales[scale].missing
        assert missing is not None
        wider = with_scale(key.instrument, scale, missing=missing.model_copy(update={"most_missing": 4}))
        for form in data.draw(emptied(key)):
            assert key.score(form)[scale].raw == ScoringKey.of(wider).score(form)[scale].raw

    def test_the_points_of_a_chart_are_its_formula(self) -> None:
        for item in keys()["visus"].instrument.items.values():
            assert item.points == tuple(nine(decimal_acuity(line)) for line in item.answers or ())

    @pytest.mark.parametrize("id", ["sdq-ouder", "sdq-leerkracht", "sdq-zelf"])
    def test_sdq_scales_are_those_of_the_vectors(self, id: str) -> None:
        """Five items that all count forwards, prorated from three answers on."""
        found = [v for v in VECTORS if v["id"].startswith("raw-sdq")]
        assert 2 == len(found)
        for vector in found:
            items = keys()[id].instrument.scales["emotie"].item_ids
            answers = dict(zip(items, vector["inputs"]["items"], strict=True))
            assert vector["expected"] == keys()[id].score(answers)["emotie"].raw


def measure(key: ScoringKey, id: str) -> list[float]:
    """Some values that an item can have: its answers, or the ends of what is measured."""
    item = key.instrument.every_item[id]
    if item.answers:
        return list(item.answers)
    assert item.type is not None
    return [x for x in (item.type.low, item.type.high) if x is not None] or [1.0]


@st.composite
def emptied(draw: Any, key: ScoringKey) -> list[dict[str, float]]:
    """A filled-in form, and the same with one answer fewer each time."""
    every = {id: measure(key, id) for id in key.instrument.every_item}
    drawn = draw(st.binary(min_size=len(every), max_size=len(every)))
    full = {id: some[n % len(some)] for n, (id, some) in zip(drawn, every.items(), strict=True)}
    gone = draw(st.lists(st.sampled_from(sorted(full)), min_size=1, max_size=8, unique=True))
    return [{i: a for i, a in full.items() if i not in gone[:n]} for n in range(len(gone) + 1)]


def read(key: ScoringKey, tree: Tree, seen: set[str]) -> Iterator[str]:
    """The items that an expression reads, through scales as well, and the scales on the way."""
    for name in set(names(tree)) - seen:
        yield name
        scale = key.instrument.scales.get(name)
        if scale is not None:
            yield from scale.item_ids
            if scale.is_ is not None:
                yield from read(key, scale.is_.tree, seen | {name})


def items_of(key: ScoringKey, id: str) -> set[str]:
    """The items that a scale comes down to."""
    scale = key.instrument.scales[id]
    through = read(key, scale.is_.tree, {id}) if scale.is_ is not None else iter(())
    return (set(scale.item_ids) | set(through)) & key.instrument.every_item.keys()


def surer(key: ScoringKey, before: Answers, after: Answers) -> list[str]:
    """What is known with fewer answers and was not with more: nothing, if missing is never a no."""
    more, fewer = key.score(before), key.score(after)
    rules = [r for r in key.rules if more.rules[r] is None and fewer.rules[r] is not None]
    turned_over = [r for r in strict(key) if fewer.rules[r] not in (None, more.rules[r])]
    scales = [s for s in more if more[s].raw is None and fewer[s].raw is not None]
    return [*rules, *turned_over, *scales]


def strict(key: ScoringKey) -> list[str]:
    """The rules that read no score in which an empty item is filled in."""
    one = key.instrument
    filled = {id for id, s in one.scales.items() if s.missing is not None and s.missing.rule != "refuse"}
    return [r for r, rule in one.rules.items() if not filled & set(read(key, rule.is_.tree, set()))]


class TestMissingIsNeverZero:
    """Taking an answer away never adds certainty."""

    @pytest.mark.parametrize("id", IDS)
    @settings(max_examples=examples(5))
    @given(data=st.data())
    def test_fewer_answers_say_no_more(self, id: str, data: Any) -> None:
        key = keys()[id]
        forms = data.draw(emptied(key))
        for before, after in pairwise(forms):
            assert [] == surer(key, before, after)

    @pytest.mark.parametrize("id", IDS)
    @settings(max_examples=examples(4))
    @given(data=st.data())
    def test_a_score_that_refuses_is_gone_with_its_first_answer(self, id: str, data: Any) -> None:
        key = keys()[id]
        full, *fewer = data.draw(emptied(key))
        everything, found = key.score(full), key.score(fewer[0])
        (gone,) = full.keys() - fewer[0].keys()
        for scale, one in key.instrument.scales.items():
            if one.missing is not None and one.missing.rule == "refuse" and one.stop is None:
                assert everything[scale].raw is not None
                assert (found[scale].raw is None) == (gone in one.item_ids)
                assert (found[scale].reason is None) == (gone not in one.item_ids)

    def test_a_rule_that_takes_empty_for_an_answer_is_seen(self) -> None:
        key = ScoringKey.of(
            instrument(
                {"q1..q2": {"answers": "0..1"}},
                {"t": {"title": "t", "items": ["q1..q2"], "score": "sum", "missing": {"rule": "refuse"}}},
                rules={
                    "empty": {
                        "says": "q2 is empty",
                        "is": "q1 = 1 and q2 = null",
                        "source": [{"ref": "own", "confidence": "unverified"}],
                    }
                },
            )
        )
        assert ["empty"] == surer(key, {"q1": 1, "q2": 1}, {"q1": 1})


class TestOrder:
    """Answers go by item, so their order is nothing."""

    @pytest.mark.parametrize("id", IDS)
    @settings(max_examples=examples(4))
    @given(data=st.data(), dice=st.randoms(use_true_random=False))
    def test_of_answers_is_nothing(self, id: str, data: Any, dice: Any) -> None:
        form = data.draw(emptied(keys()[id]))[-1]
        items = list(form.items())
        dice.shuffle(items)
        one, other = (ScoringKey.of(keys()[id].instrument).score(a) for a in (form, dict(items)))
        assert (dict(one.scores), dict(one.rules)) == (dict(other.scores), dict(other.rules))


def off_scale(key: ScoringKey, item: str) -> list[Any]:
    """Answers that are none: a truth and a word for every item, and where there is a scale a half."""
    return [True, "1", *([1.5] if item in key.by_item else [])]


class TestOffTheAnswerScale:
    """A truth, a word or a half is no answer: no score for what reads it, with the reason; the rest stays."""

    @pytest.mark.parametrize("id", IDS)
    @settings(max_examples=examples(4))
    @given(data=st.data())
    def test_it_gives_no_score(self, id: str, data: Any) -> None:
        key = keys()[id]
        full = data.draw(emptied(key))[0]
        item = data.draw(st.sampled_from(sorted(full)))
        wrong = data.draw(st.sampled_from(off_scale(key, item)))
        good, bad, empty = (
            key.score(a) for a in (full, {**full, item: wrong}, {i: a for i, a in full.items() if i != item})
        )
        for scale, one in key.instrument.scales.items():
            if item not in items_of(key, scale):
                assert good[scale] == bad[scale]
                continue
            assert None is bad[scale].raw
            reason = bad[scale].reason
            assert reason is not None
            assert (reason.kind is ANSWER_OUTSIDE) == (item in one.item_ids)
        assert dict(empty.rules) == dict(bad.rules)

    def test_an_answer_on_the_scale_gives_one(self) -> None:
        found = keys()["gad-7"].score({f"q{n}": 1.0 for n in range(1, 8)})["totaal"]
        assert (7.0, None) == (found.raw, found.reason)


class TestRulesThatCount:
    """A count that is reached for sure is reached, whatever else is empty; close to it nothing is known."""

    @pytest.mark.parametrize(
        ("met", "empty", "domains", "truth"),
        [
            (6, 3, [4], True),
            (5, 1, [4], None),
            (5, 0, [4], False),
            (3, 2, [4], False),
            (6, 0, [], None),
            (6, 0, [3] * 8, False),
            (5, 0, [], False),
        ],
    )
    def test_symptoms_and_impairment(
        self, met: int, empty: int, domains: list[int], truth: bool | None
    ) -> None:
        answers = [2] * met + [0] * (9 - met - empty)
        form = {f"q{n}": a for n, a in enumerate(answers, 1)} | {
            f"q{n}": a for n, a in enumerate(domains, 48)
        }
        assert truth is keys()["nichq-vanderbilt-parent"].score(form).rules["aandacht_beeld"]
