"""`undo`: the last thing that this device wrote, or the record that an id names."""

import json

import pytest

from clientkit.errors import ExitCode


def journal(studio):
    return [json.loads(line) for line in studio.journal_file("kopi").read_text().splitlines()]


def texts(run):
    return [row["text"] for row in json.loads(run("progress", "list", "--all", "--json").out)["data"]]


def test_the_last_record_is_shown_and_taken_back(studio, run):
    run("done", "toko", "First page")
    last = run("done", "toko", "Second page").out.strip()
    asked = run("undo")
    assert (asked.code, asked.out) == (ExitCode.REFUSED, "")
    assert "done of kopi/toko, 2026-11-21: Second page" in asked.err
    assert "Take it back: --yes" in asked.err
    ran = run("undo", "--yes", "--note", "Twice")
    record = journal(studio)[-1]
    assert (ran.code, ran.out.strip()) == (0, record["id"])
    assert (record["retracts"], record["reason"]) == (last, "Twice")
    assert run("undo", "--yes").code == 0
    assert texts(run) == []


def test_a_correction_gives_way_to_what_it_corrected(studio, run):
    note = run("done", "toko", "First page", "3h").out.strip()
    run("progress", "set", note, "text=Home page")
    assert run("undo", "--yes").code == 0
    assert texts(run) == ["First page"]
    assert run("undo", "--yes").code == 0
    assert texts(run) == []


def test_lines_of_a_file_return_and_no_other(studio, run):
    file = studio.client_file("kopi")
    before = file.read_bytes()
    run("client", "set", "kopi", "stage=dormant")
    assert run("undo", "--yes").code == 0
    assert file.read_bytes() == before


def test_what_somebody_else_wrote_since_is_not_touched(studio, run):
    file = studio.client_file("kopi")
    run("client", "set", "kopi", "stage=dormant")
    file.write_text(file.read_text() + "# mine\n")
    ran = run("undo", "--yes")
    assert (ran.code, "was written by someone else since" in ran.err) == (ExitCode.REFUSED, True)
    assert file.read_text().endswith("# mine\n")


def test_a_client_that_was_added_is_gone_unless_something_lies_there(studio, run):
    run("client", "add", "Baru", "--slug", "baru")
    assert run("undo", "--yes").code == 0
    assert not studio.client_dir("baru").exists()
    run("client", "add", "Baru", "--slug", "baru")
    (studio.client_dir("baru") / "mine.txt").write_text("x")
    assert "mine.txt stands beside it since" in run("undo", "--yes").err
    assert studio.client_file("baru").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("client", "consent", "kopi", "--contact", "rina", "--purpose", "quote", "--allow"),
            "the client's word",
        ),
        (("undo", "NOTE"), "What was taken back is not brought back."),
    ],
)
def test_what_stands_is_refused(studio, run, words, said):
    note = run("done", "toko", "First page").out.strip()
    assert run(*(note if word == "NOTE" else word for word in words)).code == 0
    ran = run("undo", journal(studio)[-1]["id"])
    assert (ran.code, said in ran.err) == (ExitCode.REFUSED, True)


def test_a_damaged_log_is_no_error(studio, run):
    run("done", "toko", "First page")
    studio.undo_file.write_bytes(b"\xff{\n[1]\n")
    assert run("undo", "--yes").code == ExitCode.NOT_FOUND
    assert run("done", "toko", "Second page").code == 0
    assert run("undo", "--yes").code == 0
    assert texts(run) == ["First page"]
