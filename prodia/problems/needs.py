"""C88-C99: why something is asked or not asked any more, and what a worked case or a move shows."""

from prodia.problems import Kind, Two

OTHER_ANSWER_THERE = Kind(
    "C89",
    Two("daar-ander-antwoord", "other-answer-there"),
    Two(
        "{to} vraagt bij «{name}» iets anders ({type}); het antwoord telt niet mee.",
        "{to} asks something else for «{name}» ({type}); the answer does not count.",
    ),
    Two("", ""),
    "info",
)
SETTLED = Kind(
    "C90",
    Two("staat-al-vast", "settled-already"),
    Two("«{name}» staat al vast: {word}.", "«{name}» is settled already: {word}."),
    Two("", ""),
    "info",
)
CANNOT_CHANGE = Kind(
    "C91",
    Two("verandert-niets", "changes-nothing"),
    Two("Geen antwoord hierop verandert nog {names}.", "No answer to this can still change {names}."),
    Two("", ""),
    "info",
)
NOTHING_OPEN = Kind(
    "C87",
    Two("niets-open", "nothing-open"),
    Two(
        "Geen gestelde hypothese en geen voorstel hangt hier nog van af.",
        "No hypothesis that is raised and no proposal still depends on this.",
    ),
    Two("", ""),
    "info",
)
ALL_DECIDED = Kind(
    "C92",
    Two("al-beslist", "decided-already"),
    Two("Waarvoor dit dient is beslist: {names}.", "What this is for is decided: {names}."),
    Two("", ""),
    "info",
)
NOT_RESEARCHED = Kind(
    "C93",
    Two("niet-onderzocht", "not-researched"),
    Two("Geen gestelde hypothese vraagt dit.", "No hypothesis that is raised asks for this."),
    Two("", ""),
    "info",
)
ASKED_FOR = Kind(
    "C94",
    Two("nodig-voor", "needed-for"),
    Two("Nodig voor: {names}.", "Needed for: {names}."),
    Two("", ""),
    "info",
)
STEP_ASKS = Kind(
    "C95",
    Two("stap-vraagt", "step-asks"),
    Two("Stap «{step}» vraagt dit.", "Step «{step}» asks this."),
    Two("", ""),
    "info",
)
WAITING = Kind(
    "C96",
    Two("wacht", "waiting"),
    Two("Het traject wacht op iets of iemand.", "The case is waiting for something or somebody."),
    Two("", ""),
    "info",
)
GREY_ZONE = Kind(
    "C97",
    Two("grijze-zone", "grey-zone"),
    Two(
        "De regel laat «{name}» open: een mens moet oordelen.",
        "The rule leaves «{name}» open: a person must judge.",
    ),
    Two("", ""),
    "info",
)
NOT_AS_EXPECTED = Kind(
    "C98",
    Two("anders-dan-verwacht", "not-as-expected"),
    Two(
        "{what} «{name}»: verwacht «{want}», gekregen «{got}».",
        "{what} «{name}»: expected «{want}», got «{got}».",
    ),
    Two("verander de regel of de verwachting.", "change the rule or the expectation."),
)
NOT_ASKED_THERE = Kind(
    "C99",
    Two("daar-niet-gevraagd", "not-asked-there"),
    Two(
        "{to} vraagt «{name}» niet; het antwoord blijft in het log en telt niet mee.",
        "{to} does not ask «{name}»; the answer stays in the log and does not count.",
    ),
    Two("", ""),
    "info",
)
NOT_ON_PATH = Kind(
    "C88",
    Two("niet-aan-de-orde", "not-at-issue"),
    Two(
        "Waarvoor dit dient is hier niet aan de orde: {names}.",
        "What this is for is not at issue here: {names}.",
    ),
    Two("", ""),
    "info",
)
