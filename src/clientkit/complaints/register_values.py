"""What the register keeps of a client's complaints, read of its files, in plain values."""

from datetime import date
from typing import Any

from clientkit.complaints.cases import complaints_among
from clientkit.complaints.clocks import clocks, next_clock
from clientkit.complaints.queries import terms_of
from clientkit.documents.account import clock_calendar, read_account
from clientkit.kernel.store.journal.read import fold_journal
from clientkit.kernel.store.toml.client_file import settings_or_usual
from clientkit.kernel.store.workspace import Workspace


def client_values(workspace: Workspace, slug: str, year: int) -> list[tuple[Any, ...]]:
    """The complaints of a client; of one without any nothing more than the journal is read."""
    if not fold_journal(workspace, slug, lambda one: one if one.kind == "complaint" else None):
        return []
    settings = settings_or_usual(workspace)
    account = read_account(workspace, settings, clock_calendar(settings, year), slug)
    return [_values(account, case) for case in complaints_among(account.records)]


def _values(account: Any, case: Any) -> tuple[Any, ...]:
    complaint, terms = case.complaint, terms_of(account, case)
    first = next_clock(case, terms, account.calendar)
    *_, resolve = clocks(case, terms, account.calendar)
    return (
        *(complaint.id, str(complaint.about), str(complaint.day), complaint.contact, complaint.severity),
        *(case.state, case.round, case.root, case.whose, case.upheld, case.outcome),
        *(first.name if first else "", _text(first.due if first else None)),
        *(str(resolve.due), _text(resolve.done), _text(case.closed_on), complaint.text),
    )


def _text(day: date | None) -> str | None:
    return str(day) if day else None
