"""Tombstones: salted hashes of what was forgotten, in git, so that what a merge brings back is found."""

import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from clientkit.errors import ClientkitError, OutsideError
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.store.safe_read import FILE_LIMIT, read_limited
from clientkit.kernel.store.workspace import Workspace

TEXTS = (".toml", ".jsonl", ".md", ".json")
"""Files of a client that `check` looks at."""

MAIL = re.compile(r"[^\s@<>\"(),;:\\\[\]]+@[^\s@<>\"(),;:\\\[\]]+\w")
WORD = re.compile(r"[^\W_]+")
CONTACT = re.compile(r'(?:"contact"\s*:\s*|^\s*id\s*=\s*)"([^"]+)"')
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def erased_file(workspace: Workspace) -> Path:
    """Where tombstones are kept, one line each."""
    return workspace.root / "erased.jsonl"


class Tombstones:
    """What was forgotten in a workspace, by its hashes."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.path = erased_file(workspace)
        try:
            self.data = read_limited(self.path, FILE_LIMIT) if os.path.lexists(self.path) else b""
        except ClientkitError as error:
            workspace.notices.add(f"passed over erased.jsonl: {error.message}")
            self.data = b""
        self.days: dict[str, dict[str, tuple[str, int]]] = {}
        """By salt and hash, what it is of and its line."""
        self.lengths: dict[str, set[int]] = {}
        self.commits: dict[str, int] = {}
        for number, line in enumerate(self.data.splitlines(), 1):
            self._read(number, line)

    def _read(self, number: int, line: bytes) -> None:
        try:
            stone = json.loads(line)
            day, salt = str(stone["day"]), str(stone["salt"])
            self.days.setdefault(salt, {}).update(dict.fromkeys(map(str, stone["hashes"]), (day, number)))
            self.lengths.setdefault(salt, set()).update(map(int, stone["words"]))
            names = [one for one in stone.get("commits", ()) if re.fullmatch("[0-9a-f]{40,64}", one)]
            self.commits |= dict.fromkeys(names, number)
        except (ValueError, TypeError, KeyError):
            if line.strip():
                self.workspace.notices.add(f"passed over erased.jsonl:{number}: no tombstone")

    @cached_property
    def salt(self) -> str:
        """What hashes are salted with: the same for all of a workspace, so that each name is hashed once."""
        return next(iter(self.days), None) or os.urandom(16).hex()

    def of(self, kind: str, text: str) -> tuple[str, int] | None:
        """The day and line of the tombstone of a name, an address or a slug."""
        for salt, days in self.days.items():
            if found := days.get(hashed(salt, kind, text)):
                return found
        return None

    def in_text(self, client: str, text: str) -> tuple[str, int, str] | None:
        """Day and line of the first tombstone of anything in a text, and what it is."""
        text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        for match in CONTACT.finditer(text):
            if found := self.of("contact", f"{client}/{match[1]}"):
                return (*found, f"the contact {match[1]}")
        for match in MAIL.finditer(text):
            if found := self.of("mail", match[0]):
                return (*found, "an address")
        words = WORD.findall(text.replace("\\n", " "))
        for length in sorted(set().union(*self.lengths.values()) - {0}):
            for first in range(len(words) - length + 1):
                if found := self.of("name", " ".join(words[first : first + length])):
                    return (*found, "a name")
        return None


def hashed(salt: str, kind: str, text: str) -> str:
    """What stands in a tombstone for a text: who guesses the text can prove it, nobody can read it."""
    flat = " ".join(WORD.findall(text)) if kind == "name" else text.strip()
    flat = unicodedata.normalize("NFKC", flat).casefold()
    return sha256(f"{salt}\x1f{kind}\x1f{flat}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def tombstone(salt: str, day: date, named: Iterable[tuple[str, str]], commits: Iterable[str] = ()) -> bytes:
    """A line for what was forgotten: pairs of a kind (contact, client, name, mail) and its text."""
    pairs = sorted(set(named))
    stone = {
        "v": 1,
        "day": day.isoformat(),
        "salt": salt,
        "words": sorted({len(WORD.findall(text)) for kind, text in pairs if kind == "name"}),
        "hashes": sorted({hashed(salt, kind, text) for kind, text in pairs}),
        "commits": sorted(commits),
    }
    return json.dumps({key: value for key, value in stone.items() if value or key == "words"}).encode()


def returned(stones: Tombstones, client: str) -> Iterator[Problem]:
    """What of a client was forgotten before: its folder, or what its files name again."""
    if not stones.days:
        return
    workspace = stones.workspace
    folder = workspace.client_dir(client)
    if found := stones.of("client", client):
        yield _problem(workspace.relative(folder), None, "the client", found, client)
    for place, names, files in os.walk(folder):
        if Path(place).name == "agreements":
            names.clear()
            continue
        for name in sorted(files):
            if name.endswith(TEXTS):
                yield from _in_file(stones, client, Path(place, name))


def _in_file(stones: Tombstones, client: str, path: Path) -> Iterator[Problem]:
    try:
        lines = read_limited(path, FILE_LIMIT).decode("utf-8", "replace").split("\n")
    except ClientkitError:  # told of as what it is
        return
    for number, line in enumerate(lines, 1):
        if found := stones.in_text(client, line):
            yield _problem(stones.workspace.relative(path), number, found[2], found[:2], client)
            return


def history_problems(stones: Tombstones) -> Iterator[Problem]:
    """Commits that a rewriting took away and that are here again, as after a merge from an old clone."""
    if not stones.commits:
        return
    from clientkit.kernel.store.git import run_git

    for commit, number in stones.commits.items():
        try:
            run_git(stones.workspace.root, ["cat-file", "-e", commit])
        except OutsideError:
            continue
        hint = (
            "Forget them anew: clientkit client forget CLIENT --contact PERSON --history; drop the old clone."
        )
        message = f"git has commit {commit[:12]} again, whose history was rewritten to forget somebody"
        yield Problem(file="erased.jsonl", line=number, code="erased", message=message, hint=hint)


def _problem(file: str, line: int | None, what: str, found: tuple[str, int], client: str) -> Problem:
    kind, _, name = what.removeprefix("the ").partition(" ")
    contact = "" if kind == "client" else f" --contact {name if kind == 'contact' else 'PERSON'}"
    return Problem(
        file=file,
        line=line,
        code="erased",
        message=f"{what} that was forgotten on {found[0]} is here again",
        hint=f"Forget it anew: clientkit client forget {client}{contact}. "
        f"If they came back of their own will, delete line {found[1]} of erased.jsonl.",
    )
