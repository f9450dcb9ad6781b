"""Reading mails and taking answers: how far it is, what is asked on a terminal, what is taken."""

import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from clientkit.errors import ExitCode, UsageError
from clientkit.kernel.screen.output import is_interactive, put, say
from clientkit.kernel.screen.session import Session
from clientkit.kernel.screen.surroundings import typed_path
from clientkit.replies.actions import record_name, record_replies, summary, with_score
from clientkit.replies.mail_sources import ImapMail, LocalMail, MailSource, StdinMail
from clientkit.replies.queries import Finder
from clientkit.replies.show import explain_left, show_doubt, show_mails
from clientkit.replies.verdict import InterpretedMail, ReplyContext

STEP = 0.1
"""Seconds between two looks of the line that tells how far it is."""

SKIP = frozenset({"s", "skip", "n", "no", "lewati", "tidak"})


class ReadOptions(NamedTuple):
    """What becomes of what is found."""

    since: str | None
    yes: bool
    dry_run: bool
    as_json: bool


def mail_source(session: Session, file: Path | None, *, imap: bool, remember: bool) -> MailSource:
    """Where mail is to be read.

    Raises:
        UsageError: nothing was named, or two places.
        OutsideError: there is no password for the server.
        RefusedError: nobody vouched for the server.
    """
    if (file is None) != imap:
        raise UsageError(
            "A file or --imap: which is to be read?" if imap else "What is to be read?",
            "Name a mail, an mbox or a folder of mails, - for stdin, or --imap.",
        )
    if file is None:
        from clientkit.kernel.mail.server.imap import require_imap
        from clientkit.outbox.server_password import trusted_password

        server = session.settings.mail.imap
        require_imap(server)
        secret = trusted_password(session.workspace, server, "imap", os.environ)
        return ImapMail(session.workspace, server, secret, remember=remember)
    if str(file) == "-":
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("There is no mail on stdin.", "Pipe one in, or name a file.")
        return StdinMail(sys.stdin.buffer)
    return LocalMail(session.workspace, typed_path(file), remember=remember)


def read_and_record(
    session: Session, source: MailSource, context: ReplyContext, options: ReadOptions
) -> None:
    """Read, show, ask, record, say what came of it."""
    finder = Finder(context, session.day(options.since))
    line = _Line()
    try:
        source.read(finder, line.show)
        line.end()
        mails = finder.outcome()
        if not options.as_json:
            show_mails(mails)
            explain_left(mails, finder.reasons)
        chosen, skipped = _chosen(mails, options)
    except (KeyboardInterrupt, typer.Abort):
        line.end()
        say(source.stop(finder), error=True)
        raise SystemExit(ExitCode.INTERRUPTED) from None
    scores = [mail for mail in chosen if mail.what != "word"]
    recorded, count = record_replies(
        session.workspace, session.stamp(), scores, context.index, dry_run=options.dry_run
    )
    words = _words(session, finder, [mail for mail in chosen if mail.what == "word"], dry_run=options.dry_run)
    recorded |= {mail.message: mail for mail in words}
    count += sum(mail.record is not None for mail in words)
    if not options.dry_run:
        done = {name for name, mail in recorded.items() if mail.record}
        waiting = [mail.message for mail in mails if mail.verdict != "left" and mail.message not in done]
        source.finish(finder, [message for message in waiting if message not in skipped])
    read = (source.name, finder.mails, finder.reasons)
    session.show(summary(read, mails, recorded, count, dry_run=options.dry_run), as_json=options.as_json)
    if count and not (options.dry_run or options.as_json):
        _warn_of_low(session, recorded.values())


def _words(
    session: Session, finder: Finder, chosen: Sequence[InterpretedMail], *, dry_run: bool
) -> list[InterpretedMail]:
    """The words of clients that were taken, and those that could not be, which are told with the reason."""
    if dry_run or not chosen:
        return [mail.model_copy(update={"record": record_name(mail)}) for mail in chosen]
    from clientkit.replies.words_taken import Taking, take_word

    index = finder.context.index
    taking = Taking(session.workspace, session.settings, session.stamp, index, finder.letters)
    words = [take_word(taking, mail) for mail in chosen]
    for mail in words:
        if mail.verdict == "unsure":
            show_doubt(mail)
    return words


def _warn_of_low(session: Session, recorded: Iterable[InterpretedMail]) -> None:
    """Say which of the answers that were taken call for a follow-up."""
    from clientkit.feedback.cli.follow_up import show_low_among

    by_client: dict[str, set[str]] = {}
    for mail in recorded:
        if mail.client and mail.record and mail.score is not None:
            by_client.setdefault(mail.client, set()).add(mail.record)
    for client, answers in by_client.items():
        show_low_among(session, client, answers)


def _chosen(mails: Sequence[InterpretedMail], options: ReadOptions) -> tuple[list[InterpretedMail], set[str]]:
    """The mails that are recorded, and the Message-IDs of those that a person skipped."""
    sure = [mail for mail in mails if mail.verdict == "understood"]
    if options.yes or options.dry_run:
        return sure, set()
    if options.as_json or not is_interactive():
        return [], set()
    if sure and not typer.confirm(f"Take what is certain ({len(sure):,})?", default=True, err=True):
        sure = []
    skipped: set[str] = set()
    confirmed_ones = []
    for mail in mails:
        if mail.verdict == "unsure" and mail.what == "word":
            show_doubt(mail)
        elif mail.verdict == "unsure":
            answer = _confirmation(mail)
            if answer is None:
                skipped.add(mail.message)
            else:
                confirmed_ones.append(answer)
    by_message = {mail.message: mail for mail in (*sure, *confirmed_ones)}
    return [
        by_message[mail.message] for mail in mails if mail.verdict != "left" and mail.message in by_message
    ], skipped


def _confirmation(mail: InterpretedMail) -> InterpretedMail | None:
    """What a person makes of an unsure mail; None where it is skipped."""
    show_doubt(mail)
    if mail.what != "answer":
        words = "Record that it came back?" if mail.what == "bounce" else "Record that they decline?"
        return mail if typer.confirm(words, default=False, err=True) else None
    if mail.score is None:
        question = "No score: type one, s skips it" + (
            ", Enter takes the words alone" if mail.comment else ""
        )
    else:
        question = f"Enter takes the {mail.score}, another number changes it, s skips it"
    while True:
        default = "" if mail.score is None else str(mail.score)
        text = typer.prompt(question, default=default, show_default=False, err=True).strip()
        if text.lower() in SKIP:
            return None
        try:
            return with_score(mail, text)
        except UsageError as error:
            say(f"{error.message} {error.hint}", error=True)


class _Line:
    """One line on a terminal's stderr that says how far it is."""

    def __init__(self) -> None:
        self._on = sys.stderr is not None and sys.stderr.isatty()
        self._last = time.monotonic()
        self._shown = False
        self._mails = 0

    def show(self, done: int, total: int) -> None:
        """Tell it, not more often than eyes can follow."""
        self._mails += 1
        now = time.monotonic()
        if not self._on or now - self._last < STEP:
            return
        self._last, self._shown = now, True
        share = f", {done * 100 // total} %" if total else ""
        put(f"\r{self._mails:,} mails{share} ", error=True)

    def end(self) -> None:
        """Clear the line."""
        if self._shown:
            put("\r" + " " * 40 + "\r", error=True)
            self._shown = False
