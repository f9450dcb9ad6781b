"""Recording what a contact allows: a yes or a no, and where it was said."""

from typing import NamedTuple

from clientkit.clients.consent import PURPOSES
from clientkit.clients.contacts import require_contact
from clientkit.errors import UsageError
from clientkit.kernel.model.records.feedback import Consented
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.record_input import made_record, meant, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace


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
    record = made_record(Consented, stamp, Subject(client), values)
    append_record(workspace, record)
    return record
