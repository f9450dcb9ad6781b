"""The metadata that depends on where the project lives: addresses, and the README for a package index."""

import re
import runpy
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(!?)\[([^\]]*)\]\((?![a-z]+:|#)([^)\s]+)\)")
"""A link, or a picture with `!`, to a file of the repository."""


class ProjectMetadata(MetadataHookInterface):
    """What `dynamic` in pyproject.toml promises beside the version."""

    def update(self, metadata: dict[str, object]) -> None:
        """Add both; hatchling calls it while it builds."""
        found = runpy.run_path(str(Path(self.root, "src", "clientkit", "version.py")))
        pages = {name.capitalize(): found[name] for name in ("SOURCE", "DOCUMENTATION", "ISSUES")}
        metadata["urls"] = {name: page for name, page in pages.items() if page}
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        text = for_index(text, found["FILES"], found["PICTURES"])
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def for_index(text: str, files: str, pictures: str) -> str:
    """The README with links that lead somewhere from another page; without an address, with none."""

    def whole(link: re.Match[str]) -> str:
        picture, words, path = link.groups()
        if base := pictures if picture else files:
            return f"{picture}[{words}]({base.rstrip('/')}/{path})"
        return "" if picture else words

    return LINK.sub(whole, text)
