"""What names something else must name something that is there."""

import pytest
from inline_snapshot import snapshot

from clientkit.kernel.store.save import encode_record
from clientkit.workspace.check import check_workspace
from support.builders import a_record


def found(studio):
    problems = [one for one in check_workspace(studio).problems if one.code != "no-agreement"]
    return [f"{p.place.rpartition('/')[2]}: {p.severity}: {p.message}. {p.hint}" for p in problems]


def write_project(studio, text):
    studio.project_file("kopi", "toko").write_text(f'title = "Toko"\n{text}')


def write_journal(studio, *records):
    path = studio.journal_file("kopi")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"".join(encode_record(record) + b"\n" for record in records))


def test_a_project_that_names_what_is_not_there(studio):
    write_project(
        studio,
        """\
[[deliverables]]
id = "D1"
title = "Pages"
milestone = "M9"
[[milestones]]
id = "M1"
title = "Design"
deliverables = ["D1", "D2"]
after = ["M2"]
[[payments]]
label = "Deposit"
share = 40
milestone = "M3"
""",
    )

    assert "\n".join(found(studio)) == snapshot("""\
project.toml:5: error: names the milestone 'M9', which does not exist. Known: M1
project.toml:9: error: names the deliverable 'D2', which does not exist. Known: D1
project.toml:10: error: names the milestone 'M2', which does not exist. Known: M1
project.toml:14: error: names the milestone 'M3', which does not exist. Known: M1\
""")


def test_a_project_with_nothing_to_name(studio):
    write_project(studio, '[[payments]]\nlabel = "Deposit"\nshare = 40\nmilestone = "M1"\n')

    (told,) = found(studio)
    assert told.startswith(
        "project.toml:5: error: names the milestone 'M1', which does not exist. Add a [[mil"
    )


def test_dates_that_cannot_be(studio):
    block = '[[milestones]]\nid = "{}"\ntitle = "x"\ndays = 5\nafter = ["{}"]\n'
    circle = block.format("M1", "M2") + block.format("M2", "M1")
    write_project(studio, f"[timeline]\nstart = 2026-11-23\n{circle}")

    (problem,) = check_workspace(studio).problems
    assert (problem.code, problem.severity) == ("impossible-dates", "error")
    assert problem.line is not None
    assert problem.hint


def test_a_sound_plan_is_not_complained_of(studio):
    write_project(
        studio,
        '[timeline]\nstart = 2026-11-23\n[[milestones]]\nid = "M1"\ntitle = "x"\ndays = 5\n'
        '[[milestones]]\nid = "M2"\ntitle = "y"\ndays = 5\nafter = ["M1"]\n',
    )

    assert found(studio) == []


def test_records_that_name_what_is_not_there(studio):
    write_project(
        studio, '[[deliverables]]\nid = "D1"\ntitle = "Pages"\n[[milestones]]\nid = "M1"\ntitle = "x"\n'
    )
    good = a_record("ask", project="toko", id="good01")
    write_journal(
        studio,
        good,
        a_record("resolved", project="toko", ref="good01"),
        a_record("done", project="toko", item="D1"),
        a_record("done", project="toko", item="M1"),
        a_record("feedback", project="toko", nps=9, contact="rina"),
        a_record("retraction", project="gone", retracts="good01"),
        a_record("done", project=None),
        a_record("done", client="acme", project="toko"),
        a_record("done", project="shop"),
        a_record("done", project="toko", item="D9"),
        a_record("milestone_done", project="toko", milestone="D1"),
        a_record("feedback", project="toko", nps=9, contact="budi"),
        a_record("resolved", project="toko", ref="gone01"),
        a_record("done", project="toko", replaces="gone02"),
        a_record("retraction", project="toko", retracts="gone03"),
    )

    assert "\n".join(found(studio)) == snapshot("""\
laptop.jsonl:8: warning: belongs to the client 'acme'. Move the line to clients/acme, or name this folder so.
laptop.jsonl:9: warning: names the project 'shop', which does not exist. Name its folder so again.
laptop.jsonl:10: warning: names 'D9', which the project toko does not have. Known: D1, M1
laptop.jsonl:11: warning: names 'D1', which the project toko does not have. Known: M1
laptop.jsonl:12: warning: names the contact 'budi', who is not in client.toml. Known: rina
laptop.jsonl:13: warning: names the record gone01, which does not exist. Restore it with git.
laptop.jsonl:14: warning: names the record gone02, which does not exist. Restore it with git.
laptop.jsonl:15: warning: names the record gone03, which does not exist. Restore it with git.\
""")


def test_two_records_with_one_id(studio):
    same = a_record("done", project="toko", id="same01")
    write_journal(studio, same, same, a_record("next", project="toko", id="same01"))

    (told,) = found(studio)
    assert told.startswith("laptop.jsonl:3: warning: has the id same01 of another record. Give one")


@pytest.mark.parametrize("broken", ["client", "project"])
def test_what_lies_in_a_broken_file_is_not_judged(studio, broken):
    write_journal(
        studio,
        a_record("done", project="toko", item="D9"),
        a_record("feedback", project="toko", nps=9, contact="budi"),
    )
    path = studio.client_file("kopi") if broken == "client" else studio.project_file("kopi", "toko")
    path.write_text("broken")

    told = found(studio)
    assert len(told) == 2
    assert told[0].startswith(f"{path.name}:1: error: not TOML")
    assert ("'D9'" in told[1]) == (broken == "client")
    assert ("'budi'" in told[1]) == (broken == "project")


def test_a_client_without_contacts_and_a_project_without_items_have_nothing_known(studio):
    studio.client_file("kopi").write_text('name = "Kopi"\n')
    write_project(studio, "")
    write_journal(
        studio,
        a_record("done", project="toko", item="D1"),
        a_record("feedback", project="toko", nps=9, contact="rina"),
    )

    assert [line.rpartition(". ")[2] for line in found(studio)] == [
        "Was it removed?",
        "Add a [[contacts]] block with that id.",
    ]


def test_files_are_counted(studio):
    write_journal(studio, a_record("done", project="toko"))

    assert check_workspace(studio).files == 4
