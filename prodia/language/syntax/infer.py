"""What type an expression has, and what is wrong with it. No exception: findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from prodia.frozen import dataclass
from prodia.language import analysis as ranges
from prodia.language.operators import ROWS, Case, Row, fits, stretched
from prodia.language.operators.compare import OF_ORDER, TESTS
from prodia.language.syntax.parse import arity
from prodia.language.syntax.tree import SUBJECT, Apply, Literal, Name, Span, Tree, show
from prodia.language.syntax.types import BY_RUNTIME, NULL, NUMBER, TRUTH, Type
from prodia.language.values import Duration, Plain, nine
from prodia.problems import Argument, Kind, Problem, arguments
from prodia.problems import language as kinds
from prodia.words import LANGS, Words
from prodia.words.lists import close, nearest
from prodia.words.numbers import figure_meant

# How to think about it: every node gets a Fact: its Type (None: not known, say
# nothing more about it), and whether it is a constant or a bare name. Which kinds an
# operator takes is read from its row; what happens to units is one word in the row
# (`same`, `first`, `scale`, `none`); ranges are interval arithmetic in analysis.py.
# A mistake is reported once, at the deepest node: above it the type is unknown.


_QUOTED = Words('schrijf "{word}", met aanhalingstekens.', 'write "{word}", with quotes.')
_TRUTHS = Words("ja en nee, die je schrijft als true en false", "yes and no, written as true and false")
_ORDERING = OF_ORDER | {"min", "max"}
# Dotted names that stand for a constant: read as of a date, or declared once with its source.
FIXED = ("law.", "cutoff.")
_PASSES = frozenset(("+", "-", "sum", "mean", "median", "min", "max", "if"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in a tree: its kind, where in the text, and the words of the message."""

    kind: Kind
    span: Span
    args: tuple[tuple[str, Argument], ...]

    def problem(self) -> Problem:
        """The finding as a problem without a place."""
        return Problem(self.kind, None, **dict(self.args))


@dataclass(frozen=True, slots=True)
class Inferred:
    """The type of a tree (None where a finding leaves it unknown) and every finding."""

    type: Type | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Fact:
    type: Type | None
    constant: bool = False
    name: str = ""


def infer(tree: Tree, types: Mapping[str, Type], wanted: Type | None = None) -> Inferred:
    """Infer the type of ``tree`` over names of these ``types``; with ``wanted``, that it fits there.

    Findings: unknown name, wrong type or number of arguments, units that differ, an option that does
    not exist, a condition that is never or always true, and (a warning) the house rule that a condition
    compares a name with a constant.
    """
    inference = _Inference(types, [])
    type = inference.visit(tree).type
    if wanted is not None and type is not None and not wanted.accepts(type):
        inference.report(kinds.WRONG_RESULT, tree, found=type.words(), wanted=wanted.words())
    return Inferred(_named(type), tuple(dict.fromkeys(inference.found)))


