"""`clientkit score`, as a person reads it."""

import json
import os
import subprocess
import sys
from itertools import count

import pytest


@pytest.fixture
def answer(studio):
    """Write an answer into a client's journal: `answer(csat=5, day="2026-11-21", client="kopi")`."""
    numbers = count(1)

    def write(day="2026-11-21", client="kopi", **fields):
        studio.journal_dir(client).mkdir(parents=True, exist_ok=True)
        record = {
            "id": f"answer{next(numbers):04d}",
            "ts": f"{day}T03:00:00Z",
            "kind": "feedback",
            "v": 1,
            "day": day,
            "client": client,
            **fields,
        }
        with studio.journal_file(client).open("a") as file:
            file.write(json.dumps(record) + "\n")

    return write


def data(run, *words):
    ran = run("score", *words, "--json")
    assert ran.code == 0, ran.err
    said = json.loads(ran.out)
    assert (said["schema"], said["kind"]) == (1, "score")
    return said["data"]


def test_json_has_the_promised_fields(run, answer):
    for score in (3, 4, 5, 6, 8, 8, 8, 9, 10, 10):
        answer(nps=score)
    for score, times in ((5, 10), (4, 20), (3, 10), (2, 5), (1, 5)):
        for _ in range(times):
            answer(csat=score, csat_scale=5)
    answer(ces=6, comment="Cepat")
    answer(ces=3)
    said = data(run)
    assert said["csat"] == {
        "responses": 50,
        "people": 50,
        "satisfied": 30,
        "score": 60.0,
        "low": pytest.approx(46.04, abs=0.01),
        "high": pytest.approx(72.83, abs=0.01),
        "method": "mid-p",
        "scale": 5,
        "distribution": {"1": 5, "2": 5, "3": 10, "4": 20, "5": 10},
        "population": None,
    }
    shown = said["nps"].items()
    assert {key: value for key, value in shown if key not in {"distribution", "population"}} == {
        "responses": 10,
        "people": 10,
        "promoters": 3,
        "passives": 3,
        "detractors": 4,
        "score": -10.0,
        "low": pytest.approx(-55.185, abs=0.001),
        "high": pytest.approx(39.801, abs=0.001),
        "method": "three-more",
    }
    assert said["ces"]["responses"] == 2
    assert [said["ces"][key] for key in ("mean", "easy_share", "index", "method")] == [
        *(4.5, 50.0, 0.0, "three-more")
    ]
    assert said["groups"] is said["client"] is said["since"] is None


def test_no_answers_give_no_score(studio, run):
    said = data(run)
    assert said["csat"]["score"] is said["nps"]["score"] is said["ces"]["mean"] is None
    assert [said[metric]["responses"] for metric in ("csat", "nps", "ces")] == [0, 0, 0]


def test_nothing_yet_is_said_and_how_to_begin(studio, run):
    ran = run("score", "kopi")
    assert ran.code == 0
    assert ran.out == (
        "kopi\n"
        "\n"
        "CSAT, satisfaction\n"
        "  No answers yet. Record one: clientkit feedback add kopi --csat 5\n"
        "\n"
        "NPS, likelihood to recommend\n"
        "  No answers yet. Record one: clientkit feedback add kopi --nps 9\n"
        "\n"
        "CES, ease\n"
        "  No answers yet. Record one: clientkit feedback add kopi --ces 6\n"
    )


def test_no_answers_in_the_days_asked_for(run, answer):
    answer(nps=9)
    ran = run("score", "--since", "2025-01-01", "--until", "2025-12-31")
    assert ran.out.startswith(
        "All clients since 2025-01-01 until 2025-12-31\n\nCSAT, satisfaction\n  No answers in these days.\n"
    )


