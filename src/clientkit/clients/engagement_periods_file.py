"""Where a client's file says that the relation stands, read without its model: for figures over many."""

from datetime import date
from typing import Any, NamedTuple

from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.store.ids import toml_tables
from clientkit.kernel.store.workspace import Workspace


class LifeCycle(NamedTuple):
    """The stage of a client, whether the file is archived, and the first contact."""

    stage: str = "prospect"
    archived: bool = False
    since: date | None = None

    @property
    def is_over(self) -> bool:
        """Whether the relation was ended."""
        return self.archived or self.stage == "lost"


def life_cycle(workspace: Workspace, client: str) -> LifeCycle:
    """What a client's file says; nothing, with a notice, where it cannot be read."""
    try:
        tables = toml_tables(workspace, workspace.client_file(client))
    except (InvalidDataError, NotFoundError):
        file = workspace.relative(workspace.client_file(client))
        workspace.notices.add(f"passed over {file}, which cannot be read; its journal is counted")
        return LifeCycle()
    return LifeCycle(
        str(tables.get("stage", "prospect")), tables.get("archived") is True, _day(tables.get("since"))
    )


def _day(value: Any) -> date | None:
    return value if type(value) is date else None
