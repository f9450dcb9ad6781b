"""`clientkit report list`: the weeks of a project."""

import hashlib
import json
from datetime import UTC, date, datetime

from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.store.save import append_record

FOLDER = "clients/kopi/projects/toko/documents"


def data_of(run, *words):
    ran = run(*words, "--json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)["data"]


def send(studio, path):
    about = {
        "ts": datetime(2026, 11, 20, 9, tzinfo=UTC),
        "day": date(2026, 11, 20),
        "client": "kopi",
        "project": "toko",
    }
    append_record(
        studio,
        MailSending(
            id="send00001",
            message="<1@studio.example>",
            recipients=("rina@kopi.example",),
            subject="Laporan",
            sha256="a" * 64,
            document="report",
            week="2026-W47",
            file=studio.relative(path),
            file_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            **about,
        ),
    )
    append_record(studio, MailOutcome(id="fate00001", ref="send00001", outcome="sent", **about))


def test_weeks_are_listed_with_their_status_report_and_sending(course, run):
    assert run("report", "week", "kopi/toko").code == 0
    path = course.report_file("kopi", "toko", "2026-W47")
    send(course, path)
    assert run("report", "week", "kopi/toko").code == 0
    assert run("report", "list", "kopi/toko").out.splitlines() == [
        "NO.  WEEK      EDITION  STATUS  NOTES  HOURS  SENT        REPORT",
        "     2026-W44           green       1    4.5              not written",
        f"  1  2026-W47        1  red         2      3  2026-11-20  {FOLDER}/2026-W47.md",
        f"  1  2026-W47        2  red         2      3  no          {FOLDER}/2026-W47.2.md",
    ]


def test_the_list_as_json(course, run):
    assert run("report", "week", "kopi/toko").code == 0
    path = course.report_file("kopi", "toko", "2026-W47")
    send(course, path)
    path.unlink()
    first, sent = data_of(run, "report", "list", "kopi/toko")
    assert (first["week"], first["edition"], first["document"], first["sent_on"]) == (
        *("2026-W44", None),
        *(None, None),
    )
    assert sent == {
        "kind": "week",
        "number": 1,
        "week": "2026-W47",
        "month": None,
        "edition": 1,
        "status": "red",
        "notes": 2,
        "hours": "3.0",
        "document": None,
        "sent_on": "2026-11-20",
        "recipients": ["rina@kopi.example"],
    }
    assert "gone" in run("report", "list", "kopi/toko").out


def test_files_beside_the_reports_are_no_reports(course, run):
    assert run("report", "week", "kopi/toko").code == 0
    assert run("report", "week", "kopi/toko", "--format", "html").code == 0
    folder = course.documents_dir("kopi", "toko")
    (folder / "2026-W99.md").write_text("x")
    (folder / "2026-W46.md").mkdir()
    (folder / "2026-W45.notes.md").write_text("x")
    assert [row["week"] for row in data_of(run, "report", "list", "kopi/toko")] == ["2026-W44", "2026-W47"]
    for days, weeks in {
        ("--since", "2026-11-01"): ["2026-W44", "2026-W47"],  # a Sunday: its week counts
        ("--since", "2026-11-02"): ["2026-W47"],
        ("--until", "2026-11-15"): ["2026-W44"],
        ("--sort", "-week"): ["2026-W47", "2026-W44"],
        ("--until", "2026-01-01"): [],
    }.items():
        assert [row["week"] for row in data_of(run, "report", "list", "kopi/toko", *days)] == weeks, days
    assert "in these days" in run("report", "list", "kopi/toko", "--until", "2026-01-01").err
