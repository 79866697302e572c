"""What measures say of themselves is in what is told of them, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from prodia.batch.frames import battery, scoring_key
from prodia.model.instrument import Instrument, limits
from prodia.model.norms import GrowthNorms
from prodia.scoring.person import Person
from prodia.scoring.why import cuts_said, missing_said
from prodia.telling import blocks as b
from prodia.telling.instrument import abilities, breadth, instrument
from prodia.telling.norms import norm_group, norm_groups, norm_section
from prodia.telling.register import instruments
from prodia.telling.scores import scores
from prodia.telling.shelf import Shelf, shelf_of
from prodia.words import LANGS, Lang
from prodia.words.numbers import ages, span
from tests.shipped import CATALOGUE


def links_of(blocks: Iterable[b.Block]) -> Iterator[b.Link]:
    """Every link in them, in reading order; of a picture those of its list or table."""
    todo: list[b.Cell] = [*b.cells_of(blocks)]
    while todo:
        match todo.pop(0):
            case b.Link() as link:
                yield link
            case b.Exact(inner) | b.Line(inner) | b.Lines(inner):
                todo[:0] = inner


@cache
def shelf(lang: Lang) -> Shelf:
    return shelf_of(CATALOGUE, lang)


def words(told: b.Document) -> str:
    return " ".join(" ".join(map(str, (told.title, *b.cells_of(told.blocks)))).split())


def own_words(one: Instrument, lang: Lang) -> Iterator[str]:
    """Every text and figure of a definition that a reader meets."""
    yield from (one.title, one.version, one.measures, one.licence, one.id)
    yield from filter(None, (one.publisher, one.form, one.for_whom, one.note, one.rating.body))
    yield from [ages(*one.ages, lang)] if one.ages else []
    ends = limits(one)
    for id, scale in one.scales.items():
        yield from (id, scale.title, *scale.items, *([scale.is_.text] if scale.is_ else []))
        yield from [missing_said(scale.missing, lang)] if scale.missing and not scale.stop else []
        yield from [span(*both, lang)] if (both := ends.get(id)) else []
        for cuts in scale.cuts.values():
            yield from (cuts.says, *(word for pair in cuts_said(cuts, lang) for word in pair))
    for name, rule in one.rules.items():
        yield from (name, rule.says, rule.is_.text)
    for erratum in one.errata:
        yield from (erratum.where, erratum.printed, erratum.here, erratum.reason)
    yield from (example.says for example in one.examples)
    if one.may == "text":
        yield from (item.text for item in one.items.values() if item.text)


@pytest.mark.parametrize("lang", LANGS)
class TestInstruments:
    def test_nothing_of_a_definition_is_left_out(self, lang: Lang) -> None:
        own = shelf("nl").shared.instruments
        for id, one in shelf(lang).shared.instruments.items():
            told = words(instrument(shelf(lang), one, lang, own[id]))
            assert [] == [text for text in own_words(one, lang) if " ".join(text.split()) not in told], id

    def test_each_source_is_named_where_it_is_cited(self, lang: Lang) -> None:
        for one in shelf(lang).shared.instruments.values():
            told = instrument(shelf(lang), one, lang)
            for id, scale in one.scales.items():
                cited = [*scale.source, *(c for cuts in scale.cuts.values() for c in cuts.source)]
                part = told.section(f"scale-{id}")
                assert part is not None
                led = {str(link.to) for link in links_of([part])}
                assert all(any(f"id='{one.ref}'" in to for to in led) for one in cited)

    def test_the_ids_of_its_sections_differ(self, lang: Lang) -> None:
        for one in shelf(lang).shared.instruments.values():
            ids = [part.id for part in b.sections_in(instrument(shelf(lang), one, lang).blocks)]
            assert len(ids) == len(set(ids))

    def test_all_of_them_are_listed_once(self, lang: Lang) -> None:
        every = links_of(instruments(shelf(lang), lang).blocks)
        to = [link.text for link in every if isinstance(link.to, b.Ref) and link.to.group == "instruments"]
        assert sorted(one.title for one in shelf(lang).shared.instruments.values()) == sorted(to)


@pytest.mark.parametrize("lang", LANGS)
class TestNorms:
    def test_a_group_says_for_whom_it_is_and_draws_only_curves(self, lang: Lang) -> None:
        for reference, group in shelf(lang).norms.items():
            told = norm_group(shelf(lang), reference, lang)
            assert " ".join(group.norms.group.split()) in words(told)
            every = (one for part in b.sections_in(told.blocks) for one in part.blocks)
            drawn = [one for one in every if isinstance(one, b.Picture)]
            assert bool(drawn) is isinstance(group.rows, GrowthNorms)
            assert all(
                one.alt and isinstance(one.told, b.Table) and one.told.rows and one.narrow for one in drawn
            )

    def test_beside_its_instrument_the_same_is_declared(self, lang: Lang) -> None:
        for reference in shelf(lang).norms:
            whole = words(norm_group(shelf(lang), reference, lang, pictures=False))
            section = norm_section(shelf(lang), reference, lang)
            assert all(str(cell) in whole for cell in b.cells_of(section.blocks[1:]))

    def test_all_of_them_are_listed(self, lang: Lang) -> None:
        told = words(norm_groups(shelf(lang), lang))
        assert all(reference in told for reference in shelf(lang).norms)


@pytest.mark.parametrize("lang", LANGS)
class TestAbilities:
    def test_each_with_who_measures_it(self, lang: Lang) -> None:
        known = shelf(lang).abilities
        assert known is not None
        told = abilities(shelf(lang), lang)
        assert [*known.abilities, "general"] == [part.id for part in told.sections]
        measured = {
            code
            for one in shelf(lang).shared.instruments.values()
            for scale in one.scales.values()
            for code in scale.abilities
        }
        assert measured
        for code in measured:
            part = told.section(code)
            assert part is not None
            assert any("group='instruments'" in str(link.to) for link in links_of([part]))

    def test_a_shelf_without_any(self, lang: Lang) -> None:
        empty = Shelf({}, shelf(lang).shared)
        with pytest.raises(ValueError, match="no abilities"):
            abilities(empty, lang)

    def test_how_broad_a_test_is(self, lang: Lang) -> None:
        known = shelf(lang).abilities
        told = breadth(battery(CATALOGUE, ["wisc-v-nl"]), known, lang)
        said = " ".join(map(str, b.cells_of([told])))
        assert {"nl": "Hoe breed", "en": "How broad"}[lang] == told.heading
        assert known is not None
        assert all(f"{code}, {known.abilities[code].title}" in said for code in ("Gf", "Gc"))


@pytest.mark.parametrize(
    ("lang", "yes_no", "note"),
    [("nl", "nee", "geen diagnose"), ("en", "no", "no diagnosis")],
)
def test_the_scores_of_a_form(lang: Lang, yes_no: str, note: str) -> None:
    key = scoring_key(CATALOGUE, "phq-9")
    found = key.score({f"q{n}": 1.0 for n in range(1, 10)}, Person())
    told = scores(key, found, lang)
    assert "phq-9@1.0.0" in words(told)
    assert note in words(told)
    rules = [str(c) for c in b.cells_of(told.blocks) if str(c).endswith(f": {yes_no}")]
    assert [f"{key.instrument.rules[name].says}: {yes_no}" for name in found.rules] == rules
