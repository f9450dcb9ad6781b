"""`clientkit feedback follow` and `feedback loop`: what is done about low scores, and what still waits."""

from typing import Annotated

import typer

from clientkit.feedback.cli import options
from clientkit.kernel.screen.options import JsonOption, OnOption


def follow(
    ctx: typer.Context,
    beginning: options.IdArgument,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What was done, or what was said.")
    ] = None,
    done: Annotated[bool, typer.Option("--done", help="Nothing is left to do about it.")] = False,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note what was done about an answer; without --done it stays open.

    \b
    clientkit feedback follow 7k2 --note "Called: the invoice was unclear" --done
    """
    from clientkit.feedback.follow_ups_actions import follow as follow_answer
    from clientkit.feedback.show.follow_ups import show_followed
    from clientkit.kernel.screen.positional_arguments_record import stamp_on
    from clientkit.kernel.screen.session import open_session

    session = open_session(ctx)
    stamp = stamp_on(session, on, "a follow-up")
    show_followed(follow_answer(session.workspace, stamp, beginning, note, done=done), as_json=as_json)


def loop(
    ctx: typer.Context,
    subject: options.SubjectArgument = None,
    every: Annotated[bool, typer.Option("--all", help="Those that are done too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the low scores that wait for a follow-up, overdue ones first, and how many got theirs in time.

    Low is an NPS up to 6, a CSAT up to 2 of 5 (4 of 10), a CES up to 3.

    \b
    clientkit feedback loop
    clientkit feedback loop kopi --all
    """
    from clientkit.feedback.cli.follow_up_hints import patience_of
    from clientkit.feedback.follow_ups import read_loop
    from clientkit.feedback.show.follow_ups import show_loop
    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.store.lookup import scope_or_all

    session = open_session(ctx)
    name = scope_or_all(session.workspace, subject, session.here)
    found = read_loop(session.workspace, name, session.now, patience_of(session))
    show_loop(found, every=every, as_json=as_json)
