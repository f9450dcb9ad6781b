from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from clientkit.correspondence.mail_history import sent_documents, unfinished
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


def test_a_mail_that_the_server_took_is_a_sent_document():
    (sent,) = sent_documents([a_sending(), an_outcome()])
    assert (sent.id, sent.client, sent.project) == ("send00001", "kopi", "shop")
    assert (sent.document, sent.week, sent.file, sent.file_sha256) == (
        *("report", "2026-W47"),
        *(REPORT, "b" * 64),
    )
    assert sent.sent_at == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert sent.day == date(2026, 11, 20)
    assert (sent.recipients, sent.refused) == (("rina@kopi.example", "budi@kopi.example"), ())


def test_an_address_that_was_refused_is_no_recipient():
    (sent,) = sent_documents([a_sending(), an_outcome(refused=("budi@kopi.example",))])
    assert (sent.recipients, sent.refused) == (("rina@kopi.example",), ("budi@kopi.example",))


def test_a_mail_that_failed_was_not_sent_and_is_finished():
    records = [a_sending(), an_outcome(outcome="failed")]
    assert sent_documents(records) == ()
    assert unfinished(records) == ()


def test_a_mail_without_an_outcome_may_have_gone():
    sending = a_sending()
    assert sent_documents([sending]) == ()
    assert unfinished([sending, an_outcome("send00002")]) == (sending,)


def test_a_mail_that_somebody_says_was_sent_was_sent():
    records = [a_sending(), an_outcome(outcome="failed"), an_outcome(outcome="sent")]
    assert [sent.id for sent in sent_documents(records)] == ["send00001"]


def test_the_earliest_comes_first_whatever_the_order_of_the_records():
    records = [an_outcome("send00002"), an_outcome(), a_sending("send00002", 10), a_sending()]
    assert [sent.id for sent in sent_documents(records)] == ["send00001", "send00002"]
    waiting = [a_sending("send00004", 12), a_sending("send00003", 11)]
    assert [sending.id for sending in unfinished(waiting)] == ["send00003", "send00004"]


@given(st.lists(st.sampled_from(["sent", "failed", None]), max_size=6))
def test_each_mail_is_sent_or_failed_or_unfinished(outcomes):
    records = []
    for number, outcome in enumerate(outcomes):
        records.append(a_sending(f"send0000{number}"))
        if outcome:
            records.append(an_outcome(f"send0000{number}", outcome))
    assert len(sent_documents(records)) == outcomes.count("sent")
    assert len(unfinished(records)) == outcomes.count(None)
