"""V: versions and release."""

from prodia.problems import Kind, Two

RELEASED_CHANGED = Kind(
    "V01",
    Two("vrijgegeven-gewijzigd", "released-changed"),
    Two(
        "{name} is vrijgegeven en ligt vast (released.lock, regel {line}), en de inhoud is veranderd.",
        "{name} is released and fixed (released.lock, line {line}), and its content has changed.",
    ),
    Two(
        "zet de inhoud terug, kopieer de map naar een nieuwe versie en verander daar.",
        "put the content back, copy the folder to a new version and change that.",
    ),
)
NOT_LOCKED = Kind(
    "V14",
    Two("vrijgegeven-niet-vastgelegd", "released-not-locked"),
    Two(
        "{name} heet vrijgegeven en staat niet in released.lock.",
        "{name} is called released and is not in released.lock.",
    ),
    Two(
        "schrijf «status: concept» zolang je eraan werkt; om vrij te geven, voeg in released.lock de regel «{name} {digest}» toe.",
        "write «status: concept» while you work on it; to release it, add the line «{name} {digest}» to released.lock.",
    ),
)
LOCK_LINE = Kind(
    "V15",
    Two("slotregel-onleesbaar", "unreadable-lock-line"),
    Two("deze regel is geen «id@versie sha256:...».", "this line is no «id@version sha256:...»."),
    Two("herstel de regel; regels komen er alleen bij.", "repair the line; lines are only ever added."),
)
LOCK_TWICE = Kind(
    "V16",
    Two("slotregel-dubbel", "lock-line-twice"),
    Two("{name} staat al op regel {first}.", "{name} stands on line {first} already."),
    Two(
        "schrap de nieuwe regel; wat vrijgegeven is verandert niet.",
        "delete the new line; what is released does not change.",
    ),
)
LOCKED_GONE = Kind(
    "V17",
    Two("vrijgegeven-verdwenen", "released-gone"),
    Two("{name} is vrijgegeven en het bestand is er niet meer.", "{name} is released and its file is gone."),
    Two(
        "zet het bestand terug; lopende trajecten steunen erop.",
        "put the file back; running trajectories rest on it.",
    ),
)
CONFLICT = Kind(
    "V18",
    Two("zelfde-versie-andere-inhoud", "same-version-other-content"),
    Two(
        "{name} bestaat twee keer met een andere inhoud: ook in {other}.",
        "{name} exists twice with another content: in {other} too.",
    ),
    Two(
        "geef een van de twee een ander versienummer, of schrap hem.",
        "give one of the two another version number, or delete it.",
    ),
)
UNKNOWN = Kind(
    "V19",
    Two("onbekende-versie", "unknown-version"),
    Two("er is geen «{name}».", "there is no «{name}»."),
    Two("{hint_nl}", "{hint_en}"),
)
NOT_USABLE = Kind(
    "V20",
    Two("niet-bruikbaar", "not-usable"),
    Two("«{name}» bevat fouten en kan niet lopen.", "«{name}» has errors and cannot run."),
    Two(
        "herstel eerst de fouten die bij het laden gemeld zijn.", "repair the errors reported at load first."
    ),
)
SHARED_TWICE = Kind(
    "S05",
    Two("dubbel-id", "duplicate-id"),
    Two("«{name}» bestaat al in {other}.", "«{name}» exists already in {other}."),
    Two("kies een andere naam, of schrap een van de twee.", "choose another name, or delete one of the two."),
)
