"""Keys before and after a change."""

from collections.abc import Sequence

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.store.toml.change_record import Change


def show_changes(changes: Sequence[Change], *, as_json: bool) -> None:
    """One line for each key that changed."""
    if as_json:
        say_json("changes", changes)
        return
    for change in changes:
        say(f"{change.key}: {_shown(change.before)} → {_shown(change.after)}")
    if not changes:
        say("That is how it was; nothing was changed.", error=True)


def _shown(value: object) -> str:
    if value is None:
        return "(not set)"
    if isinstance(value, list | tuple):
        return ", ".join(f"“{one_line(str(item))}”" for item in value) or "(empty)"
    return one_line(str(value))
