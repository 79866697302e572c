"""Findings about expressions (E, and L where a condition is at stake) and decision tables (B).

E01-E19 are refusals of text (raised as :class:`prodia.errors.ExpressionError`), E20-E39 and L08-L11
findings about types (returned by ``infer``). In B, ``{table}`` is filled in by who knows its name,
the rest by ``analyse``.
"""

from prodia.problems import kind

# E: expressions, and the L kinds that concern one condition.

CHARACTER = kind("""E01
    onbekend-teken: «{found}» heeft hier geen betekenis. -> {hint}
    unknown-character: «{found}» has no meaning here. -> {hint}""")
UNEXPECTED = kind("""E02
    niet-verwacht: hier staat «{found}», maar ik verwacht {wanted}. -> {hint}
    unexpected: found «{found}», expected {wanted}. -> {hint}""")
UNFINISHED = kind("""E03
    niet-af: de uitdrukking stopt waar {wanted} moet komen. -> vul de uitdrukking aan.
    unfinished: the expression stops where {wanted} should come. -> complete the expression.""")
OPEN_TEXT = kind("""E04
    tekst-niet-gesloten: deze tekst (of opmerking) heeft een begin en geen einde.
      -> sluit een tekst met ", een opmerking met */.
    text-not-closed: this text (or comment) opens and never closes.
      -> close a text with ", a comment with */.""")
SPELLING = kind("""E05
    andere-schrijfwijze: «{found}» wordt in deze taal «{right}» geschreven. -> schrijf «{right}».
    other-spelling: «{found}» is written «{right}» in this language. -> write «{right}».""")
NUMBER = kind("""E06
    geen-getal: «{found}» is geen getal dat ik kan lezen. -> schrijf {right}.
    not-a-number: «{found}» is no number I can read. -> write {right}.""")
ESCAPE = kind("""E07
    onbekende-code-in-tekst: «{found}» is geen geldige code in een tekst.
      -> geldig zijn \\n \\t \\r \\" \\\\ \\uXXXX en \\UXXXXXX.
    unknown-escape: «{found}» is no valid escape in a text.
      -> valid are \\n \\t \\r \\" \\\\ \\uXXXX and \\UXXXXXX.""")
CONSTANT = kind("""E08
    datum-of-duur-onleesbaar: «{found}» is geen {wanted}.
      -> een datum is "2018-12-02", een duur "P6M" (maanden), "P2Y" (jaren) of "P10D" (dagen).
    unreadable-date-or-duration: «{found}» is no {wanted}.
      -> a date is "2018-12-02", a duration "P6M" (months), "P2Y" (years) or "P10D" (days).""")
FUNCTION = kind("""E09
    onbekende-functie: de functie «{found}» bestaat niet. -> {hint}
    unknown-function: there is no function «{found}». -> {hint}""")
ARITY = kind("""E10
    aantal-argumenten: «{found}» krijgt {count} argumenten en vraagt er {wanted}. -> schrijf {right}.
    number-of-arguments: «{found}» is given {count} arguments and takes {wanted}. -> write {right}.""")
PARENTHESES = kind("""E11
    haakjes-nodig: «{found}» kan hier op twee manieren gelezen worden.
      -> schrijf haakjes, bijvoorbeeld {right}.
    parentheses-needed: «{found}» can be read in two ways here.
      -> write parentheses, for instance {right}.""")
NAME = kind("""E16
    geen-naam: «{found}» is geen naam. -> begin met een letter.
    not-a-name: «{found}» is no name.
      -> begin with a letter.""")
TOO_LONG = kind("""E12
    te-lang: de uitdrukking telt {count} {unit}; hoogstens {limit} mag.
      -> geef een deel ervan een eigen naam (een afgeleide waarde).
    too-long: the expression has {count} {unit}; at most {limit} is allowed.
      -> give part of it a name of its own (a derived value).""")
TOO_DEEP = kind("""E13
    te-diep: de uitdrukking is meer dan {limit} niveaus diep.
      -> geef een deel ervan een eigen naam, of gebruik sum(...), all(...) of any(...).
    too-deep: the expression is more than {limit} levels deep.
      -> give part of it a name of its own, or use sum(...), all(...) or any(...).""")
