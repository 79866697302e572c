"""Findings about norms: tables, declarations and reading them in (P01-P29, P58-P69), and growth (W).

The measure and the age of a child are never repeated, only what the norms hold.
"""

from prodia.problems import kind

# P01-P29 and P58-P69: a table of norms, its declaration, reading one in.

HOLE = kind("""P01
    norm-ontbreekt: {where}: ruwe score {raw} heeft geen rij; haalbaar is {low} tot en met {high}.
      -> vul de rij aan uit de handleiding; wie die score haalt, krijgt anders geen genormeerde score.
    norm-missing: {where}: raw score {raw} has no row; {low} to {high} can be attained.
      -> add the row from the manual; who attains that score otherwise gets no normed score.""")
AGE_HOLE = kind("""P22
    leeftijdsband-ontbreekt: {where}: van {before} naar {after} maanden is er een gat.
      -> laat de banden op elkaar aansluiten.
    age-band-missing: {where}: there is a hole from {before} to {after} months.
      -> let the bands follow on each other.""")
OVERLAP = kind("""P02
    norm-overlapt: {where}: {what} staat ook op regel {line}.
      -> schrap een van de twee; elke score heeft één rij.
    norm-overlaps: {where}: {what} stands on line {line} too.
      -> delete one of the two; each score has one row.""")
BAND_OVERLAP = kind("""P23
    leeftijdsbanden-overlappen: {where}: band {band} overlapt band {other}.
      -> beide grenzen tellen mee: na 0..71 komt 72..83.
    age-bands-overlap: {where}: band {band} overlaps band {other}.
      -> both ends are included: after 0..71 comes 72..83.""")
NOT_MONOTONE = kind("""P03
    norm-niet-monotoon: {where}: {column} stijgt en daalt terwijl de ruwe score stijgt (bij {raw}).
      -> kijk die rij na tegen de handleiding.
    norm-not-monotone: {where}: {column} both rises and falls while the raw score rises (at {raw}).
      -> check that row against the manual.""")
IMPOSSIBLE = kind("""P04
    onmogelijke-waarde: {where}: {column} {value} kan niet; het gaat van {low} tot en met {high}.
      -> kijk die cel na tegen de handleiding.
    impossible-value: {where}: {column} {value} can not be; it runs from {low} to {high}.
      -> check that cell against the manual.""")
NO_ORIGIN = kind("""P05 warning
    norm-zonder-herkomst: {what} van deze normgroep staat er niet bij.
      -> schrijf het erbij; zonder weet niemand over wie de normen gaan.
    norm-without-origin: {what} of this norm group is not said.
      -> write it; without it nobody knows whom the norms are about.""")
SEM_DIFFERS = kind("""P10
    meetfout-klopt-niet: {where}: sem {sem} past niet bij sd en betrouwbaarheid ({computed}).
      -> sem = sd × wortel(1 − betrouwbaarheid).
    error-does-not-fit: {where}: sem {sem} does not fit sd and reliability ({computed}).
      -> sem = sd × root(1 − reliability).""")
SCALES_DIFFER = kind("""P11
    schaal-klopt-niet: {where}: {column} {value} past niet bij {other} {known} (dat zou {computed} zijn).
      -> kijk de rij na tegen de handleiding.
    scale-does-not-fit: {where}: {column} {value} does not fit {other} {known} (which would make {computed}).
      -> check the row against the manual.""")
UNREACHABLE = kind("""P24
    norm-onhaalbaar: {where}: gemiddelde {mean} en sd {sd} passen niet bij ruwe scores van {low} tot en met
      {high}.
      -> zijn normen en schaal van dezelfde score?
    norm-out-of-reach: {where}: mean {mean} and sd {sd} do not fit raw scores from {low} to {high}.
      -> are norms and scale of the same score?""")
DECLARED = kind("""P25
    normen-onvolledig: normen van soort «{kind}» zeggen ook «{field}». -> {hint}
    norms-incomplete: norms of kind «{kind}» also say «{field}». -> {hint}""")
NO_ROWS_FILE = kind("""P26
    rijen-ontbreken: de rijen van deze normen staan er niet: {path}.
      -> zet het bestand daar, of schrijf «rows: private» en lees ze in met «prodia norms import».
    rows-missing: the rows of these norms are not there: {path}.
      -> put the file there, or write «rows: private» and read them in with «prodia norms import».""")
