"""Sending: what is recorded before and after, whatever the server does."""

import json

import pytest

from clientkit.correspondence.mails import read_mails, unknown_among
from clientkit.errors import BusyError, NotFoundError, OutsideError, RefusedError, UsageError
from clientkit.kernel.mail.letter import Mailbox
from clientkit.kernel.mail.server import smtp
from clientkit.kernel.mail.server.delivery_errors import NotSentError, UnknownFateError
from clientkit.kernel.model.files.mail_settings import MailSettings, SmtpServer
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.store.lock import sending_alone
from clientkit.kernel.store.machine.trust import vouch
from clientkit.outbox.queries import list_mails
from clientkit.outbox.send import send
from clientkit.outbox.server_password import server_permission
from clientkit.outbox.unknown_mails import resolve_mail
from support.builders import some_settings
from support.letters import BUDI, DEWI, RINA, a_letter, an_outgoing_mail, stamps
from support.smtp_server import PASSWORD, USER, Behaviour, ca_file, smtp_server

ENVIRONMENT = {"CLIENTKIT_SMTP_PASSWORD": PASSWORD}


def settings_for(server, security="none", **fields):
    return some_settings(
        mail=MailSettings(smtp=SmtpServer(host="localhost", port=server.port, security=security, **fields))
    )


@pytest.fixture
def post(studio):
    """Send a parcel to a server: `post(server, parcel)`."""
    stamp = stamps()

    def call(server, parcel, environment=ENVIRONMENT, **fields):
        settings = settings_for(server, **fields)
        vouch(studio, [server_permission(settings.mail.smtp, "smtp")])
        return send(studio, settings, parcel, stamp, environment)

    return call


def outcomes(studio):
    return [row.outcome for row in list_mails(studio, Scope())]


def test_what_went_is_recorded_with_the_hash_of_its_bytes(studio, post):
    with smtp_server() as server:
        delivered = post(server, an_outgoing_mail(RINA, BUDI))
    (mail,), (row,) = server.mails, list_mails(studio, Scope("kopi", "toko"))
    assert delivered.sha256 == row.sha256 == mail.sha256
    assert delivered.message == row.message
    assert row.message.encode() in mail.data
    assert (row.outcome, row.recipients, row.refused) == ("sent", (RINA, BUDI), ())
    assert (row.project, row.document, row.week) == ("kopi/toko", "report", "2026-W47")
    (sent,) = read_mails(studio, "kopi")
    assert (sent.file_sha256, sent.recipients) == ("a" * 64, (RINA, BUDI))


def test_a_blind_copy_goes_out_and_stands_in_no_header(post):
    letter = a_letter(RINA, blind_copy_to=(Mailbox(address="arsip@studio.example"),))
    with smtp_server() as server:
        post(server, an_outgoing_mail(letter=letter))
    assert server.mails[0].recipients == (RINA, "arsip@studio.example")
    assert b"arsip" not in server.mails[0].data


def test_the_record_is_on_disk_before_the_server_hears_of_the_mail(studio, post):
    seen = []

    class Watching(Behaviour):
        @property
        def sender_answer(self):
            seen.append([row.outcome for row in list_mails(studio, Scope())])
            return ""

        @sender_answer.setter
        def sender_answer(self, value):
            pass

    with smtp_server(behaviour=Watching()) as server:
        post(server, an_outgoing_mail())
    assert seen == [["unknown"]]
    assert outcomes(studio) == ["sent"]


def test_one_refused_recipient_is_told_and_recorded(studio, post):
    with smtp_server(behaviour=Behaviour(refuses=frozenset({BUDI}))) as server:
        delivered = post(server, an_outgoing_mail(RINA, BUDI))
    assert (delivered.accepted, [one.address for one in delivered.refused]) == ((RINA,), [BUDI])
    (row,) = list_mails(studio, Scope())
    assert (row.outcome, row.refused) == ("sent", (BUDI,))
    assert "budi@kopi.example: 550 5.1.1 No such user here" in row.note


@pytest.mark.parametrize(
    "behaviour",
    [
        Behaviour(refuses=frozenset({"*"})),
        Behaviour(sender_answer="553 5.7.1 Not yours"),
        Behaviour(data_answer="451 4.3.0 Try later"),
        Behaviour(dies="mail"),
        Behaviour(dies="rcpt"),
    ],
)
def test_what_did_not_go_for_certain_is_recorded_as_failed_and_may_be_tried_again(studio, post, behaviour):
    with smtp_server(behaviour=behaviour) as server:
        with pytest.raises(NotSentError):
            post(server, an_outgoing_mail())
        assert outcomes(studio) == ["failed"]
        server.behaviour = Behaviour()
        post(server, an_outgoing_mail())
    assert outcomes(studio) == ["failed", "sent"]


