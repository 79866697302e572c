"""What can be proved about a protocol: first that it holds together, then that it says what it should.

:func:`resolve` gives the plan, or why there is none; :func:`proofs` what can be proved about a plan.
"""

# Each check is one short function to findings, at a path in the file of *this* protocol: what it inherits
# was checked where it was written. First the names that must exist, then the types of conditions, then
# the proofs of a whole plan. Long because they share one list (`CHECKS`) and the words of one witness.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from typing import Literal as LiteralOf

from prodia.checks import series, tested
from prodia.checks.dates import followed, in_words
from prodia.checks.finding import ONE_OF, Finding, Path, unknown
from prodia.checks.scope import values
from prodia.language import Duration, Input, Plain, Table, Type, analyse, evaluate, infer, names
from prodia.language import Finding as Typed
from prodia.language.analysis import TooMany, example, reached
from prodia.language.syntax.infer import percent_of
from prodia.language.syntax.tree import SUBJECT, Apply, Literal, Name, Tree, show, walk
from prodia.language.syntax.types import TRUTH
from prodia.language.tables.axes import ANYTHING_ELSE, unclear
from prodia.language.tables.compiled import too_long
from prodia.language.tables.review import ANY_OTHER, NO_VALUE, TableFinding, value_text
from prodia.language.values import named, plain
from prodia.model.parts import AUDIENCES, Audience, Texts, Valid, citations
from prodia.model.plan import Plan, Shared, Whole, filled, is_span, ordered, plan_of, turning, types_of
from prodia.model.plan import whole as merged
from prodia.model.protocol import BROUGHT, NAMED, PARTS, PREFIX, Criterion, Decision, Protocol
from prodia.model.scalars import Banded, Expression
from prodia.model.tested import OVERLAP
from prodia.problems import definitions as kinds
from prodia.problems.language import (
    CELL,
    EDGE,
    GAP,
    HOUSE_RULE,
    MISSING_INPUT,
    SHARE,
    TOO_MANY_RULES,
    UNKNOWN_NAME,
)
from prodia.words import LANGS, Words
from prodia.words.labels import HOLDING, LABELS
from prodia.words.lists import either, nearest

_CONSENT_WORDS = ("nobody", "judge")


Named = tuple[Path, str, str, Any]  # where a name stands, the name, the group it is of, and what that holds

# In which keys the parts of each group name a part of which other group; besides their sources.
REFERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "phases": (("leads", "roles"), ("within", "phases"), ("after", "phases")),
    "fields": (("from_", "roles"), ("via", "roles"), ("instrument", "instruments")),
    "ensure": (("answers", "fields"),),
    "criteria": (("judges", "roles"),),
    "hypotheses": (("criteria", "criteria"),),
    "decisions": (("by", "roles"),),
    "steps": (
        ("phase", "phases"),
        ("by", "roles"),
        ("after", "steps"),
        ("fields", "fields"),
        ("serves", "hypotheses"),
        ("decisions", "decisions"),
    ),
}


def references(protocol: Protocol, whole: Whole, shared: Shared) -> Iterator[Finding]:
    """Findings for every reference of this protocol's own file that points at nothing."""
    for path, name, group, known in _named(protocol, whole, shared):
        if name not in known:
            yield unknown(path, group, name, known, on_key=path[0] == "chapters")
    for name, field in protocol.fields.items():
        if field.via == field.from_:
            yield Finding(kinds.VIA_ITSELF, ("fields", name, "via"), name=name, role=field.from_)
    yield from _branches(protocol, whole)
    yield from _outcomes(protocol)
    yield from _asked(protocol, whole)
    yield from _outside(protocol)


def _named(p: Protocol, whole: Whole, shared: Shared) -> Iterator[Named]:
    groups = {**whole, "instruments": shared.instruments, "sources": shared.sources}
    for group, keys in REFERS.items():
        for id, part in getattr(p, group).items():
            for key, among in keys:
                path = (group, id, key.rstrip("_"))
                yield from _referred(path, getattr(part, key), among, groups[among])
    told = {group: getattr(p, group) for group in (*PARTS, "rights", "inspiration")}
    yield from (((*at, "ref"), one.ref, "sources", shared.sources) for at, one in citations(told))
    for id, derived in p.derived.items():
        if derived.battery is not None:
            at: Path = ("derived", id, "battery", "tests")
            yield from _referred(at, derived.battery.tests, "fields", whole["fields"])
    yield from ((("chapters", one), one, "phases", whole["phases"]) for one in p.chapters)
    for id, asked in p.faq.items():
        group, _, name = asked.see.partition(".")
        yield ("faq", id, "see"), name, group, whole[group]
    if p.consent:
        yield ("consent", "decision"), p.consent.decision, "decisions", whole["decisions"]
        yield from _referred(("consent", "judges"), p.consent.judges, "roles", whole["roles"])
        who = {**whole["roles"], **dict.fromkeys(_CONSENT_WORDS)}
        yield from ((("consent", "who", o), r, "roles", who) for o, r in p.consent.who.items())


def _referred(path: Path, said: str | Sequence[str] | None, group: str, known: Any) -> Iterator[Named]:
    """One name, or each of a list with its number."""
    if isinstance(said, str):
        yield path, said, group, known
    else:
        yield from (((*path, i), name, group, known) for i, name in enumerate(said or ()))


