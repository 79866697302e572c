"""An instrument told: what it is, how each score is made and cut, and what that rests on.

``instrument(shelf, one, lang)``    one instrument, whole; an item text only where its makers allow it
``abilities(shelf, lang)``          the broad abilities they measure, and when a test may be called general
``breadth(found, known, lang)``     how broad one test is, or several together
"""

# Long because an instrument is one page, and each part of it is read nowhere else.

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from prodia.language import Apply, Type, say
from prodia.language.syntax.tree import Tree
from prodia.model.instrument import Abilities, Example, Flag, Instrument, Item, Scale, Stop, StopSet, limits
from prodia.model.parts import Cited
from prodia.model.scales import LINEAR
from prodia.psychometrics.coverage import Coverage, CrossBattery
from prodia.scoring.why import cuts_said, missing_said
from prodia.telling import blocks as b
from prodia.telling.scores import example_profiles
from prodia.telling.shelf import Shelf
from prodia.telling.values import USED_IN, Fact, cited, facts_in, heads, origin, section_in, sources_section
from prodia.words import Lang, Words
from prodia.words.labels import LABELS, label
from prodia.words.lists import upper
from prodia.words.numbers import age, ages, counted, day, fill, number, span

# Every page and every screen is this document. Its norms are told in telling/norms.py; here they are links.


GROUP = "instruments"
_SCORED = Words(
    "De scores worden hier uitgerekend, uit de antwoorden op elk item.",
    "The scores are worked out here, from the answer to every item.",
)
_REGISTER = Words(
    "Hier wordt niets uitgerekend: scores worden overgenomen zoals ze afgedrukt zijn. {why}",
    "Nothing is worked out here: scores are taken over as they were printed. {why}",
)
_WHY = {
    True: Words(
        "Verspreid wordt enkel dat het bestaat en voor wie; items, sleutel en normen blijven bij de makers.",
        "Only that it exists and for whom is spread; items, key and norms stay with its makers.",
    ),
    False: Words(
        "Er staan geen items in deze definitie, en zonder items is er geen sleutel.",
        "There are no items in this definition, and without items there is no key.",
    ),
}


# ---- one instrument


def instrument(
    shelf: Shelf, one: Instrument, lang: Lang, own: Instrument | None = None, *, pictures: bool = True
) -> b.Document:
    """What it is, its answers, scales, rules, errata and examples, its norms, and who asks for it.

    ``own``: the same in the language it was written in, where ``one`` is a translation; an example names a
    zone by those words. ``pictures`` False leaves the drawings out.
    """
    after = one.replaced_by and b.Link(shelf.shared.instruments[one.replaced_by].title, _ref(one.replaced_by))
    groups = ((ref, group.norms) for ref, group in shelf.norms.items() if group.norms.instrument == one.id)
    norms = tuple(
        b.Line((b.Link(norms.group, b.Ref("", "norms", ref)), f" ({ref})")) for ref, norms in groups
    )
    drawn = example_profiles(shelf, one, lang) if pictures else ()
    by_itself = ("Wat op zichzelf telt", "What matters by itself")
    told = (
        b.Paragraph(kind_in_words(one, lang), "lead"),
        section_in(lang, "flags", by_itself, *_flags(shelf, one, lang)),
        _fitness(one, norms, lang),
        facts_in(lang, *_about(one, lang), ("vervangen door", "replaced by", after)),
        section_in(lang, "answers", ("Antwoorden", "Answers"), _answers(one, lang)),
        *(_scale_section(shelf, one, id, lang) for id in one.scales),
        *(_rule_section(shelf, one, name, lang) for name in one.rules),
        section_in(lang, "errata", ("Anders dan gedrukt", "Other than printed"), *_errata(shelf, one, lang)),
        section_in(lang, "examples", ("Voorbeelden", "Examples"), *_examples(shelf, one, own or one, lang)),
        section_in(lang, "profiles", ("Een profiel", "A profile"), *drawn),
        section_in(lang, "norms", ("Normen", "Norms"), b.bullets(norms)),
        b.section("used", USED_IN[lang], b.bullets(shelf.answer(_fields_of, one.id))),
        sources_section(shelf.shared, dict.fromkeys((*one.source, *one.rating.source)), lang),
        origin(shelf, (GROUP, one.id), lang),
    )
    return b.document(one.title, lang, _ref(one.id), *told)


