import os
import subprocess

import pytest
import tomli

from clientkit.errors import ExitCode
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.store.toml.file import load

DEWI = ("--name", "Dewi Lestari", "--email", "dewi@studio.example")


def settings_of(root):
    return Settings.model_validate(load((root / "clientkit.toml").read_text(encoding="utf-8")))


def everything_in(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(root.rglob("*"))
        if ".git/" not in f"{path.relative_to(root).as_posix()}/"
    }


@pytest.fixture(autouse=True)
def _standing_somewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Asia/Jakarta")


def test_a_fresh_workspace(run, tmp_path):
    ran = run("init", "studio", *DEWI, "--language", "id")

    root = tmp_path / "studio"
    assert (ran.code, ran.out) == (0, f"{root}\n")
    assert ran.err.startswith("Made: .gitignore, .gitattributes, .git, clientkit.toml\n")
    assert f"cd {root}" in ran.err
    settings = settings_of(root)
    assert (settings.you.name, settings.you.email) == ("Dewi Lestari", "dewi@studio.example")
    assert settings.defaults.model_dump() == {"language": "id", "currency": "IDR", "timezone": "Asia/Jakarta"}
    assert (root / ".git").is_dir()
    assert root.stat().st_mode & 0o777 == 0o700


def test_git_is_told_what_is_not_of_the_user_and_how_to_join_journals(run, tmp_path):
    run("init", "studio", *DEWI)
    root = tmp_path / "studio"
    (root / "clients").mkdir()

    status = subprocess.run(
        ["git", "-C", root, "status", "--short", "-uall"], capture_output=True, text=True, check=True
    ).stdout
    attributes = subprocess.run(
        ["git", "-C", root, "check-attr", "merge", "text", "--", "clients/kopi/journal/laptop.jsonl"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert status == "?? .gitattributes\n?? .gitignore\n?? clientkit.toml\n"
    assert "merge: union" in attributes
    assert "text: unset" in attributes


def test_every_option_is_heard(run, tmp_path):
    options = ("--currency", "eur", "--timezone", "Europe/London", "--language", "en", "--email", "")

    ran = run("init", "studio", "--name", "Dewi", *options, "--json")

    assert ran.code == 0
    assert '"kind": "setup"' in ran.out
    settings = settings_of(tmp_path / "studio")
    assert settings.you.email == ""
    assert settings.defaults.model_dump() == {
        "language": "en",
        "currency": "EUR",
        "timezone": "Europe/London",
    }


def test_run_again_it_changes_nothing_and_says_so(run, tmp_path):
    run("init", "studio", *DEWI)
    before = everything_in(tmp_path / "studio")

    for words in (("init", "studio"), ("init", "studio", "--name", "Other", "--currency", "EUR")):
        ran = run(*words)

        assert (ran.code, ran.out) == (0, f"{tmp_path / 'studio'}\n")
        assert ran.err == "It is a workspace already; nothing was changed.\n"
        assert everything_in(tmp_path / "studio") == before


def test_what_is_missing_is_added_to_a_workspace_that_is_there(run, tmp_path):
    run("init", "studio", *DEWI, "--no-git")
    (tmp_path / "studio" / ".gitattributes").unlink()

    ran = run("init", "studio")

    assert ran.err.startswith("Made: .gitattributes, .git\n")


def test_broken_settings_are_told_with_their_line_and_left(run, tmp_path):
    run("init", "studio", *DEWI)
    (tmp_path / "studio" / "clientkit.toml").write_text('[you]\nname = "Dewi"\n[defaults]\nlanguage = "de"\n')
    before = everything_in(tmp_path / "studio")

    ran = run("init", "studio")

    assert ran.code == ExitCode.INVALID_DATA
    assert ran.err.startswith("Error: clientkit.toml:4: 'defaults.language' must be 'en' or 'id', not 'de'\n")
    assert everything_in(tmp_path / "studio") == before


def test_a_repository_that_is_there_is_used(run, tmp_path):
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)

    ran = run("init", "studio", *DEWI)

    assert ran.err.startswith("Made: .gitignore, .gitattributes, clientkit.toml\n")
    assert not (tmp_path / "studio" / ".git").exists()


def test_no_repository_is_made_where_none_is_wanted(run, tmp_path):
    ran = run("init", "studio", *DEWI, "--no-git")

    assert ran.code == 0
    assert not (tmp_path / "studio" / ".git").exists()


def test_a_missing_git_is_told_and_costs_nothing_else(run, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    ran = run("init", "studio", *DEWI)

    assert ran.code == 0
    assert "Note: made without git: git was not found." in ran.err
    assert settings_of(tmp_path / "studio").you.name == "Dewi Lestari"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "*.pdf",
            "*.pdf\n# Lock, unfinished writes and survey key of clientkit: nothing for git.\n.clientkit/\n",
        ),
        ("*.pdf\n.clientkit/\n*.png\n", "*.pdf\n.clientkit/\n*.png\n"),
        (
            "",
            "# Lock, unfinished writes and survey key of clientkit: nothing for git.\n.clientkit/\n",
        ),
    ],
)
def test_rules_that_git_has_already_stay(run, tmp_path, before, after):
    (tmp_path / ".gitignore").write_text(before)

    ran = run("init", *DEWI)

    assert ran.code == 0
    assert (tmp_path / ".gitignore").read_text() == after


