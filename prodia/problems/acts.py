"""C40-C79: why an act of people is refused: raising, judging, deciding, reopening, moving, sharing."""

from prodia.problems import Kind, Two

UNKNOWN_HYPOTHESIS = Kind(
    "C40",
    Two("onbekende-hypothese", "unknown-hypothesis"),
    Two("Dit protocol kent de hypothese «{name}» niet.", "This protocol has no hypothesis «{name}»."),
    Two("bedoelde je {nearest}", "did you mean {nearest}"),
)
HYPOTHESIS_CLOSED = Kind(
    "C41",
    Two("strategie-niet-open", "strategy-not-open"),
    Two(
        "Een hypothese stellen kan alleen in de strategie, en die is nu niet open.",
        "A hypothesis is raised in the strategy only, and that is not open now.",
    ),
    Two(
        "rond eerst af wat daarvoor komt, of heropen die fase.",
        "complete first what comes before it, or reopen that phase.",
    ),
)
ALREADY_RAISED = Kind(
    "C42",
    Two("al-gesteld", "already-raised"),
    Two("De hypothese «{name}» is al gesteld.", "The hypothesis «{name}» is raised already."),
    Two("onderzoek ze verder, of laat ze los met «dropped».", "go on with it, or let it go with «dropped»."),
)
NOT_RAISED = Kind(
    "C43",
    Two("niet-gesteld", "not-raised"),
    Two("De hypothese «{name}» is nu niet gesteld.", "The hypothesis «{name}» is not raised now."),
    Two("alleen een gestelde hypothese kan je loslaten.", "only a raised hypothesis can be let go."),
)
UNKNOWN_CRITERION = Kind(
    "C50",
    Two("onbekend-criterium", "unknown-criterion"),
    Two("Dit protocol kent het criterium «{name}» niet.", "This protocol has no criterion «{name}»."),
    Two("bedoelde je {nearest}", "did you mean {nearest}"),
)
NOT_GREY = Kind(
    "C51",
    Two("geen-grijze-zone", "no-grey-zone"),
    Two(
        "Over «{name}» valt nu niets te oordelen: het is geen grijze zone.",
        "There is nothing to judge about «{name}» now: it is no grey zone.",
    ),
    Two(
        "een mens oordeelt waar de regel het oordeel openlaat; verbeter anders het antwoord.",
        "a person judges where the rule leaves it open; otherwise correct the answer.",
    ),
)
NOT_TO_JUDGE = Kind(
    "C52",
    Two("niet-bevoegd-te-oordelen", "not-to-judge"),
    Two("«{role}» oordeelt niet over «{name}».", "«{role}» does not judge «{name}»."),
    Two("dat doen: {roles}.", "those who do: {roles}."),
)
UNKNOWN_DECISION = Kind(
    "C60",
    Two("onbekende-beslissing", "unknown-decision"),
    Two("Dit protocol kent de beslissing «{name}» niet.", "This protocol has no decision «{name}»."),
    Two("bedoelde je {nearest}", "did you mean {nearest}"),
)
OUTCOME = Kind(
    "C61",
    Two("onbekende-uitkomst", "unknown-outcome"),
    Two(
        "De beslissing «{decision}» kent de uitkomst «{name}» niet.",
        "The decision «{decision}» has no outcome «{name}».",
    ),
    Two("bedoelde je {nearest}", "did you mean {nearest}"),
)
NOT_TO_DECIDE = Kind(
    "C62",
    Two("niet-bevoegd-te-beslissen", "not-to-decide"),
    Two("«{role}» beslist niet over «{name}».", "«{role}» does not decide «{name}»."),
    Two("dat doen: {roles}.", "those who do: {roles}."),
)
DECISION_CLOSED = Kind(
    "C63",
    Two("beslissing-niet-open", "decision-not-open"),
    Two("Geen enkele open stap beslist over «{name}».", "No open step decides «{name}»."),
    Two("ga verder met wat open is.", "go on with what is open."),
)
NOT_PAUSED = Kind(
    "C70",
    Two("niet-gepauzeerd", "not-paused"),
    Two("Het traject is niet gepauzeerd.", "The case is not paused."),
    Two("ga verder met wat open is.", "go on with what is open."),
)
UNKNOWN_PHASE = Kind(
    "C72",
    Two("onbekende-fase", "unknown-phase"),
    Two("Dit protocol kent de fase «{name}» niet.", "This protocol has no phase «{name}»."),
    Two("bedoelde je {nearest}", "did you mean {nearest}"),
)
PHASE_LATER = Kind(
    "C73",
    Two("fase-komt-nog", "phase-still-to-come"),
    Two(
        "Heropenen gaat terug; de fase «{name}» moet nog komen.",
        "Reopening goes back; the phase «{name}» is still to come.",
    ),
    Two("kies de fase «{phase}» of een eerdere.", "choose the phase «{phase}» or an earlier one."),
)
MOVE_OTHER = Kind(
    "C74",
    Two("ander-protocol", "other-protocol"),
    Two(
        "Verhuizen kan naar een andere versie van hetzelfde protocol, niet naar «{name}».",
        "A case moves to another version of the same protocol, not to «{name}».",
    ),
    Two(
        "kies een andere versie van «{id}», of begin een nieuw traject.",
        "choose another version of «{id}», or begin a new case.",
    ),
)
NOTHING_TO_WITHDRAW = Kind(
    "C76",
    Two("niets-in-te-trekken", "nothing-to-withdraw"),
    Two(
        "«{name}» is nu niet gegeven, en kan dus niet worden ingetrokken.",
        "«{name}» is not given now, and so can not be taken back.",
    ),
    Two(
        "noem een beantwoorde vraag, of «consent» voor een gegeven toestemming.",
        "name an answered question, or «consent» for a consent that was given.",
    ),
)
SHARE_CLOSED = Kind(
    "C77",
    Two("delen-niet-open", "sharing-not-open"),
    Two("Geen enkele open stap deelt iets met «{name}».", "No open step shares anything with «{name}»."),
    Two("ga verder met wat open is.", "go on with what is open."),
)
SAME_MODE = Kind(
    "C78",
    Two("zelfde-vorm", "same-mode"),
    Two("Het traject heeft al de vorm «{mode}».", "The case has the mode «{mode}» already."),
    Two("ga verder met wat open is.", "go on with what is open."),
)
BORN_LATER = Kind(
    "C79",
    Two("geboorte-in-de-toekomst", "born-in-future"),
    Two(
        "De geboortedatum ligt na de dag van het voorval ({on}).",
        "The date of birth lies after the day of the event ({on}).",
    ),
    Two("kijk beide datums na.", "check both dates."),
)
