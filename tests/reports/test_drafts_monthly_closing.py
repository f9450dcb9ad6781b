"""Reports of a month and of the end keep words of one's own, and stay as they were sent, as a week's does."""

import hashlib
import json
from datetime import UTC, date, datetime

import pytest

from clientkit.errors import ExitCode
from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.store.save import append_record

OWN = "Terima kasih atas jawaban yang cepat."
MONTH = ("month", "2026-11", {"month": "2026-11"})
CLOSING = ("close", "closing", {})
NAMED = {"month": "report of 2026-11", "close": "closing report"}


@pytest.fixture(params=[MONTH, CLOSING], ids=["month", "closing"])
def kept(request, studio, run):
    """A report with words of one's own: its command, its path, and what a sending says of it."""
    verb, stem, about = request.param
    for words in (("next", "Pembayaran", "--due", "2026-11-27"), ("lesson", "Foto diminta lebih awal")):
        assert run(words[0], "kopi/toko", *words[1:]).code == 0
    ran = run("report", verb, "kopi/toko")
    path = studio.report_file("kopi", "toko", stem)
    assert (ran.code, ran.out) == (0, f"{path.relative_to(studio.root)}\n")
    heading = next(line for line in text_of(path).splitlines() if line.startswith("## "))
    path.write_text(text_of(path).replace(heading, f"{OWN}\n\n{heading}"), encoding="utf-8")
    document = "closing" if verb == "close" else verb
    return verb, path, {"document": document, **about}


def text_of(path):
    return path.read_text(encoding="utf-8")


def send(studio, path, about, outcome="sent"):
    stamp = {"ts": datetime(2026, 11, 20, 9, tzinfo=UTC), "day": date(2026, 11, 20)}
    common = {**stamp, "client": "kopi", "project": "toko"}
    sending = MailSending(
        id="send00001",
        message="<send00001@studio.example>",
        recipients=("rina@kopi.example",),
        subject="Laporan",
        sha256="a" * 64,
        file=studio.relative(path),
        file_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        **about,
        **common,
    )
    append_record(studio, sending)
    if outcome:
        append_record(studio, MailOutcome(id="fate00001", ref="send00001", outcome=outcome, **common))


def test_words_stay_when_the_data_change(studio, run, kept):
    verb, path, _ = kept
    assert run("blocked", "kopi/toko", "Kasir", "--unblocks", "Kata sandi").code == 0
    assert run("lesson", "kopi/toko", "Uji lebih awal").code == 0
    assert run("report", verb, "kopi/toko").code == 0
    assert OWN in text_of(path)
    assert "Kasir" in text_of(path)
    assert OWN in run("report", verb, "kopi/toko", "-o", "-").out


def test_words_are_typed_in_an_editor(run, kept, monkeypatch):
    verb, path, _ = kept
    monkeypatch.setenv("EDITOR", "sed -i s/cepat/tepat/")
    ran = run("report", verb, "kopi/toko", "--edit")
    assert (ran.code, ran.out.strip().endswith(path.name)) == (0, True)
    assert "Terima kasih atas jawaban yang tepat." in text_of(path)
    assert "clientkit:" not in text_of(path)


def test_what_was_sent_stays_and_the_next_edition_has_the_words_too(studio, run, kept):
    verb, path, about = kept
    send(studio, path, about)
    before = path.read_bytes()
    assert run("blocked", "kopi/toko", "Kasir").code == 0
    ran = run("report", verb, "kopi/toko")
    second = path.with_name(f"{path.stem}.2.md")
    assert ran.out == f"{second.relative_to(studio.root)}\n"
    assert f"the {NAMED[verb]} was sent on 2026-11-20 to rina@kopi.example" in ran.err
    assert f"{path.name} stays as it is. This is edition 2" in ran.err
    assert path.read_bytes() == before
    assert OWN in text_of(second)
    assert "edisi kedua" in text_of(second)
    assert run("check").out == ""
    path.write_text("changed", encoding="utf-8")
    assert f"{path.name}: warning: was sent on 2026-11-20 and was changed since" in run("check").out


def test_the_weeks_of_a_month_that_was_sent_are_not_frozen(studio, run, kept):
    _, path, about = kept
    send(studio, path, about)
    ran = run("report", "week", "kopi/toko")
    assert ran.out.endswith("2026-W47.md\n")
    assert "was sent" not in ran.err


def test_while_nobody_knows_whether_it_went_it_is_not_written(studio, run, kept):
    verb, path, about = kept
    send(studio, path, about, outcome="")
    assert run("blocked", "kopi/toko", "Kasir").code == 0
    ran = run("report", verb, "kopi/toko")
    assert (ran.code, ran.out) == (ExitCode.REFUSED, "")
    assert "clientkit mail settle send00001" in ran.err


def test_a_file_that_nobody_made_is_not_written_over(run, kept):
    verb, path, _ = kept
    path.with_suffix(".generated.json").unlink()
    ran = run("report", verb, "kopi/toko")
    assert (ran.code, ran.out) == (ExitCode.REFUSED, "")
    assert OWN in text_of(path)


def test_they_stand_below_the_weeks_in_the_list(studio, run, kept):
    verb, path, about = kept
    send(studio, path, about)
    assert run("report", verb, "kopi/toko").code == 0
    of = about.get("month", "closing")
    lines = run("report", "list", "kopi/toko").out.splitlines()
    assert lines[0].startswith("NO.  WEEK")
    table = lines[lines.index("") + 1 :]
    assert [line.split() for line in table] == [
        ["OF", "EDITION", "SENT", "REPORT"],
        [of, "1", "2026-11-20", studio.relative(path)],
        [of, "2", "no", studio.relative(path).replace(".md", ".2.md")],
    ]
    rows = json.loads(run("report", "list", "kopi/toko", "--json").out)["data"]
    assert [(row["kind"], row["week"], row["month"], row["notes"]) for row in rows[1:]] == [
        (about["document"], None, about.get("month"), None)
    ] * 2


def test_their_pages_are_letters_too(run, kept):
    page = run("report", kept[0], "kopi/toko", "--format", "html", "-o", "-").out
    assert OWN in page
    assert "<nav" not in page


def test_they_are_shown_with_the_words(run, kept):
    verb, _, _ = kept
    words = ("--closing",) if verb == "close" else ("--month", "2026-11")
    ran = run("report", "show", "kopi/toko", *words)
    assert (ran.code, OWN in ran.out) == (0, True)
    said = json.loads(run("report", "show", "kopi/toko", *words, "--json").out)
    assert said["kind"] == ("closing" if verb == "close" else "month")


@pytest.mark.parametrize("words", [("--week", "2026-W47", "--closing"), ("--month", "2026-11", "--closing")])
def test_one_report_at_a_time_is_shown(studio, run, words):
    ran = run("report", "show", "kopi/toko", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Error: One report at a time is shown.\n  Give --week, --month or --closing.\n"
