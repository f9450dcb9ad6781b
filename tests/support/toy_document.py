"""A document that no room declares, in one file: what a new one needs beside its line and its template."""

from datetime import date
from pathlib import Path

from pydantic import Field

from clientkit.documents.dossier import Dossier
from clientkit.documents.kinds import DocumentKind, MissingField
from clientkit.documents.registry import Listing
from clientkit.documents.request import DocumentRequest
from clientkit.kernel.model.values.base import Model

TEMPLATE = """# {{ title }}

{{ client }}, {{ day | day }}
"""


class ReceiptDocument(Model):
    """What the receipt's template is given."""

    title: str = Field(description="name of the project")
    client: str = Field(description="name of the client")
    day: date = Field(description="day of the receipt")


def _context(dossier: Dossier, _request: DocumentRequest, today: date) -> ReceiptDocument:
    engagement = dossier.engagement
    return ReceiptDocument(title=engagement.project.title, client=engagement.client.name, day=today)


RECEIPT = DocumentKind[ReceiptDocument](
    name="receipt",
    context_type=ReceiptDocument,
    context=_context,
    lacks=lambda _dossier, _document: [MissingField("amount", "what was paid")],
)

LINE = Listing("receipt", "support.toy_document:RECEIPT", "mail-file")
"""Its line in the program's table."""


def write_template(folder: Path) -> None:
    """Its template, in each language of a folder of templates."""
    for language in ("en", "id"):
        (folder / language).mkdir(parents=True, exist_ok=True)
        (folder / language / "receipt.md.j2").write_text(TEMPLATE, encoding="utf-8")
