"""What a protocol may hold and should not, or lacks: texts, flow, figures, cases, versions, privacy (Q, T).

H: the same of instruments, norms, sources and exemptions. Most of these grow more severe with the status.
"""

from prodia.problems import kind
from prodia.words import Words

# Q01..Q19: what people read.

MARKUP = kind("""Q01
    opmaak-in-tekst: een tekst is gewone tekst; hier staat «{found}».
      -> schrijf het in woorden: html, scripts, beelden, links, koppen en tabellen horen niet in een
      tekst.
    markup-in-text: a text is plain text; here it says «{found}».
      -> say it in words: html, scripts, images, links, headings and tables do not belong in a text.""")
CLICK_HERE = kind("""Q02 warning
    klik-hier: «{found}» zegt niets aan wie de tekst hoort en niet ziet.
      -> noem waar de lezer terechtkomt.
    click-here: «{found}» says nothing to who hears the text and does not see it.
      -> name where the reader ends up.""")
LONG_SENTENCE = kind("""Q03 warning
    lange-zin: deze zin telt {count} woorden; voor {reader} zijn er hoogstens {most} te volgen.
      -> maak er twee van.
    long-sentence: this sentence has {count} words; {reader} can follow at most {most}. -> make it two.""")
ABBREVIATION = kind("""Q04 warning warning error
    onverklaarde-afkorting: «{found}» wordt voor {reader} nergens uitgelegd.
      -> schrijf het voluit, zet de uitleg erachter tussen haakjes, of voeg het toe aan
      shared/terms.yaml.
    unexplained-abbreviation: «{found}» is explained nowhere to {reader}.
      -> write it in full, put what it means behind it in brackets, or add it to shared/terms.yaml.""")
LABEL = kind("""Q05 warning
    etiket-op-het-kind: «{found}» maakt van een moeilijkheid een eigenschap van het kind.
      -> schrijf «een leerling met ...», of wat het kind doet.
    label-on-the-child: «{found}» turns a difficulty into what the child is.
      -> write «a pupil with ...», or what the child does.""")
SCORE_TOLD = kind("""Q06 warning warning error
    score-in-tekst: «{found}» zegt ouders en leerlingen niets, of het verkeerde.
      -> zeg in woorden wat het betekent, met hoe zeker het is en wat er nu gebeurt.
    score-in-text: «{found}» says nothing to parents and pupils, or the wrong thing.
      -> say in words what it means, how sure it is and what happens now.""")
SCORE_SHOWN = kind("""Q07 warning warning error
    score-getoond: «{name}» is een genormeerde score en wordt zo getoond aan: {reader}.
      -> laat onder «audience» alleen wie ze kan wegen; ouders en leerling lezen de uitkomst in woorden.
    score-shown: «{name}» is a normed score and is shown as such to: {reader}.
      -> leave under «audience» who can weigh it; parents and pupil read the outcome in words.""")
ADDRESS = kind("""Q08 warning
    aanspreking: «{found}» past hier niet bij de aanspreking van {reader}.
      -> spreek ouders overal met «u» aan en leerlingen met «je».
    form-of-address: «{found}» does not go with how {reader} is addressed here.
      -> address parents with «u» throughout, and pupils with «je».""")
GENDER = kind("""Q09 info
    geslacht: «{found}» maakt van elke leerling een jongen.
      -> herhaal «de leerling», of maak er meervoud van.
    gender: «{found}» makes every pupil a boy. -> repeat «the pupil», or make it plural.""")
PASSIVE = kind("""Q10 info
    lijdend: «{found}»: hier is niet te lezen wie het doet. -> noem wie handelt.
    passive: «{found}»: who does it can not be read here. -> name who acts.""")
OUTDATED_TERM = kind("""Q11 warning
    verouderde-term: «{found}» is niet meer het juiste woord. -> schrijf «{now}».
    outdated-term: «{found}» is not the right word any more. -> write «{now}».""")
