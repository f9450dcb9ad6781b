import sys

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from clientkit.errors import OutsideError
from clientkit.kernel.mail.server.password import password
from clientkit.kernel.model.files.mail_settings import SmtpServer

SECRET = "kopi tubruk"  # noqa: S105 - of nobody
WITH = {"CLIENTKIT_SMTP_PASSWORD": "from the environment"}


class KeptInMemory(KeyringBackend):
    """A keyring as a backend's author writes one: the interface of the library is real."""

    priority = 1

    def __init__(self, kept=None, *, locked=False):
        super().__init__()
        self.kept = kept or {}
        self.locked = locked

    def get_password(self, service, username):
        if self.locked:
            raise KeyringLocked(SECRET)
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture
def use():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def a_server(*command: str) -> SmtpServer:
    return SmtpServer(host="smtp.studio.example", user="dewi@studio.example", password_command=command)


def printing(text: str, code: int = 0) -> SmtpServer:
    return a_server(sys.executable, "-c", f"import sys; print({text!r}); sys.exit({code})")


def test_the_command_comes_first_and_its_first_line_counts():
    assert password(printing(f"{SECRET}\nuser: dewi"), "smtp", WITH) == SECRET


def test_the_environment_comes_before_the_keyring(use):
    use(KeptInMemory({("clientkit", "dewi@studio.example@smtp.studio.example"): SECRET}))
    assert password(a_server(), "smtp", WITH) == "from the environment"
    assert password(a_server(), "imap", WITH) == SECRET


def test_no_shell_reads_the_command(tmp_path):
    server = a_server(sys.executable, "-c", "import sys; print(sys.argv[1])", f"$(touch {tmp_path / 'x'}); ~")
    assert password(server, "smtp", {}) == f"$(touch {tmp_path / 'x'}); ~"
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("server", "told"),
    [
        (printing(SECRET, 3), "ended with 3"),
        (printing(""), "printed no password"),
        (printing(SECRET * 100), "printed no password"),
        (a_server("no-such-program-anywhere"), "cannot be run: No such file"),
        (a_server("a\0b"), "cannot be run"),
    ],
)
def test_a_command_that_fails_is_told_without_what_it_printed(server, told):
    with pytest.raises(OutsideError, match=told) as caught:
        password(server, "smtp", WITH)
    assert SECRET not in caught.value.message + caught.value.hint
    assert "password_command in [mail.smtp]" in caught.value.hint


def test_a_command_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr("clientkit.kernel.mail.server.password.TIMEOUT", 0.2)
    with pytest.raises(OutsideError, match="took over"):
        password(a_server(sys.executable, "-c", "import time; time.sleep(60)"), "smtp", {})


def test_where_there_is_none_the_error_says_how_to_keep_one(use):
    use(NoKeyring())
    with pytest.raises(OutsideError) as caught:
        password(a_server(), "smtp", {})
    assert caught.value.message == "There is no password for dewi@studio.example@smtp.studio.example."
    assert "keyring set clientkit dewi@studio.example@smtp.studio.example" in caught.value.hint
    assert "CLIENTKIT_SMTP_PASSWORD" in caught.value.hint


def test_a_locked_keyring_is_told(use):
    use(KeptInMemory(locked=True))
    with pytest.raises(OutsideError, match="KeyringLocked") as caught:
        password(a_server(), "smtp", {})
    assert SECRET not in caught.value.message + caught.value.hint
