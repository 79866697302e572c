"""M01-M49, M72-M74: why there is no score, or no more than there is; what to know about one that is there.

A value of a pupil is never repeated; what the definition asks is. Counts of a group may be.
"""

from prodia.problems import kind

# M01-M19: why there is no score.

TOO_MANY_EMPTY = kind("""M01
    te-veel-leeg: Te veel antwoorden zijn leeg voor deze score (regel {rule}, {items} items).
      -> vul de lege antwoorden aan; er is minstens {least} keer een antwoord nodig.
    too-many-empty: Too many answers are empty for this score (rule {rule}, {items} items).
      -> fill in the empty answers; at least {least} are needed.""")
ANSWER_OUTSIDE = kind("""M02
    antwoord-buiten-schaal: Het antwoord op item «{item}» hoort niet bij zijn antwoordschaal ({scale}).
      -> kijk het antwoord na op het formulier; zonder dat is er geen score.
    answer-off-scale: The answer to item «{item}» is not on its answer scale ({scale}).
      -> check the answer on the form; without it there is no score.""")
BEFORE_BIRTH = kind("""M04
    test-voor-geboorte: De dag van de meting ligt vóór de geboortedatum.
      -> kijk beide datums na; dag en maand raken soms verwisseld.
    test-before-birth: The day of the measurement lies before the date of birth.
      -> check both dates; day and month are sometimes swapped.""")
AGE_OUTSIDE = kind("""M05
    leeftijd-buiten-normen: De normen gaan van {first} tot en met {last} maanden, en de leeftijd valt
      daarbuiten.
      -> gebruik normen voor deze leeftijd, of rapporteer geen score.
    age-outside-norms: The norms run from {first} to {last} months, and the age lies outside.
      -> use norms for this age, or report no score.""")
AGE_IN_HOLE = kind("""M06
    leeftijd-tussen-banden: De leeftijd valt tussen twee leeftijdsbanden: {before} en {after} maanden.
      -> kijk de normtabel na; de banden horen op elkaar aan te sluiten.
    age-between-bands: The age falls between two age bands: {before} and {after} months.
      -> check the norm table; the bands should follow on each other.""")
RAW_OUTSIDE = kind("""M07
    ruwe-score-buiten-tabel: De ruwe score staat niet in de normtabel ({first} tot en met {last}).
      -> kijk de ruwe score na; staat ze goed, dan is er geen genormeerde score.
    raw-outside-table: The raw score is not in the norm table ({first} to {last}).
      -> check the raw score; if it is right, there is no normed score.""")
NOT_MONOTONE = kind("""M08
    norm-niet-stijgend: Het normmodel stijgt op deze leeftijd niet overal mee met de vaardigheid.
      -> gebruik het model alleen op de leeftijden waarvoor het is nagekeken.
    norm-not-rising: At this age the norm model does not rise everywhere with ability.
      -> use the model only at the ages it has been checked for.""")
RAW_UNREACHED = kind("""M09
    ruwe-score-onbereikt: Het normmodel bereikt deze ruwe score niet tussen normscore {first} en {last}.
      -> rapporteer «lager dan {first}» of «hoger dan {last}», of geen score.
    raw-not-reached: The norm model does not reach this raw score between norm score {first} and {last}.
      -> report «below {first}» or «above {last}», or no score.""")
NO_VALUE = kind("""M10
    geen-waarde: Er is geen waarde om een score van te maken. -> noteer eerst de waarde.
    no-value: There is no value to make a score of. -> enter the value first.""")
NO_SPREAD = kind("""M11
    geen-spreiding: De gegevens verschillen niet genoeg van elkaar om {what} te berekenen.
      -> er zijn meer, of meer verschillende, gegevens nodig.
    no-spread: The data do not differ enough to work out {what}.
      -> more data, or data that differ more, are needed.""")

# M30-M49: why a score has no normed score or zone, and what to know about one that has.

NO_AGE = kind("""M30
    leeftijd-onbekend: Zonder leeftijd geven de normen {norms} geen score.
      -> geef de geboortedatum en de dag van de meting.
    age-unknown: Without an age the norms {norms} give no score.
      -> give the date of birth and the day of the measurement.""")
NO_KEY = kind("""M31
    kenmerk-onbekend: De normen {norms} vragen «{key}», en dat is niet gegeven. -> geef «{key}»: {known}.
    key-unknown: The norms {norms} ask «{key}», and it is not given. -> give «{key}»: {known}.""")
NO_GROUP = kind("""M32
    geen-normgroep: De normen {norms} hebben geen groep voor deze {keys}. -> er zijn groepen voor: {known}.
    no-norm-group: The norms {norms} have no group for this {keys}. -> there are groups for: {known}.""")
NO_ROWS_FOR = kind("""M33 info
    schaal-zonder-normen: De normen {norms} gaan niet over deze schaal. -> neem normen voor deze schaal.
    scale-without-norms: The norms {norms} are not about this scale. -> take norms for this scale.""")
