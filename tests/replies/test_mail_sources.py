"""Reading goes on where it stopped: in an mbox after Ctrl-C, on a server since the last time."""

import json
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from clientkit.errors import OutsideError
from clientkit.kernel.mail.server import imap_inbox
from clientkit.kernel.mail.server.imap_inbox import open_inbox
from clientkit.kernel.model.files import mail_settings as settings
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.workspace import Workspace
from clientkit.replies.mail_sources import ImapMail, LocalMail, MailSource
from clientkit.replies.queries import Finder, Progress
from clientkit.replies.survey_index import survey_index
from clientkit.replies.verdict import InterpretedMail, ReplyContext
from support.imap_server import imap_server, needs_dovecot
from support.mail_clients import Written, a_reply
from support.smtp_server import ca_file
from support.survey_mails import ASKED_ON, KEY, a_survey, answering
from support.trusted import trust

LINE = b"From rina@kopi.example Wed Nov 18 10:30:00 2026\n"
TODAY = date(2026, 11, 21)


@pytest.fixture
def asked(studio: Workspace) -> Workspace:
    """A studio in which Rina was asked for the NPS on 17 November."""
    append_record(studio, a_survey())
    studio.survey_key_file.write_bytes(KEY + b"\n")
    studio.survey_key_file.chmod(0o600)
    trust(studio.root)
    return studio


def finder(workspace: Workspace, since: date | None = None) -> Finder:
    from zoneinfo import ZoneInfo

    everything = survey_index(workspace, read_settings(workspace).value)
    return Finder(ReplyContext(everything, KEY, TODAY, ZoneInfo("Asia/Jakarta")), since)


def reply(number: int, text: str = "", **headers: str | None) -> bytes:
    return a_reply("thunderbird", Written(text), number, **headers)


def unrelated(number: int) -> bytes:
    return reply(number, "See you at 9.", From="budi@x.example", In_Reply_To=None, References=None)


# An mbox


def stopping_after(mails: int):
    """Told of each mail, and interrupted as by Ctrl-C at one of them."""
    looked_at = count(1)

    def told(_done: int, _total: int) -> None:
        if next(looked_at) == mails:
            raise KeyboardInterrupt

    return told


def box(folder: Path) -> Path:
    mails = [unrelated(number) for number in range(40)]
    mails[5] = reply(5, Subject=answering(9))
    mails[30] = reply(30, "8")
    path = folder / "inbox.mbox"
    path.write_bytes(b"".join(LINE + mail + b"\n" for mail in mails))
    return path


def read(source: MailSource, found: Finder, *progress: Progress) -> tuple[InterpretedMail, ...]:
    source.read(found, *progress)
    return found.outcome()


@pytest.mark.parametrize("stop", [1, 5, 6, 7, 31, 39])
def test_an_mbox_is_read_on_from_where_it_was_stopped(asked, tmp_path, stop):
    path = box(tmp_path)
    whole = read(LocalMail(asked, path, remember=False), finder(asked))
    first = finder(asked)
    place = LocalMail(asked, path, remember=True)
    with pytest.raises(KeyboardInterrupt):
        place.read(first, stopping_after(stop))
    assert f"Stopped after {stop:,} mails; nothing was taken. The same command goes on" in place.stop(first)
    looked_at = count(1)
    second = finder(asked)
    again = LocalMail(asked, path, remember=True)
    outcome = read(again, second, lambda _done, _total: next(looked_at) and None)
    assert next(looked_at) - 1 == 40 - stop
    assert second.mails == 40
    assert second.reasons.total() == 38
    related = [mail for mail in whole if mail.what == "answer"]
    assert [mail for mail in outcome if mail.what == "answer"] == related
    again.finish(second, [])
    third = finder(asked)
    read(LocalMail(asked, path, remember=True), third)
    assert len(third.left) == 38


