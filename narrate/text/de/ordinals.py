"""German ordinals, Roman numerals, and adjectives that are abbreviated, each in its case."""

import re

from narrate.text.counting import FREE
from narrate.text.de.dates import ARTICLE, STRONG, WEAK, ending_of, nth
from narrate.text.de.numbers import COUNTING, cardinal, gender_of
from narrate.text.numerals import ROMAN, roman, words
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs
from narrate.text.western import preceding

NOUNS = pairs("de/ordinals.tsv")
_NUMERALS = frozenset(["Zwei", "Drei", "Vier", "Fünf", "Sieben", "Zwölf"])  # "Hl. Drei Könige"
_NOMINATIVE = {"m": "er", "f": "e", "n": "es"}
_MIXED = r"(?:[dms]?ein|ihr|unser|euer|kein)"
_FIGURES = r"(?P<figures>[0-9]{1,4}|(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))\."
# "der 3. Platz", "im 2. und 3. Jahr", "sein 50. Sieg"; "2. Runde" only where a heading or a clause
# opens with it, or where its noun is in the table.
ORDINAL = re.compile(
    rf"""
    (?: \b (?P<weak>(?i:{WEAK}))
      | \b (?P<strong>(?i:{STRONG}))
      | \b (?P<mixed>(?i:{_MIXED}))
      | (?P<open>^|(?<=[:–(„“»,])) )
    [ ]? (?P<it>{_FIGURES})
    (?=[ ](?P<noun>[A-ZÄÖÜ][\w-]*|[a-zäöüß]+e[nrsm]?[ ][A-ZÄÖÜ]|bis\b|und\b|oder\b))
    """,
    re.VERBOSE,
)
# "Sie gibt heute ihr 500. …": an object without an ending before its ordinal is neuter.
_OBJECT = re.compile(
    r"""
    \b (?i:er|sie|es|man|wir|ich) [ ]
    (?! (?: ist|sind|war|waren|wird|wurde|bleibt|blieb|sei|folgt|folgte|kommt|kam|begann|beginnt
          | heißt|hieß )\b )
    [a-zäöüß]+ (?:[ ]\w+){0,3} [ ]\Z
    """,
    re.VERBOSE,
)
# "im 2. und 3. Jahr": the second figure has the first one's ending.
SECOND = re.compile(
    rf"""
    {ARTICLE} (?:[0-9]{{1,3}}\.[ ](?:bis|und|oder)[ ]) (?P<it>(?P<figures>[0-9]{{1,3}})\.)
    (?=[ ](?P<noun>[A-ZÄÖÜ][\w-]*))
    """,
    re.VERBOSE,
)
BARE = re.compile(rf"(?<![\w.,:])(?P<it>{_FIGURES})(?=[ ](?P<noun>{'|'.join(NOUNS)})\b)")
PLACE = re.compile(r"\b(?:als|Als|wurde|wird|Platz)[ ](?P<it>(?P<figures>[0-9]{1,2})\.)(?=[ ]|$)")
_GENITIVES = "Heinrichs|Ludwigs|Karls|Wilhelms|Friedrichs|Philipps|Georgs|Ottos|Leos|Pauls|Peters"
_MONARCHS = pairs("de/monarchs.tsv")
_CHAPTERS = (
    "Kapitel|Band|Teil|Artikel|Klasse|Typ|Hartz|Akt|Stufe|Abschnitt|Titel|Buch|Phase|Gruppe"
    "|Saal|Halle|Terminal|Block|Schacht|Reaktor|Turm|Gleis|Becken|Los|Tafel|Kurve"
)
# "jeder 7. ist", "jede 3. (34 %)": no noun follows.
EACH = re.compile(
    r"\b[Jj]ede(?P<case>[rsmn]?)[ ](?P<it>(?P<figures>[0-9]{1,3})\.)(?=[ ][a-zäöü(]|$)"
)
MONARCH = re.compile(
    rf"""
    \b
    (?: (?P<before> [Vv]on
                  | [Uu]nter
                  | [Mm]it
                  | [Bb]ei
                  | [Nn]ach
                  | [Ss]eit
                  | [Aa]n
                  | [Zz]u
                  | [Aa]us )
        [ ]
      | (?P<object>durch|für|gegen|um|über|[Dd]en) [ ]
      | (?P<genitive>[Dd]es) [ ] )?
    (?P<title>(?:König|Königin|Kaiser|Kaiserin|Papst|Zar|Zarin|Fürst|Herzog)s?[ ])?
    (?:[A-ZÄÖÜ][a-zäöüß]+[ ])?? (?P<name>[A-ZÄÖÜ][a-zäöüß]+) [ ]
    (?P<it>(?P<roman>(?=[IVX]){ROMAN})\.) (?=[ ,;:)–]|$)
    """,
    re.VERBOSE,
)
# "mit Leo XIV. und Karl III.": the second name is in the case of the first.
_SECOND_DATIVE = re.compile(
    r"\b(?:[Mm]it|[Vv]on|[Bb]ei|[Uu]nter)[ ](?:\w+[ ]){1,3}[IVX]+\.[ ]und[ ](?:\w+[ ])?\Z"
)
STOPPAGE = re.compile(
    rf"{ARTICLE}(?P<it>(?P<figures>[0-9]{{2,3}})\.?[ ]?\+[ ]?(?P<extra>[0-9]{{1,2}})\.?)(?=[ ]Min)"
)
CUED = re.compile(
    rf"\b(?:{_CHAPTERS}|Vatikanum|Super[ ]Bowl|Rocky)[ ](?P<it>(?=[IVX]){ROMAN})(?![\w.]*\w)"
)
ADJECTIVES = pairs("de/adjectives.tsv")
_CUT = "|".join(map(re.escape, sorted(ADJECTIVES, key=len, reverse=True)))
ADJECTIVE = re.compile(
    rf"""
    (?:\b(?:(?P<weak>(?i:{WEAK}))|(?P<strong>(?i:{STRONG}))|(?P<mixed>(?i:{_MIXED})))[ ])?
    (?<!\w) (?P<it>(?P<cut>{_CUT})) (?=,?[ ](?P<noun>[A-ZÄÖÜ„][\w-]*)?)
    """,
    re.VERBOSE,
)
_UNITS = {"MP": "Megapixel", "Mio.": "Millionen", "Mrd.": "Milliarden", "km": "Kilometer"}
_SIGN = "|".join(
    re.escape(sign)
    for sign in sorted({*COUNTING.nouns, *_UNITS}, key=len, reverse=True)
    if sign[0] not in "_%/"
)
_COMPOUND = r"[0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]+)?"
COMPOUND = re.compile(
    rf"""
    {FREE}
    (?P<it> (?P<figures>{_COMPOUND})
            (?: - (?P<percent>%) -
              | - (?P<unit>{_SIGN}) - (?=[A-Z])
              | - (?=[a-zäöüA-ZÄÖÜ]\w)
              | (?P<fused>%) (?=ige)
              | (?= fach
                  | köpfig
                  | jährig
                  | tägig
                  | stündig
                  | minütig
                  | mal\b
                  | prozentig
                  | stellig ) ) )
    """,
    re.VERBOSE,
)
SCORE = re.compile(rf"{FREE}(?P<it>(?P<low>[0-9]{{1,3}}):(?P<high>[0-9]{{1,3}}))(?=-[A-ZÄÖÜ])")
# "3- bis 5-jährige", "ein- bis 2-mal": the hyphen waits for the later word.
HANGING = re.compile(rf"{FREE}(?P<it>(?P<figures>{_COMPOUND})-)(?=[ ](?:bis|und|oder)[ ][0-9])")


