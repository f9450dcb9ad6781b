"""An export: of a person nothing that is somebody else's, of a project its evidence; whole or not at all."""

import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from clientkit.errors import ExitCode
from clientkit.kernel.model.records.journal import read_lines
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.privacy.export.archive import as_zip
from clientkit.privacy.export.gather import of_contact
from support.planted import Planted


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("seed", range(8))
def test_of_a_person_all_that_is_theirs_and_nothing_of_anybody_else(studio, seed):
    planted = Planted(studio, seed)
    lines = [json.dumps(one).encode() for one in planted.records]
    assert len(read_lines(lines)) == len(lines), "the planted records are sound"
    settings = read_settings(studio).value
    for contact in planted.contacts:
        own = contact["id"]
        gathered = of_contact(studio, settings, "kopi", own)
        files = unpacked(as_zip(gathered.folder, gathered.files))
        whole = b"\n".join(files.values()).decode()
        quoted = {one for owner in planted.marks if "quoted" in owner for one in planted.marks[owner]}
        assert quoted
        assert not {one for one in quoted if one in whole}, "what a mail quotes of others"
        for other in planted.contacts:
            if other["id"] != own:
                theirs = {other["name"], other["email"], *planted.marks[other["id"]]}
                assert {one for one in theirs if one.casefold() in whole.casefold()} == set(), own
        missing = {one for one in planted.marks[own] if one not in whole}
        assert missing == set(), (own, [r for r in planted.records if any(m in str(r) for m in missing)])
        for page in ("index.md", "index.html"):
            words = files[page].decode()
            shown = {one for one in planted.marks[own] if one.startswith("q")}
            elsewhere = b"".join(data for name, data in files.items() if name.startswith("mails/")).decode()
            assert {one for one in shown if one not in words and one not in elsewhere} == set()


def exported(run, *words):
    ran = run("client", "export", "kopi", *words, "-o", "out.zip")
    assert ran.code == 0, ran.err
    return unpacked(Path("out.zip").read_bytes())


def test_a_client_has_its_files_as_they_are_and_a_page(studio, run):
    run("feedback", "add", "kopi", "--nps", "9", "--comment", "Rapi <b>sekali</b>", "--contact", "rina")
    files = exported(run)
    assert files["client.toml"] == studio.client_file("kopi").read_bytes()
    assert files["projects/toko/project.toml"] == studio.project_file("kopi", "toko").read_bytes()
    (record,) = map(json.loads, files["records.jsonl"].splitlines())
    assert record["comment"] == "Rapi <b>sekali</b>"
    page = files["index.html"].decode()
    assert "Rapi &lt;b&gt;sekali&lt;/b&gt;" in page
    assert "Data yang kami simpan tentang PT Kopi Nusantara" in page
    assert "rina@kopi.example" in page
    assert not {"<script", 'src="http', "url("} & {
        one for one in ("<script", 'src="http', "url(") if one in page
    }
    assert not any(name.startswith("journal/") for name in files)


def test_what_does_not_count_is_in_the_records_and_not_on_the_page(studio, run):
    name = run("log", "add", "kopi", "Salah catat", "--channel", "phone").out.strip()
    run("undo", name)
    files = exported(run)
    assert b"Salah catat" in files["records.jsonl"]
    assert b"Salah catat" not in files["index.md"]


def test_a_project_has_its_versions_the_reply_and_what_was_sent_and_can_be_checked(studio, run, tmp_path):
    reply = studio.root / "accepted.eml"
    reply.write_bytes(b"From: rina@kopi.example\r\nSubject: Re: SPK\r\n\r\nSaya setuju.\r\n")
    accepted = run(
        *("scope", "accept", "kopi/toko", "--name", "Rina Wijaya", "--how", "mail", "--force"),
        *("--evidence", reply),
    )
    assert accepted.code == 0, accepted.err
    run("timeline", "render", "kopi/toko")
    run("done", "kopi/toko", "Halaman depan tayang")
    run("log", "add", "kopi", "Hal lain", "--channel", "phone")
    run("report", "week", "kopi/toko")
    sent = run("mail", "sent", "report", "kopi/toko")
    assert sent.code == 0, sent.err
    files = exported(run, "--project", "toko")
    version = studio.agreement_dir("kopi", "toko", 1)
    for path in version.rglob("*"):
        assert files[f"agreements/v1/{path.relative_to(version).as_posix()}"] == path.read_bytes()
    assert any(b"Saya setuju." in data for name, data in files.items() if "agreements/" in name)
    assert [name for name in files if name.startswith("documents/") and name.endswith(".md")]
    text = files["index.md"].decode()
    assert text.index("persetujuan perjanjian") < text.index("Halaman depan tayang")
    assert "Hal lain" not in text
    subprocess.run(["unzip", "-q", "out.zip", "-d", tmp_path / "them"], check=True)
    (folder,) = (tmp_path / "them").iterdir()
    check = ["sha256sum", "-c", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=folder, check=False, capture_output=True).returncode == 0
    (folder / "records.jsonl").write_text("{}")
    assert subprocess.run(check, cwd=folder, check=False, capture_output=True).returncode != 0


