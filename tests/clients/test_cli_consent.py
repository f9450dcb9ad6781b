"""`clientkit client consent`: a yes or a no of a contact, kept with where it was said."""

import json


def test_a_yes_is_kept_with_its_evidence(studio, run):
    words = ("--contact", "rina", "--purpose", "quote", "--allow", "--where", "mail of 20 November")
    ran = run("client", "consent", "kopi", *words)
    assert ran.code == 0
    assert ran.err == ("Recorded for kopi on 2026-11-21: rina allows being quoted (mail of 20 November).\n")
    record = json.loads(studio.journal_file("kopi").read_text())
    assert (record["kind"], record["given"], record["contact"]) == ("consent", True, "rina")


def test_json_prints_the_record(studio, run):
    said = json.loads(
        run(
            "client", "consent", "kopi", "--contact", "rina", "--purpose", "surveys", "--forbid", "--json"
        ).out
    )
    assert (said["kind"], said["data"]["given"], said["data"]["purpose"]) == ("consent", False, "surveys")


def test_what_is_missing_is_named(studio, run):
    assert "--contact and --purpose are needed" in run("client", "consent", "kopi").err
    neither = run("client", "consent", "kopi", "--contact", "rina", "--purpose", "quote")
    assert (neither.code, "Add --yes or --no" in neither.err) == (2, True)
    wrong = run("client", "consent", "kopi", "--contact", "rina", "--purpose", "quotes", "--allow")
    assert (wrong.code, "Did you mean 'quote'?" in wrong.err) == (2, True)
    unknown = run("client", "consent", "kopi", "--contact", "budi", "--purpose", "quote", "--allow")
    assert (unknown.code, "no contact called 'budi'" in unknown.err) == (3, True)
    assert not studio.journal_file("kopi").exists()


def test_the_card_shows_the_last_word_and_what_waits(studio, run):
    run(
        "client",
        "consent",
        "kopi",
        "--contact",
        "rina",
        "--purpose",
        "quote",
        "--forbid",
        "--on",
        "yesterday",
    )
    run("client", "consent", "kopi", "--contact", "rina", "--purpose", "quote", "--allow", "--where", "call")
    run("feedback", "add", "kopi/toko", "--nps", 2, "--contact", "rina", "--comment", "Terlambat")
    shown = run("client", "show", "kopi").out
    assert "Consent       rina allows being quoted (call), 2026-11-21\n" in shown
    assert "does not allow" not in shown
    assert "follow-up, due 2026-11-23: NPS 2 from rina: Terlambat\n" in shown
    card = json.loads(run("client", "show", "kopi", "--json").out)["data"]
    assert [(one["purpose"], one["given"]) for one in card["consents"]] == [("quote", True)]
    assert [one["kind"] for one in card["open"]] == ["follow-up"]