def _fitness(one: Instrument, norms: tuple[b.Line, ...], lang: Lang) -> b.Section | None:
    """What one wants to know before it is given; what nobody recorded is said to be so."""
    unknown = b.Marked(UNKNOWN[lang], "strong")
    known = facts_in(
        lang,
        ("normgroep", "norm group", b.Lines(norms) if norms else unknown),
        (
            "leeftijd of leerjaar",
            "age or grade",
            ages(*one.ages, lang) if one.ages else one.for_whom or unknown,
        ),
        ("beoordeling", "appraisal", _ratings(one, lang)),
        ("minder zeker voor", "less sure for", written(one.fairness) if one.fairness else unknown),
        ("nagekeken op", "checked on", day(one.checked, lang) if one.checked else unknown),
    )
    heading = ("Kan ik deze test hiervoor gebruiken?", "May I use this test for this?")
    return section_in(lang, "fitness", heading, known)


_FLAGS = Words(
    "Deze antwoorden worden eerst verteld, enkel aan het team, hoe de scores ook uitvallen en ook zonder.",
    "These answers are told first, to the team alone, whatever the scores come to, and without a score too.",
)


def _flags(shelf: Shelf, one: Instrument, lang: Lang) -> Iterator[b.Block | None]:
    """The answers that matter by themselves, and what is done then."""
    if not one.flags:
        return
    columns = heads(lang, "Waarover|Item|Antwoord|Wat het team doet", "About|Item|Answer|What the team does")
    caption = Words("Antwoorden die op zichzelf tellen", "Answers that matter by themselves")
    rows = [(flag.says, flag.item, flag_range(flag, lang), written(flag.do)) for flag in one.flags.values()]
    yield b.Paragraph(_FLAGS[lang])
    yield b.filled(columns, rows, caption[lang])
    yield facts_in(lang, _source(shelf, (c for flag in one.flags.values() for c in flag.source), lang))


def flag_range(flag: Flag, lang: Lang) -> str:
    """Which answers raise a flag: ``vanaf 1``."""
    ends = ((flag.from_, ("vanaf {n}", "from {n}")), (flag.to, ("tot en met {n}", "up to and including {n}")))
    return " ".join(fill(Words(*said), lang, n=end) for end, said in ends if end is not None)


def kind_of(one: Instrument) -> str:
    """``scored`` with items, ``register`` without."""
    return "scored" if one.items else "register"


def kind_in_words(one: Instrument, lang: Lang) -> str:
    """Whether scores are worked out here; of a register entry that they are taken over, and why."""
    if one.items:
        return _SCORED[lang]
    return _REGISTER.fill(lang, {"why": _WHY[one.may == "register"][lang]})


def in_short(one: Instrument, lang: Lang) -> str:
    """Whether it is scored here, of how many items, for which ages, and its status."""
    count = len(one.every_item)
    parts = [
        label("instrument", kind_of(one), lang),
        f"{count} item{'s' * (count > 1)}" if count else "",
        ages(*one.ages, lang) if one.ages else "",
        label("instrument status", one.status, lang),
    ]
    return "; ".join(part for part in parts if part)


def written(text: str | None) -> b.Cell:
    """A text of an author in a cell, each of its lines apart."""
    lines = (text or "").split("\n")
    return b.authored(lines[0]) if len(lines) == 1 else b.Lines(tuple(b.authored(line) for line in lines))


def _ref(id: str, part: str = "") -> b.Ref:
    return b.Ref("", GROUP, id, part)


def _source(shelf: Shelf, sources: Iterable[Cited], lang: Lang) -> Fact:
    return "bron", "source", cited(shelf.shared, dict.fromkeys(sources), lang)


