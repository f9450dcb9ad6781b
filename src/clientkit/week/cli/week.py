"""`clientkit week`: the weekly reports of all running projects, one after the other."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.errors import ExitCode, UsageError
from clientkit.kernel.screen.completion import complete_project
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption, WeekOption
from clientkit.kernel.screen.output import is_interactive
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.session import open_session

if TYPE_CHECKING:
    from clientkit.kernel.model.values.references import ProjectRef
    from clientkit.kernel.screen.session import Session
    from clientkit.week.queries import Round

app = group("The weekly reports of all running projects, one after the other.")


@app.command("week")
@only_a_person(
    "go through the reports and send them", instead="Write them all: clientkit week --all", unless="every"
)
def week_(
    ctx: typer.Context,
    projects: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PROJECT]...", autocompletion=complete_project, help="Only these; all that run if none."
        ),
    ] = None,
    week: WeekOption = None,
    every: Annotated[
        bool, typer.Option("--all", help="Ask nothing: write all reports that did not go.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Go through the weekly reports of all running projects: what each lacks, then edit, send or draft it.

    \b
    clientkit week kopi/toko harbour/brand
    clientkit week --all

    Without a project it is about all that run. What you answer is kept at once: stop when you like, the next
    'clientkit week' goes on. On Monday and Tuesday it is about the week before, where that report did not go.
    With --all the paths are printed, and the exit code is 1 where a report leaves a client with a question,
    4 where a file is broken.
    """
    from clientkit.week.queries import Round

    session = open_session(ctx)
    given = session.week(week)
    round_ = Round(session.workspace, session.settings, session.today, given)
    named = [session.project(one) for one in projects or ()]
    if every:
        _write_all(session, round_, named, as_json=as_json)
        return
    if as_json or not is_interactive():
        raise UsageError(
            "Nobody can be asked here about the reports, one after the other.",
            "Write them all: clientkit week --all; or run 'clientkit week' on a terminal.",
        )
    from clientkit.week.cli.walk import walk

    walk(session, round_, named or round_.running())


def _write_all(session: "Session", round_: "Round", named: "list[ProjectRef]", *, as_json: bool) -> None:
    """Write the reports, and leave with the exit code of what was found."""
    from clientkit.week.queries import write_all

    rows = write_all(round_, named or round_.running())
    session.show(rows, as_json=as_json)
    if any(row.state == "broken" for row in rows):
        raise typer.Exit(ExitCode.INVALID_DATA)
    if any(row.findings for row in rows):
        raise typer.Exit(ExitCode.FOUND)
