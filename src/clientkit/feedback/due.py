"""What is due of feedback: low scores to follow up, and glad people whom one could ask for more."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from clientkit.clients.stages import ENDS
from clientkit.documents.account import ClientAccount
from clientkit.feedback.case_studies import CASE_STUDY
from clientkit.feedback.favours import FAVOUR_DAYS, last_favour
from clientkit.feedback.follow_ups import LowScore, low_scores, scores_in_words
from clientkit.feedback.time_limit import TimeLimit
from clientkit.kernel.model.records.feedback import Consented, Feedback, FollowUp
from clientkit.kernel.model.records.project import ProjectMoved
from clientkit.kernel.model.values.due import Due, as_instant, due_key, plus_days

TELLING = 180
"""Days for which a low score says something about today, and calls for a follow-up."""

SHOWING = 30
"""Days after the delivery until the work has shown what it does."""

REMEMBERED = 30
"""Days in which one can still ask somebody who was glad for a testimonial."""


def dues_of(account: ClientAccount) -> Iterator[Due]:
    """Low scores that something is left to do about, and people who were glad lately and may be quoted."""
    zone = ZoneInfo(account.settings.defaults.timezone)
    limit = TimeLimit(account.settings.survey.follow_up_hours, zone)
    now = max((one.ts for one in account.records), default=None)
    if now is None:
        return
    for low in low_scores(account.workspace, account.client, now, limit, account.records):
        if low.state != "done":
            yield _follow_up(low)
    asked_last = last_favour(account.records)
    free = plus_days(asked_last, FAVOUR_DAYS) if asked_last else ""
    yield from _case_studies(account, free)
    asked = {one.ref for one in account.records if isinstance(one, Consented | FollowUp) and one.ref}
    for one in account.records:
        if isinstance(one, Feedback) and one.calls_for == "request" and one.id not in asked:
            yield _item(
                one,
                "request",
                one.day.isoformat(),
                weight="info",
                text=f"could ask {one.contact or 'them'} for a testimonial: {scores_in_words(one)}",
                why=f"glad on {one.day}, and may be quoted",
                do=f"clientkit feedback follow {one.id}",
                shown_from=free,
                shown_until=plus_days(one.day, REMEMBERED),
            )


def _case_studies(account: ClientAccount, free: str) -> Iterator[Due]:
    """Work that was delivered to somebody who was glad of it last, once it has shown what it does."""
    told = {
        one.project for one in account.records if isinstance(one, Consented) and one.purpose == CASE_STUDY
    }
    for project in account.projects:
        name, about = project.name, [one for one in account.records if one.project == project.name.project]
        moves = (one for one in about if isinstance(one, ProjectMoved) and one.state in ENDS)
        delivered = next((one.day for one in moves), None)  # what was dropped is closed, and was never there
        last = next((one for one in reversed(about) if isinstance(one, Feedback) and one.scores()), None)
        if project.state not in ENDS or delivered is None or last is None or {name.project, None} & told:
            continue
        if last.calls_for == "request":
            yield Due(
                key=due_key("case-study", *name),
                kind="case-study",
                id="",
                client=name.client,
                project=name.project,
                owner="us",
                due=last.day.isoformat(),
                weight="info",
                text=f"could write a case study: {scores_in_words(last)}",
                why=f"delivered on {delivered}; glad on {last.day}, and may be quoted",
                do=f"clientkit mail draft case-study {name}",
                shown_from=max(free, plus_days(delivered, SHOWING)),
                shown_until=plus_days(delivered, TELLING),
                by_hand=True,
            )


def _follow_up(low: LowScore) -> Due:
    answer, begun = low.feedback, low.state == "begun"
    who = f" from {answer.contact}" if answer.contact else ""
    said = f": {answer.comment}" if answer.comment else ""
    return _item(
        answer,
        "low-score",
        "" if begun else as_instant(low.due),
        weight="watch" if begun else "act",
        text=f"{'finish the follow-up: ' if begun else ''}{scores_in_words(answer)}{who}{said}",
        why=f"a low score, answered on {answer.day}",
        do=f"clientkit feedback follow {answer.id}",
        shown_until=plus_days(answer.day, TELLING),
    )


def _item(one: Feedback, kind: str, due: str, **values: object) -> Due:
    return Due(
        key=due_key(kind, one.client, one.replaces or one.id),
        kind=kind,
        id=one.id,
        client=one.client,
        project=one.project,
        owner="us",
        due=due,
        **values,  # type: ignore[arg-type] # each caller names fields of Due
    )
