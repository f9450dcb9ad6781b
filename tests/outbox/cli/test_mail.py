"""`mail send`, `mail list`, `mail settle`: what is asked, said and recorded."""

import json
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from support.checked import other_findings
from support.smtp_server import PASSWORD, USER, Behaviour, ca_file, name_server, smtp_server

BUDI = '\n[[contacts]]\nid = "budi"\nname = "Budi Santoso"\nemail = "budi@kopi.example"\n'
PROGRAM = (sys.executable, "-m", "clientkit")
SEND = ("mail", "send", "report", "kopi/toko")


@pytest.fixture
def office(studio, run):
    """The studio with a second contact and notes of the week."""
    with studio.client_file("kopi").open("a", encoding="utf-8") as file:
        file.write(BUDI)
    assert run("done", "kopi/toko", "Home page is live", "--hours", "3").code == 0
    return studio


@pytest.fixture
def server(office):
    """A server that the settings name."""
    with smtp_server() as running:
        name_server(office.settings_file, running)
        yield running


def data(run, *words):
    ran = run(*words, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["data"]


def test_a_report_goes_out_is_kept_and_recorded(server, office, run):
    sent = run(*SEND, "--yes")
    assert sent.code == 0, sent.err
    (mail,), (row,) = server.mails, data(run, "mail", "list")
    assert row["id"] == sent.out.strip()
    assert row["message"] in sent.err
    assert "Sent to rina@kopi.example" in sent.err
    assert "To          Rina Wijaya <rina@kopi.example>" in sent.err
    assert row["sha256"] == mail.sha256
    assert (office.root / row["file"]).is_file()
    assert row["file"].endswith("documents/2026-W47.md")
    assert b"Home page is live" in mail.data


def test_a_dry_run_shows_the_mail_and_speaks_to_nobody(server, run):
    shown = run(*SEND, "--dry-run")
    assert shown.code == 0
    assert "Home page is live" in shown.out
    assert "Nothing was sent." in shown.err
    assert (server.commands, data(run, "mail", "list")) == ([], [])


def test_a_dry_run_needs_no_server(office, run):
    preview = data(run, *SEND, "--dry-run")
    assert (preview["to"], preview["week"]) == (["Rina Wijaya <rina@kopi.example>"], "2026-W47")


def test_nobody_to_ask_means_nothing_goes(server, run):
    refused = run(*SEND)
    assert refused.code == 2
    assert "Nobody can be asked here whether it may go; nothing was sent." in refused.err
    assert "Add --yes" in refused.err
    assert server.commands == []


@pytest.mark.parametrize(("answer", "code", "mails"), [("y\n", 0, 1), ("n\n", 5, 0), ("\n", 5, 0)])
def test_it_is_asked_on_a_terminal(server, terminal, answer, code, mails):
    asked = terminal(*SEND, answers=[answer])
    assert asked.code == code, asked.out
    assert "Send it? [y/N]: " in asked.out
    assert len(server.mails) == mails
    assert ("Nothing was sent." in asked.out) is (mails == 0)


def test_a_report_goes_once_unless_it_is_meant(server, run):
    assert run(*SEND, "--yes").code == 0
    twice = run(*SEND, "--yes")
    assert twice.code == 5
    assert "This report of 2026-W47 went to rina@kopi.example on 2026-11-21 already." in twice.err
    assert "--resend" in twice.err
    assert len(server.mails) == 1
    assert run(*SEND, "--yes", "--resend").code == 0
    first, second = server.mails
    assert first.data != second.data


def test_one_refused_recipient_ends_in_6_and_is_told(server, run):
    server.behaviour = Behaviour(refuses=frozenset({"budi@kopi.example"}))
    sent = run(*SEND, "--contact", "rina", "--contact", "budi", "--yes")
    assert sent.code == 6
    assert "Sent to rina@kopi.example" in sent.err
    assert "Not to budi@kopi.example: the server says 550 5.1.1 No such user here" in sent.err
    assert "budi@kopi.example (refused)" in run("mail", "list").out
    server.behaviour = Behaviour()
    assert run(*SEND, "--contact", "budi", "--yes").code == 0
    assert [mail.recipients for mail in server.mails] == [("rina@kopi.example",), ("budi@kopi.example",)]


def test_words_of_a_server_steer_no_terminal(server, run):
    server.behaviour = Behaviour(refuses=frozenset({"*"}), refusal="550 \x1b[31mgo\x1b]8;;http://x\x07 away")
    refused = run(*SEND, "--yes")
    assert refused.code == 6
    assert "\x1b" not in refused.err
    assert "\\x1b" not in refused.err
    assert server.mails == []


def test_what_the_server_refuses_is_recorded_as_not_sent(server, run):
    server.behaviour = Behaviour(refuses=frozenset({"*"}), refusal="451 4.7.1 Greylisted, come back")
    refused = run(*SEND, "--yes")
    assert refused.code == 6
    assert "451 4.7.1 Greylisted, come back" in refused.err
    assert "try again in some minutes" in refused.err
    server.behaviour = Behaviour()
    assert run(*SEND, "--yes").code == 0
    assert "451 4.7.1 Greylisted, come back" in run("mail", "list").out
    first, second = data(run, "mail", "list")
    assert (first["outcome"], second["outcome"]) == ("failed", "sent")
    assert first["message"] == second["message"]


@pytest.fixture
def cut_off(server, run):
    """A report whose server died between the mail and the answer: the id of the sending."""
    server.behaviour = Behaviour(dies="data")
    lost = run(*SEND, "--yes")
    assert lost.code == 6
    name = re.search(r"clientkit mail settle (\w+) --sent", lost.err)
    assert name
    server.behaviour = Behaviour()
    return name[1]


def test_a_mail_that_nobody_knows_of_is_shown_and_stops_the_next(cut_off, server, office, run):
    own = office.documents_dir("kopi", "toko") / "guide.md"
    own.write_text("# Guide\n", encoding="utf-8")
    listed = run("mail", "list")
    assert "unknown!" in listed.out
    assert f"clientkit mail settle {cut_off} --sent (or --not-sent)" in listed.err
    checked = run("check")
    assert checked.code == 1
    assert "warning: nobody knows whether the mail 'Toko daring, pekan ke-47" in checked.out
    assert f"clientkit mail settle {cut_off} --sent (or --not-sent) [unknown-mail]" in checked.out
    for words in (
        SEND,
        (*SEND, "--yes"),
        (*SEND, "--yes", "--resend"),
        ("mail", "draft", "report", "kopi/toko"),
        ("mail", "draft", str(own)),
        ("mail", "send", "scope", "kopi/toko"),
    ):
        refused = run(*words)
        assert refused.code == 5, refused
        assert "Nobody knows whether the mail" in refused.err
        assert f"clientkit mail settle {cut_off} --sent" in refused.err
    assert len(server.mails) == 1


def test_settled_as_sent_it_is_not_sent_again(cut_off, server, run):
    settled = run("mail", "settle", cut_off[:6], "--sent")
    assert (settled.code, settled.out.strip()) == (0, cut_off)
    assert "went." in settled.err
    assert run(*SEND, "--yes").code == 5
    assert len(server.mails) == 1


def test_settled_as_not_sent_it_goes_under_the_same_message_id(cut_off, server, run):
    assert run("mail", "settle", cut_off, "--not-sent").code == 0
    assert run(*SEND, "--yes").code == 0
    first, second = server.mails
    assert first.data == second.data


@pytest.mark.parametrize(("answers", "mails"), [(["y\n"], 1), (["n\n", "y\n"], 2), (["n\n", "n\n"], 1)])
def test_on_a_terminal_the_next_command_asks(cut_off, server, terminal, run, answers, mails):
    asked = terminal(*SEND, answers=answers)
    assert "it may have gone." in asked.out
    assert "Did it go? [y/n]: " in asked.out
    assert len(server.mails) == mails
    assert data(run, "mail", "list")[0]["outcome"] == ("sent" if answers[0] == "y\n" else "failed")


def test_another_client_is_not_held_up(cut_off, server, run):
    assert run("client", "add", "Jaya", "--contact", "Sari <sari@jaya.example>").code == 0
    assert run("project", "add", "jaya", "Blog").code == 0
    sent = run("mail", "send", "report", "jaya/blog", "--yes")
    assert sent.code == 0
    assert "Note: nobody knows whether the mail" in sent.err
    assert cut_off in sent.err


def test_settling_wants_a_word(cut_off, run):
    unsaid = run("mail", "settle", cut_off)
    assert (unsaid.code, "Say --sent or --not-sent." in unsaid.err) == (2, True)
    assert run("mail", "settle", "zzzz", "--sent").code == 3


def test_a_wrong_password_is_nowhere_to_be_read(office, run, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file()))
    monkeypatch.setenv("CLIENTKIT_SMTP_PASSWORD", "salah-8264")
    with smtp_server("starttls", login=True) as server:
        name_server(office.settings_file, server, "starttls", user=USER)
        refused = run(*SEND, "--yes")
        monkeypatch.setenv("CLIENTKIT_SMTP_PASSWORD", PASSWORD)
        sent = run(*SEND, "--yes")
    assert (refused.code, sent.code) == (6, 0)
    assert "refuses the login" in refused.err
    kept = b"".join(path.read_bytes() for path in office.root.rglob("*") if path.is_file())
    for secret in ("salah-8264", PASSWORD):
        assert secret not in refused.err + refused.out + sent.err + sent.out
        assert secret.encode() not in kept


