"""The reference of the Python face: what is public, read from its docstrings and signatures by griffe.

Nothing is imported or run: the sources are read as text. Needs the extra ``docs``.
"""

# A docstring of this library is prose with ``names``, :roles:`of Sphinx`, paragraphs and doctests. That is
# little enough to be read here; griffe gives the signatures, and follows every name to where it is defined.

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import griffe

from prodia.telling import blocks as b

PUBLIC = (
    "prodia",
    "prodia.batch",
    "prodia.events",
    "prodia.results",
    "prodia.telling",
    "prodia.language",
    "prodia.psychometrics",
)
"""The modules whose ``__all__`` is what may be relied on; a package of modules counts with each of them."""

_STARS = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}
_MADE = re.compile(r"(?:F|Field|field)\((?:([^,=()]+)[,)])?")
_SHORT = re.compile(r"\b(?!dt\b|np\b|pd\b)[a-z]{1,2}\.(?=[A-Z])")
_ROLE = re.compile(r":[a-z:]+:`~?([^`]+)`|``([^`]+)``|`([^`]+)`")


class _Frozen(griffe.Extension):
    """What :mod:`prodia.frozen` makes is a dataclass."""

    def on_alias_instance(self, *, alias: griffe.Alias, **_: object) -> None:
        if alias.target_path == "prodia.frozen.dataclass":
            alias.target_path = "dataclasses.dataclass"


def read(package: Path) -> griffe.Module:
    """The package ``prodia`` in ``package``'s folder as griffe reads it."""
    found = griffe.load(
        package.name,
        search_paths=[str(package.parent)],
        allow_inspection=False,
        resolve_aliases=True,
        extensions=griffe.load_extensions(_Frozen),
    )
    assert isinstance(found, griffe.Module)
    return found


def public(root: griffe.Module) -> dict[str, dict[str, griffe.Object]]:
    """Module to public name to what it names, in the order of ``__all__``."""
    found: dict[str, dict[str, griffe.Object]] = {}
    for name in PUBLIC:
        module = _at(root, name)
        parts = [m for m in module.modules.values() if not m.is_alias and not m.name.startswith("_")]
        for one in [module] if module.exports else sorted(parts, key=lambda part: part.name):
            found[one.path] = {str(n): _followed(one, str(n)) for n in one.exports or ()}
    return found


def _at(root: griffe.Module, path: str) -> griffe.Module:
    module: Any = root
    for name in path.split(".")[1:]:
        module = module.members[name]
    return module  # type: ignore[no-any-return]


def _followed(module: griffe.Module, name: str) -> griffe.Object:
    """What a name stands for; a function of the same name as its module is the function."""
    found: Any = module.members[name]
    while found.is_alias:
        found = found.final_target
    if isinstance(found, griffe.Module) and name in found.members:
        found = found.members[name]
    return found  # type: ignore[no-any-return]


def signature(one: griffe.Object) -> str:
    """``score(key, answers, *, person=None) -> Score`` as written, without ``self``, and without the short
    names that a file has for modules of the library: how it imports is no part of what it promises."""
    return _SHORT.sub("", _signature(one))


def _signature(one: griffe.Object) -> str:
    if isinstance(one, griffe.Class):
        if any(str(base).startswith("enum.") for base in one.bases):
            return one.name
        made = one.members.get("__init__")
        if isinstance(made, griffe.Function):
            return f"{one.name}{_parameters(made)}"
        fields = ", ".join(_field(a) for a in _fields(one))
        return f"{one.name}({fields})"
    if isinstance(one, griffe.Function):
        back = f" -> {one.returns}" if one.returns is not None else ""
        return f"{one.name}{_parameters(one)}{back}"
    annotation = getattr(one, "annotation", None)
    return f"{one.name}: {annotation}" if annotation is not None else one.name


def _fields(one: griffe.Class) -> Iterator[griffe.Attribute]:
    """The fields of a model: what is annotated, inherited ones first, and is no property."""
    for _, target in _members(one):
        plain = isinstance(target, griffe.Attribute) and "property" not in target.labels
        if plain and target.annotation is not None and not target.name.startswith("_"):
            yield target


def _members(one: griffe.Class) -> Iterator[tuple[str, Any]]:
    """Every member by its name, own and inherited, where it is defined."""
    members: dict[str, Any] = dict(one.all_members)
    yield from ((name, m.final_target if m.is_alias else m) for name, m in members.items())


def _field(one: griffe.Attribute) -> str:
    value = str(one.value) if one.value is not None else ""
    if found := _MADE.match(value):  # how it is written in a file, or made: no part of what a caller gives
        value = found[1] or ""
    return f"{one.name}: {one.annotation}{f' = {value}' if value else ''}"


