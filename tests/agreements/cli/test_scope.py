"""Agreeing from the command line: check, accept, history, diff, and what `check` proves afterwards."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from clientkit.kernel.store.workspace import Workspace
from clientkit.workspace.demo_sample import sample_workspace
from support.checked import other_findings

ACCEPT = ("scope", "accept", "kopi/toko", "--name", "Rina Wijaya", "--on", "2026-11-18")


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The sample studio, its dates as they are: the tests' day is the day it was written for."""
    root = tmp_path / "sample"
    shutil.copytree(sample_workspace().root, root)
    monkeypatch.chdir(root)
    return Workspace(root, "laptop")


def folder(workspace: Workspace, version: int = 1) -> Path:
    return workspace.agreement_dir("kopi", "toko", version)


def names_instead(version: Path, name: str) -> None:
    """A manifest that names a file elsewhere."""
    manifest = version / "manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"plan.toml"', f'"{name}"'), encoding="utf-8")


def test_accepting_keeps_text_data_dates_and_evidence(
    sample: Workspace, run: Callable, tmp_path: Path
) -> None:
    reply = tmp_path / "Re: Perjanjian.eml"
    reply.write_bytes(b"From: rina@kopinusantara.example\r\n\r\nSetuju.\r\n")
    run("scope", "render", "kopi/toko")
    done = run(*ACCEPT, "--how", "mail", "--evidence", reply)
    assert (done.code, done.out) == (0, "clients/kopi/projects/toko/agreements/v1\n")
    assert {path.name for path in folder(sample).iterdir()} == {
        "agreement.md",
        "agreement.toml",
        "evidence-re-perjanjian.eml",
        "manifest.toml",
        "plan.toml",
    }
    kept = folder(sample) / "evidence-re-perjanjian.eml"
    assert kept.read_bytes() == reply.read_bytes()
    rendered = sample.documents_dir("kopi", "toko") / "scope.md"
    assert (folder(sample) / "agreement.md").read_bytes() == rendered.read_bytes()
    assert (folder(sample) / "agreement.toml").read_bytes() == sample.project_file(
        "kopi", "toko"
    ).read_bytes()
    assert other_findings(run) == []


def test_history_tells_who_when_how_and_the_hash(sample: Workspace, run: Callable) -> None:
    assert run("scope", "history", "kopi/toko").out == ""
    run(*ACCEPT, "--how", "call")
    listed = json.loads(run("scope", "history", "kopi/toko", "--json").out)["data"]
    assert len(listed) == 1
    version = listed[0]
    assert (version["version"], version["accepted_by"], version["accepted_on"]) == (
        1,
        "Rina Wijaya",
        "2026-11-18",
    )
    assert (version["how"], version["evidence"], version["forced"], version["intact"]) == (
        "call",
        "",
        False,
        True,
    )
    record = (sample.journal_dir("kopi") / "laptop.jsonl").read_text(encoding="utf-8").splitlines()[-1]
    assert json.loads(record)["sha256"] == version["sha256"]
    assert version["sha256"] in run("scope", "history", "kopi/toko").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--on", "2026-11-22"), 2, "2026-11-22 lies in the future."),
        (("--on", "2026-10-01"), 2, "It cannot have been accepted on 2026-10-01"),
        (("--name", " "), 2, "Who accepted it? The name is empty."),
        (("--how", "telepathy"), 2, "An agreement cannot be accepted by 'telepathy'."),
        (("--evidence", "missing.eml"), 3, "There is no file missing.eml."),
        (("--evidence", "clients"), 2, "clients is a folder."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    sample: Workspace, run: Callable, words: tuple[str, ...], code: int, said: str
) -> None:
    done = run(*ACCEPT, *words)
    assert done.code == code
    assert said in done.err
    assert not folder(sample).exists()


def test_evidence_of_200_megabytes_is_refused(sample: Workspace, run: Callable, tmp_path: Path) -> None:
    large = tmp_path / "scan.pdf"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    done = run(*ACCEPT, "--evidence", large)
    assert done.code == 2
    assert "evidence is kept in git" in done.err


def test_evidence_that_is_no_mail_is_kept_as_it_is(sample: Workspace, run: Callable, tmp_path: Path) -> None:
    scan = tmp_path / "tanda tangan.PNG"
    scan.write_bytes(bytes(range(256)))
    assert run(*ACCEPT, "--how", "signature", "--evidence", scan).code == 0
    assert (folder(sample) / "evidence-tanda-tangan.png").read_bytes() == bytes(range(256))


def test_accepting_twice_is_refused_and_says_what_to_do(sample: Workspace, run: Callable) -> None:
    run(*ACCEPT)
    again = run(*ACCEPT)
    assert again.code == 5
    assert "Version 1 was accepted on 2026-11-18 by Rina Wijaya already." in again.err
    run("project", "set", "kopi/toko", "acceptance.review_days=7")
    drifted = run(*ACCEPT)
    assert drifted.code == 5
    assert "agreement.version=2" in drifted.err
    run("project", "set", "kopi/toko", "agreement.version=2")
    assert run(*ACCEPT).code == 0
    assert [row["version"] for row in json.loads(run("scope", "history", "toko", "--json").out)["data"]] == [
        1,
        2,
    ]


