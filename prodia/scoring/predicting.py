"""The predictors of a regression for one person: numbers, or which of them is not known."""

from __future__ import annotations

from collections.abc import Iterable

from prodia.language import Value, evaluate, names
from prodia.model.norms import AGE, SEX, SEXES, KeyName, Norms
from prodia.problems.scores import NO_KEY, NO_SPREAD
from prodia.scoring.person import Person
from prodia.scoring.reasons import NoScore, no_score

__all__ = ["predictors_of"]


def predictors_of(
    norms: Norms, person: Person, years: float, wanted: Iterable[str]
) -> dict[str, float] | NoScore:
    """The value of every predictor that is ``wanted``; or a reason that names what is not known of a person.

    A word that the norms do not declare is not known: it is never taken for one of the others.
    """
    words: dict[KeyName, tuple[str, ...]] = {**norms.words, SEX: SEXES}
    told: dict[str, str] = {key: ", ".join(some) for key, some in words.items()}
    known: dict[str, Value] = {AGE: years}
    known |= {key: word if (word := person.key(key)) in some else None for key, some in words.items()}
    found: dict[str, float] = {}
    for name in sorted(wanted):
        made = norms.predictors.get(name)
        read = names(made.tree) if made is not None else (name,)
        absent = next((key for key in read if known[key] is None), None)
        value = evaluate(made.tree, known) if made is not None else known[name]
        if value is None and absent is not None:
            said = {"norms": norms.reference, "key": absent, "known": told[absent]}
            return no_score(NO_KEY, **said)
        if name == SEX:
            value = value == SEXES[0]
        if not isinstance(value, (bool, int, float)):
            return no_score(NO_SPREAD, what=name)
        found[name] = float(value)
    return found
