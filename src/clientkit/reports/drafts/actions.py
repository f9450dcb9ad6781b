"""A report as a draft: made from data, with the words written by hand kept in, until it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from clientkit.correspondence.mails import how_to_resolve
from clientkit.documents.compose import as_format, render_message, save_rendered
from clientkit.documents.issue import Issue, stem_of
from clientkit.documents.kinds import Composed, DocumentDraft
from clientkit.errors import RefusedError
from clientkit.kernel.model.records.report_source import Generation
from clientkit.kernel.store.atomic_write import Write, digest
from clientkit.kernel.store.save import save_files
from clientkit.kernel.store.workspace import Workspace
from clientkit.reports.drafts.edition_files import EditionFiles, read_edition
from clientkit.reports.drafts.file import encode_generated, join_lines, split_lines
from clientkit.reports.drafts.own_words import words_by_hand
from clientkit.reports.drafts.three_way_merge import Clash, merge


@dataclass(frozen=True)
class ReportDraft(DocumentDraft):
    """A report with the files of its edition, and clashes of words and data."""

    generated: Composed
    """The document from data alone."""
    files: EditionFiles
    clashes: tuple[Clash, ...] = ()

    def save(self, workspace: Workspace, form: str, today: date) -> Path:  # noqa: ARG002 - it knows its place
        """Put it into the project's `documents/`; the same bytes are not written again. Its path.

        Raises:
            RefusedError: words that stand there would be lost, or the report may have been sent.
        """
        require_free(workspace, self)
        if form != "md":
            path = self.files.path.with_suffix(f".{form}")
            data = as_format(self.composed, form, workspace.notices.add)
            save_rendered(workspace, path, data, _message(self))
            _save(workspace, self, self.composed.text, with_text=False)
            return path
        if self.files.is_foreign and self.files.file.text != self.generated.text:
            raise RefusedError(
                f"{workspace.relative(self.files.path)} is there, and nothing says what it was made from;"
                " nothing was written.",
                "Take it for your own words with --edit, or move it away to begin anew.",
            )
        _save(workspace, self, self.composed.text)
        return self.files.path


def draft_report(workspace: Workspace, generated: Composed, today: date) -> ReportDraft:
    """A report as it would go out: with the words written by hand kept in.

    Raises:
        InvalidDataError: the report's file, or the one beside it, cannot be read.
        RefusedError: a link stands in place of the report, or git left a conflict in it.
    """
    issue = Issue(generated.request.document, stem_of(generated.request, today))
    files = read_edition(workspace, generated.request.ref, issue)
    return _with_words(workspace, generated, files)


def _with_words(workspace: Workspace, generated: Composed, files: EditionFiles) -> ReportDraft:
    if files.source.text is None:
        return ReportDraft(generated, generated, files)
    if files.base is None:
        return ReportDraft(_with_text(generated, files.source.text), generated, files)
    if files.base.language != generated.language:
        if files.holds_other_words(generated.language):
            name = workspace.relative(files.source.path)
            workspace.notices.add(f"{name} holds words of your own in another language: they are left out")
        return ReportDraft(generated, generated, files)
    merged = merge(files.base.lines, split_lines(files.source.text), split_lines(generated.text))
    for clash in merged.clashes:
        where = f"{workspace.relative(files.path)}:{clash.line + 1}"
        workspace.notices.add(f"{where}: {_clash_text(clash)}")
    text = join_lines(merged.lines)
    return ReportDraft(_with_text(generated, text), generated, files, tuple(merged.clashes))


def _with_text(generated: Composed, text: str) -> Composed:
    """The document with another text; the places of its figures stay where the data have them."""
    own = words_by_hand(split_lines(generated.text), split_lines(text))
    if generated.marked != generated.text:
        marks = merge(split_lines(generated.text), split_lines(text), split_lines(generated.marked))
        text = join_lines(marks.lines)
    return replace(generated, marked=text, own_words=own)


def save_words(workspace: Workspace, draft: ReportDraft, lines: Sequence[str]) -> bool:
    """Keep a report as a person wrote it; says whether it was anything new.

    Raises:
        RefusedError: nothing is left of it, its file changed meanwhile, or it may have been sent.
    """
    text = join_lines(lines)
    if text == draft.composed.text:
        return False
    if not text.strip():
        raise RefusedError("The report was left empty; nothing was written.", "Begin again with --edit.")
    require_free(workspace, draft)
    _save(workspace, draft, text)
    return True


def require_free(workspace: Workspace, draft: ReportDraft) -> None:
    """Make sure that a report may be written now.

    Raises:
        RefusedError: a mail with it was begun and nobody knows whether it went; or the file holds words in
            another language.
    """
    files = draft.files
    if files.on_its_way:
        raise RefusedError(
            "A mail with this report was begun, and nobody knows whether it went; nothing was written.",
            how_to_resolve(files.on_its_way),
        )
    if files.source is files.file and files.holds_other_words(draft.composed.language):
        raise RefusedError(
            f"{workspace.relative(files.path)} holds words of your own in another language;"
            " nothing was written.",
            "Keep to its language with --language, write this one elsewhere with -o FILE, or move that file"
            " away to begin anew.",
        )


def _save(workspace: Workspace, draft: ReportDraft, text: str, *, with_text: bool = True) -> None:
    """The file of what it was made from goes first: see `Generated.behind` for a kill between the two.

    A report in another format keeps that file too: it tells what the client may have been told.
    """
    data, files = text.encode(), draft.files
    latest = Generation(
        document_sha256=digest(data),
        language=draft.composed.language,
        lines=tuple(split_lines(draft.generated.text)),
        known_until=files.known_until,
    )
    writes = []
    if files.made.value is None or not files.made.value.generations[0].says_the_same(latest):
        made_from = encode_generated(latest, files.before)
        writes.append(Write(workspace.generated_file(files.path), made_from, files.made.seen))
    if with_text and files.file.seen != latest.document_sha256:
        writes.append(Write(files.path, data, files.file.seen))
    save_files(workspace, writes, _message(draft))


def _message(draft: ReportDraft) -> str:
    return render_message(draft.composed.request)


def _clash_text(clash: Clash) -> str:
    lines = " / ".join(line.strip() for line in clash.new)
    return f"your words stay; your notes {f'now say: {lines}' if lines else 'no longer have this'}"
