import os

import pytest
from inline_snapshot import snapshot

from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.toml.client_file import read_client, read_settings
from clientkit.kernel.store.toml.file import BrokenFileError, parse_toml, read_toml
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace
from support.builders import some_settings


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path, "laptop")


def problems_of(text, model=Client):
    with pytest.raises(BrokenFileError) as broken:
        parse_toml("client.toml", text, model)
    return broken.value.problems


def test_a_file_comes_with_its_text_and_digest(workspace):
    data = b'[you]\nname = "Dewi Lestari"\nemail = "dewi@studio.example"\n'
    workspace.settings_file.write_bytes(data)

    file = read_settings(workspace)

    assert file.value == some_settings()
    assert file.text.encode() == data
    assert file.digest == digest(data)
    assert file.path == workspace.settings_file


@pytest.mark.parametrize("change", [b"\xef\xbb\xbf%s", b"%s"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_a_byte_order_mark_and_the_ends_of_lines_of_windows_are_read(workspace, change, ending):
    path = workspace.client_file("kopi")
    path.parent.mkdir(parents=True)
    path.write_bytes(change % b'name = "Kopi"\nnotes = """a\nb"""\n'.replace(b"\n", ending))

    client = read_client(workspace, "kopi").value

    assert (client.name, client.notes) == ("Kopi", "a\nb")


def test_a_file_that_is_not_there_is_told_with_what_to_do(workspace):
    with pytest.raises(BrokenFileError) as missing:
        read_project(workspace, "kopi", "toko")

    file = "clients/kopi/projects/toko/project.toml"
    assert missing.value.message == f"{file}: the file is missing"
    assert missing.value.hint == "Restore it with git, or move clients/kopi/projects/toko away."


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, lambda path: path.write_bytes(b"#" * 1_048_577)])
def test_a_file_that_cannot_be_read_is_broken(workspace, make):
    make(workspace.settings_file)

    with pytest.raises(BrokenFileError, match=r"^clientkit\.toml: ") as broken:
        read_settings(workspace)

    assert [problem.code for problem in broken.value.problems] == ["unreadable"]


def test_bytes_that_are_no_text_are_found_with_their_line(workspace):
    workspace.settings_file.write_bytes(b'# you\n[you]\nname = "Caf\xe9"\n')

    with pytest.raises(BrokenFileError, match=r"^clientkit\.toml:3: not UTF-8 text$") as broken:
        read_toml(workspace, workspace.settings_file, Settings)

    assert broken.value.hint == "Save the file as UTF-8."


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "=======", ">>>>>>> theirs", "||||||| base", "=======  "])
@pytest.mark.parametrize("text", ['name = "a"\n{}\n', 'name = "a"\nnotes = """\n{}\n"""\n'])
def test_a_conflict_marker_is_found_even_inside_a_text(text, marker):
    (problem,) = problems_of(text.format(marker))

    assert problem.code == "conflict"
    assert problem.line == (2 if "notes" not in text else 3)
    assert problem.hint == "Keep one side of the conflict and delete the marker lines."


@pytest.mark.parametrize("text", ['notes = """\n========\n"""\n', 'notes = """\n a <<<<<<< b\n"""\n'])
def test_what_only_looks_like_a_conflict_marker_is_read(text):
    assert parse_toml("client.toml", f'name = "a"\n{text}', Client).notes


@pytest.mark.parametrize(
    "bomb",
    [
        "x = " + "[" * 100_000,
        "x = " + "[" * 900 + "]" * 900,
        "x = " + "{a = " * 5_000,
        ".".join("a" * 50_000) + " = 1",
        "[" + ".".join("a" * 50_000) + "]",
    ],
)
def test_a_bomb_of_brackets_is_told_in_a_line(bomb):
    (problem,) = problems_of(bomb)

    assert problem.message == "nested too deeply"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("9" * 5_000, "not TOML: Exceeds the limit"),
        ("9" * 4_000, "'agreement.version' must be 999 or less, not 99999"),
        ("1e99999999999999999999", "not TOML: the number 1e99999999999999999999… is too long"),
        ("inf", "'agreement.version' must be a number, not inf"),
        ("1e999999999", "not TOML: the number 1e999999999… is too long"),
        ("1e999", "'agreement.version' must be 999 or less, not 1E+999"),
        ("9" * 900_000 + ".0", "not TOML: the number 99999"),
        ("nan", "'agreement.version'"),
        (
            "0x" + "f" * 100_000,
            "'agreement.version' must be 999 or less, not a number of thousands of digits",
        ),
        ("1.5", "'agreement.version' must be a whole number, not 1.5"),
    ],
)
def test_a_bomb_of_digits_is_told_in_a_line(number, said):
    (problem,) = problems_of(f'title = "a"\n[agreement]\nversion = {number}\n', Project)

    assert problem.message.startswith(said)
    assert len(problem.message) < 250


@pytest.mark.parametrize("amount", ["nan", "inf", "-inf", "1e9", "-1", "true", '"1,000"'])
def test_an_amount_of_money_is_digits(amount):
    (problem,) = problems_of(f'title = "a"\n[price]\ncurrency = "IDR"\namount = {amount}\n', Project)

    assert (problem.line, problem.code) == (4, "bad-value")


@pytest.mark.parametrize(("written", "read"), [("1_000.50", "1000.50"), ("0.1", "0.1"), ("7", "7")])
def test_an_amount_of_money_is_exact(written, read):
    text = f'title = "a"\n[price]\ncurrency = "IDR"\namount = {written}\n'

    assert str(parse_toml("project.toml", text, Project).price.amount) == read


def test_every_mistake_is_told_in_the_order_of_lines():
    problems = problems_of('nam = "a"\nsince = "soon"\n[[contacts]]\nid = "rina"\nroles = "signer"\n')

    assert [f"{problem.place}: {problem.message} [{problem.code}]" for problem in problems] == snapshot(
        [
            "client.toml: 'name' is missing [missing-key]",
            "client.toml:1: unknown key 'nam'; did you mean 'name'? [unknown-key]",
            "client.toml:2: 'since' must be a date such as 2026-11-16, not 'soon' [bad-value]",
            "client.toml:3: 'contacts.1.name' is missing [missing-key]",
            "client.toml:5: 'contacts.1.roles' must be a list in brackets, not 'signer' [bad-value]",
        ]
    )


def test_the_first_mistake_is_the_message_and_the_others_are_counted():
    with pytest.raises(BrokenFileError) as broken:
        parse_toml("client.toml", 'name = ""\nstage = "lost "\nkind = 3\n', Client)

    assert broken.value.message == "client.toml:1: 'name' must not be empty (and 2 more)"
    assert broken.value.hint == 'For instance: name = "PT Kopi Nusantara"'


def test_a_mistake_without_an_example_says_how_to_go_on():
    with pytest.raises(BrokenFileError) as broken:
        parse_toml(
            "client.toml",
            'name = "a"\n[[contacts]]\nid="a"\nname="b"\n[[contacts]]\nid="a"\nname="b"\n',
            Client,
        )

    assert broken.value.message == "client.toml: two contacts have the id 'a'; give each its own"
    assert broken.value.hint == "Mend it in an editor, then run 'clientkit check'."
