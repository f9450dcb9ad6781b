"""A sender is read by grammar, and what only looks like an address is none."""

from email.utils import formataddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.mail.message.mailbox import one_mailbox


@pytest.mark.parametrize(
    ("raw", "mailbox"),
    [
        ("Rina Wijaya <rina@kopi.example>", ("Rina Wijaya", "rina@kopi.example")),
        ("RINA@KOPI.EXAMPLE", ("", "rina@kopi.example")),
        ('"dewi@studio.example" <evil@x.example>', ("dewi@studio.example", "evil@x.example")),
        ("rina@kopi.example (Rina (of Kopi))", ("", "rina@kopi.example")),
        ('"Smith, \\"J\\" (Acme)" <js@acme.example>', ('Smith, "J" (Acme)', "js@acme.example")),
        ('"rina@kopi.example"@evil.example', None),
        ("rina@kopi.example <evil@x.example>", None),
        ("<rina@kopi.example>@evil.example", None),
        ("rina@kopi.example, evil@x.example", None),
        ("Kopi: rina@kopi.example;", None),
        ("Undisclosed recipients:;", None),
        ("rina@kopi.example" + " " * 1000 + "(x)", None),
        ("<>", None),
        ("", None),
        ("(" * 900, None),
        ('"(' * 400, None),
    ],
)
def test_a_field_holds_one_mailbox_or_none(raw, mailbox):
    assert one_mailbox(raw) == mailbox


NAMES = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30)


@given(NAMES, NAMES)
def test_no_name_is_taken_for_the_address(name, other):
    found = one_mailbox(formataddr((name, "evil@x.example")))
    assert found is not None
    assert found.address == "evil@x.example"
    tricked = one_mailbox(f"{other} rina@kopi.example {name}<evil@x.example>")
    assert tricked is None or tricked.address != "rina@kopi.example" or "(" in other + name


@given(st.text(max_size=60))
def test_anything_can_be_read(text):
    one_mailbox(text)
