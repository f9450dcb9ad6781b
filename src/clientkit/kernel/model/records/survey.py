"""A survey of one question to one contact, and what became of it."""

from datetime import date
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.records.record import Entry, ItemRef, RecordId, SourceRef
from clientkit.kernel.model.values.choices import Occasion
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.rating_scales import RATING_SCALES, MetricName
from clientkit.kernel.model.values.text import NoteText


class SurveyAsked(Entry):
    """One question that was put to one contact; the answer is feedback that names it."""

    kind: Literal["survey"] = "survey"
    question: MetricName = Field(description="csat, nps or ces")
    scale: int = Field(ge=5, le=10, description="top of its scale")
    contact: ItemRef = Field(description="id of the contact who was asked")
    occasion: Occasion = Field(
        description="what it was asked after: milestone, delivery, complaint, periodic or end"
    )
    language: Language = Field(description="language it was asked in")
    expires: date = Field(description="last day on which its token counts")
    message: SourceRef | None = Field(None, description="Message-ID of the mail that asks")

    @property
    def lowest(self) -> int:
        """Where its scale begins."""
        return RATING_SCALES[self.question].lowest


class SurveyReminded(Entry):
    """The one reminder of a survey."""

    kind: Literal["survey_reminded"] = "survey_reminded"
    ref: RecordId = Field(description="id of the survey")
    message: SourceRef | None = Field(None, description="Message-ID of the reminder")


class SurveyEnded(Entry):
    """A survey that will not be answered."""

    kind: Literal["survey_ended"] = "survey_ended"
    ref: RecordId = Field(description="id of the survey")
    outcome: Literal["bounced", "declined"] = Field(description="bounced or declined")
    note: NoteText | None = Field(None, description="what the mail said")
    message: SourceRef | None = Field(None, description="Message-ID of the mail that said so")
