"""Projects in a list, from derived facts: their files, and the state that the journal tells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.facts import FactKind, facts
from clientkit.kernel.store.workspace import Workspace

if TYPE_CHECKING:
    from clientkit.kernel.model.files.project import Project


@dataclass(slots=True)
class ProjectRow:
    """A project in a list."""

    project: Annotated[str, "client/project"]
    title: Annotated[str, "name of the project"]
    state: Annotated[str, "draft, active, delivered or closed"]
    price: Annotated[Decimal | None, "amount of the price"]
    currency: Annotated[str | None, "ISO 4217 code of the price"]
    milestones: Annotated[int, "how many milestones it has"]


class ProjectRows(Rows[ProjectRow]):
    """Projects in a list."""


def list_projects(workspace: Workspace, client: str | None = None, *, closed: bool = True) -> ProjectRows:
    """The projects of one client or of all, by name; one whose file is broken becomes a notice."""
    found = facts(workspace, PROJECTS, [client] if client else None)
    return ProjectRows(
        ProjectRow(name, title, state, None if price is None else Decimal(price), currency, milestones)
        for _, values in found
        for name, title, state, price, currency, milestones in values
        if closed or state != "closed"
    )


def every_project(workspace: Workspace, clients: Iterable[str]) -> Iterator[tuple[str, "Project"]]:
    """The projects of clients, as `client/project` with their files; a broken one becomes a notice."""
    from clientkit.kernel.store.toml.file import BrokenFileError
    from clientkit.kernel.store.toml.project_file import read_project

    for client in clients:
        for slug in workspace.projects(client):
            try:
                yield f"{client}/{slug}", read_project(workspace, client, slug).value
            except BrokenFileError as error:
                workspace.notices.add(f"passed over {error.message}")


def _values(workspace: Workspace, slug: str) -> list[tuple[Any, ...]] | None:
    from clientkit.kernel.store.journal.read import read_journal
    from clientkit.projects.open_items import project_state

    rows = []
    records = read_journal(workspace, slug) if workspace.projects(slug) else []
    for name, project in every_project(workspace, [slug]):
        price = project.price.rate if project.price.amount is None else project.price.amount
        state = project_state(records, name.partition("/")[2])
        amount = None if price is None else str(price)
        rows.append((name, project.title, state, amount, project.price.currency, len(project.milestones)))
    return rows or None


PROJECTS = FactKind("projects", ("plans", "journal"), _values)
