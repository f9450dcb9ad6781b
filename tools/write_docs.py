"""Write the generated parts of docs/ anew; `make docs` runs it, and a test compares."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import commands_page
import exit_codes_page
import files_page
import flags_page
import json_page
import man_page
import markdown_page
import schema_files
import terminal_picture

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
PICTURE = ROOT / "docs" / "images" / "terminal.svg"

MANUAL = ROOT / "man" / "clientkit.1"

PAGES: dict[Path, Callable[[], dict[str, Callable[[], str]]]] = {
    REFERENCE / "json.md": json_page.blocks,
    REFERENCE / "commands.md": commands_page.blocks,
    REFERENCE / "files.md": files_page.blocks,
    REFERENCE / "flags.md": flags_page.blocks,
    REFERENCE / "exit-codes.md": exit_codes_page.blocks,
}
"""The pages with generated blocks, and who makes these."""


def written() -> Iterator[tuple[Path, str]]:
    """Every page, picture and schema with its text as it should be."""
    for path, blocks in PAGES.items():
        yield path, markdown_page.complete(path.read_text(encoding="utf-8"), blocks())
    yield PICTURE, terminal_picture.picture()
    yield MANUAL, man_page.page()
    yield from schema_files.made()


def main() -> None:
    """Write what has changed, and say so."""
    for path, text in written():
        if not path.exists() or text != path.read_text(encoding="utf-8"):
            path.write_text(text, encoding="utf-8")
            print(f"written anew: {os.path.relpath(path)}")  # noqa: T201 - a program for the terminal


if __name__ == "__main__":
    main()
