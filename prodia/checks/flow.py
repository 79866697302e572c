"""The way through a protocol: that each step can be reached, does something, and comes in the right order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from prodia.checks.finding import Finding, Path
from prodia.checks.scope import Rule, Scope, answers
from prodia.language import Tree, Type, names, walk
from prodia.language.syntax.tree import Apply, Literal
from prodia.model.parts import Phase
from prodia.model.protocol import Step
from prodia.model.scalars import Expression
from prodia.problems import quality as kinds

MOST_STEPS, MOST_MINUTES = 40, 300
DANGER = re.compile(
    r"su[iï]cid|zelfdod|zelfmoord|zelfverwond|\b(?:zich|je|u|jou|mij|)zelf (?:pijn|iets aan|snij\w*|kras\w*)"
    r"|niet meer (?:willen |wil )?leven|levensmoe|\b(?:liever|aan de) dood\b|\bdood (?:willen|wil|zijn|gaan)"
    r"|\bwil(?:len|t|de)?\b[^.?!]{0,20}\bdood\b|mishandel|misbruik|tekenen van gevaar|acuut gevaar",
    re.IGNORECASE,
)


def circles(scope: Scope) -> Iterator[Finding]:
    """Steps and phases come after each other, never each after the other."""
    for group, key in (("steps", "after"), ("phases", "after"), ("phases", "within")):
        parts = getattr(scope.plan, group)
        own = getattr(scope.protocol, group)
        graph = {id: _listed(getattr(one, key)) for id, one in parts.items()}
        for circle in _circle(graph):
            if circle[0] in own:
                yield Finding(
                    kinds.CIRCLE, (group, circle[0], key), name=circle[0], witness=" -> ".join(circle)
                )


def _listed(said: str | Iterable[str] | None) -> list[str]:
    return [said] if isinstance(said, str) else [*(said or ())]


def _circle(graph: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """One circle, as it is read; the order of the file decides where it begins."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][::-1][:-1]
        first = circle.index(min(circle, key=list(graph).index))
        turned = circle[first:] + circle[:first]
        yield [*turned, turned[0]]


def after_later(scope: Scope) -> Iterator[Finding]:
    """A step waits for none of a later phase: that phase opens once its own is done."""
    plan = scope.plan
    for id, step in scope.protocol.steps.items():
        for other in _listed(step.after):
            phase = plan.steps[other].phase
            if step.phase in _before(plan.phases, phase):
                words = {"name": id, "after": other, "phase": phase}
                yield Finding(kinds.AFTER_LATER, ("steps", id, "after"), words)


def _before(phases: Mapping[str, Phase], phase: str) -> set[str]:
    """The phases that a phase comes after, and those that these come after."""
    found, todo = set[str](), [phase]
    while todo:
        new = {*_listed(phases[todo.pop()].after)} - found
        found |= new
        todo += new
    return found


def closed_steps(scope: Scope) -> Iterator[Finding]:
    """A step can open: some case meets its condition, with answers that can have been given."""
    plan, dead = scope.plan, dict[str, str]()
    while True:
        asked = {f for id, step in plan.steps.items() if id not in dead for f in step.fields}
        never = frozenset(plan.fields.keys() - asked)
        found = {
            id: ", ".join(n for n in names(step.when.tree) if n in never)
            for id, step in plan.steps.items()
            if id not in dead and step.when is not None and _never(scope, step, never)
        }
        if not found:
            break
        dead |= found
    for id, missing in dead.items():
        if id in scope.protocol.steps:
            when = scope.protocol.steps[id].when
            kind = kinds.STEP_UNASKED if missing else kinds.STEP_CLOSED
            yield Finding(
                kind, ("steps", id, "when"), name=id, found=when.text if when else "", missing=missing
            )


def _never(scope: Scope, step: Step, never: frozenset[str]) -> bool:
    assert step.when is not None
    types = dict(scope.plan.types)
    types["case.mode"] = types["case.mode"].with_options(tuple(step.modes))
    got = answers(step.when.tree, types, never)
    return got is not None and True not in got


