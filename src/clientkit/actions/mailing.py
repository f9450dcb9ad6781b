"""A document on its way to the client: the letter, the file that is kept of it, what is in the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pydantic import Field

from clientkit.actions.addressing import contacts_for
from clientkit.actions.documents import Wanted, as_format
from clientkit.actions.drafting import Drafted, drafted, write_draft
from clientkit.actions.letters import Delivery, Desk, written
from clientkit.actions.mails import mails_of, require_not_sent, require_settled
from clientkit.actions.parcel import Parcel
from clientkit.actions.sending import Delivered, send
from clientkit.mail.message import message_bytes
from clientkit.model.base import Model
from clientkit.model.entry import Stamp
from clientkit.model.week import IsoWeek
from clientkit.store.atomic import digest
from clientkit.store.records import read_client


class Preview(Model):
    """A mail as it would go out."""

    document: str = Field(description="what it carries: report, scope or timeline")
    week: str | None = Field(description="ISO week of the report that it carries")
    sender: str = Field(description="address that it comes from")
    to: tuple[str, ...] = Field(description="whom it is for: name and address")
    blind_copy_to: tuple[str, ...] = Field(description="who gets a copy that nobody sees")
    reply_to: str = Field(description="address that answers go to; empty where it is the sender's")
    subject: str = Field(description="its subject")
    attachments: tuple[str, ...] = Field(description="names of the files that go with it")
    size: int = Field(description="bytes of the mail")
    missing: tuple[str, ...] = Field(description="fields that the document still lacks")
    text: str = Field(description="its text")


@dataclass(frozen=True)
class Outgoing:
    """A document with the parcel that takes it to the client."""

    drafted: Drafted
    parcel: Parcel

    def preview(self) -> Preview:
        """What a person should look at before it goes."""
        letter, composed = self.parcel.letter, self.drafted.composed
        named = [f"{one.name} <{one.address}>" if one.name else one.address for one in letter.to]
        return Preview(
            document=self.parcel.document,
            week=self.parcel.week,
            sender=letter.sender.address,
            to=tuple(named),
            blind_copy_to=tuple(one.address for one in letter.blind_copy_to),
            reply_to=letter.reply_to,
            subject=letter.subject,
            attachments=tuple(one.name for one in letter.attachments),
            size=len(message_bytes(letter, draft=False)),
            missing=tuple(one.field for one in composed.missing),
            text=letter.text,
        )


def prepare(desk: Desk, wanted: Wanted, delivery: Delivery, *, again: bool = False) -> Outgoing:
    """A document and its letter; nothing is written and nobody is spoken to.

    Raises:
        RefusedError: somebody has it already, or nobody knows whether an earlier mail went.
        ClientkitError: see `letters.letter_of` and `drafting.drafted`.
    """
    client = read_client(desk.workspace, wanted.client).value
    contacts = contacts_for(client, wanted.client, wanted.document, delivery.to)
    greeting = replace(wanted, greeted=contacts[0].id)
    made = drafted(desk.workspace, desk.settings, greeting, desk.today)
    week = str(wanted.week or IsoWeek.of(desk.today)) if wanted.document == "report" else None
    parcel = Parcel(
        letter=written(desk, made.composed, contacts, delivery),
        client=wanted.client,
        project=wanted.project,
        document=wanted.document,
        week=week,
        file_sha256=digest(as_format(made.composed, "md")),
        again=again,
    )
    mails = mails_of(desk.workspace, wanted.client)
    require_settled(mails)
    if not again:
        require_not_sent(mails, parcel)
    return Outgoing(made, parcel)


def send_document(
    desk: Desk, outgoing: Outgoing, stamps: Callable[[], Stamp], environment: Mapping[str, str]
) -> Delivered:
    """Keep the document in the project's `documents/` as it goes out, and send it; see `sending.send`."""
    path = write_draft(desk.workspace, outgoing.drafted, "md", desk.today)
    parcel = replace(outgoing.parcel, file=desk.workspace.relative(path))
    return send(desk.workspace, desk.settings, parcel, stamps, environment)
