"""What a contact allows: to be quoted, asked for a testimonial or a referral, or asked at all."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from clientkit.clients.contacts import require_contact
from clientkit.errors import UsageError
from clientkit.kernel.model.records.feedback import Consented
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_input import made_record, suggestion, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace

Purpose = Literal["quote", "testimonial", "referral", "case-study", "surveys", "promotion"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


class GivenConsent(NamedTuple):
    """What was said, as it was typed."""

    contact: str | None
    purpose: str | None
    allowed: bool | None
    evidence: str | None = None


def consents(records: Iterable[Entry]) -> tuple[Consented, ...]:
    """The last word of each contact on each purpose, by contact and purpose."""
    last = {(one.contact, one.purpose): one for one in records if isinstance(one, Consented)}
    return tuple(last[key] for key in sorted(last))


def read_consents(workspace: Workspace, client: str) -> tuple[Consented, ...]:
    """The last word of each contact of a client on each purpose, read from the journal."""
    return consents(read_journal(workspace, client))


def has_consented(given: Iterable[Consented], contact: str | None, purpose: Purpose) -> bool | None:
    """What a contact said last; None where nothing is on record."""
    return next((one.given for one in given if (one.contact, one.purpose) == (contact, purpose)), None)


def record_consent(workspace: Workspace, stamp: Stamp, client: str, given: GivenConsent) -> Consented:
    """Record a yes or a no; the last one counts.

    Raises:
        UsageError: no such purpose, or neither yes nor no.
        NotFoundError: the client has no such contact.
    """
    if given.contact is None or given.purpose is None:
        raise UsageError(
            "Who allows what? --contact and --purpose are needed.",
            f"For instance: clientkit client consent {client} --contact rina --purpose quote --allow",
        )
    if given.purpose not in PURPOSES:
        hint = suggestion(given.purpose, {name: name for name in PURPOSES})
        raise UsageError(f"{given.purpose[:40]!r} is nothing that a contact allows.", hint)
    if given.allowed is None:
        raise UsageError("Was it a yes or a no?", "Add --yes or --no.")
    require_contact(workspace, client, given.contact)
    values = {
        "contact": given.contact,
        "purpose": given.purpose,
        "given": given.allowed,
        "evidence": typed_text(given.evidence, "The evidence") if given.evidence else None,
    }
    record = made_record(Consented, stamp, Subject(client), values)
    append_record(workspace, record)
    return record
