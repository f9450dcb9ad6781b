"""Who was asked and who answered, from records."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.model.files.settings import FeedbackSettings
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.store.save import encode_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.scores.groups import ScoreQuery
from clientkit.scores.queries import score
from clientkit.scores.response_rate import people_asked, response
from support.builders import a_record

FEEDBACK = FeedbackSettings()
TODAY = date(2026, 11, 21)
MARCH = date(2026, 3, 10)


def a_survey(question="nps", contact="rina", **fields):
    scale = {"csat": 5, "nps": 10, "ces": 7}[question]
    return a_record(
        "survey",
        **{"day": MARCH, "project": None, "question": question, "scale": scale, "contact": contact}
        | {"occasion": "periodic", "language": "id", "expires": date(2026, 5, 1)}
        | fields,
    )


def an_answer(survey=None, **fields):
    return a_record("feedback", **{"day": MARCH, "project": None, "survey": survey and survey.id} | fields)


@pytest.fixture
def studio_of(tmp_path):
    """A workspace of some records, whose clients are active since 2024."""

    def make(*records):
        for client in sorted({record.client for record in records}):
            folder = tmp_path / "clients" / client
            (folder / "journal").mkdir(parents=True)
            (folder / "client.toml").write_text(f'name = "{client}"\n')
            begun = a_record("project_state", date(2024, 1, 1), client=client, state="active")
            own = [begun, *(record for record in records if record.client == client)]
            lines = [encode_record(record) + b"\n" for record in own]
            (folder / "journal" / "laptop.jsonl").write_bytes(b"".join(lines))
        return Workspace(tmp_path, "laptop")

    return make


def test_asked_reached_and_answered(studio_of):
    asked = [a_survey(contact=name) for name in ("rina", "hendra", "sari", "budi")]
    bounced = a_record("survey_ended", project=None, ref=asked[2].id, outcome="bounced")
    declined = a_record("survey_ended", project=None, ref=asked[3].id, outcome="declined")
    workspace = studio_of(*asked, bounced, declined, an_answer(asked[0], nps=9))
    rate = score(workspace, FEEDBACK, ScoreQuery()).response
    assert (rate.asked, rate.reached, rate.answered, rate.rate) == (4, 3, 1, 25.0)


def test_an_answer_that_comes_later_than_the_days_looked_at_still_answers(studio_of):
    survey = a_survey()
    workspace = studio_of(survey, an_answer(survey, nps=9, day=date(2026, 4, 2)))
    found = score(workspace, FEEDBACK, ScoreQuery(span=Span(date(2026, 3, 1), date(2026, 3, 31))))
    assert (found.response.answered, found.scores["nps"].responses) == (1, 0)


def test_a_comment_alone_answers_too(studio_of):
    survey = a_survey()
    rate = score(studio_of(survey, an_answer(survey, comment="Baik")), FEEDBACK, ScoreQuery()).response
    assert rate.answered == 1


def test_surveys_are_counted_by_what_they_were_asked_after(studio_of):
    one, other = a_survey(), a_survey("csat", occasion="delivery")
    workspace = studio_of(one, other, an_answer(one, nps=9, occasion="periodic"), an_answer(csat=4))
    groups = {group.key: group for group in score(workspace, FEEDBACK, ScoreQuery(by="trigger")).groups}
    assert {key: (group.response.asked, group.response.answered) for key, group in groups.items()} == {
        "delivery": (1, 0),
        "none": (0, 0),
        "periodic": (1, 1),
    }
    assert (groups["none"].scores["csat"].responses, groups["periodic"].scores["nps"].responses) == (1, 1)


def everyone_asked(count=5):
    """A survey to each of some clients."""
    return [a_survey(client=f"client{number}") for number in range(count)]


def test_when_every_client_was_asked_the_interval_is_for_those_people(studio_of):
    asked = everyone_asked()
    workspace = studio_of(*asked, *(an_answer(one, nps=9, client=one.client) for one in asked[:4]))
    whole = score(workspace, FEEDBACK, ScoreQuery(today=TODAY)).scores["nps"]
    sample = score(workspace, FEEDBACK, ScoreQuery()).scores["nps"]
    assert (whole.population, whole.responses, sample.population) == (5, 4, None)
    assert whole.high - whole.low < sample.high - sample.low


def test_when_all_of_them_answered_there_is_no_interval(studio_of):
    asked = everyone_asked()
    workspace = studio_of(*asked, *(an_answer(one, nps=9, client=one.client) for one in asked))
    nps = score(workspace, FEEDBACK, ScoreQuery(today=TODAY)).scores["nps"]
    assert (nps.score, nps.low, nps.high, nps.method, nps.population) == (100, None, None, "all-answered", 5)


@pytest.mark.parametrize("reason", ["another answer", "a client who was not asked", "one person twice"])
def test_what_is_not_everybody_is_a_sample(studio_of, reason):
    asked = everyone_asked()
    records = [*asked, *(an_answer(one, nps=9, client=one.client) for one in asked[:3])]
    if reason == "another answer":
        records.append(an_answer(nps=9, client="client0"))
    elif reason == "a client who was not asked":
        records.append(a_record("done", client="forgotten"))
    else:
        again = a_survey(client="client0")
        records += [again, an_answer(again, nps=3, client="client0")]
    assert score(studio_of(*records), FEEDBACK, ScoreQuery(today=TODAY)).scores["nps"].population is None


SURVEYS = st.lists(
    st.builds(
        lambda name, client, contact: a_survey(contact=contact).model_copy(
            update={"id": name, "client": client}
        ),
        st.text(min_size=1, max_size=2),
        st.sampled_from("abc"),
        st.sampled_from("xy"),
    ),
    max_size=8,
    unique_by=lambda one: one.id,
)


@given(SURVEYS, st.sets(st.text(min_size=1, max_size=2)), st.sets(st.text(min_size=1, max_size=2)))
def test_rates_stay_in_bounds_whatever_the_records_say(asked, answered, lost):
    rate = response(asked, answered, lost)
    assert 0 <= rate.answered <= rate.reached <= rate.asked == len(asked)


@given(SURVEYS, st.sets(st.sampled_from("abc")))
def test_a_population_is_never_smaller_than_its_answers(asked, clients):
    by_survey = Counter(one.id for one in asked[::2])
    for counted in people_asked(asked, lambda _: by_survey.total(), by_survey, clients).values():
        assert sum(by_survey.values()) <= counted <= len(asked)
