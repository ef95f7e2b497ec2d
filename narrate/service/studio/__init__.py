"""The studio: pages for editors, under /studio.

``routes`` and ``TABLES`` are all that the service takes from here. Templates are in ``templates/``,
styles and scripts in ``static/``. Pages work without a script; the script adds sound in place.
"""

from typing import TYPE_CHECKING

from starlette.routing import BaseRoute

from narrate.service.studio import article, inbox, login, review, sayings, statics
from narrate.service.studio.schema import TABLES

if TYPE_CHECKING:
    from narrate.service.core import Service

__all__ = ["TABLES", "routes"]

VIEWS = (*login.VIEWS, *inbox.VIEWS, *article.VIEWS, *review.VIEWS, *sayings.VIEWS)


def routes(service: "Service") -> list[BaseRoute]:
    """Return the studio's routes."""
    return [*(view.route(service) for view in VIEWS), statics.route()]
