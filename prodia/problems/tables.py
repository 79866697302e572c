"""B: decision tables."""

from prodia.problems import Kind, Two

GAP = Kind(
    "B01",
    Two("gat-in-tabel", "gap-in-table"),
    Two(
        "Beslissingstabel «{table}» geeft geen uitkomst voor: {witness}.",
        "Decision table «{table}» has no outcome for: {witness}.",
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
        "In tabel «{table}» gelden regel {first} en regel {second} tegelijk voor: {witness}.",
        "In table «{table}» rule {first} and rule {second} both hold for: {witness}.",
    ),
    Two(
        "maak een van de twee regels enger, of kies «hit: first».",
        "narrow one of the two rules, or choose «hit: first».",
    ),
)