def test_the_same_bytes_go_again_under_the_same_message_id(studio, post):
    letter = a_letter()
    with smtp_server(
        behaviour=Behaviour(refuses=frozenset({RINA}), refusal="451 4.7.1 Greylisted")
    ) as server:
        with pytest.raises(NotSentError, match="Greylisted"):
            post(server, an_outgoing_mail(letter=letter))
        server.behaviour = Behaviour()
        again = post(
            server,
            an_outgoing_mail(letter=letter.model_copy(update={"message_id": "<other@studio.example>"})),
        )
        first, second = list_mails(studio, Scope())
    assert again.message == first.message == second.message == letter.message_id
    assert first.sha256 == second.sha256 == server.mails[0].sha256


def test_other_bytes_get_a_message_id_of_their_own(studio, post):
    with smtp_server(behaviour=Behaviour(sender_answer="451 Later")) as server:
        with pytest.raises(NotSentError):
            post(server, an_outgoing_mail())
        server.behaviour = Behaviour()
        post(server, an_outgoing_mail(letter=a_letter(text="Another text.")))
    first, second = list_mails(studio, Scope())
    assert first.message != second.message


def test_a_second_mail_that_is_meant_has_a_message_id_of_its_own(post):
    letter = a_letter()
    with smtp_server() as server:
        first = post(server, an_outgoing_mail(letter=letter))
        second = post(server, an_outgoing_mail(letter=letter, again=True))
    assert first.message == letter.message_id
    assert second.message == f"<{second.id}.{letter.message_id[1:]}"
    assert second.message.encode() in server.mails[1].data


def test_a_lost_answer_leaves_it_open_until_somebody_says(studio, post):
    with smtp_server(behaviour=Behaviour(dies="data")) as server:
        with pytest.raises(UnknownFateError) as lost:
            post(server, an_outgoing_mail())
        (sending,) = unknown_among(read_mails(studio, "kopi"))
        assert f"clientkit mail settle {sending.id} --sent" in lost.value.hint
        server.behaviour = Behaviour()
        with pytest.raises(RefusedError, match="Nobody knows whether the mail") as refused:
            post(server, an_outgoing_mail(BUDI))
        assert sending.id in refused.value.hint
        assert len(server.mails) == 1
        row = resolve_mail(studio, stamps()(), sending.id[:8], sent=False)
        assert (row.outcome, row.note) == ("failed", "said by you")
        post(server, an_outgoing_mail())
    assert outcomes(studio) == ["failed", "sent"]


def test_what_a_person_said_may_be_said_anew_and_what_the_server_said_stands(studio, post):
    with smtp_server(behaviour=Behaviour(dies="data")) as server:
        with pytest.raises(UnknownFateError):
            post(server, an_outgoing_mail())
        server.behaviour = Behaviour()
        (row,) = list_mails(studio, Scope())
        resolve_mail(studio, stamps()(), row.id, sent=True)
        with pytest.raises(RefusedError, match="recorded already that"):
            resolve_mail(studio, stamps()(), row.id, sent=True)
        resolve_mail(
            studio, stamps()().model_copy(update={"ts": stamps()().ts.replace(hour=10)}), row.id, sent=False
        )
        assert outcomes(studio) == ["failed"]
        post(server, an_outgoing_mail())
    taken = list_mails(studio, Scope())[1]
    with pytest.raises(RefusedError, match=r"The server said of .*: 250 2\.0\.0 Queued"):
        resolve_mail(studio, stamps()(), taken.id, sent=False)


def test_an_id_that_is_of_no_mail_or_of_several(studio, post):
    with smtp_server() as server:
        post(server, an_outgoing_mail())
        post(server, an_outgoing_mail(week="2026-W46", file=None))
    with pytest.raises(NotFoundError, match="no mail whose id begins with 'zz'"):
        resolve_mail(studio, stamps()(), "zz", sent=True)
    with pytest.raises(UsageError, match="Several mails"):
        resolve_mail(studio, stamps()(), "mail", sent=True)


