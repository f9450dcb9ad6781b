"""The page that the client keeps: it holds what was sent, and nothing that was not."""

import json
import os
import re
import shutil
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest

UNSENT = (
    ("done", "kopi/toko", "Nobody was told of this outcome"),
    ("next", "kopi/toko", "Nobody was told of this step", "--due", "2026-11-30"),
    ("ask", "kopi/toko", "Was nobody told of this question?", "--due", "2026-11-30", "--options", "Aye|Nay"),
    ("blocked", "kopi/toko", "Nobody was told of this block", "--owner", "client"),
    ("risk", "kopi/toko", "Nobody was told of this risk"),
    (
        "promise",
        "add",
        "kopi/toko",
        "Nobody was told of this promise",
        "--due",
        "2026-11-30",
        "--owner",
        "client",
    ),
    ("change", "add", "kopi/toko", "Nobody was told of this change"),
    ("complaint", "add", "kopi/toko", "Nobody was told of this complaint"),
    ("feedback", "add", "kopi/toko", "--csat", "1", "--comment", "Nobody was told of this comment"),
    ("log", "add", "kopi/toko", "Nobody was told of this note", "--channel", "phone"),
    (
        "milestone",
        "move",
        "kopi/toko",
        "M6",
        "--due",
        "2027-01-29",
        "--cause",
        "us",
        "--note",
        "Nobody was told why",
    ),
    ("report", "week", "kopi/toko"),
    ("mail", "draft", "timeline", "kopi/toko"),
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    root = tmp_path_factory.mktemp("demo") / "studio"
    environment = {**os.environ, "CLIENTKIT_TODAY": "2026-11-21"}
    command = [sys.executable, "-m", "clientkit", "demo", str(root), "--no-git"]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return root


@pytest.fixture
def sent(demo, tmp_path, monkeypatch, run):
    """A copy of the demo that one stands in, in which the last report of kopi/toko went too."""
    root = tmp_path / "studio"
    shutil.copytree(demo, root)
    monkeypatch.chdir(root)
    assert run("mail", "sent", "report", "kopi/toko", "--week", "2026-W47", "--on", "2026-11-20").code == 0
    return root


@pytest.fixture
def told(demo, tmp_path, monkeypatch):
    """A copy of the demo that one stands in, as if none of its documents had gone."""
    root = tmp_path / "studio"
    shutil.copytree(demo, root)
    for path in root.glob("clients/*/journal/*.jsonl"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(one for one in lines if '"kind":"mail_' not in one), encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def page(run, name="kopi/toko", form="md", *more):
    ran = run("page", name, "--format", form, "-o", "-", *more)
    assert ran.code == 0, ran.err
    return ran.out


def replies(text):
    """The mail that each ready reply opens: its subject and its body."""
    links = (urlsplit(one) for one in re.findall(r"\]\((mailto:[^)]*)\)", text))
    return [tuple(parse_qs(one.query)[name][0] for name in ("subject", "body")) for one in links]


def test_a_project_of_which_nothing_was_sent_has_no_page(told, run):
    ran = run("page", "kopi/toko")
    assert ran.code == 5
    assert "Nothing of kopi/toko was sent or agreed yet" in ran.err
    assert "clientkit mail draft scope kopi/toko" in ran.err
    assert not (told / "clients/kopi/projects/toko/documents/page.html").exists()


def test_what_was_not_sent_does_not_change_it(sent, run):
    before = page(run)
    for words in UNSENT:
        ran = run(*words)
        assert ran.code == 0, (words, ran.err)
        assert page(run) == before, words
    assert "Nobody was told" not in before


def test_a_step_that_was_added_to_the_file_alone_is_not_on_it(sent, run):
    before = page(run)
    path = sent / "clients/kopi/projects/toko/project.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + '\n[[milestones]]\nid = "M99"\ntitle = "Added in silence"\ndays = 2\nafter = ["M8"]\n',
        encoding="utf-8",
    )
    after = page(run)
    fingerprint = after.splitlines()[-1]
    assert {*after.splitlines()} - {fingerprint} < {*before.splitlines()}


def test_it_tells_what_the_last_report_says_with_replies_in_its_words(sent, run):
    text = page(run)
    report = (sent / "clients/kopi/projects/toko/documents/2026-W47.md").read_text(encoding="utf-8")
    headline = report.partition("\n")[0].removeprefix("# Toko daring: ")
    assert f"**{headline.capitalize()}**" in text
    assert "✔ Materi 40 produk diterima lengkap" in text
    bodies = [body for _, body in replies(text)]
    assert any(body.endswith("Sesudah libur studio") for body in bodies)
    assert all(subject.startswith("Re: ") for subject, _ in replies(text))


def test_what_the_client_answered_is_asked_no_more(sent, run):
    asked = "Pelatihan kini jatuh menjelang libur studio"
    assert asked in page(run)
    assert run("answer", "yn446uxkua", "Sesudah libur").code == 0
    assert asked not in page(run)


def test_a_report_that_was_changed_since_it_went_counts_for_nothing(sent, run):
    path = sent / "clients/kopi/projects/toko/documents/2026-W47.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nWritten afterwards\n", encoding="utf-8")
    text = page(run)
    assert "Sesudah libur studio" not in text
    assert "laporan mingguan" in text


