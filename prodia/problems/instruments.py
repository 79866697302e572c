"""P12-P57, P47-P74 and M75-M82: what does not fit together in the definition of an instrument."""

from prodia.problems import kind

# P12-P57: what does not fit together in the definition of an instrument.

ITEM_TWICE = kind("""P12
    item-dubbel: item «{item}» staat hier twee keer. -> schrap het een keer; een item telt maar één keer.
    item-twice: item «{item}» stands here twice. -> delete it once; an item counts only once.""")
NO_MISSING_RULE = kind("""P13
    lege-antwoorden-onbepaald: schaal «{scale}» zegt niet wat er met lege antwoorden gebeurt.
      -> schrijf bijvoorbeeld «missing: {rule: refuse}»; er is met opzet geen standaard.
    empty-answers-undecided: scale «{scale}» does not say what happens to empty answers.
      -> write «missing: {rule: refuse}», for instance; there is no default on purpose.""")
ITEM_RUN = kind("""P31
    itemreeks-onleesbaar: «{found}» is geen reeks van items.
      -> schrijf ze als «q1..q17»: hetzelfde woord, en een getal dat stijgt.
    item-run-unreadable: «{found}» is no run of items.
      -> write it as «q1..q17»: the same word, and a number that rises.""")
UNKNOWN_ITEM = kind("""P32
    item-onbekend: er is geen item «{item}». -> {hint}
    item-unknown: there is no item «{item}». -> {hint}""")
ITEM_SHAPE = kind("""P33
    item-antwoord: item «{item}» heeft ofwel «answers», ofwel «type».
      -> schrijf «answers: 0..3» voor een keuze, of «type: minutes 0..60» voor een meting.
    item-answer: item «{item}» has either «answers» or «type».
      -> write «answers: 0..3» for a choice, or «type: minutes 0..60» for a measurement.""")
AS_MANY = kind("""P34
    aantal-verschilt: hier staan er {got}, en bij «answers» {want}.
      -> geef er een per antwoord, in dezelfde volgorde.
    numbers-differ: there are {got} here, and {want} at «answers».
      -> give one for each answer, in the same order.""")
TEXT_NOT_ALLOWED = kind("""P35
    itemtekst-beschermd: de tekst van item «{item}» hoort hier niet: de makers laten enkel «{may}» toe.
      -> schrap «text»; de sleutel is genoeg. Mag het wel, schrijf dan «may: text», met de bron.
    item-text-protected: the text of item «{item}» does not belong here: its makers allow only «{may}».
      -> delete «text»; the key is enough. If it is allowed, write «may: text», with the source.""")
REGISTER_ITEMS = kind("""P36
    register-met-items: «may: register» laat geen items toe.
      -> schrap de items, of schrijf «may: keys» als sleutel en grenzen verspreid mogen worden.
    register-with-items: «may: register» allows no items.
      -> delete the items, or write «may: keys» where key and cut-offs may be spread.""")
FORM_MISSING = kind("""P37
    formulier-onbepaald: er staat niet bij van welk formulier de itemnummers zijn.
      -> schrijf «form:» met uitgave en volgorde; er bestaan vaak meer volgordes.
    form-undecided: it does not say of which form the item numbers are.
      -> write «form:» with edition and order; there are often several orders.""")
SCALE_SHAPE = kind("""P38
    schaal-onbepaald: schaal «{scale}» heeft één van drie: «items» met «score», «is», of enkel «scores».
      -> kies hoe de score ontstaat.
    scale-undecided: scale «{scale}» has one of three: «items» with «score», «is», or only «scores».
      -> choose how the score is made.""")
RULE_LIMIT = kind("""P39
    grens-van-lege-antwoorden: regel «{rule}» vraagt {wanted}.
      -> zie «missing» in de handleiding van het formulier.
    limit-of-empty-answers: rule «{rule}» wants {wanted}. -> see what the manual of the form says.""")
RULE_SCORE = kind("""P40
    regel-past-niet: regel «{rule}» geeft geen «{score}». -> bij «{score}» past: {fits}.
    rule-does-not-fit: rule «{rule}» does not make a «{score}». -> what fits «{score}»: {fits}.""")
COUNT_LEAST = kind("""P41
    tellen-vanaf: «at_least» hoort bij «score: count», en alleen daar.
      -> schrijf bij «count» vanaf hoeveel punten een item meetelt.
    count-from: «at_least» belongs to «score: count», and nowhere else.
      -> at «count», write from how many points an item counts.""")
ZONES_AND_CUTS = kind("""P42
    zones-en-grenzen: {zones} zones hebben {want} grenzen nodig, en er staan er {got}.
      -> er is één zone meer dan er grenzen zijn.
    zones-and-cut-offs: {zones} zones need {want} cut-offs, and there are {got}.
      -> there is one zone more than there are cut-offs.""")
