"""`clientkit survey`: one question at a time, asked by mail."""

from typing import Annotated

import typer

from clientkit.feedback.cli.options import TriggerOption
from clientkit.kernel.screen.completion import complete_contact
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    JsonOption,
    OutputOption,
    ScopeArgument,
    SinceOption,
    SubjectArgument,
    UntilOption,
)
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.session import open_session
from clientkit.surveys.cli import options
from clientkit.surveys.cli.remind import decline, key, mail, remind

app = group("Surveys: one question by mail, asked rarely, answered with a click.")


@app.command("ask")
@only_a_person("send a mail", instead="Its draft: {draft}", given=("send",), unless="dry_run")
def ask(
    ctx: typer.Context,
    subject: SubjectArgument = None,
    kind: options.KindOption = "",
    contact: Annotated[
        str | None,
        typer.Option(
            "--contact", metavar="ID", autocompletion=complete_contact, help="Who is asked: a contact's id."
        ),
    ] = None,
    trigger: TriggerOption = None,
    send: options.SendOption = False,
    yes: options.YesOption = False,
    dry_run: options.DryRunOption = False,
    force: Annotated[
        bool, typer.Option("--force", help="Ask although they were asked a short while ago.")
    ] = False,
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a contact one question: writes the mail as a draft, or sends it; prints the draft's path.

    \b
    clientkit survey ask kopi/toko --kind csat --contact rina
    clientkit survey ask kopi --kind nps --contact rina --send

    csat: satisfied? nps: would they recommend you? ces: was it easy? A survey counts as asked on the day that
    its mail is written; one that you do not send is taken back with 'clientkit undo ID'.
    """
    from clientkit.surveys.actions import SurveyRequest
    from clientkit.surveys.cli.ask import MailOptions, ask_survey

    session = open_session(ctx)
    name = session.subject(subject)
    request = SurveyRequest(name, kind, contact, trigger, force)
    ask_survey(session, request, MailOptions(send, yes, dry_run, output, as_json))


@app.command("due")
def due(
    ctx: typer.Context,
    subject: SubjectArgument = None,
    as_json: JsonOption = False,
) -> None:
    """List whom it is time to ask what, and why; what is in the way is said beside it.

    NPS every 90 days of a relation ([survey] nps_every_days), CSAT after a delivery or a milestone, CES after
    a low score was settled; nobody twice within 30 days (cooldown_days).

    \b
    clientkit survey due
    """
    from clientkit.surveys.questions import due_surveys

    session = open_session(ctx)
    scope = session.scope(subject)
    rows = due_surveys(session.workspace, scope, session.today)
    session.show(rows, as_json=as_json)


@app.command("list")
def list_(
    ctx: typer.Context,
    subject: ScopeArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what was asked and what became of it, and how many answered.

    \b
    clientkit survey list kopi --since 2026-07-01
    """
    from clientkit.surveys.queries import list_surveys

    session = open_session(ctx)
    scope = session.scope(subject)
    span = session.span(since, until)
    surveys = list_surveys(session.workspace, scope, session.today, span)
    session.show(surveys, as_json=as_json, within=bool(since or until))


app.command("remind")(remind)
app.command("mail")(mail)
app.command("decline")(decline)
app.command("key")(key)
