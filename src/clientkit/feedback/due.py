"""What is due of feedback: low scores to follow up, and glad words that one could ask more of."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from clientkit.documents.account import ClientAccount
from clientkit.feedback.follow_ups import LowScore, low_scores, scores_in_words
from clientkit.feedback.time_limit import TimeLimit
from clientkit.kernel.model.records.feedback import Consented, Feedback, FollowUp
from clientkit.kernel.model.values.due import Due, as_instant, due_key, plus_days

TELLING = 180
"""Days for which a low score says something about today, and calls for a follow-up."""

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
                shown_until=plus_days(one.day, REMEMBERED),
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
