"""The parts of a service that its own threads use: its store, its settings, its figures."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import threading

    from narrate.config import Settings
    from narrate.service.figures import Figures
    from narrate.service.store import Store


class Office(Protocol):
    """A service as its threads see it; ``ending`` is set when it ends."""

    settings: "Settings"
    store: "Store"
    figures: "Figures"
    ending: "threading.Event"
