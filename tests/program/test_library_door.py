"""Whatever a library of others raises ends in one line and exit code 6, a panic that is no Exception too."""

from datetime import date

import css_inline
import holidays
import keyring
import pytest
import resvg_py

from clientkit.errors import ExitCode, NotFoundError, OutsideError, library_door
from clientkit.kernel.calendar.public_holidays import known_place, public_holidays
from clientkit.kernel.mail.server.password import password
from clientkit.kernel.model.files.mail_settings import SmtpServer
from clientkit.kernel.picture.figure import png_of
from clientkit.kernel.text.mail_html import mail_page
from clientkit.kernel.text.typst.compiler import Press
from clientkit.milestones import calendar_file as calendar


class Panic(BaseException):
    """As pyo3 raises it: no Exception."""


def fails(error):
    def fail(*_words, **_named):
        raise error

    return fail


def doors(tmp_path):
    """What to break, and the call that then fails, by whose words are told."""
    typst = pytest.importorskip("typst")
    server = SmtpServer(host="smtp.studio.example", user="dewi")
    return {
        "The keyring": (keyring, "get_password", lambda: password(server, "smtp", {})),
        "css-inline": (css_inline, "CSSInliner", lambda: mail_page("# Hi", "Hi", "en")),
        "resvg": (resvg_py, "svg_to_bytes", lambda: png_of("<svg/>", "", 1)),
        "public holidays": (
            holidays,
            "country_holidays",
            lambda: public_holidays("ID", "", range(2026, 2027), "en"),
        ),
        "icalendar": (calendar, "Calendar", lambda: calendar.calendar_file(None, None, None, "en")),
        "Typst": (typst, "Compiler", lambda: Press(tmp_path, date(2026, 11, 20))),
    }


NAMES = ("The keyring", "css-inline", "resvg", "public holidays", "icalendar", "Typst")
ERRORS = (RuntimeError("broken\nin \x1b[31mtwo lines"), Panic("called unwrap"), OSError(5, "x"), ValueError())


@pytest.mark.parametrize("error", ERRORS, ids=[type(one).__name__ for one in ERRORS])
@pytest.mark.parametrize("name", NAMES)
def test_a_library_that_fails_ends_in_one_line(name, error, monkeypatch, tmp_path):
    module, attribute, call = doors(tmp_path)[name]
    monkeypatch.setattr(module, attribute, fails(error))
    if name == "icalendar":
        monkeypatch.setattr(calendar, "_Writer", lambda *_: None)
    with pytest.raises(OutsideError) as caught:
        call()
    assert caught.value.exit_code == ExitCode.OUTSIDE_FAILED
    assert name in caught.value.message
    assert caught.value.message.isprintable()
    assert type(error).__name__ in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("name", ["css_inline", "resvg_py", "holidays"])
def test_a_library_that_cannot_be_loaded_does_too(name, monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, name, None)
    calls = {
        "css_inline": lambda: mail_page("# Hi", "Hi", "en"),
        "resvg_py": lambda: png_of("<svg/>", "", 1),
        "holidays": lambda: known_place("ID", ""),
    }
    with pytest.raises(OutsideError, match="failed: ModuleNotFoundError"):
        calls[name]()


def test_the_words_of_a_keyring_are_never_told(monkeypatch):
    monkeypatch.setattr(keyring, "get_password", fails(RuntimeError("sesame-open")))
    with pytest.raises(OutsideError) as caught:
        password(SmtpServer(host="x.example", user="dewi"), "smtp", {})
    assert "sesame" not in caught.value.message


def test_what_is_ours_and_ctrl_c_pass_the_door():
    for error in (NotFoundError("x"), KeyboardInterrupt()):
        with pytest.raises(type(error)), library_door("x"):
            raise error
