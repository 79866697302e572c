"""N: language and translation."""

from prodia.problems import Kind, Two

EMPTY_TEXT = Kind(
    "N01",
    Two("tekst-ontbreekt", "text-missing"),
    Two("hier hoort een tekst, en er staat niets.", "a text belongs here, and there is none."),
    Two("schrijf de tekst, of laat het veld weg.", "write the text, or leave the field out."),
)
MISSING = Kind(
    "N02",
    Two("vertaling-ontbreekt", "translation-missing"),
    Two("«{key}» heeft geen vertaling ({lang}).", "«{key}» has no translation ({lang})."),
    Two(
        "schrijf in locale/{lang}.po bij «{key}» de vertaling achter msgstr.",
        "in locale/{lang}.po, write the translation after msgstr at «{key}».",
    ),
    severity="warning",
)
STALE = Kind(
    "N03",
    Two("vertaling-verouderd", "translation-stale"),
    Two(
        "de brontekst van «{key}» is veranderd sinds de vertaling ({lang}).",
        "the source text of «{key}» has changed since its translation ({lang}).",
    ),
    Two(
        "zet in dit bestand de nieuwe Nederlandse tekst achter msgid en de nieuwe vertaling achter msgstr, en schrap een regel met «fuzzy».",
        "in this file, put the new Dutch text after msgid and the new translation after msgstr, and delete a line with «fuzzy».",
    ),
    severity="warning",
)
PLACEHOLDERS = Kind(
    "N04",
    Two("plaatshouder-klopt-niet", "placeholder-mismatch"),
    Two(
        "de vertaling van «{key}» heeft {got} waar de bron {want} heeft.",
        "the translation of «{key}» has {got} where the source has {want}.",
    ),
    Two("neem elke plaatshouder letterlijk over.", "copy every placeholder literally."),
)
ORPHAN = Kind(
    "N05",
    Two("vertaling-wees", "orphan-translation"),
    Two("er bestaat geen tekst «{key}» meer.", "there is no text «{key}» any more."),
    Two("schrap deze vertaling.", "delete this translation."),
    severity="info",
)
LANGUAGE = Kind(
    "N06",
    Two("taalcode", "language-code"),
    Two("«{found}» is geen taal waarin we vertalen.", "«{found}» is no language we translate into."),
    Two("noem het bestand en.po.", "name the file en.po."),
)
PO_SYNTAX = Kind(
    "N17",
    Two("po-onleesbaar", "unreadable-po"),
    Two("dit vertaalbestand is hier niet te lezen.", "this translation file cannot be read here."),
    Two(
        'elke tekst staat tussen "..." achter msgctxt, msgid of msgstr.',
        'every text stands between "..." after msgctxt, msgid or msgstr.',
    ),
)
TWICE = Kind(
    "N18",
    Two("vertaling-dubbel", "translation-twice"),
    Two("«{key}» is hier een tweede keer vertaald.", "«{key}» is translated here a second time."),
    Two("schrap een van de twee.", "delete one of the two."),
)
