"""`mail draft` and `--format eml`: read back by the library, mutt and notmuch, and put onto a real server."""

import email
import fcntl
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from clientkit.kernel.text.mail_text import RULE, mail_text
from support.imap_server import imap_server, needs_dovecot
from support.programs import needs
from support.smtp_server import ca_file
from support.trusted import trust

TOKO = Path("clients/kopi/projects/toko/documents")
SUBJECT = "Toko daring, pekan ke-47: perlu perhatian, mohon jawaban paling lambat Rab, 25 Nov"
REPORT = TOKO / "2026-W47.eml"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    root = tmp_path_factory.mktemp("drafts") / "studio"
    today = {**os.environ, "CLIENTKIT_TODAY": "2026-11-21"}
    subprocess.run(
        [sys.executable, "-m", "clientkit", "demo", root, "--no-git"],
        env=today,
        check=True,
        capture_output=True,
    )
    return root


@pytest.fixture
def studio(sample, tmp_path, monkeypatch) -> Path:
    root = tmp_path / "studio"
    shutil.copytree(sample, root)
    monkeypatch.chdir(root)
    return root


def read(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=default)


def part(mail: EmailMessage, kind: str) -> EmailMessage:
    (found,) = [one for one in mail.walk() if one.get_content_type() == kind]
    return found


def text_of(mail: EmailMessage) -> str:
    return part(mail, "text/plain").get_content().replace("\r\n", "\n")


def test_a_report_becomes_a_draft_whose_text_is_the_report(studio, run):
    assert run("report", "week", "kopi/toko").code == 0
    ran = run("mail", "draft", "report", "kopi/toko")
    assert (ran.code, ran.out) == (0, f"{REPORT}\n")
    mail = read(REPORT)
    assert (mail["X-Unsent"], mail["Date"]) == ("1", "Sat, 21 Nov 2026 00:00:00 +0700")
    assert mail["To"] == "Rina Wijaya <rina@kopinusantara.example>"
    assert mail["Subject"] == SUBJECT
    assert text_of(mail) == mail_text(REPORT.with_suffix(".md").read_text(encoding="utf-8"))
    logo, picture = (one for one in mail.walk() if one.get_content_type() == "image/png")
    html = part(mail, "text/html").get_content()
    for one in (logo, picture):
        assert f'src="cid:{one["Content-ID"].strip("<>")}"' in html
    assert 'alt="Hari ini: 21 November 2026. M1 ' in html


def test_the_same_data_give_the_same_bytes_and_the_format_gives_them_too(studio, run):
    assert run("mail", "draft", "scope", "kopi/toko").code == 0
    first = (TOKO / "scope.eml").read_bytes()
    (TOKO / "scope.eml").unlink()
    assert run("scope", "render", "kopi/toko", "--format", "eml").out == f"{TOKO / 'scope.eml'}\n"
    assert (TOKO / "scope.eml").read_bytes() == first
    for words in (("report", "week"), ("timeline", "render")):
        rendered = run(*words, "kopi/toko", "--format", "eml", "-o", "a.eml")
        drafted = run("mail", "draft", words[0], "kopi/toko", "-o", "b.eml")
        assert (rendered.out, drafted.out) == ("a.eml\n", "b.eml\n")
        assert Path("a.eml").read_bytes() == Path("b.eml").read_bytes()


def test_an_agreement_goes_to_the_signer_with_its_pdf(studio, run):
    ran = run("mail", "draft", "scope", "kopi/toko", "--json")
    said = json.loads(ran.out)["data"]
    assert said["to"] == ["hendra@kopinusantara.example"]
    assert said["attachments"] == ["toko-scope.pdf"]
    mail = read(Path(said["file"]))
    assert part(mail, "application/pdf").get_content().startswith(b"%PDF-")
    assert text_of(mail).startswith("Yth. Bapak Hendra,\n")
    assert run("scope", "render", "kopi/toko").code == 0
    assert text_of(mail).endswith(f"\n{RULE}\n\n{mail_text((TOKO / 'scope.md').read_text('utf-8'))}")
    assert run("mail", "draft", "scope", "kopi/toko", "--attach", "none", "--json").out.count("pdf") == 0


def test_a_timeline_takes_its_calendar_along_and_speaks_the_language_asked_for(studio, run):
    ran = run("mail", "draft", "timeline", "kopi/toko", "--attach", "ics,pdf", "--language", "en")
    assert ran.code == 0
    mail = read(TOKO / "timeline.eml")
    assert mail["Subject"] == "Timeline · Toko daring"
    names = [one.get_filename() for one in mail.iter_attachments()]
    assert names == ["toko-timeline.pdf", "toko-timeline.ics"]
    assert part(mail, "text/calendar").get_content().startswith("BEGIN:VCALENDAR")
    assert text_of(mail).startswith("Dear Ibu Rina,\n")


