"""The weekly round: what reports lack is answered inline and kept at once, then they go."""

import json

import pytest


@pytest.fixture
def office(studio, run):
    """Two projects that run, one with a plan that slipped, the other without notes."""
    for words in (
        ("project", "add", "kopi", "Katalog", "--slug", "katalog"),
        ("project", "start", "kopi/toko"),
        ("project", "start", "kopi/katalog"),
        ("done", "kopi/toko", "Home page is live", "--hours", "3"),
        ("next", "kopi/toko", "Connect the provider", "--due", "2026-11-20", "--on", "2026-11-13"),
        ("next", "kopi/toko", "Show the texts", "--due", "2026-11-27"),
    ):
        ran = run(*words)
        assert ran.code == 0, ran.err
    return studio


def told(run, *words):
    return {one["project"]: one for one in json.loads(run("week", "--all", "--json", *words).out)["data"]}


def codes(standing):
    return [one["code"] for one in standing["findings"]]


def test_all_writes_every_report_that_did_not_go_and_tells_what_is_left(office, run):
    ran = run("week", "--all")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "clients/kopi/projects/katalog/documents/2026-W47.md",
        "clients/kopi/projects/toko/documents/2026-W47.md",
    ]
    assert "'Connect the provider' was planned for 2026-11-20 and is not done" in ran.err
    assert (office.documents_dir("kopi", "toko") / "2026-W47.md").is_file()


def test_all_ends_with_nothing_where_nothing_is_left(office, run):
    row = told(run, "toko")["kopi/toko"]
    note = row["findings"][0]["note"]
    assert run("progress", "move", note, "--due", "2026-11-25", "--note", "The keys came late").code == 0
    assert codes(told(run, "toko")["kopi/toko"]) == []
    assert run("week", "--all", "kopi/toko").code == 0


def test_what_went_is_not_asked_about_again(office, run, terminal):
    run("report", "week", "kopi/toko")
    run("mail", "sent", "kopi/toko")
    assert told(run)["kopi/toko"]["sent_on"] == "2026-11-21"
    said = terminal("week", "kopi/toko")
    assert (said.code, "went on 2026-11-21" in said.out) == (0, True)


def test_a_broken_project_is_named_and_the_rest_goes_on(office, run):
    office.project_file("kopi", "katalog").write_text("broken = [", encoding="utf-8")
    rows = told(run)
    assert rows["kopi/katalog"]["state"] == "broken"
    assert "clients/kopi/projects/katalog/project.toml" in rows["kopi/katalog"]["error"]
    assert rows["kopi/toko"]["document"] is not None
    assert run("week", "--all").code == 4


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_nobody_to_ask_means_a_way_to_go_is_named(office, run, words):
    refused = run("week", *words)
    assert refused.code == 2
    assert "clientkit week --all" in refused.err


def test_on_monday_it_is_about_the_week_before_until_that_went(office, run, monkeypatch):
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-23")
    assert told(run)["kopi/toko"]["week"] == "2026-W47"
    run("mail", "sent", "kopi/toko", "--week", "2026-W47")
    assert told(run)["kopi/toko"]["week"] == "2026-W48"
    assert told(run, "--week", "2026-W46")["kopi/toko"]["week"] == "2026-W46"


def test_a_finding_is_answered_inline_and_the_report_goes_by_hand(office, run, terminal):
    answers = ["soon\n", "wed\n", "The keys came late\n", "h\n", "yesterday\n"]
    said = terminal("week", "kopi/toko", answers=answers)
    assert said.code == 0, said.out
    assert "'soon' is not a date" in said.out
    assert "The round is done." in said.out
    (mail,) = json.loads(run("mail", "list", "--json").out)["data"]
    assert (mail["day"], mail["week"]) == ("2026-11-20", "2026-W47")
    text = (office.root / mail["file"]).read_text(encoding="utf-8")
    assert "the keys came late" in text


def test_every_kind_of_finding_can_be_answered(office, run, terminal):
    run("ask", "kopi/katalog", "Which paper?")
    run("blocked", "kopi/katalog", "The cover")
    answers = [
        "Proof printed\n",
        "Bind it\n",
        "fri\n",
        "Matt|Glossy\n",
        "Matt\n",
        "fri\n",
        "Matt it is\n",
        "thu\n",
    ]
    said = terminal("week", "kopi/katalog", answers=[*answers, "d\n"])
    assert said.code == 0, said.out
    assert codes(told(run, "katalog")["kopi/katalog"]) == []
    assert (office.documents_dir("kopi", "katalog") / "2026-W47.eml").is_file()


def test_a_plan_is_done_or_dropped_in_a_word(office, run, terminal):
    assert terminal("week", "toko", answers=["done\n", "The provider is connected\n", "\n"]).code == 0
    assert codes(told(run, "toko")["kopi/toko"]) == []
    run("next", "kopi/toko", "Print a leaflet", "--due", "2026-11-19", "--on", "2026-11-12")
    said = terminal("week", "toko", answers=["drop\n", "You chose delivery only\n", "\n"])
    assert "Left for later: kopi/toko" in said.out
    assert codes(told(run, "toko")["kopi/toko"]) == []


def test_what_was_answered_before_it_was_stopped_is_kept(office, run, terminal):
    stopped = terminal("week", answers=["Proof printed\n", "\x03"])
    assert stopped.code == 130
    assert "Stopped" in stopped.out
    assert "Proof printed" in run("progress", "list", "--all", "kopi/katalog").out
    again = terminal("week", answers=["\n", "\n", "\n", "\n"])
    assert again.code == 0, again.out
    assert "nothing is noted as finished" not in again.out


def test_no_project_that_runs(studio, run, terminal):
    ran = run("week", "--all")
    assert (ran.code, ran.out) == (0, "")
    assert "No project runs" in ran.err
    assert terminal("week").code == 0
