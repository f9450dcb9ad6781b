from datetime import date

import pytest

from clientkit.errors import NotFoundError, RefusedError, UsageError
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.store.toml.change import begin_edit, mistakes_in, save_edited, set_values
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.file import BrokenFileError

TODAY = date(2026, 11, 21)


@pytest.fixture
def file(studio):
    return read_client(studio, "kopi")


def changed(studio, file, *pairs):
    return [(c.key, c.before, c.after) for c in set_values(studio, file, pairs, TODAY)]


def test_only_what_differs_counts_as_changed(studio, file):
    assert changed(studio, file, "stage=active", "currency=IDR") == [("stage", None, "active")]


def test_the_last_of_two_values_for_a_key_counts(studio, file):
    assert changed(studio, file, "stage=active", "stage=lost") == [("stage", None, "lost")]


def test_a_file_that_changed_since_it_was_read_is_refused(studio, file):
    studio.client_file("kopi").write_text('name = "Theirs"\n')

    with pytest.raises(RefusedError, match="was changed by someone else"):
        set_values(studio, file, ["stage=active"], TODAY)

    assert studio.client_file("kopi").read_text() == 'name = "Theirs"\n'


def test_what_a_row_needs_cannot_be_taken_away(studio, file):
    with pytest.raises(UsageError, match=r"Nothing was changed: 'contacts\.1\.name' is missing\."):
        set_values(studio, file, ["contacts.rina.name="], TODAY)


def test_keys_that_only_fit_together_are_set_together(studio):
    from clientkit.kernel.store.toml.project_file import read_project

    project = read_project(studio, "kopi", "toko")
    with pytest.raises(UsageError, match="money without a currency"):
        set_values(studio, project, ["price.amount=5", "price.currency="], TODAY)

    assert len(set_values(studio, project, ["price.amount=5", "price.currency=SGD"], TODAY)) == 2


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_an_edited_text_is_saved_if_it_differs(studio, ending):
    path = studio.client_file("kopi")
    path.write_bytes(f'name = "Kopi"{ending}'.encode())
    file = begin_edit(studio, path, Client)

    assert save_edited(studio, file, file.text) is False
    assert save_edited(studio, file, 'name = "Kopi baru"\n') is True
    assert read_client(studio, "kopi").value.name == "Kopi baru"


def test_a_broken_text_is_never_saved(studio, file):
    before = studio.client_file("kopi").read_bytes()

    with pytest.raises(BrokenFileError):
        save_edited(studio, file, "name = 3\n")

    assert studio.client_file("kopi").read_bytes() == before


def test_a_broken_file_can_be_opened_and_its_mistakes_are_told(studio):
    path = studio.client_file("kopi")
    path.write_text("<<<<<<< HEAD\n")

    file = begin_edit(studio, path, Client)

    assert file.text == "<<<<<<< HEAD\n"
    assert mistakes_in(studio, path, file.text, Client).problems[0].code == "conflict"
    assert mistakes_in(studio, path, 'name = "Kopi"\n', Client) is None


def test_what_is_not_there_or_no_text_cannot_be_opened(studio):
    with pytest.raises(NotFoundError):
        begin_edit(studio, studio.client_file("nobody"), Client)

    studio.client_file("kopi").write_bytes(b"\xff")
    with pytest.raises(BrokenFileError, match="not UTF-8"):
        begin_edit(studio, studio.client_file("kopi"), Client)
