"""Letters made from records: what they say, when they are refused, and what is recorded once they went."""

import email
import json
import re
from email.policy import default
from pathlib import Path

import pytest

from clientkit.documents.cover_letter import cover
from clientkit.documents.kinds import SampleTrial
from clientkit.documents.registry import record_letters
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.text.template.sources import find_template
from clientkit.letters.tone import tone_findings
from clientkit.letters.trial import letter_samples
from clientkit.workspace.demo_sample import REFERENCE_DAY, sample_workspace
from support.smtp_server import name_server, smtp_server

LETTERS = record_letters()


@pytest.fixture
def server(studio):
    with smtp_server() as running:
        name_server(studio.settings_file, running)
        yield running


@pytest.fixture
def made(run):
    """By what they are, the ids of records that letters are about, or cannot be."""

    def note(*words):
        ran = run(*words, "--json")
        assert ran.code == 0, ran.err
        return json.loads(ran.out)["data"]["id"]

    who = ("kopi/toko",)
    return {
        "message": note("log", "add", *who, "Asks for the price list", "--channel", "whatsapp", "--incoming"),
        "call": note("log", "add", *who, "Called about the photos"),
        "theirs": note(
            "promise",
            "add",
            *who,
            "Photos of 40 products",
            "--owner",
            "client",
            "--due",
            "2026-11-20",
            "--on",
            "2026-11-16",
        ),
        "ours": note("promise", "add", *who, "Two drafts", "--due", "2026-11-23"),
        "ask": note("ask", *who, "Which payment provider?", "--due", "2026-11-20", "--default", "Provider A"),
        "blocked": note("blocked", *who, "No access to the server", "--unblocks", "The password"),
        "risk": note("risk", *who, "The photographs may come late", "--answer", "Use the old ones."),
    }


def drafted(ran):
    assert ran.code == 0, ran.err
    return email.message_from_bytes(Path(ran.out.strip()).read_bytes(), policy=default)


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", LETTERS)
def test_each_letter_passes_its_own_look_at_the_tone_and_shows_no_gap(word, language):
    """Whatever it is about, at every level, full and bare."""
    sample = sample_workspace()
    source = find_template(f"letter-{word}", language, None)
    trial = SampleTrial(
        sample, read_settings(sample).value, ProjectRef("kopi", "toko"), source, Path("none"), REFERENCE_DAY
    )
    documents = letter_samples(trial)
    assert documents
    for document in documents:
        written = cover(source, document, language)
        assert list(tone_findings(written.text, language)) == []
        assert not re.search(r"None|\{|\}|\n\n\n|  ,| \.|\( ?\)", written.text), written.text
        assert written.text.rstrip().endswith(document.signature.rstrip()), written.text
        assert 3 < len(written.subject) < 80


def test_an_answer_says_that_the_message_came_and_by_when_its_answer_comes(studio, run, made):
    mail = drafted(run("mail", "draft", "answer", made["message"], "--due", "2026-11-25", "--language", "en"))
    assert mail["Subject"] == "Your WhatsApp message of 21 November 2026 · Toko daring"
    text = text_of(mail)
    assert "You will have our full answer by Wednesday, 25 November 2026." in " ".join(text.split())
    assert "price list" not in text  # what we wrote down of it is ours


def test_what_no_record_tells_is_asked_for(studio, run, terminal, made):
    refused = run("mail", "draft", "answer", made["message"])
    assert (refused.code, "--due" in refused.err) == (2, True)
    refused = run("mail", "draft", "bad-news", made["risk"], "--due", "2026-11-25")
    assert (refused.code, "--note" in refused.err) == (2, True)
    asked = terminal("mail", "draft", "answer", made["message"], answers=["2026-11-25\n"])
    assert asked.code == 0, asked.out
    assert "By when" in asked.out


@pytest.mark.parametrize(
    ("letter", "about", "said"),
    [
        ("answer", "call", "you began"),
        ("reminder", "ours", "ours to do"),
        ("welcome", "kopi/toko", "Nothing is agreed"),
        ("review", "kopi/toko", "still runs"),
        ("further-work", "kopi/toko", "offers nothing for a price"),
        ("new-date", "kopi/toko", "was moved"),
        ("reminder", "kopi/toko", "was not sent"),
        ("bad-news", "kopi/toko", "ends as planned"),
    ],
)
def test_where_there_is_nothing_to_write_about_nothing_is_written(studio, run, made, letter, about, said):
    words = ("--due", "2026-11-25") if letter == "answer" else ()
    words = ("--due", "2026-11-25", "--note", "We look into it.") if letter == "bad-news" else words
    refused = run("mail", "draft", letter, made.get(about, about), *words)
    assert (refused.code, refused.out) == (5, ""), refused
    assert said in refused.err
    assert not list(studio.root.rglob("*.eml"))


