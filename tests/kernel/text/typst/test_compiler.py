"""Typst sees nothing but what it is given."""

import json
from datetime import date

import pytest

from clientkit.kernel.text.typst.compiler import Press, RejectedError


@pytest.fixture
def press(tmp_path):
    return Press(tmp_path, date(2026, 11, 23))


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/", "secret.txt", "../secret.txt", "../../../../../../etc/passwd", "C:/x"]
)
def test_no_file_is_read(tmp_path, path):
    (tmp_path / "secret.txt").write_text("secret")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(RejectedError):
        Press(empty, date(2026, 11, 23)).pdf(f'#set document(title: read("{path}"))'.encode(), "")


def test_a_warning_is_an_error(press):
    with pytest.raises(RejectedError, match="unknown font family"):
        press.pdf(b'#set text(font: "No Such Font")\nText', "")


def test_an_error_says_what_is_wrong(press):
    with pytest.raises(RejectedError, match="panicked with: stop"):
        press.pdf(b'#panic("stop")', "")


def test_the_day_is_the_one_given(press):
    assert press.pdf(b"#assert(datetime.today().display() == sys.inputs.data)", "2026-11-23").startswith(
        b"%PDF"
    )


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(9999, 12, 31)])
def test_any_day_will_do(tmp_path, day):
    assert f"D:{day:%Y%m%d}".encode() in Press(tmp_path, day).pdf(b"Text", "")


def test_what_the_fonts_have(press):
    assert press.can_set(["Rp12.500.000", "Жω", "✓"])
    assert not press.can_set(["Rp", "北"])


def test_probing_reads_no_markup(press):
    assert press.can_set(["#panic()", '"', "\\", json.dumps("#")])
