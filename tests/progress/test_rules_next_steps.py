"""`clientkit progress move`, `drop` and `done --plan`, as a person types them."""

import json

import pytest

DUE = ("--due", "2026-11-27")
WHY = ("--note", "The photos came on Thursday")


@pytest.fixture
def take(run):
    """Take a note of kopi/toko; its id."""

    def note(kind, text, *options):
        ran = run(kind, "kopi/toko", text, *options)
        assert ran.code == 0, ran.err
        return ran.out.strip()

    return note


@pytest.fixture
def plan(studio, take):
    """A step planned last week for Wednesday."""
    return take("next", "Test the till", "--due", "2026-11-18", "--on", "2026-11-13")


def rows(run, *options):
    return json.loads(run("progress", "list", "--all", "kopi/toko", *options, "--json").out)["data"]


def report(run):
    return run("report", "week", "kopi/toko", "--language", "en", "-o", "-").out


def test_a_moved_step_is_told_with_its_new_day_and_why(run, plan):
    ran = run("progress", "move", plan, *DUE, *WHY)
    assert (ran.code, ran.err) == (
        0,
        "'Test the till', planned for 2026-11-18, is moved to 2026-11-27: The photos came on Thursday\n",
    )
    said = report(run)
    assert "## Next\n\n- Fri 27 Nov: Test the till (slipped: the photos came on Thursday)\n" in said


def test_a_dropped_step_is_told_with_why(run, plan):
    ran = run("progress", "drop", plan, "--note", "You keep the old till")
    assert (ran.code, ran.err) == (
        0,
        "'Test the till', planned for 2026-11-18, is dropped: You keep the old till\n",
    )
    said = report(run)
    assert " Test the till: dropped. You keep the old till" in said
    assert "The next steps are still to be set." in said


def test_an_outcome_in_other_words_keeps_the_step_that_it_names(run, plan, take):
    done = take("done", "Cards are taken at the till", "--plan", plan[:6])
    assert rows(run, "--kind", "done")[0]["id"] == done
    assert "Of last week's plan: one done." in report(run)
    assert (
        "closed 2026-11-21: Cards are taken at the till" in run("progress", "list", "--all", "kopi/toko").out
    )
    ran = run("progress", "move", plan, *DUE, *WHY)
    assert (ran.code, ran.err.splitlines()) == (
        5,
        [
            f"Error: {plan} was carried out on 2026-11-21: Cards are taken at the till",
            f"  If it was not, take that back: clientkit undo {done}",
        ],
    )


def test_the_list_tells_what_became_of_steps(run, plan, take):
    moved = run("progress", "move", plan, *DUE, *WHY).out.strip()
    (step,) = rows(run, "--kind", "next")
    assert (step["due"], step["was"]) == ("2026-11-27", "2026-11-18")
    (change,) = rows(run, "--kind", "plan_moved")
    assert (change["id"], change["text"]) == (moved, WHY[1])
    assert "was for 2026-11-18" in run("progress", "list", "--all", "kopi/toko").out
    run("progress", "drop", plan, "--note", "You keep the old till")
    assert "dropped 2026-11-21: You keep the old till" in run("progress", "list", "--all", "kopi/toko").out


def test_both_are_taken_back_like_any_note(run, plan):
    for words in (("move", plan, *DUE, *WHY), ("drop", plan, *WHY)):
        record = run("progress", *words).out.strip()
        assert run("undo", record).code == 0
        (step,) = rows(run, "--kind", "next")
        assert (step["due"], step["was"], step["closed_on"]) == ("2026-11-18", None, None)


def test_a_step_moves_again_from_where_it_is(run, plan):
    run("progress", "move", plan, *DUE, *WHY)
    again = run("progress", "move", plan, "--due", "+9d", "--note", "Illness", "--json")
    data = json.loads(again.out)["data"]
    assert (data["due"], data["was"], data["ref"]) == ("2026-11-30", "2026-11-27", plan)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (DUE, 2, "Why? There is no --note."),
        (WHY, 2, "By when now? There is no --due."),
        ((*DUE, "--note", " "), 2, "The reason is empty."),
        (("--due", "2026-11-20", *WHY), 2, "2026-11-20 is over: a step cannot be planned for it."),
        (("--due", "someday", *WHY), 2, "'someday' is not a date."),
        ((*DUE, *WHY, "--on", "+1d"), 2, "2026-11-22 lies in the future"),
    ],
)
def test_what_cannot_be_is_refused(run, plan, words, code, message):
    ran = run("progress", "move", plan, *words)
    assert ran.code == code
    assert f"Error: {message}" in ran.err
    assert rows(run, "--kind", "plan_moved") == []


def test_a_step_that_was_dropped_is_taken_up_before_it_is_moved(run, plan):
    dropped = run("progress", "drop", plan, *WHY).out.strip()
    for verb, words in (("move", (*DUE, *WHY)), ("drop", WHY)):
        ran = run("progress", verb, plan, *words)
        assert (ran.code, ran.err.splitlines()) == (
            5,
            [
                f"Error: {plan} was dropped on 2026-11-21: The photos came on Thursday",
                f"  Take that back first: clientkit undo {dropped}",
            ],
        )


