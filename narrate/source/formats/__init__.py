"""Read the formats of newsrooms and offices: each article as the markup of a page, and its facts.

Each format is recognized by its content. The markup is then read as any page is, so that the same
limits, hints and reasons hold.
"""

from narrate.source.formats import data, docx, epub, mail, newsml, nitf, odt, packed, wxr
from narrate.source.formats.document import Document

__all__ = ["Document", "documents", "is_document", "is_export"]

_READERS = (
    data.documents,
    mail.documents,
    nitf.documents,
    newsml.documents,
    wxr.documents,
    docx.documents,
    odt.documents,
    epub.documents,
)


def is_document(source: bytes) -> bool:
    """Tell whether data is an office document or a book that can be read."""
    return packed.kind(source) != ""


def is_export(source: bytes) -> bool:
    """Tell whether an RSS feed is WordPress's export of a site, with drafts and attachments."""
    return wxr.fits(source)


def documents(source: bytes, name: str) -> list[Document]:
    """Return the articles that a source in one of these formats holds; none for other sources.

    Raises SourceError, naming ``name``, for a source of such a format that cannot be read.
    """
    for reader in _READERS:
        if articles := reader(source, name):
            return articles
    return []
