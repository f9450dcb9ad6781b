"""Reading mails for answers: one after another, in bounded memory, and nothing is written by it."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from clientkit.kernel.mail.message.mail_files import Source
from clientkit.kernel.mail.message.parse import ReceivedMail, read_message
from clientkit.kernel.mail.message.raw_message import RawMail
from clientkit.replies.interpretation import understand
from clientkit.replies.verdict import UNRELATED, Known, ReadMail

LISTED = 1000
"""Mails of no survey that are named all the same; of more, only the number is kept."""

OLDER = "older than the day asked for"
EARLIEST = datetime.min.replace(tzinfo=UTC)

Progress = Callable[[int, int], None]
"""Called with what is done and what there is."""


class Wanted(NamedTuple):
    """Which mails are wanted, and who is told how far it is."""

    since: date | None = None
    progress: Progress = lambda _done, _total: None


class Found(NamedTuple):
    """A mail that was understood, with what orders it and finds it again."""

    written: datetime
    start: int
    mail: ReadMail


class Finder:
    """What a pile of mails says, as it is gone through."""

    def __init__(self, known: Known, since: date | None) -> None:
        self.known = known
        self.since = since
        self.found: list[Found] = []
        self.left: list[ReadMail] = []
        self.reasons: Counter[str] = Counter()
        """How many mails were left for which reason, those that are not named too."""
        self.mails = 0
        self.done = 0
        """Byte or file up to which all mails were looked at."""

    def look(self, raw: RawMail) -> ReadMail:
        """Take one mail."""
        mail = read_message(raw.data)
        found = understand(mail, raw.place, self.known)
        if self.since and found.day < self.since:
            found = found.model_copy(update={"verdict": "left", "reason": OLDER, "what": "other"})
        self._keep(found, mail, raw)
        self.mails += 1
        self.done = raw.passed
        return found

    def _keep(self, found: ReadMail, mail: ReceivedMail, raw: RawMail) -> None:
        if found.survey or (found.what != "other" and len(self.found) < LISTED):
            self.found.append(Found(_instant(mail), raw.start, found))
            return
        self.reasons[found.reason] += 1
        if len(self.left) < LISTED or (found.reason != UNRELATED and len(self.left) < 2 * LISTED):
            self.left.append(found)

    def outcome(self) -> tuple[ReadMail, ...]:
        """The mails that belong to a survey in the order they were written, then those that are left."""
        related = _settled([one.mail for one in sorted(self.found, key=_order)], self.known)
        return (*related, *self.left)


def read_all(source: Source, finder: Finder, wanted: Wanted) -> None:
    """Look at every mail of a source."""
    for raw in source.mails:
        finder.look(raw)
        wanted.progress(finder.done, source.total)


def _order(found: Found) -> tuple[datetime, int, str]:
    return found.written, found.start, found.mail.place


def _instant(mail: ReceivedMail) -> datetime:
    try:
        return mail.written.astimezone(UTC) if mail.written else EARLIEST
    except (OverflowError, ValueError):
        return EARLIEST


def _settled(mails: Iterable[ReadMail], known: Known) -> list[ReadMail]:
    """Mails in the light of those before them: the same again, or a second answer to a question."""
    settled: list[ReadMail] = []
    seen: set[str] = set()
    answered: dict[str, ReadMail] = {}
    for mail in mails:
        now = mail
        if mail.message in seen:
            now = mail.model_copy(update={"verdict": "left", "reason": "the same mail once more"})
        elif mail.verdict != "left":
            now = _after_others(mail, answered, known)
        if now.verdict == "understood" and now.what == "answer" and now.survey:
            answered[now.survey] = now
        seen.add(mail.message)
        settled.append(now)
    return settled


def _after_others(mail: ReadMail, answered: dict[str, ReadMail], known: Known) -> ReadMail:
    """A mail in the light of earlier answers to the same question: a further one must be confirmed."""
    first = answered.get(mail.survey or "")
    if mail.what != "answer":
        over = {"verdict": "left", "reason": "the survey is answered in another mail"}
        return mail.model_copy(update=over) if first else mail
    before = known.correspondence.surveys[str(mail.survey)].answer
    if first is None and before is None:
        return mail
    score = first.score if first else getattr(before, str(mail.question))
    day = first.day if first else getattr(before, "day", None)
    told = f"answered before, on {day}{'' if score is None else f' with {score}'}; this would take its place"
    reason = told if mail.verdict == "understood" else f"{mail.reason}; {told}"
    return mail.model_copy(
        update={"verdict": "unsure", "reason": reason, "replaces": before.id if before else None}
    )
