"""How complaints look on a screen."""

from typing import TYPE_CHECKING

from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view

if TYPE_CHECKING:
    from clientkit.complaints.queries import ComplaintRows
    from clientkit.kernel.model.records.complaint import Complaint


@view("complaint")
def show_complaint(complaint: "Complaint") -> None:
    """Its id."""
    say(complaint.id)


@view("complaints")
def show_complaints(rows: "ComplaintRows") -> None:
    """One on a line."""
    for row in rows:
        say(f"{row.client}: {row.text}")
