"""What the commands of complaints ask for alike, and how they end."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.kernel.screen.completion import complete_contact, complete_ids

if TYPE_CHECKING:
    from clientkit.complaints.case import Case
    from clientkit.kernel.screen.session import Session

ComplaintArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        autocompletion=complete_ids("complaint"),
        help="The complaint's id; its beginning will do.",
    ),
]
ContactOption = Annotated[
    str | None,
    typer.Option("--contact", metavar="ID", autocompletion=complete_contact, help="Whose word it is, by id."),
]


def tell(session: "Session", case: "Case", *, as_json: bool) -> None:
    """Show where a complaint stands now, and what comes next."""
    from clientkit.complaints.cases import complaint_progress

    session.show(complaint_progress(case), as_json=as_json)