FOREIGN = kind("""Q12 warning
    anderstalig-fragment: dit lijkt geen Nederlands ({found}).
      -> schrijf de tekst in het Nederlands en de vertaling in locale/.
    foreign-fragment: this does not look like Dutch ({found}).
      -> write the text in Dutch, and its translation in locale/.""")
COLOUR = kind("""Q13
    alleen-kleur: «{found}» zegt niets aan wie de kleur niet ziet. -> zeg in woorden wat het betekent.
    colour-alone: «{found}» says nothing to who does not see the colour. -> say in words what it means.""")
TIME_LIMIT = kind("""Q14 warning warning error
    tijdslimiet: «{found}» sluit uit wie meer tijd nodig heeft.
      -> laat de limiet weg, of zeg erbij wie langer krijgt en waarom niet iedereen.
    time-limit: «{found}» shuts out who needs more time.
      -> leave the limit out, or say who gets longer and why not everyone does.""")
MACHINE = kind("""Q15
    automatisch-besluit: «{found}»: een machine beslist niet over een leerling.
      -> schrijf wie beslist; de tabel stelt alleen voor.
    automatic-decision: «{found}»: a machine does not decide about a pupil.
      -> write who decides; the table only proposes.""")
HARD = kind("""Q16 info
    leesbaarheid: deze tekst leest zwaar voor {reader} (Flesch-Douma {score}, een ruwe schatting).
      -> kortere woorden en zinnen.
    readability: this text is heavy reading for {reader} (Flesch-Douma {score}, a rough estimate).
      -> shorter words and sentences.""")
PERSONAL = kind("""Q17
    persoonsgegeven-in-bestand: hier staat wat lijkt op {what}.
      -> haal het weg, ook uit de geschiedenis van het bestand: een protocol en een voorbeeld noemen
      geen echte mensen.
    personal-data-in-file: here stands what looks like {what}.
      -> take it away, from the history of the file too: a protocol or an example names no real people.""")

UNWRITTEN = kind("""Q18 warning warning error
    tekst-nog-te-schrijven: hier staat «{found}»: deze tekst is nog niet geschreven.
      -> schrijf wat de lezer moet weten, of laat de tekst weg waar ze weg mag.
    text-to-be-written: here it says «{found}»: this text is not written yet.
      -> write what the reader must know, or leave the text out where it may be.""")

UNFILLED = kind("""Q19 warning warning error
    invulplaats-blijft-staan: hier wordt niets ingevuld: wie dit leest, ziet «{found}».
      -> schrijf de woorden zelf; enkel de zinnen van een brief (shared/letters.yaml) worden aangevuld.
    slot-stays: nothing is filled in here: who reads this sees «{found}».
      -> write the words yourself; only the sentences of a letter (shared/letters.yaml) are filled in.""")

# Q20..Q39: the way through.

CIRCLE = kind("""Q20
    na-elkaar: «{name}» komt na zichzelf: {witness}. -> haal een van de verwijzingen weg.
    each-after-the-other: «{name}» comes after itself: {witness}. -> take one of the references away.""")
STEP_CLOSED = kind("""Q21
    stap-gaat-nooit-open: stap «{name}» gaat nooit open: «{found}» is in geen enkel geval waar.
      -> verander de voorwaarde, of schrap de stap.
    step-never-opens: step «{name}» never opens: «{found}» is true in no case at all.
      -> change the condition, or delete the step.""")
STEP_UNASKED = kind("""Q22
    stap-wacht-op-niets: stap «{name}» gaat nooit open: «{missing}» wordt enkel gevraagd in een stap die
      zelf dicht blijft.
      -> vraag het in een stap die wel opengaat, of haal het uit de voorwaarde.
    step-waits-for-nothing: step «{name}» never opens: «{missing}» is asked only in a step that stays
      closed itself.
      -> ask it in a step that opens, or take it out of the condition.""")
NEVER_MET = kind("""Q23
    criterium-nooit-voldaan: «{found}» is in geen enkel geval waar, dus «{name}» kan zo nooit voldaan
      zijn.
      -> kijk na welke van de voorwaarden elkaar uitsluiten.
    criterion-never-met: «{found}» is true in no case at all, so «{name}» can never be met.
      -> look which of the conditions exclude each other.""")
