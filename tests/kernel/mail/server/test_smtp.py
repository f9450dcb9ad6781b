"""Giving a mail to a real server, in every way in which that can go."""

import pytest

from clientkit.errors import RefusedError
from clientkit.kernel.mail.message.header_encoding import in_wire_lines
from clientkit.kernel.mail.server import connection
from clientkit.kernel.mail.server.delivery_errors import NotSentError, UnknownFateError, without_password
from clientkit.kernel.mail.server.smtp import Envelope, give
from clientkit.kernel.model.files.mail_settings import SmtpServer
from support.smtp_server import PASSWORD, USER, Behaviour, ca_file, server_context, smtp_server

DATA = b"From: dewi@studio.example\r\nSubject: Hi\r\n\r\n.A line with a dot\r\n..two\r\n"
RINA, BUDI = "rina@kopi.example", "budi@kopi.example"


@pytest.fixture(autouse=True)
def _trusted(monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file()))


def a_server(port, security="none", **fields):
    return SmtpServer(host=fields.pop("host", "localhost"), port=port, security=security, **fields)


def to(*recipients, data=DATA, sender=USER):
    return Envelope(sender, recipients, data)


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_mail_arrives_byte_for_byte_and_names_no_machine(security):
    with smtp_server(security, login=True) as server:
        taken = give(a_server(server.port, security, user=USER), PASSWORD, to(RINA, BUDI))
    (mail,) = server.mails
    assert (mail.data, mail.recipients, mail.user) == (DATA, (RINA, BUDI), USER)
    assert mail.encrypted is (security != "none")
    assert mail.greeting == "[127.0.0.1]"
    assert taken == ((RINA, BUDI), (), "250 2.0.0 Queued as 4F2A")
    assert f"SIZE={len(DATA)}" in mail.options


def test_without_starttls_nothing_is_said_in_plain_text():
    with smtp_server("none") as server, pytest.raises(NotSentError, match="offers no encryption"):
        give(a_server(server.port, "starttls", user=USER), PASSWORD, to(RINA))
    assert server.commands == []


@pytest.mark.parametrize("host", ["smtp.example.com", "10.0.0.1", "localhost.example.com"])
def test_plain_text_goes_to_this_machine_only(host):
    with pytest.raises(RefusedError, match="another machine"):
        give(a_server(25, host=host), "", to(RINA))


