from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.store.toml.edit import find_location, set_keys, value_at
from clientkit.kernel.store.toml.file import load

TEXT = """\
# Who they are.
version = 1        # of the format
name = "Acme"      # as documents show it
# stage = "active"   # where it stands
tags = ["retail",  # the most telling first
        "bandung"]

[preferences]   # how they like it
# channel = "whatsapp"   # where they answer best
hours = "09.00"

# People.
[[contacts]]
name = "Rina"
id = "rina"

[[contacts]]
id = "budi"   # the second
"""


def test_a_value_is_changed_where_it_stands():
    assert set_keys(TEXT, {("name",): "PT Acme"}) == TEXT.replace('"Acme"', '"PT Acme"')


def test_a_value_in_a_row_is_changed_where_it_stands():
    edited = set_keys(TEXT, {("contacts", 1, "id"): "buddy"})

    assert edited == TEXT.replace('"budi"', '"buddy"')


def test_a_commented_example_becomes_the_key():
    edited = set_keys(TEXT, {("stage",): "lost", ("preferences", "channel"): "mail"})

    assert edited == TEXT.replace('# stage = "active"', 'stage = "lost"').replace(
        '# channel = "whatsapp"', 'channel = "mail"'
    )


def test_a_list_that_stands_as_tables_can_be_set_whole_and_other_lines_stay():
    text = 'a = 1\n# who\n[[people]]\nid = "x"\n\n# second\n[[people]]\nid = "y"\n\n[source]\nhow = "mail"\n'
    edited = set_keys(text, {("people",): [{"id": "p", "name": "P"}]})
    assert edited == (
        'a = 1\npeople = [{id = "p", name = "P"}]\n# who\n\n# second\n\n[source]\nhow = "mail"\n'
    )


def test_taking_away_a_key_that_is_not_there_leaves_its_example():
    assert set_keys(TEXT, {("stage",): None, ("preferences", "note"): None}) == TEXT


def test_new_keys_and_tables_are_added():
    changes = {("kind",): "person", ("preferences", "note"): "a\nb", ("consent", "quote"): True}

    assert set_keys(TEXT, changes) == snapshot('''\
# Who they are.
version = 1        # of the format
name = "Acme"      # as documents show it
# stage = "active"   # where it stands
tags = ["retail",  # the most telling first
        "bandung"]
kind = "person"

[preferences]   # how they like it
# channel = "whatsapp"   # where they answer best
hours = "09.00"
note = """
a
b"""

# People.
[[contacts]]
name = "Rina"
id = "rina"

[[contacts]]
id = "budi"   # the second

[consent]
quote = true
''')


def test_keys_rows_and_entries_are_taken_away():
    changes = {("name",): None, ("contacts", 0): None, ("tags", 1): None, ("preferences", "hours"): None}

    assert load(set_keys(TEXT, changes)) == {
        "version": 1,
        "tags": ["retail"],
        "preferences": {},
        "contacts": [{"id": "budi"}],
    }


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1250.50"), "1250.50"),
        (Decimal("12345678901234.123456"), "12345678901234.123456"),
        (45_000_000, "45000000"),
        (date(2026, 11, 21), "2026-11-21"),
        (True, "true"),
        (["a", "b"], '["a", "b"]'),
        ([], "[]"),
        ([{"id": "a", "roles": ["signer"]}], '[{id = "a", roles = ["signer"]}]'),
        ({"id": "a"}, '{id = "a"}'),
        ("tab\there", '"tab\there"'),
        ("a\r\nb", '"a\\r\\nb"'),
    ],
)
def test_values_are_written_as_people_write_them(value, written):
    assert set_keys("", {("x",): value}) == f"x = {written}\n"


def test_an_edit_that_cannot_be_checked_is_refused():
    text = "[a]\nb.c = 1\n"

    with pytest.raises(RefusedError) as refused:
        set_keys(text, {("a",): float("nan")})

    assert refused.value.message == "the file:1 cannot be edited in place without touching other lines."
    assert refused.value.hint == "Change it in an editor."


