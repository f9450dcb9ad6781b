from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.calendar_settings import Calendar, DayOff
from clientkit.kernel.model.files.schedule import Forecast
from clientkit.kernel.model.files.scope import Duty
from clientkit.kernel.model.files.settings import Policies, ReportSettings
from clientkit.kernel.model.files.terms import CommunicationTerms
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.text.pdf import to_pdf
from clientkit.kernel.text.pdf_metadata import Imprint
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from clientkit.milestones.gantt.strip_figure import strip_figure
from clientkit.reports.status import budget_light, schedule_light, work_left, worst
from clientkit.reports.weekly.document import missing_in_report, report_document
from clientkit.reports.weekly.facts import ReportFacts
from support.builders import (
    MONDAY,
    a_client,
    a_contact,
    a_forecast,
    a_forecast_milestone,
    a_planned_milestone,
    a_price,
    a_project,
    a_record,
    some_settings,
)

WEEK = IsoWeek.of(MONDAY)
FRIDAY = MONDAY + timedelta(days=4)
SUNDAY = MONDAY + timedelta(days=6)
LAST_WEEK = MONDAY - timedelta(days=3)
NEXT_WEEK = MONDAY + timedelta(days=7)


def a_report(*records, forecast=None, facts=None, week=WEEK, today=FRIDAY, full=False, **given_parts):
    engagement = Engagement(
        given_parts.pop("project", a_project()),
        given_parts.pop("client", a_client()),
        given_parts.pop("settings", some_settings()),
        **given_parts,
    )
    facts = ReportFacts(forecast=forecast or Forecast(), **(facts or {}))
    return report_document(engagement, facts, records, week, today, full=full)


def in_words(report, language="en"):
    return render(find_template("report", language, None), report.model_dump(), language)


def texts(notes):
    return [note.text for note in notes]


def test_done_is_what_was_finished_in_the_week():
    report = a_report(
        a_record(text="sunday before", day=MONDAY - timedelta(days=1)),
        a_record(text="sunday", day=SUNDAY),
        a_record(text="monday", day=MONDAY),
        a_record(text="monday after", day=NEXT_WEEK),
    )
    assert texts(report.done) == ["monday", "sunday"]


@given(st.lists(st.dates(date(2026, 11, 1), date(2026, 12, 31)), max_size=8))
def test_nothing_of_a_later_day_is_in_a_report(days):
    kinds = ["done", "next", "ask", "blocked", "risk"]
    records = [
        a_record(kinds[number % len(kinds)], day, text=f"note {day}") for number, day in enumerate(days)
    ]
    report = a_report(*records, today=date(2027, 1, 1))
    shown = in_words(report)
    for day in days:
        assert day <= SUNDAY or f"note {day}" not in shown


def test_hours_after_the_week_do_not_count():
    report = a_report(
        a_record(hours=2, day=LAST_WEEK),
        a_record(hours="1.5", day=MONDAY),
        a_record(hours=8, day=NEXT_WEEK),
        today=NEXT_WEEK,
    )
    assert (report.hours.this_week, report.hours.to_date) == (Decimal("1.5"), Decimal("3.5"))


def test_without_hours_there_is_no_such_section():
    report = a_report(a_record())
    assert report.hours is None
    assert "## Hours" not in in_words(report)


def test_items_are_shown_by_their_id():
    project = a_project(deliverables=({"id": "D1", "title": "Home page"},))
    report = a_report(a_record(text="Drawn", item="D1"), a_record(text="Left", item="D9"), project=project)
    assert "- Drawn (D1)\n- Left (D9)" in in_words(report)


def test_last_week_s_plan_is_kept_when_an_outcome_says_it_in_the_same_words():
    report = a_report(
        a_record("next", LAST_WEEK, text="Show the layouts."),
        a_record("next", LAST_WEEK, text="Test the till"),
        a_record("done", MONDAY, text="show the  layouts"),
    )
    assert [note.done_on for note in report.planned_last_week] == [MONDAY, None]
    assert "Of last week's plan: one done, one not done yet." in in_words(report)


def test_a_plan_for_a_milestone_is_kept_when_it_is_reached():
    report = a_report(
        a_record("next", LAST_WEEK, text="Finish design", item="M1"),
        a_record("milestone_done", MONDAY, milestone="M1"),
    )
    assert report.planned_last_week[0].done_on == MONDAY


