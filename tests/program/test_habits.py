"""What people expect of a command line, point by point: the tests that hold it, some of them here."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.main import command
from clientkit.program import SECTIONS
from commands_page import does_something, walk
from example_studio import make_sample
from support.completion_client import SHELLS, offered

TESTS = Path(__file__).parents[1]

POINTS = {
    1: (
        "exit codes are few and documented",
        "docs/test_exit_codes.py",
        "program/test_errors.py::test_a_full_disk_is_told",
    ),
    2: (
        "results on stdout, the rest on stderr",
        "kernel/screen/test_colour.py::test_quiet_leaves_results_and_errors",
    ),
    3: (
        "help, version and doctor",
        "program/test_errors.py::test_the_version",
        "workspace/cli/test_doctor.py",
    ),
    4: (
        "a bare call shows what is due, a bare group lists",
        "program/test_bare_call.py",
        "program/test_errors.py::test_a_group_alone_lists",
    ),
    5: (
        "each help has an example and the addresses",
        "startup/test_modules.py::test_every_command_has_an_example_that_runs",
        "packaging/test_metadata.py::test_each_help_ends_with_the_addresses",
    ),
    6: (
        "the nearest name is offered",
        "projects/test_cli.py::test_a_project_that_does_not_exist_is_told_with_the_nearest",
        "program/test_errors.py::test_words_that_are_unknown_are_told_with_the_way_to_help",
    ),
    7: (
        "noun, then verb, each verb with one meaning",
        "::test_verbs_mean_the_same_everywhere",
        "::test_what_a_group_lacks_is_told_with_what_there_is",
        "::test_a_short_name_stays",
    ),
    8: ("no flag means two things", "docs/test_flags.py::test_no_flag_means_two_things"),
    9: ("whom it is about comes first, and may be left out", "::test_whom_it_is_about_comes_first"),
    10: ("a command is typed in full", "::test_the_beginning_of_a_command_is_not_the_command"),
    11: ("every option has a long name", "::test_every_option_has_a_long_name"),
    12: (
        "days and money as people write them",
        "kernel/model/values/test_money.py",
        "kernel/model/values/test_date_input.py",
    ),
    13: ("one JSON object, errors too", "program/test_json_errors.py"),
    14: ("lists as csv, md, or ids alone", "::test_every_list_is_a_table_for_other_programs"),
    15: ("colours can be had and be without", "kernel/screen/test_colour.py", "::test_no_color"),
    16: (
        "nothing by colour alone",
        "milestones/gantt/test_figure.py::test_owner_and_status_are_not_told_by_colour_alone",
        "kernel/screen/test_colour.py::test_cells_are_known_by_their_beginning",
    ),
    17: (
        "what takes long shows life",
        "workspace/cli/test_check.py::test_progress_is_told_after_a_second_on_a_terminal_alone",
    ),
    18: ("long texts are paged", "kernel/screen/test_pager.py"),
    19: (
        "width of the terminal, a pipe is whole",
        "agenda/test_agenda.py::test_lines_fit_the_terminal_and_name_the_command",
        "feedback/cli/test_follow_up.py::test_each_low_score_is_one_line_where_it_is_piped_and_whole_words_on_a_terminal",
    ),
    20: (
        "any terminal gets what it can show",
        "program/test_errors.py::test_any_terminal_gets_what_it_can_show",
    ),
    21: (
        "a change says what, where and what next",
        "workspace/cli/test_demo.py::test_the_tour_tells_what_was_made_the_scores_and_what_to_try",
        "::test_a_change_says_what_and_where",
    ),
    22: (
        "an error says what, where and how to go on",
        "program/test_json_errors.py::test_each_kind_of_failure_is_an_object",
    ),
    23: (
        "a bug is one line and a file",
        "program/test_json_errors.py::test_a_mistake_of_our_own_is_one_line_and_a_file_without_data",
    ),
    24: (
        "all mistakes of a file at once",
        "workspace/cli/test_check.py::test_every_mistake_of_every_file_is_told",
    ),
    25: (
        "the hint for an extra works where it is typed",
        "kernel/model/values/test_extras.py",
        "slow/test_installed_as_a_tool.py",
    ),
    26: (
        "questions only on a terminal",
        "workspace/cli/test_init.py::test_without_a_terminal_nothing_is_asked",
    ),
    27: (
        "what is dangerous asks",
        "workspace/test_undo.py",
        "program/test_json_errors.py::test_who_says_no_gets_an_object_with_what_was_said",
    ),
    28: (
        "--dry-run",
        "feedback/csv_import/test_actions.py::test_a_dry_run_writes_nothing",
        "outbox/cli/test_mail.py::test_a_dry_run_shows_the_mail_and_speaks_to_nobody",
    ),
    29: (
        "no secret in a flag or a file",
        "kernel/mail/server/test_smtp.py::test_a_wrong_password_is_told_and_never_shown",
        "::test_no_flag_takes_a_secret",
        "::test_no_file_takes_a_secret",
    ),
    30: (
        "- for stdin and stdout",
        "feedback/csv_import/test_tools.py::test_an_export_can_be_piped_in",
        "replies/cli/test_read.py::test_mail_comes_from_stdin",
    ),
    31: (
        "where a setting comes from",
        "workspace/cli/test_config.py::test_what_is_set_is_listed_with_its_line",
    ),
    32: (
        "the workspace is found",
        "kernel/store/test_workspace.py",
        "workspace/cli/test_config.py::test_the_users_own_workspace_is_meant_outside_of_any",
    ),
    33: (
        "whole or not at all, one at a time",
        "kernel/store/test_atomic_write.py",
        "kernel/store/test_lock.py",
    ),
    34: (
        "comments and order stay",
        "kernel/store/toml/test_hard_documents.py::test_only_what_was_asked_differs",
    ),
    35: (
        "git when asked, own paths only",
        "kernel/store/test_git.py",
        "workspace/cli/test_doctor.py::test_the_settings_of_git_that_are_off_are_told",
    ),
    36: ("undo", "workspace/test_undo.py"),
    37: ("a start-up that is watched", "startup/test_modules.py"),
    38: (
        "completion, in each shell",
        "completion",
        "::test_each_word_that_can_be_known_is_completed",
        "::test_keys_ids_and_values_are_completed",
        "completion/test_shells.py::test_folders_are_completed_where_a_file_is_named",
    ),
    39: (
        "Ctrl-C, and imports that repeat",
        "program/test_errors.py::test_ctrl_c_at_any_moment_is_no_traceback",
        "replies/cli/test_read.py::test_reading_again_adds_nothing",
    ),
    40: (
        "a format with a version, old files read and mended; nothing phones home",
        "kernel/store/test_save.py::test_fields_of_a_newer_version_are_kept",
        "kernel/model/records/test_journal.py::test_an_ask_of_old_says_default_and_is_read_and_written_as_otherwise",
        "workspace/cli/test_check.py::test_each_kind_of_damage_is_found_in_its_place_and_left",
        "clients/test_ending.py::test_keys_that_records_tell_are_named_and_taken_away_line_by_line",
        "outbox/cli/test_mail.py::test_no_network_is_told_in_one_sentence",
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The sample, which no test here changes."""
    root = tmp_path_factory.mktemp("sample") / "studio"
    make_sample(root)
    return root