def test_without_a_password_nothing_is_sent_and_nothing_recorded(office, run):
    with smtp_server("starttls", login=True) as server:
        name_server(office.settings_file, server, "starttls", user=USER, password_command=["false"])
        refused = run(*SEND, "--yes")
    assert refused.code == 6
    assert "The password command 'false' ended with 1. Nothing was sent." in refused.err
    assert data(run, "mail", "list") == []


@pytest.mark.parametrize("host", ["smtp.studio.example:587", "https://smtp.studio.example", "a b", "[::1]"])
def test_a_server_is_named_without_scheme_and_port(office, run, host):
    with smtp_server() as running:
        name_server(office.settings_file, running, host=host)
    refused = run(*SEND, "--yes")
    assert refused.code == 4
    assert "'mail.smtp.host' is not of the form that it must have" in refused.err
    assert 'host = "smtp.studio.example"' in refused.err


def test_no_network_is_told_in_one_sentence(office, run):
    with smtp_server() as gone:
        name_server(office.settings_file, gone)
    refused = run(*SEND, "--yes")
    assert refused.code == 6
    assert f"Nothing answers at localhost, port {gone.port}; nothing was sent." in refused.err


def test_a_contact_without_an_address_is_named(server, office, run):
    path = office.client_file("kopi")
    text = re.sub(r"email *= .rina@kopi.example.", 'email = ""', path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    refused = run(*SEND, "--yes")
    assert refused.code == 5
    assert "Rina Wijaya has no mail address." in refused.err


def test_a_report_of_next_year_is_not_sent(server, run):
    assert run(*SEND, "--week", "2027-W10", "--yes").code == 2
    assert run(*SEND, "--week", "2027-W53", "--yes").code == 2
    assert server.commands == []


@pytest.fixture
def draft(server, office, run):
    """The draft of the week's report, as a file."""
    made = run("mail", "draft", "report", "kopi/toko")
    assert made.code == 0, made.err
    return office.root / made.out.strip()


def test_a_draft_goes_as_it_was_written_over(draft, server, run):
    text = draft.read_bytes().replace(b"Home page is live", b"Home page is live since Friday")
    draft.write_bytes(text)
    sent = run("mail", "send", draft.relative_to(draft.parents[5]), "--yes")
    assert sent.code == 0, sent.err
    (mail,), (row,) = server.mails, data(run, "mail", "list")
    assert b"Home page is live since Friday" in mail.data
    assert b"X-Unsent" not in mail.data
    assert mail.data.count(b"Message-ID:") == mail.data.count(b"Subject:") == 1
    assert mail.data.startswith(b"Date: Sat, 21 Nov 2026")
    assert (row["document"], row["week"], row["outcome"]) == ("report", "2026-W47", "sent")
    assert row["file"] == "clients/kopi/projects/toko/documents/2026-W47.eml"
    assert run(*SEND, "--yes").code == 5


def test_a_draft_that_names_nobody_or_no_address_is_not_sent(draft, server, run):
    whole = draft.read_bytes()
    to = re.search(rb"To: .*?\r\n(?! )", whole, re.DOTALL)[0]
    for written, said in ((b"", "has no 'To'"), (b"To: rina at kopi\r\n", "is no mail address")):
        draft.write_bytes(whole.replace(to, written))
        refused = run("mail", "send", draft, "--yes")
        assert refused.code == 4
        assert said in refused.err
    assert run("mail", "send", "gone.eml", "kopi/toko", "--yes").code == 3
    assert server.commands == []


def test_a_draft_that_no_server_takes_is_not_read(draft, server, run):
    gone = run("mail", "send", str(draft.with_name("gone.eml")), "--yes")
    assert (gone.code, gone.err) == (
        3,
        "Error: There is no file gone.eml.\n  Draft it first: clientkit mail draft.\n",
    )
    with draft.open("ab") as file:
        file.truncate(40_000_001)
    refused = run("mail", "send", str(draft), "--yes")
    assert refused.code == 4
    assert "2026-W47.eml has 40.0 MB; clientkit sends up to 40 MB." in refused.err
    assert server.mails == []


def test_blind_copies_of_a_draft_get_it_and_are_not_named(draft, server, run):
    draft.write_bytes(b"Bcc: arsip@studio.example\r\n" + draft.read_bytes())
    assert run("mail", "send", draft, "--yes").code == 0
    (mail,) = server.mails
    assert mail.recipients == ("rina@kopi.example", "arsip@studio.example")
    assert b"arsip" not in mail.data


def test_a_draft_without_a_message_id_gets_one_from_what_it_says(draft, server, run):
    draft.write_bytes(re.sub(rb"Message-ID: .*?\r\n", b"", draft.read_bytes()))
    assert run("mail", "send", draft, "--yes").code == 0
    assert re.search(rb"Message-ID: <ck\.[a-z2-7]{24}@studio\.example>\r\n", server.mails[0].data)


def test_two_commands_at_once_send_one_mail(server, clientkit, run):
    with ThreadPoolExecutor() as pool:
        ended = sorted(ran.code for ran in pool.map(lambda _: clientkit(*SEND, "--yes"), range(3)))
    assert ended == [0, 5, 5]
    assert len(server.mails) == 1
    assert [row["outcome"] for row in data(run, "mail", "list")] == ["sent"]


@pytest.mark.parametrize(("step", "code", "outcome"), [("rcpt", 130, "failed"), ("data", 6, "unknown")])
def test_ctrl_c_says_whether_anything_can_have_gone(server, run, step, code, outcome):
    server.behaviour = Behaviour(slow=step, seconds=30)
    with subprocess.Popen([*PROGRAM, *SEND, "--yes"], stderr=subprocess.PIPE, text=True) as process:
        while step not in server.commands:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=20)[1]
    assert process.returncode == code, said
    assert ("Stopped; nothing was sent." in said) is (outcome == "failed")
    assert ("it was stopped: it may have gone." in said) is (outcome == "unknown")
    assert [row["outcome"] for row in data(run, "mail", "list")] == [outcome]