def test_work_on_the_same_item_is_told_but_does_not_pass_for_the_plan():
    report = a_report(
        a_record("next", LAST_WEEK, text="Search page", item="D1"),
        a_record("done", MONDAY, text="Basket page", item="D1"),
    )
    assert report.planned_last_week[0].done_on is None
    assert "Of last week's plan: one worked on." in in_words(report)


@pytest.mark.parametrize("done_on", [LAST_WEEK, NEXT_WEEK])
def test_work_on_the_day_of_planning_or_after_the_week_tells_nothing(done_on):
    report = a_report(
        a_record("next", LAST_WEEK, text="Search page", item="D1"),
        a_record("done", done_on, text="Basket page", item="D1"),
    )
    assert report.planned_last_week[0].worked_on == ""


def test_one_outcome_is_not_split_over_two_plans_of_an_item():
    report = a_report(
        a_record("next", LAST_WEEK, text="Search page", item="D1"),
        a_record("next", LAST_WEEK, text="Basket page", item="D1"),
        a_record("done", MONDAY, text="Footer", item="D1"),
    )
    assert [note.worked_on for note in report.planned_last_week] == ["", ""]


def test_a_plan_that_is_made_again_shows_its_new_date():
    report = a_report(
        a_record("next", LAST_WEEK, text="Test the till", due=MONDAY),
        a_record("next", FRIDAY, text="Test the till", due=date(2026, 11, 25)),
    )
    assert "Of last week's plan: one slipped." in in_words(report)
    assert "- Wed 25 Nov: Test the till (slipped)\n" in in_words(report)
    assert report.missed == ()


def test_next_is_this_week_s_plan_by_date_without_what_was_finished():
    report = a_report(
        a_record("next", MONDAY, text="undated"),
        a_record("next", MONDAY, text="later", due=date(2026, 12, 2)),
        a_record("next", MONDAY, text="sooner", due=date(2026, 11, 25)),
        a_record("next", MONDAY, text="finished"),
        a_record("done", FRIDAY, text="finished"),
    )
    assert texts(report.next) == ["sooner", "later", "undated"]


@pytest.mark.parametrize(
    ("resolved_on", "shown"), [(FRIDAY, []), (SUNDAY, []), (NEXT_WEEK, ["Which provider?"])]
)
def test_a_question_stands_until_the_day_it_is_answered(resolved_on, shown):
    ask = a_record("ask", LAST_WEEK, text="Which provider?")
    report = a_report(ask, a_record("resolved", resolved_on, ref=ask.id), today=date(2026, 12, 1))
    assert texts(report.decisions) == shown


def test_a_corrected_question_keeps_its_answer():
    ask = a_record("ask", LAST_WEEK, text="Which provider, A or B?", replaces="first0")
    assert a_report(ask, a_record("resolved", FRIDAY, ref="first0")).decisions == ()


def test_decisions_are_asked_by_urgency_and_say_what_is_late():
    report = a_report(
        a_record("ask", LAST_WEEK, text="undated"),
        a_record("ask", LAST_WEEK, text="soon", due=date(2026, 11, 25)),
        a_record("ask", LAST_WEEK, text="late", due=MONDAY),
    )
    assert [(note.text, note.overdue) for note in report.decisions] == [
        ("late", True),
        ("soon", False),
        ("undated", False),
    ]
    text = in_words(report)
    assert "# Web shop: week 47, three decisions needed\n" in text
    assert "1. **Overdue since Mon 16 Nov: late.**\n2. **By Wed 25 Nov: soon.**\n3. **undated.**\n" in text
    assert (report.answer_by, report.answer_late) == (date(2026, 11, 25), True)


def test_a_decision_shows_options_recommendation_and_what_silence_means():
    ask = a_record("ask", text="Which?", options=("a", "b"), recommend="a", default="we take a", due=FRIDAY)
    assert (
        "1. **By Fri 20 Nov: Which?** Options: a; b. We recommend: a. Without an answer: we take a.\n"
    ) in in_words(a_report(ask))


def test_blocks_stand_with_the_side_that_can_end_them():
    report = a_report(
        a_record("blocked", text="No photos", owner="client", unblocks="twelve photos"),
        a_record("blocked", text="Till", owner="us"),
    )
    assert (texts(report.waiting), texts(report.blocked)) == (["No photos"], ["Till"])


def test_what_holds_us_up_stands_with_what_comes_next():
    block = a_record("blocked", text="Till", owner="us", unblocks="A new one")
    assert "- ▲ Held up since Mon 16 Nov: Till. What unblocks it: a new one.\n" in in_words(a_report(block))
    assert "Terhambat sejak Sen, 16 Nov: Till." in in_words(a_report(block), "id")
    assert "Held up" not in in_words(a_report())


