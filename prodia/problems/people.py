"""M50-M79: a file of people that is scored: its columns, and cells and rows that can not be read.

What stands in a cell of a person is never repeated, only where it stands and what is wrong with it.
"""

from prodia.problems import kind

DECIMAL_COMMA = kind("""M50
    decimale-komma: rij {row}, kolom «{column}»: een getal met een komma. -> schrijf een punt voor decimalen.
    decimal-comma: row {row}, column «{column}»: a number with a comma. -> write a point for decimals.""")
OTHER_DIGITS = kind("""M51
    andere-cijfers: rij {row}, kolom «{column}»: andere cijfers dan 0 tot 9.
      -> verbeter het in het bestand zelf; er wordt niets geraden.
    other-digits: row {row}, column «{column}»: digits other than 0 to 9.
      -> correct it in the file itself; nothing is guessed.""")
LEADING_ZERO = kind("""M52
    nul-vooraan: rij {row}, kolom «{column}»: een getal met een nul vooraan.
      -> is het wel een getal, en geen code? schrijf het zonder nul.
    leading-zero: row {row}, column «{column}»: a number with a leading zero.
      -> is it a number, and no code? write it without the zero.""")
NOT_A_NUMBER = kind("""M53
    geen-getal: rij {row}, kolom «{column}»: dit is geen getal.
      -> staat het voor een leeg antwoord, zeg dat met «--empty»; anders: verbeter het.
    no-number: row {row}, column «{column}»: this is no number.
      -> does it stand for an empty answer, say so with «--empty»; else: correct it.""")
BAD_DATE = kind("""M54
    geen-datum: rij {row}, kolom «{column}»: dit is geen datum. -> schrijf jjjj-mm-dd, zoals 2017-04-30.
    no-date: row {row}, column «{column}»: this is no date. -> write yyyy-mm-dd, such as 2017-04-30.""")
BAD_SEX = kind("""M55
    geslacht-onbekend: rij {row}, kolom «{column}»: m, f of leeg hoort hier.
      -> verbeter het in het bestand zelf; er wordt niets geraden.
    sex-unknown: row {row}, column «{column}»: m, f or empty belongs here.
      -> correct it in the file itself; nothing is guessed.""")
OTHER_LENGTH = kind("""M56
    rij-van-andere-lengte: rij {row} heeft {got} cellen, en de kop {want}.
      -> kijk de aanhalingstekens en scheidingstekens van die rij na.
    row-of-another-length: row {row} has {got} cells, and the heading {want}.
      -> look at the quotes and separators of that row.""")
TWICE = kind("""M57
    persoon-dubbel: rij {row} heeft dezelfde «{column}» als rij {other}.
      -> welke van de twee juist is, weet het bestand niet: geen van beide kreeg een score.
    person-twice: row {row} has the same «{column}» as row {other}.
      -> the file does not know which of the two is right: neither got a score.""")
NO_ITEM_COLUMN = kind("""M58
    geen-itemkolom: geen enkele kolom heet als een item van {instrument}.
      -> de items heten {items}; koppel met «--column {first}=jouw kolom».
    no-item-column: no column is called like an item of {instrument}.
      -> the items are called {items}; pair them with «--column {first}=your column».""")
ITEM_COLUMN_ABSENT = kind("""M59 warning
    itemkolom-ontbreekt: er is geen kolom voor {items}: voor iedereen leeg.
      -> koppel ze met «--column», als ze anders heten.
    item-column-absent: there is no column for {items}: empty for everyone.
      -> pair them with «--column», if they are called otherwise.""")
COLUMN_TWICE = kind("""M60
    kolom-dubbel: kolom «{column}» staat er twee keer. -> geef een van de twee een andere naam.
    column-twice: column «{column}» stands there twice. -> give one of the two another name.""")
COLUMN_ABSENT = kind("""M61
    kolom-ontbreekt: het bestand heeft geen kolom «{column}». -> {nearest}
    column-absent: the file has no column «{column}». -> {nearest}""")
SEPARATOR = kind("""M62
    scheidingsteken-onduidelijk: de kop heeft meer dan één soort scheidingsteken.
      -> zeg welk: «--separator ,», «--separator ;» of «--separator tab».
    separator-unclear: the heading has more than one kind of separator.
      -> say which: «--separator ,», «--separator ;» or «--separator tab».""")
NO_PEOPLE = kind("""M63
    niemand-in-het-bestand: er staat geen enkele rij in dit bestand. -> kijk na of het het juiste bestand is.
    nobody-in-the-file: there is not a single row in this file. -> see whether it is the right file.""")
EXTRA_NEEDED = kind("""M64
    onderdeel-niet-geinstalleerd: hiervoor is «{package}» nodig.
      -> installeer het: pip install "prodia[{extra}]".
    part-not-installed: this needs «{package}». -> install it: pip install "prodia[{extra}]".""")
UNUSABLE_NORMS = kind("""M65
    normen-van-een-ander: de normen {norms} zijn van {other}, niet van {instrument}.
      -> neem normen van dit instrument: {known}.
    norms-of-another: the norms {norms} are of {other}, not of {instrument}.
      -> take norms of this instrument: {known}.""")
REGISTER_ONLY = kind("""M66
    enkel-register: {instrument} staat hier enkel in het register; er is geen sleutel om mee te rekenen.
      -> neem de scores over zoals ze gedrukt staan.
    register-only: {instrument} is here only as a register entry; there is no key to score with.
      -> take the scores over as they are printed.""")
NO_ABILITIES = kind("""M67
    vaardigheden-onbekend: van {instrument} staat er niet bij welke brede vaardigheden het meet.
      -> schrijf bij zijn schalen «abilities: [Gf]», met de bron.
    abilities-unknown: it is not said of {instrument} which broad abilities it measures.
      -> write «abilities: [Gf]» at its scales, with the source.""")
OFF_SCALE = kind("""M68
    antwoord-buiten-schaal: rij {row}, kolom «{column}»: dit antwoord staat niet op de antwoordschaal.
      -> kijk het na op het formulier; wat dit item leest, kreeg geen score.
    answer-off-scale: row {row}, column «{column}»: this answer is not on the answer scale.
      -> check it on the form; what reads this item got no score.""")
BEFORE_BIRTH = kind("""M69
    voor-de-geboorte: rij {row}, kolom «{column}»: dit ligt vóór de geboorte.
      -> kijk de datums na; dag en maand raken soms verwisseld.
    before-birth: row {row}, column «{column}»: this lies before birth.
      -> check the dates; day and month are sometimes swapped.""")
NOT_A_ROW = kind("""M70
    rij-onleesbaar: rij {row} is niet te lezen: een aanhalingsteken staat verkeerd of sluit niet, of een cel
      heeft meer dan {most} tekens.
      -> kijk die rij en de rij ervoor na in een teksteditor; er kreeg nog niemand een score.
    unreadable-row: row {row} can not be read: a quote is misplaced or never closes, or a cell has more than
      {most} characters.
      -> look at that row and the one before in a text editor; nobody got a score yet.""")
COLUMN_FOR_TWO = kind("""M71
    kolom-voor-twee: kolom «{column}» is gekoppeld aan {names}. -> koppel een kolom aan één naam.
    column-for-two: column «{column}» is paired with {names}. -> pair a column with one name.""")
