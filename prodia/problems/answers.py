"""C30-C39: an answer that is not of the type that is asked. The answer itself is never repeated."""

from prodia.problems import Kind, Two

NUMBER_WANTED = Kind(
    "C30",
    Two("geen-getal", "not-a-number"),
    Two("«{field}» vraagt een getal ({type}).", "«{field}» wants a number ({type})."),
    Two(
        "schrijf gewone cijfers 0-9, met een punt voor decimalen: 12 of 3.5.",
        "write plain digits 0-9, with a point for decimals: 12 or 3.5.",
    ),
)
COMMA = Kind(
    "C31",
    Two("komma-in-getal", "comma-in-number"),
    Two(
        "«{field}» vraagt een getal, en hier staat een komma.",
        "«{field}» wants a number, and there is a comma in it.",
    ),
    Two("schrijf een punt: bij 3,5 bedoelde je 3.5?", "write a point: for 3,5 did you mean 3.5?"),
)
RANGE = Kind(
    "C32",
    Two("buiten-bereik", "out-of-range"),
    Two("Het antwoord op «{field}» valt buiten {type}.", "The answer to «{field}» lies outside {type}."),
    Two(
        "kijk na of het de juiste maat is; gevraagd is {type}.",
        "check that it is the right measure; asked is {type}.",
    ),
)
OPTION = Kind(
    "C34",
    Two("onbekende-keuze", "unknown-option"),
    Two("Dat is geen van de keuzes van «{field}».", "That is none of the options of «{field}»."),
    Two("bedoelde je {nearest} Te kiezen: {options}.", "did you mean {nearest} To choose from: {options}."),
)
TRUTH_WANTED = Kind(
    "C35",
    Two("ja-of-nee", "yes-or-no"),
    Two("«{field}» vraagt ja of nee.", "«{field}» wants yes or no."),
    Two(
        "antwoord ja of nee (in een bestand: true of false).", "answer yes or no (in a file: true or false)."
    ),
)
DATE_WANTED = Kind(
    "C36",
    Two("geen-datum", "not-a-date"),
    Two("«{field}» vraagt een bestaande datum.", "«{field}» wants a date that exists."),
    Two("schrijf jaar-maand-dag, zoals 2026-09-01.", "write year-month-day, like 2026-09-01."),
)
DURATION_WANTED = Kind(
    "C37",
    Two("geen-duur", "not-a-duration"),
    Two("«{field}» vraagt een duur ({type}).", "«{field}» wants a duration ({type})."),
    Two(
        "schrijf P6M (maanden), P2Y (jaren) of P10D (dagen).",
        "write P6M (months), P2Y (years) or P10D (days).",
    ),
)
TEXT_WANTED = Kind(
    "C38",
    Two("geen-tekst", "not-a-text"),
    Two("«{field}» vraagt woorden.", "«{field}» wants words."),
    Two(
        "schrijf minstens één woord, tussen aanhalingstekens in een bestand.",
        "write at least one word, in quotes in a file.",
    ),
)