CUTS_RISE = kind("""P43
    grenzen-stijgen: de grenzen van «{cuts}» stijgen niet. -> schrijf ze van laag naar hoog, elk één keer.
    cut-offs-rise: the cut-offs of «{cuts}» do not rise. -> write them from low to high, each once.""")
CUT_OUTSIDE = kind("""P44
    grens-buiten-bereik: grens {at} scheidt niets: de score gaat van {low} tot en met {high}.
      -> kijk de grens na, of de items van de schaal.
    cut-off-out-of-reach: cut-off {at} divides nothing: the score runs from {low} to {high}.
      -> check the cut-off, or the items of the scale.""")
CUT_BETWEEN = kind("""P45 info
    grens-tussen-scores: geen enkele reeks antwoorden geeft precies de score {at}, waar deze grens ligt; de
      dichtste scores die wel voorkomen, zijn {below} en {above}.
      -> kijk na of de bron de grens zo geeft. Bij welke zone een score op de grens hoort («goes»), maakt hier
      niets uit.
    cut-off-between-scores: no set of answers gives exactly the score {at} of this cut-off; the nearest scores
      that do occur are {below} and {above}.
      -> see whether the source states the cut-off like this. To which zone a score on it belongs («goes»)
      makes no difference here.""")
ITEM_UNUSED = kind("""P46 warning
    item-ongebruikt: item «{item}» telt in geen enkele schaal of regel.
      -> zet het in een schaal, of schrap het: alleen wat nodig is wordt gevraagd.
    item-unused: item «{item}» counts in no scale or rule.
      -> put it in a scale, or delete it: only what is needed is asked.""")
EXAMPLE_NAME = kind("""P49
    voorbeeld-onbekend: een voorbeeld verwacht «{name}», en dat is geen schaal, zone of regel. -> {hint}
    example-unknown: an example expects «{name}», and that is no scale, zone or rule. -> {hint}""")
EXAMPLE_FAILS = kind("""P50
    voorbeeld-klopt-niet: voorbeeld «{says}» verwacht bij «{name}» {want}, en er komt {got} uit.
      -> kijk sleutel, grens en voorbeeld na tegen de bron.
    example-fails: example «{says}» expects {want} at «{name}», and {got} comes out.
      -> check key, cut-off and example against the source.""")
NO_EXAMPLE = kind("""P51 warning
    geen-voorbeeld: dit instrument rekent, en heeft geen uitgewerkt voorbeeld.
      -> schrijf bij «examples» minstens één ingevuld formulier met wat eruit moet komen.
    no-example: this instrument is worked out, and has no worked example.
      -> at «examples», write at least one filled-in form with what must come out.""")
REVERSE_MEASURE = kind("""P52
    omkeren-kan-niet: item «{item}» is een meting; omkeren kan alleen bij een antwoordschaal.
      -> haal het uit «reverse».
    cannot-reverse: item «{item}» is measured; only an answer scale can be reversed.
      -> take it out of «reverse».""")
SAME_NAME = kind("""P54
    naam-bestaat-al: «{name}» is al de naam van een item of schaal. -> kies een andere naam.
    name-exists: «{name}» is the name of an item or a scale already. -> choose another name.""")
ANSWERS_FORM = kind("""P55
    antwoordschaal-onleesbaar: dit is geen antwoordschaal.
      -> schrijf «0..3», of een lijst die stijgt zoals «[0, 1, 3, 5]».
    answer-scale-unreadable: this is no answer scale.
      -> write «0..3», or a list that rises such as «[0, 1, 3, 5]».""")
MONTHS_FORM = kind("""P56
    leeftijden-onleesbaar: dit zijn geen leeftijden in maanden.
      -> schrijf voltooide maanden als «72..203»: van en tot en met.
    ages-unreadable: these are no ages in months.
      -> write completed months as «72..203»: from and up to and including.""")
ABSENT_FOR_AGE = kind("""P57 warning
    leeftijd-onbepaald: er staat niet bij voor welke leeftijden dit instrument is.
      -> schrijf «ages: 48..203», in voltooide maanden.
    age-undecided: it does not say for which ages this instrument is.
      -> write «ages: 48..203», in completed months.""")

# P47-P74: the rules by which a test begins and stops.

STOP_FITS = kind("""P47
    stopregel-onvolledig: «{one}» en «{other}» horen samen. -> schrijf ze allebei, of geen van beide.
    stop-rule-incomplete: «{one}» and «{other}» belong together. -> write both, or neither.""")
STARTS_CLASH = kind("""P48
    startpunten-botsen: twee startpunten gelden voor dezelfde leeftijd ({months} maanden).
      -> laat de leeftijden op elkaar aansluiten.
    starts-clash: two starts hold for the same age ({months} months).
      -> let the ages follow on each other.""")
STOP_MEASURE = kind("""P53
    stopregel-en-score: een schaal met «stop» is een som van punten, met «refuse» voor lege items.
      -> schrijf «score: sum» en «missing: {rule: refuse}», zonder gewichten.
    stop-rule-and-score: a scale with «stop» is a sum of points, with «refuse» for empty items.
      -> write «score: sum» and «missing: {rule: refuse}», without weights.""")
