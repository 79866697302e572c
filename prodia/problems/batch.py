"""B40-B59: many pupils at once, and what a change of a protocol does to them."""

from prodia.problems import kind

CIRCLE = kind("""B40
    rust-op-zichzelf: of «{name}» telt, hangt af van wat er zelf op rust.
      -> haal de kring weg: een vraag staat niet in een stap die op haar antwoord wacht.
    rests-on-itself: whether «{name}» counts depends on what itself rests on it.
      -> undo the circle: a question does not stand in a step that waits for its answer.""")
COLUMN_OF_OTHER_TYPE = kind("""B41
    kolom-van-ander-type: kolom «{column}» heeft {found}, en dat past niet bij wat er gevraagd wordt.
      -> geef de kolom het type van haar vraag: getallen, ja of nee, dagen of de woorden van een keuze.
    column-of-another-type: column «{column}» has {found}, which does not fit what is asked.
      -> give the column the type of its question: numbers, yes or no, days or the words of a choice.""")
NO_ANSWER = kind("""B42
    cel-is-geen-antwoord: rij {row}, kolom «{column}»: dit is geen antwoord; gevraagd is {type}.
      -> verbeter de cel; over deze persoon wordt zolang niets gezegd.
    cell-is-no-answer: row {row}, column «{column}»: this is no answer; asked is {type}.
      -> correct the cell; nothing is said of this person until then.""")
NO_COLUMNS = kind("""B43
    kolommen-ontbreken: er is geen kolom voor {names}.
      -> noem de kolom die zo bedoeld is, geef de reeksen (measurements), of zeg dat ze voor iedereen
      ontbreken (allow_missing).
    columns-absent: there is no column for {names}.
      -> name the column that is meant, give the series (measurements), or say that they are missing for
      everyone (allow_missing).""")
ABSENT = kind("""B44
    geen-kolom-voor: het bestand heeft geen kolom voor {names}.
      -> koppel met «--column naam=jouw kolom», geef reeksen met «--measurements», of zeg «--allow-missing»:
      dan ontbreken ze voor iedereen.
    no-column-for: the file has no column for {names}.
      -> pair them with «--column name=your column», give series with «--measurements», or say
      «--allow-missing»: they are then missing for everyone.""")
ABSENT_SAID = kind("""B45 info
    voor-iedereen-leeg: er is geen kolom voor {names}: dat ontbreekt voor iedereen.
    empty-for-everyone: there is no column for {names}: missing for everyone.""")
NO_SQL = kind("""B46
    geen-sql-voor: «{op}» heeft hier geen SQL ({text}).
      -> werk het protocol uit met «prodia batch», of laat dat onderdeel weg.
    no-sql-for: «{op}» has no SQL here ({text}).
      -> work the protocol out with «prodia batch», or leave that part out.""")
TOO_MANY_FOR_SQL = kind("""B47
    te-veel-voor-sql: in deze tabel kunnen {count} verzamelingen van regels samen gelden, te veel voor SQL.
      -> werk het protocol uit met «prodia batch».
    too-many-for-sql: in this table {count} sets of rules can hold together, too many for SQL.
      -> work the protocol out with «prodia batch».""")
OTHER_KERNEL = kind("""B48
    ander-plan-op-de-werker: wat op de werker aankwam is niet wat verstuurd werd, of daar staat een andere
      versie van prodia (verstuurd door {sent}, hier {here}). -> zet op elke machine dezelfde versie.
    another-plan-on-the-worker: what came to the worker is not what was sent, or another version of prodia is
      there (sent by {sent}, here {here}). -> install the same version on every machine.""")
NO_SERIES = kind("""B49
    geen-sql-voor-reeks: «{name}» hoort bij een reeks of bij de meetfout van een test; daar is geen SQL voor.
      -> werk het protocol uit met «prodia batch».
    no-sql-for-series: «{name}» belongs to a series or to the error of a test, for which there is no SQL.
      -> work the protocol out with «prodia batch».""")
