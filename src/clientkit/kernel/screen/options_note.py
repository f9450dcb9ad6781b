"""Arguments and options of notes of the work: each is the same for taking a note and for correcting it."""

from typing import Annotated

import typer

from clientkit.kernel.screen.completion import complete_item
from clientkit.kernel.screen.options import complete_project

LEVELS = ("low", "medium", "high")
PARTIES = ("us", "client")

WordsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="[PROJECT] TEXT",
        autocompletion=complete_project,
        help="The project, which may be left out inside its folder, and the note in quotes.",
    ),
]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The note's id; its beginning will do.")]
ItemOption = Annotated[
    str | None,
    typer.Option(
        "--for", metavar="ID", autocompletion=complete_item, help="Deliverable or milestone it belongs to."
    ),
]
DueOption = Annotated[
    str | None, typer.Option("--due", metavar="DATE", help="By when: 2026-11-27, fri, +3d.")
]
HoursOption = Annotated[str | None, typer.Option(metavar="HOURS", help="Hours it took: 3 or 1.5.")]
UnblocksOption = Annotated[str | None, typer.Option(metavar="TEXT", help="What would unblock it.")]
OwnerOption = Annotated[
    str | None,
    typer.Option(metavar="us|client", autocompletion=lambda: PARTIES, help="Who can unblock it."),
]
EffectOption = Annotated[str | None, typer.Option(metavar="TEXT", help="What happens when it comes later.")]
OptionsOption = Annotated[str | None, typer.Option(metavar="A|B", help="What can be chosen.")]
RecommendOption = Annotated[str | None, typer.Option(metavar="A", help="What you would choose.")]
DefaultOption = Annotated[str | None, typer.Option(metavar="TEXT", help="What happens without an answer.")]
LikelihoodOption = Annotated[
    str | None, typer.Option(metavar="low|medium|high", autocompletion=lambda: LEVELS, help="How likely.")
]
ImpactOption = Annotated[
    str | None, typer.Option(metavar="low|medium|high", autocompletion=lambda: LEVELS, help="How bad.")
]
PreventionOption = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What is done differently from now on.")
]
AnswerOption = Annotated[str | None, typer.Option(metavar="TEXT", help="What is done about it.")]
PlanOption = Annotated[
    str | None,
    typer.Option("--plan", metavar="ID", help="The planned step that it carries out; its id's beginning."),
]
