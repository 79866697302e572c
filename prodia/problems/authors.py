"""K: what authors are told of their cases as data, of mutants that survive, and of versions."""

from prodia.problems import kind

# K01-K09: worked cases.

UNKNOWN_BEGINNING = kind("""K01
    onbekend-begin: Dit geval begint met «{name}», en dat geval is er niet. -> bedoelde je {nearest}
    unknown-beginning: This case begins with «{name}», and there is no such case.
      -> did you mean {nearest}""")
CIRCULAR_BEGINNING = kind("""K02
    begin-in-een-kring: Dit geval begint met «{name}», dat zelf weer met dit geval begint.
      -> schrijf in één van beide de eerste voorvallen zelf.
    circular-beginning: This case begins with «{name}», which itself begins with this case.
      -> write the first events of one of them in full.""")
EMPTY_CASE = kind("""K03
    geval-zonder-voorval: In dit geval gebeurt niets. -> schrijf «events», of «begins» met een ander geval.
    case-without-event: Nothing happens in this case. -> write «events», or «begins» with another case.""")

# K10-K29: versions.

NO_REVISION = kind("""K10
    onbekende-revisie: git kent «{name}» niet voor {path}.
      -> noem een tak, een label of een revisie van de map waarin het pakket staat.
    unknown-revision: git does not know «{name}» for {path}.
      -> name a branch, a tag or a revision of the folder the pack stands in.""")
OTHER_PROTOCOL = kind("""K11
    niet-hetzelfde-protocol: «{old}» en «{new}» zijn niet hetzelfde protocol.
      -> vergelijk twee versies van een protocol.
    not-the-same-protocol: «{old}» and «{new}» are not the same protocol.
      -> compare two versions of one protocol.""")
STEP_TOO_SMALL = kind("""K12
    versiesprong-te-klein: de stap van {old} naar {new} is te klein. -> noem deze versie minstens {version}.
    version-step-too-small: the step from {old} to {new} is too small.
      -> call this version {version} at least.""")
