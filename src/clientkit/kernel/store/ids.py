"""The ids that a client's or a project's file gives out, read without its models: for light commands."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from clientkit.errors import InvalidDataError
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.workspace import Workspace


def contact_names(workspace: Workspace, client: str) -> dict[str, str]:
    """A client's contacts: their names by their ids, in the order of the file.

    Raises:
        NotFoundError: the client has no file.
        InvalidDataError: the file cannot be read, or is no TOML.
    """
    tables = toml_tables(workspace, workspace.client_file(client))
    return {row["id"]: str(row.get("name", "")) for row in _rows(tables, "contacts")}


ITEMS = ("deliverables", "milestones")
"""The sections of a project's file whose rows a note can belong to."""


def item_titles(
    workspace: Workspace, client: str, project: str, sections: Sequence[str] = ITEMS
) -> dict[str, str]:
    """What a note can belong to: titles of a project's deliverables and milestones, by their ids.

    Raises:
        NotFoundError: the project has no file.
        InvalidDataError: the file cannot be read, or is no TOML.
    """
    tables = toml_tables(workspace, workspace.project_file(client, project))
    return {row["id"]: str(row.get("title", "")) for section in sections for row in _rows(tables, section)}


def toml_tables(workspace: Workspace, path: Path) -> Mapping[str, Any]:
    """What a TOML file of the workspace holds, no more checked than that it is TOML.

    Raises:
        NotFoundError: there is no such file.
        InvalidDataError: it cannot be read, or is no TOML.
    """
    import tomli

    try:
        return tomli.loads(read_limited(path).decode("utf-8").removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InvalidDataError(
            f"{workspace.relative(path)}: not TOML: {error}",
            "Mend it in an editor, then run 'clientkit check'.",
        ) from None


def _rows(tables: Mapping[str, Any], section: str) -> Iterator[Mapping[str, Any]]:
    rows = tables.get(section)
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            yield row
