"""What the journal says of an approved change; the kept version proves it."""

from datetime import date

from clientkit.changes.found import FoundChange
from clientkit.documents.dossier import AgreedPlan
from clientkit.kernel.model.files.agreement import TEXT_FILE
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.acceptance import Acceptance
from clientkit.kernel.model.records.change import ChangeEnded
from clientkit.kernel.model.records.project import MilestoneMoved
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.store.agreement_files import read_agreed_plan, read_agreed_project, read_manifest
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.reconcile import made_id
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.queries import locate_errors, outlook_of
from clientkit.milestones.schedule.forecast import by_id


def approval_records(
    workspace: Workspace, stamp: Stamp, settings: Settings, found: FoundChange, version: int
) -> list[Entry]:
    """The acceptance, the end of the change, and the move of its milestone, with ids made from the change."""
    name, case, what = found.project, found.case, found.case.assessed
    kept = read_manifest(workspace, name, version)
    manifest = kept.value

    def head(kind: str) -> dict[str, object]:
        own = {"id": made_id(kind, f"{case.id} v{version}"), "ts": stamp.ts, "day": manifest.accepted_on}
        return {**own, "client": name.client, "project": name.project, "version": version}

    said = {"accepted_by": manifest.accepted_by, "how": manifest.how, "forced": manifest.forced}
    said |= {"evidence": manifest.evidence or None, "manifest_sha256": kept.digest}
    sha256 = manifest.files[TEXT_FILE]
    records: list[Entry] = [
        Acceptance.model_validate({**head("acceptance"), **said, "sha256": sha256}),
        ChangeEnded.model_validate({**head("change_ended"), **said, "ref": case.id, "outcome": "approved"}),
    ]
    if what and what.days and what.milestone:
        own = [one for one in read_journal(workspace, name.client) if one.project == name.project]
        moved = {
            "milestone": what.milestone,
            "cause": "change",
            "reason": f"{case.co}: {what.adds or case.asked.text}",
        }
        if ends := _moved_end(workspace, settings, found, version, stamp.day, own):
            move = {**head("milestone_moved"), **moved, "was": ends[0], "due": ends[1]}
            records.append(MilestoneMoved.model_validate(move))
    return records


def _moved_end(
    workspace: Workspace, settings: Settings, found: FoundChange, version: int, today: date, own: list[Entry]
) -> tuple[date, date] | None:
    """Its milestone's end before and after, by what was agreed until then; None once it is reached."""
    name, what = found.project, found.case.assessed
    terms = read_agreed_project(workspace, name, version - 1)
    if not what or not what.milestone or not terms.has_dates:
        return None
    on = read_manifest(workspace, name, version - 1).value.accepted_on
    agreed = AgreedPlan(version - 1, on, read_agreed_plan(workspace, name, version - 1))
    with locate_errors(workspace, name):
        before = outlook_of(terms, settings, own, today, agreed)
        row = by_id(before.forecast()).get(what.milestone)
    if row is None or row.done_on:
        return None
    return row.end, before.calendar.add(row.end, what.days or 0)
