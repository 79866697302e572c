"""From a document to a definition, or to one problem per mistake at its exact place."""

# pydantic reports every arm of a union, and a typo as two mistakes (one field missing,
# one too many). `_union` keeps the arm that fits what was written; `_typos` makes one of
# the two. What is said comes from the tables below; pydantic's own words
# are never shown. A custom error type that a model raises needs a row there.

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError

from prodia.checks.finding import Finding
from prodia.content.yaml.marks import Document, Mapping, Node, Path, Scalar, Sequence, child
from prodia.frozen import dataclass
from prodia.model import instrument, scalars
from prodia.problems import Kind, Place, Problem, administering, instruments
from prodia.problems import definitions as kinds
from prodia.problems.authors import EMPTY_CASE
from prodia.problems.commands import NO_SITE_ADDRESS
from prodia.problems.files import LOOKALIKE
from prodia.problems.language import TOO_MANY_RULES
from prodia.problems.progress import NOTHING_MEASURED
from prodia.words import Words
from prodia.words.lists import close, meant, nearest
from prodia.words.numbers import figure_meant

_POSSIBLE = Words("hier kan nog: {names}.", "possible here: {names}.")

M = TypeVar("M", bound=BaseModel)
MOST_KEYS = 60  # of a file that are looked at to tell what sort of file it is
MAX_ERRORS = 200  # of one file; nobody reads more, and looking for what was meant costs time


@dataclass(frozen=True, slots=True)
class BlamedError:
    """One error of pydantic, with a path in the file and the union arms it passed."""

    type: str
    path: Path
    arm: str
    on_key: bool
    context: dict[str, Any]


def validate(document: Document, model: type[M]) -> tuple[M | None, tuple[Problem, ...]]:
    """The definition (None when it has mistakes) and the problems found, in file order."""
    data = document.data
    if isinstance(data, dict) and (said := data.get("format", 1)) is True:
        place = document.place(("format",))
        return None, (Problem(kinds.FORMAT_VERSION, place, found=str(said).lower()),)
    definition, located = blamed(document, model, data)
    if definition is not None:
        return definition, ()
    if isinstance(data, dict) and (wanted := _of_another_sort(data, model)):
        return None, (Problem(kinds.OTHER_SORT, document.place(()), wanted=wanted),)
    errors = _union(located, document)
    problems = [*_typos(errors, document, model)]
    rest = [
        e for e in errors if e.type not in ("missing", "extra_forbidden") and not _echo(document, e, errors)
    ]
    problems += [wording(document, e.type, e.path, e.on_key, e.context) for e in rest]
    return None, tuple(dict.fromkeys(sorted(problems, key=lambda p: (p.place is None, p.place))))


def _of_another_sort(data: dict[str, Any], model: type[BaseModel]) -> str:
    """What a definition needs and is not there, where most keys of a file are those of another sort."""
    own = {field.alias or name: field.is_required() for name, field in model.model_fields.items()}
    keys = [*data][:MOST_KEYS]
    absent = [name for name, needed in own.items() if needed and name not in data]
    other = [key for key in keys if key not in own and not close(key, own)]
    if len(absent) < 2 or len(other) < 3 or len(other) <= len(keys) - len(other):
        return ""
    return "», «".join(absent[:3])


def blamed(document: Document, model: type[M], data: Any) -> tuple[M | None, list[BlamedError]]:
    """The definition in ``data``, or what is wrong with it by its path in the file."""
    try:
        return model.model_validate(data, by_alias=True, by_name=False), []
    except ValidationError as error:
        raw = error.errors(include_url=False, include_input=False)
    return None, [_located(document, one) for one in raw[:MAX_ERRORS]]


def retold(findings: Iterable[Finding], document: Document) -> Iterator[Problem]:
    """The findings of the model, each at its place in the file."""
    for f in findings:
        cell = f.cell[:2] if f.cell else None
        place = document.place(f.path, on_key=f.on_key, span=f.span, cell=cell)
        yield Problem(f.kind, place, **dict(f.args))


