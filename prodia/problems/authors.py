"""K: what authors are told of their cases as data, of mutants that survive, and of versions."""

from prodia.problems import kind

# K01-K09: worked cases.

UNKNOWN_BEGINNING = kind("""K01
    onbekend-begin: Dit geval begint met «{name}», en dat geval is er niet, of het heeft fouten.
      -> {nearest}
    unknown-beginning: This case begins with «{name}», and there is no such case, or it has faults.
      -> {nearest}""")
CIRCULAR_BEGINNING = kind("""K02
    begin-in-een-kring: Dit geval begint met «{name}», dat zelf weer met dit geval begint.
      -> schrijf in één van beide de eerste voorvallen zelf.
    circular-beginning: This case begins with «{name}», which itself begins with this case.
      -> write the first events of one of them in full.""")
EMPTY_CASE = kind("""K03
    geval-zonder-voorval: In dit geval gebeurt niets. -> schrijf «events», of «begins» met een ander geval.
    case-without-event: Nothing happens in this case. -> write «events», or «begins» with another case.""")
NOTHING_EXPECTED = kind("""K04 warning warning error
    niets-verwacht: Dit geval verwacht niets, en klopt dus altijd.
      -> schrijf onder «expect» wat eruit moet komen; «prodia run» op dit bestand zegt wat eruit komt.
    nothing-expected: This case expects nothing, and so it always holds.
      -> write under «expect» what must come out; «prodia run» on this file says what comes out.""")
CASE_WITHOUT_PROTOCOL = kind("""K05
    geval-zonder-protocol: Dit geval staat bij «{name}», en daarvan is er geen protocol: niemand kijkt het na.
      -> zet er {path} bij, of zet het geval bij de versie waar het over gaat: {hint}
    case-without-protocol: This case stands with «{name}», and there is no such protocol: nobody looks at it.
      -> put {path} beside it, or put the case with the version that it is about: {hint}""")

# K10-K29: versions.

NO_REVISION = kind("""K10
    onbekende-revisie: git kent «{name}» niet voor {path}.
      -> noem een tak, een label of een revisie van de map waarin het pakket staat.
    unknown-revision: git does not know «{name}» for {path}.
      -> name a branch, a tag or a revision of the folder the pack stands in.""")
OTHER_PROTOCOL = kind("""K11
    niet-hetzelfde-protocol: «{old}» en «{new}» zijn niet hetzelfde protocol.
      -> vergelijk twee versies van een protocol.
    not-the-same-protocol: «{old}» and «{new}» are not the same protocol.
      -> compare two versions of one protocol.""")
LATER_FIRST = kind("""K24
    latere-versie-eerst: «{old}» staat vooraan en is een latere versie dan «{new}»; vooraan hoort de vroegere.
      -> noem eerst «{new}» en dan «{old}»; wie teruggaat, leest wat er verandert van rechts naar links.
    later-version-first: «{old}» stands first and is a later version than «{new}»; the earlier one goes first.
      -> name «{new}» first and then «{old}»; who goes back reads what changes from right to left.""")
STEP_TOO_SMALL = kind("""K12 warning error error
    versiesprong-te-klein: de stap van {old} naar {new} is te klein. -> noem deze versie minstens {version}.
    version-step-too-small: the step from {old} to {new} is too small.
      -> call this version {version} at least.""")
ID_REUSED = kind("""K13
    id-hergebruikt: «{name}» stond in {version} voor iets anders. -> geef wat nieuw is een nieuwe naam.
    id-reused: «{name}» stood for something else in {version}. -> give what is new a new name.""")
ALREADY_RELEASED = kind("""K14
    al-vrijgegeven: «{name}» is al vrijgegeven en ligt vast. -> begin een volgende versie: prodia new-version.
    already-released: «{name}» is released already and is fixed.
      -> begin a next version: prodia new-version.""")
