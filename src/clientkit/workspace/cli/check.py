"""`clientkit check`: everything that is wrong, as an exit code for cron and CI."""

from typing import Annotated

import typer

from clientkit.errors import ExitCode
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption
from clientkit.kernel.screen.session import open_session

app = group("Read every file and tell what is wrong.")


@app.command("check")
def check(
    ctx: typer.Context,
    fix: Annotated[
        bool, typer.Option("--fix", help="First take away keys of old files that are not read any more.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Read every file of the workspace and tell what is wrong, by file, with the line.

    \b
    clientkit check
    clientkit check --fix
    clientkit check --json

    Exit code 0 when all is well, 1 when something was found. Nothing is changed without --fix.
    """
    from clientkit.kernel.screen.progress import progress
    from clientkit.workspace.check import check_workspace
    from clientkit.workspace.fixes import fix_told_keys

    session = open_session(ctx)
    fixed = fix_told_keys(session.workspace) if fix else []
    with progress("clients") as tell:
        checked = check_workspace(session.workspace, tell, session.today)
    checked = checked.model_copy(update={"fixed": tuple(fixed)})
    session.show(checked, as_json=as_json)
    if checked.problems:
        raise typer.Exit(ExitCode.FOUND)
