"""`clientkit check`: everything that is wrong, as an exit code for cron and CI."""

import typer

from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption

app = group("Read every file and tell what is wrong.")


@app.command("check")
def check(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Read every file of the workspace and tell what is wrong, by file, with the line.

    \b
    clientkit check
    clientkit check --json

    Exit code 0 when all is well, 1 when something was found. Nothing is changed.
    """
    from clientkit.errors import ExitCode
    from clientkit.kernel.screen.progress import progress
    from clientkit.kernel.screen.session import open_session
    from clientkit.workspace.check import check_workspace

    session = open_session(ctx)
    with progress("clients") as tell:
        checked = check_workspace(session.workspace, tell)
    session.show(checked, as_json=as_json)
    if checked.problems:
        raise typer.Exit(ExitCode.FOUND)
