"""Reading mails and taking answers: how far it is, what is asked on a terminal, what is taken."""

import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import typer

from clientkit.errors import ExitCode, UsageError
from clientkit.kernel.screen.output import put, say
from clientkit.kernel.screen.session import Session, is_interactive, typed_path
from clientkit.replies.actions import confirmed, summary, take
from clientkit.replies.mail_sources import Place, Stream
from clientkit.replies.queries import Finder, Wanted
from clientkit.replies.show import show_doubt, show_mails, show_read, tell_left, tell_taken
from clientkit.replies.verdict import Known, ReadMail

STEP = 0.1
"""Seconds between two looks of the line that tells how far it is."""

SKIP = frozenset({"s", "skip", "n", "no", "lewati", "tidak"})


class How(NamedTuple):
    """What becomes of what is found."""

    since: str | None
    yes: bool
    dry_run: bool
    as_json: bool


class AnyPlace(Protocol):
    """Where mail is read."""

    name: str

    def read(self, finder: Finder, wanted: Wanted) -> None:
        """Look at all mails."""

    def stop(self, finder: Finder) -> str:
        """Remember how far it was."""

    def finish(self, finder: Finder, waiting: Sequence[str]) -> None:
        """Remember what is done with."""


def place_of(session: Session, file: Path | None, *, imap: bool, remember: bool) -> AnyPlace:
    """Where mail is to be read.

    Raises:
        UsageError: nothing was named, or two places.
        OutsideError: there is no password for the server.
    """
    if (file is None) != imap:
        raise UsageError(
            "A file or --imap: which is to be read?" if imap else "What is to be read?",
            "Name a mail, an mbox or a folder of mails, - for stdin, or --imap.",
        )
    if file is None:
        from clientkit.kernel.mail.server.imap import require_imap
        from clientkit.kernel.mail.server.password import password
        from clientkit.replies.mail_sources_imap import Server

        server = session.settings.mail.imap
        require_imap(server)
        return Server(session.workspace, server, password(server, "imap", os.environ), remember=remember)
    if str(file) == "-":
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("There is no mail on stdin.", "Pipe one in, or name a file.")
        return Stream(sys.stdin.buffer)
    return Place(session.workspace, typed_path(file), remember=remember)


def read_and_take(session: Session, place: AnyPlace, known: Known, how: How) -> None:
    """Read, show, ask, take, tell."""
    finder = Finder(known, session.day(how.since))
    line = _Line()
    try:
        place.read(finder, Wanted(finder.since, line.show))
        line.end()
        mails = finder.outcome()
        if not how.as_json:
            show_mails(mails)
            tell_left(mails, finder.reasons)
        chosen, skipped = _chosen(mails, how)
    except (KeyboardInterrupt, typer.Abort):
        line.end()
        say(place.stop(finder), error=True)
        raise SystemExit(ExitCode.INTERRUPTED) from None
    taken, count = take(session.workspace, session.stamp(), chosen, known.correspondence, dry_run=how.dry_run)
    if not how.dry_run:
        waiting = [mail.message for mail in mails if mail.verdict != "left" and mail.message not in taken]
        place.finish(finder, [message for message in waiting if message not in skipped])
    if how.as_json:
        read = (place.name, finder.mails, finder.reasons)
        show_read(summary(read, mails, taken, count, dry_run=how.dry_run))
    else:
        tell_taken(mails, taken, count, dry_run=how.dry_run)
    if count and not (how.dry_run or how.as_json):
        _tell_low(session, taken.values())


def _tell_low(session: Session, taken: Iterable[ReadMail]) -> None:
    """Say which of the answers that were taken call for a follow-up."""
    from clientkit.feedback.cli.follow_up import show_low_among

    by_client: dict[str, set[str]] = {}
    for mail in taken:
        if mail.client and mail.record and mail.score is not None:
            by_client.setdefault(mail.client, set()).add(mail.record)
    for client, answers in by_client.items():
        show_low_among(session, client, answers)


def _chosen(mails: Sequence[ReadMail], how: How) -> tuple[list[ReadMail], set[str]]:
    """The mails that are taken, and the Message-IDs of those that a person skipped."""
    sure = [mail for mail in mails if mail.verdict == "understood"]
    if how.yes or how.dry_run:
        return sure, set()
    if how.as_json or not is_interactive():
        return [], set()
    if sure and not typer.confirm(f"Take what is certain ({len(sure):,})?", default=True, err=True):
        sure = []
    skipped: set[str] = set()
    confirmed_ones = []
    for mail in mails:
        if mail.verdict == "unsure":
            answer = _asked(mail)
            if answer is None:
                skipped.add(mail.message)
            else:
                confirmed_ones.append(answer)
    kept = {mail.message: mail for mail in (*sure, *confirmed_ones)}
    return [kept[mail.message] for mail in mails if mail.verdict != "left" and mail.message in kept], skipped


def _asked(mail: ReadMail) -> ReadMail | None:
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
            return confirmed(mail, text)
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
