"""`clientkit complaint add` and `note`: taking a complaint in, and understanding it."""

from typing import Annotated, Any

import typer

from clientkit.complaints.cli.options import ComplaintArgument, ContactOption, tell
from clientkit.kernel.model.values.choices import CHANNELS, COMPLAINT_CAUSES
from clientkit.kernel.screen.completion import complete_ids, complete_item, complete_name
from clientkit.kernel.screen.options import JsonOption, OnOption
from clientkit.kernel.screen.positional_arguments import name_and_text
from clientkit.kernel.screen.session import open_session


def add(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CLIENT[/PROJECT]] TEXT",
            autocompletion=complete_name,
            help="Who is unhappy, left out inside the folder, and their own words; not those of a feedback.",
        ),
    ] = None,
    channel: Annotated[
        str, typer.Option(metavar="CHANNEL", autocompletion=lambda: CHANNELS, help=", ".join(CHANNELS) + ".")
    ] = "mail",
    contact: ContactOption = None,
    wants: Annotated[str | None, typer.Option(metavar="TEXT", help="What they ask for.")] = None,
    item: Annotated[
        str | None,
        typer.Option(
            "--for", metavar="ID", autocompletion=complete_item, help="Deliverable or milestone it is about."
        ),
    ] = None,
    feedback: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            autocompletion=complete_ids("feedback"),
            help="The low score that it came with; its words are taken.",
        ),
    ] = None,
    severity: Annotated[
        int,
        typer.Option(
            metavar="1-4",
            min=1,
            max=4,
            help="1 a wish, 2 a fault, 3 work stands still, 4 money, law, safety.",
        ),
    ] = 2,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a complaint in, in the client's own words; what comes next is said.

    \b
    clientkit complaint add kopi/katalog "Di proof masih ada harga lama" --contact rina --channel phone
    clientkit complaint add kopi "Kami menunggu seminggu" --wants "Kabar setiap Jumat"
    """
    from clientkit.complaints.cases import find_complaint
    from clientkit.complaints.intake import add_complaint

    session = open_session(ctx)
    given = list(words or [])
    name, text = (
        (next(iter(given), None), None)
        if feedback and len(given) <= 1
        else name_and_text(given, "their words")
    )
    subject = session.subject(name)
    values: dict[str, Any] = {
        "text": text,
        "channel": channel,
        "contact": contact,
        "wants": wants,
        "item": item,
    }
    values |= {"feedback": feedback, "severity": severity}
    made = add_complaint(session.workspace, session.stamp_on(on, "a complaint"), subject, values)
    tell(session, find_complaint(session.workspace, made.id), as_json=as_json)


def note(
    ctx: typer.Context,
    beginning: ComplaintArgument,
    restated: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The problem in your words, as they would say it too.")
    ] = None,
    feels: Annotated[str | None, typer.Option(metavar="TEXT", help="How they feel about it.")] = None,
    facts: Annotated[
        list[str] | None,
        typer.Option("--fact", metavar="TEXT", help="What happened; may stand several times."),
    ] = None,
    whys: Annotated[
        list[str] | None, typer.Option("--why", metavar="TEXT", help="Why, and why that; several times.")
    ] = None,
    root: Annotated[
        str | None,
        typer.Option(
            metavar="CAUSE", autocompletion=lambda: COMPLAINT_CAUSES, help=", ".join(COMPLAINT_CAUSES) + "."
        ),
    ] = None,
    whose: Annotated[
        str | None,
        typer.Option(
            metavar="us|client|third-party|both",
            autocompletion=lambda: ["us", "client", "third-party", "both"],
            help="Whose doing it is: after the first option, as a solution comes before blame.",
        ),
    ] = None,
    upheld: Annotated[
        str | None,
        typer.Option(
            metavar="yes|partly|no",
            autocompletion=lambda: ["yes", "partly", "no"],
            help="Whether they are right.",
        ),
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write down what was understood: the problem in your words, facts apart from feelings, the cause.

    \b
    clientkit complaint note 7k2 --restated "The printed prices are those of last year" --feels "embarrassed"
    clientkit complaint note 7k2 --why "Nobody compared the list with the proof" --root defect
    """
    from clientkit.complaints.intake import note_complaint

    session = open_session(ctx)
    values = {"restated": restated, "feels": feels, "facts": facts, "whys": whys, "root": root}
    values |= {"whose": whose, "upheld": upheld}
    stamp = session.stamp_on(on, "a note")
    tell(session, note_complaint(session.workspace, stamp, beginning, values), as_json=as_json)
