"""A protocol, or one definition of it, as sections: the same shapes a report is made of."""

from __future__ import annotations

from typing import Any

from prodia.language import say as aloud
from prodia.model.plan import Plan
from prodia.telling.blocks import Block, Bullets, Cell, Facts, Grid, Marked, Paragraph, Section
from prodia.telling.outcomes import cell_in_words, cited
from prodia.telling.values import in_words, role
from prodia.words import Lang, Words
from prodia.words.dates import day
from prodia.words.labels import label as word

_KINDS = {
    "phases": Words("Fase", "Phase"),
    "steps": Words("Stap", "Step"),
    "fields": Words("Vraag", "Question"),
    "derived": Words("Afgeleide waarde", "Derived value"),
    "cutoffs": Words("Grens", "Cut-off"),
    "criteria": Words("Criterium", "Criterion"),
    "hypotheses": Words("Hypothese", "Hypothesis"),
    "decisions": Words("Beslissing", "Decision"),
    "roles": Words("Rol", "Role"),
}
_PLURAL = {
    "phases": Words("Fasen en stappen", "Phases and steps"),
    "roles": Words("Rollen", "Roles"),
    "fields": Words("Vragen", "Questions"),
    "hypotheses": Words("Hypothesen", "Hypotheses"),
    "criteria": Words("Criteria", "Criteria"),
    "decisions": Words("Beslissingen", "Decisions"),
}


def kinds(plan: Plan) -> tuple[str, ...]:
    return tuple(_KINDS)


def whole(plan: Plan, lang: Lang) -> tuple[Section, ...]:
    """A protocol in short: what it is, its phases and steps, and the ids of what is in it."""
    p = plan.protocol
    facts: list[tuple[str, Cell]] = [
        (Words("versie", "version")[lang], f"{plan.reference} ({word('status', p.status, lang)})"),
        (Words("geldig", "valid")[lang], _valid(p.valid, lang)),
        (Words("vult aan", "supplements")[lang], p.supplements or "-"),
        (Words("digest", "digest")[lang], Marked(plan.digest, "quiet")),
    ]
    sections = [Section("protocol", p.title, (Paragraph(p.summary), Facts(tuple(facts))))]
    rows: list[tuple[Cell, ...]] = []
    for id, phase in plan.phases.items():
        rows.append((Marked(phase.title, "strong"), Marked(id, "quiet"), role(plan, phase.leads)))
        rows += [
            (f"  {s.title}", Marked(n, "quiet"), role(plan, s.by))
            for n, s in plan.steps.items()
            if s.phase == id
        ]
    columns = (Words("wat", "what")[lang], "id", Words("wie", "who")[lang])
    sections.append(Section("phases", _PLURAL["phases"][lang], (Grid(columns, tuple(rows)),)))
    for kind in ("roles", "fields", "hypotheses", "criteria", "decisions"):
        listed: list[tuple[Cell, ...]] = [
            (one.ask if kind == "fields" else getattr(one, "title", None) or one.says, Marked(n, "quiet"))
            for n, one in getattr(plan, kind).items()
        ]
        if listed:
            sections.append(Section(kind, _PLURAL[kind][lang], (Grid(columns[:2], tuple(listed)),)))
    text = p.disclaimer.of("team") if p.disclaimer else None
    if text:
        sections.append(
            Section("disclaimer", Words("Ter informatie", "Please note")[lang], (Paragraph(text, "quiet"),))
        )
    return tuple(sections)


def thing(plan: Plan, kind: str, id: str, lang: Lang) -> Section:
    """One definition of a protocol."""
    one = getattr(plan, kind)[id]
    makers: dict[str, Any] = {
        "phases": _phase,
        "steps": _step,
        "fields": _field,
        "derived": _derived,
        "cutoffs": _cutoff,
        "criteria": _criterion,
        "hypotheses": _hypothesis,
        "decisions": _decision,
        "roles": _role,
    }
    return Section(id, f"{_KINDS[kind][lang]} {id}", tuple(makers[kind](plan, id, one, lang)))


def _valid(valid: Any, lang: Lang) -> str:
    start = f"{Words('vanaf', 'from')[lang]} {day(valid.from_, lang)}"
    return (
        start
        if valid.to is None
        else f"{start} {Words('tot en met', 'up to and including')[lang]} {day(valid.to, lang)}"
    )


def _facts(lang: Lang, *rows: tuple[str, str, Any]) -> Facts:
    return Facts(tuple((Words(nl, en)[lang], value) for nl, en, value in rows if value))


def _phase(plan: Plan, id: str, one: Any, lang: Lang) -> list[Block]:
    steps = tuple(f"{s.title} ({n})" for n, s in plan.steps.items() if s.phase == id)
    after = ", ".join(plan.phases[a].title for a in one.after)
    facts = _facts(
        lang,
        ("leidt", "leads", role(plan, one.leads)),
        ("na", "after", after),
        ("verplicht", "required", word("truth", one.required, lang)),
        ("bron", "source", cited(plan, one.source, lang)),
    )
    return [Paragraph(one.title, "strong"), Paragraph(one.says), facts, *([Bullets(steps)] if steps else [])]


def _step(plan: Plan, id: str, one: Any, lang: Lang) -> list[Block]:
    facts = _facts(
        lang,
        ("fase", "phase", plan.phases[one.phase].title),
        ("wie", "who", role(plan, one.by)),
        ("doet", "does", word("does", one.does, lang)),
        ("als", "when", aloud(one.when.tree, lang, plan.labels, plan.types) if one.when else ""),
        ("vormen", "kinds", "; ".join(word("mode", m, lang) for m in one.modes)),
        ("dient", "serves", "; ".join(plan.hypotheses[h].title for h in one.serves)),
        ("beslist", "decides", "; ".join(plan.decisions[d].title for d in one.decisions)),
    )
    asks = tuple(f"{plan.fields[f].ask} ({f})" for f in one.fields)
    return [Paragraph(one.title, "strong"), Paragraph(one.says), facts, *([Bullets(asks)] if asks else [])]


