"""X01-X79: why a figure about progress, or about how sure an outcome is, is not given; what a file of it
lacks.

The English name of each, with underscores, is the word by which programs know the reason.
"""

from prodia.problems import kind

# X01-X39: why there is no figure. A value of a pupil is never repeated.

NOT_DECLARED = kind("""X01
    niet-opgegeven: «{name}» is niet opgegeven, en geen enkele keuze daarvoor spreekt vanzelf.
      -> geef op welke «{name}» bedoeld is; een andere keuze geeft een ander antwoord.
    not-declared: «{name}» is not declared, and no choice of it goes without saying.
      -> declare which «{name}» is meant; another choice gives another answer.""")
VARIANT_NOT_KNOWN = kind("""X02
    variant-onbekend: «{given}» is geen keuze voor «{name}». -> kies uit: {known}.
    variant-not-known: «{given}» is no choice for «{name}». -> choose from: {known}.""")
TOO_FEW_POINTS = kind("""X03
    te-weinig-metingen: Bruikbare metingen: {found}; er zijn er minstens {least} nodig.
      -> meet vaker, of doe nog geen uitspraak.
    too-few-points: Usable measurements: {found}; at least {least} are needed.
      -> measure more often, or say nothing yet.""")
NO_TIME_SPREAD = kind("""X04
    geen-tijdsverloop: Alle metingen zijn van dezelfde dag, of er ligt geen tijd tussen.
      -> meet op verschillende dagen; kijk de data na.
    no-time-spread: All measurements are of one day, or no time lies between.
      -> measure on different days; check the dates.""")
EXACT_FIT = kind("""X05
    zonder-spreiding-rond-de-lijn: De metingen liggen precies op een lijn; hoe groot de meetfout is, valt
      daaruit niet op te maken. -> geef een gepubliceerde meetfout op.
    exact-fit: The measurements lie exactly on a line; the error of measurement can not be learnt from them.
      -> give a published error of measurement.""")
NO_POSTERIOR_SPREAD = kind("""X06
    geen-ruimte-voor-verandering: Bij deze betrouwbaarheden en deze samenhang kan de ware score niet
      veranderen. -> kijk na of de samenhang over die tijd gaat, en geen betrouwbaarheid van één dag is.
    no-posterior-spread: With these reliabilities and this correlation the true score can not change.
      -> check that the correlation is one over that time, and no reliability of one day.""")
FORM_CHANGED = kind("""X07
    vorm-gewisseld: De reeks bevat meer dan één vorm of instrument. -> splits de reeks, of zeg dat de vormen
      gelijkgeschakeld zijn en met welke tabel.
    form-changed: The series holds more than one form or instrument. -> split the series, or say that the
      forms are equated and by which table.""")
TWO_ON_ONE_DAY = kind("""X08
    twee-op-een-dag: Op één dag staan er twee metingen. -> zeg wat er met metingen van één dag moet gebeuren:
      bewaren, gemiddelde, mediaan of de laatste.
    two-on-one-day: There are two measurements on one day. -> say what is to become of measurements of one
      day: keep, mean, median or last.""")
PHASE_TOO_SHORT = kind("""X09
    fase-te-kort: Een fase telt {found} metingen, en er zijn er minstens {least} nodig.
      -> neem meer metingen per fase.
    phase-too-short: A phase has {found} measurements, and at least {least} are needed.
      -> take more measurements in each phase.""")
GOAL_BEFORE_START = kind("""X10
    doel-voor-begin: De dag van het doel ligt niet na het begin van de doellijn. -> kijk beide dagen na.
    goal-before-start: The day of the goal does not lie after the start of the goal line.
      -> check both days.""")
END_BEFORE_START = kind("""X11
    einde-voor-begin: Het einde ligt voor het begin. -> kijk beide dagen na.
    end-before-start: The end lies before the start. -> check both days.""")
NOTHING_PLANNED = kind("""X12
    niets-gepland: In deze periode is geen enkele sessie gepland. -> kijk de periode, het aantal sessies en de
      vakanties na.
    nothing-planned: No session is planned in this period. -> check the period, the number of sessions and
      the holidays.""")
RATES_EQUAL = kind("""X13
    tempo-gelijk: De twee tempo's zijn gelijk; ze zijn nooit van elkaar te onderscheiden.
      -> geef twee verschillende tempo's op.
    rates-equal: The two rates are equal; they can never be told apart. -> give two different rates.""")
