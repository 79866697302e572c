"""Columns in, tables out: one strict way to read numbers and categories from a pandas frame.

A cell is a number or it is missing. Text is never read as a number, and what is refused is named by
column and row, never by its value. Rows are counted from 0, as in ``.iloc``; the label of a row may
be the name of a pupil and is not repeated either.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any, TypeAlias

from prodia.content.layout import alike
from prodia.errors import MissingExtra
from prodia.language.columns import EPOCH, np, widened
from prodia.language.values import double
from prodia.scoring.person import NO_DAY
from prodia.scoring.score import NoScore
from prodia.words import Lang

# pandas is imported at its first use, so that `import prodia` stays light.
if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

    from prodia.scoring.normal import BoolArray, FloatArray, IntArray
else:

    class _Pandas:
        def __getattr__(self, name: str) -> Any:
            try:
                import pandas
            except ModuleNotFoundError as error:
                raise MissingExtra("pandas", "frames") from error
            return getattr(pandas, name)

    pd = _Pandas()


# Numeric dtypes go through `to_numpy`; everything else (object, category, text, dates, arrow types
# that pandas calls non-numeric) is looked at cell by cell, so that no dtype has a rule of its own.
# Rows are sorted before anything is added up: sums of doubles depend on their order in the last bits,
# and a figure about a group must not.


__all__ = ["pd"]  # not made here, and yet for the whole room

ColumnOf: TypeAlias = "Hashable | pd.Series"
LARGEST = 1e50  # beyond it, the square of a product no longer fits in a double


def column(frame: pd.DataFrame, which: ColumnOf) -> pd.Series:
    """A column by its name, or a Series that has the index of ``frame``.

    Raises ``TypeError`` when ``frame`` is no DataFrame, ``KeyError`` for a column that is not there,
    ``ValueError`` for a name that two columns bear or a Series with another index.
    """
    names = labels(frame)
    if isinstance(which, pd.Series):
        if not which.index.equals(frame.index):
            raise ValueError(f"column {which.name!r} has another index than the frame; reindex it first")
        return which
    found = [at for at, name in enumerate(names) if name == which]
    if not found:
        way = (
            "; it is the index: frame.reset_index() makes a column of it"
            if which in frame.index.names
            else ""
        )
        raise KeyError(f"no column {which!r}{way}")
    if len(found) > 1:
        raise ValueError(f"{len(found)} columns are called {which!r}")
    return frame.iloc[:, found[0]]


def labels(frame: pd.DataFrame) -> list[Hashable]:
    """The names of all columns. Raises ``TypeError`` when ``frame`` is no DataFrame."""
    if not isinstance(frame, pd.DataFrame):
        raise TypeError("a pandas DataFrame is needed")
    return list(frame.columns)


def one_each(where: Mapping[str, Hashable]) -> None:
    """Of each name the column it is read from. Raises ``ValueError`` for a column that would feed two."""
    of: dict[Hashable, str] = {}
    for name, label in where.items():
        if of.setdefault(label, name) != name:
            raise ValueError(
                f"column {label!r} would be read as {of[label]!r} and as {name!r}: a column is said of one "
                f"name; give each its own, in the frame or by columns={{...}}"
            )


def no_twins(where: Mapping[str, Hashable], there: Sequence[Hashable]) -> None:
    """Raises ``ValueError`` for a name that another column bears too, but for what the eye does not see."""
    head = [one if isinstance(one, str) else "" for one in there]
    for name, label in where.items():
        if name == label and len(some := alike(head, name)) > 1:
            raise ValueError(f"{len(some)} columns are called {name!r}, capitals and blanks aside")


def distinct(names: Sequence[Hashable], least: int) -> tuple[Hashable, ...]:
    """The names of columns. Raises ``TypeError`` for one text, ``ValueError`` for a repeat or too few."""
    if isinstance(names, str | bytes):
        raise TypeError("a list of column names is needed, not one name")
    listed = tuple(names)
    twice = [name for at, name in enumerate(listed) if name in listed[:at]]
    if twice:
        raise ValueError(f"named twice: {', '.join(map(repr, twice))}")
    if len(listed) < least:
        raise ValueError(f"at least {least} columns are needed, and {len(listed)} are named")
    return listed


def _refuse(error: type[Exception], series: pd.Series, wrong: Sequence[int], what: str) -> None:
    if wrong:
        more = f" (and {len(wrong) - 1} rows more)" if len(wrong) > 1 else ""
        raise error(f"column {series.name!r}, row {wrong[0]} counted from 0{more}: {what}")


def _cells(series: pd.Series) -> tuple[list[Any], BoolArray]:
    """The cells as Python has them, and which are missing."""
    return list(series.astype(object)), np.asarray(series.isna(), dtype=bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, Real | Decimal | np.bool_) and not isinstance(value, np.timedelta64)


def numbers(series: pd.Series) -> FloatArray:
    """The column as doubles, NaN where missing; a column of only yes and no is 1 and 0.

    Raises ``TypeError`` for text, a date, or a yes or no between numbers; ``ValueError`` for a number
    that is infinite or beyond 1e50.
    """
    found: FloatArray
    series, types = in_doubles(series), pd.api.types
    if types.is_numeric_dtype(series.dtype) and not types.is_complex_dtype(series.dtype):
        found = series.to_numpy(dtype=float, na_value=np.nan)
    else:
        cells, missing = _cells(series)
        filled = [at for at in range(len(cells)) if not missing[at]]
        wrong = [at for at in filled if not _is_number(cells[at])]
        text = bool(wrong) and isinstance(cells[wrong[0]], str)
        _refuse(TypeError, series, wrong, _NO_NUMBER if text else "not a number")
        yes_no = [at for at in filled if isinstance(cells[at], bool | np.bool_)]
        if len(yes_no) < len(filled):
            _refuse(TypeError, series, yes_no, "a yes or no in a column of numbers")
        found = np.full(len(cells), np.nan)
        for at in filled:
            found[at] = _double(cells[at])
    _refuse(ValueError, series, np.flatnonzero(np.abs(found) > LARGEST).tolist(), "too large to work with")
    return found + 0.0  # no negative zero


def in_doubles(series: pd.Series) -> pd.Series:
    """The same, floats of fewer bits as doubles (:func:`prodia.language.values.double`).

    Python's own floats, which pandas makes of the cells of any column, would be longer.
    """
    if isinstance(series.dtype, pd.CategoricalDtype):
        return series.cat.rename_categories(in_doubles(series.cat.categories.to_series()).tolist())
    kind = getattr(series.dtype, "numpy_dtype", getattr(series.dtype, "subtype", series.dtype))
    if not isinstance(kind, np.dtype) or kind.kind != "f" or kind.itemsize > 4:
        return series
    return pd.Series(widened(series.to_numpy(kind, na_value=np.nan)), series.index, name=series.name)


def answers_of(series: pd.Series) -> Any:
    """Numbers, NaN where empty. Truths are refused: whether yes is 1 is for the form to say."""
    types = pd.api.types
    plain = types.is_numeric_dtype(series.dtype) and not types.is_bool_dtype(series.dtype)
    if not plain and any(isinstance(x, bool | np.bool_) for x in series.astype(object)):
        raise TypeError(f"column {series.name!r} holds yes and no; answers are numbers")
    return numbers(series)


def days(series: pd.Series | None) -> Any:
    """Days since 1970-01-01, ``NO_DAY`` where missing; None without a column.

    Raises ``TypeError`` for what is no date: a text, or a moment of a day.
    """
    if series is None:
        return None
    found = np.full(len(series), NO_DAY, dtype=np.int64)
    if isinstance(series.dtype, np.dtype) and series.dtype.kind == "M":
        moments = series.to_numpy()
        whole, there = moments.astype("datetime64[D]"), ~np.isnat(moments)
        wrong = np.flatnonzero(there & (whole != moments)).tolist()
        _refuse(TypeError, series, wrong, _MOMENT)
        found[there] = whole[there].astype(np.int64)
        return found
    for row, value in enumerate(series.astype(object)):
        if pd.isna(value):
            continue
        moment = isinstance(value, dt.datetime) and value.time() != dt.time()
        if moment or not isinstance(value, dt.date):
            what = _MOMENT if moment else _TEXT if isinstance(value, str) else "no date"
            raise TypeError(f"column {series.name!r}, row {row} counted from 0: {what}")
        found[row] = value.toordinal() - EPOCH
    return found


_NO_NUMBER = "a text, and not a number; pandas.to_numeric makes numbers of texts"
_MOMENT = "a moment, and no date; .dt.normalize() makes days of moments"
_TEXT = "a text, and no date; pandas.to_datetime makes days of texts"


def _double(value: Any) -> float:
    """Infinite where a whole number or fraction does not fit in a double."""
    try:
        return double(value)
    except OverflowError:
        return float("inf")


def truths(series: pd.Series) -> FloatArray:
    """A column of yes and no, or of 1 and 0: 1, 0, NaN where missing. Raises ``ValueError`` for more."""
    found = numbers(series)
    wrong = np.flatnonzero(~np.isnan(found) & (found != 0) & (found != 1))
    _refuse(ValueError, series, wrong.tolist(), "neither yes (1) nor no (0)")
    return found


def matrix(frame: pd.DataFrame, names: Sequence[ColumnOf]) -> FloatArray:
    """The columns side by side, people by columns, NaN where missing."""
    return np.column_stack([numbers(column(frame, name)) for name in names])


def in_one_order(rows: FloatArray) -> FloatArray:
    """The same rows, sorted, so that what is added up does not depend on how they stood."""
    found: FloatArray = np.ascontiguousarray(rows[np.lexsort(rows.T[::-1])])
    return found


def categories(series: pd.Series, levels: Sequence[Any]) -> IntArray:
    """The place of each cell in ``levels``, -1 where missing.

    ``levels`` are all numbers (or yes and no), or all text, and the column is read as they are.
    Raises ``ValueError`` for levels of another sort or a repeat, and for a cell that is none of them;
    ``TypeError`` for a cell of another sort.
    """
    if isinstance(levels, str | bytes) or len(levels) < 2:
        raise ValueError("at least two levels are needed, in their order")
    texts = all(isinstance(level, str) for level in levels)
    if not texts and not all(_is_number(level) and level == level for level in levels):
        raise ValueError("levels are all numbers or all text")
    places = {level if texts else _double(level): at for at, level in enumerate(levels)}
    if len(places) != len(levels):
        raise ValueError("levels differ from each other")
    if texts:
        cells, missing = _cells(series)
        strange = [at for at, x in enumerate(cells) if not missing[at] and not isinstance(x, str)]
        _refuse(TypeError, series, strange, "not a text, as the levels are")
    else:
        cells = numbers(series).tolist()
        missing = np.isnan(np.asarray(cells, dtype=float))
    found = [-1 if missing[at] else places.get(x, len(levels)) for at, x in enumerate(cells)]
    _refuse(ValueError, series, [at for at, x in enumerate(found) if x == len(levels)], "none of the levels")
    return np.asarray(found, dtype=np.int64)


def tabled(index: pd.Index, rows: Sequence[Mapping[str, Any]], lang: Lang) -> pd.DataFrame:
    """A table of figures: missing (``pd.NA``) where there is no score, and why in the last column."""
    columns = {}
    for name in rows[0] if rows else ():
        held = [row[name] for row in rows]
        if any(isinstance(x, float | NoScore) for x in held):
            columns[name] = pd.array([None if isinstance(x, NoScore) else x for x in held], dtype="Float64")
        else:
            columns[name] = held
    whys = [dict.fromkeys(x.why(lang) for x in row.values() if isinstance(x, NoScore)) for row in rows]
    return pd.DataFrame({**columns, "reason": [" ".join(why) for why in whys]}, index=index)
