from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from clientkit.correspondence.mails import mails_among, unknown_among
from support.builders import a_record

REPORT = "clients/kopi/projects/shop/documents/2026-W47.md"


def a_sending(name="send00001", hour=9, **fields):
    return a_record(
        **{
            "kind": "mail_sending",
            "id": name,
            "ts": datetime(2026, 11, 20, hour, tzinfo=UTC),
            "day": date(2026, 11, 20),
            "message": f"<{name}@studio.example>",
            "recipients": ("rina@kopi.example", "budi@kopi.example"),
            "subject": "Weekly report",
            "sha256": "a" * 64,
            "document": "report",
            "week": "2026-W47",
            "file": REPORT,
            "file_sha256": "b" * 64,
            **fields,
        }
    )


def an_outcome(ref="send00001", outcome="sent", **fields):
    return a_record("mail_outcome", ref=ref, outcome=outcome, **fields)


def outcomes(*records):
    return [(mail.id, mail.outcome) for mail in mails_among(records)]


def test_a_mail_that_the_server_took_was_sent_and_is_told_with_what_it_carries():
    (mail,) = mails_among([a_sending(), an_outcome()])
    assert (mail.id, mail.outcome, mail.client, mail.project) == ("send00001", "sent", "kopi", "shop")
    assert (mail.document, mail.week, mail.file, mail.file_sha256) == (
        *("report", "2026-W47"),
        *(REPORT, "b" * 64),
    )
    assert mail.ts == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert mail.day == date(2026, 11, 20)
    assert (mail.accepted, mail.refused) == (("rina@kopi.example", "budi@kopi.example"), ())


def test_an_address_that_was_refused_has_not_got_it():
    (mail,) = mails_among([a_sending(), an_outcome(refused=("budi@kopi.example",))])
    assert (mail.accepted, mail.refused) == (("rina@kopi.example",), ("budi@kopi.example",))


def test_a_mail_that_failed_is_not_unknown():
    assert outcomes(a_sending(), an_outcome(outcome="failed")) == [("send00001", "failed")]


def test_a_mail_without_an_outcome_may_have_gone():
    mails = mails_among([a_sending(), an_outcome("send00002")])
    assert [(mail.id, mail.outcome, mail.outcome_id) for mail in mails] == [("send00001", "unknown", None)]
    assert unknown_among(mails) == mails


def test_a_mail_that_somebody_says_was_sent_was_sent_whatever_is_said_after():
    failed, sent = an_outcome(outcome="failed"), an_outcome(outcome="sent")
    assert outcomes(a_sending(), failed, sent) == [("send00001", "sent")]
    assert outcomes(a_sending(), sent, failed) == [("send00001", "sent")]


def test_the_earliest_comes_first_whatever_the_order_of_the_records():
    records = [an_outcome("send00002"), an_outcome(), a_sending("send00002", 10), a_sending()]
    assert outcomes(*records) == [("send00001", "sent"), ("send00002", "sent")]
    waiting = [a_sending("send00004", 12), a_sending("send00003", 11)]
    assert [mail.id for mail in unknown_among(mails_among(waiting))] == ["send00003", "send00004"]


@given(st.lists(st.sampled_from(["sent", "failed", None]), max_size=6))
def test_each_mail_is_sent_or_failed_or_unknown(answers):
    records = []
    for number, answer in enumerate(answers):
        records.append(a_sending(f"send0000{number}"))
        if answer:
            records.append(an_outcome(f"send0000{number}", answer))
    assert [mail.outcome for mail in mails_among(records)] == [answer or "unknown" for answer in answers]
