"""Arguments and options of the commands on surveys."""

from typing import Annotated

import typer

from clientkit.kernel.model.values.rating_scales import METRIC_NAMES
from clientkit.kernel.screen.completion import complete_survey

IdArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID", autocompletion=complete_survey, help="The survey's id; its beginning will do."
    ),
]
KindOption = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar="|".join(METRIC_NAMES),
        autocompletion=lambda: METRIC_NAMES,
        help="Whether they are satisfied, would recommend you, or found it easy.",
        show_default=False,
    ),
]
SendOption = Annotated[
    bool, typer.Option("--send", help="Send it, after showing it and asking, instead of drafting it.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Send it without asking.")]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Show the mail; record nothing and write nothing.")
]