LIST = kind("""E14
    geen-lijsten: lijsten tussen rechte haken zijn hier geen waarde.
      -> schrijf «in (1, 2, 3)», of geef de waarden los: max(a, b).
    no-lists: lists in square brackets are no value here.
      -> write «in (1, 2, 3)», or pass the values one by one: max(a, b).""")
TYPE_TEXT = kind("""E15
    type-onleesbaar: «{found}» is geen type. -> {hint}
    unreadable-type: «{found}» is no type. -> {hint}""")
UNKNOWN_NAME = kind("""E20
    onbekende-naam: er is hier geen waarde «{found}». -> {hint}
    unknown-name: there is no value «{found}» here. -> {hint}""")
WRONG_TYPE = kind("""E21
    type-past-niet: «{op}» kan niet met {found}. -> {hint}
    type-does-not-fit: «{op}» does not work on {found}. -> {hint}""")
WRONG_RESULT = kind("""E22
    uitkomst-past-niet: de uitkomst is {found}, verwacht wordt {wanted}.
      -> pas de uitdrukking aan, of het type dat ervoor verklaard is.
    result-does-not-fit: the result is {found}, expected is {wanted}.
      -> change the expression, or the type declared for it.""")
BRANCHES = kind("""E23
    takken-verschillen: de takken geven {found} en {other}.
      -> laat beide takken hetzelfde soort waarde geven.
    branches-differ: the branches give {found} and {other}.
      -> let both branches give the same kind of value.""")
UNORDERED = kind("""E24
    tekst-heeft-geen-volgorde: «{op}» vergelijkt de volgorde van teksten, en die hangt af van de taal.
      -> vergelijk met = of in, of met een getal.
    text-has-no-order: «{op}» compares the order of texts, which depends on the language.
      -> compare with = or in, or with a number.""")
HOUSE_RULE = kind("""E30 warning
    huisregel-naam-met-constante: een voorwaarde vergelijkt één naam met één constante; hier staat «{found}».
      -> geef de berekening een naam (een afgeleide waarde met een type) en vergelijk die.
    house-rule-name-with-constant: a condition compares one name with one constant; here it says «{found}».
      -> give the calculation a name (a derived value with a type) and compare that.""")
SHARE = kind("""E31 warning
    grens-als-deel: «{found}» is minder dan één stap: {name} loopt {range}. -> bedoelde je {meant}?
    cut-off-as-share: «{found}» is less than one step: {name} runs {range}. -> did you mean {meant}?""")
NEVER = kind("""L08
    onmogelijke-voorwaarde: «{found}» kan nooit waar zijn: {name} loopt {range}.
      -> verander de grens, of het bereik van {name}.
    impossible-condition: «{found}» can never be true: {name} runs {range}.
      -> change the cut-off, or the range of {name}.""")
ALWAYS = kind("""L09 warning
    altijd-waar: «{found}» is altijd waar: {name} loopt {range}.
      -> laat deze voorwaarde weg, of verander de grens.
    always-true: «{found}» is always true: {name} runs {range}.
      -> leave this condition out, or change the cut-off.""")
NEVER_ENOUGH = kind("""M86
    nooit-genoeg: «{found}» kan nooit waar zijn: er staan maar {many} voorwaarden.
      -> vraag er hoogstens {many}, of voeg voorwaarden toe.
    never-enough: «{found}» can never be true: there are only {many} conditions.
      -> ask at most {many} of them, or add conditions.""")
UNITS = kind("""L10
    eenheid-botst: «{found}» zet {first} naast {second}.
      -> reken eerst om in een afgeleide waarde met een eigen type.
    units-clash: «{found}» puts {first} beside {second}.
      -> convert first, in a derived value with a type of its own.""")
NO_OPTION = kind("""L11
    optie-bestaat-niet: «{found}» is geen antwoord dat {name} kan hebben. -> {hint}
    no-such-option: «{found}» is no answer that {name} can have. -> {hint}""")

# B: decision tables.

GAP = kind("""B01
    gat-in-tabel: Beslissingstabel «{table}» geeft geen uitkomst voor: {witness}.
      -> voeg een regel toe voor dit geval, of schrijf een «otherwise».
    gap-in-table: Decision table «{table}» has no outcome for: {witness}.
      -> add a rule for this case, or write an «otherwise».""")
