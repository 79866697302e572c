"""Why a proposal is what it is: the rule, what it read, the verdicts behind it; and what would alter it.

Frozen data with short words in the language of the plan; :mod:`prodia.telling` tells it.
"""

# The smallest change: the table says which inputs must move where (language.nearest). Where an input
# is a verdict, the answers the criterion rests on are tried: one of them, then two, each
# at one sample of every stretch its conditions tell apart. Answers under arithmetic are
# not tried; then `answers` stays empty and the verdict itself is all that is said.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from prodia.case.administering import Misfit
from prodia.case.certainty import Certainty
from prodia.case.days import not_in_force, of_version
from prodia.case.gates import unknown
from prodia.case.outcomes import branch
from prodia.case.people import computed
from prodia.case.records import Contradiction, Proposal, Verdict
from prodia.case.relevance import axis_among, members
from prodia.case.state import State
from prodia.case.structure import structure
from prodia.errors import ProdiaError, checked
from prodia.frozen import dataclass
from prodia.language import (
    SUBJECT,
    Apply,
    Literal,
    Name,
    Plain,
    Tree,
    Value,
    evaluate,
    named,
    names,
    nearest,
    plain,
    say,
    show_cell,
    trace,
)
from prodia.language.evaluate import Read, Trace
from prodia.language.syntax.tree import about
from prodia.language.tables.axes import INF, Interval, Line, at
from prodia.model.parts import Cited, Purpose, Strength, Valid
from prodia.model.series import BOUNDS
from prodia.model.tested import ScoreRecord
from prodia.problems import Problem
from prodia.problems.cases import OUTCOME, UNKNOWN_DECISION
from prodia.scoring import Score
from prodia.scoring.score import NoScore
from prodia.words import Lang


@dataclass(frozen=True, slots=True)
class Cell:
    """One condition of a rule: the column, the cell as written, in words, what it read, and whether it holds.

    ``holds`` is None where the value is missing and the cell can not be told.
    """

    column: str
    cell: str
    words: str
    reads: tuple[Read, ...]
    holds: bool | None


@dataclass(frozen=True, slots=True)
class RuleTrace:
    """A rule of a table, and its conditions.

    ``number`` counts the rules from 1, as a proposal does (``Proposal.rules``) and as people say it. ``line``
    is where it stands in the text of the table, from 1: the heading is line 1, and empty lines count too. So
    the first rule is number 1 on line 2. ``fails``: the conditions that do not hold, or can not be told.
    """

    number: int
    line: int
    cells: tuple[Cell, ...]

    @property
    def fails(self) -> tuple[Cell, ...]:
        return tuple(c for c in self.cells if c.holds is not True)


