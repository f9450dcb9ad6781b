import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientkit.agreements.completeness import missing_fields
from clientkit.agreements.context import scope_document
from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.calendar_settings import Calendar, DayOff
from clientkit.kernel.model.files.settings import Policies
from clientkit.kernel.text.markdown.to_html import parser
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from support.builders import (
    a_client,
    a_contact,
    a_milestone,
    a_payment,
    a_plan,
    a_planned_milestone,
    a_price,
    a_project,
    some_settings,
)
from support.full_values import full_client, full_project, full_settings

GOLDEN = Path(__file__).parents[1] / "documents" / "golden"


def an_agreement(project=None, client=None, workspace=None, plan=None):
    engagement = Engagement(project or a_project(), client or a_client(), workspace or some_settings())
    return scope_document(engagement, plan)


def in_words(document, language="en"):
    return render(find_template("scope", language, None), document.model_dump(), language)


def headings(text):
    return [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]


@pytest.mark.parametrize("language", ["en", "id"])
def test_sections_are_numbered_without_gaps(language):
    full = a_project(
        objective="x",
        deliverables=({"id": "D1", "title": "Home"},),
        exclusions=({"what": "Photos"},),
        price=a_price(),
        payments=(a_payment(),),
        risks=({"risk": "Rain"},),
    )
    for project in (a_project(), full):
        found = headings(in_words(an_agreement(project), language))
        numbers = [heading.partition(".")[0] for heading in found if heading[0].isdecimal()]
        assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def test_page_one_names_sections_that_are_there():
    text = in_words(an_agreement(full_project(), full_client(), full_settings(), a_plan()))
    front, _, terms = text.partition("## 1. Parties")
    named = set(re.findall(r"section (\d+)", front))
    assert len(named) >= 7
    assert [one for one in named if f"\n## {one}. " not in f"\n## 1. {terms}"] == []


def test_no_sentence_stands_twice():
    for language in ("en", "id"):
        text = in_words(an_agreement(full_project(), full_client(), full_settings(), a_plan()), language)
        sentences = [
            one.strip() for one in re.split(r"(?<=[.:])\s+|\n", text) if len(one) > 40 and "|" not in one
        ]
        assert [one for one in sentences if sentences.count(one) > 1] == []


def test_sections_without_data_are_left_out():
    bare = in_words(an_agreement())
    for word in ("Not included", "Revisions", "Acceptance", "Cancellation", "Risks"):
        assert not any(word in heading for heading in headings(bare))


NOT_YET = {
    "en": [
        "**The deliverables are not stated yet.**",
        "**The milestones and their dates are not stated yet.**",
        "**The price is not stated yet.**",
        "**The payments are not stated yet.**",
    ],
    "id": [
        "**Hasil kerja belum dicantumkan.**",
        "**Tahap dan tanggalnya belum dicantumkan.**",
        "**Harga belum dicantumkan.**",
        "**Tahap pembayaran belum dicantumkan.**",
    ],
}


@pytest.mark.parametrize("language", ["en", "id"])
def test_what_an_agreement_cannot_do_without_leaves_a_trace(language):
    bare = in_words(an_agreement(), language).splitlines()
    assert {line for line in bare if line.startswith("**")} >= {*NOT_YET[language]}
    full = a_project(
        deliverables=({"id": "D1", "title": "Home"},),
        milestones=(a_milestone(),),
        price=a_price(),
        payments=(a_payment(),),
    )
    text = in_words(an_agreement(full, plan=a_plan()), language)
    assert [line for line in NOT_YET[language] if line in text] == []


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"milestones": (a_milestone(),)}, "**The dates are not stated yet.**"),
        ({"price": a_price(None, model="retainer")}, "**The dates are not stated yet.**"),
        ({"price": a_price(None, model="retainer", rate=1)}, "**The price is not stated yet.**"),
        ({"price": a_price(model="hourly")}, "**The price of an hour is not stated yet.**"),
    ],
)
def test_what_is_still_open_depends_on_what_is_offered(fields, line):
    assert line in in_words(an_agreement(a_project(**fields))).splitlines()


