"""Why a proposal is what it is: the rule, what it read, the verdicts behind it and their sources.

Frozen data with short words in the language of the plan; :mod:`prodia.telling` tells it.
"""

from __future__ import annotations

from dataclasses import dataclass

from prodia.case.gates import unknown
from prodia.case.records import Proposal, Verdict
from prodia.case.state import State
from prodia.case.structure import structure
from prodia.case.verdicts import branch
from prodia.errors import ProdiaError
from prodia.language import SUBJECT, Apply, Name, Plain, Tree, evaluate, names, say, show_cell, trace
from prodia.language.evaluate import Read, Trace
from prodia.model.parts import Cited, Purpose, Strength, Valid
from prodia.problems.cases import OUTCOME, UNKNOWN_DECISION
from prodia.scoring import Score
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
    """A rule by its number (from 1) and its line in the table (from 1)."""

    number: int
    line: int
    cells: tuple[Cell, ...]

    @property
    def fails(self) -> tuple[Cell, ...]:
        return tuple(c for c in self.cells if c.holds is not True)


@dataclass(frozen=True, slots=True)
class VerdictTrace:
    """A verdict with the conditions that were looked at, and where the rule comes from.

    ``in_force``: the criterion was valid on the day of the state.
    """

    verdict: Verdict
    conditions: tuple[tuple[str, str, Trace], ...]  # part (met, judge), in words, what happened
    sources: tuple[Cited, ...]
    valid: Valid
    in_force: bool
    strength: Strength
    purpose: Purpose
    owner: str


@dataclass(frozen=True, slots=True)
class Why:
    """A proposal, the rules that gave it, the verdicts they read, and the scores behind those."""

    proposal: Proposal
    rules: tuple[RuleTrace, ...]
    verdicts: tuple[VerdictTrace, ...]
    scores: tuple[tuple[str, Score], ...]


def why(state: State, id: str) -> Why | VerdictTrace:
    """Why a decision is proposed as it is, or why a criterion is so judged.

    ``id`` is a decision (then :class:`Why`: proposal, rules, verdicts and scores behind it) or a
    criterion (then :class:`VerdictTrace`: its conditions with the values they read, and its sources).
    Raises :class:`prodia.ProdiaError` for anything else.

    >>> import prodia
    >>> case = prodia.Case.open(
    ...     prodia.load().catalogue,
    ...     {"kind": "opened", "on": "2026-09-01", "by": "clb-contact", "protocol": "algemeen@1.0.0"}
    ...     | {"mode": "consultative", "question": "Leest traag"},
    ... )
    >>> prodia.why(case.state, "consultatief-vervolg").proposal.missing
    ('co_zorgwekkend', 'co_aanpak_geprobeerd', 'co_zorg_blijft')
    """
    if id in state.plan.decisions:
        return _why(state, id)
    if id in state.plan.criteria:
        return verdict_trace(state, id)
    raise ProdiaError(unknown(UNKNOWN_DECISION, id, (*state.plan.decisions, *state.plan.criteria)))


def _why(state: State, decision: str) -> Why:
    proposal = state.proposal(decision)
    rules = tuple(_rule(state, decision, number - 1) for number in proposal.rules)
    read = _closure(state, decision)
    verdicts = tuple(verdict_trace(state, c) for c in state.plan.criteria if c in read)
    scores = tuple((f, s) for f, s in state.scores.items() if f in read)
    return Why(proposal, rules, verdicts, scores)


def why_not(state: State, decision: str, outcome: str) -> tuple[RuleTrace, ...]:
    """Every rule that would give an outcome; the ``fails`` of each say what keeps it from holding.

    Raises :class:`prodia.ProdiaError` for a decision or an outcome the protocol does not have.

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
    for key, part in (("met", criterion.met), ("judge", criterion.judge)):
        condition = branch(part, by)
        if condition is not None and (key == "met" or verdict.machine in ("judgement", "not met")):
            tree = condition.tree
            words = say(tree, _lang(state), state.plan.labels, state.plan.types)
            found.append((key, words, trace(tree, state.read(names(tree)))))
    return VerdictTrace(
        verdict,
        tuple(found),
        criterion.source,
        criterion.valid,
        criterion.valid.holds_on(state.day),
        criterion.strength,
        criterion.purpose,
        criterion.owner,
    )


def _lang(state: State) -> Lang:
    return "nl" if state.plan.lang == "nl" else "en"


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
    condition = _about(cell, column)
    words = (
        say(condition, _lang(state), state.plan.labels, state.plan.types) if SUBJECT in names(cell) else ""
    )
    text = column.id if isinstance(column, Name) else say(column, _lang(state), state.plan.labels)
    holds = held if isinstance(held, bool) else None
    return Cell(text, show_cell(cell), words, trace(column, read).reads, holds)


def _about(cell: Tree, column: Tree) -> Tree:
    """The cell with its column in the place of ``?``."""
    if isinstance(cell, Name):
        return column if cell.id == SUBJECT else cell
    return Apply(cell.op, tuple(_about(a, column) for a in cell.args)) if isinstance(cell, Apply) else cell


def _closure(state: State, decision: str) -> set[str]:
    """Every name a decision rests on."""
    known = structure(state.plan)
    seen: set[str] = set()
    todo = list(known.table_reads[decision])
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(known.reads.get(name, ()))
    return seen
