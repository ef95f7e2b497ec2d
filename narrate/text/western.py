"""Rules that German, Spanish, French and the languages of tables share beyond counting.

Names that end in a figure, amounts a unit, versions, fractions of any size, an amount after a year.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from narrate.text.counting import ALONE, DIGITS, FREE, Counting
from narrate.text.rules import Rule, Style

_TIMES = re.compile(r"(?<=[0-9])(?P<it>[ ][x×][ ])(?=[0-9])")
_JOINED = re.compile(
    r"(?<![\w.,])(?P<low>[0-9]{1,4})(?P<sign>[x×+])(?P<high>[0-9]{1,4})(?!\w|,[0-9])"
)
_AND = re.compile(r"(?<=\w)(?P<it>&)(?=[A-Z])")
_LARGEST = 20  # denominator: "21/22" is a season


def has(counting: Counting) -> Rule:
    """Return the rule for a figure before "ha" where that is a verb: "en 2020 ha subido"."""
    verb = r"[ ]\w+(?:ado|ido|[ao]to|[aiu]to|[oe]cho|[ei]sto|[aeiou]so|[ae]rto|ito)s?\b"
    pattern = re.compile(
        rf"{FREE}(?P<amount>(?:1[0-9]|20)[0-9]{{2}}|{counting.number}(?=[ ]ha{verb}))(?=[ ]ha\b)"
    )
    return Rule(
        "number",
        pattern,
        lambda match, _: counting.in_words(match["amount"], ALONE),
        frozenset("h"),
    )


_FAR = 200  # characters in which the last counted noun stands
_NEAR = 80  # characters in which a word decides about another


def preceding(match: re.Match[str], group: str | int = 0) -> str:
    """Return the characters right before a match, as far as they can decide about it."""
    start = match.start(group)
    return match.string[max(0, start - _NEAR) : start]


def around(match: re.Match[str]) -> str:
    """Return a match with the characters near it."""
    return match.string[max(0, match.start() - _NEAR) : match.end() + _NEAR]


def last_words(*words: str) -> Rule:
    """Return the rule that leaves words as written that end a sentence: "l’art.", "mit Dir.".

    Each is an abbreviation where something follows it.
    """
    pattern = re.compile(rf"(?<![\w–/-])(?:{'|'.join(words)})\.(?=[\s\"'”’»“)]*\Z)")
    return Rule("word", pattern, lambda match, _: match[0], frozenset("."))


def signs(counting: Counting, times: str) -> tuple[Rule, ...]:
    """Return the rules for "3 x 20", "4x4", "90+4", "C&A", "±5"."""
    conjunction = counting.tables["signs"]["&"]
    plus_minus = f"{counting.tables['signs']['+']} {'o' if counting.code == 'es' else ''} "
    plus_minus = f"{plus_minus}{counting.minus} ".replace("  ", " ")
    words = {"x": times, "×": times, "+": counting.tables["signs"]["+"]}

    def joined(match: re.Match[str], _: Style) -> str:
        low, high = (counting.cardinal(int(match[end]), ALONE) for end in ("low", "high"))
        return f"{low} {words[match['sign']]} {high}"

    return (
        Rule("sign", _JOINED, joined, frozenset("x×+")),
        Rule("sign", _TIMES, lambda *_: f" {times} ", frozenset("x×")),
        Rule("sign", _AND, lambda *_: f" {conjunction} ", frozenset("&")),
        Rule("sign", re.compile(r"±[ ]?(?=[0-9])"), lambda *_: plus_minus, frozenset("±")),
    )


def per(counting: Counting, link: str, special: Mapping[str, str] = MappingProxyType({})) -> Rule:
    """Return the rule for an amount a unit: "12,50 €/m²", with the link between the two.

    ``special`` gives the words for some units with their own link: "al mes".
    """
    ordered = sorted(counting.nouns, key=len, reverse=True)
    sign = "|".join(re.escape(sign) for sign in ordered if sign[0] not in "_/")
    pattern = re.compile(
        rf"""
        {FREE} (?P<amount>{counting.number}) [ ]? (?P<unit>{sign}) [ ]?/[ ]?
        (?: (?P<per>{sign}) (?![\w²³])
          | (?P<word>[^\W\d_]{{3,}}|an\b) )
        """,
        re.VERBOSE,
    )

    def say(match: re.Match[str], _: Style) -> str | None:
        unit, later = match["unit"], match["per"] or match["word"]
        noun = counting.nouns[unit]
        if f"{unit}/{later}" in counting.nouns:
            return None
        figures = match["amount"]
        if noun.coin and re.fullmatch(r".*[,.][0-9]{2}", figures):
            spoken = counting.sum(figures, noun)
        else:
            form = noun.form(counting.category(figures))
            spoken = f"{counting.in_words(figures, noun.gender)} {form}"
        name = counting.nouns[later].singular if match["per"] else later
        return f"{spoken} {special.get(name) or f'{link} {name}'}"

    return Rule("measure.per", pattern, say, frozenset("/"))


def per_prefixed(counting: Counting, link: str) -> Rule:
    """Return the rule for an amount after its sign, a unit: "$3.354/Unze"."""
    pattern = re.compile(
        rf"(?<!\w)(?P<unit>[$€£])[ ]?(?P<amount>{counting.number})[ ]?/[ ]?(?P<word>[^\W\d_]{{3,}})"
    )

    def say(match: re.Match[str], _: Style) -> str:
        noun, figures = counting.nouns[match["unit"]], match["amount"]
        form = noun.form(counting.category(figures))
        return f"{counting.in_words(figures, noun.gender)} {form} {link} {match['word']}"

    return Rule("measure.per", pattern, say, frozenset("/"))


_LOOSE = (
    "km", "kg", "m2", "km2", "m3", "kWh", "MWh", "GWh", "TWh", "km²", "m²", "m³", "cm", "mm",
    "€", "$", "£",
)  # fmt: skip


def loose_per(counting: Counting, link: str) -> Rule:
    """Return the rule for a unit's sign after ``link``: "je ha", "por ha", "par t"."""
    signs = "|".join(
        re.escape(sign)
        for sign in sorted(counting.nouns, key=len, reverse=True)
        if counting.nouns[sign].kind == "unit" and sign.isalpha() and not sign.isupper()
    )
    pattern = re.compile(rf"\b(?:{link})[ ](?P<it>{signs})(?![\w²³/’'-]|\.?[ ]?[0-9])")
    return Rule("measure.loose", pattern, lambda match, _: counting.nouns[match["it"]].singular)