def test_few_answers_are_shown_before_their_score(run, answer):
    for score in (9, 10, 10, 9):
        answer(nps=score)
    answer(csat=4)
    assert run("score").out == (
        "All clients\n"
        "\n"
        "CSAT, satisfaction\n"
        "  The answer, on a scale from 1 to 5: 4\n"
        "  100 %  n = 1  between 5 and 100\n"
        "  5  0\n"
        "  4  ████████████████████████████████ 1\n"
        "  3  0\n"
        "  2  0\n"
        "  1  0\n"
        "  1 of 1 answered 4 or 5, which counts as satisfied. With 1 answer the true\n"
        "  figure may lie anywhere between 5 and 100. It tells what one person thinks,\n"
        "  not how all clients feel. (95 % interval: Clopper and Pearson's with mid-P.)\n"
        "\n"
        "NPS, likelihood to recommend\n"
        "  The answers, on a scale from 0 to 10: 9, 9, 10, 10\n"
        "  +100  n = 4  between -4 and 100\n"
        "  promoters 9-10  ████████████████████████████████ 4\n"
        "    passives 7-8  0\n"
        "  detractors 0-6  0\n"
        "  100 % promoters less 0 % detractors. With 4 answers the true figure may lie\n"
        "  anywhere between -4 and 100. They tell what these people think, not how all\n"
        "  clients feel. (95 % interval: three more answers, half at each end.)\n"
        "\n"
        "CES, ease\n"
        "  No answers yet. Record one: clientkit feedback add CLIENT --ces 6\n"
    )


def test_a_lone_mean_has_a_wide_interval(run, answer):
    answer(ces=6)
    said = run("score").out
    assert "  6.0 of 7  n = 1  between 1.8 and 7.0\n" in said


def test_ten_answers_of_one_person_are_one_persons(run, answer):
    for _ in range(10):
        answer(csat=5, contact="rina")
    said = run("score").out
    assert "  100 %  n = 10 of 1 person  between 5 and 100\n" in said
    assert "With 10 answers of 1 person, the latest of each counted here, the true" in " ".join(said.split())
    assert "It tells what one person thinks, not how all clients feel." in " ".join(said.split())
    assert "shows the level" not in said


def test_ease_asked_on_1_to_5_is_counted_apart(run, answer):
    answer(ces=6)
    for score in (5, 4, 5, 5):
        answer(ces=score, ces_scale=5)
    said = run("score").out
    assert "  6.0 of 7  n = 1" in said
    assert "CES on a scale from 1 to 5, counted apart\n" in said
    assert "  4.8 of 5  n = 4" in said
    assert "100 % found it easy (4 to 5); index +100 (4 and 5 less 1 to 2)." in " ".join(said.split())
    assert "ces on 1 to 5" in run("score", "--explain", "ces").out
    assert "## Ease (CES), on 1 to 5" in run("score", "render", "--language", "en", "-o", "-").out


def test_some_answers_show_a_direction(run, answer):
    for score in (5, 5, 4, 4, 2, 5):
        answer(csat=score)
        answer(ces=score)
    said = run("score").out
    assert "  83 %  n = 6  between 41 and 99\n" in said
    assert "  4.2 of 7  n = 6  between 2.8 and 5.4\n" in said
    assert "  67 % found it easy" not in said
    assert "  50 % found it easy (5 to 7); index -17 (6 and 7 less 1 to 3)." in said
    assert "direction, no more: read the comments." in " ".join(said.split())
    assert "The answers" not in said


def test_many_answers_show_the_level(run, answer):
    for number in range(400):
        answer(csat=5 if number % 4 else 3)
    said = " ".join(run("score").out.split())
    assert "With 400 answers the true figure most likely lies between 71 and 79." in said
    assert "That shows the level; a small difference to another figure may still be chance." in said


