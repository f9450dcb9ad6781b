"""`clientkit feedback`, as a person types it."""

import json
import os
import sys

import pytest

ANSWER = ("feedback", "add", "kopi/toko")


def journal(studio):
    return [json.loads(line) for line in studio.journal_file("kopi").read_text().splitlines()]


def test_an_answer_is_recorded_and_its_id_printed(studio, run):
    comment = "Sesuai harapan"
    ran = run(*ANSWER, "--csat", 5, "--nps", "9", "--ces", 6, "--comment", comment, "--contact", "rina")
    (record,) = journal(studio)
    assert ran.code == 0
    assert ran.out == f"{record['id']}\n"
    assert ran.err == "Recorded for kopi/toko on 2026-11-21 from rina: CSAT 5/5, NPS 9, CES 6, a comment.\n"
    assert {key: record[key] for key in ("kind", "day", "client", "project", "contact", "quotable")} == {
        "kind": "feedback",
        "day": "2026-11-21",
        "client": "kopi",
        "project": "toko",
        "contact": "rina",
        "quotable": False,
    }
    assert [record[key] for key in ("csat", "csat_scale", "nps", "ces", "comment")] == [5, 5, 9, 6, comment]


def test_a_client_alone_will_do(studio, run):
    assert run("feedback", "add", "kopi", "--nps", 0).code == 0
    assert "project" not in journal(studio)[0]


def test_a_project_alone_will_do(studio, run):
    assert run("feedback", "add", "toko", "--nps", 10).code == 0
    assert journal(studio)[0]["project"] == "toko"


def test_inside_a_folder_nothing_is_named(studio, run, monkeypatch):
    monkeypatch.chdir(studio.project_dir("kopi", "toko"))
    assert run("feedback", "add", "--csat", 4).code == 0
    monkeypatch.chdir(studio.client_dir("kopi"))
    assert run("feedback", "add", "--csat", 3).code == 0
    assert run("feedback", "add", "toko", "--csat", 2).code == 0
    assert [record.get("project") for record in journal(studio)] == ["toko", None, "toko"]
    assert "kopi/toko" in run("feedback", "list").out


def test_the_day_is_echoed_as_understood(studio, run):
    ran = run(*ANSWER, "--csat", 5, "--on", "last fri")
    assert ran.err.startswith("last fri is Friday 20 November 2026\n")
    assert journal(studio)[0]["day"] == "2026-11-20"


def test_json_is_the_record(studio, run):
    ran = run(*ANSWER, "--nps", 9, "--quotable", "--json")
    said = json.loads(ran.out)
    assert (said["schema"], said["kind"]) == (1, "feedback")
    assert (said["data"]["nps"], said["data"]["quotable"]) == (9, True)
    assert ran.err == ""


def test_the_workspace_sets_the_satisfaction_scale(studio, run):
    settings = studio.settings_file
    settings.write_text(settings.read_text().replace("[feedback]\n", "[feedback]\ncsat_scale = 10\n"))
    assert run(*ANSWER, "--csat", 9).code == 0
    assert [journal(studio)[0][key] for key in ("csat", "csat_scale")] == [9, 10]
    assert run(*ANSWER, "--csat", 11).err == (
        "Error: 11 is out of range: the CSAT scale goes from 1 (very dissatisfied) to 10 (very satisfied).\n"
        "  Give a whole number, for instance --csat 9\n"
    )


