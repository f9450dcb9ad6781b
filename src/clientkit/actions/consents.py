"""What a contact allows: to be quoted, asked for a testimonial or a referral, or asked at all."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple, get_args

from clientkit.actions.feedback import require_contact
from clientkit.actions.typed import made_record, meant, typed_text
from clientkit.errors import UsageError
from clientkit.model.entry import Entry, Stamp
from clientkit.model.feedback import Consented
from clientkit.store.journal import fold_journal
from clientkit.store.save import append_record
from clientkit.store.workspace import Workspace

Purpose = Literal["quote", "testimonial", "referral", "surveys"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


class GivenConsent(NamedTuple):
    """What was said, as it was typed."""

    contact: str | None
    purpose: str | None
    given: bool | None
    evidence: str | None = None


def record_consent(workspace: Workspace, stamp: Stamp, client: str, said: GivenConsent) -> Consented:
    """Record a yes or a no; the last one counts.

    Raises:
        UsageError: no such purpose, or neither yes nor no.
        NotFoundError: the client has no such contact.
    """
    if said.contact is None or said.purpose is None:
        raise UsageError(
            "Who allows what? --contact and --purpose are needed.",
            f"For instance: clientkit client consent {client} --contact rina --purpose quote --yes",
        )
    if said.purpose not in PURPOSES:
        hint = meant(said.purpose, {name: name for name in PURPOSES})
        raise UsageError(f"{said.purpose[:40]!r} is nothing that a contact allows.", hint)
    if said.given is None:
        raise UsageError("Was it a yes or a no?", "Add --yes or --no.")
    require_contact(workspace, client, said.contact)
    values = {
        "contact": said.contact,
        "purpose": said.purpose,
        "given": said.given,
        "evidence": typed_text(said.evidence, "The evidence") if said.evidence else None,
    }
    record = made_record(Consented, stamp, (client, None), values)
    append_record(workspace, record)
    return record


def consents(records: Iterable[Entry]) -> tuple[Consented, ...]:
    """The last word of each contact on each purpose, by contact and purpose."""
    last = {(one.contact, one.purpose): one for one in records if isinstance(one, Consented)}
    return tuple(last[key] for key in sorted(last))


def read_consents(workspace: Workspace, client: str) -> tuple[Consented, ...]:
    """The same, read from a client's journal."""
    return consents(fold_journal(workspace, client, _consent))


def has_consented(given: Iterable[Consented], contact: str | None, purpose: Purpose) -> bool | None:
    """What a contact said last; None where nothing is on record."""
    return next((one.given for one in given if (one.contact, one.purpose) == (contact, purpose)), None)


def _consent(record: Any) -> Consented | None:
    return record if isinstance(record, Consented) else None
