"""Trying the templates of letters: each with the document of the sample that it goes with."""

from dataclasses import replace

from clientkit.documents.compose import Wanted, compose
from clientkit.documents.kinds import CoverName
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.outbox.letters import COVERS, Delivery, Desk, Paper, enclosed, written
from clientkit.outbox.recipients import contacts_for


def try_letter(desk: Desk, template: CoverName, wanted: Wanted) -> None:
    """Write the letter of a project that a template makes, and keep none.

    Raises:
        ClientkitError: the template has an error.
    """
    client = read_client(desk.workspace, wanted.client).value
    document = next((name for name, cover in COVERS.items() if cover == template), None)
    contacts = contacts_for(client, wanted.client, document or "file")
    if document:
        asked = replace(wanted, document=document)
        # the document itself by the shipped template: one's own has a trial of its own
        composed = compose(desk.workspace, desk.settings, asked, desk.today)
        written(desk, composed, contacts, Delivery(enclosed=()))
        return
    heading = "Style guide" if wanted.language == "en" else "Panduan gaya"
    paper = Paper(wanted.ref, wanted.language or "en", heading, f"# {heading}\n")
    enclosed(desk, paper, contacts, ())