def _ordinal(match: re.Match[str], _: Style) -> str | None:
    figures = match["figures"]
    number = int(figures) if figures.isdecimal() else roman(figures)
    noun = match["noun"]
    gender = NOUNS.get(noun) or gender_of(noun)
    if match["open"] is not None:
        return nth(number, _NOMINATIVE[gender]) if gender else None
    if not figures.isdecimal() and noun not in NOUNS and not (match["weak"] or match["strong"]):
        return None
    if match["mixed"]:
        neuter = _OBJECT.search(preceding(match, "mixed")) is not None
        return nth(number, _NOMINATIVE.get(gender, "es" if neuter else "er"))
    plural = match["strong"] and match["strong"].lower() in {"die", "seine", "ihre", "diese"}
    return nth(number, "en" if plural and gender in {"m", "n"} else ending_of(match))


def _second(match: re.Match[str], _: Style) -> str | None:
    gender = NOUNS.get(match["noun"]) or gender_of(match["noun"])
    if not (match["weak"] or match["strong"]):
        return nth(int(match["figures"]), _NOMINATIVE[gender]) if gender else None
    return nth(int(match["figures"]), ending_of(match))


def _every_nth(match: re.Match[str], _: Style) -> str:
    """Say "jeder 7.", with the stop that ends its sentence."""
    ending = "e" if match["case"] in {"", "r", "s"} else "en"
    return nth(int(match["figures"]), ending) + ("" if match.string[match.end() :].strip() else ".")


def _bare(match: re.Match[str], _: Style) -> str:
    figures = match["figures"]
    number = int(figures) if figures.isdecimal() else roman(figures)
    return nth(number, _NOMINATIVE[NOUNS[match["noun"]]])


