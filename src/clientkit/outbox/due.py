"""What is due of the outbox: drafts that were written and not sent."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from clientkit.documents.account import ClientAccount
from clientkit.kernel.model.records.correspondence import MailSending
from clientkit.kernel.model.values.due import Due, due_key, plus_days

FORGOTTEN = 3
"""Days after which a draft is asked about."""

HEAD = 8192
"""Bytes of a draft in which its fields stand."""

_MESSAGE = re.compile(rb"(?im)^message-id:\s*(<[^>\r\n]{1,200}>)")


def dues_of(account: ClientAccount) -> Iterator[Due]:
    """Drafts in the folders of documents that went in no mail, three days after they were written."""
    sent = {one.message for one in account.records if isinstance(one, MailSending)}
    for project in (None, *account.workspace.projects(account.client)):
        for path in sorted(account.workspace.documents_dir(account.client, project).glob("*.eml")):
            found = _draft(path)
            if found and found[0] not in sent:
                yield _item(account, project, path, found[1])


def _draft(path: Path) -> tuple[str, date] | None:
    """A draft's Message-ID, and the day on which its file was written."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
        day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except (OSError, OverflowError, ValueError):
        return None
    match = _MESSAGE.search(head)
    return (match[1].decode("ascii", "replace"), day) if match else None


def _item(account: ClientAccount, project: str | None, path: Path, day: date) -> Due:
    name = account.workspace.relative(path)
    return Due(
        key=due_key("draft", account.client, project, path.name),
        kind="draft",
        id=path.name,
        client=account.client,
        project=project,
        owner="us",
        due=plus_days(day, FORGOTTEN),
        weight="watch",
        text=f"send or drop the draft {path.name}",
        why=f"written on {day}",
        do=f"clientkit mail send {name}",
        shown_from=plus_days(day, FORGOTTEN),
        by_hand=True,
    )
