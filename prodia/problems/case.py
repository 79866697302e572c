"""C01-C29: why an event is refused: the case itself, consent, and the steps.

No value of a pupil is ever an argument of a C kind: names of the protocol, ranges and roles only.
"""

from prodia.problems import Kind, Two

NOT_OPENED = Kind(
    "C01",
    Two("niet-geopend", "not-opened"),
    Two(
        "Een traject begint met «opened»; het eerste voorval is «{kind}».",
        "A case begins with «opened»; the first event is «{kind}».",
    ),
    Two("zet «opened» vooraan.", "put «opened» first."),
)
ALREADY_OPENED = Kind(
    "C02",
    Two("al-geopend", "already-opened"),
    Two("Dit traject is al geopend.", "This case is open already."),
    Two(
        "begin een nieuw traject, of heropen een fase met «reopened».",
        "begin a new case, or reopen a phase with «reopened».",
    ),
)
CLOSED = Kind(
    "C03",
    Two("afgesloten", "closed"),
    Two(
        "Het traject is afgesloten; «{kind}» kan nu niet.",
        "The case is closed; «{kind}» is not possible now.",
    ),
    Two("heropen eerst een fase met «reopened».", "reopen a phase first, with «reopened»."),
)
PAUSED = Kind(
    "C04",
    Two("gepauzeerd", "paused"),
    Two("Het traject wacht; «{kind}» kan nu niet.", "The case is waiting; «{kind}» is not possible now."),
    Two(
        "hervat met «resumed»; intussen kan je antwoorden, toestemming of intrekking vastleggen, of afsluiten.",
        "resume with «resumed»; meanwhile answers, consent or withdrawal can be recorded, or the case closed.",
    ),
)
DATE_BACK = Kind(
    "C05",
    Two("datum-terug", "date-back"),
    Two(
        "Het voorval is van {on}, maar er staat al iets van {last}.",
        "The event is of {on}, but something of {last} is recorded already.",
    ),
    Two(
        "geef de dag waarop je dit vastlegt; de dag van een meting zelf hoort bij «measured».",
        "give the day on which you record this; the day of a measurement itself belongs in «measured».",
    ),
)
UNKNOWN_ROLE = Kind(
    "C06",
    Two("onbekende-rol", "unknown-role"),
    Two("Dit protocol kent de rol «{name}» niet.", "This protocol has no role «{name}»."),
    Two("bedoelde je {nearest}", "did you mean {nearest}"),
)
UNKNOWN_PROTOCOL = Kind(
    "C07",
    Two("onbekend-protocol", "unknown-protocol"),
    Two("«{name}» is niet te vinden.", "«{name}» can not be found."),
    Two(
        "voeg het pakket met die versie toe, of kies een versie die er is.",
        "add the pack with that version, or choose a version that is there.",
    ),
)
OTHER_DIGEST = Kind(
    "C08",
    Two("andere-inhoud", "other-content"),
    Two(
        "«{name}» heeft hier een andere inhoud dan toen het traject werd vastgelegd.",
        "«{name}» has another content here than when the case was recorded.",
    ),
    Two(
        "neem de uitgave die bij dit traject hoort, of verhuis uitdrukkelijk met «moved».",
        "use the edition that belongs to this case, or move explicitly with «moved».",
    ),
)
CONSENT_MISSING = Kind(
    "C09",
    Two("toestemming-ontbreekt", "consent-missing"),
    Two(
        "Stap «{step}» gaat over de leerling en vraagt eerst toestemming van «{role}».",
        "Step «{step}» is about the pupil and first needs consent of «{role}».",
    ),
    Two("leg de toestemming vast met «consented».", "record the consent with «consented»."),
)
CONSENT_REFUSED = Kind(
    "C10",
    Two("toestemming-geweigerd", "consent-refused"),
    Two(
        "«{role}» stemt niet (meer) in; stap «{step}» blijft dicht.",
        "«{role}» does not consent (any more); step «{step}» stays closed.",
    ),
    Two(
        "alleen een nieuwe toestemming van «{role}» opent de stap; afsluiten kan ook.",
        "only a new consent of «{role}» opens the step; closing the case is possible too.",
    ),
)
JUDGE_FIRST = Kind(
    "C11",
    Two("bekwaamheid-eerst", "competence-first"),
    Two(
        "Eerst oordeelt een mens of de leerling bekwaam is om zelf in te stemmen.",
        "First a person judges whether the pupil is competent to consent.",
    ),
    Two(
        "leg dat oordeel vast met «assessed», door {roles}.",
        "record that judgement with «assessed», by {roles}.",
    ),
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
    Two(
        "Wie moet instemmen is niet te bepalen met wat bekend is.",
        "Who must consent can not be told from what is known.",
    ),
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
    Two(
        "In een consultatief traject is er geen leerling over wie dit kan gaan.",
        "In a consultative case there is no pupil this can be about.",
    ),
    Two("stap eerst over met «switched».", "switch first, with «switched»."),
)
UNKNOWN_FIELD = Kind(
    "C20",
    Two("onbekende-vraag", "unknown-question"),
    Two("Dit protocol vraagt «{name}» niet.", "This protocol does not ask «{name}»."),
    Two("bedoelde je {nearest}", "did you mean {nearest}"),
)
OFF_PATH_MODE = Kind(
    "C21",
    Two("andere-vorm", "other-mode"),
    Two(
        "Stap «{step}» hoort niet bij deze vorm van begeleiding («{mode}»).",
        "Step «{step}» does not belong to this kind of guidance («{mode}»).",
    ),
    Two(
        "ga verder met wat open is, of stap over met «switched».",
        "go on with what is open, or switch with «switched».",
    ),
)
OFF_PATH = Kind(
    "C22",
    Two("niet-op-het-pad", "off-path"),
    Two(
        "Stap «{step}» is hier niet aan de orde: «{when_nl}» geldt niet.",
        "Step «{step}» does not apply here: «{when_en}» does not hold.",
    ),
    Two("ga verder met wat open is.", "go on with what is open."),
)
PATH_UNKNOWN = Kind(
    "C23",
    Two("pad-nog-onbekend", "path-not-known-yet"),
    Two(
        "Of stap «{step}» aan de orde is, is nog niet bekend: «{when_nl}».",
        "Whether step «{step}» applies is not known yet: «{when_en}».",
    ),
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
    Two(
        "Stap «{step}» dient geen hypothese die nu gesteld is.",
        "Step «{step}» serves no hypothesis that is raised now.",
    ),
    Two(
        "stel eerst een van deze hypothesen, met «raised»: {names}.",
        "raise one of these hypotheses first, with «raised»: {names}.",
    ),
)
OTHER_ROLE = Kind(
    "C26",
    Two("van-een-ander-gevraagd", "asked-of-another"),
    Two(
        "«{field}» wordt gevraagd van «{role}»; «{name}» legt dat niet vast.",
        "«{field}» is asked of «{role}»; «{name}» does not record it.",
    ),
    Two(
        "laat «{role}» of een rol aan clb-zijde dit vastleggen.",
        "let «{role}» or a role on the clb side record it.",
    ),
)
MEASURED_LATE = Kind(
    "C27",
    Two("meting-in-de-toekomst", "measured-in-future"),
    Two(
        "De meting van «{field}» ligt na de dag van het voorval ({on}) of voor de geboorte.",
        "The measurement of «{field}» lies after the day of the event ({on}) or before birth.",
    ),
    Two(
        "geef bij «measured» de dag waarop echt gemeten is.",
        "give under «measured» the day on which it was really measured.",
    ),
)
