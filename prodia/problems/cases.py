"""C: why an event of a case is refused, what a case file lacks, and why something is asked or not.

No value of a pupil is ever an argument of a C kind: names of the protocol, ranges and roles only.
"""

from prodia.problems import kind
from prodia.words import Words

# C01-C29: why an event is refused: the case itself, consent, and the steps.

NOT_OPENED = kind("""C01
    niet-geopend: Een traject begint met «opened»; het eerste voorval is «{kind}». -> zet «opened» vooraan.
    not-opened: A case begins with «opened»; the first event is «{kind}». -> put «opened» first.""")
ALREADY_OPENED = kind("""C02
    al-geopend: Dit traject is al geopend. -> begin een nieuw traject, of heropen een fase met «reopened».
    already-opened: This case is open already. -> begin a new case, or reopen a phase with «reopened».""")
CLOSED = kind("""C03
    afgesloten: Het traject is afgesloten; «{kind}» kan nu niet. -> heropen eerst een fase met «reopened».
    closed: The case is closed; «{kind}» is not possible now. -> reopen a phase first, with «reopened».""")
PAUSED = kind("""C04
    gepauzeerd: Het traject wacht; «{kind}» kan nu niet.
      -> hervat met «resumed»; intussen kan je antwoorden, toestemming of intrekking vastleggen, of
      afsluiten.
    paused: The case is waiting; «{kind}» is not possible now.
      -> resume with «resumed»; meanwhile answers, consent or withdrawal can be recorded, or the case
      closed.""")
DATE_BACK = kind("""C05
    datum-terug: Het voorval is van {on}, maar er staat al iets van {last}.
      -> geef de dag waarop je dit vastlegt; de dag van een meting zelf hoort bij «measured».
    date-back: The event is of {on}, but something of {last} is recorded already.
      -> give the day on which you record this; the day of a measurement itself belongs in «measured».""")
OTHER_PURPOSE = kind("""C28 info
    ander-doel: «{name}» werd hier voor iets anders gevraagd ({here}) dan in {to} ({there}).
    other-purpose: «{name}» was asked here for something else ({here}) than in {to} ({there}).""")
SERIES_STAYS = kind("""C29 info
    reeks-blijft-hier: de reeks «{name}» blijft in het traject waarin ze gemeten is.
    series-stays-here: the series «{name}» stays in the case in which it was measured.""")
UNKNOWN_ROLE = kind("""C06
    onbekende-rol: Dit protocol kent de rol «{name}» niet. -> {nearest}
    unknown-role: This protocol has no role «{name}». -> {nearest}""")
UNKNOWN_PROTOCOL = kind("""C07
    onbekend-protocol: «{name}» is niet te vinden.
      -> voeg het pakket met die versie toe, of kies een versie die er is.
    unknown-protocol: «{name}» can not be found.
      -> add the pack with that version, or choose a version that is there.""")
OTHER_DIGEST = kind("""C08
    andere-inhoud: «{name}» heeft hier een andere inhoud dan toen het traject werd vastgelegd.
      -> lees het met de tekst van toen; het bestand zelf is heel. Van een eigen pakket: haal met git de
      versie van die dag in een andere map en geef die met --pack, in plaats van wat er nu staat. Van wat
      bij prodia hoort: gebruik de prodia van toen. Geef een versie vrij voor er trajecten op lopen.
    other-content: «{name}» has another content here than when the case was recorded.
      -> read it with the text of then; the file itself is whole. Of a pack of your own: get the version
      of that day with git into another folder and give that with --pack, instead of what stands now. Of
      what belongs to prodia: use the prodia of then. Release a version before cases run on it.""")
MAY_CHANGE = kind("""V30 info
    kan-nog-veranderen: «{name}» is nog niet vrijgegeven ({status}): verandert ze, dan is dit traject met de
      nieuwe tekst niet te lezen.
      -> geef ze eerst vrij, of bewaar haar tekst bij het traject.
    may-still-change: «{name}» is not released yet ({status}): once it changes, this case can not be read with
      the new text.
      -> release it first, or keep its text with the case.""")
CONSENT_MISSING = kind("""C09
    toestemming-ontbreekt: Stap «{step}» gaat over de leerling en vraagt eerst toestemming van «{role}».
      -> leg de toestemming vast met «consented».
    consent-missing: Step «{step}» is about the pupil and first needs consent of «{role}».
      -> record the consent with «consented».""")
