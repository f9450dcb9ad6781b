"""The covering letter of a mail: its subject, and what is said before the document."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from clientkit.documents.kinds import TemplateKind
from clientkit.documents.paper import Paper
from clientkit.documents.parties import Addressee
from clientkit.documents.registry import FILE_LETTER
from clientkit.errors import InvalidDataError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.safe_text import printable_line
from clientkit.kernel.model.values.text import LINE_LIMIT, Prose
from clientkit.kernel.text.template.sources import TemplateSource


class CoverDocument(Model):
    """What the template of a mail is given."""

    title: str = Field(description="name of the project")
    client: str = Field(description="name of the client")
    addressee: Addressee = Field(description="whom the letter greets")
    author: str = Field(description="your name")
    signature: Prose = Field(description="closing lines of your workspace")
    heading: str = Field(description="title of the document that goes with it")
    attachments: tuple[str, ...] = Field(description="names of the files that go with it")
    number: str = Field(description="number of the agreement")
    version: int = Field(description="version of the agreement")
    valid_until: date | None = Field(description="last day on which the agreement can be accepted")
    agreed_on: date | None = Field(description="day the agreement was accepted; empty before that")
    end: date | None = Field(description="end of the project as a timeline or report expects it")
    total: Decimal | None = Field(
        None, description="price with its tax, of an agreement or a change; of a retainer that of one period"
    )
    currency: str = Field("", description="ISO 4217 code of it")
    slip: int = Field(description="working days between the agreed end and that; negative when early")
    week_number: int | None = Field(description="number of a report's week")
    month: date | None = Field(description="first day of a monthly report's month")
    status: str = Field("", description="green, amber or red, of a weekly report; empty where none is known")
    answer_by: date | None = Field(
        None, description="day by which a report or a change needs the answer of the client"
    )
    answer_late: bool = Field(
        False, description="whether a day by which a report needed an answer has passed"
    )
    monday: date | None = Field(description="first day of a report's week")
    sunday: date | None = Field(description="last day of a report's week")
    change: str = Field(description="number of the change that goes with it: CO-1")
    asked_on: date | None = Field(description="day on which that change was asked for")
    days: int = Field(0, description="working days that it adds")


class Cover(Model):
    """A mail's subject, and the Markdown that stands before the document; often none."""

    subject: str
    text: str


def cover(source: TemplateSource, data: Model, language: Language) -> Cover:
    """The covering letter that a template makes: its first line, a heading, is the subject.

    Raises:
        InvalidDataError: the template has an error, or begins with no heading.
    """
    from clientkit.kernel.text.template.engine import render

    return read_cover(str(source.path), render(source, data.model_dump(), language))


def read_cover(place: str, text: str) -> Cover:
    """A mail from its Markdown: its first line, a heading, is the subject.

    Raises:
        InvalidDataError: it begins with no heading; `place` says where it stands.
    """
    from clientkit.kernel.text.markdown.to_html import heading_of

    first, _, rest = text.partition("\n")
    subject = heading_of(first) if first.startswith("# ") else ""
    if not subject:
        raise InvalidDataError(
            f"{place}: the letter does not begin with its subject.",
            "Write it as the first line, a heading: # Weekly report",
        )
    return Cover(subject=printable_line(subject)[:LINE_LIMIT], text=rest.strip("\n"))


def letter_paper(letter: Cover, language: Language, on: date, author: str) -> Paper:
    """A letter on paper, headed by its subject."""
    from clientkit.kernel.text.markdown.escape import mark, resolve_marks

    heading = resolve_marks(f"# {mark(letter.subject)}")
    return Paper.of_text(f"{heading}\n\n{letter.text}\n", language, on, author)


def letter_text(letter: Cover, document: str) -> str:
    """The covering letter with the document below; the document alone where nothing is said before it."""
    return f"{letter.text}\n\n---\n\n{document}" if letter.text else document


FILE_LETTER_KIND = TemplateKind(name=FILE_LETTER, context_type=CoverDocument)
"""The letter that carries a file of one's own."""