REFUSED = {
    "above the scale": (
        ("--csat", "6"),
        "6 is out of range: the CSAT scale goes from 1 (very dissatisfied) to 5 (very satisfied).",
        "Give a whole number, for instance --csat 4",
    ),
    "below the scale": (
        ("--nps", "-1"),
        (
            "-1 is out of range: the NPS scale goes from 0 (would not recommend you at all) to 10 "
            "(would recommend you for certain)."
        ),
        "Give a whole number, for instance --nps 9",
    ),
    "ease": (
        ("--ces", "8"),
        "8 is out of range: the CES scale goes from 1 (very hard) to 7 (very easy).",
        "Give a whole number, for instance --ces 6",
    ),
    "a fraction": (
        ("--nps", "9/10"),
        (
            "'9/10' is not a score: the NPS scale goes from 0 (would not recommend you at all) to 10 "
            "(would recommend you for certain)."
        ),
        "Give the number alone: --nps 9",
    ),
    "a fraction of another scale": (
        ("--ces", "9/10"),
        "'9/10' is not a score: the CES scale goes from 1 (very hard) to 7 (very easy).",
        "Give a whole number, for instance --ces 6",
    ),
    "a word": (
        ("--ces", "nine"),
        "'nine' is not a score: the CES scale goes from 1 (very hard) to 7 (very easy).",
        "Give a whole number, for instance --ces 6",
    ),
    "half a point": (
        ("--csat", "4.5"),
        "'4.5' is not a score: the CSAT scale goes from 1 (very dissatisfied) to 5 (very satisfied).",
        "Give a whole number, for instance --csat 4",
    ),
    "other digits": (
        ("--csat", "٤"),
        "'٤' is not a score: the CSAT scale goes from 1 (very dissatisfied) to 5 (very satisfied).",
        "Give a whole number, for instance --csat 4",
    ),
    "nothing": (
        (),
        "There is neither a score nor a comment.",
        "Give at least one of --csat, --nps, --ces, --comment.",
    ),
    "an empty comment": (
        ("--comment", ""),
        "There is neither a score nor a comment.",
        "Give at least one of --csat, --nps, --ces, --comment.",
    ),
    "blanks": (("--comment", " \n"), "The comment is empty.", "Write it in quotes."),
    "a book": (
        ("--comment", "x" * 20_001),
        "The comment has 20,001 characters; a record takes at most 20,000.",
        "Shorten it, or keep the long version in a file.",
    ),
    "the future": (
        ("--nps", "9", "--on", "2026-11-22"),
        "2026-11-22 lies in the future: feedback is recorded once it has happened.",
        "Today is 2026-11-21; a day that is over is written as 'yesterday', '-2d' or 'last fri'.",
    ),
}


