"""The sandbox: no objects, no files, no bombs."""

from datetime import date
from decimal import Decimal

import pytest

from clientkit.errors import InvalidDataError

DATA = {
    "title": "Toko",
    "price": {"vat": 11},
    "rows": [{"due": date(2026, 8, 17)}],
    "count": 3,
    "share": Decimal(1),
}


@pytest.mark.parametrize(
    "text",
    [
        "{{ title.__class__ }}",
        "{{ title['__class__'] }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ title | attr('__class__') }}",
        "{{ 'x{0.__class__}'.format(title) }}",
        "{{ 'x'['format'](title) }}",
        "{{ '%s' % title }}",
        "{{ '%999999999d' % 1 }}",
        "{{ title.encode() }}",
        "{{ title.ljust(100000000) }}",
        "{{ rows.append(1) }}",
        "{{ price.update({}) }}",
        "{{ price.clear() }}",
        "{{ rows[0].due.replace(year=1) }}",
        "{{ share.sqrt() }}",
        "{{ count.real }}",
        "{{ range.__globals__ }}",
        "{{ self.__init__ }}",
        "{{ cycler }}",
        "{{ lipsum() }}",
        "{{ rows | random }}",
        "{{ config }}",
        "{% macro m() %}x{% endmacro %}{{ m().upper() }}",
        "{% macro m() %}x{% endmacro %}{{ m.__globals__ }}",
        "{{ (rows | map('upper')).gi_frame }}",
        "{% import 'os' as os %}",
        "{% include '/etc/passwd' %}",
        "{% include '../../secret.md.j2' %}",
        "{% include '../../../../../../etc/passwd' %}",
        "{% include 'en\\\\x.md.j2' %}",
    ],
)
def test_nothing_but_plain_values_is_in_reach(templates, text):
    (templates.folder.parent / "secret.md.j2").write_text("secret")
    with pytest.raises(InvalidDataError):
        templates.render(text, DATA)


def test_objects_do_not_reach_a_template(templates):
    class Account:
        def delete(self):
            raise AssertionError("a template ran a method")

    with pytest.raises(InvalidDataError, match="'account' is of type Account, which a template cannot hold"):
        templates.render("{{ account.delete() }}", {"account": Account()})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 'a' * 10**8 }}", "repeated to more than 10,000"),
        ("{{ 'a' * 100000000 }}", "repeated to more than 10,000"),
        ("{{ 100000000 * [1] }}", "repeated to more than 10,000"),
        ("{{ 9 ** 99999999 }}", "a power of a number above 64"),
        ("{% for i in range(10000000) %}x{% endfor %}", "Range too big"),
        (
            "{% for i in range(90000) %}{% for j in range(90000) %}abcdefghij{% endfor %}{% endfor %}",
            "longer than 2,000,000 characters",
        ),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "it calls itself without end"),
        ("{% include 'letter.md.j2' %}", "it calls itself without end"),
    ],
)
def test_bombs_do_not_go_off(templates, text, message):
    with pytest.raises(InvalidDataError, match=message):
        templates.render(text, DATA)
