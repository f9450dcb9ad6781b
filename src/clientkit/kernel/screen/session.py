"""What a command has at hand: the workspace, today's date, where you stand, names for new records."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from clientkit.errors import OutputError, UsageError
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.model.values.safe_text import visible
from clientkit.kernel.screen.options import Root
from clientkit.kernel.screen.output import is_interactive, say
from clientkit.kernel.store.lookup import place_of
from clientkit.kernel.store.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    import typer

    from clientkit.kernel.model.files.settings import Settings
    from clientkit.kernel.model.records.record import Stamp
    from clientkit.kernel.model.values.week import IsoWeek

ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter is taken for a digit."""

ID_LENGTH = 10

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that today may be in."""

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

    def hook(self, name: str) -> Callable[..., Any]:
        """The function that a room above offers; which room that is stands in the program's table."""
        function: Callable[..., Any] = getattr(import_module(f"clientkit.{self.hooks[name]}"), name)
        return function

    def stamp(self, day: date | None = None) -> "Stamp":
        """A new record's id, instant and day."""
        from clientkit.kernel.model.records.record import Stamp

        return Stamp(id=new_id(), ts=self.now.astimezone(UTC), day=day or self.today)

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


def working_folder() -> Path:
    """The folder you stand in.

    Raises:
        UsageError: it was deleted under you.
    """
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise UsageError("The folder you stand in is gone.", "Change into another one: cd ~") from None


def typed_path(path: Path) -> Path:
    """A path as it was typed, from the folder you stand in.

    Raises:
        UsageError: it begins with the home folder of nobody.
    """
    try:
        return working_folder() / path.expanduser()
    except RuntimeError:
        raise UsageError(
            f"{path} cannot be found: nobody of that name has a home here.", "Write the path out."
        ) from None


def believed_today() -> date | None:
    """The date in `CLIENTKIT_TODAY`, where it is set.

    Raises:
        UsageError: it is no date, or so near the calendar's edge that nothing can be reckoned from it.
    """
    text = os.environ.get("CLIENTKIT_TODAY")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.isoformat() != text or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageError(
            f"CLIENTKIT_TODAY is {text[:40]!r}, which is no date of these centuries.",
            "Set it to one such as 2026-11-21.",
        )
    return day


def new_id() -> str:
    """A short random name: 50 bits, so a million records clash with a chance of one in two thousand."""
    return "".join(ID_ALPHABET[byte & 31] for byte in os.urandom(ID_LENGTH))


def new_key() -> bytes:
    """A new secret of 256 bits, as letters."""
    return os.urandom(32).hex().encode()


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
