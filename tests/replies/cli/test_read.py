"""Answers out of mails: shown with their reasons, asked about on a terminal, each taken once."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from clientkit.kernel.model.records.survey import SurveyAsked
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from support.mail_bounces import a_bounce, an_absence_note
from support.mail_clients import Written, a_reply
from support.survey_mails import KEY, SURVEY, a_survey, answering
from support.trusted import trust

LINE = b"From rina@kopi.example Wed Nov 18 10:30:00 2026\n"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-21")


@pytest.fixture
def asked(studio: Workspace) -> Workspace:
    """A studio in which Rina was asked for the NPS on 17 November."""
    return ask(studio)


def ask(studio: Workspace, *surveys: SurveyAsked) -> Workspace:
    for survey in surveys or (a_survey(),):
        append_record(studio, survey)
    studio.survey_key_file.write_bytes(KEY + b"\n")
    studio.survey_key_file.chmod(0o600)
    trust(studio.root)
    return studio


def reply(text: str = "", number: int = 1, **headers: str | None) -> bytes:
    return a_reply("gmail-web", Written(text), number, **headers)


def save(data: bytes, name: str = "reply.eml") -> Path:
    path = Path.cwd().parent / name
    path.write_bytes(data)
    return path


def box(*mails: bytes) -> Path:
    return save(b"".join(LINE + mail + b"\n" for mail in mails), "inbox.mbox")


def records(studio: Workspace, kind: str = "feedback") -> list[dict]:
    lines = studio.journal_file("kopi").read_text(encoding="ascii").splitlines()
    return [record for record in map(json.loads, lines) if record["kind"] == kind]


def tree(folder: Path) -> dict[str, tuple]:
    """Every file of the store with its bytes, mode and time; what is derived from them is none."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mode,
            path.stat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in sorted(folder.rglob("*"))
        if ".clientkit" not in path.parts
    }


def test_a_certain_answer_becomes_a_record(run, asked):
    mail = save(reply("Quick and clear.", Subject=answering(9)))
    done = run("mail", "read", mail, "--yes")
    assert (done.code, done.out.splitlines()[-1]) == (0, "1 answer taken.")
    [record] = records(asked)
    assert {**record, "id": "", "ts": ""} == {
        "id": "",
        "ts": "",
        "kind": "feedback",
        "v": 1,
        "day": "2026-11-18",
        "client": "kopi",
        "project": "toko",
        "contact": "rina",
        "csat_scale": 5,
        "nps": 9,
        "comment": "Quick and clear.",
        "quotable": False,
        "survey": SURVEY,
        "occasion": "delivery",
        "message": "<reply-gmail-web-1@kopi.example>",
    }


def test_reading_again_adds_nothing(run, asked):
    mail = save(reply(Subject=answering(9)))
    assert run("mail", "read", mail, "--yes").code == 0
    before = tree(asked.root)
    again = run("mail", "read", mail, "--yes")
    assert (again.code, again.out.splitlines()[-1]) == (0, "Nothing was taken.")
    assert "read before" in again.out
    assert tree(asked.root) == before


def test_reading_the_same_mail_from_an_mbox_adds_nothing(run, asked):
    without_id = reply(Subject=answering(9), Message_ID=None)
    assert run("mail", "read", save(without_id), "--yes").code == 0
    again = run("mail", "read", box(without_id.replace(b"\r\n", b"\n")), "--yes")
    assert "read before" in again.out
    assert len(records(asked)) == 1


def test_an_answer_that_was_taken_back_stays_so(run, asked):
    mail = save(reply(Subject=answering(9)))
    assert run("mail", "read", mail, "--yes").code == 0
    assert run("undo", records(asked)[0]["id"]).code == 0
    assert "read before" in run("mail", "read", mail, "--yes").out


