"""When work stands on no accepted agreement."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from clientkit.kernel.model.records.progress import Done, HoursSpent
from clientkit.kernel.model.records.project import MilestoneDone, ProjectMoved
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.records.relation import ProjectDropped

if TYPE_CHECKING:  # a list of clients loads no project
    from clientkit.kernel.model.files.client import Client
    from clientkit.kernel.model.files.project import Project

NO_AGREEMENT = "no-agreement"
"""Code of the finding; a waiver of that name, with its reason, lets the work go on without one."""


def work_without_agreement(
    client: "Client | None", project: "Project", records: Sequence[Entry], versions: Sequence[int]
) -> date | None:
    """The first day of work on a project of which nothing was accepted; None where that is as it should be.

    `records` are the project's. Work for oneself needs no agreement, nor does what was waived or is closed.
    """
    if versions or (client and client.kind == "internal"):
        return None
    if any(one.code == NO_AGREEMENT for one in project.waivers):
        return None
    moves = [one for one in records if isinstance(one, ProjectMoved | ProjectDropped)]
    if moves and getattr(moves[-1], "state", "closed") == "closed":
        return None
    states = [one for one in moves if isinstance(one, ProjectMoved)]
    work = [one.day for one in states if one.state == "active"]
    work += [one.day for one in records if isinstance(one, Done | HoursSpent | MilestoneDone)]
    return min(work, default=None)
