"""Findings about a protocol as it is written: shape and names (S), texts (N), logic (L), versions (V).

Some concern an instrument in a protocol (P) or a review that is due (R).
"""

from prodia.problems import kind
from prodia.words import Words

# S: the shape of a definition, and the few rules between its fields (some in family V and N).

MISSING_FIELD = kind("""S01
    veld-ontbreekt: hier ontbreekt «{field}». -> voeg «{field}:» toe.
    missing-field: «{field}» is missing here. -> add «{field}:».""")
UNKNOWN_FIELD = kind("""S02
    onbekend-veld: «{field}» bestaat hier niet. -> {hint}
    unknown-field: there is no «{field}» here. -> {hint}""")
WRONG_TYPE = kind("""S03
    verkeerd-type: hier hoort {wanted}; ik lees {found}. -> {hint}
    wrong-type: {wanted} belongs here; I read {found}. -> {hint}""")
NOT_ALLOWED = kind("""S04
    waarde-niet-toegelaten: «{found}» kan hier niet. -> {hint}
    value-not-allowed: «{found}» is not possible here. -> {hint}""")
ID_FORM = kind("""S06
    id-vorm: «{found}» is geen {what}. -> {hint}
    id-form: «{found}» is no {what}. -> {hint}""")
OTHER_SORT = kind("""S08
    ander-soort-bestand: wat hier hoort, heeft «{wanted}»; daarvan staat er niets, en er staat veel anders.
      -> dit is een ander soort bestand: noem het juiste, of zet het op zijn eigen plaats.
    another-sort-of-file: what belongs here has «{wanted}»; none of it is there, and much else is.
      -> this is another sort of file: name the right one, or put it in its own place.""")
FORMAT_VERSION = kind("""S09
    schema-versie: «format: {found}» ken ik niet; deze versie van prodia leest format 1.
      -> schrijf «format: 1», of gebruik een nieuwere prodia.
    schema-version: I do not know «format: {found}»; this version of prodia reads format 1.
      -> write «format: 1», or use a newer prodia.""")
TOO_LONG = kind("""S10
    te-lang: deze tekst telt meer dan {limit} tekens. -> verdeel of kort in.
    too-long: this text has more than {limit} characters. -> divide it, or make it shorter.""")
EMPTY_LIST = kind("""S01
    lijst-is-leeg: hier hoort minstens één onderdeel. -> voeg er een toe.
    list-is-empty: at least one item belongs here. -> add one.""")
TOO_FEW = kind("""S11
    te-weinig-onderdelen: hier horen minstens {least} onderdelen; ik lees er {got}. -> vul aan wat ontbreekt.
    too-few-items: at least {least} items belong here; I read {got}. -> add what is missing.""")
DATE_FORM = kind("""S03
    geen-datum: «{found}» is geen bestaande datum. -> schrijf jaar-maand-dag, zoals 2018-12-02.
    no-date: «{found}» is no existing date. -> write year-month-day, such as 2018-12-02.""")
TABLE_FORM = kind("""S20
    geen-tabel: een tabel heeft een kopregel en minstens één regel eronder.
      -> schrijf «table: |», dan de kop «invoer | -> uitvoer», dan de regels.
    no-table: a table has a heading and at least one line below it.
      -> write «table: |», then the heading «input | -> output», then the rules.""")
TABLE_ARROW = kind("""S21
    pijl-in-tabel: in de kop van een tabel staat precies één «->», voor de eerste uitvoer, en in de regels
      geen.
      -> schrijf de kop als «ernst | duur | -> voorstel | omdat».
    arrow-in-table: the heading of a table has exactly one «->», before the first output, and its rules have
      none.
      -> write the heading like «severity | duration | -> proposal | because».""")
TABLE_OUTPUT = kind("""S22
    uitvoernaam-in-tabel: «{found}» is geen naam voor een uitvoerkolom.
      -> gebruik letters, cijfers en _, en begin met een letter.
    output-name-in-table: «{found}» is no name for an output column.
      -> use letters, digits and _, and begin with a letter.""")
TABLE_EMPTY_CELL = kind("""S23
    lege-cel: deze cel is leeg. -> schrijf «-» als de waarde niet uitmaakt.
    empty-cell: this cell is empty. -> write «-» where the value does not matter.""")
TABLE_WIDTH = kind("""S24
    aantal-kolommen: deze regel heeft {got} cellen en de kop {want}. -> zet tussen elke twee cellen één «|».
    number-of-columns: this line has {got} cells and the heading {want}.
      -> put one «|» between every two cells.""")