def test_nothing_is_taken_where_nobody_can_be_asked(run, asked):
    before = tree(asked.root)
    done = run("mail", "read", save(reply(Subject=answering(9))))
    assert (done.code, done.out.splitlines()[-1]) == (0, "Nothing was taken.")
    assert "1 mail certain: --yes takes it." in done.err
    assert tree(asked.root) == before


def test_a_dry_run_writes_nothing(run, asked):
    before = tree(asked.root)
    done = run("mail", "read", save(reply(Subject=answering(9))), "--dry-run")
    assert done.out.splitlines()[-1] == "1 answer would be taken; nothing was written."
    assert tree(asked.root) == before


def test_yes_takes_only_what_is_certain(run, asked):
    done = run("mail", "read", save(reply("9")), "--yes")
    assert "Nothing was taken." in done.out
    assert "1 mail unsure" in done.err
    assert not records(asked)


def test_json_tells_everything(run, asked):
    mails = box(reply("9"), reply("Hello", 2, In_Reply_To=None, References=None), an_absence_note())
    done = run("mail", "read", mails, "--json")
    said = json.loads(done.out)
    assert (said["kind"], said["data"]["mails"], said["data"]["taken"]) == ("mail-read", 3, 0)
    [unsure] = said["data"]["unsure"]
    assert (unsure["score"], unsure["survey"], unsure["reason"]) == (9, SURVEY, "a number on the first line")
    assert [one["reason"] for one in said["data"]["left"]] == [
        "no answer to a question",
        "an automatic reply",
    ]
    assert said["data"]["left_reasons"] == {"no answer to a question": 1, "an automatic reply": 1}


def test_the_table_says_why(run, asked):
    done = run("mail", "read", box(reply("9"), reply("Q1: 11", 2), reply("Skor: 8\n\nRapi.", 3)), "--dry-run")
    rows = done.out.splitlines()
    assert rows[0].split() == ["MAIL", "DAY", "CLIENT", "SAYS", "FROM", "WHY", "WORDS"]
    assert [row.split()[0] for row in rows[1:4]] == ["understood", "unsure", "left"]
    assert "NPS 8" in rows[1]
    assert "a number on the first line" in rows[2]
    assert "11 is not on the scale from 0 to 10" in rows[3]


def test_a_forged_answer_is_shown_among_many_other_mails(run, asked):
    others = [reply("Hi", number, In_Reply_To=None, References=None) for number in range(20)]
    forged = reply("", 99, Subject=answering(0, key=bytes(40)))
    done = run("mail", "read", box(*others, forged), "--yes")
    [row] = [line for line in done.out.splitlines() if "forged" in line]
    assert row.split()[0] == "left"
    assert "Left 20 mails that answer no question:" in done.err
    assert not records(asked)


def test_a_survey_that_came_back_is_recorded_once(run, asked):
    mail = save(a_bounce())
    done = run("mail", "read", mail, "--yes")
    assert done.out.splitlines()[-1] == "1 bounce taken."
    [record] = records(asked, "survey_ended")
    assert (record["ref"], record["outcome"]) == (SURVEY, "bounced")
    assert record["note"].startswith("smtp; 550 5.1.1")
    assert "Nothing was taken." in run("mail", "read", mail, "--yes").out
    assert len(records(asked, "survey_ended")) == 1


def test_who_declines_is_not_asked_on(run, asked):
    run("mail", "read", save(reply(Subject=answering("", "SKIP").strip())), "--yes")
    assert [record["outcome"] for record in records(asked, "survey_ended")] == ["declined"]


def test_a_second_answer_is_shown_and_not_counted(run, asked):
    mails = box(
        reply(Subject=answering(8), Date="Thu, 19 Nov 2026 10:00:00 +0700"),
        reply("", 2, Subject=answering(9)),
    )
    done = run("mail", "read", mails, "--yes")
    assert "answered before, on 2026-11-18 with 9; this would take its place" in done.out
    assert [record["nps"] for record in records(asked)] == [9]