def test_a_server_must_be_named():
    with pytest.raises(RefusedError, match=r"No mail server is named"):
        give(SmtpServer(), "", to(RINA))


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_nobody_known_is_refused(security, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with smtp_server(security) as server, pytest.raises(NotSentError, match="does not prove who it is"):
        give(a_server(server.port, security, user=USER), PASSWORD, to(RINA))
    assert server.commands == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_another_server_is_refused(security, monkeypatch):
    monkeypatch.setattr("support.smtp_server.server_context", lambda: server_context("other"))
    with smtp_server(security) as server, pytest.raises(NotSentError, match=r"not valid for 'localhost'"):
        give(a_server(server.port, security), "", to(RINA))
    assert server.mails == []


def test_tls_where_none_is_spoken_is_told():
    with smtp_server("none") as server, pytest.raises(NotSentError, match=r"does not speak TLS") as caught:
        give(a_server(server.port, "tls"), "", to(RINA))
    assert "port 587" in caught.value.hint


def test_one_refused_recipient_keeps_nobody_else_from_the_mail():
    with smtp_server(behaviour=Behaviour(refuses=frozenset({BUDI}))) as server:
        taken = give(a_server(server.port), "", to(RINA, BUDI))
    assert taken.accepted == (RINA,)
    assert [(one.address, one.said) for one in taken.refused] == [(BUDI, "550 5.1.1 No such user here")]
    assert server.mails[0].recipients == (RINA,)


@pytest.mark.parametrize(
    ("refusal", "hint"),
    [("550 5.1.1 No such user", "contact's address"), ("451 4.7.1 Greylisted", "try again in some minutes")],
)
def test_when_all_are_refused_nothing_goes(refusal, hint):
    behaviour = Behaviour(refuses=frozenset({"*"}), refusal=refusal)
    with smtp_server(behaviour=behaviour) as server, pytest.raises(NotSentError, match=refusal) as caught:
        give(a_server(server.port), "", to(RINA, BUDI))
    assert [one.address for one in caught.value.refused] == [RINA, BUDI]
    assert hint in caught.value.hint
    assert server.mails == []


def test_a_refused_sender_is_told():
    behaviour = Behaviour(sender_answer="553 5.7.1 Not owned by you")
    with (
        smtp_server(behaviour=behaviour) as server,
        pytest.raises(NotSentError, match=r"553 5\.7\.1") as caught,
    ):
        give(a_server(server.port), "", to(RINA))
    assert "'email' in clientkit.toml" in caught.value.hint


@pytest.mark.parametrize("answer", ["554 5.7.1 Looks like spam", "451 4.3.0 Try later"])
def test_a_refused_mail_did_not_go(answer):
    with (
        smtp_server(behaviour=Behaviour(data_answer=answer)) as server,
        pytest.raises(NotSentError, match=answer),
    ):
        give(a_server(server.port), "", to(RINA))


@pytest.mark.parametrize("step", ["mail", "rcpt"])
def test_a_server_that_dies_before_it_has_the_mail_sent_nothing(step):
    with smtp_server(behaviour=Behaviour(dies=step)) as server, pytest.raises(NotSentError, match="hung up"):
        give(a_server(server.port), "", to(RINA))
    assert server.mails == []


@pytest.mark.parametrize("step", ["mail", "rcpt"])
def test_a_server_that_says_nothing_is_left(step, monkeypatch):
    monkeypatch.setattr(connection, "TIMEOUT", 0.3)
    with (
        smtp_server(behaviour=Behaviour(slow=step)) as server,
        pytest.raises(NotSentError, match="did not answer"),
    ):
        give(a_server(server.port), "", to(RINA))
    assert server.mails == []


def test_death_between_the_mail_and_the_answer_leaves_it_open():
    with (
        smtp_server(behaviour=Behaviour(dies="data")) as server,
        pytest.raises(UnknownFateError, match="broke"),
    ):
        give(a_server(server.port), "", to(RINA))
    assert len(server.mails) == 1


def test_no_answer_after_the_mail_leaves_it_open(monkeypatch):
    monkeypatch.setattr(connection, "TIMEOUT", 0.3)
    with smtp_server(behaviour=Behaviour(slow="data")) as server, pytest.raises(UnknownFateError):
        give(a_server(server.port), "", to(RINA))
    assert len(server.mails) == 1


@pytest.mark.parametrize("password", ["wrong", "salah-ø-密"])
def test_a_wrong_password_is_told_and_never_shown(password):
    with (
        smtp_server("tls", login=True) as server,
        pytest.raises(NotSentError, match="refuses the login") as caught,
    ):
        give(a_server(server.port, "tls", user=USER), password, to(RINA))
    assert password not in caught.value.message
    assert server.commands == []


def test_a_server_that_only_knows_login_is_logged_in_to():
    with smtp_server("starttls", login=True, auth_exclude_mechanism=["PLAIN"]) as server:
        give(a_server(server.port, "starttls", user=USER), PASSWORD, to(RINA))
        with pytest.raises(NotSentError, match="refuses the login"):
            give(a_server(server.port, "starttls", user=USER), "wrong", to(RINA))
    assert [mail.user for mail in server.mails] == [USER]


def test_a_user_where_no_login_is_offered_is_told():
    with smtp_server() as server, pytest.raises(NotSentError, match="offers no login"):
        give(a_server(server.port, user=USER), PASSWORD, to(RINA))


def test_nothing_listens():
    with smtp_server() as server:
        port = server.port
    with pytest.raises(NotSentError, match="Nothing answers at localhost"):
        give(a_server(port), "", to(RINA))


def test_silence_on_the_port_of_tls_names_the_port():
    told = connection.not_reached(TimeoutError(), a_server(465, "starttls"))
    assert "did not answer" in told.message
    assert 'Port 465 goes with security = "tls"' in told.hint
    assert "Try again later" in connection.not_reached(TimeoutError(), a_server(587, "starttls")).hint


def test_a_name_that_nobody_has():
    with pytest.raises(NotSentError, match=r"There is no mail server smtp\.kopi\.invalid, or no network"):
        give(a_server(587, "starttls", host="smtp.kopi.invalid"), "", to(RINA))


def test_a_mail_too_large_for_the_server_is_not_begun():
    with (
        smtp_server(data_size_limit=1000) as server,
        pytest.raises(NotSentError, match=r"takes 0\.0 MB") as caught,
    ):
        give(a_server(server.port), "", to(RINA, data=DATA + b"x" * 70 + b"\r\n" * 500))
    assert "Attach less" in caught.value.hint
    assert server.commands == []


def test_addresses_beyond_ascii_go_where_the_server_takes_them():
    with smtp_server(enable_SMTPUTF8=True) as server:
        give(a_server(server.port), "", to("søren@kopi.example"))
    assert server.mails[0].recipients == ("søren@kopi.example",)
    with smtp_server() as server, pytest.raises(NotSentError, match="beyond ASCII"):
        give(a_server(server.port), "", to("søren@kopi.example"))


def test_a_domain_beyond_ascii_goes_everywhere():
    with smtp_server() as server:
        taken = give(a_server(server.port), "", to("rina@köpi.example"))
    assert server.mails[0].recipients == ("rina@xn--kpi-sna.example",)
    assert taken.accepted == ("rina@köpi.example",)


def test_a_server_that_sends_the_password_back_does_not_get_it_shown():
    said = connection.answer_text(
        535, f"No: {PASSWORD} a29waS10dWJydWstODI2NA== AGRld2kAa29waS10dWJydWstODI2NA=="
    )
    assert without_password(said, "dewi", PASSWORD) == "535 No: *** *** ***"
    assert without_password(said, "dewi", "") == said


def test_lines_end_as_a_server_must_get_them():
    assert in_wire_lines(b"a\nb\r\nc\rd") == b"a\r\nb\r\nc\r\nd\r\n"
