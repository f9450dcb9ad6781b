"""What is due of agreements: offers, work without one, review and acceptance, duties, payments, targets."""

from collections.abc import Iterator
from datetime import date

from clientkit.agreements.acceptance_criteria import criteria_of
from clientkit.correspondence.mails import mails_among
from clientkit.documents.account import AccountProject, ClientAccount
from clientkit.kernel.model.files.price_totals import payment_schedule
from clientkit.kernel.model.records.project import MilestoneDone
from clientkit.kernel.model.values.due import Due, due_key, plus_days
from clientkit.kernel.model.values.money_text import money
from clientkit.projects.rules import work_without_agreement
from clientkit.questions.asking import CLOSING, answers_to

AHEAD = 7
"""Days before what the client has to do from which it is shown, and after silence was acceptance."""

ENDS_SOON = 3
"""Days before an offer ends, or silence counts as acceptance, from which one should look."""

OLD_BILL = 60
"""Days in which what a closed project makes due is still asked about."""

REVIEW = 5
"""Working days that an answer to an offer may take where the offer does not say."""


def dues_of(account: ClientAccount) -> Iterator[Due]:
    """Everything that the terms of the client's projects make due."""
    for project in account.projects:
        if project.state != "closed":
            yield from _unagreed(account, project)
            yield from _offered(account, project)
            yield from _handed_over(account, project)
        if project.versions:
            yield from _owed(project)
            yield from _payments(account, project)
            yield from _targets(project)


def _item(project: AccountProject, kind: str, origin: str, due: date, **values: object) -> Due:
    """An item of a project; what is not said is ours and has to be done."""
    name = project.name
    key = due_key(kind, name.client, name.project, origin)
    usual: dict[str, object] = {"owner": "us", "weight": "act", "why": "", "id": origin}
    usual["do"] = f"clientkit agenda done {key}"
    return Due(
        key=key,
        kind=kind,
        client=name.client,
        project=name.project,
        due=due.isoformat(),
        **{**usual, **values},  # type: ignore[arg-type] # each caller names fields of Due
    )


def _unagreed(account: ClientAccount, project: AccountProject) -> Iterator[Due]:
    since = work_without_agreement(account.who, project.project, project.records, project.versions)
    if since:
        yield _item(
            project,
            "agreement",
            "",
            since,
            text="there is work, and no accepted agreement",
            why=f"work since {since}",
            do=f"clientkit mail draft scope {project.name}",
        )


def _offered(account: ClientAccount, project: AccountProject) -> Iterator[Due]:
    """An offer that waits for an answer, and its last day."""
    name, paper = project.name, project.project.agreement
    if project.versions and project.versions[-1] >= paper.version:
        return
    went = [
        one.day
        for one in mails_among(project.records)
        if one.document == "scope" and one.outcome == "sent" and one.day >= _agreed_on(project)
    ]
    if went:
        within = project.project.communication.client_answers_within
        yield _item(
            project,
            "offer",
            str(paper.version),
            account.calendar.add(max(went), REVIEW if within is None else within),
            owner="client",
            weight="watch",
            text=f"the agreement, version {paper.version}, waits for their reply",
            why=f"sent on {max(went)}",
            do=f"clientkit scope accept {name}",
            if_late=f"clientkit mail draft reminder {name}",
        )
    if paper.valid_until and (went or paper.issued):
        yield _item(
            project,
            "offer-end",
            str(paper.version),
            paper.valid_until,
            text=f"the offer ends on {paper.valid_until}: ask, or give it a new day",
            why="agreement.valid_until",
            do=f"clientkit project set {name} agreement.valid_until=…",
            shown_from=plus_days(paper.valid_until, -ENDS_SOON),
        )


def _agreed_on(project: AccountProject) -> date:
    return project.agreed.on if project.agreed else date.min


