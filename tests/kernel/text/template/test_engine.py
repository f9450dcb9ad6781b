"""Rendering: what a template may do, what it may not, and how it is told."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from clientkit.errors import InvalidDataError
from clientkit.kernel.text.template.sources import SIZE_LIMIT, shipped_templates
from support.document_reader import MARKDOWN_TEXT, cells, inline_markup, spaced

DATA = {
    "title": "Toko *daring* | Rina's",
    "price": {"amount": Decimal(12_500_000), "currency": "IDR", "items": [1, 2]},
    "rows": [{"name": "a|b", "due": date(2026, 8, 17)}, {"name": "c", "due": date(2026, 8, 18)}],
    "note": "# Goal\n\nSell **more**.",
    "nothing": None,
    "yes": True,
    "count": 3,
    "share": Decimal("2.50"),
}


def test_a_document_in_each_language(templates):
    text = (
        "# {{ title }}\n\n{% for row in rows %}\n{% if loop.first %}\n| Name | Due |\n"
        "|---|---|\n{% endif %}\n"
        "| {{ row.name }} | {{ row.due | day('short') }} |\n{% endfor %}\n\n\n"
        "{{ price.amount | money(price.currency) }}, {{ share }} of {{ count }}\n\n{{ note | prose }}\n"
    )
    assert templates.render(text, DATA) == (
        "# Toko \\*daring\\* | Rina's\n\n| Name | Due |\n|---|---|\n"
        "| a\\|b | Mon 17 Aug 2026 |\n| c | Tue 18 Aug 2026 |\n\n"
        "IDR 12,500,000, 2.5 of 3\n\n### Goal\n\nSell **more**.\n"
    )
    assert "| a\\|b | Sen, 17 Agt 2026 |" in templates.render(text, DATA, language="id")
    assert "2,5 of 3" in templates.render(text, DATA, language="id")


def test_the_same_data_give_the_same_bytes_here_and_in_the_child(templates):
    text = "{{ title }} {{ rows[0].due }} {{ share }} {{ note | prose(3) }} {{ price | dictsort | length }}"
    here = templates.render(text, DATA)
    assert here == templates.render(text, DATA) == templates.render(text, DATA, origin="workspace")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ price.items | join('-') }}", "1-2"),
        ("{% for key, value in price.items() %}{% endfor %}x", None),
        ("{% for key in price.keys() %}{{ key }} {% endfor %}", "amount currency items"),
        ("{{ price.get('vat', 'none') }}", "none"),
        ("{{ title.upper() }}", "TOKO \\*DARING\\* | RINA'S"),
        ("{{ title | upper }}", "TOKO \\*DARING\\* | RINA'S"),
        ("{{ rows | map(attribute='name') | join_words }}", "a|b and c"),
        ("{{ rows | map(attribute='name') | join(', ') }}", "a|b, c"),
        ("{{ rows[0].due.year }}", "2026"),
        ("{{ rows[0].due }}", "2026-08-17"),
        ("{{ vat | default('no tax') }}", "no tax"),
        ("{{ 'set' if vat is defined else 'not set' }}", "not set"),
        ("{{ '**bold**' }} **bold**", "\\*\\*bold\\*\\* **bold**"),
        ('{{ "Rina\'s & co" }}', "Rina's & co"),
        ("{{ 'a' ~ ' & ' ~ 'b' }}", "a & b"),
        ("{{ '# ' ~ title }}", "\\# Toko \\*daring\\* | Rina's"),
        ("{% set x = 'a' ~ title %}{{ x | length }}", "23"),
        ("{% macro cell(x) %}**{{ x }}**{% endmacro %}{{ cell('a_*') }}", "**a_\\***"),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m('a') ~ '# *b*' }}", "**a**# \\*b\\*"),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m('a') + '*b*' }}", "**a**\\*b\\*"),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ '*b*' + m('a') }}", "\\*b\\***a**"),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ [m('a'), '*b*'] | join(' | ') }}", "**a** | \\*b\\*"),
        ("{% macro m() %}{{ caller() | trim }}{% endmacro %}{% call m() %} **a** {% endcall %}", "**a**"),
        ("{% set x %}**{{ title }}**{% endset %}{{ x }}", "**Toko \\*daring\\* | Rina's**"),
        ("{% autoescape false %}{{ '*a*' }}{% endautoescape %}", "\\*a\\*"),
        ("{{ 'ab' * 3 }} {{ 3 * [1] | length }} {{ 2 ** 10 }} {{ 7 % 4 }} {{ 1 + 1 }}", "ababab 3 1024 3 2"),
        ("{{ range(3) | join }}", "012"),
        ("{% block a %}**{{ title }}**{% endblock %}", "**Toko \\*daring\\* | Rina's**"),
        ("{{ ' x ' | trim }}", "x"),
        ("", ""),
    ],
)
def test_what_templates_may_write(templates, text, written):
    if written is None:
        # the field named 'items' goes before the method
        with pytest.raises(InvalidDataError, match="not callable"):
            templates.render(text, DATA)
    else:
        assert templates.render(text, DATA) == (f"{written}\n" if written else "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n\n{{ titel }}", "line 3: the field 'titel' is missing."),
        ("{{ price.amont }}", "line 1: the field 'price.amont' is missing."),
        ("{{ price['amont'] }}", "line 1: the field 'price.amont' is missing."),
        ("\n{% if rows[1].nme %}{% endif %}", "line 2: the field 'rows[1].nme' is missing."),
        ("{% for x in vat %}{% endfor %}", "the field 'vat' is missing."),
        ("{{ vat | money('IDR') }}", "the field 'vat' is missing."),
        ("{{ vat | prose }}", "the field 'vat' is missing."),
        ("{{ vat | upper }}", "the field 'vat' is missing."),
        ("{{ 'a' ~ vat }}", "the field 'vat' is missing."),
        ("{{ vat.rate }}", "the field 'vat' is missing."),
        ("{{ nothing.name }}", "'name' is asked of an empty value (None)."),
        ("{{ title.name }}", "'name' is asked of text."),
        ("{{ nothing }}", "prints an empty value (None); test it with 'if', or take what is in it."),
        ("{{ yes }}", "prints yes or no; test it with 'if'"),
        ("{{ rows }}", "prints a list; test it"),
        ("{{ price }}", "prints a group of fields; test it"),
        ("{{ rows | map('upper') }}", "prints generator; test it"),
        ("{{ nothing | money('IDR') }}", "needs a number, not an empty value (None)."),
        ("{{ 3 | prose }}", "needs text from the data, not a whole number."),
        ("{% macro m() %}x{% endmacro %}{{ m() | prose }}", "needs text from the data"),
        ("{{ rows[0].due | day('tiny') }}", "no style of a date is called 'tiny'"),
        ("{% macro m() %}x{% endmacro %}{{ m() | upper }}", "a filter is used on finished text"),
        (
            "{% macro m() %}x{% endmacro %}{{ title | replace('o', m()) }}",
            "a filter is used on finished text",
        ),
        ("{% filter upper %}a{% endfilter %}", "a filter is used on finished text"),
        ("{% macro m() %}{{ title }}{% endmacro %}{{ m()[:9] }}", "finished text is cut into pieces"),
        ("a\n{% if %}", "line 2: Expected an expression"),
        ("a\n\n{{ x", "line 3: "),
        ("{{ title | safe }}", "No filter named 'safe'"),
        ("{% include 'gone.md.j2' %}", "line 1: there is no template 'gone.md.j2' to include."),
        ("{{ 1 / 0 }}", "division by zero."),
    ],
)
def test_what_is_wrong_is_told_with_its_place(templates, text, message):
    with pytest.raises(InvalidDataError) as caught:
        templates.render(text, DATA)
    assert caught.value.message.startswith(f"{templates.folder}/en/letter.md.j2")
    assert message in caught.value.message
    assert caught.value.hint


def test_a_missing_field_names_the_one_that_was_meant(templates):
    with pytest.raises(InvalidDataError) as caught:
        templates.render("{{ price.amont }}", DATA)
    assert caught.value.hint == (
        "Did you mean 'price.amount'? See the fields with 'clientkit template show letter --fields'."
    )
    with pytest.raises(InvalidDataError) as caught:
        templates.render("{{ zzz }}", DATA)
    assert caught.value.hint == "See the fields with 'clientkit template show letter --fields'."


def test_templates_include_others_of_their_own_folder(templates):
    templates.put("{% macro total(x) %}**{{ x }}**{% endmacro %}", "parts/_money")
    templates.put("Dear {{ title }},", "opening")
    text = "{% import 'parts/_money.md.j2' as money %}{% include 'opening.md.j2' %} {{ money.total('*') }}"
    assert templates.render(text, DATA) == "Dear Toko \\*daring\\* | Rina's, **\\***\n"


def test_an_included_template_is_named_in_its_errors(templates):
    templates.put("\n{{ gone }}", "opening")
    with pytest.raises(InvalidDataError, match=r"opening\.md\.j2, line 2: the field 'gone' is missing"):
        templates.render("{% include 'opening.md.j2' %}")
    templates.put("\n{% if %}", "opening")
    with pytest.raises(InvalidDataError, match=r"opening\.md\.j2, line 2: Expected an expression"):
        templates.render("{% include 'opening.md.j2' %}")


def test_an_included_link_out_of_the_folder_is_refused(templates):
    (templates.folder.parent / "secret").write_text("secret")
    (templates.folder / "en").mkdir(parents=True)
    (templates.folder / "en" / "x.md.j2").symlink_to(templates.folder.parent / "secret")
    with pytest.raises(InvalidDataError, match="leads out of the template folder"):
        templates.render("{% include 'x.md.j2' %}")


def test_an_own_template_may_build_on_the_shipped_ones(templates):
    shipped = shipped_templates() / "en" / "_words.md.j2"
    assert shipped.is_file()
    assert templates.render("{% import '_words.md.j2' as words %}a", origin="workspace") == "a\n"
    templates.put("own", "_words")
    assert templates.render("{% include '_words.md.j2' %}", origin="workspace") == "own\n"
    text = "{% import 'shipped/_words.md.j2' as words %}b"
    assert templates.render(text, origin="workspace") == "b\n"


def test_a_template_that_changes_is_read_again(templates):
    assert templates.render("one") == "one\n"
    assert templates.render("two") == "two\n"


def test_a_template_too_large_or_broken_is_told(templates):
    with pytest.raises(InvalidDataError, match="larger than 256 KiB"):
        templates.render("x" * (SIZE_LIMIT + 1))


@given(MARKDOWN_TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_row_has_its_cells_for_every_name(templates, name):
    text = "| Name | Price |\n|---|--:|\n{% for n in names %}\n| {{ n }} | {{ n | upper }} |\n{% endfor %}\n"
    written = templates.render(text, {"names": [name, "b"]})
    assert cells(written) == ["Name", "Price", spaced(name), spaced(name.upper()), "b", "B"]
    assert inline_markup(written) <= {"text"}
