"""Finding what a person means: by name, by a short beginning, or by the folder they stand in."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from clientkit.errors import NotFoundError, UsageError
from clientkit.kernel.model.values.references import ProjectRef, Scope, Subject
from clientkit.kernel.store.workspace import Workspace


def place_of(workspace: Workspace, folder: Path) -> Scope:
    """Which client's or project's folder a folder is, or lies in."""
    try:
        parts = folder.resolve().relative_to(workspace.clients_dir.resolve()).parts
    except ValueError:
        return Scope()
    match parts:
        case (client, "projects", project, *_):
            return Scope(client, project)
        case (client, *_):
            return Scope(client)
    return Scope()


def find_client(workspace: Workspace, text: str | None, here: Scope) -> str:
    """The slug of the client that a text names, or whose folder one stands in.

    Raises:
        UsageError: nothing was named, or the beginning fits several.
        NotFoundError: there is no such client.
    """
    if text is None:
        if here.client is None and workspace.choose and workspace.clients():
            return find_client(workspace, workspace.choose("Which client?", workspace.clients()), here)
        if here.client is None:
            raise UsageError(
                "Which client? None was named.", _example(workspace.clients(), "clientkit client list")
            )
        return here.client
    return _find(text, workspace.clients(), "client", "clientkit client list")


def find_project(workspace: Workspace, text: str | None, here: Scope) -> ProjectRef:
    """The slugs of the client and the project that a text such as `acme/shop` names.

    The project's name alone is enough inside its client's folder, and anywhere when only one client has it.

    Raises:
        UsageError: nothing was named, or the beginning fits several.
        NotFoundError: there is no such project.
    """
    if text is None:
        outside = here.client is None or here.project is None
        if outside and workspace.choose and (names := _all_projects(workspace)):
            return find_project(workspace, workspace.choose("Which project?", names), here)
        if here.client is None or here.project is None:
            raise UsageError(
                "Which project? None was named.", _example(_all_projects(workspace), "clientkit project list")
            )
        return ProjectRef(here.client, here.project)
    named, slash, rest = text.partition("/")
    if slash:
        client = _find(named, workspace.clients(), "client", "clientkit client list")
        return ProjectRef(
            client,
            _find(
                rest, workspace.projects(client), f"project of {client}", f"clientkit project list {client}"
            ),
        )
    if here.client is not None and named in workspace.projects(here.client):
        return ProjectRef(here.client, named)
    return _find_anywhere(workspace, named)


def find_subject(workspace: Workspace, text: str | None, here: Scope) -> Subject:
    """What `kopi`, `kopi/toko` or the folder one stands in means; a project's name alone will do.

    Raises:
        UsageError: nothing was named, or the beginning fits several.
        NotFoundError: there is no such client or project.
    """
    if text is None:
        return Subject(find_client(workspace, None, here), here.project)
    if "/" in text:
        return Subject(*find_project(workspace, text, here))
    if here.client is not None and text in workspace.projects(here.client):
        return Subject(here.client, text)
    try:
        return Subject(find_client(workspace, text, here))
    except NotFoundError as missing:
        try:
            return Subject(*find_project(workspace, text, here))
        except NotFoundError:
            raise missing from None


def scope_or_all(workspace: Workspace, text: str | None, here: Scope) -> Scope:
    """What a list is limited to: what was named, else the folder one stands in, else nothing."""
    if text is None and here.client is None:
        return Scope()
    return Scope(*find_subject(workspace, text, here))


def _find_anywhere(workspace: Workspace, text: str) -> ProjectRef:
    every = _all_projects(workspace)
    fitting = [name for name in every if name.partition("/")[2] == text]
    fitting = fitting or [name for name in every if name.partition("/")[2].startswith(text)]
    if not fitting and text in workspace.clients():
        fitting = [name for name in every if name.partition("/")[0] == text]
        if not fitting:
            raise NotFoundError(
                f"{text} has no project yet.",
                f'Add one: clientkit project add {text} "Web shop" --from website',
            )
    if len(fitting) == 1:
        client, _, project = fitting[0].partition("/")
        return ProjectRef(client, project)
    if fitting:
        raise UsageError(f"'{text}' could be {_some(fitting)}.", "Write it out as client/project.")
    raise _not_found(text, every, "project", "clientkit project list")


def _all_projects(workspace: Workspace) -> list[str]:
    return [f"{client}/{project}" for client in workspace.clients() for project in workspace.projects(client)]


def _find(text: str, names: Sequence[str], what: str, listing: str) -> str:
    if text in names:
        return text
    fitting = [name for name in names if name.startswith(text.lower())] if text else []
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(f"'{text}' could be {_some(fitting)}.", "Write more of the name.")
    raise _not_found(text, names, what, listing)


def _not_found(text: str, names: Sequence[str], what: str, listing: str) -> NotFoundError:
    close = get_close_matches(text.lower(), names, n=1, cutoff=0.5)
    hint = f"Did you mean '{close[0]}'?" if close else f"See what there is: {listing}"
    return NotFoundError(f"There is no {what} called {text[:80]!r}.", hint)


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:5])
    return f"{shown} and {len(names) - 5} more" if len(names) > 5 else shown  # noqa: PLR2004 - a line's worth


def _example(names: Sequence[str], listing: str) -> str:
    return (
        f"Name one, for instance {names[0]}; see them with: {listing}"
        if names
        else f"See what there is: {listing}"
    )