DATES_ORDER = kind("""V07
    geldigheid-botst: de laatste dag (to) valt voor de eerste (from). -> keer de data om, of laat «to» weg.
    validity-clashes: the last day (to) comes before the first (from).
      -> swap the dates, or leave «to» out.""")
OPTIONS_FIT = kind("""S30
    opties-en-type: een veld van het type choice heeft «options», en alleen zo'n veld.
      -> voeg «options:» toe, of kies een ander type.
    options-and-type: a field of type choice has «options», and no other field has.
      -> add «options:», or choose another type.""")
CHOICE_NAMED = kind("""S36
    afgeleide-keuze: een afgeleide keuze noemt haar keuzes in haar type.
      -> schrijf «type: choice» met de ids erachter: «type: choice kort | lang».
    derived-choice: a derived choice names its choices in its type.
      -> write «type: choice» with the ids behind it: «type: choice short | long».""")
BANDS_FIT = kind("""L93
    by-en-berekeningen: met «by» staat onder «is» een berekening per keuze of band, zonder «by» één
      berekening.
      -> schrijf «by:» met per keuze of band een berekening («"< 6": ...»), of geen van beide.
    by-and-computations: With «by» there is a computation per option or band under «is», without «by» a single
      one.
      -> write «by:» with a computation per option or band («"< 6": ...»), or neither.""")
BANDS_OVERLAP = kind("""L91
    banden-overlappen: bij {value} ({by}) gelden van «{name}» zowel «{first}» als «{second}».
      -> laat elke waarde in één band vallen: «[6..8)» bevat 6 en niet 8.
    bands-overlap: At {value} ({by}) both «{first}» and «{second}» of «{name}» hold.
      -> let every value fall in one band: «[6..8)» has 6 in it and not 8.""")
BAND_MISSING = kind("""L92
    band-ontbreekt: bij {value} ({by}) zegt «{name}» niets.
      -> schrijf ook voor die waarde een berekening.
    band-missing: At {value} ({by}) «{name}» says nothing.
      -> write a computation for that value too.""")
BY_FITS = kind("""S31
    by-en-voorwaarden: met «by» staat er onder «met» en «judge» een voorwaarde per keuze, zonder «by» één
      voorwaarde.
      -> schrijf «by:» met een voorwaarde per keuze, of geen van beide.
    by-and-conditions: with «by» there is one condition per option under «met» and «judge», without «by» a
      single one.
      -> write «by:» with a condition per option, or neither.""")
VIA_ITSELF = kind("""L31
    via-zichzelf: «{name}» wordt van «{role}» gevraagd via diezelfde rol.
      -> laat «via» weg, of noem wie het vraagt.
    via-itself: «{name}» is asked of «{role}» through that same role.
      -> leave «via» out, or name who asks it.""")
JUDGES_MISSING = kind("""S32
    beoordelaar-ontbreekt: een grijze zone («judge») vraagt wie er oordeelt. -> voeg «judges: [rol]» toe.
    judge-missing: a grey zone («judge») asks who judges. -> add «judges: [role]».""")
IDENTITY_CONSULTATIVE = kind("""S33
    identiteit-bij-consult: consultatieve of anonieme begeleiding houdt geen naam en geen geboortedatum bij.
      -> laat «pupil» en «born» weg, of kies een andere «mode».
    identity-when-consultative: consultative or anonymous guidance holds no name and no date of birth.
      -> leave «pupil» and «born» out, or choose another «mode».""")
IDENTITY_MISSING = kind("""S34
    geboortedatum-ontbreekt: een traject met een leerling vraagt een geboortedatum.
      -> voeg «born:» toe, of kies «mode: consultative».
    birth-date-missing: a trajectory with a pupil asks a date of birth.
      -> add «born:», or choose «mode: consultative».""")
ANSWER_OR_MISSING = kind("""S35
    antwoord-of-reden: een antwoord heeft ofwel «value», ofwel «missing» met de reden.
      -> schrijf een van de twee.
    answer-or-reason: an answer has either «value», or «missing» with the reason. -> write one of the two.""")
OTHER = kind("""S03
    past-niet: dit past hier niet: {found}. -> kijk het voorbeeld in protocols/README.md na.
    does-not-fit: this does not fit here: {found}. -> look at the example in protocols/README.md.""")

# L and S: names that point at nothing, twice at the same, or in a circle.

UNKNOWN_REFERENCE = kind("""S07
    onbekende-verwijzing: Er bestaat geen {what} «{name}». -> {hint}
    unknown-reference: There is no {what} «{name}». -> {hint}""")
