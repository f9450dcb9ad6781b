"""Changes from the command line: asked, assessed, told, ended; numbers, refusals, the agenda."""

import json

import pytest

from support.smtp_server import name_server, smtp_server


@pytest.fixture
def project(studio, run):
    """A project with what a change is held against."""
    text = """
title = "Toko daring"

[[deliverables]]
id = "D1"
title = "Pages"
criteria = ["Seen"]

[[exclusions]]
what = "Product photographs"
option_price = 4500000

[[exclusions]]
what = "An app"

[timeline]
start = 2026-11-16

[[milestones]]
id = "M1"
title = "Design"
days = 5

[[milestones]]
id = "M2"
title = "Shop is live"
days = 5
after = ["M1"]

[revisions]
rounds = 2
extra_price = 1200000

[price]
amount = 45000000
currency = "IDR"

[changes]
rate = 300000
offer_valid_days = 14
"""
    studio.project_file("kopi", "toko").write_text(text)
    return studio


def data(run, *words):
    ran = run(*words, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["data"]


def asked(run, text="Wholesale prices on the site", *more):
    return data(run, "change", "add", "kopi/toko", text, *more)["id"]


def test_a_change_goes_from_the_request_to_its_offer(project, run):
    ran = run("change", "add", "kopi/toko", "Wholesale prices on the site", "--channel", "whatsapp")
    assert (ran.code, ran.out) == (0, "CO-1\n")
    (row,) = data(run, "change", "list")
    assert (row["number"], row["state"], row["contact"]) == ("CO-1", "requested", "rina")
    assert run("change", "assess", "CO-1", "--class", "outside", "--hours", "3").code == 0
    sheet = data(run, "change", "show", "toko/CO-1")
    assert (sheet["assessment"]["price"], sheet["assessment"]["currency"]) == ("900000", "IDR")
    assert sheet["missing"] == ["the title of what it adds", "the test that decides on its acceptance"]
    run("change", "assess", "CO-1", "--adds", "Wholesale prices", "--criterion", "A café sees them")
    sheet = data(run, "change", "show", "co-1")
    assert (sheet["assessment"]["hours"], sheet["missing"], sheet["state"]) == (3.0, [], "assessed")
    told = run("log", "add", "kopi/toko", "Told Rina what it costs", "--for", sheet["request"]["id"])
    assert told.code == 0, told.err
    sheet = data(run, "change", "show", "CO-1")
    assert (sheet["state"], sheet["offered"], sheet["until"]) == ("offered", "2026-11-21", "2026-12-05")
    text = run("change", "show", "CO-1").out
    assert "Rp900.000" in text
    assert "holds until 2026-12-05" in text
    run("change", "assess", "CO-1", "--price", "1,2jt")
    assert data(run, "change", "show", "CO-1")["state"] == "assessed"


def test_hours_take_no_price_away_that_the_agreement_names_or_somebody_said(project, run):
    def price(*words):
        assert run("change", "assess", "CO-1", *words).code == 0, words
        return data(run, "change", "show", "CO-1")["assessment"]["price"]

    run("change", "add", "kopi/toko", "--option", "x1")
    assert price("--hours", "3") == "4500000"
    assert price("--price", "600000") == "600000"
    assert price("--hours", "4") == "600000"
    assert price("--price", "1200000", "--hours", "4") == "1200000"
    assert price("--hours", "5") == "1500000"  # it was what the hours come to, and goes on so


def test_a_round_beyond_those_agreed_costs_what_the_agreement_says(project, run):
    for number in (1, 2, 3):
        run("change", "add", "kopi/toko", f"Colours, attempt {number}")
        assert run("change", "assess", f"CO-{number}", "--class", "revision", "--hours", "2").code == 0
    assert data(run, "change", "show", "CO-3")["assessment"]["price"] == "1200000"


def test_an_option_of_the_agreement_brings_its_price(project, run):
    run("change", "add", "kopi/toko", "--option", "x1")
    ran = run("change", "assess", "CO-1", "--criterion", "40 photographs")
    assert ran.code == 0, ran.err
    what = data(run, "change", "show", "CO-1")["assessment"]
    assert (what["classed"], what["clauses"], what["price"]) == ("outside", ["X1"], "4500000")
    refused = run("change", "add", "kopi/toko", "--option", "X2")
    assert (refused.code, "X1 Product photographs" in refused.err) == (2, True)


def test_the_round_after_the_last_is_outside_for_its_price(project, run):
    for number in (1, 2, 3):
        asked(run, f"Round {number}")
    assert "Round 1 of 2 used." in run("change", "assess", "CO-1", "--class", "revision").err
    assert "Round 2 of 2 used." in run("change", "assess", "CO-2", "--class", "revision").err
    third = data(run, "change", "assess", "CO-3", "--class", "revision")
    assert (third["classed"], third["price"]) == ("outside", "1200000")
    assert data(run, "change", "show", "CO-2")["round"] == 2


def test_what_is_done_for_free_has_its_worth(project, run):
    asked(run)
    run("change", "assess", "CO-1", "--class", "outside", "--price", "750000")
    ran = data(run, "change", "absorb", "CO-1", "--note", "We forgot to ask")
    assert (ran["outcome"], ran["value"], ran["currency"]) == ("absorbed", "750000", "IDR")
    assert data(run, "change", "list") == []
    assert data(run, "change", "list", "--all")[0]["state"] == "absorbed"
    assert run("undo", ran["id"], "--yes").code == 0
    assert data(run, "change", "list")[0]["state"] == "assessed"


BAD = [
    (("assess", "CO-1"), 2, "--class is missing"),
    (("assess", "CO-1", "--class", "big"), 2, "is no class"),
    (("assess", "CO-1", "--class", "outside"), 2, "What does it cost"),
    (("assess", "CO-1", "--class", "outside", "--price", "USD 500"), 2, "reckoned in IDR, not in USD"),
    (("assess", "CO-1", "--class", "outside", "--price", "12.500"), 2, "two ways"),
    (("assess", "CO-1", "--class", "inside", "--price", "5"), 2, "has no price"),
    (("assess", "CO-1", "--class", "outside", "--price", "5", "--days", "1"), 2, "Which milestone"),
    (("assess", "CO-1", "--class", "outside", "--price", "5", "--milestone", "M9"), 2, "no milestone 'M9'"),
    (("assess", "CO-1", "--class", "outside", "--price", "5", "--drops", "D9"), 2, "no deliverable 'D9'"),
    (("assess", "CO-1", "--class", "not-possible"), 2, "A figure or an example"),
    (("assess", "CO-1", "--class", "inside", "--because", "x" * 20_001), 2, "20,001 characters"),
    (("absorb", "CO-1", "--note", "Free"), 5, "not assessed yet"),
    (("decline", "CO-1", "--note", ""), 2, "is empty"),
    (("renumber", "CO-1"), 5, "the only one of that number"),
    (("show", "CO-7"), 3, "There is no change CO-7"),
    (("show", "toko/CO-7"), 3, "has no change CO-7"),
    (("set", "CO-1", "contact=nobody"), 3, "no contact called"),
    (("set", "CO-1", "channel=pigeon"), 2, "no channel"),
    (("add", "kopi/toko", ""), 2, "is empty"),
    (("add", "kopi/toko", "More", "--for", "zzzzzz"), 3, "no record"),
    (("add", "kopi/toko", "More", "--on", "2026-12-01"), 2, "lies in the future"),
]


def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_written(project, run):
    asked(run)
    before = project.journal_file("kopi").read_bytes()
    for words, code, said in BAD:
        refused = run("change", *words)
        assert (refused.code, refused.out) == (code, ""), (words, refused)
        assert said in refused.err, (words, refused.err)
    assert project.journal_file("kopi").read_bytes() == before


def test_a_name_that_several_projects_have_is_asked_for(project, run):
    asked(run)
    run("project", "add", "kopi", "Katalog", "--slug", "katalog")
    run("change", "add", "kopi/katalog", "More copies")
    refused = run("change", "show", "CO-1")
    assert refused.code == 2
    assert "kopi/katalog/CO-1, kopi/toko/CO-1" in refused.err
    assert data(run, "change", "show", "katalog/CO-1")["name"] == "kopi/katalog/CO-1"


def test_two_devices_that_gave_one_number_are_named_and_one_moves(project, run, monkeypatch):
    first = asked(run)
    own = project.journal_file("kopi").read_text()
    other = project.client_dir("kopi") / "journal" / "phone.jsonl"
    other.write_text(own.splitlines()[-1].replace(first, "zzzzzzzzz1").replace("Wholesale", "English") + "\n")
    refused = run("change", "show", "CO-1")
    assert refused.code == 2
    assert f"{first} (Wholesale" in refused.err
    assert "zzzzzzzzz1 (English" in refused.err
    checked = run("check")
    assert checked.code == 1
    assert "CO-1 of kopi/toko was given twice" in checked.err + checked.out
    moved = run("change", "renumber", "CO-1")
    assert (moved.code, moved.out) == (0, "CO-2\n")
    assert [row["number"] for row in data(run, "change", "list")] == ["CO-1", "CO-2"]
    assert asked(run, "A third")
    assert data(run, "change", "list")[-1]["number"] == "CO-3"


def test_a_number_is_never_given_twice_not_even_after_an_undo(project, run):
    assert run("undo", asked(run), "--yes").code == 0
    assert data(run, "change", "add", "kopi/toko", "Again")["number"] == 2


def test_what_was_asked_is_corrected_and_keeps_what_was_said_of_it(project, run):
    asked(run)
    run("change", "assess", "CO-1", "--class", "inside")
    assert run("change", "set", "CO-1", "text=Prices for cafés", "on=2026-11-19").code == 0
    sheet = data(run, "change", "show", "CO-1")
    assert (sheet["request"]["text"], sheet["request"]["day"]) == ("Prices for cafés", "2026-11-19")
    assert sheet["assessment"]["classed"] == "inside"
    run("log", "add", "kopi/toko", "Told", "--for", sheet["request"]["id"])
    assert data(run, "change", "show", "CO-1")["state"] == "offered"


def test_the_agenda_says_what_is_to_be_done_about_it(project, run):
    def due():
        rows = (row for row in data(run, "agenda", "show") if "CO-1" in row["text"])
        return {(row["kind"], row["due"], row["do"]) for row in rows}

    name = asked(run)
    assert due() == {("change", "2026-11-23", "clientkit change assess kopi/toko/CO-1")}
    run("change", "assess", "CO-1", "--class", "outside", "--price", "5", "--adds", "A", "--criterion", "B")
    assert due() == {("change", "2026-11-23", "clientkit mail draft change kopi/toko/CO-1")}
    run("log", "add", "kopi/toko", "Told", "--for", name)
    assert {kind for kind, *_ in due()} == {"change-offer"}
    run("change", "withdraw", "CO-1", "--note", "Not this year")
    assert due() == set()


@pytest.fixture
def offer(project, run):
    """A change with all that its offer needs."""
    name = asked(run)
    words = ("--adds", "Wholesale prices", "--criterion", "A café sees them", "--instead", "A PDF")
    price = ("--hours", "3", "--days", "2", "--milestone", "M2", "--clause", "D1")
    ran = run("change", "assess", "CO-1", "--class", "outside", *price, *words)
    assert ran.code == 0, ran.err
    return name


@pytest.mark.parametrize("language", ["en", "id"])
def test_its_document_says_what_it_takes_and_how_to_say_yes(offer, run, language):
    text = run("change", "render", "toko/CO-1", "-o", "-", "--language", language).out
    for part in ("CO-1", "Wholesale prices", "A café sees them", "D1", "Pages", "A PDF", "900"):
        assert part in text
    assert {"en": "> I approve CO-1.", "id": "> Saya menyetujui CO-1."}[language] in text
    assert {"en": "27 November 2026 → 1 December 2026", "id": "27 November 2026 → 1 Desember 2026"}[
        language
    ] in text
    assert {"en": "IDR 45,000,000 → IDR 45,900,000", "id": "Rp45.000.000 → Rp45.900.000"}[language] in text


def test_what_is_within_the_agreement_is_told_and_asks_nothing(project, run):
    asked(run)
    run("change", "assess", "CO-1", "--class", "revision")
    text = run("change", "render", "CO-1", "-o", "-", "--language", "en").out
    assert "revision round 1 of the 2" in text
    assert "approve" not in text
    run(
        "change",
        "assess",
        "CO-1",
        "--class",
        "not-possible",
        "--because",
        "40 in stock",
        "--instead",
        "Next year",
    )
    text = run("change", "render", "CO-1", "-o", "-", "--language", "en").out
    assert "We cannot do this." in text
    assert "What we can do instead: next year" in text


def test_before_it_is_whole_no_offer_is_made(project, run):
    asked(run)
    refused = run("change", "render", "CO-1")
    assert (refused.code, "not assessed yet" in refused.err) == (5, True)
    run("change", "assess", "CO-1", "--class", "outside", "--price", "5")
    refused = run("mail", "draft", "change", "toko/CO-1")
    assert refused.code == 5
    assert '--adds "…" --criterion "…"' in refused.err
    assert not list(project.root.rglob("*.eml"))


def test_its_mail_that_went_makes_it_offered_by_the_server_or_by_hand(project, run, offer):
    ran = run("mail", "draft", "change", "CO-1")
    assert ran.code == 0, ran.err
    assert ran.out.strip().endswith("CO-1.eml")
    assert data(run, "change", "show", "CO-1")["state"] == "assessed"
    assert run("mail", "sent", "change", "CO-1").code == 0
    assert data(run, "change", "show", "CO-1")["state"] == "offered"
    reminded = run("mail", "draft", "reminder", "toko/CO-1", "--language", "en")
    assert reminded.code == 0, reminded.err
    assert "CO-1" in (project.documents_dir("kopi", "toko") / f"letter-reminder-{offer}.eml").read_text()


def test_the_server_takes_it_too(project, run, offer):
    with smtp_server() as server:
        name_server(project.settings_file, server)
        sent = data(run, "mail", "send", "change", "CO-1", "--yes")
        assert (sent["document"], sent["project"]) == ("change", "toko")
        assert data(run, "change", "show", "CO-1")["state"] == "offered"
        again = run("mail", "send", "change", "CO-1", "--yes")
        assert (again.code, "already" in again.err) == (5, True)


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_request_is_declined_by_letter_with_what_can_be_had_instead(project, run, offer, language):
    ran = run("mail", "draft", "decline", "CO-1", "--language", language)
    assert ran.code == 0, ran.err
    run("mail", "sent", "decline", offer)
    assert data(run, "change", "show", "CO-1")["state"] == "offered"
    assert run("change", "decline", "CO-1", "--note", "No room for it").code == 0
    run("change", "withdraw", "CO-1", "--note", "x")
    assert data(run, "change", "list", "--all")[0]["state"] == "declined"


def test_much_that_was_done_for_free_is_a_sign_of_health(project, run, offer):
    assert run("scope", "accept", "kopi/toko", "--name", "Rina Wijaya", "--force").code == 0
    run("change", "absorb", "CO-1", "--note", "We forgot to ask")
    (sign,) = (
        one for one in data(run, "client", "show", "kopi")["health"]["signs"] if one["about"] == "goodwill"
    )
    assert sign == {"about": "goodwill", "weight": "info", "text": sign["text"]}
    assert sign["text"] == "Done for free: Rp900.000, 2 % of the agreed Rp45.000.000"
    run("config", "set", "policies.goodwill_percent=1")
    (sign,) = (
        one for one in data(run, "client", "show", "kopi")["health"]["signs"] if one["about"] == "goodwill"
    )
    assert sign["weight"] == "watch"


@pytest.mark.parametrize(
    ("language", "offered", "free"),
    [("en", "Offered for", "as a courtesy"), ("id", "Ditawarkan", "tanpa biaya")],
)
def test_the_month_tells_of_what_was_offered_and_given(project, run, offer, language, offered, free):
    month = ("report", "month", "kopi/toko", "-o", "-", "--language", language)
    heading = {"en": "## Changes", "id": "## Perubahan"}[language]
    assert heading not in run(*month).out
    run("log", "add", "kopi/toko", "Told", "--for", offer)
    text = run(*month).out
    assert heading in text
    assert f"- CO-1 · Wholesale prices. {offered}" in text
    run("change", "absorb", "CO-1", "--note", "We forgot to ask")
    assert free in run(*month).out


def test_hours_on_what_is_not_approved_are_at_ones_own_risk(project, run, offer):
    done = run("done", "kopi/toko", "First draft of the prices", "3h", "--for", "CO-1")
    assert (done.code, "CO-1 is not approved: work on it is at your own risk" in done.err) == (0, True)
    assert "3 h at your own risk: not approved" in run("change", "show", "CO-1").out
    assert data(run, "change", "show", "CO-1")["risk"] in {"3", "3.0"}
    assert "CO-1" not in run("check").out
    assert run("done", "kopi/toko", "Other", "--for", "CO-2").code == 2
    run("log", "add", "kopi/toko", "Told", "--for", offer)
    run("change", "absorb", "CO-1", "--note", "We forgot to ask")
    assert run("done", "kopi/toko", "Second draft", "1h", "--for", "CO-1").err.count("risk") == 0
    assert data(run, "change", "show", "CO-1")["risk"] is None


def test_figures_say_how_far_the_scope_grew_what_was_given_and_how_long_a_decision_took(
    project, run, offer, monkeypatch
):
    assert run("scope", "accept", "kopi/toko", "--name", "Rina Wijaya", "--force").code == 0
    run("log", "add", "kopi/toko", "Told", "--for", offer)
    asked(run, "An English page")
    run("change", "assess", "CO-2", "--class", "outside", "--price", "300000")
    run("change", "absorb", "CO-2", "--note", "A courtesy")
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-25")
    ran = run("change", "approve", "CO-1", "--contact", "rina", "--force")
    assert ran.code == 0, ran.err
    (row,) = data(run, "change", "list", "--figures")
    assert (row["count"], row["ended"], row["approved"], row["absorbed"]) == (2, 2, 1, 1)
    assert (row["added"], row["original"], row["growth_percent"]) == ("900000", "45000000", 2.0)
    assert (row["absorbed_percent"], row["median_days"], row["decided"]) == (50.0, 4, 1)
    shown = run("change", "list", "--figures").out
    assert "2 %" in shown
    assert "1 of 2" in shown
    assert "4 days (n=1)" in shown
