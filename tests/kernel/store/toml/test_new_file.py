import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.store.toml.file import load, parse_toml
from clientkit.kernel.store.toml.new_file import skeleton, toml_value

LEAST = {
    Settings: {"you": {"name": "Dewi Lestari"}},
    Client: {"name": "Kopi"},
    Project: {"title": "Toko"},
}
MODELS = pytest.mark.parametrize("model", LEAST)


def with_every_example(text):
    """The text with the '#' taken away from every commented key and table."""
    return re.sub(r"^# (?=(\[\[?[a-z._]+\]\]?|[a-z_]+ = .*)$)", "", text, flags=re.MULTILINE)


def fields_of(model, prefix=""):
    """Every key that a file of the model can hold, with dots."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        inner = getattr(inner, "__args__", (inner,))[0]
        if hasattr(inner, "model_fields"):
            yield from fields_of(inner, f"{prefix}{name}.")
        else:
            yield prefix + name


def keys_of(data, prefix=""):
    for key, value in data.items():
        rows = value if isinstance(value, list) else [value]
        if all(isinstance(row, dict) for row in rows) and rows:
            for row in rows:
                yield from keys_of(row, f"{prefix}{key}.")
        else:
            yield prefix + key


@MODELS
def test_a_new_file_is_valid_and_holds_what_was_given(model):
    text = skeleton(model, LEAST[model], "A title.")

    assert text.startswith("# A title.\n")
    assert text.endswith("\n")
    assert parse_toml("new.toml", text, model) == model.model_validate(LEAST[model])


@MODELS
def test_a_new_file_has_every_key_explained(model):
    text = with_every_example(skeleton(model, LEAST[model], "A title."))

    assert sorted(set(keys_of(load(text)))) == sorted(fields_of(model))
    bare = [line for line in text.splitlines() if " = " in line and "  # " not in line]
    assert bare == []


@MODELS
def test_a_file_with_every_example_taken_over_is_valid(model):
    text = with_every_example(skeleton(model, LEAST[model], "A title."))
    if model is Project:  # a payment is a share or an amount: the two examples cannot both hold
        text = text.replace("amount = 18000000", "# amount = 18000000")

    assert parse_toml("full.toml", text, model)


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