def test_mails_of_several_clients_are_read_at_once(run, asked):
    assert run("client", "add", "Batik Jaya", "--contact", "Budi <budi@jaya.example>").code == 0
    other = a_survey(
        id="sv00000002", client="batik-jaya", project=None, contact="budi", message="<survey-2@x>"
    )
    append_record(asked, other)
    budi = answering(7, survey="sv00000002", contact="budi")
    mails = box(reply(Subject=answering(9)), reply("", 2, Subject=budi, From="budi@jaya.example"))
    only = run("mail", "read", "kopi", mails, "--dry-run")
    assert "an answer of another client: batik-jaya" in only.out
    assert run("mail", "read", mails, "--yes").out.splitlines()[-1] == "2 answers taken."
    assert '"nps":7' in asked.journal_file("batik-jaya").read_text(encoding="ascii")


def test_older_mails_are_left(run, asked):
    done = run("mail", "read", save(reply(Subject=answering(9))), "--since", "2026-11-19", "--yes")
    assert "older than the day asked for" in done.out
    assert not records(asked)


def test_a_broken_client_file_leaves_the_sender_unknown(run, asked):
    asked.client_file("kopi").write_text("name = ", encoding="utf-8")
    done = run("mail", "read", save(reply(Subject=answering(9))), "--yes")
    assert "the address of rina is not known" in done.out
    assert "clients/kopi/client.toml" in done.err
    assert not records(asked)


def test_mail_comes_from_stdin(clientkit, asked):
    done = clientkit("mail", "read", "-", "--yes", input=reply("", Subject=answering(9)).decode())
    assert (done.code, done.out.splitlines()[-1]) == (0, "1 answer taken.")


def test_a_maildir_is_never_changed(run, asked, tmp_path):
    folder = tmp_path / "Maildir"
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    (folder / "new" / "1.kopi").write_bytes(reply(Subject=answering(9)))
    (folder / "cur" / "2.kopi:2,").write_bytes(reply("9", 2))
    before = tree(folder)
    assert run("mail", "read", folder, "--yes").out.splitlines()[-1] == "1 answer taken."
    assert tree(folder) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "What is to be read?"),
        (("reply.eml", "--imap"), "A file or --imap"),
        (("--imap",), "No IMAP server is named"),
        (("nowhere.mbox",), "There is no file or folder"),
        (("-",), "no mail on stdin"),
        (("nobody", "clientkit.toml"), "There is no client called"),
    ],
)
def test_what_cannot_be_read_is_told(clientkit, asked, words, said):
    done = clientkit("mail", "read", *words)
    assert done.code in {2, 3, 5}
    assert said in done.err
    assert "Traceback" not in done.err


# On a terminal


def test_on_a_terminal_each_unsure_answer_is_asked_for(terminal, asked):
    mails = box(
        reply("8", 1, Subject="Re: x"),
        reply("", 2, Subject=answering(9), Date="Fri, 20 Nov 2026 10:00:00 +0700"),
    )
    said = terminal("mail", "read", mails, answers=["y\n", "10\n"], width=100).out
    assert "Take what is certain (1)? [Y/n]: y" in said
    assert "unsure: a number on the first line" in said
    assert "Enter takes the 8, another number changes it, s skips it: 10" in said
    assert "2 answers taken." in said
    assert [record["nps"] for record in records(asked)] == [10, 9]


def test_the_latest_answer_takes_the_earlier_one_s_place(terminal, run, asked):
    assert run("mail", "read", save(reply(Subject=answering(8))), "--yes").code == 0
    later = save(reply("", 2, Subject=answering(10), Date="Fri, 20 Nov 2026 10:00:00 +0700"))
    said = terminal("mail", "read", later, answers=["\n"]).out
    assert "answered before, on 2026-11-18 with 8; this would take its place" in " ".join(said.split())
    first, second = records(asked)
    assert (second["replaces"], second["nps"], second["ts"] > first["ts"]) == (first["id"], 10, True)
    listed = json.loads(run("feedback", "list", "--json").out)["data"]
    assert [one["nps"] for one in listed] == [10]


