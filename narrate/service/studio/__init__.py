"""The studio: pages for editors, under /studio.

``routes`` and ``TABLES`` are all that the service takes from here. Templates are in ``templates/``,
styles and scripts in ``static/``. Pages work without a script; the script adds sound in place.
"""

from typing import TYPE_CHECKING

from starlette.routing import BaseRoute

from narrate.service.studio import (
    article,
    inbox,
    lexicon,
    listening,
    login,
    pages,
    reports,
    review,
    sayings,
    statics,
)
from narrate.service.studio.schema import TABLES

if TYPE_CHECKING:
    from narrate.service.core import Service

__all__ = ["TABLES", "routes"]

PAGES = (login, inbox, article, review, sayings, reports, pages, lexicon, listening)


def routes(service: "Service") -> list[BaseRoute]:
    """Return the studio's routes, and those of the players' counts."""
    views = [view.route(service) for page in PAGES for view in page.VIEWS]
    return [*views, *listening.routes(service), statics.route()]