NO_CASES = kind("""K15
    geen-gevallen: «{name}» heeft geen enkel uitgewerkt geval. -> zet er minstens een in de map cases/.
    no-cases: «{name}» has no worked case at all. -> put at least one in the folder cases/.""")
RESTS_ON_CONCEPT = kind("""K16
    steunt-op-concept: «{name}», waar dit op steunt, is niet vrijgegeven. -> geef eerst dat vrij.
    rests-on-concept: «{name}», which this rests on, is not released. -> release that first.""")
TIER = kind("""K17
    trede-niet-gehaald: {tier} is niet gehaald. Er ontbreekt: {missing}.
      -> zie prodia card; met prodia mutate --kill --add komen er gevallen bij.
    tier-not-reached: {tier} is not reached. What is missing: {missing}.
      -> see prodia card; with prodia mutate --kill --add cases are added.""")
NO_LATER_VERSION = kind("""K18
    geen-latere-versie: «{name}» is geen nieuwe versie na {was}. -> kies een hoger nummer, zoals 1.2.0.
    no-later-version: «{name}» is no new version after {was}. -> choose a higher number, such as 1.2.0.""")
NOT_RELEASED = kind("""K19
    niet-vrijgegeven: «{name}» is niet vrijgegeven, en kan dus niet vervangen worden. -> pas het gewoon aan.
    not-released: «{name}» is not released, and so can not be replaced. -> just change it.""")
NO_SUCCESSOR = kind("""K20
    geen-opvolger: «{name}» is geen andere vrijgegeven versie. -> noem een vrijgegeven versie als opvolger.
    no-successor: «{name}» is no other released version. -> name a released version as the successor.""")
HAS_LAST_DAY = kind("""K21
    laatste-dag-klopt-niet: «{name}» heeft al een laatste dag, of de dag ligt voor de eerste.
      -> geef een dag na de eerste.
    last-day-does-not-fit: «{name}» has a last day already, or the day lies before its first.
      -> give a day after its first.""")
QUESTION_OPEN = kind("""K22
    vraag-open: «{name}» is nog niet beantwoord. -> geef {option}, of antwoord als erom gevraagd wordt.
    question-open: «{name}» is not answered yet. -> give {option}, or answer when it is asked.""")

# K30-K39: sign-off, and what authors are helped with.

SINCE_DIFFERS = kind("""K23
    andere-eerste-dag: deze versie geldt vanaf {first}, en er wordt verteld dat ze geldt vanaf {since}.
      -> zeg --since {first}, of zet een andere dag onder «valid».
    another-first-day: this version is in force from {first}, and it is told that it is from {since}.
      -> say --since {first}, or write another day under «valid».""")
WITH_FAULTS = kind("""K40
    protocol-met-fouten: «{name}» heeft fouten ({n}) en kan zo niet gebruikt worden; de eerste volgen.
      -> alle zie je met: prodia check {path}
    protocol-with-faults: «{name}» has faults ({n}) and can not be used like this; the first follow.
      -> see all with: prodia check {path}""")
LEFT_OUT = kind("""K41 info
    geval-telt-niet-mee: van «{name}» tellen deze gevallen niet mee, want ze kloppen nu niet: {cases}.
      -> zie waarom met: prodia test {name}
    case-left-out: of «{name}» these cases do not count, for they do not hold now: {cases}.
      -> see why with: prodia test {name}""")
OTHER_CONTENT = kind("""K30 info
    las-een-andere-tekst: wat «{name}» nalas is niet wat hier nu staat; dit telt niet meer mee.
      -> vraag «{name}» opnieuw te lezen, en leg dat vast met prodia review.
    read-another-text: what «{name}» read is not what stands here now; this no longer counts.
      -> ask «{name}» to read again, and record that with prodia review.""")
OWN_NETWORK = kind("""K31 info
    nalezer-is-eigenaar: «{name}» is zelf de eigenaar; dit telt niet als nalezen.
      -> vraag het een ander netwerk.
    reviewer-is-owner: «{name}» is the owner; this does not count as a review. -> ask another network.""")
