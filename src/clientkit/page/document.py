"""The page of a project that the client keeps, as a document."""

from datetime import date

from clientkit.documents.dossier import Dossier
from clientkit.documents.kinds import DocumentKind, MissingField
from clientkit.documents.request import DocumentRequest
from clientkit.kernel.text.pdf_metadata import Imprint
from clientkit.page.contents import PageDocument
from clientkit.page.queries import page_document
from clientkit.page.told import PAGE as NAME


def _context(dossier: Dossier, _request: DocumentRequest, today: date) -> PageDocument:
    return page_document(dossier, today)


def _lacks(_dossier: Dossier, document: PageDocument) -> list[MissingField]:
    if document.sent:
        return []
    return [MissingField("sent", "nothing of it went yet: clientkit mail draft scope PROJECT")]


PAGE = DocumentKind[PageDocument](
    name=NAME,
    context_type=PageDocument,
    context=_context,
    lacks=_lacks,
    speaks="letter",
    layout="cards",
    imprint=lambda document, title: Imprint(title, document.as_of, document.author),
)
