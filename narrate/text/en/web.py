"""Addresses of the web: URLs, e-mail, handles, hashtags, IP addresses."""

import re
from string import ascii_letters

from narrate.text.en.grammar import FUNCTION_WORDS, cued, cues
from narrate.text.en.letters import spelled
from narrate.text.en.numbers import cardinal, digits, figure_rule, year
from narrate.text.known import vocabulary_of
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, after_stop, in_any_case

TOP = f"{cued('top_domain')}|[a-z]{{2}}"
URL = later(r"(?<![\w@])(?:(?:https?|ftp|file)://|www\.)[^\s<>\"“”()]+[\w/]", re.IGNORECASE)
EMAIL = later(r"(?<![\w+-])(?<!\w\.)\w[\w.+-]{0,63}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,5}")
DOMAIN = later(
    rf"""
    (?<![\w@./-]) [a-zA-Z0-9-]{{1,63}}+ (?:\.[a-z0-9-]{{1,63}}+){{0,4}} \. (?:{TOP}|[a-z]{{3}})
    (?![\w-]) (?:/[\w/.~%-]*[\w/])?
    """,
    re.VERBOSE,
)
HANDLE = later(r"(?<![\w@])(?P<mark>[@#])(?P<name>[A-Za-z_]\w*)")
# The name of a body that a word follows without a space: "@WMATAriders".
CAPITALS = later(r"(?<![A-Z])(?P<first>[A-Z]{2,})(?P<last>[A-Z])(?P<rest>[a-z]{4,})(?![a-z])")
IP = later(r"(?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![\w]|\.[0-9])")
MARKS = {
    ".": "dot",
    "/": "slash",
    "-": "dash",
    "_": "underscore",
    "@": "at",
    ":": "colon",
    "?": "question mark",
    "=": "equals",
    "&": "and",
    "%": "percent",
    "+": "plus",
    "#": "hash",
    "~": "tilde",
}
SCHEME = later(r"(?:https?|ftp|file)://(?:www\.)?", re.IGNORECASE)
PART = later(r"[0-9]+|[^\W\d_]+|[^\w\s]|_")
SPELLED = cues("spelled_domain")

# "three .gov sites", "an .exe file"
SHORT_SUFFIX = 3  # letters; a longer ending may be a word whose space is misplaced
SUFFIX = later(r"(?<=[\s(“\"])\.(?P<ending>[a-z]{2,5})(?=[ ][a-z]|[,;)])", re.VERBOSE)


def _address(match: re.Match[str], _: Style) -> str:
    """Say an e-mail address mark by mark; a name after a bare @ is a handle.

    >>> speakable("Write to desk@example.org.", "en")
    'Write to desk at example dot org.'
    >>> speakable("Ask @example now.", "en")
    'Ask at example now.'
    """
    address = re.sub(r"^https?://", "", match[0], flags=re.IGNORECASE)  # nobody says the scheme
    return " ".join(_part(part) for part in PART.findall(address))


def _url(match: re.Match[str], style: Style) -> str:
    """Say the host of an address, and its path where that is one short word; not a file's name.

    >>> speakable("See https://example.org/tickets.", "en")
    'See example dot org slash tickets.'
    >>> speakable("See https://www.example.org/2024/05/the-mill?id=8f3a.", "en")
    'See example dot org.'
    >>> speakable("The http.log file is 3/4 full.", "en")
    'The H.T.T.P dot log file is three quarters full.'
    """
    scheme = SCHEME.match(match[0])
    if not scheme or match[0][scheme.end()] == "/":
        return _address(match, style)
    host, slash, path = match[0][scheme.end() :].rstrip("/").partition("/")
    short = re.fullmatch(r"[A-Za-z-]{1,20}", path)
    return " ".join(map(_part, PART.findall(host + (slash + path if short else ""))))


def _part(part: str) -> str:
    if part[0].isdigit():
        return digits(part) if part.isascii() else part
    if part in MARKS or not part[0].isalpha():
        return MARKS.get(part, part)
    vowelless = not re.search(r"[aeiouyAEIOUY]", part) and part.isascii()
    if part.casefold() in SPELLED or (vowelless and len(part) < 5):
        return spelled(part)
    return part


