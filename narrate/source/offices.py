"""Tell papers, desks, agencies and institutions from persons, by their names."""

import re
from collections.abc import Iterable

_DESK = re.compile(
    r"(?:(?:the|our|la|die|web|online|news|editorial|staff|desk|team|board|writers?|reporters?|editors?"
    r"|redaktion|redacci[oó]n|rédaction|redakcja|redazione|redação|redactie|redaktionen|редакція"
    r"|admin|newsroom)\b ?)+",
    re.IGNORECASE,
)
# "Redazione Cronache": the section follows.
_ROOM = re.compile(
    r"(?:d?a |la |die |dalla |de la |par la |von der |od |van de )?"
    r"(?:redazione|redakcja|rédaction|redacci[oó]n|redação|redaktion|редакція)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r".{1,40} (?:news|times|gazette|herald|tribune|press|agency|media|magazine|university|institute"
    r"|service|bureau|network|radio|tv|fm|courier|chronicle|today)|the .{1,30} (?:post|journal)",
    re.IGNORECASE,
)
_ORGANIZATION = re.compile(
    r"the [^,]{1,60}$"
    r"|.{0,60}(?<![^\W_])(?:bureau|newsroom|desk|team|office of|press office"
    r"|communications|department|ministry|minist(?:erium|erstwo|erio|ero|ère)|міністерство|universit(?:y|ät|é|à)|universidade?"
    r"|uniwersytet|університет|institut[eo]?|instytut|інститут|college of|school of|hochschule"
    r"|foundation|stiftung|fondation|fundaci[óo]n|fundacja|фонд|association|verband|council"
    r"|committee|agency|agentur|agence|agen[cz]ia|agência|agencja|агентство|[^\W_]*zeitung"
    r"|[^\W_]*nachrichten|tageblatt|anzeiger|rundschau|gazette|gazzetta|gazeta|tribune|corriere"
    r"|repubblica|diario|periódico|magazine|news|noticias|wiadomości|новини|times|media|radio|tv"
    r"|network|pressestelle|ufficio stampa|service de presse|gabinete de prensa|biuro prasowe"
    r"|museum|gmbh|inc|ltd|plc|corp|company)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"(?:the )?(?:associated press|canadian press|press association|pa media)|reuters|agence france"
    r"-presse|europa press|interfax|укрінформ|(?-i:AFP|AP|PA|dpa|DPA|APA|KNA|epd|SID|sda|PAP|EFE"
    r"|ANSA|AGI|Lusa|ANP|TT|NTB|Ritzau|Belga|ČTK|TASR|MTI|TASS|UPI|AAP|CP|PTI|ANI|IANS|Xinhua|Kyodo)",
    re.IGNORECASE,
)
_HELP = re.compile(r" ?(?:avec(?: l['’])?|with|mit|con|com|z|za|з|/|,|und|et|y|e|and|\() ?")
_ARTICLE = re.compile(r"^(?:the|la|le|el|il|der|die|das) |\.[a-z]{2,4}$|(?<=\w) online$")


def is_desk(name: str) -> bool:
    """Tell whether a name is that of any editorial office: "Editorial staff"."""
    return _DESK.fullmatch(name) is not None or _ROOM.match(name) is not None


def is_paper(name: str) -> bool:
    """Tell whether the last word of a name is a paper's, a station's or a school's."""
    return _PAPER.fullmatch(name) is not None


def is_agency(name: str) -> bool:
    """Tell whether a name is that of an agency that sells news."""
    return _AGENCY.fullmatch(name) is not None


def is_organization(name: str) -> bool:
    """Tell whether a name has words that only organizations have."""
    return is_desk(name) or is_agency(name) or _ORGANIZATION.match(name) is not None


def is_site(name: str, site: str) -> bool:
    """Tell whether a name is a site's, or is an organization's and part of the site's."""
    short, whole = _short(name), _short(site)
    return bool(short and whole) and (
        short == whole or (is_organization(name) and f" {short} " in f" {whole} ")
    )


def _short(name: str) -> str:
    return _ARTICLE.sub("", name.casefold().strip())


def agency_beside(line: str, paper: str) -> str:
    """Return the agency that helped a ``paper``: "AFP" in "Le Monde avec AFP"; "" without one."""
    start = line.find(paper)
    rest = line[start + len(paper) :] if start >= 0 and paper else ""
    mark = _HELP.match(rest)
    name = rest[mark.end() :].strip(" ().") if mark else ""
    return name if is_agency(name) else ""


def is_own(name: str, sites: Iterable[str]) -> bool:
    """Tell whether a name is that of a desk or of the organization whose site this is."""
    of_site = is_organization(name) and any(is_site(name, site) for site in sites)
    return of_site or is_desk(name)
