"""The weekly round at a terminal: one project after the other, from its findings to its mail."""

from collections.abc import Sequence

import typer

from clientkit.documents.request import DocumentRequest
from clientkit.errors import ClientkitError, ExitCode, NotFoundError
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.safe_text import visible
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.session import Session
from clientkit.outbox.cli.letter import (
    LetterDraft,
    keep_as_file,
    requested_letter,
    requested_mail,
)
from clientkit.outbox.cli.request import MailRequest
from clientkit.outbox.letters import Delivery
from clientkit.reports.cli.editor import edit_report
from clientkit.week.cli.findings import answer, tell
from clientkit.week.queries import Round, WeekStanding
from clientkit.week.show import headline

CHOICES = "e edit, s send, d draft, h sent by hand, Enter skips"


def walk(session: Session, round_: Round, names: Sequence[ProjectRef]) -> None:
    """Go through the projects; what was answered is kept, so a round that was stopped goes on later."""
    left = []
    for number, name in enumerate(names, 1):
        request = round_.request(name)
        standing = round_.standing(request)
        tell(headline(standing, f"{number} of {len(names)}"), indent=0)
        if standing.state == "written":
            standing = _mended(session, round_, request, standing)
            if not _sent(session, round_, request, standing):
                left.append(str(name))
        say("", error=True)
    if left:
        say(f"Left for later: {', '.join(left)}. 'clientkit week' goes on with them.", error=True)
    else:
        say("The round is done.", error=True)


def _mended(
    session: Session, round_: Round, request: DocumentRequest, standing: WeekStanding
) -> WeekStanding:
    """The report once its findings were asked about, those that an answer brings too; each once."""
    told: set[tuple[str, str | None]] = set()
    while new := [one for one in standing.findings if (one.code, one.note) not in told]:
        told |= {(one.code, one.note) for one in new}
        if not sum(answer(session, request.ref, one) for one in new):
            break
        standing = round_.standing(request)
    return standing


def _sent(session: Session, round_: Round, request: DocumentRequest, standing: WeekStanding) -> bool:
    """Ask what becomes of a report until it is done with; whether it is."""
    while True:
        if standing.findings:
            tell(f"Left as it is: {len(standing.findings)} of what was found.")
        chosen = str(typer.prompt(f"  {CHOICES}", default="", show_default=False, err=True))
        word = chosen.strip().lower()[:1]
        try:
            if not word:
                return False
            if word == "e":
                edit_report(session, request, "md", None)
                standing = round_.standing(request)
            elif word == "s" and _send(session, request):
                return True
            elif word == "d":
                return _draft(session, request)
            elif word == "h":
                return _by_hand(session, request)
        except ClientkitError as error:
            tell(visible(f"{error.message} {error.hint}"))


def _mail_request(request: DocumentRequest) -> MailRequest:
    return MailRequest("report", str(request.ref), str(request.week))


def _send(session: Session, request: DocumentRequest) -> bool:
    from clientkit.outbox.cli.questions import send_with_consent

    outgoing = requested_mail(session, _mail_request(request), Delivery(), again=False)
    try:
        send_with_consent(session, outgoing, yes=False, as_json=False)
    except typer.Exit as leaving:  # one address may have been refused: it went all the same
        return leaving.exit_code != ExitCode.REFUSED
    return True


def _draft(session: Session, request: DocumentRequest) -> bool:
    draft: LetterDraft = requested_letter(session, _mail_request(request), Delivery())
    keep_as_file(session, draft, None)
    return True


def _by_hand(session: Session, request: DocumentRequest) -> bool:
    """Record that it went; where no file of it was written, it went as it is now."""
    from clientkit.documents.compose import draft_document
    from clientkit.outbox.by_hand import mailed_file, record_by_hand

    text = str(typer.prompt("  On which day (fri, yesterday)", default="today", err=True))
    day = session.day(text)
    workspace = session.workspace
    try:
        file = mailed_file(workspace, request, day)
    except NotFoundError:
        draft_document(workspace, session.settings, request, session.today).save(
            workspace, "md", session.today
        )
        file = mailed_file(workspace, request, day)
    session.show(record_by_hand(workspace, file, (), day, session.stamp), as_json=False)
    return True
