"""Spanish numbers, the gender of the nouns that they count, and ordinals."""

import re

from narrate.text.counting import ALONE, Counting
from narrate.text.numerals import words
from narrate.text.table import pairs

LAST_EVENT = 30
APOCOPE = re.compile(r"(primer|tercer)o$")
TENTH = 10  # up to the tenth a monarch is an ordinal


def cardinal(number: int, gender: str) -> str:
    """Return a number before a noun: "veintiún euros", "treinta y una mil personas"."""
    spoken = re.sub(r"veintiuno (?=mil)", "veintiún ", words(number, "es"))
    spoken = re.sub(r"\buno (?=mil)", "un ", spoken)
    if gender == "f":
        head, millions, tail = spoken.rpartition("ones ")
        tail = re.sub(r"cientos\b", "cientas", tail).replace("quinientos", "quinientas")
        tail = re.sub(r"veintiún mil", "veintiuna mil", re.sub(r"\by un mil", "y una mil", tail))
        return head + millions + re.sub(r"uno$", "una", tail)
    if gender == "m":
        return re.sub(r"veintiuno$", "veintiún", re.sub(r"\buno$", "un", spoken))
    return spoken


# Words in a consonant that are no nouns, and the feminine ones among the nouns.
_LINKS = frozenset(("al", "con", "del", "en", "por", "según", "sin", "gran", "san"))
_IS_FEMININE = re.compile(
    r"""
    (?<!^av)(?<!^cam)(?<!^gorr)ión$
    | (?:[dt]ad|tud|umbre)$
    | ^(?:mujer|flor|labor|señal|cárcel|catedral|sal|miel|imagen|orden|luz|vez|voz|cruz|paz|ley
        |nariz|raíz|actriz|red|pared|sed|salud|piel|razón|capital|sucursal|vocal|postal)$
    """,
    re.VERBOSE,
)


def gender_of(noun: str) -> str:
    """Return the gender of a noun that a figure counts, by the table or its ending; else empty.

    >>> [gender_of(noun) for noun in ("goles", "toneladas", "leyes", "periodistas", "de")]
    ['m', 'f', 'f', 'm', '']
    >>> [gender_of(f"{noun}s") for noun in ("gol", "canción", "avión", "mujer", "en")]
    ['m', 'f', 'm', 'f', '']
    """
    table = pairs("es/counted.tsv")
    forms = (noun, noun.removesuffix("s"), re.sub(r"c$", "z", noun.removesuffix("es")))
    if gender := next(filter(None, map(table.get, forms)), ""):
        return gender.strip("-")
    if bare := re.search(r"^(\w*[bcdfgjlnrtxyz])s$", noun):  # "1 gol", guessed with an s
        return "" if bare[1] in _LINKS else "f" if _IS_FEMININE.search(bare[1]) else "m"
    if re.search(r"\w{2}istas?$", noun):
        return "m"
    if re.search(r"\w{2}(?:as|[cs]i[oó]n(?:e?s)?|[td]ad(?:e?s)?|tud(?:es)?|umbres?|ices)$", noun):
        return "f"
    return "m" if re.search(r"\w{2}(?:os|[eéíúá]s)$", noun) else ""


def _decimals(integer: str, part: str) -> str:
    zeros = len(part) - len(part.lstrip("0"))
    if len(part) > 3:
        decimals = [words(int(figure), "es") for figure in part.lstrip("0")]
    else:
        decimals = [words(int(part), "es")] if part.strip("0") else []
    return " ".join([words(int(integer), "es"), "coma", *["cero"] * zeros, *decimals])


class _Spanish(Counting):
    """Counts decimals before a noun: "diecisiete coma un kilómetros"."""

    def in_words(self, figures: str, gender: str = "m") -> str:
        """Return a number in words, as it agrees with a noun of ``gender``."""
        spoken = super().in_words(figures, gender)
        if gender != ALONE and self.split(figures)[1]:
            spoken = re.sub(r"veintiuno$", "veintiún" if gender == "m" else "veintiuna", spoken)
            spoken = re.sub(r"\buno$", "un" if gender == "m" else "una", spoken)
        return spoken


COUNTING = _Spanish(
    "es",
    cardinal,
    _decimals,
    groups=". ",
    of="de {}".format,
    cents=" con ",
    to=" a ",
    score=" a ",
    minus="menos",
    point="punto",
    by_pairs=True,
    guess=gender_of,
)


def nth(number: int, gender: str = "m") -> str:
    """Return an ordinal in a gender: "vigésima tercera"."""
    spoken = words(number, "es", "ordinal")
    spoken = spoken.replace("décimoprimero", "undécimo").replace("décimosegundo", "duodécimo")
    spoken = spoken.replace("quadra", "cuadra").replace("igentésimo", "ingentésimo")
    spoken = re.sub(r"^décimo (?=\w)", "decimo", spoken).replace("decimoo", "decimo")
    return re.sub(r"o\b", "a", spoken) if gender == "f" else spoken
