"""M50-M79 and F: a file of people that is scored: how it is read, its columns, cells and rows.

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
      -> welke van de twee juist is, weet het bestand niet: geen van beide telt. Hou één rij per leerling; is
      het een ander moment, zeg dan in welke kolom dat staat: «--moment».
    person-twice: row {row} has the same «{column}» as row {other}.
      -> the file does not know which of the two is right: neither counts. Keep one row a pupil; if it is
      another moment, say in which column that stands: «--moment».""")
NO_ITEM_COLUMN = kind("""M58
    geen-itemkolom: geen enkele kolom heet als een item van {instrument}.
      -> de items heten {items}; koppel met «--column {first}=jouw kolom».
    no-item-column: no column is called like an item of {instrument}.
      -> the items are called {items}; pair them with «--column {first}=your column».""")
ITEM_COLUMN_ABSENT = kind("""M59 info
    itemkolom-ontbreekt: er is geen kolom voor {items}: voor iedereen leeg.
      -> koppel ze met «--column», als ze anders heten.
    item-column-absent: there is no column for {items}: empty for everyone.
      -> pair them with «--column», if they are called otherwise.""")
COLUMN_TWICE = kind("""M60
    kolom-dubbel: kolom «{column}» staat er twee keer. -> geef een van de twee een andere naam.
    column-twice: column «{column}» stands there twice. -> give one of the two another name.""")
TWO_COLUMNS = kind("""F63
    twee-kolommen-voor-een: kolom «{column}» en kolom «{other}» zeggen allebei «{name}».
      -> zeg welke telt: «--column "{name}={column}"» of «--column "{name}={other}"».
    two-columns-for-one: column «{column}» and column «{other}» both say «{name}».
      -> say which counts: «--column "{name}={column}"» or «--column "{name}={other}"».""")
WHOSE = kind("""F64
    van-wie: geen kolom zegt van wie een meting is, en in kolom «{column}» komen dezelfde waarden terug.
      -> staat daar wie het is: «--column "pupil={column}"»; zijn alle metingen van één leerling, haal die
      kolom dan weg.
    whose: no column says whose a measurement is, and in column «{column}» the same values come back.
      -> if it says who it is: «--column "pupil={column}"»; if all measurements are of one pupil, take that
      column away.""")
COLUMN_ABSENT = kind("""M61
    kolom-ontbreekt: het bestand heeft geen kolom «{column}».
      -> {nearest}
    column-absent: the file has no column «{column}».
      -> {nearest}""")
SEPARATOR = kind("""M62
    scheidingsteken-onduidelijk: de kop heeft meer dan één soort scheidingsteken.
      -> zeg welk: «--separator ,», «--separator ;», «--separator tab» of «--separator "|"».
    separator-unclear: the heading has more than one kind of separator.
      -> say which: «--separator ,», «--separator ;», «--separator tab» or «--separator "|"».""")
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
    antwoord-buiten-schaal: rij {row}, kolom «{column}»: dit antwoord staat niet op de antwoordschaal
      ({scale}).
      -> kijk het na op het formulier; wat dit item leest, kreeg geen score.
    answer-off-scale: row {row}, column «{column}»: this answer is not on the answer scale ({scale}).
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

# How the whole file is read: what it does not say is asked.

OTHER_ENCODING = kind("""F01
    andere-codering: {witness} is geen {encoding}.
      -> bewaar het als «CSV UTF-8», of zeg hoe het bewaard is: «--encoding windows-1252» (Excel in
      Vlaanderen).
    other-encoding: {witness} is no {encoding}.
      -> save it as «CSV UTF-8», or say how it was saved: «--encoding windows-1252» (Excel in Flanders).""")
NEAR_HEADING = kind("""F02
    kop-lijkt-op-een-naam: kolom «{column}» voedt niets; bedoelde je «{name}»?
      -> ja: «--column "{name}={column}"»; nee: «--ignore "{column}"».
    heading-near-a-name: column «{column}» feeds nothing; did you mean «{name}»?
      -> yes: «--column "{name}={column}"»; no: «--ignore "{column}"».""")