def impossible_criteria(scope: Scope) -> Iterator[Finding]:
    """A criterion can be met, and can be not met: each of its conditions has both answers somewhere. One of
    before or after the version is there to be read."""
    for id, one in scope.protocol.criteria.items():
        if not one.valid.meets(scope.protocol.valid):
            continue
        for below, condition in scope.plan.criteria[id].conditions():
            if isinstance(condition.tree, Literal):
                continue
            got = answers(condition.tree, scope.plan.types)
            if got is not None and True not in got:
                yield Finding(kinds.NEVER_MET, ("criteria", id, *below), name=id, found=condition.text)
            elif _always(condition.tree, scope.plan.types):
                start, end = _by_itself(condition, scope.plan.types)
                words = {"name": id, "found": condition.text[start:end]}
                yield Finding(kinds.ALWAYS_MET, ("criteria", id, *below), words, span=(start, end))


def _always(tree: Tree, types: Mapping[str, Type]) -> bool:
    got = answers(tree, types)
    return got is not None and got - {None} == {True}


def _by_itself(condition: Expression, types: Mapping[str, Type]) -> tuple[int, int]:
    """The part of a condition that is always true without a comparison that is so; else all of it. Of such a
    comparison that is told, and not what follows from it."""
    for node in walk(condition.tree) if condition.written is None else ():
        if isinstance(node, Apply) and node.op in _CONNECT and _always(node, types):
            within = (n for n in walk(node) if isinstance(n, Apply) and n.op not in _CONNECT)
            if not any(_always(one, types) for one in within):
                return node.span
    return 0, len(condition.text)


_CONNECT = frozenset(("and", "or", "not"))


def idle_steps(scope: Scope) -> Iterator[Finding]:
    """A step does what it says it does, so that it can be done with."""
    needs = {
        "ask": ("fields",),
        "administer": ("fields",),
        "decide": ("decisions",),
        "advise": ("audiences",),
    }
    for id, step in scope.protocol.steps.items():
        for key in needs.get(step.does, ()):
            if not getattr(step, key):
                yield Finding(kinds.IDLE_STEP, ("steps", id, "does"), name=id, does=step.does, key=key)


def consent_late(scope: Scope) -> Iterator[Finding]:
    """Nothing is asked about a pupil before someone could say no."""
    consent = next((n for n, (_, s) in enumerate(scope.steps) if s.does == "consent"), None)
    for n, (id, step) in enumerate(scope.steps):
        if id in scope.protocol.steps and step.pupil and step.fields and (consent is None or n < consent):
            yield Finding(kinds.CONSENT_LATE, ("steps", id, "fields"), on_key=True, name=id)
            break


def _weighty(scope: Scope, *purposes: str) -> Iterator[tuple[str, int]]:
    """Decisions about a pupil with one of these purposes, with the place of their step."""
    for id, decision in scope.protocol.decisions.items():
        place = scope.place(id)
        if decision.purpose in purposes and place is not None and scope.steps[place][1].pupil:
            yield id, place


def unheard(scope: Scope) -> Iterator[Finding]:
    """Before a decision that classifies or gives access, the pupil and the parents were asked something."""
    plan = scope.plan
    for id, place in _weighty(scope, "classify", "access"):
        before = {f for _, step in scope.steps[: place + 1] for f in step.fields}
        sides = {plan.roles[plan.fields[f].from_].side for f in before}
        for side, who in (("pupil", kinds.PUPIL), ("family", kinds.PARENTS)):
            if side not in sides:
                yield Finding(kinds.UNHEARD, ("decisions", id), on_key=True, name=id, who=who)


def judges_oneself(scope: Scope) -> Iterator[Finding]:
    """In a grey zone, and about competence, somebody else than the pupil judges."""
    roles, p = scope.plan.roles, scope.protocol
    judges: list[tuple[Path, str, tuple[str, ...]]] = [
        (("criteria", id, "judges"), id, one.judges) for id, one in p.criteria.items()
    ]
    judges += [(("consent", "judges"), "consent", p.consent.judges)] if p.consent else []
    for path, name, named in judges:
        for at, role in enumerate(named):
            if roles[role].side == "pupil":
                yield Finding(kinds.JUDGES_ONESELF, (*path, at), name=name, role=role)


