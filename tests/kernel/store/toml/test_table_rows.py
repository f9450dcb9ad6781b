import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import RefusedError
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.store.toml.file import load
from clientkit.kernel.store.toml.new_file import skeleton
from clientkit.kernel.store.toml.table_rows import add_row

NEW = {"id": "M9", "title": "Launch"}
ROW = '[[milestones]]\nid = "M9"\ntitle = "Launch"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"\n\n{ROW}"),
        ('title = "x"\n', f'title = "x"\n\n{ROW}'),
        ("[[milestones]]\nid = 'M1'", f"[[milestones]]\nid = 'M1'\n\n{ROW}"),
        (
            "[[milestones]]\nid = 'M1'\n\n# The price\n[price]\namount = 1\n",
            f"[[milestones]]\nid = 'M1'\n\n{ROW}\n# The price\n[price]\namount = 1\n",
        ),
        (
            "[[milestones]]\nid = 'M1'\n# The price\n[price]\namount = 1\n",
            f"[[milestones]]\nid = 'M1'\n\n{ROW}\n# The price\n[price]\namount = 1\n",
        ),
        (
            "[[milestones]]\nid = 'M1'\n# days = 5\n# ask Rina\n\n[price]\namount = 1\n",
            f"[[milestones]]\nid = 'M1'\n# days = 5\n# ask Rina\n\n{ROW}\n[price]\namount = 1\n",
        ),
        (
            "[[milestones]]\nid = 'M1'\nafter = [\n  # nothing\n]\n# last",
            f"[[milestones]]\nid = 'M1'\nafter = [\n  # nothing\n]\n# last\n\n{ROW}",
        ),
        (
            "# [[milestones]]\n# id = 'M1'\n\n[price]\namount = 1\n",
            f"# [[milestones]]\n# id = 'M1'\n\n{ROW}\n[price]\namount = 1\n",
        ),
    ],
)
def test_a_row_follows_the_last_one_and_nothing_else_changes(before, after):
    assert add_row(before, "milestones", NEW) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("milestones = []  # none yet\n", 'milestones = [{id = "M9", title = "Launch"}]  # none yet\n'),
        (
            'milestones = [\n  { id = "M1" }, # first\n  # more\n]\n',
            'milestones = [\n  { id = "M1" }, # first\n  {id = "M9", title = "Launch"},\n  # more\n]\n',
        ),
    ],
)
def test_a_row_of_an_inline_list_is_an_entry_more(before, after):
    assert add_row(before, "milestones", NEW) == after


def test_a_row_ends_its_lines_as_the_file_does():
    text = "\ufeff# plan\r\n[[milestones]]\r\nid = 'M1'\r\n\r\n[price]\r\namount = 1\r\n\r\n\r\n"

    assert add_row(text, "milestones", {"id": "M2"}) == text.replace(
        "\r\n[price]", '\r\n[[milestones]]\r\nid = "M2"\r\n\r\n[price]'
    )


def test_a_row_holds_text_numbers_dates_and_lists():
    values = {"id": "M9", "title": 'A "b" \\ c\né', "days": 3, "due": date(2027, 1, 4), "after": ["M1", "M2"]}
    assert load(add_row("", "milestones", values)) == {"milestones": [values]}


def test_rows_are_added_to_a_new_project_file():
    text = skeleton(Project, {"title": "Shop"}, "Shop: what is planned.")
    longer = add_row(add_row(text, "milestones", NEW), "milestones", {"id": "M10", "title": "After"})
    kept = [line for line in longer.split("\n") if line in text.split("\n")]
    assert [line for line in kept if line] == [line for line in text.split("\n") if line]
    assert [one.id for one in Project.model_validate(load(longer)).milestones] == ["M9", "M10"]


@pytest.mark.parametrize(
    "text",
    [
        "[price]\n# [[milestones]]\namount = 1\n",
        'note = """\n# [[milestones]]\n"""\n',
    ],
)
def test_what_cannot_be_edited_in_place_is_refused(text):
    with pytest.raises(RefusedError) as refused:
        add_row(text, "milestones", NEW)
    assert re.fullmatch(
        r"A row of \[\[milestones\]\] cannot be added in place, after line \d\.", refused.value.message
    )
    assert refused.value.hint == "Add it in an editor, in the form of the others."


TITLES = st.text(st.characters(codec="utf-8"), max_size=20)


@given(
    rows=st.lists(TITLES, max_size=4),
    title=TITLES,
    gaps=st.lists(st.sampled_from(["", "# note", "\n"]), min_size=4),
)
def test_any_title_is_kept_after_any_rows(rows, title, gaps):
    text = ""
    for row, gap in zip(rows, gaps, strict=False):
        text = add_row(text, "milestones", {"title": row}) + gap + "\n"
    edited = add_row(text, "milestones", {"title": title})
    assert [row["title"] for row in load(edited)["milestones"]] == [*rows, title]