ITEM_WITHOUT_COLUMN = kind("""F03
    item-zonder-kolom: er is geen kolom voor {items}; zo krijgt niemand een score.
      -> koppel ze met «--column {first}=jouw kolom»; staan ze echt niet in het bestand:
      «--allow-missing-items».
    item-without-a-column: there is no column for {items}; nobody gets a score this way.
      -> pair them with «--column {first}=your column»; if they are really not in the file:
      «--allow-missing-items».""")
LIKE_ITEMS = kind("""F04 warning
    kolom-als-een-item: {columns}: deze kolommen heten als items van een langer formulier, en zijn niet
      gebruikt.
      -> is dit het formulier van {instrument}? hoort het zo: «--ignore {first}».
    column-like-an-item: {columns}: these columns are called like items of a longer form, and are not used.
      -> is this the form of {instrument}? if it is meant so: «--ignore {first}».""")
MIXED_MARKS = kind("""F05
    komma-en-punt: kolom «{column}» heeft een decimale komma in rij {row} en een punt in rij {other}.
      -> zeg welk teken het is: «--decimal ,» of «--decimal .»; het andere wordt dan geweigerd.
    comma-and-point: column «{column}» has a decimal comma in row {row} and a point in row {other}.
      -> say which mark it is: «--decimal ,» or «--decimal .»; the other is then refused.""")
DECIMALS_OR_THOUSANDS = kind("""F06
    decimalen-of-duizendtallen: kolom «{column}», rij {row}: drie cijfers na een komma of punt; zijn dat
      decimalen?
      -> zeg het: «--decimal ,» of «--decimal .»; duizendtallen schrijf je zonder teken ertussen.
    decimals-or-thousands: column «{column}», row {row}: three digits after a comma or point; are these
      decimals?
      -> say so: «--decimal ,» or «--decimal .»; thousands are written without a mark between them.""")
AMBIGUOUS_DATES = kind("""F07
    dag-of-maand-eerst: kolom «{column}»: nergens is te zien of de dag of de maand eerst staat (rij {row}).
      -> zeg het: «--dates dmy» (dag eerst) of «--dates mdy» (maand eerst).
    day-or-month-first: column «{column}»: nothing shows whether the day or the month comes first (row {row}).
      -> say so: «--dates dmy» (day first) or «--dates mdy» (month first).""")
DATES_DISAGREE = kind("""F08
    datums-door-elkaar: kolom «{column}»: in rij {row} staat de dag eerst, in rij {other} de maand.
      -> kijk ze na in het bestand; zeg daarna «--dates dmy» of «--dates mdy», wat anders staat wordt
      geweigerd.
    dates-mixed: column «{column}»: the day comes first in row {row}, the month in row {other}.
      -> check them in the file; then say «--dates dmy» or «--dates mdy», what is otherwise is refused.""")
SEX_CODES = kind("""F09
    geslacht-in-cijfers: kolom «{column}» heeft cijfers (rij {row}); welk cijfer is een jongen?
      -> zeg het, zoals «--sex m=1 --sex f=2».
    sex-in-digits: column «{column}» has digits (row {row}); which digit is a boy?
      -> say so, such as «--sex m=1 --sex f=2».""")
SEX_LETTERS = kind("""F10
    jongen-en-m: kolom «{column}» heeft j (rij {row}) en m (rij {other}); is m man of meisje?
      -> zeg het: «--sex m=j --sex f=m», of «--sex m=m».
    j-and-m: column «{column}» has j (row {row}) and m (row {other}); j may be «jongen» and m «meisje».
      -> say which: «--sex m=j --sex f=m», or «--sex m=m».""")
AGE_UNIT = kind("""F11
    jaren-of-maanden: kolom «{column}», rij {row}: zijn dit jaren of maanden?
      -> zeg het: «--age months», of «--age years» (8,5 is acht en een half); duidelijk is ook 8;3.
    years-or-months: column «{column}», row {row}: are these years or months?
      -> say so: «--age months», or «--age years» (8.5 is eight and a half); 8;3 is clear too.""")