def test_parties_stand_with_their_legal_names():
    client = a_client(legal_name="PT Kopi Nusantara Jaya", contacts=(a_contact(roles=("signer",)),))
    you = some_settings(you={"legal_name": "Dewi Lestari Rahmawati"})
    document = an_agreement(client=client, workspace=you)
    assert (document.client.name, document.client.known_as) == ("PT Kopi Nusantara Jaya", "PT Kopi Nusantara")
    assert (document.provider.name, document.provider.known_as) == ("Dewi Lestari Rahmawati", "Dewi Lestari")
    assert "| PT Kopi Nusantara Jaya (PT Kopi Nusantara) |" in in_words(document)


@pytest.mark.parametrize(
    ("contacts", "signer"),
    [
        ((), ""),
        ((a_contact(),), "Rina Wijaya"),
        ((a_contact(), a_contact("Budi Santoso")), ""),
        ((a_contact(), a_contact("Budi Santoso", roles=("signer",))), "Budi Santoso"),
    ],
)
def test_the_signer_is_the_contact_with_that_role_or_the_only_one(contacts, signer):
    assert an_agreement(client=a_client(contacts=contacts)).client.signer == signer


def test_a_person_signs_for_themselves():
    assert an_agreement(client=a_client("Tini", kind="person", contacts=())).client.signer == "Tini"


@pytest.mark.parametrize(
    ("contacts", "by", "approver"),
    [
        ((a_contact(roles=("signer",)), a_contact("Budi Santoso", roles=("approver",))), "", "Budi Santoso"),
        ((a_contact(roles=("signer",)),), "", "Rina Wijaya"),
        ((a_contact(roles=("signer",)),), "The board", "The board"),
        ((), "", ""),
    ],
)
def test_who_accepts_deliverables(contacts, by, approver):
    document = an_agreement(a_project(acceptance={"by": by}), a_client(contacts=contacts))
    assert document.approver == approver


def test_deliverables_get_the_day_of_their_milestone_from_either_side():
    project = a_project(
        deliverables=(
            {"id": "D1", "title": "Design", "milestone": "M1"},
            {"id": "D2", "title": "Shop"},
            {"id": "D3", "title": "Loose"},
            {"id": "D4", "title": "Lost", "milestone": "M9"},
        ),
        milestones=(a_milestone("M1"), a_milestone("M2", "Opening", deliverables=("D2",))),
    )
    plan = a_plan(a_planned_milestone("M1"), a_planned_milestone("M2", date(2026, 12, 4)))
    found = an_agreement(project, plan=plan).deliverables
    assert [(one.milestone, one.milestone_title, one.due) for one in found] == [
        ("M1", "Design approved", date(2026, 11, 20)),
        ("M2", "Opening", date(2026, 12, 4)),
        (None, "", None),
        ("M9", "", None),
    ]


def test_without_a_plan_milestones_show_what_is_fixed():
    project = a_project(milestones=(a_milestone(), a_milestone("M2", due=date(2026, 12, 4))))
    found = an_agreement(project).milestones
    assert [(one.start, one.end) for one in found] == [(None, None), (None, date(2026, 12, 4))]
    assert "| M1 | Design approved | We |  |  |" in in_words(an_agreement(project))


A_REPORT_IN_STEPS = {
    "deliverables": (
        {"id": "D1", "title": "Report", "milestone": "M1"},
        {"id": "D2", "title": "Plan"},
        {"id": "D3", "title": "Loose", "milestone": "M2"},
    ),
    "milestones": (
        a_milestone("M1"),
        a_milestone("M3", "Last", deliverables=("D1", "D2")),
        a_milestone("M2", "Middle", deliverables=("D1",)),
    ),
}


def test_a_deliverable_of_several_milestones_tells_their_number_and_the_last():
    plan = a_plan(
        a_planned_milestone("M1"),
        a_planned_milestone("M3", date(2026, 12, 18)),
        a_planned_milestone("M2", date(2026, 12, 4)),
    )
    document = an_agreement(a_project(**A_REPORT_IN_STEPS), plan=plan)
    report, whole, _ = document.deliverables
    assert (report.steps, report.milestone, report.due) == (3, "M3", date(2026, 12, 18))
    assert (whole.steps, whole.milestone, whole.due) == (1, "M3", date(2026, 12, 18))
    assert "| D1 | Report | in three steps, the last on 18 Dec 2026 |" in in_words(document)
    assert "| D1 | Report | dalam tiga tahap, terakhir 18 Des 2026 |" in in_words(document, "id")
    assert "| D2 | Plan | 18 Dec 2026 |" in in_words(document)