def _branches(p: Protocol, whole: Whole) -> Iterator[Finding]:
    """A criterion ``by`` a choice says something for every option, and for no other."""
    for id, criterion in p.criteria.items():
        if criterion.by is None:
            continue
        field = whole["fields"].get(criterion.by) or whole["derived"].get(criterion.by)
        options = getattr(field, "options", None) or getattr(getattr(field, "type", None), "options", ())
        if not options:
            choices = [n for n, f in whole["fields"].items() if f.options]
            yield unknown(("criteria", id, "by"), "fields", criterion.by, choices)
            continue
        missing = [o for o in options if isinstance(criterion.met, dict) and o not in criterion.met]
        if missing:
            words = ", ".join(missing)
            yield Finding(
                kinds.BRANCHES, ("criteria", id, "met"), on_key=True, name=id, missing=words, by=criterion.by
            )
        for path, _ in criterion.conditions():
            if len(path) == 2 and path[1] not in options:
                yield unknown(("criteria", id, *path), "options", path[1], options, on_key=True)


def _outcomes(p: Protocol) -> Iterator[Finding]:
    """The first output gives one of the declared outcomes, and each outcome is given somewhere."""
    for id, decision in p.decisions.items():
        if decision.aggregate:
            continue
        strange = False
        for rule in decision.table.rules:
            cell = rule.then[0]
            if cell.text not in decision.outcomes:
                strange = True
                path: Path = ("decisions", id, "table")
                said = {"table": id, "name": cell.text, "hint": nearest(cell.text, decision.outcomes)}
                yield Finding(kinds.UNKNOWN_OUTCOME, path, said, cell=cell.place)
        first = decision.table.outputs[0].text
        default = (decision.otherwise or {}).get(first)
        if default is not None and default not in decision.outcomes:
            strange = True
            path = ("decisions", id, "otherwise", first)
            hint = nearest(default, decision.outcomes)
            yield Finding(kinds.UNKNOWN_OUTCOME, path, table=id, name=default, hint=hint)
        if not strange and decision.otherwise is not None:  # a typo is one mistake, a row too few as well
            yield from _never_given(id, decision)


def _never_given(id: str, decision: Decision) -> Iterator[Finding]:
    """L13: outcomes that no rule of a table gives, nor its ``otherwise``."""
    given = {rule.then[0].text for rule in decision.table.rules}
    given |= {(decision.otherwise or {}).get(decision.table.outputs[0].text, "")}
    for outcome in decision.outcomes:
        if outcome not in given:
            path = ("decisions", id, "outcomes", outcome)
            yield Finding(kinds.OUTCOME_UNUSED, path, on_key=True, table=id, name=outcome)


def _asked(p: Protocol, whole: Whole) -> Iterator[Finding]:
    """Every field is asked somewhere, and no step's condition reads what comes later."""
    asked = {f for step in whole["steps"].values() for f in step.fields}
    for name in p.fields:
        if name not in asked:
            yield Finding(kinds.NEVER_ASKED, ("fields", name), on_key=True, name=name)
    order = list(whole["steps"])
    phases = list(whole["phases"])
    place = {
        id: (phases.index(s.phase) if s.phase in phases else 0, order.index(id))
        for id, s in whole["steps"].items()
    }
    first: dict[str, str] = {}
    for id in sorted(order, key=place.__getitem__):
        for name in whole["steps"][id].fields:
            first.setdefault(name, id)
    for id, step in p.steps.items():
        for name in names(step.when.tree) if step.when else ():
            if name in first and place[first[name]] >= place[id]:
                yield Finding(kinds.LATE_ANSWER, ("steps", id, "when"), step=id, name=name, later=first[name])


def _outside(protocol: Protocol) -> Iterator[Finding]:
    """A figure its own type does not admit."""
    for id, cutoff in protocol.cutoffs.items():
        for number, one in enumerate(cutoff.figures):
            path: Path = ("cutoffs", id, *(("values", number) if cutoff.values else ()), "is")
            yield from figure_outside(path, id, float(one.is_), cutoff.type)


