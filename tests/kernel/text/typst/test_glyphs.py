"""Characters without a glyph become their codes, and only those."""

from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.text.typst.glyphs import with_codes


def lacking(*texts):
    """A font without these characters and clusters."""

    def can_set(pieces):
        return not any(text in piece for piece in pieces for text in texts)

    return can_set


def test_a_character_that_is_lacking_is_its_code():
    assert with_codes("Kota 北京!", lacking("北", "京")) == "Kota [U+5317][U+4EAC]!"
    assert with_codes("👍 é", lacking("👍")) == "[U+1F44D] é"


def test_characters_that_lack_only_together_are_their_codes():
    assert with_codes("ab\u0948c é", lacking("b\u0948")) == "ab[U+0948]c é"
    assert with_codes("\u05d0\u0948 \u05d0", lacking("\u05d0\u0948")) == "[U+05D0][U+0948] [U+05D0]"


@given(st.text(), st.sets(st.characters(min_codepoint=0x80), max_size=20))
def test_nothing_else_changes(text, missing):
    coded = with_codes(text, lacking(*missing))
    assert not missing & set(coded)
    for char in missing:
        coded = coded.replace(f"[U+{ord(char):04X}]", char)
    assert coded == text or "[U+" in text