RESTS_ON_FAULTS = kind("""S37
    rust-op-fouten: dit rust op {path}, en dat bestand heeft fouten.
      -> zet eerst dat recht; wat er is, zegt: prodia check {path}
    rests-on-faults: this rests on {path}, and that file has faults.
      -> repair that first; what there is, says: prodia check {path}""")
UNKNOWN_PARENT = kind("""L21
    onbekend-basisprotocol: «{name}» bestaat niet of kon niet gelezen worden.
      -> kies een bestaande versie van het algemene protocol, of herstel eerst dat bestand.
    unknown-general-protocol: «{name}» does not exist or could not be read.
      -> choose an existing version of the general protocol, or repair that file first.""")
TWICE = kind("""S05
    dubbel-id: «{name}» bestaat al in {what}. -> kies een andere naam.
    duplicate-id: «{name}» exists already in {what}. -> choose another name.""")
CIRCLE = kind("""L04
    kring: «{name}» steunt op zichzelf: {witness}. -> haal een van de verwijzingen weg.
    circle: «{name}» rests on itself: {witness}. -> take one of the references away.""")
LATE_ANSWER = kind("""L05
    antwoord-nog-onbekend: De voorwaarde van stap «{step}» leest «{name}», maar dat wordt pas gevraagd in stap
      «{later}».
      -> vraag het eerder, of haal het uit de voorwaarde.
    answer-not-known-yet: The condition of step «{step}» reads «{name}», which is asked only in step
      «{later}».
      -> ask it earlier, or take it out of the condition.""")
NEVER_ASKED = kind("""L22
    veld-nergens-gevraagd: Geen enkele stap vraagt «{name}». -> zet het veld bij een stap, of schrap het.
    field-never-asked: No step asks «{name}». -> add the field to a step, or delete it.""")
UNKNOWN_OUTCOME = kind("""B09
    uitkomst-onbekend: Beslissing «{table}» kent geen uitkomst «{name}». -> {hint}
    unknown-outcome: Decision «{table}» has no outcome «{name}». -> {hint}""")
OUTCOME_UNUSED = kind("""L13
    uitkomst-onbereikbaar: Geen enkele regel van «{table}» geeft de uitkomst «{name}».
      -> voeg een regel toe, of schrap de uitkomst.
    outcome-never-given: No rule of «{table}» gives the outcome «{name}».
      -> add a rule, or delete the outcome.""")
BRANCHES = kind("""L07
    tak-ontbreekt: «{name}» zegt niets voor {missing} van «{by}».
      -> schrijf ook voor die waarde een voorwaarde.
    branch-missing: «{name}» says nothing for {missing} of «{by}».
      -> write a condition for that value too.""")
CUTOFF_FORM = kind("""P77
    grens-een-of-meer-waarden: een grens heeft ofwel één getal («is», «source» en «valid»), ofwel de getallen
      die elkaar opvolgden («values»).
      -> schrijf «is», «source» en «valid», of onder «values» een lijst waarin elk getal die drie heeft; een
      lege «source» telt niet.
    cutoff-one-or-more-values: a cut-off has either one figure («is», «source» and «valid»), or the figures
      that followed each other («values»).
      -> write «is», «source» and «valid», or under «values» a list in which each figure has those three; an
      empty «source» does not count.""")
ENSURE_OTHER = kind("""P78
    samenhang-leest-meer: «{name}» leest {names}, en dat staat niet onder «answers».
      -> zet het antwoord onder «answers»{instead}; een afgeleide waarde of criterium mag hier niet gelezen
      worden.
    consistency-reads-more: «{name}» reads {names}, which is not under «answers».
      -> put the answer under «answers»{instead}; a derived value or criterion can not be read here.""")
ENSURE_UNREAD = kind("""P79
    samenhang-leest-niet: «{name}» noemt {names} onder «answers», en de voorwaarde leest dat niet.
      -> haal het uit «answers», of lees het in de voorwaarde.
    consistency-does-not-read: «{name}» names {names} under «answers», and the condition does not read it.
      -> take it out of «answers», or read it in the condition.""")
ENSURE_ONE_WAY = kind("""P81
    samenhang-beslist-niets: Met wat geantwoord kan worden is «{name}» {never}.
      -> verander de voorwaarde onder «that»: ze moet waar en onwaar kunnen zijn.
    consistency-settles-nothing: With what can be answered «{name}» is {never}.
      -> change the condition under «that»: it must be able to be true and to be false.""")
