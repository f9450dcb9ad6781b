"""Verbs of the group `client` on a person's data: requests, breaches, exports, the notice."""

from typing import Annotated

import typer

from clientkit.kernel.screen.completion import complete_client, complete_contact
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import ClientArgument, JsonOption, OnOption
from clientkit.kernel.screen.positional_arguments import name_and_text
from clientkit.kernel.screen.session import open_session

client = group("Verbs of the group `client`.")

WANTS = ("access", "correction", "erasure", "stop")
ConcernedOption = Annotated[
    list[str] | None,
    typer.Option(
        "--contact", metavar="ID", autocompletion=complete_contact, help="Whom it concerns; all if not given."
    ),
]


@client.command("request")
def request(
    ctx: typer.Context,
    subject: ClientArgument = None,
    contact: Annotated[
        str | None,
        typer.Option("--contact", metavar="ID", autocompletion=complete_contact, help="Who asks."),
    ] = None,
    wants: Annotated[
        str | None,
        typer.Option(
            "--wants",
            metavar="|".join(WANTS),
            autocompletion=lambda: WANTS,
            help="To see their data, to have them put right or erased, to get no surveys and promotion.",
        ),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What they said.")] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take down what a contact asks of their data; the agenda shows by when the law wants it answered.

    \b
    clientkit client request kopi --contact rina --wants access
    clientkit client request kopi --contact hendra --wants stop --note "No more surveys, please"

    In Indonesia there are 3 x 24 hours (UU PDP art. 32(2)), elsewhere one month (GDPR art. 12(3)). What is
    to stop stops at once: no survey, no testimonial, no offer goes to that contact any more. It is answered
    by its letter (mail draft privacy-answer ID), or by 'done ID'.
    """
    from clientkit.privacy.requests import ask

    session = open_session(ctx)
    slug = session.client(subject)
    day = session.stamp_on(on, "a request").day
    said = {"contact": contact, "wants": wants, "note": note}
    taken = ask(session.workspace, session.settings, lambda: session.stamp(day), slug, said)
    session.show(taken, as_json=as_json)


@client.command("breach")
def breach(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[CLIENT] TEXT",
            autocompletion=complete_client,
            help="The client, which may be left out inside its folder, and what happened, in quotes.",
        ),
    ],
    exposed: Annotated[str, typer.Option("--data", metavar="TEXT", help="Which data it concerns.")],
    since: Annotated[
        str, typer.Option("--open-since", metavar="DATE", help="Since when others could see them.")
    ],
    remedy: Annotated[str, typer.Option("--did", metavar="TEXT", help="What you did about it.")],
    advice: Annotated[str, typer.Option("--advice", metavar="TEXT", help="What they can do themselves.")],
    contact: ConcernedOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take down that others got hold of a client's data; the letter to those concerned is made from it.

    \b
    clientkit client breach kopi "Laptop saya dicuri di kereta." --data "Nama, alamat surel, nomor telepon" \\
        --open-since yesterday --did "Laptop dikunci dari jauh, semua sandi diganti." \\
        --advice "Waspadai surel yang mengaku dari kami."

    Write the texts in the language of those who read them. The agenda shows until when they, and the
    authority, are told: 3 x 24 hours (UU PDP art. 46(1); GDPR art. 33(1)). Next: mail draft breach ID.
    """
    from clientkit.privacy.requests import record_breach

    session = open_session(ctx)
    name, text = name_and_text(words, "what happened")
    slug = session.client(name)
    stamp = session.stamp_on(on, "a breach")
    texts = {"text": text, "exposed": exposed, "remedy": remedy, "advice": advice}
    said = {**texts, "since": session.day(since), "concerns": tuple(contact or ())}
    session.show(record_breach(session.workspace, session.settings, stamp, slug, said), as_json=as_json)
