"""How mails that were read look on a screen: what they say, what is unsure, what was left and why."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.model.values.safe_text import one_line, visible
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import columns_of, show_table

if TYPE_CHECKING:
    from clientkit.replies.actions import ReadingSummary
    from clientkit.replies.verdict import InterpretedMail

COLUMNS = columns_of("mail, day, client, says, from, why, words", prose="why, words")

NAMED = 10
"""Mails of no survey that are named; of more, only the reasons are told."""

WORDS_SHOWN = 600
"""Letters of a reply that are shown before asking about it."""

CELL = 120
"""Letters of the words in the table."""


def show_mails(mails: "Sequence[InterpretedMail]") -> None:
    """The table: what is certain, what is not, what was left."""
    others = sum(mail.what == "other" for mail in mails)
    shown = [mail for mail in mails if mail.what != "other" or others <= NAMED]
    order = {"understood": 0, "unsure": 1, "left": 2}
    if shown:
        show_table(COLUMNS, [_row(mail) for mail in sorted(shown, key=lambda mail: order[mail.verdict])])


def explain_left(mails: "Sequence[InterpretedMail]", reasons: Mapping[str, int]) -> None:
    """Why the mails that are not in the table were left, on stderr."""
    if sum(mail.what == "other" for mail in mails) <= NAMED and sum(reasons.values()) <= NAMED:
        if not mails:
            say("No mails to look at.", error=True)
        return
    say(f"Left {_mails(sum(reasons.values()))} that answer no question:", error=True)
    for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
        say(f"  {count:>7,}  {one_line(reason)}", error=True)


def show_doubt(mail: "InterpretedMail") -> None:
    """What a person must know to decide about an unsure mail, on stderr."""
    who = f"{mail.client}{f', {mail.contact}' if mail.contact else ''}"
    asked = f"{str(mail.question).upper()}, up to {mail.scale}"
    if mail.what == "word":
        asked = f"their word: {mail.purpose} {mail.topic}"
    say("", error=True)
    say(f"{one_line(mail.place)}  {mail.day}  {who}  asked for {asked}", error=True)
    say(f"  from     {one_line(mail.sender)}", error=True)
    say(f"  subject  {one_line(mail.subject)}", error=True)
    for line in (mail.comment or "")[:WORDS_SHOWN].split("\n"):
        if line.strip():
            say(f"  | {visible(line)}", error=True)
    say(f"  unsure: {one_line(mail.reason)}", error=True)


def by_hand(mail: "InterpretedMail") -> str:
    """The command that records a word which a person reads out of a mail."""
    name = Scope(mail.client, mail.project)
    if mail.purpose == "accept" and mail.topic != "closing":
        return f"clientkit scope accept {name} --contact ID --on {mail.day} --evidence FILE"
    if mail.purpose == "approve":
        return f"clientkit change approve {name}/{mail.topic} --contact ID --on {mail.day} --evidence FILE"
    if mail.purpose == "choose":
        return f"clientkit complaint choose {mail.topic} NUMBER"
    if mail.purpose == "confirm":
        return f"clientkit complaint confirm {mail.topic} {mail.word or 'yes|no'}"
    if mail.purpose == "allow":
        what = "case-study" if str(mail.topic).startswith("case-study") else "testimonial"
        return f"clientkit client consent {mail.client} --contact ID --purpose {what} --forbid"
    return f"clientkit log add {name} '…' --channel mail --incoming --for {mail.asked}"


@view("mail-read")
def show_summary(summary: "ReadingSummary") -> None:
    """What was taken, and what still waits."""
    kinds = [mail.what for mail in (*summary.understood, *summary.unsure) if mail.record]
    parts = [
        f"{kinds.count(kind):,} {kind if kinds.count(kind) == 1 else plural}"
        for kind, plural in (
            ("answer", "answers"),
            ("word", "words"),
            ("bounce", "bounces"),
            ("decline", "declines"),
        )
        if kind in kinds
    ]
    end = " would be taken; nothing was written." if summary.dry_run else " taken."
    if not parts or (not summary.dry_run and not summary.taken):
        say("Nothing would be taken." if summary.dry_run else "Nothing was taken.")
    else:
        say(" and ".join(parts) + end)
    if sure := sum(mail.record is None for mail in summary.understood):
        say(f"{_mails(sure)} certain: --yes takes {'it' if sure == 1 else 'them'}.", error=True)
    if unsure := sum(mail.record is None for mail in summary.unsure):
        them = "it" if unsure == 1 else "them"
        say(f"{_mails(unsure)} unsure: read {them} on a terminal to be asked.", error=True)
    for mail in [one for one in summary.unsure if one.what == "word"][:NAMED]:
        say(one_line(f"  {mail.place} is never taken so; if it is a yes: {by_hand(mail)}"), error=True)


def _row(mail: "InterpretedMail") -> tuple[str, ...]:
    says = {"bounce": "came back", "decline": "declines"}.get(mail.what, "")
    if mail.question and mail.what == "answer":
        says = f"{str(mail.question).upper()} {'?' if mail.score is None else mail.score}"
        says = " or ".join((says, *map(str, mail.others)))
    if mail.what == "word":
        says = f"{mail.purpose} {mail.topic}: {mail.word or '?'}"
    why = "" if mail.verdict == "understood" and mail.what in {"answer", "word"} else mail.reason
    name = str(Scope(mail.client, mail.project))
    return mail.verdict, mail.day.isoformat(), name, says, mail.sender, why, _cut(mail)


def _cut(mail: "InterpretedMail") -> str:
    """What an answer says beside its score; of other mails, the subject."""
    words = one_line((mail.comment or "") if mail.question or mail.asked else mail.subject)
    return words if len(words) <= CELL else words[: CELL - 1] + "…"


def _mails(count: int) -> str:
    return f"{count:,} {'mail' if count == 1 else 'mails'}"