def test_scales_are_never_pooled(studio, run, answer):
    answer(csat=5)
    answer(csat=9, csat_scale=10)
    answer(csat=3, csat_scale=10)
    said = data(run)
    assert (said["csat"]["responses"], said["csat"]["scale"]) == (1, 5)
    (other,) = said["other_scales"]
    assert (other["responses"], other["satisfied"], other["scale"]) == (2, 1, 10)
    shown = run("score").out
    assert "CSAT on a scale from 1 to 10, counted apart\n" in shown
    assert "1 of 2 answered 9 or 10, which counts as satisfied." in shown
    settings = studio.settings_file
    settings.write_text(settings.read_text().replace("[feedback]\n", "[feedback]\ncsat_scale = 10\n"))
    assert data(run)["csat"]["scale"] == 10


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("satisfied_from = 3", "1 of 1 answered 3 to 5,"),
        ("satisfied_from = 5", "0 of 1 answered 5,"),
        ("", "1 of 1 answered 4 or 5,"),
    ],
)
def test_the_workspace_says_who_counts_as_satisfied(studio, run, answer, settings, said):
    file = studio.settings_file
    file.write_text(file.read_text().replace("[feedback]\n", f"[feedback]\n{settings}\n"))
    answer(csat=4)
    assert said in run("score").out


@pytest.fixture
def many(studio, run, answer):
    """Answers of two clients, two projects and three quarters."""
    assert run("client", "add", "Batik Lestari", "--slug", "batik").code == 0
    for number in range(40):
        answer(csat=5, day="2026-01-10", project="toko")
        answer(csat=1, day="2026-08-05", project="toko")
        answer(csat=1 + number % 2, day="2026-11-05")
    answer(nps=9, ces=5, day="2026-01-10", client="batik")
    answer(nps=4, ces=4, day="2026-08-05", client="batik", project="kain")
    answer(comment="Baik", day="2026-09-05", client="batik")
    return studio


def test_a_trend_says_what_is_more_than_chance(many, run):
    said = run("score", "--by", "quarter").out
    assert said[said.index("CSAT by quarter") :] == (
        "CSAT by quarter  █▁▁\n"
        "  2026-Q1  100 %  ████████████████  n = 40  93 to 100\n"
        "  (1 quarter without answers)\n"
        "  2026-Q3    0 %                    n = 40  0 to 7\n"
        "           -100 points since 2026-Q1: more than chance.\n"
        "  2026-Q4    0 %                    n = 40  0 to 7\n"
        "           0 points since 2026-Q3: could be chance.\n"
        "\n"
        "NPS by quarter\n"
        "  2026-Q1  9   +100  ████████████████  n = 1  -70 to 100\n"
        "  (1 quarter without answers)\n"
        "  2026-Q3  4   -100                    n = 1  -100 to 70\n"
        "           -200 points since 2026-Q1: could be chance.\n"
        "  2026-Q4  no answers\n"
        "\n"
        "CES by quarter\n"
        "  2026-Q1  5    5.0  ██████████▋       n = 1  1.7 to 6.8\n"
        "  (1 quarter without answers)\n"
        "  2026-Q3  4    4.0  ████████          n = 1  1.5 to 6.5\n"
        "           -1.0 since 2026-Q1: could be chance.\n"
        "  2026-Q4  no answers\n"
    )


def test_a_trend_in_json(many, run):
    groups = data(run, "--by", "month", "--since", "2026-02-01")["groups"]
    assert [group["key"] for group in groups] == ["2026-08", "2026-11"]
    assert [group["skipped"] for group in groups] == [0, 2]
    assert groups[0]["changes"] == {"csat": None, "nps": None, "ces": None}
    change = groups[1]["changes"]["csat"]
    assert (change["since"], change["change"], change["verdict"]) == ("2026-08", 0.0, "could-be-chance")
    assert change["low"] < 0 < change["high"]
    assert (change["method"], groups[1]["changes"]["nps"]) == ("square-and-add", None)


def test_a_gap_of_years_is_one_line(run, answer):
    answer(csat=5, day="0001-01-01")
    answer(csat=5, day="9999-12-31")
    said = run("score", "--by", "month").out
    assert "  (119986 months without answers)\n" in said


