"""G: wrong use of the command line, and files a user names."""

from prodia.problems import Kind, Two

UNKNOWN_VERB = Kind(
    "G01",
    Two("onbekende-opdracht", "unknown-command"),
    Two("«{name}» is geen opdracht van {command}.", "«{name}» is no command of {command}."),
    Two("{nearest_nl}", "{nearest_en}"),
)
UNKNOWN_OPTION = Kind(
    "G02",
    Two("onbekende-optie", "unknown-option"),
    Two("«{command}» kent de optie «{name}» niet.", "«{command}» has no option «{name}»."),
    Two("{nearest_nl}", "{nearest_en}"),
)
MISSING_ARGUMENT = Kind(
    "G03",
    Two("argument-ontbreekt", "argument-missing"),
    Two("«{command}» heeft nog {name} nodig.", "«{command}» needs {name} as well."),
    Two("zie «{command} --help».", "see «{command} --help»."),
)
BAD_VALUE = Kind(
    "G04",
    Two("waarde-past-niet", "value-does-not-fit"),
    Two("de waarde bij {name} kan ik niet gebruiken.", "the value for {name} is not one I can use."),
    Two("{wanted_nl}", "{wanted_en}"),
)
WRONG_USE = Kind(
    "G05",
    Two("verkeerd-gebruik", "wrong-use"),
    Two(
        "«{command}» kan met deze argumenten niets doen.", "«{command}» can do nothing with these arguments."
    ),
    Two("zie «{command} --help».", "see «{command} --help»."),
)
UNKNOWN_LANG = Kind(
    "G06",
    Two("onbekende-taal", "unknown-language"),
    Two("«{name}» is geen taal van deze opdrachtregel.", "«{name}» is no language of this command line."),
    Two("kies «--lang nl» of «--lang en».", "choose «--lang nl» or «--lang en»."),
)
NO_FILE = Kind(
    "G10",
    Two("bestand-niet-gevonden", "file-not-found"),
    Two("«{path}» bestaat niet.", "«{path}» does not exist."),
    Two("kijk de naam en de map na.", "look at the name and the folder."),
)
IS_FOLDER = Kind(
    "G11",
    Two("map-geen-bestand", "folder-no-file"),
    Two("«{path}» is een map; hier is een bestand nodig.", "«{path}» is a folder; a file is needed here."),
    Two("noem een bestand in die map.", "name a file in that folder."),
)
NOT_READABLE = Kind(
    "G12",
    Two("niet-leesbaar", "not-readable"),
    Two("«{path}» mag of kan ik niet lezen.", "«{path}» may not or cannot be read."),
    Two("kijk de rechten van het bestand na.", "look at the permissions of the file."),
)
NOT_TEXT = Kind(
    "G13",
    Two("geen-tekst", "no-text"),
    Two("«{path}» is geen tekst in UTF-8.", "«{path}» is no text in UTF-8."),
    Two("bewaar het opnieuw als tekst in UTF-8.", "save it again as text in UTF-8."),
)
NOT_WRITABLE = Kind(
    "G14",
    Two("niet-te-schrijven", "not-writable"),
    Two(
        "«{path}» kan ik niet schrijven; er is niets veranderd.",
        "«{path}» cannot be written; nothing has changed.",
    ),
    Two(
        "kies een andere plaats, of kijk de rechten na.", "choose another place, or look at the permissions."
    ),
)
EXISTS = Kind(
    "G15",
    Two("bestaat-al", "exists-already"),
    Two("«{path}» bestaat al en wordt niet overschreven.", "«{path}» exists already and is not overwritten."),
    Two("kies een andere naam, of ga verder in dat bestand.", "choose another name, or go on in that file."),
)
CHANGED_MEANWHILE = Kind(
    "G16",
    Two("intussen-veranderd", "changed-meanwhile"),
    Two(
        "in «{path}» is intussen iets anders vastgelegd; dit voorval niet.",
        "something else was recorded in «{path}» meanwhile; this event was not.",
    ),
    Two(
        "doe het opnieuw: dan zie je eerst wat er bij kwam.",
        "do it again: you then see first what was added.",
    ),
)
NO_MATCH = Kind(
    "G20",
    Two("niets-gevonden", "nothing-found"),
    Two("er is geen {what_nl} «{name}».", "there is no {what_en} «{name}»."),
    Two("{nearest_nl}", "{nearest_en}"),
)
NOTHING_TO_CHECK = Kind(
    "G21",
    Two("niets-te-controleren", "nothing-to-check"),
    Two(
        "in «{path}» vond ik geen protocol en geen gedeeld bestand.",
        "in «{path}» there was no protocol and no shared file.",
    ),
    Two(
        "noem een pakket, een map van een protocol of een YAML-bestand daarin.",
        "name a pack, the folder of a protocol or a YAML file in it.",
    ),
)
BAD_LET = Kind(
    "G22",
    Two("let-onleesbaar", "unreadable-let"),
    Two("«--let» vraagt naam=waarde.", "«--let» wants name=value."),
    Two(
        'bijvoorbeeld --let leespc=8, --let graad="lager" of --let hulp=null.',
        'for instance --let leespc=8, --let stage="primary" or --let help=null.',
    ),
)
BAD_JSON = Kind(
    "G23",
    Two("geen-json", "no-json"),
    Two("dit is geen JSON-object (teken {column}).", "this is no JSON object (character {column})."),
    Two("{hint_nl}", "{hint_en}"),
)
LINE_SHAPE = Kind(
    "G26",
    Two("regel-anders-van-vorm", "line-of-another-shape"),
    Two("op deze regel klopt «{name}» niet.", "on this line «{name}» is not right."),
    Two("{hint_nl}", "{hint_en}"),
)
INTERRUPTED = Kind(
    "G40",
    Two("onderbroken", "interrupted"),
    Two("onderbroken; wat bewaard was, is bewaard.", "interrupted; what was saved, is saved."),
    Two("", ""),
    "info",
)
UNFORESEEN = Kind(
    "G99",
    Two("onvoorzien", "unforeseen"),
    Two("dit had niet mogen gebeuren ({what}).", "this should not have happened ({what})."),
    Two(
        "meld het met de opdracht die je gaf (zonder gegevens van een leerling).",
        "report it with the command you gave (without data of a pupil).",
    ),
)
