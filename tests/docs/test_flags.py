"""No flag means two things: one help everywhere, or one meaning in the table of shared flags."""

from itertools import groupby
from operator import attrgetter

import flags_page


def test_no_flag_means_two_things():
    every = sorted(flags_page.uses(), key=attrgetter("flag"))
    for flag, group in groupby(every, key=attrgetter("flag")):
        own = list(group)
        values, words = {use.value for use in own}, {use.words for use in own}
        if flag in flags_page.SHARED:
            assert values <= {*flags_page.SHARED[flag][0].split(", "), ""}, (flag, own)
        else:
            assert (len(values), len(words)) == (1, 1), (flag, [use[1:] for use in own])


def test_every_shared_flag_is_explained_in_two_ways_somewhere():
    every = flags_page.uses()
    for flag in flags_page.SHARED:
        own = {(use.value, use.words) for use in every if use.flag == flag}
        assert len(own) > 1, flag