def test_a_file_of_ones_own_goes_with_a_letter(server, office, run):
    own = office.documents_dir("kopi", "toko") / "jawaban.md"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("# Jawaban atas keluhan\n\nFoto sudah diganti.\n", encoding="utf-8")
    sent = run("mail", "send", own, "--yes")
    assert sent.code == 0, sent.err
    assert b"Foto sudah diganti." in server.mails[0].data
    (row,) = data(run, "mail", "list")
    assert (row["document"], row["file"]) == ("file", "clients/kopi/projects/toko/documents/jawaban.md")
    assert "jawaban.md" in run("mail", "list").out
    assert run("mail", "send", own, "--yes").code == 5
    own.write_text("# Jawaban atas keluhan\n\nFoto diganti lagi.\n", encoding="utf-8")
    assert run("mail", "send", own, "--yes").code == 0


def test_the_path_of_a_report_is_the_report(server, office, run):
    path = run("report", "week", "kopi/toko").out.strip()
    assert run("mail", "send", path, "--yes").code == 0
    assert data(run, "mail", "list")[0]["week"] == "2026-W47"
    assert run("mail", "send", path, "kopi/toko", "--yes").code == 2


def test_words_written_into_a_report_go_out_with_it(server, office, run):
    path = office.root / run("report", "week", "kopi/toko").out.strip()
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nSelamat berlibur!\n", encoding="utf-8")
    assert run(*SEND, "--yes").code == 0
    assert b"Selamat berlibur!" in server.mails[0].data