def test_the_contact_that_is_named_is_greeted_and_written_to(studio, run):
    ran = run("mail", "draft", "timeline", "kopi/toko", "--contact", "hendra", "--contact", "rina", "--json")
    said = json.loads(ran.out)["data"]
    assert said["to"] == ["hendra@kopinusantara.example", "rina@kopinusantara.example"]
    assert text_of(read(Path(said["file"]))).startswith("Yth. Bapak Hendra dan Ibu Rina,\n")
    assert run("mail", "draft", "report", "kopi/toko", "--contact", "hendra", "--contact", "rina").code == 0
    assert "\nYth. Bapak Hendra dan Ibu Rina,\n" in text_of(read(REPORT))


def with_language(contact: str, language: str) -> None:
    project = Path("clients/kopi/projects/toko/project.toml")  # its own language would come first
    project.write_text(project.read_text("utf-8").replace('\nlanguage = "id"\n', "\n", 1), "utf-8")
    path = Path("clients/kopi/client.toml")
    text = path.read_text("utf-8")
    path.write_text(
        text.replace(f'id = "{contact}"\n', f'id = "{contact}"\nlanguage = "{language}"\n'), "utf-8"
    )


def test_a_letter_speaks_the_language_of_its_reader_and_an_agreement_that_of_the_client(studio, run):
    with_language("hendra", "en")
    for document, subject in (
        ("timeline", "Timeline · Toko daring"),
        ("report", "Toko daring, week 47: needs attention, answer needed by Wed 25 Nov"),
        ("scope", "Mohon persetujuan: perjanjian Toko daring (SPK/DL-KOPI/014, versi 1)"),
    ):
        ran = run("mail", "draft", document, "kopi/toko", "--contact", "hendra", "--json")
        assert json.loads(ran.out)["data"]["subject"] == subject, ran.err
    (TOKO / "gaya.md").write_text("# Gaya\n", encoding="utf-8")
    assert run("mail", "draft", TOKO / "gaya.md", "--contact", "hendra").code == 0
    assert text_of(read(TOKO / "gaya.eml")).startswith("Dear Bapak Hendra,\n")
    both = run("mail", "draft", "timeline", "kopi/toko", "--contact", "hendra", "--contact", "rina", "--json")
    assert json.loads(both.out)["data"]["subject"] == "Jadwal · Toko daring"
    chosen = run(
        "mail", "draft", "timeline", "kopi/toko", "--contact", "hendra", "--language", "id", "--json"
    )
    assert json.loads(chosen.out)["data"]["subject"] == "Jadwal · Toko daring"


def test_a_report_is_written_as_whoever_gets_it_reads_it(studio, run):
    with_language("rina", "en")
    for path in TOKO.glob("2026-W47.*"):
        path.unlink()
    assert run("report", "week", "kopi/toko").code == 0
    assert "\nDear Ibu Rina,\n" in (TOKO / "2026-W47.md").read_text("utf-8")
    assert run("mail", "draft", "report", "kopi/toko").code == 0
    assert text_of(read(REPORT)) == mail_text((TOKO / "2026-W47.md").read_text("utf-8"))


def test_a_copy_and_another_address_for_answers_come_from_the_settings(studio, run):
    with Path("clientkit.toml").open("a", encoding="utf-8") as settings:
        settings.write('[mail]\nreply_to = "halo@s.example"\ncopy_to = "arsip@s.example"\n')
    assert run("mail", "draft", "report", "kopi/toko").code == 0
    mail = read(REPORT)
    assert (mail["Reply-To"], mail["Bcc"]) == ("halo@s.example", "arsip@s.example")


def test_any_document_of_a_project_is_drafted_by_its_path(studio, run):
    own = TOKO / "gaya.md"
    own.write_text("# Panduan *gaya*\n\nWarna: biru.\n", encoding="utf-8")
    assert run("mail", "draft", own, "--attach", "pdf").out == f"{own.with_suffix('.eml')}\n"
    mail = read(own.with_suffix(".eml"))
    assert mail["Subject"] == "Panduan gaya · Toko daring"
    assert text_of(mail).startswith("Yth. Ibu Rina,\n")
    assert text_of(mail).endswith(f"\n{RULE}\n\nPanduan gaya\n============\n\nWarna: biru.\n")
    assert [one.get_filename() for one in mail.iter_attachments()] == ["gaya.pdf"]
    assert run("mail", "draft", TOKO / "2026-W47.md").out == f"{TOKO / '2026-W47.eml'}\n"
    run("timeline", "render", "kopi/toko")
    assert run("mail", "draft", TOKO / "timeline.md").out == f"{TOKO / 'timeline.eml'}\n"


