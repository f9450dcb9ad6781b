"""What a report lacks, answered where it is found; each answer is kept before the next is asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer

from clientkit.errors import ClientkitError
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.safe_text import visible
from clientkit.kernel.screen.bars import paragraph
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.session import Session

if TYPE_CHECKING:
    from clientkit.reports.weekly.lint import ReportFinding

FIELDS = {
    "ask-without-options": ("options", "What can be chosen (A|B)"),
    "ask-without-recommend": ("recommend", "What you would choose"),
    "ask-without-due": ("due", "By when (fri, +3d)"),
    "ask-without-default": ("otherwise", "What happens without an answer"),
    "next-without-date": ("due", "By when (fri, +3d)"),
    "waiting-without-date": ("due", "By when (fri, +3d)"),
    "commit-jargon": ("text", "In words for the client"),
    "too-many-words": ("text", "Shorter"),
}
"""By the finding's code, the field of its note that is filled, and the question."""

Write = Callable[[str], object]
"""What an answer does; it raises where the answer cannot be."""


def answer(session: Session, name: ProjectRef, finding: "ReportFinding") -> bool:
    """Tell a finding and ask for what mends it; says whether something was written.

    An empty answer leaves it as it is. What cannot be is said, and asked for again.
    """
    tell(f"{finding.message}.")
    if finding.note and finding.code in FIELDS:
        field, question = FIELDS[finding.code]
        return _asked(question, lambda text: _set(session, str(finding.note), field, text))
    if finding.note and finding.code in {"slipped-without-reason", "third-week"}:
        question = "Its new day (fri, +3d), or done, or drop"
        return _asked(question, lambda text: _replan(session, name, str(finding.note), text))
    if finding.milestone:
        milestone = finding.milestone
        question = f"When {milestone} is expected (fri, +3d)"
        return _asked(question, lambda text: _move(session, name, milestone, text))
    if finding.code == "no-done":
        return _asked("What was finished", lambda text: _note(session, name, "done", {"text": text}))
    if finding.code == "no-next":
        return _asked("What comes next", lambda text: _next(session, name, text))
    tell(f"{finding.write}.")
    return False


def tell(text: str, indent: int = 2) -> None:
    """Say something of the round, in lines that fit the terminal."""
    for line in paragraph(visible(text), indent):
        say(line, error=True)


def _asked(question: str, write: Write) -> bool:
    while True:
        text = str(typer.prompt(f"  {question}", default="", show_default=False, err=True)).strip()
        if not text:
            return False
        try:
            write(text)
        except ClientkitError as error:
            tell(f"{error.message} {error.hint}")
        else:
            return True


def _needed(question: str) -> str:
    return str(typer.prompt(f"  {question}", err=True))


def _set(session: Session, note: str, field: str, text: str) -> object:
    from clientkit.progress.note_correction import edit_note

    value = session.day(text) if field == "due" else text
    return edit_note(session.workspace, session.stamp(), note, {field: value})


def _replan(session: Session, name: ProjectRef, plan: str, text: str) -> object:
    from clientkit.progress.actions import drop_plan, move_plan

    if text.lower() == "done":
        said = {"text": _needed("What is finished, in the past tense"), "plan": plan}
        return _note(session, name, "done", said)
    if text.lower() == "drop":
        return drop_plan(session.workspace, session.stamp(), plan, _needed("Why, for the client"))
    day = session.day(text)
    return move_plan(session.workspace, session.stamp(), plan, day, _needed("Why, for the client"))


def _move(session: Session, name: ProjectRef, milestone: str, text: str) -> object:
    from clientkit.milestones.cli.slip_input import cause_and_reason
    from clientkit.milestones.reschedule import Decision, move_milestone

    day = session.day(text)
    cause, reason = cause_and_reason(None, None)
    decision = Decision(milestone, cause, reason, due=day)
    return move_milestone(session.workspace, session.stamp(), session.settings, name, decision)


def _next(session: Session, name: ProjectRef, text: str) -> object:
    return _note(session, name, "next", {"text": text, "due": session.day(_needed("By when (fri, +3d)"))})


def _note(session: Session, name: ProjectRef, kind: str, given: dict[str, Any]) -> object:
    from clientkit.progress.actions import add_note

    return add_note(session.workspace, session.stamp(), name, kind, given)
