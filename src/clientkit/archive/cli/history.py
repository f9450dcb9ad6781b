"""`clientkit history`: what happened, in one order of time."""

import typer

from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption, ScopeArgument, SinceOption, UntilOption
from clientkit.kernel.screen.session import open_session

app = group("Show what happened, in one order of time.")


@app.command("history")
def history(
    ctx: typer.Context,
    subject: ScopeArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what happened, earliest first: contacts, mails, notes, promises, decisions, milestones, feedback.

    \b
    clientkit history kopi/toko
    clientkit history kopi --since 2026-11-16 --until 2026-11-20

    One line each: the day, whom it is about, whose word it is, the kind of record, and what it says.
    """
    from clientkit.archive.history import history as read_history

    session = open_session(ctx)
    scope = session.scope(subject)
    span = session.span(since, until)
    session.show(read_history(session.workspace, scope, span), as_json=as_json)
