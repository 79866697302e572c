"""P01-P29: what is wrong with a table of norms, and with its declaration."""

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
        "{where}: {what} staat ook op regel {line}.",
        "{where}: {what} stands on line {line} too.",
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
    Two("{what} van deze normgroep staat er niet bij.", "{what} of this norm group is not said."),
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
    Two("{where}: {what}.", "{where}: {what}."),
    Two("vul de rijen aan.", "add the rows."),
)
