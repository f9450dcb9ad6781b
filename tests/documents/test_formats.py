"""Every paper in every format and language: made, the same when made again, and fit for whom it is for."""

import json
import re
import shlex
import shutil
from datetime import date
from email import message_from_bytes, policy

import pytest

from clientkit.documents.cover_letter import cover, letter_paper
from clientkit.documents.kinds import SampleTrial
from clientkit.documents.registry import LETTER_PREFIX, LISTINGS, format_names
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.text.mail_html import mail_page
from clientkit.kernel.text.mail_text import mail_text
from clientkit.kernel.text.template.sources import find_template
from clientkit.letters.trial import letter_samples
from clientkit.workspace.demo_sample import REFERENCE_DAY, sample_workspace
from support.pdf_reader import facts
from support.programs import find

PAPERS = {
    "scope": "scope render kopi/toko",
    "timeline": "timeline render kopi/toko",
    "report": "report week kopi/toko",
    "month": "report month kopi/toko --month 2026-10",
    "closing": "report close kopi/toko",
    "page": "page kopi/katalog",
    "change": "change render toko/CO-1",
    "diff": "scope diff kopi/katalog",
    "survey": "survey mail",
    "score": "score render kopi --reader client",
    "complaint-policy": "complaint policy kopi",
    "privacy-notice": "client notice kopi",
    "letter-welcome": "mail draft welcome kopi/katalog",
    "letter-thanks": "mail draft thanks kopi --note Ya.",
    "letter-farewell": "mail draft farewell kopi --note Ya. --due 2026-12-01",
}
"""By its template, the command that writes it."""

NO_PAPERS = {"mail-file", "overview", "export"}
"""What carries a file, is for oneself, or lies in an archive."""

FURNISHED = """
scope accept kopi/katalog --name 'Rina Wijaya' --how mail --force
project set kopi/katalog 'objective=Katalog panen terbit sebelum pameran kopi.'
survey ask kopi/toko --kind csat --contact rina --force
survey ask harbour/brand --kind csat --contact marcus --force
change add kopi/toko 'Harga grosir untuk kafe, mulai 5 kg'
change assess toko/CO-1 --class outside --price 4500000 --days 2 --milestone M6
change assess toko/CO-1 --adds 'Harga grosir' --criterion 'Kafe melihat harganya'
"""
"""What the sample lacks: something agreed and not kept to, surveys that were asked, a change."""

TODAY = date(2026, 11, 21)
LETTERS = [name for name in LISTINGS if name.startswith(LETTER_PREFIX)]


@pytest.fixture
def sample(tmp_path, monkeypatch, run):
    """A copy of the sample, furnished, where one stands."""
    root = tmp_path / "sample"
    shutil.copytree(sample_workspace().root, root)
    monkeypatch.chdir(root)
    for line in FURNISHED.strip().splitlines():
        ran = run(*shlex.split(line))
        assert ran.code == 0, ran.err
    return root


def test_no_paper_is_left_out():
    assert set(LISTINGS) - set(LETTERS) == set(PAPERS) - set(LETTERS) | NO_PAPERS


def assert_a_page(page):
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert (
        re.findall(r'(?:src|srcset|action)=(?!"(?:data|cid):)|@import|url\((?!data:|#)| on[a-z]+="', page)
        == []
    )


def assert_a_text_part(text):
    assert [line for line in text.splitlines() if len(line) > 78] == []
    assert "|" not in text
    assert "*" not in text
    assert "\u00a0" not in text


def assert_a_mail(data):
    mail = message_from_bytes(data, policy=policy.default)
    assert_a_text_part(mail.get_body(("plain",)).get_content())
    html = mail.get_body(("html",)).get_content()
    assert "<script" not in html
    assert re.findall(r'src=(?!"cid:)|@import|url\(', html) == []
    assert mail["Subject"].strip()
    assert len(data) < 400_000


def assert_a_print(pdf):
    assert pdf.startswith(b"%PDF")
    assert len(pdf) < 300_000
    if find("pdfinfo"):
        said = facts(pdf)
        assert said["Title"]
        assert said["Author"].startswith("Dewi Lestari")
        assert said["Tagged"] == "yes"
        assert " 2026 " in said["CreationDate"]


CHECKS = {
    "md": lambda data: data.decode().startswith("# ") or pytest.fail("no heading"),
    "html": lambda data: assert_a_page(data.decode()),
    "pdf": assert_a_print,
    "eml": assert_a_mail,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_made_in_every_format(sample, run, name, language):
    words = PAPERS[name].split()
    if name == "survey":  # it has the language of whom it asked
        rows = json.loads(run("survey", "list", "--json").out)["data"]["surveys"]
        words.append(
            next(one["id"] for one in rows if (one["asked_on"], one["language"]) == (str(TODAY), language))
        )
    else:
        words += ["--language", language]
    for form in format_names():
        again = []
        for number in range(2):
            file = sample / f"{number}.{form}"
            ran = run(*words, "--format", form, "-o", file)
            assert ran.code == (name == "diff"), ran.err
            again.append(file.read_bytes())
        assert again[0] == again[1]
        CHECKS[form](again[0])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_is_a_paper(name, language):
    sample = sample_workspace()
    settings = read_settings(sample).value
    source = find_template(name, language, None)
    trial = SampleTrial(
        sample, settings, ProjectRef("kopi", "toko"), source, sample.templates_dir, REFERENCE_DAY
    )
    for one in letter_samples(trial)[-1:]:
        said = cover(source, one, language)
        paper = letter_paper(said, language, TODAY, settings.you.name)
        assert paper.title == said.subject
        for form in ("md", "html", "pdf"):
            made = paper.made(form)
            assert made == paper.made(form)
            CHECKS[form](made)
        assert_a_text_part(mail_text(said.text))
        assert "<script" not in mail_page(said.text, said.subject, language)


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
