"""`clientkit report status`: a week's status set worse than the rule finds it."""

from typing import Annotated

import typer

from clientkit.kernel.screen.completion import complete_project
from clientkit.kernel.screen.options import JsonOption, WeekOption
from clientkit.kernel.screen.positional_arguments import name_light_and_reason
from clientkit.kernel.screen.session import open_session

DIMENSIONS = ("schedule", "budget", "scope")


def status(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[PROJECT] amber|red REASON",
            autocompletion=complete_project,
            help="The project, which may be left out inside its folder, the colour, and why, in quotes.",
        ),
    ],
    dimension: Annotated[
        str,
        typer.Option(
            metavar="schedule|budget|scope",
            autocompletion=lambda: DIMENSIONS,
            help="Which part of the status it is about.",
        ),
    ] = "schedule",
    week: WeekOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set a week's status worse than the rule finds it, with a reason that the client reads.

    \b
    clientkit report status kopi/toko amber "The payment provider has not answered for a week"
    clientkit report status kopi/toko red "The export needs twice the hours" --dimension budget

    Never better. Saying it again for the same week corrects it; 'clientkit undo ID' takes it back.
    """
    from clientkit.documents.cli.document import document_request
    from clientkit.reports.status_override import set_worse, worse

    session = open_session(ctx)
    project, light, reason = name_light_and_reason(words)
    typed = worse(light, dimension, reason)
    request = document_request(session, "report", project, None, week)
    done = set_worse(session.workspace, session.settings, session.stamp(), request, typed)
    session.show(done, as_json=as_json)
