"""Whom one may ask: nobody without an address, against their wish, or again within the cool-down."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from clientkit.clients.consent import has_consented
from clientkit.errors import RefusedError
from clientkit.kernel.model.files.client import Client, Contact
from clientkit.kernel.model.records.feedback import Consented
from clientkit.surveys.queries import Survey


def refuse_without_consent(who: Client, contact: Contact, client: str, given: Iterable[Consented]) -> None:
    """Refuse to ask a contact without an address, or one who wants no surveys.

    Raises:
        RefusedError: one of these.
    """
    if reason := why_not(who, contact, given):
        hint = {
            "address": f"Add one: clientkit client set {client} contacts.{contact.id}.email=…",
            "client": f"When they allow it again: clientkit client set {client} consent.surveys=true",
            "contact": "When they allow it again: clientkit client consent "
            f'{client} --contact {contact.id} --purpose surveys --allow --where "…"',
        }[reason]
        said = {
            "address": f"{contact.id} of {client} has no mail address.",
            "client": f"{client} wants no surveys (consent.surveys in its client.toml).",
            "contact": f"{contact.id} of {client} wants no surveys.",
        }[reason]
        raise RefusedError(f"{said} Nothing was asked.", hint)


def why_not(
    who: Client, contact: Contact, given: Iterable[Consented]
) -> Literal["address", "client", "contact"] | None:
    """What speaks against asking a contact at all; None where nothing does."""
    if not contact.email:
        return "address"
    if not who.consent.surveys:
        return "client"
    return "contact" if has_consented(given, contact.id, "surveys") is False else None


def free_from(asked: Iterable[Survey], who: Client, contact: Contact, cooldown: int) -> date:
    """The first day on which a contact may be asked again, over all projects and all their ids.

    A person with two ids at a client is one person: the address tells.
    """
    same = {one.id for one in who.contacts if one.email and one.email.lower() == contact.email.lower()}
    days = [one.asked_on for one in asked if one.contact in same | {contact.id} and one.state != "unsent"]
    last = max(days, default=date.min)
    return last + min(timedelta(days=cooldown if days else 0), date.max - last)


def refuse_so_soon(
    asked: Iterable[Survey], who: Client, contact: Contact, today: date, cooldown: int
) -> None:
    """Refuse to ask a contact again within the cool-down, in days.

    Raises:
        RefusedError: it is not over.
    """
    again = free_from(asked, who, contact, cooldown)
    if again > today:
        raise RefusedError(
            f"{contact.id} was asked on {again - timedelta(days=cooldown)}; "
            f"nobody is asked twice within {cooldown} days.",
            f"It is possible again on {again}. When it cannot wait: add --force",
        )
