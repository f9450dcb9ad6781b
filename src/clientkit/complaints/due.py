"""What is due of complaints: the next step by its clock, their choice and word, the lesson, a look later."""

from collections.abc import Iterator
from datetime import date

from clientkit.complaints.case import Case
from clientkit.complaints.cases import clipped, complaints_among
from clientkit.complaints.clocks import Terms, next_clock, silent_from
from clientkit.complaints.queries import terms_of
from clientkit.complaints.rules import next_step
from clientkit.documents.account import ClientAccount
from clientkit.kernel.model.values.due import Due, due_key, plus_days

CALL_AFTER = 14
"""Days after which one asks whether it still holds."""

CHECK_AFTER = 90
"""Days after which one looks whether what was learned is done."""

REMEMBERED = 60
"""Days for which a look that nobody took is asked for."""

LESSON_WITHIN = 3
"""Working days for the lesson."""

CLOCKS = {
    "acknowledge": "tell them that you have it",
    "plan": "offer a way",
    "update": "give them word",
    "resolve": "put it right",
}


def dues_of(account: ClientAccount) -> Iterator[Due]:
    """Every complaint: what comes next, and once it is over what is looked at again."""
    for case in complaints_among(account.records):
        terms = terms_of(account, case)
        if case.state == "closed":
            yield from _afterwards(case)
        elif case.ended_on:
            due = account.calendar.add(case.ended_on, LESSON_WITHIN)
            yield _item(
                case, "complaint-lesson", due, text="write its lesson down", why=f"ended on {case.ended_on}"
            )
        elif case.waits_since and (case.state == "offered" or case.result):
            yield _theirs(account, case, terms)
        elif clock := next_clock(case, terms, account.calendar):
            told = f'clientkit log add {case.complaint.about} "…" --for {case.complaint.id}'
            said = f"came on {case.complaint.day}, round {case.round}; next: {next_step(case).words}"
            kind = {"text": CLOCKS[clock.name], "why": said, "new_date": told}
            yield _item(case, "complaint", clock.due, **kind)
        if case.recurs_on and case.lesson is None:
            text = f"the lesson of {case.recurs_on} did not hold: {case.root} again"
            yield _item(case, "complaint-again", case.complaint.day, weight="watch", text=text, by_hand=True)


def _theirs(account: ClientAccount, case: Case, terms: Terms) -> Due:
    """What waits for the client: their choice, then their word, then their silence."""
    name, since = case.complaint.id, case.waits_since or case.complaint.day
    if case.replied_on and case.result:
        said = f"they wrote on {case.replied_on}"
        return _item(case, "complaint", case.replied_on, text="record what they say", why=said)
    if case.state == "offered":
        due, late, text = account.calendar.add(since, terms.update), "options", "they choose an option"
    elif case.last_word is None and case.result:
        half = max(terms.silence // 2, 1)
        due, late, text = (
            account.calendar.add(case.result.day, half),
            "last-word",
            "they say whether it is right",
        )
    else:
        due, late, text = silent_from(case, terms, account.calendar) or since, "", "their silence ends it"
    command = f"clientkit mail draft {late} {name}" if late else f"clientkit complaint confirm {name} silent"
    return _item(
        case,
        "complaint",
        due,
        owner="client",
        weight="watch",
        text=text,
        why=f"since {since}",
        if_late=command,
    )


def _afterwards(case: Case) -> Iterator[Due]:
    """A call after two weeks, and a look after three months whether the lesson is kept."""
    closed, lesson = case.closed_on, case.lesson
    if closed is None or lesson is None:
        return
    call = f'clientkit log add {case.complaint.about} "…" --channel phone --for {case.complaint.id}'
    if case.checked_on is None:
        due = plus_days(closed, CALL_AFTER)
        yield _item(
            case,
            "complaint-call",
            due,
            weight="watch",
            text="call: does it still hold?",
            do=call,
            shown_from=due,
            why=f"closed on {closed}",
            shown_until=plus_days(closed, CALL_AFTER + REMEMBERED),
        )
    due = plus_days(lesson.day, CHECK_AFTER)
    key = due_key("lesson-check", case.complaint.client, lesson.replaces or lesson.id)
    yield _item(
        case,
        "lesson-check",
        due,
        key=key,
        weight="watch",
        by_hand=True,
        shown_from=due,
        text=f"is it done? {clipped(lesson.prevention or lesson.text)}",
        do=f"clientkit agenda done {key}",
        why=f"learned on {lesson.day}",
        shown_until=plus_days(lesson.day, CHECK_AFTER + REMEMBERED),
    )


def _item(case: Case, kind: str, due: date | str, *, text: str, **values: object) -> Due:
    complaint = case.complaint
    key = due_key(kind, complaint.client, case.name)
    usual: dict[str, object] = {"owner": "us", "weight": "act", "why": "", "key": key}
    usual["do"] = f"clientkit agenda done {key}" if values.get("by_hand") else next_step(case).command
    return Due(
        kind=kind,
        id=complaint.id,
        client=complaint.client,
        project=complaint.project,
        due=str(due),
        text=f"complaint: {text} ({clipped(complaint.text)})",
        **{**usual, **values},  # type: ignore[arg-type] # each caller names fields of Due
    )