def figure_outside(path: Path, name: str, figure: Plain, type: Type) -> Iterator[Finding]:
    """P14, E31: what is stated once, a cut-off or the law, is of its type, and no share for a percentile."""
    parts = isinstance(figure, float) and type.whole and type.admits(figure // 1)
    if not type.admits(figure) and not parts:  # that it lies between two whole numbers is told of its own
        yield Finding(kinds.CUTOFF_OUTSIDE, path, name=name, type=type.show())
    elif isinstance(figure, float) and (meant := percent_of(figure, type)):
        yield Finding(SHARE, path, found=f"{figure:g}", name=name, range=type.range_words(), meant=meant)


# Does every condition compare what can be compared?


def type_findings(protocol: Protocol, whole: Whole, types: Mapping[str, Type]) -> Iterator[Finding]:
    """Findings of every expression that stands in this protocol's own file, tables aside."""
    decisions = whole["decisions"]
    for id in protocol.derived:
        value = whole["derived"][id]
        yield from _one(("derived", id, "is"), value.is_.tree, types, decisions, value.type)
    told = {**types, OVERLAP: TRUTH}  # what the treatment of the error adds reads its words, and no name
    for id in protocol.criteria:
        for below, condition in whole["criteria"][id].conditions():
            known = types if condition.written is None else told
            yield from _one(("criteria", id, *below), condition.said, known, decisions)
    for id in protocol.ensure:  # what holds between answers compares names: that is what it is for
        found = _one(("ensure", id, "that"), whole["ensure"][id].that.tree, types, decisions)
        yield from (one for one in found if one.kind is not HOUSE_RULE)
    for id in protocol.steps:
        if when := whole["steps"][id].when:
            yield from _one(("steps", id, "when"), when.tree, types, decisions)


def _one(
    path: Path,
    tree: Tree,
    types: Mapping[str, Type],
    decisions: Mapping[str, Decision],
    wanted: Type = TRUTH,
) -> Iterator[Finding]:
    """Of two names that can not be compared at all, not also that it is better not to compare names."""
    findings = _apart(infer(tree, types, wanted).findings, tree, decisions)
    wrong = {one.span for one in findings if one.kind.severity == "error"}
    for one in findings:
        if one.kind is not HOUSE_RULE or one.span not in wrong:
            yield Finding(one.kind, path, dict(one.args), span=one.span)
    for node, said in ages_mistaken(tree):
        yield Finding(kinds.OTHER_UNIT_OF_AGE, path, said, span=node.span)


def _apart(findings: Iterable[Typed], tree: Tree, decisions: Mapping[str, Decision]) -> list[Typed]:
    """These, without the outcomes that a decision is compared with: that no condition reads it is told."""
    outcomes = {
        one.span
        for node in walk(tree)
        if isinstance(node, Apply)
        for decision in node.args
        if isinstance(decision, Name) and (known := decisions.get(decision.id.partition(".")[0]))
        for one in node.args
        if isinstance(one, Name) and one.id in known.outcomes
    }
    return [one for one in findings if one.kind is not UNKNOWN_NAME or one.span not in outcomes]


_OLDEST = {"age_years": (30, 130), "age_months": (0, 21)}  # nobody at school is so old, or so young
_YEAR = 12  # months


def ages_mistaken(tree: Tree) -> Iterator[tuple[Apply, dict[str, object]]]:
    """Comparisons of an age with a figure that its other unit has: years with 108, months with 9."""
    for node in walk(tree):
        if not isinstance(node, Apply) or not isinstance(node.args[0], Name):
            continue
        unit = node.args[0].id.rpartition(".")[2]
        low, high = _OLDEST.get(unit, (1, 0))
        figures = [one.value for one in node.args[1:] if isinstance(one, Literal) and one.value is not None]
        wrong = [x for x in figures if isinstance(x, float) and x > 0 and low <= x <= high]
        if wrong and len(wrong) == len(figures):
            years = unit == "age_years"
            meant = value_text(wrong[0] / _YEAR if years else wrong[0] * _YEAR)
            yield node, {"found": show(node), "unit": _YEARS if years else _MONTHS, "meant": meant}


_YEARS, _MONTHS = Words("jaren", "years"), Words("maanden", "months")


def _table(
    path: Path, decision: Decision, types: Mapping[str, Type], decisions: Mapping[str, Decision]
) -> Iterator[Finding]:
    if said := too_long(len(decision.table.rules)):
        yield Finding(TOO_MANY_RULES, path, said)
    columns: list[Type | None] = []
    for head in decision.table.inputs:
        inferred = infer(head.tree, types)
        yield from _placed(path, head.cell.place, _apart(inferred.findings, head.tree, decisions))
        columns.append(inferred.type)
    for number, rule in enumerate(decision.table.rules, 1):
        for (cell, tree), column, head in zip(rule.when, columns, decision.table.inputs, strict=True):
            if column is not None:
                found = infer(tree, {**types, SUBJECT: column}, TRUTH).findings
                if unclear(tree) and all(f.kind is HOUSE_RULE for f in found):
                    words = {"rule": number, "column": head.cell.text, "cell": cell.text}
                    yield Finding(CELL, path, words, cell=cell.place)
                else:
                    yield from _placed(path, cell.place, found)


def _placed(path: Path, where: tuple[int, int, int], findings: Iterable[Typed]) -> Iterator[Finding]:
    line, column, length = where
    for one in findings:
        start, end = one.span
        inside = (line, column + start, max(1, end - start)) if end else (line, column, length)
        yield Finding(one.kind, path, dict(one.args), cell=inside)


def resolve(
    protocol: Protocol, parent: Plan | None, shared: Shared, *, digest: str = "", lang: str = "nl"
) -> tuple[Plan | None, tuple[Finding, ...]]:
    """The plan (None where an error was found), and what does not hold together.

    ``parent``: the plan of the general protocol it supplements. Names that clash, names that point at
    nothing, and conditions that can not hold what they compare.
    """
    findings = [*_clashes(protocol, parent), *holds(protocol, parent, shared)]
    if any(f.kind.severity == "error" for f in findings):
        return None, tuple(findings)
    return plan_of(protocol, parent, shared, digest=digest, lang=lang), tuple(findings)


def holds(protocol: Protocol, parent: Protocol | Plan | None, shared: Shared) -> Iterator[Finding]:
    """What does not hold together: names that point at nothing, circles, and conditions of another type."""
    named = merged(protocol, parent, shared)
    yield from _named_as(_held(protocol, named, shared), named)


def _held(protocol: Protocol, named: Whole, shared: Shared) -> Iterator[Finding]:
    yield from references(protocol, named, shared)
    yield from series.declarations(protocol)
    yield from tested.declarations(protocol, named, shared)
    for circle in ordered(named["derived"])[1]:
        if circle[-1] in protocol.derived:
            path, witness = ("derived", circle[-1], "is"), " -> ".join(circle)
            yield Finding(kinds.CIRCLE, path, name=circle[-1], witness=witness)
    types = types_of(named, shared)
    # a condition is typed with the name of its cut-off, and with the figure that it runs with
    yield from dict.fromkeys(f for w in (named, filled(named)) for f in type_findings(protocol, w, types))
    for id, decision in protocol.decisions.items():
        yield from dict.fromkeys(_table(("decisions", id, "table"), decision, types, named["decisions"]))


def _named_as(findings: Iterable[Finding], named: Whole) -> Iterator[Finding]:
    """The same, where the name of a part that no condition reads is told as that."""
    for one in findings:
        name = _said(one).partition(".")[0]
        group = next((g for g in _NOT_READ if name in named[g]), None)
        if one.kind is UNKNOWN_NAME and group is not None:
            words = {"found": _said(one), "hint": _NOT_READ[group].filled(name=name)}
            yield Finding(one.kind, one.path, words, span=one.span, cell=one.cell)
        else:
            yield one


def _said(one: Finding) -> str:
    return str(dict(one.args).get("found", ""))


_NOT_READ = {
    "decisions": Words(
        "«{name}» is een beslissing, en die valt pas na de voorwaarden: lees de antwoorden of de criteria "
        "waarop ze steunt.",
        "«{name}» is a decision, which comes after the conditions: read the answers or the criteria on which "
        "it rests.",
    ),
    **{
        group: Words(
            f"«{{name}}» is een {one.nl}; een voorwaarde leest antwoorden, afgeleide waarden en criteria.",
            f"«{{name}}» is a {one.en}; a condition reads answers, derived values and criteria.",
        )
        for group, one in ONE_OF.items()
        if group in ("hypotheses", "steps", "phases", "roles")
    },
}


def _clashes(protocol: Protocol, parent: Plan | None) -> Iterator[Finding]:
    """An id of the general protocol or of a block can not be said again; one name has one meaning."""
    for at, block in enumerate(protocol.blocks):
        for group in BROUGHT:
            for id, one in getattr(block, group).items():
                if getattr(protocol, group)[id] is not one:
                    later = any(id in getattr(other, group) for other in protocol.blocks[at + 1 :])
                    path: Path = ("uses",) if later else (group, id)
                    yield Finding(kinds.BLOCK_CLASH, path, on_key=True, name=id, block=block.reference)
    for key in PARTS:
        for id in getattr(protocol, key):
            if parent and id in getattr(parent, key):
                what = f"{key} ({parent.reference})"
                yield Finding(kinds.TWICE, (key, id), on_key=True, name=id, what=what)
    seen: dict[str, str] = {}
    for key in NAMED:
        for name in getattr(protocol, key):
            if name in seen:
                yield Finding(kinds.TWICE, (key, name), on_key=True, name=name, what=seen[name])
            seen[name] = key


def beyond(plan: Plan) -> Iterator[Finding]:
    """What a block reads that neither it, nor another block, nor the general protocol has."""
    brought = plan.protocol.blocks
    if not brought:
        return
    parts = {g: {id: one for block in brought for id, one in getattr(block, g).items()} for g in BROUGHT}
    own = () if plan.parent is None else ("roles", "phases")  # those of a general protocol are for all
    none: dict[str, Any] = {key: {} for key in (*own, "chapters", "faq")}
    alone = plan.protocol.model_copy(update={**parts, **none, "consent": None, "rights": None})
    for found in holds(alone, plan.parent, plan.shared):
        if found.kind in (kinds.UNKNOWN_REFERENCE, UNKNOWN_NAME):
            yield found


def taken_in(plan: Plan) -> Iterator[Finding]:
    """P92, P93: a block that holds no more, or not yet."""
    for at, block in enumerate(plan.protocol.blocks):
        said = {"name": block.reference, "status": block.status, "successor": block.successor or "-"}
        if block.status == "deprecated":
            yield Finding(kinds.BLOCK_WITHDRAWN, ("uses", at), said)
        elif block.status != "released":
            yield Finding(kinds.BLOCK_CONCEPT, ("uses", at), said)


def proofs(plan: Plan) -> tuple[Finding, ...]:
    """Every finding of what can be proved, one check after the other."""
    return tuple(finding for one in CHECKS for finding in one(plan))


def tables(plan: Plan) -> Iterator[Finding]:
    """B: a table gives one outcome for everything that can be asked of it, with a witness."""
    for id, decision in plan.protocol.decisions.items():
        every = _found(plan, plan.tables[id].table)
        left = decision.otherwise is not None or decision.aggregate or any(f.kind is GAP for f in every)
        yield from () if left else _never_given(id, decision)
        for found in every:
            where = _where(decision, found.rules, found.column)
            yield Finding(found.kind, ("decisions", id, "table"), _words(plan, id, found), cell=where)


def _found(plan: Plan, table: Table) -> list[TableFinding]:
    """What is wrong with a table, of what can be; the rule that was forgotten goes before what is unknown.

    Without an ``otherwise`` that is said once: who writes one says what holds without a value as well.
    """
    inputs = tuple(_possible(plan, one) for one in table.inputs)
    found = [*analyse(replace(table, inputs=inputs))]
    if table.otherwise is None and any(f.kind is GAP for f in found):
        known = tuple(_assessed(plan, one) for one in table.inputs)
        forgotten = [f for f in analyse(replace(table, inputs=known)) if f.kind is GAP]
        found = forgotten + [f for f in found if f.kind is not GAP or not forgotten]
        found = [f for f in found if f.kind is not MISSING_INPUT]
    return found


def _words(plan: Plan, id: str, found: TableFinding) -> dict[str, object]:
    """What a message about a table says, its witness in the words of the protocol."""
    words: dict[str, object] = {**dict(found.args), "table": id}
    if found.witness is not None:
        trees = [(one.tree, one.label) for one in plan.tables[id].table.inputs]
        parts = zip(trees, found.witness.values, strict=True)
        words["witness"] = _told(plan, [(t.id if isinstance(t, Name) else n, v) for (t, n), v in parts])
    return words


def _told(plan: Plan, case: Iterable[tuple[str, Plain]]) -> Words:
    """A case in words: ``de motoriek is duidelijk zwak: niet te beoordelen; leerjaar: 3``."""
    told = [(plan.labels.get(name, name), _value_told(plan, name, value)) for name, value in case]
    return Words(*("; ".join(f"{name}: {value[lang]}" for name, value in told) for lang in LANGS))


def _value_told(plan: Plan, name: str, value: Plain) -> Words:
    if value is None:
        return NO_VALUE
    if isinstance(value, bool):
        return LABELS["truth"]["true" if value else "false"]
    if value == ANYTHING_ELSE:
        return ANY_OTHER
    if isinstance(value, str):
        said = plan.labels.get(f"{name}={value}", value)
        return LABELS["verdict"][value] if name in plan.criteria else Words(said, said)
    return Words(value_text(value), value_text(value))


def _where(decision: Decision, rules: tuple[int, ...], column: int | None) -> tuple[int, int, int]:
    """The cell of the last rule named in that column (from 0), or the column's header where no rule is."""
    if rules:
        rule = decision.table.rules[max(rules)]
        cells = [cell for cell, _ in rule.when] + list(rule.then)
    else:
        cells = [head.cell for head in decision.table.inputs] + list(decision.table.outputs)
    return cells[column or 0].place


def outcome_texts(plan: Plan) -> Iterator[Finding]:
    """N09: an outcome speaks to every audience in its own words."""
    for id, decision in plan.protocol.decisions.items():
        for name, outcome in decision.outcomes.items():
            for key in ("texts", "limits", "follows"):
                at = ("decisions", id, "outcomes", name, key)
                yield from _for_all(at, name, getattr(outcome, key), readers(plan, id))
    for key in ("rights", "contact"):
        said = getattr(plan.protocol, key)
        yield from _for_all((key,), key, getattr(said, "texts", said), AUDIENCES)


def _for_all(path: Path, name: str, said: Texts | None, readers: Iterable[Audience]) -> Iterator[Finding]:
    """Of a text that is there, the audiences it leaves out; the team needs only what it is told itself."""
    needed = (one for one in readers if one != "team" or path[-1] == "texts")
    missing = ", ".join(one for one in needed if said is not None and said.of(one) is None)
    if missing:
        yield Finding(kinds.AUDIENCE_MISSING, path, on_key=True, name=name, missing=missing)


def readers(plan: Plan, decision: str) -> tuple[Audience, ...]:
    """Who reads an outcome: nobody outside the team where it says who consents, only team and school where
    neither a pupil nor who asks is in it, or everyone."""
    if plan.consent is not None and plan.consent.decision == decision:
        return ()
    steps = [step for step in plan.steps.values() if decision in step.decisions]
    spoken = any(step.pupil or "anonymous" in step.modes for step in steps)
    return AUDIENCES if spoken or not steps else ("team", "school")


def anonymous(plan: Plan) -> Iterator[Finding]:
    """P90, P91: a step of an anonymous contact is about nobody, and asks no words of one's own."""
    for id, step in plan.protocol.steps.items():
        if "anonymous" not in step.modes:
            continue
        if step.pupil:
            yield Finding(kinds.ANONYMOUS_PUPIL, ("steps", id), on_key=True, name=id)
        for field in step.fields:
            if plan.fields[field].type.kind == "text":
                yield Finding(kinds.ANONYMOUS_WORDS, ("steps", id, "fields"), name=id, field=field)


def unused_fields(plan: Plan) -> Iterator[Finding]:
    """L06: what is asked is used; a field that feeds no criterion says what it is for."""
    inputs = [column.tree for id in plan.decisions for column in plan.tables[id].table.inputs]
    columns = [name for tree in inputs for name in names(tree)]
    asked = [name for step in plan.steps.values() if step.when for name in names(step.when.tree)]
    used = {field for name in (*columns, *plan.criteria, *plan.derived, *asked) for field in plan.reads(name)}
    for name, field in plan.protocol.fields.items():
        if name not in used and field.type.kind != "text" and name in plan.step_of:  # else L22 says so
            yield Finding(kinds.UNUSED_FIELD, ("fields", name), on_key=True, name=name)


def consent_outcomes(plan: Plan) -> Iterator[Finding]:
    """Every outcome of the consent decision says who must consent."""
    consent = plan.protocol.consent
    if consent is None:
        return
    for outcome in plan.decisions[consent.decision].outcomes:
        if outcome not in consent.who:
            yield Finding(kinds.CONSENT_OUTCOME, ("consent", "who"), on_key=True, name=outcome)


def instruments(plan: Plan) -> Iterator[Finding]:
    """An instrument serves a hypothesis, and is in use."""
    for id, step in plan.protocol.steps.items():
        if step.does == "administer" and not step.serves:
            yield Finding(kinds.NO_INSTRUMENT_GOAL, ("steps", id), on_key=True, name=id)
    for name, field in plan.protocol.fields.items():
        instrument = plan.shared.instruments.get(field.instrument or "")
        if instrument is not None and instrument.status in ("withdrawn", "replaced"):
            path = ("fields", name, "instrument")
            yield Finding(kinds.STALE_INSTRUMENT, path, name=field.instrument, status=instrument.status)


def sources(plan: Plan) -> Iterator[Finding]:
    """A source that was only partly read is said as such by the rule that cites it."""
    for group in ("criteria", "decisions"):
        for id, one in getattr(plan.protocol, group).items():
            for i, cited in enumerate(one.source):
                source = plan.shared.sources[cited.ref]
                if cited.confidence == "seen" and source.read == "not-read":
                    yield Finding(
                        kinds.SOURCE_MISSING, (group, id, "source", i, "confidence"), name=cited.ref
                    )


def otherwise_known(plan: Plan) -> Iterator[Finding]:
    """L27: told that data are missing, where a rule was forgotten. The first such case of a table."""
    for id, decision in plan.protocol.decisions.items():
        table = plan.tables[id].table
        if table.otherwise is None or decision.hit != "unique":
            continue
        inputs = tuple(_assessed(plan, one) for one in table.inputs)
        found = analyse(replace(table, inputs=inputs, otherwise=None))
        for gap in [f for f in found if f.kind in (GAP, EDGE)][:1]:
            yield Finding(kinds.OTHERWISE_KNOWN, ("decisions", id, "otherwise"), _words(plan, id, gap))


def _possible(plan: Plan, input: Input) -> Input:
    """A verdict as it can come out: nobody judges where there is no grey zone."""
    if input.type.kind != "verdict" or not isinstance(input.tree, Name) or plan.criteria[input.tree.id].judge:
        return input
    return replace(input, type=input.type.with_options(("met", "not met", "not assessable")))


def _assessed(plan: Plan, input: Input) -> Input:
    """A verdict as it can come out when everything is known."""
    if input.type.kind != "verdict" or not isinstance(input.tree, Name):
        return input
    words = ("met", "not met", "judgement") if plan.criteria[input.tree.id].judge else ("met", "not met")
    return replace(input, type=input.type.with_options(words))


# The grey zone of a criterion: does `judge` ever get its turn?
# A condition compares names with constants, so between two neighbouring constants it
# never changes. Every constant, a point between each two and one beyond both ends are
# therefore all the cases there are. A condition that says more is left alone, as is one
# with more than MOST cases: silence here proves nothing.


MOST = 20_000


def zones(plan: Plan) -> Iterator[Finding]:
    """L26, L98: where ``met`` goes first in every case that ``judge`` describes, nobody is ever asked; and
    where a score between the two is in neither, it is not met while one further off is judged."""
    for id in plan.protocol.criteria:
        told: set[Path] = set()  # once, of the first figures of its cut-offs with which it is so
        for one in dict.fromkeys((plan, *(plan.on(day) for day in turning(plan)))):
            for below, met, judge in _pairs(one.criteria[id]):
                for kind, found in ((kinds.EMPTY_ZONE, _always_met), (kinds.ZONE_APART, _between)):
                    witness = below not in told and found(met.tree, judge.tree, plan.types)
                    if witness:
                        told.add(below)
                        said = _told(plan, witness.items())
                        yield Finding(kind, ("criteria", id, *below), name=id, witness=said)


def _pairs(criterion: Criterion) -> Iterator[tuple[tuple[str, ...], Expression, Expression]]:
    """Each ``judge`` with its place below the criterion and the ``met`` that goes before it."""
    of = dict(criterion.conditions())
    for below, judge in of.items():
        met = of.get(("met", *below[1:]))
        if below[0] == "judge" and met is not None and not isinstance(judge.tree, Literal):
            yield below, met, judge


def _always_met(met: Tree, judge: Tree, types: Mapping[str, Type]) -> dict[str, Plain] | None:
    """A case for ``judge`` where ``met`` holds in all of them; None if some are left, or nobody knows."""
    read = tuple(dict.fromkeys((*names(met), *names(judge))))
    constants = [n.value for tree in (met, judge) for n in walk(tree) if isinstance(n, Literal)]
    choices = [(name, tuple(values(types[name], constants))) for name in read]
    if not all(among for _, among in choices):
        return None

    def both(met: Plain, judge: Plain) -> Plain:
        return f"{met is True} {judge is True}"

    try:
        found = reached((met, judge), choices, both).values
    except TooMany:
        return None
    # A «met» that always holds is a mistake of its own, told where it stands.
    if "False True" in found or found <= {"True True", "True False"}:
        return None
    return example((met, judge), choices, both, "True True")


def _between(met: Tree, judge: Tree, types: Mapping[str, Type]) -> dict[str, Plain] | None:
    """A score between those that are met and a zone that touches none of them; of one score only."""
    read = dict.fromkeys((*names(met), *names(judge)))
    constants = [n.value for tree in (met, judge) for n in walk(tree) if isinstance(n, Literal)]
    if len(read) != 1 or types[name := next(iter(read))].kind != "number":
        return None
    scores = values(types[name], constants)
    turns = [
        "met" if evaluate(met, {name: at}) is True else "judge" if evaluate(judge, {name: at}) is True else ""
        for at in scores
    ]
    first = [at for at, turn in enumerate(turns) if not at or turn != turns[at - 1]]  # of each stretch
    way = [turns[at] for at in first]
    for n, turn in enumerate(way):
        if turn == "judge" and "met" in way and "met" not in (*way[max(0, n - 1) : n], *way[n + 1 : n + 2]):
            return {name: scores[first[n - 1 if "met" in way[:n] else n + 1]]}
    return None


# What holds between answers: it names those it reads, and can be broken and kept.


_BEYOND = ("case.", "law.", PREFIX)
DurationUnit = LiteralOf["months", "days"]
_DAYS = tuple(dt.date(year, month, 15) for year in (1990, 2005, 2020, 2035) for month in (2, 9))


def consistency(plan: Plan) -> Iterator[Finding]:
    """P78, P79, P81: a rule under ``ensure`` reads its answers and no others, and can be true and false."""
    for id, one in plan.protocol.ensure.items():
        path, read = ("ensure", id, "that"), names(one.that.tree)
        other = [n for n in read if n not in one.answers and not n.startswith(_BEYOND)]
        unread = [n for n in one.answers if n not in read]
        if other:
            said = {"name": id, "names": ", ".join(other), "instead": _instead(unread)}
            yield Finding(kinds.ENSURE_OTHER, path, said)
        elif unread:
            yield Finding(kinds.ENSURE_UNREAD, path, name=id, names=", ".join(unread))
        if not other and (never := _one_way(plan, plan.ensure[id].that.tree)) is not None:
            yield Finding(kinds.ENSURE_ONE_WAY, path, name=id, never=never, found=one.that.text)


def _instead(unread: Sequence[str]) -> Words:
    """What the condition could read and does not: the other way out of one mistake."""
    return _INSTEAD.filled(names=either(f"«{name}»" for name in unread)) if unread else Words("", "")


_INSTEAD = Words(", of lees {names}", ", or read {names}")
ALWAYS_TRUE = Words("altijd waar", "always true")
_SAME = {
    True: ALWAYS_TRUE,
    False: Words("altijd onwaar", "always false"),
    None: Words("nooit te zeggen", "never to be told"),
}


def _one_way(plan: Plan, tree: Tree) -> Words | None:
    """What a condition always is, whatever is answered; None where it can be both, or nobody knows."""
    constants = [node.value for node in walk(tree) if isinstance(node, Literal)]
    choices = [(name, tuple(_spread(plan.types[name], constants))) for name in names(tree)]
    if not all(values for _, values in choices):
        return None
    try:
        found = reached((tree,), choices).values
    except TooMany:
        return None
    if found is None or {True, False} <= found:
        return None
    return _SAME[next((value for value in (True, False) if value in found), None)]


def _spread(type: Type, constants: list[Plain]) -> list[Plain]:
    """Values of a type over all of its range, and around every constant."""
    if type.kind == "date":
        days = [c for c in constants if isinstance(c, dt.date) and dt.date.min < c < dt.date.max]
        return [*_DAYS, *(day + dt.timedelta(days=n) for day in days for n in (-1, 0, 1))]
    if type.kind == "duration":
        unit: DurationUnit = "days" if type.unit == "days" else "months"
        near = [c.amount + n for c in constants if isinstance(c, Duration) for n in (-1, 0, 1)]
        return [one for n in (0, 1, 600, *near) if type.admits(one := Duration(unit, n))]
    if type.kind == "text":
        return ["a", *(c for c in constants if isinstance(c, str))]
    return values(type, [*constants, *(x for x in (0.0, 1.0, 1000.0) if type.kind == "number")])


def spans(plan: Plan) -> Iterator[Finding]:
    """P82: time between two days does not run backwards."""
    for id, value in plan.protocol.derived.items():
        if is_span(value) and value.type.low is not None and value.type.low < 0:
            yield Finding(kinds.SPAN_BELOW_ZERO, ("derived", id, "type"), name=id, low=value.type.low)


def beyond_type(plan: Plan) -> Iterator[Finding]:
    """P84: what is computed from what can be answered is what its type admits: else there is no value."""
    for id in plan.protocol.derived:
        value = plan.derived[id]
        tree, type = value.is_.tree, value.type
        if is_span(value) or type.kind != "number":
            continue
        read, divides = names(tree), any(isinstance(n, Apply) and n.op in ("/", "mean") for n in walk(tree))
        kept = [one.that.tree for one in plan.ensure.values() if {*names(one.that.tree)} <= {*read}]
        constants = [n.value for one in (tree, *kept) for n in walk(one) if isinstance(n, Literal)]
        choices = [(name, tuple(_answerable(plan, name, constants))) for name in read]

        def admitted(result: Plain, *holds: Plain, type: Type = type, divides: bool = divides) -> Plain:
            made = plain(named(result))
            if made is None or False in holds or type.admits(made):
                return True  # what divides and is not rounded is told of that (Q44)
            return divides and isinstance(made, float) and type.admits(float(round(made)))

        try:
            found = example((tree, *kept), choices, admitted, False) if all(dict(choices).values()) else None
        except TooMany:
            continue
        if found:
            words = {
                "value": named(evaluate(tree, found)),
                "type": type.show(),
                "witness": _told(plan, found.items()),
            }
            yield Finding(kinds.BEYOND_TYPE, ("derived", id, "is"), words, name=id)


def _answerable(plan: Plan, name: str, constants: list[Plain]) -> list[Plain]:
    """Values that a name can have: of the law those that it had."""
    figure = plan.shared.law.get(name.removeprefix("law.")) if name.startswith("law.") else None
    return [one.value for one in figure.values] if figure else _spread(plan.types[name], constants)


def bands(plan: Plan) -> Iterator[Finding]:
    """L91, L92: of a value that is computed by band one band holds, with none left out between two."""
    for id, value in plan.protocol.derived.items():
        one = value.is_
        if not isinstance(one, Banded):
            continue
        type = plan.types[one.by]
        constants = [n.value for _, cell in one.bands for n in walk(cell) if isinstance(n, Literal)]
        points = type.options or sorted(set(_spread(type, constants)), key=lambda v: (str(type.kind), v))
        holds = [[t for t, cell in one.bands if evaluate(cell, {one.by: at}) is True] for at in points]
        some = [n for n, texts in enumerate(holds) if texts]
        inner = range(len(points)) if type.options else range(some[0], some[-1]) if some else ()
        for at, texts in enumerate(holds):
            said = {"name": id, "by": one.by, "value": _value_told(plan, one.by, points[at])}
            if len(texts) > 1:
                two = {"first": texts[0], "second": texts[1]}
                yield Finding(kinds.BANDS_OVERLAP, ("derived", id, "is", texts[1]), said | two, on_key=True)
                break
            if at in inner and not texts:
                yield Finding(kinds.BAND_MISSING, ("derived", id, "is"), said, on_key=True)
                break


# Dates: of the figures of a cut-off, of what is in force for a time, and of the version itself.


def dates(plan: Plan) -> Iterator[Finding]:
    """V26-V29: what is in force when: figures that follow each other, and nothing that never counts."""
    own, parent = plan.protocol.valid, plan.parent
    if own.to is not None and own.to < own.from_:  # that is told where it is read
        return
    for id, cutoff in plan.protocol.cutoffs.items():
        path: Path = ("cutoffs", id, "values" if cutoff.values else "valid")
        yield from followed(id, path, [figure.valid for figure in cutoff.figures], own)
    for group in ("fields", "criteria", "decisions", "steps"):
        for id, one in getattr(plan.protocol, group).items():
            valid = one.valid
            if valid is not None and not own.meets(valid):
                said = {"period": in_words(valid), "version": in_words(own)}
                yield Finding(kinds.NEVER_IN_FORCE, (group, id, "valid"), said, name=id)
    if parent is not None and not parent.valid.covers(own):
        said = {"period": in_words(own), "general": in_words(parent.valid)}
        yield Finding(kinds.BEFORE_GENERAL, ("valid",), said, name=parent.reference)


def law_days(plan: Plan) -> Iterator[Finding]:
    """V34: what reads a figure of the law holds on no day on which there is none. What is released was told
    so before, and of what changes below it released.lock tells."""
    own, told = plan.protocol.valid, set[str]()
    for path, valid, tree in _conditions(plan.protocol) if plan.protocol.status not in HOLDING else ():
        for name in names(tree):
            if not name.startswith("law.") or name in told or not own.meets(valid or own):
                continue
            figure = plan.shared.law.get(name.removeprefix("law."))  # of a plan in part it may be lost
            periods = [value.valid for value in figure.values] if figure else [own]
            for found in followed(name, path, periods, own.within(valid or own)):
                if found.kind is kinds.DATES_HOLE:
                    told.add(name)
                    words = {**dict(found.args), "version": plan.protocol.reference}
                    yield Finding(kinds.LAW_HOLE, path, words)
                    break


def _conditions(p: Protocol) -> Iterator[tuple[Path, Valid | None, Tree]]:
    """Where something is read, when that counts, and what it reads."""
    for id, one in p.criteria.items():
        yield from ((("criteria", id, *below), one.valid, said.tree) for below, said in one.conditions())
    yield from ((("derived", id, "is"), None, one.is_.tree) for id, one in p.derived.items())
    yield from ((("ensure", id, "that"), None, one.that.tree) for id, one in p.ensure.items())
    for id, step in p.steps.items():
        yield from [(("steps", id, "when"), step.valid, step.when.tree)] if step.when else ()
    for id, decision in p.decisions.items():
        trees = [head.tree for head in decision.table.inputs]
        trees += [tree for rule in decision.table.rules for _, tree in rule.when]
        yield from ((("decisions", id, "table"), decision.valid, tree) for tree in trees)


CHECKS: tuple[Callable[[Plan], Iterator[Finding]], ...] = (
    tables,
    otherwise_known,
    zones,
    consistency,
    spans,
    beyond_type,
    bands,
    dates,
    law_days,
    outcome_texts,
    unused_fields,
    anonymous,
    consent_outcomes,
    instruments,
    sources,
    series.rates_alone,
    beyond,
    taken_in,
)
