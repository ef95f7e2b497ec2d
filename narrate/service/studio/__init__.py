"""The studio: pages for editors, under /studio.

``routes`` and ``TABLES`` are all that the service takes from here. Templates are in ``templates/``,
styles and scripts in ``static/``.
"""

from typing import TYPE_CHECKING, Final

from starlette.routing import BaseRoute

if TYPE_CHECKING:
    from narrate.service.core import Service

TABLES: Final = ""  # CREATE TABLE IF NOT EXISTS …, for what only the studio keeps


def routes(service: "Service") -> list[BaseRoute]:
    """Return the studio's routes."""
    del service
    return []