SCALE_UNKNOWN = kind("""P27
    normschaal-onbekend: instrument «{instrument}» heeft geen schaal «{scale}». -> {hint}
    norm-scale-unknown: instrument «{instrument}» has no scale «{scale}». -> {hint}""")
COLUMN_UNKNOWN = kind("""P28
    kolom-onbekend: kolom «{column}» hoort niet bij deze normen. -> {hint}
    column-unknown: column «{column}» does not belong to these norms. -> {hint}""")
TOO_SHORT = kind("""P29
    te-weinig-rijen: {where}: {what}. -> vul de rijen aan.
    too-few-rows: {where}: {what}. -> add the rows.""")
COLUMN_ABSENT = kind("""P58
    kolom-niet-gevonden: kolom «{column}» staat niet in dit bestand; er is: {known}.
      -> zeg welke kolom het is met «--column {ours}=...»; de eerste rij noemt de kolommen.
    column-not-found: column «{column}» is not in this file; there is: {known}.
      -> say which column it is with «--column {ours}=...»; the first row names the columns.""")
ALL_COMMAS = kind("""P59
    overal-decimale-komma: dit bestand schrijft zijn decimalen met een komma ({count} cellen).
      -> bewaar de tabel als .xlsx, of voer ze uit als CSV met een punt: kies in Excel bij Opties,
      Geavanceerd een punt als decimaalteken, in LibreOffice de taal Engels (VS).
    decimal-commas-throughout: this file writes its decimals with a comma ({count} cells).
      -> save the table as .xlsx, or export it as CSV with a point: in Excel choose a point as decimal
      separator at Options, Advanced, in LibreOffice the language English (USA).""")
TEXT_NUMBER = kind("""P60
    getal-als-tekst: kolom {column} bewaart «{witness}» als tekst, niet als getal.
      -> kies de kolom en doe Gegevens, Tekst naar kolommen, Voltooien; dan wordt het een getal.
    number-as-text: column {column} stores «{witness}» as text, not as a number.
      -> select the column and do Data, Text to Columns, Finish; it then becomes a number.""")
DATE_CELL = kind("""P61
    cel-werd-datum: in kolom {column} staat een datum of tijd ({witness}): het rekenblad maakte die van wat
      getypt werd, zoals 10-12.
      -> zet de kolom op Tekst en typ opnieuw wat er stond; een bereik schrijf je als 10..12.
    cell-became-date: column {column} holds a date or time ({witness}): the spreadsheet made it of what was
      typed, such as 10-12.
      -> set the column to Text and type again what stood there; a range is written as 10..12.""")
FORMULA = kind("""P62
    formule-zonder-waarde: in kolom {column} staat een formule waarvan de waarde niet bewaard is.
      -> open en bewaar het bestand in een rekenblad, of plak de waarden zelf.
    formula-without-value: column {column} holds a formula whose value was not stored.
      -> open and save the file in a spreadsheet, or paste the values themselves.""")
PERCENT_CELL = kind("""P63
    cel-als-percentage: kolom {column} staat als percentage: wat {witness} honderdsten toont, is bewaard als
      {stored}.
      -> zet de opmaak op Getal en schrijf {witness}.
    cell-as-percentage: column {column} is formatted as a percentage: what shows {witness} hundredths is
      stored as {stored}.
      -> set the format to Number and write {witness}.""")
SHEET_UNREADABLE = kind("""P64
    rekenblad-onleesbaar: «{path}» is geen rekenblad dat ik kan lezen.
      -> bewaar het als .xlsx zonder wachtwoord, of als CSV.
    spreadsheet-unreadable: «{path}» is no spreadsheet that can be read.
      -> save it as .xlsx without a password, or as CSV.""")
NO_XLSX = kind("""P65
    xlsx-niet-geinstalleerd: om .xlsx te lezen is het extra pakket openpyxl nodig.
      -> installeer «prodia[xlsx]», of bewaar de tabel als CSV.
    xlsx-not-installed: to read .xlsx the extra package openpyxl is needed.
      -> install «prodia[xlsx]», or save the table as CSV.""")
