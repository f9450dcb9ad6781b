"""What a mail asked of a contact that a word answers, and the word that came back."""

from datetime import date
from typing import Literal, get_args

from pydantic import Field

from clientkit.kernel.model.records.record import Entry, ItemRef, RecordId, Sha256, SourceRef
from clientkit.kernel.model.values.text import Line, NoteText

QuestionPurpose = Literal["accept", "approve", "choose", "confirm", "allow", "leave"]
QUESTION_PURPOSES: tuple[QuestionPurpose, ...] = get_args(QuestionPurpose)


class QuestionAsked(Entry):
    """A question that a mail puts to one contact; only what that mail printed answers it for certain."""

    kind: Literal["question"] = "question"
    purpose: QuestionPurpose = Field(description="accept, approve, choose, confirm, allow or leave")
    contact: ItemRef = Field(description="id of the contact whose word it is")
    topic: Line = Field(
        description="scope v1, closing, the number of a change, or the id of the record that it is about"
    )
    answers: tuple[Line, ...] = Field(description="what can be answered: yes, no, 1, 2, ...")
    sentences: tuple[NoteText, ...] = Field(description="the sentence that the mail prints for each")
    sha256: Sha256 = Field(description="SHA-256 of the text that it asks about")
    expires: date = Field(description="last day on which its token counts")
    message: SourceRef = Field(description="Message-ID of the mail that asks")


class QuestionAnswered(Entry):
    """The word of a contact that answers a question, on `day`; the mail that says it is kept as evidence."""

    kind: Literal["question_answered"] = "question_answered"
    ref: RecordId = Field(description="id of the question")
    contact: ItemRef = Field(description="id of the contact who answered")
    answer: Line = Field(description="one of the answers that the question offers")
    text: NoteText = Field(description="the sentence that they wrote")
    message: SourceRef | None = Field(None, description="Message-ID of the mail that said it")
    file: str | None = Field(None, description="path of the kept mail inside the workspace")
    sha256: Sha256 | None = Field(None, description="SHA-256 of the mail's bytes")


class EvidenceKept(Entry):
    """A file that shows something about an agreement and came after it was accepted."""

    kind: Literal["evidence"] = "evidence"
    version: int = Field(ge=1, description="version of the agreement")
    file: str = Field(description="path of the kept file inside the workspace")
    sha256: Sha256 = Field(description="SHA-256 of its bytes")
    note: NoteText | None = Field(None, description="what it shows")
