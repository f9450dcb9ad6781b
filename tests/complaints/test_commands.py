"""A complaint by its commands and letters, from the angry message to the lesson; and what they refuse."""

import json
import os
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from clientkit.errors import ExitCode

WORDS = "Di proof masih ada harga lama. Ini kesalahan Anda!"


@pytest.fixture
def case(studio, run):
    """The id of a complaint that has just come."""
    made = run("complaint", "add", "kopi/toko", WORDS, "--contact", "rina", "--channel", "phone")
    assert made.code == 0, made.err
    return made.out.strip()


def data(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["data"]


def dues(run, kind):
    rows = data(run("agenda", "--json", "--until", "2027-12-31"))
    return [one for one in rows if one["kind"] == kind]


def sends(run, letter, case, *words):
    """Draft a letter and say that it went; its text."""
    draft = run("mail", "draft", letter, case, *words)
    assert draft.code == 0, draft.err
    path = Path(draft.out.strip())
    sent = run("mail", "sent", path)
    assert sent.code == 0, sent.err
    return text_of(path)


def text_of(path):
    """The text of a drafted mail."""
    text = message_from_bytes(path.read_bytes(), policy=default).get_body(("plain",)).get_content()
    return " ".join(text.split())


def test_two_commands_from_an_angry_message_to_a_draft_that_promises_only_the_next_date(studio, run, case):
    draft = run("mail", "draft", "acknowledge", case)
    assert (draft.code, draft.err) == (0, "")
    assert "Paling lambat Rabu, 25 November 2026, kami sampaikan" in text_of(Path(draft.out.strip()))


def test_the_whole_way_as_the_client_and_the_agenda_see_it(studio, run, case, monkeypatch):
    (due,) = dues(run, "complaint")
    assert (due["due"], due["text"][:38]) == ("2026-11-23", "complaint: tell them that you have it ")
    assert run("survey", "ask", "kopi", "--kind", "nps", "--dry-run").code == ExitCode.REFUSED
    assert "Di proof" in sends(run, "acknowledge", case)
    step = run(
        "complaint", "note", case, "--restated", "The prices are old", "--root", "defect", "--why", "Old list"
    )
    assert step.err.endswith(
        f'down a way to put it right, with its day: clientkit complaint option {case} "…" --due fri\n'
    )
    run("complaint", "option", case, "New proof", "--due", "2026-11-27", "--costs-client", "0")
    (due,) = dues(run, "complaint")
    assert (due["due"], due["do"]) == ("2026-11-25", f"clientkit mail draft options {case}")
    assert "1. New proof: selesai paling lambat Jumat, 27 November 2026; tanpa biaya" in sends(
        run, "options", case
    )
    (due,) = dues(run, "complaint")
    assert (due["owner"], due["do"]) == ("client", f"clientkit complaint choose {case} 1")
    chosen = data(run("complaint", "choose", case, "1", "--contact", "rina", "--how", "mail", "--json"))
    assert chosen["state"] == "agreed"
    assert run("undo", "--yes").code == ExitCode.REFUSED
    assert run("undo", chosen["promise"], "--yes").code == ExitCode.REFUSED
    run("promise", "kept", chosen["promise"])
    assert "> New proof" in sends(run, "put-right", case)
    assert sends(run, "last-word", case).count("4 Desember 2026") == 1
    assert run("mail", "draft", "last-word", case).code == ExitCode.REFUSED
    assert data(run("complaint", "confirm", case, "yes", "Sudah benar", "--json"))["state"] == "confirmed"
    (due,) = dues(run, "complaint-lesson")
    assert due["due"] == "2026-11-25"
    run(
        "complaint",
        "learn",
        case,
        "An old list",
        "--prevention",
        "Two read it",
        "--no-change",
        "It is done so",
    )
    assert data(run("complaint", "list", "--json")) == []
    assert {one["due"] for kind in ("complaint-call", "lesson-check") for one in dues(run, kind)} == {
        "2026-12-05",
        "2027-02-19",
    }
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-28")
    assert "closed" in run("survey", "due").out
    (row,) = data(run("complaint", "list", "--by", "cause", "--json"))
    assert (row["key"], row["count"], row["yes"], row["in_time"]["in_time"]) == ("defect", 1, 1, 1)
    shown = run("complaint", "show", case).out
    assert "Ended         yes" in shown
    assert "An old list" in shown


def test_money_law_and_safety_begin_with_a_call(studio, run):
    case = run("complaint", "add", "kopi/toko", "Data kartu bocor", "--severity", "4").out.strip()
    refused = run("mail", "draft", "acknowledge", case)
    assert (refused.code, "first call them" in refused.err) == (ExitCode.REFUSED, True)
    assert dues(run, "complaint")[0]["due"] == "2026-11-23"  # Saturday: the next working day
    run("log", "add", "kopi/toko", "Called", "--channel", "phone", "--for", case)
    assert run("mail", "draft", "acknowledge", case).code == 0


def test_another_day_than_the_clock_says_is_a_promise_of_its_own(studio, run, case):
    draft = run("mail", "draft", "acknowledge", case, "--due", "2026-11-24")
    assert "Once it went: clientkit promise add kopi/toko" in draft.err


def test_nobody_who_is_unhappy_is_offered_more(studio, run, case):
    refused = run("mail", "draft", "further-work", "kopi/toko")
    assert (refused.code, "open complaint" in refused.err) == (ExitCode.REFUSED, True)


def test_a_lesson_lands_in_the_checklist_once_and_in_running_projects_by_a_command(studio, run):
    run("project", "add", "kopi", "Situs", "--from", "website")
    run("project", "start", "kopi/situs")
    case = _understood(run)
    learn = ("complaint", "learn", case, "Old list", "--prevention", "Two read the prices", "--add-to")
    assert run(*learn, "checklist:nothing").code == ExitCode.NOT_FOUND
    said = run(*learn, "checklist:website").err
    assert 'clientkit project tick kopi/situs --add "Two read the prices"' in said
    for language in ("en", "id"):
        text = (studio.templates_dir / language / "work" / "website.toml").read_text()
        assert text.count("Two read the prices") == 1
    run(*learn, "checklist:website")
    assert (studio.templates_dir / "en" / "work" / "website.toml").read_text().count(
        "Two read the prices"
    ) == 1
    assert "Two read the prices" in run("project", "tick", "kopi/situs", "--add", "Two read the prices").out
    assert "kopi/situs" not in run(*learn, "checklist:website").err


def test_a_changed_file_is_believed_only_if_it_changed(studio, run):
    case = _understood(run)
    path = studio.root / "policy.md"
    path.write_text("Old")
    os.utime(path, (0, 0))
    learn = ("complaint", "learn", case, "Old list", "--prevention", "Two read it", "--changed")
    refused = run(*learn, path)
    assert (refused.code, "has not changed since" in refused.err) == (ExitCode.REFUSED, True)
    assert run(*learn, studio.root / "none.md").code == ExitCode.NOT_FOUND
    os.utime(path, (4e9, 4e9))
    assert run(*learn, path).code == 0


def _understood(run):
    case = run("complaint", "add", "kopi/toko", WORDS).out.strip()
    run("log", "add", "kopi/toko", "Called", "--for", case)
    assert run("complaint", "note", case, "--restated", "Old prices", "--root", "defect").code == 0
    return case


def test_the_same_cause_again_says_that_the_lesson_did_not_hold(studio, run, monkeypatch):
    first = _understood(run)
    run("complaint", "learn", first, "Old list", "--prevention", "Two read it", "--no-change", "So")
    monkeypatch.setenv("CLIENTKIT_TODAY", "2027-01-11")
    again = run("complaint", "add", "kopi", "Lagi-lagi harga lama").out.strip()
    said = run("complaint", "note", again, "--root", "defect").err
    assert "The lesson of 2026-11-21 on the same cause did not hold." in said
    assert len(dues(run, "complaint-again")) == 1
    said = f"The lesson of 2026-11-21 did not hold: defect again, complaint {again}"

    def signs():
        return [one["text"] for one in data(run("client", "show", "kopi", "--json"))["health"]["signs"]]

    assert said in signs()
    run("log", "add", "kopi", "Called", "--for", again)
    run("complaint", "note", again, "--restated", "Old prices again")
    run("complaint", "learn", again, "No list", "--prevention", "One list", "--no-change", "So")
    assert said not in signs()


def test_a_low_score_becomes_a_complaint_with_its_words(studio, run):
    low = run(
        "feedback", "add", "kopi/toko", "--csat", "1", "--contact", "rina", "--comment", "Terlambat lagi"
    )
    (line,) = (one for one in low.err.splitlines() if "complaint add" in one)
    command = line.partition("clientkit ")[2].split()
    assert run(*command).code == 0
    (row,) = data(run("complaint", "list", "--json"))
    assert (row["text"], row["contact"]) == ("Terlambat lagi", "rina")


def test_what_cannot_be_is_refused_with_a_sentence(studio, run, case):
    run("client", "add", "Batik", "--slug", "batik", "--contact", "Ani <ani@batik.example>")
    table = (
        (("add", "kopi/toko", "x" * 20_001), ExitCode.USAGE, "20,001 characters"),
        (("add", "kopi/toko", "x", "--contact", "ani"), ExitCode.NOT_FOUND, "no contact called 'ani'"),
        (("add", "kopi", "x", "--for", "D1"), ExitCode.USAGE, "belongs to a project"),
        (("add", "kopi/toko", "x", "--channel", "pigeon"), ExitCode.USAGE, "is no channel"),
        (("note", case), ExitCode.USAGE, "Nothing to note"),
        (("note", case, "--root", "weather"), ExitCode.USAGE, "is no cause"),
        (("note", case, "--whose", "nobody", "--feels", "x"), ExitCode.REFUSED, "solution before blame"),
        (("option", case, "x"), ExitCode.USAGE, "--due"),
        (("option", case, "x", "--due", "2026-11-20"), ExitCode.USAGE, "is over already"),
        (("choose", case, "1"), ExitCode.REFUSED, "First tell them that you have it"),
        (("confirm", case, "yes"), ExitCode.REFUSED, "First tell them that you have it"),
        (("confirm", case, "maybe"), ExitCode.USAGE, "is no answer"),
        (("confirm", case, "silent", "…"), ExitCode.USAGE, "said nothing"),
        (("learn", case, "x", "--prevention", "y"), ExitCode.USAGE, "--add-to checklist:website"),
        (("show", "zzz"), ExitCode.NOT_FOUND, "complaint list --all"),
        (("list", "--by", "moon"), ExitCode.USAGE, "cannot be told apart"),
    )
    for words, code, said in table:
        ran = run("complaint", *words)
        assert (ran.code, said in ran.err) == (code, True), (words, ran.err)
    long = run("complaint", "add", "kopi/toko", "x" * 20_000)
    assert long.code == 0
    assert run("complaint", "show", long.out.strip()).code == 0
    assert run("mail", "draft", "acknowledge", long.out.strip()).code == 0


def test_reports_card_health_check_history_and_find_tell_of_it(studio, run, case, monkeypatch):
    report = run("report", "week", "kopi/toko", "--language", "en", "-o", "-").out
    assert (
        f"## What you were not satisfied with\n\n- “{WORDS}” (Sat 21 Nov 2026). We are looking into it."
        in report
    )
    assert report.index("not satisfied with") < report.index("## Done this week")
    assert f"{case}  complaint, due 2026-11-23" in run("client", "show", "kopi").out
    assert f"{case}  complaint, due 2026-11-23" in run("project", "show", "kopi/toko").out
    assert "unacknowledged" not in run("check").out
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-24")
    assert (
        f"! Complaint {case} of 2026-11-21 is received, 'acknowledge' was due on"
        in run("client", "show", "kopi").out
    )
    checked = run("check")
    assert (checked.code, f"the complaint {case} of 2026-11-21 was to be" in checked.out) == (
        ExitCode.FOUND,
        True,
    )
    assert f"rina  complaint  {WORDS} (phone)" in run("history", "kopi").out
    assert case in run("find", "harga", "lama", "--json").out
    monkeypatch.setenv("CLIENTKIT_AGENT", "bot")
    assert run("complaint", "choose", case, "1").code == ExitCode.REFUSED


def test_an_open_offer_is_something_that_the_client_is_asked_for(studio, run):
    from support.complaints import Story

    Story().to("offered").write(studio)
    report = run("report", "week", "kopi/toko", "--language", "en", "-o", "-").out
    assert "We offered you a way to put it right; your choice decides." in report
    assert "We need nothing" not in report
    Story().to("closed").write(studio)
    closing = run("report", "close", "kopi/toko", "--language", "en", "-o", "-").out
    assert "you told us on Mon 2 Nov 2026 that it is right now. From now on: Two readers." in closing


@pytest.mark.parametrize(
    ("language", "said"), [("en", "within 3 working days"), ("id", "dalam tiga hari kerja")]
)
def test_the_policy_says_the_days_of_the_settings_and_who_else_can_help(studio, run, language, said):
    run("config", "set", "policies.mediator=BPSK Kota Yogyakarta")
    text = run("complaint", "policy", "--language", language, "-o", "-").out
    assert said in text
    assert "BPSK Kota Yogyakarta" in text
    page = run("complaint", "policy", "--language", language, "--format", "html")
    assert page.out == "documents/complaint-policy.html\n"
    assert "BPSK" in (studio.root / page.out.strip()).read_text()


def test_a_complaint_that_went_on_is_not_taken_back(studio, run, case):
    mistyped = run("complaint", "add", "kopi/toko", "x").out.strip()
    assert run("undo", mistyped, "--yes").code == 0
    run("log", "add", "kopi/toko", "Called", "--for", case)
    refused = run("undo", case, "--yes")
    assert (refused.code, "it belongs to a complaint that went on" in refused.err) == (ExitCode.REFUSED, True)


def test_check_names_options_that_two_devices_gave_one_number(studio, run):
    case = _understood(run)
    assert run("complaint", "option", case, "New proof", "--due", "fri").code == 0
    assert "given twice" not in run("check").out
    line = studio.journal_file("kopi").read_text().splitlines()[-1]
    name = json.loads(line)["id"]
    other = studio.client_dir("kopi") / "journal" / "phone.jsonl"
    other.write_text(line.replace(name, "zzzzzzzzz1").replace("New proof", "A discount") + "\n")
    checked = run("check")
    assert checked.code == ExitCode.FOUND
    assert "option 1 of complaint" in checked.out
    assert checked.out.count("was given twice") == 2
    assert run("undo", "zzzzzzzzz1", "--yes").code == 0
    assert "given twice" not in run("check").out
