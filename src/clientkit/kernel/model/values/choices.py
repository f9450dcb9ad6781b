"""The few words that a field can hold where records, plans and documents must agree on them.

They stand apart from the models that use them, so that noting a score loads no model of a project.
"""

from collections.abc import Mapping
from typing import Literal, get_args

Party = Literal["us", "client"]
"""Who owns a thing: the freelancer or the client."""

Level = Literal["low", "medium", "high"]
"""How likely a risk is, and how hard it would hit."""

Cause = Literal["us", "client", "third-party", "change"]
"""Whose days a slip is."""

CAUSES: tuple[Cause, ...] = get_args(Cause)
"""In the order in which a slip is split: ours first."""

AcceptanceHow = Literal["mail", "signature", "call"]
"""How an agreement was accepted."""

ACCEPTANCE_HOWS: tuple[AcceptanceHow, ...] = get_args(AcceptanceHow)

Channel = Literal["mail", "phone", "whatsapp", "telegram", "signal", "video", "meeting", "chat", "other"]
"""How one talks with a client."""

HOW_SAID: Mapping[str, str] = {
    "phone": "said by phone",
    "whatsapp": "wrote on WhatsApp",
    "telegram": "wrote on Telegram",
    "signal": "wrote on Signal",
    "video": "said by video",
    "meeting": "said in person",
    "other": "said",
}
"""What somebody did who said something by a channel, where it is not 'wrote by' it."""


def said_by(channel: str) -> str:
    """`wrote by mail`, `said in person`."""
    return HOW_SAID.get(channel, f"wrote by {channel}")


CHANNELS: tuple[Channel, ...] = get_args(Channel)

ClientKind = Literal["person", "company", "government", "nonprofit", "internal"]
"""What a client is; `internal` is work for oneself."""

CLIENT_KINDS: tuple[ClientKind, ...] = get_args(ClientKind)

Occasion = Literal["milestone", "delivery", "complaint", "periodic", "end"]
"""What a client is asked for feedback after."""

ChangeClass = Literal["inside", "outside", "revision", "unclear", "not-possible"]
"""What a change is, held against the agreement."""

CHANGE_CLASSES: tuple[ChangeClass, ...] = get_args(ChangeClass)

ChangeState = Literal["requested", "assessed", "offered", "approved", "declined", "withdrawn", "absorbed"]
"""Where a change stands, as its records tell."""

ComplaintCause = Literal[
    "unclear-scope",
    "missed-promise",
    "defect",
    "delay",
    "communication",
    "price",
    "client-input",
    "third-party",
]
"""Why there was reason to complain."""

COMPLAINT_CAUSES: tuple[ComplaintCause, ...] = get_args(ComplaintCause)

Whose = Literal["us", "client", "third-party", "both"]
"""Whose doing it was."""

Upheld = Literal["yes", "partly", "no"]
"""Whether a complaint is right."""

EndReason = Literal[
    "price", "timing", "competitor", "in-house", "silent", "not-a-fit", "quality", "no-need", "other"
]
"""Why a client left, or said no to an offer."""

END_REASONS: tuple[EndReason, ...] = get_args(EndReason)
