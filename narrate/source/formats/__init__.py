"""Read the formats of newsrooms and offices: each article as the markup of a page, and its facts.

Each format is recognized by its content. The markup is then read as any page is, so that the same
limits, hints and reasons hold.
"""

from narrate.source.formats import data, mail
from narrate.source.formats.document import Document

__all__ = ["Document", "documents"]


def documents(source: bytes, name: str) -> list[Document]:
    """Return the articles that a source in one of these formats holds; none for other sources.

    Raises SourceError, naming ``name``, for a source of such a format that cannot be read.
    """
    for reader in (data.documents, mail.documents):
        if articles := reader(source, name):
            return articles
    return []
