"""What groups say of their commands: whole sentences, at every width."""

import pytest

from clientkit.program import SECTIONS

GROUPS = ("client", "progress", "report", "feedback", "survey", "mail", "template")


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_says_all_of_each_summary(group, run):
    said = run(group, "--help").out
    assert "Commands:" in said
    assert "..." not in said.partition("Commands:")[2]


def test_summaries_begin_with_a_capital_and_end_with_a_full_stop():
    summaries = [summary for section in SECTIONS for _, summary, _ in section.commands]
    assert len(summaries) > 10
    assert all(summary[0].isupper() and summary.endswith(".") for summary in summaries)
