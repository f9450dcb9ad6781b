"""The list of clients: what its columns tell, and which clients are asked for."""

import json

import pytest

from clientkit.errors import ExitCode


@pytest.fixture
def three(studio, run):
    run("client", "add", "Harbour Bakery", "--slug", "harbour", "--kind", "person")
    run("client", "add", "Batik Tulis", "--slug", "batik", "--kind", "person")
    run("client", "set", "batik", "tags=Retail, solo")
    run("client", "set", "kopi", "tags=retail, bandung")
    run("log", "add", "kopi", "They like the colours", "--channel", "phone", "--on", "2026-10-20")
    run("log", "add", "harbour", "A call", "--channel", "phone", "--on", "2026-11-20")
    for note in (("ask", "Which photo?"), ("blocked", "No photos"), ("risk", "Rain"), ("next", "Home page")):
        run(note[0], "kopi/toko", note[1])
    run("promise", "add", "kopi/toko", "Send the draft", "--due", "+3d")
    run("complaint", "add", "kopi/toko", "The price is wrong", "--contact", "rina")
    run("change", "add", "kopi/toko", "Wholesale prices", "--contact", "rina")
    kept = run("promise", "add", "kopi", "Send the price", "--due", "+3d").out.strip()
    run("promise", "kept", kept)
    return run


def test_last_contact_and_what_is_open_come_from_the_journal(three):
    rows = json.loads(three("client", "list", "--json").out)["data"]

    told = [(row["client"], row["last_contact"], row["open"], row["tags"]) for row in rows]
    assert told == [
        ("batik", None, 0, ["Retail", "solo"]),
        ("harbour", "2026-11-20", 0, []),
        ("kopi", "2026-10-20", 5, ["retail", "bandung"]),
    ]
    assert three("client", "list", "--sort", "-open").out.splitlines()[1].startswith("kopi")


def test_clients_are_found_by_what_they_are(three):
    for words, names in {
        ("--kind", "person"): ["batik", "harbour"],
        ("--tag", "retail"): ["batik", "kopi"],
        ("--tag", "retail", "--tag", "Bandung"): ["kopi"],
        ("--quiet", "30d"): ["batik", "kopi"],
        ("--quiet", "33 hari"): ["batik"],
        ("--quiet", "1", "--kind", "company"): ["kopi"],
        ("--kind", "government"): [],
    }.items():
        for more in ((), ("--health",)):
            rows = json.loads(three("client", "list", *words, *more, "--json").out)["data"]
            assert sorted(row["client"] for row in rows) == names, (words, more)
    assert three("client", "list", "--kind", "internal").err.startswith("No client is so.")
    for words in (("--kind", "firm"), ("--quiet", "soon"), ("--quiet", "9999y")):
        assert three("client", "list", *words).code == ExitCode.USAGE


def test_broken_settings_are_named_and_what_can_be_read_is_shown(three, studio):
    studio.settings_file.write_text("[you]\nname = \n")
    for words in (("agenda",), ("client", "list", "--health"), ("client", "show", "kopi")):
        for _ in range(2):  # from facts too
            ran = three(*words)
            assert (ran.code, "the usual settings count" in ran.err) == (0, True), ran.err
            assert "kopi" in ran.out
    assert "Send the draft" in three("agenda").out
