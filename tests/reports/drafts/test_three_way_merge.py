from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.reports.drafts.three_way_merge import Clash, edits, merge

BASE = "# Report||Hello Rina,||## Done||- Home page||## Next||- Payment|- Photos||Regards"


def lines(text):
    return text.split("|")


def merged(words, data, base=BASE):
    found = merge(lines(base), lines(words), lines(data))
    return "|".join(found.lines), found.clashes


def test_without_words_the_data_are_followed():
    data = BASE.replace("- Photos", "- Photos, by Friday")
    assert merged(BASE, data) == (data, [])


def test_without_new_data_the_words_stay():
    words = BASE.replace("Hello Rina,", "Hello Rina,||It was a good week.")
    assert merged(words, BASE) == (words, [])


def test_words_and_data_in_different_places_both_count():
    words = BASE.replace("Hello Rina,", "Hello Rina,||It was a good week.")
    data = BASE.replace("- Home page", "- Home page|- Checkout")
    assert merged(words, data) == (words.replace("- Home page", "- Home page|- Checkout"), [])


def test_words_below_a_line_that_changes_stay_below_it():
    words = BASE.replace("- Home page", "- Home page|  It looks as Rina drew it.")
    data = BASE.replace("- Home page", "- Home page (D1)")
    assert merged(words, data) == (words.replace("- Home page", "- Home page (D1)"), [])


def test_additions_at_the_same_place_both_go_in():
    words = BASE.replace("- Photos", "- Photos|- My own")
    data = BASE.replace("- Photos", "- Photos|- Texts")
    assert merged(words, data) == (BASE.replace("- Photos", "- Photos|- Texts|- My own"), [])


def test_the_same_change_on_both_sides_is_one_change():
    changed = BASE.replace("- Photos", "- Pictures|- Texts")
    assert merged(changed, changed) == (changed, [])


def test_a_paragraph_after_a_list_stays_apart_when_the_list_grows():
    words = BASE.replace("- Home page", "- Home page||It was a good week.")
    data = BASE.replace("- Home page", "- Home page|- Checkout")
    assert merged(words, data) == (
        BASE.replace("- Home page", "- Home page|- Checkout||It was a good week."),
        [],
    )


def test_a_line_that_both_changed_stays_as_it_was_written_by_hand():
    words = BASE.replace("- Payment", "- Payment, at last")
    data = BASE.replace("- Payment", "- Payment, by Tuesday")
    place = lines(BASE).index("- Payment")
    assert merged(words, data) == (
        words,
        [Clash(place, ("- Payment, at last",), ("- Payment, by Tuesday",))],
    )


def test_a_line_in_which_both_changed_other_words_has_both():
    base = "# Report||**3 things finished this week. Nothing is needed from you.**"
    words = base.replace("this week", "this week, though Dewi was ill")
    data = base.replace("3 things", "4 things")
    assert merged(words, data, base) == (words.replace("3 things", "4 things"), [])


def test_a_line_that_was_written_anew_is_not_mixed_with_data():
    base = "**3 things finished this week.**"
    words = "**We are proud of 3 pages that Rina will like.**"
    data = base.replace("3", "4")
    assert merged(words, data, base) == (words, [Clash(0, (words,), (data,))])


def test_a_cell_of_a_table_stays_while_the_others_change():
    base = "| M1 | Design | 20 Nov | 24 Nov | late |"
    words = base.replace("Design", "Design of all pages")
    data = base.replace("24 Nov", "25 Nov")
    assert merged(words, data, base) == (words.replace("24 Nov", "25 Nov"), [])


def test_of_lines_that_all_changed_only_the_one_written_by_hand_stays():
    words = BASE.replace("- Payment", "- Payment, at last")
    data = BASE.replace("- Payment|- Photos", "- Payment, by Tuesday|- Photos, by Friday")
    text, clashes = merged(words, data)
    assert text == words.replace("- Photos", "- Photos, by Friday")
    assert [clash.new for clash in clashes] == [("- Payment, by Tuesday",)]


def test_a_line_that_was_taken_out_stays_out():
    words = BASE.replace("- Photos|", "")
    data = BASE.replace("- Photos", "- Photos, by Friday")
    assert merged(words, data) == (
        words,
        [Clash(lines(words).index("- Payment") + 1, (), ("- Photos, by Friday",))],
    )


def test_words_in_a_part_that_is_no_longer_there_stay_and_are_told():
    words = BASE.replace("- Home page", "- Home page|  It looks as Rina drew it.")
    data = BASE.replace("## Done||- Home page||", "")
    text, clashes = merged(words, data)
    assert "  It looks as Rina drew it." in text
    assert "## Done" not in text
    assert [(clash.kept, clash.new) for clash in clashes] == [(("  It looks as Rina drew it.",), ())]


texts = st.lists(st.sampled_from(["", "a", "b", "- c", "d", "e"]), max_size=12)


@given(texts, texts)
def test_one_side_alone_is_followed(base, side):
    assert merge(base, side, base) == (side, [])
    assert merge(base, base, side) == (side, [])
    assert merge(base, side, side) == (side, [])


@given(texts, texts, texts)
def test_nothing_that_was_written_by_hand_is_lost(base, words, data):
    written = Counter(line for edit in edits(base, words) for line in edit.lines)
    assert written <= Counter(merge(base, words, data).lines)


def test_two_lines_in_place_of_an_empty_one_are_not_run_together():
    merged = merge(["", "", "a"], ["b", "", "a"], ["a", "", "a"])
    assert merged.lines == ["b", "", "a"]
    assert [(clash.kept, clash.new) for clash in merged.clashes] == [(("b",), ("a",))]


@given(texts, texts, texts)
def test_data_that_are_not_in_the_text_are_told(base, words, data):
    found = merge(base, words, data)
    new = {line for edit in edits(base, data) for line in edit.lines if line}
    assert new <= {*found.lines, *(line for clash in found.clashes for line in clash.new)}


@given(texts, texts, texts)
def test_merging_again_changes_nothing(base, words, data):
    once = merge(base, words, data).lines
    assert merge(data, once, data).lines == once


@given(texts, texts)
def test_edits_make_the_one_text_of_the_other(base, side):
    made, position = [], 0
    for edit in edits(base, side):
        made += [*base[position : edit.start], *edit.lines]
        position = edit.stop
    assert [*made, *base[position:]] == side


@pytest.mark.parametrize("count", [1_000])
def test_long_texts_are_merged_at_once(count):
    base = [f"- item {number}" if number % 2 else "" for number in range(count)]
    found = merge(base, [*base, "mine"], ["theirs", *base])
    assert found == (["theirs", *base, "mine"], [])
