"""`clientkit meeting`: what was decided, promised and asked, written down at once."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.errors import InvalidDataError, RefusedError, UsageError
from clientkit.kernel.model.values.safe_text import visible
from clientkit.kernel.screen.completion import complete_project
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption, OnOption
from clientkit.kernel.screen.output import is_interactive, say
from clientkit.kernel.screen.session import open_session
from clientkit.kernel.screen.surroundings import typed_path

if TYPE_CHECKING:
    from datetime import date

    from clientkit.kernel.model.values.references import ProjectRef
    from clientkit.kernel.screen.session import Session
    from clientkit.meetings.actions import Meeting
    from clientkit.meetings.minutes import Minutes

app = group("Write a meeting down.")

TEXT_LIMIT = 1024 * 1024
"""Bytes that the text of a meeting may have."""


@app.command("meeting")
def meeting(
    ctx: typer.Context,
    project: Annotated[
        str | None,
        typer.Argument(
            metavar="PROJECT",
            autocompletion=complete_project,
            help="A project as client/project; may be left out inside its folder.",
            show_default=False,
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="A text with the headings; '-' reads stdin.", show_default=False),
    ] = None,
    on: OnOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write it down without asking.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write down what was decided, promised and asked at a meeting: in your editor, or from a text.

    \b
    clientkit meeting toko
    clientkit meeting kopi/toko minutes.md --on yesterday --yes

    Under 'We will' and 'You will' a line is a promise and begins with its day: "- fri: send two wordings".
    Under 'Decided' it is a decision, under 'Questions' something to ask; the rest are notes. What was
    understood is shown first, then all of it is written at once.
    """
    session = open_session(ctx)
    name = session.project(project)
    day = session.stamp_on(on, "a meeting").day
    talk = _Talk(session, name, day, yes=yes)
    written = talk.from_text(_read(file)) if file is not None else talk.from_editor()
    if written:
        session.show(written, as_json=as_json)


class _Talk:
    """One meeting being written down."""

    def __init__(self, session: "Session", name: "ProjectRef", day: "date", *, yes: bool) -> None:
        from clientkit.meetings.actions import open_asks

        self.session, self.name, self.day, self.yes = session, name, day, yes
        self.asks = open_asks(session.workspace, name, day)

    def from_editor(self) -> "Meeting | None":
        """What a person wrote in the editor; None where nothing was written.

        Raises:
            ClientkitError: nobody can be asked, or it cannot be written; the text is kept then.
        """
        from clientkit.kernel.screen.editor import edit_text
        from clientkit.meetings.actions import blank_text

        if not (self.yes or is_interactive()):
            raise UsageError(
                "Nobody can be asked here whether it was understood.",
                f"Give a text: clientkit meeting {self.name} FILE --yes",
            )
        workspace = self.session.workspace
        written: list[Meeting] = []

        def keep(text: str) -> bool:
            written.append(self.from_text(text))
            return True

        place = workspace.project_dir(*self.name) / "meeting.md"
        if not edit_text(workspace, place, blank_text(workspace, self.name, self.asks), keep):
            say("Nothing was written down.", error=True)
        return written[0] if written else None

    def from_text(self, text: str) -> "Meeting":
        """Show what was understood, ask, and write it.

        Raises:
            InvalidDataError: something in it cannot be understood, or a day is missing.
            UsageError: nobody can be asked, and nobody said yes.
            RefusedError: the answer was no.
        """
        from clientkit.meetings.actions import understood, write_meeting
        from clientkit.meetings.minutes import read_minutes
        from clientkit.meetings.show import show_understood

        minutes = self._with_days(read_minutes(text, self.day, self.asks))
        meeting = understood(self.name, self.day, minutes)
        show_understood(meeting)
        if not self.yes:
            _require_yes()
        return write_meeting(self.session.workspace, self.session.stamp, self.name, minutes, meeting)

    def _with_days(self, minutes: "Minutes") -> "Minutes":
        """Promises that name no day get the one that a person says, where one can be asked."""
        if not is_interactive():
            return minutes
        items = list(minutes.items)
        for number, one in enumerate(items):
            if one.part in {"we", "you"} and one.due is None:
                items[number] = one._replace(due=_asked_day(f"By when: {one.text}", self.day))
        return minutes._replace(items=tuple(items))


def _asked_day(question: str, day: "date") -> "date | None":
    """The day that a person says, reckoned from that of the meeting; None where nothing is typed."""
    from clientkit.kernel.model.values.date_input import parse_day

    while said := str(typer.prompt(visible(question), default="", show_default=False, err=True)).strip():
        try:
            return parse_day(said, day)
        except UsageError as error:
            say(visible(f"{error.message} {error.hint}"), error=True)
    return None


def _require_yes() -> None:
    if not is_interactive():
        raise UsageError(
            "Nobody can be asked here whether that is right; nothing was written.", "If it is, add --yes."
        )
    if not typer.confirm("Write it down?", default=True, err=True):
        raise RefusedError("Nothing was written down.", "Change the text, and say it again.")


def _read(file: str) -> str:
    """The text of a file, or of stdin.

    Raises:
        ClientkitError: it cannot be read, or is no UTF-8.
    """
    from clientkit.kernel.store.safe_read import read_limited

    data = (
        sys.stdin.buffer.read(TEXT_LIMIT) if file == "-" else read_limited(typed_path(Path(file)), TEXT_LIMIT)
    )
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise InvalidDataError(f"{file} is not UTF-8 text.", "Save it as UTF-8.") from None