def test_a_question_by_mail_is_on_it_once_the_mail_went_until_it_is_settled(told, run):
    run("survey", "key", "--new")
    project = told / "clients/harbour/projects/brand"
    shutil.rmtree(project / "agreements")
    assert run("mail", "draft", "scope", "harbour/brand", "--attach", "ics").code == 0
    assert run("page", "harbour/brand").code == 5
    assert run("mail", "sent", "scope", "harbour/brand", "--on", "2026-11-20").code == 0
    text = page(run, "harbour/brand")
    journal = "".join(path.read_text("utf-8") for path in (told / "clients/harbour/journal").iterdir())
    (question,) = (one for one in map(json.loads, journal.splitlines()) if one["kind"] == "question")
    (sentence,) = question["sentences"]
    assert f"> [{sentence}](" in text
    ((subject, body),) = [one for one in replies(text) if "ACCEPT" in one[0]]
    assert re.fullmatch(r"\[CK-[0-9A-Z]{32}\] ACCEPT", subject)
    assert body == sentence
    assert run("scope", "accept", "harbour/brand", "--name", "Marcus", "--how", "mail", "--force").code == 0
    assert "ACCEPT" not in page(run, "harbour/brand")


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", ["kopi/toko", "kopi/katalog", "harbour/brand"])
def test_it_needs_nothing_else_and_comes_out_the_same(sent, run, name, language):
    first = page(run, name, "html", "--language", language)
    assert page(run, name, "html", "--language", language) == first
    assert len(first.encode()) < 500_000
    assert not re.search(r'<script|https?://|<img(?! src="data:)|@import|url\((?!data:)', first)


def test_before_the_first_report_dates_are_those_that_were_agreed(told, run):
    text = page(run, "kopi/katalog")
    assert "| M6 · Katalog diterima di Bandung | 12 Okt 2026 |" in text
    assert "Selesai" not in text


def test_questions_that_are_often_asked_stand_on_it(sent, run):
    path = sent / "clients/kopi/projects/toko/project.toml"
    with path.open("a", encoding="utf-8") as file:
        file.write(
            '\n[[faq]]\nquestion = "Siapa *yang* memegang sandi?"\nanswer = "**Ibu Rina**, <b>kini</b>."\n'
        )
    shown = page(run, "kopi/toko", "html")
    assert ">Siapa *yang* memegang sandi?</h3>" in shown
    assert "<strong>Ibu Rina</strong>" in shown
    assert "<b>" not in shown


def test_a_large_project_with_long_titles_and_nobody_to_write_to(studio, run):
    title = "Sangat panjang " * 20
    rows = [
        f'\n[[deliverables]]\nid = "D{n}"\ntitle = "{title}{n}"\ncriteria = ["It works"]\n' for n in range(40)
    ]
    rows += [f'\n[[milestones]]\nid = "M{n}"\ntitle = "{title}{n}"\ndays = 1\n' for n in range(60)]
    path = studio.project_file("kopi", "toko")
    path.write_text(
        'title = "' + title.strip() + '"\n[timeline]\nstart = 2026-11-02\n' + "".join(rows), encoding="utf-8"
    )
    client = studio.client_file("kopi")
    client.write_text('name = "Kopi"\nlanguage = "en"\n', encoding="utf-8")
    assert run("scope", "accept", "kopi/toko", "--name", "Rina", "--how", "mail", "--force").code == 0
    text = page(run)
    assert text.count("Sangat panjang") >= 60 * 20
    assert len(page(run, "kopi/toko", "html").encode()) < 500_000
