"""Finding words in all that is kept: files that people write, the journal, and documents.

No record becomes a model and no file is parsed that does not hold the words: a thousand clients are searched
in about the time that Python needs to start.
"""

import json
import os
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from clientkit.errors import ClientkitError, UsageError
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.lookup import place_of
from clientkit.kernel.store.safe_read import RECORD_LIMIT, line_batches, read_limited
from clientkit.kernel.store.workspace import Workspace

DOCUMENT_LIMIT = 16 * 1024 * 1024
"""Bytes of a document that is searched."""

SHOWN = 160
"""Characters of a text that a line shows, around the first of the words."""

NO_WORDS = frozenset(
    (
        *("id", "ts", "v", "day", "kind", "client", "project", "ref", "replaces", "retracts", "item"),
        *("milestone", "contact", "survey", "source", "message", "sha256", "manifest_sha256", "file_sha256"),
        *("file", "week", "month", "due", "was", "expires", "commits", "language", "owner", "outcome"),
        *("state", "light", "dimension", "cause", "how", "question", "occasion", "likelihood", "impact"),
        *("channel", "purpose", "document", "classed", "currency"),
        *("root", "whose", "upheld", "option", "promise", "feedback", "recurs"),
        *("law", "concerns"),
    )
)
"""Fields of a record that hold no words of anybody."""

_REPORT = re.compile(r"(?P<week>[0-9]{4}-W[0-9]{2})|(?P<month>[0-9]{4}-[0-9]{2})|(?P<closing>closing)")


class Found(NamedTuple):
    """A place that holds the words."""

    place: str
    """Client or client/project; for a file its path and line."""
    about: str
    day: str | None
    kind: str
    id: str | None
    file: str
    line: int
    text: str
    look: str
    """The command that shows it."""


class FoundRows(Rows[Found]):
    """Places that hold the words: by client, files before the journal, records by their day."""


def find_words(workspace: Workspace, words: Sequence[str]) -> FoundRows:
    """Every line, and every record that counts, that holds all of the words, whatever their letters' case.

    What cannot be read becomes a notice, and all else goes on.

    Raises:
        UsageError: there are no words.
    """
    wanted = [" ".join(word.casefold().split()) for word in words]
    if not any(wanted) or not all(wanted):
        raise UsageError("Nothing to find: a word is empty.", "For instance: clientkit find foto")
    return FoundRows(_everywhere(workspace, wanted))


def _everywhere(workspace: Workspace, words: Sequence[str]) -> Iterator[Found]:
    yield from _in_file(workspace, workspace.settings_file, words)
    for client in workspace.clients():
        yield from _in_file(workspace, workspace.client_file(client), words)
        for project in workspace.projects(client):
            yield from _in_file(workspace, workspace.project_file(client, project), words)
            for folder in (
                workspace.documents_dir(client, project),
                workspace.agreements_dir(client, project),
            ):
                for path in sorted(folder.rglob("*.md")):
                    yield from _in_file(workspace, path, words)
        yield from sorted(
            _in_journal(workspace, client, words), key=lambda one: (one.day, one.file, one.line)
        )


def _in_file(workspace: Workspace, path: Path, words: Sequence[str]) -> Iterator[Found]:
    try:
        text = read_limited(path, DOCUMENT_LIMIT).decode("utf-8", "replace")
    except ClientkitError as error:
        workspace.notices.add(f"passed over {error.message}")
        return
    whole = text.casefold()
    if not all(word in whole for word in words):
        return
    about = place_of(workspace, path.parent)
    name = workspace.relative(path)
    for number, line in enumerate(text.splitlines(), 1):
        if _holds(line, words):
            look = _look_at(path, str(about))
            yield Found(
                f"{name}:{number}",
                str(about),
                None,
                path.suffix[1:],
                None,
                name,
                number,
                _around(line, words),
                look,
            )


