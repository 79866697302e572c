"""N30-N60: a test given in a trajectory: why it can not be recorded, and what of it does not fit; and a
criterion that treats the error of measurement, a battery, a screening. A value of a pupil is never repeated.
"""

from prodia.problems import kind

# N30-N39: why a test can not be recorded so.

NOT_BY_TEST = kind("""N30
    niet-door-een-test: «{field}» wordt niet door een test beantwoord.
      -> leg het antwoord vast met «answered», of geef de vraag «administered» in het protocol.
    not-by-a-test: «{field}» is not answered by a test.
      -> record the answer with «answered», or give the question «administered» in the protocol.""")
OTHER_FORM = kind("""N31
    andere-vorm: «{field}» vraagt vorm {form} van de test, en dit is een andere.
      -> neem die vorm af, of leg de score vast bij de vraag waar ze hoort.
    other-form: «{field}» asks form {form} of the test, and this is another one.
      -> give that form, or record the score with the question it belongs to.""")
NORMS_WANTED = kind("""N32
    normen-ontbreken: «{field}»: zeg met welke normen de score gelezen wordt.
      -> schrijf «norms»; te kiezen: {known}.
    norms-wanted: «{field}»: say by which norms the score is read.
      -> write «norms»; to choose from: {known}.""")
OTHER_NORMS = kind("""N33
    normen-van-een-andere-test: «{norms}» hoort niet bij {instrument}. -> te kiezen: {known}.
    norms-of-another-test: «{norms}» does not belong to {instrument}. -> to choose from: {known}.""")
NO_NORMS_HERE = kind("""N34
    normen-hier-niet: De normen «{norms}» staan hier niet, of zijn niet te gebruiken.
      -> voeg het pakket met die normen toe (--pack), of leg de score vast zoals ze op het formulier staat.
    norms-not-here: The norms «{norms}» are not here, or can not be used.
      -> add the pack with those norms (--pack), or record the score as it stands on the form.""")
NO_SUCH_ITEM = kind("""N35
    onbekend-item: {instrument} heeft geen item «{item}». -> bedoelde je: {known}?
    unknown-item: {instrument} has no item «{item}». -> did you mean: {known}?""")
NO_KEY = kind("""N36
    zonder-sleutel: Van {instrument} is er hier geen sleutel om items te scoren.
      -> scoor op papier, en leg de ruwe score of de score op het formulier vast.
    no-key: There is no key here to score items of {instrument}.
      -> score on paper, and record the raw score or the score on the form.""")
RAW_OUTSIDE = kind("""N37
    ruwe-score-kan-niet: «{field}»: die ruwe score kan op deze test niet voorkomen.
      -> kijk de score na op het formulier.
    raw-score-impossible: «{field}»: this raw score can not occur on this test.
      -> check the score on the form.""")
OTHER_RECORD = kind("""N38
    ander-verslag-van-de-score: «{field}»: het verslag van de score klopt niet met wat is opgeschreven, bij
      dezelfde sleutel en dezelfde normen.
      -> leg de afname opnieuw vast zonder «record»; het wordt dan zelf gemaakt.
    other-record: «{field}»: the record of the score does not agree with what was written down, by the same
      key and the same norms.
      -> record the administration again without «record»; it is then made anew.""")
NOT_GIVEN_BY_NORMS = kind("""N39
    niet-in-deze-normen: Deze normen geven geen score op «{read}».
      -> kies normen die dat wel doen, of leg de score vast zoals ze op het formulier staat.
    not-in-these-norms: These norms give no score on «{read}».
      -> choose norms that do, or record the score as it stands on the form.""")

# N40-N49: what does not fit of a test, on the day of testing.

NORMS_TOO_OLD = kind("""N40 warning
    normen-te-oud: «{name}»: de normgroep is van {year}, langer dan {years} jaar voor de afname.
      -> neem recentere normen, of weeg de score met dat voorbehoud.
    norms-too-old: «{name}»: the norm group is of {year}, more than {years} years before the test was given.
      -> take more recent norms, or weigh the score with that reserve.""")
