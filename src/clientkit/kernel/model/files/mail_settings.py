"""How mail goes out and comes in: the servers, and how they are spoken to."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Literal

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.text import Address, Host, Line


class Server(Model):
    """A mail server and how it is spoken to; its password is never written here."""

    usual_ports: ClassVar[Mapping[str, int]] = MappingProxyType({})
    """The usual port of each kind of security."""

    host: Host = Field(
        "", description="name of the server, without its port", examples=["smtp.studio.example"]
    )
    port: int | None = Field(
        None, ge=1, le=65535, description="its port, where it is not the usual one", examples=[587]
    )
    security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="starttls, tls, or none (only to this machine)", examples=["starttls"]
    )
    user: Line = Field("", description="user name, where it wants one", examples=["dewi@studio.example"])
    password_command: tuple[str, ...] = Field(
        (),
        description="program that prints the password, word by word; no shell runs it",
        examples=[["pass", "show", "mail/studio"]],
    )

    @property
    def place(self) -> str:
        """Its host and the port that is really used."""
        return f"{self.host}:{self.port or self.usual_ports[self.security]}"


class SmtpServer(Server):
    """The server that mail is sent by.

    Its password comes from the command above, the environment (CLIENTKIT_SMTP_PASSWORD) or the keyring.
    """

    usual_ports = MappingProxyType({"starttls": 587, "tls": 465, "none": 25})


class ImapServer(Server):
    """The server that mail is read from and drafts are put on.

    Its password comes from the command above, the environment (CLIENTKIT_IMAP_PASSWORD) or the keyring.
    """

    usual_ports = MappingProxyType({"starttls": 143, "tls": 993, "none": 143})

    security: Literal["starttls", "tls", "none"] = Field(
        "tls", description="tls, starttls, or none (only to this machine)", examples=["tls"]
    )
    drafts: Line = Field(
        "", description="folder of drafts; found by its mark or name when empty", examples=["Drafts"]
    )
    sent: Line = Field(
        "", description="folder of sent mail; found by its mark or name when empty", examples=["Sent"]
    )
    inbox: Line = Field("INBOX", description="folder that answers come into", examples=["INBOX"])


class MailSettings(Model):
    """How mail goes out and comes in."""

    reply_to: Address = Field(
        "",
        description="address that answers go to, where it differs from yours",
        examples=["halo@studio.example"],
    )
    copy_to: Address = Field(
        "", description="address that gets a blind copy of what is sent", examples=["arsip@studio.example"]
    )
    smtp: SmtpServer = SmtpServer.model_construct()
    imap: ImapServer = ImapServer.model_construct()