def test_an_acceptance_killed_before_its_record_is_completed_by_a_second_call(
    sample: Workspace, run: Callable
) -> None:
    run(*ACCEPT)
    journal = sample.journal_dir("kopi") / "laptop.jsonl"
    kept = journal.read_bytes()
    journal.unlink()
    assert other_findings(run) == []
    assert run(*ACCEPT).code == 0
    assert json.loads(journal.read_bytes())["sha256"] == json.loads(kept)["sha256"]


def test_the_text_that_was_sent_is_the_one_that_is_frozen(sample: Workspace, run: Callable) -> None:
    run("scope", "render", "kopi/toko")
    run("project", "set", "kopi/toko", "acceptance.review_days=7")
    done = run(*ACCEPT)
    assert done.code == 5
    assert "says something else than project.toml does now" in done.err
    assert run(*ACCEPT, "--force").code == 0
    assert "forced = true" in (folder(sample) / "manifest.toml").read_text(encoding="utf-8")


def test_errors_of_the_check_stop_acceptance_unless_forced(studio: Workspace, run: Callable) -> None:
    done = run(*ACCEPT)
    assert done.code == 5
    assert "errors; nothing was frozen." in done.err
    forced = run(*ACCEPT, "--force", "--json")
    assert forced.code == 0
    assert json.loads(forced.out)["data"]["forced"] is True


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda v: (v / "agreement.md").write_text("other"), "changed since version 1 was accepted"),
        (lambda v: (v / "plan.toml").unlink(), "a file of the agreed version 1 is missing"),
        (lambda v: (v / "manifest.toml").unlink(), "the manifest of an agreed version is missing"),
        (lambda v: (v / "extra.md").write_text("x"), "added after version 1 was accepted"),
        (lambda v: (v / "manifest.toml").write_text("not toml"), "not TOML"),
        (lambda v: names_instead(v, "/etc/passwd"), "is not of the form"),
        (lambda v: names_instead(v, "../../project.toml"), "is not of the form"),
    ],
)
def test_check_tells_what_was_changed_and_repairs_nothing(
    sample: Workspace, run: Callable, damage: Callable, said: str
) -> None:
    run(*ACCEPT)
    damage(folder(sample))
    before = {path: path.read_bytes() for path in folder(sample).iterdir()}
    done = run("check")
    assert done.code == 1
    assert said in done.out
    assert {path: path.read_bytes() for path in folder(sample).iterdir()} == before
    assert run("timeline", "show", "kopi/toko").code == 0


def test_diff_says_it_in_the_clients_terms_and_language(sample: Workspace, run: Callable) -> None:
    run(*ACCEPT)
    same = run("scope", "diff", "kopi/toko")
    assert (same.code, "Tidak ada perubahan." in same.out) == (0, True)
    run("project", "set", "kopi/toko", "price.amount=50000000", "milestones.M5.days=12")
    changed = run("scope", "diff", "kopi/toko")
    assert changed.code == 1
    assert "- Harga: Rp45.000.000 → Rp50.000.000" in changed.out
    assert (
        "M5 · Toko berjalan di server uji, selesai: 26 Nov 2026 → 30 Nov 2026, mundur dua hari kerja"
        in changed.out
    )
    english = run("scope", "diff", "kopi/toko", "v1", "--language", "en", "-o", "-")
    assert "2 working days later" in english.out
    data = json.loads(run("scope", "diff", "kopi/toko", "--json").out)["data"]
    money = next(one for one in data["differences"] if one["area"] == "price")
    assert (money["field"], money["before"], money["after"]) == ("amount", "45000000", "50000000")


def test_a_comparison_is_a_paper_with_a_total_and_what_is_asked(sample: Workspace, run: Callable) -> None:
    run(*ACCEPT)
    long = "Satu putaran adalah satu daftar perubahan yang dikumpulkan dan disampaikan sekaligus. "
    run("project", "set", "kopi/toko", f"revisions.round_means={long}Kalimat baru", "price.amount=50000000")
    text = run("scope", "diff", "kopi/toko", "-o", "-").out
    assert "- Harga termasuk PPN: Rp49.950.000 → Rp55.500.000, naik Rp5.550.000\n- Selesai: 18 Des" in text
    assert "belum mengikat: versi 1 tetap berlaku sampai versi baru disetujui secara tertulis" in text
    page = run("scope", "diff", "kopi/toko", "--format", "html")
    assert (page.code, page.out) == (1, "clients/kopi/projects/toko/documents/diff.html\n")
    assert "Keseluruhan" in (sample.documents_dir("kopi", "toko") / "diff.html").read_text("utf-8")
    mail = run("scope", "diff", "kopi/toko", "--format", "eml")
    assert (mail.code, mail.out) == (1, "clients/kopi/projects/toko/documents/diff.eml\n")
    assert "Keseluruhan" in (sample.documents_dir("kopi", "toko") / "diff.eml").read_text("utf-8")
    assert run("scope", "diff", "kopi/toko", "--format", "doc").code == 2


