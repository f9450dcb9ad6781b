"""`clientkit client consent`: what a contact allows, with where they said so."""

from typing import Annotated

import typer

from clientkit.kernel.screen.completion import complete_contact
from clientkit.kernel.screen.options import JsonOption, OnOption, complete_client


def consent(
    ctx: typer.Context,
    subject: Annotated[
        str | None,
        typer.Argument(
            metavar="CLIENT",
            autocompletion=complete_client,
            help="A client's short name; may be left out inside its folder.",
            show_default=False,
        ),
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option("--contact", metavar="ID", autocompletion=complete_contact, help="Who said it."),
    ] = None,
    purpose: Annotated[
        str | None,
        typer.Option(
            "--purpose",
            metavar="quote|testimonial|referral|surveys",
            autocompletion=lambda: ["quote", "testimonial", "referral", "surveys"],
            help="To be quoted, to write a testimonial, to recommend you, to be asked for feedback.",
        ),
    ] = None,
    given: Annotated[bool | None, typer.Option("--yes/--no", help="What they said.")] = None,
    evidence: Annotated[
        str | None,
        typer.Option("--evidence", metavar="TEXT", help="Where: 'mail of 20 November', a call."),
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record what a contact allows or forbids; the last word counts, and 'client show' tells it.

    \b
    clientkit client consent kopi --contact rina --purpose quote --yes --evidence "mail of 20 November"
    clientkit client consent kopi --contact hendra --purpose surveys --no
    """
    from clientkit.clients.consent_actions import GivenConsent, record_consent
    from clientkit.clients.show_consent import show_consent
    from clientkit.kernel.screen.positional_arguments_record import stamp_on
    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.store.lookup import find_client

    session = open_session(ctx)
    client = find_client(session.workspace, subject, session.here)
    said = GivenConsent(contact, purpose, given, evidence)
    stamp = stamp_on(session, on, "consent")
    show_consent(record_consent(session.workspace, stamp, client, said), as_json=as_json)
