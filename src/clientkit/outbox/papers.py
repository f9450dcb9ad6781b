"""A paper as a mail: below a covering letter where it is about a project, else as the mail itself."""

from clientkit.documents.paper import Paper, PaperPlace
from clientkit.errors import UsageError
from clientkit.kernel.mail.letter import Letter
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.text.figure import without_figures
from clientkit.outbox.letters import LetterContent, LetterContext, html_part, write_letter
from clientkit.outbox.recipients import contacts_for, envelope, message_id


def paper_letter(context: LetterContext, paper: Paper, place: PaperPlace) -> Letter:
    """The mail, to the contacts that were named, else to the one whose role it is.

    Raises:
        NotFoundError: there is no such contact.
        RefusedError: an address is missing.
        UsageError: the paper is for nobody but oneself.
    """
    from clientkit.kernel.text.mail_text import mail_text

    if place.subject is None:
        raise UsageError("This paper is for yourself: no mail carries it.", "Choose another --format.")
    slug = place.subject.client
    contacts = contacts_for(read_client(context.workspace, slug).value, slug, place.to)
    if place.subject.project:
        project = ProjectRef(slug, place.subject.project)
        content = LetterContent(project, paper.language, paper.title, paper.marked)
        return write_letter(context, content, contacts, ())
    about, text = envelope(context.settings, contacts), without_figures(paper.marked)
    named = message_id(about["sender"], text, *(one.address for one in about["to"]))
    figures = {paper.place: paper.figure.as_png()} if paper.figure and text != paper.marked else {}
    html, pictures = html_part(context, (paper.title, paper.marked, paper.language), named, figures)
    return Letter(
        **about, message_id=named, subject=paper.title, text=mail_text(text), html=html, pictures=pictures
    )
