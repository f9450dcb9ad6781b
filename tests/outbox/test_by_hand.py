"""What went by hand counts as sent for every rule that asks, and is told from what lies in the workspace."""

import json

import pytest


@pytest.fixture
def office(studio, run):
    """The studio with a second contact and notes of the week."""
    with studio.client_file("kopi").open("a", encoding="utf-8") as file:
        file.write('\n[[contacts]]\nid = "budi"\nname = "Budi Santoso"\nemail = "budi@kopi.example"\n')
    assert run("done", "kopi/toko", "Home page is live", "--hours", "3").code == 0
    return studio


def mails(run):
    return json.loads(run("mail", "list", "--json").out)["data"]


def test_a_draft_that_went_by_hand_is_sent_with_its_message_id(office, run):
    assert run("mail", "draft", "report", "kopi/toko", "--contact", "budi").code == 0
    said = run("mail", "sent", "kopi/toko", "--on", "yesterday")
    assert said.code == 0, said.err
    (row,) = mails(run)
    assert said.out.strip() == row["id"]
    assert (row["day"], row["week"], row["outcome"], row["sha256"]) == (
        "2026-11-20",
        "2026-W47",
        "sent",
        None,
    )
    assert row["recipients"] == ["budi@kopi.example"]
    draft = (office.documents_dir("kopi", "toko") / "2026-W47.eml").read_text(encoding="utf-8")
    assert row["message"] in draft
    assert row["file"].endswith("2026-W47.md")
    assert json.loads(run("report", "list", "kopi/toko", "--json").out)["data"][0]["sent_on"] == "2026-11-20"


def test_what_was_sent_is_said_once_and_what_is_made_later_is_another_edition(office, run):
    run("report", "week", "kopi/toko")
    assert run("mail", "sent", "report", "kopi/toko").code == 0
    again = run("mail", "sent", "report", "kopi/toko")
    assert again.code == 5
    assert "went to rina@kopi.example on 2026-11-21 already" in again.err
    path = office.documents_dir("kopi", "toko") / "2026-W47.md"
    assert run("mail", "sent", path).code == 5
    assert run("mail", "sent", path, "--contact", "budi").code == 0
    run("done", "kopi/toko", "The shop takes payments")
    made = run("report", "week", "kopi/toko")
    assert "This is edition 2" in made.err
    assert run("mail", "sent", "kopi/toko").code == 0
    assert [one["file"].rpartition("/")[2] for one in mails(run)] == ["2026-W47.md"] * 2 + ["2026-W47.2.md"]


def test_without_a_file_nothing_tells_what_went(office, run):
    refused = run("mail", "sent", "kopi/toko", "--on", "2026-11-13")
    assert refused.code == 3
    assert "There is no 2026-W46 in clients/kopi/projects/toko/documents" in refused.err
    assert "clientkit mail draft report kopi/toko" in refused.err
    assert run("mail", "sent", "scope", "kopi/toko").code == 3
    assert mails(run) == []


def test_it_is_taken_back_as_any_mail_that_a_person_knows_of(office, run):
    run("report", "week", "kopi/toko")
    name = run("mail", "sent", "kopi/toko").out.strip()
    assert run("mail", "settle", name, "--not-sent").code == 0
    assert mails(run)[0]["outcome"] == "failed"
    assert run("mail", "send", "report", "kopi/toko", "--dry-run").code == 0


def test_a_note_between_the_report_and_the_word_on_it_is_in_the_next(office, run):
    def told(week):
        return run("report", "week", "kopi/toko", "--week", week, "--language", "en", "-o", "-").out

    run("done", "kopi/toko", "Before", "--on", "2026-11-13")
    run("report", "week", "kopi/toko", "--week", "2026-W46")
    run("done", "kopi/toko", "After", "--on", "2026-11-13")
    assert run("mail", "sent", "kopi/toko", "--on", "2026-11-14").code == 0
    assert "After (Fri 13 Nov 2026" in told("2026-W47")
    assert "Before" not in told("2026-W47")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("report", "kopi/toko", "x"), 2, "There are 3 words"),
        (("kopi/toko", "--on", "tomorrow"), 2, "lies in the future"),
        (("kopi/toko", "--contact", "nobody"), 3, "no contact called 'nobody'"),
        (("letter", "kopi/toko"), 2, "no document or letter 'letter'"),
        (("nowhere/2026-W47.md", "kopi/toko"), 3, "2026-W47.md"),
    ],
)
def test_what_cannot_be_is_named(office, run, words, code, said):
    run("report", "week", "kopi/toko")
    ran = run("mail", "sent", *words)
    assert (ran.code, said in ran.err) == (code, True), ran.err


def test_a_letter_that_went_by_hand_is_known_as_the_one_about_its_record(office, run):
    asked = run("log", "add", "kopi/toko", "Can it be blue?", "--contact", "rina", "--incoming").out.strip()
    missing = run("mail", "sent", "answer", asked[:5])
    assert missing.code == 3
    assert f"clientkit mail draft answer {asked[:5]}" in missing.err
    drafted = run("mail", "draft", "answer", asked, "--due", "fri", "--language", "en")
    assert drafted.code == 0, drafted.err
    assert run("mail", "sent", "answer", asked[:5]).code == 0
    (row,) = mails(run)
    assert (row["document"], row["outcome"], row["recipients"]) == (
        "letter-answer",
        "sent",
        ["rina@kopi.example"],
    )
    assert run("mail", "sent", drafted.out.strip()).code == 5
    assert asked not in run("agenda").out


def test_a_letter_about_a_project_is_found_by_its_name(office, run):
    assert run("mail", "sent", "further-work", "kopi/toko").code == 3
    drafted = run("mail", "draft", "thanks", "kopi", "--note", "Good work", "--language", "en")
    assert drafted.code == 0, drafted.err
    assert run("mail", "sent", "thanks", "kopi").code == 0
    assert [(one["document"], one["project"]) for one in mails(run)] == [("letter-thanks", "kopi")]
