"""Everything that is due of the clients, with what was said of it on the agenda itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from clientkit.agenda.rules import AgendaRows, Moment, come_up
from clientkit.documents.account import ClientAccount, read_account
from clientkit.errors import NotFoundError, UsageError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.agenda import Snoozed
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.due import Due
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.store.workspace import Workspace

Source = Callable[[ClientAccount], Iterable[Due]]
"""What one room says is due of a client."""


def agenda(
    workspace: Workspace, settings: Settings, scope: Scope, moment: Moment, sources: Sequence[Source]
) -> AgendaRows:
    """What is due of all clients, one, or one project; what cannot be read becomes a notice."""
    return come_up(read_dues(workspace, settings, scope, moment, sources), moment)


def read_dues(
    workspace: Workspace, settings: Settings, scope: Scope, moment: Moment, sources: Sequence[Source]
) -> Iterator[Due]:
    """Every item that may come up; of archived clients only where one of them is named."""
    for slug in scope.clients(workspace):
        account = read_account(workspace, settings, moment.calendar, slug)
        if scope.client or not (account.who and account.who.archived):
            yield from (one for one in client_dues(account, sources) if scope.project in {None, one.project})


def client_dues(account: ClientAccount, sources: Sequence[Source]) -> list[Due]:
    """Every item of one client, whatever day it is; see `kernel.model.values.due`."""
    return _as_said([one for source in sources for one in source(account)], account.records)


def _as_said(items: Iterable[Due], records: Sequence[Entry]) -> list[Due]:
    """The items without those that were done by hand; what was put off comes up on its new day."""
    said = {one.key: one for one in records if isinstance(one, Snoozed)}
    kept = []
    for item in items:
        word = said.get(item.key)
        if word is None:
            kept.append(item)
        elif word.until is not None:
            day = word.until.isoformat()
            kept.append(item._replace(due=max(item.due, day), shown_from=day))
    return kept


def find_due(items: Iterable[Due], beginning: str) -> Due:
    """The one item whose key, or the id that its command names, begins so.

    Raises:
        NotFoundError: there is none.
        UsageError: there are several.
    """
    word = beginning.strip().lower()
    items = list(items)
    found = [one for one in items if word and one.key.startswith(word)]
    found = found or [one for one in items if word and one.id.lower().startswith(word)]
    if not found:
        raise NotFoundError(
            f"Nothing on the agenda has a key that begins with {beginning[:40]!r}.",
            "See the keys, at the end of each line: clientkit agenda",
        )
    if len(found) > 1:
        listed = ", ".join(f"{one.key} ({one.text[:40]})" for one in found[:5])
        raise UsageError(f"{beginning[:40]!r} could be {listed}.", "Write more of the key.")
    return found[0]
