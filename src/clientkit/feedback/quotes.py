"""Words of clients that may be quoted: exactly those that they allowed, named as they allowed it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from pydantic import Field

from clientkit.errors import ClientkitError
from clientkit.feedback.case_studies import case_studies
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.records.feedback import Consented, Feedback
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_ids import origin_of
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace

CREDITS = ("name", "company", "anonymous")
"""How somebody can be named below their words, as the letter `testimonial` offers it."""

TEXTS = frozenset({".md", ".txt", ".html", ".htm", ".toml", ".j2"})
"""Files in which words may have been put that are published."""


class AllowedQuote(Model):
    """Words that may be quoted."""

    id: str = Field(description="id of the answer whose words they are; of a case study, of the consent")
    purpose: str = Field(description="testimonial or case-study")
    client: str = Field(description="client whose they are")
    project: str | None = Field(description="project that they are about")
    contact: str = Field(description="id of the contact who said them")
    allowed_on: date = Field(description="day on which they were allowed")
    credit: str = Field(description="how they are named below them; empty without a name")
    text: str = Field(description="the words, as they were allowed")


class Quotes(Rows[AllowedQuote]):
    """Words that may be quoted, the latest first."""


def list_quotes(workspace: Workspace, scope: Scope) -> Quotes:
    """The words that may be quoted, of all clients, of one, or about one project."""
    found: list[AllowedQuote] = []
    for slug in scope.clients(workspace):
        records = read_journal(workspace, slug)
        last = [one for one in last_words(records) if one[0].given and scope.covers(one[1].project)]
        studies = [one for one in case_studies(workspace, records) if one.is_as_allowed]
        if last or studies:
            who = read_client(workspace, slug).value
            found += [_quote(word, (said.id, said.project, str(said.comment)), who) for word, said in last]
            found += [
                _quote(word, (word.id, word.project, str(text)), who)
                for word, text in studies
                if scope.covers(word.project)
            ]
    return Quotes(sorted(found, key=lambda one: (one.allowed_on, one.id), reverse=True))


def last_words(records: Sequence[Entry]) -> list[tuple[Consented, Feedback]]:
    """What each contact said last of having an answer of theirs quoted, with the answer.

    A no to all quoting takes back what was allowed before it. Words that were corrected are not the ones
    that were allowed.
    """
    answers = {origin_of(one): one for one in records if isinstance(one, Feedback) and one.comment}
    last: dict[str, Consented] = {}
    for one in records:
        if not isinstance(one, Consented) or one.purpose != "testimonial":
            continue
        if one.ref:
            last[one.ref] = one
        elif not one.given:
            last |= {ref: one for ref, before in last.items() if before.contact == one.contact}
    return [
        (word, answers[ref])
        for ref, word in last.items()
        if ref in answers and (not word.given or word.sha256 == digest(str(answers[ref].comment).encode()))
    ]


def credit_line(credit: str, contact: str, client: Client) -> str:
    """How somebody is named below their words."""
    name = next((one.name for one in client.contacts if one.id == contact), "")
    return {"name": f"{name}, {client.name}".removeprefix(", "), "company": client.name}.get(credit, "")


def withdrawn_problems(workspace: Workspace, records: Iterable[Entry]) -> Iterator[Problem]:
    """Files outside the clients' folders in which words stand that may not be quoted any more."""
    records = [*records]
    withdrawn = [
        (said.id, str(said.about), str(said.comment)) for word, said in last_words(records) if not word.given
    ]
    withdrawn += [
        (word.id, word.client, text)
        for word, text in case_studies(workspace, records)
        if text and not word.given
    ]
    for path in _texts(workspace.root) if withdrawn else ():
        try:
            text = _plain(read_limited(path).decode("utf-8", "replace"))
        except ClientkitError:
            continue
        for name, about, words in withdrawn:
            if _plain(words) in text:
                message = f"quotes words of {about} that may not be quoted ({name})"
                yield Problem(
                    file=workspace.relative(path),
                    code="withdrawn-quote",
                    message=message,
                    hint="Take them out, here and where it was published.",
                )


def has_withdrawn(workspace: Workspace, slug: str) -> bool:
    """Whether words of theirs must not stand anywhere, or a case study may change: read each time."""
    records = read_journal(workspace, slug)
    return any(not word.given for word, _ in last_words(records)) or bool(case_studies(workspace, records))


def _texts(root: Path) -> Iterator[Path]:
    for folder in sorted(root.iterdir()):
        if folder.name == "clients" or folder.name.startswith("."):
            continue
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.suffix in TEXTS and path.is_file() and not path.is_symlink():
                yield path


def _quote(word: Consented, said: tuple[str, str | None, str], client: Client) -> AllowedQuote:
    name, project, text = said
    return AllowedQuote(
        id=name,
        purpose=word.purpose,
        client=word.client,
        project=project,
        contact=word.contact,
        allowed_on=word.day,
        credit=credit_line(word.credit or "", word.contact, client),
        text=text,
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
