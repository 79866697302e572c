"""A decision told: its table in words, each rule as a sentence, and what it rests on as a flow.

>>> from prodia.language import parse_cell
>>> str(cell_in_words(parse_cell("not(null)"), None, None, "nl"))
'niet «niet geweten»'
"""

# A cell is told from its tree, so that it says what the rule does: `true`, `null` and `not(...)` are words of
# the language, not of a reader. `not(met)` is not the same as `not met`, hence the quotation marks.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prodia.language import Apply, Literal, Name, Type, names, parse_type, say, say_value
from prodia.language.syntax.tree import SUBJECT, Tree
from prodia.model.plan import Plan
from prodia.model.protocol import Decision
from prodia.telling.blocks import (
    Anchor,
    Block,
    Box,
    Cell,
    Flow,
    Inline,
    Link,
    List,
    Mark,
    Marked,
    Paragraph,
    Picture,
    Section,
    Table,
    joined,
    prose,
    section,
)
from prodia.telling.shelf import Shelf
from prodia.telling.values import facts_in, marked, texts
from prodia.words import Lang, Words
from prodia.words.labels import LABELS, label
from prodia.words.lists import OR, quoted, upper

_ANY = Words("maakt niet uit", "any")
_NOT = Words("niet", "not")
_NOR = Words(" en ", " and ")
_ELSE = Words("anders", "otherwise")


# ---- cells and columns in words


def column_in_words(plan: Plan, tree: Tree, lang: Lang) -> str:
    """What a column reads: the words of a name, or an expression read aloud."""
    if isinstance(tree, Name):
        return plan.labels.get(tree.id, tree.id)
    return say(tree, lang, plan.labels, plan.types)


def cell_in_words(tree: Tree, column: Tree | None, plan: Plan | None, lang: Lang) -> Inline:
    """A condition of a table as people say it: verdicts, options, yes, no and not known by their names."""
    if tree == Literal(True):
        return Mark("any", "any", _ANY[lang], "quiet")
    name = column.id if isinstance(column, Name) else ""
    type = plan.types.get(name) if plan else None
    return _Column(name, type, plan.labels if plan else {}, lang).told(tree)


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    type: Type | None
    labels: Mapping[str, str]
    lang: Lang

    def told(self, tree: Tree) -> Inline:
        either = f" {OR[self.lang]} "
        match tree:
            case Apply("=", (Name(), Literal() as value)):
                return self.value(value)
            case Apply("in", (Name(), *values)):
                return joined((self.value(one) for one in values if isinstance(one, Literal)), either)
            case Apply("is null", (Name(),)):
                return label("missing", "unknown", self.lang)
            case Apply("or", parts):
                return joined((self.told(part) for part in parts), either)
            case Apply("not", (Apply("in", (Name(), *values)),)):
                refused = (self.refused(self.value(one)) for one in values if isinstance(one, Literal))
                return joined(refused, _NOR[self.lang])
            case Apply("not", (inner,)):
                return self.refused(self.told(inner))
        subject = "x"
        said = say(tree, self.lang, {SUBJECT: subject}, {SUBJECT: self.type} if self.type else {})
        return said.removeprefix(f"{subject} ").removeprefix(f"{subject}: ")

    def refused(self, words: Inline) -> str:
        return f"{_NOT[self.lang]} {quoted(str(words), self.lang)}"

    def value(self, tree: Literal) -> Inline:
        value = tree.value
        if isinstance(value, bool):
            return label("truth", value, self.lang)
        if not isinstance(value, str):
            return "" if value is None else say_value(value, self.type or parse_type("number"), self.lang)
        if known := self.labels.get(f"{self.name}={value}"):
            return known
        of_verdict = self.type is None or self.type.kind == "verdict"
        return marked("verdict", value, self.lang) if of_verdict and value in LABELS["verdict"] else value


# ---- the table


def outcome_title(plan: Plan, decision: str, outcome: str | None, lang: Lang) -> str:
    """The title of an outcome, or words for none."""
    if outcome is None:
        return Words("geen voorstel", "no proposal")[lang]
    known = plan.decisions[decision].outcomes.get(outcome) if decision in plan.decisions else None
    return known.title if known else outcome


