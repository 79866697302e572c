"""Named values that an author does not write out: of a battery its composite, bounds and abilities, of a
screening the chance after its score. Each is a plain computation, so that every face works it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from prodia.frozen import Fixed
from prodia.language import Apply, Literal, Name, Tree, Type, parse_type
from prodia.model.protocol import Derived, Field
from prodia.model.scalars import Expression
from prodia.model.tested import OVERLAP, Battery, ErrorTreatment, bound_of, treated
from prodia.words import Words
from prodia.words.labels import LABELS
from prodia.words.numbers import number

if TYPE_CHECKING:
    from prodia.model.instrument import Instrument

POSTERIOR = "posterior"
_CHANCE, _COUNT, _TRUTH = parse_type("number 0..1"), parse_type("count"), parse_type("truth")
_NOTHING = Literal(None)


def made(whole: Mapping[str, Mapping[str, Any]], instruments: Mapping[str, Instrument]) -> dict[str, Derived]:
    """Every derived value, those of batteries worked out, and what else batteries and screenings give."""
    found: dict[str, Derived] = {}
    fields, ends = whole["fields"], ends_read(whole["criteria"].values())
    for name, one in whole["derived"].items():
        found[name] = one
        if one.battery is not None:
            found[name] = one.model_copy(update={"is_": _expression(_composite(one.battery, fields))})
            found |= {f"{name}.{part}": value for part, value in _parts(name, one, fields, instruments, ends)}
    for name, field in fields.items():
        if field.screening is not None:
            tree = field.screening.posterior(name)
            found[f"{name}.{POSTERIOR}"] = _value(f"{field.ask}: {field.screening.of}", _CHANCE, tree)
    return found


def ends_read(criteria: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    """The bounds that treatments of the error read, besides those of an interval itself."""
    errors = (one.error for one in criteria if one.error is not None)
    return tuple(dict.fromkeys(error.ends for error in errors if error.at_least is not None))


def scores_of(whole: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """The names that have bounds: scores with an error or a test, and batteries of which they can be had."""
    fields, derived = whole.get("fields", {}), whole.get("derived", {})
    tests = (
        name
        for name, one in fields.items()
        if one.series is None and (one.administered is not None or one.error is not None)
    )
    return frozenset((*tests, *(name for name in derived if f"{name}.low" in derived)))


def with_error(met: Any, judge: Any, error: ErrorTreatment, scores: frozenset[str]) -> tuple[Any, Any]:
    """The conditions of a criterion that treat the error, by option where they are."""
    if isinstance(met, Expression):
        return _treated(met, judge, error, scores)
    both = {option: _treated(e, (judge or {}).get(option), error, scores) for option, e in met.items()}
    sure = Fixed((option, one) for option, (one, _) in both.items())
    grey = Fixed((option, one) for option, (_, one) in both.items() if one is not None)
    return sure, grey or None


def _treated(
    met: Expression, judge: Expression | None, error: ErrorTreatment, scores: frozenset[str]
) -> tuple[Expression, Expression | None]:
    sure, grey = treated(met.tree, judge.tree if judge else None, error, scores)
    first = Expression(met.text, sure, met.said)
    if error.how != "overlap":
        return first, judge
    told: Tree = Name(OVERLAP) if judge is None else Apply("or", (judge.said, Name(OVERLAP)))
    return first, Expression(met.text if judge is None else judge.text, grey, told)


def sound(correlations: Sequence[Sequence[float]], k: int) -> bool:
    """Is this a table of correlations between k tests: symmetric, ones on its diagonal, and can it exist?"""
    if len(correlations) != k or any(len(row) != k for row in correlations):
        return False
    mirror = ((i, j, correlations[j][i] if i != j else 1.0) for i in range(k) for j in range(k))
    if any(abs(correlations[i][j] - other) > 1e-12 for i, j, other in mirror):
        return False
    lower: list[list[float]] = []
    for i, row in enumerate(correlations):  # Cholesky: every pivot is above zero
        lower.append([])
        for j in range(i):
            told = row[j] - sum(a * b for a, b in zip(lower[i], lower[j], strict=False))
            lower[i].append(told / lower[j][j])
        pivot = row[i] - sum(a * a for a in lower[i])
        if not pivot > 1e-12:
            return False
        lower[i].append(pivot**0.5)
    return True


def _value(says: str, type: Type, tree: Tree) -> Derived:
    return Derived.model_construct(says=says, type=type, is_=_expression(tree), battery=None, note=None)


def _expression(tree: Tree) -> Expression:
    return Expression("", tree)


def _sum(parts: Iterable[Tree], first: Tree) -> Tree:
    found = first
    for part in parts:
        found = Apply("+", (found, part))
    return found


def metric(type: Type) -> tuple[float, float] | None:
    """Mean and spread of a standard score; None for what is none."""
    return None if type.mean is None or type.sd is None else (type.mean, type.sd)


def _spread(battery: Battery) -> tuple[list[float], float]:
    """The weights, and the spread of the weighted sum of z scores."""
    k = len(battery.tests)
    w = list(battery.weights) or [1.0] * k
    r = battery.correlations
    return w, sum(w[i] * w[j] * r[i][j] for i in range(k) for j in range(k)) ** 0.5


def _metrics(battery: Battery, fields: Mapping[str, Field]) -> list[tuple[float, float]] | None:
    """Mean and spread of each test; None where there is no composite to be made."""
    k = len(battery.tests)
    if not sound(battery.correlations, k) or len(battery.weights) not in (0, k):
        return None
    found = [metric(fields[name].type) if name in fields else None for name in battery.tests]
    return None if None in found or not _spread(battery)[1] > 0 else [one for one in found if one is not None]


def _composite(battery: Battery, fields: Mapping[str, Field]) -> Tree:
    """M + SD * sum w z / sqrt(w'Rw) (Tellegen and Briggs); null where it can not be made."""
    metrics = _metrics(battery, fields)
    if metrics is None:
        return _NOTHING
    w, spread = _spread(battery)
    terms = (
        Apply("*", (Literal(battery.sd * weight / spread / sd), Apply("-", (Name(name), Literal(mean)))))
        for name, weight, (mean, sd) in zip(battery.tests, w, metrics, strict=True)
    )
    return _sum(terms, Literal(battery.mean))


def reliability(battery: Battery, fields: Mapping[str, Field]) -> float | None:
    """That of the composite (Mosier), where that of every test is declared."""
    errors = [fields[name].error if name in fields else None for name in battery.tests]
    if _metrics(battery, fields) is None or any(one is None for one in errors):
        return None
    w, spread = _spread(battery)
    lost = sum(a * a * (1 - e.reliability) for a, e in zip(w, errors, strict=True) if e is not None)
    found = 1 - lost / spread**2
    return found if 0 < found < 1 else None


def _parts(
    name: str,
    one: Derived,
    fields: Mapping[str, Field],
    instruments: Mapping[str, Instrument],
    ends: Iterable[tuple[str, str]],
) -> Iterator[tuple[str, Derived]]:
    battery = one.battery
    assert battery is not None
    free, r = replace(one.type, low=None, high=None), reliability(battery, fields)
    if r is not None:
        levels = [(("low", "high"), battery.level)] if battery.level is not None else []
        levels += [(both, bound_of(both[0])[1] or 0.0) for both in ends]
        for both, level in levels:
            half = NormalDist().inv_cdf(0.5 + level / 2) * battery.sd * (r * (1 - r)) ** 0.5
            for end, side in zip(both, (-half, half), strict=True):
                away = Literal(battery.mean * (1 - r) + side)
                tree = Apply("+", (away, Apply("*", (Literal(r), Name(name)))))
                yield end, _value(one.says, free, tree)
    covered = abilities(battery, fields, instruments)
    known = {
        ability: Apply("any", tuple(Apply("is not null", (Name(test),)) for test in tests))
        for ability, tests in covered.items()
    }
    if known:
        some = Apply("any", tuple(known.values()))
        count = Apply("if", (some, Apply("count true", tuple(known.values())), _NOTHING))
        yield "abilities", _value(one.says, _COUNT, count)
    for ability, tree in known.items():
        yield ability.lower(), _value(one.says, _TRUTH, Apply("if", (tree, Literal(True), _NOTHING)))


def abilities(
    battery: Battery, fields: Mapping[str, Field], instruments: Mapping[str, Instrument]
) -> dict[str, list[str]]:
    """The broad abilities that the tests measure, each with its tests."""
    found: dict[str, list[str]] = {}
    for name in battery.tests:
        field = fields.get(name)
        test = instruments.get(field.instrument or "") if field is not None else None
        scale = test.scales.get(field.administered.scale) if test and field and field.administered else None
        for ability in scale.abilities if scale is not None else ():
            found.setdefault(ability, []).append(name)
    return found


_CHANCES = {
    "low": Words("ondergrens met {p} % zekerheid", "lower bound, {p} % sure"),
    "high": Words("bovengrens met {p} % zekerheid", "upper bound, {p} % sure"),
}


def part_words(part: str) -> Words:
    """What a part of a series, a score or a battery is called."""
    if part in LABELS["series"]:
        return LABELS["series"][part]
    end, _, chance = part.partition("_")
    if end in _CHANCES and chance:
        p = float(chance.replace("_", "."))
        return _CHANCES[end].filled(p=Words(number(p, "nl"), number(p, "en")))
    ability = part.capitalize()
    return Words(f"{ability} gemeten", f"{ability} measured")
