"""What commands share that record something: the day it is about, the words it is about it with."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientkit.errors import NotFoundError, UsageError
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.screen.positional_arguments import name_and_text
from clientkit.kernel.screen.session import Session

if TYPE_CHECKING:
    from clientkit.kernel.model.records.record import Stamp


def stamp_on(session: Session, on: str | None, what: str) -> "Stamp":
    """A new record's stamp for a day that has come.

    Raises:
        UsageError: no date, or one in the future.
    """
    from clientkit.kernel.store.journal.record_input import day_that_came

    stamp = session.stamp(session.day(on))
    day_that_came(stamp.day, session.today, what)
    return stamp


def project_and_text(session: Session, words: Sequence[str], what: str) -> tuple[ProjectRef, str]:
    """The project, named or stood in, and the text.

    Raises:
        UsageError: no project is known, or the text is missing or was not put in quotes.
        NotFoundError: there is no such project.
    """
    from clientkit.kernel.store.lookup import find_project

    name, text = name_and_text(words, what)
    if name is None and _is_project(session, text):
        raise UsageError(f"{text} is a project; {what} is missing.", "Write it after the project, in quotes.")
    try:
        return find_project(session.workspace, name, session.here), text
    except NotFoundError as error:
        error.hint = f"If {name!r} is part of {what}, put all of it in quotes. {error.hint}"
        raise


def _is_project(session: Session, text: str) -> bool:
    client, slash, project = text.partition("/")
    workspace = session.workspace
    return bool(slash) and client in workspace.clients() and project in workspace.projects(client)