def table(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Table:
    """The rules by number; outcomes lead to what is told of them in the same document."""
    one, text = plan.decisions[id], plan.decisions[id].table
    columns = [_linked(shelf, plan, column.tree, lang) for column in text.inputs]
    rows: list[tuple[Cell, ...]] = []
    for number, rule in enumerate(text.rules, 1):
        pairs = zip(text.inputs, rule.when, strict=True)
        when = (cell_in_words(tree, column.tree, plan, lang) for column, (_, tree) in pairs)
        rows.append((str(number), *when, *_outputs(one, [cell.text for cell in rule.then])))
    if one.otherwise is not None:
        rest = [one.otherwise.get(cell.text, "") for cell in text.outputs]
        free = (cell_in_words(Literal(True), None, None, lang) for _ in columns)
        rows.append((_ELSE[lang], *free, *_outputs(one, rest)))
    head = (Words("regel", "rule")[lang], *columns, *(f"→ {cell.text}" for cell in text.outputs))
    return Table(head, tuple(rows), one.title, dense=True, outputs=len(text.outputs))


def _linked(shelf: Shelf, plan: Plan, tree: Tree, lang: Lang) -> Inline:
    to = shelf.name_ref(plan, tree.id) if isinstance(tree, Name) else None
    words = column_in_words(plan, tree, lang)
    return Link(words, to) if to else words


def _outputs(one: Decision, texts: list[str]) -> tuple[Cell, ...]:
    outcome, *rest = texts
    known = one.outcomes.get(outcome)
    first: Inline = Link(known.title, Anchor(f"uitkomst-{outcome}")) if known else Marked(outcome, "strong")
    return first, *rest


def rules_in_words(plan: Plan, one: Decision, lang: Lang) -> tuple[str, ...]:
    """Every rule as one sentence without its number; conditions that do not matter are left out."""
    found = []
    for rule in one.table.rules:
        when = _AND[lang].join(
            f"{column_in_words(plan, column.tree, lang)}: {cell_in_words(tree, column.tree, plan, lang)}"
            for column, (_, tree) in zip(one.table.inputs, rule.when, strict=True)
            if tree != Literal(True)
        )
        words = {"when": when or _ALWAYS[lang], "then": _then(one, [cell.text for cell in rule.then])}
        found.append(_IF.fill(lang, words))
    if one.otherwise is not None:
        rest = [one.otherwise.get(cell.text, "") for cell in one.table.outputs]
        found.append(_OTHERWISE.fill(lang, {"then": _then(one, rest)}))
    return tuple(found)


_AND = Words(" en ", " and ")
_ALWAYS = Words("altijd", "always")
_IF = Words("Als {when}, dan stelt de tabel voor: {then}.", "If {when}, the table proposes: {then}.")
_OTHERWISE = Words("Anders: dan stelt de tabel voor: {then}.", "Otherwise: the table proposes: {then}.")


def _then(one: Decision, texts: list[str]) -> str:
    outcome, *rest = texts
    title = one.outcomes[outcome].title if outcome in one.outcomes else outcome
    because = "; ".join(text for text in rest if text)
    return f"{title} ({because})" if because else title


# ---- the flow: questions, values, criteria, the decision, outcomes

_SHAPES = {"fields": "round", "derived": "soft", "criteria": "square", "law": "soft", "case": "soft"}
_OUTCOME = Words("Uitkomst", "Outcome")
_RESTS = Words(" · steunt op: ", " · rests on: ")
_FLOW = Words("Verloop: {title}", "Flow: {title}")
_SHOWS = Words(
    "Van links naar rechts: wat er gevraagd wordt, wat eruit volgt, de beslissing en haar uitkomsten.",
    "From left to right: what is asked, what follows from it, the decision and its outcomes.",
)


def flow(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Flow:
    """From the questions, through values and criteria, to the decision and what it can propose."""
    one = plan.decisions[id]
    boxes: dict[str, Box] = {}
    arrows: dict[tuple[str, str], None] = {}
    centre = f"! {id}"
    todo = [(name, centre) for head in one.table.inputs for name in names(head.tree)]
    while todo:
        name, after = todo.pop(0)
        arrows[name, after] = None
        if name not in boxes:
            boxes[name] = _box(shelf, plan, name, lang)
            todo += [(below, name) for below in _below(plan, name)]
    boxes[centre] = Box(centre, label("thing", "decisions", lang), "double", one.title)
    for outcome, what in one.outcomes.items():
        words = f"{what.title} ({_rules(one, outcome, lang)})"
        key = f"> {outcome}"
        boxes[key] = Box(key, _OUTCOME[lang], "round", words, Anchor(f"uitkomst-{outcome}"))
        arrows[centre, key] = None
    title = _FLOW.fill(lang, {"title": one.title})
    return Flow(title, _SHOWS[lang], tuple(boxes.values()), tuple(arrows))


def _rules(one: Decision, outcome: str, lang: Lang) -> str:
    numbers = [str(n) for n, rule in enumerate(one.table.rules, 1) if rule.then[0].text == outcome]
    said = [f"{Words('regel', 'rule')[lang]} {', '.join(numbers)}"] if numbers else []
    if one.otherwise and one.otherwise.get(one.table.outputs[0].text) == outcome:
        said.append(_ELSE[lang])
    return f" {OR[lang]} ".join(said) or Words("geen regel", "no rule")[lang]


def _below(plan: Plan, name: str) -> tuple[str, ...]:
    if name in plan.derived:
        return names(plan.derived[name].is_.tree)
    if name in plan.criteria:
        one = plan.criteria[name]
        read = [n for _, condition in one.conditions() for n in names(condition.tree)]
        return tuple(dict.fromkeys([*([one.by] if one.by else []), *read]))
    return ()


def _box(shelf: Shelf, plan: Plan, name: str, lang: Lang) -> Box:
    groups = (group for group in ("fields", "derived", "criteria") if name in getattr(plan, group))
    group = next(groups, name.split(".")[0])
    kind = Words("Traject", "Case")[lang] if group == "case" else label("thing", group, lang)
    return Box(name, kind, _SHAPES[group], upper(plan.labels.get(name, name)), shelf.name_ref(plan, name))


def _flow_list(found: Flow, lang: Lang) -> List:
    """Every box, with what leads to it: all that the drawing says."""
    by_id = {box.id: box for box in found.boxes}
    items: list[Inline] = []
    for box in found.boxes:
        words: Inline = Link(box.text, box.to) if box.to else box.text
        rests = "; ".join(by_id[start].text for start, end in found.arrows if end == box.id)
        tail = Marked(f"{_RESTS[lang]}{rests}", "quiet") if rests and box.id[0] != ">" else ""
        items.append(joined((f"{box.kind}: ", words, *([tail] if tail else [])), ""))
    return List(tuple(items))


# ---- the whole

_PROPOSES = Words(
    "De tabel stelt voor; een mens beslist, met een reden.",
    "The table proposes; a person decides, with a reason.",
)
_TAKEN = Words("Van wat past wordt {how} genomen.", "Of what fits, {how} is taken.")
_DASH = Words("Een streepje: maakt niet uit.", "A dash: any.")


def decision_blocks(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[Block | None]:
    """Who decides, the table, the flow, and what each outcome means to each audience."""
    one, found = plan.decisions[id], flow(shelf, plan, id, lang)
    how = [label("hit", one.hit, lang), _DASH[lang]]
    if one.aggregate:
        how.insert(1, _TAKEN.fill(lang, {"how": label("aggregate", one.aggregate, lang)}))
    yield Paragraph(_PROPOSES[lang], "lead")
    yield facts_in(
        lang,
        ("doel", "purpose", marked("purpose", one.purpose, lang)),
        ("wie beslist", "who decides", shelf.links(plan, "roles", one.by)),
        ("in stap", "in step", joined(taken_in(shelf, plan, id), ", ")),
    )
    heading = Words("De tabel", "The table")[lang]
    yield section("table", heading, Paragraph(" ".join(how)), table(shelf, plan, id, lang), *prose(one.note))
    picture = Picture(found.title, found.says, found)
    yield section("flow", Words("Het verloop", "The flow")[lang], picture)
    yield section(
        "flow-list", Words("Het verloop als lijst", "The flow as a list")[lang], _flow_list(found, lang)
    )
    outcomes = (
        Section(f"uitkomst-{name}", upper(what.title), tuple(filter(None, said)))
        for name, what in one.outcomes.items()
        for said in [texts(what.texts, lang, f"{name}-")]
    )
    yield section("outcomes", Words("Uitkomsten", "Outcomes")[lang], *outcomes)


def taken_in(shelf: Shelf, plan: Plan, id: str) -> Iterator[Inline]:
    """The steps in which the decision is taken, in this version or one that supplements it."""
    owner = shelf.owner(plan, "decisions", id).reference
    for other, protocol in shelf.supplementing(owner):
        yield from (
            shelf.link(other, "steps", step) for step, what in protocol.steps.items() if id in what.decisions
        )