def test_another_file_of_the_same_name_is_read_from_its_start(asked, tmp_path):
    path = box(tmp_path)
    place, first = LocalMail(asked, path, remember=True), finder(asked)
    with pytest.raises(KeyboardInterrupt):
        place.read(first, stopping_after(7))
    place.stop(first)
    path.write_bytes(LINE + unrelated(77) + b"\n" + path.read_bytes())
    second = finder(asked)
    read(LocalMail(asked, path, remember=True), second)
    assert (second.mails, len(second.left)) == (41, 39)


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"x": 1}', b"\xff"])
def test_a_broken_bookmark_costs_time_and_no_answer(asked, tmp_path, broken):
    path = box(tmp_path)
    place, first = LocalMail(asked, path, remember=True), finder(asked)
    with pytest.raises(KeyboardInterrupt):
        place.read(first, stopping_after(7))
    place.stop(first)
    asked.bookmarks_file.write_bytes(broken)
    second = finder(asked)
    assert len(read(LocalMail(asked, path, remember=True), second)) == 40


@pytest.mark.parametrize(
    "change", [{"done": "x"}, {"kept": None}, {"kept": [-1]}, {"size": 0}, {"reasons": 3}]
)
def test_a_bookmark_that_says_nonsense_is_passed_over(asked, tmp_path, change):
    path = box(tmp_path)
    place, first = LocalMail(asked, path, remember=True), finder(asked)
    with pytest.raises(KeyboardInterrupt):
        place.read(first, stopping_after(7))
    place.stop(first)
    held = json.loads(asked.bookmarks_file.read_bytes())
    [name] = held
    asked.bookmarks_file.write_text(json.dumps({name: held[name] | change}), encoding="ascii")
    second = finder(asked)
    outcome = read(LocalMail(asked, path, remember=True), second)
    assert second.mails == 40
    assert [mail.score for mail in outcome if mail.what == "answer"] == [9, 8]


# A server


@pytest.fixture(scope="module")
def dovecot():
    with imap_server() as server:
        yield server


