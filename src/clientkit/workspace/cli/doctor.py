"""`clientkit doctor`: what there is, what is found and what is missing on this machine."""

import os

import typer

from clientkit.errors import ExitCode
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption, Root
from clientkit.kernel.screen.surroundings import working_folder

app = group("What this program has, finds and lacks here.")


@app.command("doctor")
def doctor(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Tell versions and paths, how the workspace was found, what it may do, and what is missing.

    \b
    clientkit doctor
    clientkit doctor --json

    Exit code 1 when something is missing that the workspace needs, with the command that mends it.
    """
    from clientkit.kernel.screen.show import show
    from clientkit.workspace.doctor import examine

    root = ctx.obj if isinstance(ctx.obj, Root) else Root()
    examination = examine(working_folder(), os.environ, root.directory)
    show(examination, "workspace", as_json=as_json)
    if any(one.state == "missing" for one in examination.findings):
        raise typer.Exit(ExitCode.FOUND)
