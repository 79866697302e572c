"""One file that a person opens: the plan, the engine and the screens, sealed and closed to the network.

The page fetches nothing, sends nothing and keeps nothing: its policy allows the one script and the one style
that stand in it, by their hash, and no connection at all.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from importlib.resources import files
from typing import Any

from prodia.browser.compiled import compiled
from prodia.errors import checked
from prodia.language.javascript import runtime
from prodia.model.parts import Audience
from prodia.model.plan import Plan
from prodia.problems import Kind, cases
from prodia.problems.progress import BY_MEASURED
from prodia.telling.case import ANYWAY, IN_FORCE, MOVED_ON, STOPPED
from prodia.telling.outcomes import BECAUSE
from prodia.telling.plain import same
from prodia.telling.rules import NO_PROPOSAL
from prodia.telling.values import MOST, figures, heard, least
from prodia.words import Lang
from prodia.words.labels import LABELS
from prodia.words.lists import AND, table
from prodia.words.numbers import MONTHS, amounts

__all__ = ["walkthrough"]

_FAMILIES = ("verdict", "missing", "truth", "mode", "audience")


@checked
def walkthrough(plan: Plan, lang: Lang | None = None, audience: Audience = "team") -> str:
    """The walkthrough of a plan as one HTML file that runs offline, from a folder too.

    It asks what is needed, one question a screen, and says what is not needed any more and why; it proposes,
    and people judge and decide. ``lang``: that of the plan, unless another is named; ``audience``: in whose
    words outcomes are told. Equal plans give equal bytes. The case that a person saves from it is a case file
    for :func:`prodia.read_case`.

    >>> import prodia
    >>> page = prodia.walkthrough(prodia.load().catalogue.plan("algemeen@1.0.0"))
    >>> page[:15], "connect-src 'none'" in page
    ('<!doctype html>', True)
    """
    lang = lang or ("nl" if plan.lang == "nl" else "en")
    return page_of(plan, compiled(plan), lang, audience)


SEALED = "data-seal"  # the mark of a page of ours, at its top


def page_of(plan: Plan, made: dict[str, Any], lang: Lang, audience: Audience = "team") -> str:
    """The same of a plan that was ``compiled``."""
    data = _inside(json.dumps({"plan": made, "texts": texts(plan, lang, audience)}, ensure_ascii=False))
    script = f"{runtime()}{_part('engine.js')}{_part('page.js')}"
    style = _part("page.css")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; connect-src 'none'; "
        "form-action 'none'; base-uri 'none'"
    )
    said = {name: html.escape(words[lang]) for name, words in _PAGE.items()}
    notice = html.escape(" ".join((heard(plan, "disclaimer", audience) or "").split()))
    before = f'<aside class="ill" aria-label="{said["beforehand"]}">{notice}</aside>\n' if notice else ""
    title, reference = html.escape(plan.protocol.title), html.escape(plan.reference)
    seal = hashlib.sha256(data.encode()).hexdigest()
    return f"""<!doctype html>
<html lang="{lang}" {SEALED}="{seal}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title} · {said["walkthrough"]}</title><style>{style}</style></head><body>
<a class="skip" href="#main">{said["skip"]}</a>
{before}<main id="main" tabindex="-1"><h1>{title}</h1><p>{said["script"]}</p></main>
<footer class="foot">{reference} · {html.escape(plan.digest)} · {said["foot"]}</footer>
<script type="application/json" id="plan">{data}</script>
<script>{script}</script></body></html>
"""


@cache
def _part(name: str) -> str:
    return (files("prodia.browser") / name).read_text("utf-8")


def _inside(text: str) -> str:
    """JSON that can not end the element it stands in, nor begin another."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


# ---- what people read


