"""The agenda: what is due, in sections, each with the command that does it; put off, done, refused."""

import json
import re

import pytest

from clientkit.errors import ExitCode


def agenda(run, *arguments: str) -> list[tuple[str, str, str]]:
    """Section, kind and text of each thing that is due."""
    rows = json.loads(run("agenda", *arguments, "--json").out)["data"]
    return [(row["section"], row["kind"], row["text"]) for row in rows]


def promise(run, text: str, due: str, *more: str) -> str:
    return run("promise", "add", "kopi/toko", text, "--due", due, "--on", "2026-11-10", *more).out.strip()


def test_sections_follow_the_day_of_a_promise(studio, run):
    promise(run, "Draft", "2026-11-18")
    promise(run, "Call", "2026-11-21")
    promise(run, "Photographs", "2026-11-25", "--owner", "client")
    promise(run, "Prices", "2026-11-20", "--owner", "client")
    promise(run, "Texts", "2026-11-27")
    promise(run, "Training", "2026-11-28")
    assert agenda(run) == [
        ("overdue", "promise", "promised: Draft"),
        ("overdue", "promise", "they promised: Prices"),
        ("today", "promise", "promised: Call"),
        ("week", "promise", "promised: Texts"),
        ("waiting", "promise", "they promised: Photographs"),
    ]
    assert ("later", "promise", "promised: Training") in agenda(run, "--until", "2026-12-01")
    assert [row[0] for row in agenda(run, "kopi", "--overdue")] == ["overdue", "overdue"]


def test_it_is_shown_with_how_late_it_is_and_with_the_command(studio, run):
    made = promise(run, "Draft", "2026-11-18")
    said = run("agenda")
    (title, line) = said.out.splitlines()
    assert title == "Overdue"
    assert line.startswith("  ! Wed 18  kopi/toko  promised: Draft (2 working days)  ck promise kept ")
    run("promise", "kept", made)
    assert run("agenda").err == "Nothing is due.\n"


def test_a_question_waits_until_its_day_then_its_default_is_taken(studio, run, monkeypatch):
    words = ("kopi/toko", "Which provider?", "--due", "2026-11-23", "--default", "Midtrans")
    run("ask", *words)
    assert agenda(run) == [("waiting", "ask", "Which provider?")]
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-24")
    assert agenda(run) == [("overdue", "default", "no answer, so take the default: Midtrans")]


def test_what_was_promised_cannot_be_put_off_and_a_step_can(studio, run, monkeypatch):
    made = promise(run, "Draft", "2026-11-18")
    refused = run("agenda", "later", made[:6], "mon")
    assert refused.code == ExitCode.REFUSED
    assert "Tell them a new date, then record it: clientkit promise broken" in refused.err
    run("promise", "kept", made)
    step = run("next", "kopi/toko", "Import products", "--due", "2026-11-23").out.strip()
    put_off = run("agenda", "later", step[:6], "2026-11-26", "--note", "The list is late")
    assert put_off.err == "Comes up again on Thursday 2026-11-26: Import products\n"
    assert agenda(run) == []
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-26")
    assert agenda(run) == [("today", "step", "Import products")]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("later", "zzzz", "mon"), ExitCode.NOT_FOUND, "Nothing on the agenda has a key"),
        (("later", "STEP"), ExitCode.USAGE, "Until when? No day was given."),
        (("later", "STEP", "yesterday"), ExitCode.USAGE, "is no later day"),
    ],
)
def test_what_cannot_be_is_refused_with_the_remedy(studio, run, words, code, said):
    step = run("next", "kopi/toko", "Import products", "--due", "2026-11-23").out.strip()
    refused = run("agenda", *(step if word == "STEP" else word for word in words))
    assert refused.code == code
    assert said in refused.err


def test_an_incoming_message_starts_a_clock_that_an_outgoing_contact_closes(studio, run, monkeypatch):
    run(
        "log",
        "add",
        "kopi",
        "Can it be sooner?",
        "--incoming",
        "--channel",
        "whatsapp",
        "--contact",
        "rina",
        "--on",
        "-2d",
    )
    assert agenda(run) == [("overdue", "answer", "Rina Wijaya wrote on WhatsApp: Can it be sooner?")]
    run("log", "add", "kopi", "Yes, by Monday")
    assert agenda(run) == []


