"""What one can do with remarks: write one down."""

from clientkit.kernel.model.records.remark import Remark

from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace


def add_remark(workspace: Workspace, stamp: Stamp, subject: Subject, text: str) -> Remark:
    """Write a remark down."""
    record = made_record(Remark, stamp, subject, {"text": typed_text(text, "The remark")})
    append_record(workspace, record)
    return record
