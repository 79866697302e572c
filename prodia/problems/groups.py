"""M20-M29: why a figure about a group is not there; and what is said about norms and coverage.

Counts of a group may be repeated, a value of one person never.
"""

from prodia.problems import Kind, Two

TOO_FEW_PEOPLE = Kind(
    "M20",
    Two("te-weinig-mensen", "too-few-people"),
    Two(
        "Van {found} mensen zijn de gegevens hier bruikbaar, en er zijn er minstens {least} nodig.",
        "The data of {found} people can be used here, and at least {least} are needed.",
    ),
    Two(
        "neem meer mensen op, of kijk na waarom gegevens ontbreken.",
        "take in more people, or check why data are missing.",
    ),
)
CONSTANT_COLUMN = Kind(
    "M21",
    Two("kolom-zonder-verschil", "constant-column"),
    Two(
        "In de kolom «{column}» heeft iedereen dezelfde waarde.",
        "Everyone has the same value in the column «{column}».",
    ),
    Two(
        "kijk na of de kolom goed is ingelezen, of laat ze weg.",
        "check that the column was read well, or leave it out.",
    ),
)
ONE_ITEM_LEFT = Kind(
    "M22",
    Two("een-item-over", "one-item-left"),
    Two(
        "Zonder dit item blijft er één item over, en één item heeft geen alfa.",
        "Without this item one item is left, and one item has no alpha.",
    ),
    Two(
        "met minstens drie items is te zien wat er zonder één item gebeurt.",
        "with at least three items it shows what happens without one.",
    ),
)
NO_ONE_WITH = Kind(
    "M23",
    Two("niemand-met-kenmerk", "no-one-with"),
    Two(
        "Niemand in deze groep heeft het kenmerk; hoe goed de test het opspoort, is hier niet te zeggen.",
        "No one in this group has the condition; how well the test finds it can not be said here.",
    ),
    Two("neem ook mensen met het kenmerk op.", "take in people with the condition too."),
)
NO_ONE_WITHOUT = Kind(
    "M24",
    Two("iedereen-met-kenmerk", "no-one-without"),
    Two(
        "Iedereen in deze groep heeft het kenmerk; hoe goed de test het uitsluit, is hier niet te zeggen.",
        "Everyone in this group has the condition; how well the test rules it out can not be said here.",
    ),
    Two("neem ook mensen zonder het kenmerk op.", "take in people without the condition too."),
)
NO_POSITIVE_TEST = Kind(
    "M25",
    Two("geen-positieve-uitslag", "no-positive-test"),
    Two(
        "Bij deze grens heeft niemand een positieve uitslag; wat zo'n uitslag waard is, is niet te zeggen.",
        "At this cut-off no one tests positive; what such a result is worth can not be said.",
    ),
    Two("kies een andere grens, of een grotere groep.", "choose another cut-off, or a larger group."),
)
NO_NEGATIVE_TEST = Kind(
    "M26",
    Two("geen-negatieve-uitslag", "no-negative-test"),
    Two(
        "Bij deze grens heeft niemand een negatieve uitslag; wat zo'n uitslag waard is, is niet te zeggen.",
        "At this cut-off no one tests negative; what such a result is worth can not be said.",
    ),
    Two("kies een andere grens, of een grotere groep.", "choose another cut-off, or a larger group."),
)
NO_LIMIT = Kind(
    "M27",
    Two("verhouding-zonder-grens", "ratio-without-limit"),
    Two(
        "Onder de deelstreep van deze verhouding staat nul; ze is niet te berekenen.",
        "This ratio would be divided by zero; it can not be worked out.",
    ),
    Two(
        "lees de tellingen zelf, of neem een grotere groep; er wordt niets bijgeteld.",
        "read the counts themselves, or take a larger group; nothing is added to them.",
    ),
)
ALL_EQUAL = Kind(
    "M28",
    Two("alle-scores-gelijk", "all-scores-equal"),
    Two(
        "Alle scores van deze groep zijn gelijk; over de normen zegt dat niets.",
        "All scores of this group are equal; that says nothing about the norms.",
    ),
    Two("kijk na of de scores goed zijn ingelezen.", "check that the scores were read well."),
)

# Whether the norms fit a group (prodia/scoring/fit.py).
MEAN = Two(
    "De groep scoort gemiddeld {size} SD {side} dan de normgroep ({level} %-interval van {low} tot {high}), "
    "met een spreiding van {sd} SD ({sd_low} tot {sd_high}).",
    "The group scores {size} SD {side} than the norm group on average ({level}% interval from {low} to {high}), "
    "with a spread of {sd} SD ({sd_low} to {sd_high}).",
)
HIGHER, LOWER = Two("hoger", "higher"), Two("lager", "lower")
FITS = Two(
    "Er is geen aanwijzing dat de normen niet bij deze groep passen.",
    "There is no sign that the norms do not fit this group.",
)
MISFITS = Two(
    "De normen passen niet zonder meer bij deze groep: ze verschilt van de normgroep in {aspects}.",
    "The norms do not simply fit this group: it differs from the norm group in {aspects}.",
)
AND = Two("en", "and")
ASPECTS = {
    "mean": Two("gemiddelde", "mean"),
    "spread": Two("spreiding", "spread"),
    "distribution": Two("verdeling", "distribution"),
}
TOO_FEW_TO_SAY = Two(
    "Met {n} scores (minder dan {least}) zijn er te weinig om te zeggen of de normen passen.",
    "With {n} scores (fewer than {least}) there are too few to say whether the norms fit.",
)
NO_RANDOM_SAMPLE = Two(
    "Een klas of school is geen toevalssteekproef: een verschil bewijst niet dat de normen fout zijn, "
    "en geen verschil bewijst niet dat ze juist zijn.",
    "A class or school is no random sample: a difference does not prove that the norms are wrong, "
    "and no difference does not prove that they are right.",
)
MANY_LOOKS = Two(
    "Hier is {looks} keer gekeken; door toeval alleen vallen er dan gemiddeld ongeveer {chance} op.",
    "This is {looks} looks; by chance alone about {chance} of them stand out on average.",
)

# Which broad abilities a battery covers (prodia/scoring/coverage.py).
GENERAL = Two(
    "Algemeen: {n} brede vaardigheden ({covered}), minstens {least} nodig, waaronder {required}.",
    "General: {n} broad abilities ({covered}), at least {least} needed, with {required} among them.",
)
LIMITED_GENERAL = Two(
    "Beperkt algemeen: {required} zijn erbij, maar met {n} brede vaardigheden ({covered}) zijn het er minder "
    "dan {least}.",
    "Limited general: {required} are among them, but {n} broad abilities ({covered}) are fewer than {least}.",
)
SPECIFIC = Two(
    "Specifiek, want zonder {lacking}. Een totaalscore zegt alleen iets over wat gemeten is ({covered}).",
    "Specific, being without {lacking}. A total score only speaks of what was measured ({covered}).",
)
NOTHING_COVERED = Two("niets", "nothing")
ADD_PROFILE = Two(
    "Voeg bij het verslag altijd een profiel van sterke en zwakke kanten.",
    "Always add a profile of strengths and weaknesses to the report.",
)
ONE_SUBTEST = Two(
    "Door één subtest gedekt, dus smal gemeten: {abilities}.",
    "Covered by one subtest, so measured narrowly: {abilities}.",
)
ACROSS_TESTS = Two(
    "Dit is de dekking van {tests} samen. Hun scores komen van verschillende normgroepen; er is geen "
    "totaalscore over de tests heen.",
    "This is what {tests} cover together. Their scores come from different norm groups; there is no total "
    "score across tests.",
)