def test_milestones_name_what_they_hand_over_from_either_side():
    document = an_agreement(a_project(**A_REPORT_IN_STEPS))
    assert [one.deliverables for one in document.milestones] == [("D1",), ("D1", "D2"), ("D1", "D3")]
    assert "| M2 | Middle | D1, D3 | We |  |  |" in in_words(document)
    assert document.deliverables[0].milestone == "M2"  # none is dated: the last in the file


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "| D1 | Home |"),
        ({"quantity": 3}, "| D1 | Home, 3 |"),
        ({"unit": "page"}, "| D1 | Home, 1 page |"),
        ({"format": "PDF"}, "Handed over as: PDF"),
        ({"format": "PDF", "price": 10}, "Handed over as: PDF · $10.00"),
    ],
)
def test_quantity_and_form_are_shown_as_far_as_they_say_something(fields, shown):
    project = a_project(deliverables=({"id": "D1", "title": "Home", **fields},))
    assert shown in in_words(an_agreement(project))


def test_only_the_client_s_signer_has_a_position():
    client = a_client(contacts=(a_contact(position="Director"),))
    document = an_agreement(client=client, workspace=some_settings(you={"role": "digital services"}))
    assert "| **Position** | Director | |" in in_words(document)
    assert document.provider.role == "digital services"


def test_days_off_of_the_project_s_time_are_named():
    offs = (
        DayOff(day=date(2026, 11, 18), name="Inside"),
        DayOff(day=date(2026, 11, 14), until=date(2026, 11, 16), name="Overlapping"),
        DayOff(day=date(2026, 11, 13), name="Before"),
        DayOff(day=date(2026, 11, 21), name="After"),
    )
    workspace = some_settings(calendar=Calendar(days_off=offs))
    document = an_agreement(a_project(milestones=(a_milestone(),)), workspace=workspace, plan=a_plan())
    assert [off.name for off in document.days_off] == ["Overlapping", "Inside"]
    assert "- 14\u201316 November 2026: Overlapping" in in_words(document)


def test_policies_stand_where_the_project_says_nothing():
    workspace = some_settings(policies=Policies(answer_within=2, plan_within=4, report_day="mon"))
    document = an_agreement(workspace=workspace)
    assert (document.communication.answer_within, document.complaints.answer_within) == (2, 4)
    assert document.complaints.address == "dewi@studio.example"
    assert "Progress report: every Monday;" in in_words(document)
    own = a_project(
        communication={"answer_within": 0, "report_day": "Sunday night"},
        complaints={"address": "help@x.example", "acknowledge_within": 0, "answer_within": 0},
    )
    document = an_agreement(own, workspace=workspace)
    text = in_words(document)
    assert (document.communication.answer_within, document.complaints.acknowledge_within) == (0, 0)
    assert "We answer a message on the same working day." in text
    assert "tell us at help@x.example" in text
    assert "Progress report: Sunday night;" in text


@pytest.mark.parametrize(
    ("revisions", "sentences"),
    [
        ({"rounds": 2}, ["The price includes two rounds of revision", "One round is one collected list"]),
        ({"rounds": 1}, ["The price includes one round of revision"]),
        ({"rounds": 0}, ["The price includes no rounds of revision.", "A round is a change"]),
        ({"rounds": 2, "round_means": "A **list**."}, ["A **list**."]),
        ({"extra_price": 750_000}, ["A further round costs $750,000.00."]),
    ],
)
def test_revisions_are_worded_from_their_figures(revisions, sentences):
    text = in_words(an_agreement(a_project(revisions=revisions)))
    for sentence in (
        *sentences,
        "Correcting a result that does not meet its acceptance criteria is not a revision",
    ):
        assert sentence in text


@pytest.mark.parametrize(
    ("acceptance", "sentence"),
    [
        ({"review_days": 5}, "and answer within 5 working days: you accept it, or"),
        ({"how": "by mail", "review_days": 1}, "answer within 1 working day: you accept it, or"),
        ({"how": "by mail | phone"}, "answer in writing: you accept it, or"),
        ({"how": "by mail | phone"}, "- How the answer is given: by mail | phone"),
        ({"by": "The board"}, "- Who accepts for you: The board"),
        ({"deemed_after_days": 10}, "no answer 10 working days after it was handed over counts as accepted"),
    ],
)
def test_acceptance_is_worded_from_its_figures(acceptance, sentence):
    assert sentence in in_words(an_agreement(a_project(acceptance=acceptance)))


