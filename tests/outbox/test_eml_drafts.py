"""Drafts in files: made anew as often as one likes, and never over what somebody wrote into one."""

import pytest

from clientkit.errors import RefusedError
from clientkit.outbox.eml_drafts import is_untouched, save_draft

MAIL = b"X-Unsent: 1\r\nSubject: Report\r\n\r\nHello,\r\n"


@pytest.fixture
def place(studio):
    return studio.documents_dir("kopi", "toko") / "2026-W47.eml"


def test_an_untouched_draft_is_made_anew(studio, place):
    save_draft(studio, place, MAIL, "Draft")
    save_draft(studio, place, MAIL + b"More.\r\n", "Draft")
    assert place.read_bytes().endswith(b"More.\r\n")
    assert is_untouched(place.read_bytes())


def test_the_same_draft_is_not_written_again(studio, place):
    save_draft(studio, place, MAIL, "Draft")
    before = place.stat()
    save_draft(studio, place, MAIL, "Draft")
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    "written",
    [
        lambda draft: draft.replace(b"Hello", b"Dear Rina"),
        lambda draft: draft.partition(b"\r\n")[2],  # a mail program dropped our field
        lambda draft: draft.replace(b"\r\n", b"\n"),
        lambda _: b"Subject: a mail of another making\r\n\r\n",
        lambda _: b"",
    ],
    ids=["words", "without our field", "line ends", "another mail", "emptied"],
)
def test_what_somebody_wrote_is_not_overwritten(studio, place, written):
    save_draft(studio, place, MAIL, "Draft")
    place.write_bytes(changed := written(place.read_bytes()))
    with pytest.raises(RefusedError, match=r"2026-W47.eml was changed since it was drafted") as refused:
        save_draft(studio, place, MAIL + b"More.\r\n", "Draft")
    assert "mail send clients/kopi/projects/toko/documents/2026-W47.eml" in refused.value.hint
    assert place.read_bytes() == changed
