"""What a contact allows: to be quoted, asked for a testimonial or a referral, or asked at all."""

from collections.abc import Iterable
from typing import Any, Literal, get_args

from clientkit.kernel.model.records.feedback import Consented
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.store.journal.read import fold_journal
from clientkit.kernel.store.workspace import Workspace

Purpose = Literal["quote", "testimonial", "referral", "surveys"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


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
