"""What the shell offers for names and ids; nothing where a file cannot be read."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from clientkit.errors import ClientkitError

MANY = 300
"""Clients from which on ids are offered once their beginning is typed: all journals take too long to read."""

if TYPE_CHECKING:
    from clientkit.kernel.store.workspace import Workspace


def complete_client(ctx: typer.Context, incomplete: str) -> list[str]:
    """Clients of the workspace, from folder names alone."""
    with suppress(ClientkitError, OSError):
        return [name for name in workspace_of(ctx).clients() if name.startswith(incomplete)]
    return []


def complete_project(ctx: typer.Context, incomplete: str) -> list[str]:
    """Projects as `client/project`; those of the clients whose name begins so while no slash is typed."""
    named, slash, _ = incomplete.partition("/")
    with suppress(ClientkitError, OSError):
        workspace = workspace_of(ctx)
        every = workspace.clients()
        clients = [name for name in every if (name == named if slash else name.startswith(named))]
        names = [f"{client}/{project}" for client in clients for project in workspace.projects(client)]
        return [name for name in names if name.startswith(incomplete)]
    return []


def complete_name(ctx: typer.Context, incomplete: str) -> list[str]:
    """Clients and projects: for commands that take either."""
    return [*complete_client(ctx, incomplete), *complete_project(ctx, incomplete)]


def workspace_of(ctx: Any) -> "Workspace":
    """The workspace that a word is completed in; see `find_workspace` for where it is looked for."""
    from clientkit.kernel.store.workspace import find_workspace

    chosen = ctx.find_root().params.get("directory")  # text here: the shell's words are not converted
    return find_workspace(Path.cwd(), os.environ, Path(chosen) if chosen else None)


def complete_contact(ctx: typer.Context, incomplete: str) -> list[str]:
    """Contacts of the client that was named, or whose folder one stands in."""
    from clientkit.kernel.store.ids import contact_names
    from clientkit.kernel.store.lookup import find_client, place_of

    with suppress(ClientkitError, OSError):
        workspace = workspace_of(ctx)
        names = [word.partition("/")[0] for word in _words(ctx)]
        known = [name for name in names if name in workspace.clients()]  # a document's name may stand before
        client = find_client(workspace, next(iter(known + names), None), place_of(workspace, Path.cwd()))
        return [name for name in contact_names(workspace, client) if name.startswith(incomplete)]
    return []


def complete_keys(
    schema: str, names: Callable[[typer.Context, str], list[str]]
) -> Callable[[typer.Context, str], list[str]]:
    """What `set` takes: whom it is about, by these names, then the keys of a TOML file, each with its `=`."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        from clientkit.kernel.store.toml.schemas import keys_of

        keys = [f"{key}=" for key in keys_of(schema) if f"{key}=".startswith(incomplete)]
        return keys if any("=" in word for word in _words(ctx)) else [*names(ctx, incomplete), *keys]

    return complete


def complete_item(ctx: typer.Context, incomplete: str) -> list[str]:
    """Deliverables and milestones of the project that was named, or whose folder one stands in."""
    return _items(ctx, incomplete, ("deliverables", "milestones"))


def complete_deliverable(ctx: typer.Context, incomplete: str) -> list[str]:
    """Its deliverables."""
    return _items(ctx, incomplete, ("deliverables",))


def complete_milestone(ctx: typer.Context, incomplete: str) -> list[str]:
    """Its milestones."""
    return _items(ctx, incomplete, ("milestones",))


def complete_ids(*kinds: str) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    """Ids of what is not over of some kinds of record, with its words; of the client stood in, or all."""

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from clientkit.kernel.store.ids import open_records
        from clientkit.kernel.store.journal.record_ids import may_hold
        from clientkit.kernel.store.lookup import place_of

        with suppress(ClientkitError, OSError):
            workspace = workspace_of(ctx)
            here = place_of(workspace, Path.cwd()).client
            clients = [here] if here else workspace.clients()
            if len(clients) > MANY and not incomplete:
                return []
            return [
                (name, f"{client}: {words}")
                for client in clients
                if may_hold(workspace, client, incomplete)
                for name, words in open_records(workspace, client, kinds).items()
                if name.startswith(incomplete)
            ]
        return []

    return complete


def complete_done(ctx: typer.Context, incomplete: str) -> list[Any]:
    """What `done` takes: projects, and ids of what can be finished."""
    ids = complete_ids("next", "ask", "blocked", "risk", "promise", "privacy_request")(ctx, incomplete)
    return [*complete_project(ctx, incomplete), *ids]


def complete_change(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Changes that did not end, as `toko/CO-1`; of the client stood in, or all."""
    from clientkit.kernel.store.ids import open_changes
    from clientkit.kernel.store.lookup import place_of

    with suppress(ClientkitError, OSError):
        workspace = workspace_of(ctx)
        here = place_of(workspace, Path.cwd()).client
        clients = [here] if here else workspace.clients()
        return [
            (name, f"{client}: {words}")
            for client in clients
            for name, words in open_changes(workspace, client).items()
            if name.startswith(incomplete)
        ]
    return []


def complete_survey(ctx: typer.Context, incomplete: str) -> list[str]:
    """Surveys that wait for an answer: of the client that was named or stood in, else of all."""
    from clientkit.kernel.store.ids import waiting_surveys
    from clientkit.kernel.store.lookup import find_client, place_of

    with suppress(ClientkitError, OSError):
        workspace = workspace_of(ctx)
        here = place_of(workspace, Path.cwd())
        named = next(iter(_words(ctx)), "").partition("/")[0] or here.client
        clients = [find_client(workspace, named, here)] if named else workspace.clients()
        every = [name for client in clients for name in waiting_surveys(workspace, client)]
        return [name for name in every if name.startswith(incomplete)]
    return []


def _items(ctx: typer.Context, incomplete: str, sections: tuple[str, ...]) -> list[str]:
    from clientkit.kernel.store.ids import item_titles
    from clientkit.kernel.store.lookup import find_project, place_of

    with suppress(ClientkitError, OSError):
        workspace = workspace_of(ctx)
        here = place_of(workspace, Path.cwd())
        words = _words(ctx)
        named = words[0] if len(words) > 1 or (words and here.project is None) else None
        project = find_project(workspace, named, here)
        return [name for name in item_titles(workspace, *project, sections) if name.startswith(incomplete)]
    return []


def _words(ctx: typer.Context) -> list[str]:
    """The words that are no options; while an option lacks its value, no argument has taken them yet."""
    return [*(ctx.params.get("words") or []), *filter(None, [ctx.params.get("subject")]), *ctx.args]