def loose(counting: Counting, many: str) -> Rule:
    """Return the rule for a unit's sign without a figure: "son MWh", "1,4 Md de km".

    After one of the words ``many`` the noun stands in the plural.
    """
    groups = [sign for sign in _LOOSE if sign in counting.nouns]
    signs = "|".join(re.escape(sign) for sign in sorted(groups, key=len, reverse=True))
    pattern = re.compile(
        rf"(?:\b(?P<many>(?i:{many}))[ ]|(?<=[ (’']))(?P<it>{signs})(?![\w²³/-])(?![ ]?[0-9])"
    )

    def say(match: re.Match[str], _: Style) -> str:
        noun = counting.nouns[match["it"]]
        return noun.many if match["many"] else noun.singular

    return Rule("measure.loose", pattern, say)


def fractions(counting: Counting, denominator: Callable[[int, int], str]) -> Rule:
    """Return the rule for fractions that no table has, such as 5/16.

    ``denominator`` gives the words of a denominator after a numerator.
    """
    pattern = re.compile(rf"{FREE}(?P<low>[1-9][0-9]?)/(?P<high>[1-9][0-9]?)(?![\w/]|[.,-][0-9])")

    def say(match: re.Match[str], _: Style) -> str | None:
        low, high = int(match["low"]), int(match["high"])
        if low >= high or high > _LARGEST or match[0] in {"9/11", *counting.tables["fractions"]}:
            return None
        return f"{counting.cardinal(low, 'm')} {denominator(low, high)}"

    return Rule("fraction", pattern, say, frozenset("/"))


