"""D: what a disk, an editor or another program did to a case file, and what was put right."""

from prodia.problems import kind
from prodia.words import Words

LINE_ENDS = kind("""D01
    regeleinden-van-windows: De regels eindigen zoals Windows het doet (CRLF); zo werden ze niet geschreven.
      -> «prodia case repair» zet de regeleinden terug; bewaar een trajectbestand niet met een tekstverwerker.
    windows-line-ends: The lines end as on Windows (CRLF); they were not written so.
      -> «prodia case repair» puts the line ends back; do not save a case file with an editor.""")
BLANK_LINE = kind("""F60
    lege-regel: Regel {line} is leeg; zo werd ze niet geschreven.
      -> «prodia case repair» haalt lege regels weg; bewaar een trajectbestand niet met een tekstverwerker.
    blank-line: Line {line} is blank; it was not written so.
      -> «prodia case repair» takes blank lines away; do not save a case file with an editor.""")
TORN = kind("""D02 warning
    afgebroken-regel: Achter regel {line} staat een afgebroken stuk van {size} bytes: een voorval dat nooit
      als vastgelegd gemeld werd. Het telt niet mee.
      -> leg het voorval opnieuw vast; «prodia case repair» zet het stuk apart.
    torn-line: Behind line {line} stands a torn piece of {size} bytes: an event that was never said to be
      recorded. It does not count.
      -> record the event again; «prodia case repair» sets the piece aside.""")
NO_PLAIN_FILE = kind("""D03
    geen-gewoon-bestand: «{path}» is een verwijzing, een pijp of een toestel, geen gewoon bestand.
      -> noem het bestand zelf.
    no-plain-file: «{path}» is a link, a pipe or a device, no plain file. -> name the file itself.""")
FILE_FULL = kind("""D04
    bestand-vol: «{path}» zou groter worden dan {limit} MiB, en dan is het niet meer te lezen; er is niets
      vastgelegd.
      -> sluit dit traject af in een kortere tekst, of begin een nieuw.
    file-full: «{path}» would become larger than {limit} MiB and could not be read any more; nothing was
      recorded.
      -> close this case in a shorter text, or begin a new one.""")
UNCERTAIN = kind("""D05
    niet-zeker-vastgelegd: De schijf weigerde, en ook terugzetten lukte niet: misschien staat in «{path}» wat
      er bij moest komen, misschien niet.
      -> kijk eerst of het er staat, voor je het opnieuw doet.
    recorded-or-not: The disk refused, and putting back failed too: what was to be added may stand in
      «{path}», or not.
      -> look first whether it is there, before you do it again.""")
OPEN_TO_OTHERS = kind("""D06 warning
    anderen-mogen-schrijven: Anderen op deze computer mogen in «{path}» schrijven. -> chmod 600 «{path}».
    others-may-write: Others on this computer may write in «{path}». -> chmod 600 «{path}».""")
LEFT_OVER = kind("""D07 warning
    afgebroken-begin: Naast «{path}» ligt wat een afgebroken begin achterliet: {names}.
      -> «prodia case repair» ruimt het op.
    interrupted-begin: Beside «{path}» lies what an interrupted beginning left: {names}.
      -> «prodia case repair» clears it away.""")
SET_ASIDE = kind("""D08 info
    apart-gezet: Het afgebroken stuk van {size} bytes staat nu in «{path}». -> bewaar of wis dat bestand.
    set-aside: The torn piece of {size} bytes now stands in «{path}». -> keep or delete that file.""")
PUT_RIGHT = kind("""D09 info
    hersteld: {what}.
    put-right: {what}.""")
PUT = {
    "ends": Words("De regeleinden staan weer zoals ze waren", "The line ends are again as written"),
    "blank": Words("Lege regels zijn weg", "Blank lines are gone"),
    "last": Words("De laatste regel eindigt weer zoals hij hoort", "The last line ends again as it should"),
    "left": Words("Wat een afgebroken begin achterliet is weg", "What an interrupted beginning left is gone"),
}
