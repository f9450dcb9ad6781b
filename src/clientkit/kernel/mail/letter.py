"""A letter before it is a mail: who writes to whom, what it says, what goes with it."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import Field

from clientkit.kernel.model.records.question import QuestionAsked
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.text import Address, FullLine, Line

MESSAGE_ID = r"^<[!-;=?A-~]{1,200}@[!-;=?A-~]{1,200}>$"
"""A Message-ID: ASCII without blanks or angles, so that it stands on one line."""


class Mailbox(Model):
    """A person's name with their address."""

    name: Line = Field("", description="name as the mail shows it")
    address: Address = Field(min_length=3, description="mail address")


class InlinePicture(Model):
    """A picture that the HTML part shows; a mail program that shows none has its words."""

    cid: str = Field(
        pattern=r"^[a-z0-9.-]{1,60}@[a-z0-9.-]{1,190}$",
        description="its name in the HTML, <img src='cid:NAME'>, which no other mail's picture has",
    )
    png: bytes = Field(repr=False, description="the picture")
    alt: str = Field(description="what it shows, in words")


class Attachment(Model):
    """A file that goes with the letter."""

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,100}$", description="file name, made by us")
    mime: str = Field(pattern=r"^[a-z]+/[a-z0-9.+-]+$", description="for instance application/pdf")
    data: bytes = Field(repr=False, description="its bytes")


class Letter(Model):
    """All that a mail is built from; the same letter gives the same bytes."""

    message_id: str = Field(pattern=MESSAGE_ID, description="Message-ID, made before it is sent")
    date: datetime | None = Field(
        None, description="instant it is sent, with its zone; of a draft in a file the day it is written"
    )
    sender: Mailbox = Field(description="who writes")
    reply_to: Address = Field("", description="where answers go, when not to the sender")
    to: tuple[Mailbox, ...] = Field(min_length=1, description="whom it is for")
    copy_to: tuple[Mailbox, ...] = Field((), description="who sees a copy")
    blind_copy_to: tuple[Mailbox, ...] = Field((), description="who gets a copy that nobody sees")
    subject: FullLine = Field(description="its subject")
    text: str = Field(description="the text part: lines of 72 characters, without marks")
    html: str = Field("", description="the HTML part with its styles on the elements; none when empty")
    pictures: tuple[InlinePicture, ...] = Field((), description="pictures that the HTML part shows")
    attachments: tuple[Attachment, ...] = Field((), description="files that go with it")
    in_reply_to: str = Field(
        "",
        pattern=f"^$|{MESSAGE_ID}",
        description="Message-ID that it answers, for instance of a survey it reminds of",
    )
    question: QuestionAsked | None = Field(
        None, description="what it asks, which is on record before anybody can answer"
    )


@dataclass(frozen=True)
class WrittenMail:
    """A mail from a file, with the names that a `Letter` has."""

    message_id: str
    """Empty where the file has none."""
    sender: Mailbox
    to: tuple[Mailbox, ...]
    copy_to: tuple[Mailbox, ...]
    blind_copy_to: tuple[Mailbox, ...]
    reply_to: str
    subject: str
    text: str
    attached: tuple[str, ...]
    """Names of the files that go with it."""
    rest: bytes
    """The fields that say how the body is to be read or what it answers, and the body."""
    date: datetime | None = None
    in_reply_to: str = ""
