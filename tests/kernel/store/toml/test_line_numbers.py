from collections.abc import Sequence

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.store.toml.line_numbers import example_line, last_line, line_of

TEXT = '''\
version = 1
name = "Acme"
# stage = "active"   # where it stands
notes = """
[contacts]
stage = "inside a text"
# kind = "person"
"""
matrix = [
  ["a"],  # a comment with ] and "
  [
    "b",
  ],
]

[preferences]
# channel = "whatsapp"
hours.from = "09.00"
"odd key" = '[x]'

# People, one [[contacts]] each.
[[contacts]]
id = "rina"
# phone = "+62"

# [[contacts]]
# id = "nobody"
# email = "nobody@example"

[[contacts]]
id = "budi"
[contacts.card]
colour = "red"
[[contacts.notes]]
text = "first"
[[contacts.notes]]
text = "second"
'''


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("version",), 1),
        (("notes",), 4),
        (("matrix",), 9),
        (("matrix", 1, 0), 11),
        (("preferences",), 16),
        (("preferences", "hours"), 18),
        (("preferences", "hours", "from"), 18),
        (("preferences", "odd key"), 19),
        (("preferences", "channel"), 16),
        (("contacts",), 22),
        (("contacts", 0), 22),
        (("contacts", 0, "id"), 23),
        (("contacts", 0, "email"), 22),
        (("contacts", 1, "id"), 31),
        (("contacts", 1, "card", "colour"), 33),
        (("contacts", 1, "notes", 0, "text"), 35),
        (("contacts", 1, "notes", 1, "text"), 37),
        (("contacts", 1, "notes", 1, "day"), 36),
        (("contacts", 2), 22),
        (("stage",), None),
        (("elsewhere", 3), None),
        ((), None),
    ],
)
def test_the_line_of_the_nearest_key(location, line):
    assert line_of(TEXT, location) == line


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("stage",), 3),
        (("preferences", "channel"), 17),
        (("contacts", 0, "phone"), 24),
        (("kind",), None),
        (("contacts", 0, "email"), None),
        (("name",), None),
    ],
)
def test_the_line_of_a_commented_example(location, line):
    assert example_line(TEXT, location) == line


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ((), 14),
        (("preferences",), 19),
        (("contacts", 0), 24),
        (("contacts", 1), 31),
        (("contacts", 1, "card"), 33),
        (("contacts", 1, "notes", 1), 37),
        (("contacts",), None),
        (("consent",), None),
    ],
)
def test_the_last_line_of_a_table(table, line):
    assert last_line(TEXT, table) == line


@pytest.mark.parametrize(
    "comment",
    [
        "# stage and more",
        "# stage = as agreed by telephone",
        "# stage = " + "[" * 10_000,
        "stage = 1 # stage = 2",
        "#",
        "# [stage]",
    ],
)
def test_a_comment_that_is_no_key_is_no_example(comment):
    assert example_line(f"{comment}\n", ("stage",)) is None


def test_a_mistake_in_each_of_many_keys_is_found_at_once():
    text = "".join(f"key{number} = {number}\n" for number in range(20_000))

    assert [line_of(text, (f"key{number}",)) for number in range(20_000)] == list(range(1, 20_001))


# --- any TOML: written here with the place of each key noted, so that there is something to compare with

NAMES = ("a", "b-2", '"with.dot"', "'with = sign'", '"\\u0062"', '"]"')
VALUES = (
    "1",
    '"x # y = [z]"',
    '"a\\"b"',
    "'c:\\'",
    "2026-11-21",
    "[1, 2]",
    '[\n  "a = 1", # ]\n  [2],\n]',
    '"""\n[a]\nb = 1\n"""',
    '"""quote\\""""',
    '"""two "" quotes"""""',
    "'''\n# [[a]]\n'' '''",
    "{ a = 1, b.c = '}' }",
    '""""""',
    "''",
)
FILLERS = ("", "# a = 1", "  ", "# [[a]]", "#")


def read_name(name: str) -> str:
    return next(iter(tomli.loads(f"{name} = 0")))


@st.composite
def documents(draw):
    """A TOML text, and the line of every key in it."""
    lines: list[str] = []
    places: dict[tuple[str | int, ...], int] = {}
    names = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique_by=read_name)

    def write(statement: str, location: Sequence[str | int]) -> None:
        lines.extend(draw(st.lists(st.sampled_from(FILLERS), max_size=2)))
        places[tuple(location)] = len(lines) + 1
        indent = draw(st.sampled_from(("", "  ")))
        lines.extend(f"{indent}{statement}{draw(st.sampled_from(('', '  # why = 1')))}".split("\n"))

    def write_keys(table: Sequence[str | int]) -> None:
        for name in draw(names):
            write(f"{name} = {draw(st.sampled_from(VALUES))}", (*table, read_name(name)))

    write_keys(())
    for number in range(draw(st.integers(0, 3))):
        table = f"t{number}"
        if draw(st.booleans()):
            name = draw(st.sampled_from(NAMES))
            write(f"[{table}.{name}]", (table, read_name(name)))
            write_keys((table, read_name(name)))
            continue
        for row in range(draw(st.integers(1, 3))):
            write(f"[[ {table} ]]", (table, row))
            write_keys((table, row))
            write(f"[{table}.inner]", (table, row, "inner"))
            write_keys((table, row, "inner"))
    return "\n".join(lines), places


@given(documents())
def test_every_key_of_any_text_is_found(document):
    text, places = document
    tomli.loads(text)

    assert {location: line_of(text, location) for location in places} == places
