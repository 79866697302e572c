"""P47-P74: what does not fit together in the rules by which a test begins and stops."""

from prodia.problems import Kind, Two

STOP_FITS = Kind(
    "P47",
    Two("stopregel-onvolledig", "stop-rule-incomplete"),
    Two("«{one}» en «{other}» horen samen.", "«{one}» and «{other}» belong together."),
    Two("schrijf ze allebei, of geen van beide.", "write both, or neither."),
)
STARTS_CLASH = Kind(
    "P48",
    Two("startpunten-botsen", "starts-clash"),
    Two(
        "twee startpunten gelden voor dezelfde leeftijd ({months} maanden).",
        "two starts hold for the same age ({months} months).",
    ),
    Two("laat de leeftijden op elkaar aansluiten.", "let the ages follow on each other."),
)
STOP_MEASURE = Kind(
    "P53",
    Two("stopregel-en-score", "stop-rule-and-score"),
    Two(
        "een schaal met «stop» is een som van punten, met «refuse» voor lege items.",
        "a scale with «stop» is a sum of points, with «refuse» for empty items.",
    ),
    Two(
        "schrijf «score: sum» en «missing: {rule: refuse}», zonder gewichten.",
        "write «score: sum» and «missing: {rule: refuse}», without weights.",
    ),
)
SETS_ALONE = Kind(
    "P70",
    Two("blokken-en-stopregel", "sets-and-stop-rule"),
    Two(
        "een test in blokken («sets») heeft geen «{rule}».",
        "a test in sets («sets») has no «{rule}».",
    ),
    Two(
        "zeg per blok wanneer er teruggegaan of verdergegaan wordt, en schrap «{rule}».",
        "say of each set when to go back or on, and delete «{rule}».",
    ),
)
SETS_WHOLE = Kind(
    "P71",
    Two("blokken-en-items", "sets-and-items"),
    Two(
        "de blokken samen zijn niet de items van de schaal in hun volgorde: hier hoort «{item}».",
        "the sets together are not the items of the scale in their order: «{item}» belongs here.",
    ),
    Two(
        "zet elk item van de schaal in één blok, in de volgorde van de test.",
        "put every item of the scale in one set, in the order of the test.",
    ),
)
SET_END = Kind(
    "P72",
    Two("blok-aan-het-einde", "set-at-the-end"),
    Two(
        "«{rule}» zegt hier niets: er is geen blok om naartoe te gaan.",
        "«{rule}» says nothing here: there is no set to go to.",
    ),
    Two("schrap het.", "delete it."),
)
SET_BOTH_WAYS = Kind(
    "P73",
    Two("blok-beide-kanten", "set-both-ways"),
    Two(
        "met {back} punten gaat dit blok terug én verder.",
        "with {back} points this set goes both back and on.",
    ),
    Two(
        "laat «back_at_most» onder «on_at_least» liggen.",
        "let «back_at_most» lie below «on_at_least».",
    ),
)
SET_START = Kind(
    "P74",
    Two("start-in-een-blok", "start-within-a-set"),
    Two(
        "«{item}» is niet het eerste item van een blok, en een blok wordt in zijn geheel afgenomen.",
        "«{item}» is not the first item of a set, and a set is given as a whole.",
    ),
    Two("begin bij een van: {known}.", "begin at one of: {known}."),
)