ALWAYS_MET = kind("""Q24 warning
    criterium-altijd-voldaan: «{found}» is in elk geval waar, dus «{name}» zegt niets.
      -> verander de grenzen, of schrap het criterium.
    criterion-always-met: «{found}» is true in every case, so «{name}» says nothing.
      -> change the cut-offs, or delete the criterion.""")
IDLE_STEP = kind("""Q25 warning error error
    stap-doet-niets: stap «{name}» heet «does: {does}» en heeft geen «{key}»: wie hier komt, kan niet
      verder.
      -> voeg «{key}:» toe, of kies een andere «does».
    step-does-nothing: step «{name}» is called «does: {does}» and has no «{key}»: who comes here can not
      go on.
      -> add «{key}:», or choose another «does».""")
CONSENT_LATE = kind("""Q26 - warning error
    toestemming-te-laat: stap «{name}» vraagt iets over een leerling voor iemand kon instemmen of
      weigeren.
      -> zet er een stap met «does: consent» voor, of schrijf «pupil: false» als er geen leerling in
      beeld is.
    consent-too-late: step «{name}» asks something about a pupil before anyone could consent or refuse.
      -> put a step with «does: consent» before it, or write «pupil: false» where no pupil is in it.""")
PUPIL, PARENTS = Words("de leerling", "the pupil"), Words("de ouders", "the parents")
UNHEARD = kind("""Q27 - warning error
    stem-ontbreekt: voor beslissing «{name}» wordt niets gevraagd aan {who}.
      -> vraag eerst iets aan {who}: een veld met «from» van die kant, in een stap die voorafgaat.
    voice-missing: before decision «{name}» nothing is asked of {who}.
      -> ask {who} something first: a field with a «from» of that side, in a step that goes before.""")
NO_FEEDBACK = kind("""Q28 - warning warning
    geen-terugkoppeling: na beslissing «{name}» bespreekt geen enkele stap het besluit.
      -> voeg een stap met «does: advise» toe.
    no-feedback: after decision «{name}» no step discusses what was decided.
      -> add a step with «does: advise».""")
NO_EVALUATION = kind("""Q29 - warning warning
    geen-evaluatie: na het advies van stap «{name}» kijkt niemand terug.
      -> voeg een stap toe die vraagt of de doelen bereikt zijn.
    no-evaluation: after the advice of step «{name}» nobody looks back.
      -> add a step that asks whether the goals were reached.""")
TOO_LONG = kind("""Q30 info
    lange-weg: de langste weg telt {steps} stappen en {minutes} minuten afname.
      -> laat weg wat geen vraag dient.
    long-way: the longest way has {steps} steps and {minutes} minutes of testing.
      -> leave out what serves no question.""")
ONE_SOURCE = kind("""Q31 - warning error
    een-bron: beslissing «{name}» classificeert op één meting van één persoon («{what}»).
      -> voeg een tweede meting of een tweede informant toe.
    one-source: decision «{name}» classifies on one measurement by one person («{what}»).
      -> add a second measurement or a second informant.""")
DANGER = kind("""Q32
    gevarensignaal: «{name}» vraagt naar gevaar («{found}») en geen beslissing of stap reageert er
      meteen op.
      -> laat een tabel van dezelfde of de volgende stap het lezen, met een uitkomst die zegt wat nu
      gebeurt en wie bereikbaar is.
    danger-signal: «{name}» asks about danger («{found}») and no decision or step answers it at once.
      -> let a table of the same or the next step read it, with an outcome that says what happens now
      and who can be reached.""")

DECIDED_EARLY = kind("""Q33 warning warning error
    beslissing-te-vroeg: stap «{step}» neemt beslissing «{name}», maar «{field}» wordt pas daarna gevraagd, in
      stap «{later}».
      -> zet stap «{step}» na stap «{later}», of vraag het eerder.
    decided-too-early: step «{step}» takes decision «{name}», but «{field}» is asked only afterwards, in step
      «{later}».
      -> put step «{step}» after step «{later}», or ask it earlier.""")
