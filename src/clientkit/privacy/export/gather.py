"""What goes into an export: a client's files and records, a project's evidence, or one person's part."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clientkit.errors import ClientkitError, NotFoundError
from clientkit.kernel.mail.message.parse import read_message
from clientkit.kernel.mail.reply.parts import split_reply
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.agreement_files import EVIDENCE_LIMIT
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.journal.read import examined_journal, read_journal
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.template.sources import find_template
from clientkit.privacy.export.archive import as_lines
from clientkit.privacy.export.page import (
    EXPORT,
    Enclosed,
    ExportDocument,
    Extent,
    Place,
    facts_of,
    happenings,
    page_text,
)
from clientkit.privacy.export.person import DataSubject

TEXTS = frozenset({".md", ".toml", ".txt"})
"""Files whose lines are looked at for a name."""


@dataclass
class Gathered:
    """The files of an export by their paths, and what the page says of them."""

    folder: str
    """The name of the one folder that holds them."""
    language: Language
    files: dict[str, bytes] = field(default_factory=dict)
    listed: list[Enclosed] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)

    def add(self, path: str, data: bytes, what: Any) -> None:
        """Enclose a file."""
        self.files[path] = data
        self.listed.append(Enclosed(path=path, what=what))


def of_client(workspace: Workspace, settings: Settings, client: str) -> Gathered:
    """All that is kept of a client: its files as they are, and its records in one file."""
    who = read_client(workspace, client).value
    gathered = Gathered(client, who.language)
    for path in _files_below(workspace, workspace.client_dir(client)):
        name = path.relative_to(workspace.client_dir(client)).as_posix()
        if not name.startswith("journal/"):
            _enclose(workspace, gathered, path, name)
    gathered.records = _all_records(workspace, client)
    values = who.model_dump(exclude_defaults=True)
    tables = {name: values.pop(name) for name in ("preferences", "source", "consent") if name in values}
    people = values.pop("contacts", ())
    facts = facts_of("client", values, who.language)
    for name, table in (*tables.items(), *(("contact", one) for one in people)):
        facts += facts_of(name, table, who.language)
    return _with_page(workspace, settings, client, gathered, ("client", who.name, facts, ()))


def of_project(workspace: Workspace, settings: Settings, name: ProjectRef) -> Gathered:
    """The evidence of a project: its history, its versions with the replies to them, what was sent."""
    who, project = read_client(workspace, name.client).value, read_project(workspace, *name).value
    gathered = Gathered(f"{name.client}-{name.project}", project.language or who.language)
    gathered.records = [
        one for one in _all_records(workspace, name.client) if one.get("project") == name.project
    ]
    top = workspace.project_dir(*name)
    _enclose(workspace, gathered, workspace.project_file(*name), "project.toml")
    for path in _files_below(workspace, workspace.agreements_dir(*name)):
        _enclose(workspace, gathered, path, path.relative_to(top).as_posix())
    for record in gathered.records:
        if record.get("file"):
            _enclose_named(workspace, gathered, record, top)
    return _with_page(workspace, settings, name.client, gathered, ("project", project.title, (), ()))


def of_contact(workspace: Workspace, settings: Settings, client: str, contact: str) -> Gathered:
    """All that is kept of one person, and nothing that is somebody else's.

    Raises:
        NotFoundError: the client has no such contact.
    """
    who = read_client(workspace, client).value
    own = next((one for one in who.contacts if one.id == contact), None)
    if own is None:
        known = ", ".join(one.id for one in who.contacts) or "none"
        raise NotFoundError(f"{client} has no contact called {contact[:80]!r}.", f"There is: {known}.")
    person = DataSubject(own, who, _all_records(workspace, client))
    gathered = Gathered(f"{client}-{contact}", own.language or who.language)
    gathered.records = [person.shown(one) for one in person.about()]
    gathered.add("contact.toml", _toml(own.model_dump(mode="json", exclude_defaults=True)), "toml")
    for number, text in enumerate(_mails_of(workspace, person, client), 1):
        gathered.add(f"mails/{number:03}.txt", text.encode(), "mail")
    facts = facts_of("contact", own.model_dump(exclude={"id"}), gathered.language)
    places = tuple(_places(workspace, person, client))
    return _with_page(workspace, settings, client, gathered, ("contact", own.name, facts, places))


def _with_page(
    workspace: Workspace,
    settings: Settings,
    client: str,
    gathered: Gathered,
    said: tuple[Extent, str, Any, Any],
) -> Gathered:
    """The records as a file, and the page to read, as Markdown and for a browser."""
    from clientkit.kernel.text.web_page import page

    counting = {one.id for one in read_journal(workspace, client)}
    told = [one for one in gathered.records if one["id"] in counting and one["kind"] != "retraction"]
    gathered.add("records.jsonl", as_lines(gathered.records), "record")
    extent, name, facts, places = said
    document = ExportDocument(
        extent=extent,
        name=name,
        client=read_client(workspace, client).value.name,
        author=settings.you.name,
        email=settings.you.email,
        facts=facts,
        happened=happenings(told, gathered.language),
        places=places,
        files=tuple(sorted(gathered.listed, key=lambda one: one.path)),
    )
    text = page_text(document, find_template(EXPORT.name, gathered.language, workspace.templates_dir))
    gathered.files["index.md"] = text.encode()
    gathered.files["index.html"] = page(text, name, gathered.language).encode()
    return gathered


def _all_records(workspace: Workspace, client: str) -> list[dict[str, Any]]:
    """Every record of a client as it was written, in the order of time, also those that do not count now."""
    problems, numbered = examined_journal(workspace, client)
    for one in problems:
        workspace.notices.add(f"passed over {one.file}:{one.line}: {one.message}")
    found = {record.id: record for _, _, record in numbered}
    ordered = sorted(found.values(), key=lambda one: (one.ts, one.id))
    return [one.model_dump(mode="json", exclude_unset=True, exclude_none=True) for one in ordered]


def _files_below(workspace: Workspace, folder: Path) -> Iterator[Path]:
    """The regular files of a folder of the workspace; what is a link is told, and not followed."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            workspace.notices.add(f"passed over {workspace.relative(path)}: a link")
        elif path.is_file():
            yield path


