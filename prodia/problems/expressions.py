"""E: expressions, and the L kinds that concern one condition.

E01-E19 are refusals of text (raised as :class:`prodia.errors.ExpressionError`),
E20-E39 and L08-L11 are findings about types (returned by ``infer``).
"""

from prodia.problems import Kind, Two

CHARACTER = Kind(
    "E01",
    Two("onbekend-teken", "unknown-character"),
    Two("«{found}» heeft hier geen betekenis.", "«{found}» has no meaning here."),
    Two("{hint_nl}", "{hint_en}"),
)
UNEXPECTED = Kind(
    "E02",
    Two("niet-verwacht", "unexpected"),
    Two("hier staat «{found}», maar ik verwacht {wanted_nl}.", "found «{found}», expected {wanted_en}."),
    Two("{hint_nl}", "{hint_en}"),
)
UNFINISHED = Kind(
    "E03",
    Two("niet-af", "unfinished"),
    Two(
        "de uitdrukking stopt waar {wanted_nl} moet komen.",
        "the expression stops where {wanted_en} should come.",
    ),
    Two("vul de uitdrukking aan.", "complete the expression."),
)
OPEN_TEXT = Kind(
    "E04",
    Two("tekst-niet-gesloten", "text-not-closed"),
    Two(
        "deze tekst (of opmerking) heeft een begin en geen einde.",
        "this text (or comment) opens and never closes.",
    ),
    Two('sluit een tekst met ", een opmerking met */.', 'close a text with ", a comment with */.'),
)
SPELLING = Kind(
    "E05",
    Two("andere-schrijfwijze", "other-spelling"),
    Two(
        "«{found}» wordt in deze taal «{right}» geschreven.",
        "«{found}» is written «{right}» in this language.",
    ),
    Two("schrijf «{right}».", "write «{right}»."),
)
NUMBER = Kind(
    "E06",
    Two("geen-getal", "not-a-number"),
    Two("«{found}» is geen getal dat ik kan lezen.", "«{found}» is no number I can read."),
    Two("schrijf {right}.", "write {right}."),
)
ESCAPE = Kind(
    "E07",
    Two("onbekende-code-in-tekst", "unknown-escape"),
    Two("«{found}» is geen geldige code in een tekst.", "«{found}» is no valid escape in a text."),
    Two(
        'geldig zijn \\n \\t \\r \\" \\\\ \\uXXXX en \\UXXXXXX.',
        'valid are \\n \\t \\r \\" \\\\ \\uXXXX and \\UXXXXXX.',
    ),
)
CONSTANT = Kind(
    "E08",
    Two("datum-of-duur-onleesbaar", "unreadable-date-or-duration"),
    Two("«{found}» is geen {wanted_nl}.", "«{found}» is no {wanted_en}."),
    Two(
        'een datum is "2018-12-02", een duur "P6M" (maanden), "P2Y" (jaren) of "P10D" (dagen).',
        'a date is "2018-12-02", a duration "P6M" (months), "P2Y" (years) or "P10D" (days).',
    ),
)
FUNCTION = Kind(
    "E09",
    Two("onbekende-functie", "unknown-function"),
    Two("de functie «{found}» bestaat niet.", "there is no function «{found}»."),
    Two("{hint_nl}", "{hint_en}"),
)
ARITY = Kind(
    "E10",
    Two("aantal-argumenten", "number-of-arguments"),
    Two(
        "«{found}» krijgt {count} argumenten en vraagt er {wanted_nl}.",
        "«{found}» is given {count} arguments and takes {wanted_en}.",
    ),
    Two("schrijf {right}.", "write {right}."),
)
PARENTHESES = Kind(
    "E11",
    Two("haakjes-nodig", "parentheses-needed"),
    Two(
        "«{found}» kan hier op twee manieren gelezen worden.",
        "«{found}» can be read in two ways here.",
    ),
    Two("schrijf haakjes, bijvoorbeeld {right}.", "write parentheses, for instance {right}."),
)
NAME = Kind(
    "E16",
    Two("geen-naam", "not-a-name"),
    Two("«{found}» is geen naam.", "«{found}» is no name."),
    Two(
        "begin met een letter; een punt staat alleen na law, case en cutoff.",
        "begin with a letter; a dot stands only after law, case and cutoff.",
    ),
)
TOO_LONG = Kind(
    "E12",
    Two("te-lang", "too-long"),
    Two(
        "de uitdrukking telt {count} {unit_nl}; hoogstens {limit} mag.",
        "the expression has {count} {unit_en}; at most {limit} is allowed.",
    ),
    Two(
        "geef een deel ervan een eigen naam (een afgeleide waarde).",
        "give part of it a name of its own (a derived value).",
    ),
)
TOO_DEEP = Kind(
    "E13",
    Two("te-diep", "too-deep"),
    Two(
        "de uitdrukking is meer dan {limit} niveaus diep.", "the expression is more than {limit} levels deep."
    ),
    Two(
        "geef een deel ervan een eigen naam, of gebruik sum(...), all(...) of any(...).",
        "give part of it a name of its own, or use sum(...), all(...) or any(...).",
    ),
)
LIST = Kind(
    "E14",
    Two("geen-lijsten", "no-lists"),
    Two("lijsten tussen rechte haken zijn hier geen waarde.", "lists in square brackets are no value here."),
    Two(
        "schrijf «in (1, 2, 3)», of geef de waarden los: max(a, b).",
        "write «in (1, 2, 3)», or pass the values one by one: max(a, b).",
    ),
)
TYPE_TEXT = Kind(
    "E15",
    Two("type-onleesbaar", "unreadable-type"),
    Two("«{found}» is geen type.", "«{found}» is no type."),
    Two("{hint_nl}", "{hint_en}"),
)
UNKNOWN_NAME = Kind(
    "E20",
    Two("onbekende-naam", "unknown-name"),
    Two("er is hier geen waarde «{found}».", "there is no value «{found}» here."),
    Two("{hint_nl}", "{hint_en}"),
)
WRONG_TYPE = Kind(
    "E21",
    Two("type-past-niet", "type-does-not-fit"),
    Two("«{op}» kan niet met {found_nl}.", "«{op}» does not work on {found_en}."),
    Two("het kan met {wanted_nl}.", "it works on {wanted_en}."),
)
WRONG_RESULT = Kind(
    "E22",
    Two("uitkomst-past-niet", "result-does-not-fit"),
    Two(
        "de uitkomst is {found_nl}, verwacht wordt {wanted_nl}.",
        "the result is {found_en}, expected is {wanted_en}.",
    ),
    Two(
        "pas de uitdrukking aan, of het type dat ervoor verklaard is.",
        "change the expression, or the type declared for it.",
    ),
)
BRANCHES = Kind(
    "E23",
    Two("takken-verschillen", "branches-differ"),
    Two("de takken geven {found_nl} en {other_nl}.", "the branches give {found_en} and {other_en}."),
    Two("laat beide takken hetzelfde soort waarde geven.", "let both branches give the same kind of value."),
)
UNORDERED = Kind(
    "E24",
    Two("tekst-heeft-geen-volgorde", "text-has-no-order"),
    Two(
        "«{op}» vergelijkt de volgorde van teksten, en die hangt af van de taal.",
        "«{op}» compares the order of texts, which depends on the language.",
    ),
    Two("vergelijk met = of in, of met een getal.", "compare with = or in, or with a number."),
)
HOUSE_RULE = Kind(
    "E30",
    Two("huisregel-naam-met-constante", "house-rule-name-with-constant"),
    Two(
        "een voorwaarde vergelijkt één naam met één constante; hier staat «{found}».",
        "a condition compares one name with one constant; here it says «{found}».",
    ),
    Two(
        "geef de berekening een naam (een afgeleide waarde met een type) en vergelijk die.",
        "give the calculation a name (a derived value with a type) and compare that.",
    ),
    severity="warning",
)
NEVER = Kind(
    "L08",
    Two("onmogelijke-voorwaarde", "impossible-condition"),
    Two(
        "«{found}» kan nooit waar zijn: {name_nl} loopt {range_nl}.",
        "«{found}» can never be true: {name_en} runs {range_en}.",
    ),
    Two("verander de grens, of het bereik van {name_nl}.", "change the cut-off, or the range of {name_en}."),
)
ALWAYS = Kind(
    "L09",
    Two("altijd-waar", "always-true"),
    Two(
        "«{found}» is altijd waar: {name_nl} loopt {range_nl}.",
        "«{found}» is always true: {name_en} runs {range_en}.",
    ),
    Two(
        "laat deze voorwaarde weg, of verander de grens.", "leave this condition out, or change the cut-off."
    ),
    severity="warning",
)
UNITS = Kind(
    "L10",
    Two("eenheid-botst", "units-clash"),
    Two("«{found}» zet {first_nl} naast {second_nl}.", "«{found}» puts {first_en} beside {second_en}."),
    Two(
        "reken eerst om in een afgeleide waarde met een eigen type.",
        "convert first, in a derived value with a type of its own.",
    ),
)
NO_OPTION = Kind(
    "L11",
    Two("optie-bestaat-niet", "no-such-option"),
    Two(
        "«{found}» is geen antwoord dat {name_nl} kan hebben.",
        "«{found}» is no answer that {name_en} can have.",
    ),
    Two("{hint_nl}", "{hint_en}"),
)