CONSENT_REFUSED = kind("""C10
    toestemming-geweigerd: «{role}» stemt niet (meer) in; stap «{step}» blijft dicht.
      -> alleen een nieuwe toestemming van «{role}» opent de stap; afsluiten kan ook.
    consent-refused: «{role}» does not consent (any more); step «{step}» stays closed.
      -> only a new consent of «{role}» opens the step; closing the case is possible too.""")
JUDGE_FIRST = kind("""C11
    bekwaamheid-eerst: Eerst oordeelt een mens of de leerling bekwaam is om zelf in te stemmen.
      -> leg dat oordeel vast met «assessed», door {roles}.
    competence-first: First a person judges whether the pupil is competent to consent.
      -> record that judgement with «assessed», by {roles}.""")
CONSENT_NOT_ASKED = kind("""C12
    toestemming-niet-gevraagd: Op dit moment is niemands toestemming nodig. -> ga verder met wat open is.
    consent-not-asked: Nobody's consent is needed at this moment. -> go on with what is open.""")
CONSENT_OTHER_ROLE = kind("""C13
    toestemming-van-een-ander: Nu moet «{role}» instemmen, niet «{name}».
      -> leg de toestemming van «{role}» vast.
    consent-of-another: «{role}» must consent now, not «{name}». -> record the consent of «{role}».""")
CONSENT_UNDETERMINED = kind("""C14
    toestemming-onbepaald: Wie moet instemmen is niet te bepalen met wat bekend is.
      -> vul aan wat de tabel «{table}» leest.
    consent-undetermined: Who must consent can not be told from what is known.
      -> complete what the table «{table}» reads.""")
NOT_A_JUDGE = kind("""C15
    niet-bevoegd-voor-bekwaamheid: «{name}» oordeelt niet over bekwaamheid. -> dat doen: {roles}.
    not-to-judge-competence: «{name}» does not judge competence. -> those who do: {roles}.""")
NO_IDENTITY = kind("""C16
    geen-leerling-bekend: In een consultatief traject is er geen leerling over wie dit kan gaan.
      -> stap eerst over met «switched».
    no-pupil-known: In a consultative case there is no pupil this can be about.
      -> switch first, with «switched».""")
NOT_LED = kind("""C17
    leidt-daar-niet-heen: Geen uitkomst van dit traject leidt naar «{name}».
      -> {names}begin een nieuw traject met «prodia case new».
    does-not-lead-there: No outcome of this case leads to «{name}».
      -> {names}begin a new case with «prodia case new».""")
OTHER_MEANING = kind("""C18 info
    vraagt-iets-anders: «{name}» vraagt in {to} iets anders, en wordt daar opnieuw gevraagd.
    asks-something-else: «{name}» asks something else in {to}, and is asked again there.""")
OTHER_READERS = kind("""C19 info
    andere-lezers: «{name}» wordt in {to} ook gelezen door wie het hier niet mocht lezen ({audience}).
    other-readers: «{name}» is read in {to} by some who were not to read it here too ({audience}).""")
UNKNOWN_FIELD = kind("""C20
    onbekende-vraag: Dit protocol vraagt «{name}» niet. -> {nearest}
    unknown-question: This protocol does not ask «{name}». -> {nearest}""")
OFF_PATH_MODE = kind("""C21
    andere-vorm: Stap «{step}» hoort niet bij deze vorm van begeleiding («{mode}»).
      -> ga verder met wat open is, of stap over met «switched».
    other-mode: Step «{step}» does not belong to this kind of guidance («{mode}»).
      -> go on with what is open, or switch with «switched».""")
OFF_PATH = kind("""C22
    niet-op-het-pad: Stap «{step}» is hier niet aan de orde: «{when}» geldt niet.
      -> ga verder met wat open is.
    off-path: Step «{step}» does not apply here: «{when}» does not hold. -> go on with what is open.""")
PATH_UNKNOWN = kind("""C23
    pad-nog-onbekend: Of stap «{step}» aan de orde is, is nog niet bekend: «{when}».
      -> beantwoord eerst wat die voorwaarde leest.
    path-not-known-yet: Whether step «{step}» applies is not known yet: «{when}».
      -> answer first what that condition reads.""")
