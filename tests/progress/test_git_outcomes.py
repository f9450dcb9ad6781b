"""`progress from-commits`: what git knows becomes notes, once, and only what was chosen."""

import json
import os
from datetime import date

import pytest

from clientkit.kernel.model.records.progress import Done
from clientkit.kernel.store.journal.read import read_journal
from support.git_repositories import a_repository, commit, contents, git

TUESDAY = "2026-11-17T10:00:00+07:00"


@pytest.fixture
def code(tmp_path):
    return a_repository(tmp_path / "code")


@pytest.fixture
def linked(studio, code):
    """The studio, whose project `kopi/toko` links the repository."""
    return link(studio, f'path = "{code}"')


def link(studio, *settings):
    path = studio.project_file("kopi", "toko")
    lines = "\n".join(("", "[[repo]]", *settings, ""))
    path.write_text(path.read_text(encoding="utf-8") + lines, encoding="utf-8")
    return studio


def proposed(run, *more):
    ran = run("progress", "from-commits", "kopi/toko", *more, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["data"]


def texts(run, *more):
    return [one["text"] for one in proposed(run, *more)["proposals"]]


def notes(workspace):
    return [record for record in read_journal(workspace, "kopi") if isinstance(record, Done)]


def test_commits_are_listed_by_group_with_what_was_left_out(linked, code, run):
    short = commit(code, "feat(checkout): add QRIS payment", TUESDAY)
    other = commit(code, "fix: total keranjang", TUESDAY)
    commit(code, "chore: bump", TUESDAY)
    commit(code, "fixup! x", TUESDAY)
    commit(code, "Add map", TUESDAY, email="budi@others.example")
    ran = run("progress", "from-commits", "kopi/toko")
    assert ran.code == 0
    assert ran.out == (
        "NO  DAY         GROUP  OUTCOME                        FOR  REPOSITORY  COMMITS\n"
        f" 1  2026-11-17  new    Added QRIS payment (checkout)                   {short}\n"
        f" 2  2026-11-17  fixed  Diperbaiki: total keranjang                     {other}\n"
    )
    assert ran.err == (
        "Left out: 1 fixup, 1 chore, 1 by others.\n"
        "Take them: clientkit progress from-commits kopi/toko --week 2026-W47 --take all, or --take 1,3-5\n"
    )


def test_what_is_taken_is_a_note_with_its_hash_and_day_and_is_proposed_no_more(linked, code, run):
    short = commit(code, "feat: pembayaran QRIS", "2026-11-17T23:30:00Z")
    commit(code, "feat: peta toko", TUESDAY)
    ran = run("progress", "from-commits", "kopi/toko", "--take", "2")
    assert ran.code == 0
    assert ran.err == "1 note was added to kopi/toko.\n"
    (note,) = notes(linked)
    assert ran.out == f"{note.id}\n"
    assert (note.text, note.commits, note.day) == ("Baru: pembayaran QRIS", (short,), date(2026, 11, 18))
    assert texts(run) == ["Baru: peta toko"]
    assert proposed(run)["left_out"]["known"] == 1


def test_all_come_in_one_append_and_a_second_time_nothing(linked, code, run):
    for number in range(4):
        commit(code, f"feat: halaman {number}", TUESDAY)
    data = proposed(run, "--take", "all")
    assert data["taken"] == 4
    assert [one["note"] for one in data["proposals"]] == [
        name for _, name in sorted((note.text, note.id) for note in notes(linked))
    ]
    assert proposed(run, "--take", "all")["taken"] == 0
    assert len(notes(linked)) == 4


def test_a_note_that_was_corrected_or_taken_back_is_not_proposed_again(linked, code, run):
    for name in ("a", "b"):
        commit(code, f"feat: halaman {name}", TUESDAY)
    first, second = run("progress", "from-commits", "kopi/toko", "--take", "1-2").out.split()
    assert run("progress", "set", first, "text=Halaman depan tayang").code == 0
    assert run("undo", second).code == 0
    assert texts(run) == []
    (note,) = notes(linked)
    assert (note.text, len(note.commits)) == ("Halaman depan tayang", 1)


def test_a_hash_that_stands_in_a_note_is_known(linked, code, run):
    short = commit(code, "feat: peta", TUESDAY)
    assert run("done", "kopi/toko", f"Peta toko tayang ({short})").code == 0
    assert texts(run) == []


def test_a_commit_that_was_rewritten_after_it_was_taken_is_known(linked, code, run):
    commit(code, "feat: peta", TUESDAY)
    assert run("progress", "from-commits", "kopi/toko", "--take", "all").code == 0
    written = f"--date={TUESDAY}"
    commit(code, "feat: peta", "2026-11-19T10:00:00+07:00", "--amend", written)
    assert texts(run) == []
    commit(code, "feat: peta", "2026-11-20T10:00:00+07:00")
    assert texts(run) == ["Baru: peta"]


def test_the_same_words_twice_are_one_outcome_with_both_hashes(linked, code, run):
    first = commit(code, "Ubah harga", TUESDAY)
    second = commit(code, "ubah harga", "2026-11-18T10:00:00+07:00")
    (one,) = proposed(run)["proposals"]
    assert (one["commits"], one["day"]) == ([first, second], "2026-11-18")


def test_what_was_taken_back_within_the_week_is_not_told(linked, code, run):
    commit(code, "feat: mode gelap", TUESDAY)
    commit(code, 'Revert "feat: mode gelap"', TUESDAY)
    commit(code, 'Revert "feat: peta"', TUESDAY)
    data = proposed(run)
    assert [one["text"] for one in data["proposals"]] == ["Dibatalkan: Baru: peta"]
    assert data["left_out"]["reverted"] == 2


def test_merges_are_left_out_whatever_they_say(linked, code, run):
    commit(code, "feat: peta", TUESDAY)
    git(code, "checkout", "--quiet", "-b", "side", "HEAD")
    commit(code, "feat: harga", TUESDAY)
    git(code, "checkout", "--quiet", "main")
    commit(code, "feat: stok", TUESDAY)
    moment = {"GIT_AUTHOR_DATE": TUESDAY, "GIT_COMMITTER_DATE": TUESDAY}
    git(code, "merge", "--quiet", "--no-ff", "-m", "feat: everything", "side", env={**os.environ, **moment})
    data = proposed(run)
    assert {one["text"] for one in data["proposals"]} == {"Baru: peta", "Baru: harga", "Baru: stok"}
    assert data["left_out"]["merges"] == 1


def test_authors_and_branch_are_those_of_the_project(studio, code, run):
    commit(code, "feat: peta", TUESDAY)
    git(code, "checkout", "--quiet", "-b", "kerja")
    commit(code, "feat: stok", TUESDAY, email="Dewi@Home.example")
    git(code, "checkout", "--quiet", "main")
    link(
        studio, f'path = "{code}"', 'branch = "kerja"', 'authors = ["dewi@home.example"]', 'name = "toko web"'
    )
    (one,) = proposed(run)["proposals"]
    assert (one["text"], one["repository"]) == ("Baru: stok", "toko web")


def test_where_no_commit_is_ones_own_the_authors_are_named(linked, code, run):
    commit(code, "feat: peta", TUESDAY, email="12+dewi@users.example")
    commit(code, "feat: stok", TUESDAY, email="budi@others.example")
    commit(code, "feat: harga", TUESDAY, email="budi@others.example")
    ran = run("progress", "from-commits", "kopi/toko")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "No commit of 2026-W47 is yours; there are some by budi@others.example, 12+dewi@users.example.\n"
        '  If that is you, name the addresses that count: authors = ["…"] under [[repo]]\n'
        "Left out: 3 by others.\n"
    )


