"""The pages of one protocol version: the protocol itself, its phases, its steps, its questions and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prodia.language import say
from prodia.model.parts import AUDIENCES, Cited, Doors, Texts
from prodia.model.plan import Plan
from prodia.site.book import GROUPS, Book, Here, Page, blocks, figure, period
from prodia.site.text import (
    Html,
    facts,
    heading,
    inline,
    join,
    line,
    listing,
    note,
    prose,
    table,
    tag,
    upper,
)
from prodia.words.labels import label as word

DOORS = (
    ("short", "In het kort"),
    ("start", "Aan de slag"),
    ("learn", "Leer bij"),
    ("more", "Nog meer weten"),
)
_MEDICAL = {"none": "geen", "possible": "mogelijk", "yes": "ja"}


def menu(plan: Plan, *rest: str) -> tuple[str, ...]:
    """The place of a page of this protocol in the menu."""
    return ("Protocollen", f"{plan.protocol.title} {plan.protocol.version}", *rest)


def doors(found: Doors, level: int) -> Html:
    """The four doors, always in the same order and by the same names."""
    return blocks(*(blocks(heading(level, name), prose(getattr(found, key))) for key, name in DOORS))


def texts(found: Texts | None, level: int) -> Html:
    """What is said to each audience, each in its own words."""
    if found is None:
        return Html("")
    said = [(a, text) for a in AUDIENCES if (text := found.of(a))]
    return blocks(*(blocks(heading(level, f"Voor {word('audience', a, 'nl')}"), prose(t)) for a, t in said))


def protocol_page(book: Book, plan: Plan) -> Page:
    path = f"{book.folder(plan.reference)}/index.md"
    here, p = Here(book, path), plan.protocol
    warning = p.disclaimer or (plan.parent.disclaimer if plan.parent else None)
    body = blocks(
        heading(1, f"{p.title} {p.version}"),
        tag("div", prose(p.summary), class_="lead"),
        note("Vooraf", prose(warning.team), "warning") if warning and warning.team else Html(""),
        _card(here, plan),
        doors(p.doors, 2),
        heading(2, "Fasen en stappen"),
        *_phases(here, plan),
        *_lists(here, plan),
        _roles(plan),
    )
    return Page(path, f"{p.title} {p.version}", menu(plan), body)


def _card(here: Here, plan: Plan) -> Html:
    p, book = plan.protocol, here.book
    folder = book.folder(plan.reference)
    others = [one for one in book.versions(p.id) if one is not plan]
    links = [here.to(f"{book.folder(one.reference)}/index.html", one.protocol.version) for one in others]
    before = previous(book, plan)
    changes = f"{folder}/verschil-met-{before.protocol.version}.html" if before else ""
    above = plan.parent
    rows = [
        ("Versie", line(p.version)),
        ("Andere versies", join(links, ", ")),
        (
            "Wat er veranderde",
            here.to(changes, f"tegenover {before.protocol.version}") if before else Html(""),
        ),
        ("Status", line(word("status", p.status, "nl"))),
        ("Geldig", line(period(p.valid))),
        ("Eigenaar", line(p.owner)),
        ("Nagelezen door", line(", ".join(p.reviewers) or "nog niet nagelezen")),
        ("Medisch doel", line(_MEDICAL[p.medical_purpose])),
        (
            "Vult aan",
            here.to(f"{book.folder(above.reference)}/index.html", above.title) if above else Html(""),
        ),
        ("Vragen en waarden", here.to(f"{folder}/waarden.html", "register van alle vragen en waarden")),
        ("Voorbeelden", here.to(f"{folder}/voorbeelden.html", "uitgewerkte, verzonnen trajecten")),
        ("Geschreven in", here.origin(plan.reference, ())),
        ("Vingerafdruk", tag("code", line(plan.digest), class_="digest") if plan.digest else Html("")),
    ]
    if not book.cases.get(plan.reference):
        rows = [row for row in rows if row[0] != "Voorbeelden"]
    return facts(rows)


def previous(book: Book, plan: Plan) -> Plan | None:
    """The version of the same protocol right before this one."""
    versions = book.versions(plan.protocol.id)
    at = versions.index(plan)
    return versions[at - 1] if at else None


def _phases(here: Here, plan: Plan) -> Iterator[Html]:
    for id, phase in plan.phases.items():
        steps = [step for step in plan.steps if plan.steps[step].phase == id]
        if not steps and id not in plan.chapters:
            continue
        yield blocks(
            heading(3, phase.title),
            tag(
                "p",
                join((line("Trekker: "), here.role(plan, phase.leads), Html(". "), _whole(here, plan, id))),
            ),
            listing((_step_line(here, plan, step) for step in steps), ordered=True),
            _chapter(plan.chapters[id]) if id in plan.chapters else Html(""),
        )


def _chapter(found: Doors) -> Html:
    """The four doors of one phase, in the words of this protocol, short enough for a list."""
    return facts((name, inline(getattr(found, key))) for key, name in DOORS)


def _whole(here: Here, plan: Plan, id: str) -> Html:
    return join((line("Meer over deze fase: "), here.thing(plan, "phases", id), Html(".")))


def _step_line(here: Here, plan: Plan, id: str) -> Html:
    step = plan.steps[id]
    general = "" if id in plan.protocol.steps else ", uit het algemene protocol"
    tail = f" ({word('does', step.does, 'nl')}{general})"
    return join((here.thing(plan, "steps", id), tag("small", line(tail))), " ")


def _lists(here: Here, plan: Plan) -> Iterator[Html]:
    """Criteria, decisions and hypotheses: this protocol's own first, then what it inherits."""
    p = plan.protocol
    rows = [
        (
            here.thing(plan, "criteria", id, upper(one.says)),
            line(word("purpose", one.purpose, "nl")),
            line(word("strength", one.strength, "nl")),
            line(period(one.valid)),
            _confidence(one.source),
        )
        for id, one in p.criteria.items()
    ]
    head = [line(t) for t in ("Criterium", "Doel", "Sterkte", "Geldig", "Bron")]
    if rows:
        yield blocks(heading(2, "Criteria"), table("Criteria van dit protocol", head, rows))
    yield _cutoffs(here, plan)
    for group in ("decisions", "hypotheses"):
        own = [here.thing(plan, group, id) for id in getattr(p, group)]
        if own:
            yield blocks(heading(2, GROUPS[group][2]), listing(own))
    inherited = [
        join((line(GROUPS[group][1]), Html(": "), here.thing(plan, group, id)))
        for group in ("criteria", "cutoffs", "decisions", "hypotheses")
        for id in getattr(plan, group)
        if id not in getattr(p, group)
    ]
    if inherited:
        yield blocks(heading(2, "Uit het algemene protocol"), listing(inherited))


