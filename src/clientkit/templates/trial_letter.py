"""Trying the templates of letters: each with the document of the sample that it goes with."""

from dataclasses import replace

from clientkit.documents.compose import Wanted, compose
from clientkit.documents.kinds import CoverName
from clientkit.kernel.model.values.language import DEFAULT_LANGUAGE
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.text.words import word_file
from clientkit.outbox.letters import (
    COVERS,
    Delivery,
    LetterContent,
    LetterContext,
    document_letter,
    write_letter,
)
from clientkit.outbox.recipients import contacts_for


def try_letter(context: LetterContext, template: CoverName, wanted: Wanted) -> None:
    """Write the letter of a project that a template makes, and keep none.

    Raises:
        ClientkitError: the template has an error.
    """
    client = read_client(context.workspace, wanted.client).value
    document = next((name for name, cover in COVERS.items() if cover == template), None)
    contacts = contacts_for(client, wanted.client, document or "file")
    if document:
        asked = replace(wanted, document=document)
        # the document itself by the shipped template: one's own has a trial of its own
        composed = compose(context.workspace, context.settings, asked, context.today)
        document_letter(context, composed, contacts, Delivery(attachments=()))
        return
    language = wanted.language or DEFAULT_LANGUAGE
    heading = word_file(language)["letter"]["sample"]
    content = LetterContent(wanted.ref, language, heading, f"# {heading}\n")
    write_letter(context, content, contacts, ())
