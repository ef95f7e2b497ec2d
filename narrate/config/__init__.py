"""Settings: defaults, then narrate.toml, then the environment, then flags."""

from narrate.config.settings import Settings

__all__ = ["Settings"]
