"""`clientkit report`, as a person types it."""

import json

import pytest

WEEK = "2026-W47 of kopi/toko"


@pytest.fixture
def take(run):
    """Take a note of kopi/toko; its id."""

    def note(kind, text, *options):
        ran = run(kind, "kopi/toko", text, *options)
        assert ran.code == 0, ran.err
        return ran.out.strip()

    return note


@pytest.fixture
def good_week(studio, take):
    """A week with nothing to mend."""
    take("done", "Halaman depan selesai", "--hours", "3")
    take("next", "Pembayaran", "--due", "2026-11-27")
    return studio


def test_a_good_week_is_said_to_be_good(good_week, run):
    ran = run("report", "check", "kopi/toko")
    assert (ran.code, ran.out, ran.err) == (0, "", f"Nothing found in {WEEK}: it can be sent.\n")
    for command in ("week", "show"):
        assert run("report", command, "kopi/toko").err == ""


def test_findings_are_lines_with_what_to_type(good_week, run, take):
    done, plan = take("done", "fix: keranjang (#12)"), take("next", "Foto\nproduk")
    ran = run("report", "check", "kopi/toko")
    assert (ran.code, ran.err) == (1, f"2 things to mend in {WEEK}.\n")
    lines = [
        (
            "'Foto produk' comes next without a date. "
            f"clientkit progress set {plan} due=fri. [next-without-date]"
        ),
        (
            "'fix: keranjang (#12)' speaks to programmers: fix:, #12. "
            "Say what the client can now see or do: "
            f"clientkit progress set {done} text='…'. [commit-jargon]"
        ),
    ]
    assert ran.out.splitlines() == lines
    for command in (("week",), ("week", "-o", "-"), ("show",)):
        told = run("report", *command, "kopi/toko")
        assert (told.code, told.err.splitlines()) == (
            0,
            ["Before it is sent:", *(f"  {one}" for one in lines)],
        )
    assert run("progress", "set", plan, "due=fri").code == 0
    assert run("progress", "set", done, "text=Jumlah di keranjang kini benar").code == 0
    assert run("report", "check", "kopi/toko").code == 0


def test_json_is_the_check(good_week, run, take):
    plan = take("next", "Foto")
    ran = run("report", "check", "kopi/toko", "--json")
    said = json.loads(ran.out)
    assert (ran.code, ran.err, said["kind"]) == (1, "", "report-check")
    assert said["data"] == {
        "project": "kopi/toko",
        "week": "2026-W47",
        "findings": [
            {
                "code": "next-without-date",
                "note": plan,
                "milestone": None,
                "message": "'Foto' comes next without a date",
                "write": f"clientkit progress set {plan} due=fri",
            }
        ],
    }
    assert run("report", "show", "kopi/toko", "--json").err == ""


def test_another_week_is_checked(good_week, run):
    ran = run("report", "check", "kopi/toko", "--week", "2026-W46")
    assert ran.code == 1
    assert [line.rpartition(" ")[2] for line in ran.out.splitlines()] == ["[no-done]", "[no-next]"]
    assert ran.err == "2 things to mend in 2026-W46 of kopi/toko.\n"
    ahead = run("report", "check", "kopi/toko", "--week", "2026-W48")
    assert (ahead.code, ahead.err.splitlines()[0]) == (
        2,
        "Error: The week 2026-W48 has not begun: it starts on 2026-11-23.",
    )


def test_one_thing_is_one_thing(good_week, run, take):
    take("next", "Foto")
    assert run("report", "check", "kopi/toko").err == f"One thing to mend in {WEEK}.\n"


def test_nothing_in_a_note_steers_the_terminal(good_week, run, take):
    take("next", "a\x1b[31mb")
    assert "\x1b" not in run("report", "check", "kopi/toko").out


@pytest.mark.parametrize("command", ["week", "show", "list", "check"])
def test_inside_its_folder_the_project_is_not_typed(good_week, run, monkeypatch, command):
    monkeypatch.chdir(good_week.project_dir("kopi", "toko"))
    assert run("report", command).code == 0


@pytest.mark.parametrize("command", ["week", "show", "list", "check"])
def test_nothing_named_and_standing_nowhere(good_week, run, command):
    ran = run("report", command)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "Error: Which project? None was named.")


def test_inside_its_folder_every_note_is_taken_and_answered(good_week, run, monkeypatch):
    monkeypatch.chdir(good_week.project_dir("kopi", "toko"))
    for kind in ("done", "next", "blocked", "risk", "ask"):
        ran = run(kind, "Foto produk")
        assert ran.code == 0, ran.err
    asked = ran.out.strip()
    assert run("progress", "set", asked, "text=Foto siapa?").code == 0
    assert run("answer", asked, "Foto toko").code == 0
    assert run("undo", asked).code == 0
    assert len(run("progress", "list", "--all").out.splitlines()) == 1 + 6
