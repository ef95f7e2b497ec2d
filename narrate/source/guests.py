"""Read who wrote a guest post, as its first lines tell."""

import re

_GUEST = re.compile(
    r"(?i:this is |today['’]s |the following is |dies ist |ceci est |esta? es |questo è |to jest )?"
    r"(?i:an? |ein |une? |una )?"
    # A post is "by" somebody: "Guest Post: Why Bees Matter" names its title.
    r"(?:(?i:guest (?:author|writer)|gastautor(?:in)?|autora? invitad[oa]"
    r"|wpis gościnny|гостьовий допис)"
    r"(?i: is| today is| ist| est| es)?(?i: by)?"
    r"|(?i:guest (?:post|article|column|essay|blog|contribution)"
    r"|gast(?:beitrag|kommentar|artikel)|(?:article|billet|texte) invité"
    r"|(?:entrada|artículo) invitad[oa]|articolo ospite)"
    r"(?i: is| today is| ist| est| es)?(?i: by| from| von| de| par| di| da)):? ?"
    r"([A-ZÀ-ÞА-ЯҐЄІЇ][\w.'’-]{0,30}"
    r"(?: (?:(?:von|van|de|der|di|la) )?[A-ZÀ-ÞА-ЯҐЄІЇ][\w.'’-]{0,30}){1,3})"
)


def names(line: str) -> list[str]:
    """Return whoever wrote a guest post, as its first lines tell; or nothing.

    >>> names("This is a guest post by Ann Lee, who keeps bees.")
    ['Ann Lee']
    """
    mark = _GUEST.match(line)
    return [mark[1].strip(" .,:")] if mark else []
