"""What a contact asks of their data: recorded, due by the law's clock, answered; and breaches."""

import email
import email.policy
import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from clientkit.correspondence.data_requests import clock_of
from clientkit.errors import ExitCode
from clientkit.kernel.model.records.privacy import WANTS, Breach, PrivacyAsked

JAKARTA = ZoneInfo("Asia/Jakarta")


def asked(day, law="gdpr", ts="2026-01-31T03:00:00Z", wants="access"):
    values = {"id": "a" * 10, "ts": ts, "day": day, "client": "kopi", "contact": "rina"}
    return PrivacyAsked.model_validate({**values, "wants": wants, "law": law})


@pytest.mark.parametrize(
    ("day", "due"),
    [("2026-01-31", "2026-02-28"), ("2027-12-15", "2028-01-15"), ("2028-01-30", "2028-02-29")],
)
def test_a_month_ends_on_its_day_or_on_the_last_there_is(day, due):
    assert clock_of(asked(day), JAKARTA).due == due


def test_three_times_24_hours_run_from_the_instant_or_from_the_start_of_an_earlier_day():
    assert clock_of(asked("2026-01-31", "pdp"), JAKARTA).due == "2026-02-03T10:00"
    assert clock_of(asked("2026-01-30", "pdp"), JAKARTA).due == "2026-02-02T00:00"
    late = asked("2026-02-01", "pdp", "2026-01-31T18:30:00Z")  # half past one at night there
    assert clock_of(late, JAKARTA).due == "2026-02-04T01:30"


def test_every_request_names_its_law():
    for law, act in (("pdp", "UU PDP art."), ("gdpr", "GDPR art.")):
        for wants in WANTS:
            assert act in clock_of(asked("2026-01-31", law, wants=wants), JAKARTA).words


def test_a_breach_has_72_hours_under_both_laws():
    values = {"text": "a", "exposed": "b", "since": "2026-01-01", "remedy": "c", "advice": "d"}
    head = {"id": "a" * 10, "ts": datetime(2026, 1, 31, 3, tzinfo=UTC), "day": date(2026, 1, 31)}
    for law in ("pdp", "gdpr"):
        breach = Breach.model_validate({**head, **values, "client": "kopi", "concerns": ["rina"], "law": law})
        assert clock_of(breach, JAKARTA).due == "2026-02-03T10:00"


def rows(run, kind="privacy", *more):
    return [one for one in json.loads(run("agenda", "--json", *more).out)["data"] if one["kind"] == kind]


def test_indonesia_is_where_you_the_client_or_an_agreement_are(studio, run):
    def law():
        ran = run("client", "request", "kopi", "--contact", "rina", "--wants", "access", "--json")
        return json.loads(ran.out)["data"]["law"]

    assert law() == "pdp"
    for key, value in (
        ("defaults.timezone", "Europe/Berlin"),
        ("defaults.currency", "EUR"),
        ("calendar.country", "DE"),
    ):
        assert run("config", "set", f"{key}={value}").code == 0
    run("client", "set", "kopi", "country=DE")
    assert law() == "gdpr"
    run("project", "set", "kopi/toko", "agreement.governing_law=Hukum Republik Indonesia")
    assert law() == "pdp"
    run("project", "set", "kopi/toko", "agreement.governing_law=Germany")
    run("client", "set", "kopi", "country=ID")
    assert law() == "pdp"


@pytest.mark.parametrize("wants", ["access", "correction", "erasure"])
def test_a_request_is_due_until_it_is_done(studio, run, wants):
    ran = run("client", "request", "kopi", "--contact", "rina", "--wants", wants, "--note", "Tolong")
    assert ran.code == 0
    assert "3 x 24 hours, UU PDP" in ran.err
    name = ran.out.strip()
    (row,) = rows(run)
    assert row["text"].startswith("Rina Wijaya wants ")
    assert row["text"].endswith(": Tolong")
    assert "UU PDP" in row["why"]
    assert row["do"].split()[:2] == ["clientkit", "client"]
    later = run("agenda", "later", row["key"], "+9d", "--note", "busy")
    assert later.code == ExitCode.REFUSED
    assert "privacy-answer" in later.err
    card = json.loads(run("client", "show", "kopi", "--json").out)["data"]["open"]
    assert [(one["kind"], one["id"], one["overdue"]) for one in card] == [("privacy", name, False)]
    assert "UU PDP" in run("client", "show", "kopi").out
    assert f"wants {wants} of their data: Tolong" in run("history", "kopi").out
    assert "privacy_request" in run("find", "tolong").out
    assert run("done", name[:6], "Sent by mail").code == 0
    assert rows(run) == []
    assert json.loads(run("client", "show", "kopi", "--json").out)["data"]["open"] == []
    again = run("done", name, "Done twice")
    assert again.code == ExitCode.REFUSED
    assert "undo" in again.err


def test_a_month_is_on_the_agenda_from_the_first_day_on(studio, run, monkeypatch):
    for key, value in (("timezone", "Europe/Berlin"), ("currency", "EUR")):
        run("config", "set", f"defaults.{key}={value}")
    run("client", "set", "kopi", "country=DE")
    run("config", "set", "calendar.country=DE")
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-03-02")
    run("client", "request", "kopi", "--contact", "rina", "--wants", "access")
    shown = {}
    for day in ("2026-03-02", "2026-03-26", "2026-03-27", "2026-04-02", "2026-04-03"):
        monkeypatch.setenv("CLIENTKIT_TODAY", day)
        shown[day] = [(one["due"], one["section"]) for one in rows(run)]
    assert shown == {
        "2026-03-02": [("", "week")],
        "2026-03-26": [("", "week")],
        "2026-03-27": [("2026-04-02", "week")],
        "2026-04-02": [("2026-04-02", "today")],
        "2026-04-03": [("2026-04-02", "overdue")],
    }