@pytest.mark.parametrize(
    ("document", "file", "subject"),
    [
        ("month", "2026-11.eml", "Laporan bulanan November 2026 · Toko daring"),
        ("closing", "closing.eml", "Laporan akhir · Toko daring"),
    ],
)
def test_reports_of_a_month_and_of_the_end_are_drafted_too(studio, run, document, file, subject):
    assert run("mail", "draft", document, "kopi/toko", "--attach", "pdf").out == f"{TOKO / file}\n"
    mail = read(TOKO / file)
    assert mail["Subject"] == subject
    assert text_of(mail).startswith("Laporan ")
    stem = file.removesuffix(".eml")
    assert [one.get_filename() for one in mail.iter_attachments()] == [f"toko-{stem}.pdf"]
    command = {"month": "month", "closing": "close"}[document]
    assert run("report", command, "kopi/toko").out == f"{TOKO / stem}.md\n"
    before = (TOKO / file).read_bytes()
    assert run("mail", "draft", f"{TOKO / stem}.md", "--attach", "pdf").out == f"{TOKO / file}\n"
    assert (TOKO / file).read_bytes() == before


@pytest.mark.parametrize("words", [("kopi/toko", "report"), ("kopi/toko",)], ids=" ".join)
def test_a_project_in_front_is_told_the_order(studio, run, words):
    ran = run("mail", "draft", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "Error: kopi/toko is a project; the document comes before it.\n  Write it so: report kopi/toko\n"
    )


def test_the_report_of_an_earlier_month_is_drafted(studio, run):
    assert run("mail", "draft", "month", "kopi/toko", "--month", "2026-10").out == f"{TOKO / '2026-10.eml'}\n"
    assert read(TOKO / "2026-10.eml")["Subject"] == "Laporan bulanan Oktober 2026 · Toko daring"


def test_what_a_project_is_called_stays_what_it_is(studio, run):
    title = "Toko =?utf-8?q?=0ABcc:_x@y.example?= <b>\u202e & *kopi* | [x](https://x.example) " * 3
    assert run("project", "set", "kopi/toko", f"title={title}").code == 0
    assert run("mail", "draft", "timeline", "kopi/toko").code == 0
    raw = (TOKO / "timeline.eml").read_bytes()
    mail = email.message_from_bytes(raw)
    subject = str(make_header(decode_header(mail["Subject"])))
    assert subject == f"Jadwal · {title.strip()}".replace("\u202e", "\ufffd")
    assert mail["Bcc"] is None
    html = part(read(TOKO / "timeline.eml"), "text/html").get_content()
    assert "<b>" not in html
    assert "https://x.example" not in "".join(re.findall(r'(?:href|src)="([^"]*)"', html))


def test_a_file_of_your_own_that_is_not_text_is_told(studio, run):
    (TOKO / "gaya.md").write_bytes(b"# Gaya \xff\n")
    ran = run("mail", "draft", TOKO / "gaya.md")
    assert (ran.code, "gaya.md is not UTF-8 text." in ran.err) == (4, True)