def test_over_broken_files_what_can_be_read_is_shown_and_the_rest_named(studio, run):
    promise(run, "Draft", "2026-11-18")
    run("client", "add", "Harbour", "--slug", "harbour")
    (studio.root / "clients/harbour/client.toml").write_text("name = ", encoding="utf-8")
    (studio.root / "clients/kopi/projects/toko/project.toml").write_text("title = ", encoding="utf-8")
    said = run("agenda")
    assert "promised: Draft" in said.out
    assert "clients/harbour/client.toml" in said.err
    assert "clients/kopi/projects/toko/project.toml" in said.err


def test_keys_are_completed_with_their_words(studio, run, clientkit, monkeypatch):
    run("next", "kopi/toko", "Import products", "--due", "2026-11-23")
    (row,) = json.loads(run("agenda", "--json").out)["data"]
    monkeypatch.setenv("_CLIENTKIT_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"clientkit agenda later {row['key'][:2]}")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert clientkit().out.strip() == row["key"]


def test_what_waits_for_the_client_gets_a_reminder_once_its_day_is_over(studio, run, monkeypatch):
    made = promise(run, "Photographs", "2026-11-23", "--owner", "client")
    (row,) = json.loads(run("agenda", "--json").out)["data"]
    assert row["do"] == f"clientkit promise kept {made}"
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-24")
    (row,) = json.loads(run("agenda", "--json").out)["data"]
    assert row["do"] == f"clientkit mail draft reminder {made}"


def test_days_at_the_edge_of_the_calendar_cost_only_what_comes_of_them(studio, run):
    promise(run, "Draft", "2026-11-18")
    record = {"id": "edgeedge22", "ts": "2026-11-20T03:00:00Z", "v": 1, "day": "9999-12-31", "client": "kopi"}
    edges = [
        {"kind": "log", "channel": "mail", "text": "When?", "incoming": True},
        {"kind": "milestone_done", "project": "toko", "milestone": "M1"},
        {"kind": "feedback", "nps": 2, "contact": "rina"},
        {"kind": "project_state", "project": "toko", "state": "active"},
        {"kind": "ask", "project": "toko", "text": "Which?", "due": "9999-12-31", "default": "None"},
        {"kind": "next", "project": "toko", "text": "Later", "due": "0001-01-01"},
    ]
    lines = [json.dumps({**record, "id": f"edgeedge{n}2", **edge}) for n, edge in enumerate(edges)]
    studio.journal_file("kopi").with_name("desk.jsonl").write_text("\n".join(lines) + "\n", encoding="ascii")
    said = run("agenda")
    assert said.code == 0, said.err
    assert "promised: Draft" in said.out
    assert run("agenda", "--until", "2199-12-31").code == 0


def test_without_a_client_it_says_how_to_begin(empty_studio, run):
    assert run().err == (
        'Nothing is due.\nAdd your first client: clientkit client add "PT Kopi Nusantara" --slug kopi\n'
    )


def test_a_mail_that_went_answers_too(studio, run):
    run("log", "add", "kopi", "Can it be sooner?", "--incoming", "--on", "2026-11-18")
    run("scope", "render", "kopi/toko")
    assert agenda(run)[0][1] == "answer"
    sent = run("mail", "sent", "scope", "kopi/toko", "--on", "2026-11-19")
    assert sent.code == 0, sent.err
    assert "answer" not in [kind for _, kind, _ in agenda(run)]


def test_on_a_terminal_the_day_is_asked_for(studio, run, terminal):
    step = run("next", "kopi/toko", "Import products", "--due", "2026-11-23").out.strip()
    said = terminal("agenda", "later", step[:6], answers=("thu\n",))
    assert said.code == 0
    assert "Comes up again on Thursday 2026-11-26" in said.out


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_fit_the_terminal_and_name_the_command(studio, run, terminal, width):
    promise(
        run, "Send the draft of the payment page with both of the wordings that Rina asked for", "2026-11-18"
    )
    said = terminal("agenda", width=width)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", said.out).splitlines()
    assert max(map(len, lines)) <= width
    assert any("ck promise kept" in line for line in lines)
