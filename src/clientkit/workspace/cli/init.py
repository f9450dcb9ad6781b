"""`clientkit init`: make a workspace."""

import os
from pathlib import Path
from typing import Annotated

import typer

from clientkit.kernel.model.values.language import language_codes
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption
from clientkit.kernel.screen.output import is_interactive
from clientkit.kernel.screen.surroundings import typed_path

app = group("Make a workspace.")


@app.command("init")
def init(
    directory: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The folder; this one if not given.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Your name, as documents show it.")] = None,
    email: Annotated[str | None, typer.Option(help="The address you write to clients from.")] = None,
    language: Annotated[
        str | None, typer.Option(help=f"Language of documents: {language_codes('or')}.")
    ] = None,
    currency: Annotated[str | None, typer.Option(help="Currency of prices, for instance IDR.")] = None,
    timezone: Annotated[str | None, typer.Option(help="Your time zone, for instance Asia/Jakarta.")] = None,
    country: Annotated[
        str | None, typer.Option(help="Country whose public holidays you keep, for instance ID.")
    ] = None,
    no_git: Annotated[bool, typer.Option("--no-git", help="Make no git repository.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a workspace: a folder that keeps clients, projects and what happened as plain files.

    \b
    clientkit init ~/studio --name "Dewi Lestari" --email dewi@studio.example \\
        --language id --currency IDR --timezone Asia/Jakarta --country ID

    Asks for what is not given, on a terminal, and then for your first client. Where it makes the git
    repository itself, each change is committed. Run again, it changes nothing that is there.
    """
    from clientkit.kernel.screen.show import show
    from clientkit.kernel.store.workspace import Workspace, device_name
    from clientkit.workspace.cli.first_steps import offer_first_client, settings_of
    from clientkit.workspace.init import initialise

    root = typed_path(directory or Path()).resolve()
    workspace = Workspace(root, device_name(os.environ))
    given = {
        "you.name": name,
        "you.email": email,
        "defaults.language": language,
        "defaults.currency": currency,
        "defaults.timezone": timezone,
        "calendar.country": country,
    }
    values = {} if workspace.settings_file.exists() else settings_of(given)
    setup = initialise(workspace, values, git=not no_git, commits=True)
    asks_on = bool(values) and is_interactive() and not as_json
    show(setup, "workspace", as_json=as_json, asks_on=asks_on)
    if asks_on:
        offer_first_client(workspace, setup.settings)