@pytest.mark.parametrize(
    ("by", "keys"), [("client", ["batik", "kopi"]), ("project", ["batik", "batik/kain", "kopi", "kopi/toko"])]
)
def test_clients_and_projects_are_told_apart(many, run, by, keys):
    groups = data(run, "--by", by)["groups"]
    assert [group["key"] for group in groups] == keys
    assert all(group["changes"] == {"csat": None, "nps": None, "ces": None} for group in groups)
    said = run("score", "--by", by).out
    assert f"CSAT by {by}\n  kopi" in said


def test_a_group_adds_up_to_the_whole(many, run):
    for by in ("month", "quarter", "client", "project"):
        said = data(run, "--by", by)
        for metric in ("csat", "nps", "ces"):
            assert sum(group[metric]["responses"] for group in said["groups"]) == said[metric]["responses"]


@pytest.mark.parametrize(
    ("words", "responses"),
    [
        ((), 120),
        (("kopi",), 120),
        (("batik",), 0),
        (("toko",), 80),
        (("kopi/toko",), 80),
        (("toko", "--until", "2026-08-04"), 40),
    ],
)
def test_the_answers_can_be_cut_down(many, run, words, responses):
    said = data(run, *words)
    assert said["csat"]["responses"] == responses
    assert said["project"] == ("toko" if "toko" in "".join(words) else None)


REFUSED = {
    "by": (
        ("--by", "week"),
        2,
        "Scores are not told apart by 'week'.",
        "Known: month, quarter, year, client, project, tag, trigger",
    ),
    "client": (("kopo",), 3, "There is no client called 'kopo'.", "Did you mean 'kopi'?"),
    "span": (
        ("--since", "2026-11-02", "--until", "2026-11-01"),
        2,
        "No day lies between --since 2026-11-02 and --until 2026-11-01.",
        "Give the earlier day to --since.",
    ),
}