AGE_DECIMALS = kind("""F59
    maanden-of-decimalen: kolom «{column}», rij {row}: zijn dit decimalen van een jaar, of maanden achter een
      komma?
      -> maanden: schrijf 8;3 en geen 8,3; decimalen (8,5 is acht en een half): zeg «--age years».
    months-or-decimals: column «{column}», row {row}: are these decimals of a year, or months behind a point?
      -> months: write 8;3 and not 8.3; decimals (8.5 is eight and a half): say «--age years».""")
AGE_IMPLAUSIBLE = kind("""F12
    leeftijd-onwaarschijnlijk: kolom «{column}», rij {row}: onwaarschijnlijk als {unit}; zijn het {other}?
      -> zeg het: «--age months» of «--age years»; of schrijf 8;3, of geef born en tested.
    age-implausible: column «{column}», row {row}: implausible as {unit}; are these {other}?
      -> say so: «--age months» or «--age years»; or write 8;3, or give born and tested.""")
NO_SUCH_ROW = kind("""F13
    koprij-bestaat-niet: rij {row} is er niet, of ze is leeg. -> tel de rijen zoals een rekenblad ze telt,
      vanaf 1.
    no-such-heading-row: there is no row {row}, or it is empty. -> count rows as a spreadsheet does, from
      1.""")
IS_UTF_8 = kind("""F14
    toch-utf-8: dit bestand is bewaard als UTF-8, en je zei {encoding}. -> laat «--encoding» weg.
    utf-8-after-all: this file was saved as UTF-8, and you said {encoding}. -> leave «--encoding» out.""")
NUL = kind("""F68
    nul-teken: er staat een NUL in (byte 0x00), en die hoort in geen tekst: het bestand is beschadigd, of
      bewaard als UTF-16 zonder merkteken.
      -> bewaar het opnieuw als «CSV UTF-8»; lukt dat niet, haal het dan opnieuw op waar het vandaan komt.
    nul-character: there is a NUL in it (byte 0x00), which belongs in no text: the file is damaged, or was
      saved as UTF-16 without its mark.
      -> save it again as «CSV UTF-8»; if that fails, fetch it anew from where it came.""")

HALF_DATES = kind("""F50
    datums-half-omgezet: kolom «{column}»: rij {row} is een tekst, rij {other} een datum van het rekenblad met
      een dag tot en met 12. Een rekenblad van een ander land laat de ene staan, en wisselt in de andere dag
      en maand.
      -> vergelijk die datums met de bron; kloppen ze, zeg dan «--dates dmy» of «--dates mdy» (voor de
      teksten).
    dates-half-converted: column «{column}»: row {row} is a text, row {other} a date of the spreadsheet with a
      day up to 12. A spreadsheet of another country leaves the one, and swaps day and month in the other.
      -> compare these dates with the source; if they are right, say «--dates dmy» or «--dates mdy» (for the
      texts).""")
OTHER_HEADING = kind("""F56
    kop-in-andere-volgorde: rij {row} is opnieuw een kop, met de kolommen op een andere plaats.
      -> zet elk deel in een eigen bestand, of zet de kolommen in dezelfde volgorde.
    heading-in-another-order: row {row} is a heading again, with the columns in other places.
      -> give each part a file of its own, or put the columns in the same order.""")
DAYS_APART = kind("""F57 warning
    dag-en-maand-per-kolom: in kolom «{column}» staat de dag eerst, in kolom «{other}» de maand.
      -> vergelijk de datums met de bron; kloppen ze, zet ze dan alle in dezelfde volgorde.
    day-and-month-by-column: in column «{column}» the day comes first, in column «{other}» the month.
      -> compare the dates with the source; if they are right, put them all in the same order.""")
ONE_CELL = kind("""F51
    rij-in-een-cel: elke rij staat in één cel (rij {row}).
      -> in Excel: kolom A kiezen, Gegevens, Tekst naar kolommen, en opnieuw bewaren; in een tekst: haal de
      aanhalingstekens rond hele rijen weg.
    row-in-one-cell: every row stands in one cell (row {row}).
      -> in Excel: choose column A, Data, Text to Columns, and save again; in a text: take away the quotes
      around whole rows.""")

# Cells.

