import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import InvalidDataError
from clientkit.reports.drafts.editor_markers import NOTES, PLACE, YOURS, with_marks, without_marks
from clientkit.reports.drafts.three_way_merge import Clash

DATA = ["# Report", "", "Hello Rina,", "", "## Done", "", "- Home page", "", "## Next", "", "- Payment"]


def buffer_of(lines, data=DATA, clashes=()):
    return with_marks("report 2026-W47 of kopi/toko", lines, data, clashes)


def test_each_part_says_where_it_comes_from():
    lines = [*DATA[:4], "It was a good week.", "", *DATA[4:]]
    marked = buffer_of(lines).text.split("\n")
    assert marked[2:4] == [NOTES, "# Report"]
    own = marked.index("It was a good week.")
    assert marked[own - 1 : own + 4] == [YOURS, "It was a good week.", "", NOTES, "## Done"]
    assert marked[marked.index("## Next") - 1] == PLACE


def test_a_clash_stands_where_the_words_stay():
    clashes = [Clash(6, ("- The home page",), ("- Home page --> (D1)",)), Clash(6, (), ())]
    marked = buffer_of(DATA, clashes=clashes).text.split("\n")
    at = marked.index("- Home page")
    assert marked[at - 2 : at] == [
        "<!-- clientkit: your words stay; your notes now say: - Home page → (D1) -->",
        "<!-- clientkit: your words stay; your notes drop this -->",
    ]
    assert without_marks(buffer_of(DATA, clashes=clashes), "\n".join(marked)) == DATA


def test_words_on_a_mark_s_line_stay_and_a_heading_stays_apart():
    buffer = buffer_of(DATA)
    text = buffer.text.replace(f"{PLACE}\n## Next", f"{PLACE} Good.\n## Next")
    assert without_marks(buffer, text) == [*DATA[:8], "Good.", "", *DATA[8:]]


@pytest.mark.parametrize("changed", [PLACE.replace("your own", "my"), "<!-- clientkit: hello -->"])
def test_a_mark_that_was_changed_is_named_with_its_line(changed):
    buffer = buffer_of(DATA)
    with pytest.raises(InvalidDataError) as caught:
        without_marks(buffer, buffer.text.replace(PLACE, changed, 1))
    assert caught.value.message == f"Line 8 is a mark that was changed: {changed}"


def test_what_only_looks_like_a_mark_in_the_data_stays():
    lines = [*DATA, r"- \<!-- clientkit: hello -->", rf"- \{NOTES}"]
    buffer = buffer_of(lines, lines)
    assert without_marks(buffer, buffer.text) == lines


def test_blanks_that_an_editor_cut_off_are_put_back():
    lines = ["First  ", "second", "", "## Next"]
    buffer = buffer_of(lines, lines)
    assert without_marks(buffer, buffer.text.replace("First  ", "First")) == lines


words = st.lists(st.sampled_from(["", "a", "b  ", "- c", "## d", "<!-- e -->"]), min_size=1, max_size=12)


@given(words, words)
def test_taking_the_marks_off_gives_the_lines_back(lines, data):
    while lines and not lines[-1].strip():
        lines.pop()
    lines = [line for at, line in enumerate(lines) if not (line == "## d" and at and lines[at - 1].strip())]
    buffer = buffer_of(lines, data)
    assert without_marks(buffer, buffer.text) == (lines or [])