@pytest.mark.parametrize(
    ("letter", "about"), [("answer", "ask"), ("thanks", "kopi/toko"), ("welcome", "kopi")]
)
def test_a_letter_about_something_else_is_refused_with_what_it_can_be_about(studio, run, made, letter, about):
    refused = run("mail", "draft", letter, made.get(about, about), "--due", "2026-11-25")
    assert refused.code in {2, 3}
    assert refused.out == ""


def test_the_level_of_a_reminder_is_how_many_went(server, studio, run, made):
    subjects = []
    for _ in range(4):
        sent = run(
            "mail",
            "send",
            "reminder",
            made["theirs"],
            "--yes",
            "--language",
            "en",
            "--note",
            f"Nomor {len(subjects)}.",
        )
        assert sent.code == 0, sent.err
        subjects.append(email.message_from_bytes(server.mails[-1].data, policy=default)["Subject"])
    assert subjects[0].startswith("A friendly reminder")
    assert subjects[1].startswith("Second reminder")
    assert subjects[2] == subjects[3]
    rows = json.loads(run("mail", "list", "--json").out)["data"]
    assert {row["document"] for row in rows} == {"letter-reminder"}
    journal = (studio.root / "clients/kopi/journal/laptop.jsonl").read_text(encoding="utf-8")
    assert journal.count(f'"ref":"{made["theirs"]}"') == 4


def test_a_reminder_of_a_question_names_what_happens_without_an_answer(studio, run, made):
    mail = drafted(run("mail", "draft", "reminder", made["ask"], "--due", "2026-11-27", "--language", "en"))
    text = " ".join(text_of(mail).split())
    assert "If we do not hear from you by Friday, 27 November 2026, we will go on with “Provider A”." in text
    assert "20 November" not in text.split("Provider A")[0].split("decision")[1]  # its day is over
    run("answer", made["ask"], "Provider B")
    assert run("mail", "draft", "reminder", made["ask"]).code == 5


def test_what_a_letter_promises_is_a_promise_of_ours_once_it_went(server, studio, run, made):
    sent = run("mail", "send", "answer", made["message"], "--due", "2026-11-25", "--yes", "--language", "en")
    assert sent.code == 0, sent.err
    rows = json.loads(run("promise", "list", "--json").out)["data"]
    (mine,) = [row for row in rows if row["due"] == "2026-11-25"]
    assert (mine["owner"], mine["text"]) == ("us", "our full answer to your message of 21 November 2026")


def test_a_draft_says_which_promise_it_makes_and_goes_later_with_its_record(server, studio, run, made):
    drawn = run("mail", "draft", "answer", made["message"], "--due", "2026-11-25", "--language", "en")
    assert "clientkit promise add kopi/toko 'our full answer" in drawn.err
    sent = run("mail", "send", drawn.out.strip(), "--yes")
    assert sent.code == 0, sent.err
    journal = (studio.root / "clients/kopi/journal/laptop.jsonl").read_text(encoding="utf-8")
    assert f'"ref":"{made["message"]}"' in journal
    assert '"document":"letter-answer"' in journal


def test_a_letter_with_a_wrong_tone_is_told_of_and_does_not_go_unseen(server, studio, run, made):
    words = (
        "bad-news",
        made["risk"],
        "--due",
        "2026-11-25",
        "--note",
        "As stated before, we deploy it soon.",
        "--language",
        "en",
    )
    told = run("mail", "draft", *words)
    assert told.code == 0
    for finding in ("blames the reader", "names no day", "word of programmers"):
        assert finding in told.err
    refused = run("mail", "send", *words, "--yes")
    assert (refused.code, server.mails) == (5, [])


def test_a_letter_is_changed_in_the_editor_before_it_is_a_draft(studio, run, made, monkeypatch):
    monkeypatch.setenv("EDITOR", "sed -i 's/^Thank you/Many thanks/; s/^# .*/# About your prices/'")
    mail = drafted(
        run("mail", "draft", "answer", made["message"], "--due", "2026-11-25", "--edit", "--language", "en")
    )
    assert mail["Subject"] == "About your prices"
    assert "Many thanks" in text_of(mail)


def test_a_letter_speaks_the_language_of_who_reads_it_or_the_one_asked_for(studio, run, made):
    mail = drafted(run("mail", "draft", "reminder", made["theirs"]))
    assert mail["Subject"].startswith("Sekadar mengingatkan")
    said = run("mail", "draft", "reminder", made["theirs"], "--language", "en", "-o", "-")
    mail = email.message_from_bytes(said.out.encode(), policy=default)
    assert mail["Subject"].startswith("A friendly reminder")


