"""French forms that stand only in writing: laws, sums of money, kilometers of a road."""

import re

from narrate.text.counting import DIGITS, FREE
from narrate.text.fr.numbers import COUNTING
from narrate.text.numerals import roman, words
from narrate.text.rules import Rule, Style

SMALL_SUM = re.compile(rf"{FREE}0,(?P<cents>[0-9]{{2}})[ ]?(?:€|euros?)(?![\w/])")
COINS = re.compile(rf"{FREE}(?P<whole>[0-9]{{1,3}})[ ]?€[ ]?(?P<cents>[0-9]{{2}})(?!\w|[.,][0-9])")
# "art. L. 310-2", "loi n° 2016-1691", "articles 5-1 et R123-4"
_PART = r"(?:(?P<code>[LRDA])\.?[ ]?\*?)?(?P<first>[0-9]{1,4})(?P<rest>(?:[.-][0-9]{1,4}){0,3})"
LAW = re.compile(
    rf"""
    (?: \b
        (?i: art (?:icles?|\.)
           | loi
           | lois
           | décret
           | ordonnance
           | arrêté
           | directive
           | code
           | al (?:inéas?|\.) )
        (?:[ ](?i:n°|nº|no|nos|n°s))? [ ]
      | (?P<bare>(?<![\w.])(?=[LRD]\.?[ ]?[0-9]{{2,4}}-[0-9])) )
    (?P<it>{_PART}) (?![\w%/]|[.,][0-9])
    """,
    re.VERBOSE,
)
# "no 5" and "nos 3 et 4", as small letters above the line leave them: "nᵒ 5".
NUMBER = re.compile(
    r"\b(?P<it>[Nn]o(?P<plural>s(?=[ ][0-9]+(?:,|[ ]et|[ ]à)[ ][0-9])|))(?=[ ][0-9])"
)
# "le 3919", "le 39 19": a number of four figures to call.
SHORT = re.compile(
    r"""
    \b (?:[Ll]es?|[Aa]u|[Dd]u|[Nn]uméro|n°) [ ]
    (?P<it>(?P<first>3[0-9])[ ]?(?P<last>(?!00)[0-9]{2}))
    (?! \w
      | [.,]?[ ]?[0-9]
      | [ ]? [%€]
      | [ ] (?: [a-zà-ÿ]+[sx] | k?m | [kM]?W | k?g )\b )
    """,
    re.VERBOSE,
)
# "le 49.3", "un 49-3": an article of the constitution that goes by its number alone.
CONSTITUTION = re.compile(
    r"""
    \b
    (?i: les? | au | du | des | ces? | un | sans | par | via | nouveau | premier | dernier
       | énième | prochain ) [ ]
    (?P<it>(?P<article>4[479])[.-](?P<part>[1-3])) (?![\w%€-]|[.,][0-9]|[ ]?[€%])
    """,
    re.VERBOSE,
)
TEAM = re.compile(r"\b[Ll]e[ ](?P<it>XV|XIII)(?=[ ]d[e’'])")
SIZE = re.compile(
    rf"""
    {FREE} (?P<low>[0-9]+(?:,[0-9]+)?) [ ]?[x×][ ]? (?P<high>[0-9]+(?:,[0-9]+)?) [ ]?
    (?P<unit> cm
            | mm
            | m
            | km
            | pixels )
    \b
    """,
    re.VERBOSE,
)
_DAYS = {
    "lun": "lundi", "mar": "mardi", "mer": "mercredi", "jeu": "jeudi", "ven": "vendredi",
    "sam": "samedi", "dim": "dimanche",
}  # fmt: skip
_DAY = "|".join(_DAYS)
WEEKDAYS = re.compile(
    rf"\b(?P<first>{_DAY})\.?(?P<link>[-–]|[ ]au?[ ]|[ ]et[ ])(?P<last>{_DAY})\b\.?"
)
GENERAL = re.compile(r"\b[Ll]e[ ](?P<it>Gal)(?=[ ][A-ZÉ])")
# "Boulogne-s/-Mer", "Châlons s/ Saône"
ON = re.compile(r"(?P<before>[- ])s/[- ]?(?=[A-ZÉ])")
OLD_FRANCS = re.compile(rf"{FREE}(?P<whole>[0-9]+),(?P<cents>[0-9]{{2}})[ ]F(?!\w)")
SPOON = re.compile(r"(?:½|1/2)[ ](?P<sign>c\. à (?:café|soupe|c\.|s\.))")
ROAD = re.compile(r"\b(?P<it>km)(?=[ ][0-9])")
FIRST = re.compile(r"(?<=[a-zéèç][ ])(?P<it>I(?P<ending>er|re|ère))(?!\w)")  # "Bartholomée Ier"
FATHER = re.compile(r"\b(?:[Ll]e|[Aa]u|[Dd]u)[ ](?P<it>P\.)(?=[ ][A-ZÉ])")


