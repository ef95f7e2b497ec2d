"""Read the names of persons in a byline, as a page states it in its data or shows it."""

import re
from collections.abc import Iterator, Sequence

from narrate.source import offices
from narrate.source.head import MONTH, is_date
from narrate.source.page import tidy

_LONGEST_STATED = 1_000  # characters
_LONGEST_DENSE = 20  # characters of a name in a script without capitals
_MOST_WORDS = 5  # of a name
_EARLY = 30  # characters before "by"
_BY = re.compile(
    r"(?:(?:written|words|text|story|posted|submitted|guest post|report(?:ed|ing)?|review|interview"
    r"|propos recueillis|texte|entretien) )?"
    r"\b(?:by|von|vom|par|por|przez|authors?|autor(?:ka|en|in)?|autora|auteure?"
    r"|автор(?:ка|и)?)\b ?:? ?"
    r"|\b(?:words|text|texte|texto|tekst|текст) ?: ?|(?:記者|记者|作者|撰文)[:： ]",
    re.IGNORECASE,
)
# Longer words before a name, at the start of a line only.
_OPENER = re.compile(
    r"(?:(?:posted|published|submitted|created)\b[^.!?]{0,40}?|an interview with [^,.]{2,30},)"
    r" by |aus [^.,]{2,30} berichte[nt] |as told to |"
    # Italian, Dutch and the northern languages, where "Di Lee" may be a name
    r"(?:(?:a cura|articolo|servizio|intervista|testo|scritto|commento|analisi) d[ia]"
    r"|(?-i:di|door|av|af)|(?-i:D[iI]|D(?:oor|OOR)|A[vVfF])(?= [^\W\d_]\S{0,30} [^\W\d_]))"
    r" (?-i:(?=[A-ZÀ-Þ]))"
    r"|(?:dal(?:la)? nostr[oa] (?:inviat[oa]|corrispondente)|de notre (?:envoyée? spéciale?"
    r"|correspondante?)|de (?:nuestr[oa] )?(?:enviad[oa] especial|corresponsal)"
    r"|von unser(?:em|er) [^\W\d_]{6,20}|(?:from|by) our [^.,]{0,20}(?:correspondent|reporter)"
    r"|od naszego korespondenta|від нашо(?:го|ї) кореспондент(?:а|ки)"
    r"|do nosso enviado|van onze (?:correspondent|verslaggever|redacteur))(?: especial)?"
    r"(?: (?:a|in|à|en|em|w|у|в|te) (?-i:[A-ZÀ-ÞА-ЯҐЄІЇ])[\w-]{1,20})?[ ,:]{1,3}",
    re.IGNORECASE,
)
# A label with the role of whoever it names: "Local reporter: Ann Lee".
_LABEL = re.compile(
    r"(?:(?:[\w'’-]{1,20} ){0,3}(?:reporter|correspondent|writer|editor|redakteur(?:in)?"
    r"|korrespondent(?:in)?|journaliste|correspondante?|reporter[oa]|corresponsal|dziennikar(?:z|ka)"
    r"|кореспондент(?:ка)?|журналіст(?:ка)?) ?: ?)",
    re.IGNORECASE,
)
# No line begins a byline so unless its element is called an author's: "Words That Matter".
_BARE_LABEL = re.compile(
    r"(?:words|texte|texto|tekst|текст) (?=(?-i:[A-ZÀ-ÞŁŚŻА-ЯҐЄІЇ]))", re.IGNORECASE
)
_SOURCE = re.compile(r"(?:source|quelle|fuente|źródło|джерело) ?: ?", re.IGNORECASE)
_LONGEST_SOURCE = 40  # characters
# Whoever did these is no author.
_OTHER_WORK = re.compile(
    r"(?:photo|foto|bild|bilder|picture|image|фото)s?\b|\b(?:photograph|fotogra|фотограф|illustrat"
    r"|edited|review|translat|im[aá]gen|ilustra|traduc|traduz|übersetz|tłumacz|zdjęcia|переклад"
    r"|additional|published)|\btłum\.",
    re.IGNORECASE,
)
# Before "von" these are no names: "Kommentar von Ann Lee".
_WORK = re.compile(
    r"(?:text|bericht|beitrag|kommentar|artikel|reportage|analyse|interview|essay|kolumne|glosse"
    r"|meinung|kritik|rezension|porträt|protokoll|geschichte|recherche|gespräch|meldung|post"
    r"|geschrieben|verfasst|aufgezeichnet|veröffentlicht|erstellt|publiziert|eingereicht)$",
    re.IGNORECASE,
)
_DAY = (
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[.,]? ?(?=\d))"
)
_CUT = re.compile(
    rf"[|•·—–/]|\s-\s|\d|[^\s@]{{0,64}}@|https?:|\(|{MONTH}\s\d|{_DAY}|\.\s(?=[^\W\d_]+\s?:)"
    r"|\b(?:in|for|of|on|at|from|with additional|updated|published|posted|publié|mis à jour"
    r"|aktualisiert|veröffentlicht|publicado|actualizado|opublikowano|follow)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[,;&]|\bas told to\b|\b(?:and|und|et|y|i|та|і|with|mit|avec|con)\b")
