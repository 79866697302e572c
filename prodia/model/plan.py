"""A protocol ready to run: merged with the general one it supplements, typed and compiled.

A :class:`Plan` is what the case, the checks, the report and the site read. It
is made by :func:`prodia.checks.protocol.resolve` and holds no string that still
has to be understood.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field as kept
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias, get_args
from typing import Protocol as Shape

from prodia.errors import ProdiaError, fits, one_of
from prodia.frozen import Fixed, dataclass, of_one_process
from prodia.language import (
    CompiledTable,
    HitPolicy,
    Input,
    Output,
    Rule,
    Table,
    Type,
    Value,
    compile_table,
    infer,
    names,
    parse_type,
)
from prodia.language.syntax.tree import Apply, Literal, Tree, fixed
from prodia.language.values import Plain
from prodia.model.made import ends_read, made, part_words, scores_of, with_error
from prodia.model.parts import Conflict, Consent, Doors, LawParameter, Phase, Role, Source, Term, Valid
from prodia.model.protocol import (
    PARTS,
    PREFIX,
    Criterion,
    Cutoff,
    Decision,
    Derived,
    Ensure,
    Field,
    Hypothesis,
    Mode,
    Protocol,
    Step,
)
from prodia.model.scalars import ALONG, Expression
from prodia.model.series import BOUNDS, WHEN
from prodia.model.series import PARTS as PARTS_OF_SERIES
from prodia.model.tested import OVERLAP, WANTS_BOUNDS
from prodia.model.tested import PARTS as PARTS_OF_TEST
from prodia.problems import Problem
from prodia.problems.definitions import CUTOFF_OUTSIDE
from prodia.words import LANGS, Lang, Words
from prodia.words.labels import LABELS

if TYPE_CHECKING:  # a plan without tests is read without them
    from prodia.model.instrument import Instrument
    from prodia.model.letters import Letters
    from prodia.model.norms import GrowthNorms, NormRows, Norms

# What a case knows of itself, readable in every expression.
CASE_TYPES: Mapping[str, Type] = MappingProxyType(
    {
        "case.mode": parse_type("choice " + " | ".join(get_args(Mode))),
        "case.age_years": replace(parse_type("years 0..130"), full=True),
        "case.age_months": replace(parse_type("months 0..1560"), full=True),
        "case.competence": parse_type("choice competent | not_competent"),
        "case.day": parse_type("date"),
    }
)
CASE_LABELS = {
    lang: {name: words[lang] for name, words in LABELS["case"].items()}
    | {
        f"case.{family}={option}": words[lang]
        for family in ("mode", "competence")
        for option, words in LABELS[family].items()
    }
    for lang in LANGS
}
VERDICT = parse_type("verdict")


class Measures(Shape):
    """What knows instruments, norms with their rows, and letters, as :class:`prodia.Catalogue` does."""

    def instrument_digest(self, reference: str, /) -> str: ...
    def norms(self) -> Mapping[str, Norms]: ...
    def norm_rows(self, reference: str, /) -> tuple[Norms, NormRows | GrowthNorms]: ...
    def letters(self, lang: str, /) -> Letters | None: ...


@dataclass(frozen=True, slots=True)
class Shared:
    """What protocols share. ``measures``: where norms are found, if anywhere; ``owners``: what those who own
    rules are called; ``stale_months``: how many months after it was seen a source still counts as current."""

    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    law: Mapping[str, LawParameter]
    instruments: Mapping[str, Instrument]
    conflicts: Mapping[str, Conflict] = kept(default_factory=dict)
    measures: Measures | None = kept(default=None, compare=False, repr=False)
    stale_months: int | None = None
    owners: Mapping[str, str] = kept(default_factory=dict)


Whole: TypeAlias = Mapping[str, Mapping[str, Any]]


@of_one_process
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Plan:
    """A protocol with all it inherits. Mappings keep the order in which things happen.

    ``steps`` stand in the order of the phases; ``derived`` so that each reads only
    what stands before it. Conditions hold the figures of ``cutoffs``, not their names; of a cut-off
    with several figures only on a day (:meth:`on`). ``written``: every group as its author wrote it.
    ``off``: what is not in force on the day of this plan, as (group, id). ``also``: by language the title and
    the summary in the languages in which no more of it is said.
    """

    protocol: Protocol
    parent: Protocol | None
    digest: str
    lang: str
    roles: Mapping[str, Role]
    phases: Mapping[str, Phase]
    chapters: Mapping[str, Doors]
    steps: Mapping[str, Step]
    cutoffs: Mapping[str, Cutoff]
    fields: Mapping[str, Field]
    ensure: Mapping[str, Ensure]
    derived: Mapping[str, Derived]
    criteria: Mapping[str, Criterion]
    hypotheses: Mapping[str, Hypothesis]
    decisions: Mapping[str, Decision]
    consent: Consent | None
    shared: Shared
    types: Mapping[str, Type]
    labels: Mapping[str, str]
    tables: Mapping[str, CompiledTable]
    step_of: Mapping[str, str]
    written: Whole
    off: frozenset[tuple[str, str]] = frozenset()
    undated: Plan | None = None
    also: Mapping[str, Mapping[str, str]] = kept(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Plan {self.reference}>"

    @property
    def reference(self) -> str:
        """``id@version``, with each block that a case takes along after a plus."""
        return ALONG.join((self.protocol.reference, *self.protocol.along))

    def law_on(self, day: dt.date) -> dict[str, Value]:
        """``law.*`` names with the value that held on ``day``; none known is null."""
        fits("day", day, dt.date)
        found: dict[str, Value] = {}
        for name, parameter in self.shared.law.items():
            value = parameter.on(day)
            found[f"law.{name}"] = None if value is None else value.value
        return found

    def on(self, day: dt.date) -> Plan:
        """The rules as they are on a day: with the figures of that day, and without what is not in force.

        A criterion that is not in force has no condition left, so it can not be assessed; a step is not on
        the path; a question and a decision stand in no step; a figure is null. The plan itself where
        nothing in it has other dates than the version.
        """
        plan = self.undated or self
        return _as_of(plan, bisect_right(turning(plan), day))

    def not_in_force(self, name: str) -> tuple[tuple[str, str], ...]:
        """What a criterion or derived value lacks on the day of this plan: itself, or cut-offs it reads."""
        if ("criteria", name) in self.off:
            return (("criteria", name),)
        if name in self.written["criteria"]:
            trees = [condition.tree for _, condition in self.written["criteria"][name].conditions()]
        elif name in self.written["derived"]:
            trees = [self.written["derived"][name].is_.tree]
        else:
            return ()
        read = dict.fromkeys(n.removeprefix(PREFIX) for tree in trees for n in names(tree) if PREFIX in n)
        return tuple(("cutoffs", id) for id in read if ("cutoffs", id) in self.off)

    def part(self, name: str) -> tuple[str, str] | None:
        """Of a name as ``leesreeks.rate`` or ``pc.low`` the field and what is read of it; else None."""
        field, _, part = name.partition(".")
        if not part or field not in self.fields or name in self.derived:
            return None
        return (field, part) if name in self.types else None

    def bounds(self, field: str) -> tuple[str, ...]:
        """The parts of a score that are bounds of its true score: ``low``, ``high``, ``high_90``."""
        head = f"{field}."
        parts = (name.removeprefix(head) for name in self.types if name.startswith(head))
        return tuple(part for part in parts if part.partition("_")[0] in BOUNDS)

    @property
    def gated(self) -> tuple[str, ...]:
        """The fields whose score is not read where the test does not fit: what a record of a case says."""
        return tuple(name for name, one in self.fields.items() if one.administered and one.administered.gated)

    @property
    def series(self) -> Mapping[str, Field]:
        """The fields that are measured again and again."""
        return {name: field for name, field in self.fields.items() if field.series is not None}

    def reads(self, name: str) -> frozenset[str]:
        """The fields a name rests on, through derived values and criteria; itself if a field.

        Raises :class:`prodia.ProdiaError` for a name that no expression can read.
        """
        one_of(Words("gegeven", "value"), name, self.types)
        seen: set[str] = set()
        todo = [name]
        while todo:
            one = todo.pop()
            if one in seen:
                continue
            seen.add(one)
            todo.extend(self.read_by(one))
        return frozenset(n for n in seen if n in self.fields)

    def read_by(self, name: str) -> tuple[str, ...]:
        """What a derived value or criterion reads, directly; of what is read of a series, the series."""
        if name in self.derived:
            return names(self.derived[name].is_.tree)
        if name in self.criteria:
            criterion = self.criteria[name]
            found = [criterion.by] if criterion.by else []
            found += [n for _, condition in criterion.conditions() for n in names(condition.tree)]
            return tuple(dict.fromkeys(found))
        of = self.part(name)
        return () if of is None else of[:1]


# From a protocol and the general one it supplements to a :class:`Plan`: merged, typed, compiled.

# Three passes: merge the groups of the general protocol with those of its own, give every name its type
# and its words, and compile the tables. Conditions are typed with the *name* of a cut-off (a percentile
# against a percentile) and run with its *value* (``pc <= 10``), so that every face sees the figure itself.


def whole(protocol: Protocol, parent: Protocol | Plan | None, shared: Shared) -> dict[str, dict[str, Any]]:
    """Every group of parts as it is written, those of the general protocol first; and what batteries make."""

    def above(key: str) -> Mapping[str, Any]:
        return parent.written[key] if isinstance(parent, Plan) else getattr(parent, key, {})

    found = {key: {**above(key), **getattr(protocol, key)} for key in PARTS}
    return found | {"derived": made(found, shared.instruments)}


def plan_of(
    protocol: Protocol,
    parent: Plan | None,
    shared: Shared,
    *,
    digest: str = "",
    lang: str = "nl",
) -> Plan:
    """The plan of a protocol without mistakes."""
    named = whole(protocol, parent, shared)
    types = types_of(named, shared)
    parts = filled(named)
    parts["steps"] = _in_order(parts["steps"], parts["phases"])
    parts["derived"] = {name: parts["derived"][name] for name in ordered(parts["derived"])[0]}
    groups: dict[str, Any] = {group: _frozen(parts[group]) for group in PARTS}
    return Plan(
        protocol=protocol,
        parent=parent.protocol if parent else None,
        digest=digest,
        lang=lang,
        chapters=_frozen(protocol.chapters),
        consent=protocol.consent or (parent.consent if parent else None),
        shared=shared,
        types=_frozen(types),
        labels=_frozen(_labels(parts, shared, lang)),
        tables=_frozen({id: compiled(d, types) for id, d in parts["decisions"].items()}),
        step_of=_frozen({f: id for id, s in reversed(parts["steps"].items()) for f in s.fields}),
        written=_frozen({key: _frozen(group) for key, group in named.items()}),
        **groups,
    )


def _frozen(mapping: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(mapping))


def ordered(derived: Mapping[str, Derived]) -> tuple[list[str], list[list[str]]]:
    """The derived values so that each reads only earlier ones, and the circles that prevent it."""
    order: list[str] = []
    done: set[str] = set()
    circles: list[list[str]] = []
    for root in derived:
        stack = [(root, iter(names(derived[root].is_.tree)))] if root not in done else []
        path = [root]
        while stack:
            name, rest = stack[-1]
            following = next((n for n in rest if n in derived and n not in done), None)
            if following is None:
                stack.pop()
                path.pop()
                if name not in done:
                    done.add(name)
                    order.append(name)
            elif following in path:
                circles.append([*path[path.index(following) :], following])
                done.add(following)
            else:
                stack.append((following, iter(names(derived[following].is_.tree))))
                path.append(following)
    return order, circles


def types_of(whole: Whole, shared: Shared) -> dict[str, Type]:
    """Every name an expression can read, with its type."""
    modes = modes_of(whole["steps"].values())
    types = dict(CASE_TYPES) | {"case.mode": CASE_TYPES["case.mode"].with_options(modes)}
    types |= {f"law.{name}": parameter.type for name, parameter in shared.law.items()}
    types |= {PREFIX + name: cutoff.type for name, cutoff in whole["cutoffs"].items()}
    types |= {name: field.value_type for name, field in whole["fields"].items()}
    types |= {
        f"{name}.{part}": type for name in whole["fields"] for part, type in parts_in(whole, name).items()
    }
    types |= {name: from_zero(value) for name, value in whole["derived"].items()}
    types |= dict.fromkeys(whole["criteria"], VERDICT)
    return types


def parts_in(whole: Whole, name: str) -> Mapping[str, Type]:
    """What a condition reads of a field beside its value: of a series; of any other the day it tells of and
    the age then, and of a score with a known error its bounds."""
    field = whole["fields"][name]
    if field.series is not None:
        return PARTS_OF_SERIES
    if field.error is None and field.administered is None:
        return WHEN
    ends = (end for both in ends_read(whole["criteria"].values()) for end in both)
    found = {**WHEN, **dict.fromkeys((*BOUNDS, *ends), field.value_type)}
    if field.administered is None:
        return found
    # norms may count an age in parts of months
    return found | {"age_months": replace(WHEN["age_months"], full=False)} | dict(PARTS_OF_TEST)


def modes_of(steps: Iterable[Step]) -> tuple[Mode, ...]:
    """The kinds of guidance a case can have: an anonymous contact only where a step is made for it."""
    used = {mode for step in steps for mode in step.modes}
    return tuple(mode for mode in get_args(Mode) if mode != "anonymous" or mode in used)


def constants(cutoffs: Mapping[str, Cutoff], day: dt.date | None = None) -> dict[str, Plain]:
    """``cutoff.<id>`` with its figure on a day, null where none is in force; without a day the only one."""
    if day is None:
        return {
            PREFIX + id: float(one.figures[0].is_) for id, one in cutoffs.items() if len(one.figures) == 1
        }
    found = {id: one.on(day) for id, one in cutoffs.items()}
    return {PREFIX + id: None if one is None else float(one.is_) for id, one in found.items()}


SPANS = ("months between", "years between", "days between", "age at")
TIMES = ("weeks", "months", "years", "days", "minutes")


def is_span(value: Derived) -> bool:
    """Is a derived value a length of time: a duration, or what lies between two days?"""
    tree = value.is_.tree
    return value.type.kind == "duration" or (isinstance(tree, Apply) and tree.op in SPANS)


def from_zero(value: Derived) -> Type:
    """The type of a derived value. Time between two days never runs backwards: below zero it is no value."""
    type = value.type
    if is_span(value) and (type.low is None or type.low < 0):
        return replace(type, low=0.0, low_open=False)
    return type


def _with(expression: Expression, figures: Mapping[str, Plain]) -> Expression:
    tree = fixed(expression.tree, figures)
    return expression if tree is expression.tree else Expression(expression.text, tree)


def _part(part: Any, figures: Mapping[str, Plain]) -> Any:
    if isinstance(part, Expression):
        return _with(part, figures)
    return part and Fixed({option: _with(e, figures) for option, e in part.items()})


def filled(
    whole: Whole, day: dt.date | None = None, law: Mapping[str, Plain] = MappingProxyType({})
) -> dict[str, dict[str, Any]]:
    """``whole`` as it runs: with the figures of its cut-offs in its conditions (on a day, or of those with
    one figure), and the error of measurement treated as each criterion says.

    ``law``: figures of the law that stand there too, by name.
    """
    figures = constants(whole["cutoffs"], day) | dict(law)
    scores = scores_of(whole)
    return {
        key: {id: _filled(one, figures, scores) for id, one in group.items()} for key, group in whole.items()
    }


def _filled(one: Any, figures: Mapping[str, Plain], scores: frozenset[str] = frozenset()) -> Any:
    if isinstance(one, Criterion):
        met, judge = _part(one.met, figures), _part(one.judge, figures)
        if one.error is not None and one.error.how in WANTS_BOUNDS:
            met, judge = with_error(met, judge, one.error, scores)
        return one.model_copy(update={"met": met, "judge": judge})
    if isinstance(one, Derived):
        return one.model_copy(update={"is_": _with(one.is_, figures), "type": from_zero(one)})
    if isinstance(one, Ensure):
        return one.model_copy(update={"that": _with(one.that, figures)})
    if isinstance(one, Step) and one.when is not None:
        return one.model_copy(update={"when": _with(one.when, figures)})
    return one


# A plan on a day. Between two days on which something begins or ends it is the same plan, made once.


def dated(whole: Whole) -> Iterator[tuple[str, str, Valid]]:
    """Everything with dates of its own: its group, its id, and the days."""
    for group in ("fields", "criteria", "decisions", "steps"):
        for id, one in whole[group].items():
            if one.valid is not None:
                yield group, id, one.valid
    for id, cutoff in whole["cutoffs"].items():
        yield from (("cutoffs", id, figure.valid) for figure in cutoff.figures)


@lru_cache(maxsize=256)
def turning(plan: Plan) -> tuple[dt.date, ...]:
    """The days on which something in a plan begins to be in force, or is so no more, in order."""
    days: set[dt.date] = set()
    for _, _, valid in dated(plan.written):
        days.add(valid.from_)
        if valid.to is not None and valid.to < dt.date.max:
            days.add(valid.to + dt.timedelta(days=1))
    return tuple(sorted(days))


@lru_cache(maxsize=1024)
def _as_of(plan: Plan, at: int) -> Plan:
    """The plan from the day on which the last of ``at`` turning days came."""
    day = turning(plan)[at - 1] if at else dt.date.min
    every = frozenset((group, id) for group, id, _ in dated(plan.written))
    off = every - {(group, id) for group, id, valid in dated(plan.written) if valid.holds_on(day)}
    if not off and all(len(one.figures) == 1 for one in plan.cutoffs.values()):
        return plan
    parts = filled(plan.written, day)
    gone = {"met": _NOTHING, "judge": None, "by": None}
    never = {"when": Expression("false", Literal(False))}
    criteria = {
        id: one.model_copy(update=gone) if ("criteria", id) in off else one
        for id, one in parts["criteria"].items()
    }
    steps = {}
    for id in plan.steps:
        one = parts["steps"][id]
        kept = {
            key: tuple(name for name in getattr(one, key) if (key, name) not in off)
            for key in ("fields", "decisions")
        }
        steps[id] = one.model_copy(update=kept | (never if ("steps", id) in off else {}))
    return replace(
        plan,
        steps=_frozen(steps),
        ensure=_frozen(parts["ensure"]),
        derived=_frozen({id: parts["derived"][id] for id in plan.derived}),
        criteria=_frozen(criteria),
        off=off,
        undated=plan,
    )


_NOTHING = Expression("null", Literal(None))


def with_figures(plan: Plan, figures: Mapping[str, float]) -> Plan:
    """The plan with other figures for some of its cut-offs, on every day. Raises ProdiaError for one there is
    not, and for a figure that its type does not have."""
    base = plan.undated or plan
    cutoffs = dict(base.written["cutoffs"])
    for id, figure in figures.items():
        one_of(Words("grens", "cut-off"), id, cutoffs)
        old = cutoffs[id]
        if not old.type.admits(figure):
            raise ProdiaError(Problem(CUTOFF_OUTSIDE, None, name=id, type=old.type.show()))
        values = tuple(one.model_copy(update={"is_": figure}) for one in old.values)
        cutoffs[id] = old.model_copy(update={"is_": figure} if old.is_ is not None else {"values": values})
    written = {**base.written, "cutoffs": cutoffs}
    parts = filled(written)
    own = ("steps", "ensure", "derived", "criteria", "cutoffs")
    made: dict[str, Any] = {
        group: _frozen({id: parts[group][id] for id in getattr(base, group)}) for group in own
    }
    return replace(base, **made, written=_frozen(written), undated=None)


def _labels(whole: Whole, shared: Shared, lang: str) -> dict[str, str]:
    labels = dict(CASE_LABELS["nl" if lang == "nl" else "en"])
    labels |= {f"law.{name}": parameter.title for name, parameter in shared.law.items()}
    labels |= {PREFIX + name: cutoff.says for name, cutoff in whole["cutoffs"].items()}
    for name, field in whole["fields"].items():
        labels[name] = field.ask
        labels |= {f"{name}={option}": text for option, text in field.options.items()}
    spoken: Lang = "nl" if lang == "nl" else "en"
    for name, field in whole["fields"].items():
        said = {part: part_words(part)[spoken] for part in parts_in(whole, name)}
        labels |= {f"{name}.{part}": f"{field.ask}: {words}" for part, words in said.items()}
        if field.series is not None:
            labels |= {f"{name}.answer={a}": words[spoken] for a, words in LABELS["progress"].items()}
    labels[OVERLAP] = LABELS["error"]["crosses"][spoken]
    for name, value in whole["derived"].items():
        base, _, part = name.partition(".")
        said_of = f": {part_words(part)[spoken]}" if part and base in whole["derived"] else ""
        labels[name] = f"{value.says}{said_of}"
    labels |= {name: criterion.says for name, criterion in whole["criteria"].items()}
    return labels


def _in_order(steps: Mapping[str, Step], phases: Mapping[str, Any]) -> dict[str, Step]:
    """By phase; within a phase as written, a step with ``after`` right behind the step it names."""
    order: list[str] = []
    for phase in phases:
        here = [id for id, step in steps.items() if step.phase == phase]
        placed = [id for id in here if steps[id].after not in here]
        for id in (id for id in here if steps[id].after in here):
            before = steps[id].after or ""
            at = placed.index(before) + 1 if before in placed else len(placed)
            while at < len(placed) and steps[placed[at]].after == before:
                at += 1
            placed.insert(at, id)
        order += placed
    return {id: steps[id] for id in order}


def output_value(text: str) -> Plain:
    """An output cell: a number, ``true``/``false``, or the words as typed (quotes around them dropped)."""
    if text in ("true", "false"):
        return text == "true"
    try:
        return (
            float(text)
            if text.replace(".", "", 1).lstrip("-").isdigit() and text.isascii()
            else text.strip('"')
        )
    except ValueError:
        return text


def _type(tree: Tree, types: Mapping[str, Type]) -> Type:
    found = infer(tree, types).type
    if found is None:
        raise AssertionError("a table is compiled after its names and types were checked")
    return found


def compiled(decision: Decision, types: Mapping[str, Type]) -> CompiledTable:
    """Compile the table of a decision whose names and types are known to be right."""
    text = decision.table
    inputs = tuple(Input(head.tree, _type(head.tree, types)) for head in text.inputs)
    outcomes = tuple(decision.outcomes)
    outputs = tuple(
        Output(cell.text, None, outcomes if i == 0 and not decision.aggregate else ())
        for i, cell in enumerate(text.outputs)
    )
    rules = tuple(
        Rule(
            tuple(tree for _, tree in rule.when),
            tuple(output_value(c.text) for c in rule.then),
            mark=(rule.line, 0),
        )
        for rule in text.rules
    )
    default = None
    if decision.otherwise is not None:
        default = tuple(output_value(decision.otherwise.get(c.text, "")) for c in text.outputs)
    hit = HitPolicy(decision.hit)
    table = Table(inputs, outputs, rules, hit, decision.aggregate or "none", default)
    return compile_table(table)
