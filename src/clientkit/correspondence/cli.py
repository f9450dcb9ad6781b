"""`clientkit log`: every contact with a client."""

from typing import Annotated, Any

import typer

from clientkit.kernel.model.values.choices import CHANNELS
from clientkit.kernel.screen.completion import complete_contact, complete_ids, complete_name
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption, OnOption, ScopeArgument, SinceOption, UntilOption
from clientkit.kernel.screen.positional_arguments import name_and_text
from clientkit.kernel.screen.session import open_session

app = group("Every contact with a client: calls, meetings, messages, and when to talk again.")


@app.command("add")
def add(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[CLIENT[/PROJECT]] TEXT",
            autocompletion=complete_name,
            help="Whom it was with, which may be left out inside the folder, and what was said, in quotes.",
        ),
    ],
    channel: Annotated[
        str, typer.Option(metavar="CHANNEL", autocompletion=lambda: CHANNELS, help=", ".join(CHANNELS) + ".")
    ] = "phone",
    contact: Annotated[
        str | None,
        typer.Option(metavar="ID", autocompletion=complete_contact, help="Id of the contact it was with."),
    ] = None,
    incoming: Annotated[
        bool, typer.Option("--incoming", help="The client began it: the agenda waits for your answer.")
    ] = False,
    no_answer: Annotated[bool, typer.Option("--no-answer", help="It needs no answer.")] = False,
    again: Annotated[
        str | None,
        typer.Option("--again", metavar="DATE", help="When to talk to them again; the last one said counts."),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="ID",
            autocompletion=complete_ids("log", "ask", "feedback", "complaint", "promise"),
            help="What it answers, or is about: a record's id, or a service level.",
        ),
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write down a contact with a client; one of yours answers what came from them before.

    \b
    clientkit log add kopi "Wants the photographs first" --channel whatsapp --contact rina --incoming
    clientkit log add kopi "Called: they look at it on Monday" --again tue
    """
    from clientkit.correspondence.contact_log import log_contact

    session = open_session(ctx)
    name, text = name_and_text(words, "the text")
    values: dict[str, Any] = {"text": text, "channel": channel, "contact": contact, "incoming": incoming}
    values |= {"no_answer": no_answer, "again": session.day(again), "ref": about}
    subject = session.subject(name)
    stamp = session.stamp_on(on, "a contact")
    session.show(log_contact(session.workspace, stamp, subject, values), as_json=as_json)


@app.command("list")
def list_(
    ctx: typer.Context,
    subject: ScopeArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the contacts, the latest first.

    \b
    clientkit log list kopi --since -30d
    """
    from clientkit.correspondence.contact_log import list_contacts

    session = open_session(ctx)
    scope = session.scope(subject)
    span = session.span(since, until)
    session.show(list_contacts(session.workspace, scope, span), as_json=as_json)


@app.command("remove")
def remove(
    ctx: typer.Context,
    beginning: Annotated[
        str,
        typer.Argument(
            metavar="ID", autocompletion=complete_ids("log"), help="The contact's id; its beginning will do."
        ),
    ],
    as_json: JsonOption = False,
) -> None:
    """Take a contact back: it stays in the journal and is not counted.

    \b
    clientkit log remove 7k2
    """
    from clientkit.correspondence.contact_log import retract_contact

    session = open_session(ctx)
    session.show(retract_contact(session.workspace, session.stamp(), beginning), as_json=as_json)
