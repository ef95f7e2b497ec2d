"""Parse the XML of newsrooms and offices without entities, document types or the network."""

from typing import TYPE_CHECKING

from narrate.errors import SourceError
from narrate.source.page import shown

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def tree(data: bytes, name: str) -> "Element":
    """Return the root of XML; raise SourceError, naming ``name``, where it cannot be read.

    A document type may be named, as NITF does, but declares no entities: these can be bombs.
    """
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    parser = XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Element = fromstring(data, parser)
    except (XMLSyntaxError, ValueError) as error:
        raise SourceError(
            f"{name} cannot be read as XML ({shown(str(error))}): export the article again."
        ) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise SourceError(
            f"{name} declares entities, which no article needs: export it without them."
        )
    return root


def local(element: "Element") -> str:
    """Return an element's name without its namespace; "" for an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
