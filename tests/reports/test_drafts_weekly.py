"""Words of one's own in a weekly report: kept when the data change, and never lost."""

import json
import tempfile
from pathlib import Path

import pytest

from clientkit.errors import ExitCode

OWN = "Pekan ini berjalan lancar."


@pytest.fixture(autouse=True)
def _own_place_for_copies(tmp_path, monkeypatch):
    (tmp_path / "copies").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "copies"))


@pytest.fixture
def take(studio, run):
    def note(kind, text, *options):
        ran = run(kind, "kopi/toko", text, *options)
        assert ran.code == 0, ran.err
        return ran.out.strip()

    return note


@pytest.fixture
def report(studio, run, take):
    """A report of the week with one result; its path."""
    take("done", "Halaman depan selesai", "--hours", "3")
    take("next", "Pembayaran", "--due", "2026-11-27")
    ran = run("report", "week", "kopi/toko")
    assert ran.code == 0, ran.err
    path = studio.report_file("kopi", "toko", "2026-W47")
    assert ran.out.strip() == str(path.relative_to(studio.root))
    return path


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor that runs lines of shell; the file to edit is "$1"."""

    def install(*lines):
        path = tmp_path / "editor"
        path.write_text("\n".join(("#!/bin/sh", "set -e", *lines)) + "\n")
        path.chmod(0o755)
        monkeypatch.setenv("EDITOR", str(path))

    return install


def text_of(path):
    return path.read_text(encoding="utf-8")


def write_in(path, after, words):
    """What a person does in any editor: a paragraph after a line."""
    text = text_of(path)
    (line,) = [line for line in text.split("\n") if line.startswith(after)]
    path.write_text(text.replace(line, f"{line}\n\n{words}"), encoding="utf-8")


def made_of(path):
    return json.loads(path.with_suffix(".generated.json").read_text(encoding="utf-8"))["generations"]


def test_words_written_with_any_editor_stay_when_the_notes_change(report, run, take):
    write_in(report, "Pekan ini satu pekerjaan", OWN)
    take("done", "Keranjang selesai", "--hours", "2")
    ran = run("report", "week", "kopi/toko")
    assert ran.code == 0, ran.err
    text = text_of(report)
    assert OWN in text
    assert "- Keranjang selesai" in text
    assert "dua pekerjaan" in text


def test_words_typed_into_the_editor_stay_and_its_marks_go(report, run, take, editor):
    editor(f"sed -i 's/^## Berikutnya/{OWN}\\n\\n&/' \"$1\"")
    ran = run("report", "week", "kopi/toko", "--edit")
    assert ran.code == 0, ran.err
    assert OWN in text_of(report)
    assert "clientkit:" not in text_of(report)
    take("done", "Keranjang selesai")
    assert run("report", "week", "kopi/toko").code == 0
    assert f"- Keranjang selesai\n\n{OWN}\n\n## Berikutnya" in text_of(report)


def test_what_is_shown_printed_and_made_into_a_page_has_the_words(report, run, tmp_path):
    write_in(report, "Pekan ini satu pekerjaan", OWN)
    assert OWN in run("report", "show", "kopi/toko").out
    assert OWN in run("report", "week", "kopi/toko", "-o", "-").out
    page = tmp_path / "page.html"
    assert run("report", "week", "kopi/toko", "--format", "html", "-o", page).code == 0
    assert OWN in text_of(page)
    assert run("report", "week", "kopi/toko", "--format", "html").code == 0
    assert OWN in text_of(report.with_suffix(".html"))


def test_a_line_that_was_rewritten_stays_and_the_new_data_are_told(report, run, take):
    report.write_text(
        text_of(report).replace("Pekan ini satu pekerjaan selesai", "Banyak selesai"), encoding="utf-8"
    )
    take("done", "Keranjang selesai")
    ran = run("report", "week", "kopi/toko")
    assert "Banyak selesai" in text_of(report)
    assert "- Keranjang selesai" in text_of(report)
    assert "your words stay; your notes now say: Pekan ini dua pekerjaan selesai" in ran.err
    assert "your words stay" not in run("report", "week", "kopi/toko").err


def test_a_clash_is_shown_in_the_editor_and_its_comment_goes(report, run, take, editor, tmp_path):
    report.write_text(
        text_of(report).replace("Pekan ini satu pekerjaan selesai", "Banyak selesai"), encoding="utf-8"
    )
    take("done", "Keranjang --> selesai")
    editor(f"cp \"$1\" '{tmp_path}/buffer'", f"sed -i 's/^## Berikutnya/{OWN}\\n\\n&/' \"$1\"")
    assert run("report", "week", "kopi/toko", "--edit").code == 0
    assert "<!-- clientkit: your words stay; your notes now say: Pekan ini dua pekerjaan" in text_of(
        tmp_path / "buffer"
    )
    assert "clientkit:" not in text_of(report)


def test_the_same_again_writes_nothing(report, run):
    write_in(report, "Pekan ini satu pekerjaan", OWN)
    assert run("report", "week", "kopi/toko").code == 0
    files = (report, report.with_suffix(".generated.json"))
    before = [file.stat().st_mtime_ns for file in files]
    assert run("report", "week", "kopi/toko").code == 0
    assert [file.stat().st_mtime_ns for file in files] == before


def test_leaving_the_editor_without_a_change_writes_nothing(report, run, take, editor):
    editor(":")
    take("done", "Keranjang selesai")
    before = text_of(report)
    ran = run("report", "week", "kopi/toko", "--edit")
    assert (ran.code, ran.out) == (0, "")
    assert (
        "Nothing was changed, so clients/kopi/projects/toko/documents/2026-W47.md was not written." in ran.err
    )
    assert text_of(report) == before
    report.unlink()
    assert run("report", "week", "kopi/toko", "--edit").code == 0
    assert not report.exists()


@pytest.mark.parametrize(
    "editing",
    [
        "sed -i 's/$/\\r/' \"$1\"",
        "sed -i '/clientkit:/d' \"$1\"",
        "printf '\\n\\n\\n' >> \"$1\"",
        "sed -i '1s/^/\\xef\\xbb\\xbf/' \"$1\"",
        'head -c -1 "$1" > "$1.new"; mv "$1.new" "$1"',
    ],
    ids=["crlf", "marks removed", "blank lines", "byte order mark", "no newline"],
)
def test_what_editors_do_is_no_change(report, run, editor, editing):
    editor(editing)
    before = text_of(report)
    ran = run("report", "week", "kopi/toko", "--edit")
    assert ran.code == 0, ran.err
    assert text_of(report) == before


@pytest.mark.parametrize(
    ("editing", "code", "said"),
    [
        (': > "$1"', ExitCode.REFUSED, "The report was left empty; nothing was written."),
        ("sed -i '/clientkit:/!d' \"$1\"", ExitCode.REFUSED, "The report was left empty"),
        ('echo x >> "$1"; exit 3', ExitCode.OUTSIDE_FAILED, "ended with code 3"),
        (
            "sed -i 's/what follows is/& Lancar/' \"$1\"",
            ExitCode.INVALID_DATA,
            "is a mark that was changed",
        ),
        ("printf 'Caf\\351\\n' >> \"$1\"", ExitCode.INVALID_DATA, "not UTF-8 text"),
        ('rm "$1"', ExitCode.NOT_FOUND, "There is no file"),
    ],
)
def test_an_editor_that_goes_wrong_costs_nothing(report, run, editor, editing, code, said):
    editor(editing)
    before = text_of(report)
    ran = run("report", "week", "kopi/toko", "--edit")
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert text_of(report) == before


def test_words_on_the_line_of_a_mark_are_kept(report, run, editor):
    editor(f"sed -i 's/^<!-- clientkit: your own words go.*/& {OWN}/' \"$1\"")
    assert run("report", "week", "kopi/toko", "--edit").code == 0
    assert f"\n{OWN}\n\n## Berikutnya" in text_of(report)


def test_a_report_that_changed_while_the_editor_was_open_is_not_overwritten(report, run, editor):
    editor(f"printf 'theirs\\n' >> '{report}'", 'printf "ours\\n" >> "$1"')
    ran = run("report", "week", "kopi/toko", "--edit")
    assert ran.code == ExitCode.REFUSED
    assert "was changed by someone else meanwhile; nothing was written." in ran.err
    kept = Path(ran.err.split("Your text is kept in ")[1].split()[0].rstrip("."))
    assert "ours" in text_of(kept)
    assert text_of(report).endswith("theirs\n")


def test_the_editor_is_for_the_report_in_its_place(report, run):
    for words in (("-o", "-"), ("--format", "html")):
        ran = run("report", "week", "kopi/toko", "--edit", *words)
        assert (ran.code, ran.err.splitlines()[0]) == (2, "Error: --edit is for the report in documents/.")


def test_a_file_from_elsewhere_is_not_overwritten_but_can_be_taken_over(report, run, take, editor):
    report.with_suffix(".generated.json").unlink()
    write_in(report, "Pekan ini satu pekerjaan", OWN)
    before = text_of(report)
    ran = run("report", "week", "kopi/toko")
    assert (ran.code, text_of(report)) == (ExitCode.REFUSED, before)
    assert "nothing says what it was made from; nothing was written." in ran.err
    assert "Take it for your own words with --edit" in ran.err
    assert OWN in run("report", "show", "kopi/toko").out
    editor("sed -i 's/lancar/sangat lancar/' \"$1\"")
    assert run("report", "week", "kopi/toko", "--edit").code == 0
    take("done", "Keranjang selesai")
    assert run("report", "week", "kopi/toko").code == 0
    assert "Pekan ini berjalan sangat lancar." in text_of(report)
    assert "- Keranjang selesai" in text_of(report)


def test_a_report_without_words_follows_into_another_language_and_one_with_words_does_not(report, run):
    assert run("report", "week", "kopi/toko", "--language", "en").code == 0
    assert "## Done this week" in text_of(report)
    report.write_text(text_of(report).replace("## Done this week", "## Done, at last"), encoding="utf-8")
    ran = run("report", "week", "kopi/toko", "--language", "id")
    assert ran.code == ExitCode.REFUSED
    assert "holds words of your own in another language; nothing was written." in ran.err
    shown = run("report", "show", "kopi/toko", "--language", "id")
    assert "at last" not in shown.out
    assert "in another language: they are left out" in shown.err
    assert "## Done, at last" in text_of(report)


def test_an_empty_or_removed_file_is_made_anew(report, run):
    whole = text_of(report)
    report.write_text("\n", encoding="utf-8")
    assert run("report", "week", "kopi/toko").code == 0
    assert text_of(report) == whole
    report.unlink()
    assert run("report", "week", "kopi/toko").code == 0
    assert text_of(report) == whole


def test_a_kill_between_the_two_files_leaves_the_words_and_the_data_right(report, run, take):
    """The file of what it was made from is new, the document is still the one before."""
    write_in(report, "Pekan ini satu pekerjaan", OWN)
    assert run("report", "week", "kopi/toko").code == 0
    before = report.read_bytes()
    take("done", "Keranjang selesai")
    assert run("report", "week", "kopi/toko").code == 0
    whole = text_of(report)
    report.write_bytes(before)
    assert run("report", "week", "kopi/toko").code == 0
    assert text_of(report) == whole
    report.write_bytes(before)
    take("done", "Pencarian selesai")
    assert run("report", "week", "kopi/toko").code == 0
    assert OWN in text_of(report)
    assert "- Pencarian selesai" in text_of(report)
    assert "tiga pekerjaan" in text_of(report)


def test_what_it_was_made_from_is_kept_this_time_and_the_time_before(report, run, take):
    for text in ("Keranjang", "Pencarian", "Foto"):
        take("done", text)
        assert run("report", "week", "kopi/toko").code == 0
    latest, before = made_of(report)
    assert any("Foto" in line for line in latest["lines"])
    assert not any("Foto" in line for line in before["lines"])


@pytest.mark.parametrize("broken", ["{", '{"v": 1, "generations": []}', "<<<<<<< HEAD\n"])
def test_a_broken_file_beside_it_is_named(report, run, broken):
    report.with_suffix(".generated.json").write_text(broken)
    before = text_of(report)
    ran = run("report", "week", "kopi/toko")
    assert (ran.code, text_of(report)) == (ExitCode.INVALID_DATA, before)
    assert "documents/2026-W47.generated.json is broken" in ran.err


def test_a_conflict_of_git_is_named_with_its_line(report, run):
    report.write_text(f"# Laporan\n<<<<<<< HEAD\n{OWN}\n=======\n>>>>>>> other\n", encoding="utf-8")
    ran = run("report", "week", "kopi/toko")
    assert ran.code == ExitCode.REFUSED
    assert "documents/2026-W47.md:2: git left a conflict in the report." in ran.err


def test_a_link_in_place_of_the_report_is_refused(report, run, tmp_path):
    target = tmp_path / "target.md"
    target.write_text(text_of(report), encoding="utf-8")
    report.unlink()
    report.symlink_to(target)
    for command in ("week", "show"):
        ran = run("report", command, "kopi/toko")
        assert ran.code == ExitCode.REFUSED
        assert "2026-W47.md is a link, not a file" in ran.err
    assert target.exists()


@pytest.mark.usefixtures("ordinary_user")
def test_documents_that_cannot_be_written_are_told(report, run, take):
    take("done", "Keranjang selesai")
    before = text_of(report)
    report.parent.chmod(0o500)
    try:
        ran = run("report", "week", "kopi/toko")
        assert run("report", "show", "kopi/toko").code == 0
    finally:
        report.parent.chmod(0o700)
    assert (ran.code, text_of(report)) == (ExitCode.OUTSIDE_FAILED, before)
    assert "Permission denied" in ran.err
    assert not list(Path(report.parents[5], ".clientkit").glob("pending*"))


def test_a_file_in_place_of_the_documents_is_told(studio, run, take):
    take("done", "Halaman depan selesai")
    studio.documents_dir("kopi", "toko").write_text("mine")
    ran = run("report", "week", "kopi/toko")
    assert (ran.code, ran.out) == (ExitCode.OUTSIDE_FAILED, "")
    assert "Not a directory" in ran.err
    assert run("report", "show", "kopi/toko").code == 0


def test_words_written_by_hand_are_counted_before_it_goes_out(report, run, editor):
    assert run("report", "check", "kopi/toko").code == 0
    editor(f"sed -i 's/^## Berikutnya/{'kata ' * 201}\\n\\n&/' \"$1\"")
    ran = run("report", "week", "kopi/toko", "--edit")
    assert "Shorten them, first what you wrote into it (201 words)" in ran.err
    ran = run("report", "check", "kopi/toko")
    assert ran.code == ExitCode.FOUND
    assert "what you wrote into the report have" in ran.out
