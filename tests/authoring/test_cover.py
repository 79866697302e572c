"""What the cases touch, and the text of a rule coloured as a case went through it."""

from __future__ import annotations

import pytest

from prodia.authoring.colours import cells, coloured, shade, told_rules
from prodia.authoring.cover import atoms, cover, coverage, sentence, told_coverage, turning
from prodia.authoring.runs import Run, runs
from prodia.case.outcomes import branch
from prodia.case.trace import why
from prodia.content import Catalogue
from prodia.language import evaluate, names, parse, show, trace
from prodia.telling import to_text
from tests.shipped import CATALOGUE

READING = "lezen-spellen@1.0.0"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return CATALOGUE


@pytest.fixture(scope="module")
def ran(catalogue: Catalogue) -> tuple[Run, ...]:
    return runs(catalogue, READING)


class TestTouched:
    """A point is touched where a case comes to it, and only there."""

    def test_cutoffs(self, catalogue: Catalogue, ran: tuple[Run, ...]) -> None:
        """The cases of 9, 9.9, 10 and 10.1 touch the three sides of percentile 10."""
        plan = catalogue.plan(READING)
        near = {f"ernst-pc-{figure}" for figure in ("9", "9-9", "10", "10-1")}
        found = coverage(plan, [run for run in ran if run.id in near])
        touched = {
            p.kind: p.cases for p in found.points if p.tree is not None and show(p.tree) == "laagste_pc = 10"
        }
        assert {
            "below": ("ernst-pc-9-9", "ernst-pc-9"),
            "at": ("ernst-pc-10",),
            "above": ("ernst-pc-10-1",),
        } == touched

    def test_without_cases_nothing_is(self, catalogue: Catalogue) -> None:
        found = coverage(catalogue.plan(READING), [])
        assert 0 == found.share()
        assert {"rule", "outcome", "below", "at", "above", "missing", "true", "false", "path"} == {
            p.kind for p in found.points
        }

    def test_every_row_that_is_touched_was_traced(self, catalogue: Catalogue, ran: tuple[Run, ...]) -> None:
        by = {run.id: run for run in ran}
        for point in coverage(catalogue.plan(READING), ran).of("rule"):
            for case in point.cases[:2]:
                told = why(by[case].state, point.name)
                assert int(point.what) in [rule.number for rule in told.rules]  # type: ignore[union-attr]

    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_told(self, catalogue: Catalogue, lang: str) -> None:
        plan = catalogue.plan(READING, lang)
        found = cover(catalogue, READING, lang)
        for point in found.points:
            assert "{" not in sentence(point, plan, lang)  # type: ignore[arg-type]
        assert READING in to_text(told_coverage(found, plan, lang))  # type: ignore[arg-type]
        short = to_text(told_coverage(found, plan, lang, 2))  # type: ignore[arg-type]
        left = {sentence(p, plan, lang) for p in found.points if not p.cases}  # type: ignore[arg-type]
        assert len(left) > 2
        assert 2 == sum(one in " ".join(short.split()) for one in left)
        assert str(len(left) - 2) in next(line for line in short.splitlines() if "--all" in line)
        assert found.as_dict(plan)["share"] == pytest.approx(found.share(), abs=1e-4)


class TestTurning:
    """A part of a condition matters in a case where turning it alone would turn the whole."""

    @pytest.mark.parametrize(
        ("text", "values", "turns"),
        [
            ("a and b", {"a": True, "b": True}, {("a", True), ("b", True)}),
            ("a and b", {"a": False, "b": True}, {("a", False)}),
            ("a and b", {"a": False, "b": False}, set()),
            ("a or b", {"a": True, "b": False}, {("a", True)}),
            ("a or b", {"a": True}, {("a", True)}),  # b is not known: without a nothing is
            ("at least(2, a, b, c)", {"a": True, "b": True, "c": False}, {("a", True), ("b", True)}),
        ],
    )
    def test_part(self, text: str, values: dict[str, bool], turns: set[tuple[str, bool]]) -> None:
        tree = parse(text)
        found = turning(tree, tuple(atoms(tree)), values)
        assert turns == {(show(part), held) for part, held in found}


class TestColours:
    """Met, not met, not reached and not relevant are equal to the trace, in every case."""

    def test_equal_to_the_trace(self, ran: tuple[Run, ...]) -> None:
        looked = 0
        for run in ran:
            state = run.state
            for criterion in state.plan.criteria.values():
                by = state.value(criterion.by) if criterion.by else None
                condition = branch(criterion.met, by)
                if condition is None:
                    continue
                values = state.read(names(condition.tree))
                whole = evaluate(condition.tree, values)
                pieces = [one for one in coloured(condition.tree, values) if one.tree is not None]
                for one in pieces:
                    assert one.tree is not None
                    said = trace(one.tree, values).value
                    assert one.mark in (shade(said), "not relevant")
                    looked += 1
                if whole is None:
                    assert "not reached" in {one.mark for one in pieces}
                assert {one.mark for one in pieces} != {"not relevant"}
        assert looked > 1000

    def test_cells_are_those_of_the_trace(self, ran: tuple[Run, ...]) -> None:
        for run in ran[::4]:
            for decision in run.state.plan.decisions:
                told = why(run.state, decision)
                marks = cells(run.state, decision)
                for rule in told.rules:  # type: ignore[union-attr]
                    assert {"met", "not relevant"} >= set(marks[rule.number - 1])

    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_on_screen_and_as_a_page(self, ran: tuple[Run, ...], lang: str) -> None:
        run = next(run for run in ran if run.id == "verhaal")
        section = told_rules(run.state, run.id, lang)  # type: ignore[arg-type]
        legend = "niet van belang" if lang == "nl" else "not relevant"
        assert legend in str(section)
