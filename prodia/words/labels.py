"""What people call every word that stands in a definition, an event or a record: one table a family.

A family holds the values of one ``Literal``; ``label("verdict", "met", "nl")`` is ``voldaan``. A key that
is not there is a programmer's mistake. Words of a protocol (titles of phases, roles, outcomes) are content.
"""

# Whoever adds a value to a Literal that people meet adds its words here: tests/words/test_labels.py names
# the family of each. The plain words of formulas and of problems stand with their tables and their kinds.

from __future__ import annotations

from collections.abc import Mapping

from prodia.words import Lang, Words

LABELS: Mapping[str, Mapping[str, Words]] = {
    # What follows from a case
    "verdict": {
        "met": Words("voldaan", "met"),
        "not met": Words("niet voldaan", "not met"),
        "judgement": Words("oordeel nodig", "needs a judgement"),
        "not assessable": Words("niet te beoordelen", "not assessable"),
    },
    "missing": {
        "refused": Words("wil niet antwoorden", "refused to answer"),
        "not applicable": Words("niet van toepassing", "not applicable"),
        "unknown": Words("niet geweten", "not known"),
        "not asked": Words("nog niet gevraagd", "not asked yet"),
    },
    "truth": {"true": Words("ja", "yes"), "false": Words("nee", "no")},
    "hypothesis": {
        "kept": Words("behouden", "kept"),
        "rejected": Words("verworpen", "rejected"),
        "undecided": Words("nog open", "undecided"),
    },
    "consent": {
        "not needed": Words("niemand hoeft in te stemmen", "nobody needs to consent"),
        "given": Words("toestemming gegeven door: {role}", "consent given by: {role}"),
        "missing": Words("nog te vragen aan: {role}", "still to be asked of: {role}"),
        "refused": Words("geen toestemming van: {role}", "no consent of: {role}"),
        "withdrawn": Words("toestemming ingetrokken door: {role}", "consent withdrawn by: {role}"),
        "judge first": Words(
            "een mens oordeelt eerst over de bekwaamheid van de leerling",
            "a person first judges the competence of the pupil",
        ),
        "undetermined": Words(
            "wie moet instemmen is nog niet te zeggen", "who must consent can not be told yet"
        ),
    },
    "need": {
        "consent": Words("toestemming vragen", "ask consent"),
        "competence": Words("bekwaamheid beoordelen", "judge competence"),
        "answer": Words("vragen", "ask"),
        "hypothesis": Words("hypothesen kiezen", "choose hypotheses"),
        "judge": Words("oordelen", "judge"),
        "decide": Words("beslissen", "decide"),
        "share": Words("bespreken en delen", "discuss and share"),
        "resume": Words("hervatten", "resume"),
    },
    "event": {
        "opened": Words("geopend", "opened"),
        "switched": Words("andere vorm van begeleiding", "other kind of guidance"),
        "consented": Words("toestemming", "consent"),
        "answered": Words("antwoord", "answer"),
        "withdrawn": Words("ingetrokken", "withdrawn"),
        "raised": Words("hypothese opgenomen", "hypothesis raised"),
        "dropped": Words("hypothese losgelaten", "hypothesis dropped"),
        "judged": Words("oordeel", "judgement"),
        "assessed": Words("bekwaamheid beoordeeld", "competence judged"),
        "decided": Words("besluit", "decision"),
        "paused": Words("gepauzeerd", "paused"),
        "resumed": Words("hervat", "resumed"),
        "reopened": Words("heropend", "reopened"),
        "moved": Words("naar een andere versie", "moved to another version"),
        "shared": Words("gedeeld", "shared"),
        "closed": Words("afgesloten", "closed"),
    },
    # What a case knows of itself
    "case": {
        "case.mode": Words("vorm van begeleiding", "kind of guidance"),
        "case.age_years": Words("leeftijd in jaren", "age in years"),
        "case.age_months": Words("leeftijd in maanden", "age in months"),
        "case.competence": Words("bekwaamheid van de leerling", "competence of the pupil"),
    },
    "mode": {
        "consultative": Words("meedenken (zonder naam van de leerling)", "thinking along (pupil not named)"),
        "trajectory": Words("traject", "trajectory"),
        "compulsory": Words("verplichte begeleiding", "compulsory guidance"),
    },
    "competence": {
        "competent": Words("bekwaam", "competent"),
        "not_competent": Words("niet bekwaam", "not competent"),
    },
    # Protocols
    "audience": {
        "team": Words("het team", "the team"),
        "school": Words("de school", "the school"),
        "parents": Words("de ouders", "the parents"),
        "pupil_under_12": Words("de leerling (jonger dan 12)", "the pupil (under 12)"),
        "pupil_from_12": Words("de leerling (vanaf 12)", "the pupil (from 12)"),
    },
    "status": {
        "concept": Words("concept", "draft"),
        "review": Words("in nazicht", "in review"),
        "released": Words("vrijgegeven", "released"),
        "deprecated": Words("vervallen", "deprecated"),
    },
    "purpose": {
        "classify": Words("classificeren", "classification"),
        "access": Words("toegang", "access"),
        "third-party": Words("eis van derden", "asked by a third party"),
        "guide": Words("handelen", "guidance"),
    },
    "strength": {
        "must": Words("moet", "must"),
        "should": Words("hoort", "should"),
        "may": Words("mag", "may"),
    },
    "side": {
        "school": Words("school", "school"),
        "clb": Words("CLB", "CLB"),
        "family": Words("gezin", "family"),
        "pupil": Words("leerling", "pupil"),
        "external": Words("extern", "external"),
    },
    "does": {
        "ask": Words("vraagt na", "asks"),
        "consent": Words("vraagt toestemming", "asks consent"),
        "hypothesise": Words("stelt hypothesen op", "raises hypotheses"),
        "administer": Words("neemt af", "administers"),
        "decide": Words("beslist", "decides"),
        "advise": Words("adviseert", "advises"),
    },
    "about": {
        "pupil": Words("de leerling", "the pupil"),
        "school": Words("de school", "the school"),
        "home": Words("thuis", "home"),
    },
    "sensitivity": {
        "none": Words("niet over een persoon", "not about a person"),
        "personal": Words("persoonsgegeven", "personal data"),
        "special": Words("gevoelig gegeven", "sensitive data"),
    },
    "medical": {
        "none": Words("geen", "none"),
        "possible": Words("mogelijk", "possible"),
        "yes": Words("ja", "yes"),
    },
    "hit": {
        "unique": Words("Hoogstens één regel past.", "At most one rule fits."),
        "first": Words(
            "De eerste regel die past, van boven naar beneden, geeft de uitkomst.",
            "The first rule that fits, from top to bottom, gives the outcome.",
        ),
        "priority": Words(
            "Passen er meer regels, dan geldt de uitkomst die het eerst in de lijst staat.",
            "Where more rules fit, the outcome that stands first in the list holds.",
        ),
        "collect": Words("Alle regels die passen tellen mee.", "Every rule that fits counts."),
    },
    "aggregate": {
        "sum": Words("opgeteld", "the sum"),
        "min": Words("het kleinste", "the smallest"),
        "max": Words("het grootste", "the largest"),
        "count": Words("geteld", "the count"),
    },
    "rule": {
        "met": Words("voldaan als", "met if"),
        "judge": Words("een mens oordeelt als", "a person judges if"),
    },
    "part": {
        "met": Words("de voorwaarde", "the condition"),
        "judge": Words("de grijze zone", "the grey zone"),
        "is_": Words("de waarde", "the value"),
        "when": Words("wanneer", "when"),
        "table": Words("de tabel", "the table"),
        "source": Words("de bronnen", "the sources"),
        "valid": Words("de geldigheid", "the validity"),
        "note": Words("de opmerking", "the note"),
        "texts": Words("de teksten", "the texts"),
        "title": Words("de titel", "the title"),
        "says": Words("de omschrijving", "the description"),
        "ask": Words("de vraag", "the question"),
        "help": Words("de toelichting", "the explanation"),
        "strength": Words("de sterkte", "the strength"),
        "owner": Words("de eigenaar", "the owner"),
        "outcomes": Words("de uitkomsten", "the outcomes"),
        "fields": Words("de vragen", "the questions"),
    },
    "door": {
        "short": Words("In het kort", "In short"),
        "start": Words("Aan de slag", "Getting started"),
        "learn": Words("Leer bij", "Learn more"),
        "more": Words("Nog meer weten", "Read on"),
    },
    "thing": {
        "phases": Words("Fase", "Phase"),
        "steps": Words("Stap", "Step"),
        "fields": Words("Vraag", "Question"),
        "derived": Words("Afgeleide waarde", "Derived value"),
        "cutoffs": Words("Grens", "Cut-off"),
        "criteria": Words("Criterium", "Criterion"),
        "hypotheses": Words("Hypothese", "Hypothesis"),
        "decisions": Words("Beslissing", "Decision"),
        "roles": Words("Rol", "Role"),
        "sources": Words("Bron", "Source"),
        "terms": Words("Begrip", "Term"),
        "law": Words("Wettelijk gegeven", "Legal figure"),
        "instruments": Words("Instrument", "Instrument"),
        "norms": Words("Normgroep", "Norm group"),
        "abilities": Words("Brede vaardigheid", "Broad ability"),
    },
    "things": {
        "phases": Words("Fasen", "Phases"),
        "steps": Words("Stappen", "Steps"),
        "fields": Words("Vragen", "Questions"),
        "derived": Words("Afgeleide waarden", "Derived values"),
        "cutoffs": Words("Grenzen", "Cut-offs"),
        "criteria": Words("Criteria", "Criteria"),
        "hypotheses": Words("Hypothesen", "Hypotheses"),
        "decisions": Words("Beslissingen", "Decisions"),
        "roles": Words("Rollen", "Roles"),
        "sources": Words("Bronnen", "Sources"),
        "terms": Words("Begrippen", "Terms"),
        "law": Words("Wettelijke gegevens", "Legal figures"),
        "instruments": Words("Instrumenten", "Instruments"),
        "norms": Words("Normen", "Norms"),
        "abilities": Words("Brede vaardigheden", "Broad abilities"),
    },
    # Sources
    "confidence": {
        "seen": Words("gezien in de bron", "seen in the source"),
        "seen-old": Words("gezien in een gedateerde bron", "seen in a dated source"),
        "seed": Words("uit projectmateriaal, niet nagegaan", "from project material, not checked"),
        "inferred": Words("eigen afleiding", "our own inference"),
        "unverified": Words("niet nagegaan", "not verified"),
    },
    "source": {
        "law": Words("wetgeving", "legislation"),
        "guideline": Words("richtlijn", "guideline"),
        "faq": Words("veelgestelde vragen", "frequently asked questions"),
        "article": Words("artikel", "article"),
        "page": Words("webpagina", "web page"),
        "test-manual": Words("handleiding van een test", "manual of a test"),
        "project": Words("dit project", "this project"),
    },
    "read": {
        "whole": Words("helemaal", "as a whole"),
        "opening": Words("alleen het begin", "only the beginning"),
        "excerpt": Words("een fragment", "an excerpt"),
        "not-read": Words("niet gelezen", "not read"),
    },
    # Instruments
    "instrument status": {
        "in-use": Words("in gebruik", "in use"),
        "withdrawn": Words("ingetrokken", "withdrawn"),
        "replaced": Words("vervangen", "replaced"),
        "fictitious": Words("verzonnen, voor de voorbeelden", "made up, for the examples"),
    },
    "rating": {
        "first": Words("eerste keuze", "first choice"),
        "second": Words("tweede keuze", "second choice"),
        "indicative": Words("indicatief", "indicative"),
        "unrated": Words("niet beoordeeld", "not rated"),
    },
    "may": {
        "register": Words("enkel de naam", "only the name"),
        "keys": Words("sleutel en grenzen, niet de vragen", "keys and cut-offs, not the items"),
        "text": Words("sleutel, grenzen en vragen", "keys, cut-offs and items"),
    },
    "instrument": {
        "scored": Words("rekent hier", "scores here"),
        "register": Words("register", "register"),
    },
    "informant": {
        "self": Words("de persoon zelf", "the person"),
        "parent": Words("een ouder", "a parent"),
        "teacher": Words("een leerkracht", "a teacher"),
        "examiner": Words("wie de test afneemt", "the examiner"),
    },
    "direction": {
        "high-is-good": Words("hoog is gunstig", "high is good"),
        "high-is-concern": Words("hoog is zorgelijk", "high is a concern"),
    },
    "reversal": {
        "in sequence": Words("item per item terug", "back item by item"),
        "to previous start": Words(
            "terug naar het vorige startitem", "back to the previous start item"
        ),
    },
    "missing rule": {
        "refuse": Words("elk item is nodig", "every item is needed"),
        "zero_if_at_most_m": Words(
            "een leeg item telt als 0; hoogstens {most_missing} leeg",
            "an empty item counts as 0; at most {most_missing} empty",
        ),
        "prorate_sum": Words(
            "de som wordt doorgerekend naar alle items", "the sum is prorated to all items"
        ),
        "prorate_half_up": Words(
            "de som wordt doorgerekend naar alle items en afgerond, een half naar boven",
            "the sum is prorated to all items and rounded, a half upwards",
        ),
        "rounded_person_mean": Words(
            "een leeg item krijgt het gemiddelde van de beantwoorde, afgerond, een half naar het even getal",
            "an empty item gets the mean of those answered, rounded, a half to the even number",
        ),
        "mean_available": Words(
            "het gemiddelde van de beantwoorde items", "the mean of the items answered"
        ),
        "half_rule": Words(
            "het gemiddelde van de beantwoorde items, als minstens de helft beantwoord is",
            "the mean of the items answered, when at least half are answered",
        ),
    },
    "missing limit": {
        "least_answered": Words("minstens {n} beantwoord", "at least {n} answered"),
        "most_missing": Words("hoogstens {n} leeg", "at most {n} empty"),
        "most_fraction": Words("hoogstens {n} % van de items leeg", "at most {n} % of the items empty"),
    },
    "how": {
        "sum": Words("som van {items} items", "sum of {items} items"),
        "mean": Words("gemiddelde van {items} items", "mean of {items} items"),
        "count": Words(
            "van {items} items het aantal vanaf {least} punten",
            "of {items} items those from {least} points",
        ),
        "highest": Words("hoogste van {items} items", "highest of {items} items"),
        "pomp": Words(
            "percent van het hoogste, over {items} items", "percent of the maximum, over {items} items"
        ),
    },
    # Norms and scores
    "scale": {
        "raw": Words("ruwe score", "raw score"),
        "percentile": Words("percentiel", "percentile"),
        "SS": Words("standaardscore", "standard score"),
        "scaled": Words("normscore", "scaled score"),
        **{name: Words(name, name) for name in ("z", "T", "NCE", "V", "C", "stanine", "sten")},
    },
    "norm kind": {
        "table": Words(
            "tabel: bij elke ruwe score een normscore", "table: a normed score for every raw score"
        ),
        "mean-sd": Words("gemiddelde en standaardafwijking", "mean and standard deviation"),
        "cuts": Words(
            "ruwe scores bij enkele percentielen, daartussen berekend",
            "raw scores at some percentiles, worked out in between",
        ),
        "sample": Words("kleine vergelijkingsgroep", "small control sample"),
        "polynomial": Words("doorlopend model over de leeftijd", "continuous model over age"),
        "regression": Words("regressie op leeftijd en geslacht", "regression on age and sex"),
        "lms": Words("groeicurven (L, M en S)", "growth curves (L, M and S)"),
    },
    "key": {
        "sex": Words("geslacht", "sex"),
        "grade": Words("leerjaar", "grade"),
        "moment": Words("moment in het schooljaar", "moment in the school year"),
        "month": Words("maand", "month"),
        "informant": Words("wie antwoordt", "who answers"),
        "language": Words("taal", "language"),
        "medium": Words("papier of scherm", "paper or screen"),
    },
    "sex": {"m": Words("jongens", "boys"), "f": Words("meisjes", "girls")},
    "outside": {
        "no score": Words("geen score, met de reden", "no score, with the reason"),
        "nearest band": Words(
            "de score van de naaste leeftijdsband, met een waarschuwing",
            "the score of the nearest age band, with a warning",
        ),
    },
    "rows": {
        "public": Words("openbaar", "public"),
        "private": Words(
            "privé: enkel in een eigen pakket, en hier niet gelezen",
            "private: only in a pack of your own, and not read here",
        ),
    },
    "normalised": {
        "true": Words(
            "genormaliseerd: de z-score volgt uit het percentiel",
            "normalised: the z score follows from the percentile",
        ),
        "false": Words(
            "lineair: de z-score volgt uit gemiddelde en spreiding",
            "linear: the z score follows from the mean and the spread",
        ),
    },
    "interval": {
        "observed": Words("rond de behaalde score", "around the observed score"),
        "true SEE": Words("rond de geschatte ware score (SEE)", "around the estimated true score (SEE)"),
        "true SEM": Words("rond de geschatte ware score (SEM)", "around the estimated true score (SEM)"),
        "rescaled": Words("rond de herschaalde ware score", "around the rescaled true score"),
        "retest": Words("waar een tweede meting zou liggen", "where a second measurement would lie"),
    },
    "age": {
        "calendar": Words("voltooid, volgens de kalender", "completed, by the calendar"),
        "borrow-30": Words(
            "voltooid, met een geleende maand van 30 dagen", "completed, borrowing months of 30 days"
        ),
        "rounded at 15 days": Words("afgerond vanaf 15 dagen", "rounded from 15 days"),
        "days / 30.4375": Words("dagen gedeeld door 30,4375", "days divided by 30.4375"),
    },
    # What a value is
    "type": {
        "number": Words("een getal", "a number"),
        "truth": Words("ja/nee", "yes/no"),
        "text": Words("een tekst", "a text"),
        "date": Words("een datum", "a date"),
        "months": Words("een duur in maanden", "a duration in months"),
        "days": Words("een duur in dagen", "a duration in days"),
        "choice": Words("een keuze", "a choice"),
        "verdict": Words("een oordeel", "a verdict"),
        "null": Words("niets (null)", "nothing (null)"),
    },
    "unit": {
        "percentile": Words("een percentiel", "a percentile"),
        "weeks": Words("weken", "weeks"),
        "months": Words("maanden", "months"),
        "years": Words("jaren", "years"),
        "days": Words("dagen", "days"),
        "minutes": Words("minuten", "minutes"),
        "count": Words("een aantal", "a count"),
        "raw": Words("een ruwe score", "a raw score"),
        "score": Words("een standaardscore", "a standard score"),
        "z": Words("een z-score", "a z-score"),
        "t": Words("een T-score", "a T-score"),
    },
    "severity": {
        "error": Words("fout", "error"),
        "warning": Words("waarschuwing", "warning"),
        "info": Words("ter info", "for information"),
    },
}  # fmt: skip


def label(family: str, key: object, lang: Lang) -> str:
    """The words for one value of a family: a text, yes or no, or a member of an enumeration."""
    found = getattr(key, "value", key)
    return LABELS[family][str(found).lower() if isinstance(found, bool) else str(found)][lang]
