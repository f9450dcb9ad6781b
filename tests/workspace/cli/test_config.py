import json

import pytest

from clientkit.errors import ExitCode
from clientkit.workspace.trust import trust_now


def rows_of(ran):
    return {row["key"]: (row["value"], row["origin"], row["place"]) for row in json.loads(ran.out)["data"]}


def test_what_is_set_is_listed_with_its_line(studio, run, monkeypatch):
    monkeypatch.delenv("PAGER")
    ran = run("config")

    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()[1:]] == [
        "user.workspace",
        "version",
        "you.name",
        "you.email",
        "defaults.language",
        "defaults.currency",
        "defaults.timezone",
    ]
    line = studio.settings_file.read_text(encoding="utf-8").splitlines().index('name = "Dewi Lestari"') + 1
    assert rows_of(run("config", "list", "--json"))["you.name"] == (
        "Dewi Lestari",
        "workspace",
        f"clientkit.toml:{line}",
    )


def test_a_key_or_a_section_is_shown_with_what_counts_where_nobody_set_it(studio, run):
    run("config", "set", "policies.answer_within=2")

    shown = run("config", "show", "policies.answer_within", "policies.report_day", "--origin").out
    assert shown.splitlines()[0].startswith("policies.answer_within = 2 # clientkit.toml:")
    assert shown.splitlines()[1] == 'policies.report_day = "fri" # default'
    assert run("config", "show", "git").out == "git.commit = false\n"

    ran = run("config", "show", "polices")
    assert (ran.code, ran.err) == (
        ExitCode.NOT_FOUND,
        "Error: There is no setting 'polices'.\n  Did you mean 'policies'?\n",
    )


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("policies.answer_within=many", "Error: 'policies.answer_within' must be a whole number"),
        ("you.name=", "Error: Nothing was changed: 'you.name' is missing."),
        ("polices.x=1", "Error: There is no key 'polices.x'."),
    ],
)
def test_what_cannot_be_is_not_set(studio, run, pair, said):
    before = studio.settings_file.read_bytes()
    ran = run("config", "set", pair)
    assert ran.code == ExitCode.USAGE
    assert ran.err.startswith(said)
    assert studio.settings_file.read_bytes() == before


def test_the_users_own_workspace_is_meant_outside_of_any(studio, run, tmp_path, monkeypatch):
    """A flag goes before the environment, that before the folder one stands in, and that before one's own."""
    assert run("config", "set", f"user.workspace={studio.root}").code == 0
    monkeypatch.chdir(tmp_path)

    assert run("client", "list").code == 0
    value, origin, place = rows_of(run("config", "list", "--json"))["user.workspace"]
    assert (value, origin) == (str(studio.root), "user")
    assert place.startswith(f"{tmp_path}/home/.config/clientkit/config.toml:")
    assert rows_of(run("-C", "studio", "config", "list", "--json"))["user.workspace"][1] == "flag"
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(studio.root))
    assert rows_of(run("config", "list", "--json"))["user.workspace"][1] == "environment"
    monkeypatch.delenv("CLIENTKIT_WORKSPACE")

    assert run("init", "another", "--name", "Dewi", "--no-git").code == 0  # it hides from nobody
    monkeypatch.chdir(tmp_path / "another")
    assert rows_of(run("config", "list", "--json"))["user.workspace"][1] == "folder"


def test_a_workspace_of_ones_own_that_is_gone_is_named(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("config", "set", "user.workspace=/nowhere/studio").code == 0

    ran = run("client", "list")
    assert (ran.code, "/nowhere/studio is not a workspace" in ran.err) == (ExitCode.NOT_FOUND, True)
    assert "/nowhere/studio" in run("config", "list").out
    assert run("config", "set", "user.workspace=").code == 0


def test_a_change_by_our_own_command_is_trusted_and_that_of_an_agent_is_not(studio, run, monkeypatch):
    assert not trust_now(studio).new
    run("config", "set", "mail.smtp.host=smtp.studio.example")
    assert not trust_now(studio).new

    monkeypatch.setenv("CLIENTKIT_AGENT", "helper")
    run("config", "set", "mail.smtp.host=smtp.elsewhere.example")
    assert [wish.kind for wish in trust_now(studio).new] == ["smtp"]


def test_what_came_otherwise_is_not_vouched_for_by_a_later_change(studio, run):
    text = studio.settings_file.read_text(encoding="utf-8")
    studio.settings_file.write_text(
        text.replace("[mail.imap]\n", '[mail.imap]\nhost = "imap.elsewhere.example"\n'), encoding="utf-8"
    )
    run("config", "set", "policies.answer_within=2")
    assert [wish.kind for wish in trust_now(studio).new] == ["imap"]