def test_without_an_address_it_is_asked_for(linked, code, run):
    commit(code, "feat: peta", TUESDAY)
    settings = linked.settings_file
    text = settings.read_text(encoding="utf-8").replace('email = "dewi@studio.example"', 'email = ""')
    settings.write_text(text, encoding="utf-8")
    ran = run("progress", "from-commits", "kopi/toko")
    assert "Set you.email there, or 'authors' under [[repo]]." in ran.err


def test_a_scope_that_names_a_deliverable_is_what_the_note_is_for(linked, code, run):
    path = linked.project_file("kopi", "toko")
    path.write_text(
        path.read_text(encoding="utf-8") + '\n[[deliverables]]\nid = "D7"\ntitle = "Peta"\n', encoding="utf-8"
    )
    commit(code, "feat(d7): peta", TUESDAY)
    (one,) = proposed(run, "--take", "all")["proposals"]
    assert (one["text"], one["item"]) == ("Baru: peta", "D7")
    assert notes(linked)[0].item == "D7"


def test_several_repositories_and_one_that_is_gone(linked, code, run, tmp_path):
    commit(code, "feat: peta", TUESDAY)
    link(linked, f'path = "{tmp_path}/gone"')
    ran = run("progress", "from-commits", "kopi/toko")
    assert ran.code == 0
    assert "Baru: peta" in ran.out
    assert f"Note: The repository {tmp_path}/gone is not there. Mend 'path' under [[repo]].\n" in ran.err


@pytest.mark.parametrize("wrong", ["3", "0", "2-1", "a", "1;2", "1-99"])
def test_numbers_that_are_not_proposed_are_refused(linked, code, run, wrong):
    for number in range(2):
        commit(code, f"feat: halaman {number}", TUESDAY)
    ran = run("progress", "from-commits", "kopi/toko", "--take", wrong)
    assert ran.code == 2
    assert notes(linked) == []


