"""`clientkit progress`: notes during the week."""

from typing import Annotated, Any

import typer

from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    JsonOption,
    NoteIdArgument,
    ProjectArgument,
    SinceOption,
    UntilOption,
)
from clientkit.kernel.screen.positional_arguments import key_values
from clientkit.kernel.screen.session import open_session
from clientkit.progress.cli.git_outcomes import from_commits
from clientkit.progress.cli.plans import drop, move
from clientkit.progress.cli.trackers import import_hours

app = group("Notes during the week, which the weekly report is made from.")

KEYS = (
    "text",
    "hours",
    "due",
    "for",
    "on",
    "options",
    "recommend",
    "default",
    "unblocks",
    "owner",
    "effect",
    "likelihood",
    "impact",
    "answer",
    "prevention",
)
KINDS = ("done", "next", "blocked", "ask", "risk", "lesson", "hours", "plan_moved", "plan_dropped", "status")


def complete_key(incomplete: str) -> list[str]:
    """What a note may have, each with its `=`."""
    return [f"{key}=" for key in KEYS if f"{key}=".startswith(incomplete)]


@app.command("set")
def set_(
    ctx: typer.Context,
    beginning: NoteIdArgument,
    pairs: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY=VALUE...",
            autocompletion=complete_key,
            help="Its fields; an empty value takes one away.",
        ),
    ],
    as_json: JsonOption = False,
) -> None:
    """Correct a note: what you give takes the place of what it said, the rest stays.

    \b
    clientkit progress set 7k2 hours=2 on=yesterday
    clientkit progress set 7k2 due=

    The journal keeps what it said before; an answer to the note stays its answer. A note has text, for and
    on; by its kind hours, due, options, recommend, default, unblocks, owner, effect, likelihood, impact,
    answer or prevention.
    """
    from clientkit.progress.note_correction import edit_note
    from clientkit.progress.note_input import KEYS as FIELDS

    session = open_session(ctx)
    given: dict[str, Any] = {FIELDS.get(key, key): value for key, value in key_values(pairs, KEYS).items()}
    given |= {key: session.day(given[key]) for key in given.keys() & {"due", "day"} if given[key]}
    session.show(edit_note(session.workspace, session.stamp(), beginning, given), as_json=as_json)


@app.command("list")
def list_(
    ctx: typer.Context,
    project: ProjectArgument = None,
    week: Annotated[
        str | None, typer.Option(metavar="WEEK", help="Only this week: 2026-W47, 47, last, -1.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            autocompletion=lambda: KINDS,
            help=f"Only {', '.join(KINDS)}; several times for more.",
        ),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    every: Annotated[
        bool, typer.Option("--all", help="What was answered, carried out or dropped too.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List the notes of a project, or of all, and what became of them.

    What was answered, carried out or dropped is left out, unless a week, days or a kind are asked for.

    \b
    clientkit progress list kopi/toko --week 2026-W47
    clientkit progress list --kind ask --kind blocked
    """
    from clientkit.progress.queries import list_notes, still_open

    session = open_session(ctx)
    scope = session.scope(project)
    of_week = session.week(week)
    span = session.span(since, until)
    rows = list_notes(session.workspace, scope, of_week or span, kind or ())
    session.show(rows if every or any((of_week, kind, *span)) else still_open(rows), as_json=as_json)


app.command("from-commits")(from_commits)
app.command("import-hours")(import_hours)
app.command("move")(move)
app.command("drop")(drop)
