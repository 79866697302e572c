"""What protocols say of one pupil together: a fact under two names, two limits for one thing, what clashes.

>>> import prodia
>>> catalogue = prodia.load().catalogue
>>> plans = [catalogue.plan(f"{id}@1.0.0") for id in ("cognitief-zwak", "verslagen")]
>>> [(one.problem.code, one.parts) for one in prodia.between(plans) if "t2_begin" in one.parts]
[('PRD-R22', ('ontstaan_22', 't2_begin'))]
"""

# How to think about it: a pupil answers a question once, whatever protocol asks it. So two protocols meet in
# what they ask alike: the same id, or the same words and the same kind of answer. In those facts criteria are
# compared as two versions of one criterion are (the search behind `diff`); where outcomes exclude each other,
# both protocols are laid together as one plan, and the search behind `prove` looks for answers that lead to
# both. What is so on purpose is an exemption of the pack, as with any finding.

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Any, TypeAlias

from prodia.authoring.joint import Values, found, possible, rests_on, stretches, then
from prodia.authoring.mutate import choices_of
from prodia.case.outcomes import conditions, word, word_of
from prodia.case.relevance import said_by
from prodia.case.structure import GATE, structure
from prodia.errors import checked, fits
from prodia.language import Name, Plain, Tree, evaluate, names, plain
from prodia.language.analysis import TooMany, example
from prodia.language.syntax.tree import replaced
from prodia.language.tables.apart import Spent, hits
from prodia.model.parts import Exemption
from prodia.model.plan import Plan, plan_of
from prodia.model.protocol import PARTS, PREFIX, Criterion, Decision, Ensure, Field, Hypothesis, Step
from prodia.model.scalars import Expression
from prodia.problems import Problem
from prodia.problems import authors as kinds
from prodia.telling.values import named_value
from prodia.words import Lang, Words
from prodia.words.cells import folded
from prodia.words.labels import LABELS
from prodia.words.lists import listed

MOST = 3  # facts in which two criteria are compared: more is another question
ALIKE = 0.5  # of the options of two choices that ask the same

