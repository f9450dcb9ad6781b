"""What a command has at hand: the workspace, today's date, where you stand, names for new records."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, overload

from clientkit.errors import OutputError
from clientkit.kernel.model.values.date_span import Span, span_of
from clientkit.kernel.model.values.references import ProjectRef, Scope, Subject
from clientkit.kernel.model.values.safe_text import visible
from clientkit.kernel.screen.options import Root
from clientkit.kernel.screen.output import is_interactive, say
from clientkit.kernel.screen.surroundings import believed_today, new_id, working_folder
from clientkit.kernel.store.lookup import find_client, find_project, find_subject, place_of, scope_or_all
from clientkit.kernel.store.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    import typer

    from clientkit.kernel.model.files.settings import Settings
    from clientkit.kernel.model.records.record import Stamp
    from clientkit.kernel.model.values.week import IsoWeek

NOTICES = 20
"""Notices that are told one by one: a screenful."""


@dataclass(frozen=True)
class Session:
    """One run of one command."""

    workspace: Workspace
    here: Scope
    room: str
    """The room of the command, whose views show what it found or did."""
    hooks: Mapping[str, str]
    """By its name, the module of each function that a room offers to one below it."""
    due_modules: tuple[str, ...] = ()
    """The modules whose `dues_of` says what is due of a client."""

    @cached_property
    def settings(self) -> "Settings":
        """The workspace's settings; an error where they cannot be read."""
        from clientkit.kernel.store.toml.client_file import read_settings

        return read_settings(self.workspace).value

    @cached_property
    def zone(self) -> "ZoneInfo":
        """The time zone that days are counted in; UTC, with a notice, where the settings cannot be read."""
        from zoneinfo import ZoneInfo

        from clientkit.errors import InvalidDataError
        from clientkit.kernel.store.facts import settings_facts

        try:
            return ZoneInfo(settings_facts(self.workspace)["defaults"]["timezone"])
        except InvalidDataError as error:
            self.workspace.notices.add(f"passed over {error.message}; days are counted in UTC")
            return ZoneInfo("UTC")

    @cached_property
    def today(self) -> date:
        """The date that the tool believes in."""
        return believed_today() or datetime.now(self.zone).date()

    def show(self, result: object, *, as_json: bool, **how: Any) -> None:
        """Print what the command found or did; see `clientkit.kernel.screen.show.show`."""
        from clientkit.kernel.screen.show import show

        show(result, self.room, as_json=as_json, **how)

    def show_all(self, results: "Iterable[object]", *, as_json: bool, **how: Any) -> None:
        """Print what a command did to several things; under `--json` one object, of kind `finished`."""
        from clientkit.kernel.screen.show import show_all

        show_all(results, self.room, as_json=as_json, **how)

    def client(self, text: str | None) -> str:
        """The client that a text names, or whose folder one stands in; see `find_client`."""
        return find_client(self.workspace, text, self.here)

    def project(self, text: str | None) -> ProjectRef:
        """The project that a text names, or whose folder one stands in; see `find_project`."""
        return find_project(self.workspace, text, self.here)

    def subject(self, text: str | None) -> Subject:
        """The client, or the project, that a text names or that one stands in; see `find_subject`."""
        return find_subject(self.workspace, text, self.here)

    def scope(self, text: str | None) -> Scope:
        """What a list is limited to by a text, or by where one stands."""
        return scope_or_all(self.workspace, text, self.here)

    def span(self, since: str | None, until: str | None) -> Span:
        """The days from one to another, as they were typed; see `span_of`."""
        return span_of(self.day(since), self.day(until))

    def hook(self, name: str) -> Callable[..., Any]:
        """The function that a room above offers; which room that is stands in the program's table."""
        function: Callable[..., Any] = getattr(import_module(f"clientkit.{self.hooks[name]}"), name)
        return function

    def stamp(self, day: date | None = None) -> "Stamp":
        """A new record's id, instant and day."""
        from clientkit.kernel.model.records.record import Stamp

        return Stamp(id=new_id(), ts=self.now.astimezone(UTC), day=day or self.today)

    def stamp_on(self, on: str | None, what: str) -> "Stamp":
        """A new record's stamp for a day that has come, as it was typed; today's without one.

        Raises:
            UsageError: no date, or one in the future.
        """
        from clientkit.kernel.store.journal.record_input import day_that_came

        stamp = self.stamp(self.day(on))
        day_that_came(stamp.day, self.today, what)
        return stamp

    @property
    def now(self) -> datetime:
        """This instant, to the millisecond, in the zone that days are counted in; on the day believed in."""
        now = datetime.now(self.zone)
        if believed_today():
            now = datetime.combine(self.today, now.time(), self.zone)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def week(self, text: str | None) -> "IsoWeek | None":
        """A week from what was typed, echoed as understood."""
        if not text:
            return None
        from clientkit.kernel.model.values.week import parse_week

        week = parse_week(text, self.today)
        if text != str(week):
            say(f"{visible(text)} is {week}, from {week.monday} to {week.sunday}", error=True)
        return week

    def amount(self, text: str | None) -> "Decimal | None":
        """An amount of money from what was typed, echoed as understood."""
        if text is None:
            return None
        from clientkit.kernel.model.values.money import parse_typed_amount

        amount = parse_typed_amount(text)
        if text != str(amount):
            say(f"{visible(text)} is {amount:,}", error=True)
        return amount

    @overload
    def day(self, text: str) -> date: ...

    @overload
    def day(self, text: str | None) -> date | None: ...

    def day(self, text: str | None) -> date | None:
        """A date from what was typed, echoed as understood when it was typed in words."""
        if text is None:
            return None
        from clientkit.kernel.model.values.date_input import parse_day

        day = parse_day(text, self.today)
        if text != day.isoformat():
            say(f"{visible(text)} is {day:%A} {day.day} {day:%B %Y}", error=True)
        return day


def open_session(ctx: "typer.Context") -> Session:
    """The session of a command: finds the workspace and has its notices told at the end.

    Raises:
        NotFoundError: there is no workspace.
        UsageError: `CLIENTKIT_TODAY` is no date.
    """
    root = ctx.obj if isinstance(ctx.obj, Root) else Root()
    believed_today()
    workspace = find_workspace(working_folder(), os.environ, root.directory)
    ctx.call_on_close(lambda: _show_notices(workspace))
    if command := workspace.unfinished_forgetting():
        workspace.notices.add(f"somebody is half forgotten; finish it: {command}")
    if is_interactive():
        workspace = replace(workspace, choose=_choose)
    return Session(workspace, place_of(workspace, working_folder()), _room_of(ctx), root.hooks, root.dues)


def _choose(question: str, names: "Sequence[str]") -> str:
    from clientkit.kernel.screen.pick import choose

    return choose(question, names)


def _room_of(ctx: "typer.Context") -> str:
    at: Any = ctx
    while at is not None and not hasattr(at.command, "room"):
        at = at.parent
    return at.command.room if at is not None else ""


def _show_notices(workspace: Workspace) -> None:
    failure = sys.exc_info()[1]
    if workspace.notices.kept and isinstance(failure, OutputError):
        kept = ", ".join(dict.fromkeys(workspace.notices.kept))
        failure.hint = f"What was done before is kept, in {kept}: do not repeat it."
    for line in workspace.notices.lines[:NOTICES]:
        say(f"Note: {visible(line)}", error=True)
    if more := len(workspace.notices.lines[NOTICES:]):
        say(f"Note: and {more:,} more like these", error=True)
    if any(line.startswith("passed over") for line in workspace.notices.lines):
        say("  'clientkit check' tells more.", error=True)
