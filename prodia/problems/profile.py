"""M14: why a profile has no analysis; and the sentences about one that has (prodia/scoring/profile.py)."""

from prodia.problems import Kind, Two

TOO_FEW_SCORES = Kind(
    "M14",
    Two("te-weinig-scores", "too-few-scores"),
    Two(
        "Bruikbare scores in dit profiel: {found}; er zijn er minstens {least} nodig.",
        "Scores of this profile that can be used: {found}; at least {least} are needed.",
    ),
    Two(
        "vul de ontbrekende scores aan, of lees de score op zichzelf.",
        "enter the missing scores, or read the score by itself.",
    ),
)

COMPOSITE = Two(
    "De samengestelde score van {n} scores is {value} (betrouwbaarheid {reliability}; {level} %-interval van "
    "{low} tot {high}, {kind}).",
    "The composite of {n} scores is {value} (reliability {reliability}; {level} % interval from {low} to "
    "{high}, {kind}).",
)
UNITY = Two(
    "De hoogste en de laagste score liggen {range} uit elkaar; bij {p} van de normgroep is dat zo veel of meer.",
    "The highest and the lowest score lie {range} apart; in {p} of the norm group it is as much or more.",
)
SCORE = Two(
    "{id}: {value} ({level} %-interval van {low} tot {high}, {kind}); met de andere scores erbij is de ware "
    "score geschat op {true} ({true_low} tot {true_high}).",
    "{id}: {value} ({level} % interval from {low} to {high}, {kind}); with the other scores taken in, the true "
    "score is estimated at {true} ({true_low} to {true_high}).",
)
ABOVE_MEAN = Two(
    "Betrouwbaar hoger dan het gemiddelde van alle scores ({mean}): {ids}.",
    "Reliably higher than the mean of all scores ({mean}): {ids}.",
)
BELOW_MEAN = Two(
    "Betrouwbaar lager dan het gemiddelde van alle scores ({mean}): {ids}.",
    "Reliably lower than the mean of all scores ({mean}): {ids}.",
)
AT_MEAN = Two(
    "Geen enkele score wijkt betrouwbaar af van het gemiddelde van alle scores ({mean}).",
    "No score differs reliably from the mean of all scores ({mean}).",
)
RELIABLE = Two(
    "{high} ligt {d} hoger dan {low}, en dat is betrouwbaar (vanaf {critical}); zo ver of verder liggen ze "
    "uit elkaar bij {p} van de normgroep.",
    "{high} lies {d} above {low}, and that is reliable (from {critical} on); they lie as far apart or further "
    "in {p} of the norm group.",
)
NOT_RELIABLE = Two("Niet betrouwbaar verschillend: {pairs}.", "Not reliably different: {pairs}.")
MANY_PAIRS = Two(
    "Van {n} vergelijkingen van twee scores lijken er door meetfout alleen gemiddeld hoogstens {chance} "
    "betrouwbaar.",
    "Of {n} comparisons of two scores, error of measurement alone makes at most {chance} look reliable on "
    "average.",
)
LOW_NONE = Two(
    "Geen van de {k} scores is laag ({cut}); bij {p} van de normgroep is er minstens één.",
    "None of the {k} scores is low ({cut}); in {p} of the norm group there is at least one.",
)
LOW_ONE = Two(
    "1 van {k} scores is laag ({cut}); bij {p} van de normgroep is er minstens één.",
    "1 of {k} scores is low ({cut}); in {p} of the norm group there is at least one.",
)
LOW_MANY = Two(
    "{n} van {k} scores zijn laag ({cut}); bij {p} van de normgroep zijn er zo veel of meer.",
    "{n} of {k} scores are low ({cut}); in {p} of the norm group there are as many or more.",
)
LOW_ARE = Two("Laag: {ids}.", "Low: {ids}.")
AT_MOST = Two("hoogstens pc {pc}", "at most percentile {pc}")
BELOW = Two("onder pc {pc}", "below percentile {pc}")
ABSENT = Two("Zonder score, en dus niet meegeteld: {ids}.", "Without a score, and so left out: {ids}.")
NORMAL = Two(
    "De percentages gaan uit van normaal verdeelde scores die zo samenhangen als hier is opgegeven.",
    "The percentages assume normally distributed scores that go together as was stated here.",
)
AND = Two("en", "and")
FEWEST = Two("minder dan 0,1 %", "less than 0.1 %")
MOST = Two("meer dan 99,9 %", "more than 99.9 %")