@pytest.fixture
def sample(made, monkeypatch):
    """The sample, in which one stands."""
    monkeypatch.chdir(made)
    return made


def commands():
    root = command()
    context = root.make_context("clientkit", [], resilient_parsing=True)
    return [
        (real, inner)
        for section in SECTIONS
        for name, *_ in section.commands
        for real, inner in walk(root.get_command(context, name), context)
        if does_something(real)
    ]


def arguments(real):
    return [one.metavar for one in real.params if one.param_type_name == "argument"]


@pytest.mark.parametrize("number", POINTS)
def test_a_test_holds_each_point(number):
    assert sorted(POINTS) == list(range(1, 41))
    for place in POINTS[number][1:]:
        file, _, name = place.partition("::")
        path = TESTS / file if file else Path(__file__)
        assert path.exists(), place
        assert not name or f"def {name}(" in path.read_text(encoding="utf-8"), place


def test_verbs_mean_the_same_everywhere():
    found = {}
    for real, inner in commands():
        found.setdefault(inner.info_name, []).append((real, inner.command_path))
    for real, path in found["set"]:
        assert "KEY=VALUE" in arguments(real)[-1], path
    for real, path in found["edit"]:
        assert "editor" in real.help, path
        assert not any("=" in str(one) for one in arguments(real)), path
    for real, path in found["list"]:
        assert real.help.startswith("List "), path
    for real, path in found["show"]:
        assert real.help.startswith(("Show ", "What is known")), path
    assert {"add", "list", "show", "set", "edit", "remove"} <= set(found)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("client rename kopi kopitiam", "A short name stays, as records and replies bear it"),
        ("log kopi Called", "A verb comes first: add, list."),
        ("promise remove 7k2", "A record is taken back by its id: clientkit undo ID"),
        ("milestone delete kopi/toko M1", "A record is taken back by its id: clientkit undo ID"),
    ],
)
def test_what_a_group_lacks_is_told_with_what_there_is(words, said, sample, run):
    ran = run(*words.split())
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize("file", ["client set kopi", "project set kopi/toko"])
def test_a_short_name_stays(file, sample, run):
    """It is how records, tokens in replies, agreements and maps of trackers name it."""
    ran = run(*file.split(), "slug=other")
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "Error: A short name stays: records, replies and agreements bear it.",
        "  Set what is read: name or title.",
    ]


