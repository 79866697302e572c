"""C: why an event is refused, why a question is asked or not, and what is wrong with a case file.

C01-C79 are refusals, C80-C89 concern the file of a case, C90-C99 explain what is open.
No value of a pupil is ever an argument of these: names of the protocol, ranges and roles only.
"""

from prodia.problems import Kind, Two

NOT_OPENED = Kind(
    "C01",
    Two("niet-geopend", "not-opened"),
    Two("Een traject begint met «opened»; het eerste voorval is «{kind}».", "A case begins with «opened»; the first event is «{kind}»."),
    Two("zet «opened» vooraan.", "put «opened» first."),
)
ALREADY_OPENED = Kind(
    "C02",
    Two("al-geopend", "already-opened"),
    Two("Dit traject is al geopend.", "This case is open already."),
    Two("begin een nieuw traject, of heropen een fase met «reopened».", "begin a new case, or reopen a phase with «reopened»."),
)
CLOSED = Kind(
    "C03",
    Two("afgesloten", "closed"),
    Two("Het traject is afgesloten; «{kind}» kan nu niet.", "The case is closed; «{kind}» is not possible now."),
    Two("heropen eerst een fase met «reopened».", "reopen a phase first, with «reopened»."),
)
PAUSED = Kind(
    "C04",
    Two("gepauzeerd", "paused"),
    Two("Het traject wacht; «{kind}» kan nu niet.", "The case is waiting; «{kind}» is not possible now."),
    Two(
        "hervat met «resumed»; intussen kan u antwoorden, toestemming of intrekking vastleggen, of afsluiten.",
        "resume with «resumed»; meanwhile answers, consent or withdrawal can be recorded, or the case closed.",
    ),
)
DATE_BACK = Kind(
    "C05",
    Two("datum-terug", "date-back"),
    Two("Het voorval is van {on}, maar er staat al iets van {last}.", "The event is of {on}, but something of {last} is recorded already."),
    Two(
        "geef de dag waarop u dit vastlegt; de dag van een meting zelf hoort bij «measured».",
        "give the day on which you record this; the day of a measurement itself belongs in «measured».",
    ),
)
UNKNOWN_ROLE = Kind(
    "C06",
    Two("onbekende-rol", "unknown-role"),
    Two("Dit protocol kent de rol «{name}» niet.", "This protocol has no role «{name}»."),
    Two("bedoelt u {nearest}", "did you mean {nearest}"),
)
UNKNOWN_PROTOCOL = Kind(
    "C07",
    Two("onbekend-protocol", "unknown-protocol"),
    Two("«{name}» is niet te vinden.", "«{name}» can not be found."),
    Two("voeg het pakket met die versie toe, of kies een versie die er is.", "add the pack with that version, or choose a version that is there."),
)
OTHER_DIGEST = Kind(
    "C08",
    Two("andere-inhoud", "other-content"),
    Two("«{name}» heeft hier een andere inhoud dan toen het traject werd vastgelegd.", "«{name}» has another content here than when the case was recorded."),
    Two("neem de uitgave die bij dit traject hoort, of verhuis uitdrukkelijk met «moved».", "use the edition that belongs to this case, or move explicitly with «moved»."),
)
CONSENT_MISSING = Kind(
    "C09",
    Two("toestemming-ontbreekt", "consent-missing"),
    Two("Stap «{step}» gaat over de leerling en vraagt eerst toestemming van «{role}».", "Step «{step}» is about the pupil and first needs consent of «{role}»."),
    Two("leg de toestemming vast met «consented».", "record the consent with «consented»."),
)
CONSENT_REFUSED = Kind(
    "C10",
    Two("toestemming-geweigerd", "consent-refused"),
    Two("«{role}» stemt niet (meer) in; stap «{step}» blijft dicht.", "«{role}» does not consent (any more); step «{step}» stays closed."),
    Two("alleen een nieuwe toestemming van «{role}» opent de stap; afsluiten kan ook.", "only a new consent of «{role}» opens the step; closing the case is possible too."),
)
JUDGE_FIRST = Kind(
    "C11",
    Two("bekwaamheid-eerst", "competence-first"),
    Two("Eerst oordeelt een mens of de leerling bekwaam is om zelf in te stemmen.", "First a person judges whether the pupil is competent to consent."),
    Two("leg dat oordeel vast met «assessed», door {roles}.", "record that judgement with «assessed», by {roles}."),
)
CONSENT_NOT_ASKED = Kind(
    "C12",
    Two("toestemming-niet-gevraagd", "consent-not-asked"),
    Two("Op dit moment is niemands toestemming nodig.", "Nobody's consent is needed at this moment."),
    Two("ga verder met wat open is.", "go on with what is open."),
)
CONSENT_OTHER_ROLE = Kind(
    "C13",
    Two("toestemming-van-een-ander", "consent-of-another"),
    Two("Nu moet «{role}» instemmen, niet «{name}».", "«{role}» must consent now, not «{name}»."),
    Two("leg de toestemming van «{role}» vast.", "record the consent of «{role}»."),
)
CONSENT_UNDETERMINED = Kind(
    "C14",
    Two("toestemming-onbepaald", "consent-undetermined"),
    Two("Wie moet instemmen is niet te bepalen met wat bekend is.", "Who must consent can not be told from what is known."),
    Two("vul aan wat de tabel «{table}» leest.", "complete what the table «{table}» reads."),
)
NOT_A_JUDGE = Kind(
    "C15",
    Two("niet-bevoegd-voor-bekwaamheid", "not-to-judge-competence"),
    Two("«{name}» oordeelt niet over bekwaamheid.", "«{name}» does not judge competence."),
    Two("dat doen: {roles}.", "those who do: {roles}."),
)
NO_IDENTITY = Kind(
    "C16",
    Two("geen-leerling-bekend", "no-pupil-known"),
    Two("In een consultatief traject is er geen leerling over wie dit kan gaan.", "In a consultative case there is no pupil this can be about."),
    Two("stap eerst over met «switched».", "switch first, with «switched»."),
)
UNKNOWN_FIELD = Kind(
    "C20",
    Two("onbekende-vraag", "unknown-question"),
    Two("Dit protocol vraagt «{name}» niet.", "This protocol does not ask «{name}»."),
    Two("bedoelt u {nearest}", "did you mean {nearest}"),
)
OFF_PATH_MODE = Kind(
    "C21",
    Two("andere-vorm", "other-mode"),
    Two("Stap «{step}» hoort niet bij deze vorm van begeleiding («{mode}»).", "Step «{step}» does not belong to this kind of guidance («{mode}»)."),
    Two("ga verder met wat open is, of stap over met «switched».", "go on with what is open, or switch with «switched»."),
)
OFF_PATH = Kind(
    "C22",
    Two("niet-op-het-pad", "off-path"),
    Two("Stap «{step}» is hier niet aan de orde: «{when}» geldt niet.", "Step «{step}» does not apply here: «{when}» does not hold."),
    Two("ga verder met wat open is.", "go on with what is open."),
)
PATH_UNKNOWN = Kind(
    "C23",
    Two("pad-nog-onbekend", "path-not-known-yet"),
    Two("Of stap «{step}» aan de orde is, is nog niet bekend: «{when}».", "Whether step «{step}» applies is not known yet: «{when}»."),
    Two("beantwoord eerst wat die voorwaarde leest.", "answer first what that condition reads."),
)
PHASE_CLOSED = Kind(
    "C24",
    Two("fase-nog-dicht", "phase-not-open-yet"),
    Two("Stap «{step}» wacht op de fase «{phase}».", "Step «{step}» waits for the phase «{phase}»."),
    Two("rond eerst die fase af.", "complete that phase first."),
)
NO_HYPOTHESIS = Kind(
    "C25",
    Two("geen-hypothese", "no-hypothesis"),
    Two("Stap «{step}» dient geen hypothese die nu gesteld is.", "Step «{step}» serves no hypothesis that is raised now."),
    Two("stel eerst een van deze hypothesen, met «raised»: {names}.", "raise one of these hypotheses first, with «raised»: {names}."),
)
OTHER_ROLE = Kind(
    "C26",
    Two("van-een-ander-gevraagd", "asked-of-another"),
    Two("«{field}» wordt gevraagd van «{role}»; «{name}» legt dat niet vast.", "«{field}» is asked of «{role}»; «{name}» does not record it."),
    Two("laat «{role}» of een rol aan clb-zijde dit vastleggen.", "let «{role}» or a role on the clb side record it."),
)
MEASURED_LATE = Kind(
    "C27",
    Two("meting-in-de-toekomst", "measured-in-future"),
    Two("De meting van «{field}» ligt na de dag van het voorval ({on}) of voor de geboorte.", "The measurement of «{field}» lies after the day of the event ({on}) or before birth."),
    Two("geef bij «measured» de dag waarop echt gemeten is.", "give under «measured» the day on which it was really measured."),
)
NUMBER_WANTED = Kind(
    "C30",
    Two("geen-getal", "not-a-number"),
    Two("«{field}» vraagt een getal ({type}).", "«{field}» wants a number ({type})."),
    Two("schrijf gewone cijfers 0-9, met een punt voor decimalen: 12 of 3.5.", "write plain digits 0-9, with a point for decimals: 12 or 3.5."),
)
COMMA = Kind(
    "C31",
    Two("komma-in-getal", "comma-in-number"),
    Two("«{field}» vraagt een getal, en hier staat een komma.", "«{field}» wants a number, and there is a comma in it."),
    Two("schrijf een punt: bij 3,5 bedoelt u 3.5?", "write a point: for 3,5 did you mean 3.5?"),
)
RANGE = Kind(
    "C32",
    Two("buiten-bereik", "out-of-range"),
    Two("Het antwoord op «{field}» valt buiten {type}.", "The answer to «{field}» lies outside {type}."),
    Two("kijk na of het de juiste maat is; gevraagd is {type}.", "check that it is the right measure; asked is {type}."),
)
OPTION = Kind(
    "C34",
    Two("onbekende-keuze", "unknown-option"),
    Two("Dat is geen van de keuzes van «{field}».", "That is none of the options of «{field}»."),
    Two("bedoelt u {nearest} Te kiezen: {options}.", "did you mean {nearest} To choose from: {options}."),
)
TRUTH_WANTED = Kind(
    "C35",
    Two("ja-of-nee", "yes-or-no"),
    Two("«{field}» vraagt ja of nee.", "«{field}» wants yes or no."),
    Two("antwoord ja of nee (in een bestand: true of false).", "answer yes or no (in a file: true or false)."),
)
DATE_WANTED = Kind(
    "C36",
    Two("geen-datum", "not-a-date"),
    Two("«{field}» vraagt een bestaande datum.", "«{field}» wants a date that exists."),
    Two("schrijf jaar-maand-dag, zoals 2026-09-01.", "write year-month-day, like 2026-09-01."),
)
DURATION_WANTED = Kind(
    "C37",
    Two("geen-duur", "not-a-duration"),
    Two("«{field}» vraagt een duur ({type}).", "«{field}» wants a duration ({type})."),
    Two("schrijf P6M (maanden), P2Y (jaren) of P10D (dagen).", "write P6M (months), P2Y (years) or P10D (days)."),
)
TEXT_WANTED = Kind(
    "C38",
    Two("geen-tekst", "not-a-text"),
    Two("«{field}» vraagt woorden.", "«{field}» wants words."),
    Two("schrijf minstens één woord, tussen aanhalingstekens in een bestand.", "write at least one word, in quotes in a file."),
)
UNKNOWN_HYPOTHESIS = Kind(
    "C40",
    Two("onbekende-hypothese", "unknown-hypothesis"),
    Two("Dit protocol kent de hypothese «{name}» niet.", "This protocol has no hypothesis «{name}»."),
    Two("bedoelt u {nearest}", "did you mean {nearest}"),
)
HYPOTHESIS_CLOSED = Kind(
    "C41",
    Two("strategie-niet-open", "strategy-not-open"),
    Two("Een hypothese stellen kan alleen in de strategie, en die is nu niet open.", "A hypothesis is raised in the strategy only, and that is not open now."),
    Two("rond eerst af wat daarvoor komt, of heropen die fase.", "complete first what comes before it, or reopen that phase."),
)
ALREADY_RAISED = Kind(
    "C42",
    Two("al-gesteld", "already-raised"),
    Two("De hypothese «{name}» is al gesteld.", "The hypothesis «{name}» is raised already."),
    Two("onderzoek ze verder, of laat ze los met «dropped».", "go on with it, or let it go with «dropped»."),
)
NOT_RAISED = Kind(
    "C43",
    Two("niet-gesteld", "not-raised"),
    Two("De hypothese «{name}» is nu niet gesteld.", "The hypothesis «{name}» is not raised now."),
    Two("alleen een gestelde hypothese kan u loslaten.", "only a raised hypothesis can be let go."),
)
UNKNOWN_CRITERION = Kind(
    "C50",
    Two("onbekend-criterium", "unknown-criterion"),
    Two("Dit protocol kent het criterium «{name}» niet.", "This protocol has no criterion «{name}»."),
    Two("bedoelt u {nearest}", "did you mean {nearest}"),
)
NOT_GREY = Kind(
    "C51",
    Two("geen-grijze-zone", "no-grey-zone"),
    Two("Over «{name}» valt nu niets te oordelen: het is geen grijze zone.", "There is nothing to judge about «{name}» now: it is no grey zone."),
    Two("een mens oordeelt waar de regel het oordeel openlaat; verbeter anders het antwoord.", "a person judges where the rule leaves it open; otherwise correct the answer."),
)
NOT_TO_JUDGE = Kind(
    "C52",
    Two("niet-bevoegd-te-oordelen", "not-to-judge"),
    Two("«{role}» oordeelt niet over «{name}».", "«{role}» does not judge «{name}»."),
    Two("dat doen: {roles}.", "those who do: {roles}."),
)
UNKNOWN_DECISION = Kind(
    "C60",
    Two("onbekende-beslissing", "unknown-decision"),
    Two("Dit protocol kent de beslissing «{name}» niet.", "This protocol has no decision «{name}»."),
    Two("bedoelt u {nearest}", "did you mean {nearest}"),
)
OUTCOME = Kind(
    "C61",
    Two("onbekende-uitkomst", "unknown-outcome"),
    Two("De beslissing «{decision}» kent de uitkomst «{name}» niet.", "The decision «{decision}» has no outcome «{name}»."),
    Two("bedoelt u {nearest}", "did you mean {nearest}"),
)
NOT_TO_DECIDE = Kind(
    "C62",
    Two("niet-bevoegd-te-beslissen", "not-to-decide"),
    Two("«{role}» beslist niet over «{name}».", "«{role}» does not decide «{name}»."),
    Two("dat doen: {roles}.", "those who do: {roles}."),
)
DECISION_CLOSED = Kind(
    "C63",
    Two("beslissing-niet-open", "decision-not-open"),
    Two("Geen enkele open stap beslist over «{name}».", "No open step decides «{name}»."),
    Two("ga verder met wat open is.", "go on with what is open."),
)
NOT_PAUSED = Kind(
    "C70",
    Two("niet-gepauzeerd", "not-paused"),
    Two("Het traject is niet gepauzeerd.", "The case is not paused."),
    Two("ga verder met wat open is.", "go on with what is open."),
)
UNKNOWN_PHASE = Kind(
    "C72",
    Two("onbekende-fase", "unknown-phase"),
    Two("Dit protocol kent de fase «{name}» niet.", "This protocol has no phase «{name}»."),
    Two("bedoelt u {nearest}", "did you mean {nearest}"),
)
PHASE_LATER = Kind(
    "C73",
    Two("fase-komt-nog", "phase-still-to-come"),
    Two("Heropenen gaat terug; de fase «{name}» moet nog komen.", "Reopening goes back; the phase «{name}» is still to come."),
    Two("kies de fase «{phase}» of een eerdere.", "choose the phase «{phase}» or an earlier one."),
)
MOVE_OTHER = Kind(
    "C74",
    Two("ander-protocol", "other-protocol"),
    Two("Verhuizen kan naar een andere versie van hetzelfde protocol, niet naar «{name}».", "A case moves to another version of the same protocol, not to «{name}»."),
    Two("kies een andere versie van «{id}», of begin een nieuw traject.", "choose another version of «{id}», or begin a new case."),
)
NOTHING_TO_WITHDRAW = Kind(
    "C76",
    Two("niets-in-te-trekken", "nothing-to-withdraw"),
    Two("«{name}» is nu niet gegeven, en kan dus niet worden ingetrokken.", "«{name}» is not given now, and so can not be taken back."),
    Two("noem een beantwoorde vraag, of «consent» voor een gegeven toestemming.", "name an answered question, or «consent» for a consent that was given."),
)
SHARE_CLOSED = Kind(
    "C77",
    Two("delen-niet-open", "sharing-not-open"),
    Two("Geen enkele open stap deelt iets met «{name}».", "No open step shares anything with «{name}»."),
    Two("ga verder met wat open is.", "go on with what is open."),
)
SAME_MODE = Kind(
    "C78",
    Two("zelfde-vorm", "same-mode"),
    Two("Het traject heeft al de vorm «{mode}».", "The case has the mode «{mode}» already."),
    Two("ga verder met wat open is.", "go on with what is open."),
)
BORN_LATER = Kind(
    "C79",
    Two("geboorte-in-de-toekomst", "born-in-future"),
    Two("De geboortedatum ligt na de dag van het voorval ({on}).", "The date of birth lies after the day of the event ({on})."),
    Two("kijk beide datums na.", "check both dates."),
)
CHANGED_LINE = Kind(
    "C80",
    Two("regel-gewijzigd", "line-changed"),
    Two("Regel {line} is veranderd nadat ze werd geschreven, of er is een regel weg of bij gekomen.", "Line {line} was changed after it was written, or a line was removed or added."),
    Two("neem een ongewijzigde kopie; verbeteren gaat met een nieuw voorval.", "take an unchanged copy; a correction is a new event."),
)
UNREADABLE_LINE = Kind(
    "C81",
    Two("regel-onleesbaar", "line-unreadable"),
    Two("Regel {line} is geen regel van een trajectbestand.", "Line {line} is no line of a case file."),
    Two("neem een ongewijzigde kopie van het bestand.", "take an unchanged copy of the file."),
)
HEADER = Kind(
    "C82",
    Two("geen-trajectbestand", "no-case-file"),
    Two("Dit bestand begint niet als een trajectbestand.", "This file does not begin as a case file."),
    Two("de eerste regel noemt «format» en «case».", "the first line names «format» and «case»."),
)
UNKNOWN_KIND = Kind(
    "C83",
    Two("onbekend-voorval", "unknown-event"),
    Two("{where}: dit soort voorval is onbekend.", "{where}: this kind of event is unknown."),
    Two("bekend zijn: {known}; een nieuwere prodia kent er misschien meer.", "known are: {known}; a newer prodia may know more."),
)
NEWER = Kind(
    "C84",
    Two("nieuwere-vorm", "newer-shape"),
    Two("{where}: dit voorval is vastgelegd met een nieuwere prodia (vorm {v}; deze kent tot {known}).", "{where}: this event was recorded by a newer prodia (shape {v}; this one knows up to {known})."),
    Two("lees het bestand met die nieuwere versie.", "read the file with that newer version."),
)
SHAPE = Kind(
    "C85",
    Two("voorval-onvolledig", "event-misshapen"),
    Two("{where}: «{key}» klopt niet ({what}).", "{where}: «{key}» is not right ({what})."),
    Two("vergelijk met het voorbeeld van dit voorval in de handleiding.", "compare with the example of this event in the manual."),
)
TRUNCATED = Kind(
    "C86",
    Two("regels-weg", "lines-missing"),
    Two("Het bestand telt {got} voorvallen, en het zegel {want} met een ander einde.", "The file holds {got} events, and the seal {want} with another end."),
    Two("neem de volledige kopie.", "take the complete copy."),
)
SETTLED = Kind(
    "C90",
    Two("staat-al-vast", "settled-already"),
    Two("«{name}» staat al vast: {word}.", "«{name}» is settled already: {word}."),
    Two("", ""),
    "info",
)
CANNOT_CHANGE = Kind(
    "C91",
    Two("verandert-niets", "changes-nothing"),
    Two("Geen antwoord hierop verandert nog {names}.", "No answer to this can still change {names}."),
    Two("", ""),
    "info",
)
ALL_DECIDED = Kind(
    "C92",
    Two("al-beslist", "decided-already"),
    Two("Waarvoor dit dient is beslist: {names}.", "What this is for is decided: {names}."),
    Two("", ""),
    "info",
)
NOT_RESEARCHED = Kind(
    "C93",
    Two("niet-onderzocht", "not-researched"),
    Two("Geen gestelde hypothese vraagt dit.", "No hypothesis that is raised asks for this."),
    Two("", ""),
    "info",
)
ASKED_FOR = Kind(
    "C94",
    Two("nodig-voor", "needed-for"),
    Two("Nodig voor: {names}.", "Needed for: {names}."),
    Two("", ""),
    "info",
)
STEP_ASKS = Kind(
    "C95",
    Two("stap-vraagt", "step-asks"),
    Two("Stap «{step}» vraagt dit.", "Step «{step}» asks this."),
    Two("", ""),
    "info",
)
WAITING = Kind(
    "C96",
    Two("wacht", "waiting"),
    Two("Het traject wacht op iets of iemand.", "The case is waiting for something or somebody."),
    Two("", ""),
    "info",
)
GREY_ZONE = Kind(
    "C97",
    Two("grijze-zone", "grey-zone"),
    Two("De regel laat «{name}» open: een mens moet oordelen.", "The rule leaves «{name}» open: a person must judge."),
    Two("", ""),
    "info",
)
NOT_AS_EXPECTED = Kind(
    "C98",
    Two("anders-dan-verwacht", "not-as-expected"),
    Two("{what} «{name}»: verwacht «{want}», gekregen «{got}».", "{what} «{name}»: expected «{want}», got «{got}»."),
    Two("verander de regel of de verwachting.", "change the rule or the expectation."),
)
NOT_ASKED_THERE = Kind(
    "C99",
    Two("daar-niet-gevraagd", "not-asked-there"),
    Two("{to} vraagt «{name}» niet; het antwoord blijft in het log en telt niet mee.", "{to} does not ask «{name}»; the answer stays in the log and does not count."),
    Two("", ""),
    "info",
)
OTHER_ANSWER_THERE = Kind(
    "C89",
    Two("daar-ander-antwoord", "other-answer-there"),
    Two("{to} vraagt bij «{name}» iets anders ({type}); het antwoord telt niet mee.", "{to} asks something else for «{name}» ({type}); the answer does not count."),
    Two("", ""),
    "info",
)
