"""What is due of changes: one to assess, one to tell of, an offer without an answer, an offer that ends."""

from collections.abc import Iterator
from datetime import date

from clientkit.changes.cases import changes_among, next_command
from clientkit.changes.rules import ChangeCase
from clientkit.documents.account import AccountProject, ClientAccount
from clientkit.kernel.model.values.due import Due, due_key, plus_days

ENDS_SOON = 3
"""Days before an offer ends from which one should ask."""

ANSWER = 5
"""Working days that an answer to an offer may take where the agreement does not say."""


def dues_of(account: ClientAccount) -> Iterator[Due]:
    """The next step of every change that did not end."""
    for case in changes_among(account.records):
        project = account.project(case.asked.project)
        if project and case.is_open and project.state != "closed":
            yield from _offered(account, project, case) if case.told else _to_tell(account, project, case)


def _to_tell(account: ClientAccount, project: AccountProject, case: ChangeCase) -> Iterator[Due]:
    """What we owe: our word on what it takes."""
    own = project.terms.communication.answer_within
    within = account.settings.policies.answer_within if own is None else own
    since = case.assessed.day if case.assessed else case.asked.day
    text = "tell them what it takes" if case.assessed else f"assess it: {case.asked.text}"
    why = f"assessed on {since}" if case.assessed else f"asked on {since}"
    yield _item(case, "change", account.calendar.add(since, within), text=text, why=why)


def _offered(account: ClientAccount, project: AccountProject, case: ChangeCase) -> Iterator[Due]:
    """What the client owes, and the last day of the offer."""
    if case.told is None:
        return
    within = project.terms.communication.client_answers_within
    yield _item(
        case,
        "change-offer",
        account.calendar.add(case.told, ANSWER if within is None else within),
        owner="client",
        weight="watch",
        text="the offer waits for their answer",
        why=f"offered on {case.told}",
        if_late=f"clientkit mail draft reminder {case.id}",
    )
    if until := case.until(project.terms):
        yield _item(
            case,
            "change-end",
            until,
            text=f"the offer ends on {until}: ask, or offer it anew",
            why=f"offered on {case.told}",
            do=f"clientkit mail draft change {case.name}",
            shown_from=plus_days(until, -ENDS_SOON),
        )


def _item(case: ChangeCase, kind: str, due: date, *, text: str, **values: object) -> Due:
    usual: dict[str, object] = {"owner": "us", "weight": "act", "do": next_command(case)}
    return Due(
        key=due_key(kind, case.asked.client, case.id),
        kind=kind,
        id=case.id,
        client=case.asked.client,
        project=case.asked.project,
        due=due.isoformat(),
        text=f"{case.co}: {text}",
        **{**usual, **values},  # type: ignore[arg-type] # each caller names fields of Due
    )