Witness: TypeAlias = tuple[tuple[str, Plain], ...]
Found: TypeAlias = tuple[Problem, tuple[str, str], Witness]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where two protocols meet in one pupil: ``protocols`` and ``parts``, the one of each.

    ``witness``: answers for which it is so, by the names of the first. ``exempt``: why it is so on purpose.
    """

    problem: Problem
    protocols: tuple[str, str]
    parts: tuple[str, str]
    witness: Witness = ()
    exempt: str | None = None


@checked
def between(plans: Sequence[Plan], exemptions: Sequence[Exemption] = ()) -> tuple[Meeting, ...]:
    """Where these protocols meet in one pupil and do not say the same, pair by pair.

    ``exemptions``: what is so on purpose, by code and by part of either protocol (``criteria.ernst``).
    Raises ``TypeError`` where one of ``plans`` is no plan.
    """
    for plan in plans:
        fits("plans", plan, Plan)
    for each in exemptions:
        fits("exemptions", each, Exemption)
    made = []
    for pair in combinations(plans, 2):
        if pair[0].protocol.id != pair[1].protocol.id:
            for problem, parts, witness in _Pair(*pair).told():
                why = next((e.reason for e in exemptions if _covers(e, problem, pair, parts)), None)
                made.append(Meeting(problem, (pair[0].reference, pair[1].reference), parts, witness, why))
    return tuple(made)


def _covers(one: Exemption, problem: Problem, pair: tuple[Plan, Plan], parts: tuple[str, str]) -> bool:
    if one.rule not in problem.kind.names:
        return False
    homes = (f"{plan.reference.replace('@', '/')}/" for plan in pair)
    within = [one.at == "." or one.at.startswith(h) or h.startswith(f"{one.at.rstrip('/')}/") for h in homes]
    part = (one.part or "").rpartition(".")[2]
    return any(here and part in ("", name) for here, name in zip(within, parts, strict=True))


class _Pair:
    """Two protocols; ``same``: of what the second asks or computes, what it is called in the first."""

    def __init__(self, one: Plan, other: Plan) -> None:
        self.one, self.other = one, other
        mine, theirs = one.fields, other.fields
        self.twice = {
            m: n
            for m, n in product(other.protocol.fields, one.protocol.fields)
            if m != n and m not in mine and n not in theirs and _one_fact(mine[n], theirs[m])
        }
        self.same = {m: m for m in theirs if m in mine and _kind(mine[m]) == _kind(theirs[m])} | self.twice
        for name, value in other.derived.items():
            if name in one.derived and _renamed(value.is_.tree, self.same) == one.derived[name].is_.tree:
                self.same[name] = name

    def told(self) -> Iterator[Found]:
        """Every place where they meet and do not say the same."""
        mine, theirs = self.one.protocol, self.other.protocol
        named = {"one": self.one.reference, "other": self.other.reference}
        for m, n in self.twice.items():
            slots = {**named, "name": n, "second": m, "ask": mine.fields[n].ask}
            yield Problem(kinds.FACT_TWICE, None, **slots), (n, m), ()
        for name in (n for n in mine.fields if n in theirs.fields):
            a, b = mine.fields[name], theirs.fields[name]
            if _kind(a) != _kind(b) or _shared(a.ask, b.ask) < ALIKE:
                slots = {**named, "name": name, "ask": a.ask, "asked": b.ask}
                yield Problem(kinds.ID_TWICE, None, **slots), (name, name), ()
        for (n, x), (m, y) in product(mine.criteria.items(), theirs.criteria.items()):
            yield from self._limits(n, x, m, y, named)
        yield from self._outcomes(named)

    # ---- two limits for one thing

    def _limits(
        self, n: str, x: Criterion, m: str, y: Criterion, named: Mapping[str, str]
    ) -> Iterator[Found]:
        """Two criteria over the same facts that go the same way and part somewhere."""
        facts = structure(self.one).rests_on[n]
        if not 1 <= len(facts) <= MOST or not x.valid.meets(y.valid):
            return
        if facts != {self.same.get(f) for f in structure(self.other).rests_on[m]}:
            return
        day = max(x.valid.from_, y.valid.from_)
        mine, theirs = (then(plan, day).criteria for plan in (self.one, self.other))
        was = conditions(mine[n])
        now = tuple(_renamed(tree, self.same) for tree in conditions(theirs[m]))
        known = {*self.same.values(), *self.one.types}
        if was == now or not all(name in known for tree in now for name in names(tree)):
            return
        try:
            choices = choices_of(self.one, (*was, *now))
            if choices is None:
                return

            def seen(wanted: Callable[[str, str], bool]) -> Mapping[str, Plain] | None:
                def words(*values: Plain) -> bool:
                    return wanted(word(*values[:2]), word(*values[2:]))

                return example((*was, *now), choices, words, True)

            if not (seen(lambda a, b: a == b == "met") and seen(lambda a, b: a == b == "not met")):
                return
            witness = seen(lambda a, b: {a, b} == {"met", "not met"}) or seen(
                lambda a, b: a != b and "not assessable" not in (a, b)
            )
        except TooMany:
            return
        if witness is not None:
            words = word_of(mine[n], witness), _word(now, witness)
            slots: dict[str, object] = {**named, "mine": x.says, "theirs": y.says}
            slots |= {"first": LABELS["verdict"][words[0]], "second": LABELS["verdict"][words[1]]}
            slots |= {"witness": _told(self.one, witness)}
            yield Problem(kinds.LIMIT_TWICE, None, **slots), (n, m), tuple(witness.items())

    # ---- outcomes that exclude each other

    def _outcomes(self, named: Mapping[str, str]) -> Iterator[Found]:
        mine, theirs = self.one.protocol.decisions, self.other.protocol.decisions
        whole: Plan | None = None
        renames: Mapping[str, str] = {}
        for (n, x), (m, y) in product(mine.items(), theirs.items()):
            for kind, against in (
                (kinds.MEASURES_CLASH, _against(x, y)),
                (kinds.ANSWERS_CLASH, self._asked(n, m)),
            ):
                if not against:
                    continue
                if whole is None:
                    whole, renames = together(self.one, self.other, self.same)
                for outcome, opposite, measure in against:
                    slots: dict[str, object] = {**named, "title": x.title, "measure": measure}
                    slots |= {"outcome": x.outcomes[outcome].title, "against": y.outcomes[opposite].title}
                    try:
                        witness = _both(whole, (n, outcome), (renames[f"decisions {m}"], opposite))
                    except Spent:
                        yield Problem(kinds.MEETING_OPEN, None, **slots), (n, m), ()
                        continue
                    if witness is not None:
                        slots["witness"] = _told(whole, witness)
                        yield Problem(kind, None, **slots), (n, m), tuple(witness.items())
                        break

    def _asked(self, n: str, m: str) -> list[tuple[str, str, str]]:
        """Every two outcomes of one question that both protocols put to the same facts."""
        x, y = self.one.decisions[n], self.other.decisions[m]
        if folded(x.title) != folded(y.title):
            return []
        rests = [rests_on(self.one, n), {self.same.get(f, "") for f in rests_on(self.other, m)}]
        if rests[0] != rests[1] or not rests[0] or self._alike(n, m):
            return []
        return [(a, b, "") for a, b in product(x.outcomes, y.outcomes) if a != b and b in x.outcomes]

    def _alike(self, n: str, m: str) -> bool:
        """Are two tables the same, and all they read?"""
        mine, theirs = (structure(plan).reads for plan in (self.one, self.other))
        under = structure(self.other).under(structure(self.other).table_reads[m])
        return self.one.decisions[n].table.text == self.other.decisions[m].table.text and all(
            self.same.get(name, name) == name
            and said_by(self.one, name) == tuple(_renamed(t, self.same) for t in said_by(self.other, name))
            for name in under
            if name in theirs or name in mine
        )


def _kind(field: Field) -> tuple[object, ...]:
    return field.type.kind, field.type.unit, field.series is not None, frozenset(field.options)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", folded(text)))


def _shared(one: str, other: str) -> float:
    """The share of the words of two questions that stand in both."""
    a, b = _words(one), _words(other)
    return len(a & b) / max(1, len(a | b))


def _one_fact(one: Field, other: Field) -> bool:
    """The same question, answered in the same kind of words or figures."""
    alike = (one.type.kind, one.type.unit, one.instrument) == (
        other.type.kind,
        other.type.unit,
        other.instrument,
    )
    if not alike or _words(one.ask) != _words(other.ask):
        return False
    few = min(len(one.options), len(other.options))
    return not few or len(one.options.keys() & other.options.keys()) >= ALIKE * few


def _renamed(tree: Tree, known: Mapping[str, str]) -> Tree:
    """A tree with other names; what is read of a series goes by the name of the series."""
    by: dict[Tree, Tree] = {}
    for id in names(tree):
        head, dot, part = id.partition(".")
        by[Name(id)] = Name(known.get(id) or f"{known.get(head, head)}{dot}{part}")
    return replaced(tree, by)


def _word(trees: Sequence[Tree], values: Mapping[str, Plain]) -> str:
    met, judge = (plain(evaluate(tree, values)) for tree in trees)
    return str(word(met, judge))


def _told(plan: Plan, witness: Mapping[str, Plain]) -> Words:
    """The answers of a witness as a sentence tells them."""

    def said(lang: Lang) -> str:
        each = [
            f"{plan.labels.get(n, n)} {named_value(plan, n, v, lang)}"
            for n, v in witness.items()
            if not n.startswith(GATE)
        ]
        return listed(each or ["-"], lang)

    return Words(said("nl"), said("en"))


def _against(x: Decision, y: Decision) -> list[tuple[str, str, str]]:
    """Every two outcomes of which the one does what the other leaves."""
    return [
        (a, b, measure.replace("-", " "))
        for (a, one), (b, other) in product(x.outcomes.items(), y.outcomes.items())
        for measure, way in one.measures.items()
        if other.measures.get(measure, way) != way
    ]


def _both(plan: Plan, one: tuple[str, str], other: tuple[str, str]) -> Mapping[str, Plain] | None:
    """Answers for which both are proposed, on any day of either."""
    known = structure(plan)
    reads = tuple(dict.fromkeys((*known.table_reads[one[0]], *known.table_reads[other[0]])))

    def holds(can: Callable[[str], Values]) -> bool:
        for id, outcome in (one, other):
            every = hits(plan.tables[id], possible(plan.tables[id].table, can))
            if not any(hit.output and hit.output[0] == outcome for hit in every):
                return False
        return True

    first = plan.protocol.valid.from_
    for day in (first, *sorted(day for day in stretches(plan, reads) if day > first)):
        witness = found(plan, reads, holds, on=day)
        if witness is not None:
            return witness
    return None


def together(one: Plan, other: Plan, same: Mapping[str, str]) -> tuple[Plan, Mapping[str, str]]:
    """Two protocols as one plan of one pupil: what they share stands once, the rest of the second is renamed.

    ``same``: of the second's questions and values, what they are called in the first. Also gives every name
    of the second, as ``group id``, with the one it has now.
    """
    known: dict[str, str] = {}
    for group in PARTS:
        mine = one.written[group]
        for id, part in other.written[group].items():
            kept = same.get(id) if group in ("fields", "derived") else id if mine.get(id) == part else None
            if group in ("roles", "phases"):
                kept = id
            known[f"{group} {id}"] = kept or f"{other.protocol.id}:{id}"
    read = {id: known[f"{g} {id}"] for g in ("fields", "derived", "criteria") for id in other.written[g]}
    read |= {f"{PREFIX}{id}": PREFIX + known[f"cutoffs {id}"] for id in other.written["cutoffs"]}
    made: dict[str, Any] = {
        group: {
            **{
                known[f"{group} {id}"]: _moved(part, known, read) for id, part in other.written[group].items()
            },
            **one.written[group],
        }
        for group in PARTS
    }
    valid = max((plan.protocol.valid for plan in (one, other)), key=lambda v: v.from_)
    made |= {"valid": valid.model_copy(update={"to": None}), "consent": one.consent}
    return plan_of(one.protocol.model_copy(update=made), None, one.shared, lang=one.lang), known


_NAMES = {"fields": "fields", "decisions": "decisions", "serves": "hypotheses"}
_CONDITIONS = ("met", "judge", "is_", "when", "that")


def _moved(part: Any, known: Mapping[str, str], read: Mapping[str, str]) -> Any:
    """A part with the names in it as they are now."""

    def put(one: Any) -> Any:
        if isinstance(one, Expression):
            return Expression(one.text, _renamed(one.tree, read))
        return {key: put(each) for key, each in one.items()} if isinstance(one, Mapping) else one

    made = {key: put(getattr(part, key)) for key in _CONDITIONS if hasattr(part, key)}
    if isinstance(part, Criterion):
        made["by"] = read.get(part.by or "", part.by)
    elif isinstance(part, Ensure):
        made["answers"] = tuple(read.get(n, n) for n in part.answers)
    elif isinstance(part, Hypothesis):
        made["criteria"] = tuple(read.get(n, n) for n in part.criteria)
    elif isinstance(part, Step):
        for key in ("fields", "decisions", "serves"):
            made[key] = tuple(known[f"{_NAMES[key]} {n}"] for n in getattr(part, key))
        made["after"] = part.after and known.get(f"steps {part.after}", part.after)
    elif isinstance(part, Decision):
        heads = tuple(replace(head, tree=_renamed(head.tree, read)) for head in part.table.inputs)
        made["table"] = replace(part.table, inputs=heads)
    return part.model_copy(update=made) if made else part
