"""The client's page and the overview as HTML, byte for byte: `pages/` holds what goes in and what they show.

The style sheet is left out. After a change that is meant, write them anew, and look at the pages themselves:

    CLIENTKIT_UPDATE_GOLDEN=1 pytest tests/documents/test_golden_pages.py; git diff tests/documents/pages
"""

import os
from pathlib import Path

import pytest

from clientkit.documents.paper import Paper
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.text.pdf_metadata import UNDATED, Imprint
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from clientkit.overview.document import Overview
from clientkit.overview.page import page_by
from clientkit.page.contents import PageDocument

GOLDEN = Path(__file__).parent / "pages"
UPDATE = os.environ.get("CLIENTKIT_UPDATE_GOLDEN") == "1"
CASES = (
    *((f"page-{language}", language) for language in LANGUAGES),
    *((f"page-offer-{language}", language) for language in LANGUAGES),
    *((name, language) for name in ("overview", "overview-empty") for language in LANGUAGES),
)


def shown(name, language):
    facts = (GOLDEN / f"{name}.json").read_bytes()
    source = find_template(name.partition("-")[0], language, None)
    if name.startswith("overview"):
        html = page_by(source, Overview.model_validate_json(facts)).decode()
    else:
        document = PageDocument.model_validate_json(facts)
        text = render(source, document.model_dump(), language)
        imprint = Imprint(document.title, UNDATED, document.author)
        html = Paper(text, document.title, language, imprint, layout="cards").made("html").decode()
    return html[html.index("<main") : html.index("</main>")] + "</main>\n"


@pytest.mark.parametrize(("name", "language"), CASES)
def test_page_is_as_expected(name, language):
    page = shown(name, language)
    expected = GOLDEN / f"{name}{'' if name.endswith(language) else f'-{language}'}.html"
    if UPDATE:
        expected.write_bytes(page.encode())
    assert expected.read_bytes().decode() == page


def test_every_page_that_is_kept_has_its_case():
    kept = {path.stem for path in GOLDEN.glob("*.html")}
    assert kept == {name if name.endswith(language) else f"{name}-{language}" for name, language in CASES}
