"""What is done about a survey that was asked: remind, write its mail again, note a no, take it back."""

from typing import Annotated

import typer

from clientkit.documents.cli.options import FormatOption
from clientkit.kernel.screen.options import JsonOption, OutputOption
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.session import open_session
from clientkit.kernel.screen.surroundings import new_key
from clientkit.surveys.cli import options


@only_a_person("send a mail", instead="Its draft: {draft}", given=("send",), unless="dry_run")
def remind(
    ctx: typer.Context,
    beginning: options.IdArgument,
    send: options.SendOption = False,
    yes: options.YesOption = False,
    dry_run: options.DryRunOption = False,
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remind of a survey, once, after a few days ([survey] remind_after_days), in the same thread.

    \b
    clientkit survey remind 7k2
    """
    from clientkit.surveys.cli.ask import MailOptions, remind_of_survey

    session = open_session(ctx)
    remind_of_survey(session, beginning, MailOptions(send, yes, dry_run, output, as_json))


@only_a_person("send a mail", instead="Its draft: {draft}", given=("send",), unless="dry_run")
def mail(
    ctx: typer.Context,
    beginning: options.IdArgument,
    send: options.SendOption = False,
    yes: options.YesOption = False,
    dry_run: options.DryRunOption = False,
    form: FormatOption = "eml",
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the mail of a survey again, as a page too, or send it: the reminder, where it was reminded of.

    \b
    clientkit survey mail 7k2 --send
    clientkit survey mail 7k2 --format html
    """
    from clientkit.surveys.cli.ask import MailOptions, mail_again

    session = open_session(ctx)
    mail_again(session, beginning, MailOptions(send, yes, dry_run, output, as_json, form))


def decline(
    ctx: typer.Context,
    beginning: options.IdArgument,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What they said.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Note that a contact does not want to answer, where they said so in another way than by its mail.

    \b
    clientkit survey decline 7k2 --note "No time until January"
    """
    from clientkit.surveys.outcomes import decline_survey

    session = open_session(ctx)
    session.show(decline_survey(session.workspace, session.stamp(), beginning, note), as_json=as_json)


@only_a_person("make a new key", instead="Look: clientkit survey key", given=("new",))
def key(
    ctx: typer.Context,
    new: Annotated[
        bool, typer.Option("--new", help="Make a new one; answers to older surveys cannot be verified then.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Tell whether this machine can verify answers, and with which key; never the key itself.

    \b
    clientkit survey key
    """
    import os

    from clientkit.questions.signing_key import make_survey_key
    from clientkit.surveys.queries import key_state

    session = open_session(ctx)
    if new:
        make_survey_key(session.workspace, new_key(), instead=True)
    session.show(key_state(session.workspace, os.environ), as_json=as_json)
