"""`clientkit progress`: notes during the week."""

from typing import Annotated

import typer

from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    AnswerOption,
    DefaultOption,
    DueOption,
    EffectOption,
    HoursOption,
    ImpactOption,
    ItemOption,
    JsonOption,
    LikelihoodOption,
    NoteIdArgument,
    OnOption,
    OptionsOption,
    OwnerOption,
    PreventionOption,
    ProjectArgument,
    RecommendOption,
    UnblocksOption,
)
from clientkit.progress.cli.git_outcomes import from_commits
from clientkit.progress.cli.notes import ask, blocked, done, drop, lesson, move, next_, risk
from clientkit.progress.cli.trackers import import_hours

app = group("Notes during the week, which the weekly report is made from.")

KINDS = ("done", "next", "blocked", "ask", "risk", "lesson", "hours", "plan_moved", "plan_dropped", "status")

app.command("done")(done)
app.command("next")(next_)
app.command("blocked")(blocked)
app.command("ask")(ask)
app.command("risk")(risk)
app.command("lesson")(lesson)


@app.command("edit")
def edit(
    ctx: typer.Context,
    beginning: NoteIdArgument,
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="The note itself.")] = None,
    hours: HoursOption = None,
    due: DueOption = None,
    item: ItemOption = None,
    options: OptionsOption = None,
    recommend: RecommendOption = None,
    default: DefaultOption = None,
    unblocks: UnblocksOption = None,
    owner: OwnerOption = None,
    effect: EffectOption = None,
    likelihood: LikelihoodOption = None,
    impact: ImpactOption = None,
    answer: AnswerOption = None,
    prevention: PreventionOption = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day it is about: 2026-11-16, yesterday, -2d."),
    ] = None,
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
    typed |= {"impact": impact, "answer": answer, "prevention": prevention, "effect": effect}
    _edit(ctx, beginning, typed, {"due": due, "day": on}, as_json=as_json)


@app.command("answer")
def answer_(
    ctx: typer.Context,
    beginning: NoteIdArgument,
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
    from clientkit.kernel.screen.positional_arguments import stamp_on
    from clientkit.kernel.screen.session import open_session
    from clientkit.progress.actions import close_note

    session = open_session(ctx)
    stamp = stamp_on(session, on, "an answer")
    session.show(close_note(session.workspace, stamp, beginning, text), as_json=as_json)


@app.command("retract")
def retract(
    ctx: typer.Context,
    beginning: NoteIdArgument,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Take a note or an answer back: it stays in the journal and is not counted.

    \b
    clientkit progress retract 7k2 --reason "Wrong project"
    """
    from clientkit.kernel.screen.session import open_session
    from clientkit.progress.actions import retract_note

    session = open_session(ctx)
    session.show(retract_note(session.workspace, session.stamp(), beginning, reason), as_json=as_json)


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
    from clientkit.kernel.model.values.week import IsoWeek
    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.store.lookup import scope_or_all
    from clientkit.progress.queries import list_notes

    session = open_session(ctx)
    scope = scope_or_all(session.workspace, project, session.here)
    of_week = IsoWeek.parse(week) if week else None
    session.show(list_notes(session.workspace, scope, of_week, kind or ()), as_json=as_json)


def _edit(
    ctx: typer.Context,
    beginning: str,
    typed: dict[str, str | None],
    days: dict[str, str | None],
    *,
    as_json: bool,
) -> None:
    from clientkit.kernel.screen.session import open_session
    from clientkit.progress.note_correction import edit_note

    session = open_session(ctx)
    read = {name: session.day(text) if text else text for name, text in days.items()}
    given = {name: value for name, value in {**typed, **read}.items() if value is not None}
    session.show(edit_note(session.workspace, session.stamp(), beginning, given), as_json=as_json)


app.command("from-commits")(from_commits)
app.command("import-hours")(import_hours)
app.command("move")(move)
app.command("drop")(drop)
