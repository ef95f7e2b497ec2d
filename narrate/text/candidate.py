"""A mark that may end a sentence, and the text around it."""

import re
from functools import cache, partial

from narrate.text.pictures import EMOJI
from narrate.text.table import pairs

# Full stops and question marks of other scripts: Devanagari, Urdu, Arabic, Armenian, Ethiopic,
# Burmese, Khmer, Greek. Those of Chinese and Japanese (_WIDE) need no space after them.
_WIDE = "．。！？｡"
_OTHER_MARKS = "।॥۔؟։።፧။។\u037e"
_CLOSING = "”’」』）】》〉〕］"
_MARKS = f".!?…{_WIDE}{_OTHER_MARKS}"
# A mark that may end a sentence, with the quotes, brackets and references that close after it. The
# possessive quantifiers keep the search linear on a text that is nothing but marks. A quotation
# that closes before a Japanese particle goes on: 「行く。」と言った。
CANDIDATE = re.compile(
    rf"""
    (?P<mark> [{_MARKS}] (?<![{_MARKS}].) [{_MARKS}]*+ )  # a set of characters is found fast
    (?P<close> (?: ["'“‘»«)\]}}{_CLOSING}] | [\u00a0\u202f ]» | \[\d{{1,3}}\]
      | [*†‡](?=\s|$) )*+ )
    (?: (?= \s | [{EMOJI}] ) | (?<=[{_WIDE}])
      # A space that is missing: "It ended.The crowd left."
      | (?<= [^\W\d_A-Z]{{3}}[.!?] )
        (?= (?! (?:Com|Org|Net|Js|Io|Gov|Edu|Ai)\b ) [A-Z][a-z]{{0,20}} [ ,’'][\w ] )
      | (?<= [^\W\d_A-Z]{{2}}[!?] ) (?= [A-Z][a-z]{{1,20}} [ ,’'][\w ] )
      | (?<= [^\W\d_A-Z]{{2}}[.!?]["”] ) (?= [A-Z][a-z]{{1,20}} [ ,] )  # “It ended.”She left
      | (?: (?<=[{_WIDE}][{_CLOSING}]) | (?<=[{_WIDE}][{_CLOSING}]{{2}}) ) (?![\u3041-\u309f、，]) )
    """,
    re.VERBOSE,
)
NEXT = re.compile(
    r"""
    \s*+ (?P<open> ["'“”„‘’«»‹(\[{¿¡—–•*「『（《-]{0,5} ) [\s]?
    (?P<word> [^\s"”»)\]]{0,40} )
    """,
    re.VERBOSE,
)
OPENERS = "\"'“”„‘’«»‹([{—–-「『（《"
BRAND = re.compile("[a-z]{1,4}[A-Z]")  # "eBay" opens a sentence as it is
OPENING_WORDS = 5
DATE = re.compile(r"[\d.]{1,3}\s\w{3,12}\s\d{4}\s\w{1,2}\Z")  # "17 września 1939 r"


class Candidate:
    """A mark that may end a sentence, with the text before and after it.

    ``end`` is where the sentence would end. ``mark`` is the mark itself, ``close`` the quotes,
    brackets and references that close after it. ``so_far`` is the sentence up to the mark; of a
    long one, its end. ``last`` is the word before the mark, ``next`` the word after it; ``opened``
    holds the opening quotation marks and brackets between the mark and the next word.
    ``next_bare`` is the next word in lower case, without the punctuation after it.
    """

    def __init__(self, text: str, start: int, match: re.Match[str]) -> None:
        """Take the mark that ``match`` has found in the sentence that begins at ``start``."""
        position, end = match.start(), match.end()
        self.text = text
        self.mark, self.close = match["mark"], match["close"]
        self.so_far = text[max(start, position - 300) : position]
        glued = self.close[-1:] == '"' and text[end : end + 1].isalpha()
        if glued and self.so_far.count('"') % 2 == 0:
            # A space is missing before a quotation: 'He left."Stay," she said'.
            self.close, end = "", match.end("mark")
        self.end = end
        words = self.so_far[-60:].split()
        self.last = words[-1].lstrip(OPENERS) if words else ""
        following = NEXT.match(text, end)
        self.next = following["word"] if following else ""
        self.opened = following["open"] if following else ""
        self.next_bare = self.next.rstrip(".,;:!?…").casefold().replace("’", "'")

    @property
    def at_opening(self) -> bool:
        """Whether only an opening like "At 5" or "By about 9" has been said."""
        if DATE.match(self.so_far.lstrip()):
            return True
        words = self.so_far.split()
        return len(words) <= OPENING_WORDS and used(words[0].lstrip(OPENERS), "opening")


_context = cache(partial(pairs, "context.tsv"))


def used(word: str, use: str) -> bool:
    """Whether the table of context lists a word for this use."""
    return use in _context().get(word.casefold(), "")
