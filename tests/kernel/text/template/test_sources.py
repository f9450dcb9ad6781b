"""Which template a document gets, and which files are refused as one."""

import os
from pathlib import Path

import pytest

from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.text.template.sources import (
    SIZE_LIMIT,
    all_templates,
    find_template,
    locate,
    read_template,
    shipped_templates,
)


def put(folder: Path, name: str, text: str = "own\n", language: str = "en") -> Path:
    path = folder / language / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_workspaces_own_template_goes_before_the_shipped_one(tmp_path):
    shipped = find_template("scope", "en", tmp_path)
    assert (shipped.origin, shipped.reason) == ("shipped", "shipped with clientkit")
    own = put(tmp_path, "scope.md.j2")
    found = find_template("scope", "en", tmp_path)
    assert (found.path, found.origin) == (own, "workspace")
    assert found.reason == "your own, in the workspace's templates folder"
    assert find_template("scope", "id", tmp_path).origin == "shipped"
    assert find_template("scope", "en", None).origin == "shipped"


def test_the_shipped_templates_are_those_of_the_checkout():
    assert shipped_templates() == Path(__file__).parents[4] / "templates"


def test_a_wheel_has_its_templates_inside(tmp_path):
    package = tmp_path / "lib" / "clientkit"
    (tmp_path / "templates" / "en").mkdir(parents=True)
    assert shipped_templates(package) == tmp_path / "templates"
    (package / "template_files" / "en").mkdir(parents=True)
    assert shipped_templates(package) == package / "template_files"


def test_an_installation_without_templates_says_so(tmp_path):
    with pytest.raises(NotFoundError, match="clientkit's own templates are missing") as caught:
        shipped_templates(tmp_path / "lib" / "clientkit")
    assert caught.value.hint == "Install clientkit again."


def test_all_templates_say_which_file_is_used(tmp_path):
    put(tmp_path, "scope.md.j2")
    put(tmp_path, "letter.md.j2")
    put(tmp_path, "notes.txt")
    put(tmp_path, "Bad Name.md.j2")
    origins = {source.document: source.origin for source in all_templates("en", tmp_path)}
    assert origins["letter"] == origins["scope"] == "workspace"
    assert origins["report"] == "shipped"
    assert {source.language for source in all_templates("en", tmp_path)} == {"en"}
    assert not {"notes", "Bad Name"} & set(origins)


def test_an_unknown_document_is_told_with_the_nearest_name(tmp_path):
    with pytest.raises(NotFoundError) as caught:
        find_template("scpe", "en", tmp_path)
    assert caught.value.message == "There is no template 'scpe' in language 'en'."
    assert caught.value.hint == "Did you mean 'scope'?"
    with pytest.raises(NotFoundError) as caught:
        find_template("zzz", "id", None)
    assert "scope" in caught.value.hint


@pytest.mark.parametrize("name", ["", "../secret", "/etc/passwd", "a/b", "a\0b", "Scope", "x" * 80, "-x"])
def test_a_name_that_is_no_name_is_not_looked_for(tmp_path, name):
    with pytest.raises(NotFoundError):
        find_template(name, "en", tmp_path)


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "secret").write_text("secret")
    templates = tmp_path / "templates"
    (templates / "en").mkdir(parents=True)
    (templates / "en" / "scope.md.j2").symlink_to(tmp_path / "secret")
    with pytest.raises(InvalidDataError, match="leads out of the template folder"):
        find_template("scope", "en", templates)


def test_a_folder_that_is_a_link_out_is_refused(tmp_path):
    put(tmp_path / "elsewhere", "scope.md.j2")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "en").symlink_to(tmp_path / "elsewhere" / "en")
    with pytest.raises(InvalidDataError, match="leads out of the template folder"):
        find_template("scope", "en", tmp_path / "templates")


def test_a_link_inside_the_folder_is_followed(tmp_path):
    put(tmp_path, "base.md.j2", "base")
    (tmp_path / "en" / "scope.md.j2").symlink_to("base.md.j2")
    assert read_template(find_template("scope", "en", tmp_path).path) == "base"


def test_a_link_to_nothing_is_no_template(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "scope.md.j2").symlink_to("gone")
    assert find_template("scope", "en", tmp_path).origin == "shipped"


def test_something_else_than_a_file_is_refused(tmp_path):
    (tmp_path / "en" / "scope.md.j2").mkdir(parents=True)
    with pytest.raises(InvalidDataError, match="is not a file"):
        find_template("scope", "en", tmp_path)
    os.mkfifo(tmp_path / "en" / "pipe.md.j2")
    with pytest.raises(InvalidDataError, match="is not a file"):
        locate(tmp_path, "en", "pipe.md.j2")


def test_a_name_that_the_system_cannot_look_up_is_one_line(tmp_path):
    (tmp_path / "en").mkdir()
    with pytest.raises(InvalidDataError, match="cannot be read: File name too long"):
        locate(tmp_path, "en", "x" * 300)


def test_what_is_not_a_readable_text_is_told_with_its_line(tmp_path):
    path = put(tmp_path, "scope.md.j2")
    path.write_bytes(b"one\ntwo \xff\n")
    with pytest.raises(InvalidDataError, match=r"scope\.md\.j2, line 2: not UTF-8 text"):
        read_template(path)
    path.write_bytes(b"one\r\n\ttwo\n\x02three")
    with pytest.raises(InvalidDataError, match=r"line 3: has a control character \(U\+0002\)"):
        read_template(path)
    path.write_bytes(b"x" * (SIZE_LIMIT + 1))
    with pytest.raises(InvalidDataError, match="is larger than 256 KiB"):
        read_template(path)
    path.write_bytes(b"x" * SIZE_LIMIT)
    assert len(read_template(path)) == SIZE_LIMIT
    path.unlink()
    with pytest.raises(InvalidDataError, match="cannot be read: No such file or directory"):
        read_template(path)


def test_a_byte_order_mark_is_not_text(tmp_path):
    path = put(tmp_path, "scope.md.j2")
    path.write_bytes(b"\xef\xbb\xbf# Title")
    assert read_template(path) == "# Title"
