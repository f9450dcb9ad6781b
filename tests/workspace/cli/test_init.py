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
    assert ran.err == (
        "A workspace of Dewi Lestari; your settings are in clientkit.toml.\n"
        "Rules for git were written: .gitignore, .gitattributes.\n"
        "A git repository was made, and each change is committed.\n"
        "  Leave commits to you:  clientkit config set git.commit=false\n"
        "No public holidays are kept.\n"
        "  Keep those of your country:  clientkit config set calendar.country=ID\n"
        "Next:\n"
        f"  cd {root}\n"
        '  clientkit client add "PT Kopi Nusantara" --slug kopi --contact "Rina Wijaya <rina@kopi.example>"\n'
        '  clientkit project add kopi "Online shop" --from website\n'
    )
    settings = settings_of(root)
    assert (settings.you.name, settings.you.email) == ("Dewi Lestari", "dewi@studio.example")
    assert settings.defaults.model_dump() == {"language": "id", "currency": "IDR", "timezone": "Asia/Jakarta"}
    assert (root / ".git").is_dir()
    assert root.stat().st_mode & 0o777 == 0o700


def test_git_is_told_what_is_not_of_the_user_and_how_to_join_journals(run, tmp_path):
    (tmp_path / "home" / ".gitconfig").write_text("[user]\nname = Dewi L\nemail = dewi@home.example\n")
    run("init", "studio", *DEWI)
    root = tmp_path / "studio"
    (root / "clients").mkdir()

    log = subprocess.run(
        ["git", "-C", root, "log", "--name-status", "--format=%s, %an"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    attributes = subprocess.run(
        ["git", "-C", root, "check-attr", "merge", "text", "--", "clients/kopi/journal/laptop.jsonl"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert log == "Begin the workspace, Dewi L\n\nA\t.gitattributes\nA\t.gitignore\nA\tclientkit.toml\n"
    assert "merge: union" in attributes
    assert "text: unset" in attributes


def test_every_option_is_heard(run, tmp_path):
    options = (
        "--currency",
        "eur",
        "--timezone",
        "london",
        "--language",
        "EN",
        "--email",
        "",
        "--country",
        "gb",
    )

    ran = run("init", "studio", "--name", "Dewi", *options, "--json")

    assert ran.code == 0
    assert '"kind": "setup"' in ran.out
    settings = settings_of(tmp_path / "studio")
    assert (settings.you.email, settings.calendar.country) == ("", "GB")
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

    assert ran.err.startswith(
        "Rules for git were written: .gitattributes.\nA git repository was made; commits are left to you.\n"
    )


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

    assert "git repository" not in ran.err
    assert not (tmp_path / "studio" / ".git").exists()
    assert settings_of(tmp_path / "studio").git.commit is False


def test_without_an_address_git_commits_nothing(run, tmp_path):
    ran = run("init", "studio", "--name", "Dewi")

    assert "A git repository was made; commits are left to you.\n" in ran.err
    assert settings_of(tmp_path / "studio").git.commit is False


def test_each_change_is_committed_where_the_repository_was_made_here(run, tmp_path):
    run("init", "studio", *DEWI)
    root = tmp_path / "studio"

    run("-C", root, "client", "add", "PT Kopi", "--slug", "kopi")

    log = subprocess.run(
        ["git", "-C", root, "log", "--format=%s"], capture_output=True, text=True, check=True
    )
    assert log.stdout == "Add client kopi\nBegin the workspace\n"


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


def test_on_a_terminal_each_answer_is_checked_at_once(terminal, tmp_path):
    answers = ["Dewi", "dewi", "", "de", "id", "jakarta", "zz", ""]
    first = ["PT Kopi", "Rina <rina@kopi.example>", "websit", "website", "Toko"]

    ran = terminal(
        "init", "studio", "--currency", "SGD", answers=[f"{one}\n" for one in (*answers, *first)], width=200
    )

    assert ran.code == 0
    said = [line for line in ran.out.splitlines() if line]
    assert said[:2] == [
        "Your name, as documents show it: Dewi",
        "The address you write to clients from: dewi",
    ]
    assert said[2].startswith("  'you.email' is not of the form that it must have: 'dewi'.")
    assert "Language of your documents, en or id [en]: de" in said
    assert "Country whose public holidays you keep, such as ID or GB; - for none [ID]: zz" in said
    assert any("no public holidays are known for the country 'ZZ'" in line for line in said)
    assert "Currency" not in ran.out
    assert "Did you mean 'website'?" in ran.out
    root = tmp_path / "studio"
    settings = settings_of(root)
    assert (settings.you.name, settings.you.email, settings.calendar.country) == ("Dewi", "", "ID")
    assert settings.defaults.model_dump() == {
        "language": "id",
        "currency": "SGD",
        "timezone": "Asia/Jakarta",
    }
    assert 'title = "Toko"' in (root / "clients/kopi/projects/toko/project.toml").read_text(encoding="utf-8")


def test_the_first_client_may_wait(terminal, tmp_path):
    ran = terminal("init", "studio", *DEWI, "--language", "id", "--currency", "IDR", answers=["\n"] * 3)

    assert ran.code == 0
    assert not (tmp_path / "studio" / "clients").exists()


def test_with_no_input_nothing_is_asked_on_a_terminal(terminal, tmp_path):
    assert terminal("--no-input", "init", "studio", *DEWI).code == 0
    assert terminal("--no-input", "init", "other").code == ExitCode.USAGE
    assert settings_of(tmp_path / "studio").calendar.country == ""


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
