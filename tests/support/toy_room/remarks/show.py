"""How remarks look on a screen."""

from typing import TYPE_CHECKING

from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view

if TYPE_CHECKING:
    from clientkit.kernel.model.records.remark import Remark
    from clientkit.remarks.queries import RemarkRows


@view("remark")
def show_remark(remark: "Remark") -> None:
    """Its id."""
    say(remark.id)


@view("remarks")
def show_remarks(rows: "RemarkRows") -> None:
    """One on a line."""
    for row in rows:
        say(f"{row.client}: {row.text}")
