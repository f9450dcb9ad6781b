"""`clientkit progress`: notes during the week."""

from typing import Annotated, Any

import typer

from clientkit.cli.lazy import group
from clientkit.cli.note_options import (
    AnswerOption,
    DefaultOption,
    DueOption,
    HoursOption,
    IdArgument,
    ImpactOption,
    ItemOption,
    LikelihoodOption,
    OptionsOption,
    OwnerOption,
    PlanOption,
    PreventionOption,
    RecommendOption,
    UnblocksOption,
    WordsArgument,
)
from clientkit.cli.options import JsonOption, OnOption, ProjectArgument
from clientkit.cli.progress_commits import from_commits
from clientkit.cli.progress_hours import import_hours
from clientkit.cli.progress_plan import drop, move

app = group("Notes during the week, which the weekly report is made from.")

KINDS = ("done", "next", "blocked", "ask", "risk", "lesson", "hours", "plan_moved", "plan_dropped", "status")


@app.command("done")
def done(
    ctx: typer.Context,
    words: WordsArgument,
    hours: HoursOption = None,
    item: ItemOption = None,
    plan: PlanOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note something that was finished, in the past tense.

    \b
    clientkit progress done kopi/toko "Home page is live" --hours 3 --for D2
    clientkit progress done kopi/toko "The shop takes payments" --plan 7k2
    """
    _note(ctx, "done", words, on, {"hours": hours, "item": item, "plan": plan}, as_json=as_json)


@app.command("next")
def next_(
    ctx: typer.Context,
    words: WordsArgument,
    due: DueOption = None,
    item: ItemOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note what comes next.

    \b
    clientkit progress next kopi/toko "Connect the payment provider" --due fri --for M2
    """
    _note(ctx, "next", words, on, {"due": due, "item": item}, as_json=as_json)


@app.command("blocked")
def blocked(
    ctx: typer.Context,
    words: WordsArgument,
    unblocks: UnblocksOption = None,
    owner: OwnerOption = None,
    item: ItemOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note what cannot go on, until 'progress answer' says that it can.

    \b
    clientkit progress blocked kopi/toko "Payment test" --unblocks "Access to the account" --owner client
    """
    values = {"unblocks": unblocks, "owner": owner, "item": item}
    _note(ctx, "blocked", words, on, values, as_json=as_json)


@app.command("ask")
def ask(
    ctx: typer.Context,
    words: WordsArgument,
    options: OptionsOption = None,
    recommend: RecommendOption = None,
    due: DueOption = None,
    default: DefaultOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note a decision that you need from the client.

    \b
    clientkit progress ask kopi/toko "Which payment provider?" --options "Midtrans|Xendit" \\
        --recommend Midtrans --due wed --default Midtrans
    """
    values = {"options": options, "recommend": recommend, "due": due, "default": default}
    _note(ctx, "ask", words, on, values, as_json=as_json)


@app.command("risk")
def risk(
    ctx: typer.Context,
    words: WordsArgument,
    likelihood: LikelihoodOption = None,
    impact: ImpactOption = None,
    answer: AnswerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note something that may go wrong.

    \b
    clientkit progress risk kopi/toko "The photos come late" --impact high --answer "Begin with ours"
    """
    values = {"likelihood": likelihood, "impact": impact, "answer": answer}
    _note(ctx, "risk", words, on, values, as_json=as_json)


@app.command("lesson")
def lesson(
    ctx: typer.Context,
    words: WordsArgument,
    prevention: PreventionOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note what was learned; the closing report tells it to the client.

    \b
    clientkit progress lesson kopi/toko "Photographs took longer than the texts" \\
        --prevention "We ask for all material two weeks before it is needed"
    """
    _note(ctx, "lesson", words, on, {"prevention": prevention}, as_json=as_json)


@app.command("edit")
def edit(
    ctx: typer.Context,
    beginning: IdArgument,
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="The note itself.")] = None,
    hours: HoursOption = None,
    due: DueOption = None,
    item: ItemOption = None,
    options: OptionsOption = None,
    recommend: RecommendOption = None,
    default: DefaultOption = None,
    unblocks: UnblocksOption = None,
    owner: OwnerOption = None,
    likelihood: LikelihoodOption = None,
    impact: ImpactOption = None,
    answer: AnswerOption = None,
    prevention: PreventionOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Correct a note: what you give takes the place of what it said, '' takes it away, the rest stays.

    \b
    clientkit progress edit 7k2 --hours 2 --on yesterday
    clientkit progress edit 7k2 --due ''

    The journal keeps what it said before; an answer to the note stays its answer.
    """
    typed = {"text": text, "hours": hours, "item": item, "options": options, "recommend": recommend}
    typed |= {"default": default, "unblocks": unblocks, "owner": owner, "likelihood": likelihood}
    typed |= {"impact": impact, "answer": answer, "prevention": prevention}
    _edit(ctx, beginning, typed, {"due": due, "day": on}, as_json=as_json)


@app.command("answer")
def answer_(
    ctx: typer.Context,
    beginning: IdArgument,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The answer, or how it ended, in quotes.")
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Close an ask with its answer, or a block or a risk that is over.

    \b
    clientkit progress answer 7k2 "Midtrans"
    """
    from clientkit.actions.progress import close_note
    from clientkit.cli.noting import stamp_on
    from clientkit.cli.session import open_session
    from clientkit.cli.show.progress import show_closed

    session = open_session(ctx)
    stamp = stamp_on(session, on, "an answer")
    show_closed(close_note(session.workspace, stamp, beginning, text), as_json=as_json)


@app.command("retract")
def retract(
    ctx: typer.Context,
    beginning: IdArgument,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Take a note or an answer back: it stays in the journal and is not counted.

    \b
    clientkit progress retract 7k2 --reason "Wrong project"
    """
    from clientkit.actions.progress import retract_note
    from clientkit.cli.session import open_session
    from clientkit.cli.show.progress import show_taken_back

    session = open_session(ctx)
    show_taken_back(retract_note(session.workspace, session.stamp(), beginning, reason), as_json=as_json)


@app.command("list")
def list_(
    ctx: typer.Context,
    project: ProjectArgument = None,
    week: Annotated[
        str | None, typer.Option(metavar="WEEK", help="Only this ISO week, such as 2026-W47.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            autocompletion=lambda: KINDS,
            help=f"Only {', '.join(KINDS)}; several times for more.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the notes of a project, or of all, and what became of them.

    \b
    clientkit progress list kopi/toko --week 2026-W47
    clientkit progress list --kind ask --kind blocked
    """
    from clientkit.actions.notes import list_notes
    from clientkit.actions.subject import subject_or_all
    from clientkit.cli.session import open_session
    from clientkit.cli.show.progress import show_notes
    from clientkit.model.week import IsoWeek

    session = open_session(ctx)
    name = subject_or_all(session.workspace, project, session.here)
    wanted = IsoWeek.parse(week) if week else None
    show_notes(list_notes(session.workspace, name, wanted, kind or ()), as_json=as_json)


def _edit(
    ctx: typer.Context,
    beginning: str,
    typed: dict[str, str | None],
    days: dict[str, str | None],
    *,
    as_json: bool,
) -> None:
    from clientkit.actions.correction import edit_note
    from clientkit.cli.session import open_session
    from clientkit.cli.show.progress import show_edited

    session = open_session(ctx)
    read = {name: session.day(text) if text else text for name, text in days.items()}
    given = {name: value for name, value in {**typed, **read}.items() if value is not None}
    show_edited(edit_note(session.workspace, session.stamp(), beginning, given), as_json=as_json)


def _note(
    ctx: typer.Context, kind: str, words: list[str], on: str | None, values: dict[str, Any], *, as_json: bool
) -> None:
    from clientkit.actions.progress import add_note
    from clientkit.cli.noting import project_and_text, stamp_on
    from clientkit.cli.session import open_session
    from clientkit.cli.show.progress import show_noted

    session = open_session(ctx)
    name, text = project_and_text(session, words, "the text")
    stamp = stamp_on(session, on, "a note")
    given = {"text": text, **values, "due": session.day(values.get("due"))}
    show_noted(add_note(session.workspace, stamp, name, kind, given), session.today, as_json=as_json)


app.command("from-commits")(from_commits)
app.command("import-hours")(import_hours)
app.command("move")(move)
app.command("drop")(drop)