MORE_THAN_TEN_YEARS = kind("""X14
    meer-dan-tien-jaar: Zelfs na tien jaar meten is dit verschil niet vast te stellen.
      -> meet vaker, kies een nauwkeuriger maat, of vergelijk tempo's die meer verschillen.
    more-than-ten-years: Even ten years of measuring do not settle this difference.
      -> measure more often, take a more precise measure, or compare rates that differ more.""")
MEAN_NOT_POSITIVE = kind("""X15
    gemiddelde-niet-positief: Een verhouding vraagt waarden vanaf nul en gemiddelden boven nul.
      -> neem een maat die met verschillen rekent.
    mean-not-positive: A ratio needs values from zero up and means above zero.
      -> take a measure that works with differences.""")
NOT_A_RELIABILITY = kind("""X16
    geen-betrouwbaarheid: Een betrouwbaarheid ligt hier tussen 0 en 1. -> kijk ze na in de handleiding.
    not-a-reliability: A reliability lies between 0 and 1 here. -> check it in the manual.""")
NOT_A_CORRELATION = kind("""X17
    geen-correlatie: Een correlatie ligt hier tussen -1 en 1, en een tabel van correlaties is symmetrisch, met
      enen op de diagonaal, en kan bestaan. -> kijk de correlaties na.
    not-a-correlation: A correlation lies between -1 and 1 here, and a table of correlations is symmetric,
      with ones on its diagonal, and can exist. -> check the correlations.""")
CORRELATION_ABOVE_RELIABILITY = kind("""X18
    correlatie-boven-betrouwbaarheid: De correlatie is hoger dan de betrouwbaarheden toelaten.
      -> kijk na of alle drie van dezelfde groep zijn.
    correlation-above-reliability: The correlation is higher than the reliabilities allow.
      -> check that all three are of the same group.""")
K_ABOVE_N = kind("""X19
    meer-dan-er-zijn: Er worden er {k} gevraagd, en er zijn er {n}. -> vraag er hoogstens {n}.
    k-above-n: {k} are asked for, and there are {n}. -> ask for {n} at most.""")
PRIOR_OUTSIDE = kind("""X20
    vooraf-niet-tussen-0-en-1: De kans vooraf ligt tussen 0 en 1, grenzen niet inbegrepen: wat zeker is,
      verandert door geen test. -> geef hoe vaak het in deze groep voorkomt.
    prior-not-between-0-and-1: The prior chance lies between 0 and 1, ends not included: no test changes what
      is certain. -> give how usual it is in this group.""")
RATIO_BELOW_0 = kind("""X21
    verhouding-onder-0: Een aannemelijkheidsverhouding is nooit negatief. -> kijk de verhoudingen na.
    ratio-below-0: A likelihood ratio is never negative. -> check the ratios.""")
NO_ERROR_OF_MEASUREMENT = kind("""X22
    zonder-meetfout: De meetfout moet groter zijn dan nul. -> geef de gepubliceerde meetfout met haar bron.
    no-error-of-measurement: The error of measurement must be above zero.
      -> give the published error with its source.""")
NOT_A_CHANCE = kind("""X23
    geen-kans: «{name}» heeft een waarde buiten {known}, en dat kan hier niet. -> kijk «{name}» na.
    not-a-chance: «{name}» has a value outside {known}, which can not be here. -> check «{name}».""")
MOMENTS_NOT_POSSIBLE = kind("""X24
    momenten-onmogelijk: Met dit gemiddelde, deze spreiding en deze grenzen bestaat er geen verdeling.
      -> kijk ze na in de handleiding.
    moments-not-possible: No distribution has this mean, this spread and these limits.
      -> check them in the manual.""")
LENGTHS_DIFFER = kind("""X25
    lengte-verschilt: Wat bij elkaar hoort, is niet even lang: {what}.
      -> geef bij elke waarde haar tegenhanger.
    lengths-differ: What belongs together is not equally long: {what}.
      -> give each value its counterpart.""")
NOT_ABOVE_ZERO = kind("""X26
    niet-boven-nul: «{name}» moet een aantal of een maat boven nul zijn. -> kijk «{name}» na.
    not-above-zero: «{name}» must be a number or a size above zero. -> check «{name}».""")
