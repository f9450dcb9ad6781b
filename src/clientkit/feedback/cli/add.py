"""`clientkit feedback add`: what a client said, by itself or as the answer to a survey."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientkit.feedback.cli import options
from clientkit.kernel.screen.completion import complete_survey
from clientkit.kernel.screen.options import JsonOption, OnOption, SubjectArgument
from clientkit.kernel.screen.output import is_interactive
from clientkit.kernel.screen.session import open_session

if TYPE_CHECKING:
    from clientkit.kernel.screen.session import Session


def add(
    ctx: typer.Context,
    subject: SubjectArgument = None,
    csat: options.CsatOption = None,
    nps: options.NpsOption = None,
    ces: options.CesOption = None,
    comment: options.CommentOption = None,
    contact: options.ContactOption = None,
    on: OnOption = None,
    tag: options.TagOption = None,
    quotable: Annotated[bool, typer.Option("--quotable", help="They allow you to quote it.")] = False,
    trigger: options.TriggerOption = None,
    survey: Annotated[
        str | None,
        typer.Option(
            "--survey",
            metavar="ID",
            autocompletion=complete_survey,
            help="The survey that it answers, where the answer did not come by its mail.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Record what a client said: scores, words, or both; prints the record's id.

    \b
    clientkit feedback add kopi/toko --csat 5 --nps 9 --comment "Sesuai harapan" --contact rina
    clientkit feedback add kopi --ces 6 --on yesterday --tag support
    clientkit feedback add --survey 7k2 --nps 9

    On a terminal it asks for the scores and the words where none are given.
    """
    from clientkit.feedback.actions import add_feedback

    session = open_session(ctx)
    given: dict[str, Any] = {
        "csat": csat,
        "nps": nps,
        "ces": ces,
        "comment": comment,
        "contact": contact,
        "tags": tag,
        "quotable": quotable,
        "occasion": trigger,
    }
    given |= scale_of_workspace(session, csat)
    if survey:
        subject, given = session.hook("survey_answer")(session.workspace, survey, subject, given)
    name = session.subject(subject)
    if not (survey or csat or nps or ces or comment):
        given |= (said := _asked_for())
        given |= scale_of_workspace(session, said.get("csat"))
    record = add_feedback(session.workspace, session.stamp_on(on, "feedback"), name, given)
    session.show(record, as_json=as_json)
    if not as_json and record.calls_for:
        from clientkit.feedback.cli.follow_up import show_what_next

        show_what_next(session, record)


def _asked_for() -> dict[str, str]:
    """The scores and the words that a person types where one can be asked; Enter leaves one out."""
    from clientkit.kernel.model.values.rating_scales import RATING_SCALES

    if not is_interactive():
        return {}
    questions = {
        name: f"{name.upper()}, {scale.lowest} to {' or '.join(map(str, scale.tops[:2]))}"
        for name, scale in RATING_SCALES.items()
    }
    asked = {**questions, "comment": "In their words"}
    typed = {
        name: str(typer.prompt(f"{question} (Enter: none)", default="", show_default=False, err=True)).strip()
        for name, question in asked.items()
    }
    return {name: text for name, text in typed.items() if text}


def scale_of_workspace(session: "Session", csat: str | None) -> dict[str, Any]:
    """The workspace's scale, where there is a score on it: broken settings hinder nothing else."""
    return {"csat_scale": session.settings.feedback.csat_scale} if csat else {}
