"""The password of a server that somebody vouched for: every line to a mail server begins here."""

import shlex
from collections.abc import Mapping

from clientkit.kernel.mail.server.password import Kind, password
from clientkit.kernel.model.files.mail_settings import Server
from clientkit.kernel.store.machine.trust import Permission, require_trusted
from clientkit.kernel.store.workspace import Workspace

_DOES = {"smtp": "send mail by", "imap": "read mail and put drafts on"}


def server_permission(server: Server, kind: Kind) -> Permission:
    """To speak to one port of one host, with one user's password from one source."""
    source = "from the environment or the keyring"
    if server.password_command:
        source = f"that this prints: {shlex.join(server.password_command)}"
    secret = f" as {shlex.quote(server.user)}, with the password {source}" if server.user else ""
    return Permission(kind, f"{_DOES[kind]} {server.place}{secret}")


def require_trusted_server(workspace: Workspace, server: Server, kind: Kind) -> None:
    """Refuse a server that nobody vouched for: no command is run for it and no password goes there.

    Raises:
        RefusedError: see `trust.require_trusted`.
    """
    require_trusted(workspace, server_permission(server, kind))


def trusted_password(workspace: Workspace, server: Server, kind: Kind, environment: Mapping[str, str]) -> str:
    """The password for a server that somebody vouched for; an empty text where it wants no login.

    Raises:
        RefusedError: nobody vouched for it.
        OutsideError: there is no password.
    """
    require_trusted_server(workspace, server, kind)
    return password(server, kind, environment) if server.user else ""
