"""Writing in a report by hand: the draft in the editor, with marks that are taken off again."""

from clientkit.documents.cli.document import render_document, shown_path, warn_of
from clientkit.documents.compose import compose, draft_document
from clientkit.documents.request import DocumentRequest
from clientkit.errors import UsageError
from clientkit.kernel.screen.editor import edit_text
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.session import Session
from clientkit.kernel.store.export_file import WrittenFile
from clientkit.reports.drafts.actions import ReportDraft, draft_report, require_free, save_words
from clientkit.reports.drafts.editor_markers import Buffer, with_marks, without_marks
from clientkit.reports.drafts.file import split_lines


def render_or_edit(
    session: Session, request: DocumentRequest, form: str, output: str | None, *, edit: bool, as_json: bool
) -> None:
    """Write a report, or open it in the editor first; see `render_document` and `edit_report`."""
    if edit and request.full:
        raise UsageError("--edit is for the page that is sent.", "Leave --full out.")
    if edit:
        edit_report(session, request, form, output, as_json=as_json)
    else:
        render_document(session, request, form, output, as_json=as_json)


def edit_report(
    session: Session, request: DocumentRequest, form: str, output: str | None, *, as_json: bool = False
) -> None:
    """Open a report in the editor, keep what was written, print the path; then warn of what it lacks.

    Raises:
        UsageError: another file or format is asked for.
        ClientkitError: it may not be written, or the editor failed; what was typed is kept then.
    """
    if output is not None or form != "md":
        raise UsageError(
            "--edit is for the report in documents/.",
            "Write it first with --edit; then run the command again with --format or -o.",
        )
    workspace, settings, today = session.workspace, session.settings, session.today
    draft = draft_report(workspace, compose(workspace, settings, request, today), today)
    require_free(workspace, draft)
    buffer = _buffer(draft)
    path = draft.files.path
    changed = edit_text(
        workspace, path, buffer.text, lambda text: save_words(workspace, draft, without_marks(buffer, text))
    )
    if changed or as_json:
        session.show(WrittenFile(path=shown_path(path), changed=changed), as_json=as_json)
    if changed:
        warn_of(session, draft_document(workspace, settings, request, today).composed)
    else:
        say(f"Nothing was changed, so {workspace.relative(path)} was not written.", error=True)
        warn_of(session, draft.composed)


def _buffer(draft: ReportDraft) -> Buffer:
    title = f"report {draft.files.path.stem} of {draft.composed.request.ref}"
    return with_marks(
        title, split_lines(draft.composed.text), split_lines(draft.generated.text), draft.clashes
    )