def _located(document: Document, error: Any) -> BlamedError:
    """pydantic's ``loc`` without the labels of union arms and discriminators."""
    node: Any = document.root
    path: list[str | int] = []
    arms: list[str] = []
    location = error["loc"]
    on_key = bool(location) and location[-1] == "[key]"
    if on_key:
        location = location[:-1]
    for number, step in enumerate(location):
        last = number == len(location) - 1
        if (below := child(node, step)) is not None:
            node = below
        elif not (last and error["type"] == "missing"):
            if not (isinstance(node, Mapping) and node.data.get("kind") == step):
                arms.append(f"{len(path)}:{step}")
            continue
        path.append(step)
    return BlamedError(error["type"], tuple(path), " ".join(arms), on_key, dict(error.get("ctx") or {}))


def _echo(document: Document, error: BlamedError, errors: Iterable[BlamedError]) -> bool:
    """What follows from a mistake already told: a list too short because of its items, an alias."""
    node = document.node(error.path)
    if isinstance(node, Scalar) and node.style == "*":
        return True
    below = (e.path[: len(error.path)] == error.path for e in errors if e is not error)
    return error.type == "too_short" and any(below)


def _union(errors: list[BlamedError], document: Document) -> list[BlamedError]:
    """Of the arms of one union only what fits the value that is there, and one message for it."""
    kept: list[BlamedError] = []
    seen: set[tuple[Path, bool]] = set()
    for error in errors:
        if not error.arm:
            kept.append(error)
            continue
        depth, _, label = error.arm.split(" ")[0].partition(":")
        point = error.path[: int(depth)]
        block = isinstance(document.node(point), Mapping)
        others = [e for e in errors if e.arm.startswith(f"{depth}:") and e.path[: int(depth)] == point]
        if len({e.arm for e in others}) > 1:
            if any(e.arm.partition(":")[2].startswith("dict[") for e in others):
                if label.startswith("dict[") != block:
                    continue
            elif (point, block) in seen:
                continue
            else:
                error = BlamedError("union", point, error.arm, False, {"arms": [e.type for e in others]})
                seen.add((point, block))
        kept.append(error)
    return kept


_QUOTES = Words(
    "als dit bij de tekst voor de komma hoort: zet die hele tekst tussen aanhalingstekens.",
    "if this belongs to the text before the comma: put that whole text in quotes.",
)


def _after_comma(document: Document, path: Path) -> bool:
    """Is this a piece of a text between braces: no colon behind it, and so no value?"""
    node, block = document.node(path), document.node(path[:-1])
    if not isinstance(node, Scalar) or node.text or not isinstance(block, Mapping):
        return False
    key = block.keys[str(path[-1])]
    line = document.lines[key.end[0]][key.end[1] :]
    return not line.lstrip().startswith(":")


