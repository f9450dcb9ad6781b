"""What looks across the rooms: `clientkit client list`, `client show` and `project show`."""

from typing import Annotated

import typer

from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import ClientArgument, JsonOption, ProjectArgument, SortOption

client = group("Verbs of the group `client`.")
project = group("Verbs of the group `project`.")


@client.command("list")
def list_clients(
    ctx: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Archived clients too.")] = False,
    health: Annotated[
        bool, typer.Option("--health", help="How the relation with each stands, with the gravest reason.")
    ] = False,
    sort: SortOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the clients.

    \b
    clientkit client list
    clientkit client list --health
    clientkit client list --sort name
    clientkit client list --json | jq -r '.data[].client'
    """
    from clientkit.kernel.screen.row_order import in_order
    from clientkit.kernel.screen.session import open_session

    session = open_session(ctx)
    if health:
        from clientkit.overview.health import list_by_health

        rows = list_by_health(session.workspace, session.now, archived=every)
        session.show(in_order(rows, sort), as_json=as_json)
    else:
        from clientkit.clients.queries import list_clients

        session.show(in_order(list_clients(session.workspace, archived=every), sort), as_json=as_json)


@client.command("show")
def show_client(ctx: typer.Context, client: ClientArgument = None, as_json: JsonOption = False) -> None:
    """Show a client on one card: contacts, projects, last contact, scores, what is open.

    \b
    clientkit client show kopi
    """
    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.store.lookup import find_client
    from clientkit.overview.client_card import client_card

    session = open_session(ctx)
    slug = find_client(session.workspace, client, session.here)
    session.show(client_card(session.workspace, session.settings, slug, session.now), as_json=as_json)


@project.command("show")
def show_project(ctx: typer.Context, project: ProjectArgument = None, as_json: JsonOption = False) -> None:
    """Show a project on one card: state, price, dates, what is open, what the agreement still lacks.

    \b
    clientkit project show kopi/toko
    """
    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.store.lookup import find_project
    from clientkit.overview.project_card import project_card

    session = open_session(ctx)
    name = find_project(session.workspace, project, session.here)
    session.show(project_card(session.workspace, session.settings, name, session.today), as_json=as_json)
