"""What is said about a profile, about norms in a group and about what a battery covers."""

from prodia.words import Words

# The analysis of a profile.
COMPOSITE = Words(
    "De samengestelde score van {n} scores is {value} (betrouwbaarheid {reliability}; {level} %-interval "
    "van {low} tot {high}, {kind}).",
    "The composite of {n} scores is {value} (reliability {reliability}; {level} % interval from {low} to "
    "{high}, {kind}).",
)
UNITY = Words(
    "De hoogste en de laagste score liggen {range} uit elkaar; bij {p} van de normgroep is dat zo veel of "
    "meer.",
    "The highest and the lowest score lie {range} apart; in {p} of the norm group it is as much or more.",
)
SCORE = Words(
    "{id}: {value} ({level} %-interval van {low} tot {high}, {kind}); met de andere scores erbij is de ware "
    "score geschat op {true} ({true_low} tot {true_high}).",
    "{id}: {value} ({level} % interval from {low} to {high}, {kind}); with the other scores taken in, the "
    "true score is estimated at {true} ({true_low} to {true_high}).",
)
ABOVE_MEAN = Words(
    "Betrouwbaar hoger dan het gemiddelde van alle scores ({mean}): {ids}.",
    "Reliably higher than the mean of all scores ({mean}): {ids}.",
)
BELOW_MEAN = Words(
    "Betrouwbaar lager dan het gemiddelde van alle scores ({mean}): {ids}.",
    "Reliably lower than the mean of all scores ({mean}): {ids}.",
)
AT_MEAN = Words(
    "Geen enkele score wijkt betrouwbaar af van het gemiddelde van alle scores ({mean}).",
    "No score differs reliably from the mean of all scores ({mean}).",
)
RELIABLE = Words(
    "{high} ligt {d} hoger dan {low}, en dat is betrouwbaar (vanaf {critical}); zo ver of verder liggen ze "
    "uit elkaar bij {p} van de normgroep.",
    "{high} lies {d} above {low}, and that is reliable (from {critical} on); they lie as far apart or "
    "further in {p} of the norm group.",
)
NOT_RELIABLE = Words("Niet betrouwbaar verschillend: {pairs}.", "Not reliably different: {pairs}.")
MANY_PAIRS = Words(
    "Van {n} vergelijkingen van twee scores lijken er door meetfout alleen gemiddeld hoogstens {chance} "
    "betrouwbaar.",
    "Of {n} comparisons of two scores, error of measurement alone makes at most {chance} look reliable on "
    "average.",
)
LOW_NONE = Words(
    "Geen van de {k} scores is laag ({cut}); bij {p} van de normgroep is er minstens één.",
    "None of the {k} scores is low ({cut}); in {p} of the norm group there is at least one.",
)
LOW_ONE = Words(
    "1 van {k} scores is laag ({cut}); bij {p} van de normgroep is er minstens één.",
    "1 of {k} scores is low ({cut}); in {p} of the norm group there is at least one.",
)
LOW_MANY = Words(
    "{n} van {k} scores zijn laag ({cut}); bij {p} van de normgroep zijn er zo veel of meer.",
    "{n} of {k} scores are low ({cut}); in {p} of the norm group there are as many or more.",
)
LOW_ARE = Words("Laag: {ids}.", "Low: {ids}.")
AT_MOST = Words("hoogstens pc {pc}", "at most percentile {pc}")
BELOW = Words("onder pc {pc}", "below percentile {pc}")
ABSENT = Words("Zonder score, en dus niet meegeteld: {ids}.", "Without a score, and so left out: {ids}.")
NORMAL = Words(
    "De percentages gaan uit van normaal verdeelde scores die zo samenhangen als hier is opgegeven.",
    "The percentages assume normally distributed scores that go together as was stated here.",
)
FEWEST = Words("minder dan 0,1 %", "less than 0.1 %")
MOST = Words("meer dan 99,9 %", "more than 99.9 %")


