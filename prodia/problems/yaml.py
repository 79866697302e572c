"""Y: the file and its YAML, before anything is understood of what it says."""

from prodia.problems import Kind, Two

SYNTAX = Kind(
    "Y01",
    Two("yaml-onleesbaar", "unreadable-yaml"),
    Two("{why_nl}", "{why_en}"),
    Two("{hint_nl}", "{hint_en}"),
)
DUPLICATE_KEY = Kind(
    "Y02",
    Two("dubbele-sleutel", "duplicate-key"),
    Two(
        "«{key}» staat hier een tweede keer; de eerste keer op regel {first}.",
        "«{key}» stands here a second time; the first is on line {first}.",
    ),
    Two(
        "schrap een van de twee, of geef ze elk een eigen naam.",
        "delete one of the two, or give each its own name.",
    ),
)
KEY_NOT_TEXT = Kind(
    "Y03",
    Two("sleutel-geen-tekst", "key-is-no-text"),
    Two(
        "«{key}» kan geen sleutel zijn: een sleutel is een woord.",
        "«{key}» cannot be a key: a key is a word.",
    ),
    Two("kies een naam die met een letter begint.", "choose a name that begins with a letter."),
)
TAB = Kind(
    "Y04",
    Two("tab-als-inspringing", "tab-as-indentation"),
    Two(
        "deze regel springt in met een tab, en YAML telt alleen spaties.",
        "this line is indented with a tab, and YAML counts spaces only.",
    ),
    Two("vervang de tab door spaties.", "replace the tab by spaces."),
)
DECIMAL_COMMA = Kind(
    "Y05",
    Two("decimale-komma", "decimal-comma"),
    Two("«{found}» is voor YAML geen getal.", "«{found}» is no number to YAML."),
    Two(
        "schrijf {right} (met een punt); als het een tekst is: zet er aanhalingstekens rond.",
        "write {right} (with a point); if it is a text, put it in quotes.",
    ),
)
NUMBER_AS_TEXT = Kind(
    "Y06",
    Two("getal-of-tekst", "number-or-text"),
    Two(
        "«{found}» is hier gelezen als tekst; andere programma's lezen er een getal in.",
        "«{found}» is read as text here; other programs read a number in it.",
    ),
    Two(
        'schrijf "{found}" als tekst, of schrijf het getal voluit (zonder overbodige nullen of tekens).',
        'write "{found}" for a text, or the plain number (without needless zeros or signs).',
    ),
    severity="warning",
)
YES_NO = Kind(
    "Y07",
    Two("ja-nee-on-off", "yes-no-on-off"),
    Two(
        "«{found}» is hier gelezen als tekst; andere programma's lezen er true, false of niets in.",
        "«{found}» is read as text here; other programs read true, false or nothing in it.",
    ),
    Two('schrijf "{found}" als tekst, of {right}.', 'write "{found}" for a text, or {right}.'),
    severity="warning",
)
ANCHOR_OR_TAG = Kind(
    "Y08",
    Two("anker-of-tag", "anchor-or-tag"),
    Two(
        "«{found}» is een {what_nl}, en die gebruiken we hier niet.",
        "«{found}» is {what_en}, which is not used here.",
    ),
    Two(
        "schrijf de inhoud voluit; als het een tekst is: zet er aanhalingstekens rond.",
        "write the content in full; if it is a text, put it in quotes.",
    ),
)
ENCODING = Kind(
    "Y09",
    Two("codering", "encoding"),
    Two("dit bestand is geen UTF-8: {witness}.", "this file is not UTF-8: {witness}."),
    Two("bewaar het bestand opnieuw als UTF-8.", "save the file again as UTF-8."),
)
INVISIBLE = Kind(
    "Y09",
    Two("onzichtbaar-teken", "invisible-character"),
    Two("hier staat een onzichtbaar teken: {witness}.", "there is an invisible character here: {witness}."),
    Two("haal het weg (typ het woord opnieuw).", "take it out (type the word again)."),
)
NOT_COMPOSED = Kind(
    "Y09",
    Two("losse-accenten", "loose-accents"),
    Two(
        "in «{found}» staat een letter met een los accent (geen NFC).",
        "«{found}» holds a letter with a loose accent (not NFC).",
    ),
    Two("typ de letter met haar accent als één teken.", "type the letter with its accent as one character."),
    severity="warning",
)
WRONG_PLACE = Kind(
    "Y11",
    Two("bestandsplaats", "file-place"),
    Two(
        "dit is «{found}», maar het bestand staat op de plaats van «{path}».",
        "this is «{found}», but the file stands in the place of «{path}».",
    ),
    Two(
        "pas het id of de versie aan, of verplaats het bestand.",
        "change the id or the version, or move the file.",
    ),
)
UNKNOWN_FILE = Kind(
    "Y11",
    Two("bestand-zonder-plaats", "file-without-place"),
    Two("op deze plaats hoort geen YAML-bestand: «{path}».", "no YAML file belongs in this place: «{path}»."),
    Two("{hint_nl}", "{hint_en}"),
)
PATH_TWIN = Kind(
    "Y11",
    Two("bijna-zelfde-naam", "case-twin"),
    Two(
        "«{path}» verschilt alleen in hoofdletters van «{other}».",
        "«{path}» differs from «{other}» in capitals only.",
    ),
    Two("geef een van de twee een andere naam.", "give one of the two another name."),
)
LINK = Kind(
    "Y11",
    Two("verwijzing-op-schijf", "link-on-disk"),
    Two(
        "«{path}» is een koppeling naar een andere plaats op de schijf.",
        "«{path}» is a link to another place on the disk.",
    ),
    Two("zet het bestand zelf in het pakket.", "put the file itself in the pack."),
)
NOTHING_FOUND = Kind(
    "Y12",
    Two("niets-gevonden", "nothing-found"),
    Two(
        "in «{path}» staat geen enkel protocol of gedeeld bestand.",
        "«{path}» holds no protocol and no shared file.",
    ),
    Two(
        "ik zoek <protocol>/<versie>/protocol.yaml en shared/*.yaml.",
        "I look for <protocol>/<version>/protocol.yaml and shared/*.yaml.",
    ),
)
UNREADABLE_FILE = Kind(
    "Y12",
    Two("bestand-niet-te-openen", "file-does-not-open"),
    Two("«{path}» kan niet geopend worden.", "«{path}» cannot be opened."),
    Two("kijk of het bestaat en of je het mag lezen.", "see whether it exists and you may read it."),
)
UNUSABLE_NUMBER = Kind(
    "Y13",
    Two("getal-onbruikbaar", "unusable-number"),
    Two("«{found}» is geen getal waarmee te rekenen valt.", "«{found}» is no number to reckon with."),
    Two(
        "schrijf een gewoon getal met hoogstens 18 cijfers; als het een tekst is: zet er aanhalingstekens rond.",
        "write a plain number of at most 18 digits; if it is a text, put it in quotes.",
    ),
)
TOO_LARGE = Kind(
    "Y14",
    Two("te-groot", "too-large"),
    Two("het bestand telt meer dan {limit} {unit_nl}.", "the file has more than {limit} {unit_en}."),
    Two("{hint_nl}", "{hint_en}"),
)
SEVERAL_DOCUMENTS = Kind(
    "Y15",
    Two("meer-dan-een-document", "more-than-one-document"),
    Two(
        "hier begint een tweede document in hetzelfde bestand.",
        "a second document starts here in the same file.",
    ),
    Two(
        "zet het in een eigen bestand, en laat «---» weg.",
        "put it in a file of its own, and leave «---» out.",
    ),
)
EMPTY = Kind(
    "Y16",
    Two("leeg-bestand", "empty-file"),
    Two("dit bestand zegt niets.", "this file says nothing."),
    Two("vul het aan, of verwijder het.", "fill it in, or delete it."),
)