def _typos(errors: list[BlamedError], document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """Missing and unknown fields; a pair that looks alike, or the only two of a block, is one mistake."""
    missing = [e.path for e in errors if e.type == "missing"]
    extra = [e for e in errors if e.type == "extra_forbidden"]
    for error in extra:
        *block, name = error.path
        here = [p for p in missing if list(p[:-1]) == block]
        known = known_fields(model, document.root, tuple(block))
        written = document.node(tuple(block))
        free = [k for k in known if not (isinstance(written, Mapping) and k in written.values)]
        wanted = [str(p[-1]) for p in here]
        alone = len(wanted) == 1 == sum(e.path[:-1] == error.path[:-1] for e in extra)
        found = close(str(name), wanted) or (wanted if alone else close(str(name), free))
        missing = [p for p in missing if not (found and p == (*block, found[0]))]
        place = document.place(error.path, on_key=True)
        shown = ", ".join(f"«{k}»" for k in free[:12])
        if block[:1] == ["derived"] and name == "options":
            yield Problem(kinds.CHOICE_NAMED, place)
            continue
        if not found and _after_comma(document, error.path):
            yield Problem(kinds.UNKNOWN_FIELD, place, field=str(name)[:80], hint=_QUOTES)
            continue
        yield Problem(
            kinds.UNKNOWN_FIELD,
            place,
            field=str(name)[:80],
            hint=meant(found) if found else _POSSIBLE.filled(names=shown or "-"),
        )
    for path in missing:
        node = document.node(path[:-1])
        if isinstance(node, Scalar):
            continue
        yield Problem(kinds.MISSING_FIELD, document.place(path, on_key=True), field=path[-1])


# Which fields a model knows at a path of a file: for did-you-mean, and nothing else.


@cache
def hints(model: type[BaseModel]) -> dict[str, Any]:
    """The annotation of every field, by the name it has in a file."""
    found = get_type_hints(model, include_extras=True)
    return {field.alias or name: found[name] for name, field in model.model_fields.items()}


def known_fields(model: type[BaseModel], root: Node, path: Path) -> tuple[str, ...]:
    """The names a block at ``path`` may have; empty where names are free or unknown."""
    annotation: Any = model
    node: Node | None = root
    for step in path:
        annotation = _below(annotation, node, step)
        node = child(node, step)
    block = _model(annotation, node)
    return tuple(hints(block)) if block else ()


def _arms(annotation: Any) -> list[Any]:
    """The alternatives of an annotation, with Annotated and unions taken off."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _arms(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return [arm for part in get_args(annotation) for arm in _arms(part)]
    return [annotation]


def _model(annotation: Any, node: Node | None) -> type[BaseModel] | None:
    """The model among the arms; of several, the one whose ``kind`` the block says."""
    models = [a for a in _arms(annotation) if isinstance(a, type) and issubclass(a, BaseModel)]
    if len(models) < 2:
        return models[0] if models else None
    kind = node.values.get("kind") if isinstance(node, Mapping) else None
    said = kind.data if isinstance(kind, Scalar) else None
    return next((m for m in models if (f := m.model_fields.get("kind")) and f.default == said), None)


def _below(annotation: Any, node: Node | None, step: str | int) -> Any:
    if (block := _model(annotation, node)) and isinstance(step, str):
        return hints(block).get(step)
    for arm in _arms(annotation):
        if get_origin(arm) is dict and isinstance(step, str):
            return get_args(arm)[1]
        if get_origin(arm) is tuple and isinstance(step, int):
            return get_args(arm)[0]
    return None


# What we say for each error a model can give: one table, and the value as it was read.

_ANYTHING = Words("een getal, tekst, true of false", "a number, text, true or false")
_WANTED = {
    "string_type": Words("een tekst", "a text"),
    "int_type": Words("een geheel getal", "a whole number"),
    "int_from_float": Words("een geheel getal", "a whole number"),
    "float_type": Words("een getal", "a number"),
    "bool_type": Words("true of false", "true or false"),
    "dict_type": Words("een blok met «naam: waarde»", "a block of «name: value»"),
    "model_type": Words("een blok met «naam: waarde»", "a block of «name: value»"),
    "model_attributes_type": Words("een blok met «naam: waarde»", "a block of «name: value»"),
    "tuple_type": Words("een lijst", "a list"),
    "list_type": Words("een lijst", "a list"),
    "expression_form": Words("een uitdrukking (tekst)", "an expression (text)"),
}
_BOUNDS = {
    "greater_than": ("gt", Words("een getal boven {at}", "a number above {at}")),
    "greater_than_equal": ("ge", Words("een getal van minstens {at}", "a number of at least {at}")),
    "less_than": ("lt", Words("een getal onder {at}", "a number below {at}")),
    "less_than_equal": ("le", Words("een getal van hoogstens {at}", "a number of at most {at}")),
}
# Errors that the models themselves raise, and that need no value but what they carry.
_OWN: dict[str, Kind] = {
    "table_form": kinds.TABLE_FORM,
    "table_arrow": kinds.TABLE_ARROW,
    "table_output": kinds.TABLE_OUTPUT,
    "table_cell_empty": kinds.TABLE_EMPTY_CELL,
    "table_width": kinds.TABLE_WIDTH,
    "table_long": TOO_MANY_RULES,
    "dates_order": kinds.DATES_ORDER,
    "site_address": NO_SITE_ADDRESS,
    "options_fit": kinds.OPTIONS_FIT,
    "choice_named": kinds.CHOICE_NAMED,
    "by_fits": kinds.BY_FITS,
    "bands_fit": kinds.BANDS_FIT,
    "cutoff_form": kinds.CUTOFF_FORM,
    "judges_missing": kinds.JUDGES_MISSING,
    "identity_consultative": kinds.IDENTITY_CONSULTATIVE,
    "identity_missing": kinds.IDENTITY_MISSING,
    "answer_or_missing": kinds.ANSWER_OR_MISSING,
    "case_empty": EMPTY_CASE,
    "nothing_measured": NOTHING_MEASURED,
    "one_way": administering.ONE_WAY,
    "bounds_whole": administering.BOUNDS_WHOLE,
    "chance_fits": administering.CHANCE_FITS,
    "is_or_battery": administering.IS_OR_BATTERY,
    "answers_form": instruments.ANSWERS_FORM,
    "months_form": instruments.MONTHS_FORM,
}
_PATTERNS = {
    scalars.ID: (
        Words("id", "id"),
        Words(
            "schrijf kleine letters, cijfers, - of _, en begin met een letter.",
            "write small letters, digits, - or _, and begin with a letter.",
        ),
    ),
    scalars.NAME: (
        Words("naam voor in een uitdrukking", "name for an expression"),
        Words(
            "schrijf kleine letters, cijfers of _ (geen -), en begin met een letter.",
            "write small letters, digits or _ (no -), and begin with a letter.",
        ),
    ),
    scalars.PART: (
        Words("naam van een waarde", "name of a value"),
        Words(
            "schrijf een naam, of iets van een antwoord of reeks, zoals leespc.age_months of leesreeks.rate.",
            "write a name, or something of an answer or series, as leespc.age_months or leesreeks.rate.",
        ),
    ),
    instrument.ABILITY: (
        Words("brede vaardigheid", "broad ability"),
        Words("schrijf een code als Gf of Glr.", "write a code such as Gf or Glr."),
    ),
    instrument.ITEMS: (
        Words("item of reeks van items", "item or run of items"),
        Words("schrijf «q1», of «q1..q17» voor een reeks.", "write «q1», or «q1..q17» for a run."),
    ),
    scalars.VERSION: (
        Words("versie", "version"),
        Words("schrijf drie getallen, zoals 1.10.0.", "write three numbers, such as 1.10.0."),
    ),
    scalars.REFERENCE: (
        Words("verwijzing naar een versie", "reference to a version"),
        Words("schrijf id@versie, zoals algemeen@2.0.0.", "write id@version, such as general@2.0.0."),
    ),
}
_BANDS = Words(
    "een criterium hangt van een keuze af; zet banden van een getal of leeftijd onder «derived», met «by».",
    "a criterion depends on a choice here; put bands of a number or an age under «derived», with «by».",
)
_PATTERNS[scalars.TAKING] = _PATTERNS[scalars.REFERENCE]
_CHOOSE = Words("kies uit {names}.", "choose from {names}.")
_NO_HINT = Words("", "")


def wording(document: Document, type: str, path: Path, on_key: bool, context: dict[str, Any]) -> Problem:
    """One error as a :class:`Problem` at its place."""
    node = document.node(path)
    found = str(path[-1]) if on_key else _shown(node)
    if type in ("expression", "table_cell"):
        return _expression(document, path, context)
    if type in _OWN:
        cell = (context["line"], context["column"]) if "column" in context else None
        place = document.place(path, cell=cell, on_key=cell is None and not isinstance(node, Scalar))
        args: dict[str, Any] = {k: context[k] for k in ("got", "want", "found") if k in context}
        if type == "table_output" and isinstance(node, Scalar) and cell:
            line = node.text.split("\n")[cell[0]]
            args["found"] = line[cell[1] : cell[1] + context.get("length", 1)]
        return Problem(_OWN[type], place, **args)
    place = document.place(path, on_key=on_key)
    if type == "date_form":
        return Problem(kinds.DATE_FORM, place, found=found)
    if type == "string_type" and path[-1:] == ("version",) and isinstance(node, Scalar):
        type, context = "string_pattern_mismatch", {"pattern": scalars.VERSION}  # quotes would not help
    if type == "string_pattern_mismatch" and context.get("pattern") in _PATTERNS:
        what, hint = _PATTERNS[context["pattern"]]
        if path[:1] == ("criteria",) and path[-1] == "by" and "." in found:
            return Problem(kinds.ID_FORM, place, what=what, hint=_BANDS, found=found)
        plain = found.translate(LOOKALIKES)
        if plain != found and re.fullmatch(context["pattern"], plain):
            letter = next(c for c in found if ord(c) in LOOKALIKES)
            slots = {"letter": letter, "witness": f"U+{ord(letter):04X}", "right": plain}
            return Problem(LOOKALIKE, place, found=found, like=letter.translate(LOOKALIKES), **slots)
        return Problem(
            kinds.ID_FORM, place, what=what, hint=_repaired(found, context["pattern"], hint), found=found
        )
    if type in ("string_too_short", "string_pattern_mismatch"):
        return Problem(kinds.EMPTY_TEXT, place)
    if type == "string_too_long":
        return Problem(kinds.TOO_LONG, place, limit=context.get("max_length", "-"))
    if type == "too_short":
        least, got = context.get("min_length", 1), context.get("actual_length", 0)
        return (
            Problem(kinds.TOO_FEW, place, least=least, got=got) if got else Problem(kinds.EMPTY_LIST, place)
        )
    if type == "literal_error" and path == ("format",):
        return Problem(kinds.FORMAT_VERSION, place, found=found)
    if type in ("literal_error", "union_tag_invalid", "union_tag_not_found"):
        return _not_allowed(document, type, path, context)
    if type == "union":
        wanted = _ANYTHING if {"string_type", "bool_type"} & {*context["arms"]} else _WANTED["float_type"]
        return Problem(kinds.WRONG_TYPE, place, wanted=wanted, found=_described(node), hint=_hint(type, node))
    if type in _WANTED:
        wanted = _WANTED[type]
        hint = _cite(node) if path[-1:] == ("source",) else _hint(type, node)
        if node is not None and node.data is None and _REMARK.search(document.lines[place.line - 1]):
            hint = _HASH
        return Problem(kinds.WRONG_TYPE, place, wanted=wanted, found=_described(node), hint=hint)
    if type in _BOUNDS:
        name, words = _BOUNDS[type]
        at = {"at": f"{context[name]:g}"}
        wanted = Words(words.fill("nl", at), words.fill("en", at))
        return Problem(kinds.WRONG_TYPE, place, wanted=wanted, found=_described(node), hint=_NO_HINT)
    return Problem(kinds.OTHER, place, found=_described(node))


_REMARK = re.compile(r":\s+#\S")
_HASH = Words(
    "achter «#» staat commentaar; zet een tekst die met # begint tussen aanhalingstekens.",
    "what follows «#» is a comment; put a text that begins with # in quotes.",
)
# Letters of other alphabets that look like one of ours.
LOOKALIKES = str.maketrans("авеорсухіјѕһкмнтԁɡοναιρκ", "abeopcyxijshkmhtdgovaipk")


def unknown(place: Place, what: Words, name: str, known: Iterable[str]) -> Problem:
    """A name that points at nothing."""
    return Problem(kinds.UNKNOWN_REFERENCE, place, what=what, hint=nearest(name, known), name=name)


def _expression(document: Document, path: Path, context: dict[str, Any]) -> Problem:
    error = context["error"]
    if "column" in context:
        place = document.place(path, cell=(context["line"], context["column"] + error.start))
    else:
        place = document.place(path, span=(error.start, error.end))
    return Problem(error.problem.kind, place, **dict(error.problem.args))


def _not_allowed(document: Document, type: str, path: Path, context: dict[str, Any]) -> Problem:
    if type != "literal_error":
        path = (*path, context.get("discriminator", "'kind'").strip("'"))
        if type == "union_tag_not_found" and document.node(path) is None:
            return Problem(kinds.MISSING_FIELD, document.place(path, on_key=True), field=path[-1])
    found = _shown(document.node(path))
    allowed = re.findall(r"'([^']*)'", context.get("expected", context.get("expected_tags", "")))
    listed = ", ".join(f"«{a}»" for a in allowed)
    hint = meant(close(found, allowed)) if close(found, allowed) else _CHOOSE.filled(names=listed)
    return Problem(kinds.NOT_ALLOWED, document.place(path), found=found, hint=hint)


def _shown(node: Node | None) -> str:
    """A value as the author typed it, short enough for a sentence."""
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
        return text if len(text) <= 60 else f"{text[:57]}..."
    return "{...}" if isinstance(node, Mapping) else "[...]" if isinstance(node, Sequence) else ""


def _described(node: Node | None) -> Words:
    if isinstance(node, Mapping):
        return Words("een blok", "a block")
    if isinstance(node, Sequence):
        return Words("een lijst", "a list")
    if node is None or node.data is None:
        return Words("niets", "nothing")
    words = {bool: Words("true/false", "true/false"), str: Words("de tekst", "the text")}
    word = words.get(type(node.data), Words("het getal", "the number"))
    return Words(f"{word.nl} «{_shown(node)}»", f"{word.en} «{_shown(node)}»")


def _hint(type: str, node: Node | None) -> Words:
    """The next step that fits what was written."""
    text = node.text.strip() if isinstance(node, Scalar) else ""
    if type == "string_type" and text:
        return Words(f'zet aanhalingstekens: "{_shown(node)}".', f'put it in quotes: "{_shown(node)}".')
    if type == "string_type":
        return Words("schrijf één tekst.", "write one text.")
    if type == "bool_type":
        return Words("schrijf true (ja) of false (nee).", "write true (yes) or false (no).")
    if type == "expression_form" and text and not isinstance(node, Mapping):
        return Words(f'zet aanhalingstekens: "{text}".', f'put it in quotes: "{text}".')
    if type == "expression_form":
        return Words("schrijf bijvoorbeeld «naam < 10».", "write «name < 10», for instance.")
    if type in ("dict_type", "model_type") and not text:
        return Words(
            "staat wat eronder hoort diep genoeg ingesprongen?",
            "is what belongs below it indented far enough?",
        )
    if type in ("tuple_type", "list_type") and text:
        return Words(f"schrijf [{_shown(node)}].", f"write [{_shown(node)}].")
    if type in ("int_type", "float_type", "union"):
        if re.fullmatch(r"[-+]?[0-9]+,[0-9]+", text):
            right = text.replace(",", ".")
            return Words(f"schrijf {right} (met een punt).", f"write {right} (with a point).")
        if isinstance(node, Scalar) and isinstance(node.data, str):
            if not re.fullmatch(r"[-+]?[0-9.]+", text) and (figure := figure_meant(text)) is not None:
                return figure
            return Words("schrijf een getal, zonder aanhalingstekens.", "write a number, without quotes.")
        return Words("schrijf een getal.", "write a number.")
    return _NO_HINT


def _cite(node: Node | None) -> Words:
    """How a source is cited, with the id that was written."""
    ref = node.text.strip() if isinstance(node, Scalar) and node.text.strip() else "..."
    line = f"[{{ref: {ref}, confidence: unverified}}]"
    return Words(
        f"schrijf {line}, met achter «confidence» hoe zeker je bent.",
        f"write {line}, with how sure you are after «confidence».",
    )


def _repaired(found: str, pattern: str, hint: Words) -> Words:
    """The hint, with the id that was probably meant when there is one."""
    if pattern not in (scalars.ID, scalars.NAME):
        return hint
    if re.match(pattern, id := found.partition("@")[0]) and re.fullmatch(r"@[0-9.]*", found[len(id) :]):
        return Words(f"schrijf «{id}», zonder versie.", f"write «{id}», without a version.")
    right = re.sub(r"[^a-z0-9_]+", "-" if pattern == scalars.ID else "_", found.strip().lower()).strip("-_")
    if not re.match(pattern, right) or right == found:
        return hint
    return Words(f"schrijf bijvoorbeeld «{right}».", f"write «{right}», for instance.")