AFTER_LATER = kind("""Q34
    na-een-latere-fase: stap «{name}» komt na stap «{after}», maar die staat in een latere fase («{phase}»).
      -> zet stap «{name}» in die fase, of haal «after» weg.
    after-a-later-phase: step «{name}» comes after step «{after}», which is in a later phase («{phase}»).
      -> put step «{name}» in that phase, or take «after» away.""")

# Q40..Q59: figures that decide.

BETWEEN = kind("""Q40 warning
    grens-tussen-scores: niemand scoort {at}: het is {below} of {above}.
      -> leg de grens op een van beide.
    cut-off-between-scores: nobody scores {at}: it is {below} or {above}.
      -> put the cut-off at one of the two.""")
POINT = kind("""Q41 info warning error
    punt-zonder-interval: «{name}» beslist op de puntscore «{what}», en elke test heeft een meetfout.
      -> voeg een grijze zone toe («judge» met «judges»), of leg in «note» uit waarom dat hier niet
      nodig is.
    point-without-interval: «{name}» decides on the point score «{what}», and every test has an error.
      -> add a grey zone («judge» with «judges»), or say in «note» why none is needed here.""")
DIFFERENCE = kind("""Q42 info warning error
    verschilscore: «{name}» trekt twee scores van elkaar af; het verschil heeft meer meetfout dan elk
      van beide.
      -> zeg in «note» hoe betrouwbaar het verschil is, of hoe vaak het voorkomt.
    difference-score: «{name}» subtracts two scores; the difference has more error than either.
      -> say in «note» how reliable the difference is, or how often it occurs.""")
CHANCES = kind("""Q43 info
    meerdere-toetsen: «{name}» is al voldaan bij een lage score op één van {count} metingen, en dat
      gebeurt vaker bij toeval.
      -> zeg in «note» hoe vaak dat bij toeval gebeurt, of vraag er twee («at least(2, ...)»).
    several-tests: «{name}» is met by a low score on one of {count} measurements, which happens more
      often by chance.
      -> say in «note» how often that happens by chance, or ask for two («at least(2, ...)»).""")
ROUNDING = kind("""Q44 warning
    afronding-onbepaald: «{name}» ({type}) deelt, en zegt niet hoe er afgerond wordt.
      -> schrijf «round half up(..., 0)» (het dichtste), «floor(...)» (omlaag) of «ceiling(...)» (omhoog).
    rounding-undecided: «{name}» ({type}) divides, and does not say how it is rounded.
      -> write «round half up(..., 0)» (the nearest), «floor(...)» (down) or «ceiling(...)» (up).""")
OUTSIDE_AGES = kind("""Q45 warning warning error
    buiten-de-leeftijd: stap «{name}» gaat ook open voor wie te jong of te oud is voor «{what}» ({low}
      tot en met {high}).
      -> beperk «when» tot die leeftijd.
    outside-the-ages: step «{name}» opens too for who is too young or too old for «{what}» ({low} up to
      and including {high}).
      -> limit «when» to that age.""")
NEVER_THAT_AGE = kind("""Q46
    nooit-van-die-leeftijd: stap «{name}» gaat enkel open voor wie te jong of te oud is voor «{what}»
      ({low} tot en met {high}).
      -> kies een ander instrument, of een andere leeftijd in «when».
    never-of-that-age: step «{name}» opens only for who is too young or too old for «{what}» ({low} up
      to and including {high}).
      -> choose another instrument, or another age in «when».""")
LARGE_TABLE = kind("""Q47 warning
    grote-tabel: tabel «{name}» heeft {count} regels; meer dan {most} leest niemand meer na.
      -> splits de beslissing.
    large-table: table «{name}» has {count} rules; nobody reads more than {most}. -> split the decision.""")
