"""What becomes of a file by its place."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from clientkit.privacy.forget.eraser import Eraser
from clientkit.privacy.forget.strings import Strings

RINA = Strings("forgotten-000000", names=("Rina Wijaya",), parts=("Rina",), rare=("Rina",))
TOKO = "clients/kopi/projects/toko"
ERASER = Eraser("kopi", "rina", RINA, frozenset({TOKO}), frozenset({f"{TOKO}/agreements/evidence/rina.eml"}))
NAMING = b"Rina Wijaya was there.\n"


@pytest.mark.parametrize(
    ("path", "after"),
    [
        (f"{TOKO}/agreements/v1/agreement.md", NAMING),
        ("clients/teh/projects/kemasan/agreements/v1/agreement.md", NAMING),
        (f"{TOKO}/agreements/evidence/rina.eml", None),
        (f"{TOKO}/documents/2026-W47.md", None),
        ("documents/score-2026-11-21.md", None),
        ("letter.eml", None),
        (f"{TOKO}/notes.md", b"forgotten-000000 was there.\n"),
        ("clients/teh/notes.md", b"forgotten-000000 was there.\n"),
    ],
)
def test_a_file_that_names_them_stays_changes_or_goes(path, after):
    assert ERASER.result(path, NAMING) == after


def test_an_archive_that_names_them_goes_whole():
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("notes.md", NAMING)
    assert NAMING in data.getvalue()  # stored as it is: words could be replaced in it, and would break it
    assert ERASER.result("kopi.zip", data.getvalue()) is None


@pytest.mark.parametrize("path", [f"{TOKO}/documents/plan.pdf", f"{TOKO}/documents/plan.png"])
def test_what_was_made_for_the_client_and_cannot_be_read_goes(path):
    data = b"%PDF-1.7\n%%EOF" if path.endswith("pdf") else b"\x89PNG\r\n\x1a\n\0"
    assert ERASER.result(path, data) is None
    assert ERASER.result(path.replace("kopi", "teh"), data) == data


def test_a_row_in_one_line_goes_too():
    text = (
        b'name = "PT Kopi"\ncontacts = [{id = "rina", name = "Rina Wijaya"}, {id = "budi", name = "Budi"}]\n'
    )
    after = ERASER.result("clients/kopi/client.toml", text)
    assert b"rina" not in after.lower()
    assert b"Budi" in after