def test_drift_is_told_by_the_cards_and_by_check(sample: Workspace, run: Callable) -> None:
    run(*ACCEPT)
    assert "nothing has changed since" in run("project", "show", "kopi/toko").out
    run("project", "set", "kopi/toko", "acceptance.review_days=7")
    assert "1 point differs since" in run("project", "show", "kopi/toko").out
    assert "not as agreed" in run("client", "show", "kopi").out
    assert "not as agreed in 1 point" in run("check").out


def test_diff_between_two_versions_and_of_what_was_never_agreed(sample: Workspace, run: Callable) -> None:
    assert run("scope", "diff", "kopi/toko").code == 3
    run(*ACCEPT)
    run("project", "set", "kopi/toko", "agreement.version=2", "revisions.rounds=3")
    run(*ACCEPT)
    between = run("scope", "diff", "kopi/toko", "v1", "v2")
    assert between.code == 1
    assert "Revisi, jumlah putaran: 2 → 3" in between.out
    assert run("scope", "diff", "kopi/toko", "v9").code == 2
    assert run("scope", "diff", "kopi/toko", "one").code == 2


def test_scope_check_names_code_line_and_what_to_write(sample: Workspace, run: Callable) -> None:
    assert run("scope", "check", "kopi/toko").code == 0
    run(
        "project",
        "set",
        "kopi/toko",
        "duties.1.what=Semua teks dikirim secepatnya",
        "success.1.target=lebih banyak",
    )
    done = run("scope", "check", "kopi/toko")
    assert done.code == 1
    assert (
        "warning: 'secepatnya' can mean anything. Write tanggal, atau jumlah hari kerja. [vague-word]"
        in done.out
    )
    assert "[target-without-figure]" in done.out
    first = done.out.splitlines()[0]
    file, line = first.split(":")[:2]
    assert "target" in (sample.root / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_a_waived_finding_stays_with_its_reason(sample: Workspace, run: Callable) -> None:
    run("project", "set", "kopi/toko", "duties.1.what=Semua teks dikirim secepatnya")
    path = sample.project_file("kopi", "toko")
    with path.open("a", encoding="utf-8") as file:
        file.write('\n[[waivers]]\ncode = "vague-word"\nreason = "Kata klien sendiri"\n')
    done = run("scope", "check", "kopi/toko")
    assert done.code == 0
    assert "waived: 'secepatnya' can mean anything: Kata klien sendiri [vague-word]" in done.out
    data = json.loads(run("scope", "check", "kopi/toko", "--json").out)["data"]
    assert [one["waived"] for one in data["findings"]] == ["Kata klien sendiri"]


def test_the_journal_proves_the_manifest_and_that_the_version_is_there(
    sample: Workspace, run: Callable
) -> None:
    run(*ACCEPT)
    manifest = folder(sample) / "manifest.toml"
    text = folder(sample) / "agreement.md"
    old = hashlib.sha256(text.read_bytes()).hexdigest()
    text.write_text("another text", encoding="utf-8")
    new = hashlib.sha256(text.read_bytes()).hexdigest()
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    rewritten = run("check")
    assert rewritten.code == 1
    assert "not the manifest that the journal recorded when version 1 was accepted" in rewritten.out
    shutil.rmtree(folder(sample))
    gone = run("check")
    assert gone.code == 1
    assert "version 1 was accepted on 2026-11-18 and is gone" in gone.out
    assert not folder(sample).exists()


def test_git_changes_no_line_ends_in_what_was_agreed(run: Callable, tmp_path: Path) -> None:
    studio, elsewhere = tmp_path / "studio", tmp_path / "elsewhere"
    run("demo", studio)
    reply = tmp_path / "reply.eml"
    reply.write_bytes(b"From: rina@kopinusantara.example\r\n\r\nSetuju.\r\n")
    run("-C", studio, *ACCEPT, "--evidence", reply)
    windows = ("git", "-c", "core.autocrlf=true", "-c", "user.name=Dewi", "-c", "user.email=d@x.example")
    for words in (
        ("-C", studio, "add", "."),
        ("-C", studio, "commit", "-q", "-m", "All"),
        ("clone", "-q", "-c", "core.autocrlf=true", studio, elsewhere),
    ):
        subprocess.run([*windows, *words], check=True, capture_output=True)
    assert b"\r\n" in (elsewhere / ".gitignore").read_bytes()
    assert run("-C", elsewhere, "check").out == ""