PRINTED_EMPTY = kind("""M34 info
    cel-leeg-in-tabel: De normtabel geeft hier geen {scale}. -> neem een andere schaal van dezelfde rij.
    cell-empty-in-table: The norm table gives no {scale} here. -> take another scale of the same row.""")
BEYOND_AGE = kind("""M35 warning
    buiten-de-leeftijden: Dit instrument is bedoeld van {first} tot en met {last} maanden; deze leeftijd valt
      erbuiten.
      -> lees de score met voorbehoud, of neem een ander instrument.
    beyond-the-ages: This instrument is meant from {first} to {last} months; this age lies outside.
      -> read the score with reserve, or take another instrument.""")
NEAREST_BAND = kind("""M36 warning
    dichtstbijzijnde-band: De leeftijd valt buiten de normen; de dichtstbijzijnde band ({band} maanden) is
      genomen.
      -> de normen zeggen dat dit mag; lees de score als een schatting.
    nearest-band: The age lies outside the norms; the nearest band ({band} months) was taken.
      -> the norms say that this is allowed; read the score as an estimate.""")
MIDDLE_OF_MONTH = kind("""M37 info
    midden-van-de-maand: Enkel de voltooide maanden zijn bekend; er is met het midden van de maand gerekend.
      -> geef de geboortedatum voor een juistere leeftijd.
    middle-of-the-month: Only the completed months are known; the middle of the month was taken.
      -> give the date of birth for a more exact age.""")
ANSWERS_EMPTY = kind("""M38 info
    leeg-ingevuld: {missing} van {items} items zijn leeg; ze zijn ingevuld volgens de regel {rule}.
      -> lees de score als een schatting.
    empty-filled: {missing} of {items} items are empty; they were filled in by the rule {rule}.
      -> read the score as an estimate.""")
OPEN_ENDED = kind("""M39 info
    open-einde: De tabel is hier open: {scale} is {side}{value}. -> reken er niet mee verder.
    open-ended: The table is open here: {scale} is {side}{value}. -> do not calculate on with it.""")
NO_ZONE = kind("""M40
    geen-zone: Er is geen {on} om de zone van te bepalen.
      -> de grens staat op de genormeerde score; zorg eerst voor die.
    no-zone: There is no {on} to find the zone of.
      -> the cut-off is on the normed score; see to that first.""")
NOT_FOR_AGE = kind("""M41 info
    grens-voor-andere-leeftijd: Deze grenzen gelden van {first} tot en met {last} maanden.
      -> neem de grenzen voor deze leeftijd.
    cut-off-for-another-age: These cut-offs hold from {first} to {last} months.
      -> take the cut-offs for this age.""")
NOT_COMPUTED = kind("""M42
    niet-te-berekenen: Een score waar deze op steunt, is er niet: {names}.
      -> vul eerst aan wat daar ontbreekt.
    can-not-be-worked-out: A score that this one rests on is not there: {names}.
      -> first add what is missing there.""")
ADMINISTRATION_OPEN = kind("""M43
    afname-niet-af: De afname is niet af: item «{item}» moet nog.
      -> neem dat item af, of noteer het resultaat.
    administration-open: The administration is not finished: item «{item}» is still to come.
      -> give that item, or note its result.""")
NO_START = kind("""M44
    startpunt-onbekend: Zonder leeftijd, of voor deze leeftijd, is het startpunt niet bekend.
      -> geef de leeftijd, of het startpunt zelf.
    start-unknown: Without an age, or for this age, the start is not known.
      -> give the age, or the start itself.""")
FORM_TOO_EMPTY = kind("""M46
    formulier-te-leeg: Op het hele formulier mogen hoogstens {most} items leeg zijn.
      -> vul de lege antwoorden aan; anders is er geen score.
    form-too-empty: On the whole form at most {most} items may be empty.
      -> fill in the empty answers; without them there is no score.""")
AS_PRINTED_ONLY = kind("""M45 info
    neem-over-zoals-gedrukt: Deze schaal wordt niet berekend: neem de score over zoals ze gedrukt staat.
      -> van deze test zijn sleutel en normen niet vrij.
    take-over-as-printed: This scale is not worked out: take the score over as it is printed.
      -> key and norms of this test are not free.""")

# M72-M74: measures that are not believed.

IMPLAUSIBLE = kind("""M72
    maat-ongeloofwaardig: De maat «{measure}» (in {unit}) is voor deze leeftijd niet te geloven: ze ligt
      verder dan {low} of {high} standaardafwijkingen van de mediaan ({norms}).{reading}
      -> kijk de meting, de eenheid, de leeftijd en het geslacht na. Klopt alles, dan vraagt dit kind een
      arts, geen percentiel.
    measure-implausible: The measure «{measure}» (in {unit}) is not to be believed at this age: it lies
      further than {low} or {high} standard deviations from the median ({norms}).{reading}
      -> check the measuring, the unit, the age and the sex. If all is right, this child asks for a physician,
      not for a percentile.""")
