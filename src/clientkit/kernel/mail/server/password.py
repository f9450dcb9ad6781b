"""The password of a mail server: from a command, the environment, or the desktop's keyring; never kept here.

Looked for in this order: `password_command` of the settings, the variable `CLIENTKIT_SMTP_PASSWORD` or
`CLIENTKIT_IMAP_PASSWORD`, the keyring's entry `clientkit` for `user@host`.
"""

import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Literal

from clientkit.errors import OutsideError, library_door
from clientkit.kernel.model.files.mail_settings import Server
from clientkit.kernel.model.values.agent import refuse_agent
from clientkit.kernel.model.values.extras import add_command

SERVICE = "clientkit"
"""Name of the entries in the keyring."""

TIMEOUT = 60
"""Seconds that a password command may take: it may ask for a passphrase or a fingerprint."""

LIMIT = 1000
"""Characters of a password, at most: what is longer is something else."""

Kind = Literal["smtp", "imap"]


def password(server: Server, kind: Kind, environment: Mapping[str, str]) -> str:
    """The password for a server that has a user; no error and no log ever holds it.

    Raises:
        OutsideError: the command fails, or there is no password anywhere.
        RefusedError: an agent asks.
    """
    refuse_agent("have a password", "Passwords are a person's.")
    if server.password_command:
        return _told_by(server.password_command, kind)
    if found := environment.get(variable(kind)):
        return found
    if found := _kept(account(server), kind):
        return found
    raise OutsideError(
        f"There is no password for {account(server)}.",
        f"Keep it in the keyring: {keyring_command(server)}. Or set password_command in "
        f"[mail.{kind}] of clientkit.toml, or the variable {variable(kind)}.",
    )


def keyring_command(server: Server) -> str:
    """The line that keeps a password in the desktop's keyring; before it, what adds the means to read it."""
    add = "" if find_spec("keyring") else f"{add_command('keyring')} && "
    return f"{add}keyring set {SERVICE} {account(server)}"


def variable(kind: Kind) -> str:
    """The variable of the environment that may hold the password."""
    return f"CLIENTKIT_{kind.upper()}_PASSWORD"


def account(server: Server) -> str:
    """What the keyring knows the password by: `user@host`."""
    return f"{server.user}@{server.host}"


def _told_by(command: tuple[str, ...], kind: Kind) -> str:
    """The first line that a command prints; its own questions and complaints go to the terminal."""
    hint = f"Run it yourself, and mend password_command in [mail.{kind}] of clientkit.toml."
    program = command[0]
    try:
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, timeout=TIMEOUT)  # noqa: S603 - the user's own command, run without a shell
    except subprocess.TimeoutExpired:
        raise OutsideError(f"The password command '{program}' took over {TIMEOUT} s.", hint) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its words cannot be passed on"
        raise OutsideError(f"The password command '{program}' cannot be run: {reason}.", hint) from None
    if done.returncode:
        raise OutsideError(f"The password command '{program}' ended with {done.returncode}.", hint)
    lines = done.stdout.splitlines()
    found = lines[0].decode("utf-8", "replace") if lines else ""
    if not found or len(found) > LIMIT or "\ufffd" in found:
        raise OutsideError(f"The password command '{program}' printed no password.", hint)
    return found


def _kept(name: str, kind: Kind) -> str | None:
    """The keyring's password; nothing where there is no keyring, or nothing to read it with.

    Raises:
        OutsideError: the keyring is locked or fails.
    """
    if find_spec("keyring") is None:
        return None
    hint = f"Unlock it, or set password_command in [mail.{kind}] of clientkit.toml."
    with library_door(f"The keyring, asked for the password of {name},", hint, secret=True):
        import keyring
        from keyring.errors import NoKeyringError

        try:
            return keyring.get_password(SERVICE, name)
        except NoKeyringError:
            return None
