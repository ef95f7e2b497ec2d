"""Write the description and the addresses that a package index shows.

An index has none of the README's files. With the project's address in pyproject.toml, links and
pictures of the README lead there; as long as the address is empty, links are plain words, pictures
are left out, and the package names no address.
"""

import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(?P<picture>!?)\[(?P<words>[^\]]*)\]\((?!https?:|#)(?P<target>[^)]+)\)")


class Links(MetadataHookInterface):
    """The dynamic fields ``readme`` and ``urls`` of pyproject.toml."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, object]) -> None:
        """Set both fields; ``urls`` only where the project has an address."""
        address = self.config["address"].rstrip("/")
        text = description((Path(self.root) / "README.md").read_text("utf-8"), address)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
        if address:
            metadata["urls"] = {
                "Source": address,
                "Documentation": f"{address}/docs/pages/index.md",
                "Changelog": f"{address}/CHANGELOG.md",
            }


def description(readme: str, address: str) -> str:
    """Return the README for readers who have no files of the repository."""

    def link(match: re.Match[str]) -> str:
        if not address:
            return "" if match["picture"] else match["words"]
        # A forge shows a page of its own at "blob", and the picture itself at "raw".
        place = address.replace("/blob/", "/raw/") if match["picture"] else address
        return f"{match['picture']}[{match['words']}]({place}/{match['target']})"

    return re.sub(r"\n{3,}", "\n\n", _LINK.sub(link, readme))
