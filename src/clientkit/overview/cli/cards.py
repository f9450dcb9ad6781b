"""What looks across the rooms: `clientkit client list`, `client show` and `project show`."""

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from clientkit.clients.stages import Loyalty, Stage
from clientkit.errors import ClientkitError, UsageError
from clientkit.kernel.model.values.choices import CLIENT_KINDS
from clientkit.kernel.screen.completion import workspace_of
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import ClientArgument, JsonOption, ProjectArgument, SortOption
from clientkit.kernel.screen.output import put
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.row_order import in_order
from clientkit.kernel.screen.session import open_session

if TYPE_CHECKING:
    from clientkit.kernel.screen.session import Session
    from clientkit.overview.client_list import Segment

client = group("Verbs of the group `client`.")
project = group("Verbs of the group `project`.")

STAGES = get_args(Stage)
LOYALTIES = (*filter(None, get_args(Loyalty)), "advocate")


def complete_tag(ctx: typer.Context, incomplete: str) -> list[str]:
    """The tags of all clients; nothing where a file cannot be read."""
    from clientkit.overview.client_list import list_clients

    with suppress(ClientkitError, OSError):
        tags = {tag for row in list_clients(workspace_of(ctx), date.min) for tag in row.tags}
        return sorted(tag for tag in tags if tag.startswith(incomplete))
    return []


@client.command("list")
@only_a_person("export contacts", instead="Look: clientkit client list --json", given=("format",))
def list_clients(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="KIND", autocompletion=lambda: CLIENT_KINDS, help="Only of this kind."
        ),
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(
            "--tag",
            metavar="WORD",
            autocompletion=complete_tag,
            help="Only with this tag; several times: with all of them.",
        ),
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option("--stage", metavar="STAGE", autocompletion=lambda: STAGES, help="Only at this stage."),
    ] = None,
    loyalty: Annotated[
        str | None,
        typer.Option(
            "--loyalty",
            metavar="WORD",
            autocompletion=lambda: LOYALTIES,
            help="Only those who are new, repeat, loyal or advocate.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="TEXT", help="Only those who came so; its beginning will do."),
    ] = None,
    quiet: Annotated[
        str | None,
        typer.Option("--quiet", metavar="TIME", help="Only without a contact for so long: 30d, 6w, 3m, 1y."),
    ] = None,
    health: Annotated[
        bool, typer.Option("--health", help="How the relation with each stands, with the gravest reason.")
    ] = False,
    value: Annotated[
        bool, typer.Option("--value", help="What each is worth so far, and what their sources brought.")
    ] = False,
    format: Annotated[  # noqa: A002 - as the flag is called
        str | None,
        typer.Option(
            "--format",
            metavar="csv|vcf",
            autocompletion=lambda: ["csv", "vcf"],
            help="As a table for a spreadsheet, or as vCards for an address book; with --json the object.",
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Archived clients too.")] = False,
    sort: SortOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the clients: who they are, when there was a contact last, what is open.

    \b
    clientkit client list
    clientkit client list --health
    clientkit client list --kind company --tag retail --quiet 30d
    clientkit client list --stage active --loyalty repeat
    clientkit client list --value --sort=-engagements
    clientkit client list --source referral --format csv
    clientkit client list --tag retail --format vcf
    clientkit client list --sort name
    clientkit client list --json | jq -r '.data[].client'
    """
    from clientkit.overview.client_list import ClientRows, as_csv, as_vcards

    session = open_session(ctx)
    asked = {"kind": kind, "stage": stage, "loyalty": loyalty, "source": source, "tags": tuple(tag or ())}
    segment = _segment(session, quiet, **asked)
    _require_one_form(format, health=health, value=value)
    found = _listed(session, segment, archived=every, health=health, value=value)
    rows: ClientRows = in_order(found.clients if value else found, sort)
    begin = not rows and not session.workspace.clients()
    if format and not as_json:
        put(as_csv(rows) if format == "csv" else as_vcards(session.workspace, rows))
    elif value:
        found.clients = rows
        session.show(found, as_json=as_json, begin=begin)
    else:
        session.show(rows, as_json=as_json, begin=begin)


def _require_one_form(form: str | None, *, health: bool, value: bool) -> None:
    """Refuse options that would have the clients listed in two ways at once."""
    if form not in {None, "csv", "vcf"}:
        raise UsageError(f"There is no format {str(form)[:20]!r} here.", "Formats are csv and vcf.")
    if health and value:
        raise UsageError("--health and --value are two lists.", "Leave one of them out.")


def _listed(session: "Session", segment: "Segment", *, archived: bool, health: bool, value: bool) -> Any:
    """The clients of a segment: in the order of their names, by their health, or with their value."""
    from clientkit.overview.client_list import EVERYBODY
    from clientkit.overview.client_list import list_clients as by_name

    workspace, names = session.workspace, None
    if segment != EVERYBODY or not (health or value):
        rows = by_name(workspace, session.today, segment, archived=archived)
        if not (health or value):
            return rows
        names = [row.client for row in rows]
    if value:
        from clientkit.overview.client_value import values_of

        return values_of(workspace, session.today, names, archived=archived)
    from clientkit.overview.health import list_by_health

    return list_by_health(workspace, session.now, names, archived=archived)


def _segment(session: "Session", quiet: str | None, **asked: Any) -> "Segment":
    """Which clients are meant.

    Raises:
        UsageError: no such kind, stage or loyalty, or no such time.
    """
    from clientkit.kernel.model.values.date_input import time_ago
    from clientkit.overview.client_list import Segment

    for name, known in (("kind", CLIENT_KINDS), ("stage", STAGES), ("loyalty", LOYALTIES)):
        word = asked[name]
        if word is not None and word not in known:
            raise UsageError(
                f"There is no {name} of a client '{word[:20]}'.", f"There are: {', '.join(known)}"
            )
    return Segment(**asked, quiet_since=time_ago(quiet, session.today) if quiet else None)


@client.command("show")
def show_client(ctx: typer.Context, client: ClientArgument = None, as_json: JsonOption = False) -> None:
    """Show a client on one card: contacts, projects, last contact, scores, what is open.

    \b
    clientkit client show kopi
    """
    from clientkit.kernel.store.toml.client_file import settings_or_usual
    from clientkit.overview.client_card import client_card

    session = open_session(ctx)
    slug = session.client(client)
    settings = settings_or_usual(session.workspace)
    session.show(client_card(session.workspace, settings, slug, session.now), as_json=as_json)


@project.command("show")
def show_project(ctx: typer.Context, project: ProjectArgument = None, as_json: JsonOption = False) -> None:
    """Show a project on one card: state, price, dates, what is open, what the agreement still lacks.

    \b
    clientkit project show kopi/toko
    """
    from clientkit.overview.project_card import project_card

    session = open_session(ctx)
    name = session.project(project)
    session.show(project_card(session.workspace, session.settings, name, session.today), as_json=as_json)