PHASE_CLOSED = kind("""C24
    fase-nog-dicht: Stap «{step}» wacht op de fase «{phase}».
      -> rond eerst die fase af; daarin is nu stap «{first}» aan de beurt.
    phase-not-open-yet: Step «{step}» waits for the phase «{phase}».
      -> complete that phase first; step «{first}» comes next in it.""")
NO_HYPOTHESIS = kind("""C25
    geen-hypothese: Stap «{step}» dient geen hypothese die nu gesteld is.
      -> stel eerst een van deze hypothesen, met «raised»: {names}.
    no-hypothesis: Step «{step}» serves no hypothesis that is raised now.
      -> raise one of these hypotheses first, with «raised»: {names}.""")
OTHER_ROLE = kind("""C26
    van-een-ander-gevraagd: «{field}» wordt gevraagd van «{role}»; «{name}» legt dat niet vast.
      -> laat «{role}» of een rol aan clb-zijde dit vastleggen.
    asked-of-another: «{field}» is asked of «{role}»; «{name}» does not record it.
      -> let «{role}» or a role on the clb side record it.""")
MEASURED_LATE = kind("""C27
    meting-in-de-toekomst: De meting van «{field}» ligt na de dag van het voorval ({on}) of voor de geboorte.
      -> geef bij «measured» de dag waarop echt gemeten is.
    measured-in-future: The measurement of «{field}» lies after the day of the event ({on}) or before birth.
      -> give under «measured» the day on which it was really measured.""")

# C40-C79: why an act of people is refused: raising, judging, deciding, reopening, moving, sharing.

UNKNOWN_HYPOTHESIS = kind("""C40
    onbekende-hypothese: Dit protocol kent de hypothese «{name}» niet. -> {nearest}
    unknown-hypothesis: This protocol has no hypothesis «{name}». -> {nearest}""")
NOT_ONES_OWN = kind("""C45
    niet-zelf-bedacht: «{name}» is een hypothese van dit protocol en heeft al een titel.
      -> laat «title» weg, of geef een eigen hypothese een ander id.
    not-ones-own: «{name}» is a hypothesis of this protocol and has a title already.
      -> leave «title» out, or give a hypothesis of your own another id.""")
HYPOTHESIS_CLOSED = kind("""C41
    strategie-niet-open: Een hypothese stellen kan alleen in de strategie, en die is nu niet open.
      -> rond eerst af wat daarvoor komt, of heropen die fase.
    strategy-not-open: A hypothesis is raised in the strategy only, and that is not open now.
      -> complete first what comes before it, or reopen that phase.""")
ALREADY_RAISED = kind("""C42
    al-gesteld: De hypothese «{name}» is al gesteld. -> onderzoek ze verder, of laat ze los met «dropped».
    already-raised: The hypothesis «{name}» is raised already.
      -> go on with it, or let it go with «dropped».""")
NOT_RAISED = kind("""C43
    niet-gesteld: De hypothese «{name}» is nu niet gesteld. -> alleen een gestelde hypothese kan je loslaten.
    not-raised: The hypothesis «{name}» is not raised now. -> only a raised hypothesis can be let go.""")
UNKNOWN_CRITERION = kind("""C50
    onbekend-criterium: Dit protocol kent het criterium «{name}» niet. -> {nearest}
    unknown-criterion: This protocol has no criterion «{name}». -> {nearest}""")
NOT_GREY = kind("""C51
    geen-grijze-zone: Over «{name}» valt nu niets te oordelen: het is geen grijze zone.
      -> een mens oordeelt waar de regel het oordeel openlaat; verbeter anders het antwoord.
    no-grey-zone: There is nothing to judge about «{name}» now: it is no grey zone.
      -> a person judges where the rule leaves it open; otherwise correct the answer.""")
NOT_TO_JUDGE = kind("""C52
    niet-bevoegd-te-oordelen: «{role}» oordeelt niet over «{name}». -> dat doen: {roles}.
    not-to-judge: «{role}» does not judge «{name}». -> those who do: {roles}.""")
UNKNOWN_DECISION = kind("""C60
    onbekende-beslissing: Dit protocol kent de beslissing «{name}» niet. -> {nearest}
    unknown-decision: This protocol has no decision «{name}». -> {nearest}""")
