"""`clientkit complaint learn`: what was learned, and what is changed by it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.complaints.cli.options import ComplaintArgument, tell
from clientkit.kernel.screen.options import JsonOption
from clientkit.kernel.screen.output import is_interactive, say
from clientkit.kernel.screen.session import open_session
from clientkit.kernel.screen.surroundings import typed_path

if TYPE_CHECKING:
    from clientkit.complaints.lessons import Learned
    from clientkit.kernel.screen.session import Session


def learn(
    ctx: typer.Context,
    beginning: ComplaintArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What was learned, in quotes.")],
    prevention: Annotated[
        str, typer.Option("--prevention", metavar="TEXT", help="What is done differently from now on.")
    ],
    add_to: Annotated[
        str | None,
        typer.Option(
            "--add-to", metavar="checklist:KIND", help="Add that to the checklist of a kind of work."
        ),
    ] = None,
    changed: Annotated[
        Path | None,
        typer.Option(
            "--changed", metavar="PATH", help="The template or policy that you changed because of it."
        ),
    ] = None,
    no_change: Annotated[
        str | None, typer.Option("--no-change", metavar="WHY", help="Why nothing is to be changed.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write down what was learned, and change something by it: every end needs its lesson.

    \b
    clientkit complaint learn 7k2 "An old list" --prevention "Prices read by two" --add-to checklist:website
    clientkit complaint learn 7k2 "An old list" --prevention "Prices read by two" --no-change "It is done so"
    """
    from clientkit.complaints.lessons import LessonChange
    from clientkit.complaints.lessons import learn as learn_lesson

    session = open_session(ctx)
    change = LessonChange(add_to, typed_path(changed) if changed else None, no_change)
    learned = learn_lesson(session.workspace, session.stamp(), beginning, text, prevention, change)
    tell(session, learned.case, as_json=as_json)
    if not as_json:
        _offer_row(session, learned)


def _offer_row(session: "Session", learned: "Learned") -> None:
    """Ask of each running project of the kind whether its checklist gets the row too."""
    from clientkit.checklists.actions import add_to_project

    for file in learned.files:
        say(f"Added to {file}", error=True)
    for name in learned.offered:
        if is_interactive() and typer.confirm(
            f"{name} is such work: add it there too?", default=True, err=True
        ):
            add_to_project(session.workspace, name, learned.row)
        elif not is_interactive():
            say(f'{name} is such work: clientkit project tick {name} --add "{learned.row}"', error=True)
