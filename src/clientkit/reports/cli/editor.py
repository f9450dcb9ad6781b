"""Writing in a report by hand: the draft in the editor, with marks that are taken off again."""

from clientkit.documents.cli import Teller, shown_path
from clientkit.documents.compose import Wanted
from clientkit.errors import UsageError
from clientkit.kernel.screen.editor import edit_text
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.session import Session
from clientkit.reports.drafts.actions import Drafted, draft, drafted, require_free, save_words
from clientkit.reports.drafts.editor_markers import Buffer, with_marks, without_marks
from clientkit.reports.drafts.file import lines_of


def edit_report(session: Session, wanted: Wanted, form: str, output: str | None, tell: Teller) -> None:
    """Open a report in the editor, keep what was written, and print the path; then `tell` of it.

    Raises:
        UsageError: another file or format is asked for.
        ClientkitError: it may not be written, or the editor failed; what was typed is kept then.
    """
    if output is not None or form != "md":
        raise UsageError(
            "--edit is for the report in documents/.",
            "Write it first with --edit; then run the command again with --format or -o.",
        )
    made = drafted(session.workspace, session.settings, wanted, session.today)
    require_free(session.workspace, made)
    assert made.place is not None  # noqa: S101 - every report has one
    buffer = _buffer(made)
    if edit_text(
        made.place.path.name,
        buffer.text,
        lambda text: save_words(session.workspace, made, without_marks(buffer, text)),
    ):
        say(shown_path(made.place.path))
        tell(draft(session.workspace, session.settings, wanted, session.today))
    else:
        say(
            f"Nothing was changed, so {session.workspace.relative(made.place.path)} was not written.",
            error=True,
        )
        tell(made.composed)


def _buffer(made: Drafted) -> Buffer:
    wanted = made.composed.wanted
    assert made.place is not None  # noqa: S101 - every report has one
    title = f"report {made.place.path.stem} of {wanted.client}/{wanted.project}"
    return with_marks(title, lines_of(made.composed.text), lines_of(made.generated.text), made.clashes)