OUTCOME = kind("""C61
    onbekende-uitkomst: De beslissing «{decision}» kent de uitkomst «{name}» niet. -> {nearest}
    unknown-outcome: The decision «{decision}» has no outcome «{name}». -> {nearest}""")
NOT_TO_DECIDE = kind("""C62
    niet-bevoegd-te-beslissen: «{role}» beslist niet over «{name}». -> dat doen: {roles}.
    not-to-decide: «{role}» does not decide «{name}». -> those who do: {roles}.""")
DECISION_CLOSED = kind("""C63
    beslissing-niet-open: Geen enkele open stap beslist over «{name}». -> ga verder met wat open is.
    decision-not-open: No open step decides «{name}». -> go on with what is open.""")
NOT_PAUSED = kind("""C70
    niet-gepauzeerd: Het traject is niet gepauzeerd. -> ga verder met wat open is.
    not-paused: The case is not paused. -> go on with what is open.""")
UNKNOWN_PHASE = kind("""C72
    onbekende-fase: Dit protocol kent de fase «{name}» niet. -> {nearest}
    unknown-phase: This protocol has no phase «{name}». -> {nearest}""")
PHASE_LATER = kind("""C73
    fase-komt-nog: Heropenen gaat terug; de fase «{name}» moet nog komen.
      -> kies de fase «{phase}» of een eerdere.
    phase-still-to-come: Reopening goes back; the phase «{name}» is still to come.
      -> choose the phase «{phase}» or an earlier one.""")
MOVE_OTHER = kind("""C74
    ander-protocol: Verhuizen kan naar een andere versie van hetzelfde protocol, niet naar «{name}».
      -> kies een andere versie van «{id}», of begin een nieuw traject.
    other-protocol: A case moves to another version of the same protocol, not to «{name}».
      -> choose another version of «{id}», or begin a new case.""")
NOTHING_TO_WITHDRAW = kind("""C76
    niets-in-te-trekken: «{name}» is nu niet gegeven, en kan dus niet worden ingetrokken.
      -> noem een beantwoorde vraag, of «consent» voor een gegeven toestemming.
    nothing-to-withdraw: «{name}» is not given now, and so can not be taken back.
      -> name an answered question, or «consent» for a consent that was given.""")
SHARE_CLOSED = kind("""C77
    delen-niet-open: Geen enkele open stap deelt iets met «{name}». -> ga verder met wat open is.
    sharing-not-open: No open step shares anything with «{name}». -> go on with what is open.""")
SAME_MODE = kind("""C78
    zelfde-vorm: Het traject heeft al de vorm «{mode}». -> ga verder met wat open is.
    same-mode: The case has the mode «{mode}» already. -> go on with what is open.""")
STAYS_ANONYMOUS = kind("""C64
    anoniem-blijft-anoniem: Een anoniem gesprek wordt geen traject en kent niemand: er gaat niets mee.
      -> open een nieuw traject, met wat de persoon daar zelf vertelt.
    anonymous-stays: An anonymous contact becomes no trajectory and knows nobody: nothing goes along.
      -> open a new case, with what the person tells there.""")
NAMED_ANONYMOUS = kind("""C65
    naam-in-anoniem-gesprek: In een anoniem gesprek staat nergens wie «{role}» is. -> laat «person» weg.
    name-in-anonymous: In an anonymous contact nothing says who «{role}» is. -> leave «person» out.""")
WORDS_ANONYMOUS = kind("""C66
    vrije-tekst-in-anoniem-gesprek: Bij «{name}» horen eigen woorden, en een anoniem gesprek bewaart
        die niet. -> kies een vraag met vaste antwoorden.
    words-in-anonymous: «{name}» wants words of one's own, which an anonymous contact does not keep.
      -> take a question with given answers.""")
NO_SUCH_MODE = kind("""C67
    vorm-zonder-stappen: «{name}» heeft geen enkele stap in de vorm «{mode}».
      -> kies een vorm die er is: {modes}.
    mode-without-steps: «{name}» has no step at all in the mode «{mode}».
      -> take a mode that is there: {modes}.""")
