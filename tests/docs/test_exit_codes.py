"""The examples of docs/reference/exit-codes.md end as the page says."""

import pytest

from clientkit.errors import ExitCode


@pytest.mark.usefixtures("studio")
def test_example_of_a_name_that_is_not_there(run):
    ran = run("client", "show", "koppi")
    assert ran.code == ExitCode.NOT_FOUND
    assert ran.err == "Error: There is no client called 'koppi'.\n  Did you mean 'kopi'?\n"


@pytest.mark.parametrize(
    "words",
    [
        ("scope", "show", "kopi/toko", "--language", "fr"),
        ("client", "list", "--nonsense"),
        ("project", "add", "kopi", "Katalog", "--start", "2026-02-30"),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("studio")
def test_words_that_are_off_end_with_2(run, words):
    assert run(*words).code == ExitCode.USAGE


def test_a_broken_file_ends_with_4_and_lists_go_on(run, studio):
    assert run("client", "add", "Batik Lestari", "--slug", "batik").code == ExitCode.DONE
    file = studio.client_file("kopi")
    file.write_text('name = "PT Kopi Nusantara"\nstage = "asleep"\n', encoding="utf-8")
    shown = run("client", "show", "kopi")
    assert shown.code == ExitCode.INVALID_DATA
    assert "clients/kopi/client.toml:2" in shown.err
    listed = run("client", "list")
    assert listed.code == ExitCode.DONE
    assert "batik" in listed.out
    assert "clients/kopi/client.toml:2" in listed.err
    assert run("check").code == ExitCode.FOUND


@pytest.mark.usefixtures("studio")
def test_a_name_that_is_taken_ends_with_5(run):
    assert run("client", "add", "Kopi", "--slug", "kopi").code == ExitCode.REFUSED


@pytest.mark.usefixtures("studio")
def test_an_output_file_that_cannot_be_written_ends_with_6(run):
    assert (
        run("scope", "render", "kopi/toko", "-o", "no/such/folder/scope.md").code == ExitCode.OUTSIDE_FAILED
    )
