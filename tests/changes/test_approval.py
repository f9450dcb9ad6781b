"""Approving a change: the next version, its records, project.toml; refusals; what was cut off is finished."""

import json
import shutil
from datetime import UTC, date, datetime

import pytest

from clientkit.changes import approval as approval_module
from clientkit.changes.approval import Approval, approve_change
from clientkit.changes.found import find_change
from clientkit.errors import ClientkitError
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import ProjectRef, Scope
from clientkit.kernel.store.agreement_files import read_agreed_plan
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.workspace import Workspace

TOKO = ProjectRef("kopi", "toko")
PROJECT = """
# The shop.
title = "Toko daring"

[agreement]
number = "SOW-1"
issued = 2026-11-16
valid_until = 2026-11-20

[[deliverables]]
id = "D1"
title = "Pages"
criteria = ["Seen"]
milestone = "M2"
price = 45000000

[[exclusions]]
what = "Product photographs"
option_price = 4500000

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

[price]
amount = 45000000  # agreed on the phone
currency = "IDR"

[[payments]]
label = "Deposit"
share = 40
milestone = "M1"
due_days = 7

[[payments]]
label = "Rest"
share = 60
milestone = "M2"
due_days = 14

[changes]
rate = 300000
offer_valid_days = 14
"""
ASSESS = ("--adds", "Wholesale prices", "--criterion", "A café sees them", "--days", "2", "--milestone", "M2")


@pytest.fixture
def offered(studio, run):
    """An agreed project with a change that was offered."""
    studio.project_file("kopi", "toko").write_text(PROJECT)
    for words in (
        ("client", "set", "kopi", "contacts.rina.roles=approver"),
        ("scope", "accept", "kopi/toko", "--name", "Rina Wijaya", "--force"),
        ("change", "add", "kopi/toko", "Wholesale prices on the site"),
        ("change", "assess", "CO-1", "--class", "outside", "--hours", "3", *ASSESS),
        ("mail", "draft", "change", "CO-1"),
        ("mail", "sent", "change", "CO-1"),
    ):
        ran = run(*words)
        assert ran.code == 0, (words, ran.err)
    return studio


def approve(run, *more):
    return run("change", "approve", "CO-1", "--contact", "rina", "--force", *more)


def journal(studio, kind):
    lines = studio.journal_file("kopi").read_text().splitlines()
    return [one for one in map(json.loads, lines) if one["kind"] == kind]


def test_approval_makes_the_next_version_with_the_change_in_it(offered, run, tmp_path):
    reply = tmp_path / "reply.eml"
    reply.write_text("From: rina@kopi.example\nDate: Sat, 21 Nov 2026 09:00:00 +0700\n\nI approve CO-1.\n")
    ran = approve(run, "--evidence", reply)
    assert (ran.code, ran.out) == (0, "CO-1\n"), ran.err
    text = offered.project_file("kopi", "toko").read_text()
    for part in (
        "# The shop.",
        "version = 2",
        "issued = 2026-11-21",
        "amount = 45900000  # agreed on the phone",
        'title = "Wholesale prices"\ncriteria = ["A café sees them"]\nmilestone = "M2"\nprice = 900000',
        "amount = 18000000",
        "amount = 27000000",
        'label = "Wholesale prices (CO-1)"\namount = 900000\nmilestone = "M2"\ndue_days = 14',
        "days = 7",
    ):
        assert part in text
    assert "share" not in text
    assert "valid_until" not in text
    folder = offered.agreement_dir(*TOKO, 2)
    names = {
        "agreement.md",
        "agreement.toml",
        "plan.toml",
        "change.md",
        "manifest.toml",
        "evidence-reply.eml",
    }
    assert {one.name for one in folder.iterdir()} == names
    assert (folder / "agreement.toml").read_text() == text
    order = (folder / "change.md").read_text()
    assert ("21 November 2026" in order, "menyetujui CO-1." in order) == (True, True)
    (end,) = journal(offered, "change_ended")
    assert (end["outcome"], end["accepted_by"], end["version"]) == ("approved", "Rina Wijaya", 2)
    assert [one["version"] for one in journal(offered, "acceptance")] == [1, 2]
    (move,) = journal(offered, "milestone_moved")
    assert (move["was"], move["due"], move["cause"]) == ("2026-11-30", "2026-12-02", "change")
    assert read_agreed_plan(offered, TOKO, 2).end == date(2026, 12, 1)
    checked = run("check")
    assert (checked.code, checked.out) == (0, ""), checked
    rows = json.loads(run("milestone", "list", "kopi/toko", "--json").out)["data"]
    assert (rows["baseline_end"], rows["slip_by_cause"]) == ("2026-12-01", {"us": 1})


def test_what_was_approved_stands(offered, run):
    approve(run)
    for words in (
        ("change", "approve", "CO-1", "--contact", "rina"),
        ("change", "assess", "CO-1", "--price", "5"),
        ("change", "withdraw", "CO-1", "--note", "No"),
        ("undo", "--yes"),
        ("undo", journal(offered, "change_ended")[0]["id"], "--yes"),
        ("undo", journal(offered, "change")[0]["id"], "--yes"),
    ):
        assert run(*words).code == 5, words


def refused(run, said, *more, contact="rina"):
    ran = run("change", "approve", "CO-1", "--contact", contact, *more)
    assert (ran.code, ran.out) == (5, ""), ran
    assert said in ran.err


