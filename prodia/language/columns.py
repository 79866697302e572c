"""A column of people: NumPy values, and which of them are missing."""

# How to think about it: a null slot holds an arbitrary filler (0, "", False);
# every function must leave it alone and carry the mask. Columns of one value
# (shape ()) stand for constants and broadcast.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeAlias

from prodia.frozen import dataclass
from prodia.language.values import NINE, NINE_LIMIT, SHIFT, Duration, Plain, Value, named, plain

# NumPy is imported at its first use, so that `import prodia` stays light.
if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    np = numpy
    Array: TypeAlias = NDArray[Any]
else:

    class _Numpy:
        """``np.name`` imports NumPy at the first use."""

        def __getattr__(self, name: str) -> Any:
            import numpy

            value = getattr(numpy, name)
            setattr(self, name, value)
            return value

    np = _Numpy()
    Array = Any

EPOCH = dt.date(1970, 1, 1).toordinal()
DATE_MIN, DATE_MAX = dt.date.min.toordinal() - EPOCH, dt.date.max.toordinal() - EPOCH
_WHOLE = ("int64", 0)
_STORED: dict[str, tuple[Any, Any]] = {  # by kind: its NumPy type, and what fills a null slot
    "number": ("float64", 0.0),
    "truth": ("bool", False),
    "text": (object, ""),
    **dict.fromkeys(("date", "months", "days"), _WHOLE),
    "null": ("bool", False),
}


KIND: dict[type, str] = {float: "number", bool: "truth", str: "text", dt.date: "date", type(None): "null"}


def kind_of(value: Plain) -> str:
    """``number``, ``truth``, ``text``, ``date``, ``months``, ``days`` or ``null``."""
    known = value.kind if isinstance(value, Duration) else KIND.get(type(value))
    return known or ("date" if isinstance(value, dt.date) else "number")


@dataclass(frozen=True, eq=False)
class Column:
    """One value for each person.

    ``kind`` is ``number`` (float64), ``truth`` (bool), ``text`` (object or unicode),
    ``date`` (int64 days since 1970-01-01), ``months`` or ``days`` (durations, int64)
    or ``null`` (nothing known). ``null`` marks the missing; what ``values`` holds there is arbitrary.
    """

    kind: str
    values: Array
    null: Array

    def __len__(self) -> int:
        return int(self.null.shape[0]) if self.null.ndim else 1

    @classmethod
    def of(cls, values: list[Value] | tuple[Value, ...], kind: str | None = None) -> Column:
        """A column of plain Python values; its kind is that of the first value present."""
        return _column([plain(named(v)) for v in values], kind)

    def to_list(self) -> list[Plain]:
        """The values as one person has them: float, bool, str, date, Duration or None."""
        nulls, raw = np.atleast_1d(self.null), np.atleast_1d(self.values)
        slots = zip(raw.tolist(), nulls.tolist(), strict=True)
        return [None if n or self.kind == "null" else _python(self.kind, v) for v, n in slots]


def _python(kind: str, value: Any) -> Plain:
    if kind == "date":
        return dt.date.fromordinal(value + EPOCH)
    if kind == "months" or kind == "days":
        return Duration("months" if kind == "months" else "days", value)
    plain_value: Plain = value
    return plain_value


def _raw(kind: str, value: Plain) -> Any:
    if isinstance(value, Duration):
        return value.amount
    if isinstance(value, dt.date):
        return value.toordinal() - EPOCH
    return _STORED[kind][1] if value is None else value


def _column(values: list[Plain], kind: str | None) -> Column:
    present = [v for v in values if v is not None]
    kind = kind or (kind_of(present[0]) if present else "null")
    missing = np.array([v is None for v in values], dtype=bool)
    kinds = {KIND.get(one) for one in {*map(type, present)}}
    if kinds - {kind} and any(kind_of(v) != kind for v in present):
        raise TypeError(f"a column of kind {kind} holds a value of another kind")
    raw = np.empty(len(values), dtype=_STORED[kind][0])
    raw[:] = [_raw(kind, v) for v in values]
    return Column(kind, raw, missing)


def constant(value: Plain) -> Column:
    """A column of shape () that stands for the same value for everyone."""
    kind = kind_of(value)
    values = np.empty((), dtype=_STORED[kind][0])
    values[()] = _raw(kind, value)
    return Column(kind, values, np.array(value is None))


def widened(x: Array) -> Array:
    """:func:`prodia.language.values.double` over an array of numbers."""
    found = np.array(x, dtype="float64")
    if x.dtype.kind != "f" or x.dtype.itemsize > 4:
        return found
    todo = np.flatnonzero(np.isfinite(found) & (found != np.floor(found)))
    for places in range(1, 13):
        written = np.rint(found[todo] * 10.0**places) / 10.0**places
        same = written.astype(x.dtype) == x[todo]
        found[todo[same]] = written[same]
        todo = todo[~same]
    return found


def nine_column(x: Array) -> Array:
    """:func:`prodia.language.values.nine` over an array."""
    with np.errstate(all="ignore"):
        found = x * NINE
        found += SHIFT
        found -= SHIFT
        found /= NINE
        near = np.abs(x) <= NINE_LIMIT
        return found if near.all() else np.where(near, found, x)


def named_column(column: Column) -> Column:
    """:func:`prodia.language.values.named` over a column; what is not finite is missing."""
    if column.kind != "number":
        return column
    values = nine_column(np.asarray(column.values, dtype="float64"))
    bad = ~np.isfinite(values)
    if bad.any():
        return Column("number", np.where(bad, 0.0, values), column.null | bad)
    return Column("number", values, column.null)


def nulls(shape: tuple[int, ...] = ()) -> Column:
    """Nothing known, for everyone."""
    return Column("null", np.zeros(shape, dtype=bool), np.ones(shape, dtype=bool))