SPAN_BELOW_ZERO = kind("""P82 warning
    duur-onder-nul: «{name}» is een tijd tussen twee dagen, en loopt hier van {low}. Onder nul is ze geen
      waarde.
      -> laat het bereik bij 0 beginnen, en zeg onder «ensure» welke dag de eerste is.
    time-below-zero: «{name}» is a time between two days, and here runs from {low}. Below zero it is no value.
      -> let the range begin at 0, and say under «ensure» which day comes first.""")
BEYOND_TYPE = kind("""P84 warning
    berekend-buiten-type: «{name}» kan {value} worden ({witness}), en dat is geen «{type}»: dan is er geen
      waarde, en is wat erop steunt niet te beoordelen.
      -> verruim het type, of laat de berekening binnen het type blijven («min», «max»); kunnen die
      antwoorden niet samen, zeg dat dan onder «ensure».
    computed-beyond-type: «{name}» can become {value} ({witness}), and that is no «{type}»: then there is no
      value, and what rests on it is not assessable.
      -> widen the type, or keep the computation within it («min», «max»); where those answers can not go
      together, say so under «ensure».""")
CUTOFF_OUTSIDE = kind("""P14
    drempel-onhaalbaar: Het getal van «{name}» valt buiten «{type}». -> pas het getal of het type aan.
    cutoff-out-of-reach: The figure of «{name}» lies outside «{type}». -> change the figure or the type.""")

# L, N, P and R: what a complete protocol has and this one lacks.

AUDIENCE_MISSING = kind("""N09
    doelgroeptekst-ontbreekt: «{name}» heeft geen woorden voor: {missing}.
      -> schrijf hier ook voor die lezers een tekst; er wordt niets uit een andere tekst
      overgenomen.
    audience-text-missing: «{name}» has no words for: {missing}.
      -> write a text for those readers here too; nothing is taken from another text.""")
UNUSED_FIELD = kind("""L06 info warning error
    antwoord-ongebruikt: «{name}» wordt gevraagd, maar geen regel leest het.
      -> laat een criterium, een tabel of de «when» van een stap het lezen, of vraag het niet: alleen wat
      nodig is wordt gevraagd.
    answer-unused: «{name}» is asked, but no rule reads it.
      -> let a criterion, a table or the «when» of a step read it, or do not ask it: only what is needed is
      asked.""")
CONSENT_OUTCOME = kind("""L15
    toestemming-onbepaald: «consent» zegt niet wie moet instemmen bij de uitkomst «{name}».
      -> zet de uitkomst onder «who», met een rol, «nobody» of «judge».
    consent-undefined: «consent» does not say who must consent for the outcome «{name}».
      -> put the outcome under «who», with a role, «nobody» or «judge».""")
OTHERWISE_KNOWN = kind("""L27 warning
    otherwise-bij-volledige-gegevens: Tabel «{table}» heeft geen regel voor een geval waarin niets ontbreekt:
      {witness}. Nu geldt «otherwise».
      -> voeg een regel toe voor dit geval: «otherwise» is er voor wat ontbreekt.
    otherwise-when-all-is-known: Table «{table}» has no rule for a case in which nothing is missing:
      {witness}. Now «otherwise» holds.
      -> add a rule for this case: «otherwise» is there for what is missing.""")
EMPTY_ZONE = kind("""L26 warning
    grijze-zone-leeg: Over «{name}» oordeelt nooit een mens: wat hier staat, is al voldaan onder «met»
      (bijvoorbeeld {witness}).
      -> leg de grens van «judge» verder dan die van «met», of schrap «judge» en «judges».
    grey-zone-empty: No person ever judges «{name}»: what stands here is met already under «met» (for instance
      {witness}).
      -> put the cut-off of «judge» beyond that of «met», or delete «judge» and «judges».""")
ZONE_APART = kind("""L98 warning warning error
    grijze-zone-los: De grijze zone van «{name}» sluit niet aan op wat voldaan is: {witness} valt ertussen en
      is dan niet voldaan.
      -> laat «judge» beginnen waar «met» ophoudt.
    grey-zone-apart: The grey zone of «{name}» does not join what is met: {witness} falls between the two, and
      is not met then.
      -> let «judge» begin where «met» ends.""")
NO_INSTRUMENT_GOAL = kind("""L25
    onderzoek-zonder-vraag: Stap «{name}» neemt iets af maar dient geen hypothese.
      -> noem onder «serves» de hypothesen waarvoor dit nodig is.
    research-without-question: Step «{name}» administers something but serves no hypothesis.
      -> name under «serves» the hypotheses that need it.""")
STALE_INSTRUMENT = kind("""P21 warning
    editie-ingetrokken: Instrument «{name}» heeft de status «{status}».
      -> kies een instrument dat in gebruik is.
    edition-withdrawn: Instrument «{name}» has the status «{status}».
      -> choose an instrument that is in use.""")
