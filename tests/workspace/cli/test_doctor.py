import json
import subprocess

from clientkit.errors import ExitCode


def parts_of(ran):
    return {(one["part"], one["name"]): one for one in json.loads(ran.out)["data"]["findings"]}


def test_a_workspace_that_needs_nothing(studio, run):
    ran = run("doctor")
    assert (ran.code, ran.err) == (0, "Nothing that the workspace needs is missing.\n")
    found = parts_of(run("doctor", "--json"))
    assert found["Workspace", "folder"]["text"].startswith(f"{studio.root} (")
    assert found["Mail", "SMTP"]["state"] == "off"
    assert found["Workspace", "holidays"]["mend"] == "clientkit config set calendar.country=ID"


def test_outside_of_a_workspace_nothing_is_missing(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = run("doctor", "--json")
    assert ran.code == 0
    assert parts_of(ran)["Workspace", "folder"]["state"] == "off"


def test_what_is_missing_is_named_with_the_command_that_mends_it(studio, run):
    run("config", "set", "git.commit=true", "mail.smtp.host=smtp.x.example", "mail.smtp.user=dewi")
    run("config", "set", "mail.smtp.password_command=no-such-program")

    ran = run("doctor", "--json")

    assert ran.code == ExitCode.FOUND
    found = parts_of(ran)
    assert found["Git", "repository"]["mend"] == f"git init {studio.root}"
    assert found["Mail", "SMTP"]["state"] == "missing"
    assert "CLIENTKIT_SMTP_PASSWORD" in found["Mail", "SMTP"]["mend"]


def test_the_settings_of_git_that_are_off_are_told(studio, run, tmp_path):
    (tmp_path / "home" / ".gitconfig").write_text(
        "[user]\nemail = dewi@x.example\n[commit]\ngpgsign = true\n[core]\nhooksPath = ~/hooks\n"
    )
    subprocess.run(["git", "init", "-q", studio.root], check=True)
    told = parts_of(run("doctor", "--json"))["Git", "your settings"]
    assert told["text"] == "commits here leave out your hooks, signing"


def test_broken_settings_are_told_with_their_line(studio, run):
    studio.settings_file.write_text('[you]\nname = "Dewi"\nage = 4\n', encoding="utf-8")
    ran = run("doctor")
    assert ran.code == ExitCode.FOUND
    assert "! settings" in ran.out
    assert "clientkit.toml:3: unknown key 'you.age'" in ran.out


def test_broken_settings_of_ones_own_are_told(studio, run, tmp_path, monkeypatch):
    file = tmp_path / "home" / ".config" / "clientkit" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("workspace = [\n", encoding="utf-8")
    found = parts_of(run("doctor", "--json"))["Paths", "own settings"]
    assert (found["state"], "not TOML" in found["text"]) == ("missing", True)

    file.unlink()
    monkeypatch.setenv("EDITOR", "sed -i '$a pager = \"more\"'")
    assert run("config", "edit", "--own").code == 0
    assert 'pager = "more"' in file.read_text(encoding="utf-8")
