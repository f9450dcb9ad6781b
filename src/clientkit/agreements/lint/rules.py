"""The rules that an agreement is held to; each is one function from a project to findings."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from clientkit.agreements.lint.finding import Finding, finding, warning
from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.price_totals import price_total
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.money_text import money
from clientkit.kernel.store.toml.line_numbers import Location
from clientkit.kernel.text.amount_in_words import amount_in_words, same_words
from clientkit.kernel.text.words import words_of
from clientkit.milestones.queries import possible_plan

HUNDRED = Decimal(100)
ROUNDING = Decimal("0.05")
"""Percent by which each share may be rounded: three times 33.3 is a whole."""


class LintWords(NamedTuple):
    """What the check of an agreement looks for in a language."""

    vague: Mapping[str, str]
    """Words that promise nothing, with what to write instead."""
    exact: tuple[str, ...]
    """Phrases with a vague word in them that a figure follows: at least so many."""
    time: str
    """Signs that a sentence holds a time, as a pattern: a figure, or a word that a time follows."""


@cache
def lint_words(language: Language) -> LintWords:
    """What the check of an agreement looks for in a language."""
    return words_of(language, "lint", LintWords)


def names_a_time(text: str, language: Language) -> bool:
    """Whether a sentence says by when, in a figure or in words."""
    return re.search(lint_words(language).time, text, re.IGNORECASE) is not None


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    words = lint_words(language)
    longest_first = sorted((*words.vague, *words.exact), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


def vague_words(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Every word of a text that promises nothing one could hold anybody to, and what to write instead."""
    words = lint_words(language)
    for match in _pattern(language).finditer(text):
        word = match[0].lower()
        if word not in words.exact:
            yield match[0], words.vague[word]


def promises(project: Project) -> Iterator[tuple[Location, str]]:
    """Every text that somebody could be held to, with its location."""
    yield ("objective",), project.objective
    for i, measure in enumerate(project.success):
        yield ("success", i, "measure"), measure.measure
        yield ("success", i, "target"), measure.target
    for i, deliverable in enumerate(project.deliverables):
        yield ("deliverables", i, "title"), deliverable.title
        yield ("deliverables", i, "description"), deliverable.description
        yield ("deliverables", i, "criteria"), "\n".join(deliverable.criteria)
        yield ("deliverables", i, "needs"), "\n".join(deliverable.needs)
    for i, duty in enumerate(project.duties):
        yield ("duties", i, "what"), duty.what
        yield ("duties", i, "effect"), duty.effect
    yield ("inclusions", "meetings"), project.inclusions.meetings
    yield ("inclusions", "other"), "\n".join(project.inclusions.other)
    yield ("revisions", "round_means"), project.revisions.round_means
    yield ("changes", "process"), project.changes.process
    yield ("clauses", "warranty"), project.clauses.warranty
    yield ("clauses", "support"), project.clauses.support


def vague(project: Project, language: Language) -> Iterator[Finding]:
    """Words that promise nothing."""
    for location, text in promises(project):
        for word, instead in vague_words(text, language):
            yield warning("vague-word", location, f"'{word}' can mean anything", f"Write {instead}")


def targets(project: Project) -> Iterator[Finding]:
    """Measures of success without a figure or a day."""
    for i, measure in enumerate(project.success):
        if not re.search(r"\d", measure.target):
            message = f"the target of '{measure.measure}' has no figure"
            yield finding(
                "target-without-figure", ("success", i, "target"), message, "For instance: 60 a month"
            )
        if measure.due is None:
            message = f"'{measure.measure}' has no day by which it is reached"
            yield warning(
                "target-without-date", ("success", i, "due"), message, "For instance: due = 2027-03-31"
            )


def shares(project: Project) -> Iterator[Finding]:
    """Shares of the price that do not sum to 100 %."""
    given = [payment.share for payment in project.payments if payment.share is not None]
    if (
        given
        and len(given) == len(project.payments)
        and abs(sum(given, Decimal(0)) - HUNDRED) > len(given) * ROUNDING
    ):
        message = f"the shares add up to {sum(given)} %, not 100 %"
        yield finding(
            "shares-not-100", ("payments", 0, "share"), message, "Change one share so that they make 100"
        )


