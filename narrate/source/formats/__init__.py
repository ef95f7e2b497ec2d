"""Read the formats of newsrooms and offices: each article as the markup of a page, and its facts.

Each format is recognized by its content. The markup is then read as any page is, so that the same
limits, hints and reasons hold.
"""

from narrate.source.formats import data, docx, mail, nitf, odt, packed
from narrate.source.formats.document import Document

__all__ = ["Document", "documents", "is_document"]

_READERS = (data.documents, mail.documents, nitf.documents, docx.documents, odt.documents)


def is_document(source: bytes) -> bool:
    """Tell whether data is an office document that can be read."""
    return packed.kind(source) in {"docx", "odt"}


def documents(source: bytes, name: str) -> list[Document]:
    """Return the articles that a source in one of these formats holds; none for other sources.

    Raises SourceError, naming ``name``, for a source of such a format that cannot be read.
    """
    for reader in _READERS:
        if articles := reader(source, name):
            return articles
    return []
