"""Everything that is due of the clients, with what was said of it on the agenda itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from clientkit.agenda.rules import AgendaRows, Moment, come_up
from clientkit.errors import ClientkitError, NotFoundError, UsageError
from clientkit.kernel.calendar.working_days import Break, WorkingCalendar
from clientkit.kernel.model.values.due import Due
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.store.facts import EVERYTHING, FactKind, facts
from clientkit.kernel.store.workspace import Workspace

if TYPE_CHECKING:
    from clientkit.documents.account import ClientAccount
    from clientkit.kernel.model.files.settings import Settings
    from clientkit.kernel.model.records.record import Entry

ASKS_FOR_MORE = frozenset({"request", "case-study"})
"""What nobody is asked for while they are unhappy."""

Source = Callable[["ClientAccount"], Iterable[Due]]
"""What one room says is due of a client."""


def agenda(workspace: Workspace, scope: Scope, moment: Moment, modules: Sequence[str]) -> AgendaRows:
    """What is due of all clients, one, or one project; what cannot be read becomes a notice."""
    return come_up(read_dues(workspace, scope, moment, modules), moment)


def read_dues(workspace: Workspace, scope: Scope, moment: Moment, modules: Sequence[str]) -> Iterator[Due]:
    """Every item that may come up, as these modules say; of archived clients only where one is named."""
    kind = due_facts(workspace, moment.today.year, modules)
    for _, (archived, items) in facts(workspace, kind, [scope.client] if scope.client else None):
        if scope.client or not archived:
            yield from (one for values in items if scope.project in {None, (one := Due(*values)).project})


def due_facts(workspace: Workspace, year: int, modules: Sequence[str]) -> FactKind:
    """What is due of each client, whatever day it is, and whether it is archived."""

    @cache
    def rules() -> tuple["Settings", WorkingCalendar, list[Source]]:
        from clientkit.documents.account import clock_calendar
        from clientkit.kernel.store.toml.client_file import settings_or_usual

        settings = settings_or_usual(workspace)
        sources = [import_module(f"clientkit.{name}").dues_of for name in modules]
        return settings, clock_calendar(settings, year), sources

    def values(aside: Workspace, slug: str) -> tuple[bool, list[tuple[Any, ...]]]:
        from clientkit.documents.account import read_account

        settings, calendar, sources = rules()
        account = read_account(aside, settings, calendar, slug, (year, year + 1))
        items = [tuple(one) for one in client_dues(account, sources)]
        return bool(account.who and account.who.archived), items

    return FactKind("agenda", EVERYTHING, values, settings=True, also=(year, *modules))


def clock_days(workspace: Workspace, year: int) -> WorkingCalendar:
    """The working days that clocks run on, from facts: see `documents.account.clock_calendar`."""

    def values(aside: Workspace, _: str) -> tuple[Any, ...]:
        from clientkit.documents.account import clock_calendar
        from clientkit.kernel.store.toml.client_file import settings_or_usual

        found = clock_calendar(settings_or_usual(aside), year)
        return found.weekdays, [tuple(one) for one in found.breaks]

    ((_, (weekdays, breaks)),) = facts(
        workspace, FactKind("working-days", (), values, settings=True, also=(year,)), ("",)
    )
    return WorkingCalendar(weekdays, tuple(Break(*one) for one in breaks))


def client_dues(account: "ClientAccount", sources: Sequence[Source]) -> list[Due]:
    """Every item of one client, whatever day it is; see `kernel.model.values.due`.

    A day at the calendar's edge, from which nothing can be reckoned, costs only what comes of it.
    """
    from clientkit.complaints.cases import open_complaints

    found: list[Due] = []
    for source in sources:
        try:
            found += source(account)
        except (ClientkitError, OverflowError) as error:
            said = error.message if isinstance(error, ClientkitError) else "its days leave the calendar"
            account.workspace.notices.add(f"passed over some of what is due of {account.client}: {said}")
    if any(one.kind in ASKS_FOR_MORE for one in found) and open_complaints(account.records):
        found = [one for one in found if one.kind not in ASKS_FOR_MORE]
    return _as_said(found, account.records)


def _as_said(items: Iterable[Due], records: Sequence["Entry"]) -> list[Due]:
    """The items without those that were done by hand; what was put off comes up on its new day."""
    from clientkit.kernel.model.records.agenda import Snoozed

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
