"""Options and arguments that many commands share, and what the shell offers for them."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from clientkit.errors import ClientkitError
from clientkit.kernel.model.values.language import LANGUAGES

if TYPE_CHECKING:
    from clientkit.kernel.store.workspace import Workspace


class Root(NamedTuple):
    """What was said before the command."""

    directory: Path | None = None
    hooks: Mapping[str, str] = MappingProxyType({})
    """By its name, the module of each function that a room offers to one below it."""


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


def complete_kind_of_work(ctx: typer.Context, incomplete: str) -> list[str]:
    """Kinds of work to start a project from: the shipped ones, and one's own from the workspace."""
    workspace = workspace_of(ctx)
    own = workspace.templates_dir.glob("*/work/*.toml") if workspace else ()
    names = {"website", "writing", "design", "consulting", "retainer", *(path.stem for path in own)}
    return sorted(name for name in names if name.startswith(incomplete))


ClientArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="CLIENT",
        autocompletion=complete_client,
        help="A client's short name; may be left out inside its folder.",
        show_default=False,
    ),
]
ProjectArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="PROJECT",
        autocompletion=complete_project,
        help="A project as client/project; may be left out inside its folder.",
        show_default=False,
    ),
]
ClientOption = Annotated[
    str | None,
    typer.Option("--client", metavar="CLIENT", autocompletion=complete_client, help="Only this client."),
]
ProjectOption = Annotated[
    str | None,
    typer.Option("--project", metavar="PROJECT", autocompletion=complete_project, help="Only this project."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object for scripts.")]
OnOption = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DATE", help="The day it is about: 2026-11-16, yesterday, -2d. Today if not given."
    ),
]

FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="md|html|pdf|eml",
        autocompletion=lambda: ["md", "html", "pdf", "eml"],
        help="Markdown, a page, PDF for printing and signing, or a mail that opens as a draft.",
    ),
]
LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="|".join(LANGUAGES),
        autocompletion=lambda: [*LANGUAGES],
        help="The client's language if not given.",
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write there instead; '-' prints the document."),
]
WeekOption = Annotated[
    str | None,
    typer.Option(
        "--week", metavar="WEEK", help="An ISO week such as 2026-W47; the current one if not given."
    ),
]
MonthOption = Annotated[
    str | None,
    typer.Option("--month", metavar="MONTH", help="A month such as 2026-11; the current one if not given."),
]
EditOption = Annotated[
    bool, typer.Option("--edit", help="Open it in your editor: your words stay when notes change.")
]