# Whether the norms fit a group (prodia/psychometrics/fit.py).
MEAN = Words(
    "De groep scoort gemiddeld {size} SD {side} dan de normgroep ({level} %-interval van {low} tot {high}), "
    "met een spreiding van {sd} SD ({sd_low} tot {sd_high}).",
    "The group scores {size} SD {side} than the norm group on average ({level}% interval from {low} to "
    "{high}), with a spread of {sd} SD ({sd_low} to {sd_high}).",
)
HIGHER, LOWER = Words("hoger", "higher"), Words("lager", "lower")
FITS = Words(
    "Er is geen aanwijzing dat de normen niet bij deze groep passen.",
    "There is no sign that the norms do not fit this group.",
)
MISFITS = Words(
    "De normen passen niet zonder meer bij deze groep: ze verschilt van de normgroep in {aspects}.",
    "The norms do not simply fit this group: it differs from the norm group in {aspects}.",
)
ASPECTS = {
    "mean": Words("gemiddelde", "mean"),
    "spread": Words("spreiding", "spread"),
    "distribution": Words("verdeling", "distribution"),
}
TOO_FEW_TO_SAY = Words(
    "Met {n} scores (minder dan {least}) zijn er te weinig om te zeggen of de normen passen.",
    "With {n} scores (fewer than {least}) there are too few to say whether the norms fit.",
)
NO_RANDOM_SAMPLE = Words(
    "Een klas of school is geen toevalssteekproef: een verschil bewijst niet dat de normen fout zijn, en "
    "geen verschil bewijst niet dat ze juist zijn.",
    "A class or school is no random sample: a difference does not prove that the norms are wrong, and no "
    "difference does not prove that they are right.",
)
MANY_LOOKS = Words(
    "Hier is {looks} keer gekeken; door toeval alleen vallen er dan gemiddeld ongeveer {chance} op.",
    "This is {looks} looks; by chance alone about {chance} of them stand out on average.",
)
# Which broad abilities a battery covers (prodia/psychometrics/coverage.py).
GENERAL = Words(
    "Algemeen: {n} brede vaardigheden ({covered}), minstens {least} nodig, waaronder {required}.",
    "General: {n} broad abilities ({covered}), at least {least} needed, with {required} among them.",
)
LIMITED_GENERAL = Words(
    "Beperkt algemeen: {required} zijn erbij, maar met {n} brede vaardigheden ({covered}) zijn het er "
    "minder dan {least}.",
    "Limited general: {required} are among them, but {n} broad abilities ({covered}) are fewer than {least}.",
)
SPECIFIC = Words(
    "Specifiek, want zonder {lacking}. Een totaalscore zegt alleen iets over wat gemeten is ({covered}).",
    "Specific, being without {lacking}. A total score only speaks of what was measured ({covered}).",
)
NOTHING_COVERED = Words("niets", "nothing")
ADD_PROFILE = Words(
    "Voeg bij het verslag altijd een profiel van sterke en zwakke kanten.",
    "Always add a profile of strengths and weaknesses to the report.",
)
ONE_SUBTEST = Words(
    "Door één subtest gedekt, dus smal gemeten: {abilities}.",
    "Covered by one subtest, so measured narrowly: {abilities}.",
)
ACROSS_TESTS = Words(
    "Dit is de dekking van {tests} samen. Hun scores komen van verschillende normgroepen; er is geen "
    "totaalscore over de tests heen.",
    "This is what {tests} cover together. Their scores come from different norm groups; there is no total "
    "score across tests.",
)

# Answers of a form that matter by themselves.

FLAG = Words("Eerst lezen: {says} ({item}). {do}", "Read first: {says} ({item}). {do}")
FLAG_OPEN = Words(
    "Niet te zeggen: {says} ({item}), want dat antwoord is er niet of is onleesbaar. Vraag het na.",
    "Cannot be told: {says} ({item}), for that answer is not there or can not be read. Ask for it.",
)
