"""M01-M49: why there is no score. A value of the pupil is never repeated; what the definition asks is."""

from prodia.problems import Kind, Two

TOO_MANY_EMPTY = Kind(
    "M01",
    Two("te-veel-leeg", "too-many-empty"),
    Two(
        "Te veel antwoorden zijn leeg voor deze score (regel {rule}, {items} items).",
        "Too many answers are empty for this score (rule {rule}, {items} items).",
    ),
    Two(
        "vul de lege antwoorden aan; er is minstens {least} keer een antwoord nodig.",
        "fill in the empty answers; at least {least} are needed.",
    ),
)
ANSWER_OUTSIDE = Kind(
    "M02",
    Two("antwoord-buiten-schaal", "answer-off-scale"),
    Two(
        "Het antwoord op item «{item}» hoort niet bij zijn antwoordschaal ({scale}).",
        "The answer to item «{item}» is not on its answer scale ({scale}).",
    ),
    Two(
        "kijk het antwoord na op het formulier; zonder dat is er geen score.",
        "check the answer on the form; without it there is no score.",
    ),
)
BEFORE_BIRTH = Kind(
    "M04",
    Two("test-voor-geboorte", "test-before-birth"),
    Two(
        "De dag van de meting ligt vóór de geboortedatum.",
        "The day of the measurement lies before the date of birth.",
    ),
    Two(
        "kijk beide datums na; dag en maand raken soms verwisseld.",
        "check both dates; day and month are sometimes swapped.",
    ),
)
AGE_OUTSIDE = Kind(
    "M05",
    Two("leeftijd-buiten-normen", "age-outside-norms"),
    Two(
        "De normen gaan van {first} tot en met {last} maanden, en de leeftijd valt daarbuiten.",
        "The norms run from {first} to {last} months, and the age lies outside.",
    ),
    Two(
        "gebruik normen voor deze leeftijd, of rapporteer geen score.",
        "use norms for this age, or report no score.",
    ),
)
AGE_IN_HOLE = Kind(
    "M06",
    Two("leeftijd-tussen-banden", "age-between-bands"),
    Two(
        "De leeftijd valt tussen twee leeftijdsbanden: {before} en {after} maanden.",
        "The age falls between two age bands: {before} and {after} months.",
    ),
    Two(
        "kijk de normtabel na; de banden horen op elkaar aan te sluiten.",
        "check the norm table; the bands should follow on each other.",
    ),
)
RAW_OUTSIDE = Kind(
    "M07",
    Two("ruwe-score-buiten-tabel", "raw-outside-table"),
    Two(
        "De ruwe score staat niet in de normtabel ({first} tot en met {last}).",
        "The raw score is not in the norm table ({first} to {last}).",
    ),
    Two(
        "kijk de ruwe score na; staat ze goed, dan is er geen genormeerde score.",
        "check the raw score; if it is right, there is no normed score.",
    ),
)
NOT_MONOTONE = Kind(
    "M08",
    Two("norm-niet-stijgend", "norm-not-rising"),
    Two(
        "Het normmodel stijgt op deze leeftijd niet overal mee met de vaardigheid.",
        "At this age the norm model does not rise everywhere with ability.",
    ),
    Two(
        "gebruik het model alleen op de leeftijden waarvoor het is nagekeken.",
        "use the model only at the ages it has been checked for.",
    ),
)
RAW_UNREACHED = Kind(
    "M09",
    Two("ruwe-score-onbereikt", "raw-not-reached"),
    Two(
        "Het normmodel bereikt deze ruwe score niet tussen normscore {first} en {last}.",
        "The norm model does not reach this raw score between norm score {first} and {last}.",
    ),
    Two(
        "rapporteer «lager dan {first}» of «hoger dan {last}», of geen score.",
        "report «below {first}» or «above {last}», or no score.",
    ),
)
NO_VALUE = Kind(
    "M10",
    Two("geen-waarde", "no-value"),
    Two("Er is geen waarde om een score van te maken.", "There is no value to make a score of."),
    Two("noteer eerst de waarde.", "enter the value first."),
)
NO_SPREAD = Kind(
    "M11",
    Two("geen-spreiding", "no-spread"),
    Two(
        "De gegevens verschillen niet genoeg van elkaar om {what} te berekenen.",
        "The data do not differ enough to work out {what}.",
    ),
    Two(
        "er zijn meer, of meer verschillende, gegevens nodig.",
        "more data, or data that differ more, are needed.",
    ),
)
SCORE_OUTSIDE = Kind(
    "M13",
    Two("score-buiten-tabel", "score-outside-table"),
    Two(
        "De score valt buiten wat de tabel beschrijft ({first} tot en met {last}).",
        "The score lies outside what the table describes ({first} to {last}).",
    ),
    Two(
        "kijk na of score en tabel van dezelfde schaal zijn.",
        "check that score and table are of the same scale.",
    ),
)