def _cutoffs(here: Here, plan: Plan) -> Html:
    rows = [
        (
            here.thing(plan, "cutoffs", id, upper(one.says)),
            line(figure(one)),
            line(period(one.valid)),
            _confidence(one.source),
        )
        for id, one in plan.protocol.cutoffs.items()
    ]
    head = [line(t) for t in ("Grens", "Waarde", "Geldig", "Bron")]
    told = table("Grenzen die op meer plaatsen gelden, elk een keer vastgelegd", head, rows)
    return blocks(heading(2, "Grenzen"), told) if rows else Html("")


def _confidence(cited: Iterable[Cited]) -> Html:
    return line(", ".join(dict.fromkeys(word("confidence", one.confidence, "nl") for one in cited)))


def _roles(plan: Plan) -> Html:
    rows = [
        tag(
            "div",
            join(
                (
                    tag("dt", line(role.title)),
                    tag("dd", join((line(word("side", role.side, "nl")), _about(role.about)))),
                )
            ),
            id=f"rol-{id}",
        )
        for id, role in plan.protocol.roles.items()
    ]
    return blocks(heading(2, "Rollen"), tag("dl", join(rows, "\n"), class_="facts")) if rows else Html("")


def _about(text: str | None) -> Html:
    return join((Html(": "), inline(text))) if text else Html("")