def _enclose(workspace: Workspace, gathered: Gathered, path: Path, name: str) -> None:
    if (data := _bytes_of(workspace, path)) is not None:
        gathered.add(name, data, _kind_of(name))


def _kind_of(name: str) -> str:
    """What a file is by its path, as `Enclosed` says it."""
    if "agreements/" in name:
        return "agreement"
    usual = "document" if "documents/" in name else "file"
    return {"toml": "toml", "eml": "mail"}.get(name.rpartition(".")[2], usual)


def _enclose_named(workspace: Workspace, gathered: Gathered, record: dict[str, Any], top: Path) -> None:
    """The document or the reply that a record names, where it is still as it was."""
    path = workspace.root / record["file"]
    inside = path.resolve().is_relative_to(workspace.root.resolve())
    name = path.relative_to(top).as_posix() if path.is_relative_to(top) else f"others/{path.name}"
    if name in gathered.files:
        return
    data = _bytes_of(workspace, path) if inside and path.is_file() else None
    if data is None:
        gathered.listed.append(Enclosed(path=record["file"], what="gone"))
        return
    expected = record.get("file_sha256") or record.get("sha256")
    is_as_it_was = expected in {None, digest(data)}
    gathered.add(name, data, _kind_of(name) if is_as_it_was else "gone")


def _bytes_of(workspace: Workspace, path: Path) -> bytes | None:
    try:
        return read_limited(path, EVIDENCE_LIMIT)
    except ClientkitError as error:
        workspace.notices.add(f"passed over {workspace.relative(path)}: {error.message}")
        return None


def _mails_of(workspace: Workspace, person: DataSubject, client: str) -> Iterator[str]:
    """The mails from and to a person as text: of theirs their own words, in all nobody else's."""
    own = person.contact.email.casefold()
    for path in _files_below(workspace, workspace.client_dir(client)) if own else ():
        data = _bytes_of(workspace, path) if path.suffix == ".eml" else None
        if data is None:
            continue
        mail = read_message(data)
        to = ", ".join(mail.parts.whole.fields.all("To") + mail.parts.whole.fields.all("Cc"))
        is_theirs = mail.sender == own
        strangers = {one.email.casefold() for one in person.others if one.email}
        if is_theirs or (own in to.casefold() and mail.sender not in strangers):
            reply = split_reply(mail.text)
            text = "\n".join([reply.above, *reply.below]) if is_theirs else mail.text
            when = mail.written.isoformat() if mail.written else ""
            head = f"{workspace.relative(path)}\n{mail.sender} > {to}\n{when}\n{mail.subject}\n\n"
            yield str(person.hide(f"{head}{text}\n"))


def _places(workspace: Workspace, person: DataSubject, client: str) -> Iterator[Place]:
    """Lines of the client's files that name a person, beside their own row and the mails."""
    row = {str(value) for value in dict(person.contact).values()}
    for path in _files_below(workspace, workspace.client_dir(client)):
        data = _bytes_of(workspace, path) if path.suffix in TEXTS else None
        lines = data.decode("utf-8", "replace").splitlines() if data else []
        for number, line in enumerate(lines, 1):
            is_own = path.name == "client.toml" and line.partition("=")[2].strip().strip('"') in row
            if not is_own and person.is_named_in(line):
                place = f"{workspace.relative(path)}:{number}"
                yield Place(place=str(person.hide(place)), text=str(person.hide(line.strip())))


def _toml(values: dict[str, Any]) -> bytes:
    import tomli_w

    return tomli_w.dumps(values, multiline_strings=True).encode()