MISSING_CODE = kind("""F20
    code-voor-leeg: rij {row}, kolom «{column}»: «{code}» is geen antwoord; staat het voor een leeg antwoord?
      -> zeg dat met «--empty={code}»; anders: verbeter het.
    code-for-empty: row {row}, column «{column}»: «{code}» is no answer; does it stand for an empty one?
      -> say so with «--empty={code}»; else: correct it.""")
PERCENT_SIGN = kind("""F21
    procent: rij {row}, kolom «{column}»: een getal met een procentteken.
      -> schrijf het getal zelf; of 50 % een 50 of een 0.5 is, wordt niet geraden.
    percent: row {row}, column «{column}»: a number with a percent sign.
      -> write the number itself; whether 50 % is 50 or 0.5 is not guessed.""")
FORMULA_ERROR = kind("""F22
    formule-mislukt: rij {row}, kolom «{column}»: een formule zonder uitkomst.
      -> herstel de formule in het rekenblad, of maak de cel leeg.
    formula-failed: row {row}, column «{column}»: a formula without a result.
      -> repair the formula in the spreadsheet, or empty the cell.""")
TRUTH = kind("""F23
    ja-of-nee: rij {row}, kolom «{column}»: een ja of nee waar een getal hoort.
      -> het formulier zegt welk getal ja is; schrijf dat getal.
    yes-or-no: row {row}, column «{column}»: a yes or no where a number belongs.
      -> the form says which number yes is; write that number.""")
DECIMAL_POINT = kind("""F24
    decimale-punt: rij {row}, kolom «{column}»: een getal met een punt, en de komma is hier het decimaalteken.
      -> schrijf een komma voor decimalen, en niets tussen duizendtallen.
    decimal-point: row {row}, column «{column}»: a number with a point, where the comma is the decimal mark.
      -> write a comma for decimals, and nothing between thousands.""")
THOUSANDS = kind("""F25
    duizendtallen: rij {row}, kolom «{column}»: een getal met een teken of blanco tussen de duizendtallen.
      -> schrijf het zonder: 1234 of 1234.5.
    thousands: row {row}, column «{column}»: a number with a mark or a blank between thousands.
      -> write it without: 1234 or 1234.5.""")
DAY_FOR_NUMBER = kind("""F26
    datum-als-getal: rij {row}, kolom «{column}»: een datum waar een getal hoort.
      -> een rekenblad maakt van 3-4 een datum; typ het getal opnieuw, in een kolom met opmaak Tekst of Getal.
    day-for-number: row {row}, column «{column}»: a date where a number belongs.
      -> a spreadsheet makes a date of 3-4; type the number again, in a column with format Text or Number.""")
SHORT_YEAR = kind("""F27
    jaartal-met-twee-cijfers: rij {row}, kolom «{column}»: een jaartal met twee cijfers.
      -> schrijf 2017 en niet 17: welke eeuw het is, wordt niet geraden. In een rekenblad: geef de kolom de
      notatie jjjj-mm-dd en bewaar opnieuw.
    year-of-two-digits: row {row}, column «{column}»: a year of two digits.
      -> write 2017 and not 17: which century it is, is not guessed. In a spreadsheet: give the column the
      format yyyy-mm-dd and save again.""")
SERIAL_DAY = kind("""F28
    datum-als-volgnummer: rij {row}, kolom «{column}»: een getal waar een datum hoort.
      -> is het het volgnummer waarmee Excel een dag bewaart, zeg dat met «--dates excel».
    serial-day: row {row}, column «{column}»: a number where a date belongs.
      -> if it is the serial number by which Excel keeps a day, say so with «--dates excel».""")
ODD_DAY = kind("""F29
    datum-onwaarschijnlijk: rij {row}, kolom «{column}»: een dag vóór 1901.
      -> kijk de datum na; een rekenblad maakt van een lege cel of een nul soms 1900.
    odd-day: row {row}, column «{column}»: a day before 1901.
      -> check the date; of an empty cell or a zero a spreadsheet sometimes makes 1900.""")
FAR_AHEAD = kind("""F55
    dag-ver-vooruit: rij {row}, kolom «{column}»: een dag die nog meer dan een jaar moet komen.
      -> kijk het jaartal na.
    day-far-ahead: row {row}, column «{column}»: a day that is more than a year to come.
      -> check the year.""")
