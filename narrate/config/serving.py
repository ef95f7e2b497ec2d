"""The settings of the service: the table [serve] of narrate.toml."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Serve:
    """The settings of ``narrate serve``."""

    host: str = "127.0.0.1"
    """The interface that it listens on; any other than this machine's own needs a token."""
    port: int = 8300
    """Its port."""
    address: str = ""
    """Its own address on the web, as pages and content systems see it; empty is host and port."""
    hosts: tuple[str, ...] = ()
    """More names by which it is reached."""
    origins: tuple[str, ...] = ()
    """The sites whose pages may call it from a browser."""
    state: str = ""
    """The folder of its store."""
    slots: int = 1
    """How many narrations are made at once."""
    queue: int = 1_000
    """How many articles may wait."""
    body_mb: int = 20
    """The largest request, MB."""
    rate: int = 600
    """Requests of a token a minute."""
    idle_s: int = 300
    """Seconds that a voice stays loaded unused."""
    grace_s: int = 20
    """Seconds that work may go on after the service is told to end."""
    private: bool = False
    """Whether articles may lie at addresses of your own network."""
    private_receivers: bool = False
    """Whether webhooks may go to addresses of your own network."""
    night_hour: int = 2
    """The hour, by this machine's clock, of narrations that editors put off to the night."""
    audit_days: int = 0
    """Days that the audit log is kept; 0 keeps all of it."""
    review: bool = False
    """Whether an editor publishes each narration in the studio."""


# The lowest and highest number of each key.
RANGES: Final[dict[str, tuple[float, float]]] = {
    "serve.port": (0, 65_535),
    "serve.slots": (1, 64),
    "serve.queue": (1, 1_000_000),
    "serve.body_mb": (1, 200),
    "serve.rate": (1, 1_000_000),
    "serve.idle_s": (1, 86_400),
    "serve.grace_s": (0, 3_600),
    "serve.night_hour": (0, 23),
    "serve.audit_days": (0, 36_500),
}
