import os

import pytest

from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.store.safe_read import TOML_LIMIT, lines_of, open_regular, read_limited


def test_a_file_is_read_whole(tmp_path):
    path = tmp_path / "client.toml"
    path.write_bytes(b"x" * TOML_LIMIT)

    assert read_limited(path) == b"x" * TOML_LIMIT


def test_one_byte_more_than_the_limit_is_refused(tmp_path):
    path = tmp_path / "client.toml"
    path.write_bytes(b"x" * (TOML_LIMIT + 1))

    with pytest.raises(InvalidDataError, match="holds more than 1,048,576 bytes"):
        read_limited(path)


@pytest.mark.parametrize("place", ["nothing.toml", "file/below.toml"])
def test_what_is_not_there_is_told_apart_from_what_is_broken(tmp_path, place):
    (tmp_path / "file").touch()

    with pytest.raises(NotFoundError, match=place):
        open_regular(tmp_path / place)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "client.toml")

    with pytest.raises(InvalidDataError, match="is not a regular file"):
        open_regular(tmp_path / "client.toml")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(InvalidDataError, match="is not a regular file"):
        open_regular(tmp_path)


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "client.toml").symlink_to("secret")

    with pytest.raises(InvalidDataError, match="cannot be read"):
        open_regular(tmp_path / "client.toml")


def test_a_file_that_may_not_be_read_is_named(tmp_path, ordinary_user):
    path = tmp_path / "client.toml"
    path.touch(mode=0o000)

    with pytest.raises(InvalidDataError, match=r"client\.toml cannot be read \(Permission denied\)"):
        open_regular(path)


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"", []),
        (b"a\nb\n", [b"a", b"b"]),
        (b"a\r\nb", [b"a", b"b"]),
        (b"a\rb\x0bc\x85\xe2\x80\xa8d\n", [b"a\rb\x0bc\x85\xe2\x80\xa8d"]),
        (b"\xef\xbb\xbfa\n\xef\xbb\xbfb\n", [b"a", b"\xef\xbb\xbfb"]),
        (b"\n\n", [b"", b""]),
        (b"x" * 20 + b"\n" + b"y" * 21 + b"\nz\n", [b"x" * 20, b"y" * 21, b"z"]),
        (b"x" * 90 + b"\nz\r", [b"x" * 21, b"z"]),
        (b"x" * 200_000 + b"\r\n" + b"y\n" * 3 + b"z" * 200_000, [b"x" * 21, b"y", b"y", b"y", b"z" * 21]),
        (b"x" * 65_535 + b"\r\ny\r\n", [b"x" * 21, b"y"]),
    ],
)
def test_lines_end_at_newline_bytes_only_and_long_ones_show(tmp_path, data, lines):
    path = tmp_path / "laptop.jsonl"
    path.write_bytes(data)

    assert [line[:21] for line in lines_of(path, 20)] == lines
