"""What happened: the kinds of record that the journal holds, one flat object each.

To add a kind: define its model in the file of its noun and name it in `FILES`. Nothing else in the store
changes.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Annotated, Any, Union

from pydantic import Field, TypeAdapter

from clientkit.kernel.model.records.record import Entry

FILES = {
    "feedback": ("feedback", "follow_up", "consent"),
    "survey": ("survey", "survey_reminded", "survey_ended"),
    "progress": (
        *("done", "hours", "next", "plan_moved", "plan_dropped", "blocked"),
        *("ask", "risk", "resolved", "status", "lesson"),
    ),
    "acceptance": ("criterion", "acceptance"),
    "project": ("milestone_done", "milestone_moved", "project_state"),
    "relation": ("project_dropped", "client_ended", "client_back"),
    "promise": ("promise", "promise_ended"),
    "correspondence": ("mail_sending", "mail_outcome", "log"),
    "agenda": ("snoozed",),
    "checklist": ("ticked",),
    "change": ("change", "change_assessed", "change_ended"),
    "complaint": (
        *("complaint", "complaint_noted", "complaint_option", "complaint_choice"),
        *("complaint_word", "complaint_lesson", "complaint_escalated"),
    ),
    "privacy": ("privacy_request", "privacy_answered", "breach"),
    "question": ("question", "question_answered", "evidence"),
    "record": ("retraction",),
}
"""The kinds of record, as a journal names them, by the file that holds their models."""

KINDS = tuple(kind for kinds in FILES.values() for kind in kinds)


@cache
def models(kinds: frozenset[str]) -> tuple[type[Entry], ...]:
    """The models of some kinds; of the others' files none is loaded."""
    found = {}
    for name, own in FILES.items():
        if not kinds.isdisjoint(own):
            for value in vars(import_module(f"clientkit.kernel.model.records.{name}")).values():
                field = getattr(value, "__pydantic_fields__", {}).get("kind")
                if field is not None and field.default in own:
                    found[field.default] = value
    return tuple(found[kind] for kind in KINDS if kind in kinds)


KIND = re.compile(rb'"kind":\s*"([a-z_]+)"')
"""How the kind of a record stands in its line, as we write it."""


class _Read:
    kinds: frozenset[str] | None = frozenset()
    """What this process reads records of: the kinds in its first lines; None for all, once others come."""


def read_lines(lines: Sequence[bytes]) -> list[Any]:
    """The records of some lines of a journal.

    Most journals hold few of the kinds, and a validator of all takes as long to build as Typer to load.

    Raises:
        ValueError: a line is not sound, or writes its kind in an odd way.
    """
    if not _Read.kinds and _Read.kinds is not None:
        _Read.kinds = _kinds_in(lines)
    with suppress(ValueError):
        return list(map(record_adapter(_Read.kinds).validator.validate_json, lines))
    if _Read.kinds is None or _kinds_in(lines) <= _Read.kinds:
        raise ValueError("a line is not sound")
    _Read.kinds = None
    return read_lines(lines)


def _kinds_in(lines: Iterable[bytes]) -> frozenset[str]:
    return frozenset({kind.decode() for line in lines for kind in KIND.findall(line)}.intersection(KINDS))


@cache
def record_adapter(kinds: frozenset[str] | None = None) -> TypeAdapter[Any]:
    """The validator of any record, built once a process; of some kinds alone it is built much sooner."""
    wanted = frozenset(KINDS) if kinds is None else kinds | {"log", "retraction"}
    one: Any = Annotated[Union[models(wanted)], Field(discriminator="kind")]  # noqa: UP007 - of a tuple
    return TypeAdapter(one)
