"""Who works for whom on what: a project with its client and your settings, and what follows from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pydantic import Field

from clientkit.kernel.model.files.calendar_settings import WEEKDAYS, DayOff
from clientkit.kernel.model.files.client import Client, Contact, Role
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.person_name import is_person, read_name
from clientkit.kernel.model.values.text import Prose


class PartyDetails(Model):
    """One side of an agreement."""

    name: str = Field(description="legal name, or the display name where none is given")
    known_as: str = Field(description="display name, where it differs from the legal one")
    role: str = Field(description="what they do, in a few words")
    address: str = Field(description="postal address")
    tax_number: str = Field(description="tax number (NPWP, VAT ID)")
    registration: str = Field(description="number in the register of businesses (NIB, company number)")
    identity_number: str = Field(description="number of a person's identity card (NIK)")
    deed: str = Field(description="deed that founded the party (akta)")
    is_person: bool = Field(description="whether it acts for itself")
    signer: str = Field(description="name of the person who signs")
    signer_title: str = Field(description="form of address of the signer")
    signer_position: str = Field(description="position of the signer there; none for you, who sign alone")
    email: str = Field(description="mail address of the signer")
    phone: str = Field(description="telephone or WhatsApp number of the signer")


class Person(Model):
    """One of several people that a letter opens with."""

    name: str = Field(description="full name")
    title: str = Field(description="form of address, for instance Ibu")

    @classmethod
    def of(cls, contact: Contact) -> "Person":
        """A contact, also one whose name was typed with the title or with the surname first."""
        title, name = read_name(contact.name)
        if contact.title and title != contact.title:
            return cls(name=contact.name if title else name, title=contact.title)
        return cls(name=name, title=title)


class Addressee(Model):
    """The person a letter opens with, or the people."""

    name: str = Field(description="full name, or names; the client's name where no contact is known")
    title: str = Field(description="form of address, for instance Ibu; empty for several people")
    is_person: bool = Field(description="whether it is a person's name rather than an organisation's")
    people: tuple[Person, ...] = Field((), description="each of them, where they are several")

    @classmethod
    def of(cls, contacts: Sequence[Contact], client: Client) -> "Addressee":
        """One contact or several as a letter greets them; the client where none has a name to call."""
        people = tuple(Person.of(one) for one in contacts if is_person(one.name))
        if not people:
            return cls(name=client.name, title="", is_person=client.kind == "person")
        if len(people) == 1:
            return cls(name=people[0].name, title=people[0].title, is_person=True)
        return cls(name=", ".join(one.name for one in people), title="", is_person=True, people=people)


@dataclass(frozen=True)
class Engagement:
    """A project, its client and your settings: what every document starts from.

    `agreed_on` is the day its agreement was accepted; without one, documents say 'planned' and not 'agreed'.
    `public_holidays` are named in the documents' language. `greeted` are the ids of the contacts that a
    letter opens with, where it is not the one whose role that is. `spoken` is the language that a document
    is made in, where that is known to be another than the agreement's.
    """

    project: Project
    client: Client
    settings: Settings
    agreed_on: date | None = None
    public_holidays: Mapping[date, str] = field(default_factory=dict)
    greeted: tuple[str, ...] = ()
    spoken: Language | None = None

    @property
    def language(self) -> Language:
        """Language of the documents: the project's own, else the client's."""
        return self.project.language or self.client.language

    @property
    def currency(self) -> str:
        """Currency of the price, else the client's."""
        return self.project.price.currency or self.client.currency

    @property
    def shows_hours(self) -> bool:
        """Whether reports show hours: of a fixed price only where the settings say so."""
        price = self.project.price
        return self.settings.report.hours or price.model != "fixed" or price.amount is None

    @property
    def timezone(self) -> str:
        """Time zone of the dates: the project's own, else yours."""
        return self.project.timeline.timezone or self.settings.defaults.timezone

    def stated(self, language: Language | None = None) -> Project:
        """The project as its agreement states it: your usual hours, law and account where it has none."""
        usual, project = self.settings.terms_in(language or self.language), self.project
        law = {name: getattr(usual, name) for name in ("governing_law", "dispute_forum", "place")}
        kept = {name: getattr(project.agreement, name) or text for name, text in law.items()}
        talk = {"hours": project.communication.hours or usual.hours}
        account = {"bank_details": project.clauses.bank_details or usual.bank_details}
        return project.model_copy(
            update={
                "agreement": project.agreement.model_copy(update=kept),
                "communication": project.communication.model_copy(update=talk),
                "clauses": project.clauses.model_copy(update=account),
            }
        )

    def provider(self, language: Language | None = None) -> PartyDetails:
        """You, as an agreement names you."""
        you = self.settings.you
        legal = you.legal_name or you.name
        return PartyDetails(
            name=legal,
            known_as=you.name if you.name != legal else "",
            role=self.settings.role_in(language or self.language),
            address=you.address,
            tax_number=you.tax_number,
            registration=you.registration,
            identity_number=you.identity_number,
            deed="",
            is_person=True,
            signer=legal,
            signer_title="",
            signer_position="",
            email=you.email,
            phone=you.phone,
        )

    @property
    def counterpart(self) -> PartyDetails:
        """The client, as an agreement names them."""
        client, signer = self.client, self.signer
        legal = client.legal_name or client.name
        return PartyDetails(
            name=legal,
            known_as=client.name if client.name != legal else "",
            role="",
            address=client.address,
            tax_number=client.tax_number,
            registration=client.registration,
            identity_number=client.identity_number,
            deed=client.deed,
            is_person=client.kind == "person",
            signer=signer.name if signer else (legal if client.kind == "person" else ""),
            signer_title=signer.title if signer else "",
            signer_position=signer.position if signer else "",
            email=signer.email if signer else "",
            phone=signer.phone if signer else "",
        )

    @property
    def signer(self) -> Contact | None:
        """Who signs for the client: the contact with that role, else the only contact there is."""
        contacts = self.client.contacts
        return self.contact_with("signer") or (contacts[0] if len(contacts) == 1 else None)

    @property
    def approver(self) -> str:
        """Who accepts deliverables: as the project says, else the contact with that role, else the signer."""
        contact = self.contact_with("approver") or self.signer
        return self.project.acceptance.by or (contact.name if contact else "")

    @property
    def addressee(self) -> Addressee:
        """Whom a report greets: the day-to-day contact, else the signer, else the client as a whole."""
        return Addressee.of(self._readers, self.client)

    @property
    def letter_language(self) -> Language:
        """Language of a letter: the project's own, else that of all who read it, else the client's."""
        spoken = {reader.language or self.client.language for reader in self._readers}
        return self.project.language or (spoken.pop() if len(spoken) == 1 else self.client.language)

    @property
    def _readers(self) -> tuple[Contact, ...]:
        contacts = self.client.contacts
        named = tuple(one for name in self.greeted for one in contacts if one.id == name)
        by_role = self.contact_with("day-to-day", "approver", "signer")
        return named or ((by_role,) if by_role else contacts[:1])

    def may_show(self, answer: Feedback) -> bool:
        """Whether an answer may stand in what the readers get: the only one gave it, or allows to quote it.

        One of nobody by name is that of the only contact there is.
        """
        mine = {reader.id for reader in self._readers} == {answer.contact}
        return mine or answer.quotable or (answer.contact is None and len(self.client.contacts) <= 1)

    def contact_with(self, *roles: Role) -> Contact | None:
        """The first contact who has the first of the roles that anyone has."""
        for role in roles:
            for contact in self.client.contacts:
                if role in contact.roles:
                    return contact
        return None

    def days_off(self, first: date | None, last: date | None) -> tuple[DayOff, ...]:
        """The days without work between two days, whole runs and public holidays, in order."""
        if first is None or last is None:
            return ()
        return tuple(sorted(self._days_off_within(first, last), key=lambda off: off.day))

    def next_open_day(self, day: date) -> date:
        """The day itself, or the first working day after it when it falls on a day off."""
        for off in self.days_off(day, date.max):
            if off.day <= day <= (off.until or off.day):
                day = (off.until or off.day) + timedelta(days=1)
                while WEEKDAYS[day.weekday()] not in self.settings.calendar.working_days:
                    day += timedelta(days=1)
        return day

    def _days_off_within(self, first: date, last: date) -> Iterator[DayOff]:
        own = self.settings.calendar.days_off
        for off in own:
            if off.day <= last and (off.until or off.day) >= first:
                yield off
        for day, name in self.public_holidays.items():
            is_worked = WEEKDAYS[day.weekday()] in self.settings.calendar.working_days
            is_own = any(off.day <= day <= (off.until or off.day) for off in own)
            if first <= day <= last and is_worked and not is_own:
                yield DayOff(day=day, name=name)


class Letterhead(Model):
    """What every report that goes as a letter begins and ends with: who writes to whom about what."""

    title: str = Field(description="name of the project")
    client: str = Field(description="name of the client")
    addressee: Addressee = Field(description="whom the report greets")
    author: str = Field(description="your name")
    author_email: str = Field(description="the address that answers go to")
    signature: Prose = Field(description="closing lines of your workspace")


def letterhead(engagement: Engagement) -> dict[str, Any]:
    """The letterhead's fields from an engagement."""
    settings = engagement.settings
    return {
        "title": engagement.project.title,
        "client": engagement.client.name,
        "addressee": engagement.addressee,
        "author": settings.you.name,
        "author_email": settings.you.email,
        "signature": settings.signature_in(engagement.spoken or engagement.language),
    }
