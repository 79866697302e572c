"""The grey zone of a criterion: does ``judge`` ever get its turn?"""

# A condition compares names with constants, so between two neighbouring constants it
# never changes. Every constant, a point between each two and one beyond both ends are
# therefore all the cases there are. A condition that says more is left alone, as is one
# with more than MOST cases: silence here proves nothing.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise, product
from math import prod

from prodia.language import Plain, Type, evaluate, names
from prodia.language.syntax.tree import Literal, Tree, walk
from prodia.language.tables.review import value_text
from prodia.model.finding import Finding
from prodia.model.plan import Plan
from prodia.model.protocol import Criterion
from prodia.model.scalars import Expression
from prodia.problems.content import EMPTY_ZONE

MOST = 20_000


def empty_zones(plan: Plan) -> Iterator[Finding]:
    """L26: where ``met`` goes first in every case that ``judge`` describes, nobody is ever asked."""
    for id in plan.protocol.criteria:
        for below, met, judge in _pairs(plan.criteria[id]):
            witness = _always_met(met.tree, judge.tree, plan.types)
            if witness:
                told = ", ".join(f"{name} = {value_text(value)}" for name, value in witness.items())
                yield Finding(EMPTY_ZONE, ("criteria", id, *below), name=id, witness=told)


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
    cases = [_values(types[name], constants) for name in read]
    if not all(cases) or prod(map(len, cases)) > MOST:
        return None
    witness, always = None, True  # a «met» that always holds is a mistake of its own, told where it stands
    for values in product(*cases):
        case = dict(zip(read, values, strict=True))
        holds = evaluate(met, case) is True
        always = always and holds
        if evaluate(judge, case) is True:
            if not holds:
                return None
            witness = witness or case
    return None if always else witness


def _values(type: Type, constants: list[Plain]) -> list[Plain]:
    """Values of a type among which every comparison with these constants has each of its answers."""
    if type.options:
        return list(type.options)
    if type.kind == "truth":
        return [True, False]
    if type.kind != "number":
        return []
    cuts = {c for c in constants if isinstance(c, float)}
    cuts |= {end for end in (type.low, type.high) if end is not None}
    marks = sorted(cuts)
    between = [(a + b) / 2 for a, b in pairwise(marks)]
    found = {x for m in marks for x in (m - 1, m, m + 1)} | set(between)
    return [x for x in sorted(found) if type.admits(x)]
