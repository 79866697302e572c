"""Rules told: a decision and its table in words, a cut-off and a criterion with their edges, a hypothesis.

>>> from prodia.language import parse_cell
>>> str(cell_in_words(parse_cell("not(null)"), None, None, "nl"))
'niet «niet geweten»'
"""

# A cell is told from its tree, so that it says what the rule does: `true`, `null` and `not(...)` are words of
# the language, not of a reader. `not(met)` is not the same as `not met`, hence the quotation marks.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING

from prodia.frozen import dataclass
from prodia.language import Apply, Literal, Name, Plain, Type, names, parse_type, say, say_value
from prodia.language.syntax.tree import SUBJECT, Tree, fixed, walk
from prodia.model.parts import AUDIENCES
from prodia.model.plan import Plan, constants
from prodia.model.protocol import PREFIX as CUTOFF
from prodia.model.protocol import Criterion, Cutoff, Decision, RuleText
from prodia.model.scalars import Expression
from prodia.pictures.flow import Box, Flow
from prodia.telling import blocks as b
from prodia.telling.scales import scale_blocks, scales
from prodia.telling.stairs import stairs
from prodia.telling.values import (
    NOT_SAID,
    cited,
    error_in_words,
    facts_in,
    heads,
    in_rule,
    marked,
    owner_of,
    role,
    section_in,
    standing,
    valid_in_words,
)
from prodia.words import Lang, Words
from prodia.words.labels import LABELS, label
from prodia.words.lists import OR, listed, quoted, upper

if TYPE_CHECKING:
    from prodia.telling.shelf import Shelf

_ANY = Words("maakt niet uit", "any")
_NOT, _NOR = Words("niet", "not"), Words(" en ", " and ")
_ELSE = Words("anders", "otherwise")


# ---- cells and columns in words


def column_in_words(plan: Plan, tree: Tree, lang: Lang) -> str:
    """What a column reads: the words of a name, or an expression read aloud."""
    if isinstance(tree, Name):
        return plan.labels.get(tree.id, tree.id)
    return say(tree, lang, plan.labels, plan.types)


def cell_in_words(tree: Tree, column: Tree | None, plan: Plan | None, lang: Lang) -> b.Inline:
    """A condition of a table as people say it: verdicts, options, yes, no and not known by their names."""
    if tree == Literal(True):
        return b.Mark("any", "any", _ANY[lang], "quiet")
    name = column.id if isinstance(column, Name) else ""
    type = plan.types.get(name) if plan else None
    return _Column(name, type, plan.labels if plan else {}, lang).told(tree)


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    type: Type | None
    labels: Mapping[str, str]
    lang: Lang

    def told(self, tree: Tree) -> b.Inline:
        either = f" {OR[self.lang]} "
        match tree:
            case Apply("=", (Name(), Literal() as value)):
                return self.value(value)
            case Apply("in", (Name(), *values)):
                return b.joined((self.value(one) for one in values if isinstance(one, Literal)), either)
            case Apply("is null", (Name(),)):
                return label("missing", "unknown", self.lang)
            case Apply("or", parts):
                return b.joined((self.told(part) for part in parts), either)
            case Apply("not", (Apply("in", (Name(), *values)),)):
                refused = (self.refused(self.value(one)) for one in values if isinstance(one, Literal))
                return b.joined(refused, _NOR[self.lang])
            case Apply("not", (inner,)):
                return self.refused(self.told(inner))
        subject = "x"
        said = say(tree, self.lang, {SUBJECT: subject}, {SUBJECT: self.type} if self.type else {})
        return said.removeprefix(f"{subject} ").removeprefix(f"{subject}: ")

    def refused(self, words: b.Inline) -> str:
        return f"{_NOT[self.lang]} {quoted(str(words), self.lang)}"

    def value(self, tree: Literal) -> b.Inline:
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
        return NO_PROPOSAL[lang]
    known = plan.decisions[decision].outcomes.get(outcome) if decision in plan.decisions else None
    return known.title if known else outcome


NO_PROPOSAL = Words("geen voorstel", "no proposal")
_MOST = 10  # columns; a table of more is mostly dashes, and has one column for all conditions


