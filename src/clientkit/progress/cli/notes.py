"""`clientkit progress done`, `next`, `ask` and their like: a note in one line; `move` and `drop` a plan."""

from typing import Annotated, Any

import typer

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
    NoteWordsArgument,
    OnOption,
    OptionsOption,
    OwnerOption,
    PlanOption,
    PreventionOption,
    RecommendOption,
    UnblocksOption,
)

ReasonOption = Annotated[
    str | None, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence that the client reads.")
]


def done(
    ctx: typer.Context,
    words: NoteWordsArgument,
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
    clientkit progress next kopi/toko "Connect the payment provider" --due fri --for M2
    """
    _note(ctx, "next", words, on, {"due": due, "item": item}, as_json=as_json)


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
    """Note what cannot go on, until 'progress answer' says that it can.

    \b
    clientkit progress blocked kopi/toko "Payment test" --unblocks "Access to the account" --owner client
    clientkit progress blocked kopi/toko "The shop's pages" --unblocks "Your texts" --due fri \\
        --effect "Each day moves the launch by a day"
    """
    values = {"unblocks": unblocks, "owner": owner, "due": due, "effect": effect, "item": item}
    _note(ctx, "blocked", words, on, values, as_json=as_json)


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
    clientkit progress ask kopi/toko "Which payment provider?" --options "Midtrans|Xendit" \\
        --recommend Midtrans --due wed --default Midtrans
    """
    values = {"options": options, "recommend": recommend, "due": due, "default": default}
    _note(ctx, "ask", words, on, values, as_json=as_json)


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
    clientkit progress risk kopi/toko "The photos come late" --impact high --answer "Begin with ours"
    """
    values = {"likelihood": likelihood, "impact": impact, "answer": answer}
    _note(ctx, "risk", words, on, values, as_json=as_json)


def lesson(
    ctx: typer.Context,
    words: NoteWordsArgument,
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


def move(
    ctx: typer.Context,
    beginning: NoteIdArgument,
    due: DueOption = None,
    reason: ReasonOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give a planned step another day, and say why; on a terminal, what you leave out is asked for.

    \b
    clientkit progress move 7k2 --due fri --reason "The photos came on Thursday"

    The weekly report says that it slipped, the new day, and the reason.
    """
    from clientkit.kernel.screen.positional_arguments import stamp_on
    from clientkit.kernel.screen.session import open_session
    from clientkit.progress.actions import move_plan

    session = open_session(ctx)
    stamp = stamp_on(session, on, "a new plan")
    day = session.day(_ask_for_due(due))
    changed = move_plan(session.workspace, stamp, beginning, day, _ask_for_reason(reason))
    session.show(changed, as_json=as_json)


def drop(
    ctx: typer.Context,
    beginning: NoteIdArgument,
    reason: ReasonOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that a planned step will not be done, and why; on a terminal, the reason is asked for.

    \b
    clientkit progress drop 7k2 --reason "You chose delivery only"
    """
    from clientkit.kernel.screen.positional_arguments import stamp_on
    from clientkit.kernel.screen.session import open_session
    from clientkit.progress.actions import drop_plan

    session = open_session(ctx)
    stamp = stamp_on(session, on, "a dropped plan")
    changed = drop_plan(session.workspace, stamp, beginning, _ask_for_reason(reason))
    session.show(changed, as_json=as_json)


def _note(
    ctx: typer.Context, kind: str, words: list[str], on: str | None, values: dict[str, Any], *, as_json: bool
) -> None:
    from clientkit.kernel.screen.positional_arguments import project_and_text, stamp_on
    from clientkit.kernel.screen.session import open_session
    from clientkit.progress.actions import add_note

    session = open_session(ctx)
    name, text = project_and_text(session, words, "the text")
    stamp = stamp_on(session, on, "a note")
    given = {"text": text, **values, "due": session.day(values.get("due"))}
    note = add_note(session.workspace, stamp, name, kind, given)
    session.show(note, as_json=as_json, today=session.today)


def _ask_for_reason(reason: str | None) -> str:
    """Why, in a sentence; asked for on a terminal where it was not given.

    Raises:
        UsageError: nobody can be asked.
    """
    if reason is not None:
        return reason
    from clientkit.errors import UsageError
    from clientkit.kernel.screen.session import is_interactive

    if not is_interactive():
        raise UsageError("Why? There is no --reason.", 'Add --reason "The photos came on Thursday".')
    return str(typer.prompt("Why, in a sentence for the client", err=True))


def _ask_for_due(due: str | None) -> str:
    """A new day; asked for on a terminal where it was not given.

    Raises:
        UsageError: nobody can be asked.
    """
    if due is not None:
        return due
    from clientkit.errors import UsageError
    from clientkit.kernel.screen.session import is_interactive

    if not is_interactive():
        raise UsageError("By when now? There is no --due.", "Add --due fri, or a date.")
    return str(typer.prompt("By when now (2026-11-27, fri, +3d)", err=True))