def _about(one: Instrument, lang: Lang) -> tuple[Fact, ...]:
    """What stands at its head: version, status, licence, form, informant, ages, rating."""
    return (
        ("versie", "version", one.version),
        ("meet", "measures", written(one.measures)),
        ("toestand", "status", label("instrument status", one.status, lang)),
        ("soort", "kind", label("instrument", kind_of(one), lang)),
        ("uitgever", "publisher", written(one.publisher)),
        ("uitgave", "edition", ", ".join(filter(None, (one.edition, str(one.year or ""))))),
        ("licentie", "licence", written(one.licence)),
        ("mag verspreid", "may be spread", label("may", one.may, lang)),
        ("formulier", "form", written(one.form)),
        ("wie antwoordt", "who answers", label("informant", one.informant, lang) if one.informant else ""),
        ("leeftijden", "ages", ages(*one.ages, lang) if one.ages else ""),
        ("voor wie", "for whom", written(one.for_whom)),
        ("meetmomenten", "moments", written(one.moments)),
        ("talen", "languages", written(one.languages)),
        ("duur", "takes", counted(one.minutes, "minutes", lang) if one.minutes is not None else ""),
        ("kwaliteitslabel", "rating", _ratings(one, lang)),
        ("opmerking", "note", written(one.note)),
        ("hoogstens leeg", "most empty", "" if one.most_empty is None else f"{one.most_empty} items"),
        ("naam in bestanden", "name in files", b.Code(one.id)),
    )


def _ratings(one: Instrument, lang: Lang) -> b.Lines:
    """Each label with its date and who gave it, side by side where there are more."""
    every = (one.rating, *one.ratings)
    return b.Lines(
        tuple(
            ", ".join(
                filter(
                    None,
                    (
                        label("rating", found.label, lang),
                        day(found.date, lang) if found.date else None,
                        found.body,
                    ),
                )
            )
            for found in every
        )
    )


def _fields_of(shelf: Shelf, instrument: str) -> tuple[b.Line, ...]:
    """Every field of a protocol that asks for this instrument."""
    return tuple(
        b.Line(
            (
                b.Link(field.ask, b.Ref(ref, "fields", name)),
                f" ({plan.protocol.title}, {ref}, ",
                b.Code(name),
                ")",
            )
        )
        for ref, plan in shelf.plans.items()
        for name, field in plan.protocol.fields.items()
        if field.instrument == instrument
    )


# ---- its answers


def _answers(one: Instrument, lang: Lang) -> b.Table | None:
    """The items as written, what can be answered, and what it counts; None for a register entry."""
    if not one.items:
        return None
    columns = heads(lang, "Items|Antwoorden|Punten|Woorden|Tekst", "Items|Answers|Points|Words|Text")
    caption = Words("Wat er geantwoord kan worden en wat het telt", "What can be answered and what it counts")
    rows = [
        (
            name,
            _answered(item, lang),
            _pairs(item, (number(p, lang) for p in item.points or ()), ": ", lang),
            _pairs(item, item.labels or (), " = ", lang) if one.may == "text" else "",
            (item.text or "") if one.may == "text" else "",
        )
        for name, item in one.items.items()
    ]
    return b.filled(columns, rows, caption[lang])


def _answered(item: Item, lang: Lang) -> str:
    if item.answers is None:
        return " ".join(filter(None, (type_in_words(item.type, lang) if item.type else "", item.unit)))
    steps = {after - before for before, after in pairwise(item.answers)}
    if len(item.answers) > 2 and steps == {1.0}:
        return span(item.answers[0], item.answers[-1], lang)
    return "; ".join(number(x, lang) for x in item.answers)


def _pairs(item: Item, told: Iterable[str], sign: str, lang: Lang) -> str:
    """Each answer with what is said of it; nothing where nothing is said."""
    pairs = zip(item.answers or (), told, strict=False)
    return "; ".join(f"{number(answer, lang)}{sign}{words}" for answer, words in pairs)


def type_in_words(type: Type, lang: Lang) -> str:
    """What a value is, with its range."""
    return " ".join(filter(None, (type.words()[lang], type.range_words()[lang])))


def scale_in_words(scale: str, lang: Lang) -> str:
    """A kind of score in words, a linear one with its mean and standard deviation."""
    said = LABELS["scale"][scale][lang]
    if scale not in LINEAR or scale == "z":
        return said
    mean, sd = LINEAR[scale]
    nl, en = "gemiddelde {mean}, standaardafwijking {sd}", "mean {mean}, standard deviation {sd}"
    return f"{said} ({fill(Words(nl, en), lang, mean=mean, sd=sd)})"


def names_of(one: Instrument) -> dict[str, str]:
    """What scales and items are called in an expression."""
    texts = {id: item.text for id, item in one.every_item.items() if item.text and one.may == "text"}
    return {**texts, **{id: scale.title for id, scale in one.scales.items()}}


# ---- its scales


