"""Taking back what was recorded last of a milestone: it stays in the journal and is not counted."""

from clientkit.errors import RefusedError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.project import MilestoneDone, MilestoneMoved
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.journal.retraction import retraction_of
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.actions import require_milestone
from clientkit.milestones.queries import outlook_of, read_facts, told_with_place
from clientkit.milestones.reschedule import Replanned, replanned
from clientkit.milestones.scenario_shifts import rows_of


def retract_replanning(
    workspace: Workspace, stamp: Stamp, settings: Settings, name: ProjectRef, asked: tuple[str, str | None]
) -> Replanned:
    """Take the last move of a milestone back, or that it was reached; `asked` is its id and a reason.

    Raises:
        NotFoundError: there is no such milestone.
        RefusedError: nothing was recorded of it, or all of it was taken back.
    """
    milestone, reason = asked
    project = read_project(workspace, *name).value
    require_milestone(project.milestones, milestone, name)
    records, agreed = read_facts(workspace, name)
    own = [
        record
        for record in records
        if isinstance(record, MilestoneMoved | MilestoneDone) and record.milestone == milestone
    ]
    if not own:
        raise RefusedError(
            f"{milestone} was neither moved nor reached: there is nothing to take back.",
            f"See where it stands: clientkit milestone list {'/'.join(name)}",
        )
    record = retraction_of(stamp, own[-1], reason)
    left = [one for one in records if one is not own[-1]]
    with told_with_place(workspace, name):
        before = rows_of(outlook_of(project, settings, records, stamp.day, agreed).forecast())
        after = outlook_of(project, settings, left, stamp.day, agreed)
        found = replanned(record, milestone, before, after)
    append_record(workspace, record)
    return found
