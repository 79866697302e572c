"""Worked cases are tried on small mistakes: what none notices survives, and the case that would is found."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from prodia.authoring import killing
from prodia.authoring.casetext import case_text, to_case
from prodia.authoring.killing import kills
from prodia.authoring.mutants import SORTS, beside, changes, mutants
from prodia.authoring.mutate import Mutation, mutate, sayings, witness
from prodia.authoring.runs import runs
from prodia.authoring.told import mutation_data, sentence, told_mutation
from prodia.case.outcomes import word_of
from prodia.checks.privacy import personal
from prodia.content import Catalogue, load
from prodia.content.catalogue import read_worked_case
from prodia.language import parse, parse_type, show
from prodia.telling import to_text
from prodia.words import LANGS, Lang
from tests.authoring.small import FIGURE, GAP, TEST, plan_of
from tests.shipped import CATALOGUE, copied

GENERAL = "algemeen@1.0.0"
TYPES = {"pc": parse_type("percentile"), "n": parse_type("count 0..14"), "ja": parse_type("truth")}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return CATALOGUE


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The general protocol with two of its cases, so that much survives."""
    pack = copied(tmp_path_factory.mktemp("few") / "protocols", "algemeen/1.0.0")
    for case in (pack / "algemeen/1.0.0/cases").glob("*.yaml"):
        if case.stem not in ("een-van-de-drie-gehoord", "leerling-niet-gehoord"):
            case.unlink()
    return load(pack).catalogue


@pytest.fixture(scope="module")
def found(few: Catalogue) -> Mutation:
    return mutate(few, GENERAL)


class TestChanges:
    """One thing in a condition is changed at a time."""

    @pytest.mark.parametrize(
        ("text", "made"),
        [
            ("pc < 10", {"pc <= 10", "pc >= 10", "pc < 9", "pc < 11"}),
            ("n >= 14", {"n > 14", "n < 14", "n >= 13"}),  # 15 is more than there can be
            ("pc <= 2.5", {"pc < 2.5", "pc > 2.5", "pc <= 2.4", "pc <= 2.6"}),
            ("ja", {"not(ja)"}),
            ("not(ja)", {"ja"}),
            ("ja and n = 1", {"ja or n = 1", "ja", "n = 1", "ja and n != 1", "ja and n = 0", "ja and n = 2"}),
        ],
    )
    def test_condition(self, text: str, made: set[str]) -> None:
        assert made == {show(tree) for _, _, _, tree in changes(parse(text), TYPES)}

    def test_a_step_stays_within_the_type(self) -> None:
        assert (99.0,) == beside(100.0, TYPES["pc"])

    def test_every_sort_is_made(self, catalogue: Catalogue) -> None:
        made = {m.sort for m in mutants(catalogue.plan("lezen-spellen@1.0.0"))}
        # no table of the shelf takes the first row that holds, and no rule of this one begins on its way
        assert set(SORTS) - {"order", "date"} == made

    def test_a_cut_off_changes_every_rule_that_reads_it(self, catalogue: Catalogue) -> None:
        plan = catalogue.plan("motoriek@1.0.0")
        for mutant in mutants(plan):
            for group, own in mutant.replaces.items() if mutant.group == "cutoffs" else ():
                for name in own:
                    was, now = (sayings(one, group, name) for one in (plan, mutant.of(plan)))
                    assert was != now

    def test_a_figure_with_dates_changes_on_its_own_days(self, tmp_path: Path) -> None:
        plan = plan_of(tmp_path, (FIGURE, GAP))
        days = (dt.date(2026, 2, 1), dt.date(2026, 6, 1))
        seen = {}
        for mutant in (m for m in mutants(plan) if m.group == "cutoffs"):
            figure = [
                next(
                    n
                    for n in range(101)
                    if word_of(mutant.of(plan).on(day).criteria["laag"], {"pc": n}) != "met"
                )
                for day in days
            ]
            seen[mutant.part, show(mutant.new)] = figure  # type: ignore[arg-type]
        assert {
            ("values 1", "9"): [9, 12],
            ("values 1", "11"): [11, 12],
            ("values 2", "11"): [10, 11],
            ("values 2", "13"): [10, 13],
        } == seen

    def test_the_days_of_a_rule_and_what_answers_must_agree_on(
        self, catalogue: Catalogue, tmp_path: Path
    ) -> None:
        dates = [
            m for m in mutants(plan_of(tmp_path, (TEST, TEST.replace("01-01", "06-01")))) if m.sort == "date"
        ]
        assert [("laag_ook", "valid.from")] * 2 == [(m.name, m.part) for m in dates]
        rules = {m.name for m in mutants(catalogue.plan(GENERAL)) if m.group == "ensure"}
        assert {"aanpak_voor_zorg"} == rules


