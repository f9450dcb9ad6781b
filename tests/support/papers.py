"""The sample's papers by the commands that write them: what a client can be given, by its template."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from clientkit.documents.cover_letter import cover, letter_paper
from clientkit.documents.kinds import SampleTrial
from clientkit.documents.paper import Paper
from clientkit.documents.registry import LETTER_PREFIX, LISTINGS
from clientkit.kernel.model.values.language import LANGUAGES, Language
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.text.mail_html import mail_page
from clientkit.kernel.text.template.sources import find_template
from clientkit.letters.trial import letter_samples
from clientkit.workspace.demo_sample import sample_workspace
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


def furnish(root: Path, run: Any) -> None:
    """A copy of the sample in a folder where one stands then, with what it lacks."""
    shutil.copytree(sample_workspace().root, root, dirs_exist_ok=True)
    for line in FURNISHED.strip().splitlines():
        ran = run(*shlex.split(line))
        assert ran.code == 0, ran.err


def words_for(name: str, language: Language, run: Any) -> list[str]:
    """The command that writes a paper in a language."""
    words = PAPERS[name].split()
    if name != "survey":
        return [*words, "--language", language]
    rows = json.loads(run("survey", "list", "--json").out)["data"]["surveys"]
    found = (one["id"] for one in rows if (one["asked_on"], one["language"]) == (str(TODAY), language))
    return [*words, next(found)]  # it has the language of whom it asked


def a_letter_on_paper(name: str, language: Language) -> Paper:
    """A letter that says all it can say."""
    sample = sample_workspace()
    settings = read_settings(sample).value
    source = find_template(name, language, None)
    trial = SampleTrial(sample, settings, ProjectRef("kopi", "toko"), source, sample.templates_dir, TODAY)
    said = cover(source, letter_samples(trial)[-1], language)
    return letter_paper(said, language, TODAY, settings.you.name)


def every_page(root: Path, run: Any) -> Iterator[tuple[str, str]]:
    """Names and HTML of each paper as a page and as a mail, in each language."""
    for language in LANGUAGES:
        for name in PAPERS:
            words = words_for(name, language, run)
            for form in ("html", "eml"):
                run(*words, "--format", form, "-o", root / f"paper.{form}")
            mail = message_from_bytes((root / "paper.eml").read_bytes(), policy=policy.default)
            yield f"{name}-{language}", (root / "paper.html").read_text("utf-8")
            yield f"mail-{name}-{language}", mail.get_body(("html",)).get_content()
        for name in LETTERS:
            paper = a_letter_on_paper(name, language)
            yield f"mail-{name}-{language}", mail_page(paper.marked, paper.title, language)


def assert_a_text(data):
    assert data.decode().startswith("# ")


def assert_a_page(data):
    page = data.decode()
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
    held = [part["Content-ID"].strip("<>") for part in mail.walk() if part["Content-ID"]]
    assert [one for one in held if f"cid:{one}" not in html] == []
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


FIT = {
    "md": assert_a_text,
    "html": assert_a_page,
    "pdf": assert_a_print,
    "eml": assert_a_mail,
}
"""What each format has to be."""