BORN_LATER = kind("""C79
    geboorte-in-de-toekomst: De geboortedatum ligt na de dag van het voorval ({on}). -> kijk beide datums na.
    born-in-future: The date of birth lies after the day of the event ({on}). -> check both dates.""")

# V21-V29: what is not in force on the day of a case or an event. P80: answers that contradict each other.

NOT_YET_IN_FORCE = kind("""V21
    nog-niet-van-kracht: «{version}» is van kracht vanaf {end}, en dit is van {day}.
      -> kies de versie die op die dag gold, of zeg waarom het toch deze moet zijn («anyway», of --anyway).
    not-in-force-yet: «{version}» is in force from {end}, and this is of {day}.
      -> choose the version that held on that day, or say why it must be this one («anyway», or --anyway).""")
NO_LONGER_IN_FORCE = kind("""V22 warning
    niet-meer-van-kracht: «{version}» was van kracht tot en met {end}, en het is {day}.
      -> verhuis het traject naar de versie die nu geldt, of rond het met deze af.
    no-longer-in-force: «{version}» was in force up to and including {end}, and it is {day}.
      -> move the case to the version that holds now, or finish it with this one.""")
USED_BEFORE = kind("""V23 warning
    voor-de-eerste-dag: «{version}» is pas van kracht vanaf {end}, en dit traject loopt er al op, op {day}.
      -> de reden staat bij het openen of verhuizen.
    before-the-first-day: «{version}» is in force from {end} only, and this case runs on it already, on {day}.
      -> the reason stands with the opening or the move.""")
NOT_IN_FORCE = kind("""V24 warning
    niet-van-kracht: {what} «{name}» is op deze dag niet van kracht, maar {period}.
      -> wat erop steunt is niet te beoordelen; kies een versie die er iets over zegt.
    rule-not-in-force: {what} «{name}» is not in force on this day, but {period}.
      -> what rests on it is not assessable; choose a version that says something about it.""")
OUTSIDE_ITS_DAYS = kind("""V32 warning
    buiten-haar-dagen: «{version}» is van kracht {period}, en dit is van {day}{more}.
      -> kies een dag waarop ze van kracht is («on»), of de versie die op deze dag geldt.
    outside-its-days: «{version}» is in force {period}, and this is of {day}{more}.
      -> choose a day on which it is in force («on»), or the version that holds on this day.""")
EARLIER_DAY = kind("""V25
    vroegere-dag: Op {on} was nog niet alles gebeurd: het laatste voorval is van {last}.
      -> kies die dag of een latere, of bekijk het traject zoals het toen was («until»).
    earlier-day: On {on} not everything had happened yet: the last event is of {last}.
      -> choose that day or a later one, or look at the case as it was then («until»).""")
CONTRADICTED = kind("""P80 warning
    antwoorden-spreken-elkaar-tegen: {message}
      -> verbeter een van beide antwoorden; tot dan telt geen enkel ervan mee.
    answers-contradict-each-other: {message}
      -> correct one of the answers; until then none of them counts.""")

# C30-C39: an answer that is not of the type that is asked. The answer itself is never repeated.

NUMBER_WANTED = kind("""C30
    geen-getal: «{field}» vraagt een getal ({type}).
      -> schrijf gewone cijfers 0-9, met een punt voor decimalen: 12 of 3.5.
    not-a-number: «{field}» wants a number ({type}).
      -> write plain digits 0-9, with a point for decimals: 12 or 3.5.""")
COMMA = kind("""C31
    komma-in-getal: «{field}» vraagt een getal, en hier staat een komma.
      -> schrijf een punt: bij 3,5 bedoelde je 3.5?
    comma-in-number: «{field}» wants a number, and there is a comma in it.
      -> write a point: for 3,5 did you mean 3.5?""")
RANGE = kind("""C32
    buiten-bereik: Het antwoord op «{field}» valt buiten wat kan.
      -> kijk na of het de juiste maat is; gevraagd: {type}.
    out-of-range: The answer to «{field}» lies outside what can be.
      -> check that it is the right measure; asked: {type}.""")
OPTION = kind("""C34
    onbekende-keuze: Dat is geen van de keuzes van «{field}». -> {nearest}kies uit: {options}.
    unknown-option: That is none of the options of «{field}». -> {nearest}choose from: {options}.""")
