"""M50-M79: a file of people that is scored: its columns, and cells and rows that can not be read.

What stands in a cell of a person is never repeated, only where it stands and what is wrong with it.
"""

from prodia.problems import Kind, Two

_AGAIN = Two(
    "verbeter het in het bestand zelf; er wordt niets geraden.",
    "correct it in the file itself; nothing is guessed.",
)
DECIMAL_COMMA = Kind(
    "M50",
    Two("decimale-komma", "decimal-comma"),
    Two(
        "rij {row}, kolom «{column}»: een getal met een komma.",
        "row {row}, column «{column}»: a number with a comma.",
    ),
    Two("schrijf een punt voor decimalen.", "write a point for decimals."),
)
OTHER_DIGITS = Kind(
    "M51",
    Two("andere-cijfers", "other-digits"),
    Two(
        "rij {row}, kolom «{column}»: andere cijfers dan 0 tot 9.",
        "row {row}, column «{column}»: digits other than 0 to 9.",
    ),
    _AGAIN,
)
LEADING_ZERO = Kind(
    "M52",
    Two("nul-vooraan", "leading-zero"),
    Two(
        "rij {row}, kolom «{column}»: een getal met een nul vooraan.",
        "row {row}, column «{column}»: a number with a leading zero.",
    ),
    Two(
        "is het wel een getal, en geen code? schrijf het zonder nul.",
        "is it a number, and no code? write it without the zero.",
    ),
)
NOT_A_NUMBER = Kind(
    "M53",
    Two("geen-getal", "no-number"),
    Two(
        "rij {row}, kolom «{column}»: dit is geen getal.", "row {row}, column «{column}»: this is no number."
    ),
    Two(
        "staat het voor een leeg antwoord, zeg dat met «--empty»; anders: verbeter het.",
        "does it stand for an empty answer, say so with «--empty»; else: correct it.",
    ),
)
BAD_DATE = Kind(
    "M54",
    Two("geen-datum", "no-date"),
    Two("rij {row}, kolom «{column}»: dit is geen datum.", "row {row}, column «{column}»: this is no date."),
    Two("schrijf jjjj-mm-dd, zoals 2017-04-30.", "write yyyy-mm-dd, such as 2017-04-30."),
)
BAD_SEX = Kind(
    "M55",
    Two("geslacht-onbekend", "sex-unknown"),
    Two(
        "rij {row}, kolom «{column}»: m, f of leeg hoort hier.",
        "row {row}, column «{column}»: m, f or empty belongs here.",
    ),
    _AGAIN,
)
OTHER_LENGTH = Kind(
    "M56",
    Two("rij-van-andere-lengte", "row-of-another-length"),
    Two(
        "rij {row} heeft {got} cellen, en de kop {want}.",
        "row {row} has {got} cells, and the heading {want}.",
    ),
    Two(
        "kijk de aanhalingstekens en scheidingstekens van die rij na.",
        "look at the quotes and separators of that row.",
    ),
)
TWICE = Kind(
    "M57",
    Two("persoon-dubbel", "person-twice"),
    Two(
        "rij {row} heeft dezelfde «{column}» als rij {other}.",
        "row {row} has the same «{column}» as row {other}.",
    ),
    Two(
        "welke van de twee juist is, weet het bestand niet: geen van beide kreeg een score.",
        "the file does not know which of the two is right: neither got a score.",
    ),
)
NO_ITEM_COLUMN = Kind(
    "M58",
    Two("geen-itemkolom", "no-item-column"),
    Two(
        "geen enkele kolom heet als een item van {instrument}.",
        "no column is called like an item of {instrument}.",
    ),
    Two(
        "de items heten {items}; koppel met «--column {first}=jouw kolom».",
        "the items are called {items}; pair them with «--column {first}=your column».",
    ),
)
ITEM_COLUMN_ABSENT = Kind(
    "M59",
    Two("itemkolom-ontbreekt", "item-column-absent"),
    Two(
        "er is geen kolom voor {items}: voor iedereen leeg.",
        "there is no column for {items}: empty for everyone.",
    ),
    Two(
        "koppel ze met «--column», als ze anders heten.",
        "pair them with «--column», if they are called otherwise.",
    ),
    "warning",
)
COLUMN_TWICE = Kind(
    "M60",
    Two("kolom-dubbel", "column-twice"),
    Two("kolom «{column}» staat er twee keer.", "column «{column}» stands there twice."),
    Two("geef een van de twee een andere naam.", "give one of the two another name."),
)
COLUMN_ABSENT = Kind(
    "M61",
    Two("kolom-ontbreekt", "column-absent"),
    Two("het bestand heeft geen kolom «{column}».", "the file has no column «{column}»."),
    Two("{nearest_nl}", "{nearest_en}"),
)
SEPARATOR = Kind(
    "M62",
    Two("scheidingsteken-onduidelijk", "separator-unclear"),
    Two(
        "de kop heeft meer dan één soort scheidingsteken.", "the heading has more than one kind of separator."
    ),
    Two(
        "zeg welk: «--separator ,», «--separator ;» of «--separator tab».",
        "say which: «--separator ,», «--separator ;» or «--separator tab».",
    ),
)
NO_PEOPLE = Kind(
    "M63",
    Two("niemand-in-het-bestand", "nobody-in-the-file"),
    Two("er staat geen enkele rij in dit bestand.", "there is not a single row in this file."),
    Two("kijk na of het het juiste bestand is.", "see whether it is the right file."),
)
EXTRA_NEEDED = Kind(
    "M64",
    Two("onderdeel-niet-geinstalleerd", "part-not-installed"),
    Two("hiervoor is «{package}» nodig.", "this needs «{package}»."),
    Two('installeer het: pip install "prodia[{extra}]".', 'install it: pip install "prodia[{extra}]".'),
)
UNUSABLE_NORMS = Kind(
    "M65",
    Two("normen-van-een-ander", "norms-of-another"),
    Two(
        "de normen {norms} zijn van {other}, niet van {instrument}.",
        "the norms {norms} are of {other}, not of {instrument}.",
    ),
    Two("neem normen van dit instrument: {known}.", "take norms of this instrument: {known}."),
)
REGISTER_ONLY = Kind(
    "M66",
    Two("enkel-register", "register-only"),
    Two(
        "{instrument} staat hier enkel in het register; er is geen sleutel om mee te rekenen.",
        "{instrument} is here only as a register entry; there is no key to score with.",
    ),
    Two("neem de scores over zoals ze gedrukt staan.", "take the scores over as they are printed."),
)
NO_ABILITIES = Kind(
    "M67",
    Two("vaardigheden-onbekend", "abilities-unknown"),
    Two(
        "van {instrument} staat er niet bij welke brede vaardigheden het meet.",
        "it is not said of {instrument} which broad abilities it measures.",
    ),
    Two(
        "schrijf bij zijn schalen «abilities: [Gf]», met de bron.",
        "write «abilities: [Gf]» at its scales, with the source.",
    ),
)
OFF_SCALE = Kind(
    "M68",
    Two("antwoord-buiten-schaal", "answer-off-scale"),
    Two(
        "rij {row}, kolom «{column}»: dit antwoord staat niet op de antwoordschaal.",
        "row {row}, column «{column}»: this answer is not on the answer scale.",
    ),
    Two(
        "kijk het na op het formulier; wat dit item leest, kreeg geen score.",
        "check it on the form; what reads this item got no score.",
    ),
)
BEFORE_BIRTH = Kind(
    "M69",
    Two("voor-de-geboorte", "before-birth"),
    Two(
        "rij {row}, kolom «{column}»: dit ligt vóór de geboorte.",
        "row {row}, column «{column}»: this lies before birth.",
    ),
    Two(
        "kijk de datums na; dag en maand raken soms verwisseld.",
        "check the dates; day and month are sometimes swapped.",
    ),
)
NOT_A_ROW = Kind(
    "M70",
    Two("rij-onleesbaar", "unreadable-row"),
    Two(
        "rij {row} is niet te lezen: een aanhalingsteken staat verkeerd of sluit niet, of een cel heeft meer dan {most} tekens.",
        "row {row} can not be read: a quote is misplaced or never closes, or a cell has more than {most} characters.",
    ),
    Two(
        "kijk die rij en de rij ervoor na in een teksteditor; er kreeg nog niemand een score.",
        "look at that row and the one before in a text editor; nobody got a score yet.",
    ),
)
COLUMN_FOR_TWO = Kind(
    "M71",
    Two("kolom-voor-twee", "column-for-two"),
    Two(
        "kolom «{column}» is gekoppeld aan {names}.",
        "column «{column}» is paired with {names}.",
    ),
    Two("koppel een kolom aan één naam.", "pair a column with one name."),
)
