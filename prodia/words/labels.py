"""What people call every word that stands in a definition, an event or a record: one table a family.

A family holds the values of one ``Literal``; ``label("verdict", "met", "nl")`` is ``voldaan``. A key that
is not there is a programmer's mistake. Words of a protocol (titles of phases, roles, outcomes) are content.
"""

# Whoever adds a value to a Literal that people meet adds its words here: tests/words/test_labels.py names
# the family of each. The plain words of formulas and of problems stand with their tables and their kinds.
# A line of the table is a value, then its words in Dutch and in English; `#` begins a heading, and a
# line that starts further in goes on with the one above.

from __future__ import annotations

import re
from collections.abc import Mapping

from prodia.words import Lang, Words
from prodia.words.lists import table

_TABLE = """
# What follows from a case
verdict
    met: voldaan | met
    not met: niet voldaan | not met
    judgement: oordeel nodig | needs a judgement
    not assessable: niet te beoordelen | not assessable
missing
    refused: wil niet antwoorden | refused to answer
    not applicable: niet van toepassing | not applicable
    unknown: niet geweten | not known
    not asked: nog niet gevraagd | not asked yet
    contradicted: spreekt een ander antwoord tegen | contradicts another answer
    impossible: kan niet: buiten wat mogelijk is | impossible: outside what can be
    not in force: niet van kracht op deze dag | not in force on this day
    not yet: nog niet te zeggen | not to be told yet
    does not fit: niet bruikbaar: de test past niet | not usable: the test does not fit
truth
    true: ja | yes
    false: nee | no
measure
    do: wel doen | do
    leave: niet doen | do not
hypothesis
    kept: behouden | kept
    rejected: verworpen | rejected
    undecided: nog open | undecided
consent
    not needed: niemand hoeft in te stemmen | nobody needs to consent
    given: toestemming gegeven door: {role} | consent given by: {role}
    missing: nog te vragen aan: {role} | still to be asked of: {role}
    refused: geen toestemming van: {role} | no consent of: {role}
    withdrawn: toestemming ingetrokken door: {role} | consent withdrawn by: {role}
    judge first: een mens oordeelt eerst over de bekwaamheid van de leerling
        | a person first judges the competence of the pupil
    undetermined: wie moet instemmen is nog niet te zeggen | who must consent can not be told yet
step
    done: gedaan | done
    open: open | open
    blocked: wacht nog | waiting still
    off path: niet aan de orde | not at issue
    not needed: niet nodig | not needed
need
    consent: toestemming vragen | ask consent
    competence: bekwaamheid beoordelen | judge competence
    answer: vragen | ask
    hypothesis: hypothesen kiezen | choose hypotheses
    judge: oordelen | judge
    decide: beslissen | decide
    share: bespreken en delen | discuss and share
    resume: hervatten | resume
review
    approved: akkoord | approved
    objected: bezwaar | objected
event
    opened: geopend | opened
    switched: andere vorm van begeleiding | other kind of guidance
    consented: toestemming | consent
    answered: antwoord | answer
    measured: metingen | measurements
    administered: een test afgenomen | a test given
    withdrawn: ingetrokken | withdrawn
    raised: hypothese opgenomen | hypothesis raised
    dropped: hypothese losgelaten | hypothesis dropped
    judged: oordeel | judgement
    assessed: bekwaamheid beoordeeld | competence judged
    decided: besluit | decision
    paused: gepauzeerd | paused
    resumed: hervat | resumed
    reopened: heropend | reopened
    moved: naar een andere versie | moved to another version
    shared: gedeeld | shared
    closed: afgesloten | closed
# What a case knows of itself
case
    case.mode: vorm van begeleiding | kind of guidance
    case.age_years: leeftijd in jaren | age in years
    case.age_months: leeftijd in maanden | age in months
    case.competence: bekwaamheid van de leerling | competence of the pupil
    case.day: dag van het traject | day of the case
mode
    consultative: meedenken (zonder naam van de leerling) | thinking along (pupil not named)
    anonymous: anoniem gesprek (niemand is bekend) | anonymous contact (nobody is known)
    trajectory: traject | trajectory
    compulsory: verplichte begeleiding | compulsory guidance
competence
    competent: bekwaam | competent
    not_competent: niet bekwaam | not competent
# Protocols
audience
    team: het team | the team
    school: de school | the school
    parents: de ouders | the parents
    pupil_under_12: de leerling (jonger dan 12) | the pupil (under 12)
    pupil_from_12: de leerling (vanaf 12) | the pupil (from 12)
status
    concept: concept | draft
    review: in nazicht | in review
    released: vrijgegeven | released
    deprecated: vervallen | deprecated
tier
    bronze: brons | bronze
    silver: zilver | silver
    gold: goud | gold
purpose
    classify: classificeren | classification
    access: toegang | access
    third-party: eis van derden | asked by a third party
    guide: handelen | guidance
strength
    must: moet | must
    should: hoort | should
    may: mag | may
    not-said: niet gezegd | not said
side
    school: school | school
    clb: CLB | CLB
    family: gezin | family
    pupil: leerling | pupil
    external: extern | external
does
    ask: vraagt na | asks
    consent: vraagt toestemming | asks consent
    hypothesise: stelt hypothesen op | raises hypotheses
    administer: neemt af | administers
    decide: beslist | decides
    advise: adviseert | advises
about
    pupil: de leerling | the pupil
    school: de school | the school
    home: thuis | home
sensitivity
    none: niet over een persoon | not about a person
    personal: persoonsgegeven | personal data
    special: gevoelig gegeven | sensitive data
    not-said: niet gezegd | not said
medical
    none: geen | none
    possible: mogelijk | possible
    yes: ja | yes
hit
    unique: Hoogstens één regel past. | At most one rule fits.
    first: De eerste regel die past, van boven naar beneden, geeft de uitkomst.
        | The first rule that fits, from top to bottom, gives the outcome.
    priority: Passen er meer regels, dan geldt de uitkomst die het eerst in de lijst staat.
        | Where more rules fit, the outcome that stands first in the list holds.
    collect: Alle regels die passen tellen mee. | Every rule that fits counts.
aggregate
    sum: opgeteld | the sum
    min: het kleinste | the smallest
    max: het grootste | the largest
    count: geteld | the count
rule
    met: voldaan als | met if
    judge: anders oordeelt een mens als | otherwise a person judges if
part
    met: de voorwaarde | the condition
    judge: de grijze zone | the grey zone
    is_: de waarde | the value
    values: de waarden | the values
    that: wat moet kloppen | what must hold
    message: de boodschap | the message
    answers: de antwoorden | the answers
    when: wanneer | when
    table: de tabel | the table
    source: de bronnen | the sources
    valid: de geldigheid | the validity
    note: de opmerking | the note
    texts: de teksten | the texts
    title: de titel | the title
    says: de omschrijving | the description
    ask: de vraag | the question
    help: de toelichting | the explanation
    strength: de sterkte | the strength
    owner: de eigenaar | the owner
    outcomes: de uitkomsten | the outcomes
    fields: de vragen | the questions
    actions: wat te doen | what to do
    minutes: de duur | how long it takes
    reconsider: wat onze keuze zou veranderen | what would change our choice
    type: het type | the type
    options: de keuzes | the choices
    from_: wie het weet | who knows it
    via: langs wie het gevraagd wordt | through whom it is asked
    audience: wie het mag zien | who may see it
    purpose: waarvoor het dient | what it is for
    sensitivity: hoe gevoelig het is | how sensitive it is
    instrument: het instrument | the instrument
    by: wie of waarvan het afhangt | by whom or by what
    judges: wie oordeelt | who judges
    criteria: de criteria | the criteria
    hit: welke rij telt | which row counts
    aggregate: hoe rijen samen tellen | how rows count together
    otherwise: wat er komt als geen rij geldt | what comes where no row holds
    phase: de fase | the phase
    does: wat de stap doet | what the step does
    after: wat eraan voorafgaat | what comes before it
    modes: de vormen van begeleiding | the kinds of guidance
    pupil: of ze over een leerling gaat | whether it is about a pupil
    serves: welke hypothesen ze dient | which hypotheses it serves
    decisions: de beslissingen | the decisions
    audiences: met wie het gedeeld wordt | with whom it is shared
    within: waarin ze valt | within what it falls
    required: of ze verplicht is | whether it is required
    side: aan welke kant | on which side
    series: hoe de reeks gelezen wordt | how the series is read
    error: de meetfout | the error of measurement
    administered: hoe de test afgenomen wordt | how the test is administered
    screening: wat de score over de kans zegt | what the score says of the chance
    battery: welke tests samen tellen | which tests count together
door
    short: In het kort | In short
    start: Aan de slag | Getting started
    learn: Leer bij | Learn more
    more: Nog meer weten | Read on
thing
    phases: Fase | Phase
    steps: Stap | Step
    fields: Vraag | Question
    ensure: Samenhang van antwoorden | Consistency of answers
    derived: Afgeleide waarde | Derived value
    cutoffs: Grens | Cut-off
    criteria: Criterium | Criterion
    hypotheses: Hypothese | Hypothesis
    decisions: Beslissing | Decision
    roles: Rol | Role
    sources: Bron | Source
    terms: Begrip | Term
    law: Wettelijk gegeven | Legal figure
    instruments: Instrument | Instrument
    blocks: Blok | Block
    conflicts: Botsing | Conflict
    audience: Rechten | Rights
    protocol: Protocol | Protocol
    norms: Normgroep | Norm group
    abilities: Brede vaardigheid | Broad ability
things
    phases: Fasen | Phases
    steps: Stappen | Steps
    fields: Vragen | Questions
    ensure: Samenhang van antwoorden | Consistency of answers
    derived: Afgeleide waarden | Derived values
    cutoffs: Grenzen | Cut-offs
    criteria: Criteria | Criteria
    hypotheses: Hypothesen | Hypotheses
    decisions: Beslissingen | Decisions
    roles: Rollen | Roles
    sources: Bronnen | Sources
    terms: Begrippen | Terms
    law: Wettelijke gegevens | Legal figures
    instruments: Instrumenten | Instruments
    blocks: Blokken | Blocks
    conflicts: Waar bronnen botsen | Where sources collide
    claims: Zonder actuele bron | Without a current source
    norms: Normen | Norms
    abilities: Brede vaardigheden | Broad abilities
# Sources
confidence
    seen: gezien in de bron | seen in the source
    seen-old: gezien in een gedateerde bron | seen in a dated source
    seed: uit projectmateriaal, niet nagegaan | from project material, not checked
    inferred: eigen afleiding | our own inference
    unverified: niet nagegaan | not verified
source
    law: wetgeving | legislation
    guideline: richtlijn | guideline
    faq: veelgestelde vragen | frequently asked questions
    article: artikel | article
    page: webpagina | web page
    test-manual: handleiding van een test | manual of a test
    project: dit project | this project
read
    whole: helemaal | as a whole
    opening: alleen het begin | only the beginning
    excerpt: een fragment | an excerpt
    not-read: niet gelezen | not read
# Instruments
instrument status
    in-use: in gebruik | in use
    withdrawn: ingetrokken | withdrawn
    replaced: vervangen | replaced
    fictitious: verzonnen, voor de voorbeelden | made up, for the examples
rating
    first: eerste keuze | first choice
    second: tweede keuze | second choice
    indicative: indicatief | indicative
    unrated: niet beoordeeld | not rated
may
    register: enkel de naam | only the name
    keys: sleutel en grenzen, niet de vragen | keys and cut-offs, not the items
    text: sleutel, grenzen en vragen | keys, cut-offs and items
instrument
    scored: rekent hier | scores here
    register: register | register
informant
    self: de persoon zelf | the person
    parent: een ouder | a parent
    teacher: een leerkracht | a teacher
    examiner: wie de test afneemt | the examiner
register part
    domain: waarover het gaat | what it is about
    age: de leeftijden | the ages
    informant: wie antwoordt | who answers
    stale: wanneer het nagekeken werd, en van wanneer de normen zijn | when it was checked, and its norms made
holding
    same: aanwezig, deze uitgave | there, this edition
    older: aanwezig, een oudere uitgave | there, an older edition
    newer: aanwezig, een nieuwere uitgave dan in het register | there, a newer edition than in the register
    edition not known: aanwezig, uitgave niet vastgelegd | there, edition not recorded
    predecessor: enkel de voorganger | only its predecessor
    none: niet aanwezig | not there
direction
    high-is-good: hoog is gunstig | high is good
    high-is-concern: hoog is zorgelijk | high is a concern
    both-ways: naar twee kanten: hoog noch laag is gunstig | both ways: neither high nor low is good
    not-said: niet gezegd | not said
plausible
    z: z van deze normen | z of these norms
    modified: aangepaste z van CDC | modified z of CDC
reversal
    in sequence: item per item terug | back item by item
    to previous start: terug naar het vorige startitem | back to the previous start item
missing rule
    refuse: elk item is nodig | every item is needed
    zero_if_at_most_m: een leeg item telt als 0; hoogstens {most_missing} leeg
        | an empty item counts as 0; at most {most_missing} empty
    prorate_sum: de som wordt doorgerekend naar alle items | the sum is prorated to all items
    prorate_half_up: de som wordt doorgerekend naar alle items en afgerond, een half naar boven
        | the sum is prorated to all items and rounded, a half upwards
    rounded_person_mean:
        een leeg item krijgt het gemiddelde van de beantwoorde, afgerond, een half naar het even getal
        | an empty item gets the mean of those answered, rounded, a half to the even number
    mean_available: het gemiddelde van de beantwoorde items | the mean of the items answered
    half_rule: het gemiddelde van de beantwoorde items, als minstens de helft beantwoord is
        | the mean of the items answered, when at least half are answered
missing limit
    least_answered: minstens {n} beantwoord | at least {n} answered
    most_missing: hoogstens {n} leeg | at most {n} empty
    most_fraction: hoogstens {n} % van de items leeg | at most {n} % of the items empty
how
    sum: som van {items} | sum of {items}
    mean: gemiddelde van {items} | mean of {items}
    count: van {items} het aantal vanaf {least} punten | of {items} those from {least} points
    highest: hoogste van {items} | highest of {items}
    pomp: percent van het hoogste, over {items} | percent of the maximum, over {items}
# Norms and scores
scale
    raw: ruwe score | raw score
    percentile: percentiel | percentile
    SS: standaardscore | standard score
    scaled: normscore | scaled score
    z: z | z
    T: T | T
    NCE: NCE | NCE
    V: V | V
    C: C | C
    stanine: stanine | stanine
    sten: sten | sten
norm kind
    table: tabel: bij elke ruwe score een normscore | table: a normed score for every raw score
    mean-sd: gemiddelde en standaardafwijking | mean and standard deviation
    cuts: ruwe scores bij enkele percentielen, daartussen berekend
        | raw scores at some percentiles, worked out in between
    sample: kleine vergelijkingsgroep | small control sample
    polynomial: doorlopend model over de leeftijd | continuous model over age
    regression: regressie op leeftijd en geslacht | regression on age and sex
    lms: groeicurven (L, M en S) | growth curves (L, M and S)
key
    age: leeftijd | age
    sex: geslacht | sex
    grade: leerjaar | grade
    moment: moment in het schooljaar | moment in the school year
    month: maand | month
    informant: wie antwoordt | who answers
    language: taal | language
    medium: papier of scherm | paper or screen
sex
    m: jongens | boys
    f: meisjes | girls
outside
    no score: geen score, met de reden | no score, with the reason
    nearest band: de score van de naaste leeftijdsband, met een waarschuwing
        | the score of the nearest age band, with a warning
rows
    public: openbaar | public
    private: privé: enkel in een eigen pakket, en hier niet gelezen
        | private: only in a pack of your own, and not read here
normalised
    true: genormaliseerd: de z-score volgt uit het percentiel
        | normalised: the z score follows from the percentile
    false: lineair: de z-score volgt uit gemiddelde en spreiding
        | linear: the z score follows from the mean and the spread
interval
    observed: rond de behaalde score | around the observed score
    true SEE: rond de geschatte ware score (SEE) | around the estimated true score (SEE)
    true SEM: rond de geschatte ware score (SEM) | around the estimated true score (SEM)
    rescaled: rond de herschaalde ware score | around the rescaled true score
    retest: waar een tweede meting zou liggen | where a second measurement would lie
age
    calendar: voltooid, volgens de kalender | completed, by the calendar
    borrow-30: voltooid, met een geleende maand van 30 dagen | completed, borrowing months of 30 days
    rounded at 15 days: afgerond vanaf 15 dagen | rounded from 15 days
    days / 30.4375: dagen gedeeld door 30,4375 | days divided by 30.4375
# What a value is
type
    number: een getal | a number
    truth: ja/nee | yes/no
    text: een tekst | a text
    date: een datum | a date
    months: een duur in maanden | a duration in months
    days: een duur in dagen | a duration in days
    choice: een keuze | a choice
    verdict: een oordeel | a verdict
    null: niets (null) | nothing (null)
measured in
    cm: centimeter | centimetre
    kg: kilogram | kilogram
unit
    percentile: een percentiel | a percentile
    weeks: weken | weeks
    months: maanden | months
    years: jaren | years
    days: dagen | days
    minutes: minuten | minutes
    count: een aantal | a count
    raw: een ruwe score | a raw score
    score: een standaardscore | a standard score
    z: een z-score | a z-score
    t: een T-score | a T-score
# Series
series
    answer: vooruitgang | progress
    n: aantal metingen | number of measurements
    weeks: weken gemeten | weeks measured
    day: dag van de laatste meting | day of the last measurement
    rate: tempo per week | rate a week
    rate_low: ondergrens van het tempo | lower bound of the rate
    rate_high: bovengrens van het tempo | upper bound of the rate
    level: niveau nu | level now
    gap: kloof met leeftijdsgenoten | gap to peers
    goal_rate: tempo van het doel | rate of the goal
    true_gain_probability: kans op echte vooruitgang | chance of a true gain
    short_of_goal_probability: kans dat het tempo onder het doel ligt
        | chance that the rate is short of the goal
    weeks_needed: weken die nog nodig zijn | weeks still needed
    sessions: sessies die doorgingen | sessions held
    dose_minutes: minuten hulp | minutes of help
    dose_weeks: weken met hulp | weeks with help
    held: percentage van de geplande minuten dat doorging | percentage of the planned minutes that was held
    longest_gap: langste aantal schooldagen zonder hulp | most school days on end without help
    low: ondergrens van de ware score | lower bound of the true score
    high: bovengrens van de ware score | upper bound of the true score
    age_months: leeftijd in maanden op de dag van de meting | age in months on the day of measuring
    fidelity: percentage van het programma dat gevolgd werd | percentage of the programme that was followed
    raw: ruwe score | raw score
    percentile: percentiel | percentile
    empty: aantal lege items | number of empty items
    abilities: aantal brede vaardigheden waarvan een score bekend is
        | number of broad abilities of which a score is known
progress
    none: geen vooruitgang | no progress
    slow: vooruitgang, trager dan het doel | progress, slower than the goal
    progress: vooruitgang | progress
# The error of measurement, and tests that are given
error
    ignore: de score telt zoals ze is; de meetfout weegt niet mee
        | the score counts as it is; the error is not weighed
    overlap: ligt het interval aan beide kanten van de grens, dan oordeelt een mens
        | where the interval lies on both sides of the cut-off, a person judges
    point and interval: voldaan als de score en heel haar interval aan die kant liggen
        | met where the score and the whole of its interval lie on that side
    probability: voldaan als de ware score met minstens {p} zekerheid aan die kant ligt
        | met where the true score lies on that side with a chance of at least {p}
    crosses: het interval aan beide kanten van de grens | the interval on both sides of the cut-off
score way
    items: uit de antwoorden op de items, met de sleutel | from the answers to the items, by the key
    raw: uit de ruwe score, met de normen | from the raw score, by the norms
    printed: zoals ze op het formulier staat | as it stands on the form
then
    gate: De score wordt niet gelezen. | The score is not read.
    warning: De score wordt gelezen; weeg dit mee. | The score is read; weigh this.
series direction
    higher_is_better: hoger is beter | higher is better
    lower_is_better: lager is beter | lower is better
clock
    calendar: in kalenderweken | in calendar weeks
    school_weeks: in schoolweken, zonder vakanties | in school weeks, without holidays
same day
    refuse: één meting per dag | one measurement a day
    keep: alle metingen van een dag tellen | all measurements of a day count
    mean: het gemiddelde van een dag | the mean of a day
    median: de mediaan van een dag | the median of a day
    last: de laatste van een dag | the last of a day
forms
    refuse: één vorm | one form
    equated: vormen die als gelijkwaardig gelden | forms taken as equivalent
anchor
    first: de dag van de eerste | the day of the first
    median: de middelste dag | the day in the middle
    last: de dag van de laatste | the day of the last
help phase
    before: voor de hulp | before the help
    during: tijdens de hulp | during the help
    after: na de hulp | after the help
severity
    error: fout | error
    warning: waarschuwing | warning
    info: ter info | for information
"""


_FAMILIES = (part.split("\n", 1) for part in re.split(r"\n(?! )", _TABLE.strip()) if part[0] != "#")
LABELS: Mapping[str, Mapping[str, Words]] = {
    name: table(rows.replace("\n    ", "\n")) for name, rows in _FAMILIES
}


def label(family: str, key: object, lang: Lang) -> str:
    """The words for one value of a family: a text, yes or no, or a member of an enumeration."""
    found = getattr(key, "value", key)
    return LABELS[family][str(found).lower() if isinstance(found, bool) else str(found)][lang]


def key_in_words(name: str, value: str, lang: Lang) -> str:
    """A value that norms are looked up by: boys or girls, who answered; anything else as the table has it."""
    return label(name, value, lang) if name in ("sex", "informant") and value in LABELS[name] else value


HOLDING = ("released", "deprecated")  # statuses; what is deprecated holds up to and including its last day

# What people write for yes and for no.
TRUTHS = dict.fromkeys("ja j yes y true waar oui vrai".split(), True) | dict.fromkeys(
    "nee neen n no false onwaar non faux".split(), False
)
