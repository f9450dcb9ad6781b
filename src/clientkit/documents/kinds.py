"""The documents there are: each with its context, its template and the file it is written to."""

from dataclasses import dataclass
from typing import Literal

from clientkit.agreements.document import ScopeDocument
from clientkit.agreements.version_diff import DifferenceDocument
from clientkit.documents.cover_letter import CoverDocument
from clientkit.errors import NotFoundError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.text.template.fields import ContextField, context_fields
from clientkit.milestones.document import TimelineDocument
from clientkit.reports.closing.document import ClosingDocument
from clientkit.reports.monthly.document import MonthDocument
from clientkit.reports.weekly.document import ReportDocument
from clientkit.scores.document import ScoreDocument
from clientkit.surveys.document import SurveyDocument

DocumentName = Literal["scope", "timeline", "report", "month", "closing", "diff"]
CoverName = Literal[
    "mail-scope", "mail-timeline", "mail-report", "mail-month", "mail-closing", "mail-file", "survey"
]
"""A letter: a template without a document of its own."""

SummaryName = Literal["score"]
"""A document about a client, or all of them, and not about a project."""


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document; its name is its template's name too."""

    name: DocumentName | CoverName | SummaryName
    context: type[Model]
    weekly: bool = False
    monthly: bool = False

    def file_name(self, week: IsoWeek | None = None, month: Month | None = None) -> str:
        """The file in `documents/`: `scope.md`; `2026-W47.md` or `2026-11.md` for what comes again."""
        return f"{week if self.weekly else month if self.monthly else self.name}.md"


KINDS: tuple[DocumentKind, ...] = (
    DocumentKind("scope", ScopeDocument),
    DocumentKind("timeline", TimelineDocument),
    DocumentKind("report", ReportDocument, weekly=True),
    DocumentKind("month", MonthDocument, monthly=True),
    DocumentKind("closing", ClosingDocument),
    DocumentKind("diff", DifferenceDocument),
    DocumentKind("mail-scope", CoverDocument),
    DocumentKind("mail-timeline", CoverDocument),
    DocumentKind("mail-report", CoverDocument),
    DocumentKind("mail-month", CoverDocument),
    DocumentKind("mail-closing", CoverDocument),
    DocumentKind("mail-file", CoverDocument),
    DocumentKind("survey", SurveyDocument),
    DocumentKind("score", ScoreDocument),
)


def document_kind(name: str) -> DocumentKind:
    """The kind of document of that name.

    Raises:
        NotFoundError: there is none.
    """
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise NotFoundError(
        f"There is no document '{name[:40]}'.", f"There are {', '.join(kind.name for kind in KINDS)}."
    )


def fields(name: str) -> list[ContextField]:
    """What a document's template is given: dotted name, type in words, description.

    Raises:
        NotFoundError: there is no document of that name.
    """
    return context_fields(document_kind(name).context)