def texts(plan: Plan, lang: Lang, audience: Audience) -> dict[str, Any]:
    """Every text of the screens: of the protocol, of the words of the library and of its messages."""
    return {
        "lang": lang,
        "audience": audience,
        **same(plan.protocol, "title version summary"),
        "roles": {id: one.title for id, one in plan.roles.items()},
        "phases": {id: same(one, "title") for id, one in plan.phases.items()},
        "steps": {id: same(one, "title says") for id, one in plan.steps.items()},
        "fields": {
            id: {
                **same(one, "ask help purpose options audience"),
                "unit": one.value_type.words()[lang] if one.value_type.kind == "number" else None,
                "range": one.value_type.range_words()[lang] if one.value_type.kind == "number" else "",
            }
            for id, one in plan.fields.items()
        },
        "amounts": {
            id: {"said": amounts(type.unit, lang), "least": least(type)}
            for id, type in plan.types.items()
            if type.kind == "number"
        },
        "durations": {unit: amounts(unit, lang) for unit in ("days", "months", "years")},
        "and": AND[lang],
        "figures": sorted(figures(plan)),
        "months": MONTHS[lang].split(),
        "most": MOST,
        "derived": {id: one.says for id, one in plan.derived.items()},
        "criteria": {
            id: {
                "says": one.says,
                "source": "; ".join(
                    plan.shared.sources[s.ref].title for s in one.source if s.ref in plan.shared.sources
                ),
            }
            for id, one in plan.criteria.items()
        },
        "hypotheses": {id: same(one, "title question if_so if_not") for id, one in plan.hypotheses.items()},
        "decisions": {
            id: {
                "title": one.title,
                "outcomes": {
                    o: {"title": out.title, "texts": out.texts.model_dump(mode="json", exclude_none=True)}
                    | ({"urgent": True} if out.urgent else {})
                    | ({"leads": out.leads_to} if out.leads_to else {})
                    for o, out in one.outcomes.items()
                },
            }
            for id, one in plan.decisions.items()
        },
        "words": {
            family: {key: words[lang] for key, words in LABELS[family].items()} for family in _FAMILIES
        },
        "messages": {
            one.full_code: {"says": one.says[lang], "hint": one.hint[lang]}
            for one in (*vars(cases).values(), BY_MEASURED)
            if isinstance(one, Kind)
        },
        "ui": {name: words[lang] for name, words in (_SCREENS | _TOLD).items()},
    }


