"""Figures about a group, from pandas frames and into them.

Items that hang together (:func:`reliability`, :func:`omega`), raters who agree (:func:`agreement`,
:func:`icc`, :func:`icc_long`), a cut-off that finds a condition (:func:`accuracy_at`, :func:`cuts`),
and where people stand (:func:`percentile_ranks`, :func:`plotting_positions`, :func:`differences`).

The formulas are those of :mod:`prodia.scoring`; here columns are read and tables are made. The dtype of
a column and the order of its rows make no difference. A cell is a number or missing, and text is never
a number. A figure that can not be worked out is a :class:`~prodia.scoring.reasons.NoScore` with the
reason, and in a table ``pd.NA`` with the reason beside it; never NaN.
"""

from prodia.batch.groups_accuracy import AtPrevalence, CutAccuracy, Share, accuracy_at, cuts
from prodia.batch.groups_items import Item, Reliability, omega, reliability
from prodia.batch.groups_ranks import differences, percentile_ranks, plotting_positions
from prodia.batch.groups_raters import Agreement, InterRater, Weights, agreement, icc, icc_long

__all__ = [
    "Agreement",
    "AtPrevalence",
    "CutAccuracy",
    "InterRater",
    "Item",
    "Reliability",
    "Share",
    "Weights",
    "accuracy_at",
    "agreement",
    "cuts",
    "differences",
    "icc",
    "icc_long",
    "omega",
    "percentile_ranks",
    "plotting_positions",
    "reliability",
]