SOURCE_MISSING = kind("""R01
    bron-niet-gelezen: De regel noemt «{name}» gezien, maar die bron is niet gelezen.
      -> zet «confidence» op «unverified», of lees de bron en pas «read» aan in shared/sources.yaml.
    source-not-read: The rule calls «{name}» seen, but that source was not read.
      -> set «confidence» to «unverified», or read the source and change «read» in shared/sources.yaml.""")

# N: language and translation.

EMPTY_TEXT = kind("""N01
    tekst-ontbreekt: hier hoort een tekst, en er staat niets. -> schrijf de tekst, of laat het veld weg.
    text-missing: a text belongs here, and there is none. -> write the text, or leave the field out.""")
MISSING = kind("""N02 warning
    vertaling-ontbreekt: «{key}» heeft geen vertaling ({lang}).
      -> prodia translate {lang} zet de tekst klaar; schrijf de vertaling achter msgstr.
    translation-missing: «{key}» has no translation ({lang}).
      -> prodia translate {lang} lays the text out; write the translation after msgstr.""")
STALE = kind("""N03 warning
    vertaling-verouderd: de brontekst van «{key}» is veranderd sinds de vertaling ({lang}).
      -> zet in dit bestand de nieuwe Nederlandse tekst achter msgid en de nieuwe vertaling achter msgstr,
      en schrap een regel met «fuzzy».
    translation-stale: the source text of «{key}» has changed since its translation ({lang}).
      -> in this file, put the new Dutch text after msgid and the new translation after msgstr, and delete a
      line with «fuzzy».""")
PLACEHOLDERS = kind("""N04
    plaatshouder-klopt-niet: de vertaling van «{key}» heeft {got} waar de bron {want} heeft.
      -> neem elke plaatshouder letterlijk over.
    placeholder-mismatch: the translation of «{key}» has {got} where the source has {want}.
      -> copy every placeholder literally.""")
ORPHAN = kind("""N05 info
    vertaling-wees: nergens staat nog «{key}», of niet op de plaats van msgctxt. -> schrap deze vertaling.
    orphan-translation: «{key}» stands nowhere any more, or not at the place of msgctxt.
      -> delete this translation.""")
SPOKEN_CHANGED = kind("""L90
    uitgegeven-vertaling-veranderd: wat «{name}» in deze taal zegt ({lang}), is anders dan op regel {line} van
      released.lock.
      -> zet de vertaling terug, en geef de nieuwe versie een eigen: met achter msgctxt haar versienummer.
    released-translation-changed: What «{name}» says in this language ({lang}) is other than on line {line} of
      released.lock.
      -> put the translation back, and give the new version its own: with its number after msgctxt.""")
LANGUAGE = kind("""N06
    taalcode: «{found}» is geen taal waarin we vertalen.
      -> noem het bestand en.po, of fr.po voor de titel en de samenvatting van een protocol.
    language-code: «{found}» is no language we translate into.
      -> name the file en.po, or fr.po for the title and the summary of a protocol.""")
PO_SYNTAX = kind("""N17
    po-onleesbaar: dit vertaalbestand is hier niet te lezen.
      -> elke tekst staat tussen "..." achter msgctxt, msgid of msgstr.
    unreadable-po: this translation file cannot be read here.
      -> every text stands between "..." after msgctxt, msgid or msgstr.""")
TRANSLATED_TWICE = kind("""N18
    vertaling-dubbel: «{key}» is hier een tweede keer vertaald. -> schrap een van de twee.
    translation-twice: «{key}» is translated here a second time. -> delete one of the two.""")

# V26-V30: the dates of what is in force.

DATES_OVERLAP = kind("""V26
    data-overlappen: Van «{name}» zijn op {day} twee waarden van kracht.
      -> laat de ene eindigen («to») de dag voor de andere begint.
    dates-overlap: Of «{name}» two values are in force on {day}.
      -> let the one end («to») the day before the other begins.""")
DATES_HOLE = kind("""V27 warning
    data-met-een-gat: Van «{name}» is {period} geen waarde van kracht; wat erop steunt is dan niet te
      beoordelen.
      -> laat de waarden op elkaar aansluiten, of schrijf in een note waarom er geen is.
    dates-with-a-hole: Of «{name}» no value is in force {period}; what rests on it is not assessable then.
      -> let the values follow on each other, or write in a note why there is none.""")