def _scale_section(shelf: Shelf, one: Instrument, id: str, lang: Lang) -> b.Section | None:
    found = one.scales[id]
    told: list[b.Block | None] = [
        facts_in(lang, *_scale(one, id, lang), *_rests(shelf, found, id), _source(shelf, found.source, lang))
    ]
    for cuts in found.cuts.values():
        on = (
            ("op", "on", scale_in_words(cuts.on, lang)),
            ("leeftijden", "ages", ages(*cuts.ages, lang) if cuts.ages else ""),
            _source(shelf, cuts.source, lang),
        )
        zones = b.Table(("Zone", "Scores"), tuple(cuts_said(cuts, lang)), "Zones")
        told += [b.Paragraph(cuts.says, "strong"), zones, facts_in(lang, *on)]
    return b.section(f"scale-{id}", found.title, *told)


def _scale(one: Instrument, id: str, lang: Lang) -> tuple[Fact, ...]:
    """How a score is made, what happens with empty items, what it can come to, and which way it counts."""
    found = one.scales[id]
    reverse = one.reversed_items
    turned = [item for item in found.item_ids if item in reverse]
    weights = "; ".join(f"{name}: {number(w, lang)}" for name, w in found.weights.items())
    return (
        ("gemaakt uit", "made of", _made(one, found, lang)),
        ("items", "items", ", ".join(found.items)),
        ("omgekeerd", "reversed", ", ".join(turned)),
        ("gewichten", "weights", weights),
        ("lege items", "empty items", _empty(found, lang)),
        ("laagste, hoogste", "lowest, highest", _ends(one, id, lang)),
        ("richting", "direction", label("direction", found.direction, lang)),
        ("afgedrukt als", "printed as", "; ".join(type_in_words(type, lang) for type in found.scores)),
        *(_stops(found.stop, lang) if found.stop else ()),
    )


def _rests(shelf: Shelf, scale: Scale, id: str) -> Iterator[Fact]:
    """Its exact expression, its name, and what it measures."""
    yield "precies", "exactly", b.Code(scale.is_.text) if scale.is_ is not None else ""
    yield "naam in regels", "name in rules", b.Code(id)
    measured = b.joined((ability(code, shelf.abilities) for code in scale.abilities), "; ")
    yield "brede vaardigheid", "broad ability", measured


def ability(code: str, abilities: Abilities | None) -> b.Inline:
    """Its title and its code: ``vloeiend redeneren (Gf)``; the code alone where it is not explained."""
    known = abilities.abilities.get(code) if abilities else None
    return b.Link(f"{known.title} ({code})", b.Ref("", "abilities", code)) if known else code


_GIVEN = Words("elk item dat gegeven moet worden is nodig", "every item that is to be given is needed")
_FOLLOWS = Words(
    "geen eigen regel: volgt uit de berekening", "no rule of its own: follows from what it reads"
)


def _made(one: Instrument, scale: Scale, lang: Lang) -> str:
    if scale.score is not None:
        how = LABELS["how"][scale.score]
        items = counted(len(scale.item_ids), "items", lang)
        return fill(how, lang, items=items, least=scale.at_least or 0.0)
    if scale.is_ is not None:
        return say(scale.is_.tree, lang, names_of(one))
    return Words("niet uitgerekend: zoals afgedrukt", "not worked out: as printed")[lang]


def _empty(scale: Scale, lang: Lang) -> str:
    if scale.stop is not None:
        return _GIVEN[lang]
    if scale.missing is not None:
        return missing_said(scale.missing, lang)
    return _FOLLOWS[lang] if scale.is_ is not None else ""


def _ends(one: Instrument, id: str, lang: Lang) -> str:
    scale = one.scales[id]
    if not scale.items and scale.is_ is None:
        return ""
    both = limits(one).get(id)
    return span(*both, lang) if both else Words("geen vast einde", "no fixed end")[lang]


