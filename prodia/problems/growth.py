"""W: growth. Why a measure has no score, what to know about one that has, and a norm file that is refused.

The measure and the age of a child are never repeated, only what the norms hold.
"""

from prodia.problems import Kind, Two

AGE_MISSING = Kind(
    "W01",
    Two("leeftijd-ontbreekt", "age-missing"),
    Two(
        "Zonder leeftijd geeft {norms} geen score voor {measure}.",
        "Without an age {norms} gives no score for {measure}.",
    ),
    Two(
        "geef de leeftijd in decimale maanden: dagen gedeeld door 30,4375.",
        "give the age in decimal months: days divided by 30.4375.",
    ),
)
AGE_OUTSIDE = Kind(
    "W02",
    Two("leeftijd-buiten-normen", "age-outside-norms"),
    Two(
        "{norms} geldt voor {measure} van {first} tot en met {last} maanden; deze leeftijd valt erbuiten.",
        "{norms} holds for {measure} from {first} to {last} months; this age lies outside.",
    ),
    Two(
        "neem normen voor deze leeftijd; er wordt niets doorgetrokken.",
        "take norms for this age; nothing is extrapolated.",
    ),
)
NO_MEASURE = Kind(
    "W03",
    Two("maat-ontbreekt", "measure-missing"),
    Two("Voor {measure} is geen positief getal gegeven.", "No positive number is given for {measure}."),
    Two(
        "geef de maat in {unit}, met een punt voor decimalen.",
        "give the measure in {unit}, with a point for decimals.",
    ),
)
NO_CURVE = Kind(
    "W04",
    Two("geen-curve", "no-curve"),
    Two(
        "{norms} heeft voor {measure} geen curve voor dit geslacht of zonder geslacht.",
        "{norms} has no curve of {measure} for this sex or without a sex.",
    ),
    Two("geef m of f; curves zijn er voor: {known}.", "give m or f; there are curves for: {known}."),
)
NO_NUMBER = Kind(
    "W05",
    Two("buiten-de-formule", "beyond-the-formula"),
    Two(
        "Zo ver van de mediaan geeft de formule voor {measure} geen getal.",
        "This far from the median the formula for {measure} gives no number.",
    ),
    Two("kijk de maat en de eenheid ({unit}) na.", "check the measure and its unit ({unit})."),
)
NO_METHOD = Kind(
    "W06",
    Two("methode-kan-niet", "no-such-method"),
    Two("«{method}» is geen methode van deze normen.", "«{method}» is no method of these norms."),
    Two(
        "groeinormen kunnen met: {known}; andere normen hebben geen methode.",
        "growth norms can be used with: {known}; other norms have no method.",
    ),
)
EXTENDED = Kind(
    "W10",
    Two("verlengde-staart", "extended-tail"),
    Two(
        "Vanaf percentiel {percentile} komt de score uit de verlengde staart, niet uit de curve zelf.",
        "From percentile {percentile} the score comes from the extended tail, not from the curve itself.",
    ),
    Two(
        "vergelijk ze niet met scores zonder verlenging.", "do not compare it with scores without extension."
    ),
    "info",
)
RESTRICTED = Kind(
    "W11",
    Two("voorbij-3-sd", "beyond-3-sd"),
    Two(
        "Voorbij 3 SD is de score in stappen van de laatste SD geteld.",
        "Beyond 3 SD the score is counted in steps of the last SD.",
    ),
    Two(
        "lees ze als «meer dan 3 SD»; een percentiel hoort er niet bij.",
        "read it as «more than 3 SD»; there is no percentile to it.",
    ),
    "info",
)
MODIFIED = Kind(
    "W12",
    Two("aangepaste-z", "modified-z"),
    Two(
        "Dit is een aangepaste z, om onwaarschijnlijke maten te vinden; een percentiel hoort er niet bij.",
        "This is a modified z, to find implausible measures; there is no percentile to it.",
    ),
    Two("neem voor een oordeel over groei de gewone z.", "take the ordinary z to judge growth."),
    "info",
)
DIGEST = Kind(
    "W20",
    Two("ander-bestand", "another-file"),
    Two(
        "Dit bestand is niet wat verwacht was: sha256 is {found}.",
        "This file is not the one expected: sha256 is {found}.",
    ),
    Two(
        "verwacht was {wanted}; haal het bestand opnieuw, of noem deze som als dit het juiste is.",
        "expected was {wanted}; fetch the file again, or name this sum if this is the right one.",
    ),
)
COLUMNS = Kind(
    "W21",
    Two("kolom-ontbreekt", "column-missing"),
    Two(
        "Kolom {missing} ontbreekt of staat er twee keer.",
        "Column {missing} is missing or stands there twice.",
    ),
    Two("de eerste regel noemt de kolommen: {wanted}.", "the first line names the columns: {wanted}."),
)
CELL = Kind(
    "W22",
    Two("cel-onleesbaar", "cell-unreadable"),
    Two("In kolom {column} staat «{witness}».", "Column {column} holds «{witness}»."),
    Two("hier hoort {wanted_nl}.", "what belongs here: {wanted_en}."),
)
AGES = Kind(
    "W23",
    Two("leeftijden-sluiten-niet", "ages-do-not-join"),
    Two(
        "De rij van {age} sluit niet aan op de vorige rij van {measure} ({sex}).",
        "The row of {age} does not join the row before it of {measure} ({sex}).",
    ),
    Two(
        "de leeftijden stijgen, elk één keer, zonder gat, en buurrijen zeggen hetzelfde.",
        "ages rise, each once, without a gap, and neighbouring rows say the same.",
    ),
)
NO_ROWS = Kind(
    "W24",
    Two("geen-rijen", "no-rows"),
    Two("Er zijn geen twee rijen voor {measure} ({sex}).", "There are no two rows for {measure} ({sex})."),
    Two(
        "kijk na of dit de tabel is van deze maat, met beide geslachten.",
        "see whether this is the table of this measure, with both sexes.",
    ),
)