def test_nobody_gets_the_same_document_twice_unless_it_is_meant(studio, post):
    with smtp_server() as server:
        post(server, an_outgoing_mail(RINA))
        with pytest.raises(RefusedError, match=r"report of 2026-W47 went to rina@kopi.example on 2026-11-20"):
            post(server, an_outgoing_mail(RINA, file_sha256="b" * 64))
        with pytest.raises(RefusedError, match="already"):
            post(server, an_outgoing_mail(RINA, file="elsewhere.md"))
        assert len(server.mails) == 1
        post(server, an_outgoing_mail(BUDI))
        post(server, an_outgoing_mail(RINA, again=True))
        post(server, an_outgoing_mail(RINA, week="2026-W48", file=None))
    assert outcomes(studio) == ["sent"] * 4


def test_a_login_reaches_the_server_and_no_file(studio, post, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file()))
    with smtp_server("starttls", login=True) as server:
        post(server, an_outgoing_mail(), security="starttls", user=USER)
        with pytest.raises(NotSentError) as caught:
            post(
                server,
                an_outgoing_mail(BUDI),
                {"CLIENTKIT_SMTP_PASSWORD": "salah-8264"},
                security="starttls",
                user=USER,
            )
    assert (server.mails[0].user, server.mails[0].sender) == (USER, DEWI)
    kept = b"".join(path.read_bytes() for path in studio.root.rglob("*") if path.is_file())
    for secret in (PASSWORD, "salah-8264"):
        assert secret.encode() not in kept
        assert secret not in caught.value.message + caught.value.hint


def test_without_a_password_nothing_is_begun(studio, post):
    missing = ("python3", "-c", "raise SystemExit(3)")
    with smtp_server() as server, pytest.raises(OutsideError, match="password command"):
        post(server, an_outgoing_mail(), {}, user=USER, password_command=missing)
    assert list_mails(studio, Scope()) == ()
    assert server.commands == []


def test_without_a_server_nothing_is_begun(studio):
    with pytest.raises(RefusedError, match="No mail server is named"):
        send(studio, some_settings(), an_outgoing_mail(), stamps(), {})
    assert list_mails(studio, Scope()) == ()


def test_one_mail_goes_at_a_time(studio, post, monkeypatch):
    monkeypatch.setattr("clientkit.kernel.store.lock.TIMEOUT", 0.0)
    with smtp_server() as server, sending_alone(studio), pytest.raises(BusyError, match="sending a mail"):
        post(server, an_outgoing_mail())
    assert (server.commands, outcomes(studio)) == ([], [])


def test_a_mail_on_its_way_is_not_settled(studio, monkeypatch):
    monkeypatch.setattr("clientkit.kernel.store.lock.TIMEOUT", 0.0)
    with sending_alone(studio), pytest.raises(BusyError):
        resolve_mail(studio, stamps()(), "mail", sent=True)


def test_ctrl_c_before_the_end_of_the_mail_is_a_failure_for_certain(studio, post, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(smtp, "_pour", interrupted)
    with smtp_server() as server, pytest.raises(NotSentError, match="Stopped; nothing was sent") as stopped:
        post(server, an_outgoing_mail())
    assert (stopped.value.exit_code, server.mails, outcomes(studio)) == (130, [], ["failed"])


@pytest.mark.parametrize("place", ["_verdict", "answer_text"])
def test_ctrl_c_after_the_end_of_the_mail_is_no_failure(studio, post, monkeypatch, place):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(smtp, place, interrupted)
    with smtp_server() as server, pytest.raises(UnknownFateError, match="it was stopped: it may have gone"):
        post(server, an_outgoing_mail())
    assert outcomes(studio) == ["unknown"]


def test_the_journal_holds_plain_records(studio, post):
    with smtp_server() as server:
        post(server, an_outgoing_mail())
    lines = studio.journal_file("kopi").read_text().splitlines()
    sending, outcome = map(json.loads, lines[-2:])
    assert (sending["kind"], outcome["kind"], outcome["ref"]) == (
        "mail_sending",
        "mail_outcome",
        sending["id"],
    )


def test_a_mail_that_went_and_could_not_be_recorded_is_told_and_asked_about(studio, post):
    journal = studio.journal_file("kopi")
    aside = journal.with_suffix(".aside")

    class Swapping(Behaviour):
        @property
        def data_answer(self):
            if not journal.is_symlink():
                journal.rename(aside)
                journal.symlink_to(aside)
            return ""

        @data_answer.setter
        def data_answer(self, value):
            pass

    told = pytest.raises(OutsideError, match="The mail went, but that could not be recorded")
    with smtp_server(behaviour=Swapping()) as server, told as caught:
        post(server, an_outgoing_mail())
    aside.rename(journal)
    (row,) = list_mails(studio, Scope())
    assert (len(server.mails), row.outcome) == (1, "unknown")
    assert caught.value.hint == f"Then record it: clientkit mail settle {row.id} --sent"
