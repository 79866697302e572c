"""What a protocol carries along: parts nobody uses, worked cases, its versions and what is told of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from prodia.checks.finding import Finding, Path
from prodia.checks.scope import Rule, Scope
from prodia.language import names
from prodia.language.syntax.tree import Tree
from prodia.model.events import Answered
from prodia.model.protocol import NAMED, PARTS, PREFIX, Decision, Protocol
from prodia.problems import quality as kinds
from prodia.words import Words
from prodia.words.lists import slip

_QUESTIONS = (
    ("wat", re.compile(r"\bwat\b", re.IGNORECASE)),
    ("wie", re.compile(r"\b(?:wie|geraakt|betreft)\b", re.IGNORECASE)),
    ("waarom", re.compile(r"\b(?:waarom|bron|reden)\b", re.IGNORECASE)),
)
_RUNNING = re.compile(r"\b(?:lopende?|onderweg|verhuis\w*)\b", re.IGNORECASE)
_HEADING = re.compile(r"^#+ .*?\b(\d+\.\d+\.\d+)\b.*$", re.MULTILINE)


def unused(scope: Scope) -> Iterator[Finding]:
    """What is defined is used: by this protocol, one that supplements it, or a worked case."""
    if not scope.filed:
        return
    read = names_read(scope.protocol) | {n for heir in scope.heirs for n in names_read(heir)}
    left = []
    for group in ("roles", "cutoffs", "derived", "criteria", "decisions"):
        if group == "roles" and scope.heirs:
            continue  # whoever supplements it finds its roles there
        for id, one in getattr(scope.protocol, group).items():
            if group == "criteria" and one.note:
                continue  # it tells the people who look, and its note says so
            name = PREFIX + id if group == "cutoffs" else id
            if (group, id) not in read and name not in read:
                left.append((group, id, name))
    cases = scope.cases.values() if left else ()
    by = {str(event.by) for case in cases for event in case.events if hasattr(event, "by")}
    for group, id, name in left:
        if name not in by:
            yield Finding(kinds.UNUSED, (group, id), on_key=True, name=id, what=_WHAT[group])


_WHAT = {
    "roles": Words("De rol", "The role"),
    "cutoffs": Words("De drempel", "The cut-off"),
    "derived": Words("De afgeleide waarde", "The derived value"),
    "criteria": Words("Het criterium", "The criterion"),
    "decisions": Words("De beslissing", "The decision"),
}


def names_read(p: Protocol) -> set[Any]:
    """Every name that something in a protocol reads; roles and decisions with their group."""
    trees: list[Tree] = [d.is_.tree for d in p.derived.values()]
    trees += [s.when.tree for s in p.steps.values() if s.when is not None]
    trees += [condition.tree for c in p.criteria.values() for _, condition in c.conditions()]
    trees += [one.that.tree for one in p.ensure.values()]
    trees += [head.tree for d in p.decisions.values() for head in d.table.inputs]
    trees += [tree for d in p.decisions.values() for rule in d.table.rules for _, tree in rule.when]
    every = [name for tree in trees for name in names(tree)]
    read: set[Any] = {*every, *(name.partition(".")[0] for name in every)}  # of a part also what it is of
    read |= {c.by for c in p.criteria.values()} | {c for h in p.hypotheses.values() for c in h.criteria}
    roles: list[str] = [phase.leads for phase in p.phases.values()]
    roles += [role for f in p.fields.values() for role in (f.from_, f.teller)]
    roles += [step.by for step in p.steps.values()]
    roles += [role for decision in p.decisions.values() for role in decision.by]
    roles += [judge for c in p.criteria.values() for judge in c.judges]
    roles += [*p.consent.judges, *p.consent.who.values()] if p.consent else []
    read |= {("roles", role) for role in roles}
    read |= {("decisions", d) for s in p.steps.values() for d in s.decisions}
    return read | ({("decisions", p.consent.decision)} if p.consent else set())


def twins(scope: Scope) -> Iterator[Finding]:
    """No two names differ only in a letter that looks like a digit, or in a dash."""
    p = scope.protocol
    spaces: list[list[Path]] = [[(key, id) for key in NAMED for id in getattr(p, key)]]
    spaces += [[(key, id) for id in getattr(p, key)] for key in PARTS if key not in NAMED]
    for key, part in (("fields", "options"), ("decisions", "outcomes")):
        for own, one in getattr(p, key).items():
            spaces.append([(key, own, part, id) for id in getattr(one, part)])
    for space in spaces:
        seen: dict[str, str] = {}
        for path in space:
            name = str(path[-1])
            other = seen.setdefault(name.translate(_ALIKE), name)
            if other != name:
                yield Finding(kinds.TWINS, path, on_key=True, name=name, other=other)


_ALIKE = str.maketrans("1_0", "l-o")


def listed_twice(scope: Scope) -> Iterator[Finding]:
    """No list of names or texts has one of them twice."""
    p = scope.protocol
    parts = [((group, id), one) for group in PARTS for id, one in getattr(p, group).items()]
    for path, part in (*parts, *([(("consent",), p.consent)] if p.consent else ())):
        for key, value in part:
            listed = value if isinstance(value, tuple) else ()
            for at, one in enumerate(listed):
                if isinstance(one, str) and one in listed[:at]:
                    yield Finding(kinds.LISTED_TWICE, (*path, key, at), name=one, key=key)


def no_cases(scope: Scope) -> Iterator[Finding]:
    """A protocol shows what it does in worked cases."""
    if scope.filed and not scope.cases and scope.protocol.decisions:
        yield Finding(kinds.NO_CASES, ("version",))


def untested_outcomes(scope: Scope) -> Iterator[Finding]:
    """Each outcome of a table is what some worked case comes to, its own or of what supplements it."""
    if scope.cases:
        for id, decision in scope.protocol.decisions.items():
            missing = [one for one in decision.outcomes if not _comes_to(scope, id, one)]
            if missing:
                yield Finding(
                    kinds.UNTESTED,
                    ("decisions", id, "outcomes"),
                    on_key=True,
                    name=id,
                    missing=", ".join(missing),
                )


def _comes_to(scope: Scope, decision: str, outcome: str) -> bool:
    cases = scope.naming(decision, outcome)
    return any(case.expect.proposes.get(decision) == outcome for case in cases)


def untested_missing(scope: Scope) -> Iterator[Finding]:
    """Some worked case shows what happens when an answer is not there."""
    if scope.cases and not any(_lacks(scope, case.events) for case in scope.cases.values()):
        yield Finding(kinds.NOTHING_MISSING, ("version",))


def _lacks(scope: Scope, events: Iterable[Any]) -> bool:
    answered = [event for event in events if isinstance(event, Answered)]
    return (
        any(event.missing for event in answered)
        or len({e.field for e in answered}) < len(scope.plan.fields) / 2
    )


def no_changes(scope: Scope) -> Iterator[Finding]:
    """CHANGES.md says of each version what changed."""
    if not scope.filed:
        return
    if scope.changes is None:
        yield Finding(kinds.NO_CHANGES, ("version",))
    elif (text := _section(scope)) is None:
        yield Finding(kinds.VERSION_UNTOLD, ("version",), name=scope.protocol.version)
    else:
        lacking = [word for word, pattern in _QUESTIONS if not pattern.search(text)]
        if lacking and scope.before:
            yield Finding(
                kinds.CHANGES_LACK, ("version",), name=scope.protocol.version, missing=", ".join(lacking)
            )
        if scope.before and _major(scope.before) < _major(scope.protocol) and not _RUNNING.search(text):
            yield Finding(kinds.NO_TRANSITION, ("version",), name=scope.protocol.version)


def _section(scope: Scope) -> str | None:
    """What CHANGES.md says of this version."""
    text = scope.changes or ""
    heads = [*_HEADING.finditer(text)]
    for head, after in zip(heads, [*heads[1:], None], strict=False):
        if head[1] == scope.protocol.version:
            return text[head.end() : after.start() if after else None]
    return None


def _major(p: Protocol) -> int:
    return int(p.version.partition(".")[0])


def reused_ids(scope: Scope) -> Iterator[Finding]:
    """An id keeps its meaning from one version to the next."""
    before = scope.before
    if before is None:
        return
    homes = {id: key for key in NAMED for id in getattr(before, key)}
    for key in NAMED:
        for id in getattr(scope.protocol, key):
            if homes.get(id, key) != key:
                yield _reused(scope, key, id, _GROUP[homes[id]], _GROUP[key])
    for key in ("fields", "derived"):
        for id, one in getattr(scope.protocol, key).items():
            old = getattr(before, key).get(id)
            if old is not None and (old.type.kind, old.type.unit) != (one.type.kind, one.type.unit):
                yield _reused(scope, key, id, old.type.show(), one.type.show())


def small_step(scope: Scope) -> Iterator[Finding]:
    """What decides otherwise than before is another major version."""
    before = scope.before
    if before is not None and _major(before) == _major(scope.protocol):
        old, new = _deciding(before), _deciding(scope.protocol)
        names = [id for id in old if id in new and old[id] != new[id]]
        if names:
            words = {"names": ", ".join(names), "wanted": f"{_major(before) + 1}.0.0"}
            yield Finding(kinds.BUMP, ("version",), words, version=before.version)


def _deciding(p: Protocol) -> dict[str, object]:
    """By its name what each part decides with: conditions, figures and rows, and no words."""
    return {
        **{id: one.is_ for id, one in p.cutoffs.items()},
        **{id: one.is_.tree for id, one in p.derived.items()},
        **{id: tuple((below, e.tree) for below, e in c.conditions()) for id, c in p.criteria.items()},
        **{id: _rows(d) for id, d in p.decisions.items()},
        **{id: step.when.tree for id, step in p.steps.items() if step.when},
    }


def _rows(decision: Decision) -> object:
    table = decision.table
    inputs = tuple(head.tree for head in table.inputs)
    rules = tuple((tuple(tree for _, tree in rule.when), rule.then[0].text) for rule in table.rules)
    return inputs, rules, decision.hit, (decision.otherwise or {}).get(table.outputs[0].text)


_GROUP = {
    "fields": Words("een veld", "a field"),
    "derived": Words("een afgeleide waarde", "a derived value"),
    "criteria": Words("een criterium", "a criterion"),
}


def _reused(scope: Scope, key: str, id: str, old: object, new: object) -> Finding:
    assert scope.before is not None
    return Finding(
        kinds.REUSED, (key, id), on_key=True, name=id, old=old, new=new, version=scope.before.version
    )


def no_successor(scope: Scope) -> Iterator[Finding]:
    """What is withdrawn says until when it holds, and something newer goes on from there."""
    if scope.protocol.status == "deprecated" and (scope.protocol.valid.to is None or not scope.newer):
        what = Words("nieuwere versie", "newer version") if scope.protocol.valid.to else kinds.LAST_DAY
        yield Finding(kinds.NO_SUCCESSOR, ("status",), what=what)


def on_concept(scope: Scope) -> Iterator[Finding]:
    """What is released rests on what is released."""
    parent = scope.plan.parent
    if parent is not None and parent.status in ("concept", "review"):
        yield Finding(kinds.ON_CONCEPT, ("supplements",), name=parent.reference, status=parent.status)


def overdue(scope: Scope) -> Iterator[Finding]:
    """Past its last day a protocol is looked at again, or withdrawn."""
    last = scope.protocol.valid.to
    if scope.on and last and last < scope.on and scope.protocol.status != "deprecated":
        yield Finding(kinds.OVERDUE, ("valid", "to"), day=last.isoformat())


def no_reviewers(scope: Scope) -> Iterator[Finding]:
    """Somebody else than its author read it."""
    if not scope.protocol.reviewers and not scope.reviewed:
        yield Finding(kinds.NO_REVIEWERS, ("owner",), on_key=True)


def strengths(scope: Scope) -> Iterator[Finding]:
    """Each criterion says how strong it is: must, should or may."""
    silent = [id for id, one in scope.protocol.criteria.items() if "strength" not in one.model_fields_set]
    if silent:
        yield Finding(kinds.NO_STRENGTH, ("criteria", silent[0]), on_key=True, names=", ".join(silent))


def law(scope: Scope) -> Iterator[Finding]:
    """A law is cited by its article, and is the law of that day."""
    for group in PARTS:
        for id, one in getattr(scope.protocol, group).items():
            for i, cited in enumerate(getattr(one, "source", ())):
                source = scope.plan.shared.sources[cited.ref]
                claimed = cited.confidence in ("seen", "seen-old")
                if source.kind == "law" and claimed and not (cited.at or cited.note):
                    yield Finding(kinds.NO_ARTICLE, (group, id, "source", i), name=cited.ref)
                if (
                    source.valid
                    and source.valid.to
                    and source.valid.to < scope.protocol.valid.from_
                    and cited.confidence not in ("seen-old", "inferred")
                ):
                    words = {"name": cited.ref, "day": source.valid.to.isoformat()}
                    yield Finding(kinds.REPEALED, (group, id, "source", i), words)


def owners(scope: Scope) -> Iterator[Finding]:
    """An owner of whom the name is not known is spelt as nobody is whose name is."""
    protocol, told = scope.protocol, set[str]()
    owned: list[tuple[Path, str | None]] = [
        (("defaults", "owner"), protocol.defaults.owner if protocol.defaults else None),
        (("owner",), protocol.owner),
    ]
    owned += [(("cutoffs", id, "owner"), one.owner) for id, one in protocol.cutoffs.items()]
    owned += [(("criteria", id, "owner"), one.owner) for id, one in protocol.criteria.items()]
    owned += [
        (("fields", id, "series", "owner"), one.series.owner)
        for id, one in protocol.fields.items()
        if one.series is not None
    ]
    for path, owner in owned:
        if owner and owner not in told and (near := slip(owner, scope.shared.owners)):
            told.add(owner)
            yield Finding(kinds.OWNER_NEARLY, path, name=owner, near=near)


RULES: tuple[Rule, ...] = (
    owners,
    unused,
    twins,
    listed_twice,
    no_cases,
    untested_outcomes,
    untested_missing,
    no_changes,
    reused_ids,
    small_step,
    no_successor,
    on_concept,
    overdue,
    no_reviewers,
    strengths,
    law,
)
