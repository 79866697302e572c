"""Growth norms for many people: numbers for every row, and a record for every kind of row."""

# How to think about it: every age has scores of its own, so a record hardly ever comes back, and making one
# for each of a million rows costs more than all scoring. The numbers come from `growth.score_columns`, which
# gives what one child gets. Why there is none, and what to know about it, depends on little: what is empty,
# whether the age is whole, the formula used. One row of each such kind is asked of the key, as one person
# alone; any other record is made when somebody looks at it. A zone or an interval depends on the number
# itself, so scales with those go another way (prodia.scoring.sparse).

from __future__ import annotations

from typing import TYPE_CHECKING

from prodia.language.columns import nine_column
from prodia.scoring import growth
from prodia.scoring.growth_record import FORMULAS, REASONS
from prodia.scoring.key import ScoringKey
from prodia.scoring.ledger import ScaleColumns
from prodia.scoring.people import People
from prodia.scoring.reading import Columns, Forms, Part, Raw, admits, void_rows
from prodia.scoring.score import Score
from prodia.scoring.sorts import together

if TYPE_CHECKING:
    from prodia.scoring.normal import BoolArray, FloatArray

__all__ = ["grown", "grows", "measured"]


def grows(key: ScoringKey, id: str) -> bool:
    """Whether a scale has growth norms, and nothing that depends on more than the kind of row."""
    norms, scale = key.norms_of(id), key.instrument.scales[id]
    return norms is not None and norms.growth is not None and not scale.cuts and norms.interval_on is None


def measured(key: ScoringKey, id: str, answers: Columns, rows: int) -> Raw:
    """The raw scores of a scale of items, each state worked out once."""
    import numpy as np

    fold = key.folds[id]
    void, off = np.zeros(rows, dtype=bool), np.zeros(rows, dtype=bool)
    void[void_rows(key, answers, slice(0, rows))] = True
    total, answered = np.zeros(rows), np.zeros(rows, dtype=np.int64)
    parts: list[Part] = [(void, 2)]
    for item in fold.items:
        values = answers[item].floats() if item in answers else np.full(rows, np.nan)
        given = ~np.isnan(values)
        step, on = _steps(key, id, item, np.where(given, values, 0.0))
        on &= given
        more = total + step
        if fold.how == "highest":
            more = np.where(answered == 0, step, np.maximum(total, step))
        total, answered = np.where(on, more, total), answered + on
        off |= given & ~on
        parts.append((np.where(on, 0, np.where(given, 1, 2)), 3))
    raw: FloatArray = np.full(rows, np.nan)
    for many in np.unique(answered).tolist():
        mine = np.flatnonzero((answered == many) & ~off & ~void)
        totals, place = np.unique(total[mine], return_inverse=True)
        found = (fold.score(many, sum).value for sum in totals.tolist())
        raw[mine] = np.array([np.nan if x is None else x for x in found], dtype=float)[place.reshape(-1)]
    return raw, parts


def _steps(key: ScoringKey, id: str, item: str, values: FloatArray) -> tuple[FloatArray, BoolArray]:
    """What each answer to an item adds, and whether it is on the answer scale."""
    import numpy as np

    fold = key.folds[id]
    if item not in fold.steps:
        kind, times = fold.measured[item]
        return times * values, admits(kind, values)
    added, on = np.zeros(len(values)), np.zeros(len(values), dtype=bool)
    for answer, step in fold.steps[item].items():
        hit = values == answer
        added, on = np.where(hit, step, added), on | hit
    return added, on


def grown(key: ScoringKey, id: str, scored: Raw, answers: Columns, people: People) -> ScaleColumns:
    """Raw scores against growth norms: z and percentile of every row, to nine decimals."""
    import numpy as np

    raw, parts = scored
    norms = key.norms_of(id)
    assert norms is not None and norms.growth is not None
    sexes = people.words.get("sex")
    codes = sexes.codes if sexes is not None else np.full(people.rows, -1, dtype=np.int64)
    known = sexes.words if sexes is not None else ()
    age, middle = people.decimal_months()
    before = age < 0
    found = growth.score_columns(
        norms.growth,
        id,
        np.array([*known, None], dtype=object)[codes],
        raw,
        age_months=np.where(before, np.nan, age),
        method=norms.method(id),
    )
    parts = [
        *parts,
        (np.isnan(raw), 2),
        (codes + 1, len(known) + 1),
        *_ages(key, id, people),
        (before, 2),
        (middle, 2),
        (found.reason + 1, len(REASONS) + 1),
        (found.formula + 1, len(FORMULAS) + 1),
    ]
    _, first, number = np.unique(together(parts), return_index=True, return_inverse=True)
    forms = Forms(key, answers, people.rows)

    def record(row: int) -> Score:
        person, value = people.person(row), float(raw[row])
        if id in key.folds:
            return key.one(id, forms.form(row), person)
        return (
            key.value_state(id, value, person) if value == value else key.score(forms.form(row), person)[id]
        )

    normed = {"z": nine_column(found.z), "percentile": nine_column(found.percentile)}
    return ScaleColumns(id, number.reshape(-1), tuple(map(record, first.tolist())), raw, normed, record)


def _ages(key: ScoringKey, id: str, people: People) -> list[Part]:
    """Whether an age is known, and lies in each of the spans that matter without norms."""
    spans = key.ages_of(id)
    if not spans:
        return []
    months = people.months("calendar", slice(0, people.rows))
    return [(months >= 0, 2), *(((months >= first) & (months <= last), 2) for first, last in spans)]