NOT_A_NUMBER = kind("""X27
    geen-eindig-getal: Tussen de gegevens staat iets dat geen eindig getal is. -> kijk de gegevens na.
    not-a-number: The data hold something that is no finite number. -> check the data.""")
GOAL_NOT_AHEAD = kind("""X28
    doel-niet-verder-dan-stilstand: Het tempo van het doel is niet beter dan stilstand.
      -> kijk het doel en de richting na; misschien is het doel al bereikt.
    goal-not-ahead: The rate of the goal is no better than standing still.
      -> check the goal and the direction; perhaps the goal has been reached.""")
PARTLY_SAID = kind("""X65
    deels-gezegd: Bij sommige metingen staat een fase of een vorm, en bij andere niet.
      -> vul ze bij elke meting in; een samengevoegde cel geldt enkel voor haar eerste rij.
    partly-said: Some measurements say their phase or form, and others do not.
      -> fill it in at every measurement; a merged cell counts for its first row only.""")
UNREADABLE_SERIES = kind("""X29
    reeks-niet-te-lezen: In deze reeks staat een rij die niet te lezen is; er is geen cijfer.
      -> verbeter die rij; ze is apart gemeld.
    unreadable-series: This series has a row that can not be read; there is no figure.
      -> correct that row; it has been told.""")
TWO_GOALS = kind("""X30
    twee-doelen: Er zijn twee doelen: «goal_rate», een tempo, en «goal», een score op een dag.
      -> geef er één van de twee op; de andere zou voor niets staan.
    two-goals: There are two goals: «goal_rate», a rate, and «goal», a score on a day.
      -> give one of the two; the other would stand there for nothing.""")

# X40-X49: what to know about a file or a frame of series.

OUT_OF_ORDER = kind("""X40 warning
    datums-niet-in-volgorde: rij {row}: de dag ligt voor die van een vorige rij van dezelfde leerling; er is
      op dag geordend. -> kijk na of dag en maand niet verwisseld zijn, en of het wel één leerling is.
    dates-out-of-order: row {row}: the day lies before that of an earlier row of the same pupil; the rows
      were put in the order of days.
      -> check that day and month were not swapped, and that it is one pupil.""")
NO_DAY = kind("""X41
    dag-ontbreekt: rij {row}: een rij zonder dag. -> noteer de dag; zonder dagen is er geen tempo.
    day-missing: row {row}: a row without a day. -> note the day; without days there is no rate.""")
NO_SUCH_PUPIL = kind("""X42
    leerling-niet-gevonden: In het bestand staat geen leerling met deze «{column}».
      -> kijk de schrijfwijze na.
    no-such-pupil: The file has no pupil with this «{column}». -> check how it is written.""")
NO_HOLIDAYS = kind("""X43 warning
    schoolweken-zonder-vakanties: De klok telt schoolweken, en er is geen enkele vakantie opgegeven: elke week
      telt mee. -> geef de vakanties op, of kies «calendar».
    school-weeks-without-holidays: The clock counts school weeks, and not one holiday was given: every week
      counts. -> give the holidays, or choose «calendar».""")
FOR_NOTHING = kind("""X44 warning
    staat-er-voor-niets: «{name}» hoort bij een doel dat een score op een dag is; naast een tempo als doel
      telt het niet mee. -> laat het weg, of geef «goal» in plaats van «goal_rate».
    stands-there-for-nothing: «{name}» belongs to a goal that is a score on a day, and counts for nothing
      beside a rate. -> leave it out, or give «goal» in place of «goal_rate».""")

# X50-X59: a series in a case and in a protocol. A value of a pupil is never repeated.

NO_SERIES = kind("""X50
    geen-reeks: «{field}» wordt niet herhaald gemeten. -> leg het antwoord vast met «answered».
    no-series: «{field}» is not measured again and again. -> record the answer with «answered».""")
BY_MEASURED = kind("""X51
    leg-vast-als-meting: «{field}» is een reeks: één waarde zonder dag zegt er niets over.
      -> leg metingen vast met «measured», elk met haar dag.
    record-as-measured: «{field}» is a series: one value without a day says nothing of it.
      -> record measurements with «measured», each with its day.""")
SAME_DAY = kind("""X52
    al-gemeten-die-dag: «{field}»: van {day} staat er al een meting, en dit protocol wil er één per dag.
      -> kijk de dag na; was de eerste fout, trek de reeks dan in en leg haar opnieuw vast.
    measured-that-day: «{field}»: there is a measurement of {day} already, and this protocol wants one a day.
      -> check the day; if the first was wrong, withdraw the series and record it anew.""")
