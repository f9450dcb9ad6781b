"""The mails of a client as the journal has them: what went, what failed, what nobody knows of."""

from collections.abc import Sequence
from typing import Any

from clientkit.correspondence.document_editions import KEPT
from clientkit.correspondence.mail_history import SentDocument, sent_documents, unfinished
from clientkit.correspondence.mails_envelope import Parcel
from clientkit.errors import RefusedError
from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.store.journal.read import fold_journal
from clientkit.kernel.store.workspace import Workspace


def mails_of(workspace: Workspace, client: str) -> list[Entry]:
    """A client's records of mails that were sent, in their order."""
    return fold_journal(workspace, client, _mail)


def _mail(record: Any) -> Entry | None:
    return record if isinstance(record, MailSending | MailOutcome) else None


def settling(sending: MailSending) -> str:
    """What to type when it is known whether a mail went."""
    return (
        f"Ask the client, or look for {sending.message} where your blind copies go; then say it: "
        f"clientkit mail settle {sending.id} --sent (or --not-sent)"
    )


def require_settled(mails: Sequence[Entry]) -> None:
    """Refuse while a mail of this client may have gone or not.

    Raises:
        RefusedError: there is one.
    """
    for sending in unfinished(mails):
        raise RefusedError(
            f"Nobody knows whether the mail {sending.subject!r} of {sending.day} to "
            f"{', '.join(sending.recipients)} went: clientkit was cut off while sending it.",
            settling(sending),
        )


def require_not_sent(mails: Sequence[Entry], parcel: Parcel) -> None:
    """Refuse to send the same document to somebody twice.

    The same is the same text, or any report of the same week or month, or of the end: what is made after
    one went is a new edition.

    Raises:
        RefusedError: somebody has it already.
    """
    for sent in reversed(sent_documents(mails)):
        same_text = sent.file_sha256 is not None and sent.file_sha256 == parcel.file_sha256
        about = _about(sent) == _about(parcel)
        have = [mailbox.address for mailbox in parcel.letter.to if mailbox.address in sent.recipients]
        if about and have and (same_text or sent.document in KEPT):
            what = carried(parcel.document, parcel.week or parcel.month)
            raise RefusedError(
                f"This {what} went to {', '.join(have)} on {sent.day} already.",
                "Send it once more with --again; see what went: clientkit mail list",
            )


def failed_before(mails: Sequence[Entry], parcel: Parcel) -> list[MailSending]:
    """Sendings of the same document that failed, earliest first."""
    went = {one.ref: one.outcome for one in mails if isinstance(one, MailOutcome)}
    return [
        one
        for one in mails
        if isinstance(one, MailSending)
        and went.get(one.id) == "failed"
        and (*_about(one), one.ref) == (*_about(parcel), parcel.ref)
    ]


def carried(document: str, span: str | None) -> str:
    """What a mail carries, in words: `report of 2026-W47`, `report of 2026-11`, `scope`."""
    return f"report of {span}" if span else "closing report" if document == "closing" else document


def _about(mail: SentDocument | MailSending | Parcel) -> tuple[str | None, ...]:
    """Which document of which project a mail carries."""
    return mail.project, mail.document, mail.week, mail.month
