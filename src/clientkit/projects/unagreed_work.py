"""Work without an accepted agreement, as the files of one project tell it."""

from collections.abc import Sequence
from datetime import date

from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import agreed_versions
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.projects.rules import work_without_agreement


def unagreed_since(
    workspace: Workspace,
    name: ProjectRef,
    client: Client | None,
    records: Sequence[Entry],
    project: Project | None = None,
) -> date | None:
    """The first day of it; `records` are the client's, the project is read where it is not given.

    Broken files are told of by those who show them.
    """
    own = [one for one in records if one.project == name.project]
    if not own:
        return None
    try:
        plan = project or read_project(workspace, *name).value
        return work_without_agreement(client, plan, own, agreed_versions(workspace, name))
    except ClientkitError:
        return None


def said_of_work(name: ProjectRef, since: date) -> str:
    """What is wrong, in a line."""
    return f"{name}: work since {since} without an accepted agreement"
