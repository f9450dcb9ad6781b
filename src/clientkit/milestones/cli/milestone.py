"""`clientkit milestone`: the dated steps of a project, and what moves them."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientkit.errors import UsageError
from clientkit.kernel.model.values.choices import CAUSES
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.screen.completion import complete_deliverable, complete_milestone, complete_project
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import PARTIES, JsonOption, OnOption, ProjectArgument, WhyOption
from clientkit.kernel.screen.positional_arguments import name_and_id, project_and_text
from clientkit.kernel.screen.session import open_session

app = group("Milestones: the dated steps of a project, and what moves them.")

if TYPE_CHECKING:
    from clientkit.kernel.screen.session import Session


def _complete_words(ctx: typer.Context, incomplete: str) -> list[str]:
    return [*complete_milestone(ctx, incomplete), *complete_project(ctx, incomplete)]


IdWords = Annotated[
    list[str],
    typer.Argument(
        metavar="[PROJECT] ID",
        autocompletion=_complete_words,
        help="The project, which may be left out inside its folder, and the milestone.",
    ),
]


@app.command("add")
def add(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[PROJECT] TITLE",
            autocompletion=complete_project,
            help="The project, which may be left out inside its folder, and what is reached, in quotes.",
        ),
    ],
    name: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Short name; the next one, such as M9, if not given."),
    ] = None,
    days: Annotated[
        int | None, typer.Option(metavar="N", help="Working days it takes; 0 is a point in time.")
    ] = None,
    after: Annotated[
        list[str] | None,
        typer.Option(metavar="ID,ID", autocompletion=complete_milestone, help="Milestones it waits for."),
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="us|client", autocompletion=lambda: PARTIES, help="Who does it.")
    ] = None,
    start: Annotated[str | None, typer.Option(metavar="DATE", help="First day, where it is fixed.")] = None,
    due: Annotated[str | None, typer.Option(metavar="DATE", help="Last day, where it is fixed.")] = None,
    not_before: Annotated[str | None, typer.Option(metavar="DATE", help="It cannot begin earlier.")] = None,
    buffer: Annotated[int | None, typer.Option(metavar="N", help="Working days of buffer after it.")] = None,
    acceptance_days: Annotated[
        int | None, typer.Option(metavar="N", help="Working days the client has to accept it.")
    ] = None,
    deliverables: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID,ID", autocompletion=complete_deliverable, help="Deliverables handed over here."
        ),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Anything to know.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Add a milestone where the plan stays possible.

    \b
    clientkit milestone add kopi/toko "Photos retouched" --days 3 --after M3 --buffer 1
    clientkit milestone add kopi/toko "Launch" --due 2027-01-15 --after M7,M8 --deliverables D5

    It is written into the project's file, whose comments and order stay. A plan that cannot be is refused.
    """
    from clientkit.milestones.actions import add_milestone

    session = open_session(ctx)
    project, title = project_and_text(session, words, "the title")
    values: dict[str, Any] = {
        "id": name,
        "title": title,
        "days": days,
        "owner": owner,
        "buffer": buffer,
        "note": note,
        "start": session.day(start),
        "due": session.day(due),
        "not_before": session.day(not_before),
        "after": _ids(after),
        "deliverables": _ids(deliverables),
        "acceptance_days": acceptance_days,
    }
    given = {key: value for key, value in values.items() if value is not None}
    added = add_milestone(session.workspace, session.settings, project, given, session.today)
    session.show(added, as_json=as_json)


@app.command("list")
def list_(ctx: typer.Context, project: ProjectArgument = None, as_json: JsonOption = False) -> None:
    """List milestones: baseline, forecast, slip, slack.

    \b
    clientkit milestone list kopi/toko
    clientkit milestone list kopi/toko --json | jq '.data.milestones[] | select(.slip > 0)'

    The baseline is the accepted agreement's, before that the plan's. Slip and slack are working days.
    """
    from clientkit.milestones.queries import list_milestones

    session = open_session(ctx)
    name = session.project(project)
    rows = list_milestones(session.workspace, session.settings, name, session.today)
    session.show(rows, as_json=as_json)


@app.command("move")
def move(
    ctx: typer.Context,
    words: IdWords,
    to: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help="Its new expected end: 2026-11-27, fri.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--later", metavar="DAYS", help="So many working days later: +3d, +1w, -2d."),
    ] = None,
    cause: Annotated[
        str | None,
        typer.Option(metavar="|".join(CAUSES), autocompletion=lambda: CAUSES, help="Whose days they are."),
    ] = None,
    note: WhyOption = None,
    was: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="The end expected until now, where days that are over have this cause too."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Record that a milestone moves, and what follows.

    \b
    clientkit milestone move kopi/toko M5 --later +3d --cause client --note "Texts came on Thursday"
    clientkit milestone move kopi/toko M5 --due fri --cause us --note "Two days of illness"

    The baseline stays. Days before today that nobody has explained stay with the milestone's owner, unless
    --was says since when the cause holds.
    """
    from clientkit.milestones.cli.slip_input import cause_and_reason, working_days_of
    from clientkit.milestones.reschedule import Decision, move_milestone

    session = open_session(ctx)
    name, milestone = _milestone(session, words)
    later = working_days_of(by, session.settings.calendar) if by is not None else 0
    due, before = session.day(to), session.day(was)
    if (to is None) == (by is None):
        raise UsageError("Say when it ends now, in one way.", "Add --due DATE or --later DAYS, not both.")
    decision = Decision(milestone, *cause_and_reason(cause, note), due, later, before)
    change = move_milestone(session.workspace, session.stamp(), session.settings, name, decision)
    session.show(change, as_json=as_json)


@app.command("done")
def done(
    ctx: typer.Context,
    words: IdWords,
    on: OnOption = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Anything to know.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Record that a milestone was reached.

    \b
    clientkit milestone done kopi/toko M5
    clientkit milestone done kopi/toko M5 --on yesterday --note "Accepted by Ibu Rina on the phone"
    """
    from clientkit.milestones.reschedule import Completion, finish_milestone

    session = open_session(ctx)
    name, milestone = _milestone(session, words)
    reached = Completion(milestone, session.day(on) or session.today, note)
    change = finish_milestone(session.workspace, session.stamp(), session.settings, name, reached)
    session.show(change, as_json=as_json)


def _milestone(session: "Session", words: list[str]) -> tuple[ProjectRef, str]:
    name, milestone = name_and_id(words, "the milestone's id")
    return session.project(name), milestone


def _ids(texts: list[str] | None) -> list[str] | None:
    """Ids given one by one, or several with commas."""
    return [name.strip() for text in texts for name in text.split(",") if name.strip()] if texts else None