def test_it_is_refused_where_something_speaks_against_it(offered, run, tmp_path, monkeypatch):
    before = offered.journal_file("kopi").read_bytes()
    refused(run, "would have errors")
    mail = tmp_path / "other.eml"
    mail.write_text("From: budi@elsewhere.example\nDate: Sat, 21 Nov 2026 09:00:00 +0700\n\nYes.\n")
    refused(run, "who is no contact", "--evidence", mail)
    assert run("change", "approve", "CO-1", "--contact", "nobody").code == 3
    assert run("change", "approve", "CO-1").code == 2
    assert run("change", "approve", "CO-1", "--contact", "rina", "--on", "2026-11-20").code == 2
    run("client", "set", "kopi", "contacts.rina.roles=billing")
    text = offered.client_file("kopi").read_text()
    ani = '\n[[contacts]]\nid = "ani"\nname = "Ani"\nroles = ["signer"]\n'
    offered.client_file("kopi").write_text(text + ani)
    refused(run, "neither approver nor signer; that is ani")
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-12-06")
    refused(run, "the offer ended on 2026-12-05", contact="ani")
    run("project", "set", "kopi/toko", "revisions.rounds=3")
    refused(run, "not as it was agreed in one point", "--force", contact="ani")
    assert offered.journal_file("kopi").read_bytes() == before
    shutil.rmtree(offered.agreements_dir(*TOKO))
    refused(run, "Nothing is agreed", "--force", contact="ani")


@pytest.mark.parametrize("step", ["keep_agreement", "append_records", "save_file", "_forget_file"])
def test_killed_between_two_writes_check_names_it_and_the_same_command_finishes_it(
    offered, run, monkeypatch, step
):
    """The write is made, and nothing after it."""

    def approve_now():
        workspace = Workspace(offered.root, offered.device)
        stamp = Stamp(id="zzzzzzzzz1", ts=datetime(2026, 11, 21, 9, tzinfo=UTC), day=date(2026, 11, 21))
        found = find_change(workspace, "CO-1", Scope())
        return approve_change(
            workspace,
            stamp,
            read_settings(workspace).value,
            found,
            Approval("rina", date(2026, 11, 21), forced=True),
        )

    write = getattr(approval_module, step)

    def then_die(*arguments):
        write(*arguments)
        raise ClientkitError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(approval_module, step, then_die)
        with pytest.raises(ClientkitError, match="killed"):
            approve_now()
    checked = run("check")
    whole = step in {"save_file", "_forget_file"}
    assert checked.code == (0 if whole else 1)
    assert ("its approval was cut off" in checked.out + checked.err) != whole
    assert approve(run).code == (5 if whole else 0)
    assert run("check").code == 0
    kinds = ("change_ended", "acceptance", "milestone_moved")
    assert [len(journal(offered, kind)) for kind in kinds] == [1, 2, 1]
    assert offered.project_file("kopi", "toko").read_text().count("Wholesale prices (CO-1)") == 1
    assert not offered.agreement_dir(*TOKO, 3).exists()


def test_an_option_leaves_the_exclusions_and_what_is_dropped_the_deliverables(offered, run):
    run("change", "add", "kopi/toko", "--option", "X1")
    run("change", "assess", "CO-2", "--criterion", "40 photographs", "--drops", "D1")
    run("log", "add", "kopi/toko", "Told", "--for", journal(offered, "change")[1]["id"])
    ran = run("change", "approve", "CO-2", "--contact", "rina", "--force")
    assert ran.code == 0, ran.err
    text = offered.project_file("kopi", "toko").read_text()
    assert "exclusions" not in text
    assert "D1" not in text
    assert 'id = "D2"\ntitle = "Product photographs"' in text
    assert "price = 49500000" in text


def test_reports_tell_what_is_offered_and_approved_and_the_colour_waits(offered, run):
    def told():
        document = json.loads(run("report", "show", "kopi/toko", "--json").out)["data"]
        return [(one["number"], one["state"], one["price"]) for one in document["changes"]], document[
            "status"
        ]

    before, colour = told()
    assert before == [("CO-1", "offered", "900000")]
    assert (
        "CO-1 · Wholesale prices. Offered for" in run("report", "show", "kopi/toko", "--language", "en").out
    )
    run("change", "add", "kopi/toko", "Darker")
    assert told() == (before, colour)  # what was not offered is no news for them
    approve(run)
    assert told()[0] == [("CO-1", "approved", "900000")]
    card = json.loads(run("project", "show", "kopi/toko", "--json").out)["data"]
    assert [(one["kind"], one["text"]) for one in card["open"]] == [("change", "CO-2, requested: Darker")]


def test_what_is_done_for_free_is_a_courtesy_and_its_worth_shown_where_wanted(offered, run):
    run("change", "absorb", "CO-1", "--note", "We forgot to ask")
    shown = run("report", "show", "kopi/toko", "--language", "en").out
    assert "CO-1 · Wholesale prices. We do it as a courtesy.\n" in shown
    run("config", "set", "policies.show_goodwill=true")
    assert "as a courtesy, worth IDR 900,000." in run("report", "show", "kopi/toko", "--language", "en").out


def test_a_comparison_names_the_change_of_each_point(offered, run):
    approve(run)
    found = json.loads(run("scope", "diff", "kopi/toko", "v1", "v2", "--json").out)["data"]["differences"]
    assert {one["change"] for one in found} == {"CO-1"}
    text = run("scope", "diff", "kopi/toko", "v1", "v2", "--language", "en").out
    assert "- Price: IDR 45,000,000 → IDR 45,900,000 (CO-1)" in text
    assert "- Added: Wholesale prices (CO-1), IDR 900,000\n" in text
