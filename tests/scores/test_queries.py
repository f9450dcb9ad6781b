"""Scores without a terminal."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.model.files.settings import FeedbackSettings
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.store.save import encode_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.scores.groups import ScoreQuery, parse_by
from clientkit.scores.queries import score
from support.builders import a_record

FEEDBACK = FeedbackSettings()
ANSWERS = st.lists(
    st.fixed_dictionaries(
        {
            "day": st.dates(date(2025, 11, 1), date(2026, 12, 31)),
            "client": st.sampled_from(["kopi", "batik"]),
            "project": st.sampled_from(["toko", "kain", None]),
            "nps": st.integers(0, 10),
        },
        optional={"csat": st.integers(1, 5), "ces": st.integers(1, 7), "comment": st.just("Baik")},
    ),
    max_size=30,
)


def a_workspace(root, answers):
    """A workspace whose journals hold these answers and nothing else."""
    for client in ("kopi", "batik"):
        folder = root / "clients" / client / "journal"
        folder.mkdir(parents=True, exist_ok=True)
        records = [a_record("feedback", **answer) for answer in answers if answer["client"] == client]
        (folder / "laptop.jsonl").write_bytes(b"".join(encode_record(record) + b"\n" for record in records))
    return Workspace(root, "laptop")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(ANSWERS, st.sampled_from(["month", "quarter", "client", "project"]))
def test_groups_add_up_and_stay_in_bounds(tmp_path, answers, by):
    found = score(a_workspace(tmp_path, answers), FEEDBACK, ScoreQuery(by=by))
    assert found.scores["nps"].responses == len(answers)
    assert sum(group.scores["nps"].responses for group in found.groups) == len(answers)
    assert [group.key for group in found.groups] == sorted(group.key for group in found.groups)
    for group in found.groups:
        assert group.scores["nps"].low <= group.scores["nps"].score <= group.scores["nps"].high
        change = group.changes["nps"]
        if change is not None and change.low is not None:
            assert change.low <= change.change <= change.high
            assert (change.verdict == "more-than-chance") is not (change.low <= 0 <= change.high)
    if by in {"client", "project"}:
        assert all(group.changes["nps"] is None for group in found.groups)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(ANSWERS, st.dates(date(2026, 1, 1), date(2026, 6, 30)))
def test_a_span_and_its_rest_are_the_whole(tmp_path, answers, day):
    workspace = a_workspace(tmp_path, answers)
    counts = [
        score(workspace, FEEDBACK, ScoreQuery(span=span)).scores["nps"].responses
        for span in (Span(until=day), Span(since=date.fromordinal(day.toordinal() + 1)))
    ]
    assert sum(counts) == len(answers)


def test_a_quarter_is_three_months(tmp_path):
    days = [date(2026, month, 1) for month in range(1, 13)]
    workspace = a_workspace(tmp_path, [{"client": "kopi", "nps": 9, "day": day} for day in days])
    groups = score(workspace, FEEDBACK, ScoreQuery(by="quarter")).groups
    assert [(group.key, group.scores["nps"].responses, group.skipped) for group in groups] == [
        (f"2026-Q{number}", 3, 0) for number in (1, 2, 3, 4)
    ]


def test_a_metric_is_compared_with_the_last_period_that_has_it(tmp_path):
    answers = [
        {"client": "kopi", "day": date(2026, 1, 1), "nps": 0, "csat": 5},
        {"client": "kopi", "day": date(2026, 2, 1), "nps": 5},
        {"client": "kopi", "day": date(2026, 4, 1), "nps": 10, "csat": 1},
    ]
    groups = score(a_workspace(tmp_path, answers), FEEDBACK, ScoreQuery(by="month")).groups
    assert [group.changes["nps"] and group.changes["nps"].since for group in groups] == [
        None,
        "2026-01",
        "2026-02",
    ]
    assert [group.changes["csat"] and group.changes["csat"].since for group in groups] == [
        None,
        None,
        "2026-01",
    ]
    assert [group.skipped for group in groups] == [0, 0, 1]


def test_only_the_wanted_client_is_read(tmp_path):
    workspace = a_workspace(tmp_path, [{"client": "kopi", "nps": 9}, {"client": "batik", "nps": 9}])
    (tmp_path / "clients" / "batik" / "journal" / "laptop.jsonl").write_text("{torn\n")
    assert score(workspace, FEEDBACK, ScoreQuery(Scope("kopi"))).scores["nps"].responses == 1
    assert workspace.notices.lines == []
    assert score(workspace, FEEDBACK, ScoreQuery()).scores["nps"].responses == 1
    assert len(workspace.notices.lines) == 1


def test_what_to_tell_apart_by():
    assert parse_by(None) is None
    assert parse_by("quarter") == "quarter"
    with pytest.raises(UsageError):
        parse_by("week")