_PAGE = table("""
walkthrough: doorloop | walkthrough
skip: Naar de inhoud | To the content
beforehand: Vooraf | Beforehand
script: De doorloop heeft JavaScript nodig. Hij draait helemaal in dit tabblad en verstuurt niets.
 | The walkthrough needs JavaScript. It runs wholly in this tab and sends nothing.
foot: De machine stelt voor, mensen beslissen. | The machine proposes, people decide.
""")
_TOLD = {  # what the terminal says too, in the same words
    "stopped": STOPPED,
    "in_force": IN_FORCE,
    "this_anyway": ANYWAY,
    "because": BECAUSE,
    "moved_on": MOVED_ON,
    "none_proposed": NO_PROPOSAL,
    "closed": LABELS["event"]["closed"],
}
_SCREENS = table("""
stays: Alles blijft in dit tabblad. Er wordt niets bewaard of verstuurd. Sluit je het tabblad, dan is
 alles weg.
 | Everything stays in this tab. Nothing is kept or sent. When you close the tab, all is gone.
nothing_kept: Alles blijft in dit tabblad. Er wordt niets bewaard of verstuurd. Typ geen namen.
 | Everything stays in this tab. Nothing is kept or sent. Type no names.
wipe: Alles wissen | Erase everything
begin: Begin | Begin
next: Verder | Next
back: Terug | Back
later: Later | Later
note: Leg vast | Record
go_on: Ga verder | Go on
mode: Welke vorm van begeleiding? | Which kind of guidance?
question: Wat is de vraag? | What is the question?
question_hint: In enkele woorden, zonder naam. | In a few words, without a name.
born: Geboortedatum van de leerling | Date of birth of the pupil
born_hint: dd-mm-jjjj. Niet nodig als je alleen meedenkt. | dd-mm-yyyy. Not needed if you only think along.
opens: Wie opent het traject? | Who opens the case?
on: Op welke dag? | On which day?
day_form: dd-mm-jjjj | dd-mm-yyyy
anyway: Waarom toch deze versie? | Why this version all the same?
not_yet: Deze versie geldt pas vanaf {day}. Wil je ze toch nu al gebruiken, zeg dan waarom.
 | This version holds from {day} only. To use it already, say why.
go_on_with: Of ga verder met een bewaard traject | Or go on with a saved case
number: Getal | Number
date: Datum | Date
how_many: Hoeveel | How many
months: maanden | months
days: dagen | days
series: Dit wordt herhaald gemeten. Een tempo en een niveau, met hoe zeker ze zijn, rekent deze bladzijde
 niet uit. Bewaar het traject en ga verder in het programma: dat vraagt elke meting met haar dag. Hier kun
 je wel zeggen waarom er geen metingen zijn, of de vraag voor later laten.
 | This is measured again and again. A rate and a level, with how sure they are, are not worked out by this
 page. Save the case and go on in the program: it asks each measurement with its day. Here you can say why
 there are no measurements, or leave the question for later.
with_series: In dit traject staan metingen van een reeks, of een test die het programma scoorde. Die rekent
 deze bladzijde niet uit: ga verder in het programma. | This case holds measurements of a series, or a test
 that the program scored. This page does not work them out: go on in the program.
printed: De score zoals ze op het formulier staat. Hoe zeker ze is, volgt uit de betrouwbaarheid die het
 protocol noemt. Een ruwe score, of het interval van het formulier zelf, vraagt het programma. | The score as
 it stands on the form. How sure it is follows from the reliability that the protocol names. The program asks
 for a raw score, or for the interval of the form itself.
words: In je eigen woorden | In your own words
measured: Dag van de meting, als die anders is | Day of the measurement, if another
or_why_not: Of kies waarom er geen antwoord is | Or choose why there is no answer
who_and_when: Wie legt dit vast, en wanneer? | Who records this, and when?
by: Rol | Role
yes: Ja | Yes
no: Nee | No
consent: Toestemming van: {role} | Consent of: {role}
consent_ask: Wat is het antwoord? | What is the answer?
basis: Wat is uitgelegd? | What was explained?
basis_hint: Toestemming telt alleen als vooraf is uitgelegd wat er gebeurt. | Consent counts only if it
 was explained beforehand what happens.
competence: Kan de leerling de situatie zelf beoordelen? | Can the pupil judge the situation?
competence_hint: Een leeftijd alleen beslist dit niet: een mens oordeelt. | An age alone does not decide
 this: a person judges.
first_a_person: Eerst oordeelt een mens | First a person judges
your_choice: Je keuze | Your choice
person: Wie? | Who?
person_hint: Initialen of functie; geen naam van een leerling. | Initials or function; no name of a pupil.
reason: Waarom? | Why?
reason_hint: Zonder reden telt het niet. | Without a reason it does not count.
urgent: Dit gaat voor | This comes first
leads: Waar dit naartoe leidt | Where this leads
proposal: Voorstel | Proposal
no_proposal: Er is geen voorstel: de tabel komt hier tot geen uitkomst. | There is no proposal: the
 table comes to no outcome here.
rule: Regel {rules} van de tabel. | Rule {rules} of the table.
without: Niet bekend is nog: | Not known yet:
hypotheses: Welke verklaringen worden onderzocht? | Which explanations are researched?
own: Een eigen verklaring, in je eigen woorden (hoeft niet) | One of your own, in your words (not needed)
own_so: Wat doe je als ze klopt? | What do you do if it holds?
own_not: En als ze niet klopt? | And if it does not?
say_then: Zeg ook wat je dan doet. | Say also what you do then.
share: Bespreken met: {audience} | Discuss with: {audience}
no_text: Voor {audience} is hier geen eigen tekst geschreven. Zeg het in je eigen woorden, en schrijf
 geen tekst van een andere doelgroep over. | No text of its own is written for {audience} here. Say it in
 your own words, and copy no text of another audience.
whom: Met wie is dit besproken? | With whom was this discussed?
whom_hint: Bijvoorbeeld: beide ouders. Geen namen. | For instance: both parents. No names.
resume: Het traject wacht | The case waits
waits: Er wordt gewacht op: {what} | Waiting for: {what}
beside: Bij deze vraag | Beside this question
why_asked: Waarom vragen we dit? | Why do we ask this?
answers: Antwoordt: {roles}. | Answers: {roles}.
readers: Leest het: {readers}. | Reads it: {readers}.
not_needed: Niet nodig, en waarom | Not needed, and why
more: en nog {n} | and {n} more
progress: {done} beantwoord, nu {left} open | {done} answered, {left} open now
nothing_open: {done} beantwoord, er staat geen vraag open | {done} answered, no question is open
more_to_come: {done} beantwoord, en er komt nog meer | {done} answered, and there is more to come
where_we_are: Waar het traject nu staat | Where the case stands now
still: Nog te doen: {n} | Still to do: {n}
decided_by: Beslist door {person} ({role}): {reason} | Decided by {person} ({role}): {reason}
departs: Het team week bewust af van het voorstel. | The team departed from the proposal on purpose.
proposals: Voorstellen, nog niet beslist | Proposals, not decided yet
verdicts: Wat elk criterium zegt | What each criterion says
answers_given: De antwoorden | The answers
hand_over: Doorgeven | Hand over
hand_over_says: Op elk blad staan protocol, versie en zegel. Het bewaarde traject leest ook het
 programma prodia. | Each sheet names protocol, version and seal. The saved case is read by the program
 prodia too.
print: Druk af | Print
save_case: Bewaar het traject | Save the case
save_worked: Bewaar als voorbeeldgeval | Save as a worked case
worked_title: Een geval uit de doorloop | A case from the walkthrough
worked_why: Bewaard uit de doorloop; vul aan wat dit geval toont. | Saved from the walkthrough; complete
 what this case shows.
unknown: niet geweten | not known
wrong: Dit klopt nog niet | Something is not right yet
no_answer: Geef een antwoord, of kies waarom er geen is. | Give an answer, or choose why there is none.
no_day: Dit is geen bestaande dag. Schrijf bijvoorbeeld 01-09-2026. | This is no day that exists. Write
 for instance 01-09-2026.
whole: Geef een geheel getal. | Give a whole number.
choose: Maak een keuze. | Make a choice.
say_basis: Schrijf wat is uitgelegd. | Write what was explained.
say_person: Schrijf wie oordeelt of beslist. | Write who judges or decides.
say_reason: Schrijf waarom. | Write why.
say_whom: Schrijf met wie dit is besproken. | Write with whom this was discussed.
say_question: Schrijf wat de vraag is. | Write what the question is.
no_file: Dit is geen trajectbestand, of het is veranderd nadat het bewaard werd. Neem een ongewijzigde
 kopie. | This is no case file, or it was changed after it was saved. Take an unchanged copy.
other_version: Dit traject loopt op {other}, en deze doorloop is {this}. Open het met de doorloop van
 die versie, of verhuis het eerst met: prodia case move. | This case runs on {other}, and this
 walkthrough is {this}. Open it with the walkthrough of that version, or move it first with: prodia case
 move.
broken: Het zegel van dit bestand is gebroken | The seal of this file is broken
broken_says: De inhoud is veranderd nadat het bestand gemaakt werd. Gebruik het niet; haal een nieuwe
 kopie op. | The content was changed after the file was made. Do not use it; get a new copy.
""")
