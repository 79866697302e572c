"""L: a condition that is none, a value of another type than declared."""

from prodia.problems import Kind, Two

NOT_A_CONDITION = Kind(
    "L23",
    Two("geen-voorwaarde", "not-a-condition"),
    Two("Dit is geen voorwaarde maar een waarde ({got}).", "This is not a condition but a value ({got})."),
    Two(
        "vergelijk de waarde met iets, bijvoorbeeld «< 10».",
        "compare the value with something, for example «< 10».",
    ),
)
OTHER_TYPE = Kind(
    "L24",
    Two("ander-type", "other-type"),
    Two(
        "«{name}» heet «{want}» te zijn, maar de berekening geeft «{got}».",
        "«{name}» is said to be «{want}», but the computation gives «{got}».",
    ),
    Two("pas «type» of «is» aan.", "change «type» or «is»."),
)
