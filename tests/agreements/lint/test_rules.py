"""The rules that an agreement is held to, each by the smallest project that breaks it."""

from collections.abc import Iterable
from datetime import date

import pytest

from clientkit.agreements.lint.finding import Finding
from clientkit.agreements.lint.indonesian_law import indonesian_contract, is_indonesian
from clientkit.agreements.lint.rules import (
    dates,
    duties,
    limits,
    lint_words,
    names_a_time,
    open_ends,
    shares,
    targets,
    vague,
    vague_words,
)
from clientkit.kernel.model.files.scope import Deliverable, Duty, SuccessMeasure
from clientkit.kernel.model.files.terms import (
    AcceptanceTerms,
    Agreement,
    Cancellation,
    Clauses,
    CommunicationTerms,
)
from clientkit.kernel.model.files.timeline import TimelineTerms
from clientkit.kernel.model.values.language import LANGUAGES
from support.builders import MONDAY, a_client, a_milestone, a_payment, a_project, some_settings


def codes(findings: Iterable[Finding]) -> list[str]:
    return [one.code for one in findings]


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (
            "Delivered as soon as possible, user-friendly, etc.",
            "en",
            ["as soon as possible", "user-friendly", "etc."],
        ),
        ("ASAP", "en", ["ASAP"]),
        ("Something breakfast-like", "en", []),
        (
            "Dikirim segera, mudah digunakan, dan lain-lain",
            "id",
            ["segera", "mudah digunakan", "dan lain-lain"],
        ),
        ("Teks, foto, dll.", "id", ["dll."]),
        ("Kecepatan 2 detik", "id", []),
        ("A few sample pages", "en", ["A few"]),
        ("Sedikit contoh, paling sedikit 3 foto", "id", ["Sedikit"]),
    ],
)
def test_vague_words_are_found_whole(text: str, language: str, words: list[str]) -> None:
    assert [word for word, _ in vague_words(text, language)] == words


def test_every_vague_word_has_something_to_write_instead() -> None:
    assert all(
        word == word.lower() and instead
        for language in LANGUAGES
        for word, instead in lint_words(language).vague.items()
    )


def test_vague_words_are_found_in_what_one_can_be_held_to() -> None:
    project = a_project(deliverables=(Deliverable(id="D1", title="Site", criteria=("Pages load fast",)),))
    (found,) = vague(project, "en")
    assert (found.code, found.key, found.severity) == ("vague-word", "deliverables.1.criteria", "warning")


def test_a_target_needs_a_figure_and_a_day() -> None:
    good = SuccessMeasure(measure="Orders", target="60 a month", due=date(2027, 3, 31))
    assert codes(targets(a_project(success=(good,)))) == []
    bad = SuccessMeasure(measure="Orders", target="more")
    assert codes(targets(a_project(success=(bad,)))) == ["target-without-figure", "target-without-date"]


@pytest.mark.parametrize(
    ("given", "found"),
    [((40, 30, 30), []), ((40, 30, 20), ["shares-not-100"]), (("33.3", "33.3", "33.3"), []), ((), [])],
)
def test_shares_make_a_hundred(given: tuple[object, ...], found: list[str]) -> None:
    assert codes(shares(a_project(payments=tuple(a_payment(share) for share in given)))) == found


def test_a_fixed_amount_among_shares_is_not_summed() -> None:
    payments = (a_payment(40), a_payment(share=None, amount=100))
    assert codes(shares(a_project(payments=payments))) == []


def test_dates_that_cannot_be_are_told_with_their_milestones() -> None:
    circle = (a_milestone("M1", after=("M2",)), a_milestone("M2", after=("M1",)))
    (found,) = dates(a_project(milestones=circle, timeline=TimelineTerms(start=MONDAY)), some_settings())
    assert found.code == "impossible-dates"
    assert "M1" in found.message
    assert "M2" in found.message
    assert codes(dates(a_project(), some_settings())) == []


def test_a_duty_after_the_end_and_an_offer_that_ends_before_it_begins() -> None:
    project = a_project(
        milestones=(a_milestone(),),
        timeline=TimelineTerms(start=MONDAY),
        duties=(Duty(what="Texts", due=date(2027, 1, 1)),),
        agreement=Agreement(issued=date(2026, 11, 9), valid_until=date(2026, 11, 1)),
    )
    assert codes(dates(project, some_settings())) == ["date-after-end", "date-before-issue"]


def test_limits_that_are_missing_or_contradict() -> None:
    project = a_project(
        milestones=(a_milestone(),), acceptance=AcceptanceTerms(review_days=5, deemed_after_days=3)
    )
    assert codes(limits(project)) == ["deemed-before-review", "no-risks", "no-buffer"]


