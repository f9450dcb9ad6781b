"""The clauses that a lawyer asks for: which an agreement has, and the shipped text of those it lacks."""

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from clientkit.clients.residence import needs_two_languages
from clientkit.documents.parties import Engagement
from clientkit.errors import NotFoundError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.files.terms import Clauses
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.save import save_file
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.edit import set_keys
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.projects.starters import WHERE_TWO_LANGUAGES, usual_clauses

ASKED = (
    "third_party_rights",
    "liability",
    "lasting_event",
    "assignment",
    "conflict_of_interest",
    "entire_agreement",
    "notices",
    "severability",
)
"""Clauses that every agreement has, in the order of the document."""

ALL = "all"


class ClauseRow(Model):
    """A clause that an agreement should have."""

    name: str = Field(description="its key in [clauses]")
    about: str = Field(description="what it settles")
    state: Literal["stated", "missing"] = Field(description="whether the agreement has it")
    text: str = Field(description="as the agreement has it; else the shipped text")


class ClauseRows(Rows[ClauseRow]):
    """The clauses that a project's agreement should have."""


def asked_clauses(engagement: Engagement) -> Iterator[str]:
    """The clauses that an agreement should have: one on languages only where there are two."""
    yield from ASKED
    if needs_two_languages(engagement.client, engagement.settings, engagement.language):
        yield WHERE_TWO_LANGUAGES


def list_clauses(workspace: Workspace, settings: Settings, name: ProjectRef) -> ClauseRows:
    """The clauses that a project's agreement should have, with their texts.

    Raises:
        InvalidDataError: a file cannot be read.
    """
    project = read_project(workspace, *name).value
    engagement = Engagement(project, read_client(workspace, name.client).value, settings)
    usual = usual_clauses(workspace, engagement.language)
    return ClauseRows(
        tuple(
            ClauseRow(
                name=one,
                about=Clauses.model_fields[one].description or "",
                state="stated" if getattr(project.clauses, one) else "missing",
                text=getattr(project.clauses, one) or usual.get(one, ""),
            )
            for one in asked_clauses(engagement)
        )
    )


def add_clauses(
    workspace: Workspace, settings: Settings, name: ProjectRef, wanted: Sequence[str]
) -> ClauseRows:
    """Write the shipped text of clauses that an agreement lacks into its project's file; `all` is each.

    One that it has stays as it is.

    Raises:
        NotFoundError: there is no such clause, or no text for it.
        RefusedError: the file changed since it was read, or cannot be edited in place.
    """
    rows = list_clauses(workspace, settings, name)
    texts = {one.name: one.text for one in rows if one.state == "missing" and one.text}
    known = [one.name for one in rows]
    for one in wanted:
        if one not in (ALL, *known):
            raise NotFoundError(
                f"No clause is called '{one[:40]}'.", f"There are {', '.join(known)} and all."
            )
    added = [one for one in texts if ALL in wanted or one in wanted]
    if added:
        file = read_project(workspace, *name)
        text = set_keys(file.text, {("clauses", one): texts[one] for one in added})
        save_file(workspace, file.path, text.encode(), file.digest, f"Add clauses to {name}")
    return list_clauses(workspace, settings, name)
