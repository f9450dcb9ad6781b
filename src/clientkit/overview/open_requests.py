"""What contacts ask of their data and nobody has answered, as the card of a client shows it."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from clientkit.correspondence.data_requests import ASKED, clock_of, open_requests
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.due import as_instant
from clientkit.projects.open_items import OpenItem


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
