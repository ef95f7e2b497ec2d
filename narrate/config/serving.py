"""The settings of the service: the table [serve] of narrate.toml."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Serve:
    """The settings of ``narrate serve``.

    ``address`` is the service's own on the web, as pages and content systems see it, by default
    that of ``host`` and ``port``. ``hosts`` are more names by which it is reached, ``origins`` the
    sites whose pages may call it from a browser. ``state`` is the folder of its store. ``slots``
    narrations are made at once. ``queue`` is how many may wait, ``idle_s`` how long a voice stays
    loaded unused, ``rate`` the requests of a token a minute, ``grace_s`` how long work may go on
    after the service is told to end. ``private`` allows articles, and ``private_receivers``
    webhooks, at addresses of your own network. With ``review`` nothing is published before an
    editor publishes it in the studio.
    """

    host: str = "127.0.0.1"
    port: int = 8300
    address: str = ""
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    state: str = ""
    slots: int = 1
    queue: int = 1_000
    body_mb: int = 20
    rate: int = 600
    idle_s: int = 300
    grace_s: int = 20
    private: bool = False
    private_receivers: bool = False
    review: bool = False


# The lowest and highest number of each key.
RANGES: Final[dict[str, tuple[float, float]]] = {
    "serve.port": (0, 65_535),
    "serve.slots": (1, 64),
    "serve.queue": (1, 1_000_000),
    "serve.body_mb": (1, 200),
    "serve.rate": (1, 1_000_000),
    "serve.idle_s": (1, 86_400),
    "serve.grace_s": (0, 3_600),
}
