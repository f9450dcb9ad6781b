"""The edition of a report that is made now: its file, what that was made from, what was sent before it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clientkit.correspondence.document_editions import (
    edition_of,
    issue_and_edition,
    issue_sent,
    next_edition,
    sent_reports,
)
from clientkit.correspondence.mails import Mail, mails_among, unknown_among
from clientkit.documents.issue import Issue
from clientkit.errors import ClientkitError
from clientkit.kernel.model.records.report_source import Generation
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.workspace import Workspace
from clientkit.reports.drafts.file import (
    GeneratedFile,
    ReportFile,
    read_generated,
    read_report_file,
    split_lines,
)
from clientkit.reports.drafts.file_integrity import STATES, sent_file, sent_state


@dataclass(frozen=True)
class EditionFiles:
    """An edition's files: where its text lies, what stands there, and what that was made from."""

    path: Path
    file: ReportFile
    made: GeneratedFile
    source: ReportFile
    """Where the words come from: the file itself, or the edition that was sent before it."""
    base: Generation | None
    """What `source` was made from; None where nothing says so."""
    on_its_way: Mail | None
    """A mail that carries the report, of which nobody knows whether it went."""
    known_until: datetime | None
    """The instant of the latest record of the project."""

    @property
    def is_foreign(self) -> bool:
        """Whether a file stands there, and nothing says what it was made from."""
        return self.file.text is not None and self.made.value is None

    def holds_other_words(self, language: Language) -> bool:
        """Whether the words come from a report in another language, in which somebody wrote by hand."""
        base, text = self.base, self.source.text
        if base is None or text is None or base.language == language:
            return False
        return split_lines(text) != list(base.lines)

    @property
    def before(self) -> Generation | None:
        """What the file is made from that stands there now."""
        if self.source is not self.file or self.base is None or self.file.seen is None:
            return None
        return self.base.model_copy(update={"document_sha256": self.file.seen})


def read_edition(workspace: Workspace, name: ProjectRef, issue: Issue) -> EditionFiles:
    """The files of the edition that a report has now; that one was sent before becomes a notice.

    Raises:
        InvalidDataError, RefusedError: as of `read_report_file` and `read_generated`.
    """
    client, project = name
    records = read_journal(workspace, client)
    mails = mails_among(records)
    sent = sent_reports(mails, project, issue)
    edition = next_edition(sent)
    path = workspace.report_file(client, project, issue.stem, edition)
    file = read_report_file(workspace, path)
    made = read_generated(workspace, workspace.generated_file(path))
    source, behind = file, made
    if sent:
        _notice_sent(workspace, issue, sent[-1], edition)
        if file.text is None:
            earlier = workspace.report_file(client, project, issue.stem, edition - 1)
            source = read_report_file(workspace, earlier)
            behind = read_generated(workspace, workspace.generated_file(earlier))
    base = behind.value.behind(source.seen) if behind.value and source.seen else None
    about = (project, issue.document, issue.week, issue.month)
    waiting = (
        one for one in unknown_among(mails) if (one.project, one.document, one.week, one.month) == about
    )
    on_its_way = next(waiting, None)
    known_until = max((one.ts for one in records if one.project == project), default=None)
    return EditionFiles(path, file, made, source, base, on_its_way, known_until)


def written_reports(workspace: Workspace, name: ProjectRef) -> dict[IsoWeek, datetime]:
    """By week, the instant of the latest record that its report's file knows; what is broken is passed over.

    A report that was written may have been mailed by hand, which no record tells.
    """
    found: dict[IsoWeek, datetime] = {}
    for path in sorted(workspace.documents_dir(*name).glob("*.generated.json")):
        named = issue_and_edition(f"{path.name.partition('.generated.')[0]}.md")
        if named is None or named[0].week is None:
            continue
        try:
            made = read_generated(workspace, path).value
        except ClientkitError:
            continue
        if made and (known := made.generations[0].known_until):
            week = IsoWeek.parse(named[0].week)
            found[week] = max(known, found.get(week, known))
    return found


def known_to(workspace: Workspace, sent: Mail) -> datetime | None:
    """The instant of the latest record that the file of a sent report knows; None where nothing tells it."""
    if (issue := issue_sent(sent)) is None or sent.project is None:
        return None
    path = workspace.report_file(sent.client, sent.project, issue.stem, edition_of(sent))
    try:
        made = read_generated(workspace, workspace.generated_file(path)).value
    except ClientkitError:
        return None
    return made.generations[0].known_until if made else None


def _notice_sent(workspace: Workspace, issue: Issue, last: Mail, edition: int) -> None:
    said = f"the {issue.named} was sent on {last.day} to {', '.join(last.accepted)}"
    if file := sent_file(workspace, last):
        said += f"; {workspace.relative(file)} {STATES[sent_state(last, file)]}"
    workspace.notices.add(f"{said}. This is edition {edition}")
