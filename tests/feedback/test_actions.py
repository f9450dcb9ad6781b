"""Feedback without a terminal."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import NotFoundError, UsageError
from clientkit.feedback.actions import add_feedback, list_feedback, parse_score, scale_of
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.date_span import Span, span_of
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.store.journal.record_input import day_that_came, suggestion, typed_text
from clientkit.kernel.store.lookup import find_subject, scope_or_all

TODAY = date(2026, 11, 21)


def a_stamp(name="abcdef", day=TODAY):
    return Stamp(id=name, ts=datetime(2026, 11, 21, 3, tzinfo=UTC), day=day)


def test_what_is_added_is_listed(studio):
    added = add_feedback(
        studio, a_stamp(), ("kopi", "toko"), {"csat": "5", "csat_scale": 10, "comment": "Baik"}
    )
    assert (added.csat, added.csat_scale, added.comment) == (5, 10, "Baik")
    assert list_feedback(studio, Scope(), Span()) == (added,)
    assert not list_feedback(studio, Scope("kopi", "katalog"), Span())


def outcome(call, *arguments):
    """What a call gives, or the two sentences it refuses with."""
    try:
        return call(*arguments), None
    except UsageError as error:
        return None, (error.message, error.hint)


@given(st.text())
def test_a_comment_is_kept_as_it_came_or_refused(text):
    kept, refusal = outcome(typed_text, text, "The comment")
    assert kept == text if refusal is None else refusal[0].startswith("The comment ")


@given(st.sampled_from(["csat", "nps", "ces"]), st.integers())
def test_only_scores_of_the_scale_are_taken(name, score):
    scale = scale_of(name)
    if scale.lowest <= score <= scale.highest:
        assert parse_score("--x", str(score), scale) == score
    else:
        with pytest.raises(UsageError, match=scale.metric):
            parse_score("--x", str(score), scale)


@given(st.text())
def test_any_text_is_a_score_or_one_sentence(text):
    score, refusal = outcome(parse_score, "--nps", text, scale_of("nps"))
    assert score in range(11) if refusal is None else refusal[1].startswith("Give ")
    assert refusal is None or "\n" not in refusal[0]


def test_a_subject_is_named_or_stood_in(studio):
    nowhere, kopi, toko = Scope(), Scope("kopi"), Scope("kopi", "toko")
    assert find_subject(studio, "kopi", nowhere) == ("kopi", None)
    assert find_subject(studio, "kop", nowhere) == ("kopi", None)
    assert find_subject(studio, "kopi/toko", nowhere) == ("kopi", "toko")
    assert find_subject(studio, "toko", nowhere) == find_subject(studio, "toko", kopi) == ("kopi", "toko")
    assert find_subject(studio, None, kopi) == ("kopi", None)
    assert find_subject(studio, None, toko) == ("kopi", "toko")
    assert find_subject(studio, "kopi", toko) == ("kopi", None)
    assert scope_or_all(studio, None, nowhere) == (None, None)
    assert scope_or_all(studio, None, toko) == ("kopi", "toko")
    with pytest.raises(NotFoundError, match="no client called 'tokko'"):
        find_subject(studio, "tokko", nowhere)
    with pytest.raises(UsageError, match="Which client"):
        find_subject(studio, None, nowhere)


@given(st.dates() | st.none(), st.dates() | st.none(), st.dates())
def test_a_span_holds_its_days(since, until, day):
    try:
        span = span_of(since, until)
    except UsageError:
        assert since is not None
        assert until is not None
        assert since > until
        return
    assert span.holds(day) is not ((since is not None and day < since) or (until is not None and day > until))


def test_today_has_come_and_tomorrow_has_not():
    assert day_that_came(TODAY, TODAY, "feedback") == TODAY
    with pytest.raises(UsageError, match=r"^2026-11-22 lies in the future: feedback is"):
        day_that_came(date(2026, 11, 22), TODAY, "feedback")


def test_what_was_meant_is_found_by_id_or_title():
    known = {"rina": "Rina Wijaya", "hendra": "Hendra Gunawan"}
    assert suggestion("hendraa", known) == "Did you mean 'hendra'? Known: rina, hendra"
    assert suggestion("rina wijya", known) == "Did you mean 'rina'? Known: rina, hendra"
    assert suggestion("x", known) == "Known: rina, hendra"