def test_a_drafted_mail_takes_no_other_recipients(draft, server, run):
    refused = run("mail", "send", draft, "--contact", "budi", "--yes")
    assert refused.code == 2
    assert "goes as it stands" in refused.err
    assert server.commands == []


KEPT = [
    (("month",), ("report", "month"), "2026-11", "This report of 2026-11 went to"),
    (("closing",), ("report", "close"), "closing", "This closing report went to"),
]


@pytest.mark.parametrize(("document", "render", "stem", "said"), KEPT, ids=["month", "closing"])
def test_reports_of_a_month_and_of_the_end_go_out_with_their_words_and_are_frozen(
    server, office, run, document, render, stem, said
):
    assert run(*render, "kopi/toko").code == 0
    file = office.report_file("kopi", "toko", stem)
    file.write_text(f"{file.read_text(encoding='utf-8')}\nSampai jumpa.\n", encoding="utf-8")
    sent = run("mail", "send", *document, "kopi/toko", "--yes")
    assert sent.code == 0, sent.err
    (mail,), (row,) = server.mails, data(run, "mail", "list")
    assert b"Sampai jumpa." in mail.data
    assert (row["document"], row["file"]) == (document[0], office.relative(file))
    assert (row["week"], row["month"]) == (None, "2026-11" if stem == "2026-11" else None)
    frozen = file.read_bytes()
    assert run(*render, "kopi/toko").out.strip().endswith(f"{stem}.2.md")
    assert file.read_bytes() == frozen
    again = run("mail", "send", *document, "kopi/toko", "--yes")
    assert (again.code, said in again.err) == (5, True)
    assert run("mail", "send", *document, "kopi/toko", "--yes", "--resend").code == 0
    assert "Sampai jumpa." in file.with_name(f"{stem}.2.md").read_text(encoding="utf-8")
    assert run(*render, "kopi/toko").out.strip().endswith(f"{stem}.3.md")
    assert other_findings(run) == []


@pytest.mark.parametrize(("document", "render", "stem", "said"), KEPT, ids=["month", "closing"])
def test_their_drafts_count_as_them(server, office, run, document, render, stem, said):
    assert run("mail", "draft", *document, "kopi/toko").code == 0
    draft = office.documents_dir("kopi", "toko") / f"{stem}.eml"
    assert run("mail", "send", draft, "--yes").code == 0
    (row,) = data(run, "mail", "list")
    assert row["document"] == document[0]
    assert run(*render, "kopi/toko").out.strip().endswith(f"{stem}.2.md")
    assert said in run("mail", "send", draft, "--yes").err
    second = draft.with_name(f"{stem}.2.eml")
    assert run("mail", "draft", *document, "kopi/toko").out == f"{second.relative_to(office.root)}\n"
    assert run("mail", "send", second, "--yes", "--resend").code == 0
    assert run(*render, "kopi/toko").out.strip().endswith(f"{stem}.3.md")
