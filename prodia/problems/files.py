"""Y: the file and its YAML, before anything is understood of what it says."""

from prodia.problems import kind

SYNTAX = kind("""Y01
    yaml-onleesbaar: {why} -> {hint}
    unreadable-yaml: {why} -> {hint}""")
DUPLICATE_KEY = kind("""Y02
    dubbele-sleutel: «{key}» staat hier een tweede keer; de eerste keer op regel {first}.
      -> schrap een van de twee, of geef ze elk een eigen naam.
    duplicate-key: «{key}» stands here a second time; the first is on line {first}.
      -> delete one of the two, or give each its own name.""")
KEY_NOT_TEXT = kind("""Y03
    sleutel-geen-tekst: «{key}» kan geen sleutel zijn: een sleutel is een woord.
      -> kies een naam die met een letter begint.
    key-is-no-text: «{key}» cannot be a key: a key is a word. -> choose a name that begins with a letter.""")
TAB = kind("""Y04
    tab-als-inspringing: deze regel springt in met een tab, en YAML telt alleen spaties.
      -> vervang de tab door spaties.
    tab-as-indentation: this line is indented with a tab, and YAML counts spaces only.
      -> replace the tab by spaces.""")
DECIMAL_COMMA = kind("""Y05
    decimale-komma: «{found}» is voor YAML geen getal.
      -> schrijf {right} (met een punt); als het een tekst is: zet er aanhalingstekens rond.
    decimal-comma: «{found}» is no number to YAML.
      -> write {right} (with a point); if it is a text, put it in quotes.""")
NUMBER_AS_TEXT = kind("""Y06 warning
    getal-of-tekst: «{found}» is hier gelezen als tekst; andere programma's lezen er een getal in.
      -> schrijf "{found}" als tekst, of schrijf het getal voluit (zonder overbodige nullen of tekens).
    number-or-text: «{found}» is read as text here; other programs read a number in it.
      -> write "{found}" for a text, or the plain number (without needless zeros or signs).""")
YES_NO = kind("""Y07 warning
    ja-nee-on-off: «{found}» is hier gelezen als tekst; andere programma's lezen er true, false of niets in.
      -> schrijf "{found}" als tekst, of {right}.
    yes-no-on-off: «{found}» is read as text here; other programs read true, false or nothing in it.
      -> write "{found}" for a text, or {right}.""")
ANCHOR_OR_TAG = kind("""Y08
    anker-of-tag: «{found}» is een {what}, en die gebruiken we hier niet.
      -> schrijf de inhoud voluit; als het een tekst is: zet er aanhalingstekens rond.
    anchor-or-tag: «{found}» is {what}, which is not used here.
      -> write the content in full; if it is a text, put it in quotes.""")
ENCODING = kind("""Y09
    codering: dit bestand is geen UTF-8: {witness}. -> bewaar het bestand opnieuw als UTF-8.
    encoding: this file is not UTF-8: {witness}. -> save the file again as UTF-8.""")
INVISIBLE = kind("""Y09
    onzichtbaar-teken: hier staat een onzichtbaar teken: {witness}. -> haal het weg (typ het woord opnieuw).
    invisible-character: there is an invisible character here: {witness}.
      -> take it out (type the word again).""")
LOOKALIKE = kind("""A91
    letter-van-een-ander-alfabet: de «{letter}» ({witness}) in «{found}» lijkt op een {like}, en is een letter
      van een ander alfabet.
      -> typ het woord opnieuw: «{right}».
    letter-of-another-alphabet: the «{letter}» ({witness}) in «{found}» looks like {like}, and is a letter of
      another alphabet.
      -> type the word again: «{right}».""")
NOT_COMPOSED = kind("""Y09 warning
    losse-accenten: in «{found}» staat een letter met een los accent (geen NFC).
      -> typ de letter met haar accent als één teken.
    loose-accents: «{found}» holds a letter with a loose accent (not NFC).
      -> type the letter with its accent as one character.""")
WRONG_PLACE = kind("""Y11
    bestandsplaats: dit is «{found}», maar het bestand staat op de plaats van «{path}».
      -> pas het id of de versie aan, of verplaats het bestand.
    file-place: this is «{found}», but the file stands in the place of «{path}».
      -> change the id or the version, or move the file.""")
UNKNOWN_FILE = kind("""Y11
    bestand-zonder-plaats: op deze plaats hoort geen YAML-bestand: «{path}». -> {hint}
    file-without-place: no YAML file belongs in this place: «{path}». -> {hint}""")
PATH_TWIN = kind("""Y11
    bijna-zelfde-naam: «{path}» verschilt alleen in hoofdletters van «{other}».
      -> geef een van de twee een andere naam.
    case-twin: «{path}» differs from «{other}» in capitals only. -> give one of the two another name.""")
LINK = kind("""Y11
    verwijzing-op-schijf: «{path}» is een koppeling naar een andere plaats op de schijf.
      -> zet het bestand zelf in het pakket.
    link-on-disk: «{path}» is a link to another place on the disk. -> put the file itself in the pack.""")
NOTHING_FOUND = kind("""Y12
    niets-gevonden: in «{path}» staat geen enkel protocol of gedeeld bestand.
      -> ik zoek <protocol>/<versie>/protocol.yaml en shared/*.yaml.
    nothing-found: «{path}» holds no protocol and no shared file.
      -> I look for <protocol>/<version>/protocol.yaml and shared/*.yaml.""")
UNREADABLE_FILE = kind("""Y12
    bestand-niet-te-openen: «{path}» kan niet geopend worden. -> kijk of het bestaat en of je het mag lezen.
    file-does-not-open: «{path}» cannot be opened. -> see whether it exists and you may read it.""")
UNUSABLE_NUMBER = kind("""Y13
    getal-onbruikbaar: «{found}» is geen getal waarmee te rekenen valt.
      -> schrijf een gewoon getal met hoogstens 18 cijfers; als het een tekst is: zet er aanhalingstekens
      rond.
    unusable-number: «{found}» is no number to reckon with.
      -> write a plain number of at most 18 digits; if it is a text, put it in quotes.""")
TOO_LARGE = kind("""Y14
    te-groot: het bestand telt meer dan {limit} {unit}. -> {hint}
    too-large: the file has more than {limit} {unit}. -> {hint}""")
SEVERAL_DOCUMENTS = kind("""Y15
    meer-dan-een-document: hier begint een tweede document in hetzelfde bestand.
      -> zet het in een eigen bestand, en laat «---» weg.
    more-than-one-document: a second document starts here in the same file.
      -> put it in a file of its own, and leave «---» out.""")
TEXT_CUT = kind("""Y17 warning
    tekst-afgebroken: wat na een spatie met «#» begint, leest YAML niet: «{found}» hoort niet bij de tekst.
      -> zet de hele tekst tussen aanhalingstekens; is het een opmerking, schrijf dan een spatie na «#».
    text-cut-off: what begins with «#» after a space YAML does not read: «{found}» is no part of the text.
      -> put the whole text in quotes; where it is a comment, write a space after «#».""")
EMPTY = kind("""Y16
    leeg-bestand: dit bestand zegt niets. -> vul het aan, of verwijder het.
    empty-file: this file says nothing. -> fill it in, or delete it.""")
