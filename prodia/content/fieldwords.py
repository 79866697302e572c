"""What each key of a file is for, in Dutch and with an example: what an editor shows under the mouse."""

# A line is `Model.key: words | example`; `key` alone is for every model that says nothing of its own. A model
# by itself (`Opened: words`) is one kind of event. The examples stand in the form in which they are written.

from __future__ import annotations

import re
from functools import cache

_WORDS = """
format: De vorm van het bestand; altijd 1. | format: 1
id: De naam in verwijzingen: kleine letters, cijfers, streepjes. Verandert nooit. | id: mijn-protocol
version: Drie getallen; het eerste stijgt als er iets anders uit kan komen. | version: 1.0.0
title: De titel, zoals mensen ze lezen. | title: Een moeilijkheid met lezen
source: Waar dit vandaan komt, hoe zeker dat is, en waar het daar staat. | source: [{ref: eigen-keuze, confidence: unverified}]
valid: De dagen waarop het geldt; zonder «to» blijft het gelden. | valid: {from: 2027-09-01, to: 2030-08-31}
note: Een opmerking voor wie de regel nakijkt. | note: De bron noemt twee getallen; dit is het strengste.
texts: Wat elk publiek te horen krijgt, in zijn eigen woorden. | texts: {team: Bespreek de hulp., parents: We bespreken dit met u.}
reason: Waarom; in woorden die later nog te begrijpen zijn. | reason: De ouders vroegen het zo.
by: De rol die dit doet of vastlegt. | by: psycholoog
on: De dag, als jaar-maand-dag. | on: 2027-09-15
person: De naam of schuilnaam van de mens die oordeelt of beslist; in een geval verzonnen. | person: verzonnen naam
kind: Welk soort voorval of definitie dit is. | kind: answered
owner: Van wie het is, als een id. | owner: mijn-team
ages: Voor welke leeftijden, in volle maanden, beide erbij. | ages: 72..203
minutes: Hoe lang het ongeveer duurt, in minuten. | minutes: 30
says: Wat het zegt, als een zin zonder punt. | says: de score is laag
is: De berekening of het getal. | is: som_a + som_b
type: Wat voor antwoord of waarde het is. | type: percentile
means: Wat het woord betekent. | means: hulp die een school aan iedereen geeft
decision: Het id van een beslissing. | decision: wat-nu
outcome: Het id van een uitkomst van die beslissing. | outcome: verder
hypothesis: Het id van een hypothese. | hypothesis: leesmoeilijkheid
criterion: Het id van een criterium. | criterion: ernst
phase: Het id van een fase. | phase: onderzoek
form: Welke vorm van de test. | form: A
language: In welke taal de test werd afgenomen. | language: nl
raw: De ruwe score. | raw: 22
field: Het id van een vraag. | field: leespc
if_so: Wat volgt als het zo is. | if_so: De hulp loopt langer.
if_not: Wat volgt als het niet zo is. | if_not: We zoeken verder.
instrument: Het id van het instrument waarmee gemeten is. | instrument: woordenstroom
mode: De vorm van begeleiding: trajectory, consultative of compulsory. | mode: trajectory
pupil: Een schuilnaam, nooit de naam; in een geval verzonnen. | pupil: leerling A
born: De geboortedag; alleen in een traject met een leerling. | born: 2016-02-03
norms: Met welke normen gescoord is. | norms: normen 2020
protocol: De versie die loopt; in een geval laat je dit weg. | protocol: mijn-protocol@1.0.0
digest: De vingerafdruk van de versie; het programma schrijft ze. | digest: sha256:0f3a
anyway: Waarom het toch deze versie moet zijn, al geldt ze die dag nog niet. | anyway: Om te proberen.
value: Het antwoord of de waarde. | value: 8
missing: Waarom er geen antwoord is: refused, not applicable of unknown. | missing: refused
question: De vraag, als een hele zin. | question: Is de achterstand ernstig?
scales: De schalen. | scales: [lezen]
items: De items, ook als reeks. | items: [q1..q10]
measures: Wat het meet, in een paar woorden. | measures: vlot lezen
country: Het land van de normgroep. | country: Vlaanderen
year: Het jaar. | year: 2020
n: Hoeveel mensen meededen. | n: 1200
low: Vanaf welke waarde. | low: -5
high: Tot welke waarde. | high: 5
Valid.from: De eerste dag. | from: 2027-09-01
Valid.to: De laatste dag zelf; zonder blijft het gelden. | to: 2030-08-31
Protocol.inspiration: Wat een leerling, een school of een gezin nodig kan hebben, om op ideeën te komen. Nooit om af te vinken. | inspiration: {needs: [een vaste plek, weten wat er komt, iemand die luistert], source: [{ref: eigen-keuze, confidence: unverified}]}
Inspiration.needs: De noden, elk in een zin of een deel ervan. | needs: [een vaste plek, weten wat er komt, iemand die luistert]
Protocol.status: Hoe ver het staat: concept, review, released of deprecated. Vrijgeven doet prodia release. | status: concept
Protocol.supplements: Het algemene protocol dat dit aanvult, met versie: daar komen rollen, fasen en poorten vandaan. | supplements: basis@1.0.0
Outcome.urgent: Of dit voor alles gaat en overal als eerste verteld wordt. | urgent: true
Outcome.leads_to: Naar welke protocollen deze uitkomst leidt, elk met waarom. | leads_to: {spraak-taal: Het gaat om taal, niet om lezen.}
Protocol.uses: De blokken waarvan de vragen en regels hier gelden alsof ze hier stonden, elk met zijn versie. | uses: [label@1.0.0]
Protocol.summary: Waarover het gaat, in een of twee zinnen. | summary: Hoe we nagaan of er meer hulp nodig is.
Protocol.disclaimer: Wat dit niet is, voor elk publiek. | disclaimer: {team: Een voorbeeld, niet klinisch getoetst.}
Protocol.reviewers: Wie het nalas, als rol. Een akkoord leg je vast met prodia review. | reviewers: [psycholoog van een ander netwerk]
Protocol.medical_purpose: Of het een medisch doel heeft: none, possible of yes. | medical_purpose: none
Protocol.successor: De versie die in de plaats komt van een die vervalt. | successor: mijn-protocol@2.0.0
Protocol.doors: De vier deuren: in het kort, aan de slag, leer bij, nog meer weten. | doors: {short: In het kort., start: Aan de slag., learn: Leer bij., more: Nog meer.}
Protocol.faq: Vragen waarmee mensen komen, elk met haar antwoord. | faq: {waarom: {question: Waarom meten jullie?, answer: Om te weten welke hulp past., see: criteria.ernst}}
Protocol.rights: Wat elk publiek mag vragen, weigeren of inzien. | rights: {texts: {parents: U mag het verslag inzien.}, source: [{ref: eigen-keuze, confidence: unverified}]}
Protocol.contact: Bij wie elk publiek terechtkan. | contact: {parents: Vraag het aan het CLB van de school.}
Protocol.roles: Wie meedoet, elk met zijn id. Meestal komen ze uit het algemene protocol. | roles: {psycholoog: {title: psycholoog, side: clb}}
Protocol.phases: De fasen, elk met haar id. | phases: {onderzoek: {title: Onderzoek, leads: psycholoog, says: We zoeken uit wat helpt.}}
Protocol.chapters: De vier deuren van een hoofdstuk. | chapters: {hulp: {short: Kort., start: Begin., learn: Leer., more: Meer.}}
Protocol.consent: Welke beslissing zegt wie moet toestemmen. | consent: {decision: bekwaam, who: {ja: leerling, nee: ouders}, judges: [psycholoog]}
Protocol.cutoffs: Grenzen die op meer plaatsen beslissen, elk één keer. Lees ze als cutoff.<id>. | cutoffs: {grijs: {says: hoogstens dit is laag, type: percentile, owner: mijn-team, is: 15}}
defaults: Wat voor elk deel geldt dat het zelf niet zegt: owner, source, valid, judges, strength, audience. | defaults: {owner: mijn-team, strength: should, valid: {from: 2027-09-01}, audience: [team]}
Defaults.owner: Van wie elk criterium en elke grens is die geen andere eigenaar noemt. | owner: mijn-team
Defaults.source: De bron van elk criterium, elke grens en elke beslissing die geen andere noemt. | source: [{ref: eigen-keuze, confidence: unverified}]
Defaults.valid: De dagen waarop elk criterium en elke grens geldt die geen andere noemt. | valid: {from: 2027-09-01}
Defaults.judges: Wie oordeelt bij elk criterium met «judge» dat niemand anders noemt. | judges: [psycholoog]
Defaults.strength: Hoe sterk elk criterium is dat het zelf niet zegt. | strength: should
Defaults.audience: Wie elk antwoord mag zien waar niets anders staat. | audience: [team]
Protocol.fields: Wat we vragen: elke vraag met haar id. | fields: {leespc: {ask: Percentiel woordlezen, type: percentile, from: psycholoog, audience: [team], purpose: criterium ernst}}
Protocol.ensure: Wat tussen antwoorden moet kloppen; klopt het niet, dan telt geen ervan. | ensure: {volgorde: {that: einde >= begin, answers: [begin, einde], message: De hulp eindigt voor ze begint.}}
Protocol.derived: Waarden die uit antwoorden berekend worden; alleen hier wordt gerekend. | derived: {som: {says: de som, type: count 0..20, is: a + b}}
Protocol.criteria: Wat moet gelden: eerst in woorden, dan als regel. | criteria: {ernst: {says: de achterstand is ernstig, met: leespc < 10}}
Protocol.hypotheses: Wat het onderzoek moet uitmaken. | hypotheses: {lezen: {title: Een moeilijkheid met lezen, question: Is ze ernstig?, about: pupil, if_so: Hulp., if_not: Verder zoeken.}}
Protocol.decisions: Wat er voorgesteld wordt, in een tabel; mensen beslissen. | decisions: {wat-nu: {title: Wat nu?, purpose: guide, by: [clb-team]}}
Protocol.steps: Wat er gebeurt, in welke fase en door wie. | steps: {meten: {title: Meten, phase: onderzoek, does: administer, by: psycholoog, says: Neem af wat nodig is.}}
Cited.ref: Het id van de bron, uit shared/sources.yaml. | ref: eigen-keuze
Cited.confidence: Hoe zeker: seen (gelezen), seen-old, seed, inferred of unverified. | confidence: seen
Cited.at: Waar in de bron. | at: artikel 12, tweede lid
Consent.who: Van elke uitkomst: wie toestemt, nobody of judge. | who: {ja: leerling, nee: ouders}
Consent.judges: Wie oordeelt als een mens dat moet. | judges: [psycholoog]
Criterion.says: Wat het criterium zegt, als een zin: zo wordt het voorgelezen. | says: de achterstand is ernstig
Criterion.by: Een keuze waarvan de regel afhangt; «met» heeft dan een regel per keuze. | by: graad
Criterion.met: Wanneer het voldaan is. | met: leespc < 10
Criterion.error: Hoe de meetfout meeweegt: ignore, overlap, point and interval of probability. | error: {how: overlap, source: [{ref: eigen-keuze, confidence: unverified}]}
Criterion.judge: Wanneer een mens oordeelt, als «met» niet geldt. | judge: leespc <= 15
Criterion.judges: Wie oordeelt in die grijze zone. | judges: [psycholoog]
Criterion.purpose: Waarvoor: classify, access, third-party of guide; nooit dooreen. | purpose: classify
Criterion.strength: Of het moet, hoort of mag: must, should of may. | strength: should
Criterion.reconsider: Wat maakt dat je een andere regel zou kiezen. | reconsider: Nieuwe normen voor deze test.
Cutoff.is: Het getal van de grens. | is: 15
Cutoff.reconsider: Wat maakt dat je een ander getal zou kiezen. | reconsider: Nieuwe normen voor deze test.
Cutoff.values: Getallen die elkaar opvolgden, elk met bron en dagen. | values: [{is: 10, valid: {from: 2015-01-01, to: 2026-08-31}, source: [{ref: eigen-keuze, confidence: unverified}]}]
Decision.title: De beslissing, als een vraag. | title: Wat nu?
Decision.purpose: Waarvoor: classify, access, third-party of guide. | purpose: guide
Decision.by: De rollen die beslissen; de tabel stelt alleen voor. | by: [clb-team]
Decision.hit: Wat er gebeurt als meer rijen gelden: unique, first, priority of collect. | hit: unique
Decision.aggregate: Hoe «collect» samenneemt: sum, min, max of count. | aggregate: max
Decision.outcomes: De uitkomsten, elk met titel en met woorden voor elk publiek. | outcomes: {verder: {title: verder zoeken, texts: {team: Zoek verder.}}}
Decision.table: De tabel: boven de pijl de voorwaarden, erna de uitkomst. Een streepje is «maakt niet uit». | table: "ernst | -> voorstel | omdat"
Decision.otherwise: Wat voorgesteld wordt als er iets ontbreekt. | otherwise: {voorstel: open, omdat: er ontbreekt nog een score}
Derived.type: Wat voor waarde het is. | type: count 0..20
Derived.battery: De tests die samen één score geven. | battery: {tests: [a, b], mean: 100, sd: 15, correlations: [[1, 0.5], [0.5, 1]], source: [{ref: eigen-keuze, confidence: unverified}]}
Derived.by: Een keuze, leeftijd of getal waarvan de berekening afhangt; «is» heeft er dan een per keuze of band. | by: case.age_years
Derived.is: De berekening, met namen van vragen. | is: a + b
Doors.short: In het kort: wat het is en voor wie. | short: Hoe we nagaan of er meer hulp nodig is.
Doors.start: Aan de slag: wat je eerst doet. | start: Begin met wat de school al probeerde.
Doors.learn: Leer bij: wat je moet weten. | learn: Lees eerst hoe de score tot stand komt.
Doors.more: Nog meer weten: waar meer staat. | more: De bronnen staan bij elke regel.
Asked.answer: Het antwoord, in een of twee zinnen. | answer: Om te weten welke hulp past.
Asked.see: Het deel dat er meer over zegt. | see: criteria.ernst
Ensure.that: Wat moet kloppen. | that: hulp_einde >= hulp_start
Ensure.answers: Welke antwoorden niet tellen als het niet klopt. | answers: [hulp_start, hulp_einde]
Ensure.message: Wat je dan te lezen krijgt. | message: De hulp eindigt voor ze begint. Kijk beide dagen na.
Field.ask: De vraag, kort: deze woorden komen in zinnen terug. | ask: Percentiel woordlezen
Field.type: Wat voor antwoord: percentile, truth, date, choice, text, count 0..14, months, weeks ... | type: percentile
Field.options: De keuzes bij type choice, elk met haar tekst. | options: {lager: lager onderwijs, secundair: secundair onderwijs}
Field.from: Van wie het antwoord komt, als rol. | from: psycholoog
Field.via: De rol die het hun vraagt en het antwoord vastlegt, als zij dat niet zelf doen. | via: psycholoog
Field.audience: Wie het antwoord mag zien. | audience: [team]
Field.purpose: Waarvoor we het vragen. | purpose: criterium ernst
Field.sensitivity: Hoe gevoelig: none, personal of special. | sensitivity: personal
Field.help: Uitleg bij de vraag. | help: Neem de score over zoals ze in het verslag staat.
Field.error: Hoe precies de score meet, zodat gezegd kan worden hoe zeker een voorstel is. | error: {reliability: 0.91, source: [{ref: eigen-keuze, confidence: unverified}]}
Field.administered: Welke schaal van de test dit antwoord geeft, en op welke score. | administered: {scale: woorden, read: percentile}
Field.screening: Wat de score zegt over de kans op iets. | screening: {of: een leesprobleem, prior: 0.1, ratios: [{below: 10, ratio: 6}, {ratio: 0.3}], source: [{ref: eigen-keuze, confidence: unverified}]}
Field.series: Hoe een reeks metingen gelezen wordt. | series: {direction: higher_is_better, clock: calendar, same_day: mean}
Figure.is: Het getal van de grens in die dagen. | is: 10
Hypothesis.about: Waarover het gaat: pupil, school of home. | about: pupil
Hypothesis.criteria: De criteria die haar houden of verwerpen. | criteria: [ernst, hardnekkig]
Outcome.limits: Wat de uitkomst niet zegt. | limits: {parents: Dit zegt niet dat uw kind niet kan leren lezen.}
Outcome.follows: Wat er nu gebeurt, en wanneer. | follows: {parents: We bellen u binnen de week.}
Outcome.measures: Wat nu gedaan wordt (do) en wat niet (leave), elk met een naam die in elk protocol dezelfde is. | measures: {extra-hulp: do, nieuwe-test: leave}
Phase.leads: Wie de fase leidt, als rol. | leads: psycholoog
Phase.within: De fase waarin deze ligt. | within: onderzoek
Phase.after: De fasen die eerst gedaan zijn. | after: [intake]
Phase.required: Of ze nooit overgeslagen mag worden. | required: true
Phase.doors: De vier deuren van de fase. | doors: {short: Kort., start: Begin., learn: Leer., more: Meer.}
Role.side: Aan welke kant van de tafel: school, clb, family, pupil of external. | side: clb
Role.about: Wie dat is, in een zin. | about: Wie op school de zorg volgt.
Step.does: Wat er gebeurt: ask, consent, hypothesise, administer, decide of advise. | does: administer
Step.by: Wie het doet, als rol. | by: psycholoog
Step.says: Wat te doen, als een zin. | says: Neem af wat nodig is.
Step.actions: Wat te doen, een voor een. | actions: [Leg uit waarom., Neem de test af.]
Step.after: Na welke stap van het algemene protocol deze komt. | after: intake
Step.modes: In welke vormen van begeleiding deze stap hoort. | modes: [trajectory]
Step.pupil: Of het over een leerling gaat; false vraagt geen toestemming. | pupil: false
Step.when: Wanneer de stap op de weg ligt. | when: hulp_weken >= 8
Step.fields: Wat in deze stap gevraagd wordt. | fields: [leespc]
Step.serves: Welke hypothesen het onderzoek dient. | serves: [leesmoeilijkheid]
Step.decisions: Welke beslissingen hier genomen worden. | decisions: [wat-nu]
Step.audiences: Met wie het besproken wordt. | audiences: [parents]
Texts.team: Voor het team. | team: Bespreek samen welke hulp past.
Texts.school: Voor de school. | school: De hulp in de klas loopt verder.
Texts.parents: Voor de ouders: zonder score, zonder etiket, met wat er volgt. | parents: We bespreken dit met u.
Texts.pupil_under_12: Voor een leerling tot twaalf: korte zinnen. | pupil_under_12: Je krijgt hulp bij lezen.
Texts.pupil_from_12: Voor een leerling vanaf twaalf. | pupil_from_12: We bespreken met jou wat helpt.
Opened.audience: Wie de vraag in haar eigen woorden mag lezen. | audience: [parents, school]
Letters.course: Beslissingen over hoe het verder gaat; voorbij zodra er een latere is. | course: [genoeg-informatie]
Letters.evaluations: Beslissingen die terugkijken; wat uit een vroegere volgde, is daarna voorbij. | evaluations: [na-evaluatie]
Letters.matters: Uitkomsten die niet tegelijk waar kunnen zijn, als kanten van één zaak; de laatste telt. | matters: {hulp: [[aanbeveling.binnen-de-school], [aanbeveling.extra-steun-bekijken]]}
Letters.letters: De brief voor elk publiek. | letters: {school: {}, parents: {}, pupil_under_12: {}, pupil_from_12: {}}
LetterSet.school: De brief aan de school. | school: {title: Brief aan de school}
LetterSet.parents: De brief aan de ouders. | parents: {title: Brief aan de ouders}
LetterSet.pupil_under_12: De brief aan een leerling tot twaalf. | pupil_under_12: {title: Brief voor jou}
LetterSet.pupil_from_12: De brief aan een leerling vanaf twaalf. | pupil_from_12: {title: Brief voor jou}
Letter.greeting: De aanspreking, zonder komma. | greeting: Beste ouders
Letter.people: Wie meewerkte; {people} wordt ingevuld. | people: "Werkten mee: {people}."
Letter.decided: Wie iets besliste en wanneer; {who} en {day} worden ingevuld. | decided: "Besloten door {who} op {day}."
Letter.dated: Wat onderweg besloten is; {day} en {text} worden ingevuld. | dated: "Op {day} besloten we: «{text}»"
Letter.replaced: Waarvan een latere beslissing de plaats innam; {day} en {text}. | replaced: "Dit kwam in de plaats van wat we op {day} besloten: «{text}»"
Letter.again: Wat opnieuw beslist wordt; {day} en {text}. | again: "Op {day} besloten we: «{text}» Dat bekijken we opnieuw."
Letter.missing: Dat hiervoor niemand een tekst schreef; {what} is de beslissing. | missing: "Nog niemand schreef een tekst over «{what}»."
Letter.closed: Dat er afgesloten werd voor alles beslist was; {day}. | closed: "Op {day} sloten we dit traject af."
Letter.because: Wat meetelde in het voorstel dat gevolgd is; {reasons}. | because: "Dit telde daarbij: {reasons}."
Letter.parts: De delen van de brief, in de volgorde waarin ze gelezen worden. | parts: [{part: question, title: Wat was de vraag?}]
LetterPart.part: Welk deel het is; wat erin staat, komt uit protocol en traject. | part: found
LetterPart.says: De zin voor wat er te vertellen is. | says: "Dit spraken we af:"
LetterPart.one: Dezelfde zin waar het er maar één is. | one: "Dit ene spraken we af:"
LetterPart.without: Wat de lezer hoort waar niets te vertellen is. | without: Er is nog niets afgesproken.
LetterPart.ends: De zin na wat er te vertellen is. | ends: Dit is geen juridisch advies.
Sources.sources: De bronnen, elk met haar id. | sources: {eigen-keuze: {title: Eigen keuze, kind: project, read: whole}}
Source.kind: Wat het is: law, guideline, faq, article, page, test-manual of project. | kind: guideline
Source.address: Waar het staat. | address: https://example.org/richtlijn
Source.date: Van wanneer het is. | date: 2024-05
Sources.owners: Hoe men wie de regels schreef noemt, bij de id onder «owner». | owners: {mijn-netwerk: Mijn netwerk}
Sources.stale_months: Hoeveel maanden nadat ze gezien werd een bron nog als actueel telt. | stale_months: 24
Source.seen: De dag waarop iemand daar laatst zag wat wij ervan overnemen. | seen: 2026-11-28
Source.read: Wat ervan gelezen is: whole, opening, excerpt of not-read. | read: whole
Terms.terms: De woorden, elk met zijn id. | terms: {zorg: {term: zorg, means: hulp op school}}
Term.term: Het woord zelf. | term: brede basiszorg
Term.aliases: Andere woorden ervoor. | aliases: [basiszorg]
Term.replaced_by: Het woord dat nu het juiste is. | replaced_by: leersteun
Conflicts.conflicts: Botsingen tussen bronnen, elk met zijn id. | conflicts: {ernst: {title: Onder 10 of ook 10, lesson: Schrijf of het getal meetelt., readings: []}}
Conflict.lesson: Wat we eruit leren. | lesson: Schrijf ook of het getal zelf meetelt.
Conflict.readings: De lezingen naast elkaar, minstens twee. | readings: [{says: onder 10, owner: prodia}, {says: 10 ook, owner: faq}]
Reading.rule: De regel die ze volgt: id@versie.criteria.naam, law.naam of terms.naam. | rule: lezen@1.0.0.criteria.ernst
Reading.purpose: Waarvoor ze dient: classify, access, third-party of guide. | purpose: access
Reading.case: Het geval dat toont wat ze geeft: id@versie/geval. | case: lezen@1.0.0/pc-10
Reading.decides: De beslissing die het toont, waar het niet het oordeel van de regel is. | decides: wat-nu
Law.parameters: Getallen uit de wet, elk met zijn id. Lees ze als law.<id>. | parameters: {leerplicht: {title: Leeftijd van de leerplicht, type: years 0..30, values: []}}
LawParameter.values: De waarden die elkaar opvolgden. | values: [{value: 12, valid: {from: 2000-01-01}, source: [{ref: eigen-keuze, confidence: seen}]}]
LawValue.value: De waarde in die dagen. | value: 12
Abilities.abilities: De brede vaardigheden, elk met haar id. | abilities: {Gf: {title: vloeiend redeneren, means: nieuwe problemen oplossen}}
Abilities.coverage: Wat een batterij minstens moet dekken. | coverage: {required: [Gf, Gc], least: 5}
CoverageFigures.required: De vaardigheden die er zeker bij zijn. | required: [Gf, Gc]
CoverageFigures.least: Hoeveel er minstens gemeten worden. | least: 5
CoverageFigures.profile: Hoeveel er nodig zijn voor een profiel. | profile: 3
Instrument.status: Of het gangbaar is, ingetrokken of verzonnen. | status: fictitious
Instrument.replaced_by: Het instrument dat in de plaats kwam. | replaced_by: woordenstroom
Instrument.domains: Waarover het gaat: domeinen van het register. | domains: [lezen]
Instrument.edition: Welke uitgave het is. | edition: tweede druk
Instrument.year: Het jaar van die uitgave. | year: 2018
Instrument.moments: Wanneer in het jaar het normen heeft. | moments: begin, midden en einde van het schooljaar
Instrument.languages: In welke talen het bestaat. | languages: Nederlands
Instrument.fairness: Voor wie de scores minder zeggen, en waarom. | fairness: minder voor wie pas Nederlands leert
Instrument.checked: De dag waarop dit met de handleiding vergeleken werd. | checked: 2026-05-01
Instrument.ratings: Wat andere instanties ervan vonden. | ratings: [{label: second, date: 2021-01-01, body: een andere commissie}]
Register.domains: Waarover tests gaan, elk met een id. | domains: {lezen: {title: lezen}}
Register.stale: Wanneer een fiche opnieuw bekeken wordt. | stale: {checked_months: 24, norm_years: 15, source: [{ref: eigen-keuze, confidence: seen}]}
Staleness.checked_months: Na hoeveel maanden wat nagekeken is opnieuw bekeken wordt. | checked_months: 24
Staleness.norm_years: Vanaf hoeveel jaar normen te oud zijn. | norm_years: 15
Instrument.publisher: Wie het uitgeeft. | publisher: een uitgever
Instrument.licence: Onder welke voorwaarden het verspreid mag worden. | licence: CC BY 4.0
Instrument.may: Wat verspreid mag worden: register, keys of text. | may: keys
Instrument.form: Van welk formulier de nummers zijn. | form: papieren formulier 2020
Instrument.informant: Wie invult: self, parent, teacher of examiner. | informant: parent
Instrument.for_whom: Voor wie het is. | for_whom: kinderen die Nederlands lezen
Instrument.rating: Hoe een instantie het beoordeelde. | rating: {label: unrated, date: 2020-01-01}
Instrument.items: De items, elk met haar id. | items: {q1..q5: {answers: 0..2}}
Instrument.most_empty: Hoeveel items hoogstens leeg mogen zijn. | most_empty: 2
Instrument.reverse: Items die andersom tellen. | reverse: [q3]
Instrument.flags: Antwoorden die op zichzelf tellen, zoals over veiligheid. | flags: {veilig: {item: q3, from: 1, says: veiligheid, do: vraag het vandaag na}}
Instrument.scales: De schalen, elk met haar id. | scales: {som: {title: Som, items: [q1..q5], score: sum}}
Instrument.rules: Besluiten van het formulier zelf. | rules: {veel: {says: veel klachten, is: som >= 3}}
Instrument.errata: Waar deze sleutel afwijkt van de druk, en waarom. | errata: [{where: q2, printed: gewoon, here: omgekeerd, reason: een drukfout}]
Instrument.examples: Ingevulde formulieren met wat eruit moet komen. | examples: [{says: alles, answers: {q1..q5: 1}, expect: {som: 5}}]
CutSet.on: Op welke score: raw of een genormeerde. | on: raw
CutSet.zones: De zones, van laag naar hoog. | zones: [weinig, veel]
CutSet.at: De grenzen ertussen. | at: [5]
CutSet.goes: Bij welke zone een score op de grens hoort: up of down. | goes: up
Erratum.where: Waar het verschil zit. | where: q2
Erratum.printed: Wat er gedrukt staat. | printed: gewoon
Erratum.here: Wat hier staat. | here: omgekeerd
Example.answers: De antwoorden. | answers: {q1..q5: 1}
Example.expect: Wat eruit moet komen. | expect: {som: 5}
Flag.item: Over welk item het gaat. | item: q3
Flag.from: Vanaf welk antwoord, zoals het op het formulier staat. | from: 1
Flag.to: Tot welk antwoord. | to: 3
Flag.do: Wat het team dan doet. | do: vraag het vandaag na
Item.answers: De antwoorden die er zijn. | answers: 0..3
Item.points: Wat elk antwoord telt. | points: [0, 1, 1, 2]
Item.labels: De woorden bij elk antwoord. | labels: [nooit, soms, vaak, altijd]
Item.unit: De eenheid van een maat: cm of kg. | unit: cm
Item.text: De vraag zelf; alleen waar de makers dat toelaten. | text: Ik lees graag.
MissingAnswers.rule: Wat er gebeurt met lege items. | rule: prorate_sum
MissingAnswers.least_answered: Hoeveel items er minstens ingevuld zijn. | least_answered: 8
MissingAnswers.most_missing: Hoeveel er hoogstens leeg zijn. | most_missing: 2
MissingAnswers.most_fraction: Welk deel er hoogstens leeg is. | most_fraction: 0.2
Rating.label: Het oordeel. | label: unrated
Rating.date: De dag van het oordeel. | date: 2020-01-01
Rating.body: Wie oordeelde. | body: een testcommissie
Scale.score: Hoe de items samen een score geven: sum, mean, count, highest of pomp. | score: sum
Scale.missing: Wat er gebeurt met lege items. | missing: {rule: refuse}
Scale.at_least: Vanaf wanneer een item meetelt, bij score count. | at_least: 1
Scale.weights: Items die zwaarder tellen. | weights: {q4: 2}
Scale.stop: Waar de test begint, keert en stopt. | stop: {starts: [{item: q1, ages: 72..83}], discontinue: 3}
Scale.is: De score als berekening van andere schalen. | is: som_a + som_b
Scale.scores: In welke scores een test van anderen ze geeft. | scores: [percentile]
Scale.direction: Welke kant goed is: high-is-good, high-is-concern, both-ways of not-said. | direction: high-is-good
Scale.abilities: Welke brede vaardigheden ze meet. | abilities: [Gf]
Scale.cuts: Zones van de score, met hun grenzen. | cuts: {zone: {says: veel, on: raw, zones: [weinig, veel], at: [5], goes: up}}
Start.item: Het item waarmee deze leeftijd begint. | item: q5
Stop.starts: Waar elke leeftijd begint. | starts: [{item: q1, ages: 72..83}]
Stop.basal: Hoeveel juiste na elkaar de bodem zijn. | basal: 3
Stop.full: Wat elk item onder de bodem telt. | full: 1
Stop.reversal: Hoe men terugkeert: in sequence of to previous start. | reversal: in sequence
Stop.discontinue: Na hoeveel fouten na elkaar men stopt. | discontinue: 4
Stop.misses: Na hoeveel fouten van de laatste men stopt. | misses: 4
Stop.in_a_row_of: Van hoeveel items die fouten zijn. | in_a_row_of: 5
Stop.sets: Blokken die als geheel afgenomen worden. | sets: [{items: [q1..q5]}]
StopSet.back_at_most: Met hoogstens zoveel punten ook het vorige blok. | back_at_most: 2
StopSet.on_at_least: Met minstens zoveel punten ook het volgende blok. | on_at_least: 4
Norms.group: Over wie de normen gaan. | group: leerjaar 3
Norms.language: De taal van de test. | language: Nederlands
Norms.medium: Papier of scherm. | medium: papier
Norms.rows: Of de rijen verspreid mogen worden: public of private. | rows: private
Norms.kind: Hoe een rij een score geeft. | kind: table
Norms.age: Hoe leeftijd geteld wordt. | age: calendar
Norms.by: Waarop een rij nog opgezocht wordt. | by: [sex]
Norms.gives: Welke scores ze geven. | gives: [T, percentile]
Norms.normalised: Of de scores genormaliseerd zijn. | normalised: true
Norms.fitted: Een gepaste lijn in plaats van rijen. | fitted: {raw: raw, norm: T, scale: som}
Norms.predictors: Wat een regressie nog van iemand leest. | predictors: {opleiding: "case.grade"}
Norms.words: Elk woord dat een sleutel hier kan zijn. | words: {sex: [j, m]}
Norms.tables: Bestanden van groeinormen. | tables: [{scale: lengte, file: lengte.csv}]
Norms.plausible: Tussen welke z een maat geloofd wordt. | plausible: {lengte: {on: z, low: -6, high: 6}}
Norms.interval: Hoe de meetfout een interval geeft. | interval: {kind: observed, level: 0.9, reliability: 0.91}
Norms.outside: Wat er buiten de leeftijden gebeurt: no score of nearest band. | outside: no score
sha256: De vingerafdruk van een bestand. | sha256: 0f3a
Fitted.raw: De naam van de ruwe score. | raw: raw
Fitted.norm: De score die eruit komt. | norm: T
Fitted.age: De leeftijd in de lijn. | age: maanden
scale: Het id van de schaal. | scale: som
GrowthTable.file: Het bestand. | file: lengte.csv
GrowthTable.unit: De eenheid van de maat. | unit: cm
GrowthTable.counted: Hoe leeftijd geteld is. | counted: months
GrowthTable.restricted: Of de staarten beperkt zijn. | restricted: true
GrowthTable.near_zero: Onder welke waarde van L de formule overgaat. | near_zero: 0.01
GrowthTable.first: De eerste leeftijd. | first: 24
GrowthTable.last: De laatste leeftijd. | last: 240
IntervalRule.kind: Rond welke score: de gemeten of de geschatte ware. | kind: observed
IntervalRule.level: Hoe zeker het interval is. | level: 0.9
IntervalRule.on: Op welke score. | on: T
IntervalRule.reliability: De betrouwbaarheid, en waar ze staat. | reliability: 0.91
MeasurementError.level: Hoe zeker de grenzen van de ware score zijn, tussen 0 en 1. | level: 0.9
MeasurementError.reliability: De betrouwbaarheid, tussen 0 en 1. | reliability: 0.91
Plausible.on: Op welke score. | on: z
CaseFile.case: Het id van het geval, zoals het bestand heet. | case: op-de-grens
CaseFile.title: Het geval in een paar woorden. | title: Op de grens
CaseFile.why: Waarom dit geval er is. | why: Precies op de grens telt nog niet.
CaseFile.begins: Het geval waarvan alle voorvallen eerst komen. | begins: onderzoek-begonnen
CaseFile.events: Wat er gebeurt, dag na dag. | events: [{kind: answered, on: 2027-09-15, by: psycholoog, field: leespc, value: 8}]
CaseFile.expect: Wat eruit moet komen. | expect: {verdicts: {ernst: "met"}, proposes: {wat-nu: verder}}
Answered: Een antwoord, of waarom er geen is.
Answered.measured: De dag van de meting, als dat een andere is. | measured: 2027-09-10
Assessed: Iemand oordeelt of de leerling dit zelf kan beoordelen.
Assessed.competent: Of de leerling het zelf kan beoordelen. | competent: true
Closed: Het traject is klaar.
Consented: Iemand stemt toe of weigert.
Consented.from: Wie toestemt of weigert. | from: ouders
Consented.given: Ja of nee. | given: true
Consented.basis: Wat uitgelegd is, en hoe het antwoord kwam. | basis: verzonnen gesprek
Decided: Mensen beslissen, met het voorstel of anders.
Dropped: Een hypothese valt weg.
Judged: Iemand oordeelt in een grijze zone.
Judged.verdict: Het oordeel: "met" (voldaan) of "not met". | verdict: "met"
Administered: Een test werd afgenomen.
Administered.measured: De dag van de test. | measured: 2027-10-01
Administered.items: De antwoorden op de items; wat er niet staat, is leeg. | items: {reeks_1: 4, reeks_2: 9}
Administered.value: De score zoals ze op het formulier staat. | value: 12
Administered.norms: Met welke normen de score gelezen wordt. | norms: woordenstroom-verzonnen@1.0.0
Administered.form: Welke vorm van de test, als er meer zijn. | form: A
Administered.level: Met welke zekerheid de grenzen op het formulier staan. | level: 0.9
Administered.interval: Hoe de grenzen op het formulier gemaakt zijn. | interval: observed
Administered.sex: Het geslacht, als de normen het vragen. | sex: girl
Administered.grade: Het leerjaar, als de normen het vragen. | grade: "3"
Administered.moment: Het moment in het schooljaar, als de normen het vragen. | moment: midden
Administered.month: De maand in het schooljaar, als de normen het vragen. | month: "5"
Administered.informant: Wie de vragen beantwoordde, als de normen het vragen. | informant: ouder
Administered.medium: Op papier of op een scherm. | medium: papier
Administered.record: Wat ervan komt; het programma maakt het. | record: {way: raw, raw: 22}
SaidOfScore.code: De code van wat erover te zeggen is; het programma schrijft ze. | code: PRD-P40
SaidOfScore.nl: Wat erover te zeggen is, in het Nederlands. | nl: De normen zijn oud.
SaidOfScore.en: Hetzelfde in het Engels. | en: The norms are old.
ScoreRecord.way: Waaruit de score komt: items, raw of printed. | way: raw
ScoreRecord.read: Op welke schaal de score gelezen is. | read: T
ScoreRecord.side: Of de score onder (<) of boven (>) het einde van de tabel valt. | side: "<"
ScoreRecord.percentile: Het percentiel dat erbij hoort. | percentile: 13
ScoreRecord.level: Met welke zekerheid het interval geldt. | level: 0.9
ScoreRecord.interval: Hoe het interval gemaakt is. | interval: true SEE
ScoreRecord.interval_on: Op welke schaal het interval staat. | interval_on: T
ScoreRecord.reliability: De betrouwbaarheid waarmee gerekend is. | reliability: 0.91
ScoreRecord.norms_digest: De vingerafdruk van de normtabel; het programma schrijft ze. | norms_digest: sha256:0f3a
ScoreRecord.group: De normgroep waarmee vergeleken is. | group: leerjaar 3
ScoreRecord.age_months: De leeftijd op de dag van de test, in volle maanden. | age_months: 104
ScoreRecord.age_convention: Hoe de leeftijd geteld is. | age_convention: completed
ScoreRecord.empty: Hoeveel items leeg bleven. | empty: 1
ScoreRecord.missing_rule: Wat met lege items gedaan is. | missing_rule: prorate
ScoreRecord.flags: Wat van de antwoorden opvalt, per merkteken. | flags: [gevaar]
ScoreRecord.open_flags: De merktekens die door lege items open bleven. | open_flags: [gevaar]
ScoreRecord.warnings: Wat over de score te zeggen is. | warnings: [{code: PRD-P40, nl: De normen zijn oud., en: The norms are old.}]
Administration.scale: De schaal van het instrument. | scale: woorden
Administration.read: Op welke score: raw, percentile, z, T, SS, scaled, ... | read: percentile
Administration.stale: Vanaf wanneer normen te oud zijn. | stale: {then: warning, years: 15}
Administration.group: Waar de normgroep vandaan moet zijn. | group: {then: gate, countries: [België]}
Administration.withdrawn: Wat er gebeurt als de test ingetrokken is. | withdrawn: {then: gate}
Administration.again: Hoe lang tussen twee afnames. | again: {then: warning, weeks: 26}
Battery.tests: De vragen die meetellen, met een standaardscore. | tests: [a, b]
Battery.mean: Het gemiddelde van de samengestelde score. | mean: 100
Battery.sd: De spreiding van de samengestelde score. | sd: 15
Battery.correlations: De correlaties tussen de tests, in dezelfde volgorde. | correlations: [[1, 0.5], [0.5, 1]]
Battery.weights: Hoe zwaar elke test telt. | weights: [1, 2]
Battery.level: Hoe zeker de grenzen van de ware score zijn. | level: 0.9
ErrorTreatment.how: ignore, overlap, point and interval of probability. | how: overlap
ErrorTreatment.at_least: Met welke kans de ware score aan die kant moet liggen. | at_least: 0.9
Likelihood.below: Tot welke score dit stuk gaat. | below: 10
Likelihood.ratio: Hoeveel keer zo vaak bij wie het heeft. | ratio: 6
Screening.of: Waarnaar gezocht wordt. | of: een leesprobleem
Screening.prior: Hoe vaak het voorkomt, voor de test. | prior: 0.1
Screening.ratios: De stukken van de score, van laag naar hoog. | ratios: [{below: 10, ratio: 6}, {ratio: 0.3}]
StaleNorms.years: Na hoeveel jaar. | years: 15
NormGroup.countries: Uit welke landen of gebieden. | countries: [België]
NormGroup.languages: In welke talen. | languages: [Nederlands]
TestedBefore.weeks: Hoeveel weken ertussen. | weeks: 26
then: Wat er dan gebeurt: warning of gate. | then: warning
Measured: Metingen van een reeks, met de hulp ernaast.
Measured.points: De metingen. | points: [{day: 2027-10-01, value: 34}]
Measured.sessions: De momenten van hulp. | sessions: [{day: 2027-10-02, minutes: 30}]
Measured.help: De hulp die gepland was. | help: {from: 2027-10-01, to: 2027-12-20, sessions_per_week: 3, minutes: 30}
day: De dag, als jaar-maand-dag. | day: 2027-10-01
PointMeasured.phase: Of het voor of tijdens de hulp was. | phase: help
SessionHeld.steps_done: Hoeveel stappen van het programma gedaan werden. | steps_done: 8
SessionHeld.steps_total: Van hoeveel stappen. | steps_total: 10
HelpPlanned.from: De eerste dag van de hulp. | from: 2027-10-01
HelpPlanned.to: De laatste dag van de hulp. | to: 2027-12-20
HelpPlanned.sessions_per_week: Hoe vaak per week. | sessions_per_week: 3
Series.direction: Welke kant beter is. | direction: higher_is_better
Series.clock: Of vakanties meetellen: calendar, of niet: school_weeks. | clock: calendar
Series.same_day: Wat twee metingen op één dag samen zijn. | same_day: mean
Series.forms: Of andere vormen van de test samen mogen. | forms: refuse
Series.confidence: Hoe zeker elke grens is. | confidence: 0.9
Series.per_week: Hoe vaak er per week gemeten wordt. | per_week: 2
Series.standstill: Het tempo dat geen vooruitgang is. | standstill: 0
Series.goal_rate: Het doel, per week. | goal_rate: 1.5
Series.goal: Het doel als score, op goal_day. | goal: 60
Series.goal_day: De dag van het doel. | goal_day: 2028-06-01
Series.first_n: De doellijn begint bij de mediaan van zoveel metingen. | first_n: 3
Series.anchor: En op welke dag daarvan: first, median of last. | anchor: median
Series.see: Een gepubliceerde meetfout. | see: 4.5
Series.norm: Het niveau van leeftijdsgenoten. | norm: 70
Series.over: De fase van de hulp waarop het antwoord rust. | over: help
Series.school_days_for_a_week: Hoeveel schooldagen als een week tellen. | school_days_for_a_week: 3
Series.holidays: De vakanties. | holidays: [{from: 2027-11-01, to: 2027-11-05}]
Moved: Naar een andere versie van het protocol.
Moved.to: De versie waarheen. | to: mijn-protocol@2.0.0
Opened: Het begin: welke vraag, van wie, in welke vorm.
Opened.question: De vraag waarmee het begint. | question: verzonnen vraag
Paused: Het traject wacht.
Paused.waiting_for: Waarop of op wie gewacht wordt. | waiting_for: het verslag van de school
Raised: Een hypothese komt erbij, met wat volgt als ze wel of niet klopt.
Reopened: Terug naar een vroegere fase.
Resumed: Het traject gaat verder na het wachten.
Shared: Het verslag werd met een publiek besproken.
Shared.audience: Met welk publiek. | audience: parents
Shared.with: Met wie. | with: beide ouders
Switched: Van meedenken naar een traject, of naar verplichte begeleiding.
Withdrawn: Een antwoord of de toestemming wordt teruggenomen.
Withdrawn.what: Welk antwoord, of consent. | what: leespc
Expected.verdicts: Wat elk criterium moet zijn: met, not met, judgement of not assessable. | verdicts: {ernst: "met"}
Expected.proposes: Wat elke beslissing moet voorstellen. | proposes: {wat-nu: verder}
Expected.values: Wat elke berekende waarde moet zijn. | values: {som: 12}
Expected.contradictions: Welke antwoorden elkaar tegenspreken. | contradictions: [volgorde]
Expected.needs: Wat nog nodig is. | needs: ["answer leespc"]
Expected.not_needed: Welke vragen niet meer nodig zijn. | not_needed: [leespc]
Expected.hypotheses: Wat met elke hypothese gebeurt: kept, rejected of undecided. | hypotheses: {lezen: kept}
Expected.changed: Welke criteria door de verhuizing anders zijn. | changed: [ernst]
Expected.steps: Hoe stappen ervoor staan: done, open, blocked, off path of not needed. | steps: {meten: done}
Expected.refused: De code waarmee het laatste voorval geweigerd moet worden. | refused: PRD-C01
Exemptions.exemptions: Wat bewust anders is dan een regel vraagt. | exemptions: [{rule: Q69, at: ., reason: Nog niemand las dit na., by: mijn-team, until: 2028-12-31}]
Exemption.rule: De code of de naam van de bevinding. | rule: Q69
Exemption.at: Het bestand of de map, gezien vanuit het pakket. | at: mijn-protocol/1.0.0
Exemption.part: Welk deel van dat bestand. | part: fields.leespc
Exemption.by: Wie het zegt. | by: mijn-team
Exemption.until: De laatste dag; daarna is het een fout. | until: 2028-12-31
Reviews.reviews: Wie deze versie nalas; prodia review schrijft het. | reviews: [{role: psycholoog, network: leuven, on: 2027-05-02, says: approved}]
Review.role: In welke rol; nooit een naam. | role: psycholoog
Review.network: Voor welk netwerk. | network: leuven
Review.read: De vingerafdruk van wat gelezen is; prodia review schrijft ze. | read: sha256:0f3a
Review.says: Akkoord of bezwaar: approved of objected. | says: approved
Review.remarks: Wat er opgemerkt werd. | remarks: De zin voor de ouders is nu duidelijk.
"""  # noqa: E501


@cache
def _table() -> dict[str, tuple[str, str]]:
    found = {}
    for line in _WORDS.strip().splitlines():
        name, _, rest = line.partition(": ")
        words, _, example = rest.partition(" | ")
        if name in found:
            raise ValueError(f"{name} is told twice")
        found[name] = words, example
    return found


def words_of(model: str, key: str) -> tuple[str, str] | None:
    """What a key of a model is for and an example of it; None where nobody said."""
    same = "Protocol" if model == "Block" else model
    return _table().get(f"{same}.{key}") or _table().get(key)


def event_words(model: str) -> str:
    """What one kind of event records."""
    return _table()[model][0]


def hover(model: str, key: str) -> dict[str, str]:
    """The same as what JSON Schema and editors read: plain, and in Markdown with the example apart."""
    told = words_of(model, key)
    if told is None:
        return {}
    words, example = told
    plain = re.sub(r"\s+", " ", f"{words} Voorbeeld: {example}" if example else words)
    return {"description": plain, "markdownDescription": f"{words}\n\n```yaml\n{example}\n```"}
