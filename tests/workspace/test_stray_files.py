import pytest

from clientkit.errors import ExitCode
from clientkit.workspace.stray_files import copied_name

COPIES = [
    "project.sync-conflict-20261121-120000-ABC2DEF.toml",
    "project (Dewi's conflicted copy 2026-11-21).toml",
    "project (conflicted copy 2026-11-21 120000).toml",
    "project (Case Conflict).toml",
    "project (Salinan konflik Dewi 2026-11-21).toml",
    "project_conflict-20261121-120000.toml",
    "project 2.toml",
    "project (1).toml",
    "project(1).toml",
    "project-DESKTOP-4K2.toml",
    "project.variant-a1b2.toml",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_second_copy_is_found_by_its_name(studio, run, name):
    (studio.project_dir("kopi", "toko") / name).write_text("title = 1\n")

    ran = run("check")

    assert ran.code == ExitCode.FOUND
    assert f"clients/kopi/projects/toko/{name}: warning: a second copy of project.toml" in ran.out
    assert "keep what counts in project.toml" in ran.out + ran.err


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("laptop.sync-conflict-20261121-120000-ABC2DEF.jsonl", "laptop.jsonl"),
        ("2026-W47 (conflicted copy 2026-11-21 120000).md", "2026-W47.md"),
        ("clientkit-LAPTOP.toml", "clientkit.toml"),
        ("kopi 2", "kopi"),
        ("kopi (1)", "kopi"),
    ],
)
def test_copies_of_other_files_and_of_folders_are_found_too(name, of):
    assert copied_name(name, [name, of, "other.md"]) == of


@pytest.mark.parametrize(
    "name", ["2026-W47.2.md", "laptop-2.jsonl", "kopi-2", "v2", "offer 2027.md", "shop.toml"]
)
def test_other_names_are_no_copies(name):
    others = ["2026-W47.md", "laptop.jsonl", "kopi", "v1", "offer.toml", "project.toml", "offer2027.md"]
    assert copied_name(name, [name, *others]) == ""


FOLDERS = ["kopi", "kopi/journal", "kopi/projects", "kopi/projects/toko", "kopi/projects/toko/agreements"]


LISTS = (
    ("client", "list"),
    ("client", "list", "--health"),
    ("project", "list"),
    ("feedback", "list"),
    ("feedback", "loop"),
    ("score",),
    ("promise", "list"),
    ("survey", "due"),
    ("survey", "list"),
    ("mail", "list"),
    ("log",),
)


@pytest.fixture
def two_clients(studio, run):
    for words in (
        ("client", "add", "Teh", "--slug", "teh"),
        ("project", "add", "teh", "Situs", "--slug", "situs"),
        ("feedback", "add", "teh", "--csat", "5"),
        ("log", "add", "kopi", "Called about it"),
    ):
        assert run(*words).code == 0
    return studio


def others_are_listed(run):
    ran = {words: run(*words) for words in LISTS}
    assert {words: one.err for words, one in ran.items() if one.code not in {0, 2}} == {}
    assert "teh" in ran["client", "list"].out
    assert "teh/situs" in ran["project", "list"].out
    assert "teh" in ran["feedback", "list"].out


@pytest.mark.parametrize("closed", FOLDERS)
def test_a_folder_that_cannot_be_read_ends_no_command_for_the_others(two_clients, run, ordinary_user, closed):
    folder = two_clients.clients_dir / closed
    folder.mkdir(exist_ok=True)
    folder.chmod(0)
    try:
        checked = run("check")
        others_are_listed(run)
    finally:
        folder.chmod(0o700)

    assert checked.code == ExitCode.FOUND
    assert f"clients/{closed}: error: the folder cannot be read (Permission denied)" in checked.out


def test_a_client_file_that_is_broken_ends_no_command_for_the_others(two_clients, run):
    two_clients.client_file("kopi").write_text("broken")

    others_are_listed(run)


def test_a_file_with_very_many_mistakes_is_told_in_a_screenful(studio, run):
    path = studio.client_file("kopi")
    path.write_text('name = "Kopi"\n' + "".join(f"k{n} = 1\n" for n in range(40_000)))
    studio.journal_dir("kopi").mkdir(exist_ok=True)
    studio.journal_file("kopi").write_text("x\n" * 30)

    ran = run("check")

    assert ran.out.count("clients/kopi/client.toml") == 21
    assert "clients/kopi/client.toml: error: and 39,980 more" in ran.out
    assert ran.out.count("clients/kopi/journal/laptop.jsonl") == 21
    assert "clients/kopi/journal/laptop.jsonl: error: and 10 more" in ran.out
    assert "unknown key 'k0'" in run("client", "show", "kopi").err
    assert "(and many more)" in run("client", "list").err


def test_a_journal_of_ten_gigabytes_is_passed_over(studio, run):
    studio.journal_dir("kopi").mkdir(exist_ok=True)
    with studio.journal_file("kopi").open("wb") as file:
        file.truncate(10 * 1024**3)

    for words in (("feedback", "list"), ("check",), ("log",)):
        ran = run(*words)
        assert ran.code in {0, 1}
        assert "holds more than 1,073,741,824 bytes" in ran.out + ran.err