def _field(plan: Plan, id: str, one: Any, lang: Lang) -> list[Block]:
    options = "; ".join(f"{text} ({o})" for o, text in one.options.items())
    facts = _facts(
        lang,
        ("van", "from", role(plan, one.from_)),
        ("antwoord", "answer", options or one.value_type.words()[lang]),
        ("bereik", "range", one.value_type.range_words()[lang]),
        ("waarvoor", "what for", one.purpose),
        ("wie leest mee", "who may read", ", ".join(word("audience", a, lang) for a in one.audience)),
        ("hulp", "help", one.help),
    )
    return [Paragraph(one.ask, "strong"), facts]


def _derived(plan: Plan, id: str, one: Any, lang: Lang) -> list[Block]:
    said = aloud(one.is_.tree, lang, plan.labels, plan.types)
    facts = _facts(
        lang, ("is", "is", said), ("in het kort", "in short", str(one.is_)), ("noot", "note", one.note)
    )
    return [Paragraph(one.says, "strong"), facts]


def _cutoff(plan: Plan, id: str, one: Any, lang: Lang) -> list[Block]:
    facts = _facts(
        lang,
        ("is", "is", in_words(one.is_, one.type, lang)),
        ("eigenaar", "owner", one.owner),
        ("geldig", "valid", _valid(one.valid, lang)),
        ("bron", "source", cited(plan, one.source, lang)),
        ("noot", "note", getattr(one, "note", None)),
    )
    return [Paragraph(one.says, "strong"), facts]


def _criterion(plan: Plan, id: str, one: Any, lang: Lang) -> list[Block]:
    facts = _facts(
        lang,
        ("voldaan als", "met if", _conditions(plan, one, "met", lang)),
        ("oordeel als", "judge if", _conditions(plan, one, "judge", lang)),
        ("wie oordeelt", "who judges", ", ".join(role(plan, r) for r in one.judges)),
        ("waarvoor", "what for", word("purpose", one.purpose, lang)),
        ("sterkte", "strength", word("strength", one.strength, lang)),
        ("eigenaar", "owner", one.owner),
        ("geldig", "valid", _valid(one.valid, lang)),
        ("bron", "source", cited(plan, one.source, lang)),
        ("noot", "note", one.note),
    )
    return [Paragraph(one.says, "strong"), facts]


def _conditions(plan: Plan, one: Any, part: str, lang: Lang) -> str:
    condition = getattr(one, part)
    if condition is None:
        return ""
    if not isinstance(condition, dict):
        return aloud(condition.tree, lang, plan.labels, plan.types)
    return "\n".join(
        f"{plan.labels.get(f'{one.by}={o}', o)}: {aloud(c.tree, lang, plan.labels, plan.types)}"
        for o, c in condition.items()
    )


def _hypothesis(plan: Plan, id: str, one: Any, lang: Lang) -> list[Block]:
    facts = _facts(
        lang,
        ("vraag", "question", one.question),
        ("als ze klopt", "if it holds", one.if_so),
        ("als ze niet klopt", "if it does not", one.if_not),
        ("criteria", "criteria", "; ".join(plan.criteria[c].says for c in one.criteria)),
    )
    return [Paragraph(one.title, "strong"), facts]


def _decision(plan: Plan, id: str, one: Any, lang: Lang) -> list[Block]:
    """The table as a table, verdicts and options in words."""
    columns = tuple(plan.labels.get(h.cell.text, h.cell.text) for h in one.table.inputs)
    outputs = tuple(f"-> {c.text}" for c in one.table.outputs)
    rows: list[tuple[Cell, ...]] = []
    for number, rule in enumerate(one.table.rules, 1):
        when = tuple(
            cell_in_words(cell.text, plan, head.cell.text, lang) if cell.text != "-" else Marked("-", "quiet")
            for head, (cell, _) in zip(one.table.inputs, rule.when, strict=True)
        )
        rows.append((str(number), *when, *_outputs(one, [c.text for c in rule.then])))
    if one.otherwise:
        rest = _outputs(one, [one.otherwise.get(c.text, "") for c in one.table.outputs])
        rows.append(
            (Marked(Words("anders", "else")[lang], "quiet"), *(Marked("", "quiet") for _ in columns), *rest)
        )
    facts = _facts(
        lang,
        ("beslist door", "decided by", ", ".join(role(plan, r) for r in one.by)),
        ("waarvoor", "what for", word("purpose", one.purpose, lang)),
        ("treffer", "hit policy", one.hit),
        ("bron", "source", cited(plan, one.source, lang)),
        ("noot", "note", one.note),
    )
    return [Paragraph(one.title, "strong"), Grid(("", *columns, *outputs), tuple(rows)), facts]


def _outputs(one: Any, texts: list[str]) -> tuple[Cell, ...]:
    first = one.outcomes[texts[0]].title if texts and texts[0] in one.outcomes else texts[0]
    return (Marked(first, "strong"), *texts[1:])


def _role(plan: Plan, id: str, one: Any, lang: Lang) -> list[Block]:
    facts = _facts(lang, ("kant", "side", word("side", one.side, lang)), ("wie", "who", one.about))
    return [Paragraph(one.title, "strong"), facts]
