"""A decision as the author typed it, to the compiled table of the language."""

from __future__ import annotations

from collections.abc import Mapping

from prodia.language import CompiledTable, HitPolicy, Input, Output, Rule, Table, Type, compile_table, infer
from prodia.language.syntax.tree import Tree
from prodia.language.values import Plain
from prodia.model.protocol import Decision


def output_value(text: str) -> Plain:
    """An output cell: a number, ``true``/``false``, or the words as typed (quotes around them dropped)."""
    if text in ("true", "false"):
        return text == "true"
    try:
        return (
            float(text)
            if text.replace(".", "", 1).lstrip("-").isdigit() and text.isascii()
            else text.strip('"')
        )
    except ValueError:
        return text


def _type(tree: Tree, types: Mapping[str, Type]) -> Type:
    found = infer(tree, types).type
    if found is None:
        raise AssertionError("a table is compiled after its names and types were checked")
    return found


def compiled(decision: Decision, types: Mapping[str, Type]) -> CompiledTable:
    """Compile the table of a decision whose names and types are known to be right."""
    text = decision.table
    inputs = tuple(Input(head.tree, _type(head.tree, types)) for head in text.inputs)
    outcomes = tuple(decision.outcomes)
    outputs = tuple(
        Output(cell.text, None, outcomes if i == 0 and not decision.aggregate else ())
        for i, cell in enumerate(text.outputs)
    )
    rules = tuple(
        Rule(
            tuple(tree for _, tree in rule.when),
            tuple(output_value(c.text) for c in rule.then),
            mark=(rule.line, 0),
        )
        for rule in text.rules
    )
    default = None
    if decision.otherwise is not None:
        default = tuple(output_value(decision.otherwise.get(c.text, "")) for c in text.outputs)
    hit = HitPolicy(decision.hit)
    table = Table(inputs, outputs, rules, hit, decision.aggregate or "none", default)
    return compile_table(table)
