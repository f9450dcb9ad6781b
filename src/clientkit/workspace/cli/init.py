"""`clientkit init`: make a workspace."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from clientkit.kernel.model.values.language import language_codes
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption

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
    no_git: Annotated[bool, typer.Option("--no-git", help="Make no git repository.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a workspace: a folder that keeps clients, projects and what happened as plain files.

    \b
    clientkit init ~/studio --name "Dewi Lestari" --email dewi@studio.example \\
        --language id --currency IDR --timezone Asia/Jakarta

    Asks for what is not given, on a terminal. Run again, it changes nothing that is there.
    """
    from clientkit.kernel.screen.prompts import Asked, ask_for_you
    from clientkit.kernel.screen.session import typed_path
    from clientkit.kernel.store.workspace import Workspace, device_name
    from clientkit.workspace.init import initialise
    from clientkit.workspace.show_init import show_setup

    root = typed_path(directory or Path()).resolve()
    workspace = Workspace(root, device_name(os.environ))
    given: dict[str, Any] = {
        "name": name,
        "email": email,
        "language": language,
        "currency": currency,
        "timezone": timezone,
    }
    values = {} if workspace.settings_file.exists() else ask_for_you(Asked(**given))
    show_setup(initialise(workspace, values, git=not no_git), as_json=as_json)
