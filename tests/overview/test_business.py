"""Pipeline, value, source and segments through the commands."""

import csv
import io
import json

import pytest

from clientkit.kernel.model.records.journal import record_adapter
from clientkit.kernel.store.save import append_record

HASHES = {"sha256": "0" * 64, "manifest_sha256": "0" * 64}


@pytest.fixture
def sold(studio, run):
    """An offer that was won after four days for rupiah, one lost for its price, one open in dollars."""
    run("client", "add", "Teh", "--slug", "teh", "--currency", "USD")
    run("client", "set", "kopi", "source.how=referral", "source.who=Bu Ani", "source.cost=100000")
    for name, price in (("kopi/katalog", "750000"), ("kopi/poster", "500000"), ("teh/web", "900")):
        client, _, slug = name.partition("/")
        assert run("project", "add", client, slug, "--slug", slug, "--price", price).code == 0
    toko = {"client": "kopi", "project": "katalog"}
    mail = {"subject": "Offer", "recipients": ["rina@kopi.example"], "sha256": "0" * 64, "document": "scope"}
    records = [
        {"kind": "mail_sending", "day": "2026-10-01", **toko, **mail},
        {"kind": "mail_outcome", "day": "2026-10-01", **toko, "ref": "record0000", "outcome": "sent"},
        {
            "kind": "acceptance",
            "day": "2026-10-05",
            **toko,
            "version": 1,
            "accepted_by": "Rina",
            "how": "mail",
        }
        | HASHES,
        {"kind": "hours", "day": "2026-10-06", **toko, "hours": 10, "source": "toggl:1"},
        {"kind": "mail_sending", "day": "2026-11-01", "client": "kopi", "project": "poster", **mail},
        {
            "kind": "mail_outcome",
            "day": "2026-11-01",
            "client": "kopi",
            "project": "poster",
            "ref": "record0004",
            "outcome": "sent",
        },
    ]
    for number, one in enumerate(records):
        stamp = {"id": f"record000{number}", "ts": f"2026-11-01T00:00:0{number}Z"}
        append_record(studio, record_adapter().validate_python({**stamp, **one}))
    assert run("project", "drop", "kopi/poster", "--reason", "price").code == 0
    return studio


def test_the_pipeline_sums_by_currency_and_counts_what_was_won(sold, run):
    found = json.loads(run("project", "list", "--pipeline", "--all", "--json").out)
    states = {one["project"]: one["state"] for one in found["data"]["rows"]}
    assert found["kind"] == "pipeline"
    assert states == {
        "kopi/toko": "talking",
        "teh/web": "talking",
        "kopi/katalog": "agreed",
        "kopi/poster": "dropped",
    }
    sums = {(one["state"], one["currency"]): one["price"] for one in found["data"]["sums"]}
    assert sums["talking", "USD"] == "900"
    assert sums["agreed", "IDR"] == "750000"
    offers = found["data"]["offers"]
    assert (offers["won"], offers["decided"], offers["days_to_a_yes"]) == (1, 2, 4.0)
    assert 0 < offers["low"] < 50 < offers["high"] < 100
    assert found["data"]["reasons"] == {"price": 1}
    said = run("project", "list", "--pipeline").out
    assert "agreed: Rp750.000 in 1 project\n" in said
    assert "Offers won: 1 of 2, between 3 and 98 %; 4 days to a yes" in said
    assert "kopi/poster" not in said
    assert run("project", "start", "kopi/toko").code == 0
    assert "kopi/toko" in run("project", "list", "--pipeline").out  # it is still to be agreed on


def test_the_value_of_clients_and_what_their_sources_brought(sold, run):
    found = json.loads(run("client", "list", "--value", "--sort=-engagements", "--json").out)["data"]
    first = found["clients"][0]
    assert (first["client"], first["agreed"], first["engagements"]) == ("kopi", {"IDR": "750000"}, 1)
    assert (first["hours"], first["per_hour"]) == (10.0, {"IDR": "75000.00"})
    source = next(one for one in found["sources"] if one["source"] == "referral")
    assert (source["won"], source["decided"], source["cost_per_client"]) == (1, 2, {"IDR": "100000.00"})
    assert "referral: 1 client, offers won 1 of 2" in run("client", "list", "--value").out


def test_segments_and_a_table_for_a_spreadsheet(sold, run):
    def clients(*words):
        return [one["client"] for one in json.loads(run("client", "list", *words, "--json").out)["data"]]

    assert clients("--stage", "active") == clients("--loyalty", "new") == ["kopi"]
    assert clients("--source", "Ref") == ["kopi"]
    assert clients("--stage", "lost") == []
    rows = [*csv.DictReader(io.StringIO(run("client", "list", "--format", "csv").out))]
    assert [(row["client"], row["stage"], row["source"]) for row in rows] == [
        ("kopi", "active", "referral"),
        ("teh", "prospect", ""),
    ]
    assert [row["open"] for row in rows] == ["0", "0"]  # nothing is open, and that is known
    worth = [*csv.DictReader(io.StringIO(run("client", "list", "--value", "--format", "csv").out))]
    assert worth[0]["agreed"].startswith("IDR ")
    health = [*csv.DictReader(io.StringIO(run("client", "list", "--health", "--format", "csv").out))]
    assert {"client", "level", "reason"} <= health[0].keys()
    for words in (("--health", "--value"), ("--stage", "won"), ("--loyalty", "old"), ("--format", "xls")):
        assert run("client", "list", *words).code == 2