@pytest.mark.parametrize(("words", "message", "hint"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence(studio, run, words, message, hint):
    ran = run(*ANSWER, *words)
    assert (ran.code, ran.out, ran.err) == (2, "", f"Error: {message}\n  {hint}\n")
    assert not studio.journal_file("kopi").exists()


UNKNOWN = {
    "client": (("koppi", "--nps", 9), "There is no client called 'koppi'.", "Did you mean 'kopi'?"),
    "project": (("kopi/tko",), "There is no project of kopi called 'tko'.", "Did you mean 'toko'?"),
    "contact": (
        ("kopi", "--nps", 9, "--contact", "Rina Wijya"),
        "kopi has no contact called 'Rina Wijya'.",
        "Did you mean 'rina'? Known: rina",
    ),
    "stranger": (
        ("kopi", "--nps", 9, "--contact", "zz"),
        "kopi has no contact called 'zz'.",
        "Known: rina",
    ),
}


@pytest.mark.parametrize(("words", "message", "hint"), UNKNOWN.values(), ids=UNKNOWN)
def test_unknown_names_are_not_found(studio, run, words, message, hint):
    ran = run("feedback", "add", *words)
    assert (ran.code, ran.out, ran.err) == (3, "", f"Error: {message}\n  {hint}\n")


def test_nothing_named_and_standing_nowhere(studio, run):
    ran = run("feedback", "add", "--nps", 9)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "Error: Which client? None was named.")


def test_a_client_without_contacts_says_where_to_add_one(studio, run):
    assert run("client", "add", "Batik Lestari", "--slug", "batik").code == 0
    ran = run("feedback", "add", "batik", "--nps", 9, "--contact", "sari")
    assert (ran.code, ran.err) == (
        3,
        "Error: batik has no contact called 'sari'.\n  Add one to its file: clientkit client edit batik\n",
    )


@pytest.mark.parametrize("break_it", [lambda file: file.write_text("name ="), lambda file: file.unlink()])
def test_a_broken_client_file_does_not_lose_an_answer(studio, run, break_it):
    break_it(studio.client_file("kopi"))
    ran = run("feedback", "add", "kopi", "--nps", 9, "--contact", "rina")
    assert ran.code == 0
    assert ran.err == (
        "Recorded for kopi on 2026-11-21 from rina: NPS 9.\n"
        "Note: passed over clients/kopi/client.toml, which cannot be read; the contact was not checked\n"
        "  'clientkit check' tells more.\n"
    )
    assert journal(studio)[0]["contact"] == "rina"


def test_a_contact_that_no_file_could_hold_is_refused_even_then(studio, run):
    studio.client_file("kopi").unlink()
    ran = run("feedback", "add", "kopi", "--nps", 9, "--contact", "Rina Wijaya")
    assert ran.code == 2
    assert "Error: 'contact' is not of the form that it must have: 'Rina Wijaya'" in ran.err


def test_broken_settings_do_not_lose_an_answer_that_needs_none(studio, run):
    studio.settings_file.write_text("[you\n")
    assert run("feedback", "add", "kopi", "--nps", 9).code == 0
    ran = run("feedback", "add", "kopi", "--csat", 5)
    assert (ran.code, len(journal(studio))) == (4, 1)


CHARACTERS = "a\x1b[31mb\x07\u202ec\n\td|[x](y)<b> \U0001f600"


def test_every_character_is_kept_and_none_steers_the_terminal(studio, run):
    assert run(*ANSWER, "--comment", CHARACTERS).code == 0
    assert journal(studio)[0]["comment"] == CHARACTERS
    said = json.loads(run("feedback", "list", "--json").out)["data"][0]["comment"]
    assert said == CHARACTERS
    listed = run("feedback", "list").out
    assert "a\\x1b[31mb\\x07\\u202ec d|[x](y)<b> \U0001f600" in listed
    assert all(character.isprintable() or character == "\n" for character in listed)


def test_a_comment_may_begin_with_a_dash(studio, run):
    assert run(*ANSWER, "--comment=--nps").code == 0
    assert journal(studio)[0]["comment"] == "--nps"


def test_bytes_that_are_no_utf8_are_refused(studio, clientkit):
    ran = clientkit(*ANSWER, "--comment", os.fsdecode(b"caf\xe9"))
    assert (ran.code, ran.err) == (
        2,
        (
            "Error: The comment is not UTF-8 text: character 4 cannot be read.\n"
            "  Type it anew in a terminal that is set to UTF-8.\n"
        ),
    )


def test_a_record_that_fits_no_line_is_refused(studio, run):
    ran = run(*ANSWER, "--comment", "\u65e5" * 12_000)
    assert ran.code == 5
    assert ran.err.startswith("Error: The note takes 72,")
    assert not studio.journal_file("kopi").exists()


@pytest.fixture
def answers(studio, run):
    """Three answers of kopi, and one of another client."""
    assert run("client", "add", "Batik Lestari", "--slug", "batik").code == 0
    for words in (
        ("kopi/toko", "--csat", 5, "--nps", 9, "--contact", "rina", "--on", "2026-11-02"),
        ("kopi", "--ces", 3, "--comment", "Faktur harus dikirim\nulang", "--on", "2026-10-01"),
        ("kopi/toko", "--csat", 2, "--on", "2026-11-20"),
        ("batik", "--nps", 10, "--on", "2026-11-20"),
    ):
        assert run("feedback", "add", *words).code == 0
    return studio


def listed(ran):
    """The lines of a table, without the random ids and the blanks between the columns."""
    return [" ".join(line.split()[1:]) for line in ran.out.splitlines()]


def test_the_list_is_in_the_order_of_the_days(answers, run):
    assert listed(run("feedback", "list", "kopi")) == [
        "DAY CLIENT CONTACT CSAT NPS CES ASKED AFTER TAGS COMMENT",
        "2026-10-01 kopi 3 Faktur harus dikirim ulang",
        "2026-11-02 kopi/toko rina 5/5 9",
        "2026-11-20 kopi/toko 2/5",
    ]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ((), ["2026-10-01", "2026-11-02", "2026-11-20", "2026-11-20"]),
        (("batik",), ["2026-11-20"]),
        (("kopi/toko",), ["2026-11-02", "2026-11-20"]),
        (("toko", "--since", "2026-11-03"), ["2026-11-20"]),
        (("--until", "2026-11-02"), ["2026-10-01", "2026-11-02"]),
        (("--since", "2026-10-02", "--until", "2026-11-02"), ["2026-11-02"]),
        (("--since", "2026-11-21"), []),
    ],
)
def test_the_list_can_be_cut_down(answers, run, words, days):
    said = json.loads(run("feedback", "list", *words, "--json").out)
    assert said["kind"] == "feedbacks"
    assert [record["day"] for record in said["data"]] == days


