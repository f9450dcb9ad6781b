"""The reports of a project as documents: of a week, of a month, and of the end."""

from datetime import date, timedelta

from clientkit.documents.dossier import Dossier
from clientkit.documents.kinds import Composed, DocumentDraft, DocumentKind, Warnings
from clientkit.documents.request import DocumentRequest
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.pdf_metadata import Imprint
from clientkit.milestones.document import strip
from clientkit.milestones.queries import locate_errors
from clientkit.questions.asking import CLOSING as CLOSING_TOPIC
from clientkit.questions.asking import Asking
from clientkit.reports.closing.document import ClosingDocument, missing_in_closing
from clientkit.reports.closing.queries import closing_report
from clientkit.reports.monthly.document import MonthDocument
from clientkit.reports.monthly.queries import month_report
from clientkit.reports.weekly.document import ReportDocument, missing_in_report
from clientkit.reports.weekly.queries import week_report


def _draft(workspace: Workspace, composed: Composed, today: date) -> DocumentDraft:
    from clientkit.reports.drafts.actions import draft_report

    return draft_report(workspace, composed, today)


def _week(dossier: Dossier, request: DocumentRequest, today: date) -> ReportDocument:
    with locate_errors(dossier.workspace, dossier.name):
        return week_report(dossier, request.week or IsoWeek.of(today), today, full=request.full)


def _month(dossier: Dossier, request: DocumentRequest, today: date) -> MonthDocument:
    with locate_errors(dossier.workspace, dossier.name):
        return month_report(dossier, request.month or Month.of(today), today)


def _closing(dossier: Dossier, _request: DocumentRequest, today: date) -> ClosingDocument:
    with locate_errors(dossier.workspace, dossier.name):
        return closing_report(dossier, today)


def _findings(workspace: Workspace, composed: Composed) -> Warnings:
    """What the check of a weekly report finds."""
    from clientkit.reports.weekly.lint import checked_report

    lines = [
        f"{one.message}. {one.write}. [{one.code}]" for one in checked_report(workspace, composed).findings
    ]
    return Warnings("Before it is sent:", tuple(lines), indent="  ")


WEEKLY = DocumentKind[ReportDocument](
    name="report",
    context_type=ReportDocument,
    context=_week,
    lacks=lambda _dossier, document: missing_in_report(document),
    file="{week}",
    speaks="letter",
    keeps_words=True,
    draft=_draft,
    warnings=_findings,
    imprint=lambda document, title: Imprint(title, document.as_of, document.author),
    figure=strip,
    compact=True,
    on_terminal="clientkit.milestones.gantt.terminal:show_timeline",
    letter_dates=lambda document: {
        **{name: getattr(document, name) for name in ("end", "slip", "week_number", "monday", "sunday")},
        **{name: getattr(document, name) for name in ("answer_by", "answer_late")},
        "status": document.status.overall or "",
    },
)

MONTHLY = DocumentKind[MonthDocument](
    name="month",
    context_type=MonthDocument,
    context=_month,
    file="{month}",
    speaks="letter",
    keeps_words=True,
    draft=_draft,
    imprint=lambda document, title: Imprint(title, document.as_of, document.author),
    compact=True,
    letter_dates=lambda document: {"month": document.first},
)


def _asks(_workspace: Workspace, composed: Composed, today: date) -> Asking:
    """Whether they agree that the work is finished as it says."""
    return Asking("accept", CLOSING_TOPIC, ("accept",), composed.text, today + timedelta(days=CLOSING_DAYS))


CLOSING_DAYS = 60
"""Days in which a reply to a closing report counts."""

CLOSING = DocumentKind[ClosingDocument](
    name="closing",
    context_type=ClosingDocument,
    context=_closing,
    lacks=lambda _dossier, document: missing_in_closing(document),
    noun="closing report",
    imprint=lambda document, title: Imprint(title, document.as_of, document.author),
    speaks="letter",
    keeps_words=True,
    draft=_draft,
    compact=True,
    asks=_asks,
)