TOO_FEW_NETWORKS = kind("""K32
    te-weinig-netwerken: voor {tier} gaan {wanted} andere netwerken akkoord met deze tekst; nu: {have}.
      -> laat nalezen, en leg elk akkoord vast met prodia review.
    too-few-networks: for {tier}, {wanted} other networks agree with this text; now: {have}.
      -> have it read, and record each agreement with prodia review.""")
OBJECTION = kind("""K33
    bezwaar-open: «{name}» heeft bezwaar tegen deze tekst. -> los het op, en laat «{name}» opnieuw lezen.
    objection-open: «{name}» objects to this text. -> settle it, and have «{name}» read again.""")

# R10-R19: what a process must be, proved or shown false by a case (prodia prove).

RESULT_BEFORE_CONSENT = kind("""R10
    resultaat-voor-toestemming: In de stap «{name}» komt «{what}» zonder dat iemand instemde.
      -> laat de stap op toestemming wachten: «pupil: true», en niet in de stap die om toestemming vraagt.
    result-before-consent: In the step «{name}», «{what}» comes without anybody's consent.
      -> let the step wait for consent: «pupil: true», and not in the step that asks for consent.""")
NOBODY_CONSENTS = kind("""R11
    niemand-stemt-in: In een traject kan «{name}» uitkomen op niemand die hoeft in te stemmen.
      -> laat voor een traject de leerling, de ouders of een oordeel over bekwaamheid volgen.
    nobody-consents: In a trajectory «{name}» can come to nobody who needs to consent.
      -> let the pupil, the parents or a judgement of competence follow for a trajectory.""")
STRATEGY_SKIPPED = kind("""R12
    strategie-overgeslagen: De stap «{name}» kan aan de beurt komen voor er een hypothese gekozen is.
      -> zet de stap in een fase die op de strategie wacht.
    strategy-skipped: The step «{name}» can come up before a hypothesis is chosen.
      -> put the step in a phase that waits for the strategy.""")
ONE_SOURCE = kind("""R13
    besluit-op-een-bron: «{name}» kan «{outcome}» voorstellen op wat één persoon zegt en hoogstens één
      meting.
      -> vraag in de tabel een tweede meting, of iemand anders die hetzelfde ziet.
    decision-on-one-source: «{name}» can propose «{outcome}» on what one person says and at most one
      measurement.
      -> ask a second measurement in the table, or somebody else who sees the same.""")
NOT_HEARD = kind("""R14
    niet-gehoord-voor-besluit: De stap «{name}» kan beslissen voor er iets gevraagd is aan: {role}.
      -> zet voor de stap een vraag die altijd aan de beurt komt, en die van hen is.
    not-heard-before-decision: The step «{name}» can decide before anything is asked of: {role}.
      -> put a question of theirs that always comes up before the step.""")
STUCK = kind("""R15
    stap-wacht-op-zichzelf: De stap «{name}» wacht op iets dat pas na de stap zelf gevraagd wordt.
      -> vraag wat de voorwaarde leest in een vroegere stap.
    step-waits-for-itself: The step «{name}» waits for something that is only asked after the step itself.
      -> ask what the condition reads in an earlier step.""")
CONSENT_OPEN = kind("""R16
    wie-instemt-blijft-open: Uit «{name}» volgt niet altijd wie moet instemmen, en niemand kan dan verder.
      -> zeg voor elke uitkomst van de tabel wie instemt, en vraag wat de tabel leest voor de toestemming.
    who-consents-stays-open: «{name}» does not always say who must consent, and then nobody can go on.
      -> say for every outcome of the table who consents, and ask what the table reads before the consent.""")
NEVER_OUTCOME = kind("""R17
    uitkomst-nooit-bereikt: Geen enkel antwoord brengt «{name}» tot «{outcome}».
      -> verbeter de rij die ze voorstelt, of laat de uitkomst weg.
    outcome-never-reached: No answer whatever brings «{name}» to «{outcome}».
      -> mend the row that proposes it, or leave the outcome out.""")