_AND = re.compile(r"(?:^|,? )(?:as told to|and|und|et|y|i|та|і|&) ")
_SUFFIX = re.compile(r"\b(?:Jr|Sr|[A-ZÀ-ÞА-Я])\.$")
_MAIL = re.compile(r"[^\s@]++@[^\s@]++ \(([^()]++)\)|([^<>]++)<[^<>]*+>")
# As catalogs of libraries and journals write a name.
_LAST_FIRST = re.compile(
    r"((?:(?:von|van|de|der|den|di|da|la|le) ){0,3}[A-ZÀ-ÞА-ЯҐЄІЇ][\w'’-]{1,30}),"
    r" ([A-ZÀ-ÞА-ЯҐЄІЇ][\w'’-]{0,30}[a-zß-ÿа-яґєії](?: [A-ZÀ-ÞА-ЯҐЄІЇ]\.?){0,2})"
)
_PREFIX = re.compile("^[dl]['’]", re.IGNORECASE)
_PARTICLES = {
    *("de", "da", "di", "del", "della", "der", "den", "des", "dos", "du", "van", "von", "zu", "la"),
    *("le", "el", "al", "bin", "ben", "ibn", "af", "ter", "e"),
}
_ROLES = re.compile(
    r"\b(?:editors?|reporters?|correspondents?|writers?|staff|columnist|critic|producer|redaktion"
    r"|redakteur\w*|admin|administrator|webmaster|photo(?:s|gra\w*)?|contributor|contributing|print|share"
    r"|officer|director|manager|coordinator|analyst|researcher|professor|lecturer|economist|newsroom"
    r"|redacci[oó]n|rédaction|redakcja|редакція|periodista|journalist\w*|correspondant\w*|corresponsal"
    r"|dziennikar\w*|korrespondent\w*|журналіст\w*|кореспондент\w*)\b",
    re.IGNORECASE,
)
_ROLE_BEFORE = re.compile(
    r"(?:[^\W\d_][\w'’-]{0,20} ){0,3}(?:reporter|correspondent|writer|editor|columnist|critic)s? "
    r"(?=[^\W\d_]\S* [^\W\d_])",
    re.IGNORECASE,
)


def stated(line: str, sites: Sequence[str]) -> list[str]:
    """Return the names in a byline that a page's data states, whatever they look like.

    The names of the ``sites``, roles and agencies are left out where they stand beside a person.

    >>> stated("Lee, Ann; Bo Lind", ())
    ['Ann Lee', 'Bo Lind']
    """
    text = tidy(line)[:_LONGEST_STATED]
    start = _OPENER.match(text) or _BY.match(text)
    if start and not _LAST_FIRST.fullmatch(text):  # "von Bergen, Anna" begins with no "by"
        text = text[start.end() :]
    for site in sites:
        if agency := offices.agency_beside(text, site):
            return [agency]
    text = ";".join(map(_in_order, text.split(";")))
    names = [
        name
        for part in re.split("[,;|]", text)
        for name in _halves(_without_address(part.strip()))
        if _is_stated(name)
    ]
    names = list(dict.fromkeys(names))
    if len(names) > 1:
        papers = set(filter(offices.is_paper, names[1:]))
        persons = [name for name in names if not (name in papers or _is_office(name, sites))]
        mixed = [name for name in persons if not name.isupper()]  # "Ann Lee, USA TODAY"
        return mixed or persons or names
    return names


def _in_order(name: str) -> str:
    """Return "Ann Lee" for "Lee, Ann"; any other text as it is."""
    parts = _LAST_FIRST.fullmatch(name.strip())
    if not parts or _ROLES.search(name) or any(map(offices.is_organization, parts.groups())):
        return name
    return f"{parts[2]} {parts[1]}"


def is_weak(names: Sequence[str], sites: Sequence[str]) -> bool:
    """Tell whether stated names are those of an account or of an office: no person's."""
    return all(
        _is_office(name, sites)
        or offices.is_organization(name)
        or (("_" in name or name.islower()) and " " not in name)
        for name in names
    )


def shown(line: str, *, sure: bool = False) -> list[str]:
    """Return the names in a line that a page shows; its pieces stand between bars.

    ``sure`` lines are called an author's name: they may be in small letters.

    >>> shown("By Ann Lee and Bo Lind | May 4")
    ['Ann Lee', 'Bo Lind']
    """
    pieces = (piece.strip() for piece in re.split("[|•·]", _BY_BAR.sub(r"\1 ", line)))
    lists = [names for piece in pieces if piece and (names := list(_persons(piece, sure=sure)))]
    # "Exclusive | Ann Lee": a name of one word is one only where no other is.
    return next((names for names in lists if " " in names[0]), next(iter(lists), []))


