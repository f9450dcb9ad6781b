"""`clientkit agenda`: what is due, put off, or done."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientkit.errors import ClientkitError, UsageError
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.screen.completion import workspace_of
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption, ScopeArgument
from clientkit.kernel.screen.output import is_interactive, put_bytes, say
from clientkit.kernel.screen.session import open_session
from clientkit.kernel.screen.surroundings import believed_today, typed_path

if TYPE_CHECKING:
    from clientkit.agenda.rules import AgendaRows, Moment
    from clientkit.kernel.model.values.due import Due
    from clientkit.kernel.screen.session import Session

app = group("What is due: promises, answers, dates, asks.", bare="show", takes_names=True)


def complete_key(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The keys of what is due, with its words; nothing where a file cannot be read."""
    from clientkit.agenda.queries import clock_days, read_dues
    from clientkit.agenda.rules import Moment, come_up

    root: Any = ctx.find_root().command
    with suppress(ClientkitError, OSError):
        workspace, today = workspace_of(ctx), believed_today() or datetime.now(UTC).date()
        moment = Moment(f"{today}T12:00", None, clock_days(workspace, today.year))
        rows = come_up(read_dues(workspace, Scope(), moment, root.dues), moment)
        return [(row.key, f"{row.about}: {row.text}") for row in rows if row.key.startswith(incomplete)]
    return []


KeyArgument = Annotated[
    str,
    typer.Argument(
        metavar="KEY",
        autocompletion=complete_key,
        help="Its key, at the end of its line; a beginning will do.",
    ),
]
NoteOption = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why, or how it was done.")]


@app.command("show")
def show(
    ctx: typer.Context,
    subject: ScopeArgument = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="How far ahead; six days if not given.")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    calendar: Annotated[
        str | None,
        typer.Option("--ics", metavar="FILE", help="Write it as a calendar file; '-' prints that."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what is due, each with the command that does it; `clientkit agenda` alone does the same.

    \b
    clientkit agenda
    clientkit agenda kopi --until +14d
    clientkit agenda show --ics ~/due.ics
    """
    from clientkit.agenda.queries import agenda
    from clientkit.agenda.rules import AgendaRows

    session = open_session(ctx)
    scope = session.scope(subject)
    rows = agenda(session.workspace, scope, _moment(session, until), session.due_modules)
    rows = AgendaRows(one for one in rows if one.overdue) if overdue else rows
    if calendar:
        _write_calendar(session, rows, calendar)
    else:
        session.show(rows, as_json=as_json, overdue=overdue, begin=not session.workspace.clients())


def _write_calendar(session: "Session", rows: "AgendaRows", output: str) -> None:
    """The calendar where the user said; its path is the result."""
    from clientkit.agenda.calendar_file import agenda_calendar
    from clientkit.kernel.store.export_file import write_outside

    data = agenda_calendar(rows, session.now)
    if output == "-":
        put_bytes(data)
        return
    path = typed_path(Path(output))
    write_outside(path, data)
    say(str(path))


@app.command("later")
def later(
    ctx: typer.Context,
    key: KeyArgument,
    day: Annotated[
        str | None, typer.Argument(metavar="DATE", help="When it comes up again: mon, +3d, senin depan.")
    ] = None,
    note: NoteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put something off; refused for what was promised to a client, which needs a new date from them.

    \b
    clientkit agenda later 7k2 +3d --note "They are on holiday"
    """
    from clientkit.agenda.actions import put_off

    session = open_session(ctx)
    item = _item(session, key)
    until = session.day(day or _asked_for_day())
    session.show(put_off(session.workspace, session.stamp(), item, until, note), as_json=as_json)


@app.command("done")
def done(ctx: typer.Context, key: KeyArgument, note: NoteOption = None, as_json: JsonOption = False) -> None:
    """Say that something is done of which no other record tells: a bill was sent, what they owed has come.

    \b
    clientkit agenda done tadh --note "The certificates came by mail"
    """
    from clientkit.agenda.actions import finish

    session = open_session(ctx)
    session.show(finish(session.workspace, session.stamp(), _item(session, key), note), as_json=as_json)


def _moment(session: "Session", until: str | None = None) -> "Moment":
    from clientkit.agenda.queries import clock_days
    from clientkit.agenda.rules import Moment
    from clientkit.kernel.model.values.due import as_instant

    calendar = clock_days(session.workspace, session.today.year)
    return Moment(as_instant(session.now), session.day(until), calendar)


def _item(session: "Session", key: str) -> "Due":
    from clientkit.agenda.queries import find_due, read_dues

    return find_due(read_dues(session.workspace, Scope(), _moment(session), session.due_modules), key)


def _asked_for_day() -> str:
    if not is_interactive():
        raise UsageError("Until when? No day was given.", "Write it after the key: mon, +3d, 2026-12-01")
    answer: str = typer.prompt("Until when", err=True)
    return answer
