import socket
import threading
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import OutsideError, RefusedError
from clientkit.kernel.mail.server.imap import imap_line
from clientkit.kernel.mail.server.imap_folders import (
    DRAFTS,
    SENT,
    decoded,
    encoded,
    folder_for,
    folders,
    keep_in_drafts,
    quoted,
)
from clientkit.kernel.model.files import mail_settings as workspace
from support.hostile_server import hostile_server, says
from support.imap_server import ImapServer, imap_server, needs_dovecot
from support.smtp_server import ca_file

NOW = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
MAIL = b"X-Unsent: 1\r\nSubject: Laporan\r\n\r\nHalo\r\n"


@pytest.fixture(scope="module")
def dovecot():
    with imap_server() as server:
        yield server


@pytest.fixture(autouse=True)
def trusted(monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file()))


def settings(server: ImapServer, **changes) -> workspace.ImapServer:
    given = {"host": "localhost", "port": server.tls_port, "user": server.user}
    return workspace.ImapServer(**given | changes)


@needs_dovecot
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_draft_lies_where_mail_programs_look_for_it(security):
    with imap_server() as dovecot:
        port = dovecot.tls_port if security == "tls" else dovecot.port
        server = settings(dovecot, port=port, security=security)
        assert keep_in_drafts(server, dovecot.password, MAIL, NOW).folder == "Drafts"
        [(mail, flags)] = dovecot.mails("Drafts")
        assert mail == MAIL
        assert {"\\Draft", "\\Seen"} <= set(flags.split())
        assert dovecot.mails() == []


@needs_dovecot
def test_drafts_are_found_by_their_mark_whatever_the_folder_is_called():
    with imap_server(drafts="Konsep & Entwürfe") as dovecot:
        assert keep_in_drafts(settings(dovecot), dovecot.password, MAIL, NOW).folder == "Konsep & Entwürfe"
        with dovecot.connection() as imap:
            assert imap.select(quoted("Konsep & Entwürfe"))[1] == [b"1"]


@needs_dovecot
def test_a_folder_without_a_mark_is_named_in_the_settings():
    with imap_server(drafts="Surat nanti", marked=False) as dovecot:
        server = settings(dovecot)
        with pytest.raises(OutsideError, match="marks no folder") as caught:
            keep_in_drafts(server, dovecot.password, MAIL, NOW)
        assert "There are: Surat nanti, INBOX." in caught.value.hint
        named = settings(dovecot, drafts="Surat nanti")
        assert keep_in_drafts(named, dovecot.password, MAIL, NOW).folder == "Surat nanti"
        with pytest.raises(OutsideError, match="no folder 'Draf'"):
            keep_in_drafts(settings(dovecot, drafts="Draf"), dovecot.password, MAIL, NOW)


@needs_dovecot
def test_the_same_draft_is_not_put_there_twice():
    def named(name: bytes) -> bytes:
        return b"Message-ID: <" + name + b"@studio.example>\r\n" + MAIL

    with imap_server() as dovecot:
        server = settings(dovecot)
        kept = [keep_in_drafts(server, dovecot.password, named(name), NOW) for name in (b"a", b"a", b"b")]
        assert [one.was_there for one in kept] == [False, True, False]
        assert [mail for mail, _ in dovecot.mails("Drafts")] == [named(b"a"), named(b"b")]


@needs_dovecot
def test_a_wrong_password_is_told_and_not_shown(dovecot):
    with pytest.raises(OutsideError, match=r"localhost refuses the login of dewi@studio\.example") as caught:
        keep_in_drafts(settings(dovecot), "sesame-open-7", MAIL, NOW)
    assert "sesame" not in caught.value.message + caught.value.hint


@needs_dovecot
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_that_nobody_vouches_for_gets_no_password(dovecot, monkeypatch, security):
    monkeypatch.delenv("SSL_CERT_FILE")
    port = dovecot.tls_port if security == "tls" else dovecot.port
    logged_in = dovecot.log().count("Login:")
    with pytest.raises(OutsideError, match="does not prove who it is: unable to get local issuer"):
        keep_in_drafts(settings(dovecot, port=port, security=security), dovecot.password, MAIL, NOW)
    assert dovecot.log().count("Login:") == logged_in


@needs_dovecot
def test_a_server_with_the_certificate_of_another_gets_no_password():
    with imap_server(certificate="other") as dovecot:
        logged_in = dovecot.log().count("Login:")
        with pytest.raises(OutsideError, match="does not prove who it is: Hostname mismatch"):
            keep_in_drafts(settings(dovecot), dovecot.password, MAIL, NOW)
        assert dovecot.log().count("Login:") == logged_in


@needs_dovecot
def test_plain_text_goes_to_this_machine_alone(monkeypatch):
    with imap_server(secure_only=False) as dovecot:
        local = settings(dovecot, port=dovecot.port, security="none")
        assert keep_in_drafts(local, dovecot.password, MAIL, NOW).folder == "Drafts"
    with pytest.raises(RefusedError, match="another machine: passwords do not go there"):
        keep_in_drafts(settings(dovecot, host="imap.studio.example", security="none"), "x", MAIL, NOW)


@needs_dovecot
def test_tls_on_the_port_of_plain_text_is_told(dovecot):
    with pytest.raises(OutsideError, match="does not speak TLS as expected"):
        keep_in_drafts(settings(dovecot, port=dovecot.port), dovecot.password, MAIL, NOW)


@needs_dovecot
def test_what_fails_while_the_line_is_used_is_told_as_well(dovecot):
    with (
        pytest.raises(OutsideError, match="cannot be used"),
        imap_line(settings(dovecot), dovecot.password) as imap,
    ):
        imap.fetch("1", "(FLAGS)")


