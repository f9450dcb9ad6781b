"""What the records tell for the letters of a complaint, each refused while a step before it is missing."""

from typing import Any

from clientkit.complaints.case import GRAVEST, Case
from clientkit.complaints.cases import case_of, clipped, open_complaints
from clientkit.complaints.clocks import clocks, silent_from
from clientkit.complaints.queries import account_of, terms_of
from clientkit.complaints.rules import next_step, require_step
from clientkit.errors import RefusedError
from clientkit.letters.case import LetterCase, LetterQuestion

Facts = dict[str, Any]


def acknowledge(letter: LetterCase) -> Facts:
    """That it came and is taken seriously, and by when there is a proposal: nothing else is promised."""
    case = _case(letter, "acknowledge")
    if case.complaint.severity == GRAVEST and not case.spoken:
        step = next_step(case)
        raise RefusedError(
            f"{case.complaint.id} is about money, law or safety: first {step.words}.", f"Next: {step.command}"
        )
    account = account_of(letter.workspace, letter.settings, case, letter.today)
    plan = next(
        (one for one in clocks(case, terms_of(account, case), account.calendar) if one.name == "plan"), None
    )
    return {**_told(case), "due": plan.due if plan and plan.due >= letter.today else None}


def options(letter: LetterCase) -> Facts:
    """The ways to put it right, each with its day and what it costs the client."""
    case = _case(letter, "options")
    if not case.options:
        step = next_step(case)
        raise RefusedError(f"{case.complaint.id} has no option: first {step.words}.", f"Next: {step.command}")
    ways = tuple(
        {
            "number": one.number,
            "what": one.text,
            "due": one.due,
            "price": one.costs_client,
            "best": one.recommended,
        }
        for one in case.options
    )
    currency = letter.engagement.currency if letter.engagement else letter.client.currency
    return {**_told(case), "choices": ways, "currency": currency}


def which(letter: LetterCase) -> LetterQuestion:
    """Which of the ways they choose."""
    numbers = tuple(str(one.number) for one in case_of(letter.records, letter.ref or "").options)
    return LetterQuestion("choose", letter.ref or "", numbers)


def whether(letter: LetterCase) -> LetterQuestion:
    """Whether it is right now."""
    return LetterQuestion("confirm", letter.ref or "", ("yes", "no"))


def put_right(letter: LetterCase) -> Facts:
    """That it was put right as chosen, and the question whether it is right now."""
    case = _case(letter, "put-right")
    return {**_told(case), "chosen": case.chosen.text if case.chosen else "", "now": case.put_right_on}


def last_word(letter: LetterCase) -> Facts:
    """The question once more, and what silence will mean, from which day on."""
    case = _case(letter, "last-word")
    name = case.complaint.id
    if case.result is None:
        raise RefusedError(
            f"The client was not told yet that {name} was put right.",
            f"First: clientkit mail draft put-right {name}",
        )
    account = account_of(letter.workspace, letter.settings, case, letter.today)
    terms = terms_of(account, case)
    if case.last_word is not None and case.replied_on is None:
        first = silent_from(case, terms, account.calendar)
        raise RefusedError(
            f"The last word on {name} went on {case.last_word.day}; one is enough.",
            f"From {first} on: clientkit complaint confirm {name} silent",
        )
    until = account.calendar.add(letter.today, terms.silence)
    told = {"chosen": case.chosen.text if case.chosen else "", "needed_by": case.result.day}
    return {**_told(case), **told, "due": until}


def final(letter: LetterCase) -> Facts:
    """Our last answer, with its reasons, and who else can help."""
    case = _case(letter, "final")
    if case.upheld != "no" and not case.ever_offered:
        step = next_step(case)
        raise RefusedError(
            f"{case.complaint.id} was neither turned down nor was anything offered: first {step.words}.",
            f"Next: {step.command}; or, where they are not right: "
            f"clientkit complaint note {case.complaint.id} --upheld no",
        )
    return {**_told(case), "mediator": letter.settings.policies.mediator, "upheld": case.upheld != "no"}


def require_no_complaint(letter: LetterCase, what: str) -> None:
    """Refuse to ask somebody for more who is unhappy.

    Raises:
        RefusedError: one of the client's complaints is open.
    """
    for case in open_complaints(letter.records):
        name = case.complaint.id
        raise RefusedError(
            f"{letter.client.name} has an open complaint, {name}: no {what} until it has ended.",
            f"See what comes next: clientkit complaint show {name}",
        )


def _case(letter: LetterCase, verb: str) -> Case:
    case = case_of(letter.records, letter.ref or "")
    require_step(case, verb)
    return case


def _told(case: Case) -> Facts:
    """What they said, how we understand it, and whether it was our doing."""
    complaint = case.complaint
    return {
        "since": complaint.day,
        "channel": complaint.channel,
        "what": clipped(complaint.text),
        "restated": clipped(case.restated),
        "wants": clipped(complaint.wants or ""),
        "ours": case.whose in {"us", "both"},
    }