@pytest.mark.parametrize(("words", "code", "message", "hint"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence(many, run, words, code, message, hint):
    ran = run("score", *words)
    assert (ran.code, ran.out, ran.err) == (code, "", f"Error: {message}\n  {hint}\n")


def test_dates_in_words_are_echoed(studio, run):
    ran = run("score", "--since", "-1m", "--until", "today")
    assert ran.err == "-1m is Wednesday 21 October 2026\ntoday is Saturday 21 November 2026\n"
    assert ran.out.startswith("All clients since 2026-10-21 until 2026-11-21\n")


def test_bad_lines_are_told_and_the_rest_is_counted(studio, run, answer):
    answer(csat=5)
    with studio.journal_file("kopi").open("a") as file:
        file.write("{torn\n")
    answer(csat=7)
    answer(csat=4)
    ran = run("score", "--json")
    assert json.loads(ran.out)["data"]["csat"]["responses"] == 2
    place = "Note: passed over clients/kopi/journal/laptop.jsonl"
    assert ran.err == (
        f"{place}:2: not JSON: key must be a string at line 1 column 2\n"
        f"{place}:3: not a record: csat 7 is above its scale of 1 to 5\n"
        "  'clientkit check' tells more.\n"
    )


def test_a_narrow_terminal_shows_clients_kept_in_lines_that_fit(relations, answer, terminal):
    answer(nps=9, day="2026-02-02", client="teh")
    said = terminal("score", "--by", "year", width=40, env={**os.environ, "TERM": "dumb"}).out
    assert "Clients kept by year" in said
    assert [line for line in said.splitlines() if len(line) > 40] == []


def test_a_narrow_terminal_cuts_no_word(many, terminal):
    said = terminal("score", "--by", "quarter", width=40, env={**os.environ, "TERM": "dumb"}).out
    assert [line for line in said.splitlines() if len(line) > 40] == []
    assert "  2026-Q1  100 %  n = 40  93 to 100\n" in said


@pytest.mark.parametrize("width", [60, 100, 200])
def test_every_width_is_filled_and_not_exceeded(many, terminal, width):
    said = terminal("score", "--by", "project", width=width, env=dict(os.environ)).out
    longest = max(map(len, said.splitlines()))
    assert longest <= min(width, 100)
    assert longest > min(width, 100) - 20


def test_ascii_stdout_gets_ascii_bars(many, clientkit):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "60"}
    ran = clientkit("score", "--by", "client", env=environment)
    assert "  5  ##################### 40\n" in ran.out
    assert ran.out.isascii()
    assert "?" not in ran.out


def test_a_reader_that_leaves_early_is_no_error(many):
    command = f"{sys.executable} -m clientkit score --by quarter | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"All clients\n", b"")


def test_scores_need_no_rich(many):
    code = "import sys; from clientkit.main import outcome; outcome(['score']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(done.stdout.split())
    assert "clientkit.kernel.statistics.metrics" in modules
    assert not modules & {"rich", "jinja2", "babel", "tomlkit", "clientkit.kernel.model.files.project"}


def test_what_to_tell_apart_by_is_completed(studio, clientkit):
    environment = {
        **os.environ,
        "_CLIENTKIT_COMPLETE": "complete_bash",
        "COMP_WORDS": "clientkit score --by ",
        "COMP_CWORD": "3",
    }
    assert clientkit(env=environment).out.split() == [
        *("month", "quarter", "year", "client", "project", "tag", "trigger")
    ]


def test_every_period_and_part_adds_up(many, run):
    for by in ("year", "trigger"):
        said = data(run, "--by", by)
        for metric in ("csat", "nps", "ces"):
            assert sum(group[metric]["responses"] for group in said["groups"]) == said[metric]["responses"]


def test_years_are_compared(run, answer):
    for number in range(30):
        answer(csat=1 + number % 3, day="2025-06-01")
        answer(csat=5, day="2026-06-01")
    said = run("score", "--by", "year").out
    assert "  2025    0 %" in said
    assert "+100 points since 2025: more than chance." in said


def test_an_answer_with_two_tags_counts_under_both_and_it_is_said(run, answer):
    answer(csat=5, tags=["price", "launch"])
    answer(csat=1, tags=["price", "price"])
    answer(csat=3)
    said = data(run, "--by", "tag")
    assert {group["key"]: group["csat"]["responses"] for group in said["groups"]} == {
        "(no tag)": 1,
        "launch": 1,
        "price": 2,
    }
    assert (said["overlapping"], said["csat"]["responses"]) == (True, 3)
    assert all(group["response"] is None for group in said["groups"])
    assert "An answer with several tags counts under each: the groups overlap.\n" in (
        run("score", "--by", "tag").out
    )


def test_answers_are_told_apart_by_what_they_were_asked_after(run, answer):
    answer(nps=9, occasion="delivery")
    answer(nps=2)
    groups = data(run, "--by", "trigger")["groups"]
    assert [(group["key"], group["nps"]["score"]) for group in groups] == [("delivery", 100), ("none", -100)]


def test_a_figure_as_it_was(studio, run, answer):
    """Corrected and taken back later, recorded later: none of it had happened at the end of June."""
    answer(nps=3, day="2026-06-01")
    answer(nps=9, day="2026-06-02")
    answer(nps=10, day="2026-07-01", replaces="answer0001")
    answer(kind="retraction", day="2026-07-02", retracts="answer0002")
    answer(nps=8, day="2026-06-30", ts="2026-07-03T00:00:00Z")
    assert data(run)["nps"]["distribution"]["10"] == 1
    then = data(run, "--as-of", "2026-06-30")
    assert (then["as_of"], then["nps"]["responses"]) == ("2026-06-30", 2)
    assert (then["nps"]["distribution"]["3"], then["nps"]["distribution"]["9"]) == (1, 1)
    assert run("score", "--as-of", "2026-06-30").out.startswith("All clients, as it was on 2026-06-30\n")
    assert "There were no answers yet." in run("score", "--as-of", "2025-01-01").out


def test_a_day_ends_in_the_time_zone_of_the_workspace(run, answer):
    answer(nps=3, day="2026-07-01", ts="2026-06-30T17:30:00Z")
    assert data(run, "--as-of", "2026-06-30")["nps"]["responses"] == 0
    assert data(run, "--as-of", "2026-07-01")["nps"]["responses"] == 1


def test_a_day_to_come_is_refused(studio, run):
    ran = run("score", "--as-of", "2026-11-22")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "Error: 2026-11-22 lies in the future: nothing is known of it.",
    )


