"""Every paper in every format and language: made, the same when made again, and fit for whom it is for."""

import json

import pytest

from clientkit.documents.registry import LISTINGS, format_names
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.text.mail_text import mail_text
from support.papers import (
    FIT,
    LETTERS,
    NO_PAPERS,
    PAPERS,
    a_letter_on_paper,
    assert_a_text_part,
    furnish,
    words_for,
)
from support.pdf_reader import facts
from support.programs import find


@pytest.fixture
def sample(tmp_path, monkeypatch, run):
    """A copy of the sample, furnished, where one stands."""
    root = tmp_path / "sample"
    root.mkdir()
    monkeypatch.chdir(root)
    furnish(root, run)
    return root


def test_no_paper_is_left_out():
    assert set(LISTINGS) - set(LETTERS) == set(PAPERS) - set(LETTERS) | NO_PAPERS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_made_in_every_format(sample, run, name, language):
    words = words_for(name, language, run)
    for form in format_names():
        again = []
        for number in range(2):
            file = sample / f"{number}.{form}"
            ran = run(*words, "--format", form, "-o", file)
            assert ran.code == (name == "diff"), ran.err
            again.append(file.read_bytes())
        assert again[0] == again[1]
        FIT[form](again[0])
        if form == "pdf" and find("pdfinfo"):
            assert " 2026 " in facts(again[0])["CreationDate"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_is_a_paper(name, language):
    paper = a_letter_on_paper(name, language)
    for form in ("md", "html", "pdf"):
        made = paper.made(form)
        assert made == paper.made(form)
        FIT[form](made)
    assert_a_text_part(mail_text(paper.marked))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("score render kopi --format eml", "This paper is for yourself: no mail carries it."),
        ("score render --format docx", "Formats are md, html, pdf, eml and svg."),
        ("complaint policy --format eml", "Which client? None was named."),
        ("client notice kopi --format docx", "Formats are md, html, pdf and eml."),
        ("scope diff kopi/katalog --format docx", "Formats are md, html, pdf and eml."),
        ("mail draft report kopi/toko --format pdf", "--format is for letters here."),
        ("survey mail {id} --send --format html", "--send sends the mail, which has one form."),
    ],
)
def test_what_has_no_such_form_is_told(sample, run, words, said):
    rows = json.loads(run("survey", "list", "--json").out)["data"]["surveys"]
    ran = run(*words.format(id=rows[-1]["id"]).split())
    assert ran.code == 2
    assert said in ran.err