@pytest.mark.parametrize(
    ("due", "english", "indonesian"),
    [
        (FRIDAY, ("By Fri 20 Nov", "If it comes later"), ("Paling lambat Jum, 20 Nov", "Apabila terlambat")),
        (MONDAY, ("Overdue since Mon 16 Nov", "What this means"), ("Lewat sejak Sen, 16 Nov", "Akibatnya")),
    ],
)
def test_what_waits_says_by_when_and_what_it_costs(due, english, indonesian):
    block = a_record("blocked", text="Product pages", due=due, effect="The launch moves", owner="client")
    report = a_report(block)
    assert [(one.due, one.overdue) for one in report.waiting] == [(due, due < FRIDAY)]
    for language, (when, effect) in (("en", english), ("id", indonesian)):
        assert f"1. **{when}: Product pages.** {effect}: the launch moves.\n" in in_words(report, language)


def test_terms_of_the_agreement_are_said_as_in_a_letter():
    effect = "Halaman terbit dengan teks Penyedia Jasa, bukan teks Klien"
    text = in_words(a_report(a_record("blocked", text="Naskah Klien", effect=effect, owner="client")), "id")
    said = (
        "1. **Naskah Bapak/Ibu.** Apabila terlambat: halaman terbit dengan teks kami, bukan teks Bapak/Ibu."
    )
    assert said in text


def test_nothing_that_is_asked_stands_twice():
    due = {"item": "M6", "due": FRIDAY}
    block = a_record("blocked", text="No account", owner="client", unblocks="Papers", **due)
    promise = a_record("promise", text="Papers are sent", owner="client", **due)
    other = a_record("promise", text="A call", owner="client", due=FRIDAY)
    report = a_report(block, promise, other)
    assert [(one.kind, one.text) for one in report.asks] == [("block", "Papers"), ("promise", "A call")]
    assert "1. **By Fri 20 Nov: Papers (M6).** No account.\n" in in_words(report)


def test_a_long_week_shows_so_many_rows_as_the_page_holds():
    long = "so long that it takes two lines of the page " * 3
    records = [
        record
        for n in range(12)
        for record in (
            a_record("done", text=f"{n} done {long}"),
            a_record("next", text=f"{n} next"),
            a_record("ask", text=f"{n}?", due=FRIDAY),
        )
    ]
    page, full = (in_words(a_report(*records, full=one)) for one in (False, True))
    assert [f"And {rest} more." in page for rest in ("three", "ten", "eight")] == [True] * 3
    assert "more." not in full
    assert all(f"- {n} next" in full for n in range(12))
    one = a_report(a_record("done", text=long * 9), a_record("done"))
    assert one.shown.done == 1


def test_duties_are_announced_two_weeks_ahead_unless_a_milestone_says_it():
    days = {"past": -1, "today": 0, "milestone": 3, "soon": 14, "later": 15}
    duties = tuple(
        Duty(what=what, due=FRIDAY + timedelta(days=count), effect="The launch moves")
        for what, count in days.items()
    )
    planned = a_planned_milestone("M1", FRIDAY + timedelta(days=3), owner="client")
    report = a_report(
        project=a_project(duties=(*duties, Duty(what="whenever"))),
        forecast=a_forecast(a_forecast_milestone(planned)),
    )
    assert [one.what for one in report.duties] == ["today", "soon"]
    text = in_words(report)
    assert "**By Fri 4 Dec: soon.** If it comes later: the launch moves.\n" in text
    assert "We need nothing" not in text


@pytest.mark.parametrize(("language", "words"), [("en", "Our meetings: "), ("id", "Jadwal pertemuan: ")])
def test_when_the_two_sides_meet_is_said_as_agreed(language, words):
    project = a_project(communication=CommunicationTerms(meetings="Monday 10.00, 30 minutes."))
    assert f"{words}Monday 10.00, 30 minutes.\n" in in_words(a_report(project=project), language)
    assert words not in in_words(a_report(), language)


def test_the_three_gravest_risks_are_shown():
    levels = [("low", "low"), ("high", "high"), ("low", "high"), ("medium", "high")]
    records = [a_record("risk", text=f"{one} {two}", likelihood=one, impact=two) for one, two in levels]
    assert texts(a_report(*records).risks) == ["high high", "medium high", "low high"]


