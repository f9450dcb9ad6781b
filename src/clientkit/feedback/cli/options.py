"""Arguments and options of the commands on feedback."""

from typing import Annotated

import typer

from clientkit.kernel.model.values.rating_scales import METRIC_NAMES
from clientkit.kernel.screen.completion import (
    complete_contact,
    complete_ids,
    complete_name,
)

IdArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID", autocompletion=complete_ids("feedback"), help="The answer's id; its beginning will do."
    ),
]
CsatOption = Annotated[
    str | None,
    typer.Option("--csat", metavar="SCORE", help="Satisfaction: 1 to 5, or to 10 where it is set so."),
]
NpsOption = Annotated[
    str | None, typer.Option("--nps", metavar="SCORE", help="Would they recommend you: 0 to 10.")
]
CesOption = Annotated[
    str | None, typer.Option("--ces", metavar="SCORE", help="How easy it was: 1 to 7; 7 is very easy.")
]
CommentOption = Annotated[str | None, typer.Option("--comment", metavar="TEXT", help="Their own words.")]
ContactOption = Annotated[
    str | None,
    typer.Option(
        "--contact", metavar="ID", autocompletion=complete_contact, help="Who answered: a contact's id."
    ),
]
TagOption = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="WORD", help="A word to find it by; several times for more."),
]
TriggerOption = Annotated[
    str | None,
    typer.Option(
        "--trigger",
        metavar="milestone|delivery|complaint|periodic|end",
        autocompletion=lambda: ["milestone", "delivery", "complaint", "periodic", "end"],
        help="What it was asked after.",
    ),
]
FileWords = Annotated[
    list[str],
    typer.Argument(
        metavar="[CLIENT[/PROJECT]] FILE.csv|-",
        autocompletion=complete_name,
        help="Whose answers: left out inside the folder, or where senders' addresses say it; and what the "
        "survey tool exported, '-' for what is piped in.",
        show_default=False,
    ),
]
ValueOption = Annotated[
    list[str] | None,
    typer.Option("--label", metavar="LABEL=SCORE", help="The score of a label; several times for more."),
]
SurveyNameOption = Annotated[
    str | None,
    typer.Option(
        "--survey-name", metavar="NAME", help="A name for the survey, where its ids are those of another one."
    ),
]
KindOption = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar="|".join(METRIC_NAMES),
        autocompletion=lambda: METRIC_NAMES,
        help="The question that was answered.",
        show_default=False,
    ),
]
ScaleOption = Annotated[
    int | None,
    typer.Option("--scale", metavar="5|10", help="Top of the CSAT scale; the workspace's if not given."),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="PART=COLUMN",
        help="Which column holds score, comment, on, contact, id, status: its title, or '#3'; several times.",
    ),
]
DateOrderOption = Annotated[
    str | None,
    typer.Option(
        "--date-order",
        metavar="dmy|mdy",
        autocompletion=lambda: ["dmy", "mdy"],
        help="What comes first in 03/04/2026, where the file does not show it.",
    ),
]