SURER = kind("""R18
    zekerder-zonder-antwoord: Zonder «{field}» stelt «{name}» «{outcome}» voor, en met een antwoord niet
      altijd.
      -> laat een ontbrekend antwoord nooit meer zeggen dan een antwoord.
    surer-without-answer: Without «{field}», «{name}» proposes «{outcome}», and with an answer not always.
      -> let a missing answer never say more than an answer.""")
NOT_COVERED = kind("""R19
    regel-dekt-de-periode-niet: Op {on} leest «{decision}» «{name}», en die is dan niet van kracht.
      -> laat beide op dezelfde dagen gelden, of geef het besluit zelf een begin en een einde.
    rule-does-not-cover-period: On {on} «{decision}» reads «{name}», which is not in force then.
      -> let both hold on the same days, or give the decision a beginning and an end of its own.""")

# R20-R29: what protocols say of one pupil together (prodia prove --between).

FACT_TWICE = kind("""R20
    een-feit-twee-ids: «{ask}» heet in {one} «{name}» en in {other} «{second}»: een leerling krijgt de vraag
      twee keer.
      -> geef de vraag in beide protocollen hetzelfde id.
    one-fact-two-ids: «{ask}» is «{name}» in {one} and «{second}» in {other}: a pupil is asked it twice.
      -> give the question the same id in both protocols.""")
ID_TWICE = kind("""R21
    een-id-twee-feiten: «{name}» vraagt in {one} «{ask}» en in {other} «{asked}», of laat er iets anders op
      antwoorden.
      -> geef wat iets anders vraagt een eigen id.
    one-id-two-facts: «{name}» asks «{ask}» in {one} and «{asked}» in {other}, or takes other answers.
      -> give what asks something else an id of its own.""")
LIMIT_TWICE = kind("""R22
    twee-grenzen-een-begrip: «{mine}» ({one}) en «{theirs}» ({other}) kijken naar hetzelfde en trekken de
      grens anders. Bij {witness} is het eerste «{first}» en het tweede «{second}».
      -> neem dezelfde grens, of zeg in exemptions.yaml waarom ze verschilt.
    two-limits-one-construct: «{mine}» ({one}) and «{theirs}» ({other}) look at the same and draw the line
      elsewhere. At {witness} the first is «{first}» and the second «{second}».
      -> take the same limit, or say in exemptions.yaml why it differs.""")
MEASURES_CLASH = kind("""R23
    maatregelen-botsen: «{outcome}» ({one}) en «{against}» ({other}) vragen het tegendeel: {measure}. Ze
      komen samen voor bij {witness}.
      -> laat een van beide wachten op het andere, of zeg in exemptions.yaml wat dan voorgaat.
    measures-clash: «{outcome}» ({one}) and «{against}» ({other}) ask the opposite: {measure}. They occur
      together at {witness}.
      -> let one of them wait for the other, or say in exemptions.yaml which comes first.""")
ANSWERS_CLASH = kind("""R24
    twee-antwoorden-een-vraag: op «{title}» antwoordt {one} «{outcome}» en {other} «{against}», met dezelfde
      antwoorden van de leerling: bij {witness}.
      -> maak de tabellen gelijk, of vraag in een van beide iets anders.
    two-answers-one-question: to «{title}», {one} answers «{outcome}» and {other} «{against}», with the same
      answers of the pupil: at {witness}.
      -> make the tables alike, or let one of them ask something else.""")
MEETING_OPEN = kind("""R25 info
    samen-niet-beslist: of «{outcome}» ({one}) en «{against}» ({other}) samen voorkomen, is niet beslist.
      -> kijk het zelf na: de tabellen zijn samen te groot.
    together-not-decided: whether «{outcome}» ({one}) and «{against}» ({other}) occur together is not
      decided. -> look yourself: the tables are too large together.""")
