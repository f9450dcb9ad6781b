"""Which document of those that come again, or are kept as they were sent, a file or a request stands for."""

from datetime import date
from typing import NamedTuple

from clientkit.documents.kinds import document_kind, document_kinds
from clientkit.documents.request import DocumentRequest
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.week import IsoWeek

DOCUMENT_LIMIT = 16 * 1024 * 1024
"""Bytes that the file of a rendered document may hold where it is read again."""


class Issue(NamedTuple):
    """One report of a project: of a week, of a month, or of its end."""

    document: str
    """Its kind of document."""
    stem: str
    """What the files of its first edition are called: the week, the month, or the document's name."""

    @property
    def week(self) -> str | None:
        """The ISO week of a weekly report."""
        return self._span("week")

    @property
    def month(self) -> str | None:
        """The month of a monthly report."""
        return self._span("month")

    @property
    def named(self) -> str:
        """What a sentence calls it."""
        return called(self.document, self.week or self.month)

    def _span(self, span: str) -> str | None:
        kind = document_kind(self.document)
        return (kind.span_of(self.stem) or None) if kind.span == span else None


def called(document: str, span: str | None) -> str:
    """What a sentence calls a document: `report of 2026-W47`, `report of 2026-11`, `scope`."""
    if span:
        return f"report of {span}"
    known = next((kind for kind in document_kinds() if kind.name == document), None)
    return (known and known.noun) or document


def stem_of(request: DocumentRequest, today: date) -> str:
    """What a document's files are called: `scope`, `2026-W47`, `2026-11`."""
    week, month = request.week or IsoWeek.of(today), request.month or Month.of(today)
    stem = document_kind(request.document).stem(week, month, request.about)
    return f"{stem}-full" if request.full else stem


def issue_of(request: DocumentRequest, today: date) -> Issue | None:
    """Which report it is, of those that keep words written by hand; None for other documents."""
    keeps = document_kind(request.document).keeps_words
    return Issue(request.document, stem_of(request, today)) if keeps else None


def request_of_file(
    stem: str, project: ProjectRef, language: Language | None = None
) -> DocumentRequest | None:
    """The document that a file of a project's `documents/` is, by its name; None for a file of one's own."""
    for kind in document_kinds():
        if dates := kind.dates_of(stem):
            return DocumentRequest(kind.name, *project, language, *dates, kind.about_of(stem))
    return None
