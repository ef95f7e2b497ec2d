"""English: the rules in the order in which they claim."""

from narrate.text.en import (
    acronyms,
    codes,
    dates,
    figures,
    homographs,
    law,
    measures,
    money,
    phone,
    roman,
    sport,
    symbols,
    times,
    titles,
    web,
)
from narrate.text.rules import Claimant

RULES: tuple[Claimant, ...] = (
    *web.RULES,
    *law.RULES,
    *phone.RULES,
    *figures.SAYING_RULES,
    *sport.RULES,
    *dates.RULES,
    *times.RULES,
    *money.RULES,
    *codes.NAMES,
    *measures.RULES,
    *figures.SCALED_RULES,
    *codes.RULES,
    *titles.RULES,
    *figures.RULES,
    *dates.YEARS,
    *figures.PLAIN_RULES,
    *roman.RULES,
    *acronyms.RULES,
    *symbols.RULES,
    *homographs.RULES,
)
