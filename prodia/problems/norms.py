"""P01-P29 and P58-P69: what is wrong with a table of norms, with its declaration, or with reading one in."""

from prodia.problems import Kind, Two

HOLE = Kind(
    "P01",
    Two("norm-ontbreekt", "norm-missing"),
    Two(
        "{where}: ruwe score {raw} heeft geen rij; haalbaar is {low} tot en met {high}.",
        "{where}: raw score {raw} has no row; {low} to {high} can be attained.",
    ),
    Two(
        "vul de rij aan uit de handleiding; wie die score haalt, krijgt anders geen genormeerde score.",
        "add the row from the manual; who attains that score otherwise gets no normed score.",
    ),
)
AGE_HOLE = Kind(
    "P22",
    Two("leeftijdsband-ontbreekt", "age-band-missing"),
    Two(
        "{where}: van {before} naar {after} maanden is er een gat.",
        "{where}: there is a hole from {before} to {after} months.",
    ),
    Two("laat de banden op elkaar aansluiten.", "let the bands follow on each other."),
)
OVERLAP = Kind(
    "P02",
    Two("norm-overlapt", "norm-overlaps"),
    Two(
        "{where}: {what_nl} staat ook op regel {line}.",
        "{where}: {what_en} stands on line {line} too.",
    ),
    Two(
        "schrap een van de twee; elke score heeft één rij.", "delete one of the two; each score has one row."
    ),
)
BAND_OVERLAP = Kind(
    "P23",
    Two("leeftijdsbanden-overlappen", "age-bands-overlap"),
    Two(
        "{where}: band {band} overlapt band {other}.",
        "{where}: band {band} overlaps band {other}.",
    ),
    Two(
        "beide grenzen tellen mee: na 0..71 komt 72..83.",
        "both ends are included: after 0..71 comes 72..83.",
    ),
)
NOT_MONOTONE = Kind(
    "P03",
    Two("norm-niet-monotoon", "norm-not-monotone"),
    Two(
        "{where}: {column} stijgt en daalt terwijl de ruwe score stijgt (bij {raw}).",
        "{where}: {column} both rises and falls while the raw score rises (at {raw}).",
    ),
    Two("kijk die rij na tegen de handleiding.", "check that row against the manual."),
)
IMPOSSIBLE = Kind(
    "P04",
    Two("onmogelijke-waarde", "impossible-value"),
    Two(
        "{where}: {column} {value} kan niet; het gaat van {low} tot en met {high}.",
        "{where}: {column} {value} can not be; it runs from {low} to {high}.",
    ),
    Two("kijk die cel na tegen de handleiding.", "check that cell against the manual."),
)
NO_ORIGIN = Kind(
    "P05",
    Two("norm-zonder-herkomst", "norm-without-origin"),
    Two("{what_nl} van deze normgroep staat er niet bij.", "{what_en} of this norm group is not said."),
    Two(
        "schrijf het erbij; zonder weet niemand over wie de normen gaan.",
        "write it; without it nobody knows whom the norms are about.",
    ),
    "warning",
)
SEM_DIFFERS = Kind(
    "P10",
    Two("meetfout-klopt-niet", "error-does-not-fit"),
    Two(
        "{where}: sem {sem} past niet bij sd en betrouwbaarheid ({computed}).",
        "{where}: sem {sem} does not fit sd and reliability ({computed}).",
    ),
    Two("sem = sd × wortel(1 − betrouwbaarheid).", "sem = sd × root(1 − reliability)."),
)
SCALES_DIFFER = Kind(
    "P11",
    Two("schaal-klopt-niet", "scale-does-not-fit"),
    Two(
        "{where}: {column} {value} past niet bij {other} {known} (dat zou {computed} zijn).",
        "{where}: {column} {value} does not fit {other} {known} (which would make {computed}).",
    ),
    Two("kijk de rij na tegen de handleiding.", "check the row against the manual."),
)
UNREACHABLE = Kind(
    "P24",
    Two("norm-onhaalbaar", "norm-out-of-reach"),
    Two(
        "{where}: gemiddelde {mean} en sd {sd} passen niet bij ruwe scores van {low} tot en met {high}.",
        "{where}: mean {mean} and sd {sd} do not fit raw scores from {low} to {high}.",
    ),
    Two("zijn normen en schaal van dezelfde score?", "are norms and scale of the same score?"),
)
DECLARED = Kind(
    "P25",
    Two("normen-onvolledig", "norms-incomplete"),
    Two("normen van soort «{kind}» zeggen ook «{field}».", "norms of kind «{kind}» also say «{field}»."),
    Two("{hint_nl}", "{hint_en}"),
)
NO_ROWS_FILE = Kind(
    "P26",
    Two("rijen-ontbreken", "rows-missing"),
    Two("de rijen van deze normen staan er niet: {path}.", "the rows of these norms are not there: {path}."),
    Two(
        "zet het bestand daar, of schrijf «rows: private» en lees ze in met «prodia norms import».",
        "put the file there, or write «rows: private» and read them in with «prodia norms import».",
    ),
)
SCALE_UNKNOWN = Kind(
    "P27",
    Two("normschaal-onbekend", "norm-scale-unknown"),
    Two(
        "instrument «{instrument}» heeft geen schaal «{scale}».",
        "instrument «{instrument}» has no scale «{scale}».",
    ),
    Two("{hint_nl}", "{hint_en}"),
)
COLUMN_UNKNOWN = Kind(
    "P28",
    Two("kolom-onbekend", "column-unknown"),
    Two("kolom «{column}» hoort niet bij deze normen.", "column «{column}» does not belong to these norms."),
    Two("{hint_nl}", "{hint_en}"),
)
TOO_SHORT = Kind(
    "P29",
    Two("te-weinig-rijen", "too-few-rows"),
    Two("{where}: {what_nl}.", "{where}: {what_en}."),
    Two("vul de rijen aan.", "add the rows."),
)
COLUMN_ABSENT = Kind(
    "P58",
    Two("kolom-niet-gevonden", "column-not-found"),
    Two(
        "kolom «{column}» staat niet in dit bestand; er is: {known}.",
        "column «{column}» is not in this file; there is: {known}.",
    ),
    Two(
        "zeg welke kolom het is met «--column {ours}=...»; de eerste rij noemt de kolommen.",
        "say which column it is with «--column {ours}=...»; the first row names the columns.",
    ),
)
ALL_COMMAS = Kind(
    "P59",
    Two("overal-decimale-komma", "decimal-commas-throughout"),
    Two(
        "dit bestand schrijft zijn decimalen met een komma ({count} cellen).",
        "this file writes its decimals with a comma ({count} cells).",
    ),
    Two(
        "bewaar de tabel als .xlsx, of voer ze uit als CSV met een punt: kies in Excel bij Opties, Geavanceerd een "
        "punt als decimaalteken, in LibreOffice de taal Engels (VS).",
        "save the table as .xlsx, or export it as CSV with a point: in Excel choose a point as decimal separator at "
        "Options, Advanced, in LibreOffice the language English (USA).",
    ),
)
TEXT_NUMBER = Kind(
    "P60",
    Two("getal-als-tekst", "number-as-text"),
    Two(
        "kolom {column} bewaart «{witness}» als tekst, niet als getal.",
        "column {column} stores «{witness}» as text, not as a number.",
    ),
    Two(
        "kies de kolom en doe Gegevens, Tekst naar kolommen, Voltooien; dan wordt het een getal.",
        "select the column and do Data, Text to Columns, Finish; it then becomes a number.",
    ),
)
DATE_CELL = Kind(
    "P61",
    Two("cel-werd-datum", "cell-became-date"),
    Two(
        "in kolom {column} staat een datum of tijd ({witness}): het rekenblad maakte die van wat getypt werd, zoals "
        "10-12.",
        "column {column} holds a date or time ({witness}): the spreadsheet made it of what was typed, such as 10-12.",
    ),
    Two(
        "zet de kolom op Tekst en typ opnieuw wat er stond; een bereik schrijf je als 10..12.",
        "set the column to Text and type again what stood there; a range is written as 10..12.",
    ),
)
FORMULA = Kind(
    "P62",
    Two("formule-zonder-waarde", "formula-without-value"),
    Two(
        "in kolom {column} staat een formule waarvan de waarde niet bewaard is.",
        "column {column} holds a formula whose value was not stored.",
    ),
    Two(
        "open en bewaar het bestand in een rekenblad, of plak de waarden zelf.",
        "open and save the file in a spreadsheet, or paste the values themselves.",
    ),
)
PERCENT_CELL = Kind(
    "P63",
    Two("cel-als-percentage", "cell-as-percentage"),
    Two(
        "kolom {column} staat als percentage: wat {witness} honderdsten toont, is bewaard als {stored}.",
        "column {column} is formatted as a percentage: what shows {witness} hundredths is stored as {stored}.",
    ),
    Two(
        "zet de opmaak op Getal en schrijf {witness}.",
        "set the format to Number and write {witness}.",
    ),
)
SHEET_UNREADABLE = Kind(
    "P64",
    Two("rekenblad-onleesbaar", "spreadsheet-unreadable"),
    Two("«{path}» is geen rekenblad dat ik kan lezen.", "«{path}» is no spreadsheet that can be read."),
    Two(
        "bewaar het als .xlsx zonder wachtwoord, of als CSV.",
        "save it as .xlsx without a password, or as CSV.",
    ),
)
NO_XLSX = Kind(
    "P65",
    Two("xlsx-niet-geinstalleerd", "xlsx-not-installed"),
    Two(
        "om .xlsx te lezen is het extra pakket openpyxl nodig.",
        "to read .xlsx the extra package openpyxl is needed.",
    ),
    Two(
        "installeer «prodia[xlsx]», of bewaar de tabel als CSV.",
        "install «prodia[xlsx]», or save the table as CSV.",
    ),
)
WHICH_SHEET = Kind(
    "P66",
    Two("welk-blad", "which-sheet"),
    Two("dit bestand heeft de bladen {known}.", "this file has the sheets {known}."),
    Two("kies er een met «--sheet NAAM».", "choose one with «--sheet NAME»."),
)
TERM = Kind(
    "P67",
    Two("term-onbekend", "term-unknown"),
    Two(
        "{where}: «{term}» is geen {what_nl} van dit model.",
        "{where}: «{term}» is no {what_en} of this model.",
    ),
    Two("kies uit: {known}.", "choose from: {known}."),
)
ONLY_REGRESSION = Kind(
    "P75",
    Two("enkel-bij-regressie", "only-with-regression"),
    Two(
        "«{field}» hoort enkel bij normen van soort regression.",
        "«{field}» only belongs to norms of kind regression.",
    ),
    Two("schrap het, of schrijf «kind: regression».", "delete it, or write «kind: regression»."),
)
NAME_TAKEN = Kind(
    "P76",
    Two("voorspeller-bestaat-al", "predictor-exists"),
    Two("«{name}» heeft hier al een betekenis.", "«{name}» has a meaning here already."),
    Two(
        "age, sex en low zijn er altijd; kies een andere naam, die ook geen kenmerk is.",
        "age, sex and low are always there; choose another name, that is no key either.",
    ),
)
RAW_BEYOND = Kind(
    "P68",
    Two("ruwe-score-onhaalbaar", "raw-out-of-reach"),
    Two(
        "{where}: ruwe score {raw} kan niemand halen; haalbaar is {low} tot en met {high}.",
        "{where}: nobody can score raw {raw}; {low} to {high} can be attained.",
    ),
    Two(
        "is dit de tabel van deze schaal? schrap de rij als ze enkel in de handleiding staat.",
        "is this the table of this scale? delete the row if it only stands in the manual.",
    ),
)
NO_AGES = Kind(
    "P69",
    Two("model-zonder-leeftijden", "model-without-ages"),
    Two(
        "{where}: er staat niet bij voor welke leeftijden dit model geldt.",
        "{where}: it does not say for which ages this model holds.",
    ),
    Two(
        "zet «age_from» en «age_to» in elke rij, in voltooide maanden; anders wordt ook daarbuiten gerekend.",
        "put «age_from» and «age_to» in every row, in completed months; otherwise it is used beyond them too.",
    ),
    "warning",
)