def test_a_workspace_in_a_workspace_is_refused(run, tmp_path):
    run("init", "studio", *DEWI)
    (tmp_path / "studio" / "clients").mkdir()

    ran = run("init", "studio/clients/other", *DEWI)

    assert ran.code == ExitCode.REFUSED
    assert "lies inside the workspace" in ran.err
    assert everything_in(tmp_path / "studio" / "clients") == {}


@pytest.mark.parametrize("place", ["file", "file/studio"])
def test_a_file_in_the_way_is_named(run, tmp_path, place):
    (tmp_path / "file").write_text("mine")

    ran = run("init", place, *DEWI)

    assert ran.code == ExitCode.REFUSED
    assert (
        ran.err == f"Error: {tmp_path / place} is not a folder; nothing was made.\n  Choose another place.\n"
    )
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_without_rights_is_named(run, tmp_path, ordinary_user):
    (tmp_path / "closed").mkdir(mode=0o500)

    inside, itself = run("init", "closed/studio", *DEWI), run("init", "closed", *DEWI)

    assert inside.code == itself.code == ExitCode.OUTSIDE_FAILED
    assert inside.err.startswith(
        f"Error: The system refused: Permission denied ({tmp_path}/closed/studio).\n"
    )
    assert itself.err.startswith(f"Error: Nothing was saved: {tmp_path}/closed cannot be written (Permission")
    assert list((tmp_path / "closed").iterdir()) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--language", "de"), "Error: 'defaults.language' must be 'en' or 'id', not 'de'"),
        (("--currency", "rupiah"), "Error: 'defaults.currency' is not of the form"),
        (("--timezone", "Mars"), "Error: 'defaults.timezone': 'Mars' is not a time zone"),
        (
            ("--timezone", "../../etc/passwd"),
            "Error: 'defaults.timezone': '../../etc/passwd' is not a time zone",
        ),
        (("--email", "dewi"), "Error: 'you.email' is not of the form"),
        (("--name", "De\twi"), "Error: 'you.name': has a control character (U+0009) at position 3"),
        (("--name", "x" * 10_000), "Error: 'you.name' must have at most 500 characters"),
        (("--name", "half \udcff"), "Error: 'you.name' must be text in UTF-8"),
        (("--nam", "Dewi"), "No such option"),
    ],
)
def test_wrong_settings_are_told_and_nothing_is_made(run, tmp_path, options, said):
    ran = run("init", "studio", *DEWI, *options)

    assert ran.code == ExitCode.USAGE
    assert said in ran.err
    assert not (tmp_path / "studio").exists()


def test_without_a_terminal_nothing_is_asked(clientkit, tmp_path):
    ran = clientkit("init", "studio")

    assert ran.code == ExitCode.USAGE
    assert ran.err == 'Error: Your name is not known.\n  Give it: clientkit init --name "Dewi Lestari"\n'
    assert not (tmp_path / "studio").exists()


def test_git_knows_who_one_is(run, tmp_path):
    (tmp_path / "home" / ".gitconfig").write_text("[user]\nname = Dewi L\nemail = dewi@studio.example\n")

    ran = run("init", "studio")

    assert ran.code == 0
    assert settings_of(tmp_path / "studio").you.model_dump(exclude_defaults=True) == {
        "name": "Dewi L",
        "email": "dewi@studio.example",
    }


def test_on_a_terminal_what_is_missing_is_asked(terminal, tmp_path):
    ran = terminal("init", "studio", "--currency", "SGD", answers=["id\n", "\n", "Dewi\n", "\n", "\n"])

    assert ran.code == 0
    assert ran.out.startswith(
        "Language of your documents, en or id [en]: id\n"
        "Your name, as documents show it: \n"
        "Your name, as documents show it: Dewi\n"
        "The address you write to clients from: \n"
        "Your time zone [Asia/Jakarta]: \n"
    )
    assert "Currency" not in ran.out
    settings = settings_of(tmp_path / "studio")
    assert (settings.you.name, settings.you.email) == ("Dewi", "")
    assert settings.defaults.model_dump() == {
        "language": "id",
        "currency": "SGD",
        "timezone": "Asia/Jakarta",
    }


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_a_question_can_be_left(terminal, tmp_path, key):
    ran = terminal("init", "studio", answers=[key])

    assert ran.code == ExitCode.INTERRUPTED
    assert "Stopped; nothing more was done." in ran.out
    assert not (tmp_path / "studio").exists()


def test_the_machines_time_zone_is_the_default(run, tmp_path, monkeypatch):
    monkeypatch.delenv("TZ")

    assert run("init", "studio", *DEWI).code == 0

    host = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    written = tomli.loads((tmp_path / "studio" / "clientkit.toml").read_text())
    assert written["defaults"]["timezone"] == (host or "UTC")


def test_a_folder_that_is_gone_is_told(clientkit, tmp_path):
    (tmp_path / "gone").mkdir()
    script = f"cd gone && rmdir ../gone && exec {os.sys.executable} -m clientkit init --name Dewi"

    ran = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)

    assert ran.returncode == ExitCode.USAGE
    assert ran.stderr == "Error: The folder you stand in is gone.\n  Change into another one: cd ~\n"
