from datetime import date

import pytest

from clientkit.agreements.context import scope_document
from clientkit.documents.cover_letter import Cover, CoverDocument, cover, letter_text
from clientkit.documents.parties import Addressee, Engagement
from clientkit.errors import InvalidDataError
from clientkit.kernel.model.files.client import Client, Contact
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import TemplateSource, find_template
from support.builders import a_client, a_project, some_settings

KOPI = Client(name="PT Kopi Nusantara")
RINA = Addressee(name="Rina Wijaya", title="Ibu", is_person=True)


def a_cover(**changes) -> CoverDocument:
    given = {
        "title": "Toko daring",
        "client": "PT Kopi",
        "addressee": RINA,
        "author": "Dewi",
        "signature": "",
        "heading": "Toko daring",
        "attachments": (),
        "number": "SPK-7",
        "version": 2,
        "slip": 0,
        "change": "",
        **dict.fromkeys(
            ("valid_until", "agreed_on", "end", "week_number", "month", "monday", "sunday", "asked_on")
        ),
    }
    return CoverDocument(**given | changes)


def shipped(name: str, language: str = "en", **changes) -> Cover:
    return cover(find_template(name, language, None), a_cover(**changes), language)


def made_of(templates, text: str, **changes) -> Cover:
    source = TemplateSource("letter", "en", templates.put(text), "shipped")
    return cover(source, a_cover(**changes), "en")


def test_the_first_line_is_the_subject_as_it_was_typed(templates):
    said = made_of(
        templates, "# Re: {{ title }}\n\nDear *you*,\n", title="Toko *daring* #2 [x](y) `z` & <b> | é"
    )
    assert said == Cover(subject="Re: Toko *daring* #2 [x](y) `z` & <b> | é", text="Dear *you*,")


@pytest.mark.parametrize("text", ["Dear you,\n", "", "#\n\nx\n", "## Two\n"])
def test_a_letter_without_a_subject_is_told(templates, text):
    with pytest.raises(InvalidDataError, match="does not begin with its subject"):
        made_of(templates, text)


def test_a_letter_stands_above_its_document_and_none_leaves_it_as_it_is():
    assert letter_text(Cover(subject="x", text="Dear you,"), "# Scope\n") == "Dear you,\n\n---\n\n# Scope\n"
    assert letter_text(Cover(subject="x", text=""), "# Report\n") == "# Report\n"


def test_a_report_brings_its_own_greeting():
    assert shipped("mail-report", week_number=47) == Cover(subject="Toko daring, week 47", text="")
    late = {"week_number": 47, "status": "red", "answer_late": True}
    assert shipped("mail-report", **late).subject == "Toko daring, week 47: off track, your answer is overdue"
    asked = {**late, "answer_by": date(2026, 12, 2)}
    assert shipped("mail-report", "id", **asked).subject == (
        "Toko daring, pekan ke-47: di luar rencana, mohon jawaban paling lambat Rab, 2 Des"
    )


def greeting(language: str, *people: tuple[str, str]) -> str:
    contacts = [Contact(id=f"c{place}", name=name, title=title) for place, (title, name) in enumerate(people)]
    return shipped("mail-file", language, addressee=Addressee.of(contacts, KOPI)).text.partition("\n")[0]


IBU, BAPAK, SARI = ("Ibu", "Rina Wijaya"), ("Bapak", "Hendra Gunawan"), ("Ibu", "Sari Puspitasari")
MARCUS, ANN, MR = ("", "Marcus Adeyemi"), ("", "Ann Lee"), ("Mr", "James Okafor")


