"""Changes as the journal tells of them, with what was agreed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from clientkit.changes.rules import ChangeCase, change_cases, lacks
from clientkit.correspondence.mails import mails_among
from clientkit.errors import ClientkitError
from clientkit.kernel.model.records.change import ChangeAsked
from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.progress import Done, HoursSpent
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import agreed_versions, read_agreed_project, read_manifest
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace

if TYPE_CHECKING:
    from clientkit.kernel.model.files.project import Project

LETTERS = ("change", "letter-decline")
"""The documents whose sending tells the client what a change takes, or that it will not be done."""


def changes_among(records: Iterable[Entry]) -> tuple[ChangeCase, ...]:
    """The changes that records tell of, by number."""
    records = list(records)
    return change_cases(records, _told(records)) if any(isinstance(r, ChangeAsked) for r in records) else ()


def _told(records: Sequence[Entry]) -> Iterator[tuple[str, date, datetime]]:
    for one in records:
        if isinstance(one, Logged) and one.ref and not one.incoming:
            yield one.ref, one.day, one.ts
    for mail in mails_among(records):
        if mail.outcome == "sent" and mail.ref and mail.document in LETTERS:
            yield mail.ref, mail.day, mail.ts


def agreed_terms(workspace: Workspace, name: ProjectRef) -> "Project | None":
    """What was agreed last, else the project's file; where that cannot be read, a notice says so."""
    try:
        versions = agreed_versions(workspace, name)
        if versions:
            return read_agreed_project(workspace, name, versions[-1])
        return read_project(workspace, *name).value
    except ClientkitError as error:
        workspace.notices.add(f"passed over {error.message}")
        return None


def approved_version(workspace: Workspace, name: ProjectRef, change: str) -> int | None:
    """The version that a change made, whatever the journal says of it; None where it made none."""
    for version in reversed(agreed_versions(workspace, name)):
        if read_manifest(workspace, name, version).value.change_id == change:
            return version
    return None


def changes_of(workspace: Workspace, name: ProjectRef) -> tuple[ChangeCase, ...]:
    """The changes of a project, by number."""
    return tuple(
        case
        for case in changes_among(read_journal(workspace, name.client))
        if case.asked.project == name.project
    )


def hours_at_risk(workspace: Workspace, case: ChangeCase) -> Decimal | None:
    """Hours noted for a change that is neither approved nor given; None without such."""
    if case.state in {"approved", "absorbed"}:
        return None
    records = read_journal(workspace, case.asked.client)
    hours = (
        one.hours
        for one in records
        if isinstance(one, Done | HoursSpent) and (one.project, one.item) == (case.asked.project, case.co)
    )
    return sum(filter(None, hours), Decimal(0)) or None


def next_command(case: ChangeCase) -> str | None:
    """The command of the next step; None when it is over."""
    if not case.is_open:
        return None
    if case.assessed is None:
        return f"clientkit change assess {case.name}"
    if missing := lacks(case):
        return f"clientkit change assess {case.name} {missing[0][0]} …"
    if case.told is None:
        return f"clientkit mail draft change {case.name}"
    return f"clientkit change approve {case.name}"


def change_values(case: ChangeCase, terms: "Project | None") -> tuple[Any, ...]:
    """A change in plain values that hold on any day."""
    asked, what = case.asked, case.assessed
    dates = (asked.day, case.told, case.until(terms), case.ended and case.ended.day)
    return (
        asked.id,
        case.co,
        f"{asked.client}/{asked.project}",
        asked.text,
        asked.contact,
        case.state,
        what and what.classed,
        str(what.price) if what and what.price is not None else None,
        what and what.currency,
        what and what.days,
        *(one and one.isoformat() for one in dates),
        case.is_open,
    )