def test_a_value_that_toml_cannot_hold_is_refused():
    with pytest.raises(RefusedError, match=r"^the file:1 cannot be edited in place "):
        set_keys("", {("x",): object()})


# --- naming a place


@pytest.mark.parametrize(
    ("dotted", "location"),
    [
        ("name", ("name",)),
        ("preferences.hours", ("preferences", "hours")),
        ("contacts.rina.name", ("contacts", 0, "name")),
        ("contacts.2.id", ("contacts", 1, "id")),
        ("contacts.budi", ("contacts", 1)),
        ("tags.2", ("tags", 1)),
        ("elsewhere.deep.key", ("elsewhere", "deep", "key")),
        ("name.below", ("name", "below")),
    ],
)
def test_a_place_is_named_by_keys_ids_and_positions(dotted, location):
    assert find_location(load(TEXT), dotted) == location


@pytest.mark.parametrize(
    ("dotted", "message", "hint"),
    [
        (
            "contacts.rino.name",
            "'contacts.rino.name' names no row: there is none called 'rino'.",
            "rina, budi",
        ),
        ("contacts.0.name", "'contacts.0.name' names no row: there is none called '0'.", "Known: rina, budi"),
        ("contacts.3.name", "'contacts.3.name' names no row: there is none called '3'.", "Known: rina, budi"),
        ("tags.3", "'tags.3' names no row: there is none called '3'.", "It has 2; name one by its position"),
        ("", "'' is not a key.", "Write it with dots"),
        ("a..b", "'a..b' is not a key.", "Write it with dots"),
        (f"contacts.{'9' * 5000}", "names no row", "Known"),
        ("contacts.²", "names no row", "Known"),
    ],
)
def test_a_place_that_is_none_is_told(dotted, message, hint):
    with pytest.raises(UsageError) as wrong:
        find_location(load(TEXT), dotted)

    assert message in wrong.value.message
    assert hint in wrong.value.hint
    assert len(wrong.value.message) < 200


@pytest.mark.parametrize(
    ("location", "value"),
    [
        (("name",), "Acme"),
        (("contacts", 1, "id"), "budi"),
        (("contacts", 2), None),
        (("contacts", 0, "name", "below"), None),
        (("name", 0), None),
        (("elsewhere", "deep"), None),
    ],
)
def test_the_value_at_a_place(location, value):
    assert value_at(load(TEXT), location) == value


# --- any value at any key

WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
VALUES = st.one_of(
    WORDS,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.decimals(allow_nan=False, allow_infinity=False, places=2).filter(lambda number: abs(number) < 10**15),
    st.dates(),
    st.lists(WORDS, max_size=3),
)
PLACES = st.sampled_from(
    [
        ("name",),
        ("stage",),
        ("tags",),
        ("kind",),
        ("preferences", "hours"),
        ("preferences", "channel"),
        ("preferences", "note"),
        ("consent", "evidence"),
        ("contacts", 0, "name"),
        ("contacts", 1, "phone"),
    ]
)


@given(st.dictionaries(PLACES, VALUES | st.none(), max_size=4))
def test_what_was_set_is_read_and_everything_else_stays(changes):
    edited = set_keys(TEXT, changes)

    expected = deepcopy(load(TEXT))
    for location, value in changes.items():
        *above, last = location
        table = expected
        for part in above:
            table = table.setdefault(part, {}) if isinstance(part, str) else table[part]
        table.pop(last, None)
        if value is not None:
            table[last] = value
    read = load(edited)
    assert read.pop("consent", {}) == expected.pop("consent", {})
    assert read == expected


@given(PLACES, VALUES)
def test_no_other_line_is_touched(location, value):
    before, after = TEXT.split("\n"), set_keys(TEXT, {location: value}).split("\n")
    key = location[-1]

    touched = [line for line in before if line and line not in after]
    assert all(key in line or line.strip() == '"bandung"]' for line in touched)
