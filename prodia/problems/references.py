"""L and S: names that point at nothing, twice at the same, or in a circle."""

from prodia.problems import Kind, Two

UNKNOWN_REFERENCE = Kind(
    "S07",
    Two("onbekende-verwijzing", "unknown-reference"),
    Two("Er bestaat geen {what_nl} «{name}».", "There is no {what_en} «{name}»."),
    Two("{hint_nl}", "{hint_en}"),
)
UNKNOWN_PARENT = Kind(
    "L21",
    Two("onbekend-basisprotocol", "unknown-general-protocol"),
    Two("«{name}» bestaat niet of kon niet gelezen worden.", "«{name}» does not exist or could not be read."),
    Two(
        "kies een bestaande versie van het algemene protocol, of herstel eerst dat bestand.",
        "choose an existing version of the general protocol, or repair that file first.",
    ),
)
TWICE = Kind(
    "S05",
    Two("dubbel-id", "duplicate-id"),
    Two("«{name}» bestaat al in {what}.", "«{name}» exists already in {what}."),
    Two("kies een andere naam.", "choose another name."),
)
CIRCLE = Kind(
    "L04",
    Two("kring", "circle"),
    Two("«{name}» steunt op zichzelf: {witness}.", "«{name}» rests on itself: {witness}."),
    Two("haal een van de verwijzingen weg.", "take one of the references away."),
)
LATE_ANSWER = Kind(
    "L05",
    Two("antwoord-nog-onbekend", "answer-not-known-yet"),
    Two(
        "De voorwaarde van stap «{step}» leest «{name}», maar dat wordt pas gevraagd in stap «{later}».",
        "The condition of step «{step}» reads «{name}», which is asked only in step «{later}».",
    ),
    Two(
        "vraag het eerder, of haal het uit de voorwaarde.", "ask it earlier, or take it out of the condition."
    ),
)
NEVER_ASKED = Kind(
    "L22",
    Two("veld-nergens-gevraagd", "field-never-asked"),
    Two("Geen enkele stap vraagt «{name}».", "No step asks «{name}»."),
    Two("zet het veld bij een stap, of schrap het.", "add the field to a step, or delete it."),
)
UNKNOWN_OUTCOME = Kind(
    "B09",
    Two("uitkomst-onbekend", "unknown-outcome"),
    Two(
        "Beslissing «{table}» kent geen uitkomst «{name}».",
        "Decision «{table}» has no outcome «{name}».",
    ),
    Two("{hint_nl}", "{hint_en}"),
)
OUTCOME_UNUSED = Kind(
    "L13",
    Two("uitkomst-onbereikbaar", "outcome-never-given"),
    Two(
        "Geen enkele regel van «{table}» geeft de uitkomst «{name}».",
        "No rule of «{table}» gives the outcome «{name}».",
    ),
    Two("voeg een regel toe, of schrap de uitkomst.", "add a rule, or delete the outcome."),
)
BRANCHES = Kind(
    "L07",
    Two("tak-ontbreekt", "branch-missing"),
    Two(
        "«{name}» zegt niets voor {missing} van «{by}».",
        "«{name}» says nothing for {missing} of «{by}».",
    ),
    Two("schrijf ook voor die waarde een voorwaarde.", "write a condition for that value too."),
)
CUTOFF_OUTSIDE = Kind(
    "P14",
    Two("drempel-onhaalbaar", "cutoff-out-of-reach"),
    Two("Drempel «{name}» valt buiten «{type}».", "Cut-off «{name}» lies outside «{type}»."),
    Two("pas het getal of het type aan.", "change the figure or the type."),
)
