"""Remarks as the journal has them."""

from clientkit.kernel.model.records.remark import Remark

from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.workspace import Workspace


class RemarkRows(Rows[Remark]):
    """Remarks in a list."""


def list_remarks(workspace: Workspace, scope: Scope) -> RemarkRows:
    """The remarks of a client, or of all."""
    return RemarkRows(
        [
            one
            for slug in scope.clients(workspace)
            for one in read_journal(workspace, slug)
            if isinstance(one, Remark) and scope.covers(one.project)
        ]
    )
