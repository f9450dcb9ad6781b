"""The documents of an agreement: the scope agreement itself, and the comparison of two of its versions."""

from datetime import date

from clientkit.agreements.completeness import missing_fields
from clientkit.agreements.context import ScopeDocument, scope_document
from clientkit.agreements.version_diff import DifferenceDocument
from clientkit.documents.dossier import Dossier
from clientkit.documents.kinds import DocumentKind, TemplateKind
from clientkit.documents.request import DocumentRequest
from clientkit.kernel.text.pdf_metadata import UNDATED, Imprint
from clientkit.milestones.queries import locate_errors, plan_of


def _context(dossier: Dossier, request: DocumentRequest, _today: date) -> ScopeDocument:
    project = dossier.engagement.project
    with locate_errors(dossier.workspace, dossier.name):
        plan = plan_of(project, dossier.settings) if project.has_dates else None
    return scope_document(dossier.engagement, plan, request.language)


def _imprint(document: ScopeDocument, title: str) -> Imprint:
    agreement = document.agreement
    foot = f"{agreement.number or title} · v{agreement.version}"
    return Imprint(foot, agreement.issued or UNDATED, document.provider.name)


SCOPE = DocumentKind[ScopeDocument](
    name="scope",
    context_type=ScopeDocument,
    context=_context,
    lacks=lambda dossier, _document: missing_fields(dossier.engagement),
    speaks="agreement",
    imprint=_imprint,
    recipients=("signer", "approver", "day-to-day"),
    attachments=("pdf",),
)

COMPARISON = TemplateKind(
    name="diff", context_type=DifferenceDocument, trial="clientkit.agreements.queries:try_comparison"
)
