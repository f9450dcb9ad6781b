"""What a client says: scores and words, what is done about them, and what may be done with them."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, model_validator

from clientkit.kernel.model.records.record import Entry, ItemRef, RecordId, Sha256, SourceRef
from clientkit.kernel.model.values.choices import Occasion
from clientkit.kernel.model.values.rating_scales import RatingScale, scores_given
from clientkit.kernel.model.values.text import NoteText


class Feedback(Entry):
    """Scores and words from one person on one occasion."""

    kind: Literal["feedback"] = "feedback"
    contact: ItemRef | None = Field(None, description="id of the contact who answered")
    csat: int | None = Field(None, ge=1, le=10, description="satisfaction, from 1 to csat_scale")
    csat_scale: Literal[5, 10] = Field(5, description="top of the satisfaction scale")
    nps: int | None = Field(None, ge=0, le=10, description="likelihood to recommend, 0 to 10")
    ces: int | None = Field(None, ge=1, le=7, description="ease, from 1 to ces_scale, which is very easy")
    ces_scale: Literal[5] | None = Field(
        None, description="top of the ease scale where that is 5; missing for 7"
    )
    comment: NoteText | None = Field(None, description="their own words")
    quotable: bool = Field(default=False, description="may be quoted")
    source: SourceRef | None = Field(None, description="its id in the survey tool that it was imported from")
    question: SourceRef | None = Field(
        None,
        description="title of the question that it was imported from, or the survey's name that was given",
    )
    survey: RecordId | None = Field(None, description="id of the survey that it answers")
    occasion: Occasion | None = Field(
        None, description="what it was asked after: milestone, delivery, complaint, periodic or end"
    )
    message: SourceRef | None = Field(None, description="Message-ID of the mail that it came in")

    @model_validator(mode="after")
    def _says_something(self) -> "Feedback":
        if self.comment is None and next(self.scores(), None) is None:
            raise ValueError("holds neither a score nor a comment")
        for name, score, top in (
            ("csat", self.csat, self.csat_scale),
            ("ces", self.ces, self.ces_scale),
        ):
            if score is not None and top is not None and score > top:
                raise ValueError(f"{name} {score} is above its scale of 1 to {top}")
        return self

    def scores(self) -> Iterator[tuple[RatingScale, int, int]]:
        """Each score that was given: its scale, the scale's top, and the score."""
        return scores_given(self)

    @property
    def is_low(self) -> bool:
        """Whether a score calls for a follow-up: NPS up to 6, CSAT up to 2 (4 of 10), CES up to 3."""
        return any(score <= scale.low_up_to[top] for scale, top, score in self.scores())

    @property
    def is_high(self) -> bool:
        """Whether it is glad: an NPS from 9 on or the top of the satisfaction scale, and nothing low."""
        glad = any(score >= scale.glad_from.get(top, score + 1) for scale, top, score in self.scores())
        return glad and not self.is_low

    @property
    def calls_for(self) -> Literal["follow-up", "request"] | None:
        """What should be done next: follow a low one up; where they are glad and quotable, ask for more."""
        if self.is_low:
            return "follow-up"
        return "request" if self.is_high and self.quotable else None


class FollowUp(Entry):
    """What was done about an answer: a call, a reply, something put right."""

    kind: Literal["follow_up"] = "follow_up"
    ref: RecordId = Field(description="id of the feedback that was followed up")
    note: NoteText = Field(description="what was done, or what was said")
    done: bool = Field(default=False, description="whether nothing is left to do about it")


class Consented(Entry):
    """What a contact allows or forbids: to be quoted, asked for a testimonial, or asked to recommend."""

    kind: Literal["consent"] = "consent"
    contact: ItemRef = Field(description="id of the contact")
    purpose: Literal["quote", "testimonial", "referral", "case-study", "surveys", "promotion"] = Field(
        description="quote, testimonial, referral, case-study, surveys or promotion"
    )
    given: bool = Field(description="true for yes, false for no")
    evidence: NoteText | None = Field(None, description="where it was said, for instance a mail and its day")
    ref: RecordId | None = Field(None, description="id of the feedback that it is about")
    sha256: Sha256 | None = Field(None, description="SHA-256 of the very words that are allowed")
    credit: Literal["name", "company", "anonymous"] | None = Field(
        None, description="how they are named below them: name, company or anonymous"
    )