TRUTH_WANTED = kind("""C35
    ja-of-nee: «{field}» vraagt ja of nee.
      -> antwoord ja of nee (in een bestand: true of false; in Python: True of False).
    yes-or-no: «{field}» wants yes or no.
      -> answer yes or no (in a file: true or false; in Python: True or False).""")
DATE_WANTED = kind("""C36
    geen-datum: «{field}» vraagt een bestaande datum. -> schrijf jaar-maand-dag, zoals 2026-09-01.
    not-a-date: «{field}» wants a date that exists. -> write year-month-day, like 2026-09-01.""")
DURATION_WANTED = kind("""C37
    geen-duur: «{field}» vraagt een duur ({type}). -> schrijf P6M (maanden), P2Y (jaren) of P10D (dagen).
    not-a-duration: «{field}» wants a duration ({type}).
      -> write P6M (months), P2Y (years) or P10D (days).""")
TEXT_WANTED = kind("""C38
    geen-tekst: «{field}» vraagt woorden.
      -> schrijf minstens één woord, tussen aanhalingstekens in een bestand.
    not-a-text: «{field}» wants words. -> write at least one word, in quotes in a file.""")

# C80-C87: a case file that is not as it was written, or an event in it that can not be read.

CHANGED_LINE = kind("""C80
    regel-gewijzigd: Regel {line} is veranderd nadat ze werd geschreven, of er is een regel weg of bij
      gekomen.
      -> neem een ongewijzigde kopie; verbeteren gaat met een nieuw voorval.
    line-changed: Line {line} was changed after it was written, or a line was removed or added.
      -> take an unchanged copy; a correction is a new event.""")
UNREADABLE_LINE = kind("""C81
    regel-onleesbaar: Regel {line} is geen regel van een trajectbestand.
      -> neem een ongewijzigde kopie van het bestand.
    line-unreadable: Line {line} is no line of a case file. -> take an unchanged copy of the file.""")
HEADER = kind("""C82
    geen-trajectbestand: Dit bestand begint niet als een trajectbestand.
      -> de eerste regel noemt «format» en «case».
    no-case-file: This file does not begin as a case file. -> the first line names «format» and «case».""")
UNKNOWN_KIND = kind("""C83
    onbekend-voorval: {where}: dit soort voorval is onbekend.
      -> schrijf bij «kind» een van deze: {known}; een nieuwere prodia kent er misschien meer.
    unknown-event: {where}: this kind of event is unknown.
      -> write one of these under «kind»: {known}; a newer prodia may know more.""")
NEWER = kind("""C84
    nieuwere-vorm: {where}: dit voorval is vastgelegd met een nieuwere prodia (vorm {v}; deze kent tot
      {known}).
      -> lees het bestand met die nieuwere versie.
    newer-shape: {where}: this event was recorded by a newer prodia (shape {v}; this one knows up to {known}).
      -> read the file with that newer version.""")
SHAPE = kind("""C85
    voorval-onvolledig: {where}: «{key}» {what}. -> {shape}
    event-misshapen: {where}: «{key}» {what}. -> {shape}""")
