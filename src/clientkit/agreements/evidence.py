"""The mail that shows an acceptance, held against what it is kept for: number, version, day and sender."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from clientkit.errors import ClientkitError, InvalidDataError, UsageError
from clientkit.kernel.mail.message.parse import ReceivedMail, read_message
from clientkit.kernel.mail.reply.parts import split_reply
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.slugs import slugify
from clientkit.kernel.store.agreement_files import EVIDENCE_LIMIT, read_agreed_project, read_manifest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.workspace import Workspace

REPLY = "evidence-reply.eml"
"""What a reply is kept as that came without a file's name."""

_HEADER = re.compile(rb"\s*[A-Za-z][A-Za-z-]*(: |:\r?\n|From )")
_VERSION = re.compile(r"(?i)\b(?:versi(?:on)?\s*[:#.]?\s*|v)(\d{1,4})\b")
SHORTEST_NUMBER = 4
"""Letters from which the form of an agreement's number is its own."""


class Accepted(NamedTuple):
    """What a mail is to show: which paper was accepted, and on which day."""

    number: str
    version: int
    issued: date | None
    on: date


def kept_evidence(path: Path | None) -> dict[str, bytes]:
    """The evidence as it is kept: its own bytes under a plain name.

    Raises:
        NotFoundError: there is no such file.
        UsageError: it is a folder, or larger than what belongs into git.
    """
    if path is None:
        return {}
    if path.is_dir():
        raise UsageError(f"{path} is a folder.", "Name the one file that shows the acceptance.")
    try:
        data = read_limited(path, EVIDENCE_LIMIT)
    except InvalidDataError as error:
        raise UsageError(
            f"{error.message.rstrip('.')}; evidence is kept in git.", "Save the mail without its attachments."
        ) from None
    suffix = path.suffix.lower() if path.suffix[1:].isalnum() and path.suffix.isascii() else ""
    return {f"evidence-{slugify(path.stem) or 'kept'}{suffix}": data}


def mail_in(data: bytes) -> ReceivedMail | None:
    """The mail that a file holds; None for a scan, a picture or whatever else."""
    if not _HEADER.match(data):
        return None
    mail = read_message(data)
    return mail if mail.sender or mail.written else None


def doubts(mail: ReceivedMail, accepted: Accepted, zone: ZoneInfo) -> Iterator[str]:
    """What a mail says that contradicts the acceptance; what it leaves unsaid contradicts nothing."""
    reply = split_reply(mail.text)
    own = "\n".join((reply.above, *reply.below))
    everything = f"{mail.subject}\n{mail.text}"
    numbers = _said(_like(accepted.number), own, everything)
    if numbers and accepted.number.casefold() not in {one.casefold() for one in numbers}:
        yield f"it names {', '.join(sorted(numbers))}, not {accepted.number}"
    versions = {int(one) for one in _said(_VERSION, own, everything)}
    if versions and accepted.version not in versions:
        yield f"it names version {', '.join(map(str, sorted(versions)))}, not {accepted.version}"
    if mail.written is None:
        return
    days = (mail.written.date(), mail.written.astimezone(zone).date())
    if min(days) > accepted.on:
        yield f"it is dated {min(days)}, after the acceptance on {accepted.on}"
    if accepted.issued and max(days) < accepted.issued:
        yield f"it is dated {max(days)}, before the agreement of {accepted.issued}"


def sender_doubts(mail: ReceivedMail, client: Client, accepted_by: str) -> Iterator[str]:
    """Whether somebody else wrote the mail than the client, or than the contact who accepted."""
    known = {one.email.casefold(): one.name for one in client.contacts if one.email}
    writer = known.get(mail.sender.casefold())
    if known and writer is None:
        yield f"it is from {mail.sender or 'nobody that can be told'}, who is no contact of {client.name}"
    elif writer and writer != accepted_by and accepted_by in known.values():
        yield f"it is from {writer}, not from {accepted_by}"


def evidence_problems(
    workspace: Workspace, zone: ZoneInfo, name: ProjectRef, version: int
) -> Iterator[Problem]:
    """A kept mail that shows something else than was recorded, unless it was recorded as forced.

    Whoever wrote it is not looked at: addresses change. What cannot be read is told by those who prove it.
    """
    try:
        manifest = read_manifest(workspace, name, version).value
        if manifest.forced or manifest.change or not manifest.evidence:
            return
        path = workspace.agreement_dir(*name, version) / manifest.evidence
        mail = mail_in(read_limited(path, EVIDENCE_LIMIT))
        issued = read_agreed_project(workspace, name, version).agreement.issued
    except ClientkitError:
        return
    accepted = Accepted(manifest.number, version, issued, manifest.accepted_on)
    for doubt in doubts(mail, accepted, zone) if mail else ():
        message = f"the evidence of version {version} does not fit: {doubt}"
        hint = "Agree on a new version with the mail that accepts it."
        yield Problem(
            file=workspace.relative(path), code="evidence", message=message, hint=hint, severity="warning"
        )


def _said(pattern: re.Pattern[str], *texts: str) -> set[str]:
    """What a pattern finds in the first of the texts in which it finds anything."""
    found: Iterable[set[str]] = ({one[1] for one in pattern.finditer(text)} for text in texts)
    return next((one for one in found if one), set())


def _like(number: str) -> re.Pattern[str]:
    """Numbers of the same form: `SOW-2026-013` beside `SOW-2026-014`."""
    form = re.sub(r"\d+", r"\\d+", re.escape(number))
    is_own = len(number) >= SHORTEST_NUMBER and re.search(r"\d", number) and re.search(r"\D", number)
    return re.compile(rf"(?i)(?<![\w-])({form})(?![\w-])" if is_own else r"(?!)()")
