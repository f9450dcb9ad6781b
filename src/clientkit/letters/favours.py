"""What the records tell for the letters that ask a client who is glad for a favour, and when not to ask."""

from datetime import date, timedelta
from typing import Any

from clientkit.errors import NotFoundError, RefusedError
from clientkit.feedback.case_studies import case_study_file, read_case_study, study_topic
from clientkit.feedback.favours import FAVOUR_DAYS, last_favour
from clientkit.feedback.quotes import CREDITS, credit_line
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.letters.case import LetterCase, LetterQuestion
from clientkit.letters.complaint_facts import require_no_complaint

Facts = dict[str, Any]


def testimonial(case: LetterCase) -> Facts:
    """Their own words as they would stand, and three ways to be named below them."""
    answer = case.record
    if not isinstance(answer, Feedback):
        raise NotFoundError("This letter is about an answer.", "See the ids: clientkit feedback list")
    if not answer.comment or not answer.contact or answer.is_low:
        raise RefusedError(
            f"{answer.id} holds no words of somebody who is glad.", "See whose are: clientkit feedback list"
        )
    _require_good_time(case, "request")
    ways = tuple(credit_line(one, answer.contact, case.client) for one in CREDITS)
    return {"what": answer.comment, "since": answer.day, "ways": ways}


def may_quote(case: LetterCase) -> LetterQuestion:
    """Whether the words may be quoted, and how they are named."""
    return LetterQuestion("allow", case.ref or "", (*CREDITS, "no"))


def case_study(case: LetterCase) -> Facts:
    """The text about the work with them as it would stand, and three ways to be named in it."""
    text = read_case_study(case.workspace, case.place)
    if text is None:
        path = case.workspace.relative(case_study_file(case.workspace, case.place))
        raise RefusedError(
            f"There is no case study of {case.place} yet.", f"Write it as it would stand: {path}"
        )
    _require_good_time(case, "request")
    reader = _reader(case)
    ways = tuple(credit_line(one, reader, case.client) for one in CREDITS)
    return {"story": text, "ways": ways, "to": (reader,) if reader else ()}


def may_publish(case: LetterCase) -> LetterQuestion:
    """Whether the very text may be published, and how they are named."""
    text = read_case_study(case.workspace, case.place) or ""
    return LetterQuestion("allow", study_topic(text), (*CREDITS, "no"))


def _reader(case: LetterCase) -> str:
    """Whom the letter goes to, and who is named in it: whom was asked for, else the first with an address."""
    return next(iter((*case.to, *(one.id for one in case.client.contacts if one.email))), "")


def referral(case: LetterCase) -> Facts:
    """Whether they know somebody whom it would help too."""
    _require_good_time(case, "request")
    return {"since": case.record.day} if case.record else {}


def _require_good_time(case: LetterCase, what: str) -> None:
    """Refuse to ask for a favour while something is open, or too soon after the last time."""
    require_no_complaint(case, what)
    asked = last_favour(case.records)
    again = (asked or date.min) + timedelta(days=FAVOUR_DAYS)
    if asked and case.today < again:
        raise RefusedError(
            f"{case.client.name} was asked for a favour on {asked}; {FAVOUR_DAYS} days lie between two.",
            f"From {again} on.",
        )