def _parameters(one: griffe.Function) -> str:
    shown: list[str] = []
    kinds = [p.kind for p in one.parameters]
    for place, p in enumerate(one.parameters):
        if p.name.startswith("_") or (place == 0 and p.name in ("self", "cls")):
            continue
        star = _STARS.get(p.kind, "")
        keyword = p.kind is griffe.ParameterKind.keyword_only
        if keyword and "*" not in shown and griffe.ParameterKind.var_positional not in kinds:
            shown.append("*")
        hint = f": {p.annotation}" if p.annotation is not None else ""
        value = "" if p.default is None or star else f" = {p.default}" if hint else f"={p.default}"
        shown.append(f"{star}{p.name}{hint}{value}")
        positional = p.kind is griffe.ParameterKind.positional_only
        if positional and (place + 1 == len(kinds) or kinds[place + 1] is not p.kind):
            shown.append("/")
    return f"({', '.join(shown)})"


def methods(one: griffe.Object) -> Iterator[griffe.Object]:
    """The public methods and properties of a class in the order written, after what it has of a class
    that is not public itself."""
    if isinstance(one, griffe.Class):
        for name, target in _members(one):
            parent = target.parent
            if name.startswith("_") or target.docstring is None or not isinstance(parent, griffe.Class):
                continue
            if parent is not one and parent.name in (one.package.exports or ()):
                continue
            if isinstance(target, griffe.Function) or "property" in target.labels:
                yield target


def documents(root: griffe.Module) -> Iterator[b.Document]:
    """What there is, then a page for each public module: every name with signature, text and example."""
    modules = public(root)
    rows = tuple(
        (b.Link(path, b.Ref("", "python", path)), _first(_at(root, path)), _names(path, names))
        for path, names in modules.items()
    )
    says = "Every public name, with its signature and what may be relied on. Anything else may change unseen."
    listed = b.Table(("module", "what it is for", "names"), rows, "public modules")
    yield b.Document("Reference", "en", (b.Paragraph(says, "lead"), listed), b.Ref("", "python"))
    for path, names in modules.items():
        sections = (b.Section(name, name, tuple(_told(name, one))) for name, one in names.items())
        yield b.Document(path, "en", (*_prose(_at(root, path)), *sections), b.Ref("", "python", path))


def _names(path: str, names: Iterable[str]) -> b.Inline:
    return b.joined((b.Link(name, b.Ref("", "python", path, name)) for name in names), ", ")


def _first(one: griffe.Object) -> b.Inline:
    """The first paragraph of its docstring."""
    return next((block.text for block in _prose(one) if isinstance(block, b.Paragraph)), "")


def _told(name: str, one: griffe.Object) -> Iterator[b.Block]:
    yield b.Listing(_wrapped(signature(one)), "python")
    yield from _prose(one)
    for method in methods(one):
        inside = (b.Listing(_wrapped(signature(method)), "python"), *_prose(method))
        yield b.Section(f"{name}.{method.name}", f"{name}.{method.name}", inside)


def _wrapped(text: str, width: int = 88) -> str:
    """A long signature with a parameter a line."""
    if len(text) <= width or "(" not in text:
        return text
    head, _, rest = text.partition("(")
    depth, parts, at = 0, [], 0
    for place, letter in enumerate(rest):
        depth += letter in "([{"
        depth -= letter in ")]}"
        if depth < 0:
            parts.append(rest[at:place])
            lines = "".join(f"    {p.strip()},\n" for p in parts if p.strip())
            return f"{head}(\n{lines}{rest[place:]}"
        if letter == "," and depth == 0:
            parts.append(rest[at:place])
            at = place + 1
    return text


def _prose(one: griffe.Object) -> Iterator[b.Block]:
    """A docstring as blocks: paragraphs, lists of ``name`` and meaning, and examples as they run."""
    text = inspect.cleandoc(one.docstring.value) if one.docstring is not None else ""
    for part in re.split(r"\n\s*\n", text):
        if part.startswith(">>>"):
            yield b.Listing(part, "python")
        elif part.startswith("- ") or re.match(r"``[^`]+``\s{2,}", part):
            yield b.List(tuple(_line(item) for item in re.split(r"\n(?=- |``)", part)))
        elif part.strip():
            yield b.Paragraph(_line(" ".join(part.split())))


def _line(text: str) -> b.Inline:
    """Names between backticks, and what Sphinx would link, as code."""
    parts: list[b.Inline] = []
    at = 0
    text = " ".join(text.removeprefix("- ").split())
    for match in _ROLE.finditer(text):
        parts += [text[at : match.start()], b.Code(next(g for g in match.groups() if g))]
        at = match.end()
    parts.append(text[at:])
    return b.Line(tuple(p for p in parts if str(p)))
