"""`clientkit change assess`: what a change is, held against the agreement, and what it takes."""

from typing import Annotated

import typer

from clientkit.kernel.model.values.choices import CHANGE_CLASSES
from clientkit.kernel.screen.completion import complete_change, complete_deliverable, complete_milestone
from clientkit.kernel.screen.options import JsonOption, OnOption
from clientkit.kernel.screen.session import open_session

ChangeArgument = Annotated[
    str,
    typer.Argument(
        metavar="CO",
        autocompletion=complete_change,
        help="The change: CO-1, toko/CO-1, or its id; its project may be left out where only one has it.",
    ),
]
AddsOption = Annotated[
    str | None, typer.Option("--adds", metavar="TEXT", help="The deliverable that it adds.")
]
CriterionOption = Annotated[
    str | None,
    typer.Option("--criterion", metavar="TEXT", help="The test that decides on its acceptance."),
]
BecauseOption = Annotated[
    str | None, typer.Option("--because", metavar="TEXT", help="Why: a figure, an example.")
]
IfNotOption = Annotated[
    str | None, typer.Option("--if-not", metavar="TEXT", help="What happens if it is not done.")
]
InsteadOption = Annotated[
    str | None, typer.Option("--instead", metavar="TEXT", help="What can be had instead.")
]


def assess(
    ctx: typer.Context,
    change: ChangeArgument,
    classed: Annotated[
        str | None,
        typer.Option(
            "--class",
            metavar="|".join(CHANGE_CLASSES),
            autocompletion=lambda: CHANGE_CLASSES,
            help="What it is, held against the agreement.",
        ),
    ] = None,
    clause: Annotated[
        list[str] | None,
        typer.Option("--clause", metavar="ID", help="What it touches: D2, X1; several times for more."),
    ] = None,
    hours: Annotated[str | None, typer.Option(metavar="HOURS", help="Hours it takes: 3, 1.5, 1:30.")] = None,
    price: Annotated[
        str | None, typer.Option(metavar="PRICE", help="Its price; hours at the agreed rate if not given.")
    ] = None,
    days: Annotated[
        int | None, typer.Option(metavar="N", min=0, max=400, help="Working days it moves the milestone by.")
    ] = None,
    milestone: Annotated[
        str | None,
        typer.Option(
            "--milestone", metavar="ID", autocompletion=complete_milestone, help="The milestone it moves."
        ),
    ] = None,
    adds: AddsOption = None,
    criterion: CriterionOption = None,
    drops: Annotated[
        list[str] | None,
        typer.Option(
            "--drops", metavar="ID", autocompletion=complete_deliverable, help="A deliverable it takes away."
        ),
    ] = None,
    because: BecauseOption = None,
    if_not: IfNotOption = None,
    instead: InsteadOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what a change is and takes; what you do not say again stays as it was said before.

    \b
    clientkit change assess toko/CO-1 --class outside --hours 3 --days 1 --milestone M6
    clientkit change assess toko/CO-1 --adds "Harga grosir" --criterion "Kafe melihat harganya"
    clientkit change assess toko/CO-1 --class not-possible --because "Stok 40" --instead "Pesan dulu"

    inside is part of the agreement, revision one of its rounds: neither has a price. What has one needs the
    title of what it adds and a criterion before it is offered. An offer is about what was said last.
    """
    from clientkit.changes.assessment import assess_change
    from clientkit.changes.found import find_change

    session = open_session(ctx)
    found = find_change(session.workspace, change, session.here)
    values = {
        "classed": classed,
        "clauses": tuple(clause or ()),
        "hours": hours,
        "price": price,
        "days": days,
    }
    values |= {"milestone": milestone, "adds": adds, "criterion": criterion, "drops": tuple(drops or ())}
    values |= {"because": because, "if_not": if_not, "instead": instead}
    stamp = session.stamp_on(on, "an assessment")
    session.show(assess_change(session.workspace, stamp, found, values), as_json=as_json)
