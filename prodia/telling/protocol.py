"""A protocol told: the whole, its register of questions and values, and every definition in it.

>>> definition(Shelf.of(plan), plan, "criteria", "ernst", "nl")     # doctest: +SKIP
"""

# One function a kind of definition gives its blocks; `definition` puts marks, sources and administration
# around them. A page of the site and `prodia show` print this document, so they say the same sentences.
# Long because every kind of thing in a protocol is told here, and nowhere else.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from prodia.case.structure import not_followed
from prodia.model.made import abilities, reliability
from prodia.model.parts import AUDIENCES, Cited
from prodia.model.plan import Plan
from prodia.model.protocol import PREFIX as CUTOFF
from prodia.model.protocol import Asked
from prodia.model.series import Series
from prodia.model.tested import Administration, Screening
from prodia.telling import blocks as b
from prodia.telling import values as words_of
from prodia.telling.cutoffs import cutoff_blocks, days_of, figures
from prodia.telling.forms import NO_ANSWER, sheet
from prodia.telling.instrument import tools_table
from prodia.telling.readers import letter_link
from prodia.telling.rules import (
    criterion_blocks,
    decision_blocks,
    ensure_blocks,
    hypothesis_blocks,
    rests_on,
)
from prodia.telling.shelf import Shelf, called
from prodia.telling.values import cited
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.lists import upper
from prodia.words.numbers import counted, day, number, percent

_NOWHERE = Words(
    "Nergens: geen regel, stap of beslissing verwijst hierheen.",
    "Nowhere: no rule, step or decision refers to it.",
)


# ---- one definition


def definition(shelf: Shelf, plan: Plan, group: str, id: str, lang: Lang) -> b.Document:
    """One definition of a protocol. Its own words are in the language of the plan, the others in ``lang``.

    ``group`` is one of :data:`prodia.model.protocol.PARTS`.
    """
    one, owner = getattr(plan, group)[id], shelf.owner(plan, group, id)
    name = f"{CUTOFF}{id}" if group == "cutoffs" else id
    marks = (label("thing", group, lang), owner.reference, b.Code(name), *words_of.standing(owner, lang))
    found: list[b.Block | None] = [b.Strip(marks)]
    found.append(words_of.brought_by(plan, group, id, lang))
    found += _MAKERS[group](shelf, plan, id, lang)
    found.append(words_of.sources_section(plan.shared, getattr(one, "source", ()), lang))
    if group in ("criteria", "steps"):
        found += words_of.texts(one.texts, lang)
    found += _back(shelf, plan, group, id, lang)
    found.append(words_of.administration(shelf, owner, (group, id), lang))
    return b.document(upper(called(one)), lang, b.Ref(owner.reference, group, id), *found)


def _back(shelf: Shelf, plan: Plan, group: str, id: str, lang: Lang) -> Iterator[b.Block | None]:
    """What a criterion rests on, and where a definition is read."""
    owner = shelf.owner(plan, group, id).reference
    if group == "criteria":
        yield rests_on(shelf, plan, id, lang)
    if group in ("criteria", "fields", "derived"):
        yield words_of.used_in((one.link(lang) for one in shelf.reading(owner, id)), _NOWHERE, lang)


# ---- phases, steps, roles


