"""One way for every result to reach stdout: as the room's own text, or with `--json` as one object."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NamedTuple, TypeVar

from clientkit.kernel.screen.list_forms import text_of
from clientkit.kernel.screen.output import is_terminal, plain, put, say_json

Text = TypeVar("Text", bound=Callable[..., None])


class View(NamedTuple):
    """How one type of result is shown in a room: its kind and data in JSON, and its text on a terminal."""

    kind: str | Callable[[Any], str]
    data: Callable[[Any], Any]
    text: Callable[..., None]


VIEWS: dict[tuple[str, str], View] = {}
"""By room and name of the result's class; a room's views are there once its show module is imported."""


def view(
    kind: str | Callable[[Any], str], data: Callable[[Any], Any] = lambda result: result
) -> Callable[[Text], Text]:
    """Make a function the text of the type that its first parameter is annotated with.

    `kind` is what `--json` calls it, for what differs by result a function of it; `data` is the part of the
    result that JSON holds, all of it where none is given.
    """

    def register(text: Text) -> Text:
        annotation = next(iter(text.__annotations__.values()))
        name = annotation if isinstance(annotation, str) else annotation.__name__
        VIEWS[room_of(text.__module__), name] = View(kind, data, text)
        return text

    return register


def show(result: object, room: str, *, as_json: bool, **how: Any) -> None:
    """Print a result: JSON where it is asked for, else the text that the room has for its type.

    The result's own room comes first, then the room of the command, then the kernel's default views. `how` is
    handed to the text.
    """
    found = _view_of(type(result), room)
    if as_json:
        kind = found.kind if isinstance(found.kind, str) else found.kind(result)
        say_json(kind, found.data(result))
    elif (text := text_of(result)) is not None:
        put(text)
    elif is_terminal():
        from clientkit.kernel.screen.pager import paged

        with paged():
            found.text(result, **how)
    else:
        found.text(result, **how)


def show_all(results: Iterable[object], room: str, *, as_json: bool, **how: Any) -> None:
    """Print results as they come; several as JSON are one object that lists their kinds and data."""
    results = [*results] if as_json else results
    if isinstance(results, list) and len(results) > 1:
        views = [(_view_of(type(one), room), one) for one in results]
        entries = [
            {"kind": found.kind if isinstance(found.kind, str) else found.kind(one), "data": found.data(one)}
            for found, one in views
        ]
        say_json("finished", [{**entry, "data": plain(entry["data"])} for entry in entries])
        return
    for one in results:
        found = _view_of(type(one), room)
        known = {key: value for key, value in how.items() if key in found.text.__annotations__}
        show(one, room, as_json=as_json, **known)


def room_of(module: str) -> str:
    """The room that a module lies in: `clients` for `clientkit.clients.show`."""
    return module.split(".")[1]


def load_views(room: str, until: tuple[str, str] | None = None) -> None:
    """Import a room's show module, or each module of its folder, up to the one that has a view."""
    if room == "kernel":
        import_module("clientkit.kernel.screen.default_views")
        return
    whole = import_module(f"clientkit.{room}.show")
    for part in iter_modules(getattr(whole, "__path__", ())):
        if until in VIEWS:
            return
        import_module(f"{whole.__name__}.{part.name}")


def _view_of(result: type, room: str) -> View:
    own = room_of(result.__module__) if result.__module__.startswith("clientkit.") else room
    rooms = dict.fromkeys((room, own) if own == "kernel" else (own, room, "kernel"))
    for at in rooms:
        load_views(at, (at, result.__name__))
        for base in result.__mro__:
            if found := VIEWS.get((at, base.__name__)):
                return found
    raise LookupError(f"no view of {result.__name__} in {' or '.join(rooms)}")