YEAR_NOT_KNOWN = kind("""N41 warning
    jaar-van-de-normen-onbekend: «{name}»: van welk jaar de normgroep is, is niet bekend.
      -> noem de normen bij hun id, of kijk het jaar na in de handleiding.
    year-of-norms-unknown: «{name}»: of which year the norm group is, is not known.
      -> name the norms by their id, or look up the year in the manual.""")
NOT_OF_GROUP = kind("""N42 warning
    niet-van-de-normgroep: «{name}»: de leerling valt buiten de normgroep ({code}).
      -> kijk leeftijd, leerjaar en moment na; neem anders andere normen.
    not-of-the-norm-group: «{name}»: the pupil falls outside the norm group ({code}).
      -> check age, grade and moment; else take other norms.""")
OTHER_GROUP = kind("""N43 warning
    normgroep-van-elders: «{name}»: de normgroep is niet van: {wanted}.
      -> neem normen van hier, of weeg de score met dat voorbehoud.
    norm-group-of-elsewhere: «{name}»: the norm group is not of: {wanted}.
      -> take norms of here, or weigh the score with that reserve.""")
GROUP_NOT_KNOWN = kind("""N44 warning
    normgroep-niet-bekend: «{name}»: van de normgroep is niet bekend of ze hoort bij: {wanted}.
      -> noem de normen bij hun id, of kijk het na in de handleiding.
    norm-group-not-known: «{name}»: of the norm group it is not known whether it is of: {wanted}.
      -> name the norms by their id, or look it up in the manual.""")
OTHER_LANGUAGE = kind("""N45 warning
    normgroep-andere-taal: «{name}»: de normen zijn voor {language}, en de leerling heeft een andere taal.
      -> weeg de score met dat voorbehoud; ze meet ook de taal.
    norm-group-of-another-language: «{name}»: the norms are for {language}, and the pupil has another
      language.
      -> weigh the score with that reserve; it measures the language too.""")
AGE_NOT_KNOWN = kind("""N46 warning
    leeftijd-niet-bekend: «{name}»: zonder geboortedatum is niet te zeggen of de test bij de leeftijd past.
      -> neem de test niet af zonder geboortedatum.
    age-not-known: «{name}»: without a date of birth it can not be told whether the test fits the age.
      -> do not give the test without a date of birth.""")
NOT_FOR_AGE = kind("""N47 warning
    niet-voor-deze-leeftijd: «{name}»: de test is voor {first} tot en met {last} maanden.
      -> neem een test voor deze leeftijd.
    not-for-this-age: «{name}»: the test is for {first} up to and including {last} months.
      -> take a test for this age.""")
TEST_WITHDRAWN = kind("""N48 warning
    test-ingetrokken: «{name}»: {instrument} is ingetrokken of vervangen.
      -> neem de test die in de plaats kwam.
    test-withdrawn: «{name}»: {instrument} is withdrawn or replaced.
      -> take the test that came in its place.""")
TESTED_TOO_SOON = kind("""N49 warning
    te-snel-opnieuw: «{name}»: dezelfde test is op {last} al afgenomen, minder dan {weeks} weken ervoor;
      oefening telt dan mee.
      -> wacht, of neem een andere vorm of test.
    tested-too-soon: «{name}»: the same test was given on {last}, less than {weeks} weeks before; then
      practice counts too.
      -> wait, or take another form or test.""")

# N50-N59, P96-P99: in a definition.

NO_SUCH_SCALE = kind("""P96
    onbekende-schaal: «{name}»: {instrument} heeft geen schaal «{scale}». -> {hint}
    unknown-scale: «{name}»: {instrument} has no scale «{scale}». -> {hint}""")
READ_OTHERWISE = kind("""P97
    score-past-niet-bij-soort: «{name}» is {type}, en de test wordt gelezen op «{read}».
      -> geef de vraag de soort van die score, of lees de test op een andere.
    score-of-another-type: «{name}» is {type}, and the test is read on «{read}».
      -> give the question the type of that score, or read the test on another one.""")
NO_BOUNDS = kind("""P98
    zonder-grenzen: «{name}» weegt de meetfout, en leest niets waarvan grenzen bekend kunnen zijn.
      -> lees in «met» een score met «administered», of met «error» en een «level»; of schrijf «how: ignore».
    no-bounds: «{name}» weighs the error of measurement, and reads nothing of which bounds can be known.
      -> read in «met» a score with «administered», or with «error» and a «level»; or write «how: ignore».""")