PHASE_WANTED = kind("""X53
    fase-ontbreekt: «{field}»: zeg bij elke meting of ze van voor, tijdens of na de hulp is.
      -> schrijf «phase: before», «during» of «after».
    phase-wanted: «{field}»: say of each measurement whether it is of before, during or after the help.
      -> write «phase: before», «during» or «after».""")
MEASURE_ON = kind("""X54 info
    meet-verder: «{name}» geeft nog geen antwoord; aan dit ritme duurt dat nog ongeveer {weeks} weken.
    measure-on: «{name}» gives no answer yet; at this pace that takes about {weeks} more weeks.""")
TOO_FEW_YET = kind("""X55 info
    nog-te-weinig-metingen: «{name}» telt nog te weinig bruikbare metingen.
    too-few-yet: «{name}» has too few usable measurements yet.""")
NO_SCALE_FOR_A_RATE = kind("""X56
    geen-schaal-voor-een-tempo: «{name}»: van {type} is geen tempo te berekenen.
      -> meet een aantal, een ruwe score of een standaardscore; de stappen van een percentiel zijn niet even
      groot.
    no-scale-for-a-rate: «{name}»: {type} has no rate.
      -> measure a count, a raw score or a standard score; the steps of a percentile are not equally
      large.""")
RATE_ALONE = kind("""X57 warning warning error
    tempo-alleen: «{name}» steunt van «{field}» op het tempo alleen, en dat schommelt het meest.
      -> lees «{field}.answer», of leg er «{field}.level» naast.
    rate-alone: «{name}» rests on the rate of «{field}» alone, which varies most.
      -> read «{field}.answer», or lay «{field}.level» beside it.""")
NOT_IN_THE_BROWSER = kind("""X58
    niet-in-de-browser: {protocol} leest «{names}»: een test met haar meetfout of normgroep, en dat rekent
      deze pagina niet uit.
      -> loop dit protocol na met «prodia walk {protocol}».
    not-in-the-browser: {protocol} reads «{names}»: a test with its error or norm group, which this page does
      not work out.
      -> walk through this protocol with «prodia walk {protocol}».""")
NOTHING_MEASURED = kind("""X59
    niets-gemeten: een voorval «measured» brengt minstens een meting, een sessie of een plan van de hulp.
      -> vul «points», «sessions» of «help» aan.
    nothing-measured: an event «measured» brings at least a measurement, a session or a plan of the help.
      -> complete «points», «sessions» or «help».""")

# X60-X69: how sure an outcome is, and the accuracy of a protocol.

NO_METRIC = kind("""X60
    geen-plaats-in-de-normgroep: «{name}»: {type} zegt niet waar een score in de normgroep ligt, en een
      betrouwbaarheid zegt er dan niets over. -> geef «error» bij een percentiel, een standaardscore, z of T.
    no-place-in-the-norm-group: «{name}»: {type} does not say where a score lies in the norm group, so a
      reliability says nothing of it. -> give «error» with a percentile, a standard score, z or T.""")
NO_ERROR_KNOWN = kind("""X61
    meetfout-onbekend: Van geen enkele score onder «{decision}» is de meetfout bekend, en dus niet hoe zeker
      de uitkomst is. -> geef in het protocol «error» bij de scores, met een bron.
    error-unknown: Of no score under «{decision}» is the error of measurement known, nor so how sure the
      outcome is. -> give «error» with the scores in the protocol, with a source.""")
NO_OUTCOME_YET = kind("""X62
    nog-geen-uitkomst: «{decision}» heeft nog geen voorstel; hoe zeker het is, valt dan niet te zeggen.
      -> vul eerst aan wat de tabel leest.
    no-outcome-yet: «{decision}» has no proposal yet; how sure it is can not be told.
      -> first complete what the table reads.""")
NO_SUCH_VARIANT = kind("""X63
    zo-niet-te-lezen: {option}: «{given}» is niet te lezen.
      -> schrijf een getal met een punt, en een variant als «naam:grens=10» of «naam:times=3,rule=row».
    not-to-be-read-so: {option}: «{given}» can not be read.
      -> write a number with a point, and a variant as «name:cutoff=10» or «name:times=3,rule=row».""")
