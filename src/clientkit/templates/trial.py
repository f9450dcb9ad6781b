"""Trying a template on a project of the sample: a document as a page, a letter as a mail."""

from clientkit.documents.compose import as_format, compose
from clientkit.documents.kinds import SampleTrial, document_kind, template_kind
from clientkit.documents.registry import FILE_LETTER, document_of_letter, load
from clientkit.documents.request import DocumentRequest
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.text.words import word_file
from clientkit.outbox.letters import Delivery, LetterContent, LetterContext, document_letter, write_letter
from clientkit.outbox.recipients import contacts_for


def try_template(trial: SampleTrial) -> None:
    """Make what the template is for, and keep none of it.

    Raises:
        ClientkitError: the template has an error.
    """
    name = trial.source.document
    kind = template_kind(name)
    if kind.trial:
        load(kind.trial)(trial)
    elif name == FILE_LETTER or document_of_letter(name):
        _try_letter(trial, document_of_letter(name))
    else:
        request = _request(trial, name)
        as_format(compose(trial.workspace, trial.settings, request, trial.today, trial.templates), "html")


def _request(trial: SampleTrial, document: str) -> DocumentRequest:
    return DocumentRequest(document, *trial.project, trial.source.language, IsoWeek.of(trial.today))


def _try_letter(trial: SampleTrial, document: str | None) -> None:
    """Write the letter of a document, or of a file of one's own."""
    context = LetterContext(trial.workspace, trial.settings, trial.today, trial.templates)
    client = read_client(context.workspace, trial.project.client).value
    if document:
        request = _request(trial, document)
        roles = document_kind(document).recipients
        # the document itself by the shipped template: one's own has a trial of its own
        composed = compose(context.workspace, context.settings, request, context.today)
        document_letter(
            context, composed, contacts_for(client, request.client, roles=roles), Delivery(attachments=())
        )
        return
    language = trial.source.language
    heading = word_file(language)["letter"]["sample"]
    content = LetterContent(trial.project, language, heading, f"# {heading}\n")
    write_letter(context, content, contacts_for(client, trial.project.client), ())
