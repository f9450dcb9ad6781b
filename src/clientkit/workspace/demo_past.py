"""The past of the sample studio, lived again day by day: what went then tells what was known then."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import count
from typing import Any, NamedTuple, TypeAlias

from clientkit.agreements.actions import Acceptor, accept_scope
from clientkit.changes.approval import Approval, approve_change
from clientkit.changes.found import find_change
from clientkit.documents.compose import compose, draft_document
from clientkit.documents.kinds import document_kind
from clientkit.documents.request import DocumentRequest
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.record import INSTANT, Stamp
from clientkit.kernel.model.values.references import ProjectRef, Scope, Subject
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.save import append_records
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.outbox.by_hand import named_file, record_by_hand
from clientkit.outbox.recipients import contacts_for

ACCEPTED = (ProjectRef("harbour", "brand"), ProjectRef("kopi", "katalog"))
"""Projects whose agreements went and were accepted; the third is left to try it on."""

THOUGHT_OVER = timedelta(days=4)
"""How long a client thinks about the offer of a change."""

FRIDAY = timedelta(days=4)
MORNING, EVENING = time(3), time(10)
"""When an agreement and a report go, UTC: at ten and at five in the studio's afternoon."""

Act: TypeAlias = Callable[[datetime], object]


class Event(NamedTuple):
    """What is done at an instant, once the records up to then are there."""

    moment: datetime
    act: Act


class Past:
    """The records of the sample, and what is done between them; the same ids each time."""

    def __init__(self, workspace: Workspace, settings: Settings, lines: list[bytes], today: date) -> None:
        self._workspace, self._settings, self._today = workspace, settings, today
        said: list[tuple[dict[str, Any], bytes]] = [(json.loads(line), line) for line in lines]
        self._records = sorted(
            ((one, line) for one, line in said if one["day"] < today.isoformat()),
            key=lambda record: (record[0]["ts"], record[0]["id"]),
        )
        ids = (hashlib.sha256(f"sample {number}".encode()).hexdigest()[:10] for number in count())
        self._new_id = partial(next, ids)

    def live(self) -> None:
        """Let all records come, and do at each instant what was done then."""
        left = list(self._records)
        for event in sorted(self._events(), key=lambda one: one.moment):
            until = event.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
            came = [one for one in left if one[0]["ts"] <= until]
            self._come(came)
            left = left[len(came) :]
            if event.moment.date() < self._today:
                event.act(event.moment)
        self._come(left)

    def _come(self, records: list[tuple[dict[str, Any], bytes]]) -> None:
        for client in sorted({one["client"] for one, _ in records}):
            lines = {one["id"]: line for one, line in records if one["client"] == client}
            append_records(self._workspace, client, lines)

    def _of(self, kind: str, **values: str) -> Iterator[dict[str, Any]]:
        wanted = {"kind": kind, **values}
        return (one for one, _ in self._records if wanted.items() <= one.items())

    def _events(self) -> Iterator[Event]:
        for client in self._workspace.clients():
            for project in self._workspace.projects(client):
                yield from self._of_project(ProjectRef(client, project))
        asked = {one["id"]: one for one in self._of("change")}
        for told in self._of("log"):
            if change := asked.get(told.get("ref")):
                day = date.fromisoformat(told["day"]) + THOUGHT_OVER
                yield Event(_instant(day, EVENING), partial(self._approve, change))

    def _of_project(self, name: ProjectRef) -> Iterator[Event]:
        moves = {
            one["state"]: date.fromisoformat(one["day"])
            for one in self._of("project_state", **name._asdict())
        }
        begun, end = moves["active"], moves.get("delivered", self._today)
        if name in ACCEPTED:
            issued = read_project(self._workspace, *name).value.agreement.issued or begun
            yield Event(_instant(issued, MORNING), partial(self._mail, DocumentRequest("scope", *name)))
            yield Event(_instant(begun, MORNING), partial(self._accept, name))
        yield Event(_instant(begun, EVENING), partial(self._mail, DocumentRequest("timeline", *name)))
        week = IsoWeek.of(begun)
        while week.monday + FRIDAY < end and week != IsoWeek.of(self._today):
            report = DocumentRequest("report", *name, week=week)
            yield Event(_instant(week.monday + FRIDAY, EVENING), partial(self._mail, report))
            week = week.plus(1)

    def _stamp(self, moment: datetime) -> Stamp:
        return Stamp(id=self._new_id(), ts=moment, day=moment.date())

    def _mail(self, request: DocumentRequest, moment: datetime) -> None:
        """Mail a document by hand: as it is in `documents/`, to those whom it is for."""
        day = moment.date()
        client = read_client(self._workspace, request.client).value
        to = contacts_for(client, request.client, (), document_kind(request.document).recipients)
        greeting = replace(request, greeted=tuple(one.id for one in to))
        draft = draft_document(self._workspace, self._settings, greeting, day)
        path = draft.save(self._workspace, "md", day)
        stamps = map(self._stamp, (moment, moment + INSTANT))
        file = named_file(self._workspace, Subject(*request.ref), path)
        record_by_hand(self._workspace, file, (), day, partial(next, stamps))

    def _accept(self, name: ProjectRef, moment: datetime) -> None:
        """Accept an agreement by its signer."""
        on = moment.date()
        contacts = read_client(self._workspace, name.client).value.contacts
        signer = next(one.name for one in contacts if "signer" in one.roles)
        composed = compose(self._workspace, self._settings, DocumentRequest("scope", *name), on)
        stamp = self._stamp(moment)
        accept_scope(self._workspace, stamp, self._settings, composed, Acceptor(signer, on, "mail"))

    def _approve(self, change: Mapping[str, Any], moment: datetime) -> None:
        """Approve a change that was offered, by whoever asked for it."""
        co = f"{change['client']}/{change['project']}/CO-{change['number']}"
        found = find_change(self._workspace, co, Scope())
        approval = Approval(change["contact"], moment.date())
        approve_change(self._workspace, self._stamp(moment), self._settings, found, approval)


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, UTC)