def _phase(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[b.Block | None]:
    phase = plan.phases[id]
    yield from b.prose(phase.says, "lead")
    skipped = Words("nee, nooit", "no, never") if phase.required else Words("ja", "yes")
    yield words_of.facts_in(
        lang,
        ("trekker", "leads", shelf.link(plan, "roles", phase.leads)),
        ("binnen", "within", shelf.link(plan, "phases", phase.within) if phase.within else ""),
        ("na", "after", shelf.links(plan, "phases", phase.after)),
        ("mag overgeslagen worden", "may be skipped", skipped[lang]),
    )
    if phase.doors is not None:
        yield from words_of.doors(phase.doors, lang)
    steps = (
        b.Line(
            (shelf.link(one, "steps", step), b.Marked(f" ({p.title} {p.version}) ", "quiet"), b.Code(step))
        )
        for one, p, step in shelf.steps_of(plan, "phases", id)
    )
    yield b.section("steps", label("things", "steps", lang), b.bullets(steps))


def _step(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[b.Block | None]:
    """What to do, with what, what to note of whom, and what becomes of it; what is settled comes last."""
    step = plan.steps[id]
    yield from b.prose(step.says, "lead")
    typed = shelf.owner(plan, "steps", id).steps[id].when
    when: b.Cell = ""
    if step.when is not None and typed is not None:
        when = b.Lines((words_of.in_rule(plan, step.when.tree, lang), shelf.exact(plan, typed.tree)))
    who = b.joined((shelf.link(plan, "roles", step.by), f" {label('does', step.does, lang)}"), "")
    yield words_of.facts_in(
        lang,
        ("wie", "who", who),
        ("fase", "phase", shelf.link(plan, "phases", step.phase)),
        ("duur", "takes", words_of.about_minutes(step.minutes, lang)),
        ("alleen als", "only if", when),
        ("dient voor", "serves", shelf.links(plan, "hypotheses", step.serves)),
    )
    actions = b.bullets(map(b.authored, step.actions), ordered=True)
    yield b.section("actions", upper(label("part", "actions", lang)), actions)
    tools = tuple(dict.fromkeys(i for name in step.fields if (i := plan.fields[name].instrument)))
    known = (shelf.shared.instruments[one] for one in tools if one in shelf.shared.instruments)
    yield words_of.section_in(lang, "tools", ("Waarmee", "With what"), tools_table(shelf, known, lang))
    columns = words_of.heads(lang, "vraag|van wie|soort antwoord", "question|from whom|kind of answer")
    asked = (
        (
            shelf.link(plan, "fields", name),
            _of_whom(shelf, plan, name),
            plan.types[name].words()[lang],
        )
        for name in step.fields
    )
    table = b.table(columns, asked, Words("Vragen van deze stap", "Questions of this step")[lang])
    none = b.Paragraph(NO_ANSWER[lang]) if table else None
    yield words_of.section_in(
        lang, "questions", ("Wat u noteert, en van wie", "What you note, and of whom"), table, none
    )
    yield words_of.section_in(
        lang, "then", ("Wat ermee gebeurt", "What becomes of it"), *_then(shelf, plan, id, lang)
    )
    yield words_of.section_in(
        lang, "settled", ("Wat vastligt", "What is settled"), _settled(shelf, plan, id, lang)
    )
    yield words_of.section_in(
        lang, "form", ("Formulier om af te drukken", "Form to print"), *sheet(plan, id, lang)
    )


def _then(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[b.Block | None]:
    """The criteria that rest on what is asked here, the decisions taken, and the steps before and after."""
    step, order = plan.steps[id], list(plan.steps)
    read = (name for name in plan.criteria if plan.reads(name) & set(step.fields))
    at = order.index(id)
    around = [order[n] if 0 <= n < len(order) else "" for n in (at - 1, at + 1)]
    before, after = (shelf.link(plan, "steps", one) if one else "" for one in around)
    yield words_of.facts_in(
        lang,
        ("neemt mee in", "counts in", shelf.links(plan, "criteria", read, "; ")),
        ("beslist", "decides", shelf.links(plan, "decisions", step.decisions)),
        ("hiervoor", "before this", before),
        ("hierna", "after this", after),
    )


def _settled(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> b.Facts | None:
    step = plan.steps[id]
    guarded = Words("ja", "yes")
    if not step.pupil:
        guarded = Words(
            "nee: deze stap bevat niets over een leerling", "no: this step holds nothing about a pupil"
        )
    return words_of.facts_in(
        lang,
        ("bij", "in", ", ".join(label("mode", mode, lang) for mode in step.modes)),
        ("geldig", "valid", words_of.valid_in_words(step.valid, lang)),
        ("toestemming nodig", "consent needed", guarded[lang]),
        ("bestemd voor", "meant for", words_of.audiences_in_words(step.audiences, lang)),
    )


def _role(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[b.Block | None]:
    one = plan.roles[id]
    yield words_of.facts_in(
        lang,
        ("id", "id", b.Code(id)),
        ("kant", "side", label("side", one.side, lang)),
        ("wie", "who", b.authored(one.about or "")),
    )


# ---- questions and values


def _of_whom(shelf: Shelf, plan: Plan, field: str) -> b.Inline:
    """Whose answer it is, and through whom it is asked where that is another, each a link."""
    one = plan.fields[field]
    return shelf.links(plan, "roles", filter(None, (one.from_, one.via)), ", via ")


def _field(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[b.Block | None]:
    field, step = plan.fields[id], plan.step_of.get(id)
    instrument: b.Inline = field.instrument or ""
    if known := plan.shared.instruments.get(field.instrument or ""):
        instrument = b.Link(known.title, b.Ref("", "instruments", field.instrument or ""))
    options = tuple(b.Line((words, " (", b.Code(option), ")")) for option, words in field.options.items())
    yield words_of.facts_in(
        lang,
        ("soort antwoord", "kind of answer", words_of.type_in_words(field.type, lang)),
        ("bereik", "range", field.value_type.range_words()[lang]),
        ("keuzes", "choices", b.Lines(options) if options else ""),
        ("van wie", "from whom", _of_whom(shelf, plan, id)),
        ("waarvoor", "what for", b.authored(field.purpose)),
        ("wie mag het zien", "who may see it", words_of.audiences_in_words(field.audience, lang)),
        ("gevoeligheid", "sensitivity", label("sensitivity", field.sensitivity or words_of.NOT_SAID, lang)),
        ("instrument", "instrument", instrument),
        ("betrouwbaarheid", "reliability", number(error.reliability, lang) if (error := field.error) else ""),
        ("bron ervan", "its source", cited(plan.shared, error.source, lang) if error else ""),
        ("toelichting", "explanation", b.authored(field.help or "")),
        ("gevraagd in", "asked in", shelf.link(plan, "steps", step) if step else ""),
        ("geldig", "valid", words_of.valid_in_words(field.valid, lang)),
        ("in samenhang met", "consistent with", _consistency(shelf, plan, id)),
    )
    if field.series is not None:
        yield from _series(shelf, plan, field.series, lang)
    if field.administered is not None:
        yield _administered(plan, field.administered, lang)
    if field.screening is not None:
        yield _screening(plan, id, field.screening, lang)


def _administered(plan: Plan, one: Administration, lang: Lang) -> b.Facts | None:
    """Which score of the test answers, and what is done where the test does not fit."""
    stale, group, again = one.stale, one.group, one.again
    years = {"n": str(stale.years)} if stale else {}
    weeks = {"n": str(again.weeks)} if again else {}
    of = ", ".join((*group.countries, *group.languages)) if group else ""
    rows = (
        (stale, _GUARDS["stale"].fill(lang, years)),
        (group, _GUARDS["group"][lang] + (f" ({of})" if of else "")),
        (one.withdrawn, _GUARDS["withdrawn"][lang]),
        (again, _GUARDS["again"].fill(lang, weeks)),
    )
    guards = (f"{words}: {label('then', guard.then, lang)}" for guard, words in rows if guard is not None)
    sources = tuple(source for guard in one.guards for source in guard.source)
    return words_of.facts_in(
        lang,
        ("test", "test", f"{one.scale}, {label('scale', one.read, lang)}"),
        ("vorm van de test", "form of the test", one.form or ""),
        ("past de test niet", "where the test does not fit", b.Lines(tuple(guards))),
        ("bron ervan", "its source", cited(plan.shared, sources, lang) if sources else ""),
    )


_GUARDS = {
    "stale": Words("normen van meer dan {n} jaar oud", "norms of more than {n} years old"),
    "group": Words("een normgroep die niet past", "a norm group that does not fit"),
    "withdrawn": Words("een ingetrokken of vervangen test", "a test that is withdrawn or replaced"),
    "again": Words("dezelfde test binnen {n} weken", "the same test within {n} weeks"),
}


def _screening(plan: Plan, id: str, one: Screening, lang: Lang) -> b.Facts | None:
    """The chance before, and after a score in each stretch."""
    told, low = [], None
    for stretch in one.ratios:
        ends = [] if low is None else [f"{Words('vanaf', 'from')[lang]} {number(low, lang)}"]
        ends += (
            []
            if stretch.below is None
            else [f"{Words('onder', 'below')[lang]} {number(stretch.below, lang)}"]
        )
        after, ratio = percent(one.after(stretch.ratio), lang, 1), number(stretch.ratio, lang)
        told.append(f"{', '.join(ends)}: {after} ({Words('verhouding', 'ratio')[lang]} {ratio})")
        low = stretch.below
    return words_of.facts_in(
        lang,
        ("screening op", "screening for", b.authored(one.of)),
        ("kans vooraf", "chance before", percent(one.prior, lang, 1)),
        ("kans na de score", "chance after the score", b.Lines(tuple(told))),
        ("naam in regels", "name in rules", b.Code(f"{id}.posterior")),
        ("bron ervan", "its source", cited(plan.shared, one.source, lang)),
    )


_NOT_DECLARED = Words("niet opgegeven", "not declared")


def _series(shelf: Shelf, plan: Plan, one: Series, lang: Lang) -> Iterator[b.Block | None]:
    """What a series is held against, and where that comes from."""

    def told(value: float | None) -> str:
        return _NOT_DECLARED[lang] if value is None else number(value, lang)

    goal = told(one.goal_rate)
    if one.goal is not None and one.goal_day is not None:
        goal = f"{number(one.goal, lang)}, {day(one.goal_day, lang)}"
    yield words_of.facts_in(
        lang,
        ("reeks", "series", label("series direction", one.direction, lang)),
        ("tijd", "time", label("clock", one.clock, lang)),
        ("metingen per week", "measurements a week", number(one.per_week, lang)),
        ("op één dag", "on one day", label("same day", one.same_day, lang)),
        ("vormen", "forms", label("forms", one.forms, lang)),
        ("telt", "counts", label("help phase", one.over, lang) if one.over else ""),
        ("doel", "goal", goal),
        ("stilstand", "standing still", number(one.standstill, lang)),
        ("zekerheid van elke grens", "certainty of each bound", percent(one.confidence, lang)),
        ("meetfout", "error of measurement", told(one.see)),
        ("eigenaar", "owner", words_of.owner_of(plan.shared, one.owner)),
        ("bron", "source", cited(plan.shared, one.source, lang)),
        ("toelichting", "explanation", b.authored(one.note or "")),
    )


def _consistency(shelf: Shelf, plan: Plan, field: str) -> b.Cell:
    """What must hold between an answer and others."""
    return shelf.links(plan, "ensure", (id for id, one in plan.ensure.items() if field in one.answers), "; ")


def _derived(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[b.Block | None]:
    value, typed = plan.derived[id], shelf.owner(plan, "derived", id).derived[id]
    if value.battery is not None:
        yield _battery(shelf, plan, id, lang)
        return
    yield words_of.facts_in(
        lang,
        ("soort", "kind", words_of.type_in_words(value.type, lang)),
        ("berekening", "calculation", words_of.in_rule(plan, value.is_.tree, lang)),
        ("precies", "exactly", shelf.exact(plan, typed.is_.tree)),
        ("toelichting", "explanation", b.authored(value.note or "")),
    )


def _battery(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> b.Facts | None:
    """The tests that make one score, what else is read of them, and where the correlations come from."""
    value = plan.derived[id]
    one = value.battery
    assert one is not None
    covered = abilities(one, plan.fields, plan.shared.instruments)
    told = (
        f"{ability}: {', '.join(plan.labels[name] for name in tests)}" for ability, tests in covered.items()
    )
    parts = (name for name in plan.derived if name.startswith(f"{id}."))
    r, rows = (
        reliability(one, plan.fields),
        (" ".join(number(x, lang) for x in row) for row in one.correlations),
    )
    return words_of.facts_in(
        lang,
        ("soort", "kind", words_of.type_in_words(value.type, lang)),
        ("samengesteld uit", "made of", shelf.links(plan, "fields", one.tests)),
        ("gewichten", "weights", " ".join(number(x, lang) for x in one.weights)),
        ("correlaties", "correlations", b.Lines(tuple(rows))),
        ("betrouwbaarheid", "reliability", number(round(r, 3), lang) if r is not None else ""),
        (
            "zekerheid van de grenzen",
            "certainty of the bounds",
            percent(one.level, lang) if one.level else "",
        ),
        ("brede vaardigheden", "broad abilities", b.Lines(tuple(told)) if covered else ""),
        ("ook te lezen", "read too", b.Lines(tuple(b.Code(name) for name in parts))),
        ("bron", "source", cited(plan.shared, one.source, lang)),
        ("toelichting", "explanation", b.authored(value.note or "")),
    )


def values(shelf: Shelf, plan: Plan, lang: Lang) -> b.Document:
    """The register: what is asked, of whom, for what, who may see it; and what is computed from it."""
    p = plan.protocol
    asked = (_entry(shelf, plan, "fields", id, lang) for id in p.fields)
    computed = (_entry(shelf, plan, "derived", id, lang) for id in p.derived)
    first = words_of.section_in(lang, "what-asked", ("Wat er gevraagd wordt", "What is asked"), *asked)
    heading = ("Wat eruit berekend wordt", "What is computed from it")
    second = words_of.section_in(lang, "what-computed", heading, *computed)
    nothing = Words(
        "Dit protocol voegt zelf geen vragen of waarden toe.", "This protocol adds no questions or values."
    )
    found = (first, second) if first or second else (b.Paragraph(nothing[lang]),)
    title = Words("Vragen en waarden", "Questions and values")[lang]
    return b.document(
        title, lang, b.Ref(p.reference, "values"), *found, words_of.administration(shelf, p, (), lang)
    )


def _entry(shelf: Shelf, plan: Plan, group: str, id: str, lang: Lang) -> b.Section | None:
    """A question or a value within the register; its id is its name in rules."""
    one, owner = getattr(plan, group)[id], shelf.owner(plan, group, id).reference
    uses = tuple(dict.fromkeys(one.link(lang) for one in shelf.reading(owner, id)))
    more = words_of.facts_in(
        lang,
        (words_of.USED_IN.nl.lower(), words_of.USED_IN.en.lower(), b.Lines(uses)),
        ("naam in regels", "name in rules", b.Code(id)),
        ("geschreven in", "written in", b.Code(shelf.origin(owner, (group, id)))),
    )
    made = (*_MAKERS[group](shelf, plan, id, lang), more)
    rows = [row for block in made if block is not None for row in getattr(block, "rows", ())]
    return b.section(id, upper(called(one)), b.facts(rows))


_MAKERS: Mapping[str, Callable[[Shelf, Plan, str, Lang], Iterator[b.Block | None]]] = {
    "phases": _phase,
    "steps": _step,
    "fields": _field,
    "ensure": ensure_blocks,
    "derived": _derived,
    "cutoffs": cutoff_blocks,
    "criteria": criterion_blocks,
    "hypotheses": hypothesis_blocks,
    "decisions": decision_blocks,
    "roles": _role,
}


# ---- the whole


def protocol(shelf: Shelf, plan: Plan, lang: Lang, holds: str = "") -> b.Document:
    """A protocol version: what it is, its phases and steps, and a list of all that is in it.

    ``holds``: whether it holds on the day on which it is told.
    """
    p = plan.protocol
    found: list[b.Block | None] = [
        b.Strip(tuple(filter(None, (b.Code(p.reference), *words_of.standing(p, lang), holds)))),
        *b.prose(p.summary, "lead"),
        *(b.Paragraph(b.Spoken(said, spoken)) for spoken, said in _also(plan)),
        _useful(shelf, plan, lang),
        _strip(plan, lang),
    ]
    if warning := words_of.heard(plan, "disclaimer", "team"):
        found.append(b.Note("warning", Words("Vooraf", "First")[lang], b.prose(warning)))
    found += [*words_of.doors(p.doors, lang), questions(shelf, plan, lang)]
    phases = (_chapter(shelf, plan, id, lang) for id in plan.phases)
    found.append(words_of.section_in(lang, "phases", ("Fasen en stappen", "Phases and steps"), *phases))
    if (ideas := p.inspiration) is not None:
        heading = ("Om op ideeën te komen", "To get ideas from")
        sources = words_of.sources_section(plan.shared, ideas.source, lang)
        needs = b.bullets(map(b.authored, ideas.needs))
        found.append(
            words_of.section_in(lang, "inspiration", heading, b.Paragraph(_IDEAS[lang]), needs, sources)
        )
    found += _lists(shelf, plan, lang)
    found.append(_card(shelf, plan, lang, holds))
    return b.document(f"{p.title} {p.version}", lang, b.Ref(p.reference, "protocol"), *found)


def _also(plan: Plan) -> Iterator[tuple[str, str]]:
    """What it is in a language in which no more is said, after what that language calls itself."""
    for lang, said in plan.also.items():
        yield lang, f"{_CALLED[lang]}: {' – '.join(said.values())}"


_CALLED = {"fr": "français"}


_IDEAS = Words(
    "Dit is geen lijst om af te vinken. Lees ze samen, neem wat past in de woorden van deze leerling, en "
    "laat de rest. Wat er niet bij staat, telt even goed.",
    "This is no list to tick. Read it together, take what fits in the words of this pupil, and leave the "
    "rest. What is not in it counts just as well.",
)


def _useful(shelf: Shelf, plan: Plan, lang: Lang) -> b.Block | None:
    """Where one goes from here: to walk through it, to examples, to what each reader is told."""
    p, above, before = plan.protocol, plan.parent, shelf.previous(plan)
    here, there = ("op uw toestel", "on your machine"), ("in de browser", "in the browser")
    where = here if not_followed(plan) else there
    walk = Words(f"vraag na vraag, {where[0]}", f"question by question, {where[1]}")[lang]
    cases = Words("uitgewerkte, verzonnen trajecten", "worked cases, made up")[lang]
    examples = b.Link(cases, b.Ref(p.reference, "cases")) if shelf.cases.get(p.reference) else ""
    letter = letter_link(shelf, plan, lang)
    register = Words("register van alle vragen en waarden", "register of all questions and values")[lang]
    readers = (b.Link(label("audience", one, lang), b.Ref(p.reference, "audience", one)) for one in AUDIENCES)
    against = Words("tegenover {version}", "against {version}")
    changes: b.Cell = ""
    if before is not None:
        words = against.fill(lang, {"version": before.version})
        changes = b.Link(words, b.Ref(p.reference, "changes", before.version))
    above_link: b.Cell = ""
    if above is not None:
        to = b.Link(above.title, b.Ref(above.reference, "protocol"))
        above_link = b.Line((to, " ", b.Code(above.reference)))
    log = Words("in elke versie", "in every version")[lang]
    blocks = (words_of.block_link(one) for one in p.blocks)
    return words_of.facts_in(
        lang,
        ("doorloop", "walkthrough", b.Link(walk, b.Ref(p.reference, "walkthrough"))),
        ("wat gezegd wordt aan", "what is said to", b.joined(readers, ", ")),
        ("voorbeelden", "examples", b.joined(filter(None, (examples, letter)), ", ")),
        ("vragen en waarden", "questions and values", b.Link(register, b.Ref(p.reference, "values"))),
        ("wat er veranderde", "what changed", changes),
        ("wijzigingen", "changes", b.Link(log, b.Ref("", "log", p.id)) if p.id in shelf.logs else ""),
        ("vult aan", "supplements", above_link),
        ("gebruikt de blokken", "uses the blocks", b.joined(blocks, "; ")),
    )


def block(shelf: Shelf, reference: str, lang: Lang) -> b.Document:
    """A block: what it is, which protocols take it in, and each part of it as the newest of these has it."""
    plans = [plan for plan in shelf.plans.values() if reference in plan.protocol.uses]
    plan, one = plans[-1], shelf.blocks[reference]
    users = (
        b.Link(f"{p.protocol.title} {p.protocol.version}", b.Ref(p.reference, "protocol")) for p in plans
    )
    found: list[b.Block | None] = [
        b.Strip(
            (label("thing", "blocks", lang), b.Code(reference), words_of.marked("status", one.status, lang))
        ),
        *b.prose(one.summary, "lead"),
        words_of.facts_in(
            lang,
            ("gebruikt door", "used by", b.joined(users, "; ")),
            ("eigenaar", "owner", one.owner),
            ("in de plaats kwam", "in its place came", one.successor or ""),
        ),
    ]
    for group, columns in _COLUMNS.items():
        rows = (_listed(shelf, plan, group, id, lang) for id in getattr(one, group))
        table = b.table(words_of.heads(lang, *columns), rows, label("things", group, lang))
        found.append(b.section(group, label("things", group, lang), table))
    steps = b.bullets(_step_line(shelf, plan, step, lang) for step in one.steps)
    found.append(b.section("steps", label("things", "steps", lang), steps))
    return b.document(one.title, lang, b.Ref("", "blocks", reference), *found)


def questions(shelf: Shelf, plan: Plan, lang: Lang) -> b.Section | None:
    """The questions with which people come, each with its answer and where more of it stands."""
    more = Words("Meer: ", "More: ")[lang]
    rows = (
        (one.question, b.Lines((b.authored(one.answer), b.Line((more, seen(shelf, plan, one))))))
        for one in plan.protocol.faq.values()
    )
    return b.section("questions", upper(label("source", "faq", lang)), b.facts(rows))


def seen(shelf: Shelf, plan: Plan, one: Asked, words: str = "") -> b.Inline:
    """A link to the part that a question leads to."""
    group, _, id = one.see.partition(".")
    return shelf.link(plan, group, id, words)


def _card(shelf: Shelf, plan: Plan, lang: Lang, holds: str) -> b.Block | None:
    """What whoever keeps the protocol wants to know of it."""
    p, tier = plan.protocol, shelf.tiers.get(plan.reference)
    others = (one for one in shelf.heads(p.id) if one.reference != p.reference)
    other_links = (b.Link(one.version, b.Ref(one.reference, "protocol")) for one in others)
    found = words_of.facts_in(
        lang,
        ("andere versies", "other versions", b.joined(other_links, ", ")),
        ("status", "status", words_of.marked("status", p.status, lang)),
        ("geldig", "valid", words_of.valid_in_words(p.valid, lang)),
        ("geldt vandaag", "holds today", holds),
        ("trede", "tier", label("tier", tier, lang) if tier else ""),
        ("eigenaar", "owner", p.owner),
        ("nagelezen door", "reviewed by", ", ".join(p.reviewers) or words_of.NOT_REVIEWED[lang]),
        ("medisch doel", "medical purpose", label("medical", p.medical_purpose, lang)),
        ("geschreven in", "written in", b.Code(shelf.origin(p.reference, ()))),
        ("vingerafdruk", "digest", b.Code(plan.digest)),
    )
    return b.Details(words_of.ADMINISTRATION[lang], (found,)) if found else None


def _strip(plan: Plan, lang: Lang) -> b.Strip:
    """The phases in one line, each with how many steps it has and how many of them only this protocol has."""
    own = plan.protocol.steps if plan.parent is not None else {}
    found: list[b.Inline] = []
    for id, phase in plan.phases.items():
        steps = [step for step, one in plan.steps.items() if one.phase == id]
        mine = sum(step in own for step in steps)
        said = counted(len(steps), "steps", lang) if steps else ""
        adds = Words(f"{mine} eigen", f"{mine} of its own")[lang] if mine else ""
        if not adds and plan.parent is not None and id in plan.protocol.chapters:
            adds = Words("eigen uitleg", "words of its own")[lang]
        told = ", ".join(filter(None, (said, adds)))
        link = b.Link(upper(phase.title), b.Anchor(f"phase-{id}"))
        more = b.Mark("phase", "own" if adds else "general", f"({told})", "quiet")
        found.append(b.Line((link, " ", more)) if told else link)
    return b.Strip(tuple(found), label("things", "phases", lang))


def _chapter(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> b.Section | None:
    """One phase: who leads it, its steps in order, and the four doors in the words of this protocol."""
    phase = plan.phases[id]
    steps = (_step_line(shelf, plan, step, lang) for step, one in plan.steps.items() if one.phase == id)
    leads = (Words("Trekker: ", "Leads: ")[lang], shelf.link(plan, "roles", phase.leads))
    more = Words(". Meer over deze fase: ", ". More about this phase: ")[lang]
    lead = b.Line((*leads, more, shelf.link(plan, "phases", id), " ", b.Code(id)))
    told = plan.chapters.get(id)
    rows = ((label("door", key, lang), b.authored(text)) for key, text in told) if told else ()
    listed = b.bullets(steps, ordered=True)
    return b.section(f"phase-{id}", upper(phase.title), b.Paragraph(lead), listed, b.facts(rows))


def _step_line(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> b.Inline:
    step = plan.steps[id]
    general = Words(", uit het algemene protocol", ", of the general protocol")[lang]
    does = b.Mark("does", step.does, label("does", step.does, lang), "quiet")
    closes = b.Marked(f"{'' if id in plan.protocol.steps else general}) ", "quiet")
    opens = (b.Marked(" (", "quiet"), does, b.Marked(": ", "quiet"))
    links = (shelf.link(plan, "steps", id), *opens, shelf.link(plan, "roles", step.by))
    return b.Line((*links, closes, b.Code(id)))


def _lists(shelf: Shelf, plan: Plan, lang: Lang) -> Iterator[b.Section | None]:
    """This protocol's own definitions, each group a table with the ids; then what it inherits; then roles."""
    p = plan.protocol
    for group, columns in _COLUMNS.items():
        rows = (_listed(shelf, plan, group, id, lang) for id in getattr(p, group))
        table = b.table(words_of.heads(lang, *columns), rows, _OWN[group][lang])
        yield b.section(group, label("things", group, lang), table)
    inherited = (
        b.joined((f"{label('thing', group, lang)}: ", shelf.link(plan, group, id), " ", b.Code(id)), "")
        for group in (*_COLUMNS, "roles")
        for id in getattr(plan, group)
        if id not in getattr(p, group)
    )
    yield words_of.section_in(
        lang, "general", ("Uit het algemene protocol", "Of the general protocol"), b.bullets(inherited)
    )
    roles = (
        b.section(f"rol-{id}", upper(p.roles[id].title), *_role(shelf, plan, id, lang)) for id in p.roles
    )
    yield b.section("roles", label("things", "roles", lang), *roles)


_COLUMNS: Mapping[str, tuple[str, str]] = {
    "criteria": ("criterium|id|doel|sterkte|geldig|bron", "criterion|id|purpose|strength|valid|source"),
    "cutoffs": ("grens|id|waarde|geldig|bron", "cut-off|id|value|valid|source"),
    "decisions": ("beslissing|id|doel|wie beslist", "decision|id|purpose|who decides"),
    "hypotheses": ("hypothese|id|gaat over", "hypothesis|id|is about"),
    "fields": ("vraag|id|van wie|in stap", "question|id|from whom|in step"),
    "ensure": ("samenhang|id|antwoorden", "consistency|id|answers"),
    "derived": ("afgeleide waarde|id|soort", "derived value|id|kind"),
}
_OWN = {
    "criteria": Words("Criteria van dit protocol", "Criteria of this protocol"),
    "cutoffs": Words(
        "Grenzen die op meer plaatsen gelden, elk een keer vastgelegd",
        "Cut-offs that hold in more places, each settled once",
    ),
    "decisions": Words("Beslissingen van dit protocol", "Decisions of this protocol"),
    "hypotheses": Words("Hypothesen van dit protocol", "Hypotheses of this protocol"),
    "fields": Words("Vragen van dit protocol", "Questions of this protocol"),
    "ensure": Words(
        "Wat tussen antwoorden van dit protocol moet kloppen",
        "What must hold between answers of this protocol",
    ),
    "derived": Words("Afgeleide waarden van dit protocol", "Derived values of this protocol"),
}


def _listed(shelf: Shelf, plan: Plan, group: str, id: str, lang: Lang) -> tuple[b.Cell, ...]:
    """One definition as a row: what it is called, its id, and what one wants to know of all of them."""
    one = getattr(plan, group)[id]
    more: tuple[b.Cell, ...] = ()
    match group:
        case "criteria":
            marks = (
                words_of.marked("purpose", one.purpose, lang),
                words_of.marked("strength", one.strength or words_of.NOT_SAID, lang),
            )
            more = (*marks, words_of.valid_in_words(one.valid, lang), _confidence(one.source, lang))
        case "cutoffs":
            sources = [cited for value in one.figures for cited in value.source]
            more = figures(one, lang), days_of(one, lang), _confidence(sources, lang)
        case "decisions":
            more = words_of.marked("purpose", one.purpose, lang), shelf.links(plan, "roles", one.by)
        case "hypotheses":
            more = (label("about", one.about, lang),)
        case "fields":
            step = plan.step_of.get(id)
            asked = shelf.link(plan, "steps", step) if step else ""
            more = _of_whom(shelf, plan, id), asked
        case "ensure":
            more = (shelf.links(plan, "fields", one.answers, "; "),)
        case "derived":
            more = (one.type.words()[lang],)
    return shelf.link(plan, group, id, upper(called(one))), b.Code(id), *more


def _confidence(cited: Iterable[Cited], lang: Lang) -> b.Inline:
    marks = dict.fromkeys(words_of.marked("confidence", one.confidence, lang) for one in cited)
    return b.joined(marks, ", ")
