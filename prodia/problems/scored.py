"""M30-M49: why a score has no normed score or zone, and what to know about one that has."""

from prodia.problems import Kind, Two

NO_AGE = Kind(
    "M30",
    Two("leeftijd-onbekend", "age-unknown"),
    Two(
        "Zonder leeftijd geven de normen {norms} geen score.",
        "Without an age the norms {norms} give no score.",
    ),
    Two(
        "geef de geboortedatum en de dag van de meting.",
        "give the date of birth and the day of the measurement.",
    ),
)
NO_KEY = Kind(
    "M31",
    Two("kenmerk-onbekend", "key-unknown"),
    Two(
        "De normen {norms} vragen «{key}», en dat is niet gegeven.",
        "The norms {norms} ask «{key}», and it is not given.",
    ),
    Two("geef «{key}»: {known}.", "give «{key}»: {known}."),
)
NO_GROUP = Kind(
    "M32",
    Two("geen-normgroep", "no-norm-group"),
    Two(
        "De normen {norms} hebben geen groep voor deze {keys}.",
        "The norms {norms} have no group for this {keys}.",
    ),
    Two("er zijn groepen voor: {known}.", "there are groups for: {known}."),
)
NO_ROWS_FOR = Kind(
    "M33",
    Two("schaal-zonder-normen", "scale-without-norms"),
    Two("De normen {norms} gaan niet over deze schaal.", "The norms {norms} are not about this scale."),
    Two("neem normen voor deze schaal.", "take norms for this scale."),
    "info",
)
PRINTED_EMPTY = Kind(
    "M34",
    Two("cel-leeg-in-tabel", "cell-empty-in-table"),
    Two("De normtabel geeft hier geen {scale}.", "The norm table gives no {scale} here."),
    Two("neem een andere schaal van dezelfde rij.", "take another scale of the same row."),
    "info",
)
BEYOND_AGE = Kind(
    "M35",
    Two("buiten-de-leeftijden", "beyond-the-ages"),
    Two(
        "Dit instrument is bedoeld van {first} tot en met {last} maanden; deze leeftijd valt erbuiten.",
        "This instrument is meant from {first} to {last} months; this age lies outside.",
    ),
    Two(
        "lees de score met voorbehoud, of neem een ander instrument.",
        "read the score with reserve, or take another instrument.",
    ),
    "warning",
)
NEAREST_BAND = Kind(
    "M36",
    Two("dichtstbijzijnde-band", "nearest-band"),
    Two(
        "De leeftijd valt buiten de normen; de dichtstbijzijnde band ({band} maanden) is genomen.",
        "The age lies outside the norms; the nearest band ({band} months) was taken.",
    ),
    Two(
        "de normen zeggen dat dit mag; lees de score als een schatting.",
        "the norms say that this is allowed; read the score as an estimate.",
    ),
    "warning",
)
MIDDLE_OF_MONTH = Kind(
    "M37",
    Two("midden-van-de-maand", "middle-of-the-month"),
    Two(
        "Enkel de voltooide maanden zijn bekend; er is met het midden van de maand gerekend.",
        "Only the completed months are known; the middle of the month was taken.",
    ),
    Two("geef de geboortedatum voor een juistere leeftijd.", "give the date of birth for a more exact age."),
    "info",
)
ANSWERS_EMPTY = Kind(
    "M38",
    Two("leeg-ingevuld", "empty-filled"),
    Two(
        "{missing} van {items} items zijn leeg; ze zijn ingevuld volgens de regel {rule}.",
        "{missing} of {items} items are empty; they were filled in by the rule {rule}.",
    ),
    Two("lees de score als een schatting.", "read the score as an estimate."),
    "info",
)
OPEN_ENDED = Kind(
    "M39",
    Two("open-einde", "open-ended"),
    Two(
        "De tabel is hier open: {scale} is {side}{value}.",
        "The table is open here: {scale} is {side}{value}.",
    ),
    Two("reken er niet mee verder.", "do not calculate on with it."),
    "info",
)
NO_ZONE = Kind(
    "M40",
    Two("geen-zone", "no-zone"),
    Two("Er is geen {on} om de zone van te bepalen.", "There is no {on} to find the zone of."),
    Two(
        "de grens staat op de genormeerde score; zorg eerst voor die.",
        "the cut-off is on the normed score; see to that first.",
    ),
)
NOT_FOR_AGE = Kind(
    "M41",
    Two("grens-voor-andere-leeftijd", "cut-off-for-another-age"),
    Two(
        "Deze grenzen gelden van {first} tot en met {last} maanden.",
        "These cut-offs hold from {first} to {last} months.",
    ),
    Two("neem de grenzen voor deze leeftijd.", "take the cut-offs for this age."),
    "info",
)
NOT_COMPUTED = Kind(
    "M42",
    Two("niet-te-berekenen", "can-not-be-worked-out"),
    Two(
        "Een score waar deze op steunt, is er niet: {names}.",
        "A score that this one rests on is not there: {names}.",
    ),
    Two("vul eerst aan wat daar ontbreekt.", "first add what is missing there."),
)
ADMINISTRATION_OPEN = Kind(
    "M43",
    Two("afname-niet-af", "administration-open"),
    Two(
        "De afname is niet af: item «{item}» moet nog.",
        "The administration is not finished: item «{item}» is still to come.",
    ),
    Two("neem dat item af, of noteer het resultaat.", "give that item, or note its result."),
)
NO_START = Kind(
    "M44",
    Two("startpunt-onbekend", "start-unknown"),
    Two(
        "Zonder leeftijd, of voor deze leeftijd, is het startpunt niet bekend.",
        "Without an age, or for this age, the start is not known.",
    ),
    Two("geef de leeftijd, of het startpunt zelf.", "give the age, or the start itself."),
)
FORM_TOO_EMPTY = Kind(
    "M46",
    Two("formulier-te-leeg", "form-too-empty"),
    Two(
        "Op het hele formulier mogen hoogstens {most} items leeg zijn.",
        "On the whole form at most {most} items may be empty.",
    ),
    Two(
        "vul de lege antwoorden aan; anders is er geen score.",
        "fill in the empty answers; without them there is no score.",
    ),
)
AS_PRINTED_ONLY = Kind(
    "M45",
    Two("neem-over-zoals-gedrukt", "take-over-as-printed"),
    Two(
        "Deze schaal wordt niet berekend: neem de score over zoals ze gedrukt staat.",
        "This scale is not worked out: take the score over as it is printed.",
    ),
    Two("van deze test zijn sleutel en normen niet vrij.", "key and norms of this test are not free."),
    "info",
)
