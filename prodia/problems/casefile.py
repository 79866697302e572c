"""C80-C87: a case file that is not as it was written, or an event in it that can not be read."""

from prodia.problems import Kind, Two

CHANGED_LINE = Kind(
    "C80",
    Two("regel-gewijzigd", "line-changed"),
    Two("Regel {line} is veranderd nadat ze werd geschreven, of er is een regel weg of bij gekomen.", "Line {line} was changed after it was written, or a line was removed or added."),
    Two("neem een ongewijzigde kopie; verbeteren gaat met een nieuw voorval.", "take an unchanged copy; a correction is a new event."),
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
    Two("bekend zijn: {known}; een nieuwere prodia kent er misschien meer.", "known are: {known}; a newer prodia may know more."),
)
NEWER = Kind(
    "C84",
    Two("nieuwere-vorm", "newer-shape"),
    Two("{where}: dit voorval is vastgelegd met een nieuwere prodia (vorm {v}; deze kent tot {known}).", "{where}: this event was recorded by a newer prodia (shape {v}; this one knows up to {known})."),
    Two("lees het bestand met die nieuwere versie.", "read the file with that newer version."),
)
SHAPE = Kind(
    "C85",
    Two("voorval-onvolledig", "event-misshapen"),
    Two("{where}: «{key}» klopt niet ({what}).", "{where}: «{key}» is not right ({what})."),
    Two("vergelijk met het voorbeeld van dit voorval in de handleiding.", "compare with the example of this event in the manual."),
)
TRUNCATED = Kind(
    "C86",
    Two("regels-weg", "lines-missing"),
    Two("Het bestand telt {got} voorvallen, en het zegel {want} met een ander einde.", "The file holds {got} events, and the seal {want} with another end."),
    Two("neem de volledige kopie.", "take the complete copy."),
)