WHOLE_YEARS = kind("""F30
    enkel-jaren: rij {row}, kolom «{column}»: een leeftijd in hele jaren; welke maand het is, staat er niet.
      -> geef born en tested, of schrijf 8;3.
    only-years: row {row}, column «{column}»: an age in whole years; the month is not said.
      -> give born and tested, or write 8;3.""")
AGE_DISAGREES = kind("""F31
    leeftijd-en-datums: rij {row}, kolom «{column}»: deze leeftijd en de datums verschillen meer dan een
      maand.
      -> kijk na wat juist is; de leeftijd is zolang niet bekend; enkel de datums gebruiken: «--ignore
      "{column}"».
    age-and-dates: row {row}, column «{column}»: this age and the dates differ by more than a month.
      -> check which is right; until then the age is not known; to use the dates alone: «--ignore
      "{column}"».""")
ODD_AGE = kind("""F32
    leeftijd-vreemd: rij {row}, kolom «{column}»: een leeftijd van meer dan 100 jaar.
      -> kijk ze na; staat het getal voor een leeg antwoord, zeg dat met «--empty».
    odd-age: row {row}, column «{column}»: an age of more than 100 years.
      -> check it; if the number stands for an empty answer, say so with «--empty».""")

LETTER = kind("""F65
    letter-in-getal: rij {row}, kolom «{column}»: een letter O, l of I waar een cijfer hoort.
      -> kijk het formulier na, en schrijf 0 of 1 als dat er staat; er wordt niets geraden.
    letter-in-number: row {row}, column «{column}»: a letter O, l or I where a figure belongs.
      -> look at the form, and write 0 or 1 if that is what it says; nothing is guessed.""")
NUMBER_AND_WORD = kind("""F52
    getal-met-eenheid: rij {row}, kolom «{column}»: een woord achter een getal.
      -> schrijf het getal alleen; de eenheid hoort in de kop.
    number-and-unit: row {row}, column «{column}»: a word behind a number.
      -> write the number alone; the unit belongs in the heading.""")
BOUND = kind("""F69
    grens-of-bereik: rij {row}, kolom «{column}»: een grens of een bereik, zoals <1 of 5-10, waar één getal
      hoort.
      -> schrijf het getal dat de handleiding geeft. Is dat er niet: voor een percentiel <1 kan 0.5 staan en
      voor >99 kan 99.5, aan dezelfde kant van elke hele grens; waar in een bereik het ligt, wordt niet
      geraden: laat de cel dan leeg.
    bound-or-range: row {row}, column «{column}»: a bound or a range, such as <1 or 5-10, where one number
      belongs.
      -> write the number that the manual gives. Where there is none: 0.5 may stand for a percentile <1, and
      99.5 for >99, on the same side of every whole cut-off; where in a range it lies is not guessed: leave
      the cell empty then.""")

# Rows.

NUMBERED = kind("""F70 info
    rijen-genummerd: geen kolom heeft een nummer of code van de leerling, en «{column}» blijft buiten de
      uitkomst: een rij heet er naar haar nummer, en wie er twee keer staat, is niet te zien.
      -> geef elke leerling een code in een kolom «id»; mogen de namen in de uitkomst staan, koppel ze dan:
      «--column "id={column}"».
    rows-numbered: no column has a number or code of the pupil, and «{column}» stays out of what comes out:
      a row is called by its number there, and who stands twice can not be seen.
      -> give every pupil a code in a column «id»; if the names may stand in what comes out, pair them:
      «--column "id={column}"».""")
NO_ID = kind("""F40
    wie-staat-er-niet: rij {row}, kolom «{column}»: leeg; van wie deze rij is, staat er niet.
      -> vul het in; een samengevoegde cel geldt enkel voor haar eerste rij.
    nobody-named: row {row}, column «{column}»: empty; it is not said whose row this is.
      -> fill it in; a merged cell counts for its first row only.""")
NEAR_IDS = kind("""F41 warning
    bijna-dezelfde: rij {row}, kolom «{column}»: op een hoofdletter, blanco of nul vooraan na gelijk aan rij
      {other}.
      -> is het dezelfde persoon, schrijf het dan hetzelfde; ze zijn nu als twee geteld.
    nearly-the-same: row {row}, column «{column}»: but for a capital, a blank or a leading zero equal to row
      {other}.
      -> if it is the same person, write it the same; they were counted as two now.""")
