"""What a letter is about: a record, a project or a client, with all that is known beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from clientkit.changes.found import find_change
from clientkit.changes.rules import number_in
from clientkit.correspondence.mails import Mail, mails_among
from clientkit.documents.parties import Engagement
from clientkit.errors import NotFoundError, UsageError
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.question import QuestionPurpose
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.references import ProjectRef, Scope, Subject
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_ids import LISTINGS, one_record, origin_of
from clientkit.kernel.store.lookup import find_subject
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace


@dataclass(frozen=True)
class LetterCase:
    """What a letter is about."""

    workspace: Workspace
    settings: Settings
    subject: Subject
    client: Client
    project: Project | None
    record: Entry | None
    records: Sequence[Entry]
    """All records of the client."""
    today: date
    to: tuple[str, ...] = ()
    """The contacts that were named for it."""

    @property
    def about(self) -> str:
        """The kind of the record; else `project` or `client`."""
        kind: str = getattr(self.record, "kind", "")
        return kind or ("project" if self.project else "client")

    @property
    def ref(self) -> str | None:
        """The id that a mail about the record names, whatever is corrected in it later."""
        return origin_of(self.record) if self.record else None

    @property
    def place(self) -> ProjectRef:
        """The project, where it is about one."""
        return ProjectRef(self.subject.client, self.subject.project or "")

    @property
    def engagement(self) -> Engagement | None:
        """The project with its client and the settings."""
        return Engagement(self.project, self.client, self.settings) if self.project else None

    def of_project(self) -> list[Entry]:
        """The records of its project."""
        return [one for one in self.records if one.project == self.subject.project]

    def sent(self, *documents: str) -> list[Mail]:
        """The mails with one of these documents about the same that went, earliest first."""
        return [
            mail
            for mail in mails_among(self.records)
            if mail.document in documents
            and mail.outcome == "sent"
            and (mail.ref, mail.project) == (self.ref, self.subject.project)
        ]


class LetterQuestion(NamedTuple):
    """What a letter asks; its template ends with a sentence behind `>` for each answer."""

    purpose: QuestionPurpose
    topic: str
    answers: tuple[str, ...]


def find_case(
    workspace: Workspace, settings: Settings, kinds: Sequence[str], text: str | None, here: Scope, today: date
) -> LetterCase:
    """What a text means that a letter is to be about: an id, a project, a client, or where one stands.

    Raises:
        UsageError: nothing was named, it fits several, or no such letter can be about it.
        NotFoundError: there is nothing of that name or id.
    """
    records = tuple(kind for kind in kinds if kind not in {"project", "client"})
    if records == tuple(kinds) and not text:
        what = "message" if records[0] == "log" else records[0]
        listing = LISTINGS.get(records[0], "clientkit agenda")
        raise UsageError(f"Which {what}? None was named.", f"Name it by its id; see the ids with: {listing}")
    subject, record = _named(workspace, records, text, here)
    case = LetterCase(
        workspace,
        settings,
        subject,
        read_client(workspace, subject.client).value,
        read_project(workspace, subject.client, subject.project).value if subject.project else None,
        record,
        read_journal(workspace, subject.client),
        today,
    )
    if case.about not in kinds:
        named = {"project": "a project", "client": "a client"}
        wanted = ", ".join(named.get(kind, f"the id of a record ({kind})") for kind in kinds)
        raise UsageError(f"This letter is not about a {case.about}.", f"What it is about: {wanted}.")
    return case


def _named(
    workspace: Workspace, kinds: tuple[str, ...], text: str | None, here: Scope
) -> tuple[Subject, Entry | None]:
    if "change" in kinds and text and number_in(text.rpartition("/")[2]):
        asked = find_change(workspace, text, here).case.asked
        return asked.about, asked
    try:
        return find_subject(workspace, text, here), None
    except NotFoundError:
        if not (kinds and text and "/" not in text):
            raise
    record, _ = one_record(workspace, text, kinds, "what this letter is about")
    return Subject(record.client, record.project), record