@pytest.mark.parametrize(
    ("words", "what", "where"),
    [
        ("done kopi/toko Pages", "done", "kopi/toko"),
        ("next kopi/toko Pages --due 2026-11-30", "next", "kopi/toko"),
        ("ask kopi/toko Which --due 2026-11-30", "ask", "kopi/toko"),
        ("lesson kopi/toko Ask-sooner", "lesson", "kopi/toko"),
        ("log add kopi Called", "phone", "kopi"),
        ("promise add kopi/toko Prices --due 2026-11-30", "Promised by you", "kopi/toko"),
        ("client add Maju", "Maju", "clients/maju/client.toml"),
        ("project add kopi Katalog", "Katalog", "clients/kopi/projects/katalog/project.toml"),
        ("milestone add kopi/toko Launch --days 2", "Launch", "clients/kopi/projects/toko/project.toml"),
        ("feedback add kopi/toko --csat 4 --contact rina", "CSAT 4/5", "kopi/toko"),
        ("complaint add kopi/toko Late --contact rina", "The complaint", "kopi/toko"),
    ],
)
def test_a_change_says_what_and_where(words, what, where, studio, run):
    ran = run(*words.split())
    assert ran.code == 0, ran.err
    assert what in ran.err
    assert where in ran.err


WHOM = re.compile(r"PROJECT|CLIENT")


def test_whom_it_is_about_comes_first():
    for real, inner in commands():
        places = [number for number, one in enumerate(arguments(real)) if WHOM.search(str(one))]
        assert places in ([], [0]), inner.command_path
        for one in arguments(real)[:1]:
            assert not WHOM.search(str(one)) or re.match(r"\[?\[?(PROJECT|CLIENT)", str(one)), (
                inner.command_path
            )


@pytest.mark.parametrize("typed", [("proj", "list"), ("client", "li"), ("promise", "lis")])
def test_the_beginning_of_a_command_is_not_the_command(typed, sample, run):
    assert run(*typed).code == 2


def test_every_option_has_a_long_name():
    for real, inner in commands():
        for one in real.params:
            if one.param_type_name == "option":
                assert any(name.startswith("--") for name in one.opts), (inner.command_path, one.opts)


def test_no_flag_takes_a_secret():
    names = {name for real, _ in commands() for one in real.params for name in one.opts}
    assert not {name for name in names if re.search(r"pass|secret|token|credential", name)}


SECRET = re.compile(r"pass|secret|token|credential")


@pytest.mark.parametrize("model", [Settings, Client, Project])
def test_no_file_takes_a_secret(model):
    """A password is printed by a command of one's own, or stands in the environment or the keyring."""
    keys = re.findall(r'"(\w+)": \{', json.dumps(model.model_json_schema()))
    assert "version" in keys
    assert {key for key in keys if SECRET.search(key)} <= {"password_command"}