def test_everyone_was_asked(run, answer):
    for score in (9, 10, 7):
        answer(nps=score)
    said = data(run, "--everyone-asked", "4")["nps"]
    assert (said["population"], said["responses"]) == (4, 3)
    all_of_them = run("score", "--everyone-asked", "3").out
    assert "All 3 who were asked answered" in " ".join(all_of_them.split())
    ran = run("score", "--everyone-asked", "2")
    assert (ran.code, ran.err) == (
        2,
        (
            "Error: 3 answered of 2 who were asked cannot be.\n"
            "  Give --everyone-asked the number of people who were asked.\n"
        ),
    )


@pytest.fixture
def relations(studio, run, answer):
    """Two clients at the start of 2026, of whom one was lost; one won since."""
    for slug in ("batik", "teh"):
        assert run("client", "add", slug.title(), "--slug", slug).code == 0
    states = {"kind": "project_state"}
    answer(**states, day="2025-05-01", client="kopi", project="toko", state="active")
    answer(**states, day="2024-10-01", client="batik", project="kain", state="active")
    answer(**states, day="2025-01-15", client="batik", project="kain", state="closed")
    answer(**states, day="2026-02-01", client="teh", project="web", state="active")
    answer(**states, day="2026-03-01", client="teh", project="blog", state="active")
    return studio


def test_clients_won_and_lost_are_shown(relations, run):
    said = run("score", "--since", "2026-01-01").out
    assert said[said.index("Clients kept") :] == (
        "Clients kept, 2026-01-01 to 2026-11-21\n"
        "  50 %  1 of 2 stayed\n"
        "  Lost 1 (churn 50 %), won 1, at the end 2. 1 of 3 clients came for two or more\n"
        "  projects (repeat rate 33 %). These are all clients, not a sample, so there is\n"
        "  no interval.\n"
    )
    assert data(run, "kopi")["clients"] is None


def test_a_later_note_moves_no_figure_of_the_past(relations, run, answer):
    """Batik was lost in 2025; what is written down of them in 2026 says nothing of that."""
    assert run("client", "set", "batik", "stage=lost").code == 0
    year = ("--since", "2025-01-01", "--until", "2025-12-31")
    before = data(run, *year)["clients"]
    assert (before["start"], before["lost"], before["retention"]) == (1, 1, 0)
    answer(kind="log", day="2026-03-01", client="batik", channel="phone", text="Sent regards")
    answer(nps=9, day="2026-03-02", client="batik")
    assert data(run, *year)["clients"] == before
    answer(kind="done", day="2026-03-03", client="batik", project="kain", text="Mended a link")
    assert data(run, *year)["clients"] == before
    assert run("client", "end", "kopi", "--reason", "price").code == 0
    assert data(run, *year)["clients"] == before
    assert data(run, "--since", "2026-01-01")["clients"]["lost"] == 1


def test_clients_are_shown_period_by_period(relations, run, answer):
    answer(nps=9, day="2026-02-02", client="teh")
    said = run("score", "--by", "year").out
    assert said.endswith("Clients kept by year\n  2026   50 %  1 of 2 stayed, 1 won, 1 lost, 2 at the end\n")


EXPLAINED = {
    "csat": "100 * 2 / 3 = 66.6667",
    "nps": "100 * (1 - 1) / 3 = 0",
    "ces": "mean = 11 / 2 = 5.5",
    "interval": "low = 100 * 0.132038 = 13.2038",
    "response-rate": "No survey was asked in these days",
    "retention": "100 * (2 - 1) / 2 = 50",
    "churn": "100 * 1 / 2 = 50",
    "repeat": "100 * 1 / 3 = 33.3333",
}