NEVER_IN_FORCE = kind("""V28 info
    nooit-van-kracht: «{name}» is van kracht {period}, en deze versie {version}: nooit op dezelfde dag.
      -> verander de data, of schrap het in deze versie.
    never-in-force: «{name}» is in force {period}, and this version {version}: never on the same day.
      -> change the dates, or delete it from this version.""")
BEFORE_GENERAL = kind("""V29 warning
    voor-het-algemene: Deze versie is van kracht {period}, en «{name}», die ze aanvult, {general}.
      -> laat haar niet beginnen voor, of eindigen na, wat ze aanvult.
    before-the-general: This version is in force {period}, and «{name}», which it supplements, {general}.
      -> do not let it begin before, or end after, what it supplements.""")
LAW_HOLE = kind("""V34 warning
    wet-houdt-op: «{name}» heeft {period} geen waarde, en {version} leest het dan: wat erop steunt is dan niet
      te beoordelen.
      -> geef het in shared/law ook dan een waarde, of laat wat het leest, of deze versie, enkel gelden als er
      een is («valid»).
    law-ends: «{name}» has no value {period}, and {version} reads it then: what rests on it is not assessable
      then.
      -> give it a value in shared/law then too, or let what reads it, or this version, hold only while there
      is one («valid»).""")

# V: versions and release.

RELEASED_CHANGED = kind("""V01
    vrijgegeven-gewijzigd: {name} is vrijgegeven en ligt vast (released.lock, regel {line}), en de inhoud is
      veranderd; in een voorwaarde en in een tabel telt ook elke spatie.
      -> zet de inhoud terug, kopieer de map naar een nieuwe versie en verander daar.
    released-changed: {name} is released and fixed (released.lock, line {line}), and its content has changed;
      in a condition and in a table every space counts too.
      -> put the content back, copy the folder to a new version and change that.""")
NOT_LOCKED = kind("""V14
    vrijgegeven-niet-vastgelegd: {name} heet vrijgegeven en staat niet in released.lock.
      -> schrijf «status: concept» zolang je eraan werkt, en geef vrij met «prodia release»; van een blok
      komt de regel «{name} {digest}» in released.lock.
    released-not-locked: {name} is called released and is not in released.lock.
      -> write «status: concept» while you work on it, and release it with «prodia release»; of a block the
      line «{name} {digest}» goes into released.lock.""")
LOCK_LINE = kind("""V15
    slotregel-onleesbaar: deze regel is geen «id@versie sha256:...».
      -> herstel de regel; regels komen er alleen bij.
    unreadable-lock-line: this line is no «id@version sha256:...».
      -> repair the line; lines are only ever added.""")
LOCK_TWICE = kind("""V16
    slotregel-dubbel: {name} staat al op regel {first}.
      -> schrap de nieuwe regel; wat vrijgegeven is verandert niet.
    lock-line-twice: {name} stands on line {first} already.
      -> delete the new line; what is released does not change.""")
LOCKED_GONE = kind("""V17
    vrijgegeven-verdwenen: {name} is vrijgegeven en het bestand is er niet meer.
      -> zet het bestand terug; lopende trajecten steunen erop.
    released-gone: {name} is released and its file is gone.
      -> put the file back; running trajectories rest on it.""")
GROUND_CHANGED = kind("""V31
    steunt-op-iets-anders: {name} is vrijgegeven en steunt op «{what}», en daar staat nu iets anders dan toen
      (released.lock, regel {line}): er kan iets anders uitkomen.
      -> {hint}
    rests-on-something-else: {name} is released and rests on «{what}», and something else stands there now
      than then (released.lock, line {line}): another outcome may come of it.
      -> {hint}""")
GROUND_UNSEALED = kind("""V33
    zegel-ontbreekt: {name} is vrijgegeven en steunt op «{what}», en die regel staat niet meer in
      released.lock.
      -> zet de regel terug zoals ze bij de vrijgave geschreven is; klopt wat er nu staat met toen, dan is dat
      «{name} {ground} {digest}».
    seal-missing: {name} is released and rests on «{what}», and that line is no longer in released.lock.
      -> put the line back as the release wrote it; where what stands there now is what stood there then, that
      is «{name} {ground} {digest}».""")