def test_silence_is_no_acceptance_unless_agreed():
    assert "counts as accepted" not in in_words(an_agreement(a_project(acceptance={"review_days": 5})))


@pytest.mark.parametrize(
    ("price", "lines"),
    [
        (a_price(), ["**IDR 45,000,000**", "In words: *Forty-five million rupiah*."]),
        (
            a_price(tax_name="PPN", tax_percent=11),
            [
                "| Price, before PPN | IDR 45,000,000 |",
                "| PPN, 11% | IDR 4,950,000 |",
                "| **Price, PPN included** | **IDR 49,950,000** |",
            ],
        ),
        (a_price(49_950_000, tax_percent=11, tax_included=True), ["| Price, before tax | IDR 45,000,000 |"]),
        (a_price(model="hourly", rate=250_000), ["**at most IDR 45,000,000**", "IDR 250,000 an hour."]),
        (
            a_price(None, model="hourly", rate=250_000, hours=8),
            ["**IDR 250,000 an hour**", "We expect 8 hours, IDR 2,000,000, which is an estimate."],
        ),
        (a_price(None, model="hourly", rate=250_000), ["**IDR 250,000 an hour**"]),
        (a_price(model="retainer", period="quarter"), ["**IDR 45,000,000 for each quarter**"]),
        (a_price(model="retainer", hours=10), ["for each period", "for up to 10 hours of work."]),
        (
            a_price(tax_name="PPN", tax_percent=12, tax_base="11/12"),
            [
                "| Tax base, 11/12 of it | IDR 41,250,000 |",
                "| PPN, 12% of the tax base | IDR 4,950,000 |",
                "**IDR 49,950,000, PPN included**",
            ],
        ),
    ],
)
def test_the_price_is_shown_as_it_is_reckoned(price, lines):
    text = in_words(an_agreement(a_project(price=price)))
    for line in lines:
        assert line in text


def test_payments_name_their_milestone_and_its_day():
    project = a_project(
        milestones=(a_milestone(),),
        price=a_price(),
        payments=(
            a_payment(40, label="Deposit", trigger="On signing", due_days=1),
            a_payment(60, label="Rest", milestone="M1", due_days=0, late_fee="2%"),
        ),
    )
    text = in_words(an_agreement(project, plan=a_plan()))
    assert "| Deposit | On signing | IDR 18,000,000 |" in text
    assert "| Rest | M1, 20 Nov 2026 | IDR 27,000,000 |" in text
    assert "- Deposit: within 1 day of the date of its invoice" in text
    assert "- Rest: on receipt" in text
    assert "- Rest, when paid late: 2%" in text


def test_days_to_pay_stand_only_where_they_were_written():
    without = in_words(
        an_agreement(a_project(price=a_price(), payments=(a_payment(due_days=None, trigger="On signing"),)))
    )
    assert "| Payment | On signing | IDR 45,000,000 |" in without.splitlines()
    assert "We send an invoice for each payment." in without.splitlines()
    mixed = a_project(
        price=a_price(), payments=(a_payment(40, due_days=None), a_payment(60, label="Rest", due_days=7))
    )
    lines = in_words(an_agreement(mixed), "id").splitlines()
    assert "- Rest: paling lambat tujuh hari setelah tanggal tagihan" in lines
    assert not any("Payment: paling" in line for line in lines)


@pytest.mark.parametrize(
    ("cancellation", "said", "unsaid"),
    [
        ({"fee": "all"}, ["Owed when this agreement ends early: all."], ["Either of us", "All files"]),
        ({"notice_days": 14}, ["with 14 days of notice."], ["Owed", "All files"]),
        ({"handover": "All files."}, ["### Early end\n\nAll files."], ["Either of us", "Owed"]),
    ],
)
def test_the_end_is_worded_only_from_what_was_written(cancellation, said, unsaid):
    text = in_words(an_agreement(a_project(cancellation=cancellation)))
    assert [words for words in said if words not in text] == []
    assert [words for words in unsaid if words in text] == []


def test_one_late_fee_for_all_payments_is_said_once():
    payments = tuple(a_payment(50, late_fee="1% a month") for _ in range(2))
    text = in_words(an_agreement(a_project(price=a_price(), payments=payments)))
    assert text.count("1% a month") == 1
    assert "When a payment is late: 1% a month." in text


