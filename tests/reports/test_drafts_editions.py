"""A weekly report that was sent stays as it is; rendering it again makes the next edition."""

import hashlib
from datetime import UTC, date, datetime

import pytest

from clientkit.errors import ExitCode
from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.store.save import append_record
from support.checked import other_findings

OWN = "Pekan ini berjalan lancar."


@pytest.fixture
def report(studio, run):
    """A report of the week, with words of one's own; its path."""
    assert run("done", "kopi/toko", "Halaman depan selesai").code == 0
    assert run("next", "kopi/toko", "Pembayaran", "--due", "2026-11-27").code == 0
    assert run("report", "week", "kopi/toko").code == 0
    path = studio.report_file("kopi", "toko", "2026-W47")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("## Berikutnya", f"{OWN}\n\n## Berikutnya"), encoding="utf-8")
    assert run("report", "week", "kopi/toko").code == 0
    return path


def send(studio, path, number=1, outcome="sent"):
    """What the journal holds once a report was mailed."""
    stamp = {"ts": datetime(2026, 11, 20, 9, number, tzinfo=UTC), "day": date(2026, 11, 20)}
    about = {**stamp, "client": "kopi", "project": "toko"}
    name = f"send0000{number}"
    append_record(
        studio,
        MailSending(
            id=name,
            message=f"<{name}@studio.example>",
            recipients=("rina@kopi.example", "budi@kopi.example"),
            subject="Laporan",
            sha256="a" * 64,
            document="report",
            week="2026-W47",
            file=studio.relative(path),
            file_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            **about,
        ),
    )
    if outcome:
        append_record(studio, MailOutcome(id=f"fate0000{number}", ref=name, outcome=outcome, **about))


def edition(report, number):
    return report.with_name(f"2026-W47.{number}.md")


def text_of(path):
    return path.read_text(encoding="utf-8")


def test_a_sent_report_stays_and_the_next_edition_has_the_words_too(studio, report, run):
    send(studio, report)
    before = report.read_bytes()
    assert run("done", "kopi/toko", "Keranjang selesai").code == 0
    ran = run("report", "week", "kopi/toko")
    assert (ran.code, ran.out.strip()) == (0, "clients/kopi/projects/toko/documents/2026-W47.2.md")
    assert (
        "Note: the report of 2026-W47 was sent on 2026-11-20 to rina@kopi.example, budi@kopi.example; "
        "clients/kopi/projects/toko/documents/2026-W47.md stays as it is. This is edition 2" in ran.err
    )
    assert report.read_bytes() == before
    second = text_of(edition(report, 2))
    assert OWN in second
    assert second != before.decode()


def test_an_edition_that_was_not_sent_is_written_again(studio, report, run):
    send(studio, report)
    assert run("report", "week", "kopi/toko").code == 0
    second = edition(report, 2)
    second.write_text(text_of(second).replace(OWN, f"{OWN} Sungguh."), encoding="utf-8")
    assert run("done", "kopi/toko", "Keranjang selesai").code == 0
    assert run("report", "week", "kopi/toko").code == 0
    assert f"{OWN} Sungguh." in text_of(second)
    assert not edition(report, 3).exists()
    send(studio, second, 2)
    frozen = second.read_bytes()
    assert run("report", "week", "kopi/toko").code == 0
    assert f"{OWN} Sungguh." in text_of(edition(report, 3))
    assert second.read_bytes() == frozen


def test_the_next_edition_is_opened_in_the_editor(studio, report, run, monkeypatch):
    send(studio, report)
    monkeypatch.setenv("EDITOR", "sed -i s/lancar/baik/")
    assert run("report", "week", "kopi/toko", "--edit").code == 0
    assert "Pekan ini berjalan baik." in text_of(edition(report, 2))
    assert OWN in text_of(report)


def test_a_page_of_a_sent_report_is_the_next_edition_s(studio, report, run):
    assert run("report", "week", "kopi/toko", "--format", "html").code == 0
    page = report.with_suffix(".html").read_bytes()
    send(studio, report)
    ran = run("report", "week", "kopi/toko", "--format", "html")
    assert ran.out.strip().endswith("documents/2026-W47.2.html")
    assert report.with_suffix(".html").read_bytes() == page