GROUND_HINTS = {
    "instruments": Words(
        "zet de items, de schalen en hun grenzen terug; geef een nieuwe uitgave van de test een eigen id, en "
        "laat een nieuwe versie van het protocol die afnemen.",
        "put the items, the scales and their cut-offs back; give a new edition of the test an id of its own, "
        "and let a new version of the protocol administer that.",
    ),
    "ages": Words(
        "zet de leeftijden terug; geef een nieuwe uitgave van de test een eigen id, en laat een nieuwe "
        "versie van het protocol die afnemen.",
        "put the ages back; give a new edition of the test an id of its own, and let a new version of the "
        "protocol administer that.",
    ),
    "norms": Words(
        "zet de rijen en de rest terug; andere normen krijgen een eigen versie.",
        "put the rows and the rest back; other norms get a version of their own.",
    ),
    "law": Words(
        "zet de waarde en haar dagen terug; een laatste dag komt er pas bij als de volgende waarde de dag "
        "erna begint. Wat later gaat gelden, na de eerste dag van de versie, komt erbij als waarde. Geldt "
        "het vroeger, dan leest een nieuwe versie van het protocol een nieuwe naam.",
        "put the value and its days back; a last day is added when the next value begins the day after. What "
        "holds later, from after the first day of the version, is added as a value. Where it holds earlier, "
        "a new version of the protocol reads a new name.",
    ),
}
CONFLICT = kind("""V18
    zelfde-versie-andere-inhoud: {name} bestaat twee keer met een andere inhoud: ook in {other}.
      -> geef een van de twee een ander versienummer, of schrap hem.
    same-version-other-content: {name} exists twice with another content: in {other} too.
      -> give one of the two another version number, or delete it.""")
UNKNOWN = kind("""V19
    onbekende-versie: er is geen «{name}». -> {hint}
    unknown-version: there is no «{name}». -> {hint}""")
NOT_USABLE = kind("""V20
    niet-bruikbaar: «{name}» bevat fouten en kan niet lopen.
      -> herstel eerst de fouten die bij het laden gemeld zijn.
    not-usable: «{name}» has errors and cannot run. -> repair the errors reported at load first.""")
SHARED_TWICE = kind("""S05
    dubbel-id: «{name}» bestaat al in {other}. -> kies een andere naam, of schrap een van de twee.
    duplicate-id: «{name}» exists already in {other}. -> choose another name, or delete one of the two.""")
ANONYMOUS_PUPIL = kind("""P90
    anoniem-over-leerling: stap «{name}» hoort bij een anoniem gesprek en gaat toch over een leerling.
      -> schrijf «pupil: false», of laat «anonymous» weg uit «modes».
    anonymous-about-pupil: step «{name}» belongs to an anonymous contact and still is about a pupil.
      -> write «pupil: false», or leave «anonymous» out of «modes».""")
ANONYMOUS_WORDS = kind("""P91
    anoniem-met-vrije-tekst: stap «{name}» van een anoniem gesprek vraagt eigen woorden («{field}»): wie iets
        typt, zegt gauw wie hij is.
      -> geef de vraag vaste antwoorden, of laat ze weg uit deze stap.
    anonymous-with-words: step «{name}» of an anonymous contact asks words of one's own («{field}»): who types
        soon says who they are.
      -> give the question options, or leave it out of this step.""")

# Blocks: parts that several protocols share.

UNKNOWN_BLOCK = kind("""L70
    onbekend-blok: het blok «{name}» bestaat niet of kon niet gelezen worden. -> {hint}
    unknown-block: the block «{name}» does not exist or could not be read. -> {hint}""")
BLOCK_TWICE = kind("""L71
    blok-twee-keer: het blok «{name}» staat hier al als {other}. -> houd één versie ervan.
    block-twice: the block «{name}» stands here already as {other}. -> keep one version of it.""")
NOT_SHOWN = kind("""L32
    toont-dat-niet: het geval «{name}» verwacht niets van deze regel.
      -> zet er het oordeel bij onder «expect», of noem met «decides» de beslissing die het toont.
    does-not-show-it: the case «{name}» expects nothing of this rule.
      -> add the verdict under «expect», or name with «decides» the decision that shows it.""")
NO_DIFFERENCE = kind("""L33
    botsing-zonder-verschil: «{name}» toont geen twee lezingen die verschillen.
      -> geef minstens twee lezingen, met bij elke een geval waarin ze iets anders zegt.
    conflict-without-difference: «{name}» shows no two readings that differ.
      -> give at least two readings, each with a case in which it says something else.""")
NOT_ALONG = kind("""L76
    kan-niet-mee: «{name}» heeft de rollen, fasen, stappen of vragen niet die «{block}» nodig heeft.
      -> neem het mee in een traject van een ander protocol.
    can-not-take-along: «{name}» lacks the roles, phases, steps or questions that «{block}» needs.
      -> take it along in a case of another protocol.""")
BLOCK_CLASH = kind("""L72
    al-in-blok: «{name}» komt al uit het blok {block}; van één naam geldt nooit stil de ene of de andere
      betekenis.
      -> haal hem hier weg, kies een andere naam, of haal het blok uit «uses».
    already-in-block: «{name}» comes from the block {block} already; of one name never silently one or the
      other meaning holds.
      -> take it out here, choose another name, or take the block out of «uses».""")
