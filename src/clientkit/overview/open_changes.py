"""Changes that did not end, as the cards show them."""

from collections.abc import Sequence
from datetime import date

from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.workspace import Workspace
from clientkit.projects.open_items import OpenItem


def change_items(workspace: Workspace, slug: str, records: Sequence[Entry], today: date) -> list[OpenItem]:
    """The open changes of a client among what waits for somebody; an offer is due on its last day."""
    if not any(one.is_of("change") for one in records):
        return []
    from clientkit.changes.cases import agreed_terms, changes_among

    found = []
    for one in changes_among(records):
        if one.is_open:
            terms = agreed_terms(workspace, ProjectRef(slug, one.asked.project or "")) if one.told else None
            until = one.until(terms)
            found.append(
                OpenItem(
                    id=one.id,
                    kind="change",
                    project=one.asked.project,
                    text=f"{one.co}, {one.state}: {one.asked.text}",
                    due=until,
                    overdue=bool(until and until < today),
                    since=one.told or one.asked.day,
                )
            )
    return found
