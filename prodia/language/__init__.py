"""The language of conditions, derived values and decision tables. Room 1."""

from prodia.language.columns import Column, evaluate_columns
from prodia.language.evaluate import Read, Trace, evaluate, trace
from prodia.language.infer import Finding, Inferred, infer
from prodia.language.parse import parse, parse_cell
from prodia.language.show import show, show_cell, show_value
from prodia.language.tree import SUBJECT, Apply, Literal, Name, Tree, names, walk
from prodia.language.types import VERDICTS, Type, parse_type
from prodia.language.values import Duration, Missing, Plain, Value, named, nine, plain

__all__ = [
    "SUBJECT",
    "VERDICTS",
    "Apply",
    "Column",
    "Duration",
    "Finding",
    "Inferred",
    "Literal",
    "Missing",
    "Name",
    "Plain",
    "Read",
    "Trace",
    "Tree",
    "Type",
    "Value",
    "evaluate",
    "evaluate_columns",
    "infer",
    "named",
    "names",
    "nine",
    "parse",
    "parse_cell",
    "parse_type",
    "plain",
    "show",
    "show_cell",
    "show_value",
    "trace",
    "walk",
]
