"""How what comes out of any room looks on a screen: keys before and after a change."""

from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view

if TYPE_CHECKING:
    from clientkit.kernel.store.export_file import WrittenFile
    from clientkit.kernel.store.toml.change import KeyChanges


@view("changes")
def show_changes(changes: "KeyChanges") -> None:
    """One line for each key that changed."""
    for change in changes:
        say(f"{change.key}: {_shown(change.before)} → {_shown(change.after)}")
    if not changes:
        say("That is how it was; nothing was changed.", error=True)


@view("written")
def show_written(file: "WrittenFile") -> None:
    """Its path."""
    say(file.path)


def _shown(value: object) -> str:
    if value is None:
        return "(not set)"
    if isinstance(value, list | tuple):
        return ", ".join(f"“{one_line(str(item))}”" for item in value) or "(empty)"
    return one_line(str(value))
