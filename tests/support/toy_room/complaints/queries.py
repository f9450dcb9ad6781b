"""Complaints as the journal has them."""

from clientkit.kernel.model.records.complaint import Complaint

from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.workspace import Workspace


class ComplaintRows(Rows[Complaint]):
    """Complaints in a list."""


def list_complaints(workspace: Workspace, scope: Scope) -> ComplaintRows:
    """The complaints of a client, or of all."""
    return ComplaintRows(
        [
            one
            for slug in scope.clients(workspace)
            for one in read_journal(workspace, slug)
            if isinstance(one, Complaint) and scope.covers(one.project)
        ]
    )