OVERLAP = kind("""B02
    overlap-in-tabel: In tabel «{table}» gelden regel {first} en regel {second} tegelijk voor: {witness}.
      -> maak een van de twee regels enger, of kies «hit: first».
    overlap-in-table: In table «{table}» rule {first} and rule {second} both hold for: {witness}.
      -> narrow one of the two rules, or choose «hit: first».""")
CONTRADICTION = kind("""B03
    tegenspraak: In tabel «{table}» geven regel {first} en regel {second} een verschillende uitkomst voor:
      {witness}.
      -> maak de uitkomsten gelijk, of een van de twee regels enger.
    contradiction: In table «{table}» rule {first} and rule {second} give different outcomes for:
      {witness}.
      -> make the outcomes equal, or narrow one of the two rules.""")
HIDDEN = kind("""B04
    verborgen-regel: Regel {rule} van tabel «{table}» komt nooit aan de beurt: regels die voorgaan gelden al
      in elk geval dat zij beschrijft, bijvoorbeeld {witness} (regel {first}).
      -> zet deze regel hoger, maak haar ruimer, of laat haar weg.
    hidden-rule: Rule {rule} of table «{table}» never gets its turn: rules that go before it hold in every
      case it describes, for instance {witness} (rule {first}).
      -> move this rule up, widen it, or leave it out.""")
EDGE = kind("""B06
    grens-onduidelijk: De grenzen in tabel «{table}» sluiten niet op elkaar aan: bij precies {value} voor
      «{column}» {what} ({witness}).
      -> kies aan welke kant {value} hoort: «<» en «>=», of «<=» en «>».
    unclear-edge: The edges in table «{table}» do not fit: at exactly {value} for «{column}» {what}
      ({witness}).
      -> choose the side that {value} belongs to: «<» and «>=», or «<=» and «>».""")
MISSING_INPUT = kind("""B07
    onbekend-invoer: Tabel «{table}» zegt niet wat er geldt als er geen waarde is voor {columns},
      bijvoorbeeld: {witness}.
      -> schrijf een «otherwise», of een regel met de cel «null».
    missing-input: Table «{table}» does not say what holds without a value for {columns}, for instance:
      {witness}.
      -> write an «otherwise», or a rule with the cell «null».""")
OUTCOME = kind("""B09
    uitkomst-onbekend: {where} van tabel «{table}» geeft «{found}» voor «{output}», en dat is geen van de
      verklaarde uitkomsten.
      -> kies uit: {known}.
    unknown-outcome: {where} of table «{table}» gives «{found}» for «{output}», which is none of the
      declared outcomes.
      -> choose from: {known}.""")
UNUSED = kind("""B10 warning
    kolom-ongebruikt: Kolom «{column}» van tabel «{table}» sluit in geen enkele regel iets uit.
      -> laat de kolom weg, of vul haar cellen in.
    unused-column: Column «{column}» of table «{table}» excludes nothing in any rule.
      -> leave the column out, or fill in its cells.""")
NEVER_HOLDS = kind("""B13
    regel-geldt-nooit: Regel {rule} van tabel «{table}» kan nooit gelden: geen enkele waarde van «{column}»
      past bij de cel «{cell}».
      -> verander de cel, of het bereik van «{column}».
    rule-never-holds: Rule {rule} of table «{table}» can never hold: no value of «{column}» fits the cell
      «{cell}».
      -> change the cell, or the range of «{column}».""")
NOT_DECIDED = kind("""B14 warning
    niet-uitgemaakt: Of tabel «{table}» {what}, is na {steps} stappen niet uitgemaakt.
      -> splits de tabel in twee kleinere.
    not-decided: Whether table «{table}» {what} is not decided after {steps} steps.
      -> split the table into two smaller ones.""")
TOO_MANY_RULES = kind("""L30
    te-veel-regels: De tabel telt {got} regels; hoogstens {want} worden gelezen.
      -> splits de tabel in verschillende beslissingen.
    too-many-rules: The table has {got} rules; at most {want} are read.
      -> split the table into several decisions.""")
CELL = kind("""B15
    cel-is-geen-vergelijking: De cel «{cell}» (regel {rule}, kolom «{column}») doet meer dan de kolom met
      constanten vergelijken.
      -> geef de berekening een naam (een afgeleide waarde) en maak daar een kolom van.
    cell-is-no-comparison: The cell «{cell}» (rule {rule}, column «{column}») does more than compare the
      column with constants.
      -> give the calculation a name (a derived value) and make that a column.""")
