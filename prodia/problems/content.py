"""L, N, P and R: what a complete protocol has and this one lacks."""

from prodia.problems import Kind, Two

AUDIENCE_MISSING = Kind(
    "N09",
    Two("doelgroeptekst-ontbreekt", "audience-text-missing"),
    Two(
        "Uitkomst «{name}» heeft geen woorden voor: {missing}.",
        "Outcome «{name}» has no words for: {missing}.",
    ),
    Two(
        "schrijf onder «texts» ook voor die lezers een tekst; er wordt niets uit een andere tekst overgenomen.",
        "write a text for those readers under «texts» too; nothing is taken from another text.",
    ),
)
UNUSED_FIELD = Kind(
    "L06",
    Two("antwoord-ongebruikt", "answer-unused"),
    Two("«{name}» wordt gevraagd maar nergens gebruikt.", "«{name}» is asked but used nowhere."),
    Two(
        "gebruik het in een criterium of stap, of vraag het niet: alleen wat nodig is wordt gevraagd.",
        "use it in a criterion or step, or do not ask it: only what is needed is asked.",
    ),
    "info",
)
CONSENT_OUTCOME = Kind(
    "L15",
    Two("toestemming-onbepaald", "consent-undefined"),
    Two(
        "«consent» zegt niet wie moet instemmen bij de uitkomst «{name}».",
        "«consent» does not say who must consent for the outcome «{name}».",
    ),
    Two(
        "zet de uitkomst onder «who», met een rol, «nobody» of «judge».",
        "put the outcome under «who», with a role, «nobody» or «judge».",
    ),
)
OTHERWISE_KNOWN = Kind(
    "L27",
    Two("otherwise-bij-volledige-gegevens", "otherwise-when-all-is-known"),
    Two(
        "Tabel «{table}» heeft geen regel voor een geval waarin niets ontbreekt: {witness_nl}. Nu geldt «otherwise».",
        "Table «{table}» has no rule for a case in which nothing is missing: {witness_en}. Now «otherwise» holds.",
    ),
    Two(
        "voeg een regel toe voor dit geval: «otherwise» is er voor wat ontbreekt.",
        "add a rule for this case: «otherwise» is there for what is missing.",
    ),
    "warning",
)
EMPTY_ZONE = Kind(
    "L26",
    Two("grijze-zone-leeg", "grey-zone-empty"),
    Two(
        "Over «{name}» oordeelt nooit een mens: wat hier staat, is al voldaan onder «met» (bijvoorbeeld {witness}).",
        "No person ever judges «{name}»: what stands here is met already under «met» (for instance {witness}).",
    ),
    Two(
        "leg de grens van «judge» verder dan die van «met», of schrap «judge» en «judges».",
        "put the cut-off of «judge» beyond that of «met», or delete «judge» and «judges».",
    ),
    "warning",
)
NO_INSTRUMENT_GOAL = Kind(
    "L25",
    Two("onderzoek-zonder-vraag", "research-without-question"),
    Two(
        "Stap «{name}» neemt iets af maar dient geen hypothese.",
        "Step «{name}» administers something but serves no hypothesis.",
    ),
    Two(
        "noem onder «serves» de hypothesen waarvoor dit nodig is.",
        "name under «serves» the hypotheses that need it.",
    ),
)
STALE_INSTRUMENT = Kind(
    "P21",
    Two("editie-ingetrokken", "edition-withdrawn"),
    Two("Instrument «{name}» heeft de status «{status}».", "Instrument «{name}» has the status «{status}»."),
    Two("kies een instrument dat in gebruik is.", "choose an instrument that is in use."),
    "warning",
)
SOURCE_MISSING = Kind(
    "R01",
    Two("bron-niet-gelezen", "source-not-read"),
    Two(
        "De regel noemt «{name}» gezien, maar die bron is niet gelezen.",
        "The rule calls «{name}» seen, but that source was not read.",
    ),
    Two(
        "zet «confidence» op «unverified», of lees de bron en pas «read» aan in shared/sources.yaml.",
        "set «confidence» to «unverified», or read the source and change «read» in shared/sources.yaml.",
    ),
)
