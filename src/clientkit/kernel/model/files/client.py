"""A client: who they are, whom to talk to, how they like it, where the relation stands."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, JsonValue, model_validator

from clientkit.kernel.model.files.calendar_settings import TimeZone
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Channel, ClientKind
from clientkit.kernel.model.values.language import (
    DEFAULT_LANGUAGE,
    LANGUAGE_EXAMPLES,
    Language,
    language_codes,
)
from clientkit.kernel.model.values.money import Amount, Currency
from clientkit.kernel.model.values.slugs import ID_PATTERN
from clientkit.kernel.model.values.text import Address, FullLine, Line, Prose

Stage = Literal["prospect", "onboarding", "active", "dormant", "lost"]
Role = Literal["signer", "approver", "day-to-day", "billing", "technical", "other"]
TOLD: dict[str, JsonValue] = {"deprecated": True}
"""Of a key that is read of old files alone: records tell what it said."""

ContactId = Annotated[str, Field(pattern=ID_PATTERN)]


def _birthday(value: object) -> object:
    """A day as TOML or a person writes it, with or without its year, as text.

    Raises:
        ValueError: there is no such day.
    """
    text = str(value).strip()
    if text:
        year, month, day = ["2000", *text.split("-")][-3:] if text.count("-") else ("", "", "")
        date(*map(int, (year, month, day)))
    return text


Birthday = Annotated[str, BeforeValidator(_birthday), Field(pattern=r"^(([0-9]{4}-)?[0-9]{2}-[0-9]{2})?$")]


class Contact(Model):
    """A person at the client's."""

    id: ContactId = Field(description="short name used in commands", examples=["rina"])
    name: FullLine = Field(description="full name", examples=["Rina Wijaya"])
    title: Line = Field("", description="form of address in letters", examples=["Ibu"])
    email: Address = Field("", description="mail address", examples=["rina@kopi.example"])
    phone: Line = Field("", description="telephone or WhatsApp number", examples=["+62 811 0000 0000"])
    phones: tuple[Line, ...] = Field((), description="further numbers", examples=[["+62 22 000 0000"]])
    position: Line = Field("", description="what they do at the client's", examples=["Marketing manager"])
    roles: tuple[Role, ...] = Field(
        (),
        description="signer, approver, day-to-day, billing, technical or other",
        examples=[["signer", "approver"]],
    )
    birthday: Birthday = Field(
        "", description="with or without the year; the agenda says it three days ahead", examples=["02-29"]
    )
    channel: Channel | None = Field(
        None, description="where they answer best, where that differs", examples=["whatsapp"]
    )
    hours: Line = Field(
        "", description="when they can be reached, where that differs", examples=["after 14.00"]
    )
    likes: Line = Field("", description="what pleases them", examples=["Figures first, short mails"])
    avoid: Line = Field("", description="what to leave alone", examples=["Calls on Friday"])
    note: Prose = Field("", description="what else to know of them", examples=["Met at the fair in Bandung."])
    language: Language | None = Field(
        None, description="their language, where it differs from the client's", examples=[DEFAULT_LANGUAGE]
    )


class Preferences(Model):
    """How the client likes to be worked with."""

    channel: Channel = Field("mail", description="where they answer best", examples=["whatsapp"])
    hours: Line = Field("", description="when they can be reached", examples=["09.00-16.00 WIB"])
    note: Prose = Field(
        "", description="what to remember in every contact", examples=["Send figures before a call."]
    )


class Source(Model):
    """How they came to you."""

    how: Line = Field("", description="how they came", examples=["referral"])
    who: Line = Field("", description="who sent them", examples=["Bu Ani of Toko A"])
    cost: Amount | None = Field(
        None, description="what winning them cost, in their currency", examples=[250000]
    )


class Consent(Model):
    """What the client has allowed, and when."""

    surveys: bool = Field(True, description="may be asked for feedback", examples=[True])
    quote: bool = Field(False, description="may be quoted by name", examples=[False])
    given_on: date | None = Field(None, description="when that was said", examples=["2026-03-01"])
    evidence: Line = Field("", description="where it is written down", examples=["mail of 1 March 2026"])


class Client(Model):
    """All of a `client.toml`."""

    version: Literal[1] = Field(1, description="version of the file format", examples=[1])
    name: FullLine = Field(description="display name", examples=["PT Kopi Nusantara"])
    kind: ClientKind = Field(
        "company", description="person, company, government, nonprofit or internal", examples=["company"]
    )
    stage: Stage | None = Field(
        None,
        description="not read any more, as records tell it: of old files only lost counts, until "
        "'client end' or 'client back'",
        examples=["active"],
        json_schema_extra=TOLD,
    )
    advocate: bool | None = Field(
        None, description="not read any more, as records tell it", examples=[True], json_schema_extra=TOLD
    )
    archived: bool = Field(
        False, description="true leaves the client out of lists; nothing is deleted", examples=[True]
    )
    since: date | None = Field(None, description="first contact", examples=["2026-03-01"])
    language: Language = Field(
        DEFAULT_LANGUAGE,
        description=f"language of their documents: {language_codes('or')}",
        examples=LANGUAGE_EXAMPLES,
    )
    currency: Currency = Field("USD", description="ISO 4217 code of their prices", examples=["IDR"])
    timezone: TimeZone | None = Field(
        None, description="their time zone, where it differs from yours", examples=["Asia/Jakarta"]
    )
    legal_name: Line = Field(
        "", description="name of the party in an agreement", examples=["PT Kopi Nusantara"]
    )
    address: Line = Field("", description="postal address", examples=["Jl. Braga No. 12, Bandung 40111"])
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = Field(
        "", description="ISO 3166 code of the country they are resident in", examples=["ID"]
    )
    tax_number: Line = Field("", description="tax number (NPWP, VAT ID)", examples=["01.234.567.8-423.000"])
    registration: Line = Field(
        "",
        description="number in the register of businesses (NIB, company number)",
        examples=["9120000000000"],
    )
    identity_number: Line = Field(
        "", description="number of a person's identity card (NIK)", examples=["3200000000000000"]
    )
    deed: Line = Field(
        "",
        description="deed that founded it (akta): number, day, notary",
        examples=["Akta No. 12 tanggal 3 Mei 2019, Notaris Sri Handayani, S.H."],
    )
    tags: tuple[Line, ...] = Field((), description="words to find them by", examples=[["retail", "bandung"]])
    notes: Prose = Field(
        "", description="anything else worth keeping", examples=["Met at the Bandung design fair."]
    )
    preferences: Preferences = Preferences.model_construct()
    source: Source = Source.model_construct()
    consent: Consent = Consent.model_construct()
    contacts: tuple[Contact, ...] = Field((), description="people at the client's, one [[contacts]] each")

    @model_validator(mode="after")
    def _contacts_have_their_own_ids(self) -> "Client":
        seen: set[str] = set()
        for contact in self.contacts:
            if contact.id in seen:
                raise ValueError(f"two contacts have the id '{contact.id}'; give each its own")
            seen.add(contact.id)
        return self