IMPLAUSIBLE_KEPT = kind("""M73 warning
    maat-buiten-het-geloofwaardige: De maat «{measure}» (in {unit}) ligt verder dan {low} of {high}
      standaardafwijkingen van de mediaan ({norms}).{reading}
      -> kijk de meting, de eenheid, de leeftijd en het geslacht na voor je deze z gebruikt.
    measure-beyond-the-plausible: The measure «{measure}» (in {unit}) lies further than {low} or {high}
      standard deviations from the median ({norms}).{reading}
      -> check the measuring, the unit, the age and the sex before you use this z.""")
RESTS_ON_IMPLAUSIBLE = kind("""M74
    steunt-op-ongeloofwaardige-maat: Een maat waar deze op steunt, is niet te geloven: {names}.
      -> kijk eerst die maat na.
    rests-on-implausible-measure: A measure that this one rests on is not to be believed: {names}.
      -> check that measure first.""")

# M14: why a profile has no analysis.

TOO_FEW_SCORES = kind("""M14
    te-weinig-scores: Bruikbare scores in dit profiel: {found}; er zijn er minstens {least} nodig.
      -> vul de ontbrekende scores aan, of lees de score op zichzelf.
    too-few-scores: Scores of this profile that can be used: {found}; at least {least} are needed.
      -> enter the missing scores, or read the score by itself.""")

# M20-M29: why a figure about a group is not there.

TOO_FEW_PEOPLE = kind("""M20
    te-weinig-mensen: Van {found} mensen zijn de gegevens hier bruikbaar, en er zijn er minstens {least}
      nodig.
      -> neem meer mensen op, of kijk na waarom gegevens ontbreken.
    too-few-people: The data of {found} people can be used here, and at least {least} are needed.
      -> take in more people, or check why data are missing.""")
CONSTANT_COLUMN = kind("""M21
    kolom-zonder-verschil: In de kolom «{column}» heeft iedereen dezelfde waarde.
      -> kijk na of de kolom goed is ingelezen, of laat ze weg.
    constant-column: Everyone has the same value in the column «{column}».
      -> check that the column was read well, or leave it out.""")
ONE_ITEM_LEFT = kind("""M22
    een-item-over: Zonder dit item blijft er één item over, en één item heeft geen alfa.
      -> met minstens drie items is te zien wat er zonder één item gebeurt.
    one-item-left: Without this item one item is left, and one item has no alpha.
      -> with at least three items it shows what happens without one.""")
NO_ONE_WITH = kind("""M23
    niemand-met-kenmerk: Niemand in deze groep heeft het kenmerk; hoe goed de test het opspoort, is hier niet
      te zeggen.
      -> neem ook mensen met het kenmerk op.
    no-one-with: No one in this group has the condition; how well the test finds it can not be said here.
      -> take in people with the condition too.""")
NO_ONE_WITHOUT = kind("""M24
    iedereen-met-kenmerk: Iedereen in deze groep heeft het kenmerk; hoe goed de test het uitsluit, is hier
      niet te zeggen.
      -> neem ook mensen zonder het kenmerk op.
    no-one-without: Everyone in this group has the condition; how well the test rules it out can not be said
      here.
      -> take in people without the condition too.""")
NO_POSITIVE_TEST = kind("""M25
    geen-positieve-uitslag: Bij deze grens heeft niemand een positieve uitslag; wat zo'n uitslag waard is, is
      niet te zeggen.
      -> kies een andere grens, of een grotere groep.
    no-positive-test: At this cut-off no one tests positive; what such a result is worth can not be said.
      -> choose another cut-off, or a larger group.""")
NO_NEGATIVE_TEST = kind("""M26
    geen-negatieve-uitslag: Bij deze grens heeft niemand een negatieve uitslag; wat zo'n uitslag waard is, is
      niet te zeggen.
      -> kies een andere grens, of een grotere groep.
    no-negative-test: At this cut-off no one tests negative; what such a result is worth can not be said.
      -> choose another cut-off, or a larger group.""")
NO_LIMIT = kind("""M27
    verhouding-zonder-grens: Onder de deelstreep van deze verhouding staat nul; ze is niet te berekenen.
      -> lees de tellingen zelf, of neem een grotere groep; er wordt niets bijgeteld.
    ratio-without-limit: This ratio would be divided by zero; it can not be worked out.
      -> read the counts themselves, or take a larger group; nothing is added to them.""")
ALL_EQUAL = kind("""M28
    alle-scores-gelijk: Alle scores van deze groep zijn gelijk; over de normen zegt dat niets.
      -> kijk na of de scores goed zijn ingelezen.
    all-scores-equal: All scores of this group are equal; that says nothing about the norms.
      -> check that the scores were read well.""")