def test_a_milestone_of_the_client_is_announced_two_weeks_ahead():
    near = a_forecast_milestone(a_planned_milestone("M1", date(2026, 12, 4), owner="client", title="Texts"))
    far = a_forecast_milestone(a_planned_milestone("M2", date(2026, 12, 5), owner="client"))
    report = a_report(forecast=a_forecast(near, far))
    assert [one.id for one in report.due_soon] == ["M1"]
    assert "1. **By Fri 4 Dec: Texts (M1).**\n" in in_words(report)


def test_moves_of_the_week_are_told_with_their_reason():
    moved = {"milestone": "M1", "cause": "us", "due": date(2026, 12, 4)}
    report = a_report(
        a_record("milestone_moved", MONDAY, reason="first", **moved),
        a_record("milestone_moved", FRIDAY, reason="second", **moved),
        a_record("milestone_moved", LAST_WEEK, reason="before", **moved),
        forecast=a_forecast(a_forecast_milestone()),
    )
    assert [one.reason for one in report.moved] == ["second"]
    assert " M1 moved to Fri 4 Dec (on our side): second.\n" in in_words(report)


def test_what_the_client_said_in_the_week_is_quoted_in_the_full_report():
    said = a_record("feedback", FRIDAY, contact="rina", csat=5, nps=9, ces=6, comment="Lovely | fast")
    records = (a_record("feedback", LAST_WEEK, csat=3), said)
    scores = "satisfaction 5 of 5; recommendation 9 of 10; ease 6 of 7"
    quoted = f"- Rina Wijaya, Fri 20 Nov 2026; {scores}: “Lovely | fast”"
    assert quoted in in_words(a_report(*records, full=True))
    assert "Lovely" not in in_words(a_report(*records))


def test_an_old_report_is_dated_at_its_sunday():
    assert a_report(today=date(2027, 3, 1)).as_of == SUNDAY
    assert a_report(today=FRIDAY).as_of == FRIDAY


@pytest.mark.parametrize(
    ("weeks", "number"), [((), None), ((46,), 2), ((44, 46), 3), ((47,), 1), ((45, 47, 48), 2), ((48,), None)]
)
def test_the_number_counts_the_reports_that_were_sent(weeks, number):
    sent = {IsoWeek(2026, week): datetime(2026, 11, 1, tzinfo=UTC) for week in weeks}
    assert a_report(facts={"sent": sent}).number == number


def test_the_next_report_avoids_days_off():
    calendar = Calendar(days_off=(DayOff(day=date(2026, 11, 26), until=date(2026, 11, 28)),))
    assert a_report().next_report == date(2026, 11, 27)
    assert a_report(settings=some_settings(calendar=calendar)).next_report == date(2026, 11, 30)
    monday = some_settings(policies=Policies(report_day="mon"))
    assert a_report(settings=monday).next_report == NEXT_WEEK


@pytest.mark.parametrize(("period", "to_date"), [("week", 2), ("month", 5), ("quarter", 9), (None, 5)])
def test_hours_of_a_retainer_count_from_its_period(period, to_date):
    price = a_price(model="retainer", hours=10, period=period)
    days = {date(2026, 9, 30): 16, date(2026, 10, 1): 4, date(2026, 11, 1): 3, MONDAY: 2}
    records = [a_record(hours=hours, day=day) for day, hours in days.items()]
    report = a_report(*records, project=a_project(price=price))
    assert report.hours.to_date == to_date
    assert report.hours.used_percent == to_date * 10


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        (4, "4 of 10 hours so far."),
        (5, "5 of 10 hours so far. Half of the planned hours are used."),
        (8, "8 of 10 hours so far. Four fifths of the planned hours are used."),
        ("10.5", "10.5 of 10 hours so far, 0.5 more than planned."),
    ],
)
def test_hours_of_a_fixed_price_are_shown_where_the_settings_say_so(hours, sentence):
    project = a_project(price=a_price(hours=10))
    shown = some_settings(report=ReportSettings(hours=True))
    report = a_report(a_record(hours=hours), project=project, settings=shown)
    assert sentence in in_words(report)
    kept = a_report(a_record(hours=hours), project=project)
    assert kept.hours is None
    assert "so far" not in in_words(kept)
    said = "80% of the planned hours are used; the price stays." in in_words(kept)
    assert said == (hours == 8)


def test_hours_planned_as_none_use_no_share():
    shown = some_settings(report=ReportSettings(hours=True))
    report = a_report(a_record(hours=3), project=a_project(price=a_price(hours=0)), settings=shown)
    assert report.hours.used_percent is None


