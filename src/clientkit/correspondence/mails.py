"""What became of each mail: the one account of it, read from the journal for all who ask."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import Field

from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.model.records.record import INSTANT, Entry, Stamp
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.read import Numbered, fold_journal
from clientkit.kernel.store.workspace import Workspace

Outcome = Literal["sent", "failed", "unknown"]
"""Failed for all recipients; unknown where the command was cut off while it sent the mail."""


class Mail(MailSending):
    """A mail that was sent or was about to be, with what became of it."""

    outcome: Outcome = Field(description="sent, failed or unknown")
    refused: tuple[str, ...] = Field(description="addresses that the server refused")
    note: str | None = Field(description="what the server said, or who says that it went")
    outcome_id: str | None = Field(description="id of the record that says what became of it")

    @property
    def accepted(self) -> tuple[str, ...]:
        """Addresses that the server took it for."""
        return tuple(one for one in self.recipients if one not in self.refused)


def read_mails(workspace: Workspace, client: str) -> list[Mail]:
    """The mails of a client, earliest first."""
    return mails_among(fold_journal(workspace, client, _mail_record))


def _mail_record(record: Any) -> Entry | None:
    return record if isinstance(record, MailSending | MailOutcome) else None


def mails_among(records: Iterable[Entry]) -> list[Mail]:
    """The mails that records tell of, earliest first."""
    sendings: list[MailSending] = []
    outcomes: dict[str, list[MailOutcome]] = {}
    for record in records:
        if isinstance(record, MailSending):
            sendings.append(record)
        elif isinstance(record, MailOutcome):
            outcomes.setdefault(record.ref, []).append(record)
    sendings.sort(key=lambda one: (one.ts, one.id))
    return [mail_with_outcome(one, outcomes.get(one.id, [])) for one in sendings]


def mail_with_outcome(sending: MailSending, outcomes: list[MailOutcome]) -> Mail:
    """A mail with what is recorded of it.

    Where outcomes contradict each other, as after two people said what became of a mail, one that says
    'sent' counts: a mail that is out cannot be taken back.
    """
    valid = [one for one in outcomes if one.outcome == "sent"] or outcomes[-1:]
    first = valid[0] if valid else None
    return Mail.model_construct(
        **{name: getattr(sending, name) for name in MailSending.model_fields},
        outcome=first.outcome if first else "unknown",
        refused=tuple(dict.fromkeys(address for one in valid for address in one.refused)),
        note=first.note if first else None,
        outcome_id=first.id if first else None,
    )


def outcome_records(sending: MailSending, outcome: MailOutcome) -> list[Entry]:
    """What became of a mail and, once it went, the promise that it makes: one append holds both.

    The promise's id stands in the record of the sending, so that it is one promise however often it is said
    that the mail went.
    """
    if outcome.outcome != "sent" or not sending.promise:
        return [outcome]
    from clientkit.kernel.model.records.promise import Promised
    from clientkit.kernel.store.journal.record_input import made_record

    stamp = Stamp(id=sending.promise, ts=outcome.ts + INSTANT, day=sending.day)
    values = {"text": sending.promised, "due": sending.promised_by}
    return [outcome, made_record(Promised, stamp, Subject(sending.client, sending.project), values)]


def unknown_among(mails: Iterable[Mail]) -> list[Mail]:
    """The mails of which nobody knows whether they went."""
    return [one for one in mails if one.outcome == "unknown"]


def how_to_resolve(mail: MailSending) -> str:
    """What to type when it is known whether a mail went."""
    return (
        f"Ask the client, or look for {mail.message} where your blind copies go; then say it: "
        f"clientkit mail settle {mail.id} --sent (or --not-sent)"
    )


def mail_problems(records: Iterable[Numbered]) -> Iterator[Problem]:
    """A warning for each mail that nobody knows of, at its line of the journal.

    No other mail goes to its client meanwhile.
    """
    places = {record.id: (file, line, record) for file, line, record in records}
    for mail in unknown_among(mails_among(record for _, _, record in places.values())):
        file, line, _ = places[mail.id]
        yield Problem(
            file=file,
            line=line,
            code="unknown-mail",
            message=f"nobody knows whether the mail {mail.subject!r} of {mail.day} went",
            hint=how_to_resolve(mail),
            severity="warning",
        )