@pytest.mark.parametrize(
    ("people", "english", "indonesian"),
    [
        ((IBU,), "Dear Ibu Rina,", "Yth. Ibu Rina,"),
        ((MARCUS,), "Hello Marcus,", "Yth. Bapak/Ibu Marcus Adeyemi,"),
        ((MR,), "Dear Mr Okafor,", "Yth. Bapak James Okafor,"),
        ((("Ms", "Eva van Dijk"),), "Dear Ms van Dijk,", "Yth. Ibu Eva van Dijk,"),
        ((IBU, BAPAK), "Dear Ibu Rina and Bapak Hendra,", "Yth. Ibu Rina dan Bapak Hendra,"),
        ((MARCUS, ANN), "Hello Marcus and Ann,", "Yth. Bapak/Ibu Marcus Adeyemi dan Bapak/Ibu Ann Lee,"),
        ((MR, ANN), "Dear Mr Okafor and Ann Lee,", "Yth. Bapak James Okafor dan Bapak/Ibu Ann Lee,"),
        (
            (("", "M. Adeyemi"), ANN),
            "Hello M. Adeyemi and Ann,",
            "Yth. Bapak/Ibu M. Adeyemi dan Bapak/Ibu Ann Lee,",
        ),
        (
            (IBU, BAPAK, SARI),
            "Dear Ibu Rina, Bapak Hendra and Ibu Sari,",
            "Yth. Ibu Rina, Bapak Hendra, dan Ibu Sari,",
        ),
        ((("", "Smith, John"),), "Hello John,", "Yth. Bapak/Ibu John Smith,"),
        ((("", "Pak Bayu"),), "Dear Pak Bayu,", "Yth. Pak Bayu,"),
        ((("Ibu", "Ibu Rina Wijaya"),), "Dear Ibu Rina,", "Yth. Ibu Rina,"),
        ((("Ibu", "Dr. Rina"),), "Dear Ibu Dr. Rina,", "Yth. Ibu Dr. Rina,"),
        ((("", "info@kopi.example"),), "Hello PT Kopi Nusantara team,", "Yth. Tim PT Kopi Nusantara,"),
        ((("", "Info"),), "Hello PT Kopi Nusantara team,", "Yth. Tim PT Kopi Nusantara,"),
        ((IBU, ("", "sales@kopi.example")), "Dear Ibu Rina,", "Yth. Ibu Rina,"),
        ((IBU, BAPAK, SARI, MARCUS), "Dear all,", "Yth. Bapak/Ibu sekalian,"),
    ],
)
def test_everybody_whom_a_letter_goes_to_is_greeted(people, english, indonesian):
    assert (greeting("en", *people), greeting("id", *people)) == (english, indonesian)


def test_a_letter_to_several_calls_nobody_by_the_title_of_one():
    both = Addressee.of(
        [Contact(id="a", name="Rina", title="Ibu"), Contact(id="b", name="H", title="Bapak")], KOPI
    )
    assert "bagi Anda," in shipped("mail-timeline", "id", addressee=both).text
    assert "bagi Anda," in shipped("mail-timeline", "id", addressee=RINA).text


def test_a_monthly_and_a_closing_report_are_named_as_such():
    november = date(2026, 11, 1)
    assert shipped("mail-month", month=november).subject == "Monthly report November 2026 · Toko daring"
    assert (
        shipped("mail-month", "id", month=november).subject == "Laporan bulanan November 2026 · Toko daring"
    )
    assert shipped("mail-closing").subject == "Closing report · Toko daring"
    assert shipped("mail-closing", "id") == Cover(subject="Laporan akhir · Toko daring", text="")


def test_an_agreement_is_sent_for_approval_with_the_sentence_that_accepts_it():
    said = shipped("mail-scope", "id", attachments=("toko-scope.pdf",))
    assert said.subject == "Mohon persetujuan: perjanjian Toko daring (SPK-7, versi 2)"
    assert said.text.startswith("Yth. Ibu Rina,\n")
    assert "> Saya menyetujui SPK-7, versi 2." in said.text
    assert "terlampir dalam bentuk PDF" in said.text
    assert "PDF" not in shipped("mail-scope", "id").text


def test_the_sentence_is_the_one_that_the_agreement_asks_for():
    for language in ("en", "id"):
        for number in ("SOW-1", ""):
            project = a_project(agreement={"number": number, "version": 2})
            engagement = Engagement(project, a_client(), some_settings())
            data = scope_document(engagement, None).model_dump()
            agreement = render(find_template("scope", language, None), data, language)
            letter = shipped("mail-scope", language, title=project.title, number=number, version=2).text
            (sentence,) = [line for line in letter.splitlines() if line.startswith("> ")]
            assert f"**{sentence.removeprefix('> ')}**" in agreement
