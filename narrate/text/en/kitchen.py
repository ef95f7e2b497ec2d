"""Whether a measure is one of food: "50g butter" is "fifty grams of butter"."""

import re
from functools import lru_cache

from narrate.text.en.grammar import FUNCTION_WORDS, cued, cues
from narrate.text.en.numbers import DIGITS
from narrate.text.later import later
from narrate.text.rules import Rule, Style, in_any_case

# Food that is weighed in a kitchen: "50g butter" is "fifty grams of butter".
KITCHEN = frozenset(
    ["g", "mg", "kg", "ml", "l", "cl", "oz", "lb", "lbs", "tsp", "tbsp", "Tbsp", "Tsp", "pt"]
)
FOOD = later(rf"[ ](?:(?!of|and|or|the|in|to|with)[a-z-]+[ ])?(?:{cued('food', opening=True)})\b")
AFTER_ONE = later(r"\b(?:[Aa]n?|[Ee]ach|[Ee]very)[ ]$")  # "a 200g steak"
SPOONS = frozenset(["tsp", "tbsp", "Tbsp", "Tsp"])
FILLED = frozenset(["cup", "pint", "pound", "ounce"])
OF_UNIT = later(r"\b(?:half|of) an? ")
MEASURED = later(r"[0-9½¼¾][ ]?(?:g|kg|ml|tsp|tbsp|oz|lb)\b(?![ ][0-9]+[ ]?oz)")
IN_RECIPE = later(r"[ ](?P<food>[a-zà-ÿ][a-zà-ÿ-]{2,})")
IN_SPOONS = later(r"[ ](?P<food>[A-Za-z][a-z-]{2,})")

CONTAINER = later(rf"[ ](?:{cued('container')})\b")


# "2 x 400g tins tomatoes": how many tins, and the food in them.
EACH = later(
    rf"(?<=[0-9])(?P<it>[ ]?[x×][ ]?)(?=[0-9]+[ ]?(?:g|kg|ml|l|cl|oz)[ ](?:{cued('container')})\b)"
)
FOOD_IN = later(
    rf"[x×][ ]?[0-9]+[ ]?(?:g|kg|ml|l|cl|oz)[ ](?:{cued('container')})"
    r"(?P<it>[ ])(?=(?P<food>[a-z]{3,}))",
    re.VERBOSE,
)
# "gas 4" of an oven, "180C/gas 4".
GAS = later(
    r"""
    (?:(?<![\w-])|(?<=[CF0-9n]/)) (?P<it>[Gg]as)
    (?=[ ](?:[1-9]|10|[¼½])(?:[,;:)]|\.?(?:$|[ ][A-Z])|[ ](?:and|for|in|on|or|then|to|until)\b))
    """,
    re.VERBOSE,
)
OVEN = later(r"[0-9°][ ]?[CF]?(?:[ ][Ff]an)?[ ]?(?:/|,[ ]|[ ]\(|[ ]or[ ]|\()\Z")
HEATED = later(rf"\b(?:{cued('oven', opening=True)})\b")


def _gas(match: re.Match[str], _: Style) -> str | None:
    """Say "gas 4" of an oven as a mark; elsewhere it is a thing that figures count.

    >>> speakable("Bake at 180C/gas 4, then drop to gas 2.", "en")
    'Bake at one hundred eighty degrees Celsius or gas mark four, then drop to gas mark two.'
    >>> speakable("They bake, and burn gas 4 times.", "en")
    'They bake, and burn gas four times.'
    """
    text = match.string
    beside = OVEN.search(text[max(0, match.start() - 8) : match.start()])
    return f"{match['it']} mark" if beside or HEATED.search(text) else None


def _each(_match: re.Match[str], _: Style) -> str:
    """Leave out the x between a number of tins and their weight; other x are "by".

    >>> speakable("Add 1 x 400g tin chickpeas.", "en")
    'Add one four hundred gram tin of chickpeas.'
    >>> speakable("A 3 x 4 m rug.", "en")
    'A three by four meters rug.'
    """
    return " "


def _food_in(match: re.Match[str], _: Style) -> str | None:
    """Say "of" between a tin and its food; before a function word nothing is missing.

    >>> speakable("Add 2 x 400g tins of tomatoes.", "en")
    'Add two four hundred gram tins of tomatoes.'
    >>> speakable("Add 2 x 400g tins tomatoes.", "en")
    'Add two four hundred gram tins of tomatoes.'
    """
    return None if match["food"] in FUNCTION_WORDS else " of "


def fills_container(match: re.Match[str]) -> bool:
    """Return whether a measure says how much a container holds, so that its unit is singular.

    >>> speakable("She drank a large 250ml glass.", "en")
    'She drank a large two hundred fifty milliliter glass.'
    >>> speakable("She drank 250ml from a glass.", "en")
    'She drank two hundred fifty milliliters from a glass.'
    """
    container = CONTAINER.match(match.string, match.end())
    return match["unit"] in KITCHEN and container is not None


def weighs_food(match: re.Match[str]) -> bool:
    """Return whether a measure of a kitchen precedes food: a spoon holds nothing else.

    >>> speakable("Fry a 200g steak in 20g butter.", "en")
    'Fry a two hundred gram steak in twenty grams of butter.'
    """
    unit = match["unit"].rstrip(".")
    if unit in SPOONS:
        food = IN_SPOONS.match(match.string, match.end())
        return food is not None and food["food"] not in FUNCTION_WORDS
    one = AFTER_ONE.search(match.string[max(0, match.start() - 8) : match.start()])
    if one or (unit not in KITCHEN and unit not in {"cm", "pt"}):
        return False
    if unit in KITCHEN and food_follows(match):
        return True
    food = IN_RECIPE.match(match.string, match.end())
    if food is None or (unit == "cm" and food["food"] in cues("vessel")):
        return False
    if food["food"] in FUNCTION_WORDS.union(*map(cues, ("spanning", "long_after", "attributed"))):
        return False
    return _is_recipe(match.string)


@lru_cache(maxsize=8)
def _is_recipe(sentence: str) -> bool:
    """Return whether a sentence weighs two things or more as a kitchen does.

    >>> speakable("Use 8oz flour and 5oz raisins.", "en")
    'Use eight ounces of flour and five ounces of raisins.'
    >>> speakable("An 8lb 5oz boy.", "en")
    'An eight pounds five ounces boy.'
    """
    return len(MEASURED.findall(sentence)) > 1


def holds_food(match: re.Match[str], unit: str, part: str) -> bool:
    """Return whether a part of a unit precedes its food, as in "half a cup of sugar".

    Any noun follows half a spoon; "one third cup sugar" stays.

    >>> speakable("Add ½ tsp paprika and ½ cup sugar.", "en")
    'Add half a teaspoon of paprika and half a cup of sugar.'
    """
    if unit.endswith("spoon"):
        food = IN_SPOONS.match(match.string, match.end())
        named = food is not None and food["food"] not in FUNCTION_WORDS
        return food_follows(match) or (named and OF_UNIT.search(part) is not None)
    return unit in FILLED and OF_UNIT.search(part) is not None and food_follows(match)


def food_follows(match: re.Match[str]) -> bool:
    """Return whether a food of the table follows, perhaps after one word."""
    return FOOD.match(match.string, match.end()) is not None


RULES = (
    Rule("measure.gas-mark", GAS, _gas, DIGITS, in_any_case("gas")),
    Rule("measure.each", EACH, _each, frozenset("x×")),
    Rule("measure.food-in", FOOD_IN, _food_in, frozenset("x×")),
)
