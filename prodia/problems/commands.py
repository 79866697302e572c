"""G: wrong use of the command line, and files a user names."""

from prodia.problems import kind

UNKNOWN_VERB = kind("""G01
    onbekende-opdracht: «{name}» is geen opdracht van {command}. -> {nearest}
    unknown-command: «{name}» is no command of {command}. -> {nearest}""")
UNKNOWN_OPTION = kind("""G02
    onbekende-optie: «{command}» kent de optie «{name}» niet. -> {nearest}
    unknown-option: «{command}» has no option «{name}». -> {nearest}""")
MISSING_ARGUMENT = kind("""G03
    argument-ontbreekt: «{command}» heeft nog {name} nodig. -> zie «{command} --help».
    argument-missing: «{command}» needs {name} as well. -> see «{command} --help».""")
BAD_VALUE = kind("""G04
    waarde-past-niet: de waarde bij {name} kan ik niet gebruiken. -> {wanted}
    value-does-not-fit: the value for {name} is not one I can use. -> {wanted}""")
WRONG_USE = kind("""G05
    verkeerd-gebruik: «{command}» kan met deze argumenten niets doen. -> zie «{command} --help».
    wrong-use: «{command}» can do nothing with these arguments. -> see «{command} --help».""")
ONE_TOO_MANY = kind("""G07
    te-veel-gezegd: «{command}» kan met «{name}» niets doen. -> {hint}
    too-much-said: «{command}» can do nothing with «{name}». -> {hint}""")
UNKNOWN_LANG = kind("""G06
    onbekende-taal: «{name}» is geen taal van deze opdrachtregel. -> kies «--lang nl» of «--lang en».
    unknown-language: «{name}» is no language of this command line. -> choose «--lang nl» or «--lang en».""")
NO_FILE = kind("""G10
    bestand-niet-gevonden: «{path}» bestaat niet. -> kijk de naam en de map na.
    file-not-found: «{path}» does not exist. -> look at the name and the folder.""")
IS_FOLDER = kind("""G11
    map-geen-bestand: «{path}» is een map; hier is een bestand nodig. -> noem een bestand in die map.
    folder-no-file: «{path}» is a folder; a file is needed here. -> name a file in that folder.""")
NOT_READABLE = kind("""G12
    niet-leesbaar: «{path}» mag of kan ik niet lezen. -> kijk de rechten van het bestand na.
    not-readable: «{path}» may not or cannot be read. -> look at the permissions of the file.""")
NOT_TEXT = kind("""G13
    geen-tekst: «{path}» is geen tekst in UTF-8. -> bewaar het opnieuw als tekst in UTF-8.
    no-text: «{path}» is no text in UTF-8. -> save it again as text in UTF-8.""")
NOT_WRITABLE = kind("""G14
    niet-te-schrijven: «{path}» kan ik niet schrijven; er is niets veranderd.
      -> kies een andere plaats, of kijk de rechten na.
    not-writable: «{path}» cannot be written; nothing has changed.
      -> choose another place, or look at the permissions.""")
DISK_FULL = kind("""G19
    schijf-vol: de schijf is vol; «{path}» is niet geschreven.
      -> maak plaats en geef dezelfde opdracht nog eens, of kies een andere plaats.
    disk-full: the disk is full; «{path}» was not written.
      -> make room and give the same command again, or choose another place.""")
EXISTS = kind("""G15
    bestaat-al: «{path}» bestaat al en wordt niet overschreven.
      -> kies een andere naam, of ga verder in dat bestand.
    exists-already: «{path}» exists already and is not overwritten.
      -> choose another name, or go on in that file.""")
CHANGED_MEANWHILE = kind("""G16
    intussen-veranderd: in «{path}» is intussen iets anders vastgelegd; dit voorval niet.
      -> doe het opnieuw: dan zie je eerst wat er bij kwam.
    changed-meanwhile: something else was recorded in «{path}» meanwhile; this event was not.
      -> do it again: you then see first what was added.""")
IS_FILE = kind("""G17
    bestand-geen-map: «{path}» is een bestand; hier is een map nodig.
      -> noem de map waarin het staat, of een andere.
    file-no-folder: «{path}» is a file; a folder is needed here.
      -> name the folder it stands in, or another.""")
OF_PRODIA = kind("""G18
    hoort-bij-prodia: «{path}» hoort bij prodia zelf; er is niets geschreven.
      -> werk in een eigen pakket (prodia new pack), of in de map waarin je aan prodia werkt.
    belongs-to-prodia: «{path}» belongs to prodia itself; nothing was written.
      -> work in a pack of your own (prodia new pack), or in the folder where you work on prodia.""")
NO_MATCH = kind("""G20
    niets-gevonden: er is geen {what} «{name}». -> {nearest}
    nothing-found: there is no {what} «{name}». -> {nearest}""")
NOTHING_TO_CHECK = kind("""G21
    niets-te-controleren: in «{path}» vond ik geen protocol en geen gedeeld bestand.
      -> noem een pakket, een map van een protocol of een YAML-bestand daarin.
    nothing-to-check: in «{path}» there was no protocol and no shared file.
      -> name a pack, the folder of a protocol or a YAML file in it.""")
BAD_LET = kind("""G22
    let-onleesbaar: «--let» vraagt naam=waarde.
      -> bijvoorbeeld --let leespc=8, --let graad="lager" of --let hulp=null.
    unreadable-let: «--let» wants name=value.
      -> for instance --let leespc=8, --let stage="primary" or --let help=null.""")
BAD_JSON = kind("""G23
    geen-json: dit is geen JSON-object (teken {column}). -> {hint}
    no-json: this is no JSON object (character {column}). -> {hint}""")
LINE_SHAPE = kind("""G26
    regel-anders-van-vorm: op deze regel klopt «{name}» niet. -> {hint}
    line-of-another-shape: on this line «{name}» is not right. -> {hint}""")
INTERRUPTED = kind("""G40 info
    onderbroken: onderbroken; wat bewaard was, is bewaard.
    interrupted: interrupted; what was saved, is saved.""")
UNFORESEEN = kind("""G99
    onvoorzien: dit had niet mogen gebeuren ({what}).
      -> meld het met de opdracht die je gaf (zonder gegevens van een leerling).
    unforeseen: this should not have happened ({what}).
      -> report it with the command you gave (without data of a pupil).""")
EVENT_FAR_AHEAD = kind("""F61
    voorval-ver-vooruit: de dag van dit voorval moet nog meer dan een jaar komen; daarna kon er niets van een
      vroegere dag meer bij.
      -> kijk het jaartal van «on» na.
    event-far-ahead: the day of this event is more than a year to come; nothing of an earlier day could follow
      it.
      -> check the year of «on».""")
WORKED_CASE = kind("""F62
    uitgewerkt-geval: «{path}» is een uitgewerkt geval; daarin wordt niets vastgelegd.
      -> bekijk het met «prodia case show» of «prodia test»; begin een traject met «prodia case new».
    worked-case: «{path}» is a worked case; nothing is recorded in it.
      -> look at it with «prodia case show» or «prodia test»; begin a case with «prodia case new».""")
NO_SITE_ADDRESS = kind("""X64
    geen-adres-van-een-site: «{found}» is geen adres.
      -> begin «address» met https://, en «report» met https:// of mailto:.
    no-address-of-a-site: «{found}» is no address.
      -> begin «address» with https://, and «report» with https:// or mailto:.""")
