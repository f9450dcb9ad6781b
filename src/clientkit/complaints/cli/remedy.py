"""`clientkit complaint option`, `choose`, `confirm` and `escalate`: putting it right, to their word."""

from typing import Annotated

import typer

from clientkit.complaints.cli.options import ComplaintArgument, ContactOption, tell
from clientkit.errors import UsageError
from clientkit.kernel.screen.options import HowOption, JsonOption, OnOption
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.session import open_session


def option(
    ctx: typer.Context,
    beginning: ComplaintArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is done, in quotes.")],
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="By when: 2026-11-27, fri, +3d.")],
    costs_us: Annotated[
        str | None, typer.Option("--costs-us", metavar="HOURS", help="Hours that it costs you.")
    ] = None,
    costs_client: Annotated[
        str | None, typer.Option("--costs-client", metavar="AMOUNT", help="What it costs them; 0 is free.")
    ] = None,
    recommend: Annotated[bool, typer.Option("--recommend", help="You would choose it.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write down a way to put it right, with its day; then tell them.

    \b
    clientkit complaint option 7k2 "New proof, checked twice" --due fri --costs-us 4 --costs-client 0
    """
    from clientkit.complaints.actions import add_option
    from clientkit.kernel.model.values.hours import parse_hours

    session = open_session(ctx)
    values = {"text": text, "due": session.day(due), "recommended": recommend}
    values |= {"costs_us": parse_hours(costs_us) if costs_us else None}
    values |= {"costs_client": session.amount(costs_client)}
    tell(session, add_option(session.workspace, session.stamp(), beginning, values), as_json=as_json)


@only_a_person("record a client's choice", instead="Where it stands: clientkit complaint list")
def choose(
    ctx: typer.Context,
    beginning: ComplaintArgument,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The option's number.", min=1, max=9)],
    contact: ContactOption = None,
    how: HowOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record which option they chose: it becomes a promise of yours, with its day.

    \b
    clientkit complaint choose 7k2 1 --contact rina --how call
    """
    from clientkit.complaints.actions import ClientWord
    from clientkit.complaints.actions import choose as choose_option

    session = open_session(ctx)
    day, word = session.stamp_on(on, "a choice").day, ClientWord(contact, how)  # type: ignore[arg-type] # checked by the record
    case = choose_option(session.workspace, lambda: session.stamp(day), beginning, number, word)
    tell(session, case, as_json=as_json)


@only_a_person("record a client's word", instead="Where it stands: clientkit complaint list")
def confirm(
    ctx: typer.Context,
    beginning: ComplaintArgument,
    answer: Annotated[
        str,
        typer.Argument(
            metavar="yes|no|silent", autocompletion=lambda: ["yes", "no", "silent"], help="What they said."
        ),
    ],
    words: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="Their own words.", show_default=False)
    ] = None,
    contact: ContactOption = None,
    how: HowOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record their word once it was put right: a no opens a new round, silence has to last.

    \b
    clientkit complaint confirm 7k2 yes "Sudah benar, terima kasih" --contact rina
    """
    from clientkit.complaints.actions import ClientWord
    from clientkit.complaints.actions import confirm as confirm_complaint

    if answer not in {"yes", "no", "silent"}:
        raise UsageError(f"{answer[:40]!r} is no answer.", "It is yes, no or silent.")
    session = open_session(ctx)
    stamp, word = session.stamp_on(on, "their word"), ClientWord(contact, how)  # type: ignore[arg-type] # as above
    case = confirm_complaint(session.workspace, session.settings, stamp, beginning, answer, words, word)  # type: ignore[arg-type] # one of the three
    tell(session, case, as_json=as_json)


def escalate(
    ctx: typer.Context,
    beginning: ComplaintArgument,
    body: Annotated[str, typer.Option("--body", metavar="WHO", help="Who decides or mediates now.")],
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why, in a sentence.")] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record that somebody else was asked to decide or to mediate; nothing ends by it.

    \b
    clientkit complaint escalate 7k2 --body "BPSK Kota Yogyakarta" --note "Both sides asked for it"
    """
    from clientkit.complaints.actions import escalate as escalate_complaint

    session = open_session(ctx)
    stamp = session.stamp_on(on, "that somebody was asked")
    tell(session, escalate_complaint(session.workspace, stamp, beginning, body, note), as_json=as_json)
