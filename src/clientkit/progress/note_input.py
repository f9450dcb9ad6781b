"""What a person types for a note of the work, as a record keeps it."""

import re
from collections.abc import Mapping
from typing import Any

from clientkit.errors import InvalidDataError, NotFoundError, UsageError
from clientkit.kernel.model.values.hours import parse_hours
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.ids import item_titles
from clientkit.kernel.store.journal.record_input import suggestion, typed_text
from clientkit.kernel.store.workspace import Workspace

KEYS = {"for": "item", "on": "day", "default": "otherwise"}
"""Keys, as they are typed, whose names are not those of the fields that they fill."""

TYPED = {field: key for key, field in KEYS.items()}


def checked_values(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, checked; hours as a number, options as a list.

    Raises:
        UsageError: an empty text, or a value that cannot be.
    """
    values = dict(typed)
    for key in values.keys() & {
        "text",
        "unblocks",
        "effect",
        "recommend",
        "otherwise",
        "answer",
        "prevention",
    }:
        what = "The text" if key == "text" else f"The text of --{TYPED.get(key, key)}"
        values[key] = typed_text(values[key], what)
    if "hours" in values:
        values["hours"] = parse_hours(values["hours"])
    if "options" in values:
        values["options"] = parse_options(values["options"])
    return values


def parse_options(text: str) -> tuple[str, ...]:
    """What can be chosen, from `Midtrans|Xendit`.

    Raises:
        UsageError: there is only one.
    """
    options = tuple(option.strip() for option in typed_text(text, "--options").split("|") if option.strip())
    if len(options) < 2:  # noqa: PLR2004 - a choice is between two
        raise UsageError(
            f"{text.strip()[:80]!r} is no choice: there is only one option.",
            "Put a | between them: --options 'Midtrans|Xendit'",
        )
    return options


def require_option(options: tuple[str, ...], recommended: str | None) -> None:
    """Refuse a recommendation that cannot be chosen."""
    if recommended is not None and recommended not in options:
        raise UsageError(
            f"{recommended[:80]!r} is recommended, but is none of the options.",
            f"The options are: {', '.join(options)}",
        )


def _is_change(workspace: Workspace, name: ProjectRef, item: str) -> bool:
    """Whether it is the number of a change; that its work is not agreed yet is said."""
    if not re.fullmatch(r"CO-[0-9]{1,4}", item):
        return False
    from clientkit.kernel.model.records.change import ChangeAsked, ChangeEnded
    from clientkit.kernel.store.journal.read import read_journal

    records = [one for one in read_journal(workspace, name.client) if one.project == name.project]
    asked = [one for one in records if isinstance(one, ChangeAsked) and f"CO-{one.number}" == item]
    ids = {one.replaces or one.id for one in asked}
    ends = [one.outcome for one in records if isinstance(one, ChangeEnded) and one.ref in ids]
    if ids and not {"approved", "absorbed"} & {*ends}:
        workspace.notices.add(f"{item} is not approved: work on it is at your own risk")
    return bool(ids)


def require_item(workspace: Workspace, name: ProjectRef, item: str) -> None:
    """Refuse an item that the project surely lacks; where its file cannot be read, say so and go on."""
    try:
        known = item_titles(workspace, *name)
    except (InvalidDataError, NotFoundError):
        file = workspace.relative(workspace.project_file(*name))
        workspace.notices.add(f"passed over {file}, which cannot be read; '{item}' was not checked")
        return
    if item not in known and not _is_change(workspace, name, item):
        hint = suggestion(item, known) if known else f"It has none yet: clientkit project edit {name}"
        raise UsageError(f"{name} has no deliverable or milestone {item[:80]!r}.", hint)
