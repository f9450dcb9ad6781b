"""Reading mails for answers: one after another, in bounded memory, and nothing is written by it."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from clientkit.kernel.mail.message.mail_files import OpenedMails
from clientkit.kernel.mail.message.parse import ReceivedMail, read_message
from clientkit.kernel.mail.message.raw_message import RawMail
from clientkit.replies.interpretation import understand
from clientkit.replies.verdict import UNRELATED, InterpretedMail, ReplyContext

LISTED = 1000
"""Mails of no survey that are named all the same; of more, only the number is kept."""

OLDER = "older than the day asked for"
EARLIEST = datetime.min.replace(tzinfo=UTC)

Progress = Callable[[int, int], None]
"""Called with what is done and what there is."""


def no_progress(_done: int, _total: int) -> None:
    """Nobody is shown how far it is."""


class PlacedMail(NamedTuple):
    """A mail that was interpreted, with what orders it and finds it again."""

    written: datetime
    start: int
    mail: InterpretedMail


class Finder:
    """What a pile of mails says, as it is gone through."""

    def __init__(self, context: ReplyContext, since: date | None) -> None:
        self.context = context
        self.since = since
        self.found: list[PlacedMail] = []
        self.left: list[InterpretedMail] = []
        self.reasons: Counter[str] = Counter()
        """How many mails were left for which reason, those that are not named too."""
        self.letters: dict[str, bytes] = {}
        """The mails that say a certain word, by their Message-IDs: they are kept as evidence."""
        self.mails = 0
        self.done = 0
        """Byte or file up to which all mails were looked at."""

    def look(self, raw: RawMail) -> InterpretedMail:
        """Take one mail."""
        mail = read_message(raw.data)
        found = understand(mail, raw.place, self.context)
        if self.since and found.day < self.since:
            found = found.model_copy(update={"verdict": "left", "reason": OLDER, "what": "other"})
        if found.what == "word" and found.verdict == "understood":
            self.letters[found.message] = raw.data
        self._keep(found, mail, raw)
        self.mails += 1
        self.done = raw.passed
        return found

    def _keep(self, found: InterpretedMail, mail: ReceivedMail, raw: RawMail) -> None:
        if found.survey or found.asked or (found.what != "other" and len(self.found) < LISTED):
            self.found.append(PlacedMail(_instant(mail), raw.start, found))
            return
        self.reasons[found.reason] += 1
        if len(self.left) < LISTED or (found.reason != UNRELATED and len(self.left) < 2 * LISTED):
            self.left.append(found)

    def outcome(self) -> tuple[InterpretedMail, ...]:
        """The mails that belong to a survey in the order they were written, then those that are left."""
        related = _compared([one.mail for one in sorted(self.found, key=_order)], self.context)
        return (*related, *self.left)


def read_all(source: OpenedMails, finder: Finder, progress: Progress) -> None:
    """Look at every mail of a source."""
    for raw in source.mails:
        finder.look(raw)
        progress(finder.done, source.total)


def _order(placed: PlacedMail) -> tuple[datetime, int, str]:
    return placed.written, placed.start, placed.mail.place


def _instant(mail: ReceivedMail) -> datetime:
    try:
        return mail.written.astimezone(UTC) if mail.written else EARLIEST
    except (OverflowError, ValueError):
        return EARLIEST


def _compared(mails: Iterable[InterpretedMail], context: ReplyContext) -> list[InterpretedMail]:
    """Mails in the light of those before them: the same again, or a second answer to a question."""
    compared: list[InterpretedMail] = []
    seen: set[str] = set()
    answered: dict[str, InterpretedMail] = {}
    for mail in mails:
        now = mail
        if mail.message in seen:
            now = mail.model_copy(update={"verdict": "left", "reason": "the same mail once more"})
        elif mail.verdict != "left":
            now = _after_others(mail, answered, context)
        if now.verdict == "understood" and (subject := now.survey or now.asked):
            answered[subject] = now
        seen.add(mail.message)
        compared.append(now)
    return compared


def _after_others(
    mail: InterpretedMail, answered: dict[str, InterpretedMail], context: ReplyContext
) -> InterpretedMail:
    """A mail in the light of earlier answers to the same question: a further one must be confirmed."""
    first = answered.get(mail.survey or mail.asked or "")
    if mail.what == "word":
        what = "another mail answers the same question, on {0.day}: {0.word}"
        over = {"verdict": "unsure" if first and first.word != mail.word else "left"}
        return mail.model_copy(update=over | {"reason": what.format(first)}) if first else mail
    if mail.what != "answer":
        over = {"verdict": "left", "reason": "the survey is answered in another mail"}
        return mail.model_copy(update=over) if first else mail
    before = context.index.surveys[str(mail.survey)].answer
    if first is None and before is None:
        return mail
    score = first.score if first else getattr(before, str(mail.question))
    day = first.day if first else getattr(before, "day", None)
    note = f"answered before, on {day}{'' if score is None else f' with {score}'}; this would take its place"
    reason = note if mail.verdict == "understood" else f"{mail.reason}; {note}"
    return mail.model_copy(
        update={"verdict": "unsure", "reason": reason, "replaces": before.id if before else None}
    )
