"""A version of a protocol told: its worked cases, what changed since another version, what a move changes."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.case.expect import came
from prodia.case.follow import Followed
from prodia.case.move import Preview
from prodia.model.events import Administered, CaseFile, Expected
from prodia.model.parts import Valid
from prodia.model.plan import Plan
from prodia.model.protocol import PARTS, Criterion, Cutoff
from prodia.problems.cases import NOT_ASKED_THERE
from prodia.telling import blocks as b
from prodia.telling import values
from prodia.telling.cutoffs import figures
from prodia.telling.rules import outcome_title, rule_parts, rules_in_words
from prodia.telling.shelf import Shelf, called
from prodia.words import Lang, Words
from prodia.words.labels import LABELS, label
from prodia.words.lists import upper
from prodia.words.numbers import day

_MADE_UP = Words(
    "Verzonnen trajecten. Wat eruit komt wordt bij elke wijziging getest.",
    "Made-up cases, in the language in which they were written. What comes out is tested at every change.",
)
_OTHERS = Words("Andere voorbeelden", "Other examples")
_REFUSED = Words("De laatste gebeurtenis wordt geweigerd", "The last event is refused")
_FROM_TO = Words("{first} tot {last}", "{first} to {last}")


def cases(shelf: Shelf, plan: Plan, lang: Lang) -> b.Document:
    """Every worked case of a version, by the decision that it first says something of."""
    title = Words("Uitgewerkte voorbeelden", "Worked examples")[lang]
    order = tuple(dict.fromkeys((*plan.protocol.decisions, *plan.decisions)))  # its own first
    groups: dict[str, list[b.Section | None]] = {}
    for one in shelf.cases.get(plan.reference, ()):
        first = next((id for id in order if id in one.expect.proposes), "")
        groups.setdefault(first, []).append(_case(shelf, plan, one, lang))
    told = [
        b.section(f"by-{id or 'none'}", plan.decisions[id].title if id else _OTHERS[lang], *groups[id])
        for id in (*order, "")
        if id in groups
    ]
    last = values.administration(shelf, plan.protocol, (), lang)
    lead = b.Paragraph(_MADE_UP[lang], "lead")
    return b.document(title, lang, b.Ref(plan.reference, "cases"), lead, *told, last)


def _case(shelf: Shelf, plan: Plan, case: CaseFile, lang: Lang) -> b.Section | None:
    first, last = (day(case.events[at].on, lang) for at in (0, -1))
    when = first if first == last else _FROM_TO.fill(lang, {"first": first, "last": last})
    expected = tuple(b.Line((name, ": ", value)) for name, value in _expected(shelf, plan, case.expect, lang))
    facts = values.facts_in(
        lang,
        ("wanneer", "when", when),
        ("gebeurtenissen", "events", str(len(case.events))),
        ("wat eruit komt", "what comes out", b.Lines(expected) if expected else ""),
        ("geschreven in", "written in", b.Code(shelf.origin(plan.reference, ("cases", case.case)))),
    )
    own = values.in_dutch(lang)
    why = b.spoken(b.prose(case.why), own)
    return b.section(case.case, case.title, *why, facts, *_drawn(shelf, plan, case, lang), lang=own)


def _drawn(shelf: Shelf, plan: Plan, case: CaseFile, lang: Lang) -> Iterator[b.Block]:
    """Of a case in which a test is given: the scores as a picture."""
    if any(isinstance(event, Administered) for event in case.events):
        from prodia.telling.scores import profiles  # draws

        ran = came(shelf.plans, case, plan.reference).case
        found = profiles(ran.state, lang, name=case.case) if ran is not None else None
        yield from found.blocks if found is not None else ()


def _expected(shelf: Shelf, plan: Plan, found: Expected, lang: Lang) -> Iterator[tuple[b.Inline, b.Inline]]:
    for id, verdict in found.verdicts.items():
        yield shelf.link(plan, "criteria", id), values.marked("verdict", verdict, lang)
    for id, outcome in found.proposes.items():
        yield shelf.link(plan, "decisions", id), outcome_title(plan, id, outcome, lang)
    for id, kept in found.hypotheses.items():
        yield shelf.link(plan, "hypotheses", id), values.marked("hypothesis", kept, lang)
    for id, word in found.steps.items():
        yield shelf.link(plan, "steps", id), label("step", word, lang)
    for id, value in found.values.items():
        plain = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
        group = "fields" if id in plan.fields else "derived"
        yield shelf.link(plan, group, id), values.named_value(plan, id, plain, lang)
    for id in found.contradictions or ():
        yield label("thing", "ensure", lang), shelf.link(plan, "ensure", id)
    if found.phase:
        known = plan.phases.get(found.phase)
        yield label("thing", "phases", lang), known.title if known else found.phase
    if found.refused:
        yield _REFUSED[lang], b.Code(found.refused)


# ---- what changed between two versions: each rule before and after, from the two themselves

_COMPARED = Words(
    "Wat volgt is vergeleken uit de twee versies zelf, en niet met de hand geschreven.",
    "What follows is compared from the two versions themselves, and not written by hand.",
)
_NOTHING = Words(
    "Geen enkele regel, stap, vraag of tekst verschilt.", "No rule, step, question or text differs."
)
_ABSENT = Words("(was er niet, of is weg)", "(was not there, or is gone)")


def changes(shelf: Shelf, old: Plan, new: Plan, lang: Lang) -> b.Document:
    """Cut-offs, rules and decisions that differ, then what is new, gone, or other in its words."""
    was, now = old.protocol.version, new.protocol.version
    words = Words("{title}: van {was} naar {now}", "{title}: from {was} to {now}")
    title = words.fill(lang, {"title": new.protocol.title, "was": was, "now": now})
    sides = (f"in {was}", f"in {now}")
    edges = (*values.heads(lang, "grens", "cut-off"), *sides)
    parts = (*values.heads(lang, "criterium|onderdeel", "criterion|part"), *sides)
    figures = b.table(edges, _figures(shelf, old, new, lang), _FIGURES[lang])
    rules = b.table(parts, _criteria(shelf, old, new, lang), _RULES[lang])
    decisions = _decisions(shelf, old, new, lang)
    found: list[b.Block | None] = [
        b.section("cutoffs", _FIGURES[lang], figures),
        b.section("criteria", _RULES[lang], rules),
        values.section_in(
            lang, "decisions", ("Beslissingen die veranderden", "Decisions that changed"), *decisions
        ),
        values.section_in(lang, "new", ("Nieuw", "New"), b.bullets(_only(shelf, new, old, lang))),
        values.section_in(lang, "gone", ("Vervallen", "Gone"), b.bullets(_only(shelf, old, new, lang))),
        values.section_in(lang, "other", _OTHER, b.bullets(_other(shelf, old, new, lang))),
    ]
    if not any(found):
        found = [b.Paragraph(_NOTHING[lang])]
    about = b.Ref(new.protocol.reference, "changes", was)
    return b.document(title, lang, about, b.Paragraph(_COMPARED[lang], "lead"), *found)


_FIGURES = Words("Grenzen die veranderden", "Cut-offs that changed")
_RULES = Words("Regels die veranderden", "Rules that changed")
_OTHER = ("Anders van inhoud of woorden", "Other in content or words")


def _figures(shelf: Shelf, old: Plan, new: Plan, lang: Lang) -> Iterator[tuple[b.Cell, ...]]:
    """One row for every cut-off whose figure or kind is another one."""
    for id, after in new.protocol.cutoffs.items():
        before = old.protocol.cutoffs.get(id)
        if before is not None and (_of(before), before.type) != (_of(after), after.type):
            label = shelf.link(new, "cutoffs", id, upper(after.says))
            yield label, figures(before, lang), figures(after, lang)


def _of(one: Cutoff) -> tuple[tuple[float, Valid | None], ...]:
    """The figures of a cut-off, and the days of each where there are several."""
    return tuple((float(v.is_), v.valid if one.values else None) for v in one.figures)


def _criteria(shelf: Shelf, old: Plan, new: Plan, lang: Lang) -> Iterator[tuple[b.Cell, ...]]:
    """One row for every condition that is not the same any more, with the figures of its cut-offs."""
    for id, after in new.protocol.criteria.items():
        if id not in old.protocol.criteria:
            continue
        was = _conditions(shelf, old, old.criteria[id], lang)
        now = _conditions(shelf, new, new.criteria[id], lang)
        for part in dict.fromkeys((*was, *now)):
            before, later = was.get(part, _ABSENT[lang]), now.get(part, _ABSENT[lang])
            if _exact(before) != _exact(later):
                yield shelf.link(new, "criteria", id, upper(after.says)), part, before, later


def _exact(cell: b.Cell) -> str:
    """The rule itself, whatever what it reads is called."""
    return str(cell.items[-1]) if isinstance(cell, b.Lines) else str(cell)


def _conditions(shelf: Shelf, plan: Plan, one: Criterion, lang: Lang) -> dict[str, b.Cell]:
    return {
        " – ".join(filter(None, (what, option))): b.Lines(
            (values.in_rule(plan, e.said, lang), shelf.exact(plan, e.said))
        )
        for what, option, e in rule_parts(plan, one, lang)
    }


def _decisions(shelf: Shelf, old: Plan, new: Plan, lang: Lang) -> Iterator[b.Section | None]:
    gone, added = Words("Vervallen", "Gone")[lang], Words("Nieuw", "New")[lang]
    for id, after in new.protocol.decisions.items():
        before = old.protocol.decisions.get(id)
        if before is None:
            continue
        was, now = rules_in_words(old, before, lang), rules_in_words(new, after, lang)
        items = [f"{gone}: {rule}" for rule in was if rule not in now]
        items += [f"{added}: {rule}" for rule in now if rule not in was]
        link = b.Paragraph(shelf.link(new, "decisions", id))
        yield b.section(f"decision-{id}", after.title, link, b.List(tuple(items))) if items else None


def _only(shelf: Shelf, these: Plan, those: Plan, lang: Lang) -> Iterator[b.Inline]:
    """What stands in one version and not in the other."""
    for group in PARTS:
        for id in getattr(these.protocol, group):
            if id not in getattr(those.protocol, group):
                yield _link(shelf, these, group, id, lang)


def _other(shelf: Shelf, old: Plan, new: Plan, lang: Lang) -> Iterator[b.Inline]:
    for group in PARTS:
        for id, thing in getattr(new.protocol, group).items():
            before = getattr(old.protocol, group).get(id)
            if before is not None and before != thing:
                keys = [k for k in type(thing).model_fields if getattr(before, k) != getattr(thing, k)]
                words = ", ".join(dict.fromkeys(_part(key, lang) for key in keys))
                yield b.joined((_link(shelf, new, group, id, lang), b.Marked(f" ({words})", "quiet")), "")


def _part(key: str, lang: Lang) -> str:
    """A key of a definition as a reader knows it; any other key as it is written."""
    return label("part", key, lang) if key in LABELS["part"] else key.rstrip("_")


def _link(shelf: Shelf, plan: Plan, group: str, id: str, lang: Lang) -> b.Inline:
    thing = getattr(plan.protocol, group)[id]
    return b.joined((f"{label('thing', group, lang)}: ", shelf.link(plan, group, id, called(thing))), "")


# ---- a move to another version


def moved(preview: Preview, before: Plan, after: Plan, lang: Lang) -> tuple[b.Section | None, ...]:
    """What a move changes: verdicts, proposals, answers that do not carry over, what opens."""
    rows: list[tuple[b.Cell, ...]] = []
    for name, was, now in preview.verdicts:
        says = (after if name in after.criteria else before).labels.get(name, name)
        rows.append((says, *(values.marked("verdict", word, lang) if word else "-" for word in (was, now))))
    for name, *outcomes in preview.proposals:
        title = (after if name in after.decisions else before).decisions[name].title
        pairs = zip((before, after), outcomes, strict=True)
        rows.append((title, *(outcome_title(plan, name, one, lang) if one else "-" for plan, one in pairs)))
    columns = values.heads(lang, "wat|nu|daarna", "what|now|afterwards")
    same = Words("er verandert niets in wat er uitkomt", "nothing changes in what comes out")
    carried = Words("{n} antwoorden gaan mee", "{n} answers carry over")
    items: list[b.Inline] = [carried.fill(lang, {"n": str(len(preview.carried))})]
    items += [f"{before.labels.get(n, n)}: {values.reason(after, p, lang)}" for n, p in preview.dropped]
    again = Words("opnieuw te oordelen", "to be judged again")[lang]
    items += [b.Marked(f"{again}: {before.labels.get(n, n)}", "open") for n in preview.lapsed]
    items += [f"{Words('komt open', 'opens')[lang]}: {_need(after, n, lang)}" for n in preview.opened]
    items += [f"{Words('valt weg', 'falls away')[lang]}: {_need(before, n, lang)}" for n in preview.closed]
    if preview.version is not None:
        items.append(b.Marked(preview.version.message(lang), "open"))
    heading = Words("Verhuizen naar {to}", "Moving to {to}").fill(lang, {"to": preview.to})
    table = b.table(columns, rows) or b.List((b.Marked(same[lang], "good"),))
    return (b.section("move", heading, table, b.List(tuple(items))),)


def _need(plan: Plan, need: str, lang: Lang) -> str:
    """A need of a preview, as its kind and the title of what it is about."""
    kind, _, id = need.partition(":")
    title = label("audience", id, lang) if kind == "share" else plan.labels.get(id, id)
    return f"{label('need', kind, lang)}: {title}"


def gone_along(found: Followed, lang: Lang) -> tuple[b.Section | None, ...]:
    """What a case took along to another protocol, and what it left with why; the consent among it."""
    here, there = found.closed.plan, found.opened.plan
    carried = b.bullets(here.labels.get(name, name) for name in found.carried)
    unasked = [name for name, why in found.left if why.kind is NOT_ASKED_THERE]
    rows = (
        (here.labels.get(name, name), values.reason(here, why, lang))
        for name, why in found.left
        if name not in unasked
    )
    others = b.bullets(here.labels.get(name, name) for name in unasked)
    heading = b.Paragraph(Words("Wordt daar niet gevraagd:", "Not asked there:")[lang]) if unasked else None
    columns = values.heads(lang, "antwoord|waarom niet", "answer|why not")
    consent = LABELS["consent"][found.opened.state.consent.status]
    role = there.roles.get(found.opened.state.consent.role or "")
    said = consent.fill(lang, {"role": role.title if role else ""})
    facts = values.facts_in(
        lang,
        ("naar", "to", b.Code(there.reference)),
        ("waarom", "why", found.lead.why),
        ("toestemming daar", "consent there", said),
    )
    nothing = Words("geen enkel antwoord gaat mee", "no answer goes along")[lang]
    return (
        values.section_in(lang, "lead", ("Verder in een ander protocol", "On in another protocol"), facts),
        values.section_in(lang, "carried", ("Gaat mee", "Goes along"), carried or b.Paragraph(nothing)),
        values.section_in(
            lang, "left", ("Gaat niet mee", "Does not go along"), b.table(columns, rows), heading, others
        ),
    )