def test_what_no_payment_asks_for_is_said():
    project = a_project(price=a_price(), payments=(a_payment(40),))
    assert "| Not yet scheduled | | IDR 27,000,000 |" in in_words(an_agreement(project))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "it is not a certified electronic signature"),
        ("id", "bukan tanda tangan elektronik tersertifikasi"),
    ],
)
def test_the_hash_is_not_sold_as_a_signature(language, sentence):
    assert sentence in in_words(an_agreement(), language)


def test_acceptance_by_reply_quotes_number_and_version():
    project = a_project(agreement={"number": "SOW-1", "version": 3})
    assert "> **I accept SOW-1, version 3.**" in in_words(an_agreement(project))
    assert "> **Saya menyetujui SOW-1, versi 3.**" in in_words(an_agreement(project), "id")
    assert "> **I accept the agreement on Web shop, version 1.**" in in_words(an_agreement())


def test_an_indonesian_contract_holds_the_seven_things_it_must():
    """Government regulation PP 71/2019, article 47(3)."""
    found = " ".join(
        line
        for line in (GOLDEN / "scope-full-id" / "expected.md").read_text().splitlines()
        if line[:1] == "#"
    )
    for heading in (
        "Para Pihak",
        "Hasil Kerja dan Kriteria Penerimaan",
        "Serah Terima dan Penerimaan",
        "Harga",
        "Pengakhiran",
        "Cacat Tersembunyi",
        "Pilihan Hukum",
    ):
        assert heading in found


ANY_LINE = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(str.strip)


def shape(text):
    tokens = parser().parse(text)
    return [(token.type, token.tag) for token in tokens if token.type != "inline"]


@settings(max_examples=60)
@given(ANY_LINE)
def test_no_name_changes_the_shape_of_the_document(name):
    def document(words):
        return in_words(
            an_agreement(
                a_project(
                    words,
                    deliverables=(
                        {"id": "D1", "title": words, "unit": words, "criteria": [words], "needs": [words]},
                    ),
                    exclusions=({"what": words},),
                    duties=({"what": words, "effect": words},),
                    assumptions=(words,),
                    price=a_price(tax_name=words, tax_percent=11, in_words=words),
                    payments=(a_payment(100, label=words, late_fee=words),),
                    cancellation={"fee": words},
                ),
                a_client(words, address=words, contacts=(a_contact(name=words, id="x", position=words),)),
            )
        )

    assert shape(document(name)) == shape(document("Name"))


TALK = {"channel": "mail", "hours": "9-17", "client_answers_within": 0}


def a_complete_project(**fields):
    return a_project(
        **{
            "agreement": {"number": "SOW-1"},
            "objective": "Orders come in online.",
            "success": ({"measure": "Orders"},),
            "deliverables": ({"id": "D1", "title": "Shop", "criteria": ["It opens"]},),
            "exclusions": ({"what": "Photos"},),
            "assumptions": ("Texts exist",),
            "duties": ({"what": "Texts"},),
            "timeline": {"start": date(2026, 11, 16)},
            "milestones": (a_milestone(),),
            "revisions": {"rounds": 0},
            "acceptance": {"review_days": 0},
            "price": a_price(),
            "payments": (a_payment(),),
            "changes": {"rate": 1},
            "communication": TALK,
            "clauses": {"intellectual_property": "x", "suspension": "x"},
            "cancellation": {"notice_days": 0},
            **fields,
        }
    )


COMPLETE_CLIENT = {"legal_name": "PT Kopi", "address": "Jl. Braga 12"}
COMPLETE_YOU = some_settings(you={"address": "Jl. Kaliurang 21"})


def names_of(project, client=None, workspace=COMPLETE_YOU):
    return [
        one.field
        for one in missing_fields(Engagement(project, client or a_client(**COMPLETE_CLIENT), workspace))
    ]


def test_a_complete_agreement_lacks_nothing():
    assert names_of(a_complete_project()) == []


def test_an_empty_project_lacks_every_field_that_must_be_filled():
    found = names_of(a_project(), a_client(contacts=()), some_settings(you={"email": ""}))
    assert found == [
        "you.email",
        "you.address",
        "client.legal_name",
        "client.address",
        "client.contacts",
        "agreement.number",
        "objective",
        "success",
        "deliverables",
        "exclusions",
        "assumptions",
        "duties",
        "revisions.rounds",
        "acceptance.review_days",
        "payments",
        "communication.channel",
        "communication.hours",
        "communication.client_answers_within",
        "clauses.suspension",
        "cancellation.notice_days",
        "clauses.rights",
        "milestones",
        "timeline.start",
        "price.amount",
    ]


