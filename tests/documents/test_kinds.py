import pytest

from clientkit.documents.kinds import document_kind, document_kinds, fields, template_kind
from clientkit.documents.registry import LISTINGS, mailed_documents, template_names
from clientkit.errors import NotFoundError
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.text.template.sources import find_template


@pytest.mark.parametrize("name", template_names())
def test_every_field_of_a_document_is_described(name):
    found = fields(name)
    assert [one for one in found if not one.description.strip() or not one.type.strip()] == []
    assert len({one.name for one in found}) == len(found)


@pytest.mark.parametrize("name", template_names())
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_document_has_its_template(name, language):
    assert find_template(name, language, None).origin == "shipped"


def test_fields_say_where_they_stand_and_what_they_are():
    found = {one.name: (one.type, one.description) for one in fields("scope")}
    assert found["title"] == ("text", "name of the project")
    assert found["objective"] == ("text, Markdown", "what will be true when it is done")
    assert found["deliverables"] == ("list of fields", "what is handed over")
    assert found["deliverables[].price"][0] == "decimal number or empty"
    assert found["payments[].due.total"] == ("decimal number", "amount to pay")
    assert found["risks[].owner"] == ("one of us, client", "us or client")
    assert found["price.tax_included"][0] == "yes or no"
    assert found["total"] == ("fields or empty", "net, tax and total; for a retainer, of one period")


def test_documents_have_their_own_file_names():
    assert document_kind("scope").stem() == "scope"
    assert document_kind("timeline").stem(IsoWeek(2026, 47)) == "timeline"
    assert document_kind("report").stem(IsoWeek(2026, 5)) == "2026-W05"
    assert document_kind("month").stem(None, Month(2026, 11)) == "2026-11"


def test_a_file_name_says_which_week_or_month_it_is_of():
    assert document_kind("report").dates_of("2026-W05") == (IsoWeek(2026, 5), None)
    assert document_kind("month").dates_of("2026-11") == (None, Month(2026, 11))
    assert document_kind("scope").dates_of("scope") == (None, None)
    for name, stem in (("report", "2026-W54"), ("report", "2026-11"), ("month", "2026-13"), ("scope", "x")):
        assert document_kind(name).dates_of(stem) is None


def test_the_table_and_the_kinds_agree():
    assert [template_kind(name).name for name in LISTINGS] == list(LISTINGS)
    assert [kind.name for kind in document_kinds()] == list(mailed_documents())
    assert [kind.letter for kind in document_kinds()] == [f"mail-{name}" for name in mailed_documents()]


def test_what_is_no_document_of_a_project_is_told():
    with pytest.raises(NotFoundError, match="'diff' is no document of a project"):
        document_kind("diff")


def test_an_unknown_document_names_those_there_are():
    with pytest.raises(NotFoundError) as caught:
        fields("invoice")
    assert caught.value.message == "There is no document 'invoice'."
    assert caught.value.hint == f"There are {', '.join(template_names())}."