def test_a_password_in_a_file_is_refused_and_not_repeated(studio, run):
    path = studio.root / "clientkit.toml"
    text = path.read_text()
    assert "[mail.smtp]\n" in text
    path.write_text(text.replace("[mail.smtp]\n", '[mail.smtp]\npassword = "hunter2"\n'))
    ran = run("check")
    assert (ran.code, "'mail.smtp.password'" in ran.out) == (1, True)
    assert "hunter2" not in ran.out + ran.err
    assert run("config", "set", "mail.smtp.password=hunter2").code != 0


LISTS = [inner.command_path.split()[1:] for _, inner in commands() if inner.info_name == "list"]


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_every_list_is_a_table_for_other_programs(words, sample, run):
    about = ["kopi/toko"] if words[0] in {"milestone", "report"} else []
    table = run(*words, *about, "--format", "csv")
    assert table.code == 0, table.err
    columns = table.out.splitlines()[0].split(",")
    assert len(columns) > 1
    if words != ["client", "list"]:  # which has vcf in its place
        page = run(*words, *about, "--format", "md").out.splitlines()
        assert page[0] == f"| {' | '.join(columns)} |".replace("_", "\\_").replace("\\_", "_")
    ids = run("--quiet", *words, *about)
    assert (ids.code, ids.err) == (0, "")
    assert len(ids.out.splitlines()) == len(re.findall(r"\r\n", table.out)) - 1
    assert run(*words, *about, "--format", "pdf").code == 2


def test_no_color(sample, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)

    def said(*words):
        line = [sys.executable, "-m", "clientkit", *words]
        done = subprocess.run(line, cwd=sample, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    assert "\x1b[" in said("client", "show", "nobody")
    assert "\x1b[" not in said("--no-color", "client", "show", "nobody")


KNOWN = re.compile(
    r"^(CLIENT|PROJECT|ID|CO|KEY=VALUE\.\.\.|LANGUAGE|CURRENCY|TIMEZONE|DOCUMENT)$|^\w[\w-]*(\|[\w-]+)+$|KEY=VALUE"
)
OURS_TO_CHOOSE = {"--id", "--clause", "--options"}
"""What a person makes up, or finds in a document."""


def test_each_word_that_can_be_known_is_completed():
    for real, inner in commands():
        for one in real.params:
            if getattr(one, "is_flag", False) or not KNOWN.search(str(one.metavar)):
                continue
            if not OURS_TO_CHOOSE & {*one.opts} and not re.search(r"\d|FILE", str(one.metavar)):
                assert one._custom_shell_complete is not None, (inner.command_path, one.opts)


@pytest.mark.parametrize("shell", SHELLS)
def test_keys_ids_and_values_are_completed(shell, sample, monkeypatch):
    assert offered(shell, "clientkit client set kopi consent.g") == ["consent.given_on="]
    assert "price.amount=" in offered(shell, "clientkit project set kopi/toko price.")
    assert offered(shell, "clientkit client add X --kind g") == ["government"]
    assert offered(shell, "clientkit init --timezone Asia/Jakart") == ["Asia/Jakarta"]
    assert offered(shell, "clientkit promise list --format ") == ["csv", "md"]
    assert offered(shell, "clientkit client list --stage do") == ["dormant"]
    joined = ["dormant" if shell == "bash" else "--stage=dormant"]
    assert offered(shell, "clientkit client list --stage=do") == joined
    assert offered(shell, "clientkit promise list --until to") == ["today", "tomorrow"]
    (first, *_) = offered(shell, "clientkit promise kept ")
    assert offered(shell, f"clientkit promise kept {first[:6]}") == [first]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
@pytest.mark.parametrize("form", ["{0} {1}", "{0}={1}"])
def test_the_lines_for_a_shell_that_is_named(shell, form, run):
    said = run(*form.format("--show-completion", shell).split()).out
    sign = {"bash": "COMPREPLY", "zsh": "#compdef clientkit ck", "fish": "complete --command clientkit"}
    assert sign.get(shell, "Register-ArgumentCompleter") in said
    assert re.search(r"\bck\b", said)


def test_a_shell_that_is_not_known_is_told(run):
    ran = run("--show-completion", "tcsh")
    assert ran.code == 2
    assert "bash|zsh|fish|powershell" in ran.err