def _domain(match: re.Match[str], style: Style) -> str | None:
    """Say "example.com"; not a figure, nor a full stop that lost its space.

    >>> speakable("See example.com.", "en")
    'See example dot com.'
    >>> speakable("It is 3.5 now.", "en")
    'It is three point five now.'
    """
    name = match[0]
    if re.fullmatch(r"[0-9.,]+", name) or re.match(r"(?:[a-zA-Z]\.)+[a-z]$", name):
        return None
    return _address(match, style)


def _handle(match: re.Match[str], _: Style) -> str:
    """Say the name after @ or # in its words, and not "at" twice; "#1" is a number.

    >>> speakable("See #HelpUkraine at @KyivDesk.", "en")
    'See hashtag Help Ukraine at Kyiv Desk.'
    >>> speakable("Ask @WMATAriders and @NYCMayor.", "en")
    'Ask at WMATA riders and at NYC Mayor.'
    >>> speakable("The #1 song.", "en")
    'The number one song.'
    """
    name = CAPITALS.sub(_parted, match["name"])
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+|[^\W_]|_", name.strip("_"))
    spoken = (_count(word) if word.isdecimal() else MARKS.get(word, word) for word in words)
    has_spoken_sign = match.string[: match.start()].casefold().endswith(("at ", "at: "))
    sign = {"@": "" if has_spoken_sign else "at ", "#": "hashtag "}[match["mark"]]
    return f"{sign}{' '.join(spoken)}"


def _parted(match: re.Match[str]) -> str:
    """Part capitals from a word in small letters, which alone is known: "WMATAriders"."""
    known = vocabulary_of("en")
    capital, rest = match["last"], match["rest"]
    joined = known(capital.lower() + rest, opens=False, shouted=False)
    if joined or not known(rest, opens=False, shouted=False):
        return match[0]
    return f"{match['first']}{capital}_{rest}".replace("_", " ")


def _count(figures: str) -> str:
    """Return the figures of a name: a year, a small number, or one by one.

    >>> _count("24"), _count("2024"), _count("999")
    ('twenty-four', 'twenty twenty-four', 'nine nine nine')
    """
    if not figures.isascii():
        return figures
    if len(figures) <= len("24"):
        return cardinal(figures)
    return year(figures) if re.fullmatch("(?:19|20)[0-9]{2}", figures) else digits(figures)


def _ip(match: re.Match[str], _: Style) -> str:
    """Say the four numbers of an address on a network; three are a version.

    >>> speakable("Ping 10.0.0.7 now.", "en")
    'Ping one zero dot zero dot zero dot seven now.'
    >>> speakable("Get release 10.0.7 now.", "en")
    'Get release ten point zero point seven now.'
    """
    return " dot ".join(digits(part) for part in match[0].split("."))


def _suffix(match: re.Match[str], _: Style) -> str | None:
    """Say the ending of an address or a file that stands alone; in a name it is said with it.

    >>> speakable("Three .gov sites and an .env file broke.", "en")
    'Three dot gov sites and an dot env file broke.'
    >>> speakable("It was good .and cheap.", "en")
    'It was good .and cheap.'
    """
    ending = match["ending"]
    if len(ending) > SHORT_SUFFIX and ending not in cues("long_suffix"):
        return None
    if ending in FUNCTION_WORDS or match.string[match.end() : match.end() + 1] in {"'", "’"}:
        return None
    return f"dot {_part(ending)}"


RULES = (
    Rule("web.suffix", SUFFIX, _suffix, after_stop(ascii_letters)),
    Rule("web.url", URL, _url, frozenset("./"), in_any_case("http https ftp file www")),
    Rule("web.email", EMAIL, _address, frozenset("@")),
    figure_rule("web.ip", IP, _ip, after_figure(".")),
    Rule("web.domain", DOMAIN, _domain, after_stop(ascii_letters)),
    Rule("web.handle", HANDLE, _handle, frozenset("@#")),
)