def a_slipping(slip, **fields):
    return a_forecast(a_forecast_milestone(slip=slip, status="running"), slip=slip, **fields)


@pytest.mark.parametrize(
    ("forecast", "light"),
    [
        (Forecast(), None),
        (a_slipping(0), "green"),
        (a_slipping(-2), "green"),
        (a_slipping(1), "amber"),
        (a_slipping(5), "amber"),
        (a_slipping(6), "red"),
        (a_forecast(a_forecast_milestone(slip=3, status="planned")), "amber"),
        (a_forecast(a_forecast_milestone(slip=3, status="done", done_on=MONDAY)), "green"),
        (a_forecast(a_forecast_milestone(status="waiting")), "amber"),
    ],
)
def test_light_of_the_dates(forecast, light):
    assert schedule_light(forecast) == light


@pytest.mark.parametrize(
    ("used", "left", "light"),
    [
        (79, 100, "green"),
        (80, 21, "amber"),
        (80, 20, "green"),
        (100, 0, "green"),
        (101, 0, "amber"),
        (110, 0, "amber"),
        (111, 0, "red"),
    ],
)
def test_light_of_the_hours(used, left, light):
    assert budget_light(Decimal(used), Decimal(left)) == light


def test_work_left_is_counted_in_milestones():
    done = a_forecast_milestone(done_on=MONDAY, status="done")
    assert work_left(a_forecast(done, a_forecast_milestone(), done, done)) == 25
    assert work_left(Forecast()) == 100


def test_the_worst_known_light_counts():
    assert worst(("green", "red")) == "red"
    assert worst(("green", None)) == "green"
    assert worst((None, None)) is None


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_rule_that_a_report_states_is_the_one_it_uses(language):
    from clientkit.reports.status import AMBER_USED, NEARLY_DONE, RED_DAYS, RED_USED

    rule = in_words(a_report(forecast=a_slipping(0), full=True), language).rstrip().splitlines()[-1]
    for figure in (f"{AMBER_USED}%", f"{NEARLY_DONE}%", f" {RED_DAYS} ", f"{RED_USED - 100}%"):
        assert figure in rule


@pytest.mark.parametrize(
    ("forecast", "sentence"),
    [
        (
            a_slipping(0, end=FRIDAY),
            "We expect to finish on Friday, 20 November 2026, as planned.",
        ),
        (
            a_slipping(6, end=date(2026, 11, 30), slip_by_cause={"client": 4, "us": 2}),
            "6 working days after the planned 20 November 2026: 2 on our side, 4 while waiting for you.",
        ),
        (
            a_slipping(-1, end=date(2026, 11, 19)),
            "on Thursday, 19 November 2026, 1 working day before the planned 20 November 2026.",
        ),
        (
            a_forecast(a_forecast_milestone(slip=3, status="planned", slip_by_cause={"third-party": 3})),
            "Next is M1 · Design approved, on Fri 20 Nov (3 working days later: 3 because of a third party).",
        ),
        (a_forecast(a_forecast_milestone(done_on=MONDAY, status="done")), "All milestones are reached."),
    ],
)
def test_the_status_is_a_word_a_sign_and_a_sentence(forecast, sentence):
    assert sentence in in_words(a_report(forecast=forecast, today=date(2026, 11, 19)))


def test_lateness_is_in_the_headline():
    report = a_report(a_record(day=LAST_WEEK), a_record("ask"), forecast=a_slipping(6))
    assert in_words(report).startswith("# Web shop: six working days late, one decision needed\n")
    assert in_words(report, "id").startswith("# Web shop: enam hari kerja terlambat, satu keputusan diper")


def test_agreed_is_said_only_of_an_agreement():
    before = in_words(a_report(forecast=a_slipping(1)))
    after = in_words(a_report(forecast=a_slipping(1), agreed_on=MONDAY))
    assert "agreed" not in before
    assert "planned 20 November" in before
    assert "agreed 20 November" in after