def phase_page(book: Book, plan: Plan, id: str) -> Page:
    path = book.address(plan, "phases", id).replace(".html", ".md")
    here, phase = Here(book, path), plan.phases[id]
    steps = [
        join(
            (
                here.thing(one, "steps", step),
                tag("small", line(f" ({one.protocol.title} {one.protocol.version})")),
            )
        )
        for one in book.supplementing(plan)
        for step, what in one.protocol.steps.items()
        if what.phase == id
    ]
    rows = [
        ("Trekker", here.role(plan, phase.leads)),
        ("Binnen", here.thing(plan, "phases", phase.within) if phase.within else Html("")),
        ("Na", join((here.thing(plan, "phases", one) for one in phase.after), ", ")),
        ("Mag overgeslagen worden", line("nee, nooit" if phase.required else "ja")),
    ]
    body = blocks(
        heading(1, phase.title),
        tag("div", prose(phase.says), class_="lead"),
        facts(rows),
        doors(phase.doors, 2) if phase.doors else Html(""),
        blocks(heading(2, "Stappen"), listing(steps)) if steps else Html(""),
        blocks(heading(2, "Bronnen"), here.sources(phase.source)) if phase.source else Html(""),
        here.standing(plan, ("phases", id)),
    )
    return Page(path, phase.title, menu(plan, "Fasen"), body)


def step_page(book: Book, plan: Plan, id: str) -> Page:
    path = book.address(plan, "steps", id).replace(".html", ".md")
    here, step = Here(book, path), plan.steps[id]
    when = Html("")
    typed = plan.protocol.steps[id].when
    if step.when is not None and typed is not None:
        said = line(say(step.when.tree, "nl", plan.labels, plan.types))
        when = join((said, Html("<br>"), here.expression(plan, typed.tree)))
    guarded = "ja" if step.pupil else "nee: deze stap bevat niets over een leerling"
    rows = [
        ("Fase", here.thing(plan, "phases", step.phase)),
        ("Wie", join((here.role(plan, step.by), line(f" {word('does', step.does, 'nl')}")), "")),
        ("Bij", line(", ".join(word("mode", mode, "nl") for mode in step.modes))),
        ("Alleen als", when),
        ("Toestemming nodig", line(guarded)),
        ("Bestemd voor", line(", ".join(word("audience", a, "nl") for a in step.audiences))),
        ("Dient voor", join((here.thing(plan, "hypotheses", h) for h in step.serves), ", ")),
        ("Beslissingen", join((here.thing(plan, "decisions", d) for d in step.decisions), ", ")),
    ]
    asked = [
        (
            here.thing(plan, "fields", name, plan.fields[name].ask),
            here.role(plan, plan.fields[name].from_),
            line(plan.types[name].words().nl),
        )
        for name in step.fields
    ]
    head = [line(t) for t in ("Vraag", "Aan wie", "Soort antwoord")]
    body = blocks(
        heading(1, step.title),
        tag("div", prose(step.says), class_="lead"),
        facts(rows),
        blocks(heading(2, "Wat er gevraagd wordt"), table("Vragen van deze stap", head, asked))
        if asked
        else Html(""),
        texts(step.texts, 2),
        here.standing(plan, ("steps", id)),
    )
    return Page(path, step.title, menu(plan, "Stappen"), body)


def pages(book: Book, plan: Plan) -> Iterator[Page]:
    yield protocol_page(book, plan)
    for id in plan.protocol.phases:
        yield phase_page(book, plan, id)
    for id in plan.protocol.steps:
        yield step_page(book, plan, id)
