"""Complaints found among the records of a client: light enough for whoever only asks whether one is open."""

from collections.abc import Iterable, Sequence
from datetime import date

from pydantic import Field

from clientkit.complaints.case import LETTERS, Case, ComplaintState, Told
from clientkit.complaints.rules import cases_of, next_step
from clientkit.correspondence.mails import mails_among
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_ids import one_record, origin_of
from clientkit.kernel.store.workspace import Workspace


def told_among(records: Iterable[Entry]) -> list[Told]:
    """The letters about complaints that went."""
    return [
        Told(mail.ref, mail.day, mail.ts, mail.id, mail.document)
        for mail in mails_among(records)
        if mail.ref and mail.outcome == "sent" and mail.document in LETTERS
    ]


def complaints_among(records: Sequence[Entry]) -> list[Case]:
    """The complaints among the records of a client that count."""
    return cases_of(records, told_among(records))


def open_complaints(records: Sequence[Entry]) -> list[Case]:
    """Those among them that have not ended: meanwhile nobody is asked for praise, or offered more."""
    return [one for one in complaints_among(records) if one.outcome is None]


def find_complaint(workspace: Workspace, beginning: str) -> Case:
    """The complaint whose id, or that of a record about it, begins so.

    Raises:
        NotFoundError: there is none.
        UsageError: there are several, or it is a record of another kind.
    """
    record, records = one_record(workspace, beginning, ("complaint",), "treated as a complaint")
    return case_of(records, origin_of(record))


def case_now(workspace: Workspace, case: Case) -> Case:
    """The same complaint, read again."""
    return case_of(read_journal(workspace, case.complaint.client), case.name)


def case_of(records: Sequence[Entry], name: str) -> Case:
    """The complaint of that id among the records of its client."""
    return next(one for one in complaints_among(records) if one.name == name)


SAID = 300
"""Characters of a client's words that are said again."""


def clipped(text: str) -> str:
    """A client's words on one line; of many the first."""
    line = " ".join(text.split())
    return line if len(line) <= SAID else f"{line[:SAID].rsplit(' ', 1)[0]} …"


class ComplaintProgress(Model):
    """Where a complaint stands after something was written down of it, and what comes next."""

    id: str = Field(description="id of the complaint")
    about: str = Field(description="client, or client/project")
    state: ComplaintState = Field(description="where it stands, as the records say")
    round: int = Field(description="which attempt to put it right it is")
    recurs_on: date | None = Field(description="day of an earlier lesson on the cause, which did not hold")
    options: int = Field(description="how many options there are in this round")
    promise: str | None = Field(description="id of the promise that puts it right, once one was chosen")
    next: str = Field(description="what comes next")
    command: str = Field(description="the command that does it")


def complaint_progress(case: Case) -> ComplaintProgress:
    """Where a complaint stands, and what comes next."""
    step, names = next_step(case), ("state", "round", "recurs_on")
    return ComplaintProgress(
        id=case.complaint.id,
        about=str(case.complaint.about),
        **{name: getattr(case, name) for name in names},
        options=len(case.options),
        promise=case.choice.promise if case.choice else None,
        next=step.words,
        command=step.command,
    )
