"""The list of notes, with what became of each."""

import json

import pytest


def rows(run, *words):
    return json.loads(run("progress", "list", "--all", *words, "--json").out)["data"]


def listed(ran):
    return [" ".join(line.split()[1:]) for line in ran.out.splitlines()]


def test_the_list_is_in_the_order_of_the_days(notes, run):
    assert listed(run("progress", "list", "--all")) == [
        "DAY PROJECT KIND NOTE FOR DUE HOURS STATE",
        "2026-11-13 kopi/toko done Home page D1 3.0",
        "2026-11-15 kopi/katalog blocked Print open",
        "2026-11-16 kopi/toko next Payment 2026-11-27",
        "2026-11-17 kopi/toko ask Which provider? open",
    ]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (("kopi/toko",), ["done", "next", "ask"]),
        (("katalog",), ["blocked"]),
        (("kopi/toko", "--week", "2026-W47"), ["next", "ask"]),
        (("--kind", "ask", "--kind", "done"), ["done", "ask"]),
        (("kopi", "--week", "2026-W46"), ["done", "blocked"]),
        (("--week", "2026-W01"), []),
    ],
)
def test_the_list_can_be_cut_down(notes, run, words, kinds):
    assert [row["kind"] for row in rows(run, *words)] == kinds


def test_a_row_has_every_field(notes, run):
    (row,) = rows(run, "--kind", "done")
    assert {key: value for key, value in row.items() if value is not None and key != "id"} == {
        "day": "2026-11-13",
        "project": "kopi/toko",
        "kind": "done",
        "text": "Home page",
        "item": "D1",
        "hours": "3.0",
    }


def test_inside_a_folder_only_its_notes_are_listed(notes, run, monkeypatch):
    monkeypatch.chdir(notes.project_dir("kopi", "katalog"))
    assert [row["kind"] for row in rows(run)] == ["blocked"]


def test_a_closed_note_says_how_it_ended(notes, run):
    (ask,) = rows(run, "--kind", "ask")
    assert run("answer", ask["id"], "Midtrans").code == 0
    assert listed(run("progress", "list", "--kind", "ask"))[1].endswith("closed 2026-11-21: Midtrans")


def test_a_note_without_a_project_is_listed_with_its_client(studio, run):
    studio.journal_dir("kopi").mkdir()
    studio.journal_file("kopi").write_text(
        '{"id":"abcdef","ts":"2026-11-21T03:00:00Z","kind":"risk","v":1,"day":"2026-11-21","client":"kopi",'
        '"text":"Late"}\n'
    )
    assert rows(run)[0]["project"] == "kopi"
    assert run("answer", "abc").code == 0


def test_what_is_over_is_listed_with_all_or_within_days_alone(planned, run, note):
    asked = note("ask", "Which provider?", "--on", "2026-11-17")
    note("next", "Basket")
    run("answer", asked, "Midtrans")
    assert [line.split()[3] for line in run("progress", "list").out.splitlines()[1:]] == ["next"]
    since = run("progress", "list", "--since", "2026-11-16", "--until", "2026-11-18").out
    assert "closed 2026-11-21: Midtrans" in since
    assert "Basket" not in since


def test_several_steps_are_dropped_and_several_records_undone(planned, run, note):
    plans = [note("next", "Basket"), note("next", "Search")]
    dropped = run("progress", "drop", *plans, "--note", "Not wanted")
    assert len(dropped.out.split()) == 2
    assert len(run("undo", *dropped.out.split()).out.split()) == 2
    assert len(run("progress", "list").out.splitlines()) == 1 + 2
