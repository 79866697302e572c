"""The page of a decision: the table as a table, the flow as a drawing, and the same flow as a list."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.language import Literal, names, show
from prodia.language.syntax.tree import Name, Tree
from prodia.model.plan import Plan
from prodia.model.protocol import Decision
from prodia.model.table_text import Cell
from prodia.pictures.flow import Box, Flow, draw
from prodia.site.book import Book, Here, Page, blocks
from prodia.site.protocol import menu, texts
from prodia.site.text import (
    Html,
    facts,
    heading,
    join,
    line,
    listing,
    paragraph,
    prose,
    scrolling,
    table,
    tag,
    upper,
)
from prodia.words.labels import LABELS as WORDS
from prodia.words.labels import label as word

_HIT = {
    "unique": "Hoogstens één regel past.",
    "first": "De eerste regel die past, van boven naar beneden, geeft de uitkomst.",
    "priority": "Passen er meer regels, dan geldt de uitkomst die het eerst in de lijst staat.",
    "collect": "Alle regels die passen tellen mee.",
}
_AGGREGATE = {"sum": "opgeteld", "min": "het kleinste", "max": "het grootste", "count": "geteld"}
_ANY = "maakt niet uit"
_DASH = Html(
    f'<span class="any" title="{_ANY}"><span aria-hidden="true">–</span>'
    f'<span class="unseen">{_ANY}</span></span>'
)
# group -> word in the box, outline of the box
_BOXES = {
    "fields": ("Vraag", "round"),
    "derived": ("Waarde", "soft"),
    "criteria": ("Criterium", "square"),
    "law": ("Wet", "soft"),
    "case": ("Traject", "soft"),
}


def decision_page(book: Book, plan: Plan, id: str) -> Page:
    path = book.address(plan, "decisions", id).replace(".html", ".md")
    here, one = Here(book, path), plan.decisions[id]
    aggregate = f" Van wat past wordt {_AGGREGATE[one.aggregate]} genomen." if one.aggregate else ""
    taken = [
        here.thing(other, "steps", step)
        for other in book.supplementing(plan)
        for step, what in other.protocol.steps.items()
        if id in what.decisions
    ]
    rows = [
        ("Doel", line(word("purpose", one.purpose, "nl"))),
        ("Wie beslist", here.roles(plan, one.by)),
        ("In stap", join(taken, ", ")),
    ]
    flow = flow_of(here, plan, id)
    body = blocks(
        heading(1, one.title),
        tag("p", line("De tabel stelt voor; een mens beslist, met een reden."), class_="lead"),
        facts(rows),
        heading(2, "De tabel"),
        paragraph(line(f"{_HIT[one.hit]}{aggregate} Een streepje: {_ANY}.")),
        _table(here, plan, one),
        prose(one.note),
        heading(2, "Het verloop"),
        tag("figure", scrolling(Html(draw(flow, "flow")), flow.title), class_="flow"),
        heading(2, "Het verloop als lijst"),
        _as_list(flow),
        heading(2, "Uitkomsten"),
        *(_outcome(one, outcome) for outcome in one.outcomes),
        heading(2, "Bronnen"),
        here.sources(one.source),
        here.standing(plan, ("decisions", id)),
    )
    return Page(path, one.title, menu(plan, "Beslissingen"), body, wide=True)


def cell_words(plan: Plan, column: Tree, cell: Cell, tree: Tree) -> str:
    """A condition as a reader says it: verdicts and options by their names, anything else as typed."""
    if tree == Literal(True):
        return _ANY
    said = []
    for part in (part.strip().strip('"') for part in cell.text.split(",")):
        label = plan.labels.get(f"{column.id}={part}") if isinstance(column, Name) else None
        verdict = WORDS["verdict"].get(part)
        said.append(label or (verdict["nl"] if verdict else part))
    return " of ".join(said)


def column_words(plan: Plan, tree: Tree) -> str:
    """What a column reads, in people's words."""
    return upper(plan.labels.get(tree.id, tree.id)) if isinstance(tree, Name) else show(tree)


