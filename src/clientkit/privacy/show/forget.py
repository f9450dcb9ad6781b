"""How forgetting looks: the plan before it, the proof after it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import counted, say
from clientkit.kernel.screen.show import view

if TYPE_CHECKING:
    from clientkit.privacy.forget.actions import Forgotten
    from clientkit.privacy.forget.plan import ForgetPlan


@view("forget-plan")
def show_plan(plan: "ForgetPlan") -> None:
    """What goes, what stays and why, what is out of reach."""
    say_plan(plan)


def say_plan(plan: "ForgetPlan", *, error: bool = False) -> None:
    """The plan, on stdout or stderr."""
    for line in _plan_lines(plan):
        say(line, error=error)


def _plan_lines(plan: "ForgetPlan") -> Iterator[str]:
    if plan.possible_on:
        yield f"The client {plan.client} as a whole: not before {plan.possible_on}. Without its agreements:"
    else:
        who = f"{plan.contact} of {plan.client}" if plan.contact else f"The client {plan.client}"
        yield f"{who} becomes {plan.pseudonym}."
    yield from _part("Goes:", (one.file for one in plan.files if one.removed))
    anew = (one for one in plan.files if not one.removed)
    yield from _part(
        "Written anew:",
        (
            f"{one.file}{_in_brackets(one.records)}{f', as {one.renamed}' if one.renamed else ''}"
            for one in anew
        ),
    )
    yield from _part(
        "Named in words that stay, and taken out:",
        (f"{one.file}:{one.line}: {one_line(one.text)}" for one in plan.mentions),
    )
    yield from _part(
        "Stays:",
        (f"{one.what}: {one.why}{f', until {one.until}' if one.until else ''}" for one in plan.stays),
    )
    if plan.commits is not None:
        yield f"git: {counted(plan.commits, 'commit')} with their name; from the first on each gets a new id."
    if plan.signed:
        yield f"  {plan.signed:,} of all commits are signed: rewritten ones lose their signatures."
    yield from _part("Out of reach:", plan.beyond)


def counted_files(plan: "ForgetPlan") -> str:
    """The plan in one line, as a question has it."""
    removed = sum(one.removed for one in plan.files)
    who = f"{plan.contact} of {plan.client}" if plan.contact else f"the client {plan.client}"
    return f"{who}: {counted(len(plan.files) - removed, 'file')} written anew, {removed:,} removed"


def _in_brackets(records: int) -> str:
    return f" ({counted(records, 'record')})" if records else ""


def _part(title: str, lines: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield title
        yield from (f"  {one_line(line)}" for line in found)


@view("forgotten")
def show_forgotten(done: "Forgotten") -> None:
    """The pseudonym; on stderr what was read to prove it and what is left to do."""
    say(done.pseudonym)
    who = f"{done.contact} of {done.client}" if done.contact else f"The client {done.client}"
    say(f"{who} is forgotten; what counts stays as {done.pseudonym}.", error=True)
    proof = done.proof
    read = counted(proof.files, "file") + (f" and {proof.objects:,} objects of git" if done.history else "")
    say(f"Read again: {read}; {len(proof.left)} still name them.", error=True)
    parts = (
        ("Still named, which should not be:", proof.left),
        ("Kept with their name, as agreements are:", proof.kept),
        ("Not proved:", proof.unproved),
        ("Out of reach:", done.beyond),
    )
    for title, lines in parts:
        for line in _part(title, lines):
            say(line, error=True)