def text_of(path):
    message = email.message_from_string(path.read_text(), policy=email.policy.default)
    return f"{message['to']}\n{message['subject']}\n{message.get_body(('plain',)).get_content()}"


def drafted(studio, ran):
    assert ran.code == 0, ran.err
    assert "Tone:" not in ran.err
    return text_of(studio.root / ran.out.strip())


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("wants", WANTS)
def test_its_letter_answers_it(studio, run, wants, language):
    name = run("client", "request", "kopi", "--contact", "rina", "--wants", wants).out.strip()
    draft = ("mail", "draft", "privacy-answer", name, "--language", language)
    assert run(*draft).code == ExitCode.USAGE
    text = drafted(studio, run(*draft, "--note", "Alles ist dabei."))
    assert "rina@kopi.example" in text
    assert "Alles ist dabei." in text
    assert run("mail", "sent", "privacy-answer", name).code == 0, "it went by hand"
    assert rows(run) == []


def test_stop_stops_surveys_and_promotion_at_once(studio, run):
    run("client", "set", "kopi", "--contact", "Hendra <hendra@kopi.example>")
    answer = run("feedback", "add", "kopi", "--nps", "10", "--comment", "Rapi", "--contact", "rina").out
    ran = run("client", "request", "kopi", "--contact", "rina", "--wants", "stop")
    assert ran.code == 0
    assert ran.err.count("At once") == 5
    assert rows(run) == []
    refused = [
        run("survey", "ask", "kopi", "--kind", "nps", "--contact", "rina"),
        run("mail", "draft", "testimonial", answer.strip()),
        run("mail", "draft", "referral", "kopi", "--contact", "rina"),
    ]
    run("client", "end", "kopi", "--reason", "price")
    refused.append(run("mail", "draft", "win-back", "kopi", "--contact", "rina"))
    assert [one.code for one in refused] == [ExitCode.REFUSED] * 4, [one.err for one in refused]
    assert run("mail", "draft", "win-back", "kopi", "--contact", "hendra").code == 0


def test_a_request_needs_a_contact_and_one_of_four_words(studio, run):
    for words in ((), ("--contact", "rina"), ("--wants", "access", "--contact", "nobody")):
        assert run("client", "request", "kopi", *words).code in {ExitCode.USAGE, ExitCode.NOT_FOUND}
    ran = run("client", "request", "kopi", "--contact", "rina", "--wants", "everything")
    assert ran.code == ExitCode.USAGE
    assert "access, correction, erasure, stop" in ran.err
    future = ("--contact", "rina", "--wants", "access", "--on", "2199-01-01")
    assert run("client", "request", "kopi", *future).code == ExitCode.USAGE
    assert list(studio.journal_dir("kopi").glob("*")) == []


BREACH = (
    *("client", "breach", "kopi", "Laptop saya dicuri."),
    *("--data", "Nama dan nomor telepon", "--open-since", "yesterday"),
    *("--did", "Semua sandi diganti.", "--advice", "Waspadai surel palsu."),
)


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_breach_is_told_to_each_concerned_and_to_the_authority(studio, run, language):
    run("client", "set", "kopi", "--contact", "Hendra <hendra@kopi.example>")
    assert run("log", "add", "kopi", "Called about something else").code == 0  # it tells nobody of a breach
    ran = run(*BREACH)
    assert ran.code == 0, ran.err
    assert "UU PDP art. 46(1)" in ran.err
    name = ran.out.strip()
    (people,) = rows(run, "breach")
    assert people["do"] == f"clientkit mail draft breach {name} --contact rina --contact hendra"
    text = drafted(studio, run("mail", "draft", "breach", name, "--language", language))
    for word in ("rina@", "hendra@", "Laptop saya dicuri.", "Nama dan nomor", "sandi diganti", "Waspadai"):
        assert word in text
    assert run("mail", "sent", "breach", name, "--contact", "rina").code == 0
    (left,) = rows(run, "breach")
    assert left["do"].endswith(f"breach {name} --contact hendra")
    call = ("log", "add", "kopi", "Told him", "--for", name, "--channel", "phone", "--contact", "hendra")
    assert run(*call).code == 0
    assert rows(run, "breach") == []
    assert run("mail", "draft", "breach", name).code == ExitCode.REFUSED
    (agency,) = rows(run, "breach-authority")
    assert run("agenda", "done", agency["key"], "--note", "Reported").code == 0
    assert rows(run, "breach-authority") == []


def test_a_breach_without_what_its_letter_says_is_refused(studio, run):
    for place in (5, 7, 9, 11):
        words = [*BREACH]
        del words[place - 1 : place + 1]
        assert run(*words).code == ExitCode.USAGE
    assert run(*BREACH, "--on", "2000-01-01").code == ExitCode.USAGE, "open after it was noticed"
    assert list(studio.journal_dir("kopi").glob("*")) == []
