"""B: decision tables. ``{table}`` is filled in by who knows its name, the rest by ``analyse``."""

from prodia.problems import Kind, Two

GAP = Kind(
    "B01",
    Two("gat-in-tabel", "gap-in-table"),
    Two(
        "Beslissingstabel «{table}» geeft geen uitkomst voor: {witness_nl}.",
        "Decision table «{table}» has no outcome for: {witness_en}.",
    ),
    Two(
        "voeg een regel toe voor dit geval, of schrijf een «otherwise».",
        "add a rule for this case, or write an «otherwise».",
    ),
)
OVERLAP = Kind(
    "B02",
    Two("overlap-in-tabel", "overlap-in-table"),
    Two(
        "In tabel «{table}» gelden regel {first} en regel {second} tegelijk voor: {witness_nl}.",
        "In table «{table}» rule {first} and rule {second} both hold for: {witness_en}.",
    ),
    Two(
        "maak een van de twee regels enger, of kies «hit: first».",
        "narrow one of the two rules, or choose «hit: first».",
    ),
)
CONTRADICTION = Kind(
    "B03",
    Two("tegenspraak", "contradiction"),
    Two(
        "In tabel «{table}» geven regel {first} en regel {second} een verschillende uitkomst voor: {witness_nl}.",
        "In table «{table}» rule {first} and rule {second} give different outcomes for: {witness_en}.",
    ),
    Two(
        "maak de uitkomsten gelijk, of een van de twee regels enger.",
        "make the outcomes equal, or narrow one of the two rules.",
    ),
)
HIDDEN = Kind(
    "B04",
    Two("verborgen-regel", "hidden-rule"),
    Two(
        "Regel {rule} van tabel «{table}» komt nooit aan de beurt: regels die voorgaan gelden al in elk geval"
        " dat zij beschrijft, bijvoorbeeld {witness_nl} (regel {first}).",
        "Rule {rule} of table «{table}» never gets its turn: rules that go before it hold in every case"
        " it describes, for instance {witness_en} (rule {first}).",
    ),
    Two(
        "zet deze regel hoger, maak haar ruimer, of laat haar weg.",
        "move this rule up, widen it, or leave it out.",
    ),
)
EDGE = Kind(
    "B06",
    Two("grens-onduidelijk", "unclear-edge"),
    Two(
        "De grenzen in tabel «{table}» sluiten niet op elkaar aan: bij precies {value} voor «{column}»"
        " {what_nl} ({witness_nl}).",
        "The edges in table «{table}» do not fit: at exactly {value} for «{column}» {what_en} ({witness_en}).",
    ),
    Two(
        "kies aan welke kant {value} hoort: «<» en «>=», of «<=» en «>».",
        "choose the side that {value} belongs to: «<» and «>=», or «<=» and «>».",
    ),
)
MISSING_INPUT = Kind(
    "B07",
    Two("onbekend-invoer", "missing-input"),
    Two(
        "Tabel «{table}» zegt niet wat er geldt als er geen waarde is voor {columns_nl}, bijvoorbeeld: {witness_nl}.",
        "Table «{table}» does not say what holds without a value for {columns_en}, for instance: {witness_en}.",
    ),
    Two(
        "schrijf een «otherwise», of een regel met de cel «null».",
        "write an «otherwise», or a rule with the cell «null».",
    ),
)
OUTCOME = Kind(
    "B09",
    Two("uitkomst-onbekend", "unknown-outcome"),
    Two(
        "{where_nl} van tabel «{table}» geeft «{found}» voor «{output}», en dat is geen van de verklaarde uitkomsten.",
        "{where_en} of table «{table}» gives «{found}» for «{output}», which is none of the declared outcomes.",
    ),
    Two("kies uit: {known}.", "choose from: {known}."),
)
UNUSED = Kind(
    "B10",
    Two("kolom-ongebruikt", "unused-column"),
    Two(
        "Kolom «{column}» van tabel «{table}» sluit in geen enkele regel iets uit.",
        "Column «{column}» of table «{table}» excludes nothing in any rule.",
    ),
    Two("laat de kolom weg, of vul haar cellen in.", "leave the column out, or fill in its cells."),
    severity="warning",
)
NEVER_HOLDS = Kind(
    "B13",
    Two("regel-geldt-nooit", "rule-never-holds"),
    Two(
        "Regel {rule} van tabel «{table}» kan nooit gelden: geen enkele waarde van «{column}» past bij de cel «{cell}».",
        "Rule {rule} of table «{table}» can never hold: no value of «{column}» fits the cell «{cell}».",
    ),
    Two("verander de cel, of het bereik van «{column}».", "change the cell, or the range of «{column}»."),
)
NOT_DECIDED = Kind(
    "B14",
    Two("niet-uitgemaakt", "not-decided"),
    Two(
        "Of tabel «{table}» {what_nl}, is na {steps} stappen niet uitgemaakt.",
        "Whether table «{table}» {what_en} is not decided after {steps} steps.",
    ),
    Two("splits de tabel in twee kleinere.", "split the table into two smaller ones."),
    severity="warning",
)
CELL = Kind(
    "B15",
    Two("cel-is-geen-vergelijking", "cell-is-no-comparison"),
    Two(
        "De cel «{cell}» (regel {rule}, kolom «{column}») doet meer dan de kolom met constanten vergelijken.",
        "The cell «{cell}» (rule {rule}, column «{column}») does more than compare the column with constants.",
    ),
    Two(
        "geef de berekening een naam (een afgeleide waarde) en maak daar een kolom van.",
        "give the calculation a name (a derived value) and make that a column.",
    ),
)
