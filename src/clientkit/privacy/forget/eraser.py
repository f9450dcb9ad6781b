"""What becomes of a file, now or in git's history: it stays, is written without them, or goes."""

import json
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tomli_w import dumps

from clientkit.errors import RefusedError
from clientkit.kernel.store.toml.edit import set_keys
from clientkit.kernel.store.toml.file import load
from clientkit.kernel.store.toml.line_numbers import Location
from clientkit.privacy.forget.records import without
from clientkit.privacy.forget.strings import Strings

STORE = (".toml", ".jsonl")
"""What the store itself is made of: never removed whole."""

MADE = (".eml", ".mbox", ".pdf", ".html", ".ics", ".png", ".svg", ".generated.json")
"""What was rendered or mailed, wherever it lies."""


@dataclass(frozen=True)
class Eraser:
    """Takes one person, or one client, out of files."""

    client: str
    contact: str
    strings: Strings
    kept: frozenset[str] = frozenset()
    """Projects, by their folders inside the workspace, whose agreements must be kept."""
    replies: frozenset[str] = frozenset()
    """Files of theirs that were kept as the evidence of an answer."""

    @property
    def folder(self) -> str:
        """The client's folder, inside the workspace."""
        return f"clients/{self.client}/"

    def keeps(self, path: str) -> bool:
        """Whether a file belongs to an agreement that must be kept; of other clients each one must."""
        project, agreements, _ = path.partition("/agreements/")
        if not agreements or not path.startswith("clients/") or path in self.replies:
            return False
        return project in self.kept or not path.startswith(self.folder)

    def renamed(self, path: str) -> str:
        """A path without their name; folders of clients and projects keep theirs, as records name them."""
        if self.keeps(path) or path.endswith(STORE):
            return path
        folder, slash, name = path.rpartition("/")
        name = self.strings.stand_in(name)
        return f"{folder if folder.startswith('clients/') else self.strings.stand_in(folder)}{slash}{name}"

    def names(self, path: str, data: bytes) -> tuple[bool, str]:
        """Whether a file names them, and what of it cannot be read."""
        return self.strings.named_in(data, inside=path.startswith(self.folder))

    def result(self, path: str, data: bytes, gone: Container[str] = ()) -> bytes | None:
        """The file's bytes without them; None where it goes; `gone` are files that go besides."""
        inside = path.startswith(self.folder)
        if self.keeps(path):
            return data
        if path in self.replies or (inside and not self.contact):
            return None
        if path.startswith("clients/") and "/journal/" in path and path.endswith(".jsonl"):
            return self._journal(path, data, gone)
        after = self.without_row(path, data) if path == f"{self.folder}client.toml" else data
        made = path.endswith(MADE) or "documents/" in path
        named, unread = self.names(path, after)
        if named and (path.endswith(STORE) or not (made or b"\0" in after)):  # bytes are not words to replace
            after = self._replaced(path, after)
            named = self.names(path, after)[0] and not path.endswith(STORE)
        return None if named or (made and inside and unread) else after

    def _journal(self, path: str, data: bytes, gone: Container[str]) -> bytes:
        inside = path.startswith(self.folder)
        contact = self.contact if inside else ""
        lines = data.split(b"\n")
        replaced = self._replacer(inside=inside)
        return b"\n".join(
            without(line, contact, self.strings.pseudonym, gone, replaced) if line.strip() else line
            for line in lines
        )

    def _replacer(self, *, inside: bool) -> Callable[[str], str]:
        return lambda text: self.strings.replaced(text, inside=inside)

    def _replaced(self, path: str, data: bytes) -> bytes:
        text = data.decode("utf-8", "surrogateescape")
        return self._replacer(inside=path.startswith(self.folder))(text).encode("utf-8", "surrogateescape")

    def without_row(self, path: str, data: bytes) -> bytes:
        """The client's file without the row of a contact; a broken one as it is."""
        with suppress(ValueError, RecursionError):
            text = data.decode("utf-8")
            tables = load(text)
            rows = tables.get("contacts", [])
            places = [place for place, row in enumerate(rows) if row.get("id") == self.contact]
            changes: dict[Location, None] = {("contacts", place): None for place in reversed(places)}
            try:
                return set_keys(text, changes, path).encode("utf-8") if changes else data
            except RefusedError:  # written in an odd way: what it says counts, not how
                rows = [row for row in rows if row.get("id") != self.contact]
                return dumps(tables | {"contacts": rows}).encode("utf-8")
        return data

    def mentions(self, path: str, data: bytes) -> Iterator[tuple[int, str]]:
        """Where words that stay name them: line, and the words around; their own words go whole."""
        inside = path.startswith(self.folder)
        theirs = b'"contact":"%s"' % self.contact.encode() if inside and self.contact else b"\n"
        for number, line in enumerate(data.split(b"\n"), 1):
            if theirs in line:
                continue
            whole = line.decode("utf-8", "replace")
            for text in _texts(whole) if path.endswith(".jsonl") else [whole]:
                for match in self.strings.places(text, inside=inside):
                    begin = max(0, match.start() - 25)
                    yield number, text[begin : match.end() + 25].strip()

    def perhaps(self, path: str, data: bytes) -> Iterator[str]:
        """Where words have a part of their name in small letters: file, line and the words around."""
        for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
            for text in _texts(line) if path.endswith(".jsonl") else [line]:
                for match in self.strings.perhaps(text):
                    yield f"{path}:{number}: {text[max(0, match.start() - 25) : match.end() + 25].strip()}"


def _texts(line: str) -> Iterator[str]:
    """Every text in a line of JSON."""
    try:
        waiting: list[Any] = [json.loads(line)]
    except (ValueError, RecursionError):
        return
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, dict):
            waiting[:0] = one.values()
        elif isinstance(one, list):
            waiting[:0] = one
        elif isinstance(one, str):
            yield one