def _stops(stop: Stop, lang: Lang) -> Iterator[tuple[str, str, str]]:
    starts = "; ".join(f"{start.item} ({ages(*start.ages, lang)})" for start in stop.starts)
    yield "start", "start", starts
    if stop.basal is not None:
        words = Words(
            "{n} volle scores na elkaar (elk {full}), anders: {reversal}",
            "{n} full scores in a row ({full} each), else: {reversal}",
        )
        back = label("reversal", stop.reversal, lang) if stop.reversal else "?"
        yield "basis", "basal", fill(words, lang, n=stop.basal, full=stop.credit, reversal=back)
    if stop.discontinue is not None:
        words = Words("na {n} nullen na elkaar", "after {n} zeros in a row")
        yield "stop", "stop", fill(words, lang, n=stop.discontinue)
    if stop.misses is not None and stop.in_a_row_of is not None:
        words = Words("na {n} nullen in een reeks van {m}", "after {n} zeros in a run of {m}")
        yield "stop in een reeks", "stop in a run", fill(words, lang, n=stop.misses, m=stop.in_a_row_of)
    if stop.sets:
        yield "blokken", "sets", "; ".join(_set(each, lang) for each in stop.sets)
        words = Words("elk item voor het laagste blok: {full}", "each item before the lowest set: {full}")
        yield "niet afgenomen", "not given", fill(words, lang, full=stop.credit)


def _set(each: StopSet, lang: Lang) -> str:
    """One set: its items, and when to go back or on."""
    ways = (
        (each.back_at_most, Words("terug bij hoogstens {at}", "back at {at} or fewer")),
        (each.on_at_least, Words("verder vanaf {at}", "on from {at}")),
    )
    goes = [fill(words, lang, at=at) for at, words in ways if at is not None]
    return ", ".join(each.items) + (f" ({'; '.join(goes)})" if goes else "")


# ---- its rules, errata and examples


def _rule_section(shelf: Shelf, one: Instrument, name: str, lang: Lang) -> b.Section | None:
    rule = one.rules[name]
    heading = Words("Besluit van het formulier: {says}", "Rule of the form: {says}")
    parts = tuple(say(part, lang, names_of(one)) for part in _together(rule.is_.tree))
    told = facts_in(
        lang,
        ("waar als", "true if", parts[0])
        if len(parts) == 1
        else ("waar als elk klopt", "true if each holds", b.Lines(parts)),
        ("precies", "exactly", b.Code(rule.is_.text)),
        ("naam in regels", "name in rules", b.Code(name)),
        _source(shelf, rule.source, lang),
    )
    return b.section(f"rule-{name}", heading.fill(lang, {"says": rule.says}), told)


def _together(tree: Tree) -> tuple[Tree, ...]:
    """The parts that must all hold; an `and` of lists is hard to follow in one sentence."""
    if isinstance(tree, Apply) and tree.op == "and":
        return tuple(part for arg in tree.args for part in _together(arg))
    return (tree,)


def _errata(shelf: Shelf, one: Instrument, lang: Lang) -> Iterator[b.Block | None]:
    """What was printed, what stands here, and why."""
    for erratum in one.errata:
        yield b.Paragraph(erratum.where, "strong")
        yield facts_in(
            lang,
            ("gedrukt", "printed", written(erratum.printed)),
            ("hier", "here", written(erratum.here)),
            ("reden", "reason", written(erratum.reason)),
            _source(shelf, erratum.source, lang),
        )


def _examples(shelf: Shelf, one: Instrument, own: Instrument, lang: Lang) -> Iterator[b.Block | None]:
    """The worked examples: answers as written, and what must come out."""
    if not one.examples:
        return
    columns = heads(
        lang, "Voorbeeld|Antwoorden|Leeftijd|Wat eruit komt", "Example|Answers|Age|What comes out"
    )
    caption = Words("Antwoorden, en wat eruit moet komen", "Answers, and what must come out")
    rows = [_example(one, own, example, lang) for example in one.examples]
    yield b.filled(columns, rows, caption[lang])
    yield facts_in(lang, _source(shelf, (c for example in one.examples for c in example.source), lang))


def _example(one: Instrument, own: Instrument, example: Example, lang: Lang) -> tuple[b.Cell, ...]:
    out = tuple(f"{_called(one, n)}: {_wanted(one, own, n, w, lang)}" for n, w in example.expect.items())
    return (
        example.says,
        "; ".join(f"{name}: {number(x, lang)}" for name, x in example.answers.items()),
        age(example.ages) if example.ages is not None else "",
        out[0] if len(out) == 1 else b.Lines(out),
    )


def _called(one: Instrument, name: str) -> str:
    """A scale by its title, its only cut set as its zone, one of several by its name, a rule by its name."""
    id, _, cuts = name.partition(".")
    if id not in one.scales:
        return id.replace("_", " ")
    which = "zone" if len(one.scales[id].cuts) == 1 else cuts.replace("_", " ").replace("-", " ")
    return f"{one.scales[id].title}, {which}" if cuts else one.scales[id].title


