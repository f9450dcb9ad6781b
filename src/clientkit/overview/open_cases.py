"""Changes, complaints and requests that are open, as the cards and the health of a client show them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from clientkit.correspondence.data_requests import ASKED, clock_of, open_requests
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.due import as_instant
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.workspace import Workspace
from clientkit.projects.open_items import OpenItem


def change_items(workspace: Workspace, slug: str, records: Sequence[Entry], today: date) -> list[OpenItem]:
    """The open changes of a client among what waits for somebody; an offer is due on its last day."""
    if not any(one.is_of("change") for one in records):
        return []
    from clientkit.changes.cases import agreed_terms, changes_among

    found = []
    for one in changes_among(records):
        if one.is_open:
            terms = agreed_terms(workspace, ProjectRef(slug, one.asked.project or "")) if one.told else None
            until = one.until(terms)
            found.append(
                OpenItem(
                    id=one.id,
                    kind="change",
                    project=one.asked.project,
                    text=f"{one.co}, {one.state}: {one.asked.text}",
                    due=until,
                    overdue=bool(until and until < today),
                    since=one.told or one.asked.day,
                )
            )
    return found


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


def request_items(client: Client, records: Sequence[Entry], now: datetime, zone: ZoneInfo) -> list[OpenItem]:
    """The open requests among what waits for somebody; `now` is in the workspace's zone."""
    found = open_requests(records, [one.id for one in client.contacts])
    clocks = [(one, clock_of(one, zone)) for one in found]
    return [
        OpenItem(
            id=one.id,
            kind="privacy",
            project=None,
            text=f"{one.contact} {ASKED[one.wants]} ({clock.words})",
            due=clock.day,
            overdue=clock.due < as_instant(now)[: len(clock.due)],
            since=one.day,
        )
        for one, clock in clocks
    ]
