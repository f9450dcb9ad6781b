"""Mails of an mbox: whatever lines begin with 'From ', however long a mail is, from any mail on."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import NotFoundError, UsageError
from clientkit.kernel.mail.message.mail_files import open_mail, open_stream
from clientkit.kernel.mail.message.mbox import CHUNK, LINE_LIMIT, is_mbox, read_mbox
from clientkit.kernel.mail.message.raw_message import HEAD, TAIL

LINE = b"From rina@kopi.example Wed Nov 18 10:30:00 2026\n"
MAIL = b"From: rina@kopi.example\nSubject: one\n\nHello.\n\n"


def texts(data: bytes) -> list[bytes]:
    return [mail.data for mail in read_mbox(BytesIO(data), "box")]


def test_mails_are_parted_at_their_lines():
    assert texts((LINE + MAIL) * 3) == [MAIL] * 3


@pytest.mark.parametrize(
    "line",
    [
        b"From - Wed Nov 18 10:30:00 2026\n",
        b"From rina@kopi.example Wed Nov 18 10:30:00 2026 +0700\n",
        b"From MAILER-DAEMON Wed Nov 18 10:30:00 2026\r\n",
        b"From 1849123@xxx Wed Nov 18 03:30:00 +0000 2026\n",
        b"From rina@kopi.example\n",
    ],
)
def test_every_program_s_line_parts(line):
    assert len(texts(line + MAIL + line + MAIL)) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        b"From what I see, 3 pages are missing.\n",
        b"From 10:30 until 2026 we are closed.\nAll of us.\n",
        b"From Bandung with love\nRina: hello\n",
        b"From rina we have heard nothing.\n",
    ],
)
def test_sentences_part_nothing(sentence):
    mail = MAIL + b"Hello.\n\n" + sentence + b"\nBye.\n\n"
    assert texts(LINE + mail + LINE + MAIL) == [mail, MAIL]


def test_escaped_lines_are_as_they_were_written():
    assert texts(LINE + MAIL + b">From me\n>>From you\n> From them\n") == [
        MAIL + b"From me\n>From you\n> From them\n"
    ]


def test_reading_can_begin_at_any_mail():
    data = (LINE + MAIL) * 5
    all_of_them = list(read_mbox(BytesIO(data), "box"))
    for number, mail in enumerate(all_of_them):
        assert [one.data for one in read_mbox(BytesIO(data), "box", mail.start)] == [MAIL] * (5 - number)
    assert [mail.passed for mail in all_of_them][-1] == len(data)


@pytest.mark.parametrize("before", [CHUNK - LINE_LIMIT - 1, CHUNK - 30, CHUNK - 5, CHUNK, CHUNK + 1])
def test_a_mail_may_begin_at_the_edge_of_what_is_read_at_once(before):
    head = LINE + MAIL
    first = head + b"x" * (before - len(head) - 1) + b"\n"
    assert [len(one) for one in texts(first + LINE + MAIL)] == [len(first) - len(LINE), len(MAIL)]


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=6))
def test_nothing_is_lost_between_mails(bodies):
    data = b"".join(LINE + MAIL + body.replace(b"From ", b"from ") + b"\n" for body in bodies)
    assert len(texts(data)) == len(bodies)


def test_the_middle_of_a_long_mail_is_not_kept():
    long = MAIL + (b"A" * 76 + b"\n") * (25 * 1024 * 1024 // 77) + b"the end\n"
    [kept, after] = texts(LINE + long + LINE + MAIL)
    assert len(kept) <= HEAD + TAIL
    assert (kept.startswith(MAIL), kept.endswith(b"the end\n"), after) == (True, True, MAIL)


def test_an_mbox_is_known_by_its_first_line():
    assert is_mbox(LINE)
    assert not is_mbox(MAIL)


def maildir(folder: Path) -> Path:
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    (folder / "cur" / "1.kopi:2,S").write_bytes(MAIL)
    (folder / "new" / "2.kopi").write_bytes(MAIL + b"second")
    (folder / "tmp" / "3.kopi").write_bytes(MAIL)
    return folder


def test_a_maildir_has_its_mails_in_cur_and_new(tmp_path):
    source = open_mail(maildir(tmp_path / "box"))
    assert [mail.place for mail in source.mails] == ["cur/1.kopi:2,S", "new/2.kopi"]
    assert (source.total, source.unit) == (2, "files")


def test_an_empty_maildir_holds_no_mails(tmp_path):
    for part in ("cur", "new"):
        (tmp_path / part).mkdir()
    assert list(open_mail(tmp_path).mails) == []


def test_a_folder_of_mails_is_read_in_order(tmp_path):
    (tmp_path / "b.eml").write_bytes(MAIL + b"b")
    (tmp_path / "a.EML").write_bytes(MAIL + b"a")
    (tmp_path / "c.emlx").write_bytes(b"%d\n" % len(MAIL) + MAIL)
    (tmp_path / "d.mbox").write_bytes((LINE + MAIL) * 2)
    (tmp_path / "notes.txt").write_bytes(b"no mail")
    assert [mail.data[-1:] for mail in open_mail(tmp_path).mails] == [b"a", b"b", b"\n", b"\n", b"\n"]


def test_a_stream_is_one_mail_or_many():
    assert [mail.data for mail in open_stream(BytesIO(MAIL)).mails] == [MAIL]
    assert len(list(open_stream(BytesIO((LINE + MAIL) * 3)).mails)) == 3
    with pytest.raises(UsageError, match="no mail on stdin"):
        list(open_stream(BytesIO(b"")).mails)


def test_a_long_file_is_read_by_its_ends(tmp_path):
    (tmp_path / "long.eml").write_bytes(MAIL + b"x" * (HEAD + 4 * TAIL) + b"the end")
    [mail] = open_mail(tmp_path / "long.eml").mails
    assert (len(mail.data), mail.data[-7:]) == (HEAD + TAIL, b"the end")


def test_what_is_no_mail_is_told(tmp_path):
    (tmp_path / "empty.eml").touch()
    (tmp_path / "outlook.msg").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG" + bytes(100))
    for name, said in (
        ("empty.eml", "is empty"),
        ("outlook.msg", "Outlook's own"),
        ("picture.png", "no mail"),
    ):
        with pytest.raises(UsageError, match=said):
            open_mail(tmp_path / name)
    with pytest.raises(NotFoundError, match="There is no file or folder"):
        open_mail(tmp_path / "nowhere")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="holds no mails"):
        open_mail(tmp_path / "folder")
