"""What feedback and lists are about: a client, or one of a client's projects."""

from clientkit.errors import NotFoundError
from clientkit.kernel.store.lookup import Place, find_client, find_project
from clientkit.kernel.store.workspace import Workspace

Subject = tuple[str, str | None]
"""A client, and a project where it is about one."""


def find_subject(workspace: Workspace, text: str | None, here: Place) -> Subject:
    """What `kopi`, `kopi/toko` or the folder one stands in means; a project's name alone will do.

    Raises:
        UsageError: nothing was named, or the beginning fits several.
        NotFoundError: there is no such client or project.
    """
    if text is None:
        return find_client(workspace, None, here), here.project
    if "/" in text:
        return find_project(workspace, text, here)
    if here.client is not None and text in workspace.projects(here.client):
        return here.client, text
    try:
        return find_client(workspace, text, here), None
    except NotFoundError as missing:
        try:
            return find_project(workspace, text, here)
        except NotFoundError:
            raise missing from None


def subject_or_all(workspace: Workspace, text: str | None, here: Place) -> tuple[str | None, str | None]:
    """The same for a list; every client where nothing was named and one stands in no client's folder."""
    if text is None and here.client is None:
        return None, None
    return find_subject(workspace, text, here)