def test_a_sent_report_that_was_changed_or_lost_is_told(studio, report, run):
    send(studio, report)
    report.write_text("changed", encoding="utf-8")
    assert "documents/2026-W47.md was changed since." in run("report", "show", "kopi/toko").err
    report.unlink()
    assert "documents/2026-W47.md is gone since." in run("report", "week", "kopi/toko").err
    assert edition(report, 2).exists()


def test_check_proves_that_what_was_sent_is_what_is_there(studio, report, run):
    send(studio, report)
    assert other_findings(run) == []
    report.write_text("changed", encoding="utf-8")
    assert "2026-W47.md: warning: was sent on 2026-11-20 and was changed since" in run("check").out
    report.unlink()
    assert "was sent on 2026-11-20 and is gone since" in run("check").out
    report.with_suffix(".generated.json").write_text("{", encoding="utf-8")
    assert "2026-W47.generated.json: error: does not hold what the report was made from" in run("check").out


def test_a_path_in_the_journal_leads_nowhere_else(studio, report, run):
    (studio.root / "secret.md").write_text("secret")
    send(studio, studio.root / "secret.md")
    ran = run("report", "show", "kopi/toko")
    assert ran.code == 0
    assert "documents/2026-W47.md was changed since. This is edition 2" in ran.err


def test_a_report_that_was_sent_as_a_written_mail_is_frozen_too(studio, report, run):
    mail = report.with_suffix(".eml")
    mail.write_text("Subject: Laporan\n\nHalo.\n")
    send(studio, mail)
    before = report.read_bytes()
    ran = run("report", "week", "kopi/toko")
    assert ran.out.strip().endswith("documents/2026-W47.2.md")
    assert "was sent on 2026-11-20 to rina@kopi.example, budi@kopi.example. This is edition 2" in ran.err
    assert report.read_bytes() == before
    assert other_findings(run) == []


def test_a_mail_that_failed_freezes_nothing(studio, report, run):
    send(studio, report, outcome="failed")
    assert run("done", "kopi/toko", "Keranjang selesai").code == 0
    ran = run("report", "week", "kopi/toko")
    assert (ran.code, "was sent" in ran.err) == (0, False)
    assert "Keranjang" in text_of(report)


def test_while_nobody_knows_whether_a_report_went_it_is_not_written(studio, report, run):
    send(studio, report, outcome="")
    before = report.read_bytes()
    assert run("done", "kopi/toko", "Keranjang selesai").code == 0
    for words in ((), ("--edit",), ("--format", "html")):
        ran = run("report", "week", "kopi/toko", *words)
        assert (ran.code, ran.out) == (ExitCode.REFUSED, "")
        assert "A mail with this report was begun, and nobody knows whether it went" in ran.err
        assert "clientkit mail settle send00001" in ran.err
    assert report.read_bytes() == before
    assert run("report", "show", "kopi/toko").code == 0
    assert run("report", "week", "kopi/toko", "-o", "-").code == 0


def test_other_weeks_are_not_frozen_with_it(studio, report, run):
    send(studio, report)
    ran = run("report", "week", "kopi/toko", "--week", "2026-W46")
    assert ran.out.strip().endswith("documents/2026-W46.md")
    assert "was sent" not in ran.err


def test_check_names_what_git_could_not_merge(studio, report, run):
    made = report.with_suffix(".generated.json")
    for path in (report, made):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        path.write_text("".join([*lines[:2], "<<<<<<< HEAD\n", *lines[2:]]), encoding="utf-8")
        ran = run("check")
        assert ran.code == ExitCode.FOUND
        name = f"clients/kopi/projects/toko/documents/{path.name}"
        assert ran.out.startswith(f"{name}:3: error: a conflict marker of git. ")
        path.write_text(text, encoding="utf-8")
    assert other_findings(run) == []