def test_a_project_without_repositories_says_how_to_link_one(studio, run):
    ran = run("progress", "from-commits", "kopi/toko", "--take", "all")
    assert ran.code == 0
    assert (
        "kopi/toko links no repository. Add [[repo]] with its path: clientkit project edit kopi/toko"
        in ran.err
    )


def test_a_person_is_asked_which_to_take(linked, code, terminal):
    for number in range(3):
        commit(code, f"feat: halaman {number}", TUESDAY)
    ran = terminal("progress", "from-commits", "kopi/toko", answers=["1,3\r"], width=60)
    assert ran.code == 0, ran.out
    assert "Which to take (all, 1,3-5; Enter for none): " in ran.out
    assert sorted(note.text for note in notes(linked)) == ["Baru: halaman 0", "Baru: halaman 2"]
    ran = terminal("progress", "from-commits", "kopi/toko", answers=["\r"], width=120)
    assert ran.code == 0
    assert len(notes(linked)) == 2


HOSTILE = (
    "feat: | a | b |",
    "fix: <script>alert(1)</script><img src=x>",
    "Add \x1b]8;;http://evil\x07here\x1b[31m \u202egnp.exe",
    "feat: " + "x" * 10_000,
    "[link](http://evil) # heading `code`",
    "=cmd|' /C calc'!A0",
)


def test_hostile_words_stay_words_in_list_and_report(linked, code, run):
    for subject in HOSTILE:
        commit(code, subject, TUESDAY)
    listed = run("progress", "from-commits", "kopi/toko")
    assert listed.code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(listed.out + listed.err)
    assert proposed(run, "--take", "all")["taken"] == len(HOSTILE)
    page = run("report", "week", "kopi/toko", "--format", "html", "-o", "-")
    assert page.code == 0, page.err
    assert "<script" not in page.out.lower()
    assert "&lt;script&gt;alert(1)" in page.out
    assert "<img" not in page.out
    assert 'href="http://evil' not in page.out


def test_a_report_tells_what_no_note_does_and_never_fails_because_of_a_repository(linked, code, run):
    before = contents(code)
    for number in range(7):
        commit(code, f"feat: halaman {number}", TUESDAY)
    after = contents(code)
    assert before != after
    ran = run("report", "week", "kopi/toko")
    assert ran.code == 0
    assert "git has 7 outcomes of 2026-W47 that no note tells:\n  1. Baru: halaman 0\n" in ran.err
    assert "\n  and 2 more\n" in ran.err
    assert ran.err.endswith(
        "  See them: clientkit progress from-commits kopi/toko --week 2026-W47; "
        "take them with --take all, or --take 1,3-5\n"
    )
    assert contents(code) == after
    (code / ".git" / "HEAD").write_text("rubbish\n", encoding="ascii")
    ran = run("report", "week", "kopi/toko")
    assert ran.code == 0
    assert "no git repository" in ran.err


def test_a_commit_of_two_clones_is_told_once(linked, code, run, tmp_path):
    commit(code, "feat: peta", TUESDAY)
    git(tmp_path, "clone", "--quiet", str(code), str(tmp_path / "clone"))
    link(linked, f'path = "{tmp_path}/clone"', 'name = "clone"')
    data = proposed(run)
    assert [one["repository"] for one in data["proposals"]] == [""]


def test_a_report_lists_the_commits_of_what_was_taken(linked, code, run):
    short = commit(code, "feat: pembayaran QRIS", TUESDAY)
    assert run("progress", "from-commits", "kopi/toko", "--take", "all").code == 0
    said = run("report", "week", "kopi/toko", "--full", "-o", "-")
    assert said.code == 0
    assert f"## Lampiran: commit git\n\n- {short} · Baru: pembayaran QRIS\n" in said.out
    assert "git has" not in said.err


@pytest.mark.parametrize(
    "words", [("report", "week", "kopi/toko"), ("progress", "from-commits", "kopi/toko", "--take", "all")]
)
def test_no_command_runs_what_a_hostile_repository_names(linked, code, run, tmp_path, words):
    commit(code, "feat: peta", TUESDAY)
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\n", encoding="ascii")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "gpg.program"):
        git(code, "config", name, str(trap))
    git(code, "config", "log.showSignature", "true")
    head = git(code, "cat-file", "commit", "HEAD").replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n\n", 1
    )
    made = git(code, "hash-object", "-t", "commit", "-w", "--stdin", input=f"{head}\n")
    git(code, "update-ref", "refs/heads/main", made)
    (code / ".git" / "hooks" / "post-index-change").write_bytes(trap.read_bytes())
    before = contents(code)
    ran = run(*words)
    assert ran.code == 0
    assert "1 note was added" in ran.err or "Baru: peta" in ran.err
    assert contents(code) == before
    assert not (tmp_path / "sprung").exists()
    git(code, "log", check=False)
    assert (tmp_path / "sprung").exists()
