"""Numbers in words as num2words has them, and the values of Roman numerals."""

from num2words import num2words

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"


def words(number: int, code: str, to: str = "cardinal") -> str:
    """Return a number in words as num2words has it."""
    spoken: str = num2words(number, lang=code, to=to)
    return spoken


def roman(numeral: str) -> int:
    """Return the value of a Roman numeral.

    >>> roman("XXI"), roman("XIV")
    (21, 14)
    """
    values = [_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )
