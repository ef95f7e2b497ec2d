"""English: the rules in the order in which they claim."""

from narrate.text.en import (
    acronyms,
    codes,
    compass,
    dates,
    figures,
    homographs,
    law,
    marks,
    measures,
    money,
    phone,
    ratings,
    roman,
    scripture,
    sport,
    symbols,
    temperatures,
    times,
    titles,
    web,
)
from narrate.text.rules import Claimant

# A rule claims before another that would misread its text.
RULES: tuple[Claimant, ...] = (
    # Addresses and verses first: their points, colons and strokes mean nothing else.
    *web.RULES,
    *scripture.RULES,
    # Numbers of cases, laws and telephones are no ranges, scores or years.
    *law.RULES,
    *phone.RULES,
    *figures.SAYING_RULES,
    # Signs of mathematics and scores of games before dates and times take their figures.
    *marks.SIGNS,
    *sport.RULES,
    *marks.RULES,
    *symbols.SIGNS,
    *compass.RULES,
    # Lengths of time ("2h 5m") before dates, dates before times of day ("3.11.24", "3.11").
    *times.SPELLS,
    *dates.RULES,
    *times.RULES,
    # Sums before measures: "$5m" is no length, "£5/kg" no weight.
    *money.RULES,
    *ratings.RULES,
    # Names with figures before measures: "Runway 27L" holds no liters, "A4" no amperes.
    *codes.NAMES,
    *measures.RULES,
    *temperatures.RULES,
    *figures.SCALED_RULES,
    *codes.RULES,
    # Titles after measures: "16st" is a weight, "St. Ives" a saint.
    *titles.RULES,
    # The remaining figures: ordinals, fractions and ranges, then years, then plain numbers.
    *figures.RULES,
    *figures.SLASHED_RULES,
    *dates.YEARS,
    *figures.PLAIN_RULES,
    # Letters last: a Roman numeral may be an acronym, an acronym a word that is shouted.
    *roman.RULES,
    *acronyms.RULES,
    *marks.NOTES,
    *symbols.RULES,
    *homographs.RULES,
)