@pytest.mark.parametrize("figure", EXPLAINED)
def test_every_figure_is_explained_with_its_numbers_and_its_source(relations, run, answer, figure):
    for csat, nps in ((5, 9), (4, 0), (1, 7)):
        answer(csat=csat, nps=nps)
    answer(ces=5)
    answer(ces=6)
    said = run("score", "--since", "2026-01-01", "--explain", figure).out
    assert EXPLAINED[figure] in " ".join(said.split())
    assert "Source: " in said
    assert said.isascii()


def test_an_explanation_comes_to_the_figure_that_is_shown(run, answer):
    for number in range(25):
        answer(csat=1 + number % 5, nps=number % 11, ces=1 + number % 7)
    shown = data(run)
    said = json.loads(run("score", "--explain", "interval", "--json").out)
    assert said["kind"] == "score-explained"
    ends = [(one["low"], one["high"]) for one in said["data"]["explanations"]]
    assert ends == [(shown[name]["low"], shown[name]["high"]) for name in ("csat", "nps", "ces")]


def test_a_difference_is_explained(run, answer):
    for number in range(30):
        answer(csat=1 + number % 2, day="2026-01-01")
        answer(csat=5, day="2026-04-01")
    said = run("score", "--by", "quarter", "--explain", "difference").out
    assert "difference of csat, 2026-Q1 to 2026-Q2" in said
    assert "It does not hold 0: more than chance." in said
    assert "Newcombe (1998)" in said


NOT_EXPLAINED = {
    "unknown": (("--explain", "mood"), "There is no figure 'mood' to explain."),
    "one client": (("kopi", "--explain", "churn"), "There is no churn of one client or project."),
    "no periods": (("--explain", "difference"), "A difference is one between two periods."),
    "no answers": (("--explain", "interval"), "There are no answers, so no interval."),
}


def test_a_figure_may_be_written_in_capitals(studio, run, answer):
    answer(nps=9)
    assert run("score", "--explain", "NPS").out == run("score", "--explain", "nps").out


@pytest.mark.parametrize(("words", "message"), NOT_EXPLAINED.values(), ids=NOT_EXPLAINED)
def test_what_cannot_be_explained_is_refused(studio, run, words, message):
    ran = run("score", *words)
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (2, "", f"Error: {message}")


def test_a_broken_client_file_costs_no_score(studio, run, answer):
    answer(nps=9)
    studio.client_file("kopi").write_text("name = [\n")
    ran = run("score", "--json")
    assert json.loads(ran.out)["data"]["nps"]["responses"] == 1
    assert "passed over clients/kopi/client.toml, which cannot be read; its journal is counted" in ran.err


def test_a_summary_is_written_beside_the_client(studio, run, answer):
    answer(nps=9, contact="rina", comment="Rapi sekali", quotable=True)
    answer(nps=2, contact="rina", comment="Terlambat")
    path = "clients/kopi/documents/score-2026-11-21.md"
    assert run("score", "render", "kopi", "--reader", "client").out == f"{path}\n"
    text = (studio.root / path).read_text()
    assert "> Rapi sekali" in text
    assert "Terlambat" not in text
    assert "dalam waktu 48 jam" in text
    assert run("score", "render", "--format", "svg").out == "documents/score-2026-11-21.svg\n"
    page = run("score", "render", "kopi", "--format", "html", "-o", "-").out
    assert page.startswith("<!doctype html>")
    assert "<svg " in page


def test_a_contact_who_says_no_is_not_quoted_and_one_who_says_yes_is(studio, run, answer):
    consent = {"kind": "consent", "contact": "rina", "purpose": "quote"}
    answer(nps=9, contact="rina", comment="Rapi sekali", quotable=True, day="2026-11-01")
    answer(**consent, given=False, day="2026-11-02")
    render = ("score", "render", "kopi", "-o", "-")
    assert "Rapi" not in run(*render).out
    answer(nps=9, contact="rina", comment="Boleh dikutip", quotable=True, day="2026-11-03")
    assert "Boleh dikutip" in run(*render).out
    assert "Rapi" not in run(*render).out
    answer(**consent, given=True, day="2026-11-04")
    assert "Rapi" in run(*render).out


