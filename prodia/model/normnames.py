"""The names norms are declared with: kinds of norms, ways to count an age, keys, and kinds of interval."""

# Apart from the definitions, so that the command line can list them before it loads any.

from __future__ import annotations

from typing import Any, Literal, TypeAlias, get_args

NormKind: TypeAlias = Literal["table", "mean-sd", "cuts", "sample", "polynomial", "regression", "lms"]
AgeConvention: TypeAlias = Literal["calendar", "borrow-30", "rounded at 15 days", "days / 30.4375"]
KeyName: TypeAlias = Literal["sex", "grade", "moment", "month", "informant", "language", "medium"]
IntervalKind: TypeAlias = Literal["observed", "true SEE", "true SEM", "rescaled", "retest"]


def listed(names: Any) -> str:
    """The names one of these types has, as a list in a sentence."""
    return ", ".join(get_args(names))
