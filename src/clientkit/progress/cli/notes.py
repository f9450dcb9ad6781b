"""`clientkit done`, `next`, `ask` and their like: a note in one line, and its answer."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientkit.errors import UsageError
from clientkit.kernel.screen.options import (
    AnswerOption,
    DefaultOption,
    DoneWordsArgument,
    DueOption,
    EffectOption,
    HoursOption,
    ImpactOption,
    ItemOption,
    JsonOption,
    LikelihoodOption,
    NoteWordsArgument,
    OnOption,
    OpenIdArgument,
    OptionsOption,
    OwnerOption,
    PlanOption,
    PreventionOption,
    RecommendOption,
    UnblocksOption,
)
from clientkit.kernel.screen.output import is_interactive
from clientkit.kernel.screen.positional_arguments import project_and_text
from clientkit.kernel.screen.session import open_session

if TYPE_CHECKING:
    from clientkit.kernel.screen.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)
"""Holds the verbs; each stands at the top of the program by itself."""


@app.command("done")
def done(
    ctx: typer.Context,
    words: DoneWordsArgument,
    hours: HoursOption = None,
    item: ItemOption = None,
    plan: PlanOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note something that was finished, in the past tense; or finish what an id names.

    \b
    clientkit done kopi/toko "Home page is live" 3h --for D2
    clientkit done 7k2
    clientkit done 7k2 "The shop takes payments" 1:30
    clientkit done kopi/toko M5

    An id is that of a planned step, which is carried out; of a promise, which is kept; of an ask, a block or
    a risk, with its answer behind; of a low score that was followed up; or of a milestone behind its project.
    Several ids may stand.
    """
    from clientkit.progress.cli.finish import finish, split_hours, things_named

    words, behind = split_hours(words)
    hours = hours or behind
    session = open_session(ctx)
    things, text = things_named(session, words)
    if not things:
        _take(session, "done", words, on, {"hours": hours, "item": item, "plan": plan}, as_json=as_json)
        return
    stamp = session.stamp_on(on, "what was finished")
    if hours and len(things) > 1:
        raise UsageError("Hours belong to one thing, and several were named.", "Finish them one by one.")
    results = (finish(session, one, text, hours, stamp.day) for one in things)
    session.show_all(results, as_json=as_json, today=session.today)


@app.command("next")
def next_(
    ctx: typer.Context,
    words: NoteWordsArgument,
    due: DueOption = None,
    item: ItemOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note what comes next.

    \b
    clientkit next kopi/toko "Connect the payment provider" --due fri --for M2
    """
    _note(ctx, "next", words, on, {"due": due, "item": item}, as_json=as_json)


@app.command("blocked")
def blocked(
    ctx: typer.Context,
    words: NoteWordsArgument,
    unblocks: UnblocksOption = None,
    owner: OwnerOption = None,
    due: DueOption = None,
    effect: EffectOption = None,
    item: ItemOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note what cannot go on, until 'answer' says that it can.

    \b
    clientkit blocked kopi/toko "Payment test" --unblocks "Access to the account" --owner client
    clientkit blocked kopi/toko "The shop's pages" --unblocks "Your texts" --due fri \\
        --effect "Each day moves the launch by a day"
    """
    values = {"unblocks": unblocks, "owner": owner, "due": due, "effect": effect, "item": item}
    _note(ctx, "blocked", words, on, values, as_json=as_json)


@app.command("ask")
def ask(
    ctx: typer.Context,
    words: NoteWordsArgument,
    options: OptionsOption = None,
    recommend: RecommendOption = None,
    due: DueOption = None,
    default: DefaultOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note a decision that you need from the client.

    \b
    clientkit ask kopi/toko "Which payment provider?" --options "Midtrans|Xendit" \\
        --recommend Midtrans --due wed --default Midtrans
    """
    values = {"options": options, "recommend": recommend, "due": due, "otherwise": default}
    _note(ctx, "ask", words, on, values, as_json=as_json)


@app.command("risk")
def risk(
    ctx: typer.Context,
    words: NoteWordsArgument,
    likelihood: LikelihoodOption = None,
    impact: ImpactOption = None,
    answer: AnswerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note something that may go wrong.

    \b
    clientkit risk kopi/toko "The photos come late" --impact high --answer "Begin with ours"
    """
    values = {"likelihood": likelihood, "impact": impact, "answer": answer}
    _note(ctx, "risk", words, on, values, as_json=as_json)


@app.command("lesson")
def lesson(
    ctx: typer.Context,
    words: NoteWordsArgument,
    prevention: PreventionOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note what was learned; the closing report tells it to the client.

    \b
    clientkit lesson kopi/toko "Photographs took longer than the texts" \\
        --prevention "We ask for all material two weeks before it is needed"
    """
    _note(ctx, "lesson", words, on, {"prevention": prevention}, as_json=as_json)


@app.command("answer")
def answer_(
    ctx: typer.Context,
    beginning: OpenIdArgument,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The answer, or how it ended, in quotes.")
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Close an ask with its answer, or a block or a risk that is over.

    \b
    clientkit answer 7k2 "Midtrans"
    """
    from clientkit.progress.actions import close_note

    session = open_session(ctx)
    stamp = session.stamp_on(on, "an answer")
    text = text or _ask_for_answer(session, beginning)
    session.show(close_note(session.workspace, stamp, beginning, text), as_json=as_json)


def _ask_for_answer(session: "Session", beginning: str) -> str | None:
    """The answer to a question, picked from its options on a terminal; None where nobody can be asked."""
    from clientkit.kernel.screen.pick import pick
    from clientkit.kernel.store.journal.record_ids import one_record
    from clientkit.progress.rules import OPEN_KINDS

    if not is_interactive():
        return None
    note, _ = one_record(session.workspace, beginning, OPEN_KINDS, "answered")
    if note.kind != "ask":
        return None
    marks = {note.recommend: "recommended", note.otherwise: "happens without an answer"}
    return pick(note.text, {option: marks.get(option, "") for option in note.options})


def _note(
    ctx: typer.Context, kind: str, words: list[str], on: str | None, values: dict[str, Any], *, as_json: bool
) -> None:
    _take(open_session(ctx), kind, words, on, values, as_json=as_json)


def _take(
    session: "Session", kind: str, words: list[str], on: str | None, values: dict[str, Any], *, as_json: bool
) -> None:
    from clientkit.progress.actions import add_note

    name, text = project_and_text(session, words, "the text")
    stamp = session.stamp_on(on, "a note")
    given = {"text": text, **values, "due": session.day(values.get("due"))}
    note = add_note(session.workspace, stamp, name, kind, given)
    session.show(note, as_json=as_json, today=session.today)