def test_a_file_that_is_not_what_the_document_says_is_refused(studio, run):
    with (TOKO / "timeline.md").open("a", encoding="utf-8") as file:
        file.write("By the way.\n")
    ran = run("mail", "draft", TOKO / "timeline.md")
    assert (ran.code, "is not what the timeline says today" in ran.err) == (5, True)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("invoice", "kopi/toko"), 2, "There is no document or letter 'invoice' to mail."),
        (("report", "kopi/toko", "--contact", "sri"), 3, "kopi has no contact called 'sri'."),
        (("report", "kopi/toko", "--attach", "zip"), 2, "'zip' cannot be attached."),
        (("report", "kopi/toko", "--imap"), 5, "No IMAP server is named."),
        (("report", "kopi/toko", "--imap", "-o", "x.eml"), 2, "A draft goes to one place."),
        (("report", "kopi/toko", "--json", "-o", "-"), 2, "--json tells of the draft in documents/."),
        (("clientkit.toml",), 2, "There is no document or letter 'clientkit.toml' to mail."),
        (("clients/kopi/client.toml",), 2, "is no document of a project."),
        ((TOKO / "none.md",), 3, "There is no file"),
        ((TOKO / "2026-W47.md", "kopi/toko"), 2, "The path says which project, week or month it is."),
        (("scope", "kopi/toko", "--week", "2026-W47"), 2, "--week does not go with 'scope'."),
        (("report", "kopi/toko", "--month", "2026-11"), 2, "--month does not go with 'report'."),
        (("month", "kopi/toko", "--month", "2026-13"), 2, "There is no month 2026-13."),
    ],
)
def test_what_cannot_be_drafted_is_told(studio, run, words, code, told):
    ran = run("mail", "draft", *words)
    assert ran.code == code, ran.err
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_a_contact_without_an_address_is_told_with_what_to_type(studio, run):
    client = Path("clients/kopi/client.toml")
    text = client.read_text(encoding="utf-8")
    client.write_text(text.replace('email = "rina@kopinusantara.example"\n', ""), encoding="utf-8")
    ran = run("mail", "draft", "report", "kopi/toko")
    assert ran.code == 5
    assert "Rina Wijaya has no mail address." in ran.err
    assert "--contact hendra" in ran.err


def test_a_template_of_your_own_words_the_letter(studio, run):
    assert run("template", "copy", "mail-report", "--language", "id").code == 0
    own = Path("templates/id/mail-report.md.j2")
    own.write_text(
        "# {{ title }}: kabar minggu {{ week_number }}\n\nHalo {{ addressee.name }}!\n", encoding="utf-8"
    )
    assert run("mail", "draft", "report", "kopi/toko").code == 0
    mail = read(REPORT)
    assert mail["Subject"] == "Toko daring: kabar minggu 47"
    assert text_of(mail).startswith(f"Halo Rina Wijaya!\n\n{RULE}\n\nToko daring: ")


@needs_dovecot
def test_a_draft_goes_into_the_folder_of_drafts(studio, run, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file()))
    with imap_server() as dovecot:
        monkeypatch.setenv("CLIENTKIT_IMAP_PASSWORD", dovecot.password)
        with Path("clientkit.toml").open("a", encoding="utf-8") as settings:
            settings.write(
                f'[mail.imap]\nhost = "localhost"\nport = {dovecot.tls_port}\nuser = "{dovecot.user}"\n'
            )
        trust(studio)
        ran = run("mail", "draft", "report", "kopi/toko", "--imap")
        assert (ran.code, ran.out) == (0, "Drafts\n")
        said = json.loads(run("mail", "draft", "report", "kopi/toko", "--imap", "--json").out)["data"]
        assert (said["folder"], said["file"]) == ("Drafts", "")
        again = run("mail", "draft", "report", "kopi/toko", "--imap")
        assert "The same draft was in that folder of localhost" in again.err
        [(raw, flags)] = dovecot.mails("Drafts")
    assert "\\Draft" in flags
    mail = email.message_from_bytes(raw, policy=default)
    assert (mail["Message-ID"], mail["Subject"]) == (said["message_id"], said["subject"])
    assert mail["Date"].startswith("Sat, 21 Nov 2026 ")
    assert not REPORT.exists()


@needs_dovecot
def test_what_went_by_hand_is_found_in_the_sent_folder(studio, run, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file()))

    def sent(*words):
        ran = run("mail", "sent", *words, "--imap", "--json")
        assert ran.code == 0, ran.err
        return json.loads(ran.out)["data"]

    with imap_server() as dovecot:
        monkeypatch.setenv("CLIENTKIT_IMAP_PASSWORD", dovecot.password)
        with Path("clientkit.toml").open("a", encoding="utf-8") as settings:
            settings.write(
                f'[mail.imap]\nhost = "localhost"\nport = {dovecot.tls_port}\nuser = "{dovecot.user}"\n'
            )
        trust(studio)
        assert run("mail", "draft", "scope", "kopi/toko").code == 0
        assert run("mail", "draft", "report", "kopi/toko", "--imap").code == 0
        none = run("mail", "sent", "--imap")
        assert none.code == 6
        assert "marks no folder as that for sent mails" in none.err
        with dovecot.connection() as imap:
            imap.create("Terkirim")
        assert "In the Sent folder: 0 of" in run("mail", "sent", "--imap").err
        missing = run("mail", "sent", "kopi/toko", "--imap")
        assert (missing.code, "No mail with the Message-ID of 2026-W47.md" in missing.err) == (3, True)

        when = '"20-Nov-2026 18:30:00 +0000"'  # 21 November in Jakarta
        ((report, _),) = dovecot.mails("Drafts")
        with dovecot.connection() as imap:
            for mail in (
                b"Message-ID: <other@x>\r\n\r\nHello\r\n",
                (studio / TOKO / "scope.eml").read_bytes(),
                report,
            ):
                assert imap.append("Terkirim", None, when, mail)[0] == "OK"
        (scope,) = sent()
        assert (scope["document"], scope["day"], scope["outcome"]) == ("scope", "2026-11-21", "sent")
        assert scope["message"].encode() in (studio / TOKO / "scope.eml").read_bytes()
        said = sent("kopi/toko")
        assert (said["document"], said["week"], said["day"]) == ("report", "2026-W47", "2026-11-21")
        assert said["message"].encode() in report
        assert sent() == []
        assert run("mail", "sent", "kopi/toko", "--imap").code == 5


