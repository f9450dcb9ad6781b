"""A real SMTP server for tests: it keeps what it sees, and misbehaves on request."""

import asyncio
import atexit
import hashlib
import json
import re
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from support.programs import require
from support.trusted import trust_if_readable

PASSWORD = "kopi-tubruk-8264"  # noqa: S105 - of the test's own server
USER = "dewi@studio.example"


@dataclass(frozen=True)
class Mail:
    """A mail that the server got whole, whether it then said so or not."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes
    greeting: str
    encrypted: bool
    user: str
    options: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Hash of the bytes as they were given."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass
class Behaviour:
    """What the server does with a mail; a test may change it while the server runs."""

    refuses: frozenset[str] = frozenset()
    refusal: str = "550 5.1.1 No such user here"
    sender_answer: str = ""
    data_answer: str = ""
    slow: str = ""
    """Step at which it takes long: mail, rcpt or data."""
    seconds: float = 5.0
    dies: str = ""
    """Step at which it hangs up without a word: mail, rcpt or data."""


@dataclass
class Server:
    """A running server: where it is, and what it saw."""

    behaviour: Behaviour
    port: int = 0
    mails: list[Mail] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    lines: set[SMTP] = field(default_factory=set)
    """Connections that are open."""

    def wait(self, patience: float = 10.0) -> None:
        """Wait until nobody is connected: then it has seen all that was given to it."""
        deadline = time.monotonic() + patience
        while self.lines:
            assert time.monotonic() < deadline, "a connection stays open"
            time.sleep(0.005)

    async def _step(self, server: SMTP, name: str) -> None:
        self.commands.append(name)
        if self.behaviour.slow == name:
            await asyncio.sleep(self.behaviour.seconds)
        if self.behaviour.dies == name:
            server.transport.abort()

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's names
        self, server: SMTP, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take or refuse a sender."""
        await self._step(server, "mail")
        envelope.mail_from, envelope.mail_options = address, options
        return self.behaviour.sender_answer or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        await self._step(server, "rcpt")
        if address in self.behaviour.refuses or "*" in self.behaviour.refuses:
            return self.behaviour.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a whole mail, then answer as told."""
        if not self.behaviour.data_answer:
            auth = session.auth_data
            self.mails.append(
                Mail(
                    envelope.mail_from,
                    tuple(envelope.rcpt_tos),
                    envelope.content,
                    session.host_name,
                    session.ssl is not None
                    or isinstance(server.transport.get_extra_info("ssl_object"), ssl.SSLObject),
                    auth.login.decode() if isinstance(auth, LoginPassword) else "",
                    tuple(envelope.mail_options),
                )
            )
        await self._step(server, "data")
        return self.behaviour.data_answer or "250 2.0.0 Queued as 4F2A"


def authenticated(server: SMTP, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    """Whether user and password are the right ones."""
    right = isinstance(data, LoginPassword) and data == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False, auth_data=data)


@contextmanager
def smtp_server(
    security: str = "none", behaviour: Behaviour | None = None, *, login: bool = False, **options: Any
) -> Iterator[Server]:
    """A server on a free port of this machine: `none`, `starttls` (required) or `tls`.

    `options` are those of aiosmtpd's SMTP, for instance `data_size_limit` or `enable_SMTPUTF8`.
    """
    seen = Server(behaviour or Behaviour())
    if login:
        options |= {"auth_required": True, "authenticator": authenticated}
    if security == "starttls":
        options |= {"tls_context": server_context(), "require_starttls": True}
    loop = asyncio.new_event_loop()

    class Speaker(SMTP):
        def connection_made(self, transport: Any) -> None:
            seen.lines.add(self)
            super().connection_made(transport)

        def connection_lost(self, error: Any) -> None:
            super().connection_lost(error)
            loop.call_soon(seen.lines.discard, self)

    def speaker() -> SMTP:
        protocol = Speaker(seen, loop=loop, hostname="mail.test", **options)
        if (
            login and security != "starttls"
        ):  # it knows no TLS but STARTTLS, and warns when a login needs none
            protocol._auth_require_tls = False
        return protocol

    wrapped = server_context() if security == "tls" else None
    listening = loop.run_until_complete(loop.create_server(speaker, "127.0.0.1", 0, ssl=wrapped))
    seen.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        asyncio.run_coroutine_threadsafe(_ended(listening), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _ended(listening: asyncio.Server) -> None:
    listening.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)  # transports close in the loop's next turn


@cache
def certificates() -> Path:
    """A folder with `ca.pem`, and `server.pem`, which that CA signed for localhost and 127.0.0.1."""
    folder = Path(mkdtemp(prefix="clientkit-tls-"))
    atexit.register(shutil.rmtree, folder)
    program = require("openssl")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30")

    def certify(name: str, *words: str) -> None:
        written = ("-keyout", folder / f"{name}.key", "-out", folder / f"{name}.crt")
        subprocess.run(
            [program, "req", "-x509", *key, *words, *written], check=True, capture_output=True, cwd=folder
        )

    certify("ca", "-subj", "/CN=Test CA", "-addext", "keyUsage=critical,keyCertSign")
    signed = ("-CA", "ca.crt", "-CAkey", "ca.key", "-addext", "basicConstraints=critical,CA:FALSE")
    certify(
        "server", *signed, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"
    )
    certify("other", *signed, "-subj", "/CN=other", "-addext", "subjectAltName=DNS:mail.other.example")
    for name in ("server", "other"):
        parts = (folder / f"{name}.crt", folder / f"{name}.key")
        (folder / f"{name}.pem").write_bytes(b"".join(part.read_bytes() for part in parts))
    return folder


def ca_file() -> Path:
    """The CA that `SSL_CERT_FILE` has to name for the server to be trusted."""
    return certificates() / "ca.crt"


def server_context(name: str = "server") -> ssl.SSLContext:
    """The server's side of TLS; `other` proves to be another server."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificates() / f"{name}.pem")
    return context


def name_server(settings: Path, server: Server, security: str = "none", **fields: object) -> None:
    """Write a server into a `clientkit.toml`, in place of the one that is named there, and vouch for it."""
    text = settings.read_text(encoding="utf-8")
    others = re.sub(r"^\[mail\.smtp\].*?(?=^\[|\Z)", "", text, flags=re.DOTALL | re.MULTILINE)
    rows = {"host": "localhost", "port": server.port, "security": security, **fields}
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in rows.items())
    settings.write_text(f"{others.rstrip()}\n\n[mail.smtp]\n{lines}", encoding="utf-8")
    trust_if_readable(settings.parent)
