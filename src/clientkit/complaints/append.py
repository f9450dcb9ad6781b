"""Writing what comes next of a complaint, judged while nobody else can write."""

from collections.abc import Callable

from clientkit.complaints.case import Case
from clientkit.complaints.cases import case_now
from clientkit.kernel.model.records.record import INSTANT, Entry, Stamp
from clientkit.kernel.store.save import append_planned
from clientkit.kernel.store.workspace import Workspace

Plan = Callable[[Case, Stamp], "Entry | list[Entry]"]
"""What is to be written of a complaint as it stands, by a stamp that is later than all of it."""


def write_step(workspace: Workspace, stamp: Stamp, first: Case, plan: Plan) -> Case:
    """Write what fits the complaint as it stands while nobody else can write; it as it stands then."""

    def planned() -> Entry | list[Entry]:
        case = case_now(workspace, first)
        last = (case.last or case.complaint.ts) + INSTANT
        return plan(case, stamp.model_copy(update={"ts": max(stamp.ts, last)}))

    append_planned(workspace, first.complaint.client, planned)
    return case_now(workspace, first)
