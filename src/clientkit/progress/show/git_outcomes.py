"""How outcomes from commits look on a screen: what can be taken, what was left out and why."""

import sys
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import columns_of, show_table

if TYPE_CHECKING:
    from clientkit.progress.git_outcomes.proposals import LeftOut, Proposals

COLUMNS = columns_of(
    "no, day, group, outcome, for, repository, commits",
    right="no",
    named="for, repository, commits",
    prose="outcome",
)

LEFT_OUT = {
    "merges": ("merge", "merges"),
    "fixups": ("fixup", "fixups"),
    "chores": ("chore", "chores"),
    "reverted": ("taken back again", "taken back again"),
    "others": ("by others", "by others"),
    "known": ("noted already", "noted already"),
}

FIRST = 5
"""Outcomes that a report names before it says how many more there are."""


def show_proposals(found: "Proposals") -> None:
    """What can be taken on stdout; what was left out on stderr."""
    if found.proposals:
        rows = [
            [
                *(str(one.number), str(one.day), one.group, one.text),
                *(one.item or "", one.repository, " ".join(one.commits)),
            ]
            for one in found.proposals
        ]
        show_table(COLUMNS, rows)
    elif found.other_authors and found.left_out.others == sum(count for _, count in found.left_out):
        others = one_line(", ".join(found.other_authors[:FIRST]))
        say(f"No commit of {found.week} is yours; there are some by {others}.", error=True)
        say('  If that is you, name the addresses that count: authors = ["…"] under [[repo]]', error=True)
    elif found.unread:
        say(f"No outcome of {found.week} was found, but not all of git could be read.", error=True)
    elif found.repositories:
        where = "the branches read" if found.repositories > 1 else "the branch read"
        say(f"Nothing of {found.week} on {where} that the notes of {found.project} do not tell.", error=True)
        say('  For all branches: branch = "*" under [[repo]]', error=True)
    else:
        say(
            f"{found.project} links no repository. Add [[repo]] with its path: "
            f"clientkit project edit {found.project}",
            error=True,
        )
    if words := _left_out(found.left_out):
        sys.stdout.flush()
        say(f"Left out: {words}.", error=True)


def show_how_to_take(found: "Proposals") -> None:
    """The command that takes them."""
    if found.proposals:
        say(f"Take them: {_command(found)} --take all, or --take 1,3-5", error=True)


@view("from-commits")
def show_added(found: "Proposals") -> None:
    """The new notes' ids; how many they are on stderr."""
    for one in found.proposals:
        if one.note:
            say(one.note)
    notes = "note was" if found.taken == 1 else "notes were"
    say(f"{found.taken} {notes} added to {found.project}.", error=True)


def mention_proposals(found: "Proposals") -> None:
    """Beside a report: what git has that the notes have not, and the command to take it."""
    if not found.proposals:
        return
    sys.stdout.flush()
    count = len(found.proposals)
    things = "an outcome" if count == 1 else f"{count} outcomes"
    say(f"git has {things} of {found.week} that no note tells:", error=True)
    for one in found.proposals[:FIRST]:
        say(f"  {one.number}. {one_line(one.text)}", error=True)
    if count > FIRST:
        say(f"  and {count - FIRST} more", error=True)
    say(f"  See them: {_command(found)}; take them with --take all, or --take 1,3-5", error=True)


def _command(found: "Proposals") -> str:
    return f"clientkit progress from-commits {found.project} --week {found.week}"


def _left_out(left: "LeftOut") -> str:
    counts = {name: number for name, number in left if number}
    return ", ".join(f"{number:,} {LEFT_OUT[name][number != 1]}" for name, number in counts.items())