def table(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> b.Table:
    """The rules by number; outcomes lead to what is told of them in the same document."""
    one, text = plan.decisions[id], plan.decisions[id].table
    named = [_linked(shelf, plan, column.tree, lang) for column in text.inputs]
    many = len(named) > _MOST
    columns = heads(lang, "als", "if") if many else tuple(named)
    rows: list[tuple[b.Cell, ...]] = []
    for number, rule in enumerate(text.rules, 1):
        pairs = zip(text.inputs, rule.when, strict=True)
        told = [cell_in_words(tree, column.tree, plan, lang) for column, (_, tree) in pairs]
        asks = zip(named, told, rule.when, strict=True)
        lines = (b.joined((of, cell), ": ") for of, cell, (_, tree) in asks if tree != Literal(True))
        when: Iterable[b.Cell] = [b.Lines(tuple(lines))] if many else told
        rows.append((str(number), *when, *_outputs(one, [cell.text for cell in rule.then])))
    if one.otherwise is not None:
        rest = [one.otherwise.get(cell.text, "") for cell in text.outputs]
        free = (cell_in_words(Literal(True), None, None, lang) for _ in columns)
        rows.append((_ELSE[lang], *free, *_outputs(one, rest)))
    head = (Words("regel", "rule")[lang], *columns, *(f"→ {cell.text}" for cell in text.outputs))
    return b.Table(head, tuple(rows), one.title, dense=not many, outputs=len(text.outputs))


def _linked(shelf: Shelf, plan: Plan, tree: Tree, lang: Lang) -> b.Inline:
    to = shelf.name_ref(plan, tree.id) if isinstance(tree, Name) else None
    words = column_in_words(plan, tree, lang)
    return b.Link(words, to) if to else words


def _outputs(one: Decision, texts: list[str]) -> tuple[b.Cell, ...]:
    outcome, *rest = texts
    known = one.outcomes.get(outcome)
    first: b.Inline = (
        b.Link(known.title, b.Anchor(f"uitkomst-{outcome}")) if known else b.Marked(outcome, "strong")
    )
    return first, *rest


def conditions_in_words(plan: Plan, one: Decision, rule: RuleText, lang: Lang) -> Iterator[str]:
    """What a rule asks of each column; what does not matter is left out."""
    for head, (_, tree) in zip(one.table.inputs, rule.when, strict=True):
        if tree != Literal(True):
            yield f"{column_in_words(plan, head.tree, lang)}: {cell_in_words(tree, head.tree, plan, lang)}"


def rules_in_words(plan: Plan, one: Decision, lang: Lang) -> tuple[str, ...]:
    """Every rule as one sentence without its number; conditions that do not matter are left out."""
    found = []
    for rule in one.table.rules:
        when = _AND[lang].join(conditions_in_words(plan, one, rule, lang))
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
            todo += [(below, name) for below in plan.read_by(name)]
    boxes[centre] = Box(centre, label("thing", "decisions", lang), "double", one.title)
    for outcome, what in one.outcomes.items():
        words = f"{what.title} ({_rules(one, outcome, lang)})"
        key = f"> {outcome}"
        boxes[key] = Box(key, _OUTCOME[lang], "round", words, b.Anchor(f"uitkomst-{outcome}"))
        arrows[centre, key] = None
    title = _FLOW.fill(lang, {"title": one.title})
    return Flow(title, _SHOWS[lang], tuple(boxes.values()), tuple(arrows))


def _rules(one: Decision, outcome: str, lang: Lang) -> str:
    numbers = [str(n) for n, rule in enumerate(one.table.rules, 1) if rule.then[0].text == outcome]
    said = [f"{Words('regel', 'rule')[lang]} {', '.join(numbers)}"] if numbers else []
    if one.otherwise and one.otherwise.get(one.table.outputs[0].text) == outcome:
        said.append(_ELSE[lang])
    return f" {OR[lang]} ".join(said) or Words("geen regel", "no rule")[lang]


def _box(shelf: Shelf, plan: Plan, name: str, lang: Lang) -> Box:
    groups = (group for group in ("fields", "derived", "criteria") if name in getattr(plan, group))
    group = "fields" if plan.part(name) else next(groups, name.split(".")[0])
    kind = Words("Traject", "Case")[lang] if group == "case" else label("thing", group, lang)
    return Box(
        name,
        kind,
        _SHAPES[group],
        upper(plan.labels.get(name, name)),
        shelf.name_ref(plan, name),
    )


def _flow_list(found: Flow, lang: Lang) -> b.List:
    """Every box, with what leads to it: all that the drawing says."""
    by_id = {box.id: box for box in found.boxes}
    items: list[b.Inline] = []
    for box in found.boxes:
        words: b.Inline = b.Link(box.text, box.to) if box.to else box.text
        rests = "; ".join(by_id[start].text for start, end in found.arrows if end == box.id)
        tail = b.Marked(f"{_RESTS[lang]}{rests}", "quiet") if rests and box.id[0] != ">" else ""
        items.append(b.joined((f"{box.kind}: ", words, *([tail] if tail else [])), ""))
    return b.List(tuple(items))


# ---- the whole

_PROPOSES = Words(
    "De tabel stelt voor; een mens beslist, met een reden.",
    "The table proposes; a person decides, with a reason.",
)
_TAKEN = Words("Van wat past wordt {how} genomen.", "Of what fits, {how} is taken.")
_WHOLE = Words("De hele tabel", "The whole table")
_DASH = Words("Een streepje: maakt niet uit.", "A dash: any.")


def decision_blocks(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[b.Block | None]:
    """Who decides, the table, the flow, and what each outcome means to each audience."""
    one, found = plan.decisions[id], flow(shelf, plan, id, lang)
    how = [label("hit", one.hit, lang), _DASH[lang]]
    if one.aggregate:
        how.insert(1, _TAKEN.fill(lang, {"how": label("aggregate", one.aggregate, lang)}))
    taken = (shelf.link(other, "steps", step) for other, _, step in shelf.steps_of(plan, "decisions", id))
    yield b.Paragraph(_PROPOSES[lang], "lead")
    yield facts_in(
        lang,
        ("doel", "purpose", marked("purpose", one.purpose, lang)),
        ("geldig", "valid", valid_in_words(one.valid, lang)),
        ("wie beslist", "who decides", shelf.links(plan, "roles", one.by)),
        ("in stap", "in step", b.joined(taken, ", ")),
    )
    whole = table(shelf, plan, id, lang)
    rules: tuple[b.Block, ...] = (b.Paragraph(" ".join(how)), whole)
    steps = stairs(shelf, plan, id, whole, lang)
    yield section_in(lang, "table", ("De tabel", "The table"), *(steps or rules), *b.prose(one.note))
    outcomes = (
        b.Section(f"uitkomst-{name}", upper(what.title), tuple(_told(shelf, plan, id, name, lang)))
        for name, what in one.outcomes.items()
    )
    yield section_in(lang, "outcomes", ("Uitkomsten", "Outcomes"), *outcomes)
    picture = b.Picture(found.title, found.says, found)
    listed = b.Details(Words("Het verloop als lijst", "The flow as a list")[lang], (_flow_list(found, lang),))
    yield section_in(lang, "flow", ("Het verloop", "The flow"), picture, listed)
    if steps:
        apart = replace(whole, caption=f"{_WHOLE[lang]}: {one.title}")
        yield b.Section("rules", _WHOLE[lang], (b.Paragraph(" ".join(how)), apart))


_MEASURES = Words("Maatregelen: {names}.", "Measures: {names}.")
_FIRST = Words("Dit gaat voor op al het andere.", "This comes before everything else.")
_LEADS = Words("Leidt naar: ", "Leads to: ")
_SHEET = Words("Op een blad om mee te geven: ", "On a sheet to take along: ")


def _told(shelf: Shelf, plan: Plan, id: str, outcome: str, lang: Lang) -> Iterator[b.Block]:
    """An outcome in the words of each audience: what it says, what it does not, and what follows."""
    one = plan.decisions[id].outcomes[outcome]
    parts = tuple(filter(None, (one.texts, one.limits, one.follows)))
    rows = b.facts(
        (
            label("audience", audience, lang),
            b.Lines(tuple(line for text in parts for line in _lines(text.of(audience)))),
        )
        for audience in AUDIENCES
    )
    if one.urgent:
        yield b.Paragraph(_FIRST[lang], "strong")
    if rows is not None:
        yield rows
    if one.measures:
        done = [
            f"{name.replace('-', ' ')}: {label('measure', way, lang)}" for name, way in one.measures.items()
        ]
        yield b.Paragraph(_MEASURES.fill(lang, {"names": listed(done, lang)}))
    for to, why in one.leads_to.items():
        found = shelf.heads(to)
        name = b.Link(found[-1].title, b.Ref(found[-1].reference, "protocol")) if found else b.Code(to)
        yield b.Paragraph(b.joined((_LEADS[lang], name, ". ", why), ""))
    owner = shelf.owner(plan, "decisions", id).reference
    sheets = (
        b.Link(label("audience", audience, lang), b.Ref(owner, "audience", audience, f"{id}-{outcome}"))
        for audience in AUDIENCES
        if one.texts.of(audience)
    )
    yield b.Paragraph(b.Line((_SHEET[lang], b.joined(sheets, ", "))))


def _lines(text: str | None) -> Iterator[b.Inline]:
    for block in b.prose(text):
        yield from (
            (one for one in block.items if not isinstance(one, b.Lines))
            if isinstance(block, b.List)
            else (block.text,)
        )


# ---- criteria and hypotheses


@dataclass(frozen=True, slots=True)
class Edge:
    """One place where a name is held against constants, and the cut-offs that gave those."""

    tree: Apply
    named: tuple[str, ...]


def edges(tree: Tree, cutoffs: Mapping[str, Cutoff]) -> tuple[Edge, ...]:
    """Every edge of a condition as typed, in the order written, with the figures filled in, each in turn."""
    read = [cutoffs[id] for n in names(tree) if (id := n.removeprefix(CUTOFF)) in cutoffs and id != n]
    days = sorted({value.valid.from_ for one in read for value in one.values})
    found = (_edges_with(tree, constants(cutoffs, day)) for day in days or (None,))
    return tuple(dict.fromkeys(edge for edges in found for edge in edges))


def _edges_with(tree: Tree, figures: Mapping[str, Plain]) -> Iterator[Edge]:
    yield from (
        Edge(node, tuple(name.removeprefix(CUTOFF) for name in names(typed) if name.startswith(CUTOFF)))
        for typed in walk(tree)
        if isinstance(node := fixed(typed, figures), Apply)
        and sum(isinstance(arg, Name) for arg in node.args) == 1
        and not any(names(arg) for arg in node.args if not isinstance(arg, Name))
        and any(isinstance(leaf, Literal) for leaf in walk(node))
    )


def rule_parts(plan: Plan, criterion: Criterion, lang: Lang) -> tuple[tuple[str, str, Expression], ...]:
    """Each condition as (what it decides, for which option, the expression)."""
    return tuple(
        (
            label("rule", key, lang),
            plan.labels.get(f"{criterion.by}={rest[0]}", rest[0]) if rest else "",
            expression,
        )
        for (key, *rest), expression in criterion.conditions()
    )


_REST = Words(
    "Anders: niet voldaan. Ontbreekt een waarde waarop de regel steunt: niet te beoordelen.",
    "Otherwise: not met. Where a value is missing that the rule rests on: not assessable.",
)


def criterion_blocks(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[b.Block | None]:
    one = plan.criteria[id]
    scale = scales(plan, id)
    if len(scale) == 1:
        zones = (f"{zone.words(lang)}: {label('verdict', zone.verdict, lang)}" for zone in scale[0].zones)
        yield b.Paragraph(f"{upper(plan.labels[scale[0].name])}. {upper('; '.join(zones))}.", "lead")
    shown = scale_blocks(plan, id, shelf.cases.get(plan.reference, ()), lang)
    yield section_in(lang, "scale", ("Waar een waarde valt", "Where a value falls"), *shown)
    said = (*rule_blocks(shelf, plan, one, lang), b.Paragraph(_REST[lang]))
    yield section_in(lang, "rule", ("De regel", "The rule"), *said)
    yield _edges(shelf, plan, shelf.owner(plan, "criteria", id).criteria[id], lang)
    yield from b.prose(one.note)
    yield reconsidered(one.reconsider, lang)
    yield _by_version(shelf, plan, id, lang)
    judges = shelf.links(plan, "roles", one.judges)
    settled = facts_in(
        lang,
        ("doel", "purpose", marked("purpose", one.purpose, lang)),
        ("sterkte", "strength", marked("strength", one.strength or NOT_SAID, lang)),
        ("eigenaar van de regel", "owner of the rule", owner_of(plan.shared, one.owner)),
        ("geldig", "valid", valid_in_words(one.valid, lang)),
        ("wie oordeelt in de grijze zone", "who judges in the grey zone", judges),
        ("meetfout", "error of measurement", error_in_words(one, lang)),
        ("bron ervan", "its source", cited(plan.shared, one.error.source, lang) if one.error else ""),
        ("toelichting", "explanation", b.authored(one.error.note or "") if one.error else ""),
    )
    yield section_in(lang, "settled", ("Wat erover vastligt", "What is settled about it"), settled)


def reconsidered(text: str | None, lang: Lang) -> b.Section | None:
    """What would make the author choose otherwise."""
    return b.section("reconsider", upper(label("part", "reconsider", lang)), *b.prose(text))


def _by_version(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> b.Section | None:
    """The rule in every version that has it, where there are several."""
    found = [
        one for one in shelf.versions(shelf.owner(plan, "criteria", id).id) if id in one.protocol.criteria
    ]
    rows = (
        (
            b.Link(one.protocol.version, b.Ref(one.reference, "criteria", id)),
            b.Lines(
                tuple(
                    f"{upper(what)}{f' ({option})' if option else ''}: {in_rule(one, e.said, lang)}"
                    for what, option, e in rule_parts(one, one.criteria[id], lang)
                )
            ),
            valid_in_words(one.criteria[id].valid, lang),
            b.Lines(standing(one.protocol, lang)),
        )
        for one in found
    )
    columns = heads(
        lang,
        "versie|regel|de regel zelf geldt|de versie is",
        "version|rule|the rule itself is valid|the version is",
    )
    caption = Words("De regel in elke versie die hem heeft", "The rule in every version that has it")[lang]
    shown = b.table(columns, rows, caption) if len(found) > 1 else None
    return section_in(lang, "versions", ("De regel per versie", "The rule by version"), shown)


def rule_blocks(shelf: Shelf, plan: Plan, one: Criterion, lang: Lang) -> Iterator[b.Block]:
    """The conditions in words and exactly; of a criterion by choice a table, an option a row."""
    rules = rule_parts(plan, one, lang)
    if one.by is None:
        for what, _, e in rules:
            yield b.Rule(upper(what), f"{in_rule(plan, e.said, lang)}.", shelf.exact(plan, e.said))
        return
    parts = tuple(dict.fromkeys(what for what, _, _ in rules))
    told = {
        (what, option): b.Lines((upper(in_rule(plan, e.said, lang)), shelf.exact(plan, e.said)))
        for what, option, e in rules
    }
    rows = tuple(
        (option, *(told.get((part, option), "–") for part in parts))
        for option in dict.fromkeys(option for _, option, _ in rules)
    )
    caption = Words("De regel per keuze", "The rule by choice")[lang]
    yield b.Table((plan.labels.get(one.by, one.by), *parts), rows, caption)


def _edges(shelf: Shelf, plan: Plan, typed: Criterion, lang: Lang) -> b.Section | None:
    """Each edge of the rule; those that are stated elsewhere lead to where they are."""
    counts: dict[tuple[Edge, str], list[str]] = {}
    for what, option, e in rule_parts(plan, typed, lang):
        for edge in edges(e.tree, plan.cutoffs):
            counts.setdefault((edge, what), []).append(option)
    shown = (True, True, True, typed.by is not None, any(edge.named for edge, _ in counts))
    head = heads(
        lang, "grens|in woorden|telt voor|bij|vastgelegd in", "edge|in words|counts for|for|settled in"
    )
    own = Words("dit criterium", "this criterion")[lang]
    rows = (
        (
            shelf.exact(plan, edge.tree),
            upper(in_rule(plan, edge.tree, lang)),
            what,
            "; ".join(dict.fromkeys(filter(None, options))),
            shelf.links(plan, "cutoffs", edge.named, "; ") or own,
        )
        for (edge, what), options in counts.items()
    )
    caption = Words("Elke grens in deze regel", "Every edge in this rule")[lang]
    table = b.table(tuple(compress(head, shown)), (tuple(compress(row, shown)) for row in rows), caption)
    return section_in(lang, "edges", ("Grenzen", "Edges"), table)


def rests_on(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> b.Section | None:
    rows = (
        (
            shelf.link(plan, "fields", name),
            shelf.link(plan, "roles", plan.fields[name].from_),
            shelf.link(plan, "steps", plan.step_of[name]) if name in plan.step_of else "",
        )
        for name in sorted(plan.reads(id), key=list(plan.fields).index)
    )
    head = heads(lang, "vraag|van wie|in stap", "question|from whom|in step")
    caption = Words("Antwoorden waarop het steunt", "Answers it rests on")[lang]
    return section_in(lang, "rests-on", ("Steunt op", "Rests on"), b.table(head, rows, caption))


_ELSE_SAID = Words("Anders wordt gezegd", "Otherwise it is said")


def ensure_blocks(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[b.Block | None]:
    one, typed = plan.ensure[id], shelf.owner(plan, "ensure", id).ensure[id]
    uncounted = Words(
        "Klopt dit niet, dan telt geen van deze antwoorden mee tot er een verbeterd is.",
        "Where this does not hold, none of these answers counts until one is corrected.",
    )
    yield b.Rule(
        upper(Words("altijd", "always")[lang]),
        f"{in_rule(plan, one.that.tree, lang)}.",
        shelf.exact(plan, typed.that.tree),
    )
    yield facts_in(
        lang,
        ("antwoorden", "answers", shelf.links(plan, "fields", one.answers, "; ")),
        (_ELSE_SAID.nl.lower(), _ELSE_SAID.en.lower(), b.authored(one.message)),
    )
    yield b.Paragraph(uncounted[lang])


def hypothesis_blocks(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[b.Block | None]:
    one = plan.hypotheses[id]
    serving = (shelf.link(other, "steps", step) for other, _, step in shelf.steps_of(plan, "hypotheses", id))
    yield facts_in(
        lang,
        ("onderzoeksvraag", "research question", b.authored(one.question)),
        ("gaat over", "is about", label("about", one.about, lang)),
        ("als ze klopt", "if it holds", b.authored(one.if_so)),
        ("als ze niet klopt", "if it does not", b.authored(one.if_not)),
        ("criteria die beslissen", "criteria that decide", shelf.links(plan, "criteria", one.criteria, "; ")),
        ("stappen die ervoor dienen", "steps that serve it", b.joined(serving, "; ")),
    )


# ---- in sentences


def read_aloud(plan: Plan, group: str, id: str, lang: Lang) -> Iterator[str]:
    """A derived value, a criterion, a decision or what holds between answers, in whole sentences."""
    one = getattr(plan, group)[id]
    if group == "ensure":
        yield f"{upper(in_rule(plan, one.that.tree, lang))}."
        yield f"{_ELSE_SAID[lang]}: {one.message}"
        return
    if group == "derived":
        yield f"{upper(one.says)}: {in_rule(plan, one.is_.tree, lang)}."
        return
    yield f"{upper(one.says)}." if group == "criteria" else one.title
    if group == "criteria":
        for what, option, e in rule_parts(plan, one, lang):
            yield f"{upper(what)}{f' ({option})' if option else ''}: {in_rule(plan, e.said, lang)}."
        if one.judges:
            judges = ", ".join(role(plan, id) for id in one.judges)
            yield f"{Words('Wie oordeelt', 'Who judges')[lang]}: {judges}."
        sources = "; ".join(str(item) for item in cited(plan.shared, one.source, lang).items)
        yield f"{label('thing', 'sources', lang)}: {sources}."
    else:
        *rules, rest = (*rules_in_words(plan, one, lang), *([] if one.otherwise else [""]))
        yield from (f"{number}. {words}" for number, words in enumerate(rules, 1))
        if rest:
            yield rest
