"""A file of a project's `documents/` as a letter: one that clientkit makes, or any other Markdown."""

from dataclasses import dataclass
from pathlib import Path

from clientkit.correspondence.document_editions import issue_and_edition
from clientkit.documents.compose import as_format, compose
from clientkit.documents.issue import DOCUMENT_LIMIT, request_of_file
from clientkit.documents.kinds import document_kind
from clientkit.documents.look import look_of
from clientkit.documents.paper import Paper
from clientkit.documents.parties import Engagement
from clientkit.documents.request import DocumentRequest
from clientkit.errors import InvalidDataError, NotFoundError, RefusedError, UsageError
from clientkit.kernel.mail.letter import Attachment, Letter
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.slugs import slugify
from clientkit.kernel.store.lookup import place_of
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.pdf_metadata import Imprint
from clientkit.outbox.letters import Delivery, LetterContent, LetterContext, calendar_attachment, write_letter
from clientkit.outbox.recipients import contacts_for


@dataclass(frozen=True)
class OwnFile:
    """A Markdown file of one's own in a project's `documents/`."""

    project: ProjectRef
    path: Path
    language: Language | None = None

    @property
    def client(self) -> str:
        """The client whose project it is."""
        return self.project[0]


def named_by(workspace: Workspace, path: Path, language: Language | None) -> DocumentRequest | OwnFile:
    """What the path of a document stands for: a document that clientkit makes, or a file of one's own.

    Raises:
        NotFoundError: there is no such file.
        UsageError: it is no Markdown in a project's `documents/`.
    """
    place = place_of(workspace, path)
    if place.client is None or place.project is None or path.suffix != ".md":
        raise _elsewhere(path)
    project = ProjectRef(place.client, place.project)
    if path.parent.resolve() != workspace.documents_dir(*project).resolve():
        raise _elsewhere(path)
    if not path.exists():
        raise NotFoundError(f"There is no file {path}.", "Name a document, or the path of one in documents/.")
    known = issue_and_edition(path.name)
    stem = known[0].stem if known else path.stem
    return request_of_file(stem, project, language) or OwnFile(project, path, language)


def require_current(context: LetterContext, request: DocumentRequest, path: Path) -> None:
    """Refuse a file that says something else than its document would today; a report keeps its own words.

    Raises:
        RefusedError: it does.
    """
    if document_kind(request.document).keeps_words:
        return
    composed = compose(context.workspace, context.settings, request, context.today)
    if read_limited(path, DOCUMENT_LIMIT) != as_format(composed, "md"):
        raise RefusedError(
            f"{context.workspace.relative(path)} is not what the {request.document} says today.",
            f"Render it anew, or mail it as it is today: clientkit mail draft {request.document} "
            f"{request.ref}",
        )


def letter_of_file(context: LetterContext, file: OwnFile, delivery: Delivery) -> Letter:
    """A file of one's own as a letter; its first heading is what the covering letter calls it.

    Raises:
        InvalidDataError: it is not text, or its covering letter cannot be made.
        ClientkitError: see `outbox.letters.letter_of`.
    """
    from clientkit.kernel.text.markdown.to_html import heading_of

    client = read_client(context.workspace, file.project[0]).value
    project = read_project(context.workspace, *file.project).value
    contacts = contacts_for(client, file.project[0], delivery.to)
    text = _text(context.workspace, file.path)
    reading = Engagement(project, client, context.settings, greeted=tuple(one.id for one in contacts))
    language = file.language or reading.letter_language
    content = LetterContent(file.project, language, heading_of(text) or file.path.stem, text)
    return write_letter(context, content, contacts, _attachments(context, content, file.path, delivery))


def _attachments(
    context: LetterContext, content: LetterContent, path: Path, delivery: Delivery
) -> tuple[Attachment, ...]:
    return tuple(
        _printed(context, content, path)
        if kind == "pdf"
        else calendar_attachment(context, content.project, content.language)
        for kind in delivery.attachments or ()
    )


def _printed(context: LetterContext, content: LetterContent, path: Path) -> Attachment:
    imprint = Imprint(content.heading, context.today, context.settings.you.name)
    paper = Paper(content.marked, content.heading, content.language, imprint)
    workspace = context.workspace
    look = look_of(workspace, context.settings, content.language)
    pdf = paper.made("pdf", look, workspace.notices.add)
    return Attachment(name=f"{slugify(path.stem) or 'document'}.pdf", mime="application/pdf", data=pdf)


def _text(workspace: Workspace, path: Path) -> str:
    try:
        return read_limited(path).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise InvalidDataError(
            f"{workspace.relative(path)} is not UTF-8 text.", "Save it as UTF-8."
        ) from None


def _elsewhere(path: Path) -> UsageError:
    return UsageError(
        f"{path} is no document of a project.",
        "Name a document, such as report or scope, or a Markdown file in a project's documents/.",
    )
