"""What the shell offers for ids inside a client's or a project's file; nothing where it cannot be read."""

from contextlib import suppress
from pathlib import Path

import typer

from clientkit.errors import ClientkitError
from clientkit.kernel.screen.options import workspace_of


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


def complete_item(ctx: typer.Context, incomplete: str) -> list[str]:
    """Deliverables and milestones of the project that was named, or whose folder one stands in."""
    return _items(ctx, incomplete, ("deliverables", "milestones"))


def complete_deliverable(ctx: typer.Context, incomplete: str) -> list[str]:
    """Its deliverables."""
    return _items(ctx, incomplete, ("deliverables",))


def complete_milestone(ctx: typer.Context, incomplete: str) -> list[str]:
    """Its milestones."""
    return _items(ctx, incomplete, ("milestones",))


def complete_survey(ctx: typer.Context, incomplete: str) -> list[str]:
    """Surveys that wait for an answer: of the client that was named or stood in, else of all."""
    from clientkit.kernel.store.journal.open_survey_ids import waiting_surveys
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
