import pytest

from clientkit.documents.kinds import KINDS, document_kind, fields
from clientkit.errors import NotFoundError
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.text.template.sources import find_template


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_of_a_document_is_described(kind):
    found = fields(kind.name)
    assert [one for one in found if not one.description.strip() or not one.type.strip()] == []
    assert len({one.name for one in found}) == len(found)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_document_has_its_template(kind, language):
    assert find_template(kind.name, language, None).origin == "shipped"


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
    assert document_kind("scope").file_name() == "scope.md"
    assert document_kind("timeline").file_name(IsoWeek(2026, 47)) == "timeline.md"
    assert document_kind("report").file_name(IsoWeek(2026, 5)) == "2026-W05.md"


def test_an_unknown_document_names_those_there_are():
    with pytest.raises(NotFoundError) as caught:
        fields("invoice")
    assert caught.value.message == "There is no document 'invoice'."
    assert caught.value.hint == f"There are {', '.join(kind.name for kind in KINDS)}."
