import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.store.toml.edit import set_keys
from clientkit.kernel.store.toml.file import load, parse_toml
from clientkit.kernel.store.toml.line_numbers import line_of
from clientkit.kernel.store.toml.new_file import skeleton, toml_value

LEAST = {
    Settings: {"you": {"name": "Dewi Lestari"}},
    Client: {"name": "Kopi"},
    Project: {"title": "Toko"},
}
MODELS = pytest.mark.parametrize("model", LEAST)


def fields_of(model, prefix=""):
    """Every key that a file of the model can hold, with dots."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        inner = getattr(inner, "__args__", (inner,))[0]
        if hasattr(inner, "model_fields"):
            yield from fields_of(inner, f"{prefix}{name}.")
        else:
            yield prefix + name


@MODELS
def test_a_new_file_is_valid_and_holds_what_was_given(model):
    text = skeleton(model, LEAST[model], "A title.")

    assert text.startswith("# A title. Keys: ")
    assert text.endswith("\n")
    assert parse_toml("new.toml", text, model) == model.model_validate(LEAST[model])


@MODELS
def test_a_new_file_explains_every_key_once_above_its_section(model):
    said = "".join(skeleton(model, LEAST[model], "A title.").split()).replace("#", "")
    for key in fields_of(model):
        name = key.rpartition(".")[2]
        assert name in {"version", "stage", "advocate"} or f"{name}(" in said


@MODELS
def test_no_line_of_a_new_file_shows_a_value_that_is_none(model):
    text = skeleton(model, LEAST[model], "A title.")
    examples = [line for line in text.splitlines() if re.match(r"# *\w+ *= ", line)]
    assert examples == []


def test_what_counts_where_a_key_is_not_set_is_told_as_it_is():
    text = " ".join(skeleton(Settings, LEAST[Settings], "A title.").replace("\n# ", " ").split())
    assert "nps_every_days (days between two questions for the NPS; 90 if not set)" in text
    assert "commit (true commits each saved file at once; false leaves commits to you)" in text


def test_short_rows_stand_on_a_line_each_and_are_edited_there():
    rows = [{"id": "M1", "title": "Begun"}, {"id": "M2", "title": "Done", "after": ["M1"]}]
    text = skeleton(Project, {"title": "Toko", "milestones": rows}, "Toko.")
    assert 'milestones = [\n    {id = "M1", title = "Begun"},\n    {id = "M2"' in text

    edited = set_keys(text, {("milestones", 0, "days"): 3, ("language",): "id", ("price", "amount"): 5})
    before, after = text.splitlines(), edited.splitlines()
    assert [line for line in after if line not in before] == [
        'language = "id"',
        '    {id = "M1", title = "Begun", days = 3},',
        "amount = 5",
    ]
    assert after.index('language = "id"') == before.index('title = "Toko"') + 1
    assert (
        line_of(text, ("milestones", 1, "after"))
        == before.index('    {id = "M2", title = "Done", after = ["M1"]},') + 1
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1250.50"), "1250.50"),
        (date(2026, 11, 21), "2026-11-21"),
        (["a", 'b "c"'], '["a", "b \\"c\\""]'),
        ((), "[]"),
        (True, "true"),
        ("a\nb", '"a\\nb"'),
        (8, "8"),
    ],
)
def test_values_on_one_line(value, written):
    assert toml_value(value) == written


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=40).filter(
    lambda text: text.strip()
)
PROSE = st.text(st.characters(codec="utf-8"), max_size=60)
CLIENTS = st.fixed_dictionaries(
    {"name": WORDS},
    optional={
        "notes": PROSE,
        "tags": st.lists(WORDS, max_size=3),
        "since": st.dates(),
        "advocate": st.booleans(),
        "preferences": st.fixed_dictionaries({}, optional={"note": PROSE, "hours": WORDS}),
        "consent": st.fixed_dictionaries({}, optional={"quote": st.booleans(), "given_on": st.dates()}),
        "contacts": st.lists(
            st.fixed_dictionaries({"name": WORDS}, optional={"roles": st.just(["signer"]), "phone": WORDS}),
            max_size=3,
        ).map(lambda rows: [{"id": f"c{number}", **row} for number, row in enumerate(rows)]),
    },
)


@given(CLIENTS)
def test_any_client_comes_back_as_it_was(values):
    text = skeleton(Client, values, "A title.")

    assert parse_toml("client.toml", text, Client) == Client.model_validate(values)


@given(CLIENTS)
def test_texts_come_back_to_the_letter(values):
    assert load(skeleton(Client, values, "A title.")).get("notes", "") == values.get("notes", "")
