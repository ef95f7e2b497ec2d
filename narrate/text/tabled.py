"""Languages whose numbers, dates, times and money come from a folder of TSV files alone.

``settings.tsv`` names the words that link them; ``numerals.tsv`` corrects num2words by gender;
``days.tsv`` holds the days of a month that are no cardinals; ``phrases.tsv`` is spoken whole.
"""

import re
from functools import partial
from itertools import chain

from narrate.text import western, western_codes
from narrate.text.counting import ALONE, DIGITS, FREE, Counting
from narrate.text.numerals import words
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs, rows

_LAST_DAY = 31
_CENTURY = 100
_FIRST_YEAR, _LAST_YEAR = 1100, 1999  # that some languages count in hundreds
_BEFORE_STOP = re.compile(rf"{FREE}(?P<it>[0-9]{{1,3}})(?=\.[ ][A-ZČŠŽÚŘ])")
_CENTS = 3  # decimals, of which languages that say them as a number say no more


class Tables:
    """The tables of one language, and the rules that they make."""

    def __init__(self, code: str) -> None:
        """Read the tables."""
        self.code = code
        self.settings = pairs(f"{code}/settings.tsv")
        self.days = pairs(f"{code}/days.tsv")
        self.phrases = pairs(f"{code}/phrases.tsv")
        self.numerals = [
            (genders, re.compile(pattern), spoken)
            for key, spoken in rows(f"{code}/numerals.tsv")
            for genders, _, pattern in [key.partition(":")]
        ]
        self.counting = Counting(
            code,
            self.cardinal,
            self.decimals,
            groups=self.settings["groups"],
            of=self.settings["of"].format,
            cents=self.settings["cents"],
            to=self.settings["to"],
            score=self.settings["score"],
            minus=self.settings["minus"],
        )
        self.months = self.counting.months

    def cardinal(self, number: int, gender: str) -> str:
        """Return a whole number before a noun of a gender; "-" stands before none."""
        spoken = words(number, self.code)
        for genders, pattern, replacement in self.numerals:
            if gender in genders or genders == "*":
                spoken = pattern.sub(replacement, spoken)
        return spoken

    def decimals(self, integer: str, part: str) -> str:
        """Return a number with its decimals, as a number or figure by figure."""
        say = partial(self.cardinal, gender=ALONE)
        if self.settings["decimals"] == "number" and len(part) <= _CENTS and part.strip("0"):
            zeros = [say(0)] * (len(part) - len(part.lstrip("0")))
            figures = [*zeros, say(int(part))]
        else:
            figures = [say(int(figure)) for figure in part]
        comma = self.settings["comma"]
        if "|" in comma:  # Czech: one, few, many
            forms = dict(zip(("one", "few", "other"), comma.split("|"), strict=True))
            comma = forms.get(self.counting.category(integer), forms["other"])
        return " ".join(
            [self.cardinal(int(integer), self.settings["comma_gender"]), comma, *figures]
        )

    def year(self, figures: str) -> str:
        """Return a year in words, in hundreds where the language counts them so."""
        year, hundred = int(figures), self.settings["hundred"]
        if hundred and _FIRST_YEAR <= year <= _LAST_YEAR:
            century, last_figures = divmod(year, _CENTURY)
            units = words(last_figures, self.code) if last_figures else ""
            return f"{words(century, self.code)}{hundred}{units}"
        return self.cardinal(year, ALONE)

    def date(self, match: re.Match[str], _: Style) -> str | None:
        """Say "5 maggio 2024", "05/05/2024"."""
        groups = match.groupdict()
        day, month, figures = int(match["day"]), match["month"], groups.get("year")
        if not 1 <= day <= _LAST_DAY:
            return None
        name = self.months[int(month) - 1] if month.isdecimal() else month
        spoken = self.days.get(str(day)) or self.cardinal(day, ALONE)
        year = f"{self.settings['year_link']}{self.year(figures)}" if figures else ""
        return f"{spoken}{self.settings['day_link']}{name}{year}"

    def time(self, match: re.Match[str], _: Style) -> str | None:
        """Say "14:30", and "14.30" after one of the words that name a time."""
        if not (match["cue"] or match["unit"] or ":" in match["it"]):
            return None
        hour = self.cardinal(int(match["hour"]), self.settings["hour_gender"])
        minute = int(match["minute"])
        template = self.settings["time"] if minute else self.settings["time_whole"]
        return template.format(
            hour=hour, minute=self.cardinal(minute, self.settings["minute_gender"])
        )

    def bare(self, match: re.Match[str], _: Style) -> str:
        """Say a figure whose full stop ends a sentence that the text runs on."""
        return self.cardinal(int(match["it"]), ALONE)

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules in the order in which they claim."""
        return (
            *self._phrases(),
            *self._dates(),
            *self._times(),
            *self._scores(),
            western_codes.versions(
                self.counting,
                f"{self.settings['versions']}|web|bluetooth|windows",
                self.counting.tables["signs"]["."],
            ),
            western_codes.initials(self.counting),
            western.has(self.counting),
            western.per(self.counting, self.settings["per"]),
            western.after_year(self.counting),
            western_codes.codes(self.counting),
            western.ranges(self.counting, lambda _: ""),
            *western.signs(self.counting, self.counting.tables["signs"]["×"]),
            *self.counting.rules(),
            *western_codes.leftovers(self.counting),
            Rule("number", _BEFORE_STOP, self.bare, DIGITS),
        )

    def _phrases(self) -> tuple[Rule, ...]:
        ordered = sorted(self.phrases, key=len, reverse=True)
        if not ordered:
            return ()
        pattern = re.compile(rf"(?<![\w.,])(?:{'|'.join(map(re.escape, ordered))})(?!\w|[.,][0-9])")
        return (Rule("phrase", pattern, lambda match, _: self.phrases[match[0]]),)

    def _dates(self) -> tuple[Rule, ...]:
        months = "|".join(map(re.escape, chain(self.months, map(str.capitalize, self.months))))
        year = r"(?P<year>1[0-9]{3}|20[0-9]{2})"
        link = self.settings["date_link"]
        mark = self.settings["date_mark"]
        cues = self.settings["year_cues"]  # none where a figure like a year is spoken in hundreds
        cue = rf"\b(?i:{cues})[ ]" if cues else ""
        return (
            Rule(
                "date",
                re.compile(
                    rf"""
                    {FREE} (?P<day>[0-3]?[0-9]) (?:{mark}) [ ] (?:{link}[ ])? (?P<month>{months}) \b
                    (?:,?[ ](?:{link}[ ])?{year}(?![\w]|[.,][0-9]))?
                    """,
                    re.VERBOSE,
                ),
                self.date,
                DIGITS,
            ),
            Rule(
                "date.figures",
                re.compile(
                    rf"""
                    {FREE} (?P<day>[0-3]?[0-9]) (?P<dash>[/.-]) [ ]? (?P<month>1[0-2]|0?[1-9])
                    (?P=dash)[ ]?{year} (?![\w/])
                    """,
                    re.VERBOSE,
                ),
                self.date,
                DIGITS,
            ),
            Rule(
                "date.iso",
                re.compile(rf"{FREE}{year}-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?![\w-])"),
                self.date,
                DIGITS,
            ),
            Rule(
                "year",
                re.compile(rf"{cue}{FREE}(?P<it>1[1-9][0-9]{{2}})(?![\w%]|[.,:/-][0-9]|[ ]?[€%$])"),
                lambda match, _: self.year(match["it"]),
                DIGITS,
            ),
        )

    def _times(self) -> tuple[Rule, ...]:
        cues = self.settings["time_cues"].replace(" ", "[ ]")
        units = self.settings["time_units"]
        pattern = re.compile(
            rf"""
            (?P<cue>\b(?i:{cues})[ ]|(?<=[.:][0-9]{{2}})[–-])? {FREE}
            (?P<it> (?P<hour>[01]?[0-9]|2[0-4]) [:.h] (?P<minute>[0-5][0-9]) (?![\w]|[:.,][0-9])
                    (?P<unit>[ ]?(?:{units})(?!\w))? )
            """,
            re.VERBOSE,
        )
        return (Rule("time", pattern, self.time, DIGITS),)

    def _scores(self) -> tuple[Rule, ...]:
        """Return the rule for a score with a hyphen, where a range has another word."""
        if not self.settings["score_cues"]:
            return ()
        pattern = re.compile(
            rf"""
            \b (?i:{self.settings["score_cues"]}) [ ]
            (?P<it>(?P<low>[0-9]{{1,2}})[-–](?P<amount>[0-9]{{1,2}}))
            (?= [.,;)]
              | [ ] (?:en|och|și|mot|tegen) \b
              | $ )
            """,
            re.VERBOSE,
        )
        return (Rule("score", pattern, self.counting.scored, DIGITS),)


def rules(code: str) -> tuple[Rule, ...]:
    """Return the rules of a language that is given by tables alone."""
    return Tables(code).rules()
