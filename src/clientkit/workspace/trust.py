"""What a workspace may do on this machine, beside what it wants to do now."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pydantic import Field

from clientkit.errors import ClientkitError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.git import commit_permission, what_commits_run
from clientkit.kernel.store.machine.trust import Permission, is_trusted, trust_file, vouch
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.workspace import Workspace
from clientkit.outbox.server_password import server_permission
from clientkit.questions.signing_key import key_in_file, key_permission


class Wish(Model):
    """One thing that a workspace wants to do."""

    kind: str = Field(description="what it is about: smtp, imap, key or git")
    what: str = Field(description="what it does, exactly: programs, servers, the digest of a key")
    trusted: bool = Field(description="whether it may, on this machine")


class Trust(Model):
    """How far a workspace is trusted."""

    root: str = Field(description="folder of the workspace")
    file: str = Field(description="file of this machine that says what is trusted")
    wishes: tuple[Wish, ...] = Field(description="all that it wants to do")

    @property
    def new(self) -> tuple[Wish, ...]:
        """What nobody vouched for yet."""
        return tuple(wish for wish in self.wishes if not wish.trusted)


def trust_now(workspace: Workspace) -> Trust:
    """What a workspace wants to do, and whether it may.

    Raises:
        BrokenFileError: its settings cannot be read.
        RefusedError: its survey key can be trusted by nobody, or its private folder is none.
        InvalidDataError: its survey key is none.
        OutsideError: git cannot be asked.
    """
    mail = read_settings(workspace).value.mail
    wanted = [commit_permission(what_commits_run(workspace))]
    if mail.smtp.host:
        wanted.append(server_permission(mail.smtp, "smtp"))
    if mail.imap.host:
        wanted.append(server_permission(mail.imap, "imap"))
    if key := key_in_file(workspace):
        wanted.append(key_permission(key))
    wishes = tuple(Wish(kind=one.kind, what=one.what, trusted=is_trusted(workspace, one)) for one in wanted)
    return Trust(root=str(workspace.root), file=str(trust_file()), wishes=wishes)


def trust_workspace(workspace: Workspace, seen: Trust) -> Trust:
    """Trust a workspace with what somebody saw, and with nothing else any more."""
    vouch(workspace, [Permission(wish.kind, wish.what) for wish in seen.wishes], instead=True)
    return trust_now(workspace)


def revoke_trust(workspace: Workspace) -> None:
    """Trust a workspace with nothing any more; it need not be readable for that."""
    vouch(workspace, [], instead=True)


@contextmanager
def trusted_change(workspace: Workspace | None, environment: Mapping[str, str]) -> Iterator[None]:
    """Trust a workspace with what a change of its settings through our own command adds to its wishes.

    What nobody vouched for before stays so, and an agent's change is asked about like any other.
    """
    before = _wishes(workspace)
    yield
    if workspace is None or before is None or environment.get("CLIENTKIT_AGENT"):
        return
    after = _wishes(workspace) or {}
    if added := [Permission(one.kind, one.what) for name, one in after.items() if name not in before]:
        vouch(workspace, added)


def _wishes(workspace: Workspace | None) -> dict[str, Wish] | None:
    try:
        return {wish.what: wish for wish in trust_now(workspace).wishes} if workspace else None
    except ClientkitError:
        return None