@pytest.mark.parametrize(
    ("contacts", "english", "indonesian"),
    [
        ((), "Hello PT Kopi Nusantara team,", "Yth. Tim PT Kopi Nusantara,"),
        ((a_contact(),), "Hello Rina,", "Yth. Bapak/Ibu Rina Wijaya,"),
        ((a_contact(title="Ibu"),), "Dear Ibu Rina,", "Yth. Ibu Rina,"),
        (
            (a_contact("I Made Sukarta", id="made", title="Bapak"),),
            "Dear Bapak I Made Sukarta,",
            "Yth. Bapak I Made Sukarta,",
        ),
        ((a_contact("R. Soepomo", id="rs"),), "Hello R. Soepomo,", "Yth. Bapak/Ibu R. Soepomo,"),
        (
            (a_contact(), a_contact("Budi Santoso", roles=("day-to-day",))),
            "Hello Budi,",
            "Yth. Bapak/Ibu Budi Santoso,",
        ),
    ],
)
def test_a_report_greets_whom_it_is_for(contacts, english, indonesian):
    report = a_report(client=a_client(contacts=contacts))
    assert english in in_words(report)
    assert indonesian in in_words(report, "id")


def test_indonesian_speaks_to_the_reader_by_their_title():
    formal = in_words(a_report(client=a_client(contacts=(a_contact(title="Ibu"),))), "id")
    foreign = in_words(a_report(client=a_client(contacts=(a_contact(title="Dr"),))), "id")
    assert "Saat ini tidak ada yang kami perlukan dari Ibu." in formal
    assert "Saat ini tidak ada yang kami perlukan dari Anda." in foreign


def test_a_project_without_notes_gives_a_short_honest_report():
    report = a_report()
    assert not report.has_notes
    assert report.status.overall is None
    assert "There is no progress to report yet. We need nothing from you at the moment.\n" in in_words(report)
    assert len(in_words(report).split()) < 80


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_report_s_own_words_are_few(language):
    """Every section present, all data one sign long: what remains are the template's own words."""
    sign = {"text": "§"}
    records = [
        *(a_record("next", LAST_WEEK, **sign), a_record("done", **sign), a_record("next", **sign)),
        a_record("ask", text="§", options=("§",), recommend="§", default="§", due=FRIDAY),
        *(a_record("blocked", owner=owner, unblocks="§", **sign) for owner in ("us", "client")),
        *(a_record("risk", answer="§", **sign), a_record("feedback", csat=5, comment="§")),
        *(a_record(hours=9, **sign), a_record("milestone_done", milestone="M1")),
    ]
    report = a_report(*records, forecast=a_slipping(6), project=a_project("§", price=a_price(hours=10)))
    lines = [line for line in in_words(report, language).splitlines() if not line.startswith(("|", "#"))]
    own = [word for word in " ".join(lines).split() if word.strip("*.,;:()-“”").isalpha()]
    assert len(own) < 200


def test_what_a_report_lacks_is_named():
    report = a_report(a_record("next", text="undated"), a_record("ask", text="Which?", due=FRIDAY))
    assert [(one.field, one.write) for one in missing_in_report(report)] == [
        ("done", "what was finished this week, 3 to 7 outcomes (clientkit done PROJECT)"),
        ("next.due", "by when: undated"),
        ("decisions.options/recommend/default", "for the question: Which?"),
    ]


def test_a_full_report_lacks_nothing():
    ask = a_record("ask", options=("a", "b"), recommend="a", default="a", due=FRIDAY)
    full = a_report(a_record(), a_record("next", due=FRIDAY, text="More"), ask)
    assert missing_in_report(full) == []
    assert [one.field for one in missing_in_report(a_report())] == ["done", "next"]


def test_the_longest_week_is_one_page_of_paper():
    pytest.importorskip("typst")
    long = "a title that goes on and on and on and on and on and on " * 5
    due = {"due": FRIDAY}
    records = [
        record
        for n in range(30)
        for record in (
            a_record("done", text=f"{n} {long}"),
            a_record("next", text=f"{n} next {long}", due=SUNDAY + timedelta(days=n)),
            a_record("next", LAST_WEEK, text=f"{n} last {long}", due=MONDAY),
            a_record("ask", text=f"{n}? {long}", options=("a", "b"), recommend="a", default=long, **due),
            a_record("blocked", text=f"{n} held up {long}", owner="us"),
        )
    ]
    steps = (a_planned_milestone(f"M{n}", MONDAY + timedelta(days=n), title=long) for n in range(60))
    report = a_report(*records, forecast=a_forecast(*(a_forecast_milestone(one) for one in steps)))
    figure = strip_figure(report, "en").as_print_svg()
    pdf = to_pdf(in_words(report), "t", "en", Imprint("f", FRIDAY, ""), {"gantt": figure}, compact=True)
    assert b"/Type/Pages/Count 1/" in pdf