def test_without_a_server_the_settings_are_named():
    with pytest.raises(RefusedError, match="No IMAP server is named"):
        keep_in_drafts(workspace.ImapServer(), "x", MAIL, NOW)
    with pytest.raises(RefusedError, match="No IMAP user is named"):
        keep_in_drafts(workspace.ImapServer(host="imap.studio.example"), "x", MAIL, NOW)


def test_nothing_at_the_port_is_told():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        server = workspace.ImapServer(host="127.0.0.1", port=closed.getsockname()[1], user="dewi")
        with pytest.raises(OutsideError, match="Nothing answers at 127"):
            keep_in_drafts(server, "x", MAIL, NOW)


def test_a_host_that_does_not_exist_is_told():
    with pytest.raises(OutsideError, match=r"There is no mail server imap\.invalid, or no network"):
        keep_in_drafts(workspace.ImapServer(host="imap.invalid", user="dewi"), "x", MAIL, NOW)


@contextmanager
def saying(*lines: bytes):
    """A server that greets, answers a line with the next one (TAG is what it heard), and falls silent."""
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            with listening.accept()[0] as line, line.makefile("rb") as heard:
                tag = b""
                for said in lines:
                    line.sendall(said.replace(b"TAG", tag))
                    tag = heard.readline().partition(b" ")[0]
                done.wait(20)

        speaker = threading.Thread(target=talk)
        speaker.start()
        yield listening.getsockname()[1]
        done.set()
        speaker.join()


def test_a_server_without_encryption_gets_no_password():
    with saying(b"* OK hello\r\n", b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nTAG OK done\r\n") as port:
        server = workspace.ImapServer(host="127.0.0.1", port=port, user="dewi", security="starttls")
        with pytest.raises(OutsideError, match=r"127\.0\.0\.1 offers no encryption"):
            keep_in_drafts(server, "x", MAIL, NOW)


def test_a_silent_server_is_left(monkeypatch):
    monkeypatch.setattr("clientkit.kernel.mail.server.imap.TIMEOUT", 0.3)
    with saying(b"") as port:
        server = workspace.ImapServer(host="127.0.0.1", port=port, user="dewi", security="none")
        with pytest.raises(OutsideError, match=r"did not answer within 0\.3 seconds"):
            keep_in_drafts(server, "x", MAIL, NOW)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_folder_names_are_the_same_after_encoding(name):
    assert encoded(name).isascii()
    assert decoded(encoded(name)) == name


@pytest.mark.parametrize(
    ("name", "ascii_name"),
    [
        ("Entwürfe", "Entw&APw-rfe"),
        ("Tom & Jerry", "Tom &- Jerry"),
        ("台北", "&U,BTFw-"),  # RFC 3501, 5.1.3
        ("日本語", "&ZeVnLIqe-"),  # RFC 3501, 5.1.3
    ],
)
def test_folder_names_are_encoded_as_the_standard_says(name, ascii_name):
    assert encoded(name) == ascii_name
    assert decoded(ascii_name) == name


@needs_dovecot
def test_folders_are_listed_by_the_names_that_people_gave_them(dovecot):
    name = 'Surat "penting" \\ masuk'
    with dovecot.connection() as imap:
        assert imap.create(quoted(name))[0] == "OK"
        assert name in [folder.name for folder in folders(imap)]


@needs_dovecot
def test_an_unmarked_folder_is_found_by_its_name():
    with imap_server(drafts="Konsep", marked=False) as dovecot:
        assert keep_in_drafts(settings(dovecot), dovecot.password, MAIL, NOW).folder == "Konsep"


@pytest.mark.parametrize(
    ("lines", "folder"),
    [
        ((b'(\\drafts) "/" Later',), "Later"),
        ((b'(\\HasNoChildren \\DRAFTS) "/" Later', b'() "/" Drafts'), "Later"),
        ((b'() "." INBOX.Drafts', b'() "." INBOX'), "INBOX.Drafts"),
        ((b'() "/" "Entw&APw-rfe"',), "Entw\u00fcrfe"),
        ((b'() "/" "[Gmail]/Brouillons"',), "[Gmail]/Brouillons"),
        ((b'(\\Noselect) "/" Drafts', b'() "/" DRAFT'), "DRAFT"),
        ((b'() "/" Drafts', b'() "/" Old/Drafts'), ""),
        ((b'() "/" "Drafts of Rina"',), ""),
        ((b'() "/" "Sent Items"', b'(\\Sent) "/" "[Gmail]/Pesan Terkirim"'), "[Gmail]/Pesan Terkirim"),
        ((b'() "/" "Terkirim"', b'() "/" Presented'), "Terkirim"),
        ((b'() "/" Sent', b'() "/" "Gesendete Objekte"'), ""),
    ],
)
def test_the_folder_for_drafts_or_sent_mail_is_the_marked_one_or_the_only_one_of_that_name(lines, folder):
    purpose = SENT if b"sent" in b"".join(lines).lower() or b"terkirim" in lines[0].lower() else DRAFTS
    listing = b"".join(b"* LIST " + line + b"\r\n" for line in lines) + b"TAG OK done\r\n"
    with hostile_server("imap", "LIST", says(listing)) as port:
        server = workspace.ImapServer(host="127.0.0.1", port=port, user="dewi", security="none")
        with imap_line(server, "x") as imap:
            if folder:
                assert folder_for(imap, purpose, "") == folder
            else:
                with pytest.raises(OutsideError, match="marks no folder"):
                    folder_for(imap, purpose, "")
