"""`clientkit config`: settings of the workspace, and your own."""

import os
from typing import Annotated, Any

import typer

from clientkit.errors import NotFoundError
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption
from clientkit.kernel.screen.session import open_session
from clientkit.kernel.screen.surroundings import working_folder

app = group("Settings of the workspace, and your own in whatever workspace.")


def complete_setting(ctx: typer.Context, incomplete: str) -> list[str]:
    """Keys that can be set, each with its `=` where a value follows."""
    from clientkit.workspace.config import setting_keys

    end = "=" if ctx.info_name == "set" else ""
    return [f"{key}{end}" for key in setting_keys() if key.startswith(incomplete)]


@app.command("list")
def list_(
    ctx: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Those that nobody has set, too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List what is set, with where that is said: a flag, the environment, the workspace, your own settings.

    \b
    clientkit config list
    clientkit config list --all
    """
    from clientkit.kernel.screen.show import show
    from clientkit.workspace.config import chosen_settings

    rows = _rows(ctx)
    show(rows if every else chosen_settings(rows, ()), "workspace", as_json=as_json)


@app.command("show")
def show_(
    ctx: typer.Context,
    keys: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY...", autocompletion=complete_setting, help="Keys with dots, or sections."
        ),
    ],
    origin: Annotated[bool, typer.Option("--origin", help="Say where each value comes from.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what holds for a key or a section, what nobody has set included.

    \b
    clientkit config show policies
    clientkit config show calendar.country user.workspace --origin
    """
    from clientkit.kernel.screen.show import show
    from clientkit.workspace.config import chosen_settings

    show(chosen_settings(_rows(ctx), keys), "workspace", as_json=as_json, as_lines=True, with_origin=origin)


@app.command("set")
def set_(
    ctx: typer.Context,
    pairs: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY=VALUE...",
            autocompletion=complete_setting,
            help="Keys with dots; an empty value takes the key away.",
        ),
    ],
    as_json: JsonOption = False,
) -> None:
    """Set keys of the workspace's settings, or of your own (user.…); comments and order of the file stay.

    \b
    clientkit config set policies.answer_within=2 calendar.country=ID
    clientkit config set user.workspace=~/studio

    What a workspace may do by its new settings on this machine it is trusted with, if it was trusted before.
    """
    from clientkit.kernel.screen.show import show
    from clientkit.workspace.config import set_settings
    from clientkit.workspace.trust import trusted_change

    workspace, _, today = _here(ctx)
    with trusted_change(workspace, os.environ):
        changes = set_settings(workspace, os.environ, pairs, today)
    show(changes, "workspace", as_json=as_json)


@app.command("edit")
def edit(
    ctx: typer.Context,
    own: Annotated[
        bool, typer.Option("--own", help="Your own settings, not those of the workspace.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Edit the workspace's settings in your editor ($VISUAL or $EDITOR); nothing broken is saved.

    \b
    clientkit config edit
    """
    from clientkit.kernel.model.files.settings import Settings
    from clientkit.kernel.model.files.user import UserSettings
    from clientkit.kernel.screen.editor import edit_file
    from clientkit.workspace.config import own_settings_file
    from clientkit.workspace.trust import trusted_change

    if own:
        edit_file(*own_settings_file(os.environ, made=True), UserSettings, as_json=as_json)
        return
    workspace = open_session(ctx).workspace
    with trusted_change(workspace, os.environ):
        edit_file(workspace, workspace.settings_file, Settings, as_json=as_json)


def _rows(ctx: typer.Context) -> Any:
    from clientkit.workspace.config import all_settings

    workspace, found_by, _ = _here(ctx)
    return all_settings(workspace, found_by, os.environ)


def _here(ctx: typer.Context) -> Any:
    """The workspace, what named it, and today; there may be none, for your own settings hold without."""
    from datetime import date

    from clientkit.kernel.screen.options import Root
    from clientkit.kernel.store.workspace import locate_workspace

    root = ctx.obj if isinstance(ctx.obj, Root) else Root()
    try:
        _, found_by = locate_workspace(working_folder(), os.environ, root.directory)
        session = open_session(ctx)
    except NotFoundError:
        if root.directory or os.environ.get("CLIENTKIT_WORKSPACE"):
            raise
        return None, None, date.today()  # noqa: DTZ011 - no setting of one's own is a day
    return session.workspace, found_by, date.today()  # noqa: DTZ011 - settings must open where they are broken
