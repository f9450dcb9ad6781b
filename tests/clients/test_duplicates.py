"""A client or an address that is there already is told, and kept all the same."""


def test_a_name_and_an_address_that_are_there_already_are_told(studio, run):
    before = run("client", "add", "PT Kedai", "--contact", "Sari <sari@kedai.example>")
    assert before.code == 0
    assert "already" not in before.err
    again = run("client", "add", "pt kedai", "--slug", "kedai2", "--contact", "Sari W <SARI@kedai.example>")
    assert again.code == 0
    assert "there is a client called PT Kedai already: kedai" in again.err
    assert "is the address of sari of kedai already" in again.err
    more = run("client", "set", "kedai2", "--contact", "Budi <sari@kedai.example>")
    assert "is the address of sari of kedai already" in more.err