SETS_ALONE = kind("""P70
    blokken-en-stopregel: een test in blokken («sets») heeft geen «{rule}».
      -> zeg per blok wanneer er teruggegaan of verdergegaan wordt, en schrap «{rule}».
    sets-and-stop-rule: a test in sets («sets») has no «{rule}».
      -> say of each set when to go back or on, and delete «{rule}».""")
SETS_WHOLE = kind("""P71
    blokken-en-items: de blokken samen zijn niet de items van de schaal in hun volgorde: hier hoort «{item}».
      -> zet elk item van de schaal in één blok, in de volgorde van de test.
    sets-and-items: the sets together are not the items of the scale in their order: «{item}» belongs here.
      -> put every item of the scale in one set, in the order of the test.""")
SET_END = kind("""P72
    blok-aan-het-einde: «{rule}» zegt hier niets: er is geen blok om naartoe te gaan. -> schrap het.
    set-at-the-end: «{rule}» says nothing here: there is no set to go to. -> delete it.""")
SET_BOTH_WAYS = kind("""P73
    blok-beide-kanten: met {back} punten gaat dit blok terug én verder.
      -> laat «back_at_most» onder «on_at_least» liggen.
    set-both-ways: with {back} points this set goes both back and on.
      -> let «back_at_most» lie below «on_at_least».""")
SET_START = kind("""P74
    start-in-een-blok: «{item}» is niet het eerste item van een blok, en een blok wordt in zijn geheel
      afgenomen.
      -> begin bij een van: {known}.
    start-within-a-set: «{item}» is not the first item of a set, and a set is given as a whole.
      -> begin at one of: {known}.""")

# M75-M82: flags, and rules that nobody can meet.

FLAG_RANGE = kind("""M75
    vlag-zonder-antwoord: de vlag «{flag}» gaat op geen enkel antwoord van item «{item}» op ({scale}).
      -> zeg vanaf welk antwoord («from») of tot en met welk («to»), zoals het op het formulier staat.
    flag-without-answer: no answer to item «{item}» raises the flag «{flag}» ({scale}).
      -> say from which answer («from») or up to which («to»), as it stands on the form.""")
FLAG_EVERY = kind("""M76
    vlag-bij-elk-antwoord: elk antwoord op item «{item}» doet de vlag «{flag}» opgaan ({scale}).
      -> laat minstens één antwoord erbuiten; een vlag die altijd opgaat, zegt niets.
    flag-at-every-answer: every answer to item «{item}» raises the flag «{flag}» ({scale}).
      -> leave at least one answer out; a flag that is always raised says nothing.""")
LIMIT_REACH = kind("""M77
    regel-die-niemand-haalt: «{rule}: {figure}» kan niet bij {items} items.
      -> kies een getal van {low} tot en met {high}.
    rule-nobody-meets: «{rule}: {figure}» can not be with {items} items.
      -> choose a number from {low} to {high}.""")
STOP_REACH = kind("""M78
    stopregel-die-niemand-haalt: «{rule}: {figure}» komt in deze test nooit voor: {why}.
      -> kijk de regel na in de handleiding, of schrap hem.
    stop-rule-nobody-meets: «{rule}: {figure}» never happens in this test: {why}.
      -> check the rule in the manual, or delete it.""")
AGES_REACH = kind("""M79
    leeftijden-buiten-de-test: «{ages}» ligt buiten de leeftijden van dit instrument ({own} maanden).
      -> kijk beide na; hier geldt dit voor niemand.
    ages-outside-the-test: «{ages}» lies outside the ages of this instrument ({own} months).
      -> check both; this holds for nobody here.""")
FULL_UNSAID = kind("""M81
    krediet-niet-gezegd: deze test kan verder dan bij het eerste item beginnen, en zegt niet wat een
      overgeslagen item telt.
      -> schrijf «full: 1», of wat elk item ervoor volgens de handleiding telt.
    credit-unsaid: this test can begin further than its first item, and does not say what a skipped item
      counts.
      -> write «full: 1», or what each item before counts by the manual.""")
STOCK_UNKNOWN = kind("""M87 warning
    voorraad-onbekend: «{name}» staat niet in het register. -> {hint}
    stock-unknown: «{name}» is not in the register. -> {hint}""")
STOCK_SEVERAL = kind("""M88 warning
    voorraad-dubbelzinnig: «{name}» kan meer dan één instrument zijn: {ids}.
      -> schrijf één van deze namen.
    stock-ambiguous: «{name}» can be more than one instrument: {ids}.
      -> write one of these names.""")
COUNT_REACH = kind("""M82
    telling-die-niemand-haalt: geen enkel item van deze schaal kan {least} punten tellen ({low} tot en met
      {high}).
      -> kies een «at_least» dat bij de punten past.
    count-nobody-meets: no item of this scale can count {least} points ({low} to {high}).
      -> choose an «at_least» that fits the points.""")
