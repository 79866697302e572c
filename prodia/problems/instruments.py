"""P12-P57: what does not fit together in the definition of an instrument."""

from prodia.problems import Kind, Two

ITEM_TWICE = Kind(
    "P12",
    Two("item-dubbel", "item-twice"),
    Two("item «{item}» staat hier twee keer.", "item «{item}» stands here twice."),
    Two("schrap het een keer; een item telt maar één keer.", "delete it once; an item counts only once."),
)
NO_MISSING_RULE = Kind(
    "P13",
    Two("lege-antwoorden-onbepaald", "empty-answers-undecided"),
    Two(
        "schaal «{scale}» zegt niet wat er met lege antwoorden gebeurt.",
        "scale «{scale}» does not say what happens to empty answers.",
    ),
    Two(
        "schrijf bijvoorbeeld «missing: {rule: refuse}»; er is met opzet geen standaard.",
        "write «missing: {rule: refuse}», for instance; there is no default on purpose.",
    ),
)
ITEM_RUN = Kind(
    "P31",
    Two("itemreeks-onleesbaar", "item-run-unreadable"),
    Two("«{found}» is geen reeks van items.", "«{found}» is no run of items."),
    Two(
        "schrijf ze als «q1..q17»: hetzelfde woord, en een getal dat stijgt.",
        "write it as «q1..q17»: the same word, and a number that rises.",
    ),
)
UNKNOWN_ITEM = Kind(
    "P32",
    Two("item-onbekend", "item-unknown"),
    Two("er is geen item «{item}».", "there is no item «{item}»."),
    Two("{hint_nl}", "{hint_en}"),
)
ITEM_SHAPE = Kind(
    "P33",
    Two("item-antwoord", "item-answer"),
    Two(
        "item «{item}» heeft ofwel «answers», ofwel «type».", "item «{item}» has either «answers» or «type»."
    ),
    Two(
        "schrijf «answers: 0..3» voor een keuze, of «type: minutes 0..60» voor een meting.",
        "write «answers: 0..3» for a choice, or «type: minutes 0..60» for a measurement.",
    ),
)
AS_MANY = Kind(
    "P34",
    Two("aantal-verschilt", "numbers-differ"),
    Two("hier staan er {got}, en bij «answers» {want}.", "there are {got} here, and {want} at «answers»."),
    Two("geef er een per antwoord, in dezelfde volgorde.", "give one for each answer, in the same order."),
)
TEXT_NOT_ALLOWED = Kind(
    "P35",
    Two("itemtekst-beschermd", "item-text-protected"),
    Two(
        "de tekst van item «{item}» hoort hier niet: de makers laten enkel «{may}» toe.",
        "the text of item «{item}» does not belong here: its makers allow only «{may}».",
    ),
    Two(
        "schrap «text»; de sleutel is genoeg. Mag het wel, schrijf dan «may: text», met de bron.",
        "delete «text»; the key is enough. If it is allowed, write «may: text», with the source.",
    ),
)
REGISTER_ITEMS = Kind(
    "P36",
    Two("register-met-items", "register-with-items"),
    Two("«may: register» laat geen items toe.", "«may: register» allows no items."),
    Two(
        "schrap de items, of schrijf «may: keys» als sleutel en grenzen verspreid mogen worden.",
        "delete the items, or write «may: keys» where key and cut-offs may be spread.",
    ),
)
FORM_MISSING = Kind(
    "P37",
    Two("formulier-onbepaald", "form-undecided"),
    Two(
        "er staat niet bij van welk formulier de itemnummers zijn.",
        "it does not say of which form the item numbers are.",
    ),
    Two(
        "schrijf «form:» met uitgave en volgorde; er bestaan vaak meer volgordes.",
        "write «form:» with edition and order; there are often several orders.",
    ),
)
SCALE_SHAPE = Kind(
    "P38",
    Two("schaal-onbepaald", "scale-undecided"),
    Two(
        "schaal «{scale}» heeft één van drie: «items» met «score», «is», of enkel «scores».",
        "scale «{scale}» has one of three: «items» with «score», «is», or only «scores».",
    ),
    Two("kies hoe de score ontstaat.", "choose how the score is made."),
)
RULE_LIMIT = Kind(
    "P39",
    Two("grens-van-lege-antwoorden", "limit-of-empty-answers"),
    Two("regel «{rule}» vraagt {wanted_nl}.", "rule «{rule}» wants {wanted_en}."),
    Two("zie «missing» in de handleiding van het formulier.", "see what the manual of the form says."),
)
RULE_SCORE = Kind(
    "P40",
    Two("regel-past-niet", "rule-does-not-fit"),
    Two("regel «{rule}» geeft geen «{score}».", "rule «{rule}» does not make a «{score}»."),
    Two("bij «{score}» past: {fits}.", "what fits «{score}»: {fits}."),
)
COUNT_LEAST = Kind(
    "P41",
    Two("tellen-vanaf", "count-from"),
    Two(
        "«at_least» hoort bij «score: count», en alleen daar.",
        "«at_least» belongs to «score: count», and nowhere else.",
    ),
    Two(
        "schrijf bij «count» vanaf hoeveel punten een item meetelt.",
        "at «count», write from how many points an item counts.",
    ),
)
ZONES_AND_CUTS = Kind(
    "P42",
    Two("zones-en-grenzen", "zones-and-cut-offs"),
    Two(
        "{zones} zones hebben {want} grenzen nodig, en er staan er {got}.",
        "{zones} zones need {want} cut-offs, and there are {got}.",
    ),
    Two("er is één zone meer dan er grenzen zijn.", "there is one zone more than there are cut-offs."),
)
CUTS_RISE = Kind(
    "P43",
    Two("grenzen-stijgen", "cut-offs-rise"),
    Two("de grenzen van «{cuts}» stijgen niet.", "the cut-offs of «{cuts}» do not rise."),
    Two("schrijf ze van laag naar hoog, elk één keer.", "write them from low to high, each once."),
)
CUT_OUTSIDE = Kind(
    "P44",
    Two("grens-buiten-bereik", "cut-off-out-of-reach"),
    Two(
        "grens {at} scheidt niets: de score gaat van {low} tot en met {high}.",
        "cut-off {at} divides nothing: the score runs from {low} to {high}.",
    ),
    Two("kijk de grens na, of de items van de schaal.", "check the cut-off, or the items of the scale."),
)
CUT_BETWEEN = Kind(
    "P45",
    Two("grens-tussen-scores", "cut-off-between-scores"),
    Two(
        "grens {at} ligt tussen twee scores die kunnen ({below} en {above}), en wordt dus nooit precies gehaald.",
        "cut-off {at} lies between two scores that can be ({below} and {above}), so nobody scores it exactly.",
    ),
    Two(
        "klopt dat met de bron? «goes» maakt hier geen verschil.",
        "is that what the source says? «goes» makes no difference here.",
    ),
    "info",
)
ITEM_UNUSED = Kind(
    "P46",
    Two("item-ongebruikt", "item-unused"),
    Two("item «{item}» telt in geen enkele schaal of regel.", "item «{item}» counts in no scale or rule."),
    Two(
        "zet het in een schaal, of schrap het: alleen wat nodig is wordt gevraagd.",
        "put it in a scale, or delete it: only what is needed is asked.",
    ),
    "warning",
)
EXAMPLE_NAME = Kind(
    "P49",
    Two("voorbeeld-onbekend", "example-unknown"),
    Two(
        "een voorbeeld verwacht «{name}», en dat is geen schaal, zone of regel.",
        "an example expects «{name}», and that is no scale, zone or rule.",
    ),
    Two("{hint_nl}", "{hint_en}"),
)
EXAMPLE_FAILS = Kind(
    "P50",
    Two("voorbeeld-klopt-niet", "example-fails"),
    Two(
        "voorbeeld «{says}» verwacht bij «{name}» {want}, en er komt {got} uit.",
        "example «{says}» expects {want} at «{name}», and {got} comes out.",
    ),
    Two(
        "kijk sleutel, grens en voorbeeld na tegen de bron.",
        "check key, cut-off and example against the source.",
    ),
)
NO_EXAMPLE = Kind(
    "P51",
    Two("geen-voorbeeld", "no-example"),
    Two(
        "dit instrument rekent, en heeft geen uitgewerkt voorbeeld.",
        "this instrument is worked out, and has no worked example.",
    ),
    Two(
        "schrijf bij «examples» minstens één ingevuld formulier met wat eruit moet komen.",
        "at «examples», write at least one filled-in form with what must come out.",
    ),
    "warning",
)
REVERSE_MEASURE = Kind(
    "P52",
    Two("omkeren-kan-niet", "cannot-reverse"),
    Two(
        "item «{item}» is een meting; omkeren kan alleen bij een antwoordschaal.",
        "item «{item}» is measured; only an answer scale can be reversed.",
    ),
    Two("haal het uit «reverse».", "take it out of «reverse»."),
)
SAME_NAME = Kind(
    "P54",
    Two("naam-bestaat-al", "name-exists"),
    Two(
        "«{name}» is al de naam van een item of schaal.",
        "«{name}» is the name of an item or a scale already.",
    ),
    Two("kies een andere naam.", "choose another name."),
)
ANSWERS_FORM = Kind(
    "P55",
    Two("antwoordschaal-onleesbaar", "answer-scale-unreadable"),
    Two("dit is geen antwoordschaal.", "this is no answer scale."),
    Two(
        "schrijf «0..3», of een lijst die stijgt zoals «[0, 1, 3, 5]».",
        "write «0..3», or a list that rises such as «[0, 1, 3, 5]».",
    ),
)
MONTHS_FORM = Kind(
    "P56",
    Two("leeftijden-onleesbaar", "ages-unreadable"),
    Two("dit zijn geen leeftijden in maanden.", "these are no ages in months."),
    Two(
        "schrijf voltooide maanden als «72..203»: van en tot en met.",
        "write completed months as «72..203»: from and up to and including.",
    ),
)
ABSENT_FOR_AGE = Kind(
    "P57",
    Two("leeftijd-onbepaald", "age-undecided"),
    Two(
        "er staat niet bij voor welke leeftijden dit instrument is.",
        "it does not say for which ages this instrument is.",
    ),
    Two("schrijf «ages: 48..203», in voltooide maanden.", "write «ages: 48..203», in completed months."),
    "warning",
)