@dataclass(frozen=True, slots=True)
class VerdictTrace:
    """A verdict with the conditions that were looked at, and where the rule comes from.

    ``in_force``: the criterion was valid on the day of the state; where it was not, there are no conditions.
    ``missing``: what was not in force on that day, the criterion itself or a cut-off it reads. ``block``: the
    block and version that the rule comes from, where it is not the protocol's own.
    """

    verdict: Verdict
    conditions: tuple[tuple[str, str, Trace], ...]  # part (met, judge), in words, what happened
    sources: tuple[Cited, ...]
    valid: Valid
    in_force: bool
    strength: Strength | None
    purpose: Purpose
    owner: str
    missing: tuple[Problem, ...] = ()
    block: str | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """A proposal, the rules that gave it, the verdicts they read, and the scores behind those.

    ``warnings``: that the decision itself is not in force on the day of the state; or the version.
    ``contradictions``: answers it rests on that contradict each other, and so are not read.
    ``certainty``: how sure it is, or why that can not be told. ``records``: the scores that tests gave, with
    how they were made; ``misfits``: what of those tests does not fit.
    """

    proposal: Proposal
    rules: tuple[RuleTrace, ...]
    verdicts: tuple[VerdictTrace, ...]
    scores: tuple[tuple[str, Score], ...]
    warnings: tuple[Problem, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    certainty: Certainty | NoScore | None = None
    records: tuple[tuple[str, ScoreRecord], ...] = ()
    misfits: tuple[Misfit, ...] = ()


@checked
def why(state: State, id: str) -> Why | VerdictTrace:
    """Why a decision is proposed as it is, or why a criterion is so judged.

    ``id`` is a decision (then :class:`Why`: proposal, rules, verdicts and scores behind it) or a
    criterion (then :class:`VerdictTrace`: its conditions with the values they read, and its sources).
    Raises :class:`prodia.ProdiaError` for another name, ``TypeError`` for what is no :class:`prodia.State`.

    >>> import prodia
    >>> case = prodia.Case.open(
    ...     prodia.load().catalogue,
    ...     {"kind": "opened", "on": "2026-09-01", "by": "clb-contact", "protocol": "algemeen@1.0.0"}
    ...     | {"mode": "consultative", "question": "Leest traag"},
    ... )
    >>> prodia.why(case.state, "consultatief-vervolg").proposal.missing
    ('co_zorgwekkend', 'co_aanpak_geprobeerd', 'co_zorg_blijft')
    """
    if id in state.plan.criteria and id not in state.plan.decisions:
        return verdict_trace(state, id)
    if id not in state.plan.decisions:
        raise ProdiaError(unknown(UNKNOWN_DECISION, id, (*state.plan.decisions, *state.plan.criteria)))
    proposal = state.proposal(id)
    rules = tuple(_rule(state, id, number - 1) for number in proposal.rules)
    known = structure(state.plan)
    read = known.under(known.table_reads[id])
    verdicts = tuple(verdict_trace(state, c) for c in state.plan.criteria if c in read)
    scores = tuple((f, s) for f, s in state.scores.items() if f in read)
    about = (of_version(state.plan, state.day), not_in_force(state.plan, "decisions", id))
    broken = tuple(one for one in state.contradictions if any(answer in read for answer in one.answers))
    told = tuple(p for p in about if p is not None)
    records = tuple((f, one) for f, one in state.records.items() if f in read)
    unfit = tuple(one for f, _ in records for one in state.misfits(f))
    sure = state.certainty(id)
    return Why(proposal, rules, verdicts, scores, told, broken, sure, records, unfit)


@checked
def why_not(state: State, decision: str, outcome: str) -> tuple[RuleTrace, ...]:
    """Every rule that would give an outcome; the ``fails`` of each say what keeps it from holding.

    Raises :class:`prodia.ProdiaError` for a decision or an outcome the protocol does not have, ``TypeError``
    for what is no :class:`prodia.State`.

    >>> import prodia
    >>> case = prodia.Case.open(
    ...     prodia.load().catalogue,
    ...     {"kind": "opened", "on": "2026-09-01", "by": "clb-contact", "protocol": "algemeen@1.0.0"}
    ...     | {"mode": "consultative", "question": "Leest traag"},
    ... )
    >>> rules = prodia.why_not(case.state, "consultatief-vervolg", "veiligheid-eerst")
    >>> [(rule.line, [cell.column for cell in rule.fails]) for rule in rules]
    [(2, ['co_zorgwekkend'])]
    """
    if decision not in state.plan.decisions:
        raise ProdiaError(unknown(UNKNOWN_DECISION, decision, state.plan.decisions))
    outcomes = state.plan.decisions[decision].outcomes
    if outcome not in outcomes:
        raise ProdiaError(unknown(OUTCOME, outcome, outcomes, decision=decision))
    rules = state.plan.tables[decision].table.rules
    return tuple(_rule(state, decision, i) for i, rule in enumerate(rules) if rule.then[0] == outcome)


def verdict_trace(state: State, name: str) -> VerdictTrace:
    """How the verdict on one criterion came about."""
    criterion, verdict = state.plan.criteria[name], state.verdict(name)
    by = state.value(criterion.by) if criterion.by else None
    found = []
    in_force = ("criteria", name) not in state.plan.off
    block = state.plan.protocol.block_of("criteria", name)
    for key, part in (("met", criterion.met), ("judge", criterion.judge)):
        condition = branch(part, by)
        if (
            condition is not None
            and in_force
            and (key == "met" or verdict.machine in ("judgement", "not met"))
        ):
            tree = condition.tree
            found.append((key, _said(state, condition.said), trace(tree, state.read(names(tree)))))
    return VerdictTrace(
        verdict,
        tuple(found),
        criterion.source,
        criterion.valid,
        in_force,
        criterion.strength,
        criterion.purpose,
        criterion.owner,
        tuple(p for at in state.plan.not_in_force(name) if (p := not_in_force(state.plan, *at)) is not None),
        block.reference if block is not None else None,
    )


def _lang(state: State) -> Lang:
    return "nl" if state.plan.lang == "nl" else "en"


def _said(state: State, tree: Tree) -> str:
    return say(tree, _lang(state), state.plan.labels, state.plan.types)


def _rule(state: State, decision: str, number: int) -> RuleTrace:
    table = state.plan.tables[decision].table
    rule = table.rules[number]
    cells = tuple(
        _cell(state, column.tree, cell) for column, cell in zip(table.inputs, rule.when, strict=True)
    )
    return RuleTrace(number + 1, (rule.mark or (number, 0))[0] + 1, cells)


def _cell(state: State, column: Tree, cell: Tree) -> Cell:
    read = state.read(names(column))
    value = evaluate(column, read)
    held: Plain = evaluate(cell, {SUBJECT: value})
    if held is False and value is None:
        held = None
    words = _said(state, about(cell, column)) if SUBJECT in names(cell) else ""
    text = column.id if isinstance(column, Name) else say(column, _lang(state), state.plan.labels)
    holds = held if isinstance(held, bool) else None
    return Cell(text, show_cell(cell), words, trace(column, read).reads, holds)


MOST_ANSWERS = 2
BUDGET = 2000


@dataclass(frozen=True, slots=True)
class Move:
    """One value that would have to be another: what it is now, and in words what it would have to be."""

    name: str
    now: Value
    needed: str


@dataclass(frozen=True, slots=True)
class SmallestChange:
    """Inputs of the table that would have to change together, and the outcome that gives.

    ``answers`` holds for a verdict among the inputs the ways to reach it, fewest answers first.
    """

    inputs: tuple[Move, ...]
    outcome: str | None
    answers: tuple[tuple[Move, ...], ...]


def smallest_change(state: State, decision: str) -> tuple[SmallestChange, ...]:
    """The changes with the fewest inputs that give another proposal, nearest first.

    Empty where nothing that may be entered gives another one.
    """
    table = state.plan.tables[decision]
    inputs = [c.tree for c in table.table.inputs]
    values = [evaluate(t, state.read(names(t))) for t in inputs]
    found = []
    for change in nearest(table, values):
        moves: list[Move] = []
        answers: list[tuple[Move, ...]] = []
        words = change.words(table, _lang(state))
        for (i, part), (label, needed) in zip(change.to, words, strict=True):
            moves.append(Move(label, values[i], needed))
            wanted = table.axes[i].parts[part].values
            if label in state.plan.criteria:
                answers.extend(answers_for(state, label, frozenset(wanted)))
        first = change.hit.output[0] if change.hit.output else None
        found.append(SmallestChange(tuple(moves), first if isinstance(first, str) else None, tuple(answers)))
    return tuple(found)


def answers_for(state: State, criterion: str, wanted: frozenset[Plain]) -> Iterator[tuple[Move, ...]]:
    """The fewest answers that bring a criterion to one of the words wanted."""
    known = structure(state.plan)
    fields = sorted(known.rests_on[criterion])
    trees = trees_below(state, criterion)
    tries = {f: _tries(state, f, trees) for f in fields}
    for count in range(1, min(MOST_ANSWERS, len(fields)) + 1):
        found = False
        for group in combinations([f for f in fields if tries[f]], count):
            for number, combo in enumerate(product(*(tries[f] for f in group))):
                if number >= BUDGET:
                    break
                other = {f: value for f, (value, _) in zip(group, combo, strict=True)}
                if _word(state, criterion, other) in wanted:
                    found = True
                    yield tuple(Move(f, state.value(f), w) for f, (_, w) in zip(group, combo, strict=True))
        if found:
            return


def trees_below(state: State, name: str) -> list[Tree]:
    """Every condition between a name and the answers it rests on."""
    plan = state.plan
    trees: list[Tree] = []
    for one in structure(plan).under([name]):
        if one in plan.criteria:
            trees += [c.tree for _, c in plan.criteria[one].conditions()]
        elif one in plan.derived:
            trees.append(plan.derived[one].is_.tree)
    return trees


def _tries(state: State, field: str, trees: list[Tree]) -> list[tuple[Plain, str]]:
    """Other values of a field worth trying, each with the words for its whole stretch."""
    type, now = state.plan.types[field], plain(state.value(field))
    if few := members(type):
        return [(o, _said(state, Apply("=", (Name(field), Literal(o))))) for o in few if o != now]
    axis = axis_among(type, trees, field)
    if axis is None:
        return []
    here = axis.part_of(now)
    found = []
    for number, part in enumerate(axis.parts):
        if part.inside and not part.null and number != here and part.span is not None and axis.line:
            tree = _within(field, axis.line, part.span)
            found.append((part.sample, _said(state, tree) if tree else ""))
    return found


def _within(field: str, line: Line, span: Interval) -> Tree | None:
    """The stretch as a condition."""
    if span.low == span.high:
        return Apply("=", (Name(field), Literal(at(line, span.low))))
    ends: list[Tree] = []
    if span.low != -INF:
        ends.append(Apply(">=" if span.low_in else ">", (Name(field), Literal(at(line, span.low)))))
    if span.high != INF:
        ends.append(Apply("<=" if span.high_in else "<", (Name(field), Literal(at(line, span.high)))))
    return Apply("and", tuple(ends)) if len(ends) == 2 else ends[0] if ends else None


def _word(state: State, criterion: str, other: Mapping[str, Plain]) -> str:
    return str(value_if(state, criterion, other))


def _part_if(state: State, field: str, part: str, value: Plain) -> Value:
    """A bound of a score were it another; the rest of what is read of it stays."""
    if not isinstance(value, float) or part.partition("_")[0] not in BOUNDS:
        return state.value(f"{field}.{part}")
    return named(state.bound(field, part, value, same=False))


def value_if(state: State, name: str, other: Mapping[str, Plain]) -> Value:
    """The value of a name if some answers were others; of a criterion what its rule says. Paths stay."""

    def told(name: str) -> Value:
        of = state.plan.part(name)
        return _part_if(state, *of, other[of[0]]) if of is not None and of[0] in other else state.value(name)

    return computed(state.plan, dict(other), name, told)