def test_what_an_agreement_leaves_open_is_warned_about() -> None:
    found = list(open_ends(a_project()))
    assert {one.severity for one in found} == {"warning"}
    assert [(one.code, one.key) for one in found] == [
        ("no-deemed-acceptance", "acceptance.deemed_after_days"),
        ("no-cancellation-fee", "cancellation.fee"),
        ("no-moved-by", "timeline.moved_by"),
    ]
    said = a_project(
        acceptance=AcceptanceTerms(deemed_after_days=0),
        cancellation=Cancellation(fee="nothing"),
        timeline=TimelineTerms(moved_by=("Late texts",)),
    )
    assert list(open_ends(said)) == []


def test_a_duty_has_a_time_and_says_what_happens_when_it_is_late() -> None:
    (first, second) = duties(a_project(duties=(Duty(what="Texts"),)), "en")
    assert (first.code, first.key, first.severity) == ("duty-without-date", "duties.1.due", "warning")
    assert (second.code, second.key, second.severity) == ("duty-without-effect", "duties.1.effect", "warning")
    dated = Duty(what="Texts", due=date(2026, 12, 1), effect="The launch moves")
    assert list(duties(a_project(duties=(dated,)), "en")) == []


@pytest.mark.parametrize(
    ("text", "language", "timed"),
    [
        ("Texts by milestone M2", "en", True),
        ("A word before anybody else changes the site", "en", True),
        ("An answer within the time named above", "en", True),
        ("Photos taken by the client's own photographer", "en", False),
        ("Give the data at the award", "en", False),
        ("Teks, paling lambat pada tonggak M2", "id", True),
        ("Jawaban dalam dua hari kerja", "id", True),
        ("Teks dalam bahasa Indonesia", "id", False),
    ],
)
def test_a_duty_may_say_its_time_in_words(text: str, language: str, timed: bool) -> None:
    assert names_a_time(text, language) is timed


def test_exact_phrases_hold_a_word_that_is_vague_alone() -> None:
    for language in LANGUAGES:
        for phrase in lint_words(language).exact:
            assert [word for word in lint_words(language).vague if word in phrase]


@pytest.mark.parametrize(
    ("message", "write", "law", "advice"),
    [
        ("'objective' is empty", "what will be true", "", "'objective' is empty: what will be true."),
        ("'soon' can mean anything", "Write a date.", "", "'soon' can mean anything. Write a date."),
        ("the law is missing", "law = x", "art. 1", "the law is missing (art. 1): law = x."),
        ("it cannot be", "", "", "it cannot be."),
    ],
)
def test_a_message_and_what_to_write_are_told_apart(message: str, write: str, law: str, advice: str) -> None:
    found = Finding(code="x", severity="error", key="", message=message, write=write, law=law)
    assert found.advice == advice


@pytest.mark.parametrize(
    ("client", "resident"),
    [
        (a_client(country="ID"), True),
        (a_client(country="GB", language="id", currency="IDR"), False),
        (a_client(language="id", currency="IDR"), True),
        (a_client(language="id", currency="USD"), False),
    ],
)
def test_who_is_a_resident_of_indonesia(client: object, resident: bool) -> None:
    assert is_indonesian(client) is resident


def test_the_seven_things_and_the_language_each_name_their_article() -> None:
    found = list(indonesian_contract(a_project(), a_client(country="ID"), some_settings(), "en"))
    assert [one.code for one in found] == ["law-language", *(f"law-47-3-{letter}" for letter in "abcdefg")]
    assert found[0].law == "PP 71/2019 art. 46(2)"
    assert [one.law for one in found[1:]] == [f"PP 71/2019 art. 47(3) {letter}" for letter in "abcdefg"]


def test_a_contract_that_holds_the_seven_things_is_left_alone() -> None:
    project = a_project(
        deliverables=(Deliverable(id="D1", title="Situs", criteria=("Lolos 10 uji",)),),
        acceptance=AcceptanceTerms(how="balasan surel"),
        communication=CommunicationTerms(channel="surel"),
        price={"amount": 100, "currency": "IDR"},
        cancellation=Cancellation(notice_days=14, handover="Semua berkas"),
        clauses=Clauses(hidden_defects="Diganti dalam 10 hari kerja"),
        agreement=Agreement(governing_law="Hukum Republik Indonesia"),
    )
    settings = some_settings(you={"address": "Yogyakarta"})
    assert list(indonesian_contract(project, a_client(country="ID", address="Bandung"), settings, "id")) == []
    assert list(indonesian_contract(a_project(), a_client(country="GB"), settings, "en")) == []
