"""The sample studio that comes with clientkit: read in place, or copied with its dates moved to today."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.workspace import Workspace

REFERENCE_DAY = date(2026, 11, 21)
"""The day that the sample was written for."""

_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


def sample_workspace() -> Workspace:
    """The sample as a workspace to read; nothing is ever written there."""
    return Workspace(Path(__file__).parent / "sample", "sample", keeps_facts=False)


def sample_files(today: date) -> Iterator[tuple[str, bytes]]:
    """The sample's files by path, every date moved by whole weeks so that it fits today."""
    root = sample_workspace().root
    for path in sorted(root.rglob("*")):
        if path.suffix == ".svg":
            yield path.relative_to(root).as_posix(), read_limited(path)
        elif path.suffix in {".toml", ".jsonl"}:
            yield path.relative_to(root).as_posix(), _fitting(path, today)


def days_after(today: date) -> bytes:
    """The records of the working days after that day, moved as the sample is."""
    return _fitting(sample_workspace().root.with_name("sample_week.jsonl"), today)


def _fitting(path: Path, today: date) -> bytes:
    weeks = (today - REFERENCE_DAY).days // 7
    text = read_limited(path).decode("utf-8")
    return _DATE.sub(lambda match: _moved(match[0], weeks), text).encode("utf-8")


def _moved(text: str, weeks: int) -> str:
    try:
        return (date.fromisoformat(text) + timedelta(weeks=weeks)).isoformat()
    except (ValueError, OverflowError):
        return text