def tells_other_work(line: str) -> bool:
    """Tell whether a line names a translator, a photographer or the like, too."""
    return _OTHER_WORK.search(line) is not None


def has_and(line: str) -> bool:
    """Tell whether "and" joins the names of a line."""
    return _AND.search(line) is not None


def source(line: str) -> list[str]:
    """Return the agency that a line states as its source, as "(dpa)" does, too; or nothing.

    >>> source("Source: Reuters")
    ['Reuters']
    """
    if line.startswith("(") and offices.is_agency(line.strip("()")):
        return [line.strip("()")]
    label = _SOURCE.match(line)
    if not label or len(line) > _LONGEST_SOURCE:
        return []
    return list(_persons(line[label.end() :], sure=True))


_BY_BAR = re.compile(r"(?i)\b(by|von|par|por|autora?|автор)\b:?(?: ?\|)+")


def starts_byline(line: str) -> bool:
    """Tell whether a line begins as a byline does."""
    return any(mark.match(line) for mark in (_BY, _OPENER, _LABEL))


def _persons(piece: str, *, sure: bool) -> Iterator[str]:
    piece = _after_mark(piece)
    if cut := _CUT.search(piece):
        piece = piece[: cut.start()]
        if cut[0].isdecimal() and " " not in piece.strip():
            return  # "Channel 9 staff"
    first = True
    for name in dict.fromkeys(map(_trimmed, _BETWEEN.split(piece))):
        if not name:
            continue
        if not first and offices.is_paper(name):
            return
        # "Ann Lee, Hamburg" and "Ann Lee, CNN" name one person.
        if not _is_name(name, sure=sure) or (" " not in name and max(name) < _DENSE and not first):
            return
        yield name
        first = False


def _after_mark(piece: str) -> str:
    """Return what follows "by" or a label; "" where it names a photographer or a translator."""
    marks = (mark for mark in _BY.finditer(piece) if not _is_in_name(mark))
    start = (
        _LABEL.match(piece) or _BARE_LABEL.match(piece) or _OPENER.match(piece) or next(marks, None)
    )
    if start is None or not (start.start() <= _EARLY or piece[: start.start()].endswith(", ")):
        return piece
    if other := _OTHER_WORK.search(piece[: start.end()]):
        return piece[: other.start()]  # "Ann Lee, with additional reporting by"
    return piece[start.end() :]


def _is_in_name(mark: re.Match[str]) -> bool:
    """Tell whether "von", "par" or "por" follows a name: "Ursula von der Leyen"."""
    line = mark.string[: mark.start()]
    before = _BETWEEN.split(line)[-1].rpartition(":")[2].split()
    capitals = all(word[:1].isupper() for word in before[-2:])
    if not before or not capitals or _OTHER_WORK.search(line):
        return False
    word = mark[0].strip(" :").casefold()
    return (word == "von" and not _WORK.search(before[-1])) or (
        word in {"par", "por"} and len(before) > 1
    )


_DENSE = "\u2e80"  # from here on a letter is a word or a syllable


def _trimmed(name: str) -> str:
    name = name.strip(" :,")
    if role := _ROLE_BEFORE.match(name):
        name = name[role.end() :]
    return name if _SUFFIX.search(name) else name.strip(" .:")


def _is_name(text: str, *, sure: bool) -> bool:
    words = text.split()
    if not words or len(words) > _MOST_WORDS or _ROLES.search(text) or _OTHER_WORK.search(text):
        return False
    if not any(character.isupper() or character.islower() for character in text):
        return len(text) <= _LONGEST_DENSE and any(map(str.isalpha, text))
    return sure or all(
        _PREFIX.sub("", word)[:1].isupper() or word.casefold() in _PARTICLES for word in words
    )


def _without_address(name: str) -> str:
    if mail := _MAIL.fullmatch(name):
        return (mail[1] or mail[2]).strip()
    return name


def _halves(name: str) -> list[str]:
    """Return both persons of "Ann Lee and Bo Lind"; "Ortega y Gasset" is one."""
    halves = [half.strip() for half in _AND.split(name) if half.strip()]
    both = halves and all(" " in half and _is_name(half, sure=False) for half in halves)
    return halves if both else [name]


def _is_stated(name: str) -> bool:
    return bool(
        name
        and "@" not in name
        and "://" not in name
        and not is_date(name)
        and name.casefold() not in {"admin", "administrator", "webmaster"}
    )


def _is_office(name: str, sites: Sequence[str]) -> bool:
    """Tell whether a stated name is that of one of the ``sites``, an agency's, or a role."""
    short = " " not in name and (name.isupper() or name.islower())
    of_site = any(offices.is_site(name, site) for site in sites)
    return short or of_site or offices.is_agency(name) or _ROLES.search(name) is not None
