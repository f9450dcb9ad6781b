"""`clientkit feedback follow`, `loop`, `quotes`: what is done about scores, and words that may be quoted."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.errors import ClientkitError
from clientkit.feedback.cli import options
from clientkit.kernel.screen.options import JsonOption, OnOption, ScopeArgument, SortOption, SubjectArgument
from clientkit.kernel.screen.row_order import in_order
from clientkit.kernel.screen.session import open_session

if TYPE_CHECKING:
    from clientkit.feedback.time_limit import TimeLimit
    from clientkit.kernel.model.records.feedback import Feedback
    from clientkit.kernel.screen.session import Session


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
    from clientkit.feedback.follow_ups import follow as follow_answer

    session = open_session(ctx)
    stamp = session.stamp_on(on, "a follow-up")
    session.show(follow_answer(session.workspace, stamp, beginning, note, done=done), as_json=as_json)


def loop(
    ctx: typer.Context,
    subject: SubjectArgument = None,
    every: Annotated[bool, typer.Option("--all", help="Those that are done too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the low scores that wait for a follow-up, overdue ones first, and how many got theirs in time.

    Low is an NPS up to 6, a CSAT up to 2 of 5 (4 of 10), a CES up to 3.

    \b
    clientkit feedback loop
    clientkit feedback loop kopi --all
    """
    from clientkit.feedback.loop import read_loop

    session = open_session(ctx)
    name = session.scope(subject)
    found = read_loop(session.workspace, name, session.now, time_limit_of(session), every=every)
    session.show(found, as_json=as_json)


def time_limit_of(session: "Session") -> "TimeLimit":
    """How long a low score may wait in this workspace; the default where the settings are broken."""
    from clientkit.feedback.time_limit import TimeLimit
    from clientkit.kernel.store.facts import settings_facts

    zone = session.zone  # says in a notice that the settings cannot be read
    try:
        return TimeLimit(settings_facts(session.workspace)["survey"]["follow_up_hours"], zone)
    except ClientkitError:
        from clientkit.kernel.model.files.settings import SurveySettings

        return TimeLimit(SurveySettings().follow_up_hours, zone)


def show_low_among(session: "Session", client: str, answers: Collection[str]) -> None:
    """Say on stderr which of a client's answers, by their ids, call for a follow-up that nobody began."""
    from clientkit.feedback.follow_ups import low_scores
    from clientkit.feedback.show.follow_ups import show_low, show_whose

    for one in low_scores(session.workspace, client, session.now, time_limit_of(session)):
        if one.feedback.id in answers and one.state == "open":
            show_whose(one.feedback)
            show_low(one.feedback, one.due)


def show_what_next(session: "Session", record: "Feedback") -> None:
    """Say on stderr what an answer calls for: a follow-up where it is low, a question where it is glad."""
    if record.calls_for == "follow-up":
        from clientkit.feedback.follow_ups import due_of
        from clientkit.feedback.show.follow_ups import show_low

        show_low(record, due_of(record, time_limit_of(session)))
    elif record.calls_for == "request":
        from clientkit.clients.consent import read_consents
        from clientkit.feedback.show.follow_ups import show_what_to_ask_for

        show_what_to_ask_for(record, read_consents(session.workspace, record.client))


def quotes(
    ctx: typer.Context, subject: ScopeArgument = None, sort: SortOption = None, as_json: JsonOption = False
) -> None:
    """List the words that clients allowed you to quote, and how they are named below them.

    \b
    clientkit feedback quotes
    clientkit feedback quotes kopi --json

    They allow it by a reply to 'clientkit mail draft testimonial ID'. A later no takes the words out, and
    'clientkit check' names a file in which they still stand.
    """
    from clientkit.feedback.quotes import list_quotes

    session = open_session(ctx)
    scope = session.scope(subject)
    session.show(in_order(list_quotes(session.workspace, scope), sort), as_json=as_json)
