"""Ids read straight from TOML files."""

import pytest

from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.store.ids import contact_names, item_titles


def test_contacts_are_named_by_their_ids(studio):
    assert contact_names(studio, "kopi") == {"rina": "Rina Wijaya"}


def test_a_new_project_has_no_items(studio):
    assert item_titles(studio, "kopi", "toko") == {}


def test_items_are_deliverables_and_milestones(studio):
    studio.project_file("kopi", "toko").write_text(
        '\ufefftitle = "Toko"\n[[deliverables]]\nid = "D1"\ntitle = "Pages"\n[[milestones]]\nid = "M1"\n',
        encoding="utf-8",
    )
    assert item_titles(studio, "kopi", "toko") == {"D1": "Pages", "M1": ""}


@pytest.mark.parametrize(
    "text", ['contacts = "rina"', "contacts = [1, 2]", "[[contacts]]\nname = 'Rina'", "[[contacts]]\nid = 5"]
)
def test_rows_without_an_id_are_none(studio, text):
    studio.client_file("kopi").write_text(text, encoding="utf-8")
    assert contact_names(studio, "kopi") == {}


@pytest.mark.parametrize("data", [b"name = ", b"\xff\xfe", b"a = " + b"[" * 5000])
def test_a_broken_file_is_named(studio, data):
    studio.client_file("kopi").write_bytes(data)
    with pytest.raises(InvalidDataError, match=r"^clients/kopi/client\.toml: not TOML: "):
        contact_names(studio, "kopi")


def test_a_project_without_a_file_is_not_found(studio):
    with pytest.raises(NotFoundError):
        item_titles(studio, "kopi", "gone")
