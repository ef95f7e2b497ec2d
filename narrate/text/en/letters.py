"""Letters said one by one."""

from narrate.text.rules import places

# Where a word opens with two capitals, as acronyms and most Roman numerals do.
capitals = places(r"[A-Z](?=[A-Z])(?<!\w.)")


def spelled(letters: str, ending: str = "") -> str:
    """Return letters so that an engine names each; ``ending`` is "s" or "'s".

    Full stops between the letters, and none after them: a lone A is then a letter, not an article,
    and no pause follows.

    >>> spelled("CIA"), spelled("UK", "'s"), spelled("F")
    ('C.I.A', "U-K's", 'F')
    """
    letters = letters.upper()
    joined = ("-" if ending and len(letters) < 3 else ".").join(letters)
    return f"{joined}'s" if ending else joined