@dataclass(frozen=True, slots=True)
class _Inference:
    types: Mapping[str, Type]
    found: list[Finding]

    def report(self, kind: Kind, node: Tree, /, **args: str | Words) -> None:
        short = {key: value[:120] if isinstance(value, str) else value for key, value in args.items()}
        self.found.append(Finding(kind, node.span, arguments(short)))

    def visit(self, node: Tree) -> _Fact:
        if isinstance(node, Literal):
            return _Fact(type_of(node.value), constant=True)
        if isinstance(node, Name):
            return self.name(node)
        row = ROWS.get(node.op)
        if row is None:
            self.report(kinds.FUNCTION, node, found=node.op, hint=nearest(node.op, ROWS))
            return _Fact(None)
        types = [self.types.get(a.id) for a in node.args if isinstance(a, Name)]
        options = {option for type in types if type is not None for option in type.options}
        facts = [self.name(a, options) if isinstance(a, Name) else self.visit(a) for a in node.args]
        if not row.takes(len(facts)):
            self.report(kinds.ARITY, node, **arity(row, len(facts)))
            return _Fact(None)
        return self.applied(node, row, facts)

    def name(self, node: Name, options: Collection[str] = ()) -> _Fact:
        """``options``: the words that what it is compared with can be."""
        declared = self.types.get(node.id)
        if declared is None:
            near = close(node.id, self.types)
            hint = (None if near else figure_meant(node.id)) or nearest(node.id, self.types)
            hint = _QUOTED.filled(word=node.id) if node.id in options else hint
            self.report(kinds.UNKNOWN_NAME, node, found=node.id, hint=hint)
        return _Fact(declared, name=node.id)

    def applied(self, node: Apply, row: Row, facts: list[_Fact]) -> _Fact:
        known = [f.type for f in facts if f.type is not None]
        constant = all(f.constant for f in facts)
        case = _case(row, [f.type.runtime if f.type else "null" for f in facts])
        if case is None:
            self.misfit(node, row, facts)
            return _Fact(BY_RUNTIME.get(_only_kind(row) or ""), constant)
        if row.key == "if":
            return self.branches(node, facts, constant)
        if row.units == "same":
            self.same_units(node, facts)
        if node.op == "at least":
            self.enough(node)
        if node.op in TESTS:
            self.condition(node, facts)
            return _Fact(TRUTH, constant)
        result = case.result
        if result == "number" and len(known) == len(facts):
            return _Fact(_number(node.op, row, facts), constant)
        return _Fact(BY_RUNTIME.get(result), constant)

    def misfit(self, node: Apply, row: Row, facts: list[_Fact]) -> None:
        kinds_given = {f.type.runtime for f in facts if f.type is not None}
        if node.op in _ORDERING and kinds_given == {"text"}:
            self.report(kinds.UNORDERED, node, op=row.symbol)
            return
        found = _together(f.type for f in facts if f.type is not None)
        takes = [_together(BY_RUNTIME[k] for k in c.args if k != "any") for c in row.cases]
        wanted = Words(*("; ".join(dict.fromkeys(t[lang] for t in takes)) for lang in LANGS))
        wanted = _TRUTHS if kinds_given == {"text", "truth"} else wanted
        hint = _WORKS_ON.filled(wanted=wanted)
        if kinds_given == {"text", "number"}:
            texts = (a.value for a in node.args if isinstance(a, Literal) and isinstance(a.value, str))
            hint = next((said for text in texts if (said := figure_meant(text))), None) or hint
        self.report(kinds.WRONG_TYPE, node, op=row.symbol, found=found, hint=hint)

    def branches(self, node: Apply, facts: list[_Fact], constant: bool) -> _Fact:
        a, b = facts[1].type, facts[2].type
        if a is None or b is None:
            return _Fact(None, constant)
        if a.kind == "null" or b.kind == "null":
            return _Fact(b if a.kind == "null" else a, constant)
        if a.runtime != b.runtime:
            self.report(kinds.BRANCHES, node, found=a.words(), other=b.words())
            return _Fact(None, constant)
        if a.runtime == "text":
            options = tuple(dict.fromkeys(a.options + b.options)) if a.options and b.options else ()
            return _Fact(Type("text", options=options), constant)
        if a.kind == "number":
            self.same_units(node, facts[1:])
            return _Fact(_number("if", ROWS["if"], facts[1:]), constant)
        return _Fact(a, constant)

    def same_units(self, node: Apply, facts: list[_Fact]) -> None:
        scaled = [f.type for f in facts if f.type is not None and f.type.kind == "number" and f.type.unit]
        for other in scaled[1:]:
            if other.scale != scaled[0].scale:
                first, second = scaled[0].words(), other.words()
                self.report(kinds.UNITS, node, found=show(node), first=first, second=second)
                return

    def condition(self, node: Apply, facts: list[_Fact]) -> None:
        names = [f for f in facts if not f.constant and not f.name.startswith(FIXED)]
        if not names:
            return
        known = all(f.type is not None for f in names)  # of one that is not, that is told
        if known and (len(names) > 1 or not (facts[0].name or names[0].name)):
            self.report(kinds.HOUSE_RULE, node, found=show(node))
        for fact in names:
            if fact.type is not None and fact.type.options:
                self.options(node, fact, fact.type)
        if facts[0].name and facts[0].type is not None and len(names) == 1:
            self.reach(node, facts[0].name, facts[0].type)
            self.shares(node, facts[0].name, facts[0].type)

    def enough(self, node: Apply) -> None:
        """Whether as many conditions are asked as there are."""
        least, many = node.args[0], len(node.args) - 1
        if isinstance(least, Literal) and isinstance(least.value, float) and least.value > many:
            self.report(kinds.NEVER_ENOUGH, node, found=show(node), many=str(many))

    def options(self, node: Apply, fact: _Fact, type: Type) -> None:
        for argument in node.args:
            if (
                isinstance(argument, Literal)
                and isinstance(argument.value, str)
                and argument.value not in type.options
            ):
                listed = ", ".join(type.options[:8])
                hint = Words(f"kies uit: {listed}.", f"choose from: {listed}.")
                close = nearest(argument.value, type.options)
                if "«" in close.nl:
                    hint = close
                where = argument if argument.span != (0, 0) else node
                name = _called(fact.name)
                self.report(kinds.NO_OPTION, where, found=argument.value, name=name, hint=hint)

    def reach(self, node: Apply, name: str, type: Type) -> None:
        """Whether a cut-off lies outside the declared range."""
        verdict = ranges.reach(node, type)
        if verdict is None:
            return
        shown = show(node) if name != SUBJECT else show(node).replace("? ", "", 1)
        kind = kinds.ALWAYS if verdict else kinds.NEVER
        self.report(kind, node, found=shown, name=_called(name), range=type.range_words())

    def shares(self, node: Apply, name: str, type: Type) -> None:
        """Whether a cut-off is written as a share, where what it is compared with counts to a hundred."""
        for one in node.args[1:]:
            figure = one.value if isinstance(one, Literal) and isinstance(one.value, float) else 0.0
            if meant := percent_of(figure, type):
                where, span = one if one.span != (0, 0) else node, type.range_words()
                self.report(kinds.SHARE, where, found=show(one), name=_called(name), range=span, meant=meant)


_WORKS_ON = Words("het kan met {wanted}.", "it works on {wanted}.")


FAR = 20  # what reaches at least so far and not below nought counts in whole steps


def percent_of(value: float, type: Type) -> str:
    """What a figure below the first step of a type says as a percentage; nothing where it may be meant."""
    far = type.high is not None and type.high >= FAR and (type.low is None or type.low >= 0)
    if type.kind != "number" or not far or not 0 < value < 1 or not type.admits(nine(value * 100)):
        return ""
    return f"{nine(value * 100):g}"


def _named(type: Type | None) -> Type | None:
    """The type once the value has a name: its bounds have nine decimals too."""
    if type is None or type.kind != "number":
        return type
    low = None if type.low is None else nine(type.low)
    return replace(type, low=low, high=None if type.high is None else nine(type.high))


def _together(types: Iterable[Type]) -> Words:
    words = [type.words() for type in types]
    return Words(" en ".join(w.nl for w in words), " and ".join(w.en for w in words))


def _called(name: str) -> Words:
    return Words("deze kolom", "this column") if name in (SUBJECT, "") else Words(name, name)


def type_of(value: Plain) -> Type:
    """The type of a constant: no unit, and its own value as range or option."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return TRUTH
    if isinstance(value, (int, float)):
        return replace(NUMBER, low=float(value), high=float(value))
    if isinstance(value, str):
        return Type("text", options=(value,))
    if isinstance(value, Duration):
        return Type("duration", value.kind)
    return BY_RUNTIME["date"]


def _case(row: Row, given: list[str]) -> Case | None:
    """A reading that every argument fits; null (and the unknown) fits everywhere."""
    for case in row.cases:
        wanted = stretched(case.args, len(given))
        if fits(case.args, tuple(w if g == "null" else g for w, g in zip(wanted, given, strict=True))):
            if len(row.cases) > 1 and given and all(g == "null" for g in given):
                return replace(case, result=_only_kind(row) or "any")
            return case
    return None


def _only_kind(row: Row) -> str | None:
    results = {c.result for c in row.cases}
    return results.pop() if len(results) == 1 else None


def _number(op: str, row: Row, facts: list[_Fact]) -> Type:
    """The type of a numeric result: unit by the row's word, range by interval arithmetic."""
    types = [f.type for f in facts if f.type is not None]
    base = NUMBER
    if row.units == "first" and types[0].kind == "number":
        base = _unit(types[0])
    elif op in _PASSES:
        scaled = [_unit(t) for t in types if t.kind == "number" and t.unit]
        if scaled and all(t.scale == scaled[0].scale for t in scaled):
            base = scaled[0]
    low, high = ranges.result(op, [ranges.limits(t) for t in types])
    return replace(base, low=low, high=high)


def _unit(type: Type) -> Type:
    return Type("number", type.unit, mean=type.mean, sd=type.sd)