def test_a_span_the_wrong_way_round(answers, run):
    ran = run("feedback", "list", "--since", "2026-11-02", "--until", "2026-11-01")
    assert (ran.code, ran.err) == (
        2,
        (
            "Error: No day lies between --since 2026-11-02 and --until 2026-11-01.\n"
            "  Give the earlier day to --since.\n"
        ),
    )


def test_an_empty_list_says_how_to_record_the_first(studio, run):
    ran = run("feedback", "list")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        'No feedback here. Record some: clientkit feedback add CLIENT --csat 5 --comment "…"\n'
    )


def test_a_narrow_terminal_shows_entry_by_entry(answers, terminal):
    said = terminal("feedback", "list", "kopi", width=44, env=dict(os.environ)).out.splitlines()
    assert [" ".join(line.split(" ", 1)[1:]).strip() for line in said] == [
        "2026-10-01  kopi",
        "ces 3",
        "Faktur harus dikirim ulang",
        "2026-11-02  kopi/toko  rina",
        "csat 5/5  nps 9",
        "2026-11-20  kopi/toko",
        "csat 2/5",
    ]


def test_a_wide_terminal_shows_a_table_without_empty_columns(answers, terminal):
    said = terminal("feedback", "list", "batik", width=120, env={**os.environ, "TERM": "dumb"}).out
    assert said.split()[:4] == ["id", "day", "client", "nps"]


LIGHT = "import sys; from clientkit.main import outcome; outcome(sys.argv[1:]); print(*sys.modules)"
HEAVY = {
    "rich",
    "jinja2",
    "babel",
    "tomlkit",
    "markdown_it",
    "clientkit.kernel.model.files.project",
    "clientkit.kernel.statistics",
}


def loaded(*words):
    import subprocess

    done = subprocess.run([sys.executable, "-c", LIGHT, *words], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_recording_loads_nothing_heavy(studio):
    words = ("feedback", "add", "kopi/toko", "--csat", "5", "--contact", "rina", "--on", "yesterday")
    modules = loaded(*words)
    assert "clientkit.feedback.actions" in modules
    assert not modules & HEAVY


def test_recording_reads_no_other_client(studio, run):
    other = studio.client_dir("batik")
    other.mkdir(mode=0o000)
    try:
        assert run(*ANSWER, "--csat", 5, "--contact", "rina").code == 0
    finally:
        other.chmod(0o700)


def completed(clientkit, line, *, cwd=None):
    words = line.split(" ")
    environment = {
        **os.environ,
        "_CLIENTKIT_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    return clientkit(env=environment, cwd=cwd).out.split()


def test_contacts_are_completed(studio, clientkit):
    assert completed(clientkit, "clientkit feedback add kopi/toko --contact r") == ["rina"]
    assert completed(clientkit, "clientkit mail draft report kopi/toko --contact r") == ["rina"]
    assert completed(clientkit, "clientkit feedback add --contact ", cwd=studio.client_dir("kopi")) == [
        "rina"
    ]
    assert completed(clientkit, "clientkit feedback add nobody --contact ") == []
    studio.client_file("kopi").write_text("[")
    assert completed(clientkit, "clientkit feedback add kopi --contact ") == []