def _wanted(one: Instrument, own: Instrument, name: str, want: float | str | bool | None, lang: Lang) -> str:
    """A number, yes or no, a zone in the words of ``one``, or that there is nothing to tell."""
    if want is None:
        return Words("niet te zeggen", "cannot be told")[lang]
    if isinstance(want, bool):
        return label("truth", want, lang)
    if not isinstance(want, str):
        return number(float(want), lang)
    id, _, cuts = name.partition(".")
    zones = own.scales[id].cuts[cuts].zones
    return one.scales[id].cuts[cuts].zones[zones.index(want)] if want in zones else want


# ---- all of them


def tools_table(shelf: Shelf, found: Iterable[Instrument], lang: Lang) -> b.Table | None:
    """Whether each may be used here: what it measures, for whom, its norms, and how it was rated."""
    unknown = UNKNOWN[lang]
    norms = {
        group.norms.instrument: b.Link(group.norms.group, b.Ref("", "norms", reference))
        for reference, group in shelf.norms.items()
    }
    columns = heads(lang, "Test|Meet|Voor|Normen|Beoordeling", "Test|Measures|For|Norms|Rating")
    rows = (
        (
            b.Link(one.title, _ref(one.id)),
            one.measures,
            ages(*one.ages, lang) if one.ages else one.for_whom or unknown,
            norms.get(one.id, unknown),
            _ratings(one, lang),
        )
        for one in found
    )
    caption = Words("Tests die hier gevraagd worden", "Tests that are asked for here")[lang]
    return b.table(columns, rows, caption)


UNKNOWN = Words("niet vastgelegd: kijk in de handleiding", "not recorded: see the manual")


# ---- the broad abilities that scales measure


def abilities(shelf: Shelf, lang: Lang) -> b.Document:
    """Each ability, and when a test may be called general. Raises ValueError on a shelf that has none."""
    known = shelf.abilities
    if known is None:
        raise ValueError("there are no abilities on this shelf")
    told: list[b.Block | None] = []
    for code, one in known.abilities.items():
        rows = facts_in(
            lang,
            ("wat het is", "what it is", b.authored(one.means)),
            ("gemeten door", "measured by", _measured(shelf, code)),
            _source(shelf, one.source, lang),
        )
        told.append(b.section(code, f"{upper(one.title)} ({code})", rows))
    rule = known.coverage
    titles = (f"{known.abilities[code].title} ({code})" for code in rule.required if code in known.abilities)
    heading = Words("Wanneer een test algemeen mag heten", "When a test may be called general")[lang]
    rows = facts_in(
        lang,
        ("nooit zonder", "never without", ", ".join(titles)),
        ("minstens", "at least", str(rule.least)),
        ("opmerking", "note", b.authored(rule.note or "")),
        _source(shelf, rule.source, lang),
    )
    told.append(b.section("general", heading, rows))
    return b.document(label("things", "abilities", lang), lang, b.Ref("", "abilities"), *told)


def _measured(shelf: Shelf, code: str) -> b.Lines | str:
    found = tuple(
        b.Link(f"{one.title}: {scale.title}", b.Ref("", "instruments", id, f"scale-{name}"))
        for id, one in shelf.shared.instruments.items()
        for name, scale in one.scales.items()
        if code in scale.abilities
    )
    return b.Lines(found) if found else ""


def breadth(found: Coverage | CrossBattery, known: Abilities | None, lang: Lang) -> b.Section:
    """What scales cover, alone or with those of other instruments, and what to know of it."""
    whole = found if isinstance(found, Coverage) else found.together
    titles = {code: ability.title for code, ability in known.abilities.items()} if known else {}
    scales = {c.ability: [f"{s.test}: {s.id}" if s.test else s.id for s in c.subtests] for c in whole.covered}
    rows = tuple(
        (f"{code}, {titles[code]}" if code in titles else code, ", ".join(scales.get(code, ["-"])))
        for code in whole.rule.abilities
    )
    columns = heads(lang, "vaardigheid|schalen", "ability|scales")
    remarks = b.List(tuple(remark[lang] for remark in whole.remarks))
    heading = Words("Hoe breed", "How broad")[lang]
    return b.Section("breadth", heading, (b.Paragraph(whole.reason[lang]), b.Table(columns, rows), remarks))
