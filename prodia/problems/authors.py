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
