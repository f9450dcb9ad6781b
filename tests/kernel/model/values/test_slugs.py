import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.model.values.slugs import ID_PATTERN, RESERVED, is_slug, require_slug, slugify


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("PT Kopi Nusantara", "kopi-nusantara"),
        ("The Web Shop, Ltd.", "web-shop"),
        ("PT", "pt"),
        ("Café Müller", "cafe-muller"),
        ("Straße", "strasse"),
        ("Ångström & Łódź", "angstrom-lodz"),
        ("Þór Æsir", "thor-aesir"),
        ("Dewi's shop", "dewis-shop"),
        ("ﬁne ½ Ⅷ", "fine-12-viii"),
        ("--x--", "x"),
        ("a" * 39 + " b", "a" * 39),
        ("2026", "2026"),
        ("東京", ""),
        ("", ""),
        ("NUL", ""),
        ("con", ""),
    ],
)
def test_folder_names_from_display_names(name, slug):
    assert slugify(name) == slug


@pytest.mark.parametrize("text", ["a", "0", "a-b", "x" * 63, "console", "con1"])
def test_what_can_name_a_folder(text):
    assert is_slug(text)
    assert require_slug(text, "client") == text


@pytest.mark.parametrize(
    "text", ["", "-a", "A", "a b", "a.b", "a/b", "..", "x" * 64, "é", "a\n", "con", "lpt0", "com9", "\uff11"]
)
def test_what_cannot_name_a_folder(text):
    assert not is_slug(text)
    with pytest.raises(UsageError, match="cannot name a client"):
        require_slug(text, "client")


def test_windows_devices_are_all_reserved():
    assert len(RESERVED) == 4 + 2 * 10
    assert not any(map(is_slug, RESERVED))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("con", "Choose another --slug."),
        ("Kopi Enak", "Try --slug kopi-enak"),
        ("東京", "Give one with --slug, for instance --slug acme"),
    ],
)
def test_what_to_type_instead(text, hint):
    with pytest.raises(UsageError) as wrong:
        require_slug(text, "client")

    assert wrong.value.hint == hint


@given(st.text())
def test_what_is_made_of_any_name_can_name_a_folder_or_is_empty(name):
    slug = slugify(name)

    assert slug == "" or is_slug(slug)
    assert len(slug) <= 40


@given(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=30))
def test_ascii_names_always_make_one(name):
    assert slugify(name) == ("" if name.lower() in RESERVED else name.lower())


@pytest.mark.parametrize(
    ("text", "fits"), [("M1", True), ("d_2-a", True), ("", False), ("-a", False), ("é", False)]
)
def test_ids_inside_files(text, fits):
    assert bool(re.fullmatch(ID_PATTERN, text)) == fits
