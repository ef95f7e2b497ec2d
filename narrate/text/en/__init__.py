"""English: the rules in the order in which they claim."""

from narrate.text.en import (
    acronyms,
    adverts,
    aircraft,
    boxscores,
    captions,
    cards,
    chats,
    citations,
    codes,
    coins,
    compass,
    cricket,
    dates,
    dimensions,
    durations,
    eras,
    figures,
    fractions,
    homographs,
    honors,
    imperial,
    kitchen,
    law,
    leagues,
    lines,
    lives,
    marks,
    measures,
    monarchs,
    money,
    notices,
    overseas,
    parties,
    pastimes,
    phone,
    places,
    postings,
    programs,
    provinces,
    rates,
    ratings,
    readings,
    references,
    results,
    roman,
    schools,
    science,
    scripture,
    series,
    shorthand,
    sport,
    standings,
    states,
    streets,
    symbols,
    temperatures,
    times,
    titles,
    web,
    weekdays,
    years,
)
from narrate.text.rules import Claimant

# A rule claims before another that would misread its text.
RULES: tuple[Claimant, ...] = (
    # Addresses before verses, and both before all else: their points, colons and strokes mean
    # nothing else.
    *web.RULES,
    *scripture.RULES,
    # "CVE-2025-1187" before years, whose range it is not.
    *codes.FLAWS,
    # Cases before telephones ("No. 23-719"), both before sayings and all ranges, scores and years.
    *citations.RULES,
    *law.RULES,
    *phone.RULES,
    # "3I/ATLAS" and "20/40 vision" before sayings, dates and fractions.
    *science.RULES,
    # "9/11" before dates, and before signs that would read its stroke.
    *figures.SAYING_RULES,
    # Formulas before scores: "2^10" and "x <= y" hold figures that no game has.
    *marks.SIGNS,
    # Results and notices before all that share their letters: "J" is an initial, "PB" no petabyte.
    *leagues.RULES,
    *postings.RULES,
    *boxscores.RULES,
    *results.RULES,
    *notices.RULES,
    *adverts.RULES,
    *chats.RULES,
    *programs.RULES,
    *pastimes.RULES,
    *parties.RULES,
    *provinces.RULES,
    *streets.STOPS,
    *cards.RULES,
    *lines.RULES,
    *captions.RULES,
    # Cricket before other games: "234-6" is a score of its own; both before the marks of the next
    # group, as a batter's "64*" is no hotel.
    *cricket.RULES,
    *standings.RULES,
    *sport.RULES,
    # "71'" and "A*AA" before places on the map, whose minutes have the same mark.
    *honors.RULES,
    *marks.RULES,
    *symbols.SIGNS,
    # "25/3 Mbps" before dates.
    *readings.SPEEDS,
    # Coordinates before times and measures: "35N" is no force.
    *compass.RULES,
    # Lengths of time before dates ("2h 5m"), dates before years and both before times of day
    # ("3.11.24" holds "3.11").
    *durations.SPELLS,
    *dates.RULES,
    *years.RULES,
    *eras.RULES,
    # Times with a.m. or p.m. before lengths with colons, and those before times of 24 hours:
    # "2:03:15" holds "03:15".
    *times.CLOCKS,
    *durations.RULES,
    *times.RULES,
    # Sums before coins ("£1.75" holds "75"), both before ratings, names and measures: "$5m" is no
    # length, "£5/kg" no weight.
    *overseas.RULES,
    *money.RULES,
    *coins.RULES,
    *ratings.RULES,
    # Names with figures before measures: "Runway 27L" holds no liters, "A4" no amperes. Those with
    # a word before them stand first, any letters and figures last.
    *aircraft.RULES,
    *places.RULES,
    *series.RULES,
    *dimensions.CLASSES,
    *references.CODED,
    *schools.RULES,
    *codes.NAMES,
    # Units with a form of their own before all units: "6ft 2in" is one height, "77 K" no thousands.
    *kitchen.RULES,
    *imperial.RULES,
    *readings.RULES,
    *dimensions.SIDES,
    *measures.RULES,
    *dimensions.RULES,
    *rates.RULES,
    *imperial.MARKS,
    # "40C" after measures, which know more letters; "2.3M fans" after both.
    *temperatures.RULES,
    *figures.SCALED_RULES,
    # Letters after a figure, once no unit has taken them: "5G", "4x4".
    *codes.RULES,
    # Titles after measures: "16st" is a weight, "St. Ives" a saint. Weekdays and states before
    # titles and streets, which share "Sat.", "Miss." and "St.".
    *weekdays.RULES,
    *states.RULES,
    *lives.RULES,
    *references.RULES,
    *titles.ESTIMATES,
    *streets.RULES,
    *titles.RULES,
    # The remaining figures. Fractions before ranges ("7½-6½"), strokes after both, then years,
    # then plain numbers, which would take a part of any of these.
    *fractions.RULES,
    *figures.RULES,
    *figures.SLASHED_RULES,
    *years.YEARS,
    *figures.PLAIN_RULES,
    # Letters last: the shorthand of a desk and a Roman numeral may be acronyms, an acronym a word
    # that is shouted.
    *shorthand.RULES,
    *roman.RULES,
    *monarchs.RULES,
    *roman.ALONE_RULES,
    *acronyms.RULES,
    # Marks that nothing has claimed, then the sounds of words that are said as written.
    *marks.NOTES,
    *symbols.RULES,
    *homographs.RULES,
)
