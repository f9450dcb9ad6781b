"""A real IMAP server for tests: Dovecot as an ordinary process, with its own settings, mail and ports."""

import imaplib
import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from support.programs import find, needs
from support.smtp_server import ca_file, certificates

DOVECOT = find("dovecot")
USER = "dewi@studio.example"
PASSWORD = "wedang jahe 5150"  # noqa: S105 - of the test's own server
NOBODY = "nobody"

needs_dovecot = needs("dovecot")

SETTINGS = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 0
disable_plaintext_auth = {secure_only}
ssl = yes
ssl_cert = <{certificate}.crt
ssl_key = <{certificate}.key
mail_location = maildir:{folder}/mail
mail_home = {folder}/home
passdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox {drafts} {{
    auto = create
    {drafts_mark}
  }}
}}
"""


@dataclass(frozen=True)
class ImapServer:
    """A running server: `port` takes STARTTLS, `tls_port` speaks TLS from the start."""

    folder: Path
    port: int
    tls_port: int
    user: str = USER
    password: str = PASSWORD
    verified: bool = True
    """Whether the test's own lines verify its certificate."""

    def deliver(self, *mails: bytes, folder: str = "INBOX") -> None:
        """Put mails into a folder as a delivery would: new and unread."""
        with self.connection() as imap:
            for mail in mails:
                assert imap.append(f'"{folder}"', None, None, mail)[0] == "OK"

    def mails(self, folder: str = "INBOX") -> list[tuple[bytes, str]]:
        """The mails of a folder with their flags, as the server keeps them; reading marks nothing."""
        with self.connection() as imap:
            imap.select(f'"{folder}"', readonly=True)
            numbers = imap.search(None, "ALL")[1][0].split()
            found = [imap.fetch(number.decode(), "(FLAGS BODY.PEEK[])")[1] for number in numbers]
        return [(answer[0][1], " ".join(map(_flags, answer))) for answer in found]

    @contextmanager
    def connection(self) -> Iterator[imaplib.IMAP4_SSL]:
        """A line to the server for the test's own use."""
        context = ssl.create_default_context(cafile=str(ca_file()))
        if not self.verified:
            context.check_hostname = False
        with imaplib.IMAP4_SSL("localhost", self.tls_port, ssl_context=context, timeout=20) as imap:
            imap.login(self.user, self.password)
            yield imap

    def log(self) -> str:
        """What the server has written into its log."""
        return (self.folder / "log").read_text("utf-8", "replace")


def _flags(part: object) -> str:
    text = (part[0] if isinstance(part, tuple) else part).decode("ascii", "replace")
    return text.partition("FLAGS (")[2].partition(")")[0]


@contextmanager
def imap_server(
    *,
    drafts: str = "Drafts",
    marked: bool = True,
    certificate: str = "server",
    secure_only: bool = True,
) -> Iterator[ImapServer]:
    """Dovecot with an empty inbox and a folder of drafts, which is marked as such or not."""
    # not in tmp_path: sockets have short paths, and what root owns Dovecot would not open
    folder = Path(mkdtemp(prefix="ck-imap-", dir="/tmp"))
    try:
        server = ImapServer(folder, _free_port(), _free_port(), verified=certificate == "server")
        process = _started(server, drafts, certificate, marked=marked, secure_only=secure_only)
        try:
            _wait_for(server, process)
            yield server
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)
    finally:
        shutil.rmtree(folder)


def _started(
    server: ImapServer, drafts: str, certificate: str, *, marked: bool, secure_only: bool
) -> subprocess.Popen[bytes]:
    folder = server.folder
    for name in ("run", "mail", "home"):
        (folder / name).mkdir()
    for kind in ("crt", "key"):
        shutil.copy(certificates() / f"{certificate}.{kind}", folder / f"tls.{kind}")
    (folder / "users").write_text(f"{server.user}:{{PLAIN}}{server.password}\n", encoding="utf-8")
    user, group = _owner()
    (folder / "dovecot.conf").write_text(
        SETTINGS.format(
            folder=folder,
            user=user,
            group=group,
            certificate=folder / "tls",
            port=server.port,
            tls_port=server.tls_port,
            secure_only="yes" if secure_only else "no",
            drafts=f'"{drafts}"',
            drafts_mark="special_use = \\Drafts" if marked else "",
        ),
        encoding="utf-8",
    )
    as_other = {"user": user, "group": group, "extra_groups": []} if os.getuid() == 0 else {}
    if as_other:
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, user, group)
    with (folder / "started").open("wb") as said:
        return subprocess.Popen(
            [DOVECOT, "-F", "-c", folder / "dovecot.conf"],
            stdout=said,
            stderr=said,
            start_new_session=True,
            cwd=folder,
            **as_other,
        )


def _owner() -> tuple[str, str]:
    """Whom the server runs as: Dovecot gives no mail to root."""
    import grp
    import pwd

    person = pwd.getpwnam(NOBODY) if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    return person.pw_name, grp.getgrgid(person.pw_gid).gr_name


def _wait_for(server: ImapServer, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, (server.folder / "started").read_text("utf-8") + server.log()
        try:
            with server.connection():
                return
        except (OSError, imaplib.IMAP4.abort):
            time.sleep(0.05)
    raise AssertionError(server.log())


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
