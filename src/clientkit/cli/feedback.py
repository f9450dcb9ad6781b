"""`clientkit feedback`: what clients say."""

from typing import Annotated, Any

import typer

from clientkit.cli.completing import complete_contact
from clientkit.cli.lazy import group
from clientkit.cli.options import JsonOption, OnOption, complete_name

app = group("What clients say: scores and words, one record for each answer.")

SubjectArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[CLIENT[/PROJECT]]",
        autocompletion=complete_name,
        help="A client, or a project as client/project; may be left out inside its folder.",
        show_default=False,
    ),
]


@app.command("add")
def add(
    ctx: typer.Context,
    subject: SubjectArgument = None,
    csat: Annotated[
        str | None,
        typer.Option("--csat", metavar="SCORE", help="Satisfaction: 1 to 5, or to 10 where it is set so."),
    ] = None,
    nps: Annotated[
        str | None, typer.Option("--nps", metavar="SCORE", help="Would they recommend you: 0 to 10.")
    ] = None,
    ces: Annotated[
        str | None, typer.Option("--ces", metavar="SCORE", help="How easy it was: 1 to 7; 7 is very easy.")
    ] = None,
    comment: Annotated[str | None, typer.Option(metavar="TEXT", help="Their own words.")] = None,
    contact: Annotated[
        str | None,
        typer.Option(metavar="ID", autocompletion=complete_contact, help="Who answered: a contact's id."),
    ] = None,
    on: OnOption = None,
    quotable: Annotated[bool, typer.Option("--quotable", help="They allow you to quote it.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Record what a client said: scores, words, or both; prints the record's id.

    \b
    clientkit feedback add kopi/toko --csat 5 --nps 9 --comment "Sesuai harapan" --contact rina
    clientkit feedback add kopi --ces 6 --on yesterday
    """
    from clientkit.actions.feedback import add_feedback
    from clientkit.actions.subject import find_subject
    from clientkit.cli.noting import stamp_on
    from clientkit.cli.session import open_session
    from clientkit.cli.show.feedback import show_recorded

    session = open_session(ctx)
    name = find_subject(session.workspace, subject, session.here)
    given: dict[str, Any] = {
        "csat": csat,
        "nps": nps,
        "ces": ces,
        "comment": comment,
        "contact": contact,
        "quotable": quotable,
    }
    if csat:
        given["csat_scale"] = session.settings.feedback.csat_scale
    stamp = stamp_on(session, on, "feedback")
    show_recorded(add_feedback(session.workspace, stamp, name, given), as_json=as_json)


@app.command("list")
def list_(
    ctx: typer.Context,
    subject: SubjectArgument = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only up to this day.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List what was said: by all clients, by one, or about one project.

    \b
    clientkit feedback list kopi --since 2026-01-01
    """
    from clientkit.actions.feedback import list_feedback
    from clientkit.actions.span import span_of
    from clientkit.actions.subject import subject_or_all
    from clientkit.cli.session import open_session
    from clientkit.cli.show.feedback import show_feedback

    session = open_session(ctx)
    name = subject_or_all(session.workspace, subject, session.here)
    span = span_of(session.day(since), session.day(until))
    show_feedback(list_feedback(session.workspace, *name, span), as_json=as_json)
