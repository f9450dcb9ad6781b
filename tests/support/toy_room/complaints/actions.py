"""What one can do with complaints: write one down."""

from clientkit.kernel.model.records.complaint import Complaint

from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace


def add_complaint(workspace: Workspace, stamp: Stamp, subject: Subject, text: str) -> Complaint:
    """Write a complaint down."""
    record = made_record(Complaint, stamp, subject, {"text": typed_text(text, "The complaint")})
    append_record(workspace, record)
    return record
