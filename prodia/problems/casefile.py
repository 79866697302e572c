"""C80-C87: a case file that is not as it was written, or an event in it that can not be read."""

from prodia.problems import Kind, Two

CHANGED_LINE = Kind(
    "C80",
    Two("regel-gewijzigd", "line-changed"),
    Two(
        "Regel {line} is veranderd nadat ze werd geschreven, of er is een regel weg of bij gekomen.",
        "Line {line} was changed after it was written, or a line was removed or added.",
    ),
    Two(
        "neem een ongewijzigde kopie; verbeteren gaat met een nieuw voorval.",
        "take an unchanged copy; a correction is a new event.",
    ),
)
UNREADABLE_LINE = Kind(
    "C81",
    Two("regel-onleesbaar", "line-unreadable"),
    Two("Regel {line} is geen regel van een trajectbestand.", "Line {line} is no line of a case file."),
    Two("neem een ongewijzigde kopie van het bestand.", "take an unchanged copy of the file."),
)
HEADER = Kind(
    "C82",
    Two("geen-trajectbestand", "no-case-file"),
    Two("Dit bestand begint niet als een trajectbestand.", "This file does not begin as a case file."),
    Two("de eerste regel noemt «format» en «case».", "the first line names «format» and «case»."),
)
UNKNOWN_KIND = Kind(
    "C83",
    Two("onbekend-voorval", "unknown-event"),
    Two("{where}: dit soort voorval is onbekend.", "{where}: this kind of event is unknown."),
    Two(
        "bekend zijn: {known}; een nieuwere prodia kent er misschien meer.",
        "known are: {known}; a newer prodia may know more.",
    ),
)
NEWER = Kind(
    "C84",
    Two("nieuwere-vorm", "newer-shape"),
    Two(
        "{where}: dit voorval is vastgelegd met een nieuwere prodia (vorm {v}; deze kent tot {known}).",
        "{where}: this event was recorded by a newer prodia (shape {v}; this one knows up to {known}).",
    ),
    Two("lees het bestand met die nieuwere versie.", "read the file with that newer version."),
)
SHAPE = Kind(
    "C85",
    Two("voorval-onvolledig", "event-misshapen"),
    Two("{where}: «{key}» {what_nl}.", "{where}: «{key}» {what_en}."),
    Two("{shape_nl}", "{shape_en}"),
)
# What is wrong with a key, by what pydantic calls it; and what an event of a kind is made of.
WRONG = {
    "missing": Two("ontbreekt", "is missing"),
    "extra_forbidden": Two("hoort niet bij dit voorval", "does not belong to this event"),
    "date_form": Two("is geen dag zoals 2026-09-01", "is no day like 2026-09-01"),
    "string_pattern_mismatch": Two("is geen id", "is no id"),
    "reference": Two(
        "is geen protocol met zijn versie, zoals id@1.0.0", "is no protocol with its version, like id@1.0.0"
    ),
    "string_too_short": Two("is leeg", "is empty"),
    "literal_error": Two(
        "is geen van de woorden die hier kunnen", "is none of the words that can stand here"
    ),
    "answer_or_missing": Two(
        "vraagt «value» of «missing», één van beide", "wants «value» or «missing», one of the two"
    ),
    "identity_missing": Two(
        "vraagt «born»: alleen wie meedenkt kent de leerling niet",
        "wants «born»: only who thinks along does not know the pupil",
    ),
    "identity_consultative": Two(
        "noemt een leerling, en wie meedenkt kent die niet",
        "names a pupil, whom who thinks along does not know",
    ),
    "mapping": Two("is geen object met sleutels", "is no object with keys"),
}
OTHER = Two("past hier niet", "does not fit here")
KEYS = Two("«{kind}» vraagt {needed}; mag ook {may}.", "«{kind}» wants {needed}; and may have {may}.")
AN_EVENT = Two(
    "een voorval is een object met «kind», «on» en «by».", "an event is an object with «kind», «on» and «by»."
)
TRUNCATED = Kind(
    "C86",
    Two("regels-weg", "lines-missing"),
    Two(
        "Het bestand telt {got} voorvallen, en het zegel {want} met een ander einde.",
        "The file holds {got} events, and the seal {want} with another end.",
    ),
    Two("neem de volledige kopie.", "take the complete copy."),
)