@pytest.fixture
def inbox(dovecot, monkeypatch):
    """The server with an empty inbox, and settings that lead to it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file()))
    with dovecot.connection() as imap:
        if imap.select("INBOX")[1] != [b"0"]:
            imap.store("1:*", "+FLAGS", "\\Deleted")
            imap.expunge()
    return settings.ImapServer(host="localhost", port=dovecot.tls_port, user=dovecot.user)


def server(asked: Workspace, inbox: settings.ImapServer, dovecot, *, remember: bool = True) -> ImapMail:
    return ImapMail(asked, inbox, dovecot.password, remember=remember)


@needs_dovecot
def test_an_inbox_is_read_since_the_last_time_and_never_changed(asked, inbox, dovecot):
    dovecot.deliver(reply(1, Subject=answering(9)), unrelated(2))
    with dovecot.connection() as imap:
        imap.select("INBOX")
        imap.store("2", "+FLAGS", "\\Flagged")
    before = dovecot.mails()
    first = finder(asked)
    place = server(asked, inbox, dovecot)
    outcome = read(place, first)
    assert [mail.score for mail in outcome if mail.what == "answer"] == [9]
    assert first.mails == 2
    place.finish(first, [])
    assert dovecot.mails() == before
    assert any("\\Seen" not in flags for _, flags in before)
    dovecot.deliver(reply(3, "8"))
    second = finder(asked)
    assert [mail.score for mail in read(server(asked, inbox, dovecot), second)] == [8]


@needs_dovecot
def test_a_folder_is_searched_in_parts_so_that_no_answer_is_too_long(inbox, dovecot, monkeypatch):
    monkeypatch.setattr(imap_inbox, "WINDOW", 2)
    dovecot.deliver(*(unrelated(number) for number in range(1, 6)))
    with open_inbox(inbox, dovecot.password) as opened:
        every = opened.uids(0, None)
        assert (len(every), every) == (5, sorted(every))
        assert opened.uids(every[1], None) == every[2:]
        assert opened.uids(every[-1], None) == []
        assert opened.uids(0, date(2026, 1, 1)) == every
        assert opened.uids(0, date(2100, 1, 1)) == []


@needs_dovecot
def test_a_folder_that_the_server_does_not_have_is_named(asked, inbox, dovecot):
    elsewhere = inbox.model_copy(update={"inbox": "Jawaban"})
    with pytest.raises(OutsideError, match="refuses EXAMINE of 'Jawaban'") as caught:
        read(server(asked, elsewhere, dovecot), finder(asked))
    assert caught.value.hint == "Look at 'inbox' in [mail.imap] of clientkit.toml."


@needs_dovecot
def test_what_waits_for_a_person_is_shown_again(asked, inbox, dovecot):
    dovecot.deliver(reply(1, "8"), unrelated(2))
    first = finder(asked)
    place = server(asked, inbox, dovecot)
    [unsure, _] = read(place, first)
    place.finish(first, [unsure.message])
    second = finder(asked)
    again = server(asked, inbox, dovecot)
    assert [mail.message for mail in read(again, second)] == [unsure.message]
    again.finish(second, [])
    third = finder(asked)
    assert read(server(asked, inbox, dovecot), third) == ()


@needs_dovecot
def test_a_folder_that_was_made_anew_is_read_anew(asked, inbox, dovecot):
    dovecot.deliver(unrelated(1))
    place, first = server(asked, inbox, dovecot), finder(asked)
    read(place, first)
    place.finish(first, [])
    held = json.loads(asked.bookmarks_file.read_bytes())
    [name] = held
    held[name]["validity"] += 1
    asked.bookmarks_file.write_text(json.dumps(held), encoding="ascii")
    second = finder(asked)
    read(server(asked, inbox, dovecot), second)
    assert second.mails == 1


@needs_dovecot
def test_a_day_that_is_asked_for_is_read_again(asked, inbox, dovecot):
    dovecot.deliver(reply(1, Subject=answering(9)))
    place, first = server(asked, inbox, dovecot), finder(asked)
    read(place, first)
    place.finish(first, [])
    second = finder(asked, ASKED_ON)
    assert len(read(server(asked, inbox, dovecot), second)) == 1


@needs_dovecot
def test_a_mail_with_a_large_attachment_is_read_by_its_ends(asked, inbox, dovecot):
    from support.mail_bounces import with_parts

    attachment = bytes(3_000_000)
    dovecot.deliver(
        with_parts("Score: 9", attachment=attachment),
        with_parts("Score: 8", attachment=attachment, first=True, Message_ID="<parts-2@kopi.example>"),
    )
    outcome = read(server(asked, inbox, dovecot), finder(asked))
    assert [mail.score for mail in outcome] == [9, 8]


@needs_dovecot
def test_a_dry_run_and_one_client_s_answers_remember_nothing(asked, inbox, dovecot):
    dovecot.deliver(unrelated(1))
    place, first = server(asked, inbox, dovecot, remember=False), finder(asked)
    read(place, first)
    place.finish(first, [])
    assert not asked.bookmarks_file.exists()


@needs_dovecot
def test_a_command_line_reads_the_inbox(run, asked, inbox, dovecot, monkeypatch):
    dovecot.deliver(reply(1, "Rapi.", Subject=answering(9)), reply(2, "8"))
    before = dovecot.mails()
    lines = f'[mail.imap]\nhost = "localhost"\nport = {dovecot.tls_port}\nuser = "{dovecot.user}"\n'
    text = asked.settings_file.read_text(encoding="utf-8")
    asked.settings_file.write_text(text.replace("[mail.imap]\n", lines), encoding="utf-8")
    trust(asked.root)
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-21")
    monkeypatch.setenv("CLIENTKIT_IMAP_PASSWORD", dovecot.password)
    first = run("mail", "read", "--imap", "--yes")
    assert first.code == 0, first.err
    assert first.out.splitlines()[-1] == "1 answer taken."
    second = run("mail", "read", "--imap", "--yes")
    assert "Nothing was taken." in second.out
    assert "1 mail unsure" in second.err
    assert dovecot.mails() == before
    monkeypatch.setenv("CLIENTKIT_IMAP_PASSWORD", "wrong")
    refused = run("mail", "read", "--imap")
    assert (refused.code, "refuses the login" in refused.err) == (6, True)


def test_nothing_is_asked_of_a_server_where_nobody_was_asked_anything(studio):
    nowhere = settings.ImapServer(host="nowhere.invalid", user="dewi")
    assert read(ImapMail(studio, nowhere, "", remember=True), finder(studio)) == ()