NOT_A_COMPARISON = kind("""P99
    geen-vergelijking-met-een-grens: «{name}»: de meetfout van «{part}» is zo niet te wegen.
      -> vergelijk de score zelf met een grens; bij «probability» met <, <=, > of >=, aan één kant.
    no-comparison-with-a-cut-off: «{name}»: the error of «{part}» can not be weighed so.
      -> compare the score itself with a cut-off; with «probability» by <, <=, > or >=, on one side.""")
CHANCE_FITS = kind("""N50
    kans-bij-probability: «at_least» hoort bij «how: probability», en alleen daar.
      -> geef «at_least», tussen 0.5 en 1, of kies een andere «how».
    chance-with-probability: «at_least» belongs to «how: probability», and only there.
      -> give «at_least», between 0.5 and 1, or choose another «how».""")
IS_OR_BATTERY = kind("""N51
    berekening-of-batterij: een berekende waarde heeft «is» of «battery», één van beide. -> schrap of vul aan.
    is-or-battery: a computed value has «is» or «battery», one of the two. -> delete or complete.""")
ONE_WAY = kind("""N52
    een-soort-van-antwoord: een voorval «administered» brengt «items», «raw» of «value», één van de drie.
      -> laat weg wat niet van het formulier komt.
    one-way-of-answering: an event «administered» brings «items», «raw» or «value», one of the three.
      -> leave out what does not come from the form.""")
BOUNDS_WHOLE = kind("""N53
    interval-volledig: een interval heeft «low», «high», «level» en «interval», en hoort bij «value».
      -> vul aan, of laat het interval weg.
    whole-interval: an interval has «low», «high», «level» and «interval», and belongs to «value».
      -> complete it, or leave the interval out.""")
TEST_WITHOUT_METRIC = kind("""N54
    geen-standaardscore: «{name}» telt «{test}» mee, en {type} is geen standaardscore.
      -> neem in een batterij enkel standaardscores, z of T.
    no-standard-score: «{name}» counts «{test}», and {type} is no standard score.
      -> take only standard scores, z or T in a battery.""")
NOT_CORRELATIONS = kind("""N55
    geen-tabel-van-correlaties: «{name}»: dit is geen tabel van correlaties tussen {k} tests: symmetrisch,
      enen op de diagonaal, en mogelijk.
      -> kijk de correlaties na in de handleiding.
    no-table-of-correlations: «{name}»: this is no table of correlations between {k} tests: symmetric, ones on
      its diagonal, and possible.
      -> check the correlations in the manual.""")
WEIGHTS_DIFFER = kind("""N56
    gewichten-passen-niet: «{name}»: er zijn {k} tests en {found} gewichten. -> geef er een per test, of geen.
    weights-differ: «{name}»: there are {k} tests and {found} weights. -> give one for each test, or none.""")
STRETCHES = kind("""N57
    stukken-niet-oplopend: «{name}»: de stukken van een screening lopen op met «below», en enkel het laatste
      heeft er geen.
      -> zet ze op volgorde, en laat «below» weg bij het laatste.
    stretches-not-rising: «{name}»: the stretches of a screening rise by «below», and only the last has none.
      -> put them in order, and leave «below» out of the last.""")
NO_INSTRUMENT = kind("""N58
    test-zonder-instrument: «{name}» wordt door een test beantwoord, en er staat niet welke.
      -> geef «instrument».
    test-without-instrument: «{name}» is answered by a test, and it is not said which.
      -> give «instrument».""")
SERIES_OR_TEST = kind("""N59
    reeks-of-test: «{name}» is een reeks, en daar gaat «{key}» niet mee samen. -> kies een van de twee.
    series-or-test: «{name}» is a series, which does not go with «{key}». -> choose one of the two.""")
NOT_ONE_BY_ONE = kind("""N60
    per-afname-na-te-gaan: «{name}»: of de test past, wordt per afname nagegaan, en hier zijn er geen afnames.
      -> werk het protocol uit per traject, of laat de test enkel waarschuwen («then: warning»).
    to-be-seen-case-by-case: «{name}»: whether the test fits is seen of each administration, of which there
      are none here.
      -> work the protocol out case by case, or let the test only warn («then: warning»).""")