def test_what_to_write_comes_with_an_example():
    found = {
        one.field: one.write for one in missing_fields(Engagement(a_project(), a_client(), some_settings()))
    }
    assert found["agreement.number"] == "number of the agreement, for instance SOW-2026-014"
    assert found["assumptions"] == "what the plan takes as given, for instance Texts exist in Indonesian"
    assert found["duties"] == "what the client does, one [[duties]] each"


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"deliverables": ({"id": "D1", "title": "Shop"},)}, ["deliverables.D1.criteria"]),
        ({"timeline": {}}, ["timeline.start"]),
        ({"timeline": {}, "milestones": (a_milestone(start=date(2026, 11, 16)),)}, []),
        ({"price": a_price(model="retainer")}, ["price.period"]),
        ({"price": a_price(None, model="hourly")}, ["price.rate"]),
        ({"price": a_price(model="hourly", rate=1), "milestones": ()}, []),
        ({"payments": (a_payment(40), a_payment(40))}, ["payments"]),
        ({"payments": (a_payment(70), a_payment(40))}, ["payments"]),
        ({"changes": {}, "communication": {**TALK, "answer_within": None}, "complaints": {}}, []),
        ({"payments": (a_payment(40), a_payment(60, due_days=None))}, ["payments.2.due_days"]),
        ({"price": a_price(tax_percent=11)}, ["you.tax_number", "client.tax_number"]),
    ],
)
def test_what_must_be_filled_depends_on_what_is_offered(fields, missing):
    assert names_of(a_complete_project(**fields)) == missing


def test_the_gap_in_the_payments_is_named():
    project = a_complete_project(payments=(a_payment(40), a_payment(40)))
    lacking = missing_fields(Engagement(project, a_client(**COMPLETE_CLIENT), COMPLETE_YOU))
    found = {one.field: one.write for one in lacking}
    assert found["payments"] == "shares that add up to the price; they ask for Rp9.000.000 less"


@pytest.mark.parametrize(
    ("prices", "missing"),
    [
        ((45_000_000, None), []),
        ((40_000_000, None), []),
        ((46_000_000, None), ["deliverables.price"]),
        ((40_000_000, 4_000_000), ["deliverables.price"]),
        ((40_000_000, 5_000_000), []),
        ((None, None), []),
    ],
)
def test_prices_of_deliverables_must_not_contradict_the_price(prices, missing):
    deliverables = tuple(
        {"id": f"D{n}", "title": "Part", "criteria": ["x"], "price": price} for n, price in enumerate(prices)
    )
    assert names_of(a_complete_project(deliverables=deliverables)) == missing


def test_a_contract_with_a_resident_of_indonesia_needs_more():
    there = a_client(country="ID", **COMPLETE_CLIENT)
    assert names_of(a_complete_project(), there) == [
        "client.tax_number",
        "agreement.governing_law",
        "clauses.hidden_defects",
        "language",
    ]
    person = a_client("Tini", kind="person", country="ID", language="id", address="Jl. Braga 12")
    assert names_of(a_complete_project(), person) == ["agreement.governing_law", "clauses.hidden_defects"]


def test_a_signer_needs_an_address():
    client = a_client(contacts=(a_contact(email=""),), **COMPLETE_CLIENT)
    assert names_of(a_complete_project(), client) == ["client.contacts.rina.email"]


@pytest.mark.parametrize(
    ("language", "page", "who"),
    [("en", "policy, one page which we send", "help: BPSK"), ("id", "satu halaman kebijakan", "yaitu BPSK")],
)
def test_the_policy_on_complaints_is_named_where_policies_are_set(language, page, who):
    for policies, named in (
        (Policies(), (0, 0)),
        (Policies(plan_within=3), (1, 0)),
        (Policies(mediator="BPSK"), (1, 1)),
    ):
        text = in_words(an_agreement(workspace=some_settings(policies=policies)), language)
        assert (text.count(page), text.count(who)) == named
        (line,) = (one for one in text.splitlines() if page in one) if named[0] else ("",)
        assert "  " not in line