def test_a_document_that_was_changed_after_it_went_is_named(studio, run):
    run("report", "week", "kopi/toko")
    run("mail", "sent", "report", "kopi/toko")
    (report,) = studio.documents_dir("kopi", "toko").glob("*.md")
    text = report.read_text(encoding="utf-8")
    report.write_text(f"{text}\nx", encoding="utf-8")
    assert "berubah sejak itu" in exported(run, "--project", "toko")["index.md"].decode()


def test_the_same_data_give_the_same_bytes_and_nothing_is_written_over(studio, run, monkeypatch):
    run("done", "kopi/toko", "Halaman depan tayang")
    assert run("client", "export", "kopi", "-o", "a.zip").code == 0
    monkeypatch.setenv("CLIENTKIT_TODAY", "2027-03-01")
    assert run("client", "export", "kopi", "-o", "b.zip").code == 0
    first = Path("a.zip").read_bytes()
    assert first == Path("b.zip").read_bytes()
    again = run("client", "export", "kopi", "-o", "a.zip")
    assert again.code == 0
    assert "was there already" in again.err
    run("log", "add", "kopi", "Mehr", "--channel", "phone")
    refused = run("client", "export", "kopi", "-o", "a.zip")
    assert refused.code == ExitCode.REFUSED
    assert "nothing was written" in refused.err
    assert Path("a.zip").read_bytes() == first
    assert Path("a.zip").stat().st_mode & 0o777 == 0o600


def test_git_takes_none_in_unnoticed(studio, run, tmp_path):
    assert "repository" not in run("client", "export", "kopi", "-o", tmp_path / "a.zip").err
    subprocess.run(["git", "init", "-q", studio.root], check=True)
    inside = run("client", "export", "kopi", "-o", "b.zip")
    assert f"repository {studio.root}" in inside.err
    assert inside.out == f"{studio.root}/b.zip\n"
    (studio.root / ".gitignore").write_text("*.zip\n")
    assert "repository" not in run("client", "export", "kopi", "-o", "c.zip").err


def small(limit):
    def set_limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return set_limit


def test_a_disk_that_fills_up_leaves_no_half_of_it(studio, tmp_path):
    place = tmp_path / "out"
    place.mkdir()
    command = [sys.executable, "-m", "clientkit", "client", "export", "kopi", "-o", str(place / "a.zip")]
    done = subprocess.run(command, preexec_fn=small(3000), check=False, capture_output=True, text=True)
    assert done.returncode == ExitCode.OUTSIDE_FAILED, done.stderr
    assert "nothing was written" in done.stderr
    assert list(place.iterdir()) == []
    command[-1] = "/dev/full"
    assert subprocess.run(command, check=False, capture_output=True).returncode == ExitCode.REFUSED


def test_a_kill_leaves_nothing_under_its_name(studio, run, tmp_path):
    folder = studio.documents_dir("kopi", "toko")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scan.bin").write_bytes(os.urandom(12_000_000))
    place = tmp_path / "out"
    place.mkdir()
    command = [sys.executable, "-m", "clientkit", "client", "export", "kopi", "-o", str(place / "a.zip")]
    begun = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not any(place.iterdir()) and begun.poll() is None and time.monotonic() < until:
        time.sleep(0.0002)
    begun.send_signal(signal.SIGKILL)
    begun.wait()
    whole = run("client", "export", "kopi", "-o", tmp_path / "whole.zip")
    assert whole.code == 0
    if (place / "a.zip").exists():
        assert (place / "a.zip").read_bytes() == (tmp_path / "whole.zip").read_bytes()


def test_bad_words_are_refused(studio, run):
    for words, code in (
        (("-o", "a.zip", "--contact", "nobody"), ExitCode.NOT_FOUND),
        (("-o", "a.zip", "--contact", "rina", "--project", "toko"), ExitCode.USAGE),
        (("-o", "-"), ExitCode.USAGE),
        ((), ExitCode.USAGE),
        (("-o", "no/such/folder/a.zip"), ExitCode.OUTSIDE_FAILED),
    ):
        assert run("client", "export", "kopi", *words).code == code, words
    assert not Path("a.zip").exists()


def test_a_broken_line_and_a_link_are_told_and_all_else_goes(studio, run, tmp_path):
    run("log", "add", "kopi", "Gut", "--channel", "phone")
    with studio.journal_file("kopi").open("ab") as file:
        file.write(b"{broken\n")
    (studio.client_dir("kopi") / "secret").symlink_to("/etc/passwd")
    ran = run("client", "export", "kopi", "-o", "out.zip")
    assert ran.code == 0
    assert "a link" in ran.err
    assert "passed over clients/kopi/journal" in ran.err
    files = unpacked(Path("out.zip").read_bytes())
    assert b"Gut" in files["records.jsonl"]
    assert "secret" not in files
