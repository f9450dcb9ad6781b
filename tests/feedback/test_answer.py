"""`clientkit feedback show`, `edit` and `retract`, as a person types them; and tags."""

import json

import pytest


@pytest.fixture
def answer(studio, run):
    """The id of an answer of kopi/toko: CSAT 2, NPS 6, with a comment and a tag."""
    words = ("--csat", 2, "--nps", 6, "--comment", "Lambat", "--contact", "rina", "--tag", "launch")
    ran = run("feedback", "add", "kopi/toko", *words, "--on", "2026-11-02")
    assert ran.code == 0, ran.err
    return ran.out.strip()


def journal(studio):
    return [json.loads(line) for line in studio.journal_file("kopi").read_text().splitlines()]


def test_a_correction_is_a_new_record_and_only_what_was_given_changes(studio, run, answer):
    before = studio.journal_file("kopi").read_bytes()
    ran = run("feedback", "set", answer[:6], "csat=4")
    first, second = journal(studio)
    assert studio.journal_file("kopi").read_bytes().startswith(before)
    assert ran.out == f"{second['id']}\n"
    assert ran.err == "Corrected for kopi/toko on 2026-11-02 (csat): CSAT 4/5, NPS 6, a comment.\n"
    assert second == first | {"id": second["id"], "ts": second["ts"], "csat": 4, "replaces": answer}
    (listed,) = json.loads(run("feedback", "list", "--json").out)["data"]
    assert (listed["csat"], listed["nps"], listed["comment"]) == (4, 6, "Lambat")


def test_everything_can_be_corrected(studio, run, answer):
    words = ("nps=9", "ces=7", "comment=Cepat", "on=2026-11-03", "tag=b,a")
    assert run("feedback", "set", answer, *words, "contact=", "csat=", "quotable=yes").code == 0
    record = journal(studio)[1]
    assert {key: record.get(key) for key in ("csat", "nps", "ces", "comment", "day", "contact")} == {
        "csat": None,
        "nps": 9,
        "ces": 7,
        "comment": "Cepat",
        "day": "2026-11-03",
        "contact": None,
    }
    assert (record["tags"], record["quotable"]) == (["b", "a"], True)
    assert run("feedback", "set", answer, "quotable=no", "tag=").code == 0
    last = json.loads(run("feedback", "list", "--json").out)["data"][0]
    assert (last["tags"], last["quotable"]) == ([], False)


def test_an_old_id_leads_to_the_answer_that_counts(studio, run, answer):
    second = run("feedback", "set", answer, "csat=3").out.strip()
    third = run("feedback", "set", answer, "csat=4").out.strip()
    assert journal(studio)[2]["replaces"] == second
    assert journal(studio)[2]["ts"] > journal(studio)[1]["ts"] > journal(studio)[0]["ts"]
    said = json.loads(run("feedback", "show", answer, "--json").out)
    assert said["kind"] == "feedback-history"
    assert said["data"]["feedback"]["id"] == third
    assert [version["csat"] for version in said["data"]["before"]] == [2, 3]


def test_the_score_follows(studio, run, answer):
    def csat():
        return json.loads(run("score", "--json").out)["data"]["csat"]

    assert (csat()["responses"], csat()["score"]) == (1, 0)
    run("feedback", "set", answer, "csat=5")
    assert (csat()["responses"], csat()["score"]) == (1, 100)
    run("undo", answer)
    assert (csat()["responses"], csat()["score"]) == (0, None)


def test_an_answer_keeps_its_own_scale(studio, run, answer):
    settings = studio.settings_file
    settings.write_text(settings.read_text().replace("[feedback]\n", "[feedback]\ncsat_scale = 10\n"))
    ran = run("feedback", "set", answer, "csat=6")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "Error: 6 is out of range: the CSAT scale goes from 1 (very dissatisfied) to 5 (very satisfied).",
    )
    only = run("feedback", "add", "kopi", "--nps", 9).out.strip()
    assert run("feedback", "set", only, "csat=9").code == 0
    assert journal(studio)[-1]["csat_scale"] == 10


def test_fields_of_a_newer_version_are_kept(studio, run, answer):
    file = studio.journal_file("kopi")
    file.write_text(file.read_text().replace('"quotable":false', '"quotable":false,"mood":"good"'))
    assert run("feedback", "set", answer, "nps=7").code == 0
    assert journal(studio)[1]["mood"] == "good"


def test_what_says_so_already_writes_nothing(studio, run, answer):
    ran = run("feedback", "set", answer, "csat=2", "tag=launch", "on=2026-11-02")
    assert (ran.code, ran.out, ran.err) == (0, f"{answer}\n", "Nothing changed: it says so already.\n")
    assert len(journal(studio)) == 1


REFUSED = {
    "no pair": (("csat",), 2, "'csat' is no key=value."),
    "no key": (("mood=5",), 2, "There is no key 'mood' here."),
    "nothing left": (
        ("csat=", "nps=", "comment="),
        2,
        "Neither a score nor a comment would be left.",
    ),
    "blanks": (("comment=  ",), 2, "The comment is empty."),
    "the future": (
        ("on=2026-11-22",),
        2,
        "2026-11-22 lies in the future: feedback is recorded once it has happened.",
    ),
    "a stranger": (("contact=zz",), 3, "kopi has no contact called 'zz'."),
    "two words": (
        ("tag=two words",),
        2,
        "'two words' is no tag: a tag is one word of at most 60 characters, no commas.",
    ),
    "an escape": (
        ("tag=a\x1b[31m",),
        2,
        "'a\\x1b[31m' is no tag: a tag is one word of at most 60 characters, no commas.",
    ),
}