NO_REASON = kind("""Q48 - warning error
    tabel-zonder-reden: de regels van tabel «{name}» zeggen niet waarom.
      -> voeg een kolom «| omdat» toe met per regel een reden.
    table-without-reason: the rules of table «{name}» do not say why.
      -> add a column «| omdat» with a reason for each rule.""")
EMPTY_REASON = kind("""Q49 - warning error
    regel-zonder-reden: regel {rule} van tabel «{name}» zegt niet waarom.
      -> schrijf de reden in deze cel.
    rule-without-reason: rule {rule} of table «{name}» does not say why.
      -> write the reason in this cell.""")
MERGEABLE = kind("""Q50 info
    samen-te-voegen: regel {first} en regel {second} van tabel «{name}» geven hetzelfde om dezelfde
      reden.
      -> maak er één regel van.
    mergeable: rule {first} and rule {second} of table «{name}» give the same for the same reason.
      -> make them one rule.""")
RETURNS = kind("""Q51 warning
    uitkomst-keert-terug: in tabel «{name}» keert langs «{column}» een uitkomst terug: {way}.
      -> kijk na of een hogere score zo een andere weg mag gaan dan een lagere en een nog hogere.
    outcome-returns: in table «{name}» an outcome comes back along «{column}»: {way}.
      -> check whether a higher score may go another way than a lower and a still higher one.""")

# Q60..Q79: parts nobody uses, versions.

UNUSED = kind("""Q60 info warning warning
    ongebruikt: {what} «{name}» wordt nergens gebruikt. -> gebruik het, of schrap het.
    unused: {what} «{name}» is used nowhere. -> use it, or delete it.""")
NO_CHANGES = kind("""Q61 info warning error
    geen-changes: er is geen CHANGES.md bij dit protocol.
      -> zeg daarin van elke versie wat, wie het raakt, vanaf wanneer en waarom.
    no-changes: there is no CHANGES.md with this protocol.
      -> say there of each version what, for whom, from when and why.""")
VERSION_UNTOLD = kind("""Q62 info warning error
    versie-niet-beschreven: CHANGES.md zegt niets over {name}.
      -> voeg een kop «## {name}» toe met wat, wie, vanaf wanneer en waarom.
    version-untold: CHANGES.md says nothing of {name}.
      -> add a heading «## {name}» with what, for whom, from when and why.""")
CHANGES_LACK = kind("""Q63 - warning warning
    wijziging-onvolledig: CHANGES.md zegt bij {name} niet: {missing}.
      -> vul aan: wat veranderde, wie het raakt, waarom.
    change-incomplete: CHANGES.md does not say of {name}: {missing}.
      -> add what changed, whom it affects and why.""")
REUSED = kind("""Q64
    id-hergebruikt: «{name}» was in {version} {old} en is nu {new}: wie oude antwoorden leest, leest
      iets anders.
      -> geef het nieuwe een andere naam.
    id-reused: «{name}» was {old} in {version} and is now {new}: who reads old answers reads something
      else.
      -> give the new one another name.""")
LAST_DAY = Words("laatste dag (valid.to)", "last day (valid.to)")
NO_SUCCESSOR = kind("""Q65
    vervangen-zonder-opvolger: dit protocol is teruggetrokken en heeft geen {what}.
      -> zeg tot wanneer het geldt en waar lopende trajecten naartoe kunnen.
    withdrawn-without-successor: this protocol is withdrawn and has no {what}.
      -> say until when it holds and where running trajectories can go.""")
ON_CONCEPT = kind("""Q66 - - error
    steunt-op-concept: dit protocol is vrijgegeven en vult {name} aan, dat nog «{status}» is.
      -> geef eerst {name} vrij, of vul een vrijgegeven versie aan.
    rests-on-concept: this protocol is released and supplements {name}, which still is «{status}».
      -> release {name} first, or supplement a released version.""")
OVERDUE = kind("""Q67 warning warning error
    herziening-verlopen: dit protocol geldt tot en met {day}.
      -> herzie het en maak een nieuwe versie, of trek het terug.
    review-overdue: this protocol holds until {day}.
      -> revise it and make a new version, or withdraw it.""")
