"""What the foot and the file of a document without number, date or author say."""

from datetime import date

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.text.pdf_metadata import UNDATED, imprint


def test_a_document_without_a_date_is_given_the_fixed_one():
    assert imprint(Model(), "Shop") == ("Shop", UNDATED, "")
    assert date(1980, 1, 1) == UNDATED
