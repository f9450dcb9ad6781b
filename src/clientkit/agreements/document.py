"""The documents of an agreement: the scope agreement itself, and the comparison of two of its versions."""

from datetime import date, timedelta
from typing import NamedTuple

from clientkit.agreements.completeness import missing_fields
from clientkit.agreements.context import ScopeDocument, scope_document
from clientkit.agreements.differences import DifferenceDocument
from clientkit.documents.dossier import Dossier
from clientkit.documents.kinds import Composed, DocumentKind, TemplateKind
from clientkit.documents.request import DocumentRequest
from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.agreement import TEXT_FILE
from clientkit.kernel.model.files.calendar_settings import DayOff, Weekday
from clientkit.kernel.model.files.schedule import Plan, PlannedMilestone
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.picture.figure import Figure
from clientkit.kernel.store.agreement_files import agreed_versions, is_as_agreed, read_manifest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.pdf_metadata import UNDATED, Imprint
from clientkit.kernel.text.words import word_file
from clientkit.milestones.baseline_comparison import DatedMilestone, as_forecast, dated_milestones
from clientkit.milestones.document import strip
from clientkit.milestones.queries import locate_errors, plan_of
from clientkit.questions.asking import Asking

OFFER_DAYS = 90
"""Days in which a reply to an agreement counts that does not say until when it can be accepted."""


def _context(dossier: Dossier, request: DocumentRequest, _today: date) -> ScopeDocument:
    project = dossier.engagement.project
    with locate_errors(dossier.workspace, dossier.name):
        plan = plan_of(project, dossier.settings) if project.has_dates else None
    return scope_document(dossier.engagement, plan, request.language)


class _Dates(NamedTuple):
    """The milestones as the chart of a document takes them: nothing has happened yet, and it is no day's."""

    title: str
    milestones: tuple[DatedMilestone, ...]
    working_days: tuple[Weekday, ...]
    days_off: tuple[DayOff, ...]
    as_of: date = date.min
    agreed_on: date | None = None


def _chart(document: ScopeDocument, language: Language) -> Figure | None:
    rows = [
        PlannedMilestone(days=1, **one.model_dump()) for one in document.milestones if one.start and one.end
    ]
    milestones = dated_milestones(as_forecast(Plan(milestones=tuple(rows))))
    return strip(_Dates(document.title, milestones, document.working_days, document.days_off), language)


def _imprint(document: ScopeDocument, title: str) -> Imprint:
    agreement = document.agreement
    foot = f"{agreement.number or title} · v{agreement.version}"
    if document.in_indonesia:
        foot = f"{foot} · {word_file(document.language)['page']['initials']}"
    return Imprint(foot, agreement.issued or UNDATED, document.provider.name)


def _asks(workspace: Workspace, composed: Composed, today: date) -> Asking | None:
    """Whether they accept this version, where they have not yet."""
    paper = composed.data.agreement  # type: ignore[attr-defined] # a document of this kind
    if paper.version in agreed_versions(workspace, composed.request.ref):
        return None
    expires = max(paper.valid_until or today + timedelta(days=OFFER_DAYS), today)
    return Asking("accept", f"v{paper.version}", ("accept",), composed.text, expires)


def _kept(dossier: Dossier, language: Language) -> str | None:
    """The text of the version that was accepted, while the project's file is as it was then."""
    workspace, name = dossier.workspace, dossier.name
    version = dossier.engagement.project.agreement.version
    if version not in agreed_versions(workspace, name) or not is_as_agreed(workspace, name):
        return None
    try:
        if read_manifest(workspace, name, version).value.language != language:
            return None
        return read_limited(workspace.agreement_dir(*name, version) / TEXT_FILE).decode("utf-8")
    except (ClientkitError, UnicodeDecodeError):  # 'check' tells what is wrong with it
        return None


SCOPE = DocumentKind[ScopeDocument](
    name="scope",
    context_type=ScopeDocument,
    context=_context,
    lacks=lambda dossier, _document: missing_fields(dossier.engagement),
    speaks="agreement",
    imprint=_imprint,
    figure=_chart,
    kept=_kept,
    recipients=("signer", "approver", "day-to-day"),
    attachments=("pdf",),
    asks=_asks,
    letter_dates=lambda document: {
        "end": document.end,
        "total": document.total.total if document.total else None,
        "currency": document.currency,
    },
)

COMPARISON = TemplateKind(
    name="diff", context_type=DifferenceDocument, trial="clientkit.agreements.queries:try_comparison"
)