@pytest.mark.parametrize(("words", "code", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence(studio, run, answer, words, code, message):
    ran = run("feedback", "set", answer, *words)
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (code, "", f"Error: {message}")
    assert len(journal(studio)) == 1


@pytest.mark.parametrize("verb", [("show",), ("set", "csat=4")])
@pytest.mark.parametrize(
    ("beginning", "code", "message"),
    [
        ("zz", 3, "There is no answer whose id begins with 'zz'."),
        ("", 2, "The id is empty."),
        ("note", 3, "There is no answer whose id begins with 'note'."),
        (".*", 3, "There is no answer whose id begins with '.*'."),
    ],
)
def test_ids_of_no_answer(studio, run, answer, verb, beginning, code, message):
    with studio.journal_file("kopi").open("a") as file:
        file.write(
            '{"id":"note00","ts":"2026-11-21T03:00:00Z","kind":"risk","v":1,"day":"2026-11-21",'
            '"client":"kopi","text":"x"}\n'
        )
    name, *words = verb
    ran = run("feedback", name, beginning, *words)
    assert (ran.code, ran.err) == (code, f"Error: {message}\n  See the ids: clientkit feedback list\n")


def test_a_beginning_of_several_is_refused(studio, run):
    line = '{"id":"same0%d","ts":"2026-11-21T03:00:00Z","kind":"feedback","v":1,"day":"2026-11-21",'
    studio.journal_file("kopi").parent.mkdir(exist_ok=True)
    studio.journal_file("kopi").write_text(
        "".join(line % number + '"client":"kopi","nps":9}\n' for number in range(7))
    )
    ran = run("feedback", "show", "same")
    assert (ran.code, ran.err) == (
        2,
        (
            "Error: 'same' could be same00, same01, same02, same03, same04 and 2 more.\n"
            "  Write more of the id.\n"
        ),
    )


def test_what_was_taken_back_stays_in_the_journal(studio, run, answer):
    ran = run("undo", answer[:7], "--note", "Twice")
    taken = journal(studio)[1]
    assert (taken["retracts"], taken["reason"]) == (answer, "Twice")
    assert json.loads(run("feedback", "list", "--json").out)["data"] == []
    for again in (("set", answer, "csat=4"),):
        ran = run("feedback", *again)
        assert (ran.code, ran.err) == (
            5,
            (f"Error: {answer} was taken back on 2026-11-21.\n  Record it anew: clientkit feedback add\n"),
        )
    assert run("feedback", "show", answer).out.endswith(
        "Taken back on 2026-11-21: Twice; it is not counted\n"
    )


def test_all_of_an_answer_is_shown(studio, run, answer):
    second = run("feedback", "set", answer, "comment=Lambat\n\x1b[31mtetapi rapi").out.strip()
    lines = run("feedback", "show", answer).out.splitlines()
    assert lines[0] == f"{second}  kopi/toko  2026-11-02"
    assert lines[1:8] == [
        "  from        rina",
        "  CSAT        2/5",
        "  NPS         6",
        "  comment     Lambat / \\x1b[31mtetapi rapi",
        "  quotable    no",
        "  tags        launch",
        lines[7],
    ]
    assert lines[7].startswith("  recorded    2026-11-2")
    assert lines[8:] == [
        "Before it was corrected",
        f"  {answer:<12}2026-11-02 from rina, CSAT 2/5, NPS 6, a comment: Lambat",
    ]


def test_json_of_a_correction_and_of_a_retraction(studio, run, answer):
    said = json.loads(run("feedback", "set", answer, "csat=3", "--json").out)
    assert (said["kind"], said["data"]["replaces"]) == ("feedback", answer)


@pytest.mark.parametrize(
    ("tags", "days"),
    [(("launch",), ["2026-11-02", "2026-11-05"]), (("launch", "price"), ["2026-11-05"]), (("none",), [])],
)
def test_the_list_can_be_cut_down_to_tags(studio, run, answer, tags, days):
    words = ("--tag", "price", "--tag", "launch", "--tag", "price")
    assert run("feedback", "add", "kopi", "--nps", 8, *words, "--on", "2026-11-05").code == 0
    assert journal(studio)[1]["tags"] == ["price", "launch"]
    asked = [word for tag in tags for word in ("--tag", tag)]
    said = json.loads(run("feedback", "list", *asked, "--json").out)["data"]
    assert [record["day"] for record in said] == days


def test_broken_lines_hide_no_answer(studio, run, answer):
    with studio.journal_file("kopi").open("ab") as file:
        file.write(b'{"id":"' + answer.encode() + b"\xff\n\x00\n{\n")
    assert run("feedback", "set", answer, "csat=4").code == 0
    assert json.loads(run("feedback", "show", answer, "--json").out)["data"]["feedback"]["csat"] == 4


def test_a_circle_of_corrections_has_an_end(studio, run, answer):
    first = journal(studio)[0]
    circle = [
        first | {"id": "circle1", "replaces": "circle2"},
        first | {"id": "circle2", "replaces": "circle1"},
    ]
    with studio.journal_file("kopi").open("a") as file:
        file.write("".join(json.dumps(record) + "\n" for record in circle))
    said = json.loads(run("feedback", "show", "circle1", "--json").out)["data"]
    assert [said["feedback"]["id"], *(version["id"] for version in said["before"])] == ["circle2", "circle1"]
