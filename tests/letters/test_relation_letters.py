"""Letters about the relation: greetings, the end, winning back; birthdays in the agenda."""

import email
import email.policy
import json
from datetime import date

import pytest

from clientkit.errors import ExitCode
from clientkit.letters.occasions import in_year


def text_of(path):
    message = email.message_from_string(path.read_text(), policy=email.policy.default)
    return f"{message['subject']}\n{message.get_body(('plain',)).get_content()}"


def drafted(studio, ran):
    assert ran.code == 0, ran.err
    return text_of(studio.root / ran.out.strip())


def test_a_birthday_comes_up_three_days_ahead_and_is_greeted(studio, run, monkeypatch):
    assert run("client", "set", "kopi", "contacts.rina.birthday=02-29").code == 0
    for word in ("02-30", "13-01", "soon"):
        assert run("client", "set", "kopi", f"contacts.rina.birthday={word}").code == ExitCode.USAGE
    said = {}
    for day in ("2026-02-24", "2026-02-25", "2026-02-28", "2026-03-04", "2028-02-29"):
        monkeypatch.setenv("CLIENTKIT_TODAY", day)
        rows = json.loads(run("agenda", "--json").out)["data"]
        said[day] = [(one["due"], one["do"]) for one in rows if one["kind"] == "birthday"]
    do = "clientkit mail draft greeting kopi --contact rina"
    assert said == {
        "2026-02-24": [],
        "2026-02-25": [("2026-02-28", do)],
        "2026-02-28": [("2026-02-28", do)],
        "2026-03-04": [],
        "2028-02-29": [("2028-02-29", do)],
    }
    assert "Happy birthday!" in drafted(studio, run(*do.split()[1:], "--language", "en"))
    monkeypatch.setenv("CLIENTKIT_TODAY", "2028-05-01")
    assert run("mail", "draft", "greeting", "kopi").code == ExitCode.REFUSED


def test_29_february_is_the_last_of_february():
    assert [in_year(2, 29, year) for year in (2026, 2028, 2100)] == [
        *(date(2026, 2, 28), date(2028, 2, 29), date(2100, 2, 28))
    ]


def test_years_of_working_together_are_greeted(studio, run, monkeypatch):
    run("project", "start", "kopi/toko", "--on", "2024-11-22")
    rows = json.loads(run("agenda", "--json").out)["data"]
    assert [one["text"] for one in rows if one["kind"] == "anniversary"] == ["2 years of working together"]
    assert "dua tahun kita bekerja sama" in drafted(studio, run("mail", "draft", "greeting", "kopi"))


@pytest.mark.parametrize("letter", ["win-back", "leaving"])
def test_who_left_is_asked_and_who_did_not_is_not(studio, run, letter):
    assert "did not end" in run("mail", "draft", letter, "kopi").err
    run("client", "end", "kopi", "--reason", "competitor", "--note", "They are difficult")
    text = drafted(studio, run("mail", "draft", letter, "kopi", "--language", "en"))
    assert "difficult" not in text
    assert "competitor" not in text


def test_a_farewell_and_new_prices_name_their_day_and_say_your_words(studio, run):
    for letter in ("farewell", "price-increase"):
        assert run("mail", "draft", letter, "kopi", "--note", "Well").code == ExitCode.USAGE
        words = ("--due", "2026-12-31", "--note", "All files are yours.", "--language", "en")
        text = drafted(studio, run("mail", "draft", letter, "kopi", *words))
        assert "31 December 2026" in text
        assert "All files are yours." in text