def test_the_day_of_a_moved_step_is_not_corrected_behind_the_move(run, plan):
    run("progress", "move", plan, *DUE, *WHY)
    ran = run("progress", "set", plan, "due=2026-11-26")
    assert (ran.code, ran.err.splitlines()) == (
        5,
        [
            f"Error: {plan} was moved to 2026-11-27 on 2026-11-21: its day is not what it was planned for.",
            f"  Move it again: clientkit progress move {plan} --due fri --note '…'",
        ],
    )
    corrected = run("progress", "set", plan, "text=Test the new till").out.strip()
    (step,) = rows(run, "--kind", "next")
    assert (step["id"], step["due"]) == (corrected, "2026-11-27")
    assert run("progress", "set", run("ask", "kopi/toko", "A?").out.strip(), "due=2026-11-27").code == 0


def test_the_day_it_has_is_no_new_day(run, plan):
    run("progress", "move", plan, *DUE, *WHY)
    ran = run("progress", "move", plan, *DUE, *WHY)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "Error: It is planned for 2026-11-27 already.")


def test_only_a_planned_step_is_moved_dropped_or_carried_out(run, studio, take):
    risk = take("risk", "Rain")
    for verb, what in (("move", "moved"), ("drop", "dropped")):
        ran = run("progress", verb, risk, *(DUE if verb == "move" else ()), *WHY)
        assert (ran.code, ran.err.splitlines()[0]) == (
            2,
            f"Error: {risk} is of the kind 'risk', which cannot be {what}.",
        )
    ran = run("done", "kopi/toko", "Dry", "--plan", risk)
    assert ran.err.startswith(f"Error: {risk} is of the kind 'risk', which cannot be carried out.")
    assert run("progress", "move", "zzzzzz", *DUE, *WHY).code == 3


def test_the_plan_of_another_project_is_not_carried_out_here(run, plan):
    assert run("project", "add", "kopi", "Katalog").code == 0
    ran = run("done", "kopi/katalog", "Cards are taken", "--plan", plan)
    assert (ran.code, ran.err.splitlines()) == (
        2,
        [
            f"Error: {plan} is a plan of kopi/toko, not of kopi/katalog.",
            "  See its plans: clientkit progress list kopi/katalog --kind next",
        ],
    )


def test_on_a_terminal_the_reason_is_asked_for(plan, terminal, run):
    ran = terminal("progress", "move", plan, answers=["fri\n", "Illness\n"])
    assert ran.code == 0, ran.out
    assert "Why, in a sentence for the client" in ran.out
    assert rows(run, "--kind", "plan_moved")[0]["text"] == "Illness"


def test_a_slip_without_a_reason_is_found_and_mended(run, plan, take):
    take("done", "Footer")
    take("next", "Basket", *DUE)
    ran = run("report", "check", "kopi/toko")
    found = "'Test the till' was planned for 2026-11-18 and is not done; nothing says why"
    advice = f"clientkit progress move {plan} --due fri --note '…'"
    assert (ran.code, ran.out) == (
        1,
        f"{found}. {advice}. [slipped-without-reason]\n",
    )
    run("progress", "move", plan, "--due", "fri", "--note", "The photos came on Thursday")
    assert run("report", "check", "kopi/toko").code == 0


def test_planned_again_for_later_is_a_slip_as_well(run, plan, take):
    take("done", "Footer")
    take("next", "test the till", *DUE)
    ran = run("report", "check", "kopi/toko")
    assert ran.out.startswith(
        "'Test the till' was planned for 2026-11-18 and is planned again for 2026-11-27; nothing says why. "
        f"clientkit progress move {plan} --due 2026-11-27 --note '…'."
    )
    run("progress", "move", plan, *DUE, *WHY)
    assert run("report", "check", "kopi/toko").code == 0
    assert report(run).count("Fri 27 Nov: ") == 1


def test_hours_of_a_time_tracker_are_listed_corrected_and_taken_back(run, studio):
    record = {"id": "hours00001", "ts": "2026-11-20T03:00:00Z", "kind": "hours", "day": "2026-11-20"}
    about = {"client": "kopi", "project": "toko", "hours": 3, "source": "klog:1", "text": "Basket"}
    journal = studio.journal_file("kopi")
    journal.parent.mkdir(exist_ok=True)
    journal.write_text(json.dumps(record | about) + "\n", encoding="ascii")
    assert [(row["hours"], row["text"]) for row in rows(run, "--kind", "hours")] == [("3", "Basket")]
    assert "3 jam pekan ini" in run("report", "week", "kopi/toko", "--full", "-o", "-").out
    assert run("progress", "set", "hours00001", "hours=2").code == 0
    (row,) = rows(run, "--kind", "hours")
    assert row["hours"] == "2.0"
    assert run("progress", "set", row["id"], "due=fri").err.splitlines()[-1] == (
        "  It has hours, text, for, on"
    )
    assert run("undo", "hours00001").code == 0
    assert rows(run) == []