class TestSame:
    """What can never come to anything else is no mistake, and that is proved."""

    def test_no_case_is_found_for_it(self, few: Catalogue, found: Mutation) -> None:
        assert found.same
        assert () == kills(few, found, found.same)

    def test_what_rests_on_the_same_answers(self, catalogue: Catalogue) -> None:
        """A motor test is only asked where a doctor looked, so that row needs not ask that again."""
        plan = catalogue.plan("motoriek@1.0.0")
        wanted = ("mo-route", "row 2.arts_keek", "condition")
        mutant = next(m for m in mutants(plan) if (m.name, m.part, m.sort) == wanted)
        assert witness(mutant, plan, "tables", "mo-route") is None
        other = next(m for m in mutants(plan) if (m.name, m.part) == ("mo-route", "row 2.hinder_dagelijks"))
        assert witness(other, plan, "tables", "mo-route") is not None

    def test_a_law_that_is_never_otherwise(self, catalogue: Catalogue) -> None:
        plan = catalogue.plan("motoriek@1.0.0")
        row = next(m for m in mutants(plan) if (m.name, m.part, m.sort) == ("leersteun", "row 7", "row"))
        assert witness(row, plan, "tables", "leersteun") is None


class TestSurvivors:
    """What survives is a mistake: there are values for which it comes to something else."""

    def test_few_cases_notice_little(self, found: Mutation) -> None:
        assert found.score < 0.5
        assert {"row", "outcome", "gate"} <= {m.sort for m in found.survived}

    def test_what_is_killed_makes_its_case_fail(self, few: Catalogue, found: Mutation) -> None:
        from prodia.case.expect import came

        plan = few.plan(GENERAL)
        by = {run.id: run for run in runs(few, GENERAL)}
        for mutant, case in found.killed[::7]:
            changed = mutant.of(plan)
            assert came(lambda _, c=changed: c, by[case].file, GENERAL).differs  # type: ignore[misc]

    @pytest.mark.parametrize("lang", LANGS)
    def test_a_day_of_birth_in_a_found_case_is_not_taken_for_a_person(self, lang: Lang) -> None:
        title = killing._BORN.filled(day="3 september 2015")[lang]
        assert [] == list(personal({"title": title})) and "3 september 2015" in title

    def test_found_cases_hold_and_kill(self, few: Catalogue, found: Mutation, tmp_path: Path) -> None:
        """Written beside the others, they raise the score by what they said they would kill."""
        made = kills(few, found)
        assert made
        pack = Path(shutil.copytree(few.packs[0].folder, tmp_path / "protocols"))
        for kill in made:
            path = pack / f"algemeen/1.0.0/cases/{kill.written.case}.yaml"
            path.write_text(case_text(kill.written), "utf-8")
            assert read_worked_case(path)[0] is not None
        after = mutate(load(pack).catalogue, GENERAL)
        dead = sum(len(kill.mutants) for kill in made)
        assert len(found.survived) - dead >= len(after.survived)

    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_each_is_a_sentence(self, few: Catalogue, found: Mutation, lang: str) -> None:
        plan = few.plan(GENERAL, lang)
        for mutant in found.survived:
            said = sentence(mutant, plan, lang)  # type: ignore[arg-type]
            assert said.endswith(".")
            assert "{" not in said
            assert "?" not in said.replace("?»", "").replace("?”", "")
        text = to_text(told_mutation(found, (), plan, lang))  # type: ignore[arg-type]
        assert ("merkt geen geval" if lang == "nl" else "no case") in text
        data = mutation_data(found, (), plan, lang)  # type: ignore[arg-type]
        assert len(found.survived) == len(data["survived"])


class TestCaseText:
    """A case is written so that it reads back as itself."""

    def test_every_case_of_the_shelf(self, catalogue: Catalogue, tmp_path: Path) -> None:
        for reference in catalogue.references():
            for id, case in list(catalogue.cases_as_written(reference).items())[::9]:
                path = tmp_path / f"{id}.yaml"
                path.write_text(case_text(case.model_copy(update={"begins": None})), "utf-8")
                if case.begins is None:
                    assert case == read_worked_case(path)[0]

    def test_of_a_trajectory_no_words_are_taken_over(self, catalogue: Catalogue) -> None:
        run = next(run for run in runs(catalogue, "lezen-spellen@1.0.0") if run.id == "verhaal")
        made = to_case(run.case, "mijn-geval", title="Mijn geval", why="Om te tonen.")
        text = case_text(made)
        for event in run.case.events:
            for words in (getattr(event, key, None) for key in ("person", "reason", "pupil", "question")):
                assert words is None or words not in text
        assert made.expect.proposes["dyslexie"] == "dyslexie"