def a_maildir(folder: Path, *drafts: Path) -> Path:
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for number, path in enumerate(drafts):
        shutil.copy(path, folder / "cur" / f"{number}.draft:2,DS")
    return folder


@needs("notmuch")
def test_notmuch_reads_the_draft_as_it_was_meant(studio, run, tmp_path, monkeypatch):
    assert run("mail", "draft", "scope", "kopi/toko").code == 0
    assert run("mail", "draft", "report", "kopi/toko").code == 0
    a_maildir(tmp_path / "mail", REPORT, TOKO / "scope.eml")
    config = tmp_path / "notmuch-config"
    config.write_text(f"[database]\npath={tmp_path / 'mail'}\n[user]\nname=x\n", encoding="utf-8")
    monkeypatch.setenv("NOTMUCH_CONFIG", str(config))

    def notmuch(*words: str) -> str:
        done = subprocess.run(["notmuch", *words], check=True, capture_output=True, encoding="utf-8")
        return done.stdout

    assert notmuch("new")
    ((shown,),) = json.loads(notmuch("show", "--format=json", "subject:pekan"))
    message = shown[0]
    assert message["headers"]["Subject"] == SUBJECT
    assert message["headers"]["From"] == "Dewi Lestari <dewi@studioselasar.example>"
    (alternative,) = message["body"]
    plain, related = alternative["content"]
    assert plain["content"] == text_of(read(REPORT))
    assert [one["content-type"] for one in related["content"]] == [
        "text/html",
        *["image/png"] * 2,
    ]
    pdf = notmuch("search", "--output=messages", "attachment:toko-scope.pdf")
    assert pdf.strip() == f"id:{read(TOKO / 'scope.eml')['Message-ID'].strip('<>')}"


@needs("mutt")
def test_mutt_opens_the_draft(studio, run, tmp_path):
    """mutt shows the message on a terminal of its own; its pager is a program that keeps what it is shown."""
    assert run("mail", "draft", "report", "kopi/toko").code == 0
    shown, pager = tmp_path / "shown", tmp_path / "pager"
    pager.write_text(f'#!/bin/sh\ncp "$1" "{shown}"\n', encoding="ascii")
    pager.chmod(0o700)
    folder = a_maildir(tmp_path / "mail", REPORT)
    settings = tmp_path / "muttrc"
    settings.write_text(
        f'set pager="{pager}" folder="{tmp_path}" spoolfile="{folder}" record="" postponed=""\n'
        "set prompt_after=no wait_key=no charset=utf-8 read_only=yes\n"
        "alternative_order text/plain\nignore *\nunignore subject to\n"
        'push "<display-message><exit>"\n',
        encoding="ascii",
    )
    on_terminal(["mutt", "-n", "-F", str(settings), "-f", str(folder)])
    text = shown.read_text(encoding="utf-8")
    assert f"Subject: {SUBJECT[:45]}" in " ".join(text.split())
    assert "To: Rina Wijaya <rina@kopinusantara.example>" in text
    assert text_of(read(REPORT)).rstrip("\n") in text.replace("\r", "")


def on_terminal(command: list[str]) -> None:
    """Run a program that draws on a terminal, until it leaves it."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    surroundings = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    streams = dict.fromkeys(("stdin", "stdout", "stderr"), its)
    with subprocess.Popen(command, env=surroundings, start_new_session=True, **streams) as program:
        os.close(its)
        try:
            while select.select([ours], [], [], 20)[0] and os.read(ours, 65536):
                pass
        except OSError:  # so a terminal says that nobody is there any more
            assert program.wait(20) == 0
        finally:
            program.kill()
            os.close(ours)
