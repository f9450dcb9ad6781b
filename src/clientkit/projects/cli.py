"""`clientkit project`: what is planned and offered."""

from typing import Annotated, Any

import typer

from clientkit.kernel.model.values.language import language_codes
from clientkit.kernel.screen.completion import complete_client, complete_keys, complete_project, workspace_of
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    ClientArgument,
    JsonOption,
    OnOption,
    ProjectArgument,
    ReasonOption,
    SortOption,
)
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.positional_arguments import name_and_pairs, name_and_text
from clientkit.kernel.screen.row_order import in_order
from clientkit.kernel.screen.session import open_session

app = group("Projects: what is planned and offered, and the state they are in.")

NoteOption = Annotated[str | None, typer.Option("--note", help="A sentence on why, or on what is left.")]


def complete_kind_of_work(ctx: typer.Context, incomplete: str) -> list[str]:
    """Kinds of work to start a project from: the shipped ones, and one's own from the workspace."""
    workspace = workspace_of(ctx)
    own = workspace.templates_dir.glob("*/work/*.toml") if workspace else ()
    names = {"website", "writing", "design", "consulting", "retainer", *(path.stem for path in own)}
    return sorted(name for name in names if name.startswith(incomplete))


@app.command("add")
def add(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[CLIENT] TITLE",
            autocompletion=complete_client,
            help="The client, which may be left out inside its folder, and the project's name in quotes.",
        ),
    ],
    kind: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="KIND",
            autocompletion=complete_kind_of_work,
            help="Begin with a kind of work: website, writing, design, consulting, retainer, or your own.",
        ),
    ] = None,
    slug: Annotated[
        str | None, typer.Option(help="Short name for commands and the folder; made from TITLE if not given.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(help=f"Language of its documents, where it differs: {language_codes('or')}."),
    ] = None,
    price: Annotated[
        str | None, typer.Option(help="Fixed price in the client's currency: 12500000, 12.500.000 or 12,5jt.")
    ] = None,
    currency: Annotated[
        str | None, typer.Option(help="Currency of the price, where it differs from the client's.")
    ] = None,
    start: Annotated[
        str | None, typer.Option(metavar="DATE", help="First day: 2026-11-16, mon, +3d.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Add a project; its file has every section of an agreement, explained and ready to fill.

    \b
    clientkit project add kopi "Toko daring" --slug toko --from website
    clientkit project add kopi "Katalog" --price 12500000 --start mon
    """
    from clientkit.projects.actions import NewProject, add_project

    session = open_session(ctx)
    name, title = name_and_text(words, "the title")
    client = session.client(name)
    values: dict[str, Any] = {"title": title, "issued": session.today, "price": {}}
    values["price"] = {
        key: value
        for key, value in (("amount", session.amount(price)), ("currency", currency))
        if value is not None
    }
    if language is not None:
        values["language"] = language
    if start is not None:
        values["timeline"] = {"start": session.day(start)}
    wanted = NewProject(client, slug, kind, values)
    session.show(add_project(session.workspace, session.settings, wanted), as_json=as_json)


@app.command("list")
def list_(
    ctx: typer.Context,
    client: ClientArgument = None,
    every: Annotated[bool, typer.Option("--all", help="Those that are closed too.")] = False,
    pipeline: Annotated[
        bool, typer.Option("--pipeline", help="What is talked about and offered, and what became of offers.")
    ] = False,
    sort: SortOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the projects that are not closed, of all clients or of one.

    \b
    clientkit project list
    clientkit project list kopi --all
    clientkit project list --sort=-price
    clientkit project list --pipeline
    """
    from clientkit.projects.queries import list_projects

    session = open_session(ctx)
    named = session.client(client) if client or session.here.client else None
    if pipeline:
        clients = [named] if named else None
        found = session.hook("pipeline")(session.workspace, clients, every=every)
        found.rows = in_order(found.rows, sort)
        session.show(found, as_json=as_json)
        return
    rows = list_projects(session.workspace, named, closed=every)
    session.show(in_order(rows, sort), as_json=as_json)


@app.command("set")
def set_(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[PROJECT] KEY=VALUE...",
            autocompletion=complete_keys("project", complete_project),
            help="Keys with dots; an empty value takes the key away.",
        ),
    ],
    as_json: JsonOption = False,
) -> None:
    """Set keys of a project; comments and order of the file stay.

    \b
    clientkit project set kopi/toko price.amount=45000000 timeline.start=mon
    clientkit project set kopi/toko milestones.M2.days=8
    """
    from clientkit.kernel.store.toml.change import set_values
    from clientkit.kernel.store.toml.project_file import read_project

    session = open_session(ctx)
    name, pairs = name_and_pairs(words)
    file = read_project(session.workspace, *session.project(name))
    session.show(set_values(session.workspace, file, pairs, session.today), as_json=as_json)


@app.command("edit")
def edit(ctx: typer.Context, project: ProjectArgument = None, as_json: JsonOption = False) -> None:
    """Edit a project in your editor ($VISUAL or $EDITOR); nothing broken is saved.

    \b
    clientkit project edit kopi/toko
    """
    from clientkit.kernel.model.files.project import Project
    from clientkit.kernel.screen.editor import edit_file

    session = open_session(ctx)
    name = session.project(project)
    edit_file(session.workspace, session.workspace.project_file(*name), Project, as_json=as_json)


@app.command("start")
def start(
    ctx: typer.Context,
    project: ProjectArgument = None,
    on: OnOption = None,
    note: NoteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record that work on a project begins, or begins again.

    \b
    clientkit project start kopi/toko --on "last mon"
    """
    _move(ctx, project, "active", on, note, as_json=as_json)


@app.command("deliver")
def deliver(
    ctx: typer.Context,
    project: ProjectArgument = None,
    on: OnOption = None,
    note: NoteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record that everything agreed was handed over.

    \b
    clientkit project deliver kopi/toko --note "Handed over by mail, review until Friday"
    """
    _move(ctx, project, "delivered", on, note, as_json=as_json)


@app.command("close")
def close(
    ctx: typer.Context,
    project: ProjectArgument = None,
    on: OnOption = None,
    note: NoteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record that a project is over: accepted and paid, or given up.

    \b
    clientkit project close kopi/toko
    """
    _move(ctx, project, "closed", on, note, as_json=as_json)


@app.command("drop")
def drop(
    ctx: typer.Context,
    reason: ReasonOption,
    project: ProjectArgument = None,
    note: NoteOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record that an offer, or what was talked about, comes to nothing, and why.

    \b
    clientkit project drop kopi/poster --reason price --note "A printer does it for half"
    """
    from clientkit.projects.actions import drop_project

    session = open_session(ctx)
    name = session.project(project)
    stamp = session.stamp_on(on, "a no")
    session.show(drop_project(session.workspace, stamp, name, reason, note), as_json=as_json)


def _move(
    ctx: typer.Context, project: str | None, state: Any, on: str | None, note: str | None, *, as_json: bool
) -> None:
    from clientkit.projects.actions import move_project

    session = open_session(ctx)
    name = session.project(project)
    record = move_project(session.workspace, session.stamp_on(on, "a project's state"), name, state, note)
    session.show(record, as_json=as_json)
    if state in {"delivered", "closed"} and (
        rows := session.hook("open_rows")(session.workspace, name, state)
    ):
        say(f"Open on its checklist: {', '.join(rows)}. See: clientkit project tick {name}", error=True)
