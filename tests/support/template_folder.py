"""Templates written for one test, and a way to render them."""

from pathlib import Path

import pytest

from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import TemplateSource


class Templates:
    """A folder of templates that a test fills."""

    def __init__(self, folder: Path):
        self.folder = folder

    def put(self, text: str, name: str = "letter", language: str = "en") -> Path:
        path = self.folder / language / f"{name}.md.j2"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def render(self, text: str, data=None, language: str = "en", origin: str = "shipped") -> str:
        """What a template makes of the data: in this process, or in a child as a workspace's own."""
        path = self.put(text)
        return render(TemplateSource("letter", "en", path, origin), data or {}, language)


@pytest.fixture
def templates(tmp_path) -> Templates:
    return Templates(tmp_path / "templates")
