"""The 95 % quantile of the normal distribution, and the tail that lies beyond an interval's end."""

Z95 = 1.959963984540054
"""95 % of the normal distribution lies within ± this many standard deviations."""

TAIL = 0.025
"""What an interval of 95 % leaves out at each end."""