BLOCK_ABOVE = kind("""L77
    blok-geldt-al: het blok «{name}» geldt hier al: «{other}» neemt het mee. -> haal het hier uit «uses».
    block-holds-already: the block «{name}» holds here already: «{other}» takes it in.
      -> take it out of «uses» here.""")
BLOCK_UNFIT = kind("""L78
    blok-past-niet: het blok «{name}» past zo niet in dit protocol. {what}
      -> geef het protocol wat het blok nodig heeft (een stap die vraagt, een ander blok), of haal het uit
      «uses».
    block-does-not-fit: the block «{name}» does not fit in this protocol so. {what}
      -> give the protocol what the block needs (a step that asks, another block), or take it out of
      «uses».""")
BLOCK_IS_PROTOCOL = kind("""L73
    blok-heet-als-protocol: «{name}» is ook de naam van een protocol. -> geef het blok een andere naam.
    block-named-as-protocol: «{name}» is the name of a protocol too. -> give the block another name.""")
UNKNOWN_LEAD = kind("""L74
    leidt-nergens-heen: er bestaat geen protocol «{name}» waar deze uitkomst naar kan leiden. -> {hint}
    leads-nowhere: there is no protocol «{name}» for this outcome to lead to. -> {hint}""")
LEADS_TO_ITSELF = kind("""L75
    leidt-naar-zichzelf: deze uitkomst leidt naar «{name}», waar ze al in staat.
      -> noem het andere protocol, of schrap «leads_to».
    leads-to-itself: this outcome leads to «{name}», in which it stands already.
      -> name the other protocol, or delete «leads_to».""")
NO_LEAD_HOLDS = kind("""P95 warning
    geen-versie-geldt: van «{name}» is geen versie van kracht terwijl deze dat is.
      -> maak een versie van «{name}» die dan geldt, of leid naar een ander protocol.
    no-version-holds: of «{name}» no version is in force while this one is.
      -> make a version of «{name}» that is in force then, or lead to another protocol.""")
BLOCK_WITHDRAWN = kind("""P92 warning
    blok-vervallen: het blok {name} geldt niet meer; in de plaats kwam: {successor}.
      -> gebruik die versie in de volgende versie van dit protocol.
    block-withdrawn: the block {name} holds no more; in its place came: {successor}.
      -> use that version in the next version of this protocol.""")
BLOCK_CONCEPT = kind("""P93 - - error
    blok-nog-concept: dit protocol is vrijgegeven en gebruikt {name}, dat nog «{status}» is.
      -> geef eerst {name} vrij, of gebruik een vrijgegeven versie.
    block-still-concept: this protocol is released and uses {name}, which still is «{status}».
      -> release {name} first, or use a released version.""")
BLOCK_UNUSED = kind("""P94 warning
    blok-ongebruikt: geen enkel protocol gebruikt {name}. -> zet het onder «uses», of schrap het.
    block-unused: no protocol uses {name}. -> put it under «uses», or delete it.""")
LETTER_SLOT = kind("""L94
    plaats-onbekend: «{found}» is in deze zin van een brief geen plaats om in te vullen.
      -> kies uit: {known}.
    unknown-slot: «{found}» is no place to fill in in this sentence of a letter. -> choose from: {known}.""")
LETTER_LACKS = kind("""L95
    brief-onvolledig: deze brief heeft geen deel voor: {missing}.
      -> voeg elk toe; staat er niets, schrijf dan onder «without» wat de lezer hoort.
    letter-incomplete: this letter has no part for: {missing}.
      -> add each; where there is nothing to tell, write under «without» what its reader is told.""")
LETTER_TWICE = kind("""L96
    deel-twee-keer: «{name}» staat al in deze brief. -> houd één deel ervan.
    part-twice: «{name}» stands in this letter already. -> keep one part of it.""")
LETTER_NAMES = kind("""L97 info
    brief-noemt-niemand: geen protocol hier heeft een beslissing «{name}». -> {hint}
    letter-names-nobody: no protocol here has a decision «{name}». -> {hint}""")
OTHER_UNIT_OF_AGE = kind("""P83 warning
    leeftijd-in-andere-eenheid: «{found}» telt in {unit}, en zo oud of zo jong is geen leerling.
      -> bedoelde je {meant}?
    age-in-another-unit: «{found}» counts in {unit}, and no pupil is so old or so young.
      -> did you mean {meant}?""")
