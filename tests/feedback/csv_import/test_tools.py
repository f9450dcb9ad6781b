"""Exports as ten survey tools write them, known by their contents: published titles, answers of ours."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientkit.feedback.csv_import.actions import plan_feedback, take_feedback
from clientkit.feedback.csv_import.rows import ImportOptions
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.store.csv_files.dates import InstantFormat
from clientkit.kernel.store.journal.read import read_journal

ASK = "How likely are you to recommend us?"
TOOLS = {
    "SurveyMonkey": (
        f"Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,{ASK},Why?\n"
        ",,,,,,Response,Open-Ended Response\n"
        "118001,44,11/16/2026 09:00:00 AM,11/16/2026 09:05:00 AM,10.0.0.1,rina@kopi.example,9,Rapi\n"
        "118002,44,11/17/2026 11:00:00 PM,11/17/2026 11:05:00 PM,10.0.0.2,,7,\n"
    ),
    "Qualtrics": (
        "StartDate,EndDate,Status,Finished,RecordedDate,ResponseId,RecipientEmail,Q1_NPS_GROUP,Q1\n"
        "Start Date,End Date,Response Type,Finished,Recorded Date,Response ID,Recipient Email,"
        f"{ASK} - Group,{ASK}\n"
        '"{""ImportId"":""startDate""}","{""ImportId"":""endDate""}","{""ImportId"":""status""}",'
        '"{""ImportId"":""finished""}","{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}",'
        '"{""ImportId"":""recipientEmail""}","{""ImportId"":""QID1_G""}","{""ImportId"":""QID1""}"\n'
        "2026-11-16 08:00:00,2026-11-16 08:01:00,0,True,2026-11-16 08:01:02,R_1a,rina@kopi.example,3,9\n"
        "2026-11-17 08:00:00,2026-11-17 08:01:00,0,True,2026-11-17 08:01:02,R_2b,,2,7\n"
        "2026-11-18 08:00:00,2026-11-18 08:01:00,0,False,2026-11-18 08:01:02,R_3c,,1,2\n"
    ),
    "Microsoft Forms": (
        f"sep=;\nID;Start time;Completion time;Email;Name;{ASK}\n"
        "1;11/16/26 8:00:00;11/16/26 8:01:00;rina@kopi.example;Rina;9\n"
        "2;11/17/26 8:00:00;11/17/26 8:01:00;;;7\n"
    ),
    "Google Forms": (
        "Stempel waktu,Alamat email,Seberapa besar kemungkinan Anda merekomendasikan kami?\n"
        "2026/11/16 8:00:00 AM GMT+7,rina@kopi.example,9\n2026/11/17 8:00:00 AM GMT+7,,7\n"
    ),
    "Typeform": (
        f"#,{ASK},Response Type,Start Date (UTC),Submit Date (UTC),Network ID,Tags\n"
        "k1,9,completed,2026-11-15 23:00:00,2026-11-15 23:01:00,n1,\n"
        "k2,7,completed,2026-11-17 01:00:00,2026-11-17 01:01:00,n2,\nk3,1,partial,2026-11-17 01:00:00,,n3,\n"
    ),
    "Formbricks": (
        f"No.,Response ID,Timestamp,Finished,Survey ID,User ID,1. {ASK}\n"
        "1,cl1,2026-11-16T01:00:00.000Z,Yes,s1,,9\n2,cl2,2026-11-17T01:00:00.000Z,Yes,s1,,7\n3,cl3,2026-11-17T01:00:00.000Z,No,s1,,1\n"
    ),
    "Hotjar": (
        f"Number,User,Date Submitted,Country,Source URL,Device,{ASK}\n"
        "1,u1,2026-11-16 08:00:00,ID,https://x.example,desktop,9\n2,u2,2026-11-17 08:00:00,ID,https://x.example,mobile,7\n"
    ),
    "LimeSurvey": (
        f"Response ID;Date submitted;Last page;Start language;Seed;{ASK}\n"
        "1;2026-11-16 08:00:00;2;id;99;9\n2;2026-11-17 08:00:00;2;id;98;7\n3;;1;id;97;2\n"
    ),
    "Delighted": (
        "ID,Person ID,Email,Name,Score,Comment,Response Time,Survey Status\n"
        "501,9,rina@kopi.example,Rina,9,Rapi,2026-11-16 08:00:00 +0700,ok\n"
        "502,8,,,7,,2026-11-17 08:00:00 +0700,ok\n"
    ),
    "a form of our own": f"Waktu;Email;{ASK} (NPS)\n16 Nov 2026;rina@kopi.example;9\n17 Nop 2026;;7\n",
}


@pytest.fixture
def take(studio, run, tmp_path):
    def call(text, *words, kind="nps", client="kopi", name="survey.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        whose = (client,) if client else ()
        return run("feedback", "import", file, *whose, "--kind", kind, *words)

    return call


def answers(run):
    return json.loads(run("feedback", "list", "--json").out)["data"]


@pytest.mark.parametrize("text", TOOLS.values(), ids=TOOLS)
def test_the_exports_of_ten_tools_are_read_without_a_word(studio, run, take, text):
    ran = take(text)
    assert (ran.code, ran.out) == (0, "2 answers added for kopi (NPS).\n"), ran.err
    found = answers(run)
    assert [(one["day"], one["nps"]) for one in found] == [("2026-11-16", 9), ("2026-11-17", 7)]
    assert take(text, name="again.csv").out == "0 answers added for kopi (NPS).\n"
    assert ("come to the end" in ran.err) == (
        "3" in text.split("\n")[-2][:3] or "k3" in text or "R_3c" in text
    )
    assert ("rina" in str(found)) == ("rina@" in text)


def test_ids_that_begin_anew_in_another_file_are_asked_about(studio, run, take):
    first = "id,date,score\n1,2026-08-03,9\n2,2026-08-04,8\n3,2026-08-05,10\n"
    second = "id,date,score\n1,2026-11-03,4\n2,2026-11-04,5\n3,2026-11-05,6\n"
    take(first, name="q3.csv")
    ran = take(second, name="q4.csv")
    assert (ran.code, ran.out) == (5, "")
    assert "kopi 2026-08-03 (id 1), NPS 9 is now kopi 2026-11-03 (id 1), NPS 4" in ran.err
    assert "If it is another survey, whose ids begin anew: --survey-name NAME" in ran.err
    assert len(answers(run)) == 3
    assert take(second, "--survey-name", "q4", name="q4.csv").out == "3 answers added for kopi (NPS).\n"
    assert take(second, "--survey-name", "q4").out == "0 answers added for kopi (NPS).\n"
    assert take(first).out == "0 answers added for kopi (NPS).\n"
    assert sorted(one["nps"] for one in answers(run)) == [4, 5, 6, 8, 9, 10]


def test_what_was_forgotten_the_first_time_is_filled_and_what_a_person_wrote_stays(studio, run, take):
    text = "id,when,score,why\n1,2026-11-02,9,Rapi\n"
    assert "put on today: no column is known to hold the day" in take(text, "--map", "on=").err
    name = answers(run)[0]["id"]
    assert run("feedback", "set", name, "tag=launch").code == 0
    words = ("--map", "on=when", "--map", "comment=why")
    assert take(text, *words).code == 5
    assert take(text, *words, "--yes").out == "0 answers added for kopi (NPS), 1 corrected.\n"
    (one,) = answers(run)
    assert (one["day"], one["comment"], one["tags"]) == ("2026-11-02", "Rapi", ["launch"])
    assert take(text).out == "0 answers added for kopi (NPS).\n"


def test_an_answer_that_was_deleted_in_the_tool_is_taken_back_when_agreed(studio, run, take):
    text = "id,date,score\n1,2026-11-02,9\n2,2026-11-03,1\n3,2026-11-04,8\n"
    take(text)
    less = text.replace("2,2026-11-03,1\n", "")
    assert "kopi 2026-11-03 (id 2), NPS 1 is gone" in take(less).err
    assert take(less, "--part").out == "0 answers added for kopi (NPS).\n"
    assert take(less, "--yes").out == "0 answers added for kopi (NPS), 1 taken back.\n"
    assert len(answers(run)) == 2
    assert take(text).out == "1 answer added for kopi (NPS).\n"


def test_another_question_with_known_ids_is_asked_about(studio, run, take):
    text = "id,Q1,Q2\n1,9,9\n2,8,8\n"
    take(text, "--map", "score=Q1")
    ran = take(text, "--map", "score=Q2")
    assert ran.code == 5
    assert "2 ids are known from 'Q1': if it is the same, --survey 'Q1'; if not, --yes" in ran.err
    assert take(text, "--map", "score=Q2", "--survey-name", "Q1").out == "0 answers added for kopi (NPS).\n"
    assert take(text, "--map", "score=Q2", "--yes").out == "2 answers added for kopi (NPS).\n"


def test_one_export_with_all_clients_is_split_by_address(studio, run, take):
    run("client", "add", "Aman Jaya", "--slug", "aman", "--contact", "Budi <budi@aman.example>")
    text = "id,email,score\n1,RINA@kopi.example,9\n2,budi@aman.example,8\n3,who@else.example,1\n"
    ran = take(text, client=None)
    assert ran.out == "1 answer added for aman (NPS).\n1 answer added for kopi (NPS).\n", ran.err
    assert "1 row of senders who are nobody's contacts left out.\n  who@else.example: 1 row" in ran.err
    assert {(one["client"], one["contact"]) for one in answers(run)} == {("aman", "budi"), ("kopi", "rina")}
    assert take("id,score\n1,9\n", client=None).code == 2


def test_labels_are_scores_where_somebody_says_so(studio, run, take):
    text = "Seberapa puas Anda?\n5 - Sangat puas\n4 - Puas\n\u2605\u2605\u2605\n"
    ran = take(text, kind="csat")
    assert ran.code == 5
    assert '--label "5 - Sangat puas=5" --label "4 - Puas=4" --label "\u2605\u2605\u2605=3"' in ran.err
    words = ("--label", "5 - sangat puas=5", "--label", "4 - Puas=4", "--label", "\u2605\u2605\u2605=3")
    assert take(text, *words, kind="csat").out == "3 answers added for kopi (CSAT).\n"
    assert take(text, "--label", "x", kind="csat").code == 2


def test_the_hint_proposes_a_column_of_scores_and_never_the_ids(take):
    ran = take("Response ID,Nr,Weird?\n1,1,9\n2,2,7\n3,3,7\n")
    assert ran.code == 2
    assert "Name it: --map score='#3'; the columns: #1 'Response ID', #2 'Nr', #3 'Weird?'" in ran.err


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("2026-11-16 23:30 CST", "'2026-11-16 23:30 CST' is no date"),
        ("1980-01-01 00:00:00", "no date; --on DATE gives one"),
    ],
)
def test_a_day_that_nobody_knows_is_asked_for(run, take, cell, said):
    ran = take(f"score,date\n9,{cell}\n")
    assert ran.code == 5
    assert said in ran.err
    assert "--zone ZONE" in ran.err
    assert take(f"score,date\n9,{cell}\n", "--zone", "Asia/Shanghai", "--on", "2026-11-16").code == 0
    assert answers(run)[0]["day"] == "2026-11-16"


@pytest.mark.parametrize(("kind", "warned"), [("nps", True), ("ces", True), ("csat", False)])
def test_a_scale_that_nobody_uses_above_five_is_doubted(take, kind, warned):
    ran = take("score\n5\n4\n5\n5\n", kind=kind)
    assert ("No answer is above 5: was this asked on 1 to 5?" in ran.err) == warned


def test_an_export_can_be_piped_in(studio, clientkit):
    ran = clientkit("feedback", "import", "kopi", "-", "--kind", "nps", input="score\n9\n")
    assert ran.out == "1 answer added for kopi (NPS).\n", ran.err


rows = st.tuples(st.integers(2, 8), st.integers(0, 10), st.sampled_from(["", "Rapi", "Mahal"]))
steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "drop", "mend"]), st.integers(0, 9), rows, st.randoms(use_true_random=False)
    ),
    max_size=5,
)


@pytest.mark.parametrize("ids", [True, False])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(begin=st.lists(rows, max_size=5), changes=steps)
def test_any_exports_end_with_what_the_tool_holds(studio, tmp_path, ids, begin, changes):
    """The answers of the first and the last day stay; others are added, dropped, mended, split."""
    studio.journal_file("kopi").unlink(missing_ok=True)
    options = ImportOptions("kopi", None, "nps", 10, {}, None, InstantFormat("dmy", UTC), {})
    minutes = iter(range(1000))

    def take(held, *, part=False):
        lines = [f"{number},2026-11-{day:02d},{score},{comment}" for number, (day, score, comment) in held]
        table = ["id,date,score,comment", *lines]
        text = "\n".join(line if ids else line.partition(",")[2] for line in table) + "\n"
        file = tmp_path / "survey.csv"
        file.write_text(text)
        ts = datetime(2026, 11, 20, tzinfo=UTC) + timedelta(minutes=next(minutes))
        stamp = Stamp(id="aaaaaaaaaa", ts=ts, day=date(2026, 11, 21))
        plan = plan_feedback(studio, stamp, options, file, part=part)
        take_feedback(studio, plan)
        return plan

    def kept():
        found = [one for one in read_journal(studio, "kopi") if isinstance(one, Feedback)]
        return Counter((one.day.day, one.nps, one.comment or "") for one in found)

    held = [(1, (1, 9, "First")), (2, (9, 9, "Last")), *enumerate(begin, 3)]
    take(held)
    for number, (what, which, row, random) in enumerate(changes, 100):
        place = 2 + which % max(1, len(held) - 2)
        if what == "add" or len(held) < 3:
            held = [*held, (number, row)]
        else:
            mended = [(held[place][0], row)] if what == "mend" else []
            held = held[:place] + mended + held[place + 1 :]
        whole = random.sample(held, len(held))
        edge = random.randint(2, 8)
        take([one for one in whole if one[1][0] < edge])
        take([one for one in whole if one[1][0] >= edge])
        take(whole)
        assert kept() == Counter(one for _, one in held)
        assert take(whole[: len(whole) // 2], part=True).found.changes == ()
        assert take(list(reversed(whole))).lines == {"kopi": {}}