def after_year(counting: Counting) -> Rule:
    """Return the rule for an amount right after a year: "bis 2030 55 %"."""
    ordered = sorted(counting.nouns, key=len, reverse=True)
    sign = "|".join(re.escape(sign) for sign in ordered if sign[0] not in "_/")
    pattern = re.compile(
        rf"""
        (?<=\b(?:19|20)[0-9]{{2}}[ ]) (?P<amount>[0-9]{{1,2}}(?:,[0-9]+)?)
        (?: [ ]? (?P<unit>{sign}) (?![\w²³/])
          | (?=[ ][^\W\d_]) )
        """,
        re.VERBOSE,
    )
    return Rule("measure", pattern, counting.amount, DIGITS)


def ranges(counting: Counting, gender: Callable[[str], str]) -> Rule:
    """Return the rule for a range before a noun, which decides its gender: "8–12 Grad"."""
    number = counting.number
    pattern = re.compile(
        rf"{FREE}(?P<low>{number})[ ]?[–-][ ]?(?P<high>{number})(?=[ ](?P<noun>[^\W\d_]{{3,}}))"
    )

    def say(match: re.Match[str], _: Style) -> str | None:
        low, high = (counting.split(match[end]) for end in ("low", "high"))
        if match["noun"] in counting.nouns:
            return None
        if (len(low[0]) > 1 and low[0][0] == "0") or int(low[0]) > int(high[0]):
            return None
        of = gender(match["noun"]) or ALONE
        ends = [counting.in_words(match[end], of) for end in ("low", "high")]
        return counting.to.join(ends)

    return Rule("range", pattern, say, DIGITS)


_NAME = re.compile(r"\b[^\W\d_a-zà-ÿ]\w*\Z")


def left_out(
    counting: Counting, cue: str, after: str, gender_of: Callable[[str], str], article: str = ""
) -> Rule:
    """Return the rule for a last "1" whose noun is left out: "12 filles, dont 1 blessée".

    ``cue`` and ``after`` match the words before and after it that show the gap; the gender is that
    of the last counted noun. If ``article`` stands before that noun's number, it is feminine.
    Another noun between the two, or a semicolon, leaves it open.
    """
    one = rf"{FREE}(?P<it>(?P<figures>[0-9]{{0,3}}(?<!1)1))"
    end = r"(?=[ ]?[,;:.!?)](?![0-9])|\Z)"
    pattern = re.compile(
        rf"(?:(?:\b(?:{cue})|,)[ ]{one}(?:{end}|(?=[ ](?:{after})\b)))", re.VERBOSE | re.IGNORECASE
    )
    masculine = re.compile(r"\b(?:los|el|del|al|les|des|aux|le|du|au|une?)[ ](\w{3,})")
    known = re.compile(rf"\b(?:{article})[ ][0-9.]+[ ]" if article else r"(?!)", re.IGNORECASE)
    counted = re.compile(r"(?<![\w.,])[0-9]++(?:[ .\u00a0\u202f][0-9]{3})*+[ ]([^\W\d_]{3,})")

    def say(match: re.Match[str], _: Style) -> str | None:
        near = match.string[max(0, match.start() - _FAR) : match.start()].rpartition(";")[2]
        nouns = list(counted.finditer(near))
        marked = known.search(near)
        if not nouns or not (marked or gender_of(nouns[-1][1]) == "f"):
            return None
        between = masculine.findall(near, nouns[-1].end())
        if any(gender_of(noun) != "f" for noun in between):  # "12 personas; de los hombres, 1"
            return None
        if match[0][0] == "," and _NAME.search(near):  # "calle Mayor, 201"
            return None
        return counting.in_words(match["figures"], "f")

    return Rule("number.left_out", pattern, say, frozenset("1"))
