"""How charts of milestones look: widths, letters, colours, signs."""

from clientkit.kernel.model.files.schedule import MilestoneStatus

SCREEN = 768.0
"""Width for a page: that of its column, in CSS pixels."""

PRINT = 680.0
"""Width for paper: letters come out as large there as in a table."""

PRINT_FONT = "Libertinus Serif"
"""The letters of printed documents, which come with Typst."""

HIGHEST = 760.0
"""Height of the rows that stay together in print: a page, or the rest of one below a title."""

COLOURS = {
    "text": "#1d2733",
    "quiet": "#5f6f82",
    "rule": "#e3e9ef",
    "month": "#c3cedb",
    "paper": "#ffffff",
    "rest": "#f0f4f8",
    "holiday": "#dde5ee",
    "baseline": "#7d8ea3",
    "stripe": "#ffffff",
    "today": "#d02f2f",
    "done": "#2f855a",
    "done-light": "#c6e6d5",
    "running": "#2566ad",
    "running-light": "#c9ddf2",
    "late": "#c05621",
    "late-light": "#f6d5c3",
    "waiting": "#6b46c1",
    "waiting-light": "#ddd2f4",
    "planned": "#718096",
    "planned-light": "#dfe5ec",
}
"""The colours on white; templates/svg/gantt.css sets a page's own, in the dark too."""

SIGNS: dict[MilestoneStatus, str] = {
    "done": "M-4.2 .4-1.3 3.4 4.2-3.4",
    "running": "M-3-4.2 4.2 0-3 4.2z",
    "late": "M0-4.4 4.6 3.6H-4.6z",
    "waiting": "M0-3.8 4 3.2H-4z",
    "planned": "M-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0z",
}
"""The signs of the statuses as paths around the origin: no font is needed for them."""
