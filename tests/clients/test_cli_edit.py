import re
import signal
from pathlib import Path

import pytest

from clientkit.errors import ExitCode
from clientkit.kernel.store.toml.client_file import read_client


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor that runs a line of shell; the file to edit is "$1"."""

    def install(*lines):
        path = tmp_path / "my editor"
        path.write_text("\n".join(("#!/bin/sh", "set -e", *lines)) + "\n")
        path.chmod(0o755)
        monkeypatch.setenv("EDITOR", f"'{path}' --wait")
        return path

    return install


def copies(tmp_path):
    return sorted((tmp_path / "studio" / ".clientkit" / "drafts").rglob("*"))


def kept_copy(said):
    return Path(re.search(r"Your text is kept in (\S+\.toml)\.", said)[1])


def file_of(studio):
    return studio.client_file("kopi").read_text(encoding="utf-8")


def test_an_edited_file_is_saved(studio, run, editor, tmp_path):
    editor("""sed -i '/^currency/a stage = "active"' "$2" """)

    ran = run("client", "edit", "kopi")

    assert (ran.code, ran.out, ran.err) == (0, "", "clients/kopi/client.toml saved.\n")
    assert read_client(studio, "kopi").value.stage == "active"
    assert copies(tmp_path) == []


def test_a_project_is_edited_likewise(studio, run, editor):
    editor("""sed -i 's/^title = .*/title = "Toko baru"/' "$2" """)

    assert run("project", "edit", "toko").err == "clients/kopi/projects/toko/project.toml saved.\n"
    assert "Toko baru" in run("project", "list").out


def test_the_copy_is_for_the_owner_only(studio, run, editor, tmp_path):
    editor(f"""stat -c %a "$2" "$(dirname "$2")" > '{tmp_path}/modes'""")

    run("client", "edit", "kopi")

    assert (tmp_path / "modes").read_text() == "600\n700\n"


def test_a_file_that_was_left_as_it_was_is_not_written(studio, run, editor, tmp_path):
    editor(":")
    before = studio.client_file("kopi").stat().st_mtime_ns

    ran = run("client", "edit", "kopi")

    assert (ran.code, ran.err) == (0, "clients/kopi/client.toml was not changed.\n")
    assert studio.client_file("kopi").stat().st_mtime_ns == before
    assert copies(tmp_path) == []


def test_visual_goes_before_editor(studio, run, editor, monkeypatch):
    editor("exit 9")
    monkeypatch.setenv("VISUAL", "true")

    assert run("client", "edit", "kopi").code == 0


def test_a_broken_text_is_not_saved_but_kept(studio, run, editor):
    editor("""printf 'name = "Kopi"\\nstage = "won"\\nnam = 1\\n' > "$2" """)
    before = file_of(studio)

    ran = run("client", "edit", "kopi")

    assert ran.code == ExitCode.INVALID_DATA
    assert ran.err.startswith(
        "line 2: 'stage' must be 'prospect', 'onboarding', 'active', 'dormant' or 'lost', not 'won'\n"
        '  For instance: stage = "active"\n'
        "line 3: unknown key 'nam'; did you mean 'name'?\n"
        "Error: clients/kopi/client.toml:2: 'stage' must be"
    )
    assert "  Nothing was saved. Your text is kept in " in ran.err
    assert kept_copy(ran.err).read_text() == 'name = "Kopi"\nstage = "won"\nnam = 1\n'
    assert kept_copy(ran.err).stat().st_mode & 0o777 == 0o600
    assert file_of(studio) == before


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("""printf '<<<<<<< HEAD\\n' >> "$2" """, "a conflict marker of git"),
        ("""printf 'name = "Caf\\351"\\n' > "$2" """, "client.toml:1: not UTF-8 text"),
        ("""printf 'x = [' > "$2" """, "not TOML"),
        (""": > "$2" """, "'name' is missing"),
        ("""printf 'x' >> "$2"; exit 3""", "ended with code 3"),
        ("""head -c 1048576 /dev/zero | tr '\\0' '#' >> "$2" """, "holds more than 1,048,576 bytes"),
    ],
)
def test_nothing_typed_is_lost(studio, run, editor, script, said):
    editor(script)
    before = file_of(studio)

    ran = run("client", "edit", "kopi")

    assert ran.code in {ExitCode.INVALID_DATA, ExitCode.OUTSIDE_FAILED}
    assert said in ran.err
    assert kept_copy(ran.err).read_bytes() != before.encode()
    assert file_of(studio) == before


def test_a_broken_file_can_be_mended(studio, run, editor):
    studio.client_file("kopi").write_text('name = "Kopi"\n<<<<<<< HEAD\n=======\nstage = "lost"\n>>>>>>> x\n')
    editor("""sed -i '/^[<=>]\\{7\\}/d' "$2" """)

    assert run("client", "edit", "kopi").code == 0
    assert file_of(studio) == 'name = "Kopi"\nstage = "lost"\n'


def test_a_file_that_changed_meanwhile_is_told(studio, run, editor):
    path = studio.client_file("kopi")
    editor(f"""printf '# theirs\\n' >> '{path}'""", """printf '# ours\\n' >> "$2" """)
    theirs = file_of(studio) + "# theirs\n"

    ran = run("client", "edit", "kopi")

    assert ran.code == ExitCode.REFUSED
    assert ran.err.startswith(
        "Error: clients/kopi/client.toml was changed by someone else meanwhile; nothing was written.\n"
        "  Nothing was saved. Your text is kept in "
    )
    assert kept_copy(ran.err).read_text().endswith("# ours\n")
    assert file_of(studio) == theirs


def test_an_editor_that_cannot_be_started_is_named(studio, run, monkeypatch, tmp_path):
    for editor, said in (("/nowhere/vi", "could not be started"), ("'unclosed", "could not be started")):
        monkeypatch.setenv("EDITOR", editor)

        ran = run("client", "edit", "kopi")

        assert ran.code == ExitCode.OUTSIDE_FAILED
        assert said in ran.err
        assert "Name another: export EDITOR=nano" in ran.err
        assert "kept" not in ran.err
    assert copies(tmp_path) == []


def test_no_editor_at_all_is_told(studio, run, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    ran = run("client", "edit", "kopi")

    assert ran.code == ExitCode.OUTSIDE_FAILED
    assert ran.err == "Error: No editor was found.\n  Name yours: export EDITOR=nano\n"


def test_an_editor_that_deletes_the_copy_is_told(studio, run, editor):
    editor('rm "$2"')

    ran = run("client", "edit", "kopi")

    assert ran.code == ExitCode.NOT_FOUND
    assert ran.err.startswith("Error: There is no file ")


def test_a_file_that_does_not_exist_is_not_opened(studio, run, editor, tmp_path):
    editor(f"touch '{tmp_path}/opened'")

    assert run("client", "edit", "nobody").code == ExitCode.NOT_FOUND
    assert not (tmp_path / "opened").exists()


def test_on_a_terminal_one_can_go_back_into_the_editor(studio, terminal, editor, tmp_path):
    editor(
        f"""if [ -e '{tmp_path}/again' ]; then sed -i 's/won/active/' "$2"; else""",
        f"""touch '{tmp_path}/again'; sed -i '/^currency/a stage = "won"' "$2"; fi""",
    )

    ran = terminal("client", "edit", "kopi", answers=["\n"])

    assert ran.code == 0
    assert "Go back into the editor? [Y/n]:" in ran.out
    assert read_client(studio, "kopi").value.stage == "active"
    assert copies(tmp_path) == []


@pytest.mark.parametrize(("answer", "code"), [("n\n", ExitCode.INVALID_DATA), ("\x03", ExitCode.INTERRUPTED)])
def test_on_a_terminal_one_can_give_up_and_keep_the_text(studio, terminal, editor, answer, code):
    editor("""sed -i '/^currency/a stage = "won"' "$2" """)
    before = file_of(studio)

    ran = terminal("client", "edit", "kopi", answers=[answer])

    assert ran.code == code
    assert 'stage = "won"' in kept_copy(ran.out).read_text()
    assert file_of(studio) == before


# --- what was typed outlives the command

MISSED = """sed -i '/^currency/a stage = "active"' "$2" """


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_a_draft_of_a_killed_command_is_offered_next_time(studio, terminal, editor, number, tmp_path):
    editor(MISSED, f"kill -{number} $PPID", "sleep 1")
    assert terminal("client", "edit", "kopi").code == -number
    editor('grep -q active "$2"')

    ran = terminal("client", "edit", "kopi", answers=["\n"])

    assert ran.code == 0, ran.out
    assert "An earlier text of yours was not saved: " in ran.out
    assert "Go on with it? [Y/n]:" in ran.out
    assert read_client(studio, "kopi").value.stage == "active"
    assert copies(tmp_path) == []


def test_an_earlier_draft_is_kept_if_one_begins_anew(studio, terminal, run, editor, tmp_path):
    editor(MISSED, "exit 3")
    assert run("client", "edit", "kopi").code == ExitCode.OUTSIDE_FAILED
    editor("! grep -q '^stage' \"$2\"")

    assert terminal("client", "edit", "kopi", answers=["n\n"]).code == 0

    (kept,) = [path for path in copies(tmp_path) if path.is_file()]
    assert 'stage = "active"' in kept.read_text()


def test_a_draft_is_named_where_nobody_can_be_asked(studio, run, editor, tmp_path):
    editor(MISSED, "exit 3")
    kept = kept_copy(run("client", "edit", "kopi").err)
    editor(":")

    assert run("client", "edit", "kopi").err == (
        f"Note: an earlier text of yours was not saved: {kept}\nclients/kopi/client.toml was not changed.\n"
    )
    assert kept.exists()


def test_a_draft_is_only_named_if_the_file_has_changed_since(studio, terminal, run, editor, tmp_path):
    editor(MISSED, "exit 3")
    kept = kept_copy(run("client", "edit", "kopi").err)
    studio.client_file("kopi").write_text(file_of(studio) + "# theirs\n")
    editor(":")

    ran = terminal("client", "edit", "kopi", width=300)

    assert f"not saved, and client.toml has changed since: {kept}\n" in ran.out
    assert "Go on" not in ran.out
    assert file_of(studio).endswith("# theirs\n")


def test_a_file_keeps_its_line_ends_and_byte_order_mark_in_the_editor(studio, run, editor):
    path = studio.client_file("kopi")
    path.write_bytes(b'\xef\xbb\xbfname = "Kopi"\r\nstage = "lost"\r\n')
    editor("""sed -i 's/lost/active/' "$2" """)

    assert run("client", "edit", "kopi").code == 0
    assert path.read_bytes() == b'\xef\xbb\xbfname = "Kopi"\r\nstage = "active"\r\n'
