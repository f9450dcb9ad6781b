"""How mails that were read look on a screen: what they say, what is unsure, what was left and why."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line, visible
from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:
    from clientkit.replies.actions import MailRead
    from clientkit.replies.verdict import ReadMail

COLUMNS = (
    Column("mail", style="bold"),
    Column("day"),
    Column("client"),
    Column("says"),
    Column("from"),
    Column("why", prose=True),
    Column("words", prose=True),
)

NAMED = 10
"""Mails of no survey that are named; of more, only the reasons are told."""

WORDS_SHOWN = 600
"""Letters of a reply that are shown before asking about it."""

CELL = 120
"""Letters of the words in the table."""


def show_mails(mails: "Sequence[ReadMail]") -> None:
    """The table: what is certain, what is not, what was left."""
    others = sum(mail.what == "other" for mail in mails)
    shown = [mail for mail in mails if mail.what != "other" or others <= NAMED]
    order = {"understood": 0, "unsure": 1, "left": 2}
    if shown:
        show_table(COLUMNS, [_row(mail) for mail in sorted(shown, key=lambda mail: order[mail.verdict])])


def tell_left(mails: "Sequence[ReadMail]", reasons: Mapping[str, int]) -> None:
    """Why the mails that are not in the table were left, on stderr."""
    if sum(mail.what == "other" for mail in mails) <= NAMED and sum(reasons.values()) <= NAMED:
        if not mails:
            say("No mails to look at.", error=True)
        return
    say(f"Left {_mails(sum(reasons.values()))} that belong to no survey:", error=True)
    for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
        say(f"  {count:>7,}  {one_line(reason)}", error=True)


def show_doubt(mail: "ReadMail") -> None:
    """What a person must know to decide about an unsure mail, on stderr."""
    who = f"{mail.client}{f', {mail.contact}' if mail.contact else ''}"
    asked = f"{str(mail.question).upper()}, up to {mail.scale}"
    say("", error=True)
    say(f"{one_line(mail.place)}  {mail.day}  {who}  asked for {asked}", error=True)
    say(f"  from     {one_line(mail.sender)}", error=True)
    say(f"  subject  {one_line(mail.subject)}", error=True)
    for line in (mail.comment or "")[:WORDS_SHOWN].split("\n"):
        if line.strip():
            say(f"  | {visible(line)}", error=True)
    say(f"  unsure: {one_line(mail.reason)}", error=True)


def tell_taken(
    mails: "Sequence[ReadMail]", taken: "Mapping[str, ReadMail]", count: int, *, dry_run: bool
) -> None:
    """What was taken, and what still waits."""
    kinds = [mail.what for mail in taken.values()]
    parts = [
        f"{kinds.count(kind):,} {kind if kinds.count(kind) == 1 else plural}"
        for kind, plural in (("answer", "answers"), ("bounce", "bounces"), ("decline", "declines"))
        if kind in kinds
    ]
    end = " would be taken; nothing was written." if dry_run else " taken."
    if not parts or (not dry_run and not count):
        say("Nothing would be taken." if dry_run else "Nothing was taken.")
    else:
        say(" and ".join(parts) + end)
    _tell_waiting(mails, taken)


def _tell_waiting(mails: "Sequence[ReadMail]", taken: "Mapping[str, ReadMail]") -> None:
    sure = sum(mail.verdict == "understood" and mail.message not in taken for mail in mails)
    unsure = sum(mail.verdict == "unsure" and mail.message not in taken for mail in mails)
    if sure:
        say(f"{_mails(sure)} certain: --yes takes {'it' if sure == 1 else 'them'}.", error=True)
    if unsure:
        them = "it" if unsure == 1 else "them"
        say(f"{_mails(unsure)} unsure: read {them} on a terminal to be asked.", error=True)


def show_read(read: "MailRead") -> None:
    """All of it as JSON."""
    say_json("mail-read", read)


def _row(mail: "ReadMail") -> tuple[str, ...]:
    says = {"bounce": "came back", "decline": "declines"}.get(mail.what, "")
    if mail.question and mail.what == "answer":
        says = f"{str(mail.question).upper()} {'?' if mail.score is None else mail.score}"
        says = " or ".join((says, *map(str, mail.others)))
    why = "" if mail.verdict == "understood" and mail.what == "answer" else mail.reason
    name = f"{mail.client}/{mail.project}" if mail.project else mail.client or ""
    return mail.verdict, mail.day.isoformat(), name, says, mail.sender, why, _cut(mail)


def _cut(mail: "ReadMail") -> str:
    """What an answer says beside its score; of other mails, the subject."""
    words = one_line((mail.comment or "") if mail.question else mail.subject)
    return words if len(words) <= CELL else words[: CELL - 1] + "…"


def _mails(count: int) -> str:
    return f"{count:,} {'mail' if count == 1 else 'mails'}"