WHICH_SHEET = kind("""P66
    welk-blad: dit bestand heeft de bladen {known}. -> kies er een met «--sheet NAAM».
    which-sheet: this file has the sheets {known}. -> choose one with «--sheet NAME».""")
TERM = kind("""P67
    term-onbekend: {where}: «{term}» is geen {what} van dit model. -> kies uit: {known}.
    term-unknown: {where}: «{term}» is no {what} of this model. -> choose from: {known}.""")
ONLY_REGRESSION = kind("""P75
    enkel-bij-regressie: «{field}» hoort enkel bij normen van soort regression.
      -> schrap het, of schrijf «kind: regression».
    only-with-regression: «{field}» only belongs to norms of kind regression.
      -> delete it, or write «kind: regression».""")
NAME_TAKEN = kind("""P76
    voorspeller-bestaat-al: «{name}» heeft hier al een betekenis.
      -> age, sex en low zijn er altijd; kies een andere naam, die ook geen kenmerk is.
    predictor-exists: «{name}» has a meaning here already.
      -> age, sex and low are always there; choose another name, that is no key either.""")
RAW_BEYOND = kind("""P68
    ruwe-score-onhaalbaar: {where}: ruwe score {raw} kan niemand halen; haalbaar is {low} tot en met {high}.
      -> is dit de tabel van deze schaal? schrap de rij als ze enkel in de handleiding staat.
    raw-out-of-reach: {where}: nobody can score raw {raw}; {low} to {high} can be attained.
      -> is this the table of this scale? delete the row if it only stands in the manual.""")
NO_AGES = kind("""P69 warning
    model-zonder-leeftijden: {where}: er staat niet bij voor welke leeftijden dit model geldt.
      -> zet «age_from» en «age_to» in elke rij, in voltooide maanden; anders wordt ook daarbuiten gerekend.
    model-without-ages: {where}: it does not say for which ages this model holds.
      -> put «age_from» and «age_to» in every row, in completed months; otherwise it is used beyond them
      too.""")

# W: why a measure has no score, what to know about one that has, and a norm file that is refused.

AGE_MISSING = kind("""W01
    leeftijd-ontbreekt: Zonder leeftijd geeft {norms} geen score voor {measure}.
      -> geef de leeftijd in decimale maanden: dagen gedeeld door 30,4375.
    age-missing: Without an age {norms} gives no score for {measure}.
      -> give the age in decimal months: days divided by 30.4375.""")
AGE_OUTSIDE = kind("""W02
    leeftijd-buiten-normen: {norms} geldt voor {measure} van {first} tot en met {last} maanden; deze leeftijd
      valt erbuiten.
      -> neem normen voor deze leeftijd; er wordt niets doorgetrokken.
    age-outside-norms: {norms} holds for {measure} from {first} to {last} months; this age lies outside.
      -> take norms for this age; nothing is extrapolated.""")
NO_MEASURE = kind("""W03
    maat-ontbreekt: Voor {measure} is geen positief getal gegeven.
      -> geef de maat in {unit}, met een punt voor decimalen.
    measure-missing: No positive number is given for {measure}.
      -> give the measure in {unit}, with a point for decimals.""")
NO_CURVE = kind("""W04
    geen-curve: {norms} heeft voor {measure} geen curve voor dit geslacht of zonder geslacht.
      -> geef m of f; curves zijn er voor: {known}.
    no-curve: {norms} has no curve of {measure} for this sex or without a sex.
      -> give m or f; there are curves for: {known}.""")
NO_NUMBER = kind("""W05
    buiten-de-formule: Zo ver van de mediaan geeft de formule voor {measure} geen getal.
      -> kijk de maat en de eenheid ({unit}) na.
    beyond-the-formula: This far from the median the formula for {measure} gives no number.
      -> check the measure and its unit ({unit}).""")
NO_METHOD = kind("""W06
    methode-kan-niet: «{method}» is geen methode van deze normen.
      -> groeinormen kunnen met: {known}; andere normen hebben geen methode.
    no-such-method: «{method}» is no method of these norms.
      -> growth norms can be used with: {known}; other norms have no method.""")