def _look_at(path: Path, about: str) -> str:
    """The command that shows what a file holds."""
    if path.name == "client.toml":
        return f"clientkit client show {about}"
    if path.name == "project.toml":
        return f"clientkit project show {about}"
    report = _REPORT.fullmatch(path.stem.partition(".")[0]) if path.parent.name == "documents" else None
    if report and report.lastgroup:
        span = "" if report["closing"] else f" {report[0]}"
        return f"clientkit report show {about} --{report.lastgroup}{span}"
    return f"less {shlex.quote(os.path.relpath(path))}"


def _in_journal(workspace: Workspace, client: str, words: Sequence[str]) -> Iterator[Found]:
    """Records of a client that count and hold the words."""
    found: dict[str, tuple[str, int, dict[str, Any]]] = {}
    for path in workspace.journal_files(client):
        name = workspace.relative(path)
        try:
            for number, line in _worth_reading(path, words):
                if (record := _record(line)) is None:
                    workspace.notices.add(f"passed over {name}:{number}: not a record")
                else:
                    found.setdefault(record["id"], (name, number, record))
        except ClientkitError as error:
            workspace.notices.add(f"passed over {name}: {error.message}")
    counting = _counting({one: record for one, (_, _, record) in found.items()})
    for name, number, record in (found[one] for one in counting):
        text = " · ".join(_texts(record))
        if _holds(text, words):
            about = str(Subject(client, record.get("project")))
            day = str(record.get("day"))
            look = f"clientkit history {about} --since {day} --until {day}"
            yield Found(
                about, about, day, record["kind"], record["id"], name, number, _around(text, words), look
            )


def _counting(records: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Ids of the records that were neither taken back nor corrected; see `kernel.store.journal.read`."""
    origins: dict[str, str] = {}
    latest: dict[str, tuple[str, str]] = {}
    for name in records:
        path = [name]
        while (before := str(records.get(path[-1], {}).get("replaces") or "")) and before not in path:
            path.append(before)
        origins[name] = min(path[path.index(before) :]) if before else path[-1]
    gone = {origins.get(one, one) for record in records.values() if (one := record.get("retracts"))}
    for name, record in records.items():
        order = (str(record.get("ts")).rstrip("Z"), name)  # so that fractions of a second come after it
        if record["kind"] != "retraction" and order > latest.get(origins[name], ("", "")):
            latest[origins[name]] = order
    return [name for origin, (_, name) in latest.items() if origin not in gone]


def _record(line: bytes) -> dict[str, Any] | None:
    """What a line holds; None where that is no record."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    named = isinstance(record, dict) and all(isinstance(record.get(key), str) for key in ("id", "kind"))
    return record if named else None


def _texts(record: Mapping[str, Any]) -> Iterator[str]:
    """The words in a record, field by field."""
    for key, value in record.items():
        if key not in NO_WORDS:
            yield from (
                one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)
            )


def _worth_reading(path: Path, words: Sequence[str]) -> Iterator[tuple[int, bytes]]:
    """The lines of a journal that may hold the words or change another record, with their numbers."""
    for first, lines in line_batches(path, RECORD_LIMIT):
        if _may_hold(b"\n".join(lines), words):
            for number, line in enumerate(lines, first):
                if line.strip() and _may_hold(line, words):
                    yield number, line


def _may_hold(line: bytes, words: Sequence[str]) -> bool:
    """Whether a line is worth reading as JSON: it holds the words, escapes, or the id of another record."""
    if b"\\" in line or not line.isascii() or b'"replaces"' in line or b'"retracts"' in line:
        return True
    whole = line.lower().decode("ascii")
    return all(word in whole for word in words)


def _holds(text: str, words: Sequence[str]) -> bool:
    whole = " ".join(text.casefold().split())
    return all(word in whole for word in words)


def _around(text: str, words: Sequence[str]) -> str:
    """A text, or as much of a long one as stands around the first of the words."""
    text = " ".join(text.split())
    if len(text) <= SHOWN:
        return text
    first = max(min(text.casefold().find(word) for word in words) - SHOWN // 3, 0)
    part = text[first : first + SHOWN]
    return f"{'…' if first else ''}{part}{'…' if first + SHOWN < len(text) else ''}"