def _small_sum(match: re.Match[str], _: Style) -> str:
    """Say "0,99 €"."""
    cents = int(match["cents"])
    return f"{words(cents, 'fr')} centime{'s' if cents > 1 else ''}"


def _coins(match: re.Match[str], _: Style) -> str:
    return COUNTING.sum(f"{match['whole']},{match['cents']}", COUNTING.nouns["€"])


def _law(match: re.Match[str], _: Style) -> str:
    """Say "L. 310-2" as "L trois cent dix tiret deux"."""
    parts = re.split(r"([.-])", match["first"] + match["rest"])
    names = {"-": "tiret", ".": ""}
    spoken = " ".join(names[part] if part in names else words(int(part), "fr") for part in parts)
    spoken = " ".join(spoken.split())
    return f"{match['code']} {spoken}" if match["code"] else spoken


def _constitution(match: re.Match[str], _: Style) -> str:
    """Say "le 49.3" without the stop.

    >>> speakable("Le 49.3 et le 39 19.", "fr")
    'Le quarante-neuf trois et le trente-neuf dix-neuf.'
    """
    return f"{words(int(match['article']), 'fr')} {words(int(match['part']), 'fr')}"


def _number(match: re.Match[str], _: Style) -> str:
    return f"{match['it'][0]}uméro{match['plural']}"


def _size(match: re.Match[str], _: Style) -> str:
    """Say "80 x 81 cm"."""
    noun = COUNTING.nouns.get(match["unit"])
    unit = noun.many if noun else match["unit"]
    return f"{COUNTING.in_words(match['low'])} sur {COUNTING.in_words(match['high'])} {unit}"


def _weekdays(match: re.Match[str], _: Style) -> str:
    link = match["link"].strip()
    link = f" {link} " if link.isalpha() else " à "
    return f"{_DAYS[match['first']]}{link}{_DAYS[match['last']]}"


def _short(match: re.Match[str], _: Style) -> str:
    first, last = int(match["first"]), int(match["last"])
    zero = "zéro " if match["last"][0] == "0" and last else ""
    return f"{words(first, 'fr')} {zero}{words(last, 'fr')}"


def _on(match: re.Match[str], _: Style) -> str:
    return f"{match['before']}sur{match['before']}"


def _old_francs(match: re.Match[str], _: Style) -> str:
    """Say "5,20 F"."""
    franc = "francs" if int(match["whole"]) > 1 else "franc"
    return f"{COUNTING.in_words(match['whole'])} {franc} {words(int(match['cents']), 'fr')}"


def _spoon(match: re.Match[str], _: Style) -> str:
    """Say "½ c. à café"."""
    return f"une demi-{COUNTING.nouns[match['sign']].singular}"


RULES: tuple[Rule, ...] = (
    Rule(
        "roman.monarch",
        FIRST,
        lambda match, _: "premier" if match["ending"] == "er" else "première",
        frozenset("I"),
    ),
    Rule("title", FATHER, lambda *_: "Père", frozenset("P")),
    Rule("money.coins", SMALL_SUM, _small_sum, DIGITS),
    Rule("money.coins", COINS, _coins, DIGITS),
    Rule("law", LAW, _law, DIGITS),
    Rule("law", CONSTITUTION, _constitution, frozenset("4")),
    Rule("abbreviation", NUMBER, _number, DIGITS),
    Rule("weekday", WEEKDAYS, _weekdays),
    Rule("roman", TEAM, lambda match, _: words(roman(match["it"]), "fr"), frozenset("X")),
    Rule("measure", SIZE, _size, frozenset("x×")),
    Rule("phone", SHORT, _short, frozenset("3")),
    Rule("abbreviation", GENERAL, lambda *_: "général", frozenset("G")),
    Rule("abbreviation", ON, _on, frozenset("/")),
    Rule("money", OLD_FRANCS, _old_francs, frozenset("F")),
    Rule("measure", SPOON, _spoon, frozenset("½2")),
    Rule("abbreviation", ROAD, lambda *_: "kilomètre", frozenset("k")),
)