EXTENDED = kind("""W10 info
    verlengde-staart: Vanaf percentiel {percentile} komt de score uit de verlengde staart, niet uit de curve
      zelf.
      -> vergelijk ze niet met scores zonder verlenging.
    extended-tail: From percentile {percentile} the score comes from the extended tail, not from the curve
      itself.
      -> do not compare it with scores without extension.""")
RESTRICTED = kind("""W11 info
    voorbij-3-sd: Voorbij 3 SD is de score in stappen van de laatste SD geteld.
      -> lees ze als «meer dan 3 SD»; een percentiel hoort er niet bij.
    beyond-3-sd: Beyond 3 SD the score is counted in steps of the last SD.
      -> read it as «more than 3 SD»; there is no percentile to it.""")
MODIFIED = kind("""W12 info
    aangepaste-z: Dit is een aangepaste z, om onwaarschijnlijke maten te vinden; een percentiel hoort er niet
      bij.
      -> neem voor een oordeel over groei de gewone z.
    modified-z: This is a modified z, to find implausible measures; there is no percentile to it.
      -> take the ordinary z to judge growth.""")
DIGEST = kind("""W20
    ander-bestand: Dit bestand is niet wat verwacht was: sha256 is {found}.
      -> verwacht was {wanted}; haal het bestand opnieuw, of noem deze som als dit het juiste is.
    another-file: This file is not the one expected: sha256 is {found}.
      -> expected was {wanted}; fetch the file again, or name this sum if this is the right one.""")
COLUMNS = kind("""W21
    kolom-ontbreekt: Kolom {missing} ontbreekt of staat er twee keer.
      -> de eerste regel noemt de kolommen: {wanted}.
    column-missing: Column {missing} is missing or stands there twice.
      -> the first line names the columns: {wanted}.""")
CELL = kind("""W22
    cel-onleesbaar: In kolom {column} staat «{witness}». -> hier hoort {wanted}.
    cell-unreadable: Column {column} holds «{witness}». -> what belongs here: {wanted}.""")
AGES = kind("""W23
    leeftijden-sluiten-niet: De rij van {age} sluit niet aan op de vorige rij van {measure} ({sex}).
      -> de leeftijden stijgen, elk één keer, zonder gat, en buurrijen zeggen hetzelfde.
    ages-do-not-join: The row of {age} does not join the row before it of {measure} ({sex}).
      -> ages rise, each once, without a gap, and neighbouring rows say the same.""")
NO_ROWS = kind("""W24
    geen-rijen: Er zijn geen twee rijen voor {measure} ({sex}).
      -> kijk na of dit de tabel is van deze maat, met beide geslachten.
    no-rows: There are no two rows for {measure} ({sex}).
      -> see whether this is the table of this measure, with both sexes.""")

# M80-M85: norms that reach beyond their test, and measures that norms do not believe.

NORM_AGES = kind("""M80 warning
    normen-buiten-de-leeftijden: {where}: de leeftijdsband {band} ligt buiten de leeftijden van het instrument
      ({own} maanden).
      -> kijk beide na; met deze band wordt niemand vergeleken.
    norms-outside-the-ages: {where}: the age band {band} lies outside the ages of the instrument ({own}
      months).
      -> check both; nobody is compared with this band.""")
NO_PLAUSIBLE = kind("""M84 warning
    geloofwaardig-niet-gezegd: deze groeinormen zeggen niet welke maat ze nog geloven ({scales}); een
      verwisselde kolom krijgt zo een gewone score.
      -> schrijf «plausible» met de grenzen van de makers; die van de WHO en van CDC staan in de ontwerpnota
      «plausible».
    plausible-unsaid: these growth norms do not say which measure they still believe ({scales}); a swapped
      column gets an ordinary score.
      -> write «plausible» with the limits of the makers; those of WHO and CDC are in the design note
      «plausible».""")
PLAUSIBLE_REACH = kind("""M85
    geloofwaardig-onmogelijk: «plausible» van «{scale}» kan niet: {what}.
      -> schrijf «low» onder 0 en «high» boven 0, voor een schaal van deze groeinormen.
    plausible-impossible: «plausible» of «{scale}» can not be: {what}.
      -> write «low» below 0 and «high» above 0, for a scale of these growth norms.""")