NO_TRANSITION = kind("""Q68 - warning error
    overgang-ontbreekt: CHANGES.md zegt bij {name} niet wat er met lopende trajecten gebeurt, en deze
      versie kan uitkomsten veranderen.
      -> zeg of een lopend traject blijft, verhuist of afgerond wordt.
    transition-missing: CHANGES.md does not say at {name} what happens to running trajectories
      («lopend»), and this version may change outcomes.
      -> say whether a running trajectory stays, moves or is finished.""")
NO_REVIEWERS = kind("""Q69 - warning warning
    geen-nalezers: niemand anders dan de auteur las dit na. -> laat nalezen en leg het vast: prodia review.
    no-reviewers: nobody but the author read this. -> have it read and record that: prodia review.""")
NO_STRENGTH = kind("""Q70 - info info
    sterkte-niet-gezegd: niet gezegd of dit moet, hoort of mag: {names}.
      -> schrijf «strength: must», «should» of «may».
    strength-unsaid: not said whether this must, should or may hold: {names}.
      -> write «strength: must», «should» or «may».""")

BUMP = kind("""Q71 - warning warning
    versiesprong-te-klein: wat beslist is anders dan in {version}: {names}. Dezelfde antwoorden kunnen
      een andere uitkomst geven.
      -> begin een nieuwe hoofdversie: {wanted}.
    version-step-too-small: what decides differs from {version}: {names}. The same answers may come to
      another outcome.
      -> begin a new major version: {wanted}.""")

# Q80..Q99: what is asked of people, and what sources say.

NO_RETENTION = kind("""Q80 - info warning
    bewaartermijn: er wordt iets over leerlingen bijgehouden en geen wettelijk getal zegt hoe lang.
      -> voeg in shared/law/ een parameter «bewaartermijn» toe met zijn bron.
    retention: something is held about pupils and no legal figure says for how long.
      -> add a parameter «bewaartermijn» with its source in shared/law/.""")
SENSITIVE = kind("""Q81 warning warning error
    gevoelig-gegeven: «{name}» vraagt naar «{found}» en heet niet bijzonder.
      -> schrijf «sensitivity: special», of vraag het niet.
    sensitive: «{name}» asks about «{found}» and is not called special.
      -> write «sensitivity: special», or do not ask it.""")
HEALTH = kind("""Q88 info warning warning
    gezondheid-niet-gezegd: «{name}» vraagt naar «{found}» en zegt niet of dat een bijzonder gegeven is.
      -> schrijf «sensitivity: special»; gaat het niet over iemands gezondheid, schrijf «sensitivity: none».
    health-not-said: «{name}» asks about «{found}» and does not say whether that is special data.
      -> write «sensitivity: special»; where it is not about somebody's health, write «sensitivity: none».""")
OWNER_NEARLY = kind("""Q89 info warning warning
    eigenaar-bijna-bekend: «{name}» heeft geen naam onder «owners»; «{near}» wel.
      -> schrijf «{near}», of geef «{name}» een naam onder «owners» in shared/sources.yaml.
    owner-nearly-known: «{name}» has no name under «owners», and «{near}» has.
      -> write «{near}», or give «{name}» a name under «owners» in shared/sources.yaml.""")
JUDGES_ONESELF = kind("""Q91 warning warning error
    leerling-oordeelt-over-zichzelf: «{role}» is de leerling, en velt in «{name}» het oordeel over zichzelf.
      -> noem onder «judges» een ander, en vraag in een veld («from: {role}») wat de leerling ervan vindt.
    pupil-judges-oneself: «{role}» is the pupil, and gives in «{name}» the judgement about oneself.
      -> name somebody else under «judges», and ask in a field («from: {role}») what the pupil thinks.""")
NO_ENDS = kind("""Q92 warning error error
    getal-zonder-einden: «{name}» neemt elk getal aan, ook -99 en een tikfout.
      -> zet achter het type de laagste en de hoogste waarde die er kan zijn, zoals «10..190».
    number-without-ends: «{name}» takes any number, -99 and a slip of the hand too.
      -> write the lowest and the highest there can be after the type, such as «10..190».""")