NOT_RENDERED = {
    "audience": (("--reader", "boss"), "A summary is for self or client, not 'boss'."),
    "which client": (
        ("--reader", "client"),
        "A summary for a client holds their own answers alone: which client?",
    ),
    "format": (("--format", "doc"), "There is no format 'doc'."),
    "language": (("--language", "nl"), "There are no documents in 'nl'."),
}


@pytest.mark.parametrize(("words", "message"), NOT_RENDERED.values(), ids=NOT_RENDERED)
def test_what_cannot_be_summed_up_is_refused(studio, run, words, message):
    ran = run("score", "render", *words)
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (2, "", f"Error: {message}")


def test_a_sparkline_shows_the_course(run, answer):
    for month, nps in enumerate((0, 5, 10, 10), start=1):
        answer(nps=nps, day=f"2026-{month:02d}-01")
    assert "NPS by month  ▁▁██\n" in run("score", "--by", "month").out


@pytest.fixture
def ask(studio, answer):
    """Write a survey into the journal: `ask("survey0001")`; its answer names it."""

    def write(name, day="2026-11-01", occasion="periodic", **fields):
        survey = {"kind": "survey", "question": "nps", "scale": 10, "contact": "rina"}
        answer(
            **(survey | {"id": name, "day": day, "occasion": occasion, "language": "id"} | fields),
            expires="2026-12-31",
        )

    return write


def test_the_response_rate_stands_beside_its_counts(run, ask, answer):
    for number in range(4):
        ask(f"survey000{number}", occasion="delivery" if number else "periodic")
    answer(nps=9, survey="survey0000", occasion="periodic")
    answer(kind="survey_ended", ref="survey0001", outcome="bounced")
    said = run("score").out
    assert said[said.index("Response rate") :] == (
        "Response rate, of surveys\n"
        "  25 %  1 of 4 answered  between 1 and 76\n"
        "  1 came back, 3 reached their contact; the rate is of all who were asked.\n"
    )
    by_trigger = run("score", "--by", "trigger").out
    assert by_trigger.endswith(
        "Response rate by trigger\n  delivery    0 %  0 of 3  0 to 63\n  periodic  100 %  1 of 1  5 to 100\n"
    )
    explained = run("score", "--explain", "response-rate").out
    assert "100 * 1 / 4 = 25" in explained


def test_without_agreed_work_nobody_is_a_client(studio, run, answer):
    answer(nps=9)
    answer(kind="project_state", day="2026-11-20", project="toko", state="active")
    said = " ".join(run("score").out.split())
    assert "No clients at the start: retention and churn are not defined." in said
    for figure, why in (("retention", "it is not defined"), ("repeat", "repeat = 0")):
        assert why in " ".join(run("score", "--explain", figure).out.split())


def test_everybody_asked_is_found_in_the_records_and_said(studio, run, ask, answer):
    answer(kind="project_state", day="2026-01-05", project="toko", state="active")
    ask("survey0001")
    ask("survey0002", contact="hendra")
    answer(nps=9, survey="survey0001")
    said = " ".join(run("score").out.split())
    assert "All 2 people were asked and 1 answered" in said
    assert "of a population of 2.)" in said
    answer(nps=8, survey="survey0002")
    assert "All 2 who were asked answered" in " ".join(run("score").out.split())


def test_a_client_whose_file_is_broken_has_its_short_name_in_a_summary(studio, run, answer):
    answer(nps=9)
    studio.client_file("kopi").write_text("name = [\n")
    ran = run("score", "render", "-o", "-")
    assert "| kopi |" in ran.out
    assert "passed over clients/kopi/client.toml" in ran.err


def test_one_person_who_is_all_there_are(run, answer):
    answer(nps=9)
    said = " ".join(run("score", "--everyone-asked", "1").out.split())
    assert "The only person who was asked answered: this is no sample, so there is no interval." in said