def _handed_over(account: ClientAccount, project: AccountProject) -> Iterator[Due]:
    """The days to review what a milestone handed over, and the day on which silence counts as acceptance."""
    terms, last = project.terms, {}
    for one in project.records:
        if isinstance(one, MilestoneDone):
            last[one.milestone] = one.day
    rows = criteria_of(terms, project.records)
    met = {row.item for row in rows} - {row.item for row in rows if not row.met}
    # who agrees with the closing report accepts what was handed over before
    agreed = answers_to(project.records, "accept", CLOSING)
    for milestone in terms.planned_milestones:
        day, items = last.get(milestone.id), terms.handed_over(milestone)
        if day is None or not items or met.issuperset(items) or any(day <= one.day for one in agreed):
            continue
        listed = ", ".join(items)
        common = {"weight": "watch", "why": f"{milestone.id} was handed over on {day}"}
        do = f"clientkit scope met {project.name} {items[0]}"
        until = terms.acceptance.deemed_after_days
        deemed = None if until is None else account.calendar.add(day, until)
        if milestone.acceptance_days is not None:
            due = account.calendar.add(day, milestone.acceptance_days)
            end = {"shown_until": plus_days(deemed, -1)} if deemed and deemed > due else {}
            text = f"review of {listed}"
            yield _item(
                project, "review", milestone.id, due, owner="client", text=text, do=do, **common, **end
            )
        if deemed:
            text = f"{listed} counts as accepted by silence: say so, then record it"
            common |= {"shown_from": plus_days(deemed, -ENDS_SOON), "shown_until": plus_days(deemed, AHEAD)}
            yield _item(project, "deemed", milestone.id, deemed, text=text, do=do, **common)


def _owed(project: AccountProject) -> Iterator[Due]:
    """What the client provides or decides, while there is work."""
    if not project.is_running:
        return
    ends = project.agreed.plan.ends if project.agreed else {}
    for number, duty in enumerate(project.terms.dated_duties(ends), start=1):
        if duty.due:
            yield _item(
                project,
                "duty",
                str(number),
                duty.due,
                owner="client",
                text=f"they provide: {duty.what}",
                why=duty.effect or "agreed",
                shown_from=plus_days(duty.due, -AHEAD),
                by_hand=True,
                if_late=f"clientkit mail draft reminder {project.name}",
            )


def _payments(account: ClientAccount, project: AccountProject) -> Iterator[Due]:
    """What a reached milestone makes due, to be billed elsewhere; what words make due is asked about."""
    terms = project.terms
    currency = terms.price.currency or (account.who.currency if account.who else "")
    reached = {one.milestone: one.day for one in project.records if isinstance(one, MilestoneDone)}
    for number, one in enumerate(payment_schedule(terms.price, terms.payments, currency).payments, start=1):
        agreed_on = project.agreed.on if project.agreed else None
        day = reached.get(one.milestone) if one.milestone else agreed_on
        if day is None or one.due is None:
            continue
        amount = money(one.due.total, one.due.currency)
        days = "" if one.due_days is None else f", to be paid within {one.due_days} days"
        yield _item(
            project,
            "payment",
            str(number),
            day,
            weight="act" if one.milestone else "info",
            text=f"bill {amount}: {one.label}"
            if one.milestone
            else f"is {amount} due? {one.label}: {one.trigger}",
            why=f"{one.milestone} was reached on {day}{days}" if one.milestone else f"agreed on {day}{days}",
            shown_until=plus_days(day, OLD_BILL) if project.state == "closed" else "",
            by_hand=True,
        )


def _targets(project: AccountProject) -> Iterator[Due]:
    for number, one in enumerate(project.terms.success, start=1):
        if one.due and project.state != "draft":
            target = f", target {one.target}" if one.target else ""
            yield _item(
                project,
                "target",
                f"S{number}",
                one.due,
                weight="watch",
                text=f"measure: {one.measure}{target}",
                why="the day by which both sides see that the objective is met",
                by_hand=True,
            )
