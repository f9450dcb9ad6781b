"""Approving a change: the next version of the agreement, its records, and the project's file, in this order.

The folder of the version is what counts. A command that is killed after it is finished by the same command:
ids are made from the change, so nothing is recorded twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from clientkit.agreements.evidence import mail_in, sender_doubts
from clientkit.agreements.lint.check import check_scope
from clientkit.agreements.queries import compare
from clientkit.changes.actions import ChangeStep
from clientkit.changes.approval_records import approval_records
from clientkit.changes.cases import approved_version
from clientkit.changes.found import FoundChange
from clientkit.changes.next_version import with_change
from clientkit.changes.rules import require_step
from clientkit.correspondence.mails import read_mails
from clientkit.documents.compose import as_format, compose
from clientkit.documents.request import DocumentRequest
from clientkit.errors import NotFoundError, RefusedError, UsageError
from clientkit.kernel.calendar.project_calendar import working_calendar
from clientkit.kernel.model.files.agreement import DATA_FILE, PLAN_FILE, TEXT_FILE, Manifest
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.choices import AcceptanceHow
from clientkit.kernel.store.agreement_files import (
    agreed_versions,
    as_toml,
    keep_agreement,
)
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.journal.record_input import day_that_came
from clientkit.kernel.store.lock import locked
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.save import append_records, encode_record, save_file
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.file import TomlFile, parse_toml
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.undo_log import forget, last_steps
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.queries import possible_plan

ORDER_FILE = "change.md"
"""The change as the client read it, beside the version that it made."""


@dataclass(frozen=True)
class Approval:
    """Whose yes it is, on which day, how, and what shows it: bytes by the name that they are kept under."""

    contact: str
    on: date
    how: AcceptanceHow = "mail"
    evidence: Mapping[str, bytes] = field(default_factory=dict)
    forced: bool = False


def approve_change(
    workspace: Workspace, stamp: Stamp, settings: Settings, found: FoundChange, approval: Approval | None
) -> ChangeStep:
    """Make the next version of the agreement with a change that the client approved.

    Without an approval an earlier one that was cut off is finished.

    Raises:
        RefusedError: it was not offered, its offer ended, nothing is agreed, the project's file differs from
            what was agreed, the check of the new version finds errors, or the evidence is somebody else's.
        UsageError: no contact, one whose word it is not, or a day that cannot be.
    """
    version = approved_version(workspace, found.project, found.case.id)
    if version is None:
        version = _freeze(workspace, settings, found, _possible(workspace, found, approval, stamp.day))
    elif _is_whole(workspace, found, version):
        require_step(found.case, "approve")
    return _finish(workspace, stamp, settings, found, version)


def _is_whole(workspace: Workspace, found: FoundChange, version: int) -> bool:
    ahead = read_project(workspace, *found.project).value.agreement.version
    return found.case.state == "approved" and ahead >= version


def _possible(workspace: Workspace, found: FoundChange, approval: Approval | None, today: date) -> Approval:
    """The approval, where nothing speaks against it."""
    require_step(found.case, "approve")
    if approval is None:
        raise UsageError("Whose yes is it?", "Say it: --contact rina")
    day_that_came(approval.on, today, "an approval")
    told, until, co = found.case.told, found.case.until(found.terms), found.case.co
    if told and approval.on < told:
        raise UsageError(f"{co} was offered on {told}, after {approval.on}.", "Correct the day: --on")
    client = read_client(workspace, found.project.client).value
    contact = next((one for one in client.contacts if one.id == approval.contact), None)
    if contact is None:
        known = ", ".join(one.id for one in client.contacts)
        raise NotFoundError(f"There is no contact {approval.contact[:40]!r}.", f"There are {known}.")
    entitled = [one.id for one in client.contacts if {*one.roles} & {"approver", "signer"}]
    mails = [mail for data in approval.evidence.values() if (mail := mail_in(data))]
    doubts = [doubt for mail in mails for doubt in sender_doubts(mail, client, contact.name)]
    if entitled and contact.id not in entitled:
        doubts.append(f"{contact.name} is neither approver nor signer; that is {', '.join(entitled)}")
    if until and approval.on > until:
        doubts.append(f"the offer ended on {until}")
    if doubts and not approval.forced:
        raise RefusedError(
            f"{co} is not approved: {'; '.join(doubts)}.",
            f"Offer it anew: clientkit mail draft change {found.case.name}; or hold to it with --force.",
        )
    return approval


def _freeze(workspace: Workspace, settings: Settings, found: FoundChange, approval: Approval) -> int:
    """Keep the next version; its number."""
    name, case = found.project, found.case
    file, version = _as_agreed(workspace, settings, found)
    new = _changed(workspace, settings, found, file, approval.on)
    errors = check_scope(workspace, settings, name, new).errors
    if errors and not approval.forced:
        raise RefusedError(
            f"The agreement with {case.co} would have errors: {errors[0].advice}",
            f"Look at it as it is: clientkit scope check {name}; or record that it was forced with --force.",
        )
    request = DocumentRequest("scope", *name)
    composed = compose(workspace, settings, request, approval.on, project=new.value)
    order = DocumentRequest("change", *name, about=case.co)
    client = read_client(workspace, name.client).value
    manifest = Manifest(
        version=version + 1,
        number=new.value.agreement.number,
        title=new.value.title,
        language=composed.language,
        accepted_by=next(one.name for one in client.contacts if one.id == approval.contact),
        accepted_on=approval.on,
        how=approval.how,
        evidence=next(iter(approval.evidence), ""),
        forced=approval.forced,
        change=case.co,
        change_id=case.id,
        files={},
    )
    files = {
        TEXT_FILE: composed.text.encode(),
        DATA_FILE: new.text.encode(),
        PLAN_FILE: as_toml(possible_plan(new.value, settings)),
        ORDER_FILE: _as_read(workspace, found)
        or as_format(compose(workspace, settings, order, case.told or approval.on), "md"),
    }
    keep_agreement(workspace, name, manifest, {**files, **approval.evidence})
    return version + 1


def _as_agreed(workspace: Workspace, settings: Settings, found: FoundChange) -> tuple[TomlFile[Project], int]:
    """The project's file, which says what was agreed last, and that version.

    Raises:
        RefusedError: nothing is agreed, or the file says something else.
    """
    name = found.project
    versions = agreed_versions(workspace, name)
    if not versions:
        raise RefusedError(
            f"Nothing is agreed for {name} yet, so there is nothing to change.",
            f"First: clientkit scope accept {name}",
        )
    if differences := compare(workspace, settings, name).differences:
        points = "one point" if len(differences) == 1 else f"{len(differences)} points"
        raise RefusedError(
            f"{name} is not as it was agreed in {points}.",
            f"Agree on that first, or set it back: clientkit scope diff {name}",
        )
    return read_project(workspace, *name), versions[-1]


def _changed(
    workspace: Workspace, settings: Settings, found: FoundChange, file: TomlFile[Project], on: date
) -> TomlFile[Project]:
    version = agreed_versions(workspace, found.project)[-1] + 1
    calendar = working_calendar(file.value, settings)
    text = with_change(file.text, file.value, found.case, version, on, calendar)
    value = parse_toml(workspace.relative(file.path), text, Project)
    return TomlFile(file.path, value, text, digest(text.encode()))


def _as_read(workspace: Workspace, found: FoundChange) -> bytes | None:
    """The document as it went, where it is kept; else it is made as of the day on which they were told."""
    path = workspace.documents_dir(*found.project) / f"{found.case.co}.md"
    data = read_limited(path) if path.is_file() else b""
    went = {one.file_sha256 for one in read_mails(workspace, found.project.client) if one.outcome == "sent"}
    return data if digest(data) in went else None


def _finish(
    workspace: Workspace, stamp: Stamp, settings: Settings, found: FoundChange, version: int
) -> ChangeStep:
    """Record what the kept version says, and bring the project's file to it; what is there stays."""
    name = found.project
    records = approval_records(workspace, stamp, settings, found, version)
    append_records(workspace, name.client, {one.id: encode_record(one) for one in records})
    file = read_project(workspace, *name)
    if file.value.agreement.version < version:
        data = read_limited(workspace.agreement_dir(*name, version) / DATA_FILE)
        if compare(workspace, settings, name, before=version - 1).differences:
            raise RefusedError(
                f"{workspace.relative(file.path)} was changed while {found.case.co} was approved.",
                f"Bring it to what was agreed: clientkit scope diff {name}",
            )
        save_file(workspace, file.path, data, file.digest, f"Approve {found.case.co} of {name}")
        _forget_file(workspace, workspace.relative(file.path))
    said = (f"Version {version} of the agreement holds it.",)
    return ChangeStep(records[1], found.case.co, name, said)


def _forget_file(workspace: Workspace, file: str) -> None:
    """What the client approved is not undone."""
    with locked(workspace):
        last = next(reversed(last_steps(workspace)), None)
        if last and last.file == file:
            forget(workspace, last)
