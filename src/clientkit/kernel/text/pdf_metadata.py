"""What a printed document says of itself: in the foot of its pages, and in its file."""

from datetime import date
from typing import NamedTuple

from clientkit.agreements.document import ScopeDocument
from clientkit.kernel.model.values.base import Model
from clientkit.milestones.document import TimelineDocument
from clientkit.reports.weekly.document import ReportDocument

UNDATED = date(1980, 1, 1)
"""The day of a file whose document has none: a fixed one, so that the same data give the same bytes."""


class Imprint(NamedTuple):
    """The foot of every page, the day that the file was made, who made it."""

    foot: str
    on: date
    author: str


def imprint(document: Model, title: str) -> Imprint:
    """The imprint of a document, from its context; `title` is the project's."""
    if isinstance(document, ScopeDocument):
        agreement = document.agreement
        foot = f"{agreement.number or title} · v{agreement.version}"
        return Imprint(foot, agreement.issued or UNDATED, document.provider.name)
    if isinstance(document, TimelineDocument | ReportDocument):
        return Imprint(title, document.as_of, document.author)
    return Imprint(title, UNDATED, "")