def _table(here: Here, plan: Plan, one: Decision) -> Html:
    text = one.table
    head = [line("Regel")]
    head += [_linked(here, plan, column.tree) for column in text.inputs]
    head.append(line("→ " + upper(", ".join(cell.text for cell in text.outputs))))
    rows: list[list[Html]] = []
    for number, rule in enumerate(text.rules, 1):
        row = [line(str(number))]
        for column, (cell, tree) in zip(text.inputs, rule.when, strict=True):
            words = cell_words(plan, column.tree, cell, tree)
            row.append(_DASH if words == _ANY else line(words))
        row.append(_output(one, [cell.text for cell in rule.then]))
        rows.append(row)
    if one.otherwise is not None:
        row = [line("anders"), *(_DASH for _ in text.inputs)]
        row.append(_output(one, [one.otherwise.get(cell.text, "") for cell in text.outputs]))
        rows.append(row)
    return table(one.title, head, rows, dense=True)


def _linked(here: Here, plan: Plan, tree: Tree) -> Html:
    address = here.name_address(plan, tree.id) if isinstance(tree, Name) else None
    words = column_words(plan, tree)
    return here.to(address, words) if address else line(words)


def _output(one: Decision, texts: list[str]) -> Html:
    """What a rule proposes, with whatever else it gives (a reason) small below."""
    outcome, *rest = texts
    known = one.outcomes.get(outcome)
    label = tag("a", line(known.title), href=f"#uitkomst-{outcome}") if known else line(outcome)
    return join((label, *(tag("small", line(text)) for text in rest if text)), " ")


def _outcome(one: Decision, id: str) -> Html:
    outcome = one.outcomes[id]
    return blocks(tag("h3", line(upper(outcome.title)), id=f"uitkomst-{id}"), texts(outcome.texts, 4))


def flow_of(here: Here, plan: Plan, id: str) -> Flow:
    """From the questions, through values and criteria, to the decision and what it can propose."""
    one = plan.decisions[id]
    boxes: dict[str, Box] = {}
    arrows: dict[tuple[str, str], None] = {}
    todo = [(name, id) for head in one.table.inputs for name in names(head.tree)]
    while todo:
        name, after = todo.pop(0)
        arrows[name, f"! {after}" if after == id else after] = None
        if name in boxes:
            continue
        boxes[name] = _box(here, plan, name)
        todo += [(below, name) for below in _below(plan, name)]
    centre = f"! {id}"
    boxes[centre] = Box(centre, "Beslissing", "double", one.title)
    for outcome, what in one.outcomes.items():
        key = f"> {outcome}"
        boxes[key] = Box(
            key, "Uitkomst", "round", f"{what.title} ({_rules(one, outcome)})", f"#uitkomst-{outcome}"
        )
        arrows[centre, key] = None
    says = "Van links naar rechts: wat er gevraagd wordt, wat eruit volgt, de beslissing en haar uitkomsten."
    return Flow(f"Verloop: {one.title}", says, tuple(boxes.values()), tuple(arrows))


def _rules(one: Decision, outcome: str) -> str:
    numbers = [str(n) for n, rule in enumerate(one.table.rules, 1) if rule.then[0].text == outcome]
    said = [f"regel {', '.join(numbers)}"] if numbers else []
    if one.otherwise and one.otherwise.get(one.table.outputs[0].text) == outcome:
        said.append("anders")
    return " of ".join(said) or "geen regel"


def _below(plan: Plan, name: str) -> tuple[str, ...]:
    if name in plan.derived:
        return names(plan.derived[name].is_.tree)
    if name in plan.criteria:
        one = plan.criteria[name]
        read = [n for _, condition in one.conditions() for n in names(condition.tree)]
        return tuple(dict.fromkeys([*([one.by] if one.by else []), *read]))
    return ()


def _box(here: Here, plan: Plan, name: str) -> Box:
    group = next(
        (g for g in ("fields", "derived", "criteria") if name in getattr(plan, g)), name.split(".")[0]
    )
    word, shape = _BOXES[group]
    address = here.name_address(plan, name)
    label = upper(plan.labels.get(name, name))
    return Box(name, word, shape, label, here.href(address) if address else "")


def _as_list(flow: Flow) -> Html:
    """Every box, with what leads to it: all that the drawing says."""
    by_id = {box.id: box for box in flow.boxes}
    rows = []
    for box in flow.boxes:
        label = tag("a", line(box.text), href=box.href) if box.href else line(box.text)
        into = [by_id[start] for start, end in flow.arrows if end == box.id]
        rests = "; ".join(one.text for one in into)
        tail = tag("small", line(f"steunt op: {rests}")) if rests and not box.id.startswith(">") else Html("")
        rows.append(join((line(f"{box.kind}: "), label, Html(" "), tail)))
    return listing(rows)


def pages(book: Book, plan: Plan) -> Iterator[Page]:
    for id in plan.protocol.decisions:
        yield decision_page(book, plan, id)