def _place(match: re.Match[str], _: Style) -> str | None:
    """Say "als 3. ins Ziel", "er wurde 5.", "sie wurde 5."; "Platz 3." is none."""
    following = match.string[match.end("it") :]
    she = re.search(r"\b[Ss]ie\b[^.;]*\Z", preceding(match))
    spoken = nth(int(match["figures"]), "e" if she else "er")
    if not following.strip("\"'”’»“) "):
        return f"{spoken}." if not match[0].startswith("Platz") else None
    return spoken if re.match(r"[ ][a-zäöü]", following) else None


def _monarch(match: re.Match[str], _: Style) -> str | None:
    """Say "Ludwig XIV.", "unter Ludwig XIV.", "Elisabeth II."; "Kapitel IV." is none."""
    name = match["name"]
    if re.fullmatch(_CHAPTERS, name) or name in {"Der", "Die", "Das", "Im"}:
        return None
    royal = match["title"] or name.removesuffix("s") in _MONARCHS or name in _MONARCHS
    ends = not match.string[match.end() :].strip("\"'”’»“) ")
    if not royal and len(match["roman"]) == 1:
        return None  # "Anna V., 40"
    if not royal:  # "Mütterrente III."
        return words(roman(match["roman"]), "de") + ("." if ends else "")
    queen = _MONARCHS.get(name) == "die"
    article = "die" if queen else "der"
    if match["genitive"] or re.fullmatch(_GENITIVES, match["name"]):
        article = "des"
    elif match["before"] or _SECOND_DATIVE.search(preceding(match)):
        article = "der" if queen else "dem"
    elif match["object"]:
        article = "die" if queen else "den"
    weak = match["before"] or article in {"den", "dem", "des"}
    stop = "" if match.string[match.end() :].strip("\"'”’»“) ") else "."
    return f"{article} {nth(roman(match['roman']), 'en' if weak else 'e').capitalize()}{stop}"


def _stoppage(match: re.Match[str], _: Style) -> str:
    """Say "in der 90.+3 Minute"."""
    extra = words(int(match["extra"]), "de")
    return f"{nth(int(match['figures']), ending_of(match))} plus {extra}"


def _cued(match: re.Match[str], _: Style) -> str:
    return words(roman(match["it"]), "de")


def _adjective(match: re.Match[str], _: Style) -> str:
    """Say an adjective in the case that its article and its noun show: "der deutschen Bahn"."""
    stem, noun = ADJECTIVES[match["cut"]], match["noun"] or ""
    gender = gender_of(noun)
    article = (match["strong"] or "").lower()
    if match["weak"] or noun in _NUMERALS:
        ending = "en"
    elif article in {"die", "seine", "ihre", "diese", "unsere", "meine"}:
        plural = gender in {"m", "n"} or (gender == "f" and noun.endswith("en"))
        ending = "en" if plural else "e"
    elif article in {"der", "dieser", "jeder"}:
        ending = "en" if gender == "f" else "e"
    elif article:
        ending = "e"
    elif match["mixed"]:
        ending = _NOMINATIVE.get(gender, "er")
    else:
        ending = _NOMINATIVE.get(gender, "e")
    return stem + ending


def _compound(match: re.Match[str], _: Style) -> str:
    """Say "5-jährig", "3-mal", "100-Meter-Lauf", "5-%-Hürde" as one word."""
    spoken = COUNTING.in_words(match["figures"], "m")
    if match["unit"]:
        return f"{spoken}-{_UNITS.get(match['unit']) or COUNTING.nouns[match['unit']].many}-"
    if match["percent"]:
        return f"{spoken}-Prozent-"
    if match["fused"]:
        return f"{spoken}prozent"
    return f"{spoken}-" if match.string[match.end() : match.end() + 1].isupper() else spoken


def _score(match: re.Match[str], _: Style) -> str:
    """Say "2:1-Sieg"."""
    return f"{words(int(match['low']), 'de')} zu {words(int(match['high']), 'de')}"


def _hanging(match: re.Match[str], _: Style) -> str:
    figures = match["figures"]
    return f"{cardinal(int(figures), 'm') if figures.isdecimal() else COUNTING.in_words(figures)}"


RULES: tuple[Rule, ...] = (
    Rule("ordinal", STOPPAGE, _stoppage, frozenset("+")),
    Rule("score", SCORE, _score, frozenset(":")),
    Rule("compound", HANGING, _hanging, frozenset("-")),
    Rule("compound", COMPOUND, _compound, frozenset("0123456789")),
    Rule("ordinal", ORDINAL, _ordinal, frozenset(".")),
    Rule("ordinal", SECOND, _second, frozenset(".")),
    Rule("ordinal", BARE, _bare, frozenset(".")),
    Rule("ordinal", EACH, _every_nth, frozenset("J") | frozenset("j")),
    Rule("ordinal", PLACE, _place, frozenset(".")),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("roman", CUED, _cued, frozenset("IVX")),
    Rule("adjective", ADJECTIVE, _adjective, frozenset(".")),
)