def test_a_skipped_answer_is_not_taken(terminal, asked):
    said = terminal("mail", "read", save(reply("8")), answers=["s\n"]).out
    assert "Nothing was taken." in said
    assert not records(asked)


def test_a_number_off_the_scale_is_asked_for_again(terminal, asked):
    said = terminal("mail", "read", save(reply("Very good work")), answers=["11\n", "9\n"], width=100).out
    assert "'11' is not on the scale from 0 to 10." in said
    [record] = records(asked)
    assert (record["nps"], record["comment"]) == (9, "Very good work")


def test_words_may_be_taken_without_a_score(terminal, asked):
    said = terminal("mail", "read", save(reply("Very good work")), answers=["\n"], width=100).out
    assert "No score: type one, s skips it, Enter takes the words alone:" in said
    [record] = records(asked)
    assert ("nps" in record, record["comment"]) == (False, "Very good work")


def test_a_bounce_that_is_unsure_is_asked_for(terminal, asked):
    said = terminal("mail", "read", save(a_bounce(recipient="budi@kopi.example")), answers=["y\n"]).out
    assert "Record that it came back? [y/N]: y" in said
    assert len(records(asked, "survey_ended")) == 1


def test_ctrl_c_takes_nothing(terminal, run, asked):
    mails = box(reply("8"), reply("", 2, Subject=answering(9)))
    stopped = terminal("mail", "read", mails, answers=["y\n", "\x03"])
    assert stopped.code == 130
    assert "nothing was taken" in stopped.out
    assert not records(asked)
    assert run("mail", "read", mails, "--yes").out.splitlines()[-1] == "1 answer taken."


def test_foreign_text_cannot_steer_the_terminal(terminal, asked):
    subject = "=?utf-8?B?" + "G10wO2dvdGNoYQcbWzJKIHg=" + "?="
    nasty = reply("8, \x1b[31mred\x1b]8;;http://x\x07 \u202eevil", Subject=f"{subject} Re: x")
    said = terminal("mail", "read", save(nasty), answers=["s\n"]).out
    assert "\x1b]" not in said
    assert "\u202e" not in said


# From asking to counting


def test_a_survey_that_was_asked_is_answered_read_and_counted(run, studio):
    """The link of the survey's own mail, clicked by the client, ends in the score."""
    import re
    from email import policy
    from email.parser import BytesParser
    from urllib.parse import unquote

    assert (
        run("survey", "ask", "kopi/toko", "--kind", "nps", "--contact", "rina", "--trigger", "end").code == 0
    )
    [draft] = studio.root.rglob("survey-*.eml")
    sent = BytesParser(policy=policy.default).parsebytes(draft.read_bytes())
    page = sent.get_body(("html",)).get_content()
    [link] = {unquote(one) for one in re.findall(r"mailto:[^\"]+", page) if one.endswith("NPS%209")}
    click = reply("", Subject=link.partition("subject=")[2], In_Reply_To=None, References=None)
    typed = reply("Skor: 8", 2, In_Reply_To=sent["Message-ID"], References=None)
    assert run("mail", "read", save(click), "--yes").out.splitlines()[-1] == "1 answer taken."
    second = json.loads(run("mail", "read", save(typed), "--json").out)["data"]["unsure"]
    assert [(one["score"], "answered before" in one["reason"]) for one in second] == [(8, True)]
    figure = json.loads(run("score", "--json").out)["data"]["nps"]
    assert (figure["responses"], figure["promoters"]) == (1, 1)
    surveys = json.loads(run("survey", "list", "--json").out)["data"]
    assert surveys["rate"]["answered"] == 1


def test_a_pipe_is_not_waited_for(asked, run):
    pipe = Path.cwd().parent / "pipe.mbox"
    os.mkfifo(pipe)
    done = run("mail", "read", str(pipe))
    assert (done.code, "neither a file nor a folder" in done.err) == (2, True)