LISTED_TWICE = kind("""Q90 warning
    twee-keer-genoemd: «{name}» staat twee keer onder «{key}». -> schrap het een keer.
    listed-twice: «{name}» stands twice under «{key}». -> delete it once.""")
SPECIAL_SHARED = kind("""Q82 warning warning error
    bijzonder-gedeeld: «{name}» is een bijzonder gegeven en wordt aan de school getoond.
      -> laat «school» weg onder «audience».
    special-shared: «{name}» is special data and is shown to the school.
      -> leave «school» out of «audience».""")
FREE_TEXT = kind("""Q83 info warning warning
    vrije-tekst: in «{name}» kan alles geschreven worden.
      -> zeg in «help» wat er niet in hoort, of geef keuzes.
    free-text: anything can be written in «{name}».
      -> say in «help» what does not belong there, or give options.""")
PAPER = kind("""Q84 warning
    past-niet-op-papier: stap «{name}» vraagt {count} dingen; op een blad passen er hoogstens {most}.
      -> verdeel over twee stappen.
    does-not-fit-paper: step «{name}» asks {count} things; a page holds at most {most}.
      -> divide it over two steps.""")
LONG_ASK = kind("""Q85 warning
    lange-vraag: «ask» van «{name}» is langer dan {most} tekens en komt in elke zin terug.
      -> kort in; de volledige vraag hoort in «help».
    long-question: «ask» of «{name}» is longer than {most} characters and comes back in every sentence.
      -> shorten it; the whole question belongs in «help».""")
NO_ARTICLE = kind("""Q86 - warning error
    wet-zonder-artikel: «{name}» is een wet en hier staat niet welk artikel.
      -> schrijf «at:» met het artikel.
    law-without-article: «{name}» is a law and it is not said which article.
      -> write «at:» with the article.""")
REPEALED = kind("""Q87 warning warning error
    wet-opgeheven: «{name}» gold tot en met {day}, voor dit protocol begint.
      -> noem de tekst die nu geldt.
    law-repealed: «{name}» held until {day}, before this protocol begins.
      -> cite the text that holds now.""")

# T: worked cases.

NO_CASES = kind("""T01 info warning error
    geen-gevallen: dit protocol heeft geen enkel uitgewerkt geval.
      -> schrijf er in cases/ minstens een per uitkomst.
    no-cases: this protocol has no worked case at all. -> write at least one for each outcome in cases/.""")
UNTESTED = kind("""T02 - info info
    uitkomst-ongetest: geen enkel geval komt bij «{name}» tot: {missing}.
      -> schrijf er een geval voor, met «expect: proposes».
    outcome-untested: no case comes at «{name}» to: {missing}.
      -> write a case for it, with «expect: proposes».""")
NOTHING_MISSING = kind("""T07 - info warning
    ontbrekend-ongetest: geen enkel geval toont wat er gebeurt als een antwoord ontbreekt.
      -> schrijf een geval met «missing: refused», of met minder antwoorden.
    missing-untested: no case shows what happens when an answer is missing.
      -> write a case with «missing: refused», or with fewer answers.""")
CASE_AGE = kind("""T08 warning
    test-buiten-leeftijd: «{what}» is voor {low} tot en met {high}, en deze leerling is {age}.
      -> verander de geboortedag of het instrument, of zeg in «why» dat het geval dit wil tonen.
    test-outside-age: «{what}» is for {low} up to and including {high}, and this pupil is {age}.
      -> change the date of birth or the instrument, or say in «why» that the case wants to show this.""")
RETEST = kind("""T09 warning
    hertest-te-vroeg: «{what}» wordt {days} dagen na de vorige keer weer afgenomen; wie oefent scoort
      hoger.
      -> laat er meer tijd tussen, of neem een andere vorm.
    retest-too-soon: «{what}» is given again {days} days after the time before; practice raises the
      score.
      -> leave more time between, or take another form.""")

