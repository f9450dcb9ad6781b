"""`clientkit log`: every contact with a client."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.errors import UsageError
from clientkit.kernel.screen.completion import complete_contact, complete_name
from clientkit.kernel.screen.options import JsonOption, OnOption

if TYPE_CHECKING:
    from clientkit.kernel.screen.session import Session

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

VERBS = {"add", "edit", "list", "remove", "set", "show"}
"""Words that do something in other groups, so that none of them alone is what was said."""

CHANNELS = ("mail", "phone", "whatsapp", "telegram", "signal", "video", "meeting", "chat", "other")


@app.command("log")
def log(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CLIENT[/PROJECT]] [TEXT]",
            autocompletion=complete_name,
            help="Whom it was with, and what was said, in quotes; without a text, the logbook is listed.",
        ),
    ] = None,
    channel: Annotated[
        str, typer.Option(metavar="CHANNEL", autocompletion=lambda: CHANNELS, help=", ".join(CHANNELS) + ".")
    ] = "phone",
    contact: Annotated[
        str | None,
        typer.Option(metavar="ID", autocompletion=complete_contact, help="Id of the contact it was with."),
    ] = None,
    incoming: Annotated[bool, typer.Option("--incoming", help="The client began it.")] = False,
    retract: Annotated[
        str | None, typer.Option(metavar="ID", help="Take this entry back; its id's beginning will do.")
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write down a contact with a client, or list them.

    \b
    clientkit log kopi "Wants the photographs on the first page" --channel whatsapp --contact rina --incoming
    clientkit log kopi
    """
    from clientkit.kernel.screen.session import open_session

    session = open_session(ctx)
    if retract is not None:
        from clientkit.correspondence.contact_log import retract_contact

        session.show(retract_contact(session.workspace, session.stamp(), retract), as_json=as_json)
        return
    name, text = _name_and_text(session, words or [])
    if text is None:
        from clientkit.correspondence.contact_log import list_contacts
        from clientkit.kernel.store.lookup import scope_or_all

        scope = scope_or_all(session.workspace, name, session.here)
        session.show(list_contacts(session.workspace, scope), as_json=as_json)
        return
    from clientkit.correspondence.contact_log import log_contact
    from clientkit.kernel.screen.positional_arguments import stamp_on
    from clientkit.kernel.store.lookup import find_subject

    values = {"text": text, "channel": channel, "contact": contact, "incoming": incoming}
    subject = find_subject(session.workspace, name, session.here)
    stamp = stamp_on(session, on, "a contact")
    session.show(log_contact(session.workspace, stamp, subject, values), as_json=as_json)


def _name_and_text(session: "Session", words: list[str]) -> tuple[str | None, str | None]:
    """One word alone is a name where there is a client or project of it, and else the text."""
    from clientkit.kernel.screen.positional_arguments import name_and_text

    if not words:
        return None, None
    verbs = [word for word in words if word in VERBS and not _is_name(session, word)]
    if verbs and len(words) < 3:  # noqa: PLR2004 - a name and a verb
        others = [word for word in words if word not in verbs]
        if verbs != ["list"]:
            raise UsageError(
                f"{verbs[0]!r} is no text.",
                'What was said is in quotes: clientkit log kopi "Called about it"',
            )
        return (others[0] if others else None), None
    name, text = name_and_text(words, "the text")
    if name is None and _is_name(session, text):
        return text, None
    return name, text


def _is_name(session: "Session", word: str) -> bool:
    client, slash, project = word.partition("/")
    workspace = session.workspace
    return client in workspace.clients() and (not slash or project in workspace.projects(client))
