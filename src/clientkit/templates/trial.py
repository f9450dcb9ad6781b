"""Trying a template on a project of the sample: a document as a page, a letter as a mail."""

from importlib.util import find_spec
from pathlib import Path

from clientkit.documents.compose import as_format, compose
from clientkit.documents.kinds import SampleTrial, document_kind, template_kind
from clientkit.documents.look import style_text
from clientkit.documents.paper import Paper
from clientkit.documents.registry import FILE_LETTER, document_of_letter, load
from clientkit.documents.request import DocumentRequest
from clientkit.errors import InvalidDataError
from clientkit.kernel.model.values.language import DEFAULT_LANGUAGE
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.text.brand.look import Look
from clientkit.kernel.text.markdown.leftovers import leftovers
from clientkit.kernel.text.pdf_metadata import UNDATED, Imprint
from clientkit.kernel.text.words import word_file
from clientkit.outbox.letters import Delivery, LetterContent, LetterContext, document_letter, write_letter
from clientkit.outbox.recipients import contacts_for

_ALL_KINDS = """# Heading

**Subtitle**

A paragraph with `code`, a [link](https://example.org) and *words*.

1. One
2. Two

- [x] Done

> Quoted

| Word | Number |
|:--|--:|
| One | 1 |

---

```
code
```
"""


def try_template(trial: SampleTrial) -> str:
    """Make what the template is for, and keep none of it; what it says, as Markdown or as a mail's text.

    Raises:
        ClientkitError: the template has an error.
    """
    name = trial.source.document
    kind = template_kind(name)
    if kind.trial:
        return str(load(kind.trial)(trial))
    if name == FILE_LETTER or document_of_letter(name):
        return _try_letter(trial, document_of_letter(name))
    request = _request(trial, name)
    composed = compose(trial.workspace, trial.settings, request, trial.today, trial.templates)
    as_format(composed, "html")
    return composed.marked


def read_as_client(trial: SampleTrial, text: str) -> list[str]:
    """What the client would stumble over; dates of another language only where the sample speaks this one."""
    client = read_client(trial.workspace, trial.project.client).value
    spoken = read_project(trial.workspace, *trial.project).value.language or client.language
    return list(leftovers(text, spoken if spoken == trial.source.language else None))


def try_style(templates: Path, name: str) -> None:
    """Use a style file of one's own; that of PDFs where Typst is installed.

    Raises:
        ClientkitError: it is more than data, or Typst refuses it.
    """
    text = style_text(templates, name) or ""
    if not name.endswith(".typ") or not find_spec("typst"):
        return
    paper = Paper(_ALL_KINDS, "Sample", DEFAULT_LANGUAGE, Imprint("Sample", UNDATED, ""))
    said: list[str] = []
    paper.made("pdf", Look(styles=((name, text),)), said.append)
    if said:
        raise InvalidDataError(said[0], "Mend it, or copy the shipped one anew.")


def _request(trial: SampleTrial, document: str) -> DocumentRequest:
    return DocumentRequest(document, *trial.project, trial.source.language, IsoWeek.of(trial.today))


def _try_letter(trial: SampleTrial, document: str | None) -> str:
    """The text of the letter of a document, or of a file of one's own."""
    context = LetterContext(trial.workspace, trial.settings, trial.today, trial.templates)
    client = read_client(context.workspace, trial.project.client).value
    if document:
        request = _request(trial, document)
        roles = document_kind(document).recipients
        # the document itself by the shipped template: one's own has a trial of its own
        composed = compose(context.workspace, context.settings, request, context.today)
        contacts = contacts_for(client, request.client, roles=roles)
        return document_letter(context, composed, contacts, Delivery(attachments=())).text
    language = trial.source.language
    heading = word_file(language)["letter"]["sample"]
    content = LetterContent(trial.project, language, heading, f"# {heading}\n")
    return write_letter(context, content, contacts_for(client, trial.project.client), ()).text
