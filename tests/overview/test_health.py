"""The health of a relation: each sign with its weight and its reason."""

from datetime import date, timedelta

import pytest

from clientkit.overview.health_signs import (
    OpenAsk,
    ask_signs,
    contact_signs,
    date_signs,
    promise_signs,
    score_signs,
    score_values,
    scores_of,
)
from clientkit.projects.open_items import open_items
from clientkit.promises.queries import promises
from support.builders import a_record

TODAY = date(2026, 11, 21)


def said(signs) -> list[tuple[str, str]]:
    return [(sign.weight, sign.text) for sign in signs]


def score_said(given) -> list[tuple[str, str]]:
    return said(score_signs(score_values(scores_of(given, {})), TODAY))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "at_work", "weight"),
    [
        (0, True, "info"),
        (14, True, "info"),
        (15, True, "watch"),
        (30, True, "watch"),
        (31, True, "act"),
        (400, False, "info"),
    ],
)
def test_silence_weighs_only_while_there_is_work(days, at_work, weight):
    (sign,) = contact_signs(ago(days), TODAY, at_work=at_work)
    assert sign.weight == weight
    assert str(ago(days)) in sign.text


def test_no_contact_at_all_is_said():
    assert said(contact_signs(None, TODAY, at_work=True)) == [("watch", "No contact is on record")]


def answers(*given: dict) -> list:
    return [a_record("feedback", **one) for one in given]


def test_a_score_is_compared_with_the_same_persons_answer_before():
    given = answers(
        {"day": ago(90), "contact": "rina", "csat": 5},
        {"day": ago(60), "contact": "hendra", "csat": 2},
        {"day": ago(5), "contact": "rina", "csat": 4},
    )
    assert score_said(given) == [
        ("watch", "Last CSAT 4 of 5 by rina, on 2026-11-16; 5 on 2026-08-23, so it fell")
    ]


def test_scores_on_other_scales_are_not_compared():
    given = answers({"day": ago(40), "csat": 9, "csat_scale": 10}, {"day": ago(5), "csat": 4})
    assert score_said(given) == [("info", "Last CSAT 4 of 5, on 2026-11-16")]


@pytest.mark.parametrize(
    ("before", "now", "weight"),
    [(9, 8, "info"), (10, 8, "watch"), (6, 7, "info"), (9, 6, "act"), (0, 6, "act")],
)
def test_one_point_of_ten_is_no_fall_and_a_low_score_always_weighs(before, now, weight):
    given = answers({"day": ago(40), "nps": before}, {"day": ago(5), "nps": now})
    ((found, _),) = score_said(given)
    assert found == weight


def test_an_old_score_tells_nothing_of_today():
    ((weight, text),) = score_said(answers({"day": ago(181), "nps": 0}))
    assert weight == "info"
    assert "too long ago" in text
    ((weight, text),) = score_said(answers({"day": ago(180), "nps": 0}))
    assert (weight, "too long ago" in text) == ("act", False)


def test_each_kind_of_score_speaks_once_the_latest_first():
    given = answers({"day": ago(30), "ces": 6}, {"day": ago(20), "csat": 5, "nps": 9})
    texts = [text for _, text in score_said(given)]
    assert [text.split(",")[0] for text in texts] == [
        "Last CSAT 5 of 5",
        "Last NPS 9 of 10",
        "Last CES 6 of 7",
    ]


def test_an_unanswered_question_weighs_more_the_longer_it_waits():
    records = [
        a_record("ask", day=ago(30), text="Provider?", due=ago(11)),
        a_record("ask", day=ago(20), text="Colours?", due=ago(2)),
        a_record("ask", day=ago(1), text="Photos?", due=TODAY),
    ]
    asks = [OpenAsk(one.due, one.text) for one in open_items(records, TODAY)]
    assert said(ask_signs(asks, TODAY)) == [
        ("act", "Unanswered since 2026-11-10: Provider?"),
        ("watch", "Unanswered since 2026-11-19: Colours?"),
        ("info", "A question waits for an answer"),
    ]


@pytest.mark.parametrize(
    ("slip", "causes", "expected"),
    [
        (0, {}, []),
        (-2, {"us": -2}, []),
        (3, {"client": 3}, [("info", "kopi/toko is expected 3 working days late: 3 the client's")]),
        (5, {"us": 5}, [("watch", "kopi/toko is expected 5 working days late: 5 ours")]),
        (
            8,
            {"us": 6, "third-party": 2},
            [("act", "kopi/toko is expected 8 working days late: 6 ours, 2 somebody else's")],
        ),
        (0, {"us": 2, "client": -2}, [("watch", "kopi/toko is expected on its day: 2 ours")]),
    ],
)
def test_days_late_weigh_by_whose_they_are(slip, causes, expected):
    assert said(date_signs("kopi/toko", slip, causes)) == expected


def test_promises_weigh_by_who_made_them():
    records = [
        a_record("promise", id="promise001", day=ago(30), text="Draft", due=ago(3)),
        a_record("promise", id="promise002", day=ago(30), text="Photos", due=ago(3), owner="client"),
        a_record("promise", id="promise003", day=ago(30), text="Text", due=ago(20)),
        a_record("promise_ended", day=ago(10), ref="promise003", outcome="broken"),
        a_record("promise", id="promise004", day=ago(200), text="Old", due=ago(190)),
        a_record("promise_ended", day=ago(180), ref="promise004", outcome="broken"),
        a_record("promise", id="promise005", day=ago(2), text="Plan", due=TODAY),
    ]
    assert said(promise_signs(promises(records, TODAY), TODAY)) == [
        ("act", "Our promise was due on 2026-11-18: Draft"),
        ("watch", "Their promise was due on 2026-11-18: Photos"),
        ("act", "Our promise was broken on 2026-11-11: Text"),
        ("info", "A promise is open"),
    ]


def test_a_low_score_that_was_followed_up_calls_for_nothing_any_more(studio, run):
    low = run("feedback", "add", "kopi", "--csat", "2", "--on", "2026-11-18").out.strip()
    assert run("client", "list", "--health").out.count("! act") == 1
    assert run("feedback", "follow", low, "--done", "--note", "Called, put it right").code == 0
    card = run("client", "show", "kopi").out
    assert "! " not in card
    assert "a low score, followed up on 2026-11-21" in " ".join(card.split())


def test_what_was_said_of_a_complaint_is_on_the_card_and_in_the_list(studio, run):
    words = ("feedback", "add", "kopi", "--comment", "Late again", "--trigger", "complaint")
    name = run(*words, "--on", "2026-11-18").out.strip()
    said = f"Feedback on a complaint, of 2026-11-18 ({name}), is not followed up"
    assert said in " ".join(run("client", "show", "kopi").out.split())
    assert "complaint" in run("feedback", "list", "kopi").out
    assert run("feedback", "follow", name, "--done", "--note", "Called").code == 0
    assert said not in " ".join(run("client", "show", "kopi").out.split())
