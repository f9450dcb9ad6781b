"""Complaints that are open, as the cards and the health of a client show them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.store.workspace import Workspace
from clientkit.projects.open_items import OpenItem


def complaint_values(
    workspace: Workspace, slug: str, records: Sequence[Entry], today: date
) -> list[tuple[Any, ...]]:
    """Of each open complaint its id, project, day, state, next clock with its day, and words."""
    if not any(one.is_of("complaint") for one in records):
        return []
    from clientkit.complaints.register_values import client_values

    return [
        (name, subject.partition("/")[2], day, state, clock, due, text)
        for name, subject, day, _, _, state, *_, clock, due, _, _, closed, text in client_values(
            workspace, slug, today.year
        )
        if closed is None
    ]


def failed_lessons(records: Sequence[Entry]) -> list[tuple[str, str, str]]:
    """Of each complaint without a lesson, whose cause a young one is about: day of that, cause, its id."""
    if not any(one.is_of("complaint") for one in records):
        return []
    from clientkit.complaints.cases import complaints_among

    return [
        (str(one.recurs_on), one.root, one.name)
        for one in complaints_among(records)
        if one.recurs_on and one.lesson is None
    ]


def complaint_items(workspace: Workspace, slug: str, records: Sequence[Entry], today: date) -> list[OpenItem]:
    """The open complaints of a client among what waits for somebody."""
    return [
        OpenItem(
            id=name,
            kind="complaint",
            project=project or None,
            text=f"{state}: {text}",
            due=due,
            overdue=bool(due and due < str(today)),
            since=day,
        )
        for name, project, day, state, _, due, text in complaint_values(workspace, slug, records, today)
    ]