CUT_ID = kind("""F58 warning
    cijfers-weggevallen: rij {row}, kolom «{column}»: een nummer dat een rekenblad afgekort heeft, zoals
      1.7E+10; de laatste cijfers zijn weg.
      -> geef de kolom in het rekenblad de opmaak Tekst, vul de nummers opnieuw in en bewaar opnieuw.
    digits-lost: row {row}, column «{column}»: a number that a spreadsheet shortened, such as 1.7E+10; its
      last digits are gone.
      -> give the column the format Text in the spreadsheet, fill in the numbers again and save again.""")
DAY_ID = kind("""F67 warning
    dag-als-naam: rij {row}, kolom «{column}»: een dag waar een naam of nummer hoort; een rekenblad maakt er
      zo een van 3-4.
      -> geef de kolom in het rekenblad de opmaak Tekst, vul in wat er hoort en bewaar opnieuw.
    day-for-a-name: row {row}, column «{column}»: a day where a name or number belongs; a spreadsheet makes
      one of 3-4.
      -> give the column the format Text in the spreadsheet, fill in what belongs there and save again.""")
AGAIN = kind("""F45 warning
    nog-eens: rij {row} heeft dezelfde «{column}» als rij {other}; elke rij telt voor zich.
      -> hou één rij per leerling, of geef elk moment een eigen «{column}».
    once-more: row {row} has the same «{column}» as row {other}; each row counts by itself.
      -> keep one row a pupil, or give each moment an «{column}» of its own.""")
MAYBE_TOTAL = kind("""F66 warning
    persoon-of-totaal: rij {row}: dit kan een leerling zijn, een totaal of een opschrift; de rij telt als
      leerling.
      -> is het geen leerling, haal de rij dan weg.
    person-or-total: row {row}: this may be a pupil, a total or a title; the row counts as a pupil.
      -> if it is no pupil, remove the row.""")
HIDDEN = kind("""F42 warning
    verborgen: het blad heeft verborgen {what}: {where}; ze zijn gelezen zoals de andere.
      -> horen ze er niet bij, verwijder ze dan uit het bestand.
    hidden: the sheet has hidden {what}: {where}; they were read like the others.
      -> if they do not belong, delete them from the file.""")
MERGED = kind("""F43 warning
    samengevoegd: het blad heeft samengevoegde cellen: {where}; enkel de eerste cel ervan telt.
      -> hef de samenvoeging op, en vul elke cel in.
    merged: the sheet has merged cells: {where}; only the first of them counts.
      -> unmerge them, and fill in every cell.""")
AND_MORE = kind("""F44 warning
    en-nog-meer: kolom «{column}»: dat geldt voor nog {count} rijen. -> kijk de hele kolom na.
    and-more: column «{column}»: this holds for {count} rows more. -> check the whole column.""")

# Measures that are not believed, by their row; why stands in the column «why» of their scale.

NOT_BELIEVED = kind("""F53
    maat-niet-geloofd: rij {row}, kolom «{column}»: deze maat is voor deze leeftijd niet te geloven, en kreeg
      geen score.
      -> kijk de meting, de eenheid, de leeftijd en het geslacht na, en of geen kolommen verwisseld zijn; bij
      die score staat wat ze kan zijn.
    measure-not-believed: row {row}, column «{column}»: this measure is not to be believed at this age, and
      got no score.
      -> check the measuring, the unit, the age and the sex, and whether no columns are swapped; at that score
      it says what it may be.""")
HARDLY_BELIEVED = kind("""F54 warning
    maat-amper-geloofd: rij {row}, kolom «{column}»: deze maat ligt buiten wat geloofd wordt; de score is er
      wel.
      -> kijk de meting, de eenheid, de leeftijd en het geslacht na voor je deze score gebruikt.
    measure-hardly-believed: row {row}, column «{column}»: this measure lies beyond what is believed; the
      score is there.
      -> check the measuring, the unit, the age and the sex before you use this score.""")