# H: instruments, norms, sources, exemptions.

OLD_NORMS = kind("""H01 warning
    norm-verouderd: deze normen zijn van {year}, {years} jaar oud.
      -> zoek nieuwere, of zeg in «note» waarom deze nog gelden.
    norms-old: these norms are of {year}, {years} years old.
      -> look for newer ones, or say in «note» why these still hold.""")
STALE_NORMS = kind("""H02
    norm-te-oud: deze normen zijn van {year}, {years} jaar oud; zo gelden ze niet meer.
      -> gebruik andere, of maak een uitzondering met een reden in exemptions.yaml.
    norms-too-old: these norms are of {year}, {years} years old; they hold no more.
      -> use others, or make an exemption with a reason in exemptions.yaml.""")
SMALL_GROUP = kind("""H03 warning
    normgroep-klein: deze normen rusten op {n} mensen; voor een beslissing over een kind zijn er
      minstens {least} nodig.
      -> zeg in «note» hoe onzeker de scores daardoor zijn.
    norm-group-small: these norms rest on {n} people; a decision about a child needs at least {least}.
      -> say in «note» how unsure that makes the scores.""")
UNRELIABLE = kind("""H04 warning
    betrouwbaarheid-laag: de betrouwbaarheid is {found}, onder {least}.
      -> laat deze score niet alleen beslissen, en zeg dat in «note».
    reliability-low: the reliability is {found}, below {least}.
      -> do not let this score decide alone, and say so in «note».""")
FOREIGN_NORMS = kind("""H05 warning
    vreemde-norm: deze normen komen uit {country}.
      -> zeg in «note» wat dat betekent voor leerlingen in Vlaanderen, ook voor meertalige.
    foreign-norms: these norms come from {country}.
      -> say in «note» what that means for pupils in Flanders, multilingual ones too.""")
FLOOR = kind("""H07 info
    vloer-of-plafond: onder of boven de grens {at} ligt maar één score ({score}).
      -> steun niet op een verschil dat de test niet maakt.
    floor-or-ceiling: on one side of the cut-off {at} there is a single score ({score}).
      -> do not rely on a difference the test does not make.""")
UNUSED_SOURCE = kind("""H30 info
    bron-ongebruikt: geen enkele regel noemt de bron «{name}».
      -> schrap ze, of noem ze waar ze gebruikt is.
    source-unused: no rule cites the source «{name}». -> delete it, or cite it where it was used.""")
SOURCE_INCOMPLETE = kind("""H31 warning
    bron-onvolledig: van de bron «{name}» is niet te zeggen waar ze staat of van wanneer ze is.
      -> schrijf «address:» of «date:», of een «note».
    source-incomplete: of the source «{name}» it is not said where it stands or of when it is.
      -> write «address:» or «date:», or a «note».""")
EXPIRED = kind("""H50
    uitzondering-verlopen: de uitzondering van {by} op {rule} gold tot en met {day}.
      -> herstel wat gemeld wordt, of verleng met een nieuwe reden.
    exemption-expired: the exemption of {by} from {rule} held until {day}.
      -> repair what is told, or extend it with a new reason.""")
NOT_EXEMPTED = kind("""H51 warning
    uitzondering-ongebruikt: er is niets te melden over {rule} op deze plaats.
      -> schrap de uitzondering.
    exemption-unused: there is nothing to tell about {rule} at this place. -> delete the exemption.""")
NO_SUCH_RULE = kind("""H52
    regel-onbekend: er is geen regel «{rule}». -> {hint}
    rule-unknown: there is no rule «{rule}». -> {hint}""")

# A: names that people read.

TWINS = kind("""A90 warning warning error
    ids-lijken-op-elkaar: «{name}» en «{other}» zijn voor een lezer bijna niet uit elkaar te houden.
      -> geef een van beide een andere naam.
    ids-look-alike: a reader can hardly tell «{name}» from «{other}».
      -> give one of them another name.""")
