"""The privacy notice: what is kept of a client, why, how long and who sees it, made from the model itself."""

import re
from contextlib import suppress
from typing import Literal

from pydantic import Field

from clientkit.documents.kinds import SampleTrial, TemplateKind
from clientkit.errors import OutsideError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.privacy import Law
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.store.git import is_inside_repository, run_git
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.template.sources import TemplateSource
from clientkit.privacy.kept import KINDS, PURPOSES, fields_of, kind_label, label
from clientkit.privacy.requests import law_for

_HOST = re.compile(r"(?:^[a-z+]+://(?:[^/@]*@)?|^(?:[^/@:]*@)?)(?P<host>[\w.-]+\.[\w-]+)(?::|/)")
"""Where a remote of git lies, in both of the ways that git writes it; a folder has none."""


class KeptFor(Model):
    """What is kept for one purpose."""

    purpose: Literal["person", "party", "consent", "agreement", "work", "talk", "feedback", "complaint"] = (
        Field(description="what it is kept for, as a code")
    )
    fields: tuple[str, ...] = Field(description="all that is kept, in words, each once")
    notes: tuple[str, ...] = Field(description="what is written down of, in words; empty for files alone")


class NoticeDocument(Model):
    """What the template of the privacy notice is given."""

    client: str = Field(description="name of the client")
    author: str = Field(description="your name, the legal one where it is given")
    address: str = Field(description="your postal address")
    email: str = Field(description="your mail address")
    phone: str = Field(description="your telephone number")
    kept: tuple[KeptFor, ...] = Field(description="what is kept, by what it is kept for")
    agreements_years: int = Field(description="years for which agreements are kept after the work")
    mail_host: str = Field(description="the server that mail goes through; empty where none is set")
    copies_at: tuple[str, ...] = Field(description="hosts that hold a copy of the workspace (git remotes)")
    law: Law = Field(description="whose time holds for requests: pdp (Indonesia) or gdpr")


def notice_document(
    workspace: Workspace, settings: Settings, client: str, language: Language
) -> NoticeDocument:
    """What is true for a client: the model's fields, the policies, the servers that are set."""
    you = settings.you
    kept = tuple(
        KeptFor.model_validate(
            {
                "purpose": one,
                "fields": tuple(dict.fromkeys(label(*field, language) for field in fields_of(one))),
                "notes": tuple(dict.fromkeys(kind_label(kind, language) for kind in KINDS.get(one, ()))),
            }
        )
        for one in PURPOSES
    )
    return NoticeDocument(
        client=read_client(workspace, client).value.name,
        author=you.legal_name or you.name,
        address=you.address,
        email=you.email,
        phone=you.phone,
        kept=kept,
        agreements_years=settings.policies.keep_agreements_years,
        mail_host=settings.mail.smtp.host,
        copies_at=tuple(_hosts(workspace)),
        law=law_for(workspace, settings, client),
    )


def notice_text(workspace: Workspace, settings: Settings, client: str, source: TemplateSource) -> str:
    """The notice as Markdown.

    Raises:
        InvalidDataError: the template has an error, or a field of the model has no word in the language.
    """
    from clientkit.kernel.text.template.engine import render

    document = notice_document(workspace, settings, client, source.language)
    return render(source, document.model_dump(), source.language)


def notice_language(workspace: Workspace, client: str, to: tuple[str, ...]) -> Language:
    """The language of the one who reads it; the client's where they are several or nobody was named."""
    who = read_client(workspace, client).value
    spoken = {one.language or who.language for one in who.contacts if one.id in to}
    return spoken.pop() if len(spoken) == 1 else who.language


def _hosts(workspace: Workspace) -> list[str]:
    """The hosts of the workspace's git remotes."""
    if not is_inside_repository(workspace.root):
        return []
    urls: list[str] = []
    with suppress(OutsideError):  # where git has none
        urls = run_git(workspace.root, ["config", "--get-regexp", r"^remote\..*\.url$"]).splitlines()
    found = (_HOST.match(one.partition(" ")[2]) for one in urls)
    return sorted({one["host"] for one in found if one})


def try_notice(trial: SampleTrial) -> None:
    """Write the notice to a client of the sample.

    Raises:
        ClientkitError: the template has an error.
    """
    notice_text(trial.workspace, trial.settings, trial.project.client, trial.source)


NOTICE = TemplateKind(
    name="privacy-notice",
    context_type=NoticeDocument,
    trial="clientkit.privacy.notice.document:try_notice",
)
