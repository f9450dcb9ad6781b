"""The overview: its figures are those of the commands that it sums up, on one screen and on one page."""

import json
import re
import shutil
from collections import Counter

import pytest

from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.store import facts as facts_module
from clientkit.workspace.demo_sample import sample_workspace


@pytest.fixture
def looked_at(tmp_path, monkeypatch):
    """A copy of the sample that one stands in."""
    root = tmp_path / "sample"
    shutil.copytree(sample_workspace().root, root)
    monkeypatch.chdir(root)
    return root


def data(run, *words):
    return json.loads(run(*words, "--json").out)["data"]


def test_its_figures_are_those_of_the_lists_that_it_sums_up(looked_at, run):
    found = data(run, "overview")
    due = Counter(row["section"] for row in data(run, "agenda"))
    assert {name: count for name, count in found["due"].items() if count} == dict(due)
    levels = Counter(row["health"]["level"] for row in data(run, "client", "list", "--health"))
    assert {one["level"]: one["clients"] for one in found["health"] if one["clients"]} == dict(levels)
    sums = [(one["state"], one["price"]) for one in data(run, "project", "list", "--pipeline")["sums"]]
    assert [(one["state"], one["amount"]) for one in found["pipeline"]] == sums
    scores = data(run, "score", "--by", "quarter")
    assert [(one["name"], one["score"], one["low"]) for one in found["scores"]] == [
        (name, scores[name].get("score", scores[name].get("mean")), scores[name]["low"])
        for name in ("csat", "nps", "ces")
    ]
    assert found["keeping"]["end"] == scores["clients"]["end"]
    kept = [
        (one["term"], one["figure"]["in_time"]) for one in data(run, "score", "kept") if one["figure"]["due"]
    ]
    assert [(one["term"], one["count"]) for one in found["kept"]] == kept
    given = [row["goodwill"] for row in data(run, "client", "list", "--value")["clients"]]
    assert {one["currency"]: one["amount"] for one in found["goodwill"]} == {
        currency: amount for row in given for currency, amount in row.items()
    }


def test_slip_is_that_of_the_running_projects(looked_at, run):
    found = data(run, "overview")["slip"]
    slips = [data(run, "timeline", "show", name) for name in ("harbour/brand", "kopi/toko")]
    assert found["projects"] == len(slips)
    assert found["late"] == sum(one["slip"] > 0 for one in slips)
    days = Counter()
    for one in slips:
        days.update({slip["cause"]: slip["days"] for slip in one["slips"]})
    assert {one["cause"]: one["days"] for one in found["slips"]} == {
        key: value for key, value in days.items() if value
    }


def test_the_demo_fits_one_screen(looked_at, terminal):
    said = terminal("overview", width=80).out
    lines = re.sub(r"\x1b\[[0-9;]*m", "", said).rstrip("\n").split("\n")
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_needs_nothing_else_and_comes_out_the_same(looked_at, run, language):
    run("config", "set", f"defaults.language={language}")
    assert run("overview", "--format", "html").out == "documents/overview.html\n"
    page = (looked_at / "documents" / "overview.html").read_bytes()
    assert run("overview", "--format", "html", "-o", "-").out.encode() == page
    assert len(page) < 500_000
    assert f'lang="{language}"'.encode() in page
    assert not re.search(
        rb'<script|https?://(?!www\.w3\.org/2000/svg)|<img(?! src="data:)|@import|url\((?!data:)', page
    )


def test_it_counts_from_a_day_on(looked_at, run):
    since = data(run, "overview", "--since", "2026-10-01")
    assert since["keeping"]["since"] == since["since"] == "2026-10-01"
    assert since["scores"][0]["responses"] < data(run, "overview")["scores"][0]["responses"]


def test_without_clients_it_says_how_to_begin(empty_studio, run):
    assert "clientkit client add" in run("overview").err
    assert data(run, "overview")["scores"] == []
    assert run("overview", "--format", "html", "-o", "-").code == 0


def test_what_cannot_be_read_is_named_and_passed_over(looked_at, run):
    (looked_at / "clients" / "kopi" / "client.toml").write_text("name = \n", encoding="utf-8")
    ran = run("overview", "--json")
    assert ran.code == 0
    assert "passed over clients/kopi/client.toml" in ran.err
    assert sum(one["clients"] for one in json.loads(ran.out)["data"]["health"]) == 1


def test_its_figures_are_the_same_with_facts_without_them_and_with_damaged_ones(looked_at, run, monkeypatch):
    monkeypatch.setattr(facts_module, "YOUNG", 0)
    shutil.rmtree(looked_at / ".clientkit" / "facts", ignore_errors=True)
    anew = [run(*words).out for words in (("overview",), ("score",), ("score", "--by", "tag", "--json"))]
    files = sorted((looked_at / ".clientkit" / "facts").glob("answers-*"))
    assert [one.name for one in files] == ["answers-quarter", "answers-tag", "answers-whole"]
    for damage in (lambda _: b"", lambda data: data[: len(data) // 2], lambda data: data):
        again = [run(*words).out for words in (("overview",), ("score",), ("score", "--by", "tag", "--json"))]
        assert again == anew
        for file in files:
            file.write_bytes(damage(file.read_bytes()))


def test_another_format_is_refused(looked_at, run):
    ran = run("overview", "--format", "pdf")
    assert (ran.code, "--format html" in ran.err) == (2, True)
