"""S: the shape of a definition, and the few rules between its fields (some in family V and N)."""

from prodia.problems import Kind, Two

MISSING_FIELD = Kind(
    "S01",
    Two("veld-ontbreekt", "missing-field"),
    Two("hier ontbreekt «{field}».", "«{field}» is missing here."),
    Two("voeg «{field}:» toe.", "add «{field}:»."),
)
UNKNOWN_FIELD = Kind(
    "S02",
    Two("onbekend-veld", "unknown-field"),
    Two("«{field}» bestaat hier niet.", "there is no «{field}» here."),
    Two("{hint_nl}", "{hint_en}"),
)
WRONG_TYPE = Kind(
    "S03",
    Two("verkeerd-type", "wrong-type"),
    Two("hier hoort {wanted_nl}; ik lees {found_nl}.", "{wanted_en} belongs here; I read {found_en}."),
    Two("{hint_nl}", "{hint_en}"),
)
NOT_ALLOWED = Kind(
    "S04",
    Two("waarde-niet-toegelaten", "value-not-allowed"),
    Two("«{found}» kan hier niet.", "«{found}» is not possible here."),
    Two("{hint_nl}", "{hint_en}"),
)
ID_FORM = Kind(
    "S06",
    Two("id-vorm", "id-form"),
    Two("«{found}» is geen {what_nl}.", "«{found}» is no {what_en}."),
    Two("{hint_nl}", "{hint_en}"),
)
FORMAT_VERSION = Kind(
    "S09",
    Two("schema-versie", "schema-version"),
    Two(
        "«format: {found}» ken ik niet; deze versie van prodia leest format 1.",
        "I do not know «format: {found}»; this version of prodia reads format 1.",
    ),
    Two("schrijf «format: 1», of gebruik een nieuwere prodia.", "write «format: 1», or use a newer prodia."),
)
TOO_LONG = Kind(
    "S10",
    Two("te-lang", "too-long"),
    Two("deze tekst telt meer dan {limit} tekens.", "this text has more than {limit} characters."),
    Two("verdeel of kort in.", "divide it, or make it shorter."),
)
EMPTY_LIST = Kind(
    "S01",
    Two("lijst-is-leeg", "list-is-empty"),
    Two("hier hoort minstens één onderdeel.", "at least one item belongs here."),
    Two("voeg er een toe.", "add one."),
)
DATE_FORM = Kind(
    "S03",
    Two("geen-datum", "no-date"),
    Two("«{found}» is geen bestaande datum.", "«{found}» is no existing date."),
    Two("schrijf jaar-maand-dag, zoals 2018-12-02.", "write year-month-day, such as 2018-12-02."),
)
TABLE_FORM = Kind(
    "S20",
    Two("geen-tabel", "no-table"),
    Two(
        "een tabel heeft een kopregel en minstens één regel eronder.",
        "a table has a heading and at least one line below it.",
    ),
    Two(
        "schrijf «table: |», dan de kop «invoer | -> uitvoer», dan de regels.",
        "write «table: |», then the heading «input | -> output», then the rules.",
    ),
)
TABLE_ARROW = Kind(
    "S21",
    Two("pijl-in-tabel", "arrow-in-table"),
    Two(
        "in de kop van een tabel staat precies één «->», voor de eerste uitvoer, en in de regels geen.",
        "the heading of a table has exactly one «->», before the first output, and its rules have none.",
    ),
    Two(
        "schrijf de kop als «ernst | duur | -> voorstel | omdat».",
        "write the heading like «severity | duration | -> proposal | because».",
    ),
)
TABLE_OUTPUT = Kind(
    "S22",
    Two("uitvoernaam-in-tabel", "output-name-in-table"),
    Two("«{found}» is geen naam voor een uitvoerkolom.", "«{found}» is no name for an output column."),
    Two(
        "gebruik letters, cijfers en _, en begin met een letter.",
        "use letters, digits and _, and begin with a letter.",
    ),
)
TABLE_EMPTY_CELL = Kind(
    "S23",
    Two("lege-cel", "empty-cell"),
    Two("deze cel is leeg.", "this cell is empty."),
    Two("schrijf «-» als de waarde niet uitmaakt.", "write «-» where the value does not matter."),
)
TABLE_WIDTH = Kind(
    "S24",
    Two("aantal-kolommen", "number-of-columns"),
    Two(
        "deze regel heeft {got} cellen en de kop {want}.", "this line has {got} cells and the heading {want}."
    ),
    Two("zet tussen elke twee cellen één «|».", "put one «|» between every two cells."),
)
DATES_ORDER = Kind(
    "V07",
    Two("geldigheid-botst", "validity-clashes"),
    Two(
        "de laatste dag (to) valt voor de eerste (from).", "the last day (to) comes before the first (from)."
    ),
    Two("keer de data om, of laat «to» weg.", "swap the dates, or leave «to» out."),
)
OPTIONS_FIT = Kind(
    "S30",
    Two("opties-en-type", "options-and-type"),
    Two(
        "een veld van het type choice heeft «options», en alleen zo'n veld.",
        "a field of type choice has «options», and no other field has.",
    ),
    Two("voeg «options:» toe, of kies een ander type.", "add «options:», or choose another type."),
)
BY_FITS = Kind(
    "S31",
    Two("by-en-voorwaarden", "by-and-conditions"),
    Two(
        "met «by» staat er onder «met» en «judge» een voorwaarde per keuze, zonder «by» één voorwaarde.",
        "with «by» there is one condition per option under «met» and «judge», without «by» a single one.",
    ),
    Two(
        "schrijf «by:» met een voorwaarde per keuze, of geen van beide.",
        "write «by:» with a condition per option, or neither.",
    ),
)
JUDGES_MISSING = Kind(
    "S32",
    Two("beoordelaar-ontbreekt", "judge-missing"),
    Two("een grijze zone («judge») vraagt wie er oordeelt.", "a grey zone («judge») asks who judges."),
    Two("voeg «judges: [rol]» toe.", "add «judges: [role]»."),
)
IDENTITY_CONSULTATIVE = Kind(
    "S33",
    Two("identiteit-bij-consult", "identity-when-consultative"),
    Two(
        "consultatieve begeleiding houdt geen naam en geen geboortedatum bij.",
        "consultative guidance holds no name and no date of birth.",
    ),
    Two(
        "laat «pupil» en «born» weg, of kies een andere «mode».",
        "leave «pupil» and «born» out, or choose another «mode».",
    ),
)
IDENTITY_MISSING = Kind(
    "S34",
    Two("geboortedatum-ontbreekt", "birth-date-missing"),
    Two(
        "een traject met een leerling vraagt een geboortedatum.",
        "a trajectory with a pupil asks a date of birth.",
    ),
    Two("voeg «born:» toe, of kies «mode: consultative».", "add «born:», or choose «mode: consultative»."),
)
ANSWER_OR_MISSING = Kind(
    "S35",
    Two("antwoord-of-reden", "answer-or-reason"),
    Two(
        "een antwoord heeft ofwel «value», ofwel «missing» met de reden.",
        "an answer has either «value», or «missing» with the reason.",
    ),
    Two("schrijf een van de twee.", "write one of the two."),
)
OTHER = Kind(
    "S03",
    Two("past-niet", "does-not-fit"),
    Two("dit past hier niet: {found_nl}.", "this does not fit here: {found_en}."),
    Two("kijk het voorbeeld in protocols/README.md na.", "look at the example in protocols/README.md."),
)