NO_MEASUREMENT = kind("""B50
    geen-meting: rij {row} van de metingen, kolom «{column}»: dit is geen meting.
      -> verbeter de cel; over deze persoon wordt zolang niets gezegd.
    no-measurement: row {row} of the measurements, column «{column}»: this is no measurement.
      -> correct the cell; nothing is said of this person until then.""")
NO_IDS = kind("""B51
    metingen-zonder-kolom: er is geen kolom «{column}», en zonder haar weet niemand bij wie of wat de
      metingen horen.
      -> geef elke persoon en elke meting een «id», en elke meting haar «series» als er
      meer reeksen zijn.
    measurements-without-a-column: there is no column «{column}», without which nobody knows whose or what
      the measurements are.
      -> give every person and measurement an «id», and every measurement its «series»
      where there are more series than one.""")
ID_TWICE = kind("""B52
    id-dubbel: twee personen hebben hetzelfde «{column}», zodat een meting van allebei kan zijn.
      -> geef elke persoon een eigen «{column}».
    id-twice: two people have the same «{column}», so that a measurement may be of either.
      -> give every person an «{column}» of their own.""")
OF_NOBODY = kind("""B53 warning
    metingen-van-niemand: {count} metingen zijn van niemand onder de personen, en tellen voor niemand.
      -> kijk na of «id» in beide hetzelfde geschreven is.
    measurements-of-nobody: {count} measurements are of none of the people, and count for nobody.
      -> see whether «id» is written alike in both.""")
DAMAGED = kind("""B54
    parquet-beschadigd: «{path}» is geen heel Parquet-bestand: het is afgekapt of beschadigd.
      -> haal of schrijf het opnieuw.
    parquet-damaged: «{path}» is no whole Parquet file: it was cut short or damaged.
      -> fetch or write it anew.""")
NO_COLUMN_AT_ALL = kind("""B55
    geen-kolom-van-het-protocol: geen enkele kolom heet als een vraag van {name}.
      -> kijk of het het juiste bestand is, met een kop; heten de kolommen anders, koppel ze dan.
    no-column-of-the-protocol: no column is called as a question of {name}.
      -> see whether it is the right file, with a heading; if its columns are called otherwise, pair them.""")
NEAR_COLUMN = kind("""B56
    kolom-lijkt-op-een-vraag: kolom «{column}» voedt niets; bedoelde je «{name}»?
      -> ja: koppel «{name}={column}»; nee: geef de kolom een andere naam.
    column-near-a-question: column «{column}» feeds nothing; did you mean «{name}»?
      -> yes: pair «{name}={column}»; no: give the column another name.""")
SHARES = kind("""B57
    delen-en-geen-percentielen: kolom «{column}»: de meeste waarden liggen tussen 0 en 1, dus dit zijn delen
      en geen percentielen.
      -> schrijf elk deel maal 100 (0,12 is percentiel 12); lagen zoveel mensen echt onder percentiel 1, rond
      dan af op hele getallen.
    shares-and-no-percentiles: column «{column}»: most values lie between 0 and 1, so these are shares and no
      percentiles.
      -> write each share times 100 (0.12 is percentile 12); if so many people truly lie below percentile 1,
      round to whole numbers.""")
BELOW_ONE = kind("""B58 warning
    onder-percentiel-1: kolom «{column}», rij {rows}: een waarde tussen 0 en 1. Is dat een deel, of ligt die
      echt onder percentiel 1?
      -> een deel schrijf je maal 100 (0,12 is percentiel 12); ligt die echt zo laag, dan is er niets te doen.
    below-percentile-1: column «{column}», row {rows}: a value between 0 and 1. Is that a share, or does it
      truly lie below percentile 1?
      -> write a share times 100 (0.12 is percentile 12); if it truly lies so low, there is nothing to do.""")
ROW_REFUSED = kind("""B59
    rij-geweigerd: rij {row} is geweigerd, en over deze persoon wordt niets gezegd.
      -> verbeter de cel; «refused» zegt welke.
    row-refused: row {row} was refused, and nothing is said of this person.
      -> correct the cell; «refused» says which.""")
