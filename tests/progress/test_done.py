"""`done` with ids: whatever an id names is finished; and hours behind a text."""

import json

import pytest

from clientkit.errors import ExitCode


def journal(studio):
    return [json.loads(line) for line in studio.journal_file("kopi").read_text().splitlines()]


def test_a_planned_step_is_carried_out_in_its_own_words(planned, run, note):
    plan = note("next", "Payment page", "--for", "D1")
    assert run("done", plan[:6], "1:30").code == 0
    done = journal(planned)[-1]
    assert (done["kind"], done["text"], done["ref"], done["item"]) == ("done", "Payment page", plan, "D1")
    assert done["hours"] == 1.5
    again = run("done", plan)
    assert (again.code, "was carried out on 2026-11-21" in again.err) == (ExitCode.REFUSED, True)


def test_what_was_asked_promised_and_blocked_comes_to_an_end(planned, run, note):
    asked, block = note("ask", "Which provider?"), note("blocked", "Payment test")
    made = run("promise", "add", "kopi/toko", "Send the draft", "--due", "fri").out.strip()
    assert run("done", asked, "We take Midtrans").code == 0
    ran = run("done", block, made)
    assert (ran.code, len(ran.out.split())) == (0, 2)
    ends = [(one["kind"], one["ref"], one.get("text")) for one in journal(planned)[-3:]]
    assert ends == [
        ("resolved", asked, "We take Midtrans"),
        ("resolved", block, None),
        ("promise_ended", made, None),
    ]


def test_a_low_score_is_followed_up(planned, run):
    score = run("feedback", "add", "kopi/toko", "--nps", "3").out.strip()
    assert run("done", score).code == ExitCode.USAGE
    assert run("done", score, "Called, put it right").code == 0
    assert journal(planned)[-1]["done"] is True


def test_a_milestone_is_reached_behind_its_project_or_inside_it(planned, run, monkeypatch):
    run("project", "set", "toko", "timeline.start=2026-11-16")
    assert "has no milestone M9" in run("done", "toko", "M9").err
    assert run("done", "toko", "m1", "--on", "yesterday").code == 0
    done = journal(planned)[-1]
    assert (done["kind"], done["milestone"], done["day"]) == ("milestone_done", "M1", "2026-11-20")
    monkeypatch.chdir(planned.project_dir("kopi", "toko"))
    assert "was reached on 2026-11-20 already" in run("done", "M1").err


def test_several_ids_as_json_are_one_object(planned, run, note):
    first, second = note("next", "Basket"), note("next", "Search")
    said = json.loads(run("done", first, second, "--json").out)
    assert (said["kind"], [one["data"]["ref"] for one in said["data"]]) == ("finished", [first, second])


@pytest.mark.parametrize(("words", "text"), [(("Launched",), "Launched"), (("Checkout is live", "3h"), None)])
def test_behind_its_project_a_text_may_be_one_word_and_have_hours(planned, run, words, text):
    assert run("done", "toko", *words).code == 0
    done = journal(planned)[-1]
    assert (done["text"], done.get("hours")) == ((text, None) if text else ("Checkout is live", 3))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("Launched",), ExitCode.NOT_FOUND, "A note stands in quotes behind its project"),
        (("toko",), ExitCode.USAGE, "toko is a project; the text is missing."),
        (("BLOCK", "2h"), ExitCode.USAGE, "Hours belong to a note of the work"),
    ],
)
def test_what_cannot_be_finished_is_refused(planned, run, note, words, code, said):
    block = note("blocked", "Payment test")
    ran = run("done", *(block if word == "BLOCK" else word for word in words))
    assert (ran.code, said in ran.err) == (code, True)
    assert len(journal(planned)) == 1
