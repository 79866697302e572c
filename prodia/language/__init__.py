"""The language of conditions, derived values and decision tables."""

from prodia.language.analysis import Change, matters, nearest
from prodia.language.columns import Column
from prodia.language.evaluate import Read, Trace, evaluate, evaluate_columns, trace
from prodia.language.javascript import runtime, to_javascript
from prodia.language.prose import Reference, reference, say, say_value
from prodia.language.syntax.infer import Finding, Inferred, infer
from prodia.language.syntax.parse import parse, parse_cell
from prodia.language.syntax.tree import (
    SUBJECT,
    Apply,
    Literal,
    Name,
    Tree,
    names,
    show,
    show_cell,
    show_value,
    walk,
)
from prodia.language.syntax.types import VERDICTS, Type, parse_type
from prodia.language.tables import HitPolicy, Input, Output, Rule, Table
from prodia.language.tables.compiled import CompiledTable, Hit, compile_table
from prodia.language.tables.review import TableFinding, analyse
from prodia.language.values import Duration, Missing, Plain, Value, named, nine, plain

__all__ = [
    "SUBJECT",
    "VERDICTS",
    "Apply",
    "Change",
    "Column",
    "CompiledTable",
    "Duration",
    "Finding",
    "Hit",
    "HitPolicy",
    "Inferred",
    "Input",
    "Literal",
    "Missing",
    "Name",
    "Output",
    "Plain",
    "Read",
    "Reference",
    "Rule",
    "Table",
    "TableFinding",
    "Trace",
    "Tree",
    "Type",
    "Value",
    "analyse",
    "compile_table",
    "evaluate",
    "evaluate_columns",
    "infer",
    "matters",
    "named",
    "names",
    "nearest",
    "nine",
    "parse",
    "parse_cell",
    "parse_type",
    "plain",
    "reference",
    "runtime",
    "say",
    "say_value",
    "show",
    "show_cell",
    "show_value",
    "to_javascript",
    "trace",
    "walk",
]
