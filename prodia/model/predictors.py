"""What a regression reads of a person: age, sex, what its norms declare, and products of these.

A predictor is an expression over ``age`` (years of 365.25 days), ``sex`` (m or f) and the keys of which the
norms declare the words: ``parent: informant = "parent"``, ``years: min(age, 18)``. A truth counts 1 or 0. A
term of the rows is a predictor or a product: ``parent``, ``years*parent``. As a predictor of its own ``sex``
is 1 for m and 0 for f, and in the variance ``low`` is 1 for who scores below the prediction and else 0.
"""

from __future__ import annotations

from collections.abc import Iterator

from prodia.language import Type, infer, parse_type
from prodia.language.syntax.types import NUMBER
from prodia.model.finding import Finding
from prodia.model.normnames import KeyName
from prodia.model.norms import Norms
from prodia.problems import norms as kinds

SEX: KeyName = "sex"
CONSTANT, AGE, LOW, TIMES = "1", "age", "low", "*"
OWN = (AGE, SEX, LOW)
SEXES = ("m", "f")


def readable(norms: Norms) -> dict[str, Type]:
    """What an expression of a predictor can read."""
    words = {SEX: SEXES} | {key: some for key, some in norms.words.items() if key != SEX}
    return {AGE: parse_type("years 0..")} | {key: Type("choice", options=some) for key, some in words.items()}


def predictor_faults(norms: Norms) -> Iterator[Finding]:
    """Predictors of norms that have none, under a name that is taken, or that come to no number or truth."""
    for field in ("predictors", "words"):
        if getattr(norms, field) and norms.kind != "regression":
            yield Finding(kinds.ONLY_REGRESSION, (field,), on_key=True, field=field)
    if SEX in norms.words:
        yield Finding(kinds.NAME_TAKEN, ("words", SEX), on_key=True, name=SEX)
    known = readable(norms)
    for name, made in norms.predictors.items():
        if name in OWN or name in known:
            yield Finding(kinds.NAME_TAKEN, ("predictors", name), on_key=True, name=name)
        type = infer(made.tree, known).type
        truth = type is not None and type.kind == "truth"
        for found in infer(made.tree, known, None if truth else NUMBER).findings:
            if found.kind.severity == "error":
                yield Finding(found.kind, ("predictors", name), dict(found.args), span=found.span)


def terms_known(norms: Norms, part: str) -> tuple[str, ...]:
    """The predictors that a term of this part can be made of."""
    own = OWN if part == "variance" else (AGE, SEX)
    return (*own, *norms.predictors)