def test_thanks_go_to_who_answered(studio, run):
    given = json.loads(run("feedback", "add", "kopi/toko", "--csat", "5", "--json").out)["data"]
    refused = run("mail", "draft", "thanks", given["id"])
    assert (refused.code, "--note" in refused.err) == (2, True)
    words = ("--note", "The list helped.", "--language", "en")
    mail = drafted(run("mail", "draft", "thanks", given["id"], *words))
    assert "Thank you for your answer of 21 November 2026." in " ".join(text_of(mail).split())


def test_documents_take_no_words_of_letters_and_letters_no_week(studio, run, made):
    assert run("mail", "draft", "report", "kopi/toko", "--note", "x").code == 2
    assert run("mail", "draft", "reminder", made["theirs"], "--week", "47").code == 2
    unknown = run("mail", "draft", "remainder", "kopi/toko")
    assert unknown.code == 2
    assert "reminder" in unknown.err


def test_a_sample_project_s_welcome_offer_and_end(run, tmp_path, monkeypatch):
    """What the records of the sample tell, in Indonesian and in English."""
    run("demo", tmp_path / "studio", "--no-git")
    monkeypatch.chdir(tmp_path / "studio")
    mail = drafted(run("mail", "draft", "further-work", "kopi/toko"))
    assert "Rp" in text_of(mail)
    mail = drafted(run("mail", "draft", "new-date", "kopi/toko"))
    assert mail["Subject"].startswith("Tanggal baru:")
    mail = drafted(
        run(
            "mail",
            "draft",
            "bad-news",
            "kopi/toko",
            "--due",
            "2026-11-25",
            "--note",
            "Kami tambah satu orang.",
        )
    )
    assert "tanggal selesai bergeser" in mail["Subject"]


def text_said(run, *words):
    return " ".join(text_of(drafted(run("mail", "draft", *words, "--language", "en"))).split())


def test_nobody_is_reminded_of_what_is_not_late(studio, run):
    due = json.loads(
        run("promise", "add", "kopi/toko", "Texts", "--owner", "client", "--due", "2026-11-21", "--json").out
    )["data"]["id"]
    refused = run("mail", "draft", "reminder", due)
    assert (refused.code, refused.out) == (5, "")
    assert "is due on 2026-11-21: nothing is late yet" in refused.err


def test_a_question_with_a_default_is_not_said_to_stop_the_work(server, studio, run, made):
    assert run("mail", "send", "reminder", made["ask"], "--yes", "--language", "en").code == 0
    second = text_said(run, "reminder", made["ask"])
    assert "Provider A" in second
    assert "cannot go on" not in second


def test_bad_news_may_be_about_a_block_of_ours(studio, run):
    ours = json.loads(run("blocked", "kopi/toko", "Our server", "--owner", "us", "--json").out)["data"]["id"]
    said = text_said(run, "bad-news", ours, "--due", "2026-11-25", "--note", "We mend it on Monday.")
    assert "> Our server" in said


SHOP = """
[[milestones]]
id = "M1"
title = "Design"
start = 2026-11-16
days = 10

[[duties]]
what = "All texts"
due = 2026-11-18
"""


@pytest.fixture
def shop(studio):
    with studio.project_file("kopi", "toko").open("a", encoding="utf-8") as file:
        file.write(SHOP)
    return studio


@pytest.mark.parametrize(("day", "sorry"), [("2026-12-01", True), ("2026-11-24", False)])
def test_sorry_is_said_for_a_later_day_of_ours_and_not_for_an_earlier_one(shop, run, day, sorry):
    moved = run("milestone", "move", "kopi/toko", "M1", "--due", day, "--cause", "us", "--note", "New plan")
    assert moved.code == 0, moved.err
    assert ("sorry" in text_said(run, "new-date", "kopi/toko")) is sorry
    assert run("milestone", "done", "kopi/toko", "M1").code == 0
    assert run("mail", "draft", "new-date", "kopi/toko").code == 5  # it is reached


def test_letters_say_what_was_agreed_whatever_the_file_says_now(shop, run):
    accepted = run("scope", "accept", "kopi/toko", "--name", "Rina", "--on", "2026-11-18", "--force")
    assert accepted.code == 0, accepted.err
    file = shop.project_file("kopi", "toko")
    file.write_text(file.read_text("utf-8").replace("All texts", "Everything at once"), "utf-8")
    assert "complaint policy" not in text_said(run, "welcome", "kopi/toko")
    run("config", "set", "policies.plan_within=3")
    assert "Our complaint policy, one page, is yours on request" in text_said(run, "welcome", "kopi/toko")
    for letter in ("welcome", "reminder"):
        said = text_said(run, letter, "kopi/toko")
        assert "All texts" in said, letter
        assert "Everything at once" not in said, letter