# What is wrong with a key, by what pydantic calls it; and what an event of a kind is made of.
WRONG = {
    "missing": Words("ontbreekt", "is missing"),
    "extra_forbidden": Words("hoort niet bij dit voorval", "does not belong to this event"),
    "date_form": Words("is geen dag zoals 2026-09-01", "is no day like 2026-09-01"),
    "string_pattern_mismatch": Words("is geen id", "is no id"),
    "reference": Words(
        "is geen protocol met zijn versie, zoals id@1.0.0", "is no protocol with its version, like id@1.0.0"
    ),
    "string_too_short": Words("is leeg", "is empty"),
    "literal_error": Words(
        "is geen van de woorden die hier kunnen", "is none of the words that can stand here"
    ),
    "answer_or_missing": Words(
        "vraagt «value» of «missing», één van beide", "wants «value» or «missing», one of the two"
    ),
    "identity_missing": Words(
        "vraagt «born»: alleen wie meedenkt kent de leerling niet",
        "wants «born»: only who thinks along does not know the pupil",
    ),
    "identity_consultative": Words(
        "noemt een leerling, en wie meedenkt kent die niet",
        "names a pupil, whom who thinks along does not know",
    ),
    "one_way": Words(
        "vraagt «items», «raw» of «value», één van de drie",
        "wants «items», «raw» or «value», one of the three",
    ),
    "bounds_whole": Words(
        "vraagt een heel interval bij «value»: «low», «high», «level» en «interval»",
        "wants a whole interval with «value»: «low», «high», «level» and «interval»",
    ),
    "nothing_measured": Words(
        "vraagt minstens een meting, een sessie of een plan",
        "wants at least a measurement, a session or a plan",
    ),
    "mapping": Words("is geen object met sleutels", "is no object with keys"),
}
OTHER = Words("past hier niet", "does not fit here")
KEYS = Words("«{kind}» vraagt {needed}{may}.", "«{kind}» wants {needed}{may}.")
MAY = Words("; mag ook {may}", "; and may have {may}")
STRANGE = Words("heeft een sleutel die er niet bij hoort", "has a key that does not belong to it")
AN_EVENT = Words(
    "een voorval is een object met «kind», «on» en «by».", "an event is an object with «kind», «on» and «by»."
)
TRUNCATED = kind("""C86
    regels-weg: Het bestand telt {got} voorvallen, en het zegel {want} met een ander einde.
      -> neem de volledige kopie.
    lines-missing: The file holds {got} events, and the seal {want} with another end.
      -> take the complete copy.""")

# C88-C99: why something is asked or not asked any more, and what a worked case or a move shows.

OTHER_ANSWER_THERE = kind("""C89 info
    daar-ander-antwoord: {to} vraagt bij «{name}» iets anders ({type}); het antwoord telt niet mee.
    other-answer-there: {to} asks something else for «{name}» ({type}); the answer does not count.""")
SETTLED = kind("""C90 info
    staat-al-vast: «{name}» staat al vast: {word}.
    settled-already: «{name}» is settled already: {word}.""")
CANNOT_CHANGE = kind("""C91 info
    verandert-niets: Geen antwoord hierop verandert nog {names}.
    changes-nothing: No answer to this can still change {names}.""")
NOTHING_OPEN = kind("""C87 info
    niets-open: Geen gestelde hypothese en geen voorstel hangt hier nog van af.
    nothing-open: No hypothesis that is raised and no proposal still depends on this.""")
ALL_DECIDED = kind("""C92 info
    al-beslist: Waarvoor dit dient is beslist: {names}.
    decided-already: What this is for is decided: {names}.""")
NOT_RESEARCHED = kind("""C93 info
    niet-onderzocht: Geen gestelde hypothese vraagt dit.
    not-researched: No hypothesis that is raised asks for this.""")
ASKED_FOR = kind("""C94 info
    nodig-voor: Nodig voor: {names}.
    needed-for: Needed for: {names}.""")
STEP_ASKS = kind("""C95 info
    stap-vraagt: Stap «{step}» vraagt dit.
    step-asks: Step «{step}» asks this.""")
WAITING = kind("""C96 info
    wacht: Het traject wacht op iets of iemand.
    waiting: The case is waiting for something or somebody.""")
GREY_ZONE = kind("""C97 info
    grijze-zone: De regel laat «{name}» open: een mens moet oordelen.
    grey-zone: The rule leaves «{name}» open: a person must judge.""")
NOT_AS_EXPECTED = kind("""C98
    anders-dan-verwacht: {what} «{name}»: verwacht «{want}», gekregen «{got}».
      -> verander de regel of de verwachting.
    not-as-expected: {what} «{name}»: expected «{want}», got «{got}».
      -> change the rule or the expectation.""")
SAFETY_ANEW = kind("""C44 info
    veiligheid-opnieuw: «{name}» is van {on}; of iedereen veilig is, wordt in {to} vandaag gevraagd.
    safety-anew: «{name}» is of {on}; whether everybody is safe is asked today in {to}.""")
NOT_ASKED_THERE = kind("""C99 info
    daar-niet-gevraagd: {to} vraagt «{name}» niet; het antwoord blijft in het log en telt niet mee.
    not-asked-there: {to} does not ask «{name}»; the answer stays in the log and does not count.""")
NOT_ON_PATH = kind("""C88 info
    niet-aan-de-orde: Waarvoor dit dient is hier niet aan de orde: {names}.
    not-at-issue: What this is for is not at issue here: {names}.""")