def words(project: Project, language: Language) -> Iterator[Finding]:
    """A price whose words say another amount than its figures: where they differ, words weigh more."""
    price = project.price
    if not price.in_words or price.currency is None:
        return
    total = price_total(price, price.currency)
    right = amount_in_words(total.total, price.currency, language) if total else ""
    if total and right and not same_words(price.in_words, right):
        message = f"'{price.in_words}' is not the total of {money(total.total, price.currency)}"
        instead = f"Write '{right}', or take in_words out: the agreement says it by itself"
        yield warning("words-differ", ("price", "in_words"), message, instead)


def dates(project: Project, settings: Settings) -> Iterator[Finding]:
    """Dates that cannot be, and duties that fall due after the work they hold up."""
    try:
        plan = possible_plan(project, settings)
    except ClientkitError as error:
        yield finding("impossible-dates", ("milestones", 0), error.message.rstrip("."), error.hint)
        return
    for i, duty in enumerate(project.duties):
        if duty.due and plan.end and duty.due > plan.end:
            message = f"'{duty.what}' is due on {duty.due}, after the work has ended on {plan.end}"
            yield finding("date-after-end", ("duties", i, "due"), message, "Give an earlier day")
    agreement = project.agreement
    if agreement.issued and agreement.valid_until and agreement.valid_until < agreement.issued:
        message = f"the offer ends on {agreement.valid_until}, before it was made on {agreement.issued}"
        yield finding("date-before-issue", ("agreement", "valid_until"), message, "Give a later day")


def limits(project: Project) -> Iterator[Finding]:
    """What keeps a project from growing without end."""
    review, silence = project.acceptance.review_days, project.acceptance.deemed_after_days
    if review is not None and silence is not None and silence < review:
        message = f"silence is acceptance after {silence} days, before the {review} to review are over"
        yield finding("deemed-before-review", ("acceptance", "deemed_after_days"), message, "Give more days")
    if not project.risks:
        message = "no risk is named, so none was thought of"
        yield warning("no-risks", ("risks",), message, "Name the one or two most likely, with an answer")
    if project.milestones and not any(milestone.buffer for milestone in project.milestones):
        message = "the plan has no buffer, so the first late day moves the end"
        yield warning(
            "no-buffer",
            ("milestones", 0, "buffer"),
            message,
            "For instance: buffer = 2 on the last one but one",
        )


def open_ends(project: Project) -> Iterator[Finding]:
    """Questions that come up when something is late, silent or over, and that the agreement leaves open."""
    terms: tuple[tuple[str, Location, bool, str, str], ...] = (
        (
            "no-deemed-acceptance",
            ("acceptance", "deemed_after_days"),
            project.acceptance.deemed_after_days is not None,
            "nothing says what it means when the client does not answer a delivery",
            "For instance: deemed_after_days = 10",
        ),
        (
            "no-cancellation-fee",
            ("cancellation", "fee"),
            bool(project.cancellation.fee),
            "nothing says what is owed when the agreement ends early",
            "For instance: the work done up to the last day of notice, at the hourly rate",
        ),
        (
            "no-moved-by",
            ("timeline", "moved_by"),
            bool(project.timeline.moved_by),
            "nothing says what moves the dates",
            "For instance: late content moves every later date by as many working days",
        ),
    )
    for code, location, is_said, message, write in terms:
        if not is_said:
            yield warning(code, location, message, write)


def duties(project: Project, language: Language) -> Iterator[Finding]:
    """Duties of the client without a time, or without a word on what happens when they are late."""
    for i, duty in enumerate(project.duties):
        if duty.due is None and duty.milestone is None and not names_a_time(duty.what, language):
            message = f"'{duty.what}' has no day by which it is done"
            yield warning(
                "duty-without-date", ("duties", i, "due"), message, "For instance: due = 2026-12-04"
            )
        if not duty.effect:
            message = f"nothing says what happens when '{duty.what}' is late"
            yield warning(
                "duty-without-effect",
                ("duties", i, "effect"),
                message,
                "For instance: each day moves the launch by a day",
            )