def no_feedback(scope: Scope) -> Iterator[Finding]:
    """What is decided about a pupil is discussed with them afterwards."""
    for id, place in _weighty(scope, "classify", "access"):
        if not any(step.does == "advise" for _, step in scope.steps[place:]):
            yield Finding(kinds.NO_FEEDBACK, ("decisions", id), on_key=True, name=id)
            break


def no_evaluation(scope: Scope) -> Iterator[Finding]:
    """After an advice someone looks back whether it helped."""
    last = max((n for n, (_, s) in enumerate(scope.steps) if s.does == "advise"), default=None)
    if last is not None and not any(step.fields for _, step in scope.steps[last + 1 :]):
        id = scope.steps[last][0]
        if id in scope.protocol.steps:
            yield Finding(kinds.NO_EVALUATION, ("steps", id), on_key=True, name=id)


def too_long(scope: Scope) -> Iterator[Finding]:
    """The whole way asks no more of a pupil than can be asked."""
    instruments = dict.fromkeys(f.instrument for f in scope.plan.fields.values() if f.instrument)
    known = scope.plan.shared.instruments
    minutes = sum(known[i].minutes or 0 for i in instruments if i in known)
    count = len(scope.steps)
    if count > MOST_STEPS or minutes > MOST_MINUTES:
        yield Finding(kinds.TOO_LONG, ("steps",), on_key=True, steps=count, minutes=minutes)


def one_source(scope: Scope) -> Iterator[Finding]:
    """A classification rests on more than one measurement or informant."""
    plan = scope.plan
    for id, decision in scope.protocol.decisions.items():
        if decision.purpose == "classify":
            columns = [column.label for column in plan.tables[id].table.inputs]
            fields = {f for name in columns for f in plan.reads(name)}
            measured = {
                f for f in fields if plan.fields[f].instrument or plan.fields[f].type.kind == "number"
            }
            if measured and len({plan.fields[f].from_ for f in fields}) < 2 and len(measured) < 2:
                yield Finding(kinds.ONE_SOURCE, ("decisions", id), on_key=True, name=id, what=min(measured))


def decided_early(scope: Scope) -> Iterator[Finding]:
    """What a decision rests on is asked before it is taken."""
    plan = scope.plan
    for id in scope.protocol.decisions:
        place = scope.place(id)
        if place is None or (step := scope.steps[place][0]) not in scope.protocol.steps:
            continue
        columns = [name for column in plan.tables[id].table.inputs for name in names(column.tree)]
        rests = {field for name in columns for field in plan.reads(name)}
        before = {f for _, one in scope.steps[: place + 1] for f in one.fields}
        later = ((f, name) for name, one in scope.steps[place + 1 :] for f in one.fields)
        for field, name in later:
            if field in rests - before:
                words = {"name": id, "step": step, "field": field, "later": name}
                yield Finding(kinds.DECIDED_EARLY, ("steps", step, "decisions"), words, on_key=True)
                break


def danger(scope: Scope) -> Iterator[Finding]:
    """Who asks about danger says what happens at once when the answer is yes."""
    plan = scope.plan
    order = [*plan.steps]
    for name, one in scope.protocol.fields.items():
        found = DANGER.search(f"{one.ask} {one.help or ''}")
        if found and name in plan.step_of:
            at = order.index(plan.step_of[name])
            near = [plan.steps[id] for id in order[at : at + 2]]
            decided = (
                plan.reads(c.label) for s in near for d in s.decisions for c in plan.tables[d].table.inputs
            )
            opened = (plan.reads(n) for s in near[1:] if s.when for n in names(s.when.tree))
            if not any(name in read for read in (*decided, *opened)):
                yield Finding(kinds.DANGER, ("fields", name, "ask"), name=name, found=found[0])


RULES: tuple[Rule, ...] = (
    circles,
    after_later,
    closed_steps,
    impossible_criteria,
    idle_steps,
    consent_late,
    unheard,
    judges_oneself,
    no_feedback,
    no_evaluation,
    too_long,
    one_source,
    decided_early,
    danger,
)
